//! Numbers as they are written: digits, words, fractions and scales, without their surroundings.
//!
//! `33,127`, `2.3 million`, `1.2m`, `twelve hundred`, `6 1/2`, `two and a half million`. What a
//! number counts, and whether it is a figure at all, is left to `expression` and `exempt`.

use super::interval::Decimal;
use super::lexicons::{FRACTIONS, NUMBER_WORDS, SCALES, Scale};
use crate::annotate::tokens::{Kind, Token};

/// A number that was read.
#[derive(Clone, Copy, Debug)]
pub struct Number {
    /// What it says.
    pub value: Decimal,
    /// Its granularity: the place of its last significant digit.
    pub place: Decimal,
    /// What its last scale word multiplied by; one without a scale word.
    pub scale: Decimal,
    /// Index behind its last token.
    pub end: usize,
    /// Whether it starts with digits.
    pub digits: bool,
}

impl Number {
    /// Its value before the last scale word.
    pub fn mantissa(&self) -> Option<Decimal> {
        self.value.checked_div(self.scale)
    }

    /// The same, `factor` times as large.
    pub fn scaled(self, factor: Decimal) -> Option<Number> {
        Some(Number {
            value: self.value.checked_mul(factor)?,
            place: self.place.checked_mul(factor)?,
            scale: self.scale.checked_mul(factor)?,
            ..self
        })
    }
}

/// Numbers with more digits than this are left unread: they are identifiers, and 28 digits are
/// what decimals can hold.
const MOST_DIGITS: usize = 26;

/// The number that starts at token `at`, as far as it goes.
pub fn read(plain: &str, tokens: &[Token], at: usize) -> Option<Number> {
    let token = tokens.get(at)?;
    let number = match token.kind {
        Kind::Number => digits_and_fraction(plain, tokens, at)?,
        Kind::Word => words(tokens, at)?,
        _ => return None,
    };
    with_scales(plain, tokens, number)
}

/// The value of a digit token and the place of its last significant digit. Commas must part
/// groups of three, or of two as in lakhs and crores; identifiers such as `007` and texts such as
/// `1.2.3` are no numbers.
pub fn digits(text: &str) -> Option<(Decimal, Decimal)> {
    if text.len() > 2 * MOST_DIGITS {
        return None;
    }
    let mut half = None;
    let mut body = text;
    if let Some(last) = text.chars().next_back().filter(|c| !c.is_ascii())
        && let Some(fraction) = vulgar(last)
    {
        half = Some(fraction);
        body = &text[..text.len() - last.len_utf8()];
        if body.is_empty() {
            return Some((fraction, fraction));
        }
    }
    let (whole, decimals) = match body.split_once('.') {
        Some((whole, decimals)) => (whole, Some(decimals)),
        None => (body, None),
    };
    let mut plain = String::with_capacity(text.len());
    if whole.contains([',', '\u{2009}', '\u{202f}']) {
        let groups: Vec<&str> = whole.split([',', '\u{2009}', '\u{202f}']).collect();
        if !grouped(&groups) {
            return None;
        }
        plain.extend(groups);
    } else {
        plain.push_str(whole);
    }
    let leading_zero = plain.len() > 1 && plain.starts_with('0');
    let count = plain.len() + decimals.map_or(0, str::len);
    if leading_zero || count > MOST_DIGITS || !plain.bytes().all(|b| b.is_ascii_digit()) {
        return None;
    }
    let mut place = whole_place(&plain);
    if let Some(decimals) = decimals {
        if decimals.is_empty() || !decimals.bytes().all(|b| b.is_ascii_digit()) {
            return None;
        }
        place = Decimal::new(1, decimals.len() as u32);
        plain.push('.');
        plain.push_str(decimals);
    }
    let value: Decimal = plain.parse().ok()?;
    match half {
        Some(fraction) if decimals.is_none() => Some((value.checked_add(fraction)?, fraction)),
        Some(_) => None,
        None => Some((value, place)),
    }
}

/// `1,200`, `12,34,567`: groups of three; or a last one of three and the others of two.
fn grouped(groups: &[&str]) -> bool {
    let [first, middle @ .., last] = groups else { return false };
    let western = first.len() <= 3 && middle.iter().all(|g| g.len() == 3);
    let indian = first.len() <= 2 && middle.iter().all(|g| g.len() == 2);
    !first.is_empty() && last.len() == 3 && (western || indian)
}

/// Trailing zeros say that a number is rounded, from 100 on: 20 and 30 are counted as often as
/// they are guessed.
fn whole_place(digits: &str) -> Decimal {
    let zeros = digits.len() - digits.trim_end_matches('0').len();
    if digits.len() < 3 || zeros == digits.len() {
        return Decimal::ONE;
    }
    power_of_ten(zeros)
}

fn power_of_ten(exponent: usize) -> Decimal {
    Decimal::from(10u128.saturating_pow(exponent.min(MOST_DIGITS) as u32))
}

fn vulgar(c: char) -> Option<Decimal> {
    let (over, under) = match c {
        '½' => (1, 2),
        '⅓' => (1, 3),
        '⅔' => (2, 3),
        '¼' => (1, 4),
        '¾' => (3, 4),
        '⅕' => (1, 5),
        '⅖' => (2, 5),
        '⅗' => (3, 5),
        '⅘' => (4, 5),
        '⅙' => (1, 6),
        '⅛' => (1, 8),
        '⅜' => (3, 8),
        '⅝' => (5, 8),
        '⅞' => (7, 8),
        _ => return None,
    };
    Decimal::from(over).checked_div(Decimal::from(under))
}

/// Digits, and a fraction behind them: `6 1/2`, `6-1/2`, `3/4`.
fn digits_and_fraction(plain: &str, tokens: &[Token], at: usize) -> Option<Number> {
    let one = Decimal::ONE;
    if let Some((value, end)) = slashed(plain, tokens, at) {
        return Some(Number { value, place: value, scale: one, end, digits: true });
    }
    let (value, place) = digits(tokens[at].text(plain))?;
    let mut number = Number { value, place, scale: one, end: at + 1, digits: true };
    let joined = |t: &Token| t.is('-') && !t.spaced;
    let behind = match tokens.get(at + 1) {
        Some(next) if next.kind == Kind::Number && next.spaced => Some(at + 1),
        Some(next) if joined(next) && tokens.get(at + 2).is_some_and(|t| !t.spaced) => Some(at + 2),
        _ => None,
    };
    if value.is_integer()
        && let Some(from) = behind
        && let Some((fraction, end)) = slashed(plain, tokens, from)
    {
        number = Number { value: value.checked_add(fraction)?, place: fraction, end, ..number };
    }
    Some(number)
}

/// `3/4`: a proper fraction with a small denominator. `9/11` and `24/7` are none.
fn slashed(plain: &str, tokens: &[Token], at: usize) -> Option<(Decimal, usize)> {
    let [over, slash, under] = tokens.get(at..at + 3)? else { return None };
    if over.kind != Kind::Number || !(slash.is('/') || slash.is('⁄')) || under.kind != Kind::Number {
        return None;
    }
    if slash.spaced || under.spaced || tokens.get(at + 3).is_some_and(|t| !t.spaced && (t.is('/') || t.is_word())) {
        return None;
    }
    let over: u32 = over.text(plain).parse().ok()?;
    let under: u32 = under.text(plain).parse().ok()?;
    let usual = matches!(under, 2..=6 | 8 | 10 | 16 | 32 | 64) && over < under && over > 0;
    if !usual {
        return None;
    }
    Some((Decimal::from(over).checked_div(Decimal::from(under))?, at + 3))
}

/// `twenty-five`, `one hundred and six`, `twelve hundred`.
fn words(tokens: &[Token], at: usize) -> Option<Number> {
    let mut total = Decimal::ZERO;
    let mut group: Option<u32> = None;
    let mut last_scale = Decimal::MAX;
    let mut place = Decimal::ONE;
    let mut end = at;
    // Where the last scale of a thousand or more ended.
    let mut sure = at;
    let mut next = at;
    while let Some(token) = tokens.get(next) {
        if let Some(value) = NUMBER_WORDS.get(token) {
            let value = u32::from(value);
            let fits = match group {
                None => true,
                Some(group) if group >= 100 && group % 100 == 0 => value > 0,
                Some(group) => (20..100).contains(&(group % 100)) && group % 10 == 0 && (1..10).contains(&value),
            };
            if !fits {
                break;
            }
            group = Some(group.unwrap_or(0) + value);
            place = Decimal::ONE;
        } else if let Some(scale) = SCALES.get(token).filter(|s| !s.glued) {
            let Some(count) = group else { break };
            if scale.factor == Decimal::ONE_HUNDRED {
                if count == 0 || count >= 100 {
                    break;
                }
                group = Some(count * 100);
            } else {
                if scale.factor >= last_scale {
                    // `one billion and three billion`: the second number is none of the first.
                    (end, group) = (sure, None);
                    break;
                }
                if scale.factor < Decimal::ONE_THOUSAND {
                    break;
                }
                total = total.checked_add(Decimal::from(count).checked_mul(scale.factor)?)?;
                last_scale = scale.factor;
                group = None;
                sure = next + 1;
            }
            place = scale.factor;
        } else {
            break;
        }
        end = next + 1;
        next = end;
        // A hyphen, or the `and` of `a hundred and six`, may stand before the next word.
        let hyphen = |t: &Token| t.is('-') && !t.spaced;
        let after_scale = group.is_none() || group.is_some_and(|g| g >= 100 && g % 100 == 0);
        match tokens.get(next) {
            Some(t) if hyphen(t) && tokens.get(next + 1).is_some_and(|t| !t.spaced) => next += 1,
            Some(t) if after_scale && t.kind == Kind::Word && is_and(t) => next += 1,
            _ => {}
        }
    }
    if end == at {
        return None;
    }
    let mut value = total;
    if let Some(count) = group {
        value = value.checked_add(Decimal::from(count))?;
        // `twelve hundred` ends on its scale; `two thousand and six` does not.
        place = if count >= 100 && count % 100 == 0 { Decimal::ONE_HUNDRED } else { Decimal::ONE };
    }
    // One scale word that multiplies all there is can be shared by a range (`five to six million`).
    let scale = if group.is_none() { last_scale } else { Decimal::ONE };
    let scale = if total == value && scale != Decimal::MAX && sole(tokens, at, end) { scale } else { Decimal::ONE };
    Some(Number { value, place, scale, end, digits: false })
}

/// Whether only one scale of a thousand or more stands among the tokens.
fn sole(tokens: &[Token], at: usize, end: usize) -> bool {
    let scales = tokens[at..end].iter().filter_map(|t| SCALES.get(t));
    scales.filter(|s| s.factor >= Decimal::ONE_THOUSAND).count() == 1
}

fn is_and(token: &Token) -> bool {
    token.key == and_key()
}

fn and_key() -> u64 {
    static KEY: std::sync::OnceLock<u64> = std::sync::OnceLock::new();
    *KEY.get_or_init(|| crate::annotate::tokens::key("and"))
}

/// `2.3 million`, `1.2m`, `two dozen`, `two and a half million`, `5 lakh crore`.
fn with_scales(plain: &str, tokens: &[Token], mut number: Number) -> Option<Number> {
    if let Some(fraction) = and_fraction(plain, tokens, number.end) {
        let (part, end) = fraction;
        if number.value.is_integer() && number.scale == Decimal::ONE {
            number = Number { value: number.value.checked_add(part)?, place: part, end, ..number };
        }
    }
    for _ in 0..2 {
        let Some((scale, end)) = scale_at(plain, tokens, number.end) else { break };
        // The grammar of words has taken the scales that belong to it.
        if !number.digits && scale.factor < Decimal::ONE_THOUSAND && scale.factor != Decimal::from(12) {
            break;
        }
        number = Number { end, ..number.scaled(scale.factor)? };
    }
    if number.scale > Decimal::ONE
        && let Some((part, end)) = and_fraction(plain, tokens, number.end)
    {
        // `a million and a half`
        let part = part.checked_mul(number.scale)?;
        number = Number { value: number.value.checked_add(part)?, place: part, end, ..number };
    }
    if number.scale == Decimal::from(12) {
        // A dozen is as often ten or fourteen: half a dozen either way is all it promises.
        number.place = Decimal::from(6);
    }
    Some(number)
}

/// The scale word at token `at`, which may hang on a hyphen (`$5-million`).
fn scale_at(plain: &str, tokens: &[Token], at: usize) -> Option<(Scale, usize)> {
    let mut token = tokens.get(at)?;
    let mut end = at + 1;
    if token.is('-') && !token.spaced {
        token = tokens.get(at + 1).filter(|t| !t.spaced)?;
        end = at + 2;
        if SCALES.get(token).is_some_and(|s| s.glued) {
            return None;
        }
    }
    let scale = SCALES.get(token)?;
    if scale.glued && (token.spaced || !glued_scale(plain, tokens, at)) {
        return None;
    }
    Some((scale, end))
}

/// Whether a letter directly behind digits multiplies: `1.2m people`, but not the 100m sprint,
/// `4K video` or 10t of coal.
fn glued_scale(plain: &str, tokens: &[Token], at: usize) -> bool {
    let letter = tokens[at].text(plain);
    let currency = at >= 2 && super::lexicons::CURRENCY_SIGNS.ends(tokens, 0, at - 1).is_some();
    let next = tokens.get(at + 1);
    if next.is_some_and(|t| !t.spaced && (t.is('/') || t.kind == Kind::Number)) {
        return false;
    }
    match letter {
        "m" if !currency => !super::quantity::reads_as_metres(plain, tokens, at),
        "t" | "T" => currency,
        "k" | "K" if !currency => !next.is_some_and(|t| {
            matches!(
                t.text(plain).to_ascii_lowercase().as_str(),
                "run" | "race" | "walk" | "video" | "tv" | "tvs" | "ultra" | "display" | "resolution" | "/"
            )
        }),
        _ => true,
    }
}

/// `and a half`, `and three quarters` at token `at`: the part, and the index behind it.
pub fn and_fraction(plain: &str, tokens: &[Token], at: usize) -> Option<(Decimal, usize)> {
    let mut next = at;
    let skip_hyphen = |next: &mut usize| {
        if tokens.get(*next).is_some_and(|t| t.is('-') && !t.spaced) {
            *next += 1;
        }
    };
    skip_hyphen(&mut next);
    if !is_and(tokens.get(next)?) {
        return None;
    }
    next += 1;
    skip_hyphen(&mut next);
    let first = tokens.get(next)?;
    if first.text(plain).eq_ignore_ascii_case("half") {
        return Some((Decimal::new(5, 1), next + 1));
    }
    let over = match first.text(plain) {
        "a" | "one" => 1,
        _ => NUMBER_WORDS.get(first)?,
    };
    next += 1;
    skip_hyphen(&mut next);
    let under = FRACTIONS.get(tokens.get(next)?)?;
    if under > 10 || u32::from(over) >= under {
        return None;
    }
    Some((Decimal::from(over).checked_div(Decimal::from(under))?, next + 1))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::annotate::tokens::tokenize;

    fn number(text: &str) -> Option<(String, String, usize)> {
        let tokens = tokenize(text);
        let number = read(text, &tokens, 0)?;
        let end = tokens.get(number.end - 1).unwrap().end as usize;
        Some((number.value.normalize().to_string(), number.place.normalize().to_string(), end))
    }

    #[test]
    fn digits_words_and_scales_have_one_value() {
        for (text, value, place) in [
            ("33,127", "33127", "1"),
            ("33,100", "33100", "100"),
            ("20", "20", "1"),
            ("200", "200", "100"),
            ("2.3 million", "2300000", "100000"),
            ("1.2bn", "1200000000", "100000000"),
            ("12,34,567", "1234567", "1"),
            ("5 lakh crore", "5000000000000", "1000000000000"),
            ("twenty-five", "25", "1"),
            ("one hundred and six", "106", "1"),
            ("twelve hundred", "1200", "100"),
            ("three hundred thousand", "300000", "1000"),
            ("two and a half million", "2500000", "500000"),
            ("6 1/2", "6.5", "0.5"),
            ("6-1/2", "6.5", "0.5"),
            ("2½", "2.5", "0.5"),
            ("two dozen", "24", "6"),
            ("12 thousand", "12000", "1000"),
        ] {
            assert_eq!(number(text), Some((value.into(), place.into(), text.len())), "{text}");
        }
    }

    #[test]
    fn what_is_no_number_is_left_unread() {
        for text in ["007", "1.2.3", "1,2", "3,5", "12,34", "99999999999999999999999999999999999999999999", "٣"] {
            assert_eq!(number(text), None, "{text}");
        }
    }
}

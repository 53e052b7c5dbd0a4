//! A number with its currency or its unit: `$4bn`, `26.2 miles`, `5 feet 10 inches`, `50p`.

use super::draft::{Draft, Measure};
use super::interval::Decimal;
use super::lexicons::{CURRENCY_SIGNS, CURRENCY_WORDS, Dimension, METRE_WORDS, UNITS};
use super::number::{self, Number};
use super::{Scan, exempt, nouns};
use crate::annotate::tokens::{Kind as TokenKind, Token};

/// A number with its currency or unit.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Quantity {
    pub first: usize,
    /// Where the number starts.
    pub at: usize,
    pub number: Number,
    pub measure: Measure,
    /// What part of the measure's unit it counts: a cent is 0.01.
    pub part: Decimal,
    pub end: usize,
    /// Whether the unit hangs on a hyphen.
    pub hyphen: bool,
    /// A smaller unit behind it, in its own units: `5 feet 10 inches`.
    pub rest: Option<(Decimal, Decimal)>,
}

impl Quantity {
    /// The quantity that starts at `at`, with a currency sign or a number.
    pub fn read(scan: Scan<'_>, at: usize) -> Option<Quantity> {
        let sign = CURRENCY_SIGNS.starts(scan.tokens.get(at..)?);
        let number_at = at + sign.map_or(0, |(_, len)| len);
        if sign.is_none() && exempt::number(scan, number_at).is_some_and(|_| scan.tokens[number_at].spaced) {
            return None;
        }
        let number = number::read(scan.plain, scan.tokens, number_at)?;
        Some(Quantity::of_number(scan, (at, sign.map(|(code, _)| code)), number, number_at))
    }

    pub fn of_number(scan: Scan<'_>, sign: (usize, Option<&'static str>), number: Number, at: usize) -> Quantity {
        let (first, code) = sign;
        let mut quantity = Quantity {
            first,
            at,
            number,
            measure: Measure::None,
            part: Decimal::ONE,
            end: number.end,
            hyphen: false,
            rest: None,
        };
        let large = number.scale >= Decimal::from(1_000_000);
        if let Some(code) = code {
            quantity.measure = Measure::Money(code);
            // `US$5 dollars` happens; a cent or a pound behind a sign belongs to something else.
            if let Some((word, len)) = CURRENCY_WORDS.starts(&scan.tokens[number.end..])
                && word.code == code
                && word.factor == Decimal::ONE
            {
                quantity.end = number.end + len;
            }
            return quantity;
        }
        if let Some(unit) = unit_at(scan, number.end, large).filter(|u| !counts_behind(scan, &number, u)) {
            quantity.measure = unit.measure;
            quantity.part = unit.part;
            quantity.end = unit.end;
            quantity.hyphen = unit.hyphen;
            quantity.add_smaller(scan);
        }
        quantity
    }

    /// `5 feet 10 inches`, `two hours and 30 minutes`.
    fn add_smaller(&mut self, scan: Scan<'_>) {
        let Measure::Unit(unit) = self.measure else { return };
        if self.hyphen && unit.name == "foot" && scan.joins(self.end) {
            // `5-foot-10`
            if let Some(inches) =
                number::read(scan.plain, scan.tokens, self.end + 1).filter(|n| n.value < Decimal::from(12))
                && let Some(feet) = inches.value.checked_div(Decimal::from(12))
            {
                self.rest = Some((feet, Decimal::ONE.checked_div(Decimal::from(12)).unwrap_or(Decimal::ONE)));
                self.end = inches.end;
            }
            return;
        }
        if self.hyphen || matches!(unit.dimension, Dimension::Percent | Dimension::Points | Dimension::Temperature) {
            return;
        }
        let mut next = self.end;
        if scan.is_any(next, &["and", ","]) {
            next += 1;
        }
        let smaller = || {
            let number = number::read(scan.plain, scan.tokens, next)?;
            let found = unit_at(scan, number.end, false).filter(|u| !u.hyphen)?;
            let Measure::Unit(small) = found.measure else { return None };
            let part = small.factor.checked_div(unit.factor)?;
            // Multiplied first: six inches are half a foot, not 0.49999 of one.
            let value = number.value.checked_mul(small.factor)?.checked_div(unit.factor)?;
            let fits = small.dimension == unit.dimension && small.factor < unit.factor && value < Decimal::ONE;
            fits.then_some((value, part, found.end))
        };
        if let Some((value, part, end)) = smaller() {
            self.rest = Some((value, part));
            self.end = end;
        }
    }

    /// Whether it is nothing but a number.
    pub fn is_bare(&self) -> bool {
        self.measure == Measure::None
    }

    /// The draft of it alone.
    pub fn draft(&self) -> Draft {
        let mut draft = Draft::of(&self.number, self.first);
        (draft.end, draft.numbers, draft.hyphen) = (self.end, self.at..self.number.end, self.hyphen);
        draft.measured(self.measure);
        if self.part != Decimal::ONE {
            draft.rescale(self.part);
        }
        if let Some((value, place)) = self.rest
            && let Some(stated) = draft.stated.checked_add(value)
        {
            (draft.stated, draft.place) = (stated, place);
            draft.numbers.end = draft.end - 1;
        }
        draft
    }
}

/// A unit behind a number.
pub(crate) struct UnitAfter {
    pub measure: Measure,
    pub part: Decimal,
    pub end: usize,
    pub hyphen: bool,
}

/// `311 day boats`: a singular unit of time behind a larger number, before a plural, is part of the
/// name of what is counted.
fn counts_behind(scan: Scan<'_>, number: &Number, unit: &UnitAfter) -> bool {
    let time =
        matches!(unit.measure, Measure::Unit(u) if u.dimension == Dimension::Time && scan.is(number.end, u.name));
    let plural = scan.tokens.get(unit.end).is_some_and(|t| t.spaced && nouns::looks_plural(t, scan.plain));
    let counted = plural && !scan.is_any(unit.end, &["is", "was", "ago", "this", "less", "plus"]);
    time && !unit.hyphen && number.value != Decimal::ONE && counted
}

/// The currency word or unit at token `at`, directly or on a hyphen. `large`: behind a scale of a
/// million or more, where `pounds` are money.
pub(crate) fn unit_at(scan: Scan<'_>, at: usize, large: bool) -> Option<UnitAfter> {
    let hyphen = scan.joins(at);
    let at = at + usize::from(hyphen);
    let token = scan.tokens.get(at)?;
    let rest = &scan.tokens[at..];
    if let Some((word, len)) = CURRENCY_WORDS.starts(rest)
        && (!word.large || large && !scan.is(at + len, "of"))
        && !(word.glued && token.spaced)
        && !(token.kind == TokenKind::Mark && token.spaced)
    {
        return Some(UnitAfter { measure: Measure::Money(word.code), part: word.factor, end: at + len, hyphen });
    }
    let (unit, len) = UNITS.starts(rest)?;
    let text = token.text(scan.plain);
    let short = len == 1 && text.len() < 3 && token.kind == TokenKind::Word;
    if short && token.spaced && !spaced_abbreviation(scan, at, text) {
        return None;
    }
    if short && !token.spaced && unit.dimension == Dimension::Temperature && !token.capital {
        return None;
    }
    // `the 1965 Watts riots`: a unit in full is written small.
    if unit.dimension != Dimension::Temperature && token.capital && text.len() > 3 && !token.upper && !scan.titled {
        return None;
    }
    Some(UnitAfter { measure: Measure::Unit(unit), part: Decimal::ONE, end: at + len, hyphen })
}

/// Short units that stand apart from their number: `5 km`, `20 kg`, but never `5 m` at random.
fn spaced_abbreviation(scan: Scan<'_>, at: usize, text: &str) -> bool {
    match text {
        "km" | "KM" | "KG" | "cm" | "mm" | "kg" | "mg" | "ml" | "kW" | "MW" | "GW" | "GB" | "TB" | "MB" | "lb"
        | "ft" | "oz" | "pc" | "bp" | "yd" | "hp" | "mi" => true,
        // `24 F/A-18E` are aircraft.
        "C" | "F" => scan.tokens.get(at + 1).is_none_or(|t| !t.is_word() && !t.is('/') && !scan.joins(at + 1)),
        _ => false,
    }
}

/// Whether the `m` at token `at`, directly behind digits, stands for metres.
pub(crate) fn reads_as_metres(plain: &str, tokens: &[Token], at: usize) -> bool {
    let Some(next) = tokens.get(at + 1) else { return true };
    if next.is(')') && at >= 2 && tokens[at - 2].is('(') {
        return true;
    }
    if METRE_WORDS.has(next) || (next.is('-') && tokens.get(at + 2).is_some_and(|t| METRE_WORDS.has(t))) {
        return true;
    }
    let track = matches!(
        tokens[at - 1].text(plain),
        "50" | "60"
            | "100"
            | "200"
            | "400"
            | "800"
            | "1500"
            | "1,500"
            | "3000"
            | "3,000"
            | "5000"
            | "5,000"
            | "10000"
            | "10,000"
    );
    if !track {
        return false;
    }
    next.kind != TokenKind::Word || !nouns::looks_plural(next, plain)
}

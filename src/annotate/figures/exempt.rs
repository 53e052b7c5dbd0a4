//! What looks like a number and is no figure: roads, laws, models, telephone numbers, addresses,
//! list numbers, scores of verses, names and set phrases.
//!
//! Dates and times are read before figures and never come here. Each test says up to which token
//! there is nothing to read, so that the rest of a telephone number is not taken for a count.

use super::Scan;
use super::lexicons::{BEFORE_NUMBER, CURRENCY_SIGNS, NUMBER_NAMES, NUMBER_WORDS, SCALES, STREETS, UNITS};
use super::number;
use crate::annotate::tokens::{Kind, Token};

/// The end of a name or set phrase with a number in it that covers token `at`.
pub(crate) fn name_over(scan: Scan<'_>, at: usize) -> Option<usize> {
    let (capital, range) = NUMBER_NAMES.covers(scan.tokens, at)?;
    let name = scan.tokens[range.clone()].iter().any(|t| t.capital);
    // In a headline every word may have a capital: leave the number unread there.
    (!capital || name).then_some(range.end)
}

impl Scan<'_> {
    /// How many digits token `at` has, if it has nothing else.
    fn digits(&self, at: usize) -> Option<usize> {
        let token = self.tokens.get(at).filter(|t| t.kind == Kind::Number)?;
        token.text(self.plain).bytes().all(|b| b.is_ascii_digit()).then_some(token.range().len())
    }
}

/// Whether the digits at token `at` are no figure; the token to go on from.
pub(crate) fn number(scan: Scan<'_>, at: usize) -> Option<usize> {
    let token = scan.tokens.get(at)?;
    if !token.spaced
        && let Some(end) = glued_before(scan, at)
    {
        return Some(end);
    }
    if at == 0 && list_number(scan) || enumerator(scan, at) {
        return Some(at + 1);
    }
    let text = token.text(scan.plain);
    let zero = text.starts_with('0') && text.len() > 1 && !text.starts_with("0.");
    if zero || telephone(scan, at) {
        return Some(digit_groups(scan, chunk_end(scan, at)));
    }
    if let Some(end) = named_before(scan, at) {
        return Some(end);
    }
    if let Some(end) = address(scan, at) {
        return Some(end);
    }
    if title_number(scan, at) || shared_day(scan, at) {
        return Some(at + 1);
    }
    // Long runs of digits without commas are identifiers, unless they measure something.
    let long = text.len() > 6 && text.bytes().all(|b| b.is_ascii_digit());
    let measured = || UNITS.starts(scan.tokens.get(at + 1..).unwrap_or(&[])).is_some() || currency_before(scan, at);
    if long && !measured() {
        return Some(chunk_end(scan, at));
    }
    None
}

fn currency_before(scan: Scan<'_>, at: usize) -> bool {
    CURRENCY_SIGNS.ends(scan.tokens, 0, at).is_some()
}

/// What stands directly before the digits, without white space, can rule a figure out.
fn glued_before(scan: Scan<'_>, at: usize) -> Option<usize> {
    let before = at.checked_sub(1)?;
    let token = &scan.tokens[before];
    let skip = Some(chunk_end(scan, at));
    if token.kind == Kind::Word || token.kind == Kind::Number || token.kind == Kind::Clitic {
        return if currency_before(scan, at) { None } else { skip };
    }
    if token.kind == Kind::Quote {
        if before > 0 && !token.spaced && scan.tokens[before - 1].is('=') {
            // `width="140"`
            return skip;
        }
        // An apostrophe that cuts a year short: `the class of '16`.
        let short = scan.tokens[at].range().len() == 2 && token.text(scan.plain) != "\"";
        let plural = scan.tokens.get(at + 1).is_some_and(|t| !t.spaced && t.is_word());
        let closed = scan.tokens.get(at + 1).is_some_and(|t| t.kind == Kind::Quote);
        let open = scan.tokens.get(at + 1).is_none_or(|t| t.kind == Kind::Mark && !t.is('-') && !t.is('%'));
        let said = plural || open || scan.follows(before, &["of", "in", "since"]);
        return (short && scan.tokens[before].spaced && said && !closed).then_some(at + 1);
    }
    let text = token.text(scan.plain);
    match text {
        "-" | "–" | "‑" if !token.spaced => {
            let head = before.checked_sub(1).and_then(|b| scan.tokens.get(b))?;
            let counts = NUMBER_WORDS.has(head)
                || SCALES.get(head).is_some_and(|s| !s.glued)
                || UNITS.get(head).is_some_and(|_| head.range().len() > 2);
            match head.kind {
                Kind::Word if counts => None,
                Kind::Word if scan.is_any(before - 1, &["mid", "late", "early", "then", "now", "magnitude"]) => None,
                Kind::Word => skip,
                _ => None,
            }
        }
        "/" | "@" | "_" | "=" | "&" | "#" | "*" | "§" | "?" | "\\" => skip,
        "." if !token.spaced => skip,
        ":" if !token.spaced => skip,
        _ => None,
    }
}

/// The number of a list item: `3. Wash your hands`.
fn list_number(scan: Scan<'_>) -> bool {
    let Some(next) = scan.tokens.get(1) else { return false };
    (next.is('.') || next.is(')')) && !next.spaced && scan.tokens.get(2).is_none_or(|t| t.spaced)
}

/// `(1)`, `[12]`, `2)`: enumerators and footnotes.
fn enumerator(scan: Scan<'_>, at: usize) -> bool {
    let Some(next) = scan.tokens.get(at + 1) else { return false };
    let opened = at > 0 && !scan.tokens[at].spaced && (scan.tokens[at - 1].is('(') || scan.tokens[at - 1].is('['));
    let named = at >= 2 && scan.is_name(at - 2);
    let small = scan.tokens[at].range().len() <= 2;
    let bracket = next.is(')') && !next.spaced;
    let footnote = next.is(']') && !next.spaced && opened;
    footnote || bracket && small && (!opened && scan.tokens[at].spaced && !in_brackets(scan, at) || opened && !named)
}

/// Whether a bracket was opened shortly before token `at` and not closed.
fn in_brackets(scan: Scan<'_>, at: usize) -> bool {
    let near = &scan.tokens[at.saturating_sub(40)..at];
    let last = |mark: char| near.iter().rposition(|t| t.is(mark));
    last('(').is_some_and(|open| last(')').is_none_or(|close| close < open))
}

/// `Highway 61`, `Sections 3, 4 and 5`, `No. 1`, `Boeing 737`.
fn named_before(scan: Scan<'_>, at: usize) -> Option<usize> {
    let mut head = at;
    if head > 0 && scan.tokens[head - 1].is('#') {
        return Some(at + 1);
    }
    if scan.joins(head.checked_sub(1)?) {
        head -= 1;
    }
    if state_road(scan, at) {
        return Some(chunk_end(scan, at));
    }
    let (named, first) = BEFORE_NUMBER.ends(scan.tokens, 0, head)?;
    let word = &scan.tokens[first];
    let next = scan.tokens.get(at + 1);
    let counts = next.is_some_and(|t| t.kind == Kind::Word && super::nouns::looks_plural(t, scan.plain));
    // Among the capitals of a headline `Game 7` and `Police Unit 12 Hurt` look alike.
    if named.capital && scan.titled && counts {
        return None;
    }
    // `in game seven`, `of round 2`: in small letters only where nothing is left to be counted.
    let said = scan.follows(first, &["in", "of", "during", "for", "on", "at", "before", "after"]);
    let closes = next.is_none_or(|t| t.kind == Kind::Mark && !t.is('%'));
    if named.capital && !word.capital && !(named.phase && said && closes) {
        return None;
    }
    if scan.tokens[at].kind == Kind::Word && counts {
        return None;
    }
    if scan.tokens.get(at + 1).is_some_and(|t| !t.spaced && SCALES.has(t)) {
        return None;
    }
    // `in the article 12 people` does not occur, `a flight 12 miles long` may: a unit decides.
    if UNITS.starts(scan.tokens.get(at + 1..)?).is_some_and(|(_, len)| len > 0)
        && scan.tokens.get(at + 1).is_some_and(|t| t.spaced || t.is('%'))
    {
        return None;
    }
    let mut end = at + 1;
    // The numbers that share the word: `Articles 5, 6 and 7`.
    loop {
        let mut next = end;
        while scan.tokens.get(next).is_some_and(|t| t.is(',') || t.is('-') || t.is('–') || t.is('.') || t.is('/'))
            || scan.is_any(next, &["and", "or", "to", "through", "&"])
        {
            next += 1;
        }
        let plural = word.text(scan.plain).ends_with(['s', 'S']);
        let glued = scan.tokens.get(next).is_some_and(|t| !t.spaced);
        if next > end
            && next <= end + 2
            && scan.tokens.get(next).is_some_and(|t| t.kind == Kind::Number)
            && (plural || glued)
        {
            end = next + 1;
        } else {
            return Some(end.max(chunk_end(scan, at).min(end + 4)));
        }
    }
}

/// `Halo 2, `, `Service Pack 2 would`: a small number that ends a name and counts nothing. In a
/// list of names with numbers (`Denby 61, Skara 43`) each number stands for itself.
fn title_number(scan: Scan<'_>, at: usize) -> bool {
    let Some(before) = at.checked_sub(1).filter(|b| *b > 0) else { return false };
    let (word, first) = (&scan.tokens[before], &scan.tokens[before - 1]);
    let named = word.kind == Kind::Word && scan.is_name(before) && word.range().len() > 1 && first.kind == Kind::Word;
    let small = scan.tokens[at].spaced && scan.digits(at).is_some_and(|len| len < 3);
    if !named || !small || scan.date_at(before).is_some() {
        return false;
    }
    let number = |i: usize| scan.tokens.get(i).is_some_and(|t| t.kind == Kind::Number);
    let listed = (at + 1..at + 5).any(number) || (before.saturating_sub(3)..before).any(number);
    let ends = match scan.tokens.get(at + 1) {
        None => true,
        Some(t) if t.kind == Kind::Mark => t.is(',') || t.is('.') || t.is(';') || t.is(':') || t.is(')'),
        Some(t) if t.kind == Kind::Word => !t.capital && t.spaced && closes_name(t.text(scan.plain)),
        Some(t) => t.kind == Kind::Quote,
    };
    ends && !listed
}

/// What follows a name, and nothing that is counted.
fn closes_name(word: &str) -> bool {
    const WORDS: [&str; 22] = [
        "and", "are", "at", "by", "can", "could", "did", "does", "had", "has", "is", "on", "or", "that", "was", "were",
        "when", "which", "who", "will", "with", "would",
    ];
    WORDS.contains(&word)
}

/// `Jan. 15 and 16`: the second day shares the month of the first.
fn shared_day(scan: Scan<'_>, at: usize) -> bool {
    let date = at.checked_sub(2).filter(|_| scan.is_any(at - 1, &["and", "or"])).and_then(|b| scan.date_at(b));
    let day = date.and_then(|d| scan.dates.get(d)).is_some_and(|d| d.day.is_some() && d.year.is_none());
    let small = scan.digits(at).is_some_and(|len| len < 3);
    let counts = scan.tokens.get(at + 1).is_some_and(|t| t.is('%') || super::nouns::looks_plural(t, scan.plain));
    day && small && !counts && UNITS.starts(scan.tokens.get(at + 1..).unwrap_or(&[])).is_none()
}

/// `MD 404`, `TV 3`: two capitals and a number that counts nothing.
fn state_road(scan: Scan<'_>, at: usize) -> bool {
    let code = at.checked_sub(1).map(|b| &scan.tokens[b]).is_some_and(|t| t.upper && t.range().len() == 2);
    let bare = scan.digits(at).is_some_and(|len| len < 5) && scan.tokens[at].spaced;
    let counts = scan.tokens.get(at + 1).is_some_and(|t| {
        t.is('%')
            || t.kind == Kind::Word
                && (!t.spaced || super::nouns::looks_plural(t, scan.plain) || UNITS.get(t).is_some())
    });
    code && bare && !counts && !scan.titled
}

/// `1600 Harbour Avenue`: digits, up to three capitalised words, and a street word.
fn address(scan: Scan<'_>, at: usize) -> Option<usize> {
    let text = scan.tokens[at].text(scan.plain);
    // Among the capitals of a headline nothing tells a street from `3 Major Markets Close`.
    if text.len() > 5 || text.contains(['.', ',']) || scan.titled {
        return None;
    }
    for next in at + 1..at + 5 {
        let token = scan.tokens.get(next)?;
        let ordinal = token.kind == Kind::Number || scan.is_any(next, &["st", "nd", "rd", "th"]) && !token.spaced;
        let point = token.is('.') && !token.spaced;
        let word = token.capital && token.kind == Kind::Word && token.spaced;
        if !word && !ordinal && !point {
            return None;
        }
        if next > at + 1 && token.capital && STREETS.has(token) {
            return Some(next + 1);
        }
    }
    None
}

/// `555-0143`, `020 7946 0958`, `(555) 014-3000`: groups of digits that no range or score has.
fn telephone(scan: Scan<'_>, at: usize) -> bool {
    let len = |i: usize| {
        scan.tokens
            .get(i)
            .filter(|t| t.kind == Kind::Number && !t.text(scan.plain).contains([',', '.']))
            .map(|t| t.range().len())
    };
    let dash = |i: usize| scan.joins(i) || scan.tokens.get(i).is_some_and(|t| t.is(')'));
    match (len(at), dash(at + 1), len(at + 2)) {
        (Some(3), true, Some(4)) => true,
        (Some(3), true, Some(3)) => dash(at + 3) && len(at + 4) == Some(4),
        (Some(_), true, Some(_)) if scan.joins(at + 3) && len(at + 4).is_some() => true,
        _ => {
            at > 0
                && scan.tokens[at - 1].is('+')
                && !scan.tokens[at].spaced
                && len(at).is_some()
                && len(at + 1).is_some()
        }
    }
}

/// The token behind the groups of digits that go on a telephone number from token `at`.
fn digit_groups(scan: Scan<'_>, mut at: usize) -> usize {
    let group = |i: usize| {
        let token = scan.tokens.get(i).filter(|t| t.kind == Kind::Number)?;
        let text = token.text(scan.plain);
        (text.len() >= 3 && text.bytes().all(|b| b.is_ascii_digit())).then_some(())
    };
    // A country code is followed by a short group: `+44 20 7946 0958`.
    if scan.digits(at) == Some(2) && group(at + 1).is_some() {
        at += 1;
    }
    while group(at).is_some() {
        at = chunk_end(scan, at);
    }
    at
}

/// The token behind the run of tokens without white space that token `at` stands in.
pub(crate) fn chunk_end(scan: Scan<'_>, at: usize) -> usize {
    let rest = scan.tokens.get(at + 1..).unwrap_or(&[]);
    let inner = |t: &Token| !t.spaced && t.kind != Kind::Quote && !t.is(',') && !t.is(';') && !t.is(')') && !t.is('—');
    let mut end = at + 1;
    for (index, token) in rest.iter().enumerate() {
        let sentence_stop = token.is('.') && rest.get(index + 1).is_none_or(|t| t.spaced || t.kind == Kind::Quote);
        if !inner(token) || sentence_stop {
            break;
        }
        end += 1;
    }
    end
}

/// Whether something directly behind a bare number makes it part of a name or a code: `3D`,
/// `737s`, `10:04.33`, `5.example`.
pub(crate) fn glued_behind(scan: Scan<'_>, end: usize) -> bool {
    let Some(token) = scan.tokens.get(end).filter(|t| !t.spaced) else { return false };
    let digits = |at: usize| scan.tokens.get(at).is_some_and(|t| t.kind == Kind::Number && !t.spaced);
    let word = |at: usize| scan.tokens.get(at).is_some_and(|t| t.kind == Kind::Word && !t.spaced);
    match token.kind {
        // `30s` of age and `3x` are looked at where ages and multiples are.
        Kind::Word => !scan.is_any(end, &["s", "x"]),
        Kind::Number => true,
        Kind::Mark => match token.text(scan.plain) {
            ":" | "/" | "×" => digits(end + 1) || word(end + 1),
            "." => word(end + 1),
            "@" | "_" | "=" | "#" | "°" => true,
            // `501(c)`: a section of a law.
            "(" => scan.tokens.get(end + 2).is_some_and(|t| t.is(')')) && word(end + 1),
            "-" => scan.joins(end) && scan.tokens.get(end + 1).is_some_and(|t| t.upper || single_capital(t)),
            _ => false,
        },
        _ => false,
    }
}

/// `3-D`.
fn single_capital(token: &Token) -> bool {
    token.capital && token.range().len() == 1
}

/// `College Nine`: a number word with a capital inside a sentence is a name; so is `page three`.
pub(crate) fn named_word(scan: Scan<'_>, at: usize) -> bool {
    let inside =
        at.checked_sub(1).and_then(|b| scan.tokens.get(b)).is_some_and(|before| before.is_word() || before.is(','));
    inside && scan.is_name(at) && !scan.tokens[at].upper || named_before(scan, at).is_some()
}

/// `nineteen eighty-four`: a year in words, up to token `end`.
pub(crate) fn spelled_year(scan: Scan<'_>, end: usize) -> bool {
    let tens = |at: usize| at.checked_sub(1).and_then(|b| scan.tokens.get(b)).and_then(|t| NUMBER_WORDS.get(t));
    let first = tens(end).is_some_and(|v| (10..=20).contains(&v));
    let second = scan.tokens.get(end).filter(|t| t.spaced).and_then(|t| NUMBER_WORDS.get(t)).is_some_and(|v| v >= 10);
    first && second && number::read(scan.plain, scan.tokens, end).is_some_and(|n| n.value < super::Decimal::ONE_HUNDRED)
}

//! Two numbers that make one figure: ranges, scores, votes, ratios, `one in five`, `nine of 12`.

use super::draft::{Draft, Measure};
use super::interval::{Decimal, Interval};
use super::lexicons::{CHANGES, CHANGES_NEUTRAL, MULTIPLES, NOUN_STOPS, SCORE_WORDS, Table, UNITS, VOTE_WORDS};
use super::quantity::Quantity;
use super::{Dimension, Kind, Scan, exempt, nouns, number};
use crate::annotate::tokens::Kind as TokenKind;

/// What the number at hand makes with the one behind it.
#[expect(clippy::large_enum_variant, reason = "moved once, straight into the list of drafts")]
pub(crate) enum Pair {
    /// One figure.
    Draft(Draft),
    /// No figure at all, up to a token.
    Skip(usize),
    /// Nothing: it stands alone.
    None,
}

/// How far to look for a word that tells a vote or a score.
const NEAR: usize = 8;

pub(crate) fn pair(scan: Scan<'_>, floor: usize, first: &Quantity) -> Pair {
    let end = first.end;
    if scan.joins(end)
        && scan.tokens.get(end + 1).is_some_and(|t| t.kind == TokenKind::Number || t.kind == TokenKind::Mark)
    {
        return dashed(scan, floor, first);
    }
    // `12- to 15-year-olds`: the first hyphen waits for the unit of the second number.
    let hanging = scan.tokens.get(end).is_some_and(|t| t.is('-') && !t.spaced)
        && scan.is(end + 1, "to")
        && scan.tokens.get(end + 1).is_some_and(|t| t.spaced);
    if hanging && first.is_bare() {
        let last = second(scan, end + 2).filter(|last| last.hyphen && first.number.value < last.number.value);
        return last.map_or(Pair::None, |last| Pair::Draft(ranged(first.first, first, &last)));
    }
    let found = if scan.is(end, "to") || scan.joins(end) && scan.is(end + 1, "to") && scan.joins(end + 2) {
        to(scan, floor, first)
    } else if scan.is(end, "and") && between(scan, floor, first) {
        second(scan, end + 1).map(|last| ranged(first.first - 1, first, &last))
    } else if scan.is(end, "or") {
        alternative(scan, first)
    } else if first.is_bare() {
        of_or_in(scan, first)
    } else {
        None
    };
    found.map_or(Pair::None, Pair::Draft)
}

fn between(scan: Scan<'_>, floor: usize, first: &Quantity) -> bool {
    first.first > floor && scan.follows(first.first, &["between"])
}

/// The second quantity, which is no date.
fn second(scan: Scan<'_>, at: usize) -> Option<Quantity> {
    if scan.date_at(at).is_some() {
        return None;
    }
    let at = at + usize::from(scan.is_any(at, &["about", "around", "nearly", "almost", "roughly"]));
    Quantity::read(scan, at)
}

/// The range from one quantity to another: what stands only behind the second belongs to both.
fn ranged(start: usize, first: &Quantity, last: &Quantity) -> Draft {
    let mut low = first.number;
    let mut shared = false;
    if low.scale == Decimal::ONE && last.number.scale > Decimal::ONE {
        // `900 to 1.2 million` starts at nine hundred; `12 and 8 million` is a slip of order.
        let tenfold = last.number.mantissa().and_then(|m| m.checked_mul(Decimal::TEN));
        if tenfold.is_some_and(|most| low.value < most)
            && let Some(scaled) = low.scaled(last.number.scale)
        {
            (low, shared) = (scaled, true);
        }
    }
    let measure = if last.is_bare() { first.measure } else { last.measure };
    shared |= first.is_bare() != last.is_bare();
    let mut draft = Draft::of(&low, start);
    draft.end = last.end;
    draft.numbers = first.at..last.number.end;
    draft.place = low.place.min(last.number.place);
    draft.pair = Some((low.value, last.number.value));
    (draft.range, draft.shared_scale, draft.hyphen) = (true, shared, last.hyphen);
    draft.measured(measure);
    let part = if last.is_bare() { first.part } else { last.part };
    if part != Decimal::ONE {
        draft.rescale(part);
    }
    draft
}

/// Two points of a game, a vote, or a ratio.
fn versus(kind: Kind, first: &Quantity, last: &Quantity) -> Draft {
    let mut draft = Draft::of(&first.number, first.first);
    draft.kind = kind;
    draft.end = last.end;
    draft.numbers = first.at..last.number.end;
    draft.pair = Some((first.number.value, last.number.value));
    if kind == Kind::Ratio
        && let Some(quotient) = first.number.value.checked_div(last.number.value)
    {
        draft.stated = quotient;
        draft.value = Some(Interval::point(quotient));
    }
    draft
}

/// `10-12`, `$26-$31 million`, `52-47`, `3-1`.
fn dashed(scan: Scan<'_>, floor: usize, first: &Quantity) -> Pair {
    let skip = Pair::Skip(exempt::chunk_end(scan, first.at));
    let Some(last) = Quantity::read(scan, first.end + 1) else { return skip };
    let written = |q: &Quantity| scan.tokens[q.at].text(scan.plain).len();
    if scan.joins(last.end) && scan.tokens.get(last.end + 1).is_some_and(|t| t.kind == TokenKind::Number) {
        // Three numbers: a record, a telephone number, a date.
        return skip;
    }
    let (low, high) = (first.number.value, last.number.value);
    let measured = !first.is_bare() || !last.is_bare() || last.number.scale > Decimal::ONE;
    if measured {
        let points = matches!(last.measure, Measure::Unit(u) if u.dimension == Dimension::Points);
        if points && low > high {
            return skip;
        }
        return Pair::Draft(ranged(first.first, first, &last));
    }
    if written(&last) >= 4 && !scan.tokens[last.at].text(scan.plain).contains([',', '.']) {
        return skip;
    }
    // `his 6-1, 198-pound frame`: feet and inches.
    let frame =
        scan.is(last.end, ",") && (scan.is_any(last.end + 3, &["pound", "pounds"]) || scan.is(last.end + 2, "pounds"));
    // `the 6-4 Lamar Quill`: a height, and no score.
    let high_as = |low: u32, top: u32, of: Decimal| Decimal::from(low) <= of && of <= Decimal::from(top);
    let named = scan.is_name(last.end) && scan.date_at(last.end).is_none() && scan.tokens[last.end].spaced;
    let height = named && high_as(5, 7, low) && high_as(0, 11, high) && scan.follows(first.first, &["the", "of", "a"]);
    if exempt::glued_behind(scan, last.end) || frame || height {
        return skip;
    }
    let range = || Pair::Draft(ranged(first.first, first, &last));
    let aged = first.first > floor && scan.follows(first.first, &["aged", "ages", "between", "from", "about", "some"]);
    if aged && low < high {
        return range();
    }
    match context_of(scan, first.first, last.end) {
        Some(Kind::Vote) => return Pair::Draft(versus(Kind::Vote, first, &last)),
        Some(kind) if !counts_behind(scan, last.end) => return Pair::Draft(versus(kind, first, &last)),
        _ => {}
    }
    if low < high && (counts_behind(scan, last.end) || scan.joins(last.end)) {
        return range();
    }
    if high > Decimal::from(250) {
        return if low < high { range() } else { skip };
    }
    Pair::Draft(versus(Kind::Score, first, &last))
}

/// Whether a thing that can be counted follows directly.
fn counts_behind(scan: Scan<'_>, at: usize) -> bool {
    let noun = |i: usize| {
        scan.tokens
            .get(i)
            .filter(|t| t.kind == TokenKind::Word && t.spaced && !NOUN_STOPS.has(t) && (!t.capital || scan.titled))
    };
    let Some(first) = noun(at) else { return false };
    if SCORE_WORDS.has(first) || VOTE_WORDS.has(first) {
        return false;
    }
    nouns::looks_plural(first, scan.plain) || noun(at + 1).is_some_and(|t| nouns::looks_plural(t, scan.plain))
}

/// The nearest word around two numbers that makes them a vote or a score.
fn context_of(scan: Scan<'_>, first: usize, end: usize) -> Option<Kind> {
    let near = |table: &Table<()>| {
        let before = scan.tokens[first.saturating_sub(NEAR)..first].iter().rev().position(|t| table.has(t));
        let behind = scan.tokens[end..(end + NEAR).min(scan.tokens.len())].iter().position(|t| table.has(t));
        before.into_iter().chain(behind).min()
    };
    match (near(&VOTE_WORDS), near(&SCORE_WORDS)) {
        (None, None) => None,
        (Some(vote), Some(score)) if score < vote => Some(Kind::Score),
        (Some(_), _) => Some(Kind::Vote),
        (None, Some(_)) => Some(Kind::Score),
    }
}

/// `12 to 15 people`, `from 5 to 7`, `voted 52 to 47`, `odds of 7 to 1`.
fn to(scan: Scan<'_>, floor: usize, first: &Quantity) -> Option<Draft> {
    let hyphen = scan.joins(first.end);
    let last = second(scan, first.end + if hyphen { 3 } else { 1 })?;
    // `by 0.7% to 2.1% from 2.8%`: a change and where it ends.
    if !hyphen && first.first > floor && scan.follows(first.first, &["by"]) && scan.is(last.end, "from") {
        return None;
    }
    let measured = !first.is_bare() || !last.is_bare();
    let (low, high) = (first.number.value, last.number.value);
    let from = first.first > floor && scan.follows(first.first, &["from"]);
    if from && changes_before(scan, first.first, NEAR) || !same_measure(first, &last) {
        return None;
    }
    // `up 20 to 115`, `5 percent to 104`: by how much, and where it ends.
    let ends = !first.is_bare() && last.is_bare();
    if !from && (ends || first.is_bare() == last.is_bare() && changes_before(scan, first.first, 3)) {
        return None;
    }
    if from {
        return Some(ranged(first.first - 1, first, &last));
    }
    if !measured && !counts_behind(scan, last.end) {
        let odds = scan.tokens[first.first.saturating_sub(4)..first.first].iter().any(|t| {
            matches!(t.text(scan.plain).to_ascii_lowercase().as_str(), "odds" | "ratio" | "outnumbered" | "outnumber")
        });
        let margin =
            scan.is_any(last.end, &["ratio", "odds", "margin"]) || scan.is_any(last.end + 1, &["ratio", "odds"]);
        if odds || margin || high == Decimal::ONE && low > high {
            let vote = context_of(scan, first.first, last.end) == Some(Kind::Vote) && high > Decimal::ONE;
            return Some(versus(if vote { Kind::Vote } else { Kind::Ratio }, first, &last));
        }
        if let Some(kind) = context_of(scan, first.first, last.end).filter(|k| hyphen || *k == Kind::Vote) {
            return Some(versus(kind, first, &last));
        }
    }
    let low_scaled = if first.number.scale < last.number.scale { low.checked_mul(last.number.scale)? } else { low };
    (low < high && (first.number.scale == last.number.scale || low_scaled < high))
        .then(|| ranged(first.first, first, &last))
}

/// Whether two quantities can be the ends of one range: `5 to 7 percent`, but not `20 percent to
/// 12 people`.
fn same_measure(first: &Quantity, last: &Quantity) -> bool {
    match (first.measure, last.measure) {
        (Measure::None, _) | (_, Measure::None) => true,
        (a, b) => a == b,
    }
}

/// Whether a word shortly before says that something goes up or down: the two numbers are its
/// ends then, and no range.
fn changes_before(scan: Scan<'_>, at: usize, reach: usize) -> bool {
    let near = &scan.tokens[at.saturating_sub(reach)..at];
    let clause = near.iter().rposition(|t| t.is('.') || t.is(';')).map_or(0, |stop| stop + 1);
    near[clause..].iter().any(|t| CHANGES.has(t) || CHANGES_NEUTRAL.has(t) || MULTIPLES.has(t))
}

/// `two or three`, `8 or 9`.
fn alternative(scan: Scan<'_>, first: &Quantity) -> Option<Draft> {
    let last = second(scan, first.end + 1)?;
    let (low, high) = (first.number.value, last.number.value);
    let next = low < high && high <= low.checked_mul(Decimal::TWO)? && first.is_bare();
    (next && same_measure(first, &last)).then(|| ranged(first.first, first, &last))
}

/// `nine of 12`, `17 out of 20`, `one in five`.
fn of_or_in(scan: Scan<'_>, first: &Quantity) -> Option<Draft> {
    let end = first.end;
    let (kind, mut next) = if scan.is(end, "out") && scan.is(end + 1, "of") {
        (Kind::OutOf, end + 2)
    } else if scan.is(end, "of") {
        (Kind::OutOf, end + 1)
    } else if scan.is(end, "in") || scan.joins(end) && scan.is(end + 1, "in") && scan.joins(end + 2) {
        (Kind::OneIn, end + if scan.joins(end) { 3 } else { 1 })
    } else {
        return None;
    };
    let every = scan.is_any(next, &["every", "each"]);
    if every
        || kind == Kind::OutOf
            && scan.is_any(next, &["the", "its", "their", "his", "her", "all", "our", "those", "these"])
    {
        next += 1;
    }
    // `12 of the city's 40 schools`
    let owner = |at: usize| {
        scan.tokens.get(at).is_some_and(|t| t.kind == TokenKind::Word)
            && scan.tokens.get(at + 1).is_some_and(|t| t.kind == TokenKind::Clitic)
    };
    if kind == Kind::OutOf && owner(next) {
        next += 2;
    }
    if scan.date_at(next).is_some() {
        return None;
    }
    let last = Quantity::read(scan, next)?;
    let (part, whole) = (first.number.value, last.number.value);
    let unit = UNITS.starts(scan.tokens.get(last.number.end..)?).is_some();
    let wide = part.is_integer() && whole > Decimal::ONE && !unit && last.is_bare();
    // `in` needs a share that people say that way; elsewhere it says when or how often.
    let said = kind == Kind::OutOf
        || every
        || part < whole && (part == Decimal::ONE || whole <= Decimal::TEN || whole == Decimal::ONE_HUNDRED);
    if !wide || !said || number::read(scan.plain, scan.tokens, next).is_none() {
        return None;
    }
    let mut draft = versus(kind, first, &last);
    let share = part.checked_div(whole)?;
    (draft.stated, draft.value, draft.place) = (share, Some(Interval::point(share)), Decimal::ZERO);
    Some(draft)
}

//! Quantities in words that hold no plain number: fractions, `a dozen`, `hundreds`, ordinals.

use super::draft::{Draft, Measure};
use super::expression::Found;
use super::interval::{Decimal, Hedge, Interval};
use super::lexicons::{
    CHANGES, FRACTION_AFTER, FRACTION_BEFORE, FRACTIONS, HEDGES, NOUN_STOPS, NUMBER_WORDS, ORDINAL_AFTER, ORDINALS,
    SCALES, UNITS, VAGUE,
};
use super::number::{self, Number};
use super::quantity::unit_at;
use super::{Kind, Scan, nouns};
use crate::annotate::tokens::Kind as TokenKind;

/// What an unhedged fraction stands for: the bands that desks allow for a third, a quarter, a
/// half; about as wide for the others.
pub(crate) fn band(share: Decimal) -> Option<Interval> {
    let near = |n: i64, d: i64| {
        Decimal::from(n).checked_div(Decimal::from(d)).is_some_and(|f| (f - share).abs() < Decimal::new(1, 6))
    };
    let percent = |low: i64, high: i64| Some(Interval::between(Decimal::new(low, 2), Decimal::new(high, 2)));
    if near(1, 3) {
        return percent(30, 37);
    }
    if near(2, 3) {
        return percent(62, 70);
    }
    let width = Decimal::new(3, 2).min(share.abs().checked_mul(Decimal::new(12, 2))?);
    Some(Interval::between(share.checked_sub(width)?, share.checked_add(width)?))
}

/// `three-quarters`, `a third of`, `half the`, `half a million`, `a quarter of a mile`, `3/4`.
pub(crate) fn fraction(scan: Scan<'_>, floor: usize, at: usize) -> Option<Draft> {
    let tokens = scan.tokens;
    if tokens[at].kind == TokenKind::Number {
        return slashed(scan, floor, at);
    }
    if let Some(draft) = unit_and_half(scan, floor, at) {
        return Some(draft);
    }
    let read = counted(scan, at).or_else(|| single(scan, floor, at))?;
    let share = Decimal::from(read.over).checked_div(Decimal::from(read.under))?;
    let mut draft = part(read.first, read.end, share);
    let Joined { next, of, article, hyphen } = joined(scan, read.end);
    if hyphen || article || !of {
        // A part of one of something: of a million, of a mile, of a dollar.
        let scale = tokens.get(next).and_then(|t| SCALES.get(t)).filter(|s| !s.glued);
        let number_end = if scale.is_some() { next + 1 } else { next };
        if let Some(scale) = scale {
            scaled(&mut draft, scale.factor, number_end);
        }
        let adjacent = scale.is_some() || hyphen || article || tokens.get(next).is_some_and(|t| UNITS.get(t).is_some());
        let large = scale.is_some_and(|s| s.factor >= Decimal::from(1_000_000));
        if adjacent && let Some(unit) = unit_at(scan, number_end, large) {
            if scale.is_none() {
                draft.kind = Kind::Count;
                draft.place = share;
                draft.value = Some(Interval::point(share));
            }
            draft.measured(unit.measure);
            if unit.part != Decimal::ONE {
                draft.rescale(unit.part);
            }
            draft.end = unit.end;
            draft.hyphen = unit.hyphen;
        } else if scan.is(next, "point") && !of {
            draft.measured(Measure::Unit(super::lexicons::point()));
            draft.value = Some(Interval::point(share));
            draft.end = next + 1;
        } else if hyphen && scale.is_none() && read.over == 1 {
            // `half-empty`, `quarter-final`, `third-party`.
            return None;
        }
    }
    widen(scan, floor, &mut draft);
    Some(draft)
}

/// `an hour and a half`, seen from its last word.
fn unit_and_half(scan: Scan<'_>, floor: usize, at: usize) -> Option<Draft> {
    let and = at.checked_sub(2).filter(|and| *and >= floor + 2)?;
    let (part, end) = number::and_fraction(scan.plain, scan.tokens, and)?;
    let unit = unit_at(scan, and - 1, false).filter(|u| u.end == and)?;
    if end != at + 1 || !scan.is_any(and - 2, &["a", "an"]) {
        return None;
    }
    let value = Decimal::ONE.checked_add(part)?;
    let number = Number { value, place: part, scale: Decimal::ONE, end, digits: false };
    let mut draft = Draft::of(&number, and - 2);
    draft.measured(unit.measure);
    widen(scan, floor, &mut draft);
    Some(draft)
}

/// What joins a part to the one thing that it is a part of: `of a`, `a`, with or without hyphens.
struct Joined {
    next: usize,
    of: bool,
    article: bool,
    hyphen: bool,
}

fn joined(scan: Scan<'_>, at: usize) -> Joined {
    let mut joined = Joined { next: at, of: false, article: false, hyphen: false };
    let skip = |joined: &mut Joined| {
        let hyphen = scan.joins(joined.next);
        joined.hyphen |= hyphen;
        joined.next += usize::from(hyphen);
    };
    skip(&mut joined);
    joined.of = scan.is(joined.next, "of");
    joined.next += usize::from(joined.of);
    skip(&mut joined);
    joined.article = scan.is_any(joined.next, &["a", "an", "one"]);
    joined.next += usize::from(joined.article);
    skip(&mut joined);
    joined
}

/// Whether a unit or a scale stands at token `at`.
fn measures(scan: Scan<'_>, at: usize) -> bool {
    scan.tokens.get(at).is_some_and(|t| UNITS.get(t).is_some() || SCALES.has(t))
}

struct Words {
    first: usize,
    end: usize,
    over: u32,
    under: u32,
}

/// `two-thirds`, `one third`, `three quarters of`: a number word and a denominator.
fn counted(scan: Scan<'_>, at: usize) -> Option<Words> {
    let over = u32::from(NUMBER_WORDS.get(&scan.tokens[at])?);
    let next = at + 1 + usize::from(scan.joins(at + 1));
    let token = scan.tokens.get(next)?;
    let under = FRACTIONS.get(token)?;
    let plural = token.text(scan.plain).ends_with(['s', 'S']);
    let proper = over < under && over > 0 && plural == (over > 1);
    // `the last three quarters` are a part of a year, twice over.
    let fiscal =
        under == 4 && (over == 2 || scan.follows(at, &["last", "past", "first", "next", "previous", "consecutive"]));
    (proper && !fiscal).then_some(Words { first: at, end: next + 1, over, under })
}

/// `a third of`, `a quarter`, `half`: where it is a share and no rank, season or set phrase.
fn single(scan: Scan<'_>, floor: usize, at: usize) -> Option<Words> {
    let under = FRACTIONS.get(&scan.tokens[at])?;
    let half = under == 2;
    let article = at > floor && scan.follows(at, &["a", "an"]);
    let first = if article { at - 1 } else { at };
    if scan.tokens[at].text(scan.plain).ends_with(['s', 'S']) || !(half || article || under == 4) {
        return None;
    }
    let next = scan.tokens.get(at + 1);
    let hedged = first > floor && HEDGES.ends(scan.tokens, floor, first).is_some();
    // `a drop of a third`
    let of = first > floor + 1 && scan.is(first - 1, "of") && CHANGES.has(&scan.tokens[first - 2]);
    let before = of || first > floor && FRACTION_BEFORE.has(&scan.tokens[first - 1]);
    let after = next.is_some_and(|t| FRACTION_AFTER.has(t)) || scan.joins(at + 1) && scan.is(at + 2, "of");
    let unit_next = scan.joins(at + 1)
        && scan.tokens.get(at + 2).is_some_and(|t| UNITS.get(t).is_some() || SCALES.has(t))
        || next.is_some_and(|t| {
            t.spaced
                && (under < 5 && under != 3 && UNITS.get(t).is_some() || SCALES.get(t).is_some_and(|s| !s.glued))
                && t.kind == TokenKind::Word
        })
        || scan.is(at + 1, "point") && under <= 4;
    let fits = if half {
        let whole = scan.is_any(
            at + 1,
            &["the", "its", "their", "his", "her", "of", "those", "these", "our", "my", "your", "that"],
        );
        let one = joined(scan, at + 1);
        let of_one = one.article && measures(scan, one.next);
        let name = scan.follows(at, &["second", "first", "other", "better", "and", "opening", "final"]);
        (whole || of_one || unit_next || hedged && !half_noun(scan, at) || before && closes(scan, at + 1)) && !name
    } else if under == 4 && !article {
        unit_next && scan.joins(at + 1)
    } else {
        (after || unit_next || (hedged || before) && closes(scan, at + 1)) && !(under == 4 && scan.is(at + 1, "final"))
    };
    fits.then_some(Words { first, end: at + 1, over: 1, under })
}

/// `about half time`: something else than a share.
fn half_noun(scan: Scan<'_>, at: usize) -> bool {
    scan.is_any(at + 1, &["time", "past", "way", "term", "empty", "full", "hour", "dead"])
}

/// Whether the clause goes on with something that no ranked thing would be.
fn closes(scan: Scan<'_>, at: usize) -> bool {
    scan.tokens.get(at).is_none_or(|t| t.kind != TokenKind::Word || NOUN_STOPS.has(t))
}

fn part(first: usize, end: usize, share: Decimal) -> Draft {
    let number = Number { value: share, place: Decimal::ZERO, scale: Decimal::ONE, end, digits: false };
    Draft { kind: Kind::Fraction, ..Draft::of(&number, first) }
}

/// `half a million`, `half a dozen`.
fn scaled(draft: &mut Draft, factor: Decimal, end: usize) {
    draft.value = band(draft.stated).and_then(|band| band.scaled(factor));
    if let Some(stated) = draft.stated.checked_mul(factor) {
        draft.stated = stated;
    }
    draft.place = factor;
    draft.kind = Kind::Count;
    (draft.end, draft.numbers.end) = (end, end);
}

fn slashed(scan: Scan<'_>, floor: usize, at: usize) -> Option<Draft> {
    let fraction = scan.tokens.get(at + 1).is_some_and(|t| t.is('/') || t.is('⁄')) || {
        let text = scan.tokens[at].text(scan.plain);
        text.chars().count() == 1 && !text.is_ascii()
    };
    if !fraction {
        return None;
    }
    let number = number::read(scan.plain, scan.tokens, at)?;
    if number.value >= Decimal::ONE || unit_at(scan, number.end, false).is_some() || number.scale != Decimal::ONE {
        return None;
    }
    let share = matches!(scan.tokens.get(number.end), Some(t) if FRACTION_AFTER.has(t));
    let cup = scan.tokens.get(number.end).is_some_and(|t| t.kind == TokenKind::Word && !NOUN_STOPS.has(t));
    if !share && !cup {
        return None;
    }
    let mut draft = part(at, number.end, number.value);
    draft.digits = true;
    if !share {
        draft.kind = Kind::Count;
        draft.place = number.value;
    }
    widen(scan, floor, &mut draft);
    Some(draft)
}

fn widen(scan: Scan<'_>, floor: usize, draft: &mut Draft) {
    if let Some((hedge, first)) = HEDGES.ends(scan.tokens, floor, draft.first) {
        (draft.first, draft.hedge) = (first, Some(hedge));
        if draft.place.is_zero() && hedge == Hedge::About {
            draft.place = Decimal::new(6, 2);
        }
    }
}

/// `a dozen`, `a million`, `several hundred`, `few thousand`: a scale that no number precedes.
pub(crate) fn bare_scale(scan: Scan<'_>, floor: usize, at: usize) -> Option<Draft> {
    if let Some(draft) = vague(scan, floor, at) {
        return Some(draft);
    }
    let scale = SCALES.get(&scan.tokens[at])?;
    let article = at > floor && scan.follows(at, &["a", "an"]);
    let hedged = at > floor && HEDGES.ends(scan.tokens, floor, at).is_some();
    if !article && !hedged {
        return None;
    }
    let first = if article { at - 1 } else { at };
    let number = Number { value: Decimal::ONE, place: Decimal::ONE, scale: Decimal::ONE, end: at, digits: false };
    let mut number = number.scaled(scale.factor)?;
    number.end = at + 1;
    if scale.factor == Decimal::from(12) {
        number.place = Decimal::from(6);
    }
    // `a hundred and six`, `a hundred thousand`, `a million and a half`
    if let Some(more) = scan.tokens.get(at + 1).and_then(|t| SCALES.get(t)).filter(|s| !s.glued) {
        number = Number { end: at + 2, ..number.scaled(more.factor)? };
    } else if let Some((half, end)) = number::and_fraction(scan.plain, scan.tokens, at + 1) {
        let value = number.value.checked_add(half.checked_mul(number.scale)?)?;
        number = Number { value, place: half.checked_mul(number.scale)?, end, ..number };
    } else if scan.is(at + 1, "and")
        && let Some(rest) = number::read(scan.plain, scan.tokens, at + 2)
        && !rest.digits
        && rest.value < scale.factor
        && scale.factor <= Decimal::ONE_THOUSAND
    {
        number = Number { value: number.value.checked_add(rest.value)?, place: rest.place, end: rest.end, ..number };
    }
    let mut draft = Draft::of(&number, first);
    let large = number.scale >= Decimal::from(1_000_000);
    if let Some(unit) = unit_at(scan, number.end, large) {
        draft.measured(unit.measure);
        if unit.part != Decimal::ONE {
            draft.rescale(unit.part);
        }
        (draft.end, draft.hyphen) = (unit.end, unit.hyphen);
    }
    widen(scan, floor, &mut draft);
    Some(draft)
}

/// `dozens`, `several`, `tens of thousands`, `most of`.
pub(crate) fn vague(scan: Scan<'_>, floor: usize, at: usize) -> Option<Draft> {
    let (found, range) = VAGUE.covers(scan.tokens, at).filter(|(_, r)| r.start >= floor)?;
    let value = match found.high {
        Some(high) => Interval::between(found.low, high),
        None => Interval::from(found.low),
    };
    if found.share {
        let low = if found.low.is_zero() {
            std::ops::Bound::Included(found.low)
        } else {
            std::ops::Bound::Excluded(found.low)
        };
        let high = std::ops::Bound::Included(found.high?);
        let end = range.end - usize::from(scan.is(range.end - 1, "of"));
        let value = Interval::new(low, high)?;
        return Some(Draft {
            hedge: Some(Hedge::Vague),
            ..Draft::vague(range.start, end, found.low, value, Kind::Fraction)
        });
    }
    let end = range.end - usize::from(scan.is(range.end - 1, "of"));
    let mut draft =
        Draft { hedge: Some(Hedge::Vague), ..Draft::vague(range.start, end, found.low, value, Kind::Count) };
    let of = usize::from(scan.is(end, "of"));
    let large = found.low >= Decimal::from(1_000_000);
    if let Some(unit) = unit_at(scan, end + of, large).filter(|u| !u.hyphen) {
        draft.measured(unit.measure);
        draft.end = unit.end;
    }
    // `at least several`: the quantity is as open as it was.
    if let Some((_, first)) = HEDGES.ends(scan.tokens, floor, draft.first) {
        draft.first = first;
    }
    Some(draft)
}

/// `20th`, `21st`: digits with an ending. Behind a capital or before one it is a name.
pub(crate) fn numbered_ordinal(scan: Scan<'_>, at: usize) -> Option<Found> {
    let tokens = scan.tokens;
    if tokens[at].kind == TokenKind::Number {
        let glued = tokens.get(at + 1).is_some_and(|t| !t.spaced);
        if !glued || !scan.is_any(at + 1, &["st", "nd", "rd", "th"]) {
            return None;
        }
        let Some((value, place)) = number::digits(tokens[at].text(scan.plain)) else {
            return Some(Found::Skip(at + 2));
        };
        if named(scan, at + 2) || scan.is_any(at + 2, &["century", "centuries"]) || scan.is(at + 3, "century") {
            return Some(Found::Skip(at + 3));
        }
        // `on the 7th`: a day.
        let day = scan.follows(at, &["the"]) && at >= 2 && scan.is_any(at - 2, &["on", "until", "by", "since"]);
        if day && closes(scan, at + 2) {
            return Some(Found::Skip(at + 2));
        }
        let number = Number { value, place, scale: Decimal::ONE, end: at + 2, digits: true };
        return Some(Found::Figure(Draft { kind: Kind::Ordinal, ..Draft::of(&number, at) }));
    }
    // `twenty-first`
    let tens = NUMBER_WORDS.get(&tokens[at]).filter(|v| *v >= 20)?;
    if !scan.joins(at + 1) {
        return None;
    }
    let ones = ORDINALS.get(tokens.get(at + 2)?).filter(|v| *v < 10)?;
    let value = Decimal::from(u32::from(tens) + u32::from(ones));
    if named(scan, at + 3) || scan.is(at + 3, "century") || scan.joins(at + 3) {
        return Some(Found::Skip(at + 3));
    }
    let number = Number { value, place: Decimal::ONE, scale: Decimal::ONE, end: at + 3, digits: false };
    Some(Found::Figure(Draft { kind: Kind::Ordinal, ..Draft::of(&number, at) }))
}

/// Whether an ordinal before token `next` is part of a name.
fn named(scan: Scan<'_>, next: usize) -> bool {
    scan.is_name(next) && scan.tokens.get(next).is_some_and(|t| t.spaced)
}

/// `third`, `second-largest`: where the rank is worth keeping.
pub(crate) fn ordinal(scan: Scan<'_>, at: usize) -> Option<Draft> {
    let value = ORDINALS.get(&scan.tokens[at])?;
    let next = at + 1 + usize::from(scan.joins(at + 1));
    let token = scan.tokens.get(next)?;
    let ranked = ORDINAL_AFTER.has(token);
    let plain = value > 2
        && next == at + 1
        && token.kind == TokenKind::Word
        && token.spaced
        && !NOUN_STOPS.has(token)
        && !scan.is_any(next, &["century", "grade", "grader", "graders"])
        && !named(scan, next)
        && !nouns::looks_plural(token, scan.plain);
    if !ranked && !plain || scan.tokens[at].capital && at > 0 && !scan.titled {
        return None;
    }
    let number = Number { value: value.into(), place: Decimal::ONE, scale: Decimal::ONE, end: at + 1, digits: false };
    Some(Draft { kind: Kind::Ordinal, ..Draft::of(&number, at) })
}

//! Times of day: `9 a.m.`, `7:30pm`, `11.30pm`, `1530 GMT`, `noon`, `half past nine`.

use super::lexicons::{DAY_PARTS, TIME_ZONES};
use super::{DateMention, Kind, Scan, Time, Until};
use crate::annotate::figures::lexicons::NUMBER_WORDS;
use crate::annotate::tokens::Kind as TokenKind;

/// A clock time that starts with digits at token `at`.
pub(super) fn digits(scan: Scan<'_>, at: usize) -> Option<DateMention> {
    if at > 0
        && !scan.tokens[at].spaced
        && !(scan.tokens[at - 1].is('(') || scan.tokens[at - 1].kind == TokenKind::Quote)
    {
        return None;
    }
    let (first, end) = face(scan, at)?;
    if let Some((shift, behind)) = half(scan, end) {
        return mention(at, behind, first, Some(shift), None).map(|m| zoned(scan, m));
    }
    // `7 to 9 p.m.`, `7-9 p.m.`: the second time has what both need.
    let joined = scan.joins(end) || scan.is_any(end, &["to", "and", "until"]);
    if joined
        && let Some((last, behind)) = face(scan, end + 1)
        && let Some((shift, behind)) = half(scan, behind)
    {
        return mention(at, behind, first, Some(shift), Some(last)).map(|m| zoned(scan, m));
    }
    let text = scan.tokens[at].text(scan.plain);
    let colon = scan.tokens.get(at + 1).is_some_and(|t| t.is(':')) && end == at + 3;
    let zone = scan.tokens.get(end).is_some_and(|t| TIME_ZONES.has(t) && (t.upper || t.capital));
    let military = text.len() == 4 && !text.contains('.') && (zone || scan.is(end, "hours"));
    if military {
        let value: u32 = text.parse().ok()?;
        let time = (value / 100, Some(value % 100));
        return mention(at, end + 1, time, None, None);
    }
    let said = scan
        .follows(at, &["at", "by", "from", "until", "before", "after", "around", "about", "between", "since", "to"]);
    // `15.30` is a price or a percentage unless it is said to be a time.
    if (colon && !verse(scan, at) && first.0 < 24 && (said || zone || first.0 > 0)) && first.1.is_some_and(|m| m < 60) {
        return mention(at, end, first, None, None).map(|m| zoned(scan, m));
    }
    let pointed = text.len() >= 4 && text.contains('.') && first.1.is_some_and(|m| m < 60) && first.0 < 24;
    if pointed && zone {
        return mention(at, end + 1, first, None, None);
    }
    if scan.is(end, "o'clock") || scan.is(end, "o’clock") {
        return mention(at, end + 1, first, None, None);
    }
    None
}

/// `John 3:16`, `a 2:1 ratio`, `in 2:03.`: numbers with a colon that are no time.
fn verse(scan: Scan<'_>, at: usize) -> bool {
    let minutes = scan.tokens.get(at + 2).map_or(0, |t| t.range().len());
    let name =
        at > 0 && scan.tokens[at - 1].capital && scan.tokens[at - 1].kind == TokenKind::Word && !scan.titled && at > 1;
    let more = scan.tokens.get(at + 3).is_some_and(|t| !t.spaced && (t.is(':') || t.is_word() || t.is('-')));
    minutes != 2 || name || more || scan.follows(at, &["in", "of"])
}

/// Hour and minutes at token `at`, as written, and the token behind them.
fn face(scan: Scan<'_>, at: usize) -> Option<((u32, Option<u32>), usize)> {
    let token = scan.tokens.get(at)?;
    if token.kind != TokenKind::Number {
        let hour = NUMBER_WORDS.get(token).filter(|h| (1..=12).contains(h))?;
        return Some(((hour.into(), None), at + 1));
    }
    let text = token.text(scan.plain);
    if let Some((hour, minutes)) = text.split_once('.') {
        let parsed = (hour.parse().ok()?, Some(minutes.parse().ok()?));
        return (minutes.len() == 2 && hour.len() <= 2).then_some((parsed, at + 1));
    }
    let hour = scan.digits(at, 4)?;
    let colon = scan.tokens.get(at + 1).is_some_and(|t| t.is(':') && !t.spaced);
    if colon && scan.tokens.get(at + 2).is_some_and(|t| !t.spaced) && text.len() <= 2 {
        return Some(((hour, Some(scan.digits(at + 2, 2)?)), at + 3));
    }
    Some(((hour, None), at + 1))
}

/// `a.m.`, `pm` at token `at`: hours to add, and the token behind.
fn half(scan: Scan<'_>, at: usize) -> Option<(u8, usize)> {
    let token = scan.tokens.get(at)?;
    let shift = DAY_PARTS.get(token)?;
    let text = token.text(scan.plain);
    // `I am 9 am I not`: a plain `am` must be glued, or stand in capitals, or behind a time.
    let fits = !text.eq_ignore_ascii_case("am")
        || !token.spaced
        || token.upper
        || scan.tokens[at - 1].kind == TokenKind::Number;
    (shift < 24 && text.len() <= 4 && fits && !text.eq_ignore_ascii_case("noon")).then_some((shift, at + 1))
}

fn mention(
    at: usize,
    end: usize,
    first: (u32, Option<u32>),
    shift: Option<u8>,
    last: Option<(u32, Option<u32>)>,
) -> Option<DateMention> {
    let time = |(hour, minute): (u32, Option<u32>)| -> Option<Time> {
        let hour = u8::try_from(hour).ok()?;
        let hour = match shift {
            Some(shift) if hour == 12 => shift,
            Some(shift) => hour.checked_add(shift)?,
            None => hour,
        };
        Some(Time { hour, minute: u8::try_from(minute.unwrap_or(0)).ok()? })
    };
    let on_the_dial = |(hour, minute): (u32, Option<u32>)| {
        let hours = if shift.is_some() { (1..=12).contains(&hour) } else { hour <= 24 };
        hours && minute.unwrap_or(0) < 60
    };
    // Numbers no clock has ever shown are no time at all, rather than an impossible one.
    if first.0 > 29 || last.is_some_and(|l| l.0 > 29) {
        return None;
    }
    let mut mention = DateMention::of(Kind::Clock, at..end);
    mention.possible = on_the_dial(first) && last.is_none_or(on_the_dial);
    mention.time = time(first);
    mention.until = last.map(|last| Until { time: time(last), ..Until::default() });
    Some(mention)
}

fn zoned(scan: Scan<'_>, mut mention: DateMention) -> DateMention {
    let end = mention.tokens.end as usize;
    if scan.tokens.get(end).is_some_and(|t| TIME_ZONES.has(t) && t.upper) {
        mention.tokens.end += 1;
    }
    mention
}

/// `noon`, `midnight`.
pub(super) fn word(scan: Scan<'_>, at: usize) -> Option<DateMention> {
    let hour = DAY_PARTS.get(&scan.tokens[at])?;
    let name = scan.tokens[at].capital && at > 0 && !scan.titled;
    let first = if scan.follows(at, &["12"]) { at - 1 } else { at };
    let mut mention = DateMention::of(Kind::Clock, first..at + 1);
    mention.time = Some(Time { hour, minute: 0 });
    (!name).then_some(mention)
}

/// `half past nine`, `nine o'clock`; digits before `o'clock` are read with the digits.
pub(super) fn spoken(scan: Scan<'_>, floor: usize, at: usize) -> Option<DateMention> {
    if scan.is(at, "past") {
        let minute = if scan.follows(at, &["half"]) {
            30
        } else if scan.follows(at, &["quarter"]) {
            15
        } else {
            return None;
        };
        let ((hour, none), end) = face(scan, at + 1)?;
        if none.is_some() || at <= floor || hour > 12 {
            return None;
        }
        let first = at - 1;
        return mention(first, end, (hour, Some(minute)), None, None);
    }
    let before = at.checked_sub(1).filter(|b| *b >= floor)?;
    let (hour, end) = face(scan, before)?;
    (end == at).then(|| mention(before, at + 1, hour, None, None))?
}

//! Dates by their distance: `yesterday`, `last week`, `three years ago`, `two weeks later`.

use super::lexicons::{MONTHS, RELATIVE_DAYS, SEASONS, WEEKDAYS};
use super::{Anchor, DateMention, Distance, Kind, Scan, Span};
use crate::annotate::figures::interval::Hedge;
use crate::annotate::figures::lexicons::{Dimension, HEDGES, UNITS};
use crate::annotate::figures::number;

/// How many tokens a distance can have before `ago`.
const LONGEST: usize = 7;

/// `yesterday`, `tonight`, `tomorrow morning`.
pub(super) fn day(scan: Scan<'_>, floor: usize, at: usize) -> Option<DateMention> {
    let (amount, range) = RELATIVE_DAYS.covers(scan.tokens, at).filter(|(_, r)| r.start >= floor)?;
    // `USA Today`, `the Tonight Show`
    if scan.tokens[at].capital && !scan.titled && at > 0 && scan.tokens[at - 1].capital {
        return None;
    }
    let mut mention = DateMention::of(Kind::Relative, range);
    mention.distance = Some(Distance { amount, span: Span::Day, anchor: Anchor::Now, hedged: false });
    Some(mention)
}

/// What a relative word makes with its neighbours.
pub(super) fn read(scan: Scan<'_>, floor: usize, at: usize) -> Option<DateMention> {
    if scan.is(at, "ago") || scan.is(at, "later") || scan.is(at, "earlier") || scan.is(at, "into") {
        return counted(scan, floor, at);
    }
    if let Some(mention) = day(scan, floor, at) {
        return Some(mention);
    }
    let amount = if scan.is(at, "last") {
        -1
    } else if scan.is(at, "next") {
        1
    } else if scan.is(at, "this") {
        0
    } else {
        return None;
    };
    let token = scan.tokens.get(at + 1)?;
    // A month, a weekday or a season takes the word before it.
    if MONTHS.has(token) || WEEKDAYS.has(token) || SEASONS.has(token) {
        return None;
    }
    let span = if scan.is(at + 1, "weekend") { Span::Week } else { span(token)? };
    // `the last week of the campaign`, `next day`
    let of = scan.is(at + 2, "of") || scan.is_any(at + 2, &["or", "-"]) && amount != 0;
    let plural = token.text(scan.plain).ends_with(['s', 'S']);
    let article = at > floor && scan.follows(at, &["the", "her", "his", "their", "its"]);
    if of || plural || article || matches!(span, Span::Hour | Span::Day) {
        return None;
    }
    let mut mention = DateMention::of(Kind::Relative, at..at + 2);
    mention.distance = Some(Distance { amount, span, anchor: Anchor::Now, hedged: scan.is(at + 1, "weekend") });
    Some(mention)
}

fn span(token: &crate::annotate::tokens::Token) -> Option<Span> {
    let unit = UNITS.get(token).filter(|u| u.dimension == Dimension::Time)?;
    Some(match unit.name {
        "day" => Span::Day,
        "week" | "fortnight" => Span::Week,
        "month" => Span::Month,
        "year" => Span::Year,
        "decade" => Span::Decade,
        "century" => Span::Century,
        _ => Span::Hour,
    })
}

/// `three years ago`, `two weeks later`, `six months into`, with the hedge before it.
fn counted(scan: Scan<'_>, floor: usize, at: usize) -> Option<DateMention> {
    let unit_at = at.checked_sub(1).filter(|u| *u >= floor)?;
    let unit = scan.tokens.get(unit_at)?;
    let span = span(unit)?;
    let fortnight = scan.is_any(unit_at, &["fortnight", "fortnights"]);
    let earliest = unit_at.saturating_sub(LONGEST).max(floor);
    let (amount, mut first, mut hedged) = (earliest..unit_at)
        .find_map(|first| {
            let number = number::read(scan.plain, scan.tokens, first)?;
            let end = number.end + usize::from(scan.joins(number.end));
            if end != unit_at {
                return None;
            }
            let whole = number.value.trunc();
            let amount = u32::try_from(whole).ok().filter(|a| *a < 1_000_000)?;
            Some((amount, first, whole != number.value))
        })
        .or_else(|| {
            let before = unit_at.checked_sub(1).filter(|b| *b >= earliest)?;
            if scan.is_any(before, &["a", "an"]) {
                return Some((1, before, false));
            }
            scan.is_any(before, &["few", "several", "many", "couple", "of"]).then_some((0, before, true))
        })?;
    if scan.is(first, "of") || scan.is(first, "couple") || scan.is(first, "few") {
        while first > earliest && scan.is_any(first, &["of", "couple", "few"]) {
            first -= 1;
        }
        if !scan.is(first, "a") {
            return None;
        }
    }
    if let Some((hedge, start)) = HEDGES.ends(scan.tokens, floor, first)
        && hedge != Hedge::Exactly
    {
        (first, hedged) = (start, true);
    }
    let past = scan.is_any(at, &["ago", "earlier"]);
    let anchor = if scan.is(at, "ago") { Anchor::Now } else { Anchor::Event };
    let mut mention = DateMention::of(Kind::Relative, first..at + 1);
    let units = i32::try_from(amount).ok()?.checked_mul(if fortnight { 2 } else { 1 })?;
    mention.distance = Some(Distance { amount: if past { -units } else { units }, span, anchor, hedged });
    Some(mention)
}

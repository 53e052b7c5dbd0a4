//! The date grammar: one pass over the tokens, stopping at digits and calendar words.

use std::sync::LazyLock;

use super::lexicons::{DAY_PARTS, MONTHS, RELATIVE_DAYS, SEASONS, WEEKDAY_NAMES, WEEKDAYS};
use super::{DateMention, Kind, Scan, Until, civil, clock, relative, years};
use crate::annotate::tokens::{Kind as TokenKind, key};
use crate::lexicon::KeyMap;

/// What a word can be the start, or the turning point, of.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Trigger {
    Digits,
    Month,
    Weekday,
    Day,
    Clock,
    /// `last`, `next`, `this`, `ago`, `later`, `into`.
    Relative,
    Season,
    /// `fiscal`, `quarter`, `century`.
    Period,
    /// `past`, `o'clock`.
    Hour,
}

static TRIGGERS: LazyLock<KeyMap<Trigger>> = LazyLock::new(|| {
    let mut map = KeyMap::default();
    let mut add = |words: &mut dyn Iterator<Item = &str>, trigger| {
        for phrase in words {
            map.entry(key(phrase)).or_insert(trigger);
        }
    };
    add(&mut MONTHS.phrases(), Trigger::Month);
    add(&mut WEEKDAYS.phrases(), Trigger::Weekday);
    add(&mut RELATIVE_DAYS.phrases().filter(|p| !p.contains(' ')), Trigger::Day);
    add(&mut ["last", "next", "this", "ago", "later", "earlier", "into", "day"].into_iter(), Trigger::Relative);
    add(&mut SEASONS.phrases(), Trigger::Season);
    add(&mut DAY_PARTS.phrases().filter(|p| !p.contains('.') && p.len() > 2), Trigger::Clock);
    add(
        &mut ["fiscal", "quarter", "century", "centuries", "half", "fy", "q1", "q2", "q3", "q4"].into_iter(),
        Trigger::Period,
    );
    add(&mut ["past", "o'clock"].into_iter(), Trigger::Hour);
    map
});

/// Appends the mentions of a region, in order and without overlaps.
pub(super) fn read(scan: Scan<'_>, out: &mut Vec<DateMention>) {
    let triggers = &*TRIGGERS;
    let mut floor = 0;
    let mut at = 0;
    while let Some(token) = scan.tokens.get(at) {
        let trigger = match token.kind {
            TokenKind::Number => Some(Trigger::Digits),
            TokenKind::Word => triggers.get(&token.key).copied(),
            _ => None,
        };
        let Some(trigger) = trigger else {
            at += 1;
            continue;
        };
        let found = match trigger {
            Trigger::Digits => digits(scan, floor, at),
            Trigger::Month => month_first(scan, floor, at),
            Trigger::Weekday => weekday(scan, floor, at),
            Trigger::Day => relative::day(scan, floor, at),
            Trigger::Relative => relative::read(scan, floor, at),
            Trigger::Season => years::season(scan, floor, at),
            Trigger::Period => years::period(scan, floor, at),
            Trigger::Clock => clock::word(scan, at),
            Trigger::Hour => clock::spoken(scan, floor, at),
        };
        match found {
            Some(mut mention) => {
                let (first, end) = (mention.tokens.start as usize, mention.tokens.end as usize);
                mention.start = scan.tokens.get(first).map_or(0, |t| t.start);
                mention.end =
                    end.checked_sub(1).and_then(|last| scan.tokens.get(last)).map_or(mention.start, |t| t.end);
                at = end.max(at + 1);
                floor = at;
                out.push(mention);
            }
            None => at += 1,
        }
    }
}

fn digits(scan: Scan<'_>, floor: usize, at: usize) -> Option<DateMention> {
    clock::digits(scan, at)
        .or_else(|| iso(scan, at))
        .or_else(|| slashed(scan, at))
        .or_else(|| dotted(scan, at))
        .or_else(|| day_first(scan, floor, at))
        .or_else(|| years::digits(scan, floor, at))
}

/// A month at token `at`, and the token behind it (its point included).
pub(super) fn month(scan: Scan<'_>, at: usize) -> Option<(u8, bool, usize)> {
    let token = scan.tokens.get(at)?;
    let named = MONTHS.get(token).filter(|_| token.capital)?;
    let point = scan.tokens.get(at + 1).is_some_and(|t| t.is('.') && !t.spaced);
    Some((named.number, named.short, at + 1 + usize::from(point && named.short)))
}

/// A day of the month at token `at`, and the token behind it (`th` included).
fn day_number(scan: Scan<'_>, at: usize) -> Option<(u8, usize)> {
    let day = scan.digits(at, 2).filter(|d| (1..=39).contains(d))?;
    let mut end = at + 1;
    if let Some(next) = scan.tokens.get(end).filter(|t| !t.spaced) {
        if scan.is_any(end, &["st", "nd", "rd", "th"]) {
            end += 1;
        } else if next.is_word() && !next.text(scan.plain).starts_with('T')
            || next.is('%')
            || next.is('/')
            || next.is(':') && scan.tokens.get(end + 1).is_some_and(|t| !t.spaced)
        {
            return None;
        }
    }
    // `In March 12 percent`, `June 5 million`
    if scan.is_any(end, &["percent", "per", "million", "billion", "pct", "degrees", "a.m.", "p.m.", "o'clock"]) {
        return None;
    }
    Some((day as u8, end))
}

/// A year behind a date, with or without a comma.
pub(super) fn year_behind(scan: Scan<'_>, at: usize) -> Option<(i32, usize)> {
    let at = at + usize::from(scan.tokens.get(at).is_some_and(|t| t.is(',')));
    let year = scan.digits(at, 4).filter(|y| (1000..=9999).contains(y))?;
    let glued = scan.tokens.get(at + 1).is_some_and(|t| !t.spaced && t.is_word());
    (scan.tokens[at].range().len() == 4 && !glued).then_some((year as i32, at + 1))
}

/// `Oct. 7`, `October 7, 2023`, `March 3-5`, `October 2023`, `in October`.
fn month_first(scan: Scan<'_>, floor: usize, at: usize) -> Option<DateMention> {
    let (number, short, next) = month(scan, at)?;
    if let Some((day, end)) = day_number(scan, next) {
        let mut mention = DateMention::of(Kind::Day, at..end);
        (mention.month, mention.day) = (Some(number), Some(day));
        range_of_days(scan, &mut mention, end);
        let end = mention.tokens.end as usize;
        if let Some((year, end)) = year_behind(scan, end) {
            mention.year = Some(year);
            mention.tokens.end = end as u32;
            if let Some(until) = &mut mention.until {
                until.year = Some(year);
            }
        }
        // Days above 31 are dates only where a year says so.
        if day > 31 && mention.year.is_none() {
            return None;
        }
        mention.possible = possible(&mention);
        return Some(mention);
    }
    let mut mention = DateMention::of(Kind::Month, at..next);
    mention.month = Some(number);
    if let Some((year, end)) = year_behind(scan, next) {
        mention.year = Some(year);
        mention.tokens.end = end as u32;
        return Some(mention);
    }
    if scan.is(next, "of") && scan.is_any(next + 1, &["this", "last", "next"]) && scan.is(next + 2, "year") {
        mention.tokens.end = next as u32 + 3;
        return Some(mention);
    }
    let firm = &["in", "since", "until", "through", "last", "next", "this", "early", "late", "mid", "during", "every"];
    let loose = &["by", "of", "from", "before", "after", "and", "to", "between", "for", "-", "or"];
    let name = matches!(number, 3..=6 | 8);
    let fits = at > floor && (scan.follows(at, firm) || !name && scan.follows(at, loose)) && !short;
    if !fits {
        return None;
    }
    mention.tokens.end = at as u32 + 1;
    if scan.follows(at, &["last", "next", "this"]) && at > floor {
        mention.tokens.start -= 1;
    }
    Some(mention)
}

/// `March 3-5`, `March 3 to 5`, `Oct. 30-Nov. 2`: the end of a range behind a day.
fn range_of_days(scan: Scan<'_>, mention: &mut DateMention, end: usize) {
    let to = scan.is_any(end, &["to", "through", "until", "and", "or"]);
    if !scan.joins(end) && !to {
        return;
    }
    let next = end + 1;
    let (month, next) = match month(scan, next) {
        Some((month, _, next)) => (Some(month), next),
        None => (mention.month, next),
    };
    let Some((day, behind)) = day_number(scan, next) else { return };
    // `rose from Oct. 7 to 12 cases`: without a dash a bare number must close the phrase.
    let bare = month == mention.month && to;
    if bare && scan.tokens.get(behind).is_some_and(|t| t.kind == TokenKind::Word) {
        return;
    }
    mention.until = Some(Until { year: None, month, day: Some(day), time: None });
    mention.tokens.end = behind as u32;
}

/// `7 October`, `7th of October 2023`, `3-5 March`.
fn day_first(scan: Scan<'_>, floor: usize, at: usize) -> Option<DateMention> {
    let (day, mut next) = day_number(scan, at)?;
    let mut until = None;
    if scan.joins(next) || scan.is_any(next, &["and", "to"]) {
        let (last, end) = day_number(scan, next + 1)?;
        (until, next) = (Some(last), end);
    }
    if scan.is(next, "of") {
        next += 1;
    }
    let (number, short, end) = month(scan, next)?;
    if day > 31 || at > 0 && at >= floor && !scan.tokens[at].spaced && !scan.tokens[at - 1].is('(') {
        return None;
    }
    let mut mention = DateMention::of(Kind::Day, at..end);
    (mention.month, mention.day) = (Some(number), Some(day));
    mention.until = until.map(|day| Until { year: None, month: Some(number), day: Some(day), time: None });
    if let Some((year, end)) = year_behind(scan, end) {
        mention.year = Some(year);
        mention.tokens.end = end as u32;
        if let Some(until) = &mut mention.until {
            until.year = Some(year);
        }
    } else if day_number(scan, end).is_some() || short && scan.titled {
        // `killed 12 June 5`: the number before the month is not its day.
        return None;
    }
    mention.possible = possible(&mention);
    Some(mention)
}

/// `2023-10-07`.
fn iso(scan: Scan<'_>, at: usize) -> Option<DateMention> {
    let year = scan.digits(at, 4).filter(|_| scan.tokens[at].range().len() == 4)?;
    if !(scan.joins(at + 1) && scan.joins(at + 3)) {
        return None;
    }
    let (month, day) = (scan.digits(at + 2, 2)?, scan.digits(at + 4, 2)?);
    let mut mention = DateMention::of(Kind::Day, at..at + 5);
    mention.year = Some(year as i32);
    (mention.month, mention.day) = (Some(month as u8), Some(day as u8));
    mention.possible = possible(&mention);
    Some(mention)
}

/// `10/7/2023`: a day where only one reading is in the calendar; `2023/10/07`.
fn slashed(scan: Scan<'_>, at: usize) -> Option<DateMention> {
    let mark = |i: usize| scan.tokens.get(i).is_some_and(|t| !t.spaced && (t.is('/') || t.is('.')));
    if !mark(at + 1) || !mark(at + 3) || scan.tokens.get(at + 4).is_none_or(|t| t.spaced) {
        return None;
    }
    if scan.tokens.get(at + 5).is_some_and(|t| !t.spaced && t.is('/')) {
        return None;
    }
    let text = |i: usize| scan.tokens[i].text(scan.plain);
    three_numbers(at..at + 5, text(at), text(at + 2), text(at + 4))
}

/// `7.10.2023`, which is one token.
fn dotted(scan: Scan<'_>, at: usize) -> Option<DateMention> {
    let text = scan.tokens[at].text(scan.plain);
    if text.len() > 10 {
        return None;
    }
    let mut parts = text.split('.');
    let (a, b, c) = (parts.next()?, parts.next()?, parts.next()?);
    (c.len() == 4 && parts.next().is_none()).then(|| three_numbers(at..at + 1, a, b, c))?
}

/// A day, a month and a year in whichever order the numbers allow.
fn three_numbers(tokens: std::ops::Range<usize>, a: &str, b: &str, c: &str) -> Option<DateMention> {
    let number = |text: &str, most: usize| -> Option<u32> {
        (text.len() <= most && text.bytes().all(|b| b.is_ascii_digit())).then(|| text.parse().ok())?
    };
    let year_first = a.len() == 4;
    let (a, b, year) = (number(a, 4)?, number(b, 2)?, c);
    let c = number(c, 4)?;
    let mut mention = DateMention::of(Kind::Day, tokens);
    if year_first {
        mention.year = Some(a as i32);
        (mention.month, mention.day) = (Some(b as u8), Some(c.min(99) as u8));
        mention.possible = possible(&mention);
        return Some(mention);
    }
    let year = match year.len() {
        4 => c as i32,
        2 => 2000 + c as i32,
        _ => return None,
    };
    if a > 31 || b > 31 {
        return None;
    }
    mention.year = Some(year);
    match (a <= 12, b <= 12) {
        (true, true) if a != b => mention.kind = Kind::Ambiguous,
        (true, _) => (mention.month, mention.day) = (Some(a as u8), Some(b as u8)),
        (false, true) => (mention.month, mention.day) = (Some(b as u8), Some(a as u8)),
        (false, false) => mention.possible = false,
    }
    Some(mention)
}

/// `Tuesday`, `Tuesday, March 15, 2016`, `Tuesday 15 March`, `last Tuesday`.
fn weekday(scan: Scan<'_>, floor: usize, at: usize) -> Option<DateMention> {
    let token = scan.tokens.get(at)?;
    let named = WEEKDAYS.get(token).filter(|_| token.capital)?;
    let point = named.short && scan.tokens.get(at + 1).is_some_and(|t| t.is('.') && !t.spaced);
    let mut next = at + 1 + usize::from(point);
    if scan.tokens.get(next).is_some_and(|t| t.is(',') || t.is('(')) {
        next += 1;
    }
    let dated = match scan.tokens.get(next).map(|t| t.kind) {
        Some(TokenKind::Word) => month_first(scan, next, next),
        Some(TokenKind::Number) => {
            day_first(scan, next, next).or_else(|| iso(scan, next)).or_else(|| slashed(scan, next))
        }
        _ => None,
    };
    if let Some(mut mention) = dated.filter(|m| m.kind == Kind::Day) {
        mention.weekday = Some(named.number);
        mention.tokens.start = at as u32;
        return Some(mention);
    }
    if named.short && !point || WEEKDAY_NAMES.covers(scan.tokens, at).is_some() {
        return None;
    }
    let mut mention = DateMention::of(Kind::Weekday, at..at + 1);
    mention.weekday = Some(named.number);
    if at > floor && scan.follows(at, &["last", "next", "this"]) {
        mention.tokens.start -= 1;
    }
    if scan.is_any(at + 1, &["morning", "afternoon", "evening", "night"]) {
        mention.tokens.end += 1;
    }
    Some(mention)
}

/// Whether the calendar has the days of a mention; without a year, whether any year has them.
fn possible(mention: &DateMention) -> bool {
    let (Some(month), Some(day)) = (mention.month, mention.day) else { return true };
    // 2024 has every day that some year has.
    let year = mention.year.unwrap_or(2024);
    let start = civil(year, month, day).is_some();
    let end = match mention.until {
        Some(Until { year, month: Some(month), day: Some(day), .. }) => {
            civil(year.or(mention.year).unwrap_or(2024), month, day).is_some()
        }
        _ => true,
    };
    start && end
}

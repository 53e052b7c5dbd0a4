//! Which days a mention covers, seen from the day the story is dated.

use jiff::ToSpan;
use jiff::civil::{Date, Weekday};

use super::{Anchor, DateMention, Distance, Kind, Scan, Span, civil};

/// The first and last day that a mention covers.
pub(super) fn resolve(scan: Scan<'_>, mention: &DateMention, written: Option<Date>) -> Option<(Date, Date)> {
    if !mention.possible {
        return None;
    }
    match mention.kind {
        Kind::Day => days(mention, written),
        Kind::Month => {
            let month = mention.month?;
            let year = mention.year.or_else(|| nearest_year(written?, month, 15, leading(scan, mention)))?;
            month_of(year, month)
        }
        Kind::Year => {
            let last = mention.until.and_then(|u| u.year).or(mention.year)?;
            Some((civil(mention.year?, 1, 1)?, civil(last, 12, 31)?)).filter(|(first, last)| first <= last)
        }
        Kind::Decade => Some((civil(mention.year?, 1, 1)?, civil(mention.year? + 9, 12, 31)?)),
        Kind::Century => Some((civil(mention.year? + 1, 1, 1)?, civil(mention.year? + 100, 12, 31)?)),
        Kind::Quarter => quarter(scan, mention),
        Kind::Weekday => weekday(scan, mention, written?),
        Kind::Relative => relative(mention.distance?, written?),
        Kind::Ambiguous | Kind::Clock | Kind::Season | Kind::Fiscal => None,
    }
}

fn days(mention: &DateMention, written: Option<Date>) -> Option<(Date, Date)> {
    let (month, day) = (mention.month?, mention.day?);
    let year = mention.year.or_else(|| nearest_year(written?, month, day, None))?;
    let first = civil(year, month, day)?;
    let last = match mention.until {
        Some(until) => civil(until.year.unwrap_or(year), until.month?, until.day?)?,
        None => first,
    };
    // `Dec. 30-Jan. 2` runs into the next year.
    let last = if last < first && mention.year.is_none() { last.checked_add(1.year()).ok()? } else { last };
    (first <= last).then_some((first, last))
}

/// The year that brings a day nearest to the day of writing; with `last` or `next`, the nearest
/// on that side.
fn nearest_year(written: Date, month: u8, day: u8, side: Option<i32>) -> Option<i32> {
    let year = i32::from(written.year());
    let days_off = |date: Date| (date - written).get_days();
    (year - 1..=year + 1)
        .filter_map(|y| Some((y, days_off(civil(y, month, day)?))))
        .filter(|(_, off)| side.is_none_or(|side| side == 0 || off.signum() == side))
        .min_by_key(|(_, off)| off.abs())
        .map(|(y, _)| y)
}

/// Which side `last`, `next` before a mention point to.
fn leading(scan: Scan<'_>, mention: &DateMention) -> Option<i32> {
    let at = mention.tokens.start as usize;
    if scan.is(at, "last") || scan.follows(at, &["since"]) {
        Some(-1)
    } else if scan.is(at, "next") {
        Some(1)
    } else {
        None
    }
}

fn month_of(year: i32, month: u8) -> Option<(Date, Date)> {
    let first = civil(year, month, 1)?;
    Some((first, first.last_of_month()))
}

fn quarter(scan: Scan<'_>, mention: &DateMention) -> Option<(Date, Date)> {
    let (year, number) = (mention.year?, mention.month?);
    let half = (mention.tokens.start..mention.tokens.end).any(|at| scan.is(at as usize, "half"));
    let months = if half { 6 } else { 3 };
    let first = civil(year, (number - 1) * months + 1, 1)?;
    Some((first, civil(year, number * months, 1)?.last_of_month()))
}

/// The last such day up to the day of writing; the next one with `next` or where the sentence
/// looks ahead.
fn weekday(scan: Scan<'_>, mention: &DateMention, written: Date) -> Option<(Date, Date)> {
    let weekday = Weekday::from_monday_one_offset(i8::try_from(mention.weekday?).ok()?).ok()?;
    let at = mention.tokens.start as usize;
    if scan.is(at, "this") {
        return None;
    }
    let before = &scan.tokens[at.saturating_sub(12)..at];
    let ahead = before.iter().any(|t| {
        matches!(
            t.text(scan.plain),
            "will" | "scheduled" | "expected" | "due" | "would" | "until" | "plans" | "planned" | "’ll" | "set"
        )
    });
    let date = if scan.is(at, "next") {
        written.nth_weekday(1, weekday).ok()?
    } else if ahead {
        return None;
    } else if written.weekday() == weekday && !scan.is(at, "last") {
        written
    } else {
        written.nth_weekday(-1, weekday).ok()?
    };
    Some((date, date))
}

fn relative(distance: Distance, written: Date) -> Option<(Date, Date)> {
    if distance.anchor == Anchor::Event || distance.hedged {
        return None;
    }
    let amount = i64::from(distance.amount);
    match distance.span {
        Span::Hour => None,
        Span::Day => {
            let day = written.checked_add(jiff::Span::new().try_days(amount).ok()?).ok()?;
            Some((day, day))
        }
        Span::Week => {
            let day = written.checked_add(jiff::Span::new().try_weeks(amount).ok()?).ok()?;
            let monday =
                if day.weekday() == Weekday::Monday { day } else { day.nth_weekday(-1, Weekday::Monday).ok()? };
            Some((monday, monday.checked_add(6.days()).ok()?))
        }
        Span::Month => {
            let day = written.checked_add(jiff::Span::new().try_months(amount).ok()?).ok()?;
            Some((day.first_of_month(), day.last_of_month()))
        }
        Span::Year | Span::Decade | Span::Century => {
            let years = match distance.span {
                Span::Decade => 10,
                Span::Century => 100,
                _ => 1,
            };
            let year = i64::from(written.year()).checked_add(amount.checked_mul(years)?)?;
            let year = i32::try_from(year).ok()?;
            Some((civil(year, 1, 1)?, civil(year, 12, 31)?))
        }
    }
}

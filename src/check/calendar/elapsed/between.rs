//! Two dates of one sentence and the time between them, told in any of the ways that copy has for it:
//! `sank on May 3 and was raised on May 10, two weeks later`, `mayor from 1994 to 2002, a period of 12
//! years`, `joined in 1971 and retired in 1996 - a 25-year career`; and how many days a thing of so many
//! days is held (`the three-day fair will be held July 8-9`).

use jiff::civil::Date;

use super::super::place;
use super::beside;
use crate::annotate::Annotated;
use crate::annotate::dates::{self, Anchor, DateMention, Kind, Span};
use crate::annotate::figures::{Decimal, Figure, Kind as FigureKind};
use crate::article::Place;
use crate::check::Finding;
use crate::check::figures::line::{self, Line};
use crate::check::figures::sum;

/// A length of time as the copy tells it.
struct Told {
    /// In units of `days` days.
    units: Decimal,
    /// A hundredth of the days that a unit has.
    days: i64,
    name: &'static str,
    place: Place,
}

/// The faults of a sentence.
pub fn find(article: &Annotated<'_>, line: &Line<'_>) -> Option<Finding> {
    line.figures.iter().find_map(|f| lasted(article, line, f).or_else(|| held(article, line, f)))
}

/// The first and the last day that a date may be; a day without a year is of any one year.
fn days(date: &DateMention) -> Option<(Date, Date, i64)> {
    let plain = date.until.is_none() && date.possible && date.distance.is_none();
    match (date.kind, date.year) {
        (Kind::Day, year) => {
            let day = dates::civil(year.unwrap_or(2001), date.month?, date.day?)?;
            plain.then_some((day, day, 1))
        }
        (Kind::Year, Some(year)) => plain.then_some((dates::civil(year, 1, 1)?, dates::civil(year, 12, 31)?, 366)),
        (Kind::Month, Some(_)) => plain.then_some((date.resolved?.0, date.resolved?.1, 31)),
        _ => None,
    }
}

/// The two dates of a sentence in their order, where it has two and no more.
fn two<'a>(article: &'a Annotated<'_>, line: &Line<'_>) -> Option<(&'a DateMention, &'a DateMention)> {
    let mut all = beside(article, line).filter(|d| d.distance.is_none() && d.kind != Kind::Clock);
    let (from, to, None) = (all.next()?, all.next()?, all.next()) else { return None };
    let same = from.year.is_some() == to.year.is_some() && days(from)?.2 == days(to)?.2;
    same.then_some((from, to))
}

/// Words with which a length of time stands for the time between two dates.
const SPANS: [&str; 12] =
    ["period", "span", "total", "stretch", "reign", "tenure", "career", "interval", "gap", "wait", "run", "stint"];

/// Verbs with which something begins.
const BEGAN: [&str; 34] = [
    "began",
    "begun",
    "started",
    "opened",
    "founded",
    "built",
    "signed",
    "arrested",
    "launched",
    "elected",
    "joined",
    "enlisted",
    "hired",
    "appointed",
    "imprisoned",
    "jailed",
    "captured",
    "vanished",
    "disappeared",
    "sank",
    "closed",
    "kidnapped",
    "abducted",
    "married",
    "established",
    "formed",
    "created",
    "moved",
    "came",
    "entered",
    "broke",
    "took",
    "start",
    "commissioned",
];

/// Verbs with which it ends.
const ENDED: [&str; 30] = [
    "ended",
    "ends",
    "end",
    "closed",
    "retired",
    "left",
    "freed",
    "released",
    "burned",
    "raised",
    "expired",
    "expires",
    "finished",
    "completed",
    "stopped",
    "resigned",
    "demolished",
    "found",
    "returned",
    "divorced",
    "stepped",
    "dissolved",
    "concluded",
    "recovered",
    "reopened",
    "escaped",
    "reached",
    "until",
    "through",
    "to",
];

fn lasted(article: &Annotated<'_>, line: &Line<'_>, figure: &Figure) -> Option<Finding> {
    let (from, to) = two(article, line)?;
    let told = told(figure)?;
    let (first, end) = (figure.tokens.start as usize, figure.tokens.end as usize);
    let behind = to.tokens.end as usize;
    let near = first >= behind && first - behind <= 6;
    let gap = behind..first.max(behind);
    // `, a period of 12 years`, `- a 30-year career`
    let span = near
        && line.has(gap.clone(), &[",", "—", "–", "-", "("])
        && (line.follows(first, &["of"]) && line.has(gap.clone(), &SPANS)
            || line.follows(first, &["a", "an"]) && line.has(end..(end + 3).min(line.span().end), &SPANS)
            || line.follows(first, &[",", "—", "–", "("]) && line.is_any(end, &["later", "afterward", "afterwards"]));
    let served = line.follows(first, &["serving", "spending"]) && line.follows(first - 1, &["after"]);
    // `built between 1905 and 1912, took 12 years`
    let took = near && gap.len() <= 3 && line.follows(first, &["took", "taking"]);
    let span = span || took;
    let after = near && (line.follows(first, &["after"]) || served) && gap.len() <= 3;
    let before = from.tokens.start as usize;
    let lasted = first < before && line.follows(first, &["lasted", "lasting", "spanned"]) && before - end <= 6;
    let began = line.has(line.span().start..before, &BEGAN) || line.follows(before, &["from", "between"]);
    let ended = line.has(from.tokens.end as usize..to.tokens.start as usize, &ENDED);
    let opened = line.has(line.span().start..before, &BEGAN[..8]);
    if !(span || (after || lasted) && began && ended && (opened || after)) || figure.hedge.is_some() {
        return None;
    }
    judge(article, from, to, &told)
}

fn told(figure: &Figure) -> Option<Told> {
    let (name, days) = unit(figure.unit?.name)?;
    let plain = figure.kind == FigureKind::Duration && !figure.range && figure.hedge.is_none();
    plain.then(|| Told { units: figure.stated, days, name, place: line::place(figure) })
}

fn unit(name: &str) -> Option<(&'static str, i64)> {
    Some(match name {
        "year" => ("year", 36525),
        "decade" => ("decade", 365_250),
        "month" => ("month", 3044),
        "week" => ("week", 700),
        "day" => ("day", 100),
        _ => return None,
    })
}

fn judge(article: &Annotated<'_>, from: &DateMention, to: &DateMention, told: &Told) -> Option<Finding> {
    let ((start, _, coarse), (stop, _, _)) = (days(from)?, days(to)?);
    let apart = start.until((jiff::Unit::Day, stop)).ok()?.get_days();
    let units = Decimal::from(apart).checked_mul(Decimal::ONE_HUNDRED)?.checked_div(Decimal::from(told.days))?;
    // A unit either way for where it was counted from, and what coarse dates leave open.
    let coarse = Decimal::from(coarse).checked_mul(Decimal::ONE_HUNDRED)?.checked_div(Decimal::from(told.days))?;
    let round = told.units.checked_mul(sum::hundredths(4))?;
    let half = if told.name == "day" { Decimal::ONE } else { sum::hundredths(60) };
    let room = coarse.max(half).max(round);
    if apart <= 0 || units.checked_sub(told.units)?.abs() <= room {
        return None;
    }
    // Whoever means something else is off by more than the half of it or by another unit.
    let ratio = told.units.checked_div(units)?;
    if ratio > Decimal::from(4) || ratio < sum::hundredths(25) {
        return None;
    }
    let sum =
        format!("{} {}s lie between them{}", sum::rounded(units, 1), told.name, sum::give_or_take(room.round_dp(1)));
    let stated = article.article().text(told.place).to_owned();
    let finding = Finding::at(told.place).value("stated", stated).value("sum", sum);
    Some(finding.related(place(from), "from").related(place(to), "to"))
}

/// `sank on May 3 and was raised on May 10, two weeks later`: distances that the dates know, right behind the
/// second of two dates.
pub fn later(article: &Annotated<'_>, found: &mut Vec<Finding>) {
    let mut last: [Option<&DateMention>; 2] = [None, None];
    for date in super::super::mentions(article) {
        if let (Some(distance), [Some(from), Some(to)]) = (date.distance, last) {
            let by = distance.amount.unsigned_abs();
            let name = match distance.span {
                Span::Day => "day",
                Span::Week => "week",
                Span::Month => "month",
                Span::Year => "year",
                _ => continue,
            };
            let joint = to.tokens.end..date.tokens.start;
            let tokens = article.tokens().of(date.region);
            let plain = article.plain(date.region);
            let between = tokens.get(joint.start as usize..joint.end as usize).unwrap_or_default();
            let comma = !between.is_empty()
                && between.len() <= 2
                && between.iter().all(|t| t.is_any(plain, &[",", "—", "–", "-", "just", "only", "exactly"]));
            let sentence = |d: &DateMention| {
                let all = article.sentences().of(d.region);
                all.partition_point(|s| s.start <= d.start)
            };
            let one = from.region == date.region && sentence(from) == sentence(date);
            let same =
                days(from).zip(days(to)).is_some_and(|(a, b)| a.2 == b.2) && from.year.is_some() == to.year.is_some();
            let words = article.article().text(place(date)).to_lowercase();
            let after = distance.anchor == Anchor::Event && !distance.hedged && words.ends_with("later");
            // Between the two dates the sentence goes on with the same: `and was raised`.
            let told =
                Told { units: Decimal::from(by), days: unit(name).map_or(100, |u| u.1), name, place: place(date) };
            if comma && one && same && after && !article.is_quoted(date.region, date.start) {
                found.extend(judge(article, from, to, &told));
            }
        }
        last = [last[1], Some(date)];
    }
}

/// Things that are held for so many days.
const HELD: [&str; 26] = [
    "fair",
    "festival",
    "conference",
    "event",
    "meeting",
    "summit",
    "tournament",
    "visit",
    "trip",
    "tour",
    "camp",
    "workshop",
    "sale",
    "auction",
    "convention",
    "strike",
    "retreat",
    "symposium",
    "exhibition",
    "show",
    "rodeo",
    "carnival",
    "regatta",
    "talks",
    "session",
    "celebration",
];

/// `The three-day fair will be held July 8-9`, `the two-day fair runs from Friday through Sunday`.
fn held(article: &Annotated<'_>, line: &Line<'_>, figure: &Figure) -> Option<Finding> {
    let end = figure.tokens.end as usize;
    let compound = figure.kind == FigureKind::Duration && figure.unit?.name == "day" && figure.hedge.is_none();
    let text = line.plain.get(figure.start as usize..figure.end as usize)?;
    let noun = (end..end + 3).find(|at| line.is_any(*at, &HELD))?;
    let verbs = ["held", "runs", "run", "place", "scheduled", "set", "is", "was", "begins", "opens", "returns", "from"];
    if !compound || !text.contains('-') || figure.range || line.has(end..noun, &[",", "and"]) {
        return None;
    }
    let mut after =
        beside(article, line).filter(|d| d.start > figure.end && d.kind != Kind::Clock && d.kind != Kind::Year);
    let first = after.next()?;
    let second = after.next();
    if !line.has(noun..first.tokens.start as usize, &verbs) || first.tokens.start as usize > noun + 12 {
        return None;
    }
    let (count, last) = match (first.until, second) {
        (Some(until), None) => {
            let (month, day) = (first.month?, first.day?);
            let start = dates::civil(first.year.or(until.year).unwrap_or(2001), month, day)?;
            let stop =
                dates::civil(until.year.or(first.year).unwrap_or(2001), until.month.unwrap_or(month), until.day?)?;
            (start.until((jiff::Unit::Day, stop)).ok()?.get_days() + 1, first)
        }
        // `from Friday through Sunday`
        (None, Some(second)) if first.kind == Kind::Weekday && second.kind == Kind::Weekday => {
            let joint = first.tokens.end as usize..second.tokens.start as usize;
            let through = joint.len() == 1 && line.has(joint, &["through", "to", "until", "till", "–", "-"]);
            let (a, b) = (i32::from(first.weekday?), i32::from(second.weekday?));
            if !through {
                return None;
            }
            ((b - a).rem_euclid(7) + 1, second)
        }
        _ => return None,
    };
    let stated = figure.stated;
    // A fair may rest for a day or two of a long run.
    if count <= 0 || count > 10 || stated > Decimal::TEN || Decimal::from(count) == stated {
        return None;
    }
    let sum = format!("{count} days lie in them, both ends counted");
    let finding = Finding::at(line::place(figure)).value("stated", text.to_owned()).value("sum", sum);
    Some(finding.related(place(first), "from").related(place(last), "to"))
}

/// `Founded in 1950, the club marked its 50th anniversary in 2010`, `first held in 1976, celebrates its 50th
/// year in 2016`: both years stand in the sentence.
pub fn anniversary(article: &Annotated<'_>, line: &Line<'_>, figure: &Figure) -> Option<Finding> {
    let end = figure.tokens.end as usize;
    let kept = line.is_any(end, &["anniversary", "birthday", "jubilee"]);
    let edition = line.is_any(end, &["year", "season"]);
    let own = line.follows(figure.tokens.start as usize, &["its", "their", "his", "her", "'s", "’s"]);
    let (from, to) = two(article, line)?;
    let (from_year, to_year) = (from.year?, to.year?);
    let started = [
        "founded",
        "opened",
        "established",
        "started",
        "began",
        "launched",
        "created",
        "formed",
        "held",
        "married",
        "born",
        "built",
        "incorporated",
        "chartered",
        "staged",
    ];
    let first = from.tokens.start as usize;
    let begun = line.has(first.saturating_sub(4).max(line.span().start)..first, &started) && from.start < figure.start;
    let then = to.start > figure.end && line.follows(to.tokens.start as usize, &["in", "on", "of", "this"]);
    if !(kept || edition) || !own || !begun || !then {
        return None;
    }
    let years = to_year - from_year;
    let miss = Decimal::from(years).checked_sub(figure.stated)?.abs();
    if miss <= Decimal::ONE || years <= 0 {
        return None;
    }
    let stated = article.article().text(line::place(figure)).to_owned();
    let sum = format!("{to_year} - {from_year} = {years} (give or take 1), for {from_year}");
    let finding = Finding::at(line::place(figure)).case("anniversary").value("stated", stated).value("sum", sum);
    Some(finding.related(place(from), "from").related(place(to), "to"))
}

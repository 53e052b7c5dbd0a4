//! How long ago something was, said in one sentence and dated in another: `the first birth there in
//! more than 150 years. The last was in 1848`, `its 25th anniversary` of a shop that opened in 2004.

use super::super::{mentions, place};
use crate::annotate::Annotated;
use crate::annotate::dates::{Anchor, DateMention, Kind, Span};
use crate::annotate::figures::{Decimal, Figure, Hedge, Interval};
use crate::annotate::tokens::Token;
use crate::check::Finding;
use crate::check::figures::line::{self, Line};
use crate::check::figures::slip;

fn is_dated(date: &DateMention) -> bool {
    matches!(date.kind, Kind::Year | Kind::Day | Kind::Month) && date.year.is_some() && date.until.is_none()
}

/// Years that a length of time stands for; `None` for shorter units.
fn years(figure: &Figure) -> Option<(Interval, i64)> {
    let factor = match figure.unit?.name {
        "year" => 1,
        "decade" => 10,
        "century" => 100,
        _ => return None,
    };
    Some((figure.value.scaled(Decimal::from(factor))?, factor))
}

/// `the first in more than 150 years. … The last one was in 1848.`
pub fn last(
    article: &Annotated<'_>,
    lines: &[Line<'_>],
    at: usize,
    figure: &Figure,
    written: Option<i32>,
) -> Option<Finding> {
    let line = lines.get(at)?;
    let (value, factor) = years(figure)?;
    let first = figure.tokens.start as usize;
    let floor = line.span().start;
    let opens = (floor..first).any(|i| line.is_any(i, &["first"])) && line.follows(first, &["in", "for"]);
    if !opens || figure.stated < Decimal::from(3) && factor == 1 {
        return None;
    }
    let own = |d: &&DateMention| is_dated(d) && d.start >= line.sentence.start && d.end <= line.sentence.end;
    let here = article.dates().of(line.region).iter().rfind(own);
    let (now, known) = match here {
        Some(date) => (date.year?, Some(place(date))),
        None => (written?, None),
    };
    // The next sentence of the paragraph, with figures or without.
    let sentences = article.sentences().of(line.region);
    let next = sentences.iter().find(|s| s.start >= line.sentence.end)?;
    let tokens = line.tokens.get(next.first as usize..next.last as usize)?;
    let says = |words: &[&str]| tokens.iter().take(8).any(|t| t.is_any(line.plain, words));
    let then = article
        .dates()
        .of(line.region)
        .iter()
        .filter(|d| is_dated(d) && d.start >= next.start && d.end <= next.end)
        .collect::<Vec<_>>();
    let [then] = *then.as_slice() else { return None };
    if !says(&["last", "previous"]) || says(&["year", "month", "week"]) {
        return None;
    }
    let apart = now.checked_sub(then.year?)?;
    // A year or two either side, and what a hedge and a round number cover.
    let low = Decimal::from(apart - 1);
    let high = Decimal::from(apart + 1);
    let room = figure.stated.checked_mul(Decimal::new(if figure.hedge.is_some() { 15 } else { 5 }, 2))?;
    let room = room.checked_mul(Decimal::from(factor))?;
    let loose = match figure.hedge {
        Some(Hedge::MoreThan | Hedge::AtLeast) => {
            let most = figure.stated.checked_mul(Decimal::from(factor))?.checked_mul(Decimal::new(15, 1))?;
            Interval::between(value.low()?, most)
        }
        _ => crate::check::figures::sum::widened(&value, room),
    };
    if apart <= 0 || !Interval::between(low, high).disjoint(&loose) {
        return None;
    }
    let stated = article.article().text(line::place(figure)).to_owned();
    let sum = format!("{now} - {} = {apart} (give or take 1)", then.year?);
    let finding = Finding::at(line::place(figure)).case("since").value("stated", stated).value("sum", sum);
    let finding = finding.related(place(then), "from");
    Some(match known {
        Some(known) => finding.related(known, "to"),
        None => finding,
    })
}

/// `opened 30 years ago, in 1986`, `in 2009. Three years later, in 2015,`: a distance in years with the
/// year that it leads to directly beside it.
pub fn beside_a_year(article: &Annotated<'_>, written: Option<i32>, found: &mut Vec<Finding>) {
    let mut known: Option<&DateMention> = None;
    let mut last: Option<&DateMention> = None;
    for date in mentions(article) {
        let before = last.replace(date);
        if let Some(distance) = before.filter(|d| d.distance.is_some())
            && let Some(finding) = led_to(article, distance, date, known, written)
        {
            found.push(finding);
        }
        if is_dated(date) {
            known = Some(date);
        }
    }
}

/// The distance and the year behind it: what lies between is a comma and "in".
fn led_to(
    article: &Annotated<'_>,
    distance: &DateMention,
    date: &DateMention,
    known: Option<&DateMention>,
    written: Option<i32>,
) -> Option<Finding> {
    let by = distance.distance.filter(|d| !d.hedged)?;
    let years = match by.span {
        Span::Year => by.amount,
        Span::Decade => by.amount.checked_mul(10)?,
        _ => return None,
    };
    let tokens = article.tokens().of(date.region);
    let between = tokens.get(distance.tokens.end as usize..date.tokens.start as usize)?;
    let plain = article.plain(date.region);
    let joint = |t: &Token| t.is_any(plain, &[",", "in", "(", "on", "—", "–"]);
    let year = date.year.filter(|_| is_dated(date))?;
    if distance.region != date.region || between.is_empty() || between.len() > 3 || !between.iter().all(joint) {
        return None;
    }
    let (start, place_of_start) = match by.anchor {
        Anchor::Now => (written?, None),
        Anchor::Event => {
            let near =
                |d: &&DateMention| d.region == date.region && distance.tokens.start.saturating_sub(d.tokens.end) <= 40;
            let known = known.filter(near)?;
            (known.year?, Some(place(known)))
        }
    };
    let apart = year.checked_sub(start)?;
    let miss = apart.checked_sub(years)?.abs();
    // A round number of decades is a round number.
    let room = if by.span == Span::Decade { 3 } else { 1 };
    if miss <= room || years == 0 || article.is_quoted(distance.region, distance.start) {
        return None;
    }
    let stated = article.article().text(place(distance)).to_owned();
    let (low, high) = (year.min(start), year.max(start));
    let finding = Finding::at(place(distance)).case("since").value("stated", stated);
    let finding = finding
        .value("sum", format!("{high} - {low} = {} (give or take {room})", apart.abs()))
        .related(place(date), "to");
    Some(match place_of_start {
        Some(start) => finding.related(start, "from"),
        None => finding,
    })
}

/// No more dates are looked at for the beginning.
const MOST: usize = 200;

/// Verbs with which something begins whose anniversary is kept.
const BEGAN: [&str; 16] = [
    "opened",
    "opening",
    "founded",
    "founding",
    "established",
    "started",
    "starting",
    "began",
    "launched",
    "incorporated",
    "created",
    "signed",
    "formed",
    "married",
    "wed",
    "chartered",
];

/// `the shop's 25th anniversary`, of one that the story lets open in 2004.
pub fn anniversary(article: &Annotated<'_>, line: &Line<'_>, figure: &Figure, written: Option<i32>) -> Option<Finding> {
    let end = figure.tokens.end as usize;
    let (first, now) = (figure.tokens.start as usize, written?);
    let own = line.follows(first, &["'s", "’s", "its", "their", "our"]);
    if !line.is_any(end, &["anniversary", "birthday"]) || !own || line.is_any(end + 1, &["of"]) {
        return None;
    }
    let mut begun = mentions(article).take(MOST).filter(|d| is_dated(d) && began(article, d));
    let from = begun.next()?;
    if begun.any(|d| d.year != from.year) {
        return None;
    }
    // Another year in the sentence is the year of the anniversary.
    let other = article.dates().of(line.region).iter().any(|d| {
        d.year.is_some() && d.start >= line.sentence.start && d.end <= line.sentence.end && d.year != from.year
    });
    let years = now.checked_sub(from.year?)?;
    let miss = Decimal::from(years).checked_sub(figure.stated)?.abs();
    // Of two things with years of their own, seldom one is a key away from the other.
    let near = Interval::between(Decimal::from(years - 1), Decimal::from(years));
    if other || years <= 0 || miss <= Decimal::ONE || !slip::is_slip(figure.stated, &near) {
        return None;
    }
    let stated = article.article().text(line::place(figure)).to_owned();
    let text = article.article().text(place(from)).to_owned();
    let sum = format!("{now} - {} = {years} (give or take 1), for {text}", from.year?);
    let finding = Finding::at(line::place(figure)).case("anniversary").value("stated", stated).value("sum", sum);
    Some(finding.related(place(from), "from"))
}

/// `opened in 2004`, `since opening in March 2004`.
fn began(article: &Annotated<'_>, date: &DateMention) -> bool {
    let tokens = article.tokens().of(date.region);
    let plain = article.plain(date.region);
    let is = |at: usize, words: &[&str]| tokens.get(at).is_some_and(|t| t.is_any(plain, words));
    let first = date.tokens.start as usize;
    first >= 2 && is(first - 1, &["in", "on"]) && is(first - 2, &BEGAN)
}

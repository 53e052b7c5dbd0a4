//! Days that are counted between two dates in one sentence and dated in another: `on 12 November, six
//! days after the vote … between the hearing of 12 November and the vote on 4 November`; and what is
//! said to be later than today: `opened 20 years ago. Thirty years later`.

use jiff::civil::Date;

use super::super::{mentions, place};
use crate::annotate::Annotated;
use crate::annotate::dates::{self, Anchor, DateMention, Kind, Span};
use crate::annotate::figures::{Decimal, Figure};
use crate::check::Finding;
use crate::check::figures::line::{self, Line};
use crate::check::figures::sum;

/// By so many days two dates of one event are a slip, and not two events.
const SLIP: i32 = 3;
/// No more dates are looked at.
const MOST: usize = 400;

/// A day by its month and number, in the year that it names or any other.
fn day(date: &DateMention, year: Option<i32>) -> Option<Date> {
    let plain = date.kind == Kind::Day && date.until.is_none() && date.possible;
    dates::civil(date.year.or(year).unwrap_or(2001), date.month?, date.day?).filter(|_| plain)
}

/// `on 12 November, six days after the vote`, where another sentence puts both days apart otherwise.
pub fn counted(article: &Annotated<'_>, line: &Line<'_>, figure: &Figure) -> Option<Finding> {
    let per = match figure.unit?.name {
        "day" => 1,
        "week" => 7,
        _ => return None,
    };
    let behind = line::phrase_end(figure);
    let after = line.is_any(behind, &["after"]);
    let exact = figure.hedge.is_none() && !figure.range && figure.stated.is_integer();
    if !exact || !after && !line.is_any(behind, &["before"]) {
        return None;
    }
    let count = i32::try_from(figure.stated.trunc().mantissa()).ok().filter(|n| (1..=60).contains(n))?;
    let first = figure.tokens.start;
    let beside = |d: &&DateMention| d.tokens.end <= first && first - d.tokens.end <= 2;
    let known = article.dates().of(line.region).iter().rfind(beside)?;
    let joint = known.tokens.end as usize..first as usize;
    if !line.only(joint, &[",", "—", "–", "-", "just", "only", "exactly"]) {
        return None;
    }
    let start = day(known, None)?;
    let apart = if after { -count * per } else { count * per };
    let event = start.checked_add(jiff::Span::new().days(apart)).ok()?;
    let same = |d: &DateMention, to: Date| {
        d.kind == Kind::Day && (d.month, d.day) == (u8::try_from(to.month()).ok(), u8::try_from(to.day()).ok())
    };
    // The story has the day that is meant: nothing is wrong.
    let all: Vec<&DateMention> = mentions(article).take(MOST).collect();
    if all.iter().any(|d| same(d, event)) {
        return None;
    }
    let sentence = |d: &DateMention| {
        let all = article.sentences().of(d.region);
        let next = all.partition_point(|s| s.start <= d.start);
        all.get(next.checked_sub(1)?).map(|s| (d.region, s.start))
    };
    let told: Vec<_> = all.iter().filter(|d| d.start != known.start && same(d, start)).map(|d| sentence(d)).collect();
    let other = all.iter().find(|d| {
        let near = day(d, Some(i32::from(start.year()))).is_some_and(|date| {
            let off = date.since(event).map_or(i32::MAX, |span| span.get_days().abs());
            off > 0 && off <= SLIP && date != start
        });
        near && told.iter().any(|at| at.is_some() && *at == sentence(d))
    })?;
    let text = |d: &DateMention| article.article().text(place(d)).to_owned();
    let way = if after { "before" } else { "after" };
    let count = sum::measure(Decimal::from(count), figure.unit?.name);
    let sum = format!("{count} {way} {} is the {}", text(known), ordinal(event.day()));
    Some(
        Finding::at(place(other))
            .case("days")
            .value("stated", text(other))
            .value("sum", sum)
            .related(line::place(figure), "from")
            .related(place(known), "to"),
    )
}

fn ordinal(day: i8) -> String {
    let ending = match (day % 10, day) {
        (_, 11..=13) => "th",
        (1, _) => "st",
        (2, _) => "nd",
        (3, _) => "rd",
        _ => "th",
    };
    format!("{day}{ending}")
}

/// `opened 20 years ago. Thirty years later`: no more years have passed since than that.
pub fn ahead(article: &Annotated<'_>, found: &mut Vec<Finding>) {
    let years = |d: &DateMention| {
        let by = d.distance.filter(|by| !by.hedged)?;
        match by.span {
            Span::Year => Some((by.amount.abs(), by.anchor)),
            Span::Decade => Some((by.amount.abs().checked_mul(10)?, by.anchor)),
            _ => None,
        }
    };
    let mut ago: Option<(&DateMention, i32)> = None;
    for date in mentions(article) {
        let Some((amount, anchor)) = years(date) else {
            // Another date moves the story on.
            if date.year.is_some() {
                ago = None;
            }
            continue;
        };
        let word = article.article().text(place(date)).to_lowercase();
        if anchor == Anchor::Now && word.ends_with("ago") {
            ago = Some((date, amount));
            continue;
        }
        let later = anchor == Anchor::Event && word.ends_with("later");
        let Some((from, most)) = ago.filter(|_| later) else {
            ago = None;
            continue;
        };
        if from.region == date.region && amount > most + 1 && !article.is_quoted(date.region, date.start) {
            let sum = format!("{most} years ago and {amount} years on is {} years from now", amount - most);
            let stated = article.article().text(place(date)).to_owned();
            let finding = Finding::at(place(date)).case("ahead").value("stated", stated).value("sum", sum);
            found.push(finding.related(place(from), "from"));
        }
        ago = None;
    }
}

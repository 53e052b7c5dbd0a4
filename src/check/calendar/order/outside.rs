//! A day of a festival that lies outside its days: `The festival runs from 11 to 26 March. … will be screened
//! at the festival on 28 March`.

use jiff::civil::Date;

use super::super::{mentions, place};
use crate::annotate::Annotated;
use crate::annotate::dates::{self, DateMention, Kind};
use crate::annotate::sentences::Sentence;
use crate::annotate::tokens::Token;
use crate::check::Finding;

/// What is held for some days.
const EVENTS: [&str; 14] = [
    "festival",
    "fair",
    "conference",
    "convention",
    "tournament",
    "exhibition",
    "summit",
    "carnival",
    "regatta",
    "rodeo",
    "biennale",
    "congress",
    "championships",
    "games",
];

/// Verbs that give an event its days.
const RUNS: [&str; 10] = ["runs", "run", "held", "is", "will", "takes", "lasts", "continues", "scheduled", "was"];

fn sentence<'a>(article: &'a Annotated<'_>, date: &DateMention) -> Option<&'a Sentence> {
    let all = article.sentences().of(date.region);
    all.get(all.partition_point(|s| s.start <= date.start).checked_sub(1)?)
}

fn tokens<'a>(article: &'a Annotated<'_>, date: &DateMention) -> Option<&'a [Token]> {
    let sentence = sentence(article, date)?;
    article.tokens().of(date.region).get(sentence.first as usize..sentence.last as usize)
}

/// The event that the sentence of a date speaks of, where it speaks of one.
fn event(article: &Annotated<'_>, date: &DateMention) -> Option<&'static str> {
    let plain = article.plain(date.region);
    let tokens = tokens(article, date)?;
    let mut all = EVENTS.into_iter().filter(|word| tokens.iter().any(|t| t.is_any(plain, &[word])));
    let (event, None) = (all.next()?, all.next()) else { return None };
    Some(event)
}

fn ends(date: &DateMention) -> Option<(Date, Date)> {
    let until = date.until?;
    let year = date.year.or(until.year).unwrap_or(2001);
    let month = date.month.or(until.month)?;
    let start = dates::civil(year, month, date.day?)?;
    let stop = dates::civil(year, until.month.unwrap_or(month), until.day?)?;
    (date.kind == Kind::Day && start < stop).then_some((start, stop))
}

/// So many days before or behind the event are a slip; more are another matter.
const NEAR: i32 = 6;

/// The days that lie outside.
pub fn find(article: &Annotated<'_>, found: &mut Vec<Finding>) {
    let ranges: Vec<(&DateMention, (Date, Date), &'static str)> = mentions(article)
        .filter(|d| d.until.is_some())
        .filter_map(|d| {
            let plain = article.plain(d.region);
            let runs = tokens(article, d)?.iter().any(|t| t.is_any(plain, &RUNS));
            Some((d, ends(d)?, event(article, d).filter(|_| runs)?))
        })
        .take(4)
        .collect();
    // Several events have days of their own.
    let [(range, (start, stop), name)] = ranges.as_slice() else { return };
    for date in mentions(article).filter(|d| d.kind == Kind::Day && d.until.is_none() && d.possible).take(200) {
        let Some(at) = sentence(article, date) else { continue };
        let own = date.region == range.region && sentence(article, range).is_some_and(|s| s.start == at.start);
        let year = date.year.unwrap_or_else(|| i32::from(start.year()));
        let day = date.month.zip(date.day).and_then(|(month, day)| dates::civil(year, month, day));
        let Some(day) = day.filter(|d| !own && (d < start || d > stop)) else { continue };
        let off = |from: Date| day.since(from).map_or(i32::MAX, |span| span.get_days().abs());
        let near = off(*start).min(off(*stop)) <= NEAR;
        // `at the festival on 28 March`
        let plain = article.plain(date.region);
        let Some(words) = tokens(article, date) else { continue };
        let during = words.iter().enumerate().any(|(i, t)| {
            let before = |by: usize, list: &[&str]| i >= by && words.get(i - by).is_some_and(|t| t.is_any(plain, list));
            let led = (2..7).any(|by| before(by, &["at", "during"]));
            t.is_any(plain, &[name]) && led
        });
        // `before 28 March`, `by 28 March`: not on that day.
        let apart = ["before", "after", "until", "by", "ahead", "since"];
        let first = words.iter().position(|t| t.start >= date.start).unwrap_or_default();
        let told = ["deadline", "announced", "tickets", "before", "after"];
        let other =
            words.get(first.saturating_sub(2)..first).is_some_and(|w| w.iter().any(|t| t.is_any(plain, &apart)))
                || words.iter().any(|t| t.is_any(plain, &told));
        if near && during && !other && !article.is_quoted(date.region, date.start) {
            let text = |d: &DateMention| article.article().text(place(d)).to_owned();
            found.push(
                Finding::at(place(date))
                    .case("outside")
                    .value("stated", text(date))
                    .value("first", text(range))
                    .value("sum", format!("the {name} is on {}", text(range)))
                    .related(place(range), "first"),
            );
        }
    }
}

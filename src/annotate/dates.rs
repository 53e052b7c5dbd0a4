//! Dates and times: which day, month, year or hour a story speaks of.
//!
//! A mention keeps what is written (`Oct. 7` has no year) beside what it means: the days it
//! covers, worked out from the day the story is dated, and left open where the story has no date
//! or the words allow more than one reading. Dates that no calendar has (Feb. 30) are kept and
//! marked, for a check to report. Dates are read before figures ([`super::figures`]) and keep
//! their numbers. Whether a weekday falls on its date is left to the checks.

use std::ops::Range;

use jiff::civil::Date;

mod clock;
mod grammar;
mod lexicons;
mod relative;
mod resolve;
mod years;

use super::tokens::{Token, tokenize};
use super::{Annotated, PerRegion};
use crate::article::{Article, Role};

/// What kind of time a mention names.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Kind {
    /// A day by its number: `Oct. 7`, `7 October 2023`, `2023-10-07`.
    Day,
    /// Digits that are a day in two ways: `10/7/2023`.
    Ambiguous,
    /// `October`, `October 2023`.
    Month,
    /// `2023`; with an end, a span of years (`2019-2021`, `2015-16`).
    Year,
    /// `the 1990s`.
    Decade,
    /// `the 19th century`.
    Century,
    /// `Tuesday` without a number.
    Weekday,
    /// `yesterday`, `last week`, `three years ago`, `six months into`.
    Relative,
    /// `9 a.m.`, `noon`.
    Clock,
    /// `last summer`, `spring 2016`.
    Season,
    /// `the third quarter`, `Q3 2016`, `the first half of 2016`.
    Quarter,
    /// `fiscal 2016`: where it starts is the speaker's own.
    Fiscal,
}

/// A time of day.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Time {
    /// From 0 to 24.
    pub hour: u8,
    /// From 0 to 59.
    pub minute: u8,
}

/// A unit of the calendar.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Span {
    /// Seconds to hours.
    Hour,
    /// Days.
    Day,
    /// Weeks.
    Week,
    /// Months.
    Month,
    /// Years.
    Year,
    /// Ten years.
    Decade,
    /// A hundred years.
    Century,
}

/// What a relative mention counts from.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Anchor {
    /// The day of writing: `yesterday`, `three years ago`, `next week`.
    Now,
    /// An event that the story tells: `two weeks later`, `six months into`.
    Event,
}

/// A distance in time.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Distance {
    /// How many units; below zero in the past.
    pub amount: i32,
    /// Which units.
    pub span: Span,
    /// From when.
    pub anchor: Anchor,
    /// Whether a word (`nearly`, `about`, `more than`) or a fraction makes it less than exact.
    pub hedged: bool,
}

/// A mention of a date or time. Offsets are bytes of the region's plain text, half-open.
#[derive(Clone, Debug, PartialEq)]
pub struct DateMention {
    /// Index of the region.
    pub region: u32,
    /// Offset of its first byte.
    pub start: u32,
    /// Offset behind its last byte.
    pub end: u32,
    /// The same in tokens of the region.
    pub tokens: Range<u32>,
    /// What it names.
    pub kind: Kind,
    /// The year, where it is written.
    pub year: Option<i32>,
    /// The month, from 1; of a season or quarter its number, from 1.
    pub month: Option<u8>,
    /// The day of the month, as written.
    pub day: Option<u8>,
    /// The day of the week, from 1 (Monday), where it is written.
    pub weekday: Option<u8>,
    /// The time of day; of a span of time its start.
    pub time: Option<Time>,
    /// Where a range ends: year, month and day as far as written or shared.
    pub until: Option<Until>,
    /// The distance that a relative mention states.
    pub distance: Option<Distance>,
    /// Whether the calendar and the clock have such a time.
    pub possible: bool,
    /// The first and the last day that it covers, where that is known.
    pub resolved: Option<(Date, Date)>,
}

/// The end of a range of dates.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Until {
    /// The year.
    pub year: Option<i32>,
    /// The month, from 1.
    pub month: Option<u8>,
    /// The day of the month.
    pub day: Option<u8>,
    /// The time of day.
    pub time: Option<Time>,
}

impl DateMention {
    /// A mention of some tokens, with nothing but its kind.
    fn of(kind: Kind, tokens: Range<usize>) -> Self {
        DateMention {
            region: 0,
            start: 0,
            end: 0,
            tokens: tokens.start as u32..tokens.end as u32,
            kind,
            year: None,
            month: None,
            day: None,
            weekday: None,
            time: None,
            until: None,
            distance: None,
            possible: true,
            resolved: None,
        }
    }

    /// The day it names, where year, month and day are all written and the calendar has them.
    pub fn date(&self) -> Option<Date> {
        civil(self.year?, self.month?, self.day?)
    }
}

/// A day of the calendar; `None` where it has none such.
pub fn civil(year: i32, month: u8, day: u8) -> Option<Date> {
    Date::new(i16::try_from(year).ok()?, i8::try_from(month).ok()?, i8::try_from(day).ok()?).ok()
}

/// One region while its dates are read.
#[derive(Clone, Copy)]
struct Scan<'a> {
    plain: &'a str,
    tokens: &'a [Token],
    titled: bool,
}

impl Scan<'_> {
    fn is(&self, at: usize, word: &str) -> bool {
        self.is_any(at, &[word])
    }

    fn is_any(&self, at: usize, words: &[&str]) -> bool {
        self.tokens.get(at).is_some_and(|t| t.is_any(self.plain, words))
    }

    fn follows(&self, at: usize, words: &[&str]) -> bool {
        at > 0 && self.is_any(at - 1, words)
    }

    /// Whether a token is a dash that joins its neighbours without white space.
    fn joins(&self, at: usize) -> bool {
        let dash = |t: &Token| !t.spaced && (t.is('-') || t.is('–') || t.is('‑'));
        self.tokens.get(at).is_some_and(dash) && self.tokens.get(at + 1).is_some_and(|t| !t.spaced)
    }

    /// The value of a token of at most `most` digits and nothing else.
    fn digits(&self, at: usize, most: usize) -> Option<u32> {
        let text = self.tokens.get(at)?.text(self.plain);
        (text.len() <= most && text.bytes().all(|b| b.is_ascii_digit())).then(|| text.parse().ok())?
    }
}

/// The date mentions of an article.
pub fn find(article: &Annotated<'_>) -> PerRegion<DateMention> {
    let written = written(article.article());
    PerRegion::collect(article.article(), |index, region, out| {
        let tokens = article.tokens().of(index);
        let scan = Scan { plain: region.text.as_str(), tokens, titled: super::figures::titled(region.role, tokens) };
        let before = out.len();
        grammar::read(scan, out);
        for mention in &mut out[before..] {
            mention.region = index;
            mention.resolved = resolve::resolve(scan, mention, written);
        }
    })
}

/// The day an article is dated: its publication, else its last change, else a dateline with a
/// year.
pub fn written(article: &Article) -> Option<Date> {
    let stated = [&article.published, &article.updated].into_iter().flatten();
    let datelines = article.regions.iter().filter(|r| r.role == Role::Dateline).map(|r| r.text.as_str());
    stated.map(|s| s.value.as_str()).chain(datelines).find_map(day_in)
}

/// The first full date in a text: `2026-04-08T10:00:00Z`, `Wed, 08 Apr 2026 10:00 +0000`,
/// `April 8, 2026`.
pub fn day_in(text: &str) -> Option<Date> {
    let tokens = tokenize(text);
    let mut mentions = Vec::new();
    grammar::read(Scan { plain: text, tokens: &tokens, titled: false }, &mut mentions);
    mentions.iter().find_map(DateMention::date)
}

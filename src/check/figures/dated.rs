//! One thing with two years whose digits have changed places, `built in 1931 … the 1913 bridge`, or with two
//! times of day, `the 8:15 p.m. crash … happened at 8:45 p.m.`
//!
//! A story names many years, and two of them seldom have the same digits. Where they do, and stand beside
//! one word, one of them was mistyped. Of times of day only those are compared that are the only two.

use std::collections::HashMap;

use super::line;
use crate::annotate::Annotated;
use crate::annotate::dates::{DateMention, Kind};
use crate::annotate::tokens::Kind as TokenKind;
use crate::annotate::{keys, lemmas};
use crate::article::Place;
use crate::check::Finding;

/// No more dates of a story are looked at.
const MOST: usize = 300;
/// So far from a year a word says what it is the year of, in tokens.
const REACH: usize = 10;

/// The first thing with two such years.
pub fn find(article: &Annotated<'_>) -> Option<Finding> {
    let mut times: HashMap<i32, usize> = HashMap::new();
    // By the digits in ascending order.
    let mut alike: HashMap<[u8; 4], Vec<&DateMention>> = HashMap::new();
    for date in article.dates().all().iter().filter(|d| is_read(article, d)).take(MOST) {
        let Some((year, mut digits)) = date.year.and_then(|year| Some((year, digits(year)?))) else { continue };
        *times.entry(year).or_default() += 1;
        digits.sort_unstable();
        if date.until.is_none() && matches!(date.kind, Kind::Year | Kind::Month | Kind::Day) {
            alike.entry(digits).or_default().push(date);
        }
    }
    let mut found: Option<(&DateMention, &DateMention)> = None;
    for list in alike.values() {
        let (Some(first), Some(second), None) = (list.first(), list.get(1), list.get(2)) else { continue };
        let single = |date: &DateMention| date.year.is_some_and(|year| times.get(&year) == Some(&1));
        let one = single(first) && single(second) && is_turned(first, second);
        if one && is_of_one_thing(article, first, second) && found.is_none_or(|(_, f)| second.region < f.region) {
            found = Some((*first, *second));
        }
    }
    let clock = || times_of_day(article);
    let (first, stated) = found.or_else(clock)?;
    let case = if first.year.is_some() { Some("transposed") } else { None };
    let place = |d: &DateMention| Place::within(d.region, d.start..d.end);
    let text = |d: &DateMention| article.article().text(place(d)).to_owned();
    let mut finding = Finding::at(place(stated)).value("stated", text(stated));
    finding.case = case;
    finding.unsure = article.is_quoted(stated.region, stated.start) || article.is_quoted(first.region, first.start);
    Some(finding.value("first", text(first)).value("thing", "event").related(place(first), "first"))
}

/// The only two times of day of a story, where they are of one thing.
fn times_of_day<'a>(article: &'a Annotated<'_>) -> Option<(&'a DateMention, &'a DateMention)> {
    let own = |d: &&DateMention| is_read(article, d) && d.kind == Kind::Clock && d.until.is_none() && d.time.is_some();
    let told: Vec<&DateMention> = article.dates().all().iter().filter(own).take(MOST).collect();
    let first = told.first()?;
    let second = told.iter().find(|d| d.time != first.time)?;
    let only = told.iter().all(|d| d.time == first.time || d.time == second.time);
    let minutes = |d: &DateMention| d.time.map_or(0, |t| i32::from(t.hour) * 60 + i32::from(t.minute));
    let apart = minutes(first).abs_diff(minutes(second));
    // `with 4:26 left` is a length of time, and an hour's difference the most that a slip makes.
    let left = |d: &DateMention| {
        let behind = article.tokens().of(d.region).get(d.tokens.end as usize);
        behind.is_some_and(|t| t.is_any(article.plain(d.region), &["left", "remaining", "to", "mark", "into"]))
    };
    let slip = only && apart <= 60 && !left(first) && !left(second);
    (slip && is_of_one_thing(article, first, second)).then_some((*first, *second))
}

fn is_read(article: &Annotated<'_>, date: &DateMention) -> bool {
    let role = article.region(date.region).role;
    line::is_read(role) && !role.is_display() && !article.is_copy(date.region)
}

fn digits(year: i32) -> Option<[u8; 4]> {
    let year = u16::try_from(year).ok().filter(|year| (1000..3000).contains(year))?;
    Some([1000, 100, 10, 1].map(|place| (year / place % 10) as u8))
}

/// Whether two neighbours among the digits have changed places.
fn is_turned(a: &DateMention, b: &DateMention) -> bool {
    let (Some(x), Some(y)) = (a.year.and_then(digits), b.year.and_then(digits)) else { return false };
    (1..4).any(|at| {
        let mut turned = x;
        turned.swap(at - 1, at);
        x != y && turned == y
    })
}

/// Whether it is told of one thing that both years are the year of: by one verb directly before them
/// (`closed in 1987`), or by a noun behind one of them that stands near the other (`the 1913 bridge`).
fn is_of_one_thing(article: &Annotated<'_>, a: &DateMention, b: &DateMention) -> bool {
    let (Some(x), Some(y)) = (Near::of(article, a), Near::of(article, b)) else { return false };
    let named = |one: &Near, other: &Near| one.behind.is_some_and(|noun| other.words.contains(&noun));
    let verb = x.before.is_some() && x.before == y.before;
    (a.region, x.sentence) != (b.region, y.sentence) && (verb || named(&x, &y) || named(&y, &x))
}

/// The words beside a year, by their stems.
struct Near {
    sentence: usize,
    /// The word that stands before `in`.
    before: Option<u64>,
    /// The noun directly behind.
    behind: Option<u64>,
    /// All within a few words, and the sentence.
    words: Vec<u64>,
}

impl Near {
    fn of(article: &Annotated<'_>, date: &DateMention) -> Option<Near> {
        let tokens = article.tokens().of(date.region);
        let plain = article.plain(date.region);
        let sentences = article.sentences().of(date.region);
        let sentence = sentences.partition_point(|s| s.start <= date.start).checked_sub(1)?;
        let own = sentences.get(sentence)?;
        let (first, end) = (date.tokens.start as usize, date.tokens.end as usize);
        let stem = |at: usize| {
            let token = tokens.get(at).filter(|t| t.kind == TokenKind::Word && !t.capital && t.end - t.start > 2)?;
            lemmas::function(token).is_none().then(|| keys::stem(token.text(plain)))
        };
        let prepositions = ["in", "on", "at"];
        let within = first >= own.first as usize + 2 && tokens.get(first - 1)?.is_any(plain, &prepositions);
        let from = first.saturating_sub(REACH).max(own.first as usize);
        let to = (end + REACH).min(own.last as usize);
        Some(Near {
            sentence,
            before: if within { stem(first - 2) } else { None },
            behind: stem(end),
            words: (from..to).filter(|at| !(first..end).contains(at)).filter_map(stem).collect(),
        })
    }
}

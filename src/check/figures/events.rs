//! One event on two days of a month: `the caucuses of 1 February … the caucuses on 2 February`.
//!
//! A story tells of many elections and deadlines; two days are one too many only where the words before
//! the event are the same, no third day is told for such an event, and one day looks like a slip of the
//! finger for the other.

use std::collections::HashMap;

use super::line;
use crate::annotate::Annotated;
use crate::annotate::dates::{DateMention, Kind};
use crate::annotate::tokens::Token;
use crate::article::Place;
use crate::check::Finding;
use crate::lexicon::Lexicon;

/// No more dates of a story are looked at.
const MOST: usize = 300;

/// An event with its day.
struct Event<'a> {
    date: &'a DateMention,
    /// The word before the event: `Iowa`, `registration`.
    before: Option<u64>,
    /// Who is named in the sentence, by entity.
    names: Vec<u32>,
    /// Whether it is pointed at: `the Dec. 16 deadline`.
    definite: bool,
    /// Whether a verb alone tells what happens: `closes on Jan. 21`.
    verb: bool,
}

/// Words between an event and its day.
const JOINTS: [&str; 9] = ["on", "for", ",", "is", "was", "of", "scheduled", "set", "held"];

/// Finds the first event with two days.
pub fn find(article: &Annotated<'_>, events: &Lexicon) -> Option<Finding> {
    if events.is_empty() {
        return None;
    }
    let mut told: HashMap<u64, Vec<Event<'_>>> = HashMap::new();
    let own = |d: &&DateMention| {
        let role = article.region(d.region).role;
        line::is_read(role) && !role.is_display() && !article.is_copy(d.region)
    };
    let days =
        || article.dates().all().iter().filter(own).take(MOST).filter(|d| d.kind == Kind::Day && d.until.is_none());
    for date in days() {
        if let Some((noun, event)) = event(article, events, date) {
            told.entry(noun).or_default().push(event);
        }
    }
    let times = |date: &DateMention| days().filter(|d| (d.month, d.day) == (date.month, date.day)).count();
    let mut all: Vec<_> = days().map(|d| (d.month, d.day)).collect();
    all.sort_unstable();
    all.dedup();
    let mut found: Vec<(&DateMention, &DateMention)> = Vec::new();
    for list in told.values() {
        let mut dates: Vec<_> = list.iter().map(|e| (e.date.month, e.date.day)).collect();
        dates.sort_unstable();
        dates.dedup();
        let (Some(first), 2) = (list.first(), dates.len()) else { continue };
        let other = list.iter().find(|e| (e.date.month, e.date.day) != (first.date.month, first.date.day));
        let Some(other) = other.filter(|other| is_one(first, other, all.len())) else { continue };
        // The day that stands once is the one to doubt.
        if times(other.date) == 1 {
            found.push((first.date, other.date));
        } else if times(first.date) == 1 {
            found.push((other.date, first.date));
        }
    }
    let (first, stated) = found.into_iter().min_by_key(|(_, d)| (d.region, d.start))?;
    let place = |d: &DateMention| Place::within(d.region, d.start..d.end);
    let text = |d: &DateMention| article.article().text(place(d)).to_owned();
    let finding = Finding::at(place(stated)).case("day").value("stated", text(stated)).value("first", text(first));
    Some(finding.value("thing", "event").related(place(first), "first"))
}

/// The event beside a day: directly before it, with a small word between, or directly behind it.
fn event<'a>(article: &'a Annotated<'_>, events: &Lexicon, date: &'a DateMention) -> Option<(u64, Event<'a>)> {
    let tokens = article.tokens().of(date.region);
    let plain = article.plain(date.region);
    let is = |at: usize, words: &[&str]| tokens.get(at).is_some_and(|t| t.is_any(plain, words));
    let (first, end) = (date.tokens.start as usize, date.tokens.end as usize);
    let named = |at: &usize| tokens.get(*at).is_some_and(|t| events.has(t));
    let behind = (end..end + 2).find(named);
    let ahead = || {
        let mut at = first.checked_sub(1)?;
        for _ in 0..3 {
            if !is(at, &JOINTS) {
                break;
            }
            at = at.checked_sub(1)?;
        }
        Some(at).filter(named)
    };
    let at = behind.or_else(ahead).or_else(|| subject(tokens, plain, first, events))?;
    let word = |t: &Token| t.is_word() && t.end - t.start > 3;
    let before = if behind.is_some() { (at > end).then(|| at - 1) } else { at.checked_sub(1) };
    let before = before.and_then(|at| tokens.get(at)).filter(|t| word(t)).map(|t| t.key);
    let sentences = article.sentences().of(date.region);
    let sentence = sentences.get(sentences.partition_point(|s| s.start <= date.start).checked_sub(1)?)?;
    let names = article.names().of(date.region);
    let names = names.iter().skip(names.partition_point(|n| n.start < sentence.start));
    let names = names.take_while(|n| n.end <= sentence.end).map(|n| n.entity.0).collect();
    // A verb is of whatever the sentence is about.
    let verb = tokens.get(at).and_then(|t| events.get(t)).and_then(|entry| entry.value.as_deref());
    if let Some(family) = verb {
        let noun = crate::annotate::tokens::key(family);
        return behind.is_none().then_some((noun, Event { date, before: None, names, definite: false, verb: true }));
    }
    let the = |at: usize| at > 0 && is(at - 1, &["the", "this", "that"]);
    let definite = behind.is_some() && the(first) || behind.is_none() && the(at);
    // One event in the singular and the plural.
    let noun = crate::annotate::tokens::key(tokens.get(at)?.text(plain).trim_end_matches("es").trim_end_matches('s'));
    Some((noun, Event { date, before, names, definite, verb: false }))
}

/// So many words stand between an event and its verb: `the deadline for voters to register is`.
const CLAUSE: usize = 8;

/// `The deadline to register is Dec. 11`: the event that the sentence is about.
fn subject(tokens: &[Token], plain: &str, date: usize, events: &Lexicon) -> Option<usize> {
    let is = |at: usize, words: &[&str]| tokens.get(at).is_some_and(|t| t.is_any(plain, words));
    let joints =
        (date.saturating_sub(3)..date).rev().take_while(|at| is(*at, &["on", "for", "set", "scheduled"])).count();
    let verb = date.checked_sub(joints + 1).filter(|at| is(*at, &["is", "was", "be", "falls", "fell"]))?;
    let clause = (verb.saturating_sub(CLAUSE)..verb).rev().take_while(|at| tokens[*at].is_word() || is(*at, &["-"]));
    // The first of its nouns: `the deadline for the primary`.
    clause.filter(|at| events.has(&tokens[*at])).last()
}

/// Whether two mentions are of one event, one of them with a slip of the finger in its day.
///
/// `days`: how many days the story names.
fn is_one(a: &Event<'_>, b: &Event<'_>, days: usize) -> bool {
    let years = a.date.year.is_none() || b.date.year.is_none() || a.date.year == b.date.year;
    let (Some(x), Some(y)) = (a.date.day, b.date.day) else { return false };
    let tens = x / 10 == y / 10 || x % 10 == y % 10 || (x / 10, x % 10) == (y % 10, y / 10);
    let kind = a.before.is_none() || b.before.is_none() || a.before == b.before;
    let shared = a.names.iter().any(|n| b.names.contains(n));
    // Two things seldom open in one story that names hardly another day.
    let verbs = a.verb && b.verb && days <= 3;
    let tied = shared && !a.verb || verbs || a.before.is_some() && a.before == b.before || a.definite || b.definite;
    years && a.date.month == b.date.month && tens && kind && tied
}

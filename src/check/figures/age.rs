//! One person with two ages: `Tom Hale, 34, … Hale, 43,`; what the years of a life make of an age is
//! left to [`crate::check::calendar::life`].

use std::collections::HashMap;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::line;
use crate::annotate::Annotated;
use crate::annotate::figures::{Figure, Kind as FigureKind};
use crate::annotate::names::{self, Kind, Name};
use crate::article::Place;
use crate::check::calendar::life;
use crate::check::{Check, Compiled, Finding, OptionError, Options, RuleFiles, Vocabulary};

/// `[check.age]`: the ages that a story gives one person.
#[derive(Clone, Debug, Deserialize, Serialize, JsonSchema)]
#[serde(rename_all = "kebab-case", deny_unknown_fields, default)]
pub struct AgeOptions {
    /// Nobody leaves a university at an age of fewer years than this.
    pub youngest_graduate: u32,
}

impl Default for AgeOptions {
    fn default() -> Self {
        AgeOptions { youngest_graduate: 14 }
    }
}

impl Options for AgeOptions {
    const NAME: &'static str = "age";
    const VOCABULARY: Vocabulary =
        Vocabulary { values: &["name", "stated", "first", "sum"], labels: &["first"], cases: &["degree", "death"] };

    fn compile(self, _: &dyn RuleFiles) -> Result<Compiled, OptionError> {
        Ok(Compiled::Article(Box::new(Age(self))))
    }
}

struct Age(AgeOptions);

/// Words that make an age one of another time.
const ONCE: [&str; 9] = ["then", "was", "when", "later", "former", "now", "turned", "years", "at"];

impl Check for Age {
    fn run(&self, article: &Annotated<'_>, found: &mut Vec<Finding>) {
        life::find(article, self.0.youngest_graduate, found);
        let known_names = article.names();
        let aged = |n: &&Name| {
            n.kind == Kind::Person
                && !n.ambiguous
                && line::is_read(article.region(n.region).role)
                && !article.is_copy(n.region)
                && is_prose(article.plain(n.region))
                && !is_once(article, n)
        };
        let mut first: HashMap<u32, (&Name, names::Age)> = HashMap::new();
        for name in known_names.all().iter().filter(aged) {
            let Some(age) = name.age.or_else(|| apposed(article, name)) else { continue };
            let Some((earlier, known)) = first.get(&name.entity.0).copied() else {
                first.insert(name.entity.0, (name, age));
                continue;
            };
            if known.years == age.years || !is_same(article, earlier, name) {
                continue;
            }
            let place = |n: &Name, start, end| Place::within(n.region, start..end);
            let mut finding = Finding::at(place(name, age.start, age.end))
                .value("name", known_names.canonical(article, name.entity))
                .value("stated", age.years.to_string())
                .value("first", known.years.to_string())
                .related(place(earlier, known.start, known.end), "first");
            // A birthday may have come between.
            finding.unsure = article.is_quoted(name.region, age.start);
            found.push(finding);
        }
    }
}

/// `Hale, a 34-year-old welder`, `the 34-year-old Hale`, `34-year-old welder Tom Hale`.
fn apposed(article: &Annotated<'_>, name: &Name) -> Option<names::Age> {
    let figures = article.figures().of(name.region);
    let (plain, tokens) = (article.plain(name.region), article.tokens().of(name.region));
    let is = |at: usize, words: &[&str]| {
        tokens.get(at).is_some_and(|t| words.iter().any(|w| t.text(plain).eq_ignore_ascii_case(w)))
    };
    let next = figures.partition_point(|f| f.tokens.start < name.last);
    let aged = |f: &&Figure| {
        let compound = is((f.tokens.end as usize).wrapping_sub(1), &["old"]);
        f.kind == FigureKind::Age
            && f.unit.is_none()
            && f.digits
            && !f.range
            && f.hedge.is_none()
            && compound
            && !f.speech
    };
    let behind = figures.get(next).filter(aged).filter(|f| {
        let gap = name.last as usize..f.tokens.start as usize;
        let marks = [",", "\"", "”", "’", "'", "a", "an", "the", "his", "her", "their", "its"];
        is(gap.start, &[","])
            && (2..=4).contains(&gap.len())
            && gap.clone().all(|at| is(at, &marks))
            && !is(gap.end - 1, &[","])
    });
    let before = || {
        let figure = figures.get(next.checked_sub(1)?).filter(aged)?;
        let gap = figure.tokens.end as usize..name.first as usize;
        let small = |at: usize| tokens.get(at).is_some_and(|t| t.is_word() && !t.capital) && !is(at, &LINKS);
        // `the 17-year-old let Ana in`: behind "the" it is a noun, and the word a verb.
        let most = usize::from(!is((figure.tokens.start as usize).wrapping_sub(1), &["the"]));
        (figure.end <= name.start && gap.len() <= most && gap.clone().all(small)).then_some(figure)
    };
    let figure = behind.or_else(before)?;
    let then = |at: usize| is(at, &["then", "when", "was"]) || is(at, &["time"]) && is(at.wrapping_sub(1), &["the"]);
    let around = (figure.tokens.start as usize).saturating_sub(4)..figure.tokens.end as usize + 10;
    if around.into_iter().any(then) {
        return None;
    }
    let years = figure.stated.to_string().parse().ok()?;
    Some(names::Age { years, start: figure.start, end: figure.end })
}

/// Words that part an age from the name behind it.
const LINKS: [&str; 12] = ["of", "from", "and", "for", "to", "with", "in", "at", "son", "daughter", "named", "when"];

/// Whether a text is a sentence: a line of results has no stop at its end.
fn is_prose(plain: &str) -> bool {
    plain.trim_end().ends_with(['.', '!', '?', '"', '”', '’', '\'', ')', ':'])
}

/// Whether the words around an age say that it was another time's.
fn is_once(article: &Annotated<'_>, name: &Name) -> bool {
    let Some(age) = name.age else { return false };
    let plain = article.plain(name.region);
    let between = plain.get(name.end as usize..age.start as usize).unwrap_or_default();
    let tokens = article.tokens().of(name.region);
    let behind = tokens.partition_point(|t| t.start < age.end);
    let is = |at: usize, word: &str| tokens.get(at).is_some_and(|t| t.text(plain).eq_ignore_ascii_case(word));
    // `45, at the time`
    let then = (behind..behind + 2).any(|at| is(at, "at") && is(at + 1, "the"));
    let said = |text: &str| ONCE.iter().any(|word| word.eq_ignore_ascii_case(text));
    between.split_whitespace().any(|w| said(w.trim_matches(','))) || then
}

/// Whether two mentions are of one person beyond doubt: the same full name, or the surname alone
/// that nobody else has.
fn is_same(article: &Annotated<'_>, a: &Name, b: &Name) -> bool {
    let text = |n: &Name| article.article().text(n.place());
    let (one, other) = (text(a), text(b));
    if one == other && one.contains(' ') {
        // A father and a son of one name.
        return !text_between(article, a, b)
            .is_some_and(|t| t.contains("father") || t.contains(" son") || t.contains("Jr") || t.contains("Sr"));
    }
    let last = |t: &str| t.rsplit(' ').next().map(crate::annotate::tokens::key);
    let longer = if one.len() < other.len() { other } else { one };
    let shorter = if one.len() < other.len() { one } else { other };
    longer.contains(' ')
        && !shorter.contains(' ')
        && last(one) == last(other)
        && last(one).is_some_and(|key| article.names().with_surname(key).count() == 1)
}

fn text_between<'a>(article: &Annotated<'a>, a: &Name, b: &Name) -> Option<&'a str> {
    if a.region != b.region {
        return None;
    }
    article.plain(a.region).get(a.end as usize..b.start as usize)
}

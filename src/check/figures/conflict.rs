//! One quantity with two values: `48 rape crisis centers … the 46 centers`.
//!
//! Two numbers of the same noun are nearly always two things. What ties them together is looked
//! for here: a definite number that points back to nothing else in the story, and a name of the
//! thing that is word for word the same. A number that the story states twice, that is the sum or
//! the difference of two others, or that stands in speech is never doubted.

use std::collections::HashMap;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::around::Around;
use super::mention::{self, Mention, Slip, Words};
use super::{line, sum};
use crate::annotate::Annotated;
use crate::annotate::figures::{Decimal, Figure, Hedge, Kind};
use crate::annotate::tokens::key;
use crate::check::{Check, Compiled, Finding, OptionError, Options, RuleFiles, Vocabulary};
use crate::lexicon::Lexicon;

/// `[check.conflict]`: two mentions of one thing with two numbers.
#[derive(Clone, Debug, Default, Deserialize, Serialize, JsonSchema)]
#[serde(rename_all = "kebab-case", deny_unknown_fields, default)]
pub struct ConflictOptions {
    /// A file with words for the same thing: `fatalities = dead`.
    pub families: String,
    /// A file with words for people.
    pub people: String,
    /// A file with nouns of which a story counts many different lots, such as "people"; their
    /// numbers are compared only where a slip of the finger shows.
    pub common: String,
}

impl Options for ConflictOptions {
    const NAME: &'static str = "conflict";
    const VOCABULARY: Vocabulary = Vocabulary {
        values: &["stated", "first", "thing"],
        labels: &["first"],
        cases: &["transposed", "magnitude", "digit"],
    };

    fn compile(self, files: &dyn RuleFiles) -> Result<Compiled, OptionError> {
        let lexicon = |option, name: &str| {
            if name.is_empty() { Ok(Lexicon::default()) } else { files.lexicon(option, name) }
        };
        let words = Words::read(files, &self.families, &self.people)?;
        Ok(Compiled::Article(Box::new(Conflict { words, common: lexicon("common", &self.common)? })))
    }
}

struct Conflict {
    words: Words,
    common: Lexicon,
}

/// So many different numbers of one thing are remembered; a story that has more is a table.
const MOST: usize = 12;

/// What the numbers of a story are looked up by.
#[derive(PartialEq, Eq, Hash, Clone, Copy)]
enum Key {
    Thing(u64),
    Money(&'static str),
}

impl Check for Conflict {
    fn run(&self, article: &Annotated<'_>, found: &mut Vec<Finding>) {
        let all = mention::collect(article, &self.words, &Around::new(article), mention::is_compared);
        let mut values: HashMap<(Kind, Decimal), u32> = HashMap::new();
        let mut by_thing: HashMap<Key, Vec<usize>> = HashMap::new();
        for (at, mention) in all.iter().enumerate() {
            *values.entry((mention.figure.kind, mention.figure.stated)).or_default() += 1;
            for key in keys(mention) {
                let list = by_thing.entry(key).or_default();
                if list.len() < MOST * 4 {
                    list.push(at);
                }
            }
        }
        votes(article, found);
        self.again(article, &all, &by_thing, &values, found);
        self.toll(article, &all, found);
        for (at, mention) in all.iter().enumerate() {
            let money = matches!(mention.figure.kind, Kind::Money(_));
            let whole = mention.line.is_any(line::phrase_end(mention.figure), &["in", "for", "of", "to"]);
            if !mention.definite
                || mention.figure.additional
                || mention.narrowed && !(money && whole)
                || mention.figure.speech
                || mention.figure.subset
            {
                continue;
            }
            // Stated elsewhere: meant.
            if values.get(&(mention.figure.kind, mention.figure.stated)) != Some(&1) {
                continue;
            }
            let Some(finding) = keys(mention).find_map(|key| {
                let list = by_thing.get(&key)?;
                let before: Vec<&Mention<'_>> = list.iter().take_while(|i| **i < at).map(|i| &all[*i]).collect();
                self.back(article, mention, &before, matches!(key, Key::Money(_)))
            }) else {
                continue;
            };
            found.push(finding);
        }
    }
}

/// `134-to-63 … the 137-63 vote`: one side is the same, the other a slip of the finger apart.
fn votes(article: &Annotated<'_>, found: &mut Vec<Finding>) {
    let mut seen: Vec<(&Figure, Decimal, Decimal)> = Vec::new();
    for line in line::lines(article) {
        // `a 102-101 majority` is no vote.
        let vote = |f: &&Figure| {
            f.kind == Kind::Vote && !line.is_any(f.tokens.end as usize, &["majority", "minority", "split"])
        };
        for figure in line.figures.iter().filter(vote) {
            let Some((a, b)) = figure.pair else { continue };
            let known = seen.iter().any(|(_, x, y)| (*x, *y) == (a, b));
            let slipped = |(_, x, y): &&(&Figure, Decimal, Decimal)| {
                let off = |v: Decimal, w: Decimal| {
                    v >= Decimal::TEN && matches!(mention::slip(v, w), Some(Slip::Digit | Slip::Transposed))
                };
                *x == a && off(b, *y) || *y == b && off(a, *x)
            };
            if let Some((first, x, y)) = seen.iter().find(slipped).filter(|_| !known) {
                let written = |a, b| format!("{}-{}", sum::amount(a), sum::amount(b));
                found.push(
                    Finding::at(line::place(figure))
                        .case("digit")
                        .value("stated", written(a, b))
                        .value("first", written(*x, *y))
                        .value("thing", "vote")
                        .related(line::place(first), "first"),
                );
            }
            if !known && seen.len() < MOST {
                seen.push((figure, a, b));
            }
        }
    }
}

fn keys(mention: &Mention<'_>) -> impl Iterator<Item = Key> + use<> {
    let money = match mention.figure.kind {
        Kind::Money(code) => Some(Key::Money(code)),
        _ => None,
    };
    let thing = mention.thing.filter(|_| money.is_none()).map(Key::Thing);
    thing.into_iter().chain(money)
}

impl Conflict {
    /// The same thing by the same words, with another number and nothing that sets it apart.
    fn again(
        &self,
        article: &Annotated<'_>,
        all: &[Mention<'_>],
        by_thing: &HashMap<Key, Vec<usize>>,
        values: &HashMap<(Kind, Decimal), u32>,
        found: &mut Vec<Finding>,
    ) {
        for (key, list) in by_thing {
            if matches!(key, Key::Money(_)) {
                continue;
            }
            for (i, at) in list.iter().enumerate() {
                let here = &all[*at];
                if here.definite || !is_alone(here) || values.get(&(here.figure.kind, here.figure.stated)) != Some(&1) {
                    continue;
                }
                let before = &list[i.saturating_sub(MOST)..i];
                let mut same = before.iter().map(|at| &all[*at]).filter(|m| m.modifiers == here.modifiers);
                let Some(there) = same.next_back().filter(|m| is_alone(m) && same.next().is_none()) else { continue };
                if !self.is_same(article, here, there) {
                    continue;
                }
                let thing = here
                    .figure
                    .noun
                    .as_ref()
                    .and_then(|n| here.line.plain.get(n.head.start as usize..n.head.end as usize));
                let mut finding = Finding::at(line::place(here.figure))
                    .value("stated", sum::stated(here.figure))
                    .value("first", sum::stated(there.figure))
                    .value("thing", thing.unwrap_or("thing"))
                    .related(line::place(there.figure), "first");
                finding.unsure = here.figure.speech || there.figure.speech;
                found.push(finding);
            }
        }
    }

    /// How many were killed, injured, arrested: the same event with two numbers.
    fn toll(&self, article: &Annotated<'_>, all: &[Mention<'_>], found: &mut Vec<Finding>) {
        let mut seen: HashMap<&str, Vec<&Mention<'_>>> = HashMap::new();
        for here in all {
            let Some(role) = here.figure.role.filter(|role| TOLLS.contains(role)) else { continue };
            let people = here.thing.is_none_or(|thing| self.is_people(here, thing, role));
            if here.figure.kind != Kind::Count || !people || !is_countable(here) {
                continue;
            }
            let known = seen.entry(role).or_default();
            // A story tells of other attacks and floods too: only what points back is compared.
            let agrees = !here.definite || known.iter().any(|m| agrees(here, m));
            if let Some(there) = known.iter().rev().find(|m| is_one_event(article, here, m)).filter(|_| !agrees) {
                let mut finding = Finding::at(line::place(here.figure))
                    .value("stated", sum::stated(here.figure))
                    .value("first", sum::stated(there.figure))
                    .value("thing", role)
                    .related(line::place(there.figure), "first");
                finding.unsure = here.figure.speech || there.figure.speech;
                found.push(finding);
            }
            if known.len() < MOST {
                known.push(here);
            }
        }
    }

    fn is_people(&self, here: &Mention<'_>, thing: u64, role: &str) -> bool {
        let people = ["people", "person", "men", "women", "others", "civilians", "victims", "passengers", "residents"];
        let head =
            here.figure.noun.as_ref().and_then(|n| here.line.plain.get(n.head.start as usize..n.head.end as usize));
        thing == key(role) || head.is_some_and(|head| people.contains(&head.to_ascii_lowercase().as_str()))
    }

    fn is_same(&self, article: &Annotated<'_>, here: &Mention<'_>, there: &Mention<'_>) -> bool {
        let (a, b) = (here.figure, there.figure);
        let when =
            |f: &Figure| f.when.and_then(|w| article.dates().of(f.region).get(w as usize)).and_then(|d| d.resolved);
        let place =
            |f: &Figure| f.place.clone().and_then(|p| article.plain(f.region).get(p.start as usize..p.end as usize));
        let differ = |x: Option<&str>, y: Option<&str>| x != y;
        let slip = mention::slip(a.stated, b.stated);
        let digits = strip(a.stated).len() >= 3 && strip(b.stated).len() >= 3;
        let common = here
            .figure
            .noun
            .as_ref()
            .and_then(|n| here.line.tokens.get(n.tokens.end as usize - 1))
            .is_some_and(|t| self.common.has(t));
        a.kind == b.kind
            && a.role == b.role
            && a.unit == b.unit
            && a.per == b.per
            && a.group == b.group
            && !common
            && (a.region, a.sentence) != (b.region, b.sentence)
            && (here.speaker.is_none() || there.speaker.is_none() || here.speaker == there.speaker)
            && !(when(a).zip(when(b)).is_some_and(|(x, y)| x.1 < y.0 || y.1 < x.0))
            && !differ(place(a), place(b))
            && line::close(a).disjoint(&line::close(b))
            && slip.is_some()
            && (digits || !here.modifiers.is_empty())
    }

    /// A definite number against the numbers of the same thing before it.
    fn back(
        &self,
        article: &Annotated<'_>,
        here: &Mention<'_>,
        before: &[&Mention<'_>],
        money: bool,
    ) -> Option<Finding> {
        if before.is_empty() || is_made(here, before) {
            return None;
        }
        let mut distinct: Vec<Decimal> = before.iter().map(|m| m.figure.stated).collect();
        distinct.sort_unstable();
        distinct.dedup();
        if distinct.len() > MOST || before.iter().any(|m| agrees(here, m)) {
            return None;
        }
        let there = before.iter().rev().find(|m| self.ties(here, m, money, distinct.len()))?;
        let slip = mention::slip(here.figure.stated, there.figure.stated);
        let thing =
            here.figure.noun.as_ref().and_then(|n| here.line.plain.get(n.head.start as usize..n.head.end as usize));
        let mut finding = Finding::at(line::place(here.figure))
            .value("stated", sum::stated(here.figure))
            .value("first", sum::stated(there.figure))
            .value("thing", thing.unwrap_or("money"))
            .related(line::place(there.figure), "first");
        if let Some(slip) = slip {
            finding = finding.case(match slip {
                Slip::Digit => "digit",
                Slip::Transposed => "transposed",
                Slip::Magnitude => "magnitude",
            });
        }
        finding.unsure = there.figure.speech || article.is_quoted(here.figure.region, here.figure.start);
        Some(finding)
    }

    /// Whether a definite number and an earlier one are of the same thing beyond doubt.
    fn ties(&self, here: &Mention<'_>, there: &Mention<'_>, money: bool, distinct: usize) -> bool {
        let (a, b) = (here.figure, there.figure);
        let apart = b.subset
            || b.additional && here.figure.region.saturating_sub(there.figure.region) > 2
            || b.trend.is_some()
            || a.trend.is_some()
            || a.kind != b.kind
            || b.per.is_some() && a.per != b.per
            || a.unit.map(|u| u.name) != b.unit.map(|u| u.name)
            || a.group.is_some() && b.group.is_some() && a.group != b.group
            || a.sentence == b.sentence && a.region == b.region;
        let exact = |m: &Mention<'_>| m.figure.hedge.is_none() || m.figure.hedge == Some(Hedge::Exactly);
        let slip = mention::slip(a.stated, b.stated);
        let speakers = here.speaker.is_some() && there.speaker.is_some() && here.speaker != there.speaker;
        if apart || !exact(here) || speakers && (money || slip.is_none()) {
            return false;
        }
        if money {
            let digits = |m: &Mention<'_>| strip(m.figure.stated).len();
            let near = here.figure.region - there.figure.region <= 1;
            let end = line::phrase_end(a);
            // `the $2.6 billion Gable Fund`: a number as a part of a name.
            let named =
                here.line.tokens.get(end).is_some_and(|t| t.capital) || here.line.is_any(end, &["mark", "level"]);
            return !named
                && match slip {
                    Some(Slip::Digit) => digits(here) >= 3,
                    Some(Slip::Transposed) => true,
                    Some(Slip::Magnitude) => near && digits(here) >= 2,
                    None => false,
                };
        }
        let common = here
            .figure
            .noun
            .as_ref()
            .and_then(|n| here.line.tokens.get(n.tokens.end as usize - 1))
            .is_some_and(|t| self.common.has(t));
        let ratio = a.stated.checked_div(b.stated).unwrap_or_default();
        let close = ratio > Decimal::new(5, 1) && ratio < Decimal::TWO;
        let alike = here.modifiers.is_empty()
            || there.modifiers.is_empty()
            || here.modifiers.iter().any(|m| there.modifiers.contains(m));
        if common {
            return slip.is_some() && here.modifiers == there.modifiers && distinct == 1;
        }
        let lots = |m: &Mention<'_>| m.narrowed && !m.line.is_any(line::phrase_end(m.figure), &["in", "of", "at"]);
        let near = here.figure.region.saturating_sub(there.figure.region) <= 2;
        let small = a.stated < Decimal::TEN;
        // `all three companies … the two companies`: some of them.
        if small && a.stated < b.stated && !all_of(here) {
            return false;
        }
        alike
            && match slip {
                Some(Slip::Magnitude | Slip::Transposed) => true,
                Some(Slip::Digit) => true,
                None => close && distinct == 1 && !lots(there) && (!small || near),
            }
    }
}

/// `all six charges`
fn all_of(mention: &Mention<'_>) -> bool {
    mention.line.follows(mention.figure.tokens.start as usize, &["all"])
}

/// The digits of a number without the noughts at its end.
fn strip(value: Decimal) -> String {
    value.normalize().mantissa().unsigned_abs().to_string().trim_end_matches('0').to_owned()
}

/// What happens to people in one event, so that two numbers of it are one too many.
const TOLLS: [&str; 8] = ["killed", "injured", "arrested", "charged", "missing", "hospitalised", "rescued", "trapped"];

fn is_countable(mention: &Mention<'_>) -> bool {
    let figure = mention.figure;
    !figure.subset
        && !figure.additional
        && figure.trend.is_none()
        && figure.direction.is_none()
        && figure.group.is_none()
        && !figure.speech
}

fn is_one_event(article: &Annotated<'_>, here: &Mention<'_>, there: &Mention<'_>) -> bool {
    let (a, b) = (here.figure, there.figure);
    let when = |f: &Figure| f.when.and_then(|w| article.dates().of(f.region).get(w as usize)).and_then(|d| d.resolved);
    let place =
        |f: &Figure| f.place.clone().and_then(|p| article.plain(f.region).get(p.start as usize..p.end as usize));
    let ratio = a.stated.checked_div(b.stated).unwrap_or_default();
    (a.region, a.sentence) != (b.region, b.sentence)
        && (here.speaker.is_none() || there.speaker.is_none() || here.speaker == there.speaker)
        && (place(a).is_none() && !here.narrowed || place(a) == place(b))
        && (when(a).is_none() || when(b).is_none() || when(a) == when(b))
        && ratio > Decimal::new(5, 1)
        && ratio < Decimal::TWO
        && line::close(a).disjoint(&line::close(b))
}

/// Whether nothing sets a number apart from others of the same thing.
fn is_alone(mention: &Mention<'_>) -> bool {
    let figure = mention.figure;
    !figure.subset && !figure.additional && figure.trend.is_none() && figure.direction.is_none() && !mention.narrowed
}

/// Whether two mentions can be of one number.
fn agrees(a: &Mention<'_>, b: &Mention<'_>) -> bool {
    a.figure.kind == b.figure.kind && !line::close(a.figure).disjoint(&line::close(b.figure))
}

/// Whether a number is the sum or the difference of two of those before it.
fn is_made(here: &Mention<'_>, before: &[&Mention<'_>]) -> bool {
    let value = here.figure.stated;
    let recent = &before[before.len().saturating_sub(MOST)..];
    recent.iter().enumerate().any(|(i, a)| {
        recent[..i].iter().any(|b| {
            let (a, b) = (a.figure.stated, b.figure.stated);
            a.checked_add(b) == Some(value) || a.checked_sub(b).map(|d| d.abs()) == Some(value)
        })
    })
}

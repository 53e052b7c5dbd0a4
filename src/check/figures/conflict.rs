//! One quantity with two values: `48 rape crisis centers … the 46 centers`.
use std::collections::HashMap;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::around::Around;
use super::likeness;
use super::mention::{self, Mention, Slip, Words};
use super::{line, sum};
use crate::annotate::Annotated;
use crate::annotate::figures::{Decimal, Figure, Kind};
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
        let words = Words::read(files, &self.families, &self.people)?;
        let common = if self.common.is_empty() { Lexicon::default() } else { files.lexicon("common", &self.common)? };
        Ok(Compiled::Article(Box::new(Conflict { words, common })))
    }
}

struct Conflict {
    words: Words,
    common: Lexicon,
}

/// From which score on two numbers are reported.
const ENOUGH: f32 = 2.0;

/// So many mentions of one key are remembered; a story that has more is a table.
const MOST: usize = 40;

/// What the numbers of a story are looked up by.
#[derive(PartialEq, Eq, Hash, Clone, Copy)]
enum Key {
    Thing(u64),
    Role(&'static str),
    Kind(Kind),
}

fn keys(mention: &Mention<'_>) -> [Option<Key>; 2] {
    let figure = mention.figure;
    match figure.kind {
        Kind::Count | Kind::Ordinal => {
            [mention.thing.map(Key::Thing), figure.role.filter(|_| mention.people || mention.thing.is_none()).map(Key::Role)]
        }
        Kind::Score | Kind::Vote => [None, None],
        kind => [Some(Key::Kind(kind)), None],
    }
}

impl Check for Conflict {
    fn run(&self, article: &Annotated<'_>, found: &mut Vec<Finding>) {
        votes(article, found);
        let around = Around::new(article);
        let all = mention::collect(article, &self.words, &around, |f| mention::is_plain(f) && f.stated > Decimal::ONE);
        let mut values: HashMap<(Kind, Decimal), u32> = HashMap::new();
        let mut by_key: HashMap<Key, Vec<usize>> = HashMap::new();
        for (at, mention) in all.iter().enumerate() {
            *values.entry((mention.figure.kind, mention.figure.stated)).or_default() += 1;
            for key in keys(mention).into_iter().flatten() {
                by_key.entry(key).or_default().push(at);
            }
        }
        let times = |f: &Figure| values.get(&(f.kind, f.stated)).copied().unwrap_or(1);
        for (at, here) in all.iter().enumerate() {
            let mut best: Option<(f32, &Mention<'_>)> = None;
            for key in keys(here).into_iter().flatten() {
                let Some(list) = by_key.get(&key).filter(|l| l.len() <= MOST) else { continue };
                let mut distinct: Vec<Decimal> = list.iter().map(|i| all[*i].figure.stated).collect();
                distinct.sort_unstable();
                distinct.dedup();
                for there in list.iter().take_while(|i| **i < at).map(|i| &all[*i]) {
                    if likeness::is_same_sentence(here.figure, there.figure)
                        || !likeness::alike(here.figure, there.figure)
                        || likeness::agree(here.figure, there.figure)
                        || article.region(here.figure.region).role.is_display()
                        || article.region(there.figure.region).role.is_display()
                    {
                        continue;
                    }
                    let mut score = likeness::kinship(article, &around, there, here);
                    score += likeness::closeness(there.figure, here.figure);
                    if here.definite {
                        score += if there.thing.is_some() && there.thing == here.thing { 2.1 } else { 1.0 };
                        if here.figure.stated < Decimal::TEN && there.thing.is_some() && there.thing == here.thing { score += 1.3; }
                    }
                    if there.definite { score += 0.4; }
                    if is_made(here, list, &all, at) { score -= 0.6; }
                    if times(here.figure) > 1 { score -= 0.5; }
                    if here.figure.hedge.is_some() || there.figure.hedge.is_some() { score -= 1.6; }
                    score -= 0.6 * (distinct.len() as f32).ln();
                    if std::env::var("CDDUMP").is_ok() {
                        let text = |f: &Figure| article.article().text(line::place(f)).replace(['\t', '\n'], " ");
                        eprintln!("PAIR\t{score:.2}\t{}\t{}", text(there.figure), text(here.figure));
                    }
                    if score > best.map_or(ENOUGH, |(b, _)| b) {
                        best = Some((score, there));
                    }
                }
            }
            if let Some((score, there)) = best {
                let thing = here.figure.noun.as_ref().and_then(|n| here.line.plain.get(n.head.start as usize..n.head.end as usize));
                let mut finding = Finding::at(line::place(here.figure))
                    .value("stated", sum::stated(here.figure))
                    .value("first", sum::stated(there.figure))
                    .value("thing", format!("{} {score:.2}", thing.unwrap_or("thing")))
                    .related(line::place(there.figure), "first");
                finding.unsure = here.figure.speech || there.figure.speech;
                found.push(finding);
            }
        }
    }
}

fn is_made(here: &Mention<'_>, list: &[usize], all: &[Mention<'_>], at: usize) -> bool {
    let value = here.figure.stated;
    let near: Vec<&Figure> = list.iter().filter(|i| **i != at).map(|i| all[*i].figure).filter(|f| f.region.abs_diff(here.figure.region) <= 2).take(8).collect();
    near.iter().enumerate().any(|(i, a)| {
        near[..i].iter().any(|b| {
            a.stated.checked_add(b.stated) == Some(value) || a.stated.checked_sub(b.stated).map(|d| d.abs()) == Some(value)
        })
    })
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
            if !known && seen.len() < 12 {
                seen.push((figure, a, b));
            }
        }
    }
}

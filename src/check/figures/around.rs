//! What stands around a figure: by the words that two sentences share it can be told whether they
//! say one thing.
//!
//! Words are compared by their stems. Function words and numbers do not count. What else two mentions must have in common
//! is left to [`super::conflict`] and [`super::display`].

use std::collections::{HashMap, HashSet};
use std::sync::LazyLock;

use super::line::{self, Line};
use crate::annotate::Annotated;
use crate::annotate::figures::Figure;
use crate::annotate::tokens::{Kind, Token, key};
use crate::annotate::{keys, lemmas};

/// Words that say nothing of a sentence's matter, beside the function words.
const LIGHT: [&str; 24] = [
    "said",
    "says",
    "say",
    "told",
    "according",
    "also",
    "new",
    "year",
    "years",
    "people",
    "percent",
    "cent",
    "million",
    "billion",
    "thousand",
    "hundred",
    "including",
    "number",
    "total",
    "one",
    "two",
    "three",
    "mr",
    "ms",
];

/// Words that set what is told beside them apart from something else.
const CONTRAST: [&str; 22] = [
    "compared",
    "versus",
    "earlier",
    "initially",
    "previously",
    "originally",
    "previous",
    "revised",
    "instead",
    "unlike",
    "whereas",
    "while",
    "formerly",
    "former",
    "prior",
    "ago",
    "another",
    "other",
    "others",
    "additional",
    "further",
    "average",
];

/// Small words within dates.
static SMALL: LazyLock<HashSet<u64>> = LazyLock::new(|| {
    ["the", "of", "in", "on", "a", "to", "and", "from", "this", "at", "by"].iter().map(|w| key(w)).collect()
});

/// What stands around one figure. Every list is sorted.
#[derive(Clone, Debug, Default)]
pub struct Near {
    /// The stems of words.
    pub words: Vec<u64>,
    /// The stems of the words next to it.
    pub next: Vec<u64>,
    /// The stems of the words right behind it: what `a 5 percent tax` is a figure of.
    pub heads: Vec<u64>,
    /// Who and what is named in the sentence, by entity.
    pub names: Vec<u64>,
    /// Who is named last before it.
    pub subject: Option<u64>,
    /// Words and numbers of dates and spans of time.
    pub times: Vec<u64>,
    /// Whether a word parts what is told here from something else.
    pub contrast: bool,
}

/// The words of an article, ready to be compared.
pub struct Around {
    /// By region and token; 0 for what is not compared.
    stems: Vec<Vec<u64>>,
}

/// How far from a figure words are looked for, in tokens.
const REACH: usize = 14;
/// What counts as next to it: with a small word or two between.
const NEXT: usize = 5;

impl Around {
    /// Reads the words of all regions.
    pub fn new(article: &Annotated<'_>) -> Self {
        let mut known: HashMap<u64, u64> = LIGHT.iter().map(|word| (key(word), 0)).collect();
        let mut around = Around { stems: Vec::new() };
        for (index, region) in article.article().regions.iter().enumerate() {
            let index = index as u32;
            if !line::is_read(region.role) || article.is_copy(index) {
                around.stems.push(Vec::new());
                continue;
            }
            let plain = region.text.as_str();
            let stems: Vec<u64> = article
                .tokens()
                .of(index)
                .iter()
                .map(|t| *known.entry(t.key).or_insert_with(|| stem(t, plain)))
                .collect();
            around.stems.push(stems);
        }
        around
    }

    /// The stems of a whole sentence, sorted.
    pub fn sentence(&self, line: &Line<'_>) -> Vec<u64> {
        let stems = self.stems.get(line.region as usize).map_or(&[][..], Vec::as_slice);
        let mut words: Vec<u64> =
            stems.get(line.span()).unwrap_or_default().iter().copied().filter(|s| *s != 0).collect();
        words.sort_unstable();
        words.dedup();
        words
    }

    /// What stands near a figure, within its sentence and without the figure and its noun.
    pub fn of(&self, article: &Annotated<'_>, line: &Line<'_>, figure: &Figure) -> Near {
        let own = figure.tokens.start as usize..line::phrase_end(figure);
        let number = figure.tokens.start as usize..figure.tokens.end as usize;
        let head = figure.noun.as_ref().map(|n| n.tokens.end as usize - 1);
        let sentence = line.span();
        let from = own.start.saturating_sub(REACH).max(sentence.start);
        let to = (own.end + REACH).min(sentence.end);
        let stems = self.stems.get(figure.region as usize).map_or(&[][..], Vec::as_slice);
        let mut near = Near::default();
        let behind = (own.start..sentence.end).skip(number.len()).take(3);
        let joined = |at: &usize| line.tokens.get(*at).is_some_and(|t| t.is_word() || t.is('-'));
        near.heads = behind.take_while(joined).filter_map(|at| stems.get(at).copied()).filter(|s| *s != 0).collect();
        for at in (from..to).filter(|at| !number.contains(at)) {
            let Some(token) = line.tokens.get(at) else { break };
            near.contrast |= CONTRAST.iter().any(|word| token.text(line.plain).eq_ignore_ascii_case(word));
            let Some(stem) = stems.get(at).copied().filter(|s| *s != 0 && Some(at) != head) else { continue };
            near.words.push(stem);
            if at + NEXT >= own.start && at < own.end + NEXT {
                near.next.push(stem);
            }
        }
        let names = article.names().of(figure.region);
        let first = names.partition_point(|n| (n.first as usize) < sentence.start);
        for name in names.iter().skip(first).take_while(|n| (n.last as usize) <= sentence.end) {
            near.names.push(u64::from(name.entity.0));
            if (name.last as usize) <= own.start {
                near.subject = near.names.last().copied();
            }
        }
        let dates = article.dates().of(figure.region);
        let first = dates.partition_point(|d| (d.tokens.start as usize) < from);
        for date in dates.iter().skip(first) {
            let tokens = date.tokens.start as usize..date.tokens.end as usize;
            if tokens.end > to {
                break;
            }
            near.times.extend(
                tokens
                    .filter_map(|at| line.tokens.get(at))
                    .filter(|t| t.is_word() && !SMALL.contains(&t.key))
                    .map(|t| t.key),
            );
        }
        for list in [&mut near.words, &mut near.next, &mut near.names, &mut near.times] {
            list.sort_unstable();
            list.dedup();
        }
        near
    }
}

/// How many words two sorted lists have in common.
pub fn shared(a: &[u64], b: &[u64]) -> usize {
    a.iter().filter(|word| b.binary_search(word).is_ok()).count()
}

/// How many words of one list stand in another, in any order.
pub fn shared_unsorted(a: &[u64], b: &[u64]) -> usize {
    a.iter().filter(|word| b.contains(word)).count()
}

/// Whether the first list has what the second has not.
pub fn lacks(a: &[u64], b: &[u64]) -> bool {
    a.iter().any(|word| !b.contains(word))
}

/// Whether each of two lists has what the other has not.
pub fn each(a: &[u64], b: &[u64]) -> bool {
    lacks(a, b) && lacks(b, a)
}

/// The same as a share of the shorter list.
pub fn share(a: &[u64], b: &[u64]) -> f32 {
    let least = a.len().min(b.len());
    if least == 0 { 0.0 } else { shared(a, b) as f32 / least as f32 }
}

/// The key of a word's stem; 0 for a word that is not compared.
fn stem(token: &Token, plain: &str) -> u64 {
    if token.kind != Kind::Word || token.end - token.start < 2 || lemmas::function(token).is_some() {
        return 0;
    }
    keys::stem(token.text(plain))
}

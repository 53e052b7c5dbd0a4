//! What stands around a figure: by the words that two sentences share it can be told whether they
//! say one thing.
//!
//! Words are compared by their stems, and a word that the whole story is full of ties nothing
//! together. Function words and numbers do not count. What else two mentions must have in common
//! is left to [`super::conflict`] and [`super::display`].

use std::collections::HashMap;
use std::ops::Range;
use std::sync::LazyLock;

use super::line;
use crate::annotate::Annotated;
use crate::annotate::figures::Figure;
use crate::annotate::tokens::{Kind, Token, key};
use crate::lexicon::Lexicon;

/// Words that say nothing of a sentence's matter, beside the function words.
const LIGHT: [&str; 24] = [
    "said", "says", "say", "told", "according", "also", "new", "year", "years", "people", "percent", "cent", "million",
    "billion", "thousand", "hundred", "including", "number", "total", "one", "two", "three", "mr", "ms",
];

static FUNCTION_WORDS: LazyLock<Lexicon> = LazyLock::new(|| {
    let text = include_str!("../../../rules/lexicons/closed-class.txt");
    Lexicon::from_phrases(text.lines().filter_map(|l| crate::lexicon::uncommented(l).split(" = ").next()))
});

/// The words of an article, ready to be compared.
pub struct Around {
    /// By region and token; 0 for what is not compared.
    stems: Vec<Vec<u64>>,
    /// In how many regions a stem stands.
    regions: HashMap<u64, u32>,
}

/// How far from a figure words are looked for, in tokens.
const REACH: usize = 14;

impl Around {
    /// Reads the words of all regions.
    pub fn new(article: &Annotated<'_>) -> Self {
        let mut known: HashMap<u64, u64> = LIGHT.iter().map(|word| (key(word), 0)).collect();
        let mut last: HashMap<u64, u32> = HashMap::new();
        let mut around = Around { stems: Vec::new(), regions: HashMap::new() };
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
            for stem in stems.iter().filter(|s| **s != 0) {
                if last.insert(*stem, index + 1) != Some(index + 1) {
                    *around.regions.entry(*stem).or_default() += 1;
                }
            }
            around.stems.push(stems);
        }
        around
    }

    /// The words near a figure, within its sentence and without the figure and its noun.
    pub fn of(&self, figure: &Figure, sentence: Range<usize>) -> Vec<u64> {
        let own = figure.tokens.start as usize..line::phrase_end(figure);
        let head = figure.noun.as_ref().map(|n| n.tokens.end as usize - 1);
        let from = own.start.saturating_sub(REACH).max(sentence.start);
        let to = (own.end + REACH).min(sentence.end);
        let stems = self.stems.get(figure.region as usize).map_or(&[][..], Vec::as_slice);
        let number = figure.tokens.start as usize..figure.tokens.end as usize;
        let mut words: Vec<u64> = (from..to)
            .filter(|at| !number.contains(at) && Some(*at) != head)
            .filter_map(|at| stems.get(at).copied())
            .filter(|s| *s != 0)
            .collect();
        words.sort_unstable();
        words.dedup();
        words
    }

    /// How much two sets of words have in common: a word that stands in these two places only
    /// counts as one, a word that stands everywhere as next to nothing. Desk judgement.
    pub fn shared(&self, a: &[u64], b: &[u64]) -> f32 {
        a.iter().filter(|word| b.binary_search(word).is_ok()).map(|word| self.weight(*word)).sum()
    }

    /// How much the words of `a` say that `b` does not have.
    pub fn weight(&self, word: u64) -> f32 {
        match self.regions.get(&word).copied().unwrap_or(0) {
            0..=2 => 1.0,
            3 => 0.8,
            4..=5 => 0.6,
            6..=8 => 0.45,
            _ => 0.3,
        }
    }
}

/// The key of a word's stem; 0 for a word that is not compared.
fn stem(token: &Token, plain: &str) -> u64 {
    if token.kind != Kind::Word || token.end - token.start < 2 || FUNCTION_WORDS.has(token) {
        return 0;
    }
    let lower = token.text(plain).to_lowercase();
    let mut word = lower.as_str();
    for (ending, least) in [("ings", 4), ("ing", 4), ("ies", 2), ("ied", 2), ("es", 4), ("ed", 4), ("s", 3), ("ly", 4)] {
        if let Some(short) = word.strip_suffix(ending).filter(|s| s.chars().count() >= least && !s.ends_with('s')) {
            word = short;
            break;
        }
    }
    let word = word.trim_end_matches(['e', 'y']);
    let mut chars = word.chars().rev();
    let doubled = chars.next().is_some_and(|last| last.is_ascii_alphabetic() && chars.next() == Some(last));
    key(if doubled && word.is_ascii() { &word[..word.len() - 1] } else { word })
}

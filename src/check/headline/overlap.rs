//! How many of a headline's words the story has, the rare ones counting for more.
//!
//! A word is found as itself, with another ending, as what it stands for, or as a part of a longer
//! word. The first look compares words as they are written and stops as soon as there is enough of
//! them; nearly every story is done with by then.

use super::near;
use super::story::Story;
use super::words;
use crate::annotate::Annotated;
use crate::annotate::tokens::{Kind, Token};
use crate::lexicon::KeyMap;

/// What of a headline is in its story.
#[derive(Clone, Debug, PartialEq)]
pub struct Overlap {
    /// The weight of its words that are in the story, as a share of all.
    pub share: f64,
    /// The weight that is found close together, in the best stretch of the story, as a share of all.
    pub focus: f64,
    /// The weight that is found among the first words of the story, as a share of all.
    pub lead: f64,
    /// The same as `share` for words that are in no list: names and the like; 1 where there are none.
    pub names: f64,
    /// The words of weight that the story has not, as they stand in the headline.
    pub missing: Vec<String>,
    /// How many words of weight the headline has.
    pub words: usize,
    /// How many of them are names and the like.
    pub unlisted: usize,
}

impl Overlap {
    /// How strange the headline is to the story: high where its words are not in the story's opening, not
    /// together, and partly nowhere. The weights were set by regression on headlines over their own
    /// stories and over the stories nearest to those in subject.
    pub fn strangeness(&self) -> f64 {
        let missing = self.missing.len() as f64 / self.words.max(1) as f64;
        let number = self.missing.iter().any(|w| w.len() > 1 && w.starts_with(|c: char| c.is_ascii_digit()));
        1.6 - 0.86 * self.share - 1.4 * self.focus - 3.26 * self.lead
            + 3.28 * missing
            + if number { 0.71 } else { 0.0 }
            + 0.048 * self.words.min(10) as f64
    }
}

/// A word of the headline.
struct Wanted<'t> {
    token: &'t Token,
    at: usize,
    stem: u64,
    weight: f64,
    listed: bool,
}

/// The words of one stretch of the story: a paragraph or two of news copy.
const STRETCH: usize = 50;

/// The words that open a story.
const LEAD: usize = 80;

/// How much of a word's weight another one brings: one made from it, a word for the same, a name for
/// the same.
const AKIN: f64 = 0.6;
const SAME_SENSE: f64 = 0.35;
const MEANT: f64 = 0.45;

/// How much it says that the story has a number of two digits or more.
const NUMBER: f64 = 1.0;

/// How much it says that the story has a word, by its grade. These weights, the length of a stretch and
/// what another word brings were set by measurement on pairs of headlines and bodies.
fn weight(grade: Option<u8>) -> f64 {
    match grade {
        Some(0) => 0.0,
        Some(1) => 0.6,
        Some(2) => 1.1,
        Some(3) => 1.5,
        Some(_) => 1.8,
        None => 1.8,
    }
}

fn wanted<'t>(tokens: &'t [Token], plain: &str) -> Vec<Wanted<'t>> {
    let mut all: Vec<Wanted<'t>> = Vec::new();
    for (at, token) in tokens.iter().enumerate() {
        let text = token.text(plain);
        if token.kind == Kind::Number && text.len() > 1 {
            all.push(Wanted { token, at, stem: token.key, weight: NUMBER, listed: true });
            continue;
        }
        if token.kind != Kind::Word || text.len() < 2 || words::is_function(text) && !token.upper {
            continue;
        }
        let stem = words::plain_stem(text);
        if all.iter().any(|w| w.stem == stem) {
            continue;
        }
        let grade = words::grade(stem);
        let listed = grade.is_some() || words::is_ordinary(text);
        let weight = if listed && grade.is_none() { weight(Some(3)) } else { weight(grade) };
        all.push(Wanted { token, at, stem, weight, listed });
    }
    all.retain(|w| w.weight > 0.0);
    all
}

/// Whether one paragraph has so much of the headline, word for word, that nothing else need be asked.
pub fn is_plain(article: &Annotated<'_>, story: &Story, region: u32, enough: f64) -> bool {
    let tokens = article.tokens().of(region);
    let wanted = wanted(tokens, article.plain(region));
    let total: f64 = wanted.iter().map(|w| w.weight).sum();
    let all: KeyMap<f64> = wanted.iter().map(|w| (w.token.key, w.weight)).collect();
    for region in &story.body {
        let (mut left, mut found) = (all.clone(), 0.0);
        for token in article.tokens().of(*region).iter().take(STRETCH) {
            if let Some(weight) = left.get_mut(&token.key) {
                found += std::mem::take(weight);
                if found >= enough * total {
                    return true;
                }
            }
        }
    }
    total == 0.0
}

/// How many of the words of the headline `region` the story has.
pub fn measure(article: &Annotated<'_>, story: &Story, region: u32) -> Overlap {
    let above = article.tokens().of(region);
    let plain = article.plain(region);
    let wanted = wanted(above, plain);
    let mut index = KeyMap::<(usize, f64)>::default();
    for (at, word) in wanted.iter().enumerate() {
        if word.token.capital {
            for first in [Some(word.at), word.at.checked_sub(1)].into_iter().flatten() {
                if let Some((concepts, len)) = super::body::concepts(&above[first..])
                    && first + len > word.at
                {
                    index.extend(concepts.iter().map(|c| (*c, (at, MEANT))));
                }
            }
        }
    }
    // A word itself goes before what it may stand for.
    index.extend(wanted.iter().enumerate().map(|(at, w)| (words::sense(w.stem), (at, SAME_SENSE))));
    index.extend(wanted.iter().enumerate().map(|(at, w)| (w.stem, (at, 1.0))));
    let mut found = vec![0.0f64; wanted.len()];
    let mut opens = vec![0.0f64; wanted.len()];
    // The last place of each word, in words of the story, for the stretch that has most of them.
    let mut last: Vec<(usize, f64)> = vec![(0, 0.0); wanted.len()];
    let (mut position, mut focus) = (STRETCH, 0.0f64);
    for region in &story.body {
        let text = article.plain(*region);
        let tokens = article.tokens().of(*region);
        for (place, token) in tokens.iter().enumerate().filter(|(_, t)| t.is_word()) {
            position += 1;
            let word = token.text(text);
            let stem = if token.kind == Kind::Number { token.key } else { words::plain_stem(word) };
            let named = || -> Option<(usize, f64)> {
                let concepts = token.capital.then(|| super::body::concepts(&tokens[place..]))??.0;
                concepts.iter().find_map(|c| index.get(c)).copied().filter(|(_, s)| *s == MEANT)
            };
            let hit = index
                .get(&stem)
                .copied()
                .or_else(|| akin(&wanted, plain, word).map(|at| (at, AKIN)))
                .or_else(|| index.get(&words::sense(stem)).map(|(at, s)| (*at, s.min(SAME_SENSE))))
                .or_else(named);
            let Some((at, strength)) = hit else { continue };
            found[at] = found[at].max(strength);
            if position < STRETCH + LEAD {
                opens[at] = opens[at].max(strength);
            }
            if last[at].0 + STRETCH <= position || last[at].1 <= strength {
                last[at] = (position, strength);
            }
            let here: f64 = wanted
                .iter()
                .zip(&last)
                .filter(|(_, last)| last.0 + STRETCH > position)
                .map(|(w, last)| w.weight * last.1)
                .sum();
            focus = focus.max(here);
        }
    }
    let sum =
        |value: &dyn Fn(usize) -> f64| -> f64 { wanted.iter().enumerate().map(|(at, w)| w.weight * value(at)).sum() };
    let total = sum(&|_| 1.0).max(f64::EPSILON);
    let unlisted = sum(&|at| f64::from(!wanted[at].listed));
    let names =
        if unlisted > 0.0 { sum(&|at| if wanted[at].listed { 0.0 } else { found[at] }) / unlisted } else { 1.0 };
    Overlap {
        share: sum(&|at| found[at]) / total,
        focus: focus / total,
        lead: sum(&|at| opens[at]) / total,
        names,
        missing: (wanted.iter().zip(&found).filter(|(_, f)| **f == 0.0))
            .map(|(w, _)| w.token.text(plain).to_owned())
            .collect(),
        words: wanted.len(),
        unlisted: wanted.iter().filter(|w| !w.listed).count(),
    }
}

/// The word of the headline that a word of the story is made from, or the other way round.
fn akin(wanted: &[Wanted<'_>], plain: &str, word: &str) -> Option<usize> {
    if word.len() < 5 {
        return None;
    }
    wanted.iter().position(|w| {
        let mine = w.token.text(plain);
        let shared = mine.bytes().zip(word.bytes()).take_while(|(a, b)| a.eq_ignore_ascii_case(b)).count();
        let long = mine.len().max(word.len());
        shared >= 5 && 10 * shared >= 6 * long || shared >= 4 && w.token.capital && near::is_related(mine, word)
    })
}

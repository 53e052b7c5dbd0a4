//! Wordings compared: the words of a story in one stream, and the place in it that is most like a
//! phrase from above.
//!
//! Case, punctuation, hyphens, endings and short forms (`we'll`, `gonna`) make no difference. Only
//! places are compared where a word of weight stands in both, so that the search stays linear.

use super::story::Story;
use super::words;
use crate::annotate::Annotated;
use crate::annotate::tokens::{Kind, Token};
use crate::article::Place;
use crate::lexicon::KeyMap;

/// A word as it is compared.
#[derive(Clone, Copy, Debug)]
pub struct Unit {
    /// The stem.
    pub stem: u64,
    /// The region and token that it is, or is a part of.
    pub at: (u32, u32),
    /// How much the word says.
    pub weight: f64,
}

/// What the endings behind an apostrophe are short for.
const SHORT: [(&str, &str); 6] =
    [("n't", "not"), ("'ll", "will"), ("'re", "are"), ("'ve", "have"), ("'m", "am"), ("'d", "would")];

/// Words that are two.
const RUN_TOGETHER: [(&str, [&str; 2]); 7] = [
    ("gonna", ["going", "to"]),
    ("gotta", ["got", "to"]),
    ("wanna", ["want", "to"]),
    ("cannot", ["can", "not"]),
    ("can't", ["can", "not"]),
    ("won't", ["will", "not"]),
    ("lemme", ["let", "me"]),
];

/// Appends what a token is compared by.
pub fn units(token: &Token, plain: &str, at: (u32, u32), out: &mut Vec<Unit>) {
    if !token.is_word() {
        return;
    }
    let text = token.text(plain);
    let mut push = |word: &str| out.push(Unit { stem: words::plain_stem(word), at, weight: weight(word) });
    if token.kind == Kind::Word && (text.contains(['\'', '’']) || text.len() < 7) {
        let small = text.to_lowercase().replace('’', "'");
        if let Some((_, both)) = RUN_TOGETHER.iter().find(|(word, _)| *word == small) {
            both.iter().for_each(|word| push(word));
            return;
        }
        if let Some((ending, long)) = SHORT.iter().find(|(ending, _)| small.ends_with(ending)) {
            push(small.trim_end_matches(ending));
            push(long);
            return;
        }
    }
    push(text);
}

/// How much a word says: function words little, common words less than rare ones.
fn weight(word: &str) -> f64 {
    if is_negation(word) {
        return 0.6;
    }
    match words::grade(words::stem(word)) {
        Some(0) => 0.3,
        Some(1) => 0.8,
        Some(2) => 1.0,
        _ => 1.3,
    }
}

fn is_negation(word: &str) -> bool {
    ["not", "no", "never", "nobody", "nothing", "none"].iter().any(|n| n.eq_ignore_ascii_case(word))
}

/// The words of a story.
pub struct Stream {
    units: Vec<Unit>,
    by_stem: KeyMap<Vec<u32>>,
}

/// The place of the story most like a phrase.
#[derive(Clone, Debug)]
pub struct Nearest {
    /// Where.
    pub place: Place,
    /// The share of the phrase's weight that stands there in the same order.
    pub alike: f64,
    /// Words of the phrase that do not stand there.
    pub lost: Vec<String>,
    /// Words between them that the phrase does not have.
    pub gained: Vec<String>,
    /// Whether only function words differ.
    pub small: bool,
    /// Whether the words of weight that differ stand for each other: as many on either side, or few
    /// enough beside what is the same.
    pub close: bool,
    /// Whether one small word stands for its opposite: `up` for `down`.
    pub turned: bool,
    /// Whether one word of weight stands for one other.
    pub swapped: bool,
    /// Whether a word of weight that is not there stands nowhere in the story.
    pub new: bool,
    /// Whether it is somebody's words.
    pub speech: bool,
}

/// No phrase is compared at more places than this.
const PLACES: usize = 400;

impl Stream {
    /// The words of the story's running text.
    pub fn of(article: &Annotated<'_>, story: &Story) -> Self {
        let mut all = Vec::new();
        for region in &story.body {
            let plain = article.plain(*region);
            for (at, token) in (0u32..).zip(article.tokens().of(*region)) {
                units(token, plain, (*region, at), &mut all);
            }
        }
        let mut by_stem = KeyMap::<Vec<u32>>::default();
        for (at, unit) in (0u32..).zip(&all) {
            by_stem.entry(unit.stem).or_default().push(at);
        }
        Stream { units: all, by_stem }
    }

    /// Where the words of a stem stand, in order.
    pub fn places(&self, stem: u64) -> &[u32] {
        self.by_stem.get(&stem).map_or(&[], Vec::as_slice)
    }

    /// Whether the phrase stands in the story as it is, endings apart.
    pub fn has(&self, phrase: &[Unit]) -> bool {
        // The rarest word is looked up.
        let rarest = phrase.iter().enumerate().min_by_key(|(_, u)| self.places(u.stem).len());
        let Some((offset, unit)) = rarest else { return true };
        self.places(unit.stem).iter().any(|at| {
            let Some(first) = (*at as usize).checked_sub(offset) else { return false };
            let there = self.units.get(first..first + phrase.len());
            there.is_some_and(|there| there.iter().zip(phrase).all(|(a, b)| a.stem == b.stem))
        })
    }

    /// The place most like a phrase that does not stand in the story; what is said goes before what
    /// is told.
    pub fn nearest(&self, article: &Annotated<'_>, phrase: &[Unit]) -> Option<Nearest> {
        let total: f64 = phrase.iter().map(|u| u.weight).sum();
        let mut best: Option<(f64, bool, Match)> = None;
        let mut left = PLACES;
        let mut heavy: Vec<(usize, &Unit)> = phrase.iter().enumerate().filter(|(_, u)| u.weight > 0.5).collect();
        heavy.sort_by_key(|(_, u)| self.places(u.stem).len());
        for (offset, unit) in heavy {
            for at in self.places(unit.stem).iter().take(left) {
                left -= 1;
                let found = self.align(phrase, offset, *at as usize);
                let speech = self.units.get(found.first).is_some_and(|u| is_said(article, u.at));
                let score = found.weight / total + if speech { 0.15 } else { 0.0 };
                if best.as_ref().is_none_or(|(most, _, _)| score > *most) {
                    best = Some((score, speech, found));
                }
            }
        }
        let (_, speech, found) = best?;
        self.describe(article, phrase, &found, speech, found.weight / total)
    }

    /// The words that a phrase shares in order with the story around a place where its word
    /// `offset` stands.
    fn align(&self, phrase: &[Unit], offset: usize, at: usize) -> Match {
        let region = self.units.get(at).map(|u| u.at.0);
        let reach = phrase.len() + 4;
        let first = (at.saturating_sub(offset + 4)..=at).find(|i| self.units.get(*i).map(|u| u.at.0) == region);
        let first = first.unwrap_or(at);
        let last = (at + reach - offset.min(reach)).min(self.units.len());
        let window = self.units.get(first..last).unwrap_or_default();
        let window = &window[..window.iter().take_while(|u| Some(u.at.0) == region).count()];
        // The heaviest common subsequence, with a small price on every word passed over.
        let (rows, columns) = (phrase.len() + 1, window.len() + 1);
        let mut table = vec![0.0f64; rows * columns];
        for i in 1..rows {
            for j in 1..columns {
                let (mine, theirs) = (&phrase[i - 1], &window[j - 1]);
                let both = if mine.stem == theirs.stem { table[(i - 1) * columns + j - 1] + mine.weight } else { 0.0 };
                table[i * columns + j] = both.max(table[(i - 1) * columns + j]).max(table[i * columns + j - 1]);
            }
        }
        let (mut i, mut j) = (rows - 1, columns - 1);
        let mut pairs = Vec::new();
        while i > 0 && j > 0 {
            let here = table[i * columns + j];
            if phrase[i - 1].stem == window[j - 1].stem
                && here > table[(i - 1) * columns + j].max(table[i * columns + j - 1]) - 1e-9
                && here == table[(i - 1) * columns + j - 1] + phrase[i - 1].weight
            {
                pairs.push((i - 1, first + j - 1));
                i -= 1;
                j -= 1;
            } else if table[(i - 1) * columns + j] >= table[i * columns + j - 1] {
                i -= 1;
            } else {
                j -= 1;
            }
        }
        pairs.reverse();
        let weight = table[rows * columns - 1];
        let start = pairs.first().map_or(at, |p| p.1);
        Match { weight, pairs, first: start }
    }

    fn describe(
        &self,
        article: &Annotated<'_>,
        phrase: &[Unit],
        found: &Match,
        speech: bool,
        alike: f64,
    ) -> Option<Nearest> {
        let (first, last) = (found.pairs.first()?, found.pairs.last()?);
        // As many words more at either end as the phrase has there.
        let region = self.units.get(first.1)?.at.0;
        let inside =
            |i: &usize| self.units.get(*i).is_some_and(|u| u.at.0 == region && is_said(article, u.at) == speech);
        let start = (first.1.saturating_sub(first.0)..=first.1).find(inside).unwrap_or(first.1);
        let behind = phrase.len() - 1 - last.0;
        let end = (last.1..=last.1 + behind).rev().find(inside).unwrap_or(last.1);
        // And on to the word of weight that stands where the phrase has another: `look for a …`.
        let weighty = |i: &usize| self.units.get(*i).is_some_and(|u| u.weight > 0.5);
        let start = match (first.0 > 0 && first.1 - start <= 2, (start.saturating_sub(2)..first.1).rev().find(weighty))
        {
            (true, Some(word)) if word < start && (word..start).all(|i| inside(&i)) => word,
            _ => start,
        };
        let end = match (behind > 0, (last.1 + 1..=end + 2).find(weighty)) {
            (true, Some(word)) if word > end && (end..=word).all(|i| inside(&i)) => word,
            _ => end,
        };
        let text = |u: &Unit| {
            article.tokens().of(u.at.0).get(u.at.1 as usize).map_or("", |t| t.text(article.plain(u.at.0))).to_owned()
        };
        let lost: Vec<&Unit> =
            (0..phrase.len()).filter(|i| found.pairs.iter().all(|p| p.0 != *i)).map(|i| &phrase[i]).collect();
        let gained: Vec<&Unit> =
            (start..=end).filter(|i| found.pairs.iter().all(|p| p.1 != *i)).filter_map(|i| self.units.get(i)).collect();
        let is_small = |u: &&Unit| u.weight < 0.5;
        let heavy = |units: &[&Unit]| units.iter().filter(|u| !is_small(u)).count();
        let (out, into) = (heavy(&lost), heavy(&gained));
        let shared = found.pairs.iter().filter(|p| phrase.get(p.0).is_some_and(|u| u.weight > 0.5)).count();
        let (from, to) = (self.units.get(start)?, self.units.get(end)?);
        let tokens = article.tokens().of(region);
        let place = Place::within(region, tokens.get(from.at.1 as usize)?.start..tokens.get(to.at.1 as usize)?.end);
        Some(Nearest {
            place,
            alike,
            close: gained.len() <= phrase.len() + 1 && (into >= out.min(1) || shared > 1) && into <= out + shared + 1,
            swapped: out == 1 && into == 1,
            new: lost.iter().any(|u| !is_small(u) && self.places(u.stem).is_empty()),
            turned: is_turned(&lost, &gained),
            small: lost.iter().all(is_small) && gained.iter().all(is_small),
            lost: lost.into_iter().map(text).collect(),
            gained: gained.into_iter().map(text).collect(),
            speech,
        })
    }
}

/// Small words that are opposites.
const TURNS: [(&str, &str); 10] = [
    ("up", "down"),
    ("in", "out"),
    ("on", "off"),
    ("over", "under"),
    ("before", "after"),
    ("with", "without"),
    ("more", "less"),
    ("for", "against"),
    ("always", "never"),
    ("above", "below"),
];

fn is_turned(lost: &[&Unit], gained: &[&Unit]) -> bool {
    let ([mine], [theirs]) = (lost, gained) else { return false };
    let is = |unit: &Unit, word: &str| unit.stem == words::plain_stem(word);
    TURNS.iter().any(|(a, b)| is(mine, a) && is(theirs, b) || is(mine, b) && is(theirs, a))
}

/// What a phrase and a place share.
struct Match {
    weight: f64,
    /// Word of the phrase, word of the stream.
    pairs: Vec<(usize, usize)>,
    first: usize,
}

fn is_said(article: &Annotated<'_>, (region, token): (u32, u32)) -> bool {
    article.tokens().of(region).get(token as usize).is_some_and(|t| article.is_quoted(region, t.start))
}

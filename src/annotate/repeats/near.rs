//! Near copies: candidates by shared shingles, then word by word.

use std::collections::HashMap;
use std::hash::BuildHasherDefault;

use similar::{Algorithm, DiffOp, capture_diff_slices};

use super::{Repeats, is_copy_text, word_keys};
use crate::annotate::Annotated;
use crate::annotate::tokens::Token;
use crate::lexicon::KeyHasher;

/// Words in a shingle. Five is Broder's choice for web pages, and it suits paragraphs: two
/// paragraphs on one subject share none, a copy with a changed word loses five.
const SHINGLE: usize = 5;
/// A shingle that this many regions have is a formula and tells no copy.
const POSTINGS: usize = 8;
/// Regions shorter than this are not compared: two short sentences are alike by chance.
const MIN_WORDS: usize = 20;
/// Regions longer than this are compared by their shingles alone: comparing word by word may cost
/// their length squared.
const MAX_WORDS: usize = 1_500;
/// The share of the shorter region's shingles that a candidate must have.
const CANDIDATE: f64 = 0.4;

/// A region that says nearly what an earlier one says.
#[derive(Clone, Debug, PartialEq)]
pub struct Near {
    /// The earlier region.
    pub first: u32,
    /// The later one.
    pub copy: u32,
    /// Words in common, as a share of the words of both (0 to 1).
    pub likeness: f64,
    /// Shingles in common, as a share of those of either (Jaccard, 0 to 1).
    pub jaccard: f64,
    /// Shingles in common, as a share of those of the shorter (0 to 1).
    pub containment: f64,
    /// What differs, in order; empty where the regions were too long to be compared by words.
    pub changes: Vec<Change>,
}

/// Words that differ, as byte ranges of the two regions' plain text; one side may be empty.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Change {
    /// In the earlier region.
    pub first: std::ops::Range<u32>,
    /// In the later region.
    pub copy: std::ops::Range<u32>,
}

/// Finds, for each region, the earlier one that it is most like.
pub fn find(article: &Annotated<'_>, repeats: &Repeats) -> Vec<Near> {
    let regions = &article.article().regions;
    let mut postings: HashMap<u64, Vec<u32>, BuildHasherDefault<KeyHasher>> = HashMap::default();
    let mut sizes = vec![0u32; regions.len()];
    let mut shared: HashMap<u32, u32> = HashMap::new();
    let mut out = Vec::new();
    for (index, region) in regions.iter().enumerate() {
        let index = index as u32;
        let words = repeats.words[index as usize] as usize;
        if !is_copy_text(region.role) || words < MIN_WORDS || repeats.is_copy(index) {
            continue;
        }
        let shingles = shingles(article.tokens().of(index), words);
        sizes[index as usize] = shingles.len() as u32;
        shared.clear();
        for shingle in &shingles {
            for earlier in postings.get(shingle).into_iter().flatten() {
                *shared.entry(*earlier).or_default() += 1;
            }
        }
        let best = shared
            .iter()
            .map(|(earlier, count)| (*count, std::cmp::Reverse(*earlier)))
            .max()
            .map(|(count, earlier)| (earlier.0, count));
        if let Some((first, count)) = best {
            let (of_first, of_copy) = (sizes[first as usize], sizes[index as usize]);
            let containment = f64::from(count) / f64::from(of_first.min(of_copy).max(1));
            let jaccard = f64::from(count) / f64::from((of_first + of_copy - count).max(1));
            if containment >= CANDIDATE {
                out.push(compare(article, first, index, containment, jaccard));
            }
        }
        for shingle in shingles {
            let list = postings.entry(shingle).or_default();
            if list.len() < POSTINGS {
                list.push(index);
            }
        }
    }
    out
}

/// The distinct shingles of a region, sorted.
fn shingles(tokens: &[Token], words: usize) -> Vec<u64> {
    let mut keys = Vec::with_capacity(words);
    keys.extend(word_keys(tokens));
    let mut shingles: Vec<u64> = keys.windows(SHINGLE).map(|window| super::hash(window.iter().copied())).collect();
    shingles.sort_unstable();
    shingles.dedup();
    shingles
}

fn compare(article: &Annotated<'_>, first: u32, copy: u32, containment: f64, jaccard: f64) -> Near {
    let words = |region| article.tokens().of(region).iter().filter(|token| token.is_word()).collect::<Vec<_>>();
    let (a, b) = (words(first), words(copy));
    let mut near = Near { first, copy, likeness: jaccard, jaccard, containment, changes: Vec::new() };
    if a.len().max(b.len()) > MAX_WORDS {
        return near;
    }
    let keys = |words: &[&Token]| words.iter().map(|token| token.key).collect::<Vec<_>>();
    let operations = capture_diff_slices(Algorithm::Myers, &keys(&a), &keys(&b));
    let mut common = 0;
    for operation in operations {
        if let DiffOp::Equal { len, .. } = operation {
            common += len;
            continue;
        }
        let (old, new) = (operation.old_range(), operation.new_range());
        near.changes.push(Change { first: bytes(&a, old), copy: bytes(&b, new) });
    }
    near.likeness = 2.0 * common as f64 / (a.len() + b.len()).max(1) as f64;
    near
}

/// The bytes of a run of words; an empty run stands behind the word before it.
fn bytes(words: &[&Token], run: std::ops::Range<usize>) -> std::ops::Range<u32> {
    match (words.get(run.start), words.get(run.end.wrapping_sub(1))) {
        (Some(first), Some(last)) if run.start < run.end => first.start..last.end,
        _ => {
            let at = run.start.checked_sub(1).and_then(|before| words.get(before)).map_or(0, |word| word.end);
            at..at
        }
    }
}

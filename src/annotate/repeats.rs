//! Which regions are copies of earlier ones: exact copies joined into blocks, and near copies with
//! the words that differ.
//!
//! Regions are compared as sequences of words and numbers: case, punctuation, quotation marks,
//! dashes and markup do not count. Exact copies are found by hash, near ones by an inverted index
//! of word 5-grams (Broder's shingles) whose posting lists are cut short, so that cost is linear
//! in the length of the article, however much of it repeats. What may repeat for a good reason is
//! left to [`crate::check`].

mod near;

use std::collections::HashMap;

use super::Annotated;
use super::tokens::Token;
use crate::article::Role;

pub use near::{Change, Near};

/// Copies shorter than this many words are not taken for copies on their own; they may stand in
/// the midst of a block.
const SHORT: usize = 4;

/// A run of regions that says again what an earlier run says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Block {
    /// The regions of the earlier run, in order; short or silent regions in between are left out.
    pub first: Vec<u32>,
    /// The regions of the copy, one for each of the earlier run.
    pub copy: Vec<u32>,
    /// The words of the longest region in it.
    pub longest: u32,
    /// The words of the whole copy.
    pub words: u32,
}

/// The copies in an article.
#[derive(Debug, Default)]
pub struct Repeats {
    /// Exact copies, in the order of the later run.
    pub blocks: Vec<Block>,
    /// Near copies, in the order of the later region.
    pub near: Vec<Near>,
    /// By region: the number of its words.
    pub words: Vec<u32>,
    /// By region: the earlier region that it is an exact copy of.
    first_of: Vec<Option<u32>>,
}

/// The keys of a region's words and numbers; punctuation and possessive marks do not count.
pub fn word_keys(tokens: &[Token]) -> impl Iterator<Item = u64> {
    tokens.iter().filter(|token| token.is_word()).map(|token| token.key)
}

fn hash(keys: impl Iterator<Item = u64>) -> u64 {
    keys.fold(0x5bd1_e995_0f1d_3c4b, |hash: u64, key| (hash ^ key).wrapping_mul(0x9e37_79b9_7f4a_7c15).rotate_left(29))
}

/// The roles whose repeats say something: what is shown twice on purpose has other roles.
fn is_copy_text(role: Role) -> bool {
    matches!(role, Role::Paragraph | Role::BlockQuote)
}

impl Repeats {
    /// Finds the copies of an article.
    pub fn find(article: &Annotated<'_>) -> Self {
        let regions = &article.article().regions;
        let tokens = article.tokens();
        let mut repeats = Repeats { first_of: vec![None; regions.len()], ..Repeats::default() };
        let mut hashes = Vec::with_capacity(regions.len());
        for (index, region) in regions.iter().enumerate() {
            let of = tokens.of(index as u32);
            let words = word_keys(of).count();
            repeats.words.push(words as u32);
            let counts = is_copy_text(region.role) && words > 0;
            hashes.push(counts.then(|| hash(word_keys(of))));
        }
        repeats.find_exact(&hashes);
        repeats.near = near::find(article, &repeats);
        repeats
    }

    /// Walks the regions once. A copy that goes on where the run before it stopped joins that
    /// run; otherwise it is matched with the first region of its kind.
    fn find_exact(&mut self, hashes: &[Option<u64>]) {
        let counted: Vec<u32> = (0..hashes.len() as u32).filter(|at| hashes[*at as usize].is_some()).collect();
        let mut seen: HashMap<u64, usize> = HashMap::new();
        let mut run: Option<Block> = None;
        // The place, among `counted`, of the first region behind the run's earlier side.
        let mut next = 0;
        // And that of the first region of its copy: the two sides of a block never overlap.
        let mut copy_start = 0;
        for (at, region) in counted.iter().enumerate() {
            let key = hashes[*region as usize].unwrap_or_default();
            let goes_on = run.is_some() && next < copy_start && hashes[counted[next] as usize] == Some(key);
            let earlier = if goes_on { Some(next) } else { seen.get(&key).copied() };
            let words = self.words[*region as usize];
            match earlier {
                Some(earlier) if goes_on || words as usize >= SHORT => {
                    if !goes_on {
                        self.blocks.extend(run.take());
                        copy_start = at;
                    }
                    let block =
                        run.get_or_insert_with(|| Block { first: Vec::new(), copy: Vec::new(), longest: 0, words: 0 });
                    block.first.push(counted[earlier]);
                    block.copy.push(*region);
                    block.longest = block.longest.max(words);
                    block.words += words;
                    self.first_of[*region as usize] = Some(counted[earlier]);
                    next = earlier + 1;
                }
                _ => {
                    self.blocks.extend(run.take());
                    seen.entry(key).or_insert(at);
                }
            }
        }
        self.blocks.extend(run);
    }

    /// The earlier region that this one repeats word for word.
    pub fn first_of(&self, region: u32) -> Option<u32> {
        self.first_of.get(region as usize).copied().flatten()
    }

    /// Whether a region is the later copy of another. Rules that count or compare look at the
    /// others only, so that a pasted block is reported once and not again by every rule.
    pub fn is_copy(&self, region: u32) -> bool {
        self.first_of(region).is_some()
    }
}

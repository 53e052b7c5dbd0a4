//! Exact repeats: runs of regions that stand twice.

use super::words::{hash, mix};
use super::{Block, SOLID};
use crate::annotate::PerRegion;
use crate::article::Region;
use crate::lexicon::KeyMap;

/// At most this many regions of no weight may stand between two of a run, unless they are
/// copies themselves.
const GAP: usize = 3;

/// The regions of weight, in order, and where each of them stood before.
struct Solids<'a> {
    regions: &'a [Region],
    words: &'a PerRegion<u64>,
    /// Region indices.
    at: Vec<u32>,
    hashes: Vec<u64>,
}

/// Finds the runs, in the order of their later copies.
pub fn find(regions: &[Region], words: &PerRegion<u64>) -> Vec<Block> {
    let mut solids = Solids { regions, words, at: Vec::new(), hashes: Vec::new() };
    for (index, region) in regions.iter().enumerate() {
        let own = words.of(index as u32);
        if region.role.is_body() && own.len() >= SOLID {
            solids.at.push(index as u32);
            solids.hashes.push(mix(hash(own), region.role as u64));
        }
    }
    // For each, the first that is the same and the last before it.
    let mut seen: KeyMap<(u32, u32)> = KeyMap::default();
    let before: Vec<Option<(u32, u32)>> = (0u32..)
        .zip(&solids.hashes)
        .map(|(at, hash)| {
            let mut earlier = None;
            seen.entry(*hash)
                .and_modify(|entry| {
                    earlier = Some(*entry);
                    entry.1 = at;
                })
                .or_insert((at, at));
            earlier
        })
        .collect();

    let mut blocks = Vec::new();
    let mut at = 0;
    while at < solids.at.len() {
        let Some((first, last)) = before[at] else {
            at += 1;
            continue;
        };
        let (first, last) = (first as usize, last as usize);
        let mut from = first;
        let mut len = solids.run(first, at);
        if last != first {
            let other = solids.run(last, at);
            if other > len {
                (from, len) = (last, other);
            }
        }
        if len == 0 {
            at += 1;
            continue;
        }
        blocks.push(solids.block(from, at, len));
        at += len;
    }
    blocks
}

impl Solids<'_> {
    fn same(&self, a: u32, b: u32) -> bool {
        self.words.of(a) == self.words.of(b)
    }

    /// How many regions of weight from `from` on stand again from `later` on. A run does not
    /// grow into its own copy, and ends where it would begin anew.
    fn run(&self, from: usize, later: usize) -> usize {
        let mut len = 0;
        while from + len < later
            && later + len < self.at.len()
            && self.hashes[from + len] == self.hashes[later + len]
            && self.same(self.at[from + len], self.at[later + len])
            && (len == 0 || self.hashes[later + len] != self.hashes[later] && self.joins(from + len, later + len))
        {
            len += 1;
        }
        len
    }

    /// Whether what stands before the two regions of weight lets a run go on.
    fn joins(&self, a: usize, b: usize) -> bool {
        let between = |at: usize| self.at[at - 1] + 1..self.at[at];
        let (a, b) = (between(a), between(b));
        a.len() <= GAP && b.len() <= GAP || a.len() == b.len() && a.zip(b).all(|(a, b)| self.same(a, b))
    }

    fn block(&self, from: usize, later: usize, len: usize) -> Block {
        let pairs: Vec<_> = (0..len).map(|i| (self.at[from + i], self.at[later + i])).collect();
        let range = |at: usize| self.at[at]..self.at[at + len - 1] + 1;
        let (mut first, mut copy) = (range(from), range(later));
        // Short lines at the edges belong to the block where both copies have them.
        while copy.start > first.end && first.start > 0 && self.is_short_copy(first.start - 1, copy.start - 1) {
            first.start -= 1;
            copy.start -= 1;
        }
        while first.end < copy.start && self.is_short_copy(first.end, copy.end) {
            first.end += 1;
            copy.end += 1;
        }
        Block { first, later: copy, pairs }
    }

    fn is_short_copy(&self, a: u32, b: u32) -> bool {
        let role = |at: u32| self.regions.get(at as usize).map(|region| region.role);
        let words = self.words.of(b);
        !words.is_empty() && words.len() < SOLID && role(a) == role(b) && self.same(a, b)
    }
}

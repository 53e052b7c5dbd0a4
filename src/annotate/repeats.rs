//! Repeats: which parts of a story are copies of earlier ones.
//!
//! Copies that differ in nothing but case, quotation marks, dashes, spaces and punctuation are
//! exact; consecutive ones make a [`Block`]. Body paragraphs that were changed a little are
//! [`Near`] copies. Everything goes by hashes and a capped index of fingerprints, so a hundred
//! thousand paragraphs, all alike or all different, cost no more a paragraph than ten do.
//! Whether a repeat is a fault is left to [`crate::check::repeated`]; other checks ask
//! [`Annotated::unique_regions`] so that pasted copy counts once.

use std::ops::Range;

use super::{Annotated, PerRegion};
use crate::article::Role;

mod blocks;
mod near;
pub mod words;

/// Fewest words of a region that can be a copy by itself. What is shorter ("He declined to
/// comment.") repeats by nature and is only carried along within a block. Our own judgement.
pub const SOLID: usize = 6;

/// Fewest words of a headline whose copy counts as one: two words often open a caption or a list.
pub const HEADLINE: usize = 3;

/// A run of regions that stands twice. Both ranges are region indices, half-open; regions of no
/// weight within a run (furniture, captions, very short lines) may differ or be missing in one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Block {
    /// The earlier copy.
    pub first: Range<u32>,
    /// The later copy.
    pub later: Range<u32>,
    /// The regions of weight: each with its copy.
    pub pairs: Vec<(u32, u32)>,
}

/// A region that is an earlier one with small changes.
#[derive(Clone, Debug, PartialEq)]
pub struct Near {
    /// The earlier region.
    pub first: u32,
    /// The later region.
    pub later: u32,
    /// How many words both have in the same order.
    pub shared: u32,
    /// Where the two differ, in order.
    pub changes: Vec<Change>,
}

/// Words of the one copy that stand for words of the other. Indices into the words of each
/// region (see [`words`]), half-open; one side may be empty.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Change {
    /// In the earlier copy.
    pub first: Range<u32>,
    /// In the later copy.
    pub later: Range<u32>,
}

/// The repeats of an article.
#[derive(Debug)]
pub struct Repeats {
    words: PerRegion<u64>,
    blocks: Vec<Block>,
    headlines: Vec<(u32, u32)>,
    near: Vec<Near>,
    /// By region: whether it is an exact copy of an earlier one.
    copies: Vec<bool>,
}

impl Repeats {
    /// Finds the repeats of an article.
    pub fn find(article: &Annotated<'_>) -> Self {
        let words = PerRegion::collect(article.article(), |index, region, out| {
            words::append(region.text.as_str(), article.tokens().of(index), out);
        });
        let regions = &article.article().regions;
        let blocks = blocks::find(regions, &words);
        let headlines = headlines(article, &words);
        let mut copies = vec![false; regions.len()];
        for block in &blocks {
            for region in block.later.clone() {
                if let Some(copy) = copies.get_mut(region as usize) {
                    *copy = true;
                }
            }
        }
        for (_, later) in &headlines {
            if let Some(copy) = copies.get_mut(*later as usize) {
                *copy = true;
            }
        }
        let near = near::find(regions, &words, &copies);
        Repeats { words, blocks, headlines, near, copies }
    }

    /// The runs of body regions that stand twice, in the order of the later copies. Of a run
    /// that stands three times there are two, both with the same first copy.
    pub fn blocks(&self) -> &[Block] {
        &self.blocks
    }

    /// The headline, and a region below it that says the same.
    pub fn headlines(&self) -> &[(u32, u32)] {
        &self.headlines
    }

    /// The regions that are earlier ones with small changes, in the order of the later copies;
    /// at most one for each later region.
    pub fn near(&self) -> &[Near] {
        &self.near
    }

    /// Whether a region is an exact copy of an earlier one, or carried along in a block of them.
    pub fn is_copy(&self, region: u32) -> bool {
        self.copies.get(region as usize).copied().unwrap_or(false)
    }

    /// The words of a region, as they are compared.
    pub fn words(&self, region: u32) -> &[u64] {
        self.words.of(region)
    }
}

impl Annotated<'_> {
    /// Whether a region is an exact copy of an earlier one.
    pub fn is_copy(&self, region: u32) -> bool {
        self.repeats().is_copy(region)
    }

    /// The regions of the article without those that are copies of earlier ones: what checks
    /// read that would otherwise report pasted copy twice.
    pub fn unique_regions(&self) -> impl Iterator<Item = u32> {
        (0..self.article().regions.len() as u32).filter(|region| !self.is_copy(*region))
    }
}

/// The regions that say what the first headline says. Fields of the file's head are no copies:
/// a title for search engines repeats the headline by design.
fn headlines(article: &Annotated<'_>, words: &PerRegion<u64>) -> Vec<(u32, u32)> {
    let regions = &article.article().regions;
    let Some(first) = regions.iter().position(|region| region.role == Role::Headline) else { return Vec::new() };
    let headline = words.of(first as u32);
    if headline.len() < HEADLINE {
        return Vec::new();
    }
    let stands_in_story = |role: Role| {
        matches!(role, Role::Headline | Role::Kicker | Role::Deck | Role::Paragraph | Role::Subhead | Role::BlockQuote)
    };
    (first as u32 + 1..regions.len() as u32)
        .filter(|index| {
            let region = &regions[*index as usize];
            stands_in_story(region.role) && region.key.is_none() && words.of(*index) == headline
        })
        .map(|later| (first as u32, later))
        .collect()
}

//! Near repeats: body regions that are earlier ones with small changes.
//!
//! Each region leaves fingerprints: of all its runs of five words, those whose hash is the
//! smallest of four neighbours (winnowing), so that two regions that share eight words in a row
//! share a fingerprint. The earlier regions that share most fingerprints are then compared word
//! by word. The index keeps a few regions for each fingerprint and each region looks at a few
//! candidates, which bounds the work however much of a story is boilerplate.

use std::ops::Range;

use super::words::mix;
use super::{Change, Near};
use crate::annotate::PerRegion;
use crate::article::Region;
use crate::lexicon::KeyMap;

/// Fewest words of a near copy: below, a sentence with a formula in it looks like one.
const WORDS: usize = 20;
/// Words of a fingerprint.
const SHINGLE: usize = 5;
/// Of so many neighbours one is a fingerprint.
const WINDOW: usize = 4;
/// A fingerprint remembers so many regions, the first that had it.
const POSTINGS: u8 = 12;
/// So many earlier regions are compared word by word with a later one.
const CANDIDATES: usize = 3;
/// A candidate shares one fingerprint in so many: of a copy with four changes, more than half are left,
/// and two paragraphs on one subject share one by chance.
const SHARE: usize = 8;
/// At most so many words may be put in or taken out between two copies.
const EDITS: usize = 160;
/// A near copy has at least this share of its words in common with the first copy, in the same
/// order: twice the shared words, by the words of both. What is less alike is a paragraph with a
/// sentence of another one in it.
pub const ALIKE: f64 = 0.80;

/// For each fingerprint, the regions that have it: a list in `links`, last first.
#[derive(Default)]
struct Index {
    heads: KeyMap<(u32, u8)>,
    links: Vec<(u32, u32)>,
}

const END: u32 = u32::MAX;

impl Index {
    /// Gives the regions that have a fingerprint to `each`, and adds `region` to them.
    fn visit(&mut self, fingerprint: u64, region: u32, mut each: impl FnMut(u32)) {
        let (head, count) = self.heads.entry(fingerprint).or_insert((END, 0));
        let mut at = *head;
        while let Some((other, next)) = self.links.get(at as usize) {
            each(*other);
            at = *next;
        }
        if *count < POSTINGS {
            self.links.push((region, *head));
            *head = self.links.len() as u32 - 1;
            *count += 1;
        }
    }
}

/// Finds the near copies, in order, at most one for each later region.
pub fn find(regions: &[Region], words: &PerRegion<u64>, copies: &[bool]) -> Vec<Near> {
    let mut index = Index::default();
    let mut found = Vec::new();
    let mut prints = Vec::new();
    let mut votes = Vec::new();
    for (later, region) in (0u32..).zip(regions) {
        let own = words.of(later);
        if !region.role.is_body() || own.len() < WORDS || copies.get(later as usize) == Some(&true) {
            continue;
        }
        prints.clear();
        fingerprints(own, &mut prints);
        prints.sort_unstable();
        prints.dedup();
        votes.clear();
        for print in &prints {
            index.visit(*print, later, |other| votes.push(other));
        }
        for first in candidates(&mut votes, prints.len() / SHARE) {
            let same_role = regions.get(first as usize).is_some_and(|r| r.role == region.role);
            if same_role && let Some(near) = compare(first, later, words) {
                found.push(near);
                break;
            }
        }
    }
    found
}

/// Appends the fingerprints of a region's words.
fn fingerprints(words: &[u64], out: &mut Vec<u64>) {
    let hash = |at: usize| words[at..at + SHINGLE].iter().fold(0, |hash, word| mix(hash, *word));
    let count = (words.len() + 1).saturating_sub(SHINGLE);
    let mut window = [u64::MAX; WINDOW];
    let mut last = None;
    for at in 0..count {
        window[at % WINDOW] = hash(at);
        if at + 1 < WINDOW {
            continue;
        }
        let least = window.iter().copied().min();
        if least != last {
            out.extend(least);
            last = least;
        }
    }
}

/// The regions that were named most often and at least so often, the earlier ones first among equals.
fn candidates(votes: &mut [u32], least: usize) -> Vec<u32> {
    votes.sort_unstable();
    let same = votes.chunk_by(|a, b| a == b).filter(|same| same.len() >= least);
    let mut counted: Vec<(usize, u32)> = same.map(|same| (same.len(), same[0])).collect();
    counted.sort_by(|a, b| b.0.cmp(&a.0).then(a.1.cmp(&b.1)));
    counted.truncate(CANDIDATES);
    counted.into_iter().map(|(_, region)| region).collect()
}

/// The two regions as near copies, if they are.
fn compare(first: u32, later: u32, words: &PerRegion<u64>) -> Option<Near> {
    let (a, b) = (words.of(first), words.of(later));
    let changes = changes(a, b, EDITS)?;
    let gone: usize = changes.iter().map(|change| change.first.len()).sum();
    let shared = a.len() - gone;
    let near = Near { first, later, shared: shared as u32, changes };
    (near.alike(a.len(), b.len()) >= ALIKE).then_some(near)
}

impl Near {
    /// Twice the shared words, by the words of both copies.
    pub fn alike(&self, first: usize, later: usize) -> f64 {
        2.0 * f64::from(self.shared) / (first + later).max(1) as f64
    }
}

/// What turns `a` into `b` with the fewest words put in and taken out (Myers 1986), unless these
/// are more than `most`.
fn changes(a: &[u64], b: &[u64], most: usize) -> Option<Vec<Change>> {
    let head = a.iter().zip(b).take_while(|(a, b)| a == b).count();
    let tail = a[head..].iter().rev().zip(b[head..].iter().rev()).take_while(|(a, b)| a == b).count();
    let (a, b) = (&a[head..a.len() - tail], &b[head..b.len() - tail]);
    if a.len().abs_diff(b.len()) > most {
        return None;
    }
    let (n, m) = (a.len() as isize, b.len() as isize);
    // furthest[k + reach]: how far into `a` the diagonal k has been followed.
    let reach = most.min(a.len() + b.len()) as isize + 1;
    let mut furthest = vec![0isize; 2 * reach as usize + 1];
    let mut trace: Vec<Vec<isize>> = Vec::new();
    let edits = (0..reach).find(|d| {
        let d = *d;
        trace.push(furthest[(reach - d - 1).max(0) as usize..=(reach + d + 1) as usize].to_vec());
        let mut k = -d;
        while k <= d {
            let (down, right) = (furthest[(k + 1 + reach) as usize], furthest[(k - 1 + reach) as usize]);
            let mut x = if k == -d || k != d && right < down { down } else { right + 1 };
            while x < n && x - k < m && x - k >= 0 && a[x as usize] == b[(x - k) as usize] {
                x += 1;
            }
            furthest[(k + reach) as usize] = x;
            if x >= n && x - k >= m {
                return true;
            }
            k += 2;
        }
        false
    })?;
    Some(hunks(&trace, edits, n, m, head as u32))
}

/// Walks the trace back and joins single edits to changes.
fn hunks(trace: &[Vec<isize>], edits: isize, n: isize, m: isize, offset: u32) -> Vec<Change> {
    let mut out: Vec<Change> = Vec::new();
    let (mut x, mut y) = (n, m);
    for d in (1..=edits).rev() {
        let Some(row) = trace.get(d as usize) else { break };
        let at = |k: isize| row.get((k + d + 1) as usize).copied().unwrap_or(0);
        let k = x - y;
        let insert = k == -d || k != d && at(k - 1) < at(k + 1);
        let before = if insert { at(k + 1) } else { at(k - 1) };
        let before_y = before - if insert { k + 1 } else { k - 1 };
        // The edit itself; the equal words behind it lie between it and (x, y).
        let (to_x, to_y) = if insert { (before, before_y + 1) } else { (before + 1, before_y) };
        let range = |from: isize, to: isize| -> Range<u32> { offset + from as u32..offset + to as u32 };
        let (first, later) = (range(before, to_x), range(before_y, to_y));
        match out.last_mut() {
            Some(last) if last.first.start == first.end && last.later.start == later.end => {
                last.first.start = first.start;
                last.later.start = later.start;
            }
            _ => out.push(Change { first, later }),
        }
        (x, y) = (before, before_y);
    }
    out.reverse();
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    fn differ(a: &str, b: &str) -> Vec<(String, String)> {
        let a: Vec<u64> = a.bytes().map(u64::from).collect();
        let b: Vec<u64> = b.bytes().map(u64::from).collect();
        let text = |words: &[u64], range: &Range<u32>| {
            words[range.start as usize..range.end as usize].iter().map(|w| *w as u8 as char).collect::<String>()
        };
        let changes = changes(&a, &b, 8).unwrap();
        changes.iter().map(|c| (text(&a, &c.first), text(&b, &c.later))).collect()
    }

    #[test]
    fn changes_are_the_words_that_differ() {
        let pair = |a: &str, b: &str| (a.to_owned(), b.to_owned());
        assert_eq!(differ("abcdef", "abcdef"), []);
        assert_eq!(differ("abcdef", "abXdef"), [pair("c", "X")]);
        assert_eq!(differ("abcdef", "abdef"), [pair("c", "")]);
        assert_eq!(differ("abdef", "abcdefg"), [pair("", "c"), pair("", "g")]);
        assert_eq!(differ("abcdefgh", "abXYefZh"), [pair("cd", "XY"), pair("g", "Z")]);
        assert_eq!(differ("", "ab"), [pair("", "ab")]);
    }

    #[test]
    fn too_many_changes_are_none() {
        let a: Vec<u64> = (0..40).collect();
        let b: Vec<u64> = (100..140).collect();
        assert!(changes(&a, &b, 20).is_none());
    }
}

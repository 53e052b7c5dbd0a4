//! Word lists: the data that layers, checks and rules go by.
//!
//! A lexicon is a text file with one entry a line; `#` starts a comment (at the start of a line
//! or after white space), blank lines are skipped, and `entry = value` gives an entry a value.
//! Matching is over tokens, not bytes: an entry is cut by the same tokenizer as the copy, so
//! case, curly apostrophes and white space never matter. One pass over the tokens finds the
//! entries of a whole lexicon, however long it is. What an entry *means* is left to its user.

use std::collections::HashMap;
use std::hash::{BuildHasherDefault, Hasher};

use crate::annotate::tokens::{Token, key, tokenize_into};

/// Token keys are hashes already; this passes them through.
#[derive(Default)]
pub struct KeyHasher(u64);

impl Hasher for KeyHasher {
    fn finish(&self) -> u64 {
        self.0
    }
    fn write(&mut self, bytes: &[u8]) {
        for byte in bytes {
            self.0 = (self.0 ^ u64::from(*byte)).wrapping_mul(0x0100_0000_01b3);
        }
    }
    fn write_u64(&mut self, key: u64) {
        self.0 = key;
    }
}

/// A map from token keys, without hashing them again.
pub type KeyMap<V> = HashMap<u64, V, BuildHasherDefault<KeyHasher>>;

/// One entry of a lexicon.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entry {
    /// The words as written in the file.
    pub phrase: Box<str>,
    /// What stands behind `=`, if anything.
    pub value: Option<Box<str>>,
    /// The line in the file, from 1.
    pub line: u32,
    /// The key of its first token.
    first: u64,
    /// The keys of the others; nearly every entry is one word, and has none.
    rest: Box<[u64]>,
}

impl Entry {
    /// How many tokens it has.
    fn len(&self) -> usize {
        1 + self.rest.len()
    }
}

/// A word list, ready to be matched.
#[derive(Clone, Debug, Default)]
pub struct Lexicon {
    entries: Vec<Entry>,
    /// By the first token: the longest entry that begins with it.
    by_first: KeyMap<u32>,
    /// For every entry, the next one that begins with the same token; [`NONE`] where there is none.
    next: Vec<u32>,
    /// Whether any entry may begin with a token: nearly every word of a story begins none.
    may: Sieve,
}

/// A bit for every possible place of a key: no bit, no entry.
#[derive(Clone, Debug)]
struct Sieve([u64; 64]);

impl Default for Sieve {
    fn default() -> Self {
        Sieve([0; 64])
    }
}

impl Sieve {
    /// The word and the bit of a key; the bits in the middle, since the map goes by those at the ends.
    #[inline]
    fn bit(key: u64) -> (usize, u64) {
        ((key >> 26) as usize & 63, 1 << (key >> 20 & 63))
    }

    fn add(&mut self, key: u64) {
        let (word, bit) = Self::bit(key);
        self.0[word] |= bit;
    }

    #[inline]
    fn has(&self, key: u64) -> bool {
        let (word, bit) = Self::bit(key);
        self.0[word] & bit != 0
    }
}

const NONE: u32 = u32::MAX;

impl Lexicon {
    /// Reads a lexicon file's text. Lines without a word are left out.
    pub fn parse(text: &str) -> Self {
        let mut lexicon = Lexicon::default();
        lexicon.entries.reserve(text.bytes().filter(|byte| *byte == b'\n').count());
        let mut tokens = Vec::new();
        for (index, line) in text.lines().enumerate() {
            let (phrase, value) = pair(line);
            lexicon.add(phrase, value, index as u32 + 1, &mut tokens);
        }
        lexicon.finish()
    }

    /// A lexicon of phrases that stand in a rule file or the configuration.
    pub fn from_phrases<'a>(phrases: impl IntoIterator<Item = &'a str>) -> Self {
        let mut lexicon = Lexicon::default();
        let mut tokens = Vec::new();
        for phrase in phrases {
            lexicon.add(phrase, None, 0, &mut tokens);
        }
        lexicon.finish()
    }

    /// Adds an entry; `tokens` is lent for the work.
    fn add(&mut self, phrase: &str, value: Option<&str>, line: u32, tokens: &mut Vec<Token>) {
        let (first, rest) = if !phrase.is_empty() && phrase.bytes().all(|byte| byte.is_ascii_alphabetic()) {
            (key(phrase), Box::default())
        } else {
            tokens.clear();
            tokenize_into(phrase, tokens);
            let Some((first, rest)) = tokens.split_first() else { return };
            (first.key, rest.iter().map(|token| token.key).collect())
        };
        self.entries.push(Entry { phrase: phrase.into(), value: value.map(Into::into), line, first, rest });
    }

    /// Strings together the entries that begin with the same token, the longest first. Most words
    /// begin one entry only, so nothing is sorted but the few that begin several.
    fn finish(mut self) -> Self {
        self.next = vec![NONE; self.entries.len()];
        self.by_first.reserve(self.entries.len());
        let mut shared = Vec::new();
        for (at, entry) in (0u32..).zip(&self.entries) {
            self.may.add(entry.first);
            if let Some(before) = self.by_first.insert(entry.first, at) {
                self.next[at as usize] = before;
                if self.next[before as usize] == NONE {
                    shared.push(entry.first);
                }
            }
        }
        let mut run = Vec::new();
        for first in shared {
            let head = self.by_first.get(&first).copied();
            run.clear();
            run.extend(std::iter::successors(head, |at| Some(self.next[*at as usize]).filter(|next| *next != NONE)));
            run.sort_unstable_by_key(|at| (std::cmp::Reverse(self.entries[*at as usize].len()), *at));
            for pair in run.windows(2) {
                self.next[pair[0] as usize] = pair[1];
            }
            if let (Some(longest), Some(last)) = (run.first(), run.last()) {
                self.by_first.insert(first, *longest);
                self.next[*last as usize] = NONE;
            }
        }
        self
    }

    /// The entries that begin with a token, the longest first.
    #[inline]
    fn beginning(&self, key: u64) -> impl Iterator<Item = &Entry> {
        let first = if self.may.has(key) { self.by_first.get(&key).copied() } else { None };
        let mut at = first.unwrap_or(NONE);
        std::iter::from_fn(move || {
            let entry = self.entries.get(at as usize)?;
            at = self.next.get(at as usize).copied().unwrap_or(NONE);
            Some(entry)
        })
    }

    /// Every entry, in the order of the file.
    pub fn entries(&self) -> &[Entry] {
        &self.entries
    }

    /// How many tokens the longest entry has.
    pub fn longest(&self) -> usize {
        self.entries.iter().map(Entry::len).max().unwrap_or(0)
    }

    /// Whether it has no entry at all.
    pub fn is_empty(&self) -> bool {
        self.entries.is_empty()
    }

    /// The longest entry that starts with the first of `tokens`, and how many tokens it takes.
    pub fn starts(&self, tokens: &[Token]) -> Option<(&Entry, usize)> {
        let (first, behind) = tokens.split_first()?;
        self.beginning(first.key).find_map(|entry| {
            let fits =
                behind.len() >= entry.rest.len() && entry.rest.iter().zip(behind).all(|(key, token)| *key == token.key);
            fits.then_some((entry, entry.len()))
        })
    }

    /// Whether a single token is an entry.
    pub fn has(&self, token: &Token) -> bool {
        self.get(token).is_some()
    }

    /// The entry that a single token is.
    pub fn get(&self, token: &Token) -> Option<&Entry> {
        self.beginning(token.key).find(|entry| entry.rest.is_empty())
    }
}

/// A line without its comment and surrounding white space.
pub fn uncommented(line: &str) -> &str {
    let line = line.trim();
    if line.starts_with('#') {
        return "";
    }
    match spaced(line, b'#') {
        Some(at) => line[..at].trim_end(),
        None => line,
    }
}

/// Where a mark stands in a line with white space before it: the place of the space.
fn spaced(line: &str, mark: u8) -> Option<usize> {
    // Byte by byte: a searcher made anew for each of twenty thousand lines costs more than the search.
    let bytes = line.as_bytes();
    (1..bytes.len()).find(|at| bytes[*at] == mark && bytes[at - 1] == b' ').map(|at| at - 1)
}

/// What a line says: an entry, and what stands behind its ` = `, if anything.
fn pair(line: &str) -> (&str, Option<&str>) {
    let line = uncommented(line);
    match spaced(line, b'=').filter(|at| line.as_bytes().get(at + 2) == Some(&b' ')) {
        Some(at) => (line[..at].trim(), Some(line[at + 3..].trim())),
        None => (line, None),
    }
}

/// What every line of a word list says: an entry and its value, either of which may be empty. For
/// tables that are no [`Lexicon`]; the first line is that of [`Entry::line`] 1.
pub fn lines(text: &str) -> impl Iterator<Item = (&str, &str)> {
    text.lines().map(pair).map(|(entry, value)| (entry, value.unwrap_or("")))
}

/// The entries of a word list with their values.
pub fn pairs(text: &str) -> impl Iterator<Item = (&str, &str)> {
    lines(text).filter(|(entry, _)| !entry.is_empty())
}

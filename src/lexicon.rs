//! Word lists: the data that layers, checks and rules go by.
//!
//! A lexicon is a text file with one entry a line; `#` starts a comment (at the start of a line
//! or after white space), blank lines are skipped, and `entry = value` gives an entry a value.
//! Matching is over tokens, not bytes: an entry is cut by the same tokenizer as the copy, so
//! case, curly apostrophes and white space never matter. One pass over the tokens finds the
//! entries of a whole lexicon, however long it is. What an entry *means* is left to its user.

use std::collections::HashMap;
use std::hash::{BuildHasherDefault, Hasher};

use crate::annotate::tokens::{Token, tokenize};

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
    /// The keys of its tokens.
    keys: Box<[u64]>,
}

/// A word list, ready to be matched.
#[derive(Clone, Debug, Default)]
pub struct Lexicon {
    entries: Vec<Entry>,
    by_first: KeyMap<Vec<u32>>,
}

impl Lexicon {
    /// Reads a lexicon file's text. Lines without a word are left out.
    pub fn parse(text: &str) -> Self {
        let mut lexicon = Lexicon::default();
        for (index, line) in text.lines().enumerate() {
            let line = uncommented(line);
            let (phrase, value) = match line.as_bytes().windows(3).position(|mark| mark == b" = ") {
                Some(at) => (line[..at].trim(), Some(line[at + 3..].trim())),
                None => (line, None),
            };
            lexicon.add(phrase, value, index as u32 + 1);
        }
        lexicon.finish()
    }

    /// A lexicon of phrases that stand in a rule file or the configuration.
    pub fn from_phrases<'a>(phrases: impl IntoIterator<Item = &'a str>) -> Self {
        let mut lexicon = Lexicon::default();
        for phrase in phrases {
            lexicon.add(phrase, None, 0);
        }
        lexicon.finish()
    }

    fn add(&mut self, phrase: &str, value: Option<&str>, line: u32) {
        let keys: Box<[u64]> = tokenize(phrase).iter().map(|t| t.key).collect();
        if let Some(first) = keys.first() {
            self.by_first.entry(*first).or_default().push(self.entries.len() as u32);
            self.entries.push(Entry { phrase: phrase.into(), value: value.map(Into::into), line, keys });
        }
    }

    fn finish(mut self) -> Self {
        let entries = &self.entries;
        for list in self.by_first.values_mut() {
            list.sort_by_key(|e| std::cmp::Reverse(entries[*e as usize].keys.len()));
        }
        self
    }

    /// Every entry, in the order of the file.
    pub fn entries(&self) -> &[Entry] {
        &self.entries
    }

    /// How many tokens the longest entry has.
    pub fn longest(&self) -> usize {
        self.entries.iter().map(|e| e.keys.len()).max().unwrap_or(0)
    }

    /// Whether it has no entry at all.
    pub fn is_empty(&self) -> bool {
        self.entries.is_empty()
    }

    /// The longest entry that starts with the first of `tokens`, and how many tokens it takes.
    pub fn starts(&self, tokens: &[Token]) -> Option<(&Entry, usize)> {
        let list = self.by_first.get(&tokens.first()?.key)?;
        list.iter().map(|e| &self.entries[*e as usize]).find_map(|entry| {
            let len = entry.keys.len();
            (tokens.len() >= len && entry.keys.iter().zip(tokens).all(|(key, token)| *key == token.key))
                .then_some((entry, len))
        })
    }

    /// Whether a single token is an entry.
    pub fn has(&self, token: &Token) -> bool {
        self.get(token).is_some()
    }

    /// The entry that a single token is.
    pub fn get(&self, token: &Token) -> Option<&Entry> {
        let list = self.by_first.get(&token.key)?;
        list.iter().map(|e| &self.entries[*e as usize]).find(|e| e.keys.len() == 1)
    }
}

/// A line without its comment and surrounding white space.
pub fn uncommented(line: &str) -> &str {
    let line = line.trim();
    if line.starts_with('#') {
        return "";
    }
    // Byte by byte: a searcher made anew for each of ten thousand lines costs more than the search.
    match line.as_bytes().windows(2).position(|pair| pair == b" #") {
        Some(at) => line[..at].trim_end(),
        None => line,
    }
}

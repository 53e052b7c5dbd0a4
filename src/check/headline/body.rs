//! The words of the story, by key: how often, how written, and where first.
//!
//! Everything that is not above the story counts: a name in a caption or a byline is borne out too.
//! It is built only where some word above the story has not been found at once.

use std::collections::HashSet;

use super::words::{self, ALIASES};
use crate::annotate::Annotated;
use crate::annotate::tokens::{Kind, Token};
use crate::lexicon::KeyMap;

/// What is known of a word.
#[derive(Clone, Copy, Debug)]
pub struct Word {
    /// The region and token of its first use; of the first one with a capital, if there is one.
    pub first: (u32, u32),
    /// How often it stands in the story.
    pub count: u32,
    /// How often it has a capital where nothing but a name has one.
    pub named: u32,
    /// Whether it is written small somewhere.
    pub small: bool,
}

/// The words of a story.
pub struct Body {
    words: KeyMap<Word>,
    concepts: HashSet<u64>,
}

impl Body {
    /// Reads everything that does not stand above the story.
    pub fn of(article: &Annotated<'_>) -> Self {
        let mut words = KeyMap::<Word>::default();
        let mut concepts = HashSet::new();
        for (index, region) in (0u32..).zip(&article.article().regions) {
            if region.role.is_display() {
                continue;
            }
            let tokens = article.tokens().of(index);
            for (at, token) in tokens.iter().enumerate().filter(|(_, t)| t.is_word()) {
                let named = token.capital && at > 0 && is_amid(&tokens[at - 1]);
                let word = words.entry(token.key).or_insert(Word {
                    first: (index, at as u32),
                    count: 0,
                    named: 0,
                    small: false,
                });
                if named && word.named == 0 {
                    word.first = (index, at as u32);
                }
                word.count += 1;
                word.named += u32::from(named);
                word.small |= !token.capital;
                if token.capital
                    && let Some((found, len)) = ALIASES.starts(&tokens[at..])
                    && (len > 1 || is_name_like(token))
                {
                    concepts.extend(found);
                }
            }
        }
        Body { words, concepts }
    }

    /// What is known of the word with a key.
    pub fn word(&self, key: u64) -> Option<&Word> {
        self.words.get(&key)
    }

    /// Every word with its key, in the order of first use.
    pub fn in_order(&self) -> Vec<(u64, Word)> {
        let mut all: Vec<(u64, Word)> = self.words.iter().map(|(key, word)| (*key, *word)).collect();
        all.sort_unstable_by_key(|(_, word)| word.first);
        all
    }

    /// Whether the story has a name for one of these things.
    pub fn has_concept(&self, concepts: &[u64]) -> bool {
        concepts.iter().any(|c| self.concepts.contains(c))
    }
}

/// Two letters are a state or a country only in capitals: `in` and `IN`.
fn is_name_like(token: &Token) -> bool {
    token.upper || token.end - token.start > 2
}

/// Whether a capital behind this token marks a name.
pub fn is_amid(before: &Token) -> bool {
    match before.kind {
        Kind::Word | Kind::Number | Kind::Clitic => true,
        Kind::Mark => before.is(',') || before.is('&'),
        Kind::Quote => false,
    }
}

/// The concepts of the name that starts with the first of some tokens.
pub fn concepts(tokens: &[Token]) -> Option<(&'static [u64], usize)> {
    let aliases: &'static words::Aliases = &ALIASES;
    aliases.starts(tokens)
}

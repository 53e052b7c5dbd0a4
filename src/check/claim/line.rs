//! A sentence of the body, and who does what in it.
//!
//! There is no parser: small words, commas and the shape of words tell where a clause opens, whether
//! a word is its verb, and who stands before it.

use std::cell::OnceCell;
use std::ops::Range;

use super::headline;
use crate::annotate::lemmas::{self, Function};
use crate::annotate::tokens::{Kind, Token};
use crate::annotate::verbs;

/// A sentence of the body.
#[derive(Clone, Debug)]
pub struct Line<'a> {
    /// Its region.
    pub region: u32,
    /// The text of the region.
    pub plain: &'a str,
    /// The region's tokens.
    pub tokens: &'a [Token],
    /// The tokens of the sentence.
    pub range: Range<usize>,
    /// How many paragraphs of running text stand before its own.
    pub paragraph: usize,
    /// How many sentences of running text stand before it.
    pub order: usize,
    /// Its words of weight; every check asks for them many times.
    pub(super) stems: OnceCell<Vec<(u64, usize)>>,
}

/// Who does it, beside the claim.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Subject {
    /// Somebody of the claim.
    Same,
    /// The clause names nobody, or only `it`.
    Unsaid,
    /// Somebody that the claim does not have.
    Other,
}

impl Line<'_> {
    /// The stems of its words of weight, with their tokens.
    pub fn stems(&self) -> &[(u64, usize)] {
        self.stems.get_or_init(|| {
            let words = headline::words(self.plain, self.tokens, self.range.clone());
            words.iter().map(|word| (word.stem, word.at)).collect()
        })
    }

    /// Whether a name stands among some tokens, the first of the sentence left out.
    pub fn names(&self, tokens: &Range<usize>) -> bool {
        let named = |at: &usize| *at > self.range.start && self.tokens.get(*at).is_some_and(|t| t.capital);
        tokens.clone().any(|at| named(&at))
    }

    /// Whether a token is one of these words, whatever its case.
    pub fn is(&self, at: usize, words: &[&str]) -> bool {
        self.tokens.get(at).is_some_and(|t| t.is_any(self.plain, words))
    }

    /// Whether the clause of a token tells of what was before: `after being suspended`, `despite a
    /// rise`, `which had fallen`.
    pub fn is_background(&self, at: usize) -> bool {
        self.is_conceded(at) || self.is_earlier(at)
    }

    /// Whether the clause only grants it: `though it has not quit`. What is granted is true all the same.
    fn is_conceded(&self, at: usize) -> bool {
        self.before(at).any(|i| self.is(i, &["though", "although", "even"]))
    }

    /// The tokens of a clause before one of them.
    fn before(&self, at: usize) -> impl Iterator<Item = usize> {
        let stop = |i: &usize| !self.tokens.get(*i).is_some_and(|t| t.is(',') || t.is(';') || t.is('—') || t.is('–'));
        (self.range.start..at).rev().take_while(stop).take(8)
    }

    /// Whether the clause of a token tells of another time, or of no time at all.
    pub fn is_earlier(&self, at: usize) -> bool {
        // `said on Monday it had failed` tells of no time before.
        let told = (self.range.start..at).any(|i| self.tokens.get(i).is_some_and(|t| verbs::is_speech(t.key)));
        self.before(at).any(|i| {
            self.is(i, &["had"]) && !told
                || self.is(
                    i,
                    &[
                        "after",
                        "despite",
                        "before",
                        "until",
                        "since",
                        "following",
                        "previously",
                        "once",
                        "earlier",
                        "formerly",
                        "if",
                        "when",
                        "instead",
                        "usually",
                    ],
                )
        })
    }

    /// Whether a verb is that of a clause of `that`, `which` or `who` behind the sentence's own.
    pub fn is_relative(&self, verb: usize) -> bool {
        let small = |i: &usize| {
            self.tokens.get(*i).is_some_and(|t| lemmas::function(t) == Some(Function::Auxiliary))
                || self.tokens.get(*i).is_some_and(|t| t.text(self.plain).ends_with("ly"))
        };
        let before = (self.range.start..verb).rev().find(|i| !small(i));
        before.is_some_and(|i| self.is(i, &["that", "which", "who"]))
    }

    /// Whether the sentence denies anything.
    pub fn denies(&self) -> bool {
        let not =
            ["not", "no", "never", "nor", "none", "neither", "without", "cannot", "nobody", "nothing", "unlikely"];
        self.range.clone().any(|at| {
            let text = self.tokens.get(at).map_or("", |t| t.text(self.plain));
            self.is(at, &not) || text.ends_with("n't") || text.ends_with("n’t")
        })
    }

    /// Whether `another`, `further` stand behind: what is denied is one more, and none before it.
    pub fn is_more(&self, at: usize) -> bool {
        (at..at + 3).any(|at| self.is(at, &["another", "further", "again", "anymore", "more", "additional"]))
    }

    /// Whether a token is tied to another by a hyphen: `back-tax`, `up-to-date`.
    pub fn is_compound(&self, range: &Range<usize>) -> bool {
        is_compound(self.tokens, range)
    }

    /// Whether a token stands where only a verb can: behind a modal, `to`, a form of `be`.
    pub fn is_verb(&self, at: usize) -> bool {
        let small = |i: &usize| {
            self.tokens[*i].text(self.plain).ends_with("ly")
                || self.is(*i, &["soon", "also", "now", "then", "not", "even", "still", "never", "again"])
        };
        let before = (self.range.start..at).rev().find(|i| !small(i));
        // `the slain couple`
        let noun =
            ["a", "an", "the", "its", "their", "his", "her", "of", "for", "in", "from", "at", "with", "by", "on"];
        if before.is_some_and(|i| self.is(i, &noun)) {
            return false;
        }
        before.is_some_and(|i| {
            let modal = matches!(lemmas::function(&self.tokens[i]), Some(Function::Modal | Function::Auxiliary));
            let text = self.tokens[i].text(self.plain);
            modal
                || text.ends_with("n't")
                || text.ends_with("n’t")
                || self.is(
                    i,
                    &["to", "and", "or", "be", "been", "being", "get", "he", "she", "it", "they", "we", "who", "which"],
                )
        }) || self.tokens.get(at).is_some_and(|t| {
            let text = t.text(self.plain);
            text.ends_with("ed") || lemmas::is_irregular(text)
        })
    }

    /// Whether a clause starts behind the token.
    fn opens(&self, at: usize) -> bool {
        let Some(token) = self.tokens.get(at) else { return true };
        match token.kind {
            Kind::Mark => {
                [',', ':', ';', '–', '—', '(', ')'].iter().any(|m| token.is(*m)) || token.is('-') && token.spaced
            }
            Kind::Quote => headline::is_quote(self.tokens, at),
            Kind::Word => {
                // `Lind and Kerr`, `Hotels and Resorts` are one name.
                let name = |at: Option<usize>| at.and_then(|at| self.tokens.get(at)).is_some_and(|t| t.capital);
                let joined = self.is(at, &["and"]) && name(at.checked_sub(1)) && name(Some(at + 1));
                matches!(lemmas::function(token), Some(Function::Joint)) && !joined
                    || self.is(at, &["that", "which", "who", "whose", "what"])
            }
            _ => false,
        }
    }

    /// Whether only small words stand between two tokens.
    fn chain(&self, from: usize, to: usize) -> bool {
        (from..to).all(|at| {
            let token = &self.tokens[at];
            lemmas::function(token).is_some() || token.text(self.plain).ends_with("ly") || self.is(at + 1, &["to"])
        })
    }

    /// Who does what the verb at a token says.
    pub(super) fn subject(
        &self,
        verb: usize,
        own: impl Fn(u64) -> bool,
        stems: &[(u64, usize)],
    ) -> (Subject, Range<usize>) {
        let mut end = verb;
        loop {
            let open = self.opener(end);
            let start = open.map_or(self.range.start, |at| at + 1);
            let mut words = stems.iter().filter(|(_, at)| (start..end).contains(at));
            if words.clone().any(|(stem, _)| own(*stem)) {
                return (Subject::Same, start..end);
            }
            // Verbs and adverbs before it, as in `has quickly risen`, name nobody.
            // So do those of `wants to sell`.
            let named = words.any(|(_, at)| {
                let chained = self.is(at + 1, &["to"]) && self.chain(at + 1, verb);
                !chained && !self.tokens[*at].text(self.plain).ends_with("ly")
            });
            let pronoun = (start..end).any(|at| {
                self.is(
                    at,
                    &["it", "he", "she", "they", "we", "i", "this", "these", "both", "all", "who", "which", "that"],
                )
            });
            if named {
                return (Subject::Other, start..end);
            }
            if pronoun {
                return (Subject::Unsaid, start..end);
            }
            let Some(open) = open else { return (Subject::Unsaid, start..end) };
            // `Lind, who left early, denied`: who it is stands before what the commas enclose.
            let comma = |at: &usize| self.tokens[*at].is(',');
            let enclosed = comma(&open).then(|| (self.range.start..open).rev().find(comma)).flatten();
            end = enclosed.unwrap_or(open);
        }
    }

    /// Where the clause that ends at a token opens; what stands in brackets is passed over.
    fn opener(&self, end: usize) -> Option<usize> {
        let mut depth = 0usize;
        for at in (self.range.start..end).rev() {
            let token = &self.tokens[at];
            if token.is(')') {
                depth += 1;
            } else if token.is('(') && depth > 0 {
                depth -= 1;
            } else if depth == 0 && self.opens(at) {
                return Some(at);
            }
        }
        None
    }
}

/// Whether words are tied to others by a hyphen: `back-tax`, `up-to-date`.
pub fn is_compound(tokens: &[Token], range: &Range<usize>) -> bool {
    let hyphen = |at: usize| tokens.get(at).is_some_and(|t| t.is('-') && !t.spaced);
    let tight = |at: usize| tokens.get(at).is_some_and(|t| !t.spaced);
    range.start > 0 && hyphen(range.start - 1) && tight(range.start) || hyphen(range.end) && tight(range.end + 1)
}

//! Who does what in a headline: its clauses, their verbs, and who stands before them.
//!
//! Headlinese leaves out what tells a verb from a noun; the shape of a word, what stands around it and
//! the verbs that only carry a noun (`voices support`) have to do.

use std::ops::Range;
use std::sync::LazyLock;

use super::families::Families;
use super::headline::{Claim, Word};
use crate::annotate::lemmas;
use crate::annotate::tokens::{Kind, Token, key};
use crate::lexicon::Lexicon;

static CARRIERS: LazyLock<Carriers> = LazyLock::new(|| Carriers {
    forms: Families::new(&Lexicon::parse(include_str!("../../../rules/lexicons/carrier-verbs.txt"))),
});

struct Carriers {
    forms: Families,
}

/// Whether the first of some tokens is a verb that leaves it to the noun behind it to say what is done
/// (`voices support`, `wins approval`).
fn is_carrier(tokens: &[Token]) -> bool {
    carries(tokens, "carrier")
}

/// Whether it is such a verb by which the one before it does so: `gave her approval`, and not `won`.
pub fn is_giver(tokens: &[Token]) -> bool {
    carries(tokens, "giver")
}

fn carries(tokens: &[Token], family: &str) -> bool {
    let family = CARRIERS.forms.family(family);
    let hit = CARRIERS.forms.at(tokens.get(..1).unwrap_or_default());
    hit.is_some_and(|hit| !hit.form.is_base() && family.is_some_and(|family| hit.families.contains(&family)))
}

/// Words that go with a verb and look like one.
const PARTICLES: [&str; 12] =
    ["back", "up", "down", "out", "off", "over", "on", "in", "away", "round", "around", "together"];

/// Words that open a clause of its own in a headline.
const JOINTS: [&str; 23] = [
    "after",
    "as",
    "while",
    "when",
    "but",
    "amid",
    "despite",
    "over",
    "who",
    "that",
    "which",
    "before",
    "because",
    "although",
    "though",
    "if",
    "unless",
    "until",
    "following",
    "since",
    "where",
    "whether",
    "why",
];

impl Claim<'_> {
    /// Whether a token parts clauses.
    pub fn parts(&self, at: usize) -> bool {
        let Some(token) = self.tokens.get(at) else { return true };
        let dash = token.is('-') && token.spaced;
        let number = |at: usize| self.tokens.get(at).is_some_and(|t| t.kind == Kind::Number);
        // `Mara Lind, 43, quits` stays one clause.
        let aside = token.is(',') && at > 0 && (number(at - 1) || number(at + 1));
        dash || [':', ';', '–', '—', '(', ')'].iter().any(|m| token.is(*m))
            || token.is(',') && !aside
            || JOINTS.iter().any(|j| self.is(at, j))
    }

    /// The clause that a token stands in. A comma stands for `and` where no verb is before it: `Lind,
    /// others hurt in crash`.
    pub fn clause(&self, at: usize) -> Range<usize> {
        let parts = |i: usize| self.parts(i) && !(self.tokens[i].is(',') && self.lists(i, at));
        let start = (self.range.start..at).rev().find(|i| parts(*i)).map_or(self.range.start, |i| i + 1);
        let end = (at + 1..self.range.end).find(|i| self.parts(*i)).unwrap_or(self.range.end);
        // `Man who stole van`: who it is stands before.
        // `Lind announces talks but opposes vote`: so it does behind `but`.
        let relative =
            start > self.range.start && ["who", "that", "which", "but"].iter().any(|w| self.is(start - 1, w));
        if relative && start == at {
            let before = (self.range.start..start - 1).rev().find(|i| parts(*i)).map_or(self.range.start, |i| i + 1);
            return before..end;
        }
        start..end
    }

    /// The word that the subject of a verb ends in. Verbs that only carry a noun (`voices support`)
    /// are passed over.
    pub fn head(&self, verb: usize) -> Option<u64> {
        let clause = self.clause(verb);
        let mut words: Vec<&Word> = self.within(clause.start..verb).filter(|word| !word.number).collect();
        while let Some(last) = words.pop() {
            let token = self.tokens.get(last.at)?;
            let carries = is_carrier(self.tokens.get(last.at..)?);
            let adverb = token.text(self.plain).ends_with("ly");
            // `Governor refuses to pardon`: the verb before `to` is nobody.
            let refuses =
                ["refuses", "refuse", "refused", "declines", "decline", "declined", "fails", "fail", "failed"];
            let chained = self.is(last.at + 1, "to") && refuses.iter().any(|word| self.is(last.at, word));
            // `Head of the agency quits`: what a preposition ties on is no head.
            let tied = (clause.start..last.at)
                .rev()
                .take(2)
                .find(|at| ["of", "for", "in", "from", "at", "on", "with", "by"].iter().any(|w| self.is(*at, w)));
            if let Some(tied) = tied {
                words.retain(|word| word.at < tied);
                if words.is_empty() {
                    return Some(last.stem);
                }
                continue;
            }
            if !(carries || adverb || chained) || words.is_empty() {
                return Some(last.stem);
            }
        }
        None
    }

    /// Whether what stands before a comma is the first of a list that goes on up to a verb.
    fn lists(&self, comma: usize, verb: usize) -> bool {
        let start = (self.range.start..comma).rev().find(|i| self.parts(*i)).map_or(self.range.start, |i| i + 1);
        let verbal = |word: &Word| {
            let text = self.text(word.at..word.at + 1);
            text.ends_with('s') || text.ends_with("ed") || lemmas::is_irregular(text)
        };
        start < comma
            && !self.within(start..comma).any(verbal)
            && self.within(comma..verb).filter(|word| word.at < verb).count() <= 2
    }

    /// Who does what it says: what stands before its first verb, or behind `by` in the passive; all of
    /// it where no verb tells.
    pub fn agent(&self) -> Range<usize> {
        let sure = |word: &&Word| {
            // `Storm victims to sue`, `Board plans draw anger`: what a verb follows is a noun.
            let next = self.words.iter().find(|next| next.at == word.at + 1);
            let past = |next: &Word| {
                let text = self.text(next.at..next.at + 1);
                (text.ends_with("ed") || lemmas::is_irregular_past(key(text))) && self.is_verb(next)
            };
            let helped = ["to", "will", "may", "can", "could", "not", "are", "were"];
            self.is_verb(word) && !helped.iter().any(|w| self.is(word.at + 1, w)) && !next.is_some_and(past)
        };
        let Some(verb) = self.words.iter().find(sure) else { return self.range.clone() };
        let clause = self.clause(verb.at);
        let by = (verb.at + 1..clause.end).find(|at| self.is(*at, "by"));
        match by.filter(|by| self.within(verb.at + 1..*by).next().is_none()) {
            Some(by) => by + 1..clause.end,
            None => clause.start..verb.at,
        }
    }

    /// Whether a word of the claim can be its verb: somebody stands before it, and it looks like one.
    pub fn is_verb(&self, word: &Word) -> bool {
        let clause = self.clause(word.at);
        let Some(before) = self.within(clause.start..word.at).last() else { return false };
        let text = self.text(word.at..word.at + 1);
        let behind = word.at > clause.start && ["to", "not", "will", "never"].iter().any(|w| self.is(word.at - 1, w));
        let third = text.ends_with('s') && !text.ends_with("ss");
        let past = text.ends_with("ed") || lemmas::is_irregular(text);
        let nominal =
            ["a", "an", "the", "of", "for", "in", "on", "with", "by", "his", "her", "its", "their", "from", "at"];
        let noun = word.at > clause.start && nominal.iter().any(|w| self.is(word.at - 1, w));
        // `urge court to reject cuts`, `grief over city cuts`: no verb where one has been, or behind a
        // preposition and a noun.
        let firm = past || behind;
        let near = clause.start.max(word.at.saturating_sub(2))..word.at;
        let tied = near.into_iter().any(|at| nominal.iter().any(|w| self.is(at, w)));
        let infinitive = (clause.start..word.at).any(|at| self.is(at, "to"));
        if !firm && (tied || infinitive) || PARTICLES.iter().any(|p| self.is(word.at, p)) {
            return false;
        }
        // `wants payment systems`: what ends in `s` there is a verb.
        let carrier = CARRIERS.forms.at(self.tokens.get(before.at..before.at + 1).unwrap_or_default());
        let plural = self.is_plural(before.at) && carrier.is_none();
        !noun && (behind || third || past || plural)
    }

    /// Whether a noun may be a plural, which takes a verb without an ending: `Police arrest two`.
    pub fn is_plural(&self, at: usize) -> bool {
        const PLURALS: [&str; 6] = ["police", "people", "men", "women", "children", "clergy"];
        self.text(at..at + 1).ends_with('s') || PLURALS.iter().any(|word| self.is(at, word))
    }
}

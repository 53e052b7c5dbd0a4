//! Subjects that do not stand right before their verb: at the start of the sentence, behind what
//! opens it, or before the first of two verbs.

use std::ops::Range;

use super::phrases::{DEPTH, RELATIVE_REACH};
use super::{Clause, REACH};
use crate::annotate::attributions::words::Class;

/// How many words a dateline may have.
const DATELINE_REACH: usize = 8;

impl Clause<'_> {
    /// The noun phrase that opens the sentence, if it may be the subject of a verb at `verb`; what
    /// stands before it (a dateline, `On Friday,`, `Speaking in Skara,`) is passed over. A verb
    /// that stands in such an opening itself has the subject that follows the comma.
    pub fn first_subject(&self, verb: usize) -> Option<Range<usize>> {
        let mut start = self.range.start;
        for _ in 0..DEPTH {
            start = self.skip_openers(start, verb);
            let Some(comma) = self.fronted_until(start) else { break };
            start = comma + 1;
        }
        if start > verb {
            // `Citing "other plans," the mayor left`
            while self.is_quote(start) {
                start += 1;
            }
            let behind = self.phrase_behind(start)?;
            let over = |i: &usize| {
                *i > behind.start && (self.class(*i) == Some(Class::Comma) || self.text(*i).ends_with("ed"))
            };
            return Some(behind.start..behind.clone().find(over).unwrap_or(behind.end));
        }
        if self.level.get(start) != self.level.get(verb) {
            return None;
        }
        let mut end = start;
        while end < verb.min(start + REACH)
            && (matches!(
                self.words[end].class,
                Class::Name
                    | Class::Determiner
                    | Class::Quantity
                    | Class::Possessive
                    | Class::Clitic
                    | Class::Number
                    | Class::Pronoun
            ) || self.words[end].class == Class::Other
                && (self.words[end].noun.is_some() || !self.words[end].verb)
                && !(end > start && self.text(end).ends_with("ed") && self.words[end - 1].is_nominal())
                && end < start + 5
                || end > start && self.is_inner_point(end))
        {
            end += 1;
            if self.words[end - 1].class == Class::Pronoun
                || self.words[end - 1].noun.is_some()
                    && self.words.get(end).is_none_or(|w| !matches!(w.class, Class::Name | Class::Clitic))
            {
                break;
            }
        }
        (start..end).any(|i| self.words[i].is_nominal() || self.words[i].class == Class::Pronoun).then_some(start..end)
    }

    /// The `who` or pronoun that a second verb behind `and` shares with a first: `who came and
    /// said`, `he brought it up and later said`.
    pub fn subject_of_conjunct(&self, from: usize) -> Option<Range<usize>> {
        let and = from.checked_sub(1).filter(|a| self.class(*a) == Some(Class::And))?;
        let stretch = (self.range.start..and).rev().take(RELATIVE_REACH).take_while(|i| {
            self.same_level(*i, and)
                && !matches!(
                    self.words[*i].class,
                    Class::Comma | Class::Stop | Class::Quote | Class::Colon | Class::Dash | Class::That
                )
        });
        let subject = |i: &usize| match self.words[*i].class {
            Class::Relative => self.is(*i, "who"),
            Class::Pronoun => ["he", "she", "they", "we", "i"].iter().any(|p| self.is(*i, p)),
            _ => false,
        };
        // `Kerr says she left and denies it`: who left is within Kerr's words.
        let reported = |i: &usize| i.checked_sub(1).is_some_and(|b| self.is_speech_verb(b));
        stretch.into_iter().find(subject).filter(|i| !reported(i)).map(|i| i..i + 1)
    }

    /// The first token from `start` on that can open a clause: behind conjunctions, adverbs and
    /// a dateline.
    fn skip_openers(&self, start: usize, verb: usize) -> usize {
        let mut at = start;
        let reach = self.range.end.min(start + DATELINE_REACH);
        if at == self.range.start
            && let Some(dash) = (at..reach).find(|i| self.words[*i].class == Class::Dash)
            && (at..dash).all(|i| {
                matches!(self.words[i].class, Class::Name | Class::Comma | Class::Stop | Class::Open | Class::Close)
            })
        {
            at = dash + 1;
        }
        while at < verb.min(start + REACH)
            && matches!(self.words[at].class, Class::Quote | Class::And | Class::Adverb | Class::Comma)
        {
            at += 1;
        }
        at
    }

    /// The comma that ends an adverbial before the subject, where one starts here: `On Friday,`,
    /// `As she has for weeks,`, `A few days later,`, `Asked about it,`.
    fn fronted_until(&self, start: usize) -> Option<usize> {
        let comma = (start..self.range.end.min(start + REACH)).find(|i| self.words[*i].class == Class::Comma)?;
        let lower = self.text(start).to_ascii_lowercase();
        let opens = match self.class(start)? {
            Class::Preposition | Class::Time => true,
            Class::Clause => true,
            Class::Other | Class::Name => {
                let behind = self.class(start + 1);
                self.tokens[start].capital
                    && self.words[start].noun.is_none()
                    && (lower.ends_with("ing") && behind != Some(Class::Comma) && !self.is_verb(start + 1)
                        || lower.ends_with("ed")
                            && !matches!(behind, Some(Class::Name | Class::Comma))
                            && !self.is_verb(start + 1))
            }
            Class::Have => lower.ends_with("ing"),
            // `One day after the vote,`, `The day before,`
            Class::Determiner | Class::Quantity | Class::Number => {
                let time = (start + 1..comma).take(2).find(|i| self.words[*i].class == Class::Time);
                // `A day later they left,`: with a clause of its own it is none.
                time.is_some_and(|t| match self.class(t + 1) {
                    Some(Class::Clause) => true,
                    Some(Class::Adverb) => !(t + 2..comma).any(|i| self.class(i) == Some(Class::Pronoun)),
                    _ => false,
                })
            }
            _ => false,
        };
        opens.then_some(comma)
    }
}

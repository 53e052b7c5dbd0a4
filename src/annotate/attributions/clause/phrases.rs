//! Noun phrases: where the one before a verb starts, where the one behind it ends, and which of
//! its words says what it is.

use std::ops::Range;

use super::{Clause, REACH};
use crate::annotate::attributions::words::{Class, Noun, Word};
use crate::annotate::{lemmas, verbs};

/// How many words a relative clause between a subject and its verb may have.
pub(super) const RELATIVE_REACH: usize = 14;

/// How many appositions and brackets may stand between a subject and its verb.
pub(super) const DEPTH: u8 = 4;

impl Clause<'_> {
    /// The noun phrase that ends just before `end`: its tokens, or none.
    pub fn phrase_before(&self, end: usize) -> Option<Range<usize>> {
        self.phrase_within(end, DEPTH)
    }

    /// The same, looking through at most `depth` appositions and brackets.
    fn phrase_within(&self, end: usize, depth: u8) -> Option<Range<usize>> {
        let depth = depth.checked_sub(1)?;
        let last = end.checked_sub(1).filter(|l| self.range.contains(l))?;
        match self.words[last].class {
            Class::Pronoun | Class::Relative | Class::That => return Some(last..end),
            // `Lind and Kerr both said`
            Class::Quantity if matches!(self.text(last), "both" | "all" | "each") => {
                let many = |p: &Range<usize>| {
                    let head = &self.words[self.head(p.clone())];
                    head.class == Class::Name || head.noun.is_some() && head.plural
                };
                let whole = self.phrase_within(last, depth).filter(many);
                return whole.map_or(Some(last..end), |p| Some(p.start..end));
            }
            Class::Quantity => return Some(last..end),
            // `most of them said`
            Class::Object => {
                let of = last.checked_sub(1).filter(|of| self.is(*of, "of"))?;
                let quantity =
                    of.checked_sub(1).filter(|q| matches!(self.class(*q), Some(Class::Quantity | Class::Number)))?;
                return Some(quantity..end);
            }
            Class::And | Class::Preposition | Class::Determiner | Class::Possessive | Class::Clitic => return None,
            Class::Have | Class::Be | Class::Modal | Class::Do if self.holds_pronoun(last) => return Some(last..end),
            Class::Comma => return self.phrase_before_apposition(last, depth),
            Class::Close => return self.phrase_before_bracket(last, depth),
            _ => {}
        }
        let mut start = end;
        let mut named = false;
        while let Some(at) = start.checked_sub(1).filter(|p| self.range.contains(p) && end - p < REACH) {
            if !self.same_level(at, last) {
                break;
            }
            let word = &self.words[at];
            // `had published a letter`: an article begins a noun phrase, and a verb stands before it.
            if self.class(start) == Some(Class::Determiner) && self.is_past(at) {
                break;
            }
            let goes_on = match word.class {
                Class::Name
                | Class::Determiner
                | Class::Quantity
                | Class::Possessive
                | Class::Clitic
                | Class::Mark
                | Class::Close
                | Class::Open => true,
                // `... on Tuesday Lind said`: the day is not part of the name.
                Class::Time => {
                    !named
                        && start != end
                        && at.checked_sub(1).is_some_and(|before| {
                            self.class(before) == Some(Class::Preposition) && !self.opens_clause(before)
                        })
                }
                Class::Number => !(named && self.opens_clause_number(at)),
                Class::Other => {
                    let document = word.noun == Some(Noun::Document);
                    !(named && (document || self.is_verb(at))) && !self.is_speech_verb(at)
                }
                Class::Stop => self.is_inner_point(at),
                Class::Preposition => !self.opens_clause(at),
                Class::And => self.joins(at, start),
                // `sources close to the talks`
                Class::To => {
                    at.checked_sub(1).is_some_and(|l| self.is(l, "close"))
                        || matches!(
                            self.words[start].class,
                            Class::Name | Class::Determiner | Class::Quantity | Class::Possessive
                        ) && at.checked_sub(1).is_some_and(|l| self.class(l) == Some(Class::Other))
                }
                _ => false,
            };
            if !goes_on {
                break;
            }
            // `a poll of South Carolina`: behind a preposition anything may stand before a name.
            named = (named || word.class == Class::Name) && word.class != Class::Preposition;
            start = at;
        }
        // `officials who asked not to be named said`: the subject stands before its relative clause.
        let empty = self.words.get(self.head(start..end)).is_none_or(|w| w.class == Class::Other && w.noun.is_none());
        if (start == end || empty)
            && let Some(relative) = self.relative_before(start)
            && let Some(antecedent) = self.phrase_within(relative, depth)
        {
            return Some(antecedent.start..end);
        }
        // `an aide speaking to reporters said`
        let to = if self.class(start) == Some(Class::To) { Some(start) } else { start.checked_sub(1) };
        let described = to.and_then(|to| to.checked_sub(2)).filter(|noun| {
            self.class(noun + 2) == Some(Class::To)
                && self.is_plain(noun + 1)
                && self.text(noun + 1).ends_with("ing")
                && self.word(*noun).is_some_and(|w| w.noun.is_some() || w.class == Class::Name)
        });
        if let Some(antecedent) = described.and_then(|noun| self.phrase_within(noun + 1, depth)) {
            return Some(antecedent.start..end);
        }
        // What a phrase cannot begin with.
        while start < end
            && matches!(
                self.words[start].class,
                Class::And | Class::Preposition | Class::Clitic | Class::Stop | Class::Close | Class::Mark
            )
        {
            start += 1;
        }
        // `a claim officials deny`: an article of the singular does not go with many.
        let single = self.is(start, "a") || self.is(start, "an");
        let many = |i: usize| self.words[i].plural && self.words[i].noun.is_some_and(|n| n != Noun::Document);
        if single && end > start + 2 && many(end - 1) && (start + 1..end - 1).all(|i| self.is_plain(i)) {
            start = end - 1;
        }
        (start < end && (start..end).any(|i| self.words[i].is_nominal() || self.words[i].class == Class::Possessive))
            .then_some(start..end)
    }

    /// `Mara Lind, the mayor of Skara, said`
    fn phrase_before_apposition(&self, comma: usize, depth: u8) -> Option<Range<usize>> {
        let mut at = comma;
        let mut first_comma = None;
        while let Some(previous) = at.checked_sub(1).filter(|p| self.range.contains(p) && comma - p < REACH) {
            if !self.same_level(previous, comma) || matches!(self.words[previous].class, Class::Colon | Class::Quote) {
                break;
            }
            if self.words[previous].class == Class::Comma {
                let opening = self.class(previous + 1);
                let apposed = matches!(
                    opening,
                    Some(
                        Class::Determiner
                            | Class::Quantity
                            | Class::Relative
                            | Class::Number
                            | Class::Possessive
                            | Class::Name
                            | Class::Preposition
                            | Class::Adverb
                            | Class::Clause
                            | Class::And
                    )
                ) || self.word(previous + 1).is_some_and(|w| w.noun.is_some() || w.class == Class::Other)
                    && (!self.is_verb(previous + 1)
                        || self.text(previous + 1).ends_with("ing")
                        // `Kerr, asked about the ferry, said`
                        || self.text(previous + 1).ends_with("ed")
                            && self.class(previous + 2) == Some(Class::Preposition));
                if !apposed {
                    break;
                }
                first_comma = Some(previous);
                // Far enough once a name or a human noun stands before the comma.
                if self.word(previous.wrapping_sub(1)).is_some_and(|w| w.class == Class::Name || w.noun.is_some()) {
                    // `Kerr, speaking in Skara, Norvik, said`: what a preposition governs is no subject.
                    let head = self
                        .phrase_within(previous, depth)
                        .filter(|head| !self.is_governed(head.start) && !self.is_participle(head.start));
                    if let Some(head) = head {
                        return Some(head.start..comma);
                    }
                }
            }
            at = previous;
        }
        let first = first_comma?;
        self.phrase_within(first, depth).map(|head| head.start..comma)
    }

    /// The `who` that opens the relative clause that an index stands in, directly behind a noun.
    fn relative_before(&self, index: usize) -> Option<usize> {
        let breaks = |i: &usize| {
            matches!(self.words[*i].class, Class::Comma | Class::Stop | Class::Quote | Class::Colon | Class::Dash)
        };
        let back = (self.range.start..index).rev().take(RELATIVE_REACH).take_while(|i| !breaks(i));
        back.filter(|i| self.is(*i, "who")).find(|i| i.checked_sub(1).is_some_and(|b| self.words[b].is_nominal()))
    }

    /// Whether a noun phrase is what somebody did something to: `released a statement`.
    pub fn is_object(&self, phrase: &Range<usize>) -> bool {
        self.class(phrase.start) == Some(Class::Determiner)
            && phrase.start.checked_sub(1).is_some_and(|verb| self.is_past(verb))
    }

    /// Whether a word in lower case can be a past, or else a reporting verb, and no noun of a source.
    fn is_past(&self, index: usize) -> bool {
        self.is_plain(index)
            && (self.text(index).ends_with("ed")
                || self.words[index].noun.is_none()
                    && (self.is_verb(index) || lemmas::is_irregular_past(self.tokens[index].key)))
    }

    /// Whether a phrase that starts here hangs on a preposition or a verb before it.
    fn is_governed(&self, start: usize) -> bool {
        start.checked_sub(1).and_then(|l| self.word(l)).is_some_and(|w| match w.class {
            Class::Preposition | Class::To => true,
            Class::Other => w.verb || self.text(start - 1).ends_with("ing"),
            _ => false,
        })
    }

    /// `, speaking in Skara`: behind a comma, what describes the noun phrase before it.
    fn is_participle(&self, index: usize) -> bool {
        self.is_plain(index)
            && self.text(index).ends_with("ing")
            && self.class(index.wrapping_sub(1)) == Some(Class::Comma)
    }

    /// `Mara Lind (D-Skara) said`
    fn phrase_before_bracket(&self, close: usize, depth: u8) -> Option<Range<usize>> {
        let open = (self.range.start..close).rev().take(12).find(|i| self.words[*i].class == Class::Open)?;
        self.phrase_within(open, depth).map(|head| head.start..close + 1)
    }

    pub(super) fn is_verb(&self, index: usize) -> bool {
        self.word(index).is_some_and(|word| word.verb)
    }

    pub(super) fn is_speech_verb(&self, index: usize) -> bool {
        self.words[index].verb && self.words[index].noun.is_none() && verbs::is_speech(self.tokens[index].key)
    }

    /// A preposition that opens the sentence or a clause does not join a noun phrase to another.
    fn opens_clause(&self, index: usize) -> bool {
        index.checked_sub(1).and_then(|p| self.class(p)).is_none_or(|class| {
            matches!(
                class,
                Class::Comma | Class::Colon | Class::Quote | Class::Dash | Class::Clause | Class::That | Class::And
            )
        })
    }

    fn opens_clause_number(&self, index: usize) -> bool {
        index
            .checked_sub(1)
            .and_then(|p| self.class(p))
            .is_none_or(|c| matches!(c, Class::Preposition | Class::Time | Class::Comma))
    }

    /// `Gov. Lind`, `J. Kerr`: a point within a name.
    pub(super) fn is_inner_point(&self, index: usize) -> bool {
        index > self.range.start && self.words[index - 1].class == Class::Name && !self.tokens[index].spaced
    }

    /// Whether `and` joins two noun phrases, not two clauses.
    fn joins(&self, and: usize, next: usize) -> bool {
        let (Some(left), Some(right)) = (and.checked_sub(1).and_then(|p| self.word(p)), self.word(next)) else {
            return false;
        };
        let noun = |w: &Word| w.class == Class::Name || w.noun.is_some() || w.class == Class::Close;
        // `past and current employees`
        let adjectives = matches!(left.class, Class::Other | Class::Time | Class::Name)
            && right.class == Class::Other
            && right.noun.is_none()
            && !right.verb;
        adjectives
            || noun(left)
                && (noun(right)
                    || matches!(right.class, Class::Determiner | Class::Quantity | Class::Possessive | Class::Other))
    }

    /// The noun phrase that starts at or just behind `from`, with its apposition.
    pub fn phrase_behind(&self, from: usize) -> Option<Range<usize>> {
        let mut start = from;
        while self.class(start) == Some(Class::Adverb) {
            start += 1;
        }
        let first = self.word(start)?;
        match first.class {
            Class::Pronoun => return Some(start..start + 1),
            Class::Name | Class::Determiner | Class::Quantity | Class::Possessive | Class::Number => {}
            Class::Other if first.noun.is_some() || !first.verb => {}
            _ => return None,
        }
        let mut end = start;
        while let Some(word) = self.word(end).filter(|_| end - start < REACH && self.same_level(end, start)) {
            let goes_on = match word.class {
                Class::Name
                | Class::Determiner
                | Class::Quantity
                | Class::Possessive
                | Class::Number
                | Class::Clitic
                | Class::Mark
                | Class::Open
                | Class::Close => true,
                Class::Other => true,
                Class::Preposition => {
                    matches!(self.text(end), "of" | "at" | "for" | "from" | "with" | "in" | "on")
                        && self.class(end + 1) != Some(Class::Time)
                        && !(end > start
                            && matches!(self.text(end), "in" | "on" | "at" | "from")
                            && self.word(end + 1).is_some_and(|w| w.class == Class::Determiner)
                            && self.word(end + 2).is_some_and(|w| w.noun == Some(Noun::Document)))
                }
                Class::And => self.word(end + 1).is_some_and(|w| {
                    let adjective = w.class == Class::Other && !w.verb;
                    matches!(w.class, Class::Name | Class::Determiner) || w.noun.is_some() || adjective
                }),
                Class::Comma => self.apposition(end),
                Class::Stop => self.is_inner_point(end),
                Class::Relative => end > start,
                // `a newly uncovered letter`
                Class::Adverb if end > start && self.describes(end) => true,
                Class::Be
                | Class::Have
                | Class::Do
                | Class::Modal
                | Class::Pronoun
                | Class::Object
                | Class::To
                | Class::Adverb
                | Class::Time => (start..end).any(|i| self.words[i].class == Class::Relative),
                _ => false,
            };
            if !goes_on {
                break;
            }
            end += 1;
        }
        while end > start
            && matches!(
                self.words[end - 1].class,
                Class::Comma | Class::Stop | Class::Preposition | Class::And | Class::Determiner | Class::Adverb
            )
        {
            end -= 1;
        }
        (end > start).then_some(start..end)
    }

    /// Whether an adverb stands between an article and an adjective.
    fn describes(&self, adverb: usize) -> bool {
        matches!(self.class(adverb - 1), Some(Class::Determiner | Class::Possessive | Class::Quantity))
            && self.is_plain(adverb + 1)
    }

    /// The same, where it may also be `him` or stand in quotation marks: `according to "The
    /// Tides," by Mara Lind`, `according to the "Harbours for All" plan`.
    pub fn named_behind(&self, from: usize) -> Option<Range<usize>> {
        if self.class(from) == Some(Class::Object) {
            return Some(from..from + 1);
        }
        let determiner = self.class(from).is_some_and(|c| matches!(c, Class::Determiner | Class::Possessive));
        let mark = from + usize::from(determiner);
        if !self.is_quote(mark) {
            return self.phrase_behind(from);
        }
        let close = (mark + 1..self.range.end.min(mark + REACH)).find(|i| self.is_quote(*i))?;
        let behind = if self.is(close + 1, "by") { close + 2 } else { close + 1 };
        let after = self.phrase_behind(behind).filter(|_| determiner || behind > close + 1);
        Some(from..after.map_or(close + 1, |p| p.end))
    }

    /// Whether what follows a comma describes the noun phrase before it.
    fn apposition(&self, comma: usize) -> bool {
        match self.word(comma + 1) {
            Some(word) => match word.class {
                Class::Determiner | Class::Quantity | Class::Relative | Class::Number | Class::Possessive => true,
                Class::Other => word.noun.is_some() || self.text(comma + 1) == "former",
                Class::Name => word.noun.is_some() || self.tokens.get(comma + 2).is_some(),
                _ => false,
            },
            None => false,
        }
    }

    /// The token of a noun phrase that says what it is: the noun before the first preposition,
    /// or the last word of a name.
    pub fn head(&self, phrase: Range<usize>) -> usize {
        let mut head = phrase.start;
        for index in phrase.clone() {
            let word = &self.words[index];
            match word.class {
                Class::Name | Class::Other | Class::Number => {
                    head = index;
                    // `a person familiar with`: the noun is the head unless another or a name follows.
                    let more = self.words.get(index + 1).is_some_and(|w| {
                        index + 1 < phrase.end
                            && (w.class == Class::Name || w.noun.is_some() || w.class == Class::Clitic)
                    });
                    if word.noun.is_some() && !more && self.words.get(index + 2).is_none_or(|w| w.noun.is_none()) {
                        break;
                    }
                }
                Class::Possessive
                | Class::Determiner
                | Class::Quantity
                | Class::Stop
                | Class::Mark
                | Class::Adverb
                | Class::Clitic => {}
                // `past and current employees`: two adjectives of one noun.
                Class::And
                    if self.words[head].noun.is_none()
                        && self.words.get(index + 1).is_some_and(|w| w.class == Class::Other && w.noun.is_none()) => {}
                Class::Pronoun | Class::Relative => return index,
                _ => break,
            }
        }
        head
    }
}

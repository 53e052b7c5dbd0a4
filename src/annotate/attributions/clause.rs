//! The small grammar around a verb: what stands before it, who its subject is, what follows.
//! Noun phrases are read in [`phrases`].
//!
//! Everything is a walk over a few tokens of one sentence, so the cost stays linear.

use std::ops::Range;

use super::sources;
use super::words::{Class, Noun, Word};
use crate::annotate::tokens::{Kind, Token};
use crate::annotate::verbs;
use crate::article::Place;

mod openings;
mod phrases;

/// How far a walk goes before it gives up: longer than any noun phrase worth following.
const REACH: usize = 40;

/// Verbs that say how another verb goes on, or that it shows, in their finite forms.
const ASPECT: &[&str] = &[
    "began",
    "begins",
    "continue",
    "continued",
    "continues",
    "keep",
    "keeps",
    "kept",
    "proceeded",
    "proceeds",
    "resumed",
    "appear",
    "appeared",
    "appears",
    "seem",
    "seemed",
    "seems",
    "start",
    "started",
    "starts",
    "used",
];

/// One sentence, with what is known of its words. All indices are into the region's tokens.
pub struct Clause<'c> {
    pub plain: &'c str,
    pub tokens: &'c [Token],
    pub words: &'c [Word],
    /// For each token, the number of the quotation that it stands in, counted from 1; 0 in
    /// narration. A walk never leaves the level that it started on.
    pub level: &'c [u16],
    /// Whether it is set like a title, with a capital for every word of weight.
    pub title: bool,
    /// The tokens of the sentence.
    pub range: Range<usize>,
}

/// What stands between a verb and its subject.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub struct Before {
    pub be: bool,
    pub have: bool,
    pub modal: bool,
    pub does: bool,
    /// `to say`
    pub to: bool,
    /// `continued to say`, `kept saying`: finite, whatever form the verb has.
    pub aspect: bool,
    /// Index of the first token of all this: what is before may be the subject.
    pub from: usize,
}

/// What a verb's subject is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Subject {
    None,
    Pronoun,
    /// `who`, `which`
    Relative,
    Name,
    /// A noun that can speak.
    Noun(Noun),
    Other,
    /// Behind the verb: `said Mara Lind`
    Inverted,
}

/// What follows a verb.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Follow {
    That,
    /// `whether`, `how`, `why`
    Question,
    Quotation,
    Colon,
    To,
    /// A subject and another verb, without `that`.
    Clause,
    Object,
    Preposition,
    /// The end of the clause.
    End,
    Other,
}

impl Follow {
    /// Whether what follows says something by itself.
    pub fn is_clause(self) -> bool {
        matches!(self, Follow::That | Follow::Question | Follow::Quotation | Follow::Colon | Follow::Clause)
    }
}

impl Clause<'_> {
    pub fn class(&self, index: usize) -> Option<Class> {
        self.range.contains(&index).then(|| self.words[index].class)
    }

    fn word(&self, index: usize) -> Option<&Word> {
        if self.range.contains(&index) { self.words.get(index) } else { None }
    }

    fn same_level(&self, a: usize, b: usize) -> bool {
        self.level[a] == self.level[b]
    }

    pub fn text(&self, index: usize) -> &str {
        self.tokens.get(index).map_or("", |t| t.text(self.plain))
    }

    /// Whether a token is this word or mark, in any case.
    pub fn is(&self, index: usize, text: &str) -> bool {
        self.range.contains(&index) && self.text(index).eq_ignore_ascii_case(text)
    }

    /// Whether a token is a word in lower case that is no function word.
    pub fn is_plain(&self, index: usize) -> bool {
        self.class(index) == Some(Class::Other)
    }

    /// Whether a token is `be`, `have`, `do` or a modal.
    pub fn is_auxiliary(&self, index: usize) -> bool {
        self.word(index).is_some_and(Word::is_auxiliary)
    }

    /// Whether a token is a quotation mark.
    pub fn is_quote(&self, index: usize) -> bool {
        self.range.contains(&index) && self.tokens.get(index).is_some_and(|t| t.kind == Kind::Quote)
    }

    /// The first word behind an index that is no adverb, as written.
    pub fn next_text(&self, index: usize) -> &str {
        let behind = (index..self.range.end.min(index + REACH)).find(|i| self.words[*i].class != Class::Adverb);
        behind.map_or("", |i| self.text(i))
    }

    /// Whether the sentence is over within a few words: too few for what somebody says.
    pub fn is_short(&self, from: usize) -> bool {
        let stop = (from..self.range.end).take(6).find(|i| self.words[*i].class == Class::Stop);
        stop.is_some() || self.range.end <= from + 5
    }

    /// Whether a noun phrase names a speaker and the clause ends with it.
    pub fn ends_with_name(&self, phrase: &Range<usize>) -> bool {
        let head = self.words.get(self.head(phrase.clone()));
        let speaks = head.is_some_and(|w| w.class == Class::Name || w.noun.is_some());
        // `stressed her record as mayor`: what somebody has is spoken of.
        let owned = self.class(phrase.start) == Some(Class::Possessive);
        speaks && !owned && matches!(self.class(phrase.end), None | Some(Class::Stop | Class::Comma))
    }

    /// Whether a clause that was broken off goes on here: `The levee, Lind said, was too low.`
    pub fn resumes_at(&self, index: usize) -> bool {
        self.word(index).is_some_and(|word| {
            word.is_auxiliary() || word.class == Class::Other && !word.verb && !self.text(index).ends_with("ing")
        })
    }

    /// Whether a quotation opens with a mark: what stands behind it is on another level.
    pub fn opens_level(&self, mark: usize) -> bool {
        let level = |at: Option<usize>| at.and_then(|at| self.level.get(at)).copied().unwrap_or(0);
        level(Some(mark + 1)) > level(mark.checked_sub(1))
    }

    /// Tokens as a place.
    pub fn place(&self, region: u32, tokens: Range<usize>) -> Place {
        let start = self.tokens.get(tokens.start).map_or(0, |t| t.start);
        // The mark behind a comma that stands within a title.
        let inner = tokens.end > tokens.start
            && self.tokens.get(tokens.end - 1).is_some_and(|t| t.kind == Kind::Mark)
            && self.words[tokens.end - 1].class == Class::Mark
            && self.is_quote(tokens.end);
        let tokens = tokens.start..tokens.end + usize::from(inner);
        let end = tokens.end.checked_sub(1).and_then(|l| self.tokens.get(l)).map_or(start, |t| t.end);
        Place::within(region, start..end.max(start))
    }

    /// Reads backwards from a verb over its auxiliaries and adverbs.
    pub fn before(&self, verb: usize) -> Before {
        let mut before = Before { from: verb, ..Before::default() };
        let mut at = verb;
        while let Some(previous) = at.checked_sub(1).filter(|p| self.range.contains(p)) {
            if !self.same_level(previous, verb) {
                break;
            }
            match self.words[previous].class {
                Class::Adverb => {}
                // `who has both endorsed`
                Class::Quantity
                    if matches!(self.text(previous), "both" | "all" | "each") && self.continues(previous) => {}
                Class::Be => before.be = true,
                Class::Have => before.have = true,
                Class::Do => before.does = true,
                Class::Modal => before.modal = true,
                // `continued to say`, `seems to doubt`: one verb that starts, goes on or shows.
                Class::To if !before.be && !before.have && self.is_aspect(previous.wrapping_sub(1)) => {
                    at = previous - 1;
                    before.from = at;
                    before.aspect = true;
                    continue;
                }
                Class::To if !before.be && !before.have => before.to = true,
                // `kept saying`, `began attacking`
                Class::Other
                    if !before.aspect && at == verb && self.is_aspect(previous) && self.text(verb).ends_with("ing") =>
                {
                    before.aspect = true;
                }
                // `Lind on Tuesday said`, `Lind last week said`
                Class::Time | Class::Number if self.is_time_phrase(previous) => {
                    let start = self.time_start(previous);
                    if start == self.range.start {
                        break;
                    }
                    at = start;
                    before.from = at;
                    continue;
                }
                Class::Clitic if self.is_short_auxiliary(previous) => before.have = true,
                _ => break,
            }
            // A pronoun with its auxiliary in one word: `they've`, `he'll`.
            at = previous;
            before.from = at;
            if before.to || self.holds_pronoun(previous) {
                break;
            }
        }
        before
    }

    /// Whether a word is a finite verb that says how another verb goes on, or that it shows.
    fn is_aspect(&self, index: usize) -> bool {
        self.class(index) == Some(Class::Other) && ASPECT.contains(&self.text(index))
    }

    /// Whether `both` and the like stand between an auxiliary or a subject and its verb.
    fn continues(&self, index: usize) -> bool {
        index
            .checked_sub(1)
            .and_then(|p| self.word(p))
            .is_some_and(|w| w.is_auxiliary() || matches!(w.class, Class::Pronoun | Class::Relative))
    }

    /// `'s` behind a pronoun is `is` or `has`.
    fn is_short_auxiliary(&self, clitic: usize) -> bool {
        clitic
            .checked_sub(1)
            .and_then(|p| self.class(p))
            .is_some_and(|c| matches!(c, Class::Pronoun | Class::Relative | Class::That))
    }

    /// `they've`, `I'll`: a pronoun and an auxiliary in one token.
    fn holds_pronoun(&self, index: usize) -> bool {
        self.words[index].is_auxiliary() && {
            let text = self.text(index);
            text.contains(['\'', '’']) && !text.ends_with(['t', 'T'])
        }
    }

    fn is_time_phrase(&self, end: usize) -> bool {
        let mut at = end;
        for _ in 0..4 {
            match self.class(at) {
                Some(Class::Time) => return true,
                Some(Class::Number) => {}
                _ => return false,
            }
            let Some(previous) = at.checked_sub(1) else { return false };
            at = previous;
        }
        false
    }

    /// Where a time phrase starts, its preposition or determiner included.
    fn time_start(&self, end: usize) -> usize {
        let mut at = end;
        while let Some(previous) = at.checked_sub(1).filter(|p| self.range.contains(p) && end - p < 6) {
            match self.words[previous].class {
                Class::Time | Class::Number | Class::Determiner | Class::Quantity => at = previous,
                Class::Preposition if matches!(self.text(previous), "on" | "in" | "at" | "late" | "during") => {
                    return previous;
                }
                Class::Adverb if matches!(self.text(previous), "earlier" | "later" | "late" | "early") => at = previous,
                // `this past week`
                _ if matches!(self.text(previous), "past" | "coming") => at = previous,
                _ => break,
            }
        }
        at
    }

    /// What the subject of a verb is, and its tokens.
    pub fn subject(&self, verb: usize, before: Before) -> (Subject, Option<Range<usize>>) {
        if before.from < verb && self.holds_pronoun(before.from) {
            return (Subject::Pronoun, Some(before.from..before.from + 1));
        }
        let Some(phrase) = self.phrase_before(before.from) else { return (Subject::None, None) };
        let head = self.head(phrase.clone());
        (self.subject_of(head), Some(phrase))
    }

    pub fn subject_of(&self, head: usize) -> Subject {
        let word = &self.words[head];
        match word.class {
            Class::Pronoun | Class::Quantity => Subject::Pronoun,
            Class::Relative | Class::That => Subject::Relative,
            _ => match word.noun {
                Some(noun) => Subject::Noun(noun),
                None if word.class == Class::Name => Subject::Name,
                None if sources::is_agents(self.text(head)) => Subject::Noun(Noun::Collective),
                None => Subject::Other,
            },
        }
    }

    /// The first word behind adverbs and times: behind `late`, `on Tuesday`, `in May 1931`.
    pub fn behind_time(&self, from: usize) -> usize {
        let mut at = from;
        loop {
            let small = |at: usize| matches!(self.class(at), Some(Class::Adverb | Class::Time));
            let number = |at: usize| self.tokens.get(at).is_some_and(|t| t.kind == Kind::Number);
            if small(at) {
                at += 1;
                // `March 3`, `May 1931`
                if number(at) && self.class(at - 1) == Some(Class::Time) {
                    at += 1;
                }
            } else if self.class(at) == Some(Class::Preposition) && self.class(at + 1) == Some(Class::Time) {
                at += 1;
            } else {
                return at;
            }
        }
    }

    /// What follows the verb that ends before `next`.
    pub fn follow(&self, next: usize) -> Follow {
        let mut at = next;
        while self.class(at).is_some_and(|c| matches!(c, Class::Adverb | Class::Time)) {
            at += 1;
        }
        let Some(class) = self.class(at) else { return Follow::End };
        match class {
            Class::That => Follow::That,
            Class::Quote => {
                if self
                    .tokens
                    .get(at + 1)
                    .is_some_and(|_| self.level.get(at + 1) != self.level.get(next.saturating_sub(1)))
                {
                    Follow::Quotation
                } else {
                    Follow::End
                }
            }
            Class::Mark if self.is_quote(at) => Follow::Quotation,
            Class::Colon => Follow::Colon,
            Class::To => Follow::To,
            Class::Stop | Class::Dash => Follow::End,
            Class::Comma => {
                if self.class(at + 1) == Some(Class::Quote) {
                    Follow::Quotation
                } else {
                    Follow::End
                }
            }
            Class::Clause => match self.text(at) {
                "whether" | "how" | "why" | "what" | "if" => Follow::Question,
                _ => Follow::End,
            },
            Class::Relative => Follow::Other,
            Class::Preposition => Follow::Preposition,
            Class::And | Class::Close | Class::Open => Follow::End,
            Class::Object => Follow::Object,
            Class::Other if verbs::only_speaks(self.tokens[at].key) => Follow::Other,
            _ if self.has_verb_soon(at) => Follow::Clause,
            Class::Be | Class::Have | Class::Do | Class::Modal => Follow::Other,
            _ => Follow::Object,
        }
    }

    /// Whether a finite verb follows before the clause is over: then what starts here is a
    /// clause, not an object.
    fn has_verb_soon(&self, from: usize) -> bool {
        for at in from..(from + 10).min(self.range.end) {
            let word = &self.words[at];
            if word.is_auxiliary() {
                return at > from || self.holds_pronoun(at);
            }
            match word.class {
                Class::Comma
                | Class::Stop
                | Class::Colon
                | Class::Quote
                | Class::To
                | Class::Dash
                | Class::Relative
                | Class::Clause
                | Class::That => return false,
                Class::Other if at > from && (self.is_speech_verb(at)) => return true,
                _ => {}
            }
        }
        false
    }
}

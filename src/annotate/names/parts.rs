//! The parts of a person's name, and a mention made of a piece.

use std::ops::Range;

use super::evidence::Style;
use super::pieces::{Guess, Piece};
use super::runs::{SMALL, View};
use super::words::{self, Class};
use super::{Draft, EntityId, Form, Kind, Name};
use crate::annotate::tokens::Kind as TokenKind;

/// The parts of a person's name, in bytes of the region's text; empty where there is none. A name
/// of one word is all surname, whatever it is.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Parts {
    /// The first name or initial.
    pub given: Range<u32>,
    /// What stands between the first name and the surname.
    pub middle: Range<u32>,
    /// The surname, with its particles.
    pub surname: Range<u32>,
    /// `Jr.`, `III`
    pub suffix: Range<u32>,
    /// The key of the first name's first word; 0 where there is none.
    pub given_key: u64,
    /// The key of the surname's last word.
    pub surname_key: u64,
    /// The key of the suffix; 0 where there is none.
    pub suffix_key: u64,
}

/// More words than any name has; what goes beyond is middle.
const MOST: usize = 8;

impl View<'_> {
    /// The parts of a person's name.
    pub fn parts(&self, range: &Range<usize>) -> Parts {
        // Words joined by hyphens are one.
        let mut cut: [(usize, usize); MOST] = [(0, 0); MOST];
        let mut count = 0;
        let mut quoted = false;
        for at in range.clone() {
            let token = &self.tokens[at];
            if token.kind == TokenKind::Quote {
                quoted = !quoted;
            } else if quoted || token.is(',') {
            } else if count > 0 && !token.spaced && cut[count - 1].1 == at {
                cut[count - 1].1 = at + 1;
            } else if token.kind == TokenKind::Word {
                if count == MOST {
                    cut.copy_within(2..MOST, 1);
                    count -= 1;
                }
                cut[count] = (at, at + 1);
                count += 1;
            }
        }
        let mut parts = Parts::default();
        let mut end = count;
        let bytes = |from: usize, to: usize| self.tokens[cut[from].0].start..self.tokens[cut[to].1 - 1].end;
        if end > 1 && self.class(cut[end - 1].0).any(Class::SUFFIX) {
            end -= 1;
            parts.suffix = bytes(end, end);
            parts.suffix_key = self.tokens[cut[end].0].key;
        }
        if end == 0 {
            return parts;
        }
        let mut from = end - 1;
        while from > 1 && self.class(cut[from - 1].0).any(Class::PARTICLE) {
            from -= 1;
        }
        parts.surname = bytes(from, end - 1);
        parts.surname_key = self.last_key(cut[end - 1]);
        // `Van der Velde`, `De la Tour` at the start of a sentence: no first name.
        let opening = self.class(cut[0].0);
        if from == 1 && opening.any(Class::PARTICLE) && !opening.any(Class::GIVEN) {
            from = 0;
            parts.surname = bytes(0, end - 1);
        }
        if from > 0 {
            parts.given = bytes(0, 0);
            parts.given_key = self.tokens[cut[0].0].key;
        }
        if from > 1 {
            parts.middle = bytes(1, from - 1);
        }
        parts
    }

    fn last_key(&self, word: (usize, usize)) -> u64 {
        (word.0..word.1).rev().find(|i| self.tokens[*i].kind == TokenKind::Word).map_or(0, |i| self.tokens[i].key)
    }

    /// The mention that a piece is, not linked yet.
    pub fn draft(&self, region: u32, piece: Piece) -> Draft {
        let Piece { range, guess, title, cues } = piece;
        let token = |at: usize| &self.tokens[at];
        let mut sequence = 0;
        let mut count = 0;
        let mut tail = 0;
        for at in range.clone().filter(|i| token(*i).kind == TokenKind::Word) {
            if count > 0 && self.class(at).any(Class::CORPORATE) {
                continue;
            }
            sequence = words::chain(sequence, token(at).key);
            tail = token(at).key;
            count += u32::from(self.is_capital(at));
        }
        let person = matches!(guess, Guess::Person | Guess::Single);
        let name = Name {
            region,
            start: token(range.start).start,
            end: token(range.end - 1).end,
            first: range.start as u32,
            last: range.end as u32,
            kind: Kind::Other,
            form: Form::Full,
            entity: EntityId(0),
            title: title.map(|t| token(t.start).start..token(t.end - 1).end),
            role: if person { self.role_after(&range).or_else(|| self.role_before(&range)) } else { None },
            age: if person { self.age(&range) } else { None },
            parts: person.then(|| self.parts(&range)),
            ambiguous: false,
        };
        let known = self.known(range.start);
        Draft {
            class: known.map_or(Class::NONE, |k| k.class),
            small: known.is_some_and(|k| k.small),
            name,
            guess,
            cues,
            sequence,
            tail,
            words: count,
            display: self.style != Style::Running,
            shared: None,
        }
    }

    /// `Tom and Ann Hale`: lends the surname to the first.
    pub fn share(&self, drafts: &mut [Draft]) {
        for index in 1..drafts.len() {
            let (before, rest) = drafts.split_at_mut(index);
            let (Some(first), Some(second)) = (before.last_mut(), rest.first()) else { break };
            let joined = second.name.first == first.name.last + 1 && self.is_key(first.name.last as usize, SMALL.and);
            let Some(parts) = second.name.parts.as_ref().filter(|p| p.given_key != 0) else { continue };
            let single = first.guess == Guess::Single && first.class.any(Class::GIVEN);
            if joined && single && second.guess == Guess::Person {
                first.shared = Some(parts.surname_key);
            }
        }
    }

    /// Reads `DENBY, Texas (AP) —` at the start of a story; returns where the copy begins.
    pub fn dateline(&self, whole: bool, out: &mut Vec<Piece>) -> usize {
        let first = self.sentence.first as usize;
        let last = self.sentence.last as usize;
        let reach = last.min(first + 16);
        let dash = (first..reach).find(|i| {
            let token = &self.tokens[*i];
            token.is('—') || token.is('–') || token.is('-') && self.token(i + 1).is_some_and(|t| t.spaced || t.is('-'))
        });
        let Some(dash) = dash.or(whole.then_some(last)) else { return first };
        let bracket = (first..dash).find(|i| self.is_mark(*i, '('));
        let stop = |i: &usize| self.is_mark(*i, '(') || self.is_mark(*i, ',') || *i == dash;
        let end = (first..=dash).find(stop).unwrap_or(dash);
        let fits = |i: usize| self.tokens[i].upper || self.tokens[i].kind == TokenKind::Mark;
        let upper = end > first && (first..end).all(fits);
        let agency = bracket.is_some_and(|b| b + 2 < dash && dash - b < 6 && self.is_mark(dash - 1, ')'));
        let capital = (first..end).all(|i| self.is_capital(i) || self.tokens[i].kind == TokenKind::Mark);
        if end == first || end - first > 6 || !(upper || agency && capital || whole && capital) {
            return first;
        }
        let cues = Default::default();
        out.push(Piece { range: first..end, guess: Guess::Place, title: None, cues });
        end
    }
}

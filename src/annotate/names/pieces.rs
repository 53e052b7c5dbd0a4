//! Pieces: one name each, cut from a run, with the title before it and what it seems to name.
//!
//! `Illinois Gov. Pat Quinn` is a place, a title and a person; `British Airways` one firm. What a
//! single word names is mostly left open here: the whole story decides ([`super::entities`]).

use std::ops::Range;

use super::context::Cues;
use super::runs::{SMALL, View};
use super::words::{self, Class, HEAD};
use crate::annotate::tokens::Kind;

/// What a piece seems to name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Guess {
    Person,
    Organisation,
    Place,
    Other,
    Demonym,
    /// One word in capitals.
    Acronym,
    /// One word, of anything.
    Single,
}

/// One name. Ranges are of the region's tokens.
#[derive(Clone, Debug)]
pub struct Piece {
    pub range: Range<usize>,
    pub guess: Guess,
    pub title: Option<Range<usize>>,
    pub cues: Cues,
}

impl View<'_> {
    /// Cuts a run into names.
    pub fn pieces(&self, run: Range<usize>, out: &mut Vec<Piece>) {
        let mut at = run.start;
        let mut title: Option<Range<usize>> = None;
        while at < run.end {
            let class = self.class(at);
            let capital = self.is_capital(at);
            let more = at + 1 < run.end;
            if !self.token(at).is_some_and(|t| t.kind == Kind::Word)
                || class.any(Class::LEAD) && capital && more && title.is_none() && !class.any(Class::GIVEN)
            {
                at += 1;
                continue;
            }
            if title.is_none() && self.is_institution(at..run.end) {
                self.untitled(at..run.end, out);
                return;
            }
            let len = self.title_len(at, run.end);
            if len > 0 {
                let end = self.title_end(at + len, run.end);
                if end >= run.end {
                    return;
                }
                title = Some(title.map_or(at, |t| t.start)..end);
                at = end;
                continue;
            }
            let stop = (at + 1..run.end).find(|i| self.cuts(at, *i, run.end)).unwrap_or(run.end);
            match title.take() {
                Some(title) => self.titled(at..stop, title, out),
                None => self.untitled(at..stop, out),
            }
            at = stop;
        }
    }

    fn title_len(&self, at: usize, end: usize) -> usize {
        let class = self.class(at);
        if !class.any(Class::TITLE) || !self.is_capital(at) {
            return 0;
        }
        let Some(tokens) = self.tokens.get(at..end) else { return 0 };
        let len = words::title_at(class, tokens);
        // `Dean Smith`, `Earl Jones`: a given name before one more word.
        if len == 1 && class.any(Class::GIVEN) { 0 } else { len }
    }

    /// Takes in `of Finance` behind `Minister`.
    fn title_end(&self, from: usize, end: usize) -> usize {
        if !(self.is_key(from, SMALL.of) || self.is_key(from, SMALL.for_)) {
            return from;
        }
        let dull = |i: usize| {
            let class = self.class(i);
            !self.is_capital(i)
                || class.any(Class::FIELD | Class::COMMON | Class::ORG | Class::PLACE | Class::DEMONYM | Class::COMPASS)
                    && !class.any(Class::GIVEN)
        };
        (from..end).find(|i| !dull(*i)).unwrap_or(end)
    }

    /// Whether a title begins at `i` that has its own name behind it.
    fn cuts(&self, from: usize, i: usize, end: usize) -> bool {
        let len = self.title_len(i, end);
        let given = self.class(i - 1).any(Class::GIVEN) || self.is_mark(i - 1, '.') && i - from == 2;
        len > 0 && !given && self.tokens[i].spaced && (i + len >= end || self.is_capital(i + len))
    }

    /// Whether the last word says that all of it is a body, a place or a law.
    fn is_institution(&self, range: Range<usize>) -> bool {
        let last = self.last_word(&range);
        if last == range.start || !self.is_capital(last) {
            return false;
        }
        let first = self.class(range.start);
        let class = self.class(last);
        let titled = first.any(Class::TITLE);
        let named =
            (range.start + 1..last).any(|i| self.class(i).any(Class::TITLE) && self.title_len(i, range.end) > 0);
        let glued = range.clone().any(|i| self.is_key(i, SMALL.of) || self.is_key(i, SMALL.for_));
        let surname = class.any(Class::SURNAME) && (titled || first.any(Class::GIVEN));
        let general = titled && self.title_len(range.start, range.end) > 1;
        !named
            && !general
            && !surname
            && (class.any(HEAD) && !first.any(Class::GIVEN) || glued && !titled && self.of_kind(&range).is_some())
    }

    /// The last word, without the point of an abbreviation.
    fn last_word(&self, range: &Range<usize>) -> usize {
        let last = range.end - 1;
        if last > range.start && self.is_mark(last, '.') { last - 1 } else { last }
    }

    fn count(&self, range: &Range<usize>) -> usize {
        range.clone().filter(|i| self.is_capital(*i)).count()
    }

    fn titled(&self, range: Range<usize>, title: Range<usize>, out: &mut Vec<Piece>) {
        let cues = self.cues(&range);
        out.push(Piece { range, guess: Guess::Person, title: Some(title), cues });
    }

    fn push(&self, range: Range<usize>, guess: Guess, out: &mut Vec<Piece>) {
        let cues = self.cues(&range);
        out.push(Piece { range, guess, title: None, cues });
    }

    fn untitled(&self, range: Range<usize>, out: &mut Vec<Piece>) {
        let at = range.start;
        let class = self.class(at);
        let Some(tokens) = self.tokens.get(range.clone()) else { return };
        let demonym = words::demonym_at(class, tokens);
        let place = words::place_at(class, tokens);
        if demonym.max(place) >= range.len() {
            let guess = if place >= demonym { Guess::Place } else { Guess::Demonym };
            return self.push(range, guess, out);
        }
        if self.count(&range) == 1 {
            return self.push(range.clone(), self.single(&range), out);
        }
        if let Some(guess) = self.headed(&range) {
            return self.push(range, guess, out);
        }
        let rest = at + demonym.max(place)..range.end;
        let alone = self.count(&rest) == 1;
        let named =
            class.any(Class::GIVEN) && alone && rest.start == at + 1 && !self.class(rest.start).any(words::PLAIN);
        if demonym > 0 && !named {
            self.push(at..rest.start, Guess::Demonym, out);
            return self.untitled(rest, out);
        }
        if place > 0 && !named {
            if self.class(rest.start).any(Class::GIVEN) && !alone {
                self.push(at..rest.start, Guess::Place, out);
                return self.untitled(rest, out);
            }
            let lower = self.is_mark(rest.start, '-');
            return self.push(range, if lower { Guess::Other } else { Guess::Organisation }, out);
        }
        let guess = self.several(&range);
        self.push(range, guess, out);
    }

    fn single(&self, range: &Range<usize>) -> Guess {
        let token = &self.tokens[range.start];
        if token.upper && !self.class(range.start).any(Class::GIVEN | Class::SUFFIX) {
            Guess::Acronym
        } else {
            Guess::Single
        }
    }

    /// What `of` or `for` makes of the word before it.
    fn of_kind(&self, range: &Range<usize>) -> Option<Guess> {
        let of = range
            .clone()
            .find(|i| self.is_key(*i, SMALL.of) || self.is_key(*i, SMALL.for_) || self.is_key(*i, SMALL.on))?;
        let class = self.class(of.checked_sub(1).filter(|b| *b >= range.start)?);
        if class.any(Class::ORG_OF) {
            Some(Guess::Organisation)
        } else if class.any(Class::PLACE_OF) {
            Some(Guess::Place)
        } else if class.any(Class::OTHER_OF) {
            Some(Guess::Other)
        } else {
            None
        }
    }

    /// What the words say by themselves: `Inc.`, `Ministry of`, `River`.
    fn headed(&self, range: &Range<usize>) -> Option<Guess> {
        let last = self.last_word(range);
        let class = self.class(last);
        if class.any(Class::CORPORATE) || range.clone().any(|i| self.is_mark(i, '&')) {
            return Some(Guess::Organisation);
        }
        if let Some(guess) = self.of_kind(range) {
            return Some(guess);
        }
        let first = self.class(range.start);
        // `Marie de la Tour`: whatever the last word says.
        let particle = |i: usize| !self.is_capital(i) && self.class(i).any(Class::PARTICLE);
        if first.any(Class::GIVEN | Class::PARTICLE) && (range.start + 1..last).any(particle) {
            return Some(Guess::Person);
        }
        if !class.any(HEAD) || class.any(Class::SUFFIX) {
            return None;
        }
        // `Faith Hill`, `Doris Day`, `George Church`
        let cues = self.cues(range);
        if first.any(Class::GIVEN)
            && self.count(range) < 4
            && (class.any(Class::SURNAME) && !cues.locative && !cues.the || cues.person)
        {
            return Some(Guess::Person);
        }
        // A surname that the story also uses alone: `Woods said`.
        let alone = self.known(last).is_some_and(|k| k.bare > k.located) && !cues.locative && !cues.the;
        if class.any(Class::SURNAME) && (cues.person || alone && !first.any(words::PLAIN | Class::PLACE)) {
            return Some(Guess::Person);
        }
        // `Denby School District`
        let schools = class.any(Class::FIELD) && class.any(Class::PLACE_WORD) && self.class(last - 1).any(Class::ORG);
        Some(
            if class.any(Class::TEAM)
                || schools
                || class.any(Class::ORG) && !(class.any(Class::PLACE_WORD) && cues.locative)
            {
                Guess::Organisation
            } else if class.any(Class::PLACE_WORD) {
                Guess::Place
            } else {
                Guess::Other
            },
        )
    }

    /// Two words or more that no list explains.
    fn several(&self, range: &Range<usize>) -> Guess {
        let (first, last) = (range.start, self.last_word(range));
        let (head, tail) = (self.class(first), self.class(last));
        let cues = self.cues(range);
        let count = self.count(range);
        let initials = (first..last).any(|i| {
            self.tokens[i].kind == Kind::Word
                && self.tokens[i].capital
                && (self.tokens[i].end - self.tokens[i].start == 1
                    || self.tokens[i].text(self.plain).ends_with('.') && !self.class(i).any(Class::PLACE))
        });
        let dull = range.clone().any(|i| {
            self.is_capital(i) && self.class(i).any(words::PLAIN) && !self.class(i).any(Class::GIVEN | Class::SURNAME)
        });
        if tail.any(Class::SUFFIX) || initials || cues.person && !dull {
            return Guess::Person;
        }
        if head.any(Class::COMPASS | Class::PLACE_FIRST)
            && count <= 3
            && !tail.any(words::PLAIN)
            && (cues.locative || !head.any(Class::GIVEN))
        {
            return Guess::Place;
        }
        let particles = (first + 1..last).any(|i| !self.is_capital(i) && self.class(i).any(Class::PARTICLE));
        if count <= 4 && (head.any(Class::GIVEN) || particles) && !cues.the {
            return Guess::Person;
        }
        if dull || cues.the || count > 4 {
            let team = self.tokens[last].text(self.plain).ends_with('s');
            return if team && cues.the || cues.speech { Guess::Organisation } else { Guess::Other };
        }
        let bare = |i: usize| self.known(i).map_or(0, |k| k.bare);
        if bare(last) > bare(first) {
            return Guess::Person;
        }
        if bare(first) > bare(last) && !cues.locative {
            return Guess::Organisation;
        }
        if cues.locative || self.is_mark(range.end, ',') && self.class(range.end + 1).any(Class::PLACE) {
            return Guess::Place;
        }
        if self.tokens[first].upper || self.tokens[last].upper { Guess::Organisation } else { Guess::Person }
    }
}

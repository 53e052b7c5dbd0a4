//! What stands around a name: an age, a role, a verb of speech, a preposition of place.

use std::ops::Range;
use std::sync::LazyLock;

use super::evidence::is_locative;
use super::runs::{SMALL, View};
use super::words::{self, Class};
use crate::annotate::tokens::{Kind, key};
use crate::annotate::verbs;

/// What stands before `of` and a place.
static GOVERNED: LazyLock<[u64; 28]> = LazyLock::new(|| {
    [
        "mayor",
        "governor",
        "sheriff",
        "city",
        "town",
        "village",
        "county",
        "province",
        "region",
        "district",
        "island",
        "port",
        "capital",
        "suburb",
        "suburbs",
        "outskirts",
        "residents",
        "streets",
        "coast",
        "north",
        "south",
        "east",
        "west",
        "northeast",
        "northwest",
        "southeast",
        "southwest",
        "miles",
    ]
    .map(key)
});

/// How far a role behind a name may reach, in tokens.
const ROLE_REACH: usize = 14;

/// What the neighbours of a name say about it.
#[derive(Clone, Copy, Debug, Default)]
pub struct Cues {
    /// Only people have these: an age, a role, `who`.
    pub person: bool,
    /// A verb of speech stands beside it.
    pub speech: bool,
    /// `in` or `near` stands before it.
    pub locative: bool,
    /// `the` stands before it.
    pub the: bool,
}

/// A person's age as stated behind the name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Age {
    /// In years.
    pub years: u8,
    /// Offset of the first byte of the number in the region's text.
    pub start: u32,
    /// Offset behind its last byte.
    pub end: u32,
}

impl View<'_> {
    /// What stands around a name.
    pub fn cues(&self, range: &Range<usize>) -> Cues {
        let before = range.start.checked_sub(1).and_then(|b| self.token(b));
        let after = self.token(range.end);
        let speech =
            |at: usize| self.token(at).is_some_and(|t| t.kind == Kind::Word && !t.capital && verbs::is_speech(t.key));
        let possessive = after.is_some_and(|t| t.kind == Kind::Clitic);
        let who = |at: usize| self.is_key(at, SMALL.who) || self.is_key(at, SMALL.whose);
        let relative = who(range.end) || self.is_mark(range.end, ',') && who(range.end + 1);
        let person = relative
            || self.age(range).is_some()
            || self.role_before(range).is_some()
            || self.role_after(range).is_some();
        Cues {
            person,
            speech: speech(range.end) || range.start.checked_sub(1).is_some_and(speech),
            locative: !possessive && (before.is_some_and(is_locative) || self.is_governed(range.start)),
            the: before.is_some_and(|t| t.key == SMALL.the),
        }
    }

    /// `mayor of Denby`, `the town of Denby`: what is governed or lies there is a place.
    fn is_governed(&self, at: usize) -> bool {
        let head = at.checked_sub(2).filter(|_| self.is_key(at - 1, SMALL.of)).and_then(|h| self.token(h));
        head.is_some_and(|t| GOVERNED.contains(&t.key))
    }

    /// `, 45,` `(45)` `, aged 45`
    pub fn age(&self, range: &Range<usize>) -> Option<Age> {
        let mark = range.end;
        let bracket = self.is_mark(mark, '(');
        if !(bracket || self.is_mark(mark, ',')) {
            return None;
        }
        let at = if self.is_key(mark + 1, SMALL.aged) { mark + 2 } else { mark + 1 };
        let token = self.token(at).filter(|t| t.kind == Kind::Number)?;
        let years: u8 = token.text(self.plain).parse().ok().filter(|years| *years <= 120)?;
        let closed = match self.token(at + 1) {
            None => true,
            Some(t) => {
                t.is(if bracket { ')' } else { ',' }) || !bracket && (t.is('.') || t.is(';') || t.key == SMALL.and)
            }
        };
        closed.then_some(Age { years, start: token.start, end: token.end })
    }

    /// `police spokesman` before a name: the small words that say what somebody is.
    pub fn role_before(&self, range: &Range<usize>) -> Option<Range<u32>> {
        let last = range.start.checked_sub(1)?;
        let small = |at: usize| self.token(at).is_some_and(|t| t.kind == Kind::Word && !t.capital && t.spaced);
        if !small(last) || !self.tokens[range.start].spaced || !self.is_role(last) {
            return None;
        }
        let mut first = last;
        while let Some(before) = first.checked_sub(1).filter(|b| last - b < 5 && small(*b)) {
            if words::class(self.tokens[before].key).any(Class::CLOSED) || verbs::is_speech(self.tokens[before].key) {
                break;
            }
            first = before;
        }
        Some(self.tokens[first].start..self.tokens[last].end)
    }

    fn is_role(&self, at: usize) -> bool {
        let class = self.class(at);
        class.any(Class::ROLE)
            || class.any(Class::TITLE)
                && self.token(at).is_some_and(|t| words::title_at(class, std::slice::from_ref(t)) > 0)
    }

    /// `, a spokesman for the council,` behind a name.
    pub fn role_after(&self, range: &Range<usize>) -> Option<Range<u32>> {
        let mut comma = range.end;
        if !self.is_mark(comma, ',') {
            return None;
        }
        if self.age(range).is_some() {
            comma = (comma + 2..comma + 4).find(|i| self.is_mark(*i, ','))?;
        }
        let first = comma + 1;
        let opening = self.token(first).filter(|t| t.kind == Kind::Word)?;
        let class = words::class(opening.key);
        let determined = class.any(Class::CLOSED) && words::is_determiner(opening.key);
        if class.any(Class::CLOSED) && !determined {
            return None;
        }
        let mut found = false;
        for at in first..first + ROLE_REACH {
            let token = self.token(at)?;
            let stops = token.kind == Kind::Quote
                || token.kind == Kind::Mark && !token.is('-') && !token.is('.')
                || token.is('.') && self.token(at + 1).is_none();
            let closed = token.kind == Kind::Word && !token.capital && self.class(at).any(Class::CLOSED) && at > first;
            if !found && (stops || closed || verbs::is_speech(token.key)) {
                return None;
            }
            if stops {
                return Some(self.tokens[first].start..self.tokens[at - 1].end);
            }
            // Without an article, only a role that comes at once: `, mayor of Denby,`
            found |= token.kind == Kind::Word && self.is_role(at) && (determined || at < first + 4);
        }
        None
    }
}

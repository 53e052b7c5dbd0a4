//! Runs: the longest stretches of words that may be one name or several side by side.
//!
//! A run goes on over initials, hyphens, particles (`de la`), `Inc.` behind a comma, and `of` or
//! `and` where the words around them are those of an institution. Where one name in it ends and
//! the next begins is left to [`super::pieces`].

use std::ops::Range;
use std::sync::LazyLock;

use super::evidence::{Evidence, Known, Style, opens};
use super::words::{self, Class};
use crate::annotate::sentences::Sentence;
use crate::annotate::tokens::{Kind, Token, key};
use crate::annotate::verbs;

/// A longer run is cut: no name has so many tokens.
const LONGEST: usize = 24;

/// The function words that names turn on.
pub struct Small {
    pub of: u64,
    pub the: u64,
    pub and: u64,
    pub at: u64,
    pub on: u64,
    pub for_: u64,
    pub al: u64,
    pub el: u64,
    pub who: u64,
    pub whose: u64,
    pub st: u64,
    pub aged: u64,
}

/// Their keys.
pub static SMALL: LazyLock<Small> = LazyLock::new(|| Small {
    of: key("of"),
    the: key("the"),
    and: key("and"),
    at: key("at"),
    on: key("on"),
    for_: key("for"),
    al: key("al"),
    el: key("el"),
    who: key("who"),
    whose: key("whose"),
    st: key("st"),
    aged: key("aged"),
});

/// A sentence with what is known of its words. Indices are those of the region's tokens.
pub struct View<'v> {
    pub plain: &'v str,
    pub tokens: &'v [Token],
    pub evidence: &'v Evidence,
    /// The place of the region's first token in the story.
    pub base: usize,
    pub sentence: &'v Sentence,
    pub style: Style,
}

impl<'v> View<'v> {
    /// The token at an index, within the sentence.
    pub fn token(&self, at: usize) -> Option<&'v Token> {
        if at < self.sentence.last as usize && at >= self.sentence.first as usize { self.tokens.get(at) } else { None }
    }

    /// What is known of a capitalised word.
    pub fn known(&self, at: usize) -> Option<&'v Known> {
        self.evidence.word(self.base + at)
    }

    /// What the lists say of a word, with or without a capital.
    pub fn class(&self, at: usize) -> Class {
        match (self.known(at), self.token(at)) {
            (Some(known), _) => known.class,
            (None, Some(token)) if token.kind == Kind::Word => words::class(token.key),
            _ => Class::NONE,
        }
    }

    /// Whether it is a word with a capital.
    pub fn is_capital(&self, at: usize) -> bool {
        self.token(at).is_some_and(|t| t.kind == Kind::Word && t.capital)
    }

    pub fn is_mark(&self, at: usize, mark: char) -> bool {
        self.token(at).is_some_and(|t| t.is(mark))
    }

    pub fn is_key(&self, at: usize, key: u64) -> bool {
        self.token(at).is_some_and(|t| t.key == key)
    }

    fn tight(&self, at: usize) -> bool {
        self.token(at).is_some_and(|t| !t.spaced)
    }

    fn letters(&self, at: usize) -> u32 {
        self.token(at).map_or(0, |t| t.end - t.start)
    }

    /// The words from `at` on that may be one name, if one can begin there.
    pub fn run(&self, at: usize) -> Option<Range<usize>> {
        if !self.is_name(at, opens(self.tokens, self.sentence, at)) {
            return None;
        }
        let mut last = at;
        while last - at < LONGEST {
            let Some(next) = self.goes_on(at, last) else { break };
            last = next;
        }
        let abbreviated = self.class(last).any(Class::SUFFIX | Class::CORPORATE) && last > at && self.letters(last) < 5;
        let roman = self.token(last).is_some_and(|t| t.upper) && self.class(last).any(Class::SUFFIX);
        let point = abbreviated && !roman && self.is_mark(last + 1, '.') && self.tight(last + 1);
        Some(self.particles_before(at)..last + 1 + usize::from(point))
    }

    /// Takes in `al-` of `al-Assad` and the `de la` of a surname that stands alone.
    fn particles_before(&self, at: usize) -> usize {
        let mut from = at;
        for _ in 0..3 {
            let Some(before) = from.checked_sub(1) else { break };
            let step = if self.is_mark(before, '-') && self.tight(before) && self.tight(from) { 2 } else { 1 };
            let Some(particle) = from.checked_sub(step).filter(|p| *p >= self.sentence.first as usize) else { break };
            let token = &self.tokens[particle];
            let small = token.kind == Kind::Word && !token.capital && words::class(token.key).any(Class::PARTICLE);
            let hyphenated = step == 2 && small;
            let loose = step == 1 && small && self.tokens[from].spaced && !words::class(token.key).any(Class::CLOSED);
            let article = particle
                .checked_sub(1)
                .is_some_and(|p| words::class(self.tokens[p].key).any(Class::CLOSED) && self.is_key(p, SMALL.the));
            if !(hyphenated || loose && !article && token.key != SMALL.al && token.key != SMALL.el) {
                break;
            }
            from = particle;
        }
        from
    }

    /// Whether a capitalised word looks like a part of a name. `opening`: it stands where every
    /// word has a capital.
    pub fn is_name(&self, at: usize, opening: bool) -> bool {
        let (Some(token), Some(known)) = (self.token(at), self.known(at)) else { return false };
        let class = known.class;
        if self.style != Style::Running {
            return self.is_name_in_title(at, token, known);
        }
        if class.any(Class::SKIP) && (token.upper || !class.any(Class::GIVEN)) {
            return false;
        }
        if token.upper {
            return !class.any(Class::CLOSED | Class::COMMON | Class::CALENDAR)
                || class.any(Class::BODY | Class::PLACE);
        }
        if token.end - token.start == 1 {
            let initial = self.is_mark(at + 1, '.') && self.tight(at + 1) && self.is_capital(at + 2);
            return initial && self.is_bright(at + 2);
        }
        let with_next = || self.leads_on(at);
        if class.any(Class::CALENDAR) {
            let dated = at.checked_sub(1).is_some_and(|b| {
                self.class(b).any(Class::CLOSED) || self.token(b).is_some_and(|t| t.kind == Kind::Number)
            });
            return class.any(Class::GIVEN) && self.is_capital(at + 1) && !dated && self.is_bright(at + 1);
        }
        // `Van der Velde said`, at the start
        if opening && class.any(Class::PARTICLE) && !class.any(Class::GIVEN) {
            let name = if self.is_capital(at + 1) { Some(at + 1) } else { self.after_particles(at + 1) };
            let again = name.and_then(|n| self.known(n)).is_some_and(|k| k.mid > 0 && !k.small);
            if again {
                return true;
            }
        }
        if class.any(Class::CLOSED) {
            return class.any(Class::GIVEN) && !opening && self.is_capital(at + 1) && self.is_bright(at + 1);
        }
        if !opening {
            return true;
        }
        if class.any(Class::TITLE | Class::LEAD) {
            return with_next();
        }
        let tokens = &self.tokens[at..self.sentence.last as usize];
        if words::place_at(class, tokens) > 1 || words::demonym_at(class, tokens) > 1 {
            return true;
        }
        let listed = class.any(Class::GIVEN | Class::PLACE | Class::DEMONYM | Class::BODY);
        let again = known.mid > 0 && self.token(at + 1).is_some_and(|next| next.key == known.next && next.capital);
        if class.any(Class::COMMON) {
            return again || class.any(Class::GIVEN) && with_next();
        }
        if known.small && !listed {
            return again || known.mid > 1 && with_next();
        }
        if known.small {
            return known.mid > 0 || with_next();
        }
        // `Fuming Robinson walked out`: a participle that opens the sentence.
        let text = token.text(self.plain);
        let participle = text.len() > 5 && (text.ends_with("ing") || text.ends_with("ed"));
        listed || known.mid > 0 || with_next() && !participle || self.has_cue(at)
    }

    fn is_name_in_title(&self, at: usize, token: &Token, known: &Known) -> bool {
        let class = known.class;
        if class.any(Class::CLOSED | Class::COMMON | Class::SKIP | Class::CALENDAR) {
            return token.upper && self.style == Style::Title && class.any(Class::PLACE | Class::BODY);
        }
        if token.end - token.start == 1 {
            return false;
        }
        if class.any(Class::TITLE) && !known.small {
            return self.known(at + 1).is_some_and(|next| next.mid > 0 && !next.small);
        }
        if token.upper && self.style == Style::Title {
            return !known.small;
        }
        let listed = class.any(Class::GIVEN | Class::PLACE | Class::PLACE_START | Class::DEMONYM | Class::BODY);
        !known.small && (known.mid > 0 || listed)
    }

    /// Whether a capitalised word is neither a function word nor one that is mostly small.
    fn is_bright(&self, at: usize) -> bool {
        self.known(at)
            .is_some_and(|w| !w.class.any(Class::CLOSED | Class::COMMON | Class::CALENDAR) && (!w.small || w.mid > 0))
    }

    /// Whether the word behind one at the start of a sentence goes on with a name.
    fn leads_on(&self, at: usize) -> bool {
        let next = at + 1;
        let Some(token) = self.token(next) else { return false };
        if token.kind == Kind::Word && token.spaced {
            if token.capital {
                return !self.class(next).any(Class::CLOSED | Class::CALENDAR | Class::SKIP);
            }
            if token.key == SMALL.of {
                let behind = if self.is_key(next + 1, SMALL.the) { next + 2 } else { next + 1 };
                return self.class(at).any(Class::ORG_OF | Class::PLACE_OF | Class::OTHER_OF | Class::TITLE)
                    && self.is_capital(behind);
            }
            return self.class(next).any(Class::PARTICLE) && self.after_particles(next).is_some();
        }
        let joined = token.is('-') && !token.spaced && self.tight(next + 1);
        let point = token.is('.') && !token.spaced && self.class(at).any(Class::TITLE) || token.is('&');
        // `Jae-min Roh said`
        let syllable = token.is('-') && !token.spaced && self.is_syllable(at, next + 1);
        (joined || point) && self.is_capital(next + 1) || syllable
    }

    /// What follows a name more often than another word: speech, a possessive, an age, `who`.
    fn has_cue(&self, at: usize) -> bool {
        let Some(next) = self.token(at + 1) else { return false };
        let plural = self.is_crowd(at);
        match next.kind {
            Kind::Clitic => true,
            Kind::Word => !plural && !next.capital && (verbs::is_speech(next.key) || next.key == SMALL.who),
            Kind::Mark if next.is(',') => {
                self.is_key(at + 2, SMALL.who) || self.token(at + 2).is_some_and(|t| t.kind == Kind::Number)
            }
            _ => false,
        }
    }

    /// `Firefighters`, `Pollsters`: at the start of a sentence, people by what they do.
    fn is_crowd(&self, at: usize) -> bool {
        const ENDS: [&str; 9] = ["ers", "ors", "ists", "ians", "ants", "ents", "ees", "ings", "ions"];
        let text = self.token(at).map_or("", |t| t.text(self.plain));
        self.class(at).any(Class::ROLE) || text.len() > 6 && ENDS.iter().any(|end| text.ends_with(end))
    }

    /// The name word behind one or more particles.
    fn after_particles(&self, from: usize) -> Option<usize> {
        for at in from..from + 6 {
            let token = self.token(at)?;
            if token.kind == Kind::Word && token.capital {
                return (at > from && !self.class(at).any(Class::CLOSED | Class::CALENDAR)).then_some(at);
            }
            let hyphen = token.is('-') && !token.spaced && self.tight(at + 1);
            if !(hyphen || token.kind == Kind::Word && self.class(at).any(Class::PARTICLE)) {
                return None;
            }
        }
        None
    }

    /// The next word of the run that began at `first` and has come to `last`.
    fn goes_on(&self, first: usize, last: usize) -> Option<usize> {
        let next = last + 1;
        let token = self.token(next)?;
        let class = self.class(last);
        match token.kind {
            Kind::Word if !token.spaced => None,
            Kind::Word if token.capital => {
                let ends = self.class(next).any(Class::SUFFIX | Class::CORPORATE) && !class.any(Class::COMMON);
                // A headline that is nothing but a name: `Ann Brindle Sutter`.
                let alone = self.sentence.last - self.sentence.first < 8
                    && first == self.sentence.first as usize
                    && self.class(first).any(Class::GIVEN);
                let theirs = self.style != Style::Running
                    && (class.any(Class::GIVEN) && last == first
                        || alone && !verbs::is_reporting(self.tokens[next].key))
                    && self.known(next).is_some_and(|w| w.mid == 0 && !w.small)
                    && !self.class(next).any(Class::COMMON | Class::CLOSED | Class::SKIP);
                let may = class.any(Class::GIVEN)
                    && self.class(next).any(Class::CALENDAR)
                    && self.class(next).any(Class::GIVEN)
                    && !self.token(next + 1).is_some_and(|t| t.kind == Kind::Number);
                // `Jane E. Brackwell`
                let initial = self.letters(next) == 1
                    && self.class(first).any(Class::GIVEN)
                    && self.is_mark(next + 1, '.')
                    && self.tight(next + 1)
                    && self.is_capital(next + 2);
                (ends || theirs || may || initial || self.is_name(next, false)).then_some(next)
            }
            Kind::Word if class.any(Class::SUFFIX | Class::CORPORATE) => None,
            Kind::Word => self.over_small_word(first, last, token),
            Kind::Mark if token.is('.') && !token.spaced => {
                let short =
                    self.letters(last) == 1 || class.any(Class::TITLE | Class::SUFFIX) || self.is_key(last, SMALL.st);
                let alone = self.style != Style::Running
                    && self.letters(last) == 1
                    && self.class(first).any(Class::GIVEN)
                    && self.is_capital(next + 1)
                    && !self.class(next + 1).any(Class::COMMON | Class::CLOSED | Class::SKIP);
                let goes =
                    short && self.token(next + 1).is_some_and(|t| t.spaced) && (alone || self.is_name(next + 1, false));
                goes.then_some(next + 1)
            }
            Kind::Mark if token.is('-') && !token.spaced && self.is_syllable(first, next + 1) => Some(next + 1),
            Kind::Mark if (token.is('-') || token.is('–')) && !token.spaced => {
                let apart =
                    (class | self.class(next + 1)).any(Class::PLACE | Class::DEMONYM | Class::BODY | Class::LEAD);
                let one = apart && words::place_at(class, &self.tokens[last..]) > 1;
                let joined =
                    self.tight(next + 1) && self.is_capital(next + 1) && !self.class(next + 1).any(Class::CLOSED);
                (joined && (!apart || one)).then_some(next + 1)
            }
            Kind::Mark if token.is(',') => {
                let behind = self.class(next + 1);
                let ends = behind.any(Class::SUFFIX | Class::CORPORATE) && self.is_capital(next + 1);
                let listed = class.any(Class::FIELD) && behind.any(Class::FIELD) && self.is_capital(next + 1);
                (ends || listed && self.and_ahead(next + 1)).then_some(next + 1)
            }
            Kind::Mark if token.is('&') => (self.is_capital(next + 1)).then_some(next + 1),
            Kind::Quote if token.spaced && class.any(Class::GIVEN) && last == first => self.over_nickname(next),
            _ => None,
        }
    }

    /// `Ban Ki-moon`, `Hsin-yi Lee`: a short small syllable behind a hyphen, in a name of several
    /// words, that is no word of its own (`Denby-based`, `Trump-like`).
    fn is_syllable(&self, first: usize, at: usize) -> bool {
        const WORDS: [&str; 18] = [
            "born", "wide", "style", "like", "based", "led", "run", "free", "area", "only", "elect", "era", "owned",
            "made", "held", "bound", "wise", "type",
        ];
        let Some(token) = self.token(at).filter(|t| t.kind == Kind::Word && !t.capital && !t.spaced) else {
            return false;
        };
        let text = token.text(self.plain);
        let several = at > first + 2 || self.is_capital(at + 1) && self.token(at + 1).is_some_and(|t| t.spaced);
        several
            && text.len() < 6
            && !WORDS.contains(&text)
            && !text.ends_with("ed")
            && words::class(token.key) == Class::NONE
            && !self.class(at - 2).any(Class::PLACE | Class::DEMONYM | Class::BODY)
            && !self.token(at - 2).is_some_and(|t| t.upper)
    }

    /// `Banking, Housing and Urban Affairs`
    fn and_ahead(&self, at: usize) -> bool {
        (at..at + 5).any(|i| self.is_key(i, SMALL.and) && self.class(i + 1).any(Class::FIELD) && self.is_capital(i + 1))
    }

    /// `Tom "Bo" Hale`
    fn over_nickname(&self, quote: usize) -> Option<usize> {
        let close = (quote + 2..quote + 4).find(|i| self.token(*i).is_some_and(|t| t.kind == Kind::Quote))?;
        let nickname = (quote + 1..close).all(|i| self.is_capital(i));
        (nickname && self.is_capital(close + 1) && self.is_bright(close + 1)).then_some(close + 1)
    }

    fn over_small_word(&self, first: usize, last: usize, token: &Token) -> Option<usize> {
        let next = last + 1;
        let class = self.class(last);
        if words::class(token.key).any(Class::PARTICLE)
            && let Some(name) = self.after_particles(next)
        {
            return Some(name);
        }
        let name = |at: usize| self.is_capital(at) && self.is_name(at, false);
        if token.key == SMALL.of || token.key == SMALL.for_ || token.key == SMALL.on {
            let takes = class.any(Class::ORG_OF)
                || token.key == SMALL.of && class.any(Class::PLACE_OF | Class::OTHER_OF | Class::TITLE);
            let behind = if self.is_key(next + 1, SMALL.the) { next + 2 } else { next + 1 };
            return (takes && name(behind)).then_some(behind);
        }
        if token.key == SMALL.at {
            let campus = (first..last).any(|i| self.is_key(i, SMALL.of)) && self.class(first).any(Class::ORG_OF);
            return (campus && self.class(next + 1).any(Class::PLACE | Class::PLACE_START) && name(next + 1))
                .then_some(next + 1);
        }
        if token.key == SMALL.and {
            let within = first.checked_sub(1).is_some_and(|b| self.is_key(b, SMALL.the))
                || (first..last).any(|i| self.is_key(i, SMALL.of) || self.is_key(i, SMALL.for_));
            let dull =
                |c: Class| c.any(Class::FIELD | Class::COMMON) && !c.any(Class::GIVEN | Class::PLACE | Class::DEMONYM);
            let fits = within && dull(class) && dull(self.class(next + 1)) && name(next + 1);
            return fits.then_some(next + 1);
        }
        None
    }
}

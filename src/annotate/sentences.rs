//! Sentences: where one ends, in copy that is full of abbreviations, initials and quotations.
//!
//! The splitter goes once over the tokens and asks at every stop whether the sentence is over.
//! It is built for published news: a stop ends a sentence unless something shows otherwise, and
//! a quoted question followed by its attribution (`"Why?" she asked.`) is one sentence. What
//! stands in quotation marks, and who says it, is left to [`super::quotations`] and
//! [`super::attributions`].

use std::sync::LazyLock;

use super::tokens::{Kind, Token, key};
use super::verbs;
use crate::article::Role;
use crate::lexicon::{KeyMap, Lexicon};

/// One sentence of a region. Offsets are bytes of the region's plain text, half-open, without
/// the white space around it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Sentence {
    /// Offset of its first byte.
    pub start: u32,
    /// Offset behind its last byte, closing quotation mark included.
    pub end: u32,
    /// Index of its first token among the region's tokens.
    pub first: u32,
    /// Index behind its last token among the region's tokens.
    pub last: u32,
}

/// What a full stop behind an abbreviation says.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Stop {
    /// A title: the name follows.
    Name,
    /// Belongs to the number that follows, if one does.
    Number,
    /// A month: a number follows, or the sentence may end.
    Month,
    /// Never the end.
    Never,
    /// Either; the next word decides.
    MayEnd,
    /// No abbreviation, but a name that is written with an exclamation mark.
    Exclaimed,
}

struct Abbreviation {
    stop: Stop,
    any_case: bool,
}

static ABBREVIATIONS: LazyLock<KeyMap<Abbreviation>> = LazyLock::new(|| {
    let lexicon = Lexicon::parse(include_str!("../../rules/lexicons/abbreviations.txt"));
    let class = |value: &str| match value {
        "name" => Stop::Name,
        "number" => Stop::Number,
        "month" => Stop::Month,
        "never" => Stop::Never,
        "exclaimed" => Stop::Exclaimed,
        _ => Stop::MayEnd,
    };
    let entries = lexicon.entries().iter().map(|entry| {
        let mut values = entry.value.as_deref().unwrap_or("").split(' ');
        let stop = class(values.next().unwrap_or(""));
        (key(&entry.phrase), Abbreviation { stop, any_case: values.next() == Some("any") })
    });
    entries.collect()
});

static STARTERS: LazyLock<Lexicon> =
    LazyLock::new(|| Lexicon::parse(include_str!("../../rules/lexicons/sentence-starters.txt")));

static AFTER_THE_HOUR: LazyLock<Lexicon> =
    LazyLock::new(|| Lexicon::parse(include_str!("../../rules/lexicons/after-the-hour.txt")));

/// Appends the sentences of a region's text. A headline, a byline or another line of display
/// type is one sentence whatever stands in it.
pub fn split_into(role: Role, plain: &str, tokens: &[Token], out: &mut Vec<Sentence>) {
    let mut push = |first: usize, last: usize| {
        if let (Some(a), Some(b)) = (tokens.get(first), last.checked_sub(1).and_then(|l| tokens.get(l))) {
            out.push(Sentence { start: a.start, end: b.end, first: first as u32, last: last as u32 });
        }
    };
    let display = matches!(
        role,
        Role::Headline | Role::AltHeadline | Role::Kicker | Role::Byline | Role::Dateline | Role::Subhead
    );
    let mut first = 0;
    let mut index = 0;
    let copy = Copy { plain, tokens };
    while !display && index < tokens.len() {
        let Some(mark) = copy.stop_at(index) else {
            index += 1;
            continue;
        };
        let (mark, last) = copy.whole_stop(index, mark);
        if last >= tokens.len() {
            break;
        }
        if copy.ends(first, index, mark, last) {
            push(first, last);
            first = last;
        }
        index = last;
    }
    push(first, tokens.len());
}

/// How a sentence may end.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Mark {
    /// A full stop of its own.
    Point,
    /// A word that brings its own point: `U.S.`, `a.m.`
    Dotted,
    /// `?` or `!`
    Asked,
    /// `...`, `. . .` or `…`
    Ellipsis,
}

struct Copy<'t> {
    plain: &'t str,
    tokens: &'t [Token],
}

impl Copy<'_> {
    fn first_byte(&self, index: usize) -> u8 {
        self.tokens.get(index).and_then(|t| self.plain.as_bytes().get(t.start as usize)).copied().unwrap_or(0)
    }

    fn is_point(&self, index: usize) -> bool {
        self.first_byte(index) == b'.'
    }

    fn text(&self, index: usize) -> &str {
        self.tokens.get(index).map_or("", |t| t.text(self.plain))
    }

    fn stop_at(&self, index: usize) -> Option<Mark> {
        let token = &self.tokens[index];
        match token.kind {
            Kind::Mark => match self.first_byte(index) {
                b'.' => Some(Mark::Point),
                b'?' | b'!' => Some(Mark::Asked),
                0xe2 if self.text(index) == "…" => Some(Mark::Ellipsis),
                _ => None,
            },
            Kind::Word if self.plain.as_bytes().get(token.end as usize - 1) == Some(&b'.') => Some(Mark::Dotted),
            _ => None,
        }
    }

    /// The mark with the stops, closing quotation marks and brackets that belong to it, and the
    /// index behind them.
    fn whole_stop(&self, index: usize, mark: Mark) -> (Mark, usize) {
        let mut mark = mark;
        let mut next = index + 1;
        while next < self.tokens.len() {
            let spaced = self.tokens[next].spaced;
            match self.stop_at(next) {
                // `. . .` is an ellipsis, however it is spaced.
                Some(Mark::Point) if self.is_point(next - 1) => mark = Mark::Ellipsis,
                Some(Mark::Asked) if !spaced => mark = Mark::Asked,
                Some(Mark::Point | Mark::Ellipsis) if !spaced => mark = Mark::Ellipsis,
                _ => break,
            }
            next += 1;
        }
        while let Some(token) = self.tokens.get(next) {
            let closes = match token.kind {
                Kind::Quote => !matches!(self.text(next), "“" | "‘" | "«" | "‹" | "„" | "‚" | "`"),
                Kind::Mark => matches!(self.first_byte(next), b')' | b']' | b'}'),
                _ => false,
            };
            if !closes || token.spaced && !self.only_closing(next) {
                break;
            }
            next += 1;
        }
        (mark, next)
    }

    /// Whether the rest of the text, from a mark set off by a space, is that mark alone.
    fn only_closing(&self, index: usize) -> bool {
        index + 1 >= self.tokens.len()
            || index + 2 == self.tokens.len()
                && !self.tokens[index + 1].spaced
                && self.tokens[index + 1].kind == Kind::Quote
    }

    fn is_capital_word(&self, index: usize) -> bool {
        self.tokens.get(index).is_some_and(|t| t.kind == Kind::Word && t.capital)
    }

    /// Whether the sentence from token `first` is over with the stop at `at`, whose last token
    /// is the one before `next`.
    fn ends(&self, first: usize, at: usize, mark: Mark, next: usize) -> bool {
        let token = &self.tokens[next];
        if !token.spaced {
            return self.ends_unspaced(at, next);
        }
        // The first token behind that is no opening quotation mark or bracket.
        let mut word = next;
        while word < self.tokens.len() && word < next + 3 && self.opens(word) {
            word += 1;
        }
        let Some(opening) = self.tokens.get(word) else { return false };
        let starts = match opening.kind {
            Kind::Word => {
                opening.capital || self.is_camel(word) || !opening.text(self.plain).starts_with(char::is_lowercase)
            }
            Kind::Number => true,
            _ => false,
        };
        let quoted_next = word > next;
        match mark {
            Mark::Asked => {
                let mid = next == word && (self.is_attribution(at, next) || self.is_part_of_name(at, word));
                (starts && !mid) || (!matches!(opening.kind, Kind::Word | Kind::Number) && self.is_opening_mark(word))
            }
            Mark::Ellipsis => starts,
            Mark::Point | Mark::Dotted => {
                let closed = next > at + 1;
                match self.abbreviated(first, at, mark) {
                    Some(stop) if !closed => self.abbreviation_ends(stop, at, word, quoted_next),
                    _ if starts => !(closed && next == word && self.is_attribution(at, next)),
                    _ => quoted_next && opening.kind == Kind::Word || self.is_opening_mark(word),
                }
            }
        }
    }

    /// A missing space between sentences (`ended.The`), as scraped copy has it; never inside a
    /// number, an address or a name.
    fn ends_unspaced(&self, at: usize, next: usize) -> bool {
        let lower = |t: &Token| {
            t.kind == Kind::Word && t.end - t.start > 2 && t.text(self.plain).chars().all(char::is_lowercase)
        };
        let before = at.checked_sub(1).and_then(|i| self.tokens.get(i));
        let Some(token) = self.tokens.get(next) else { return true };
        let word = if token.kind == Kind::Quote { next + 1 } else { next };
        let capital = self.tokens.get(word).is_some_and(|t| t.capital && !t.upper && t.end - t.start > 1);
        capital && (next > at + 1 || word > next || before.is_some_and(lower)) && STARTERS.has(&self.tokens[word])
    }

    fn opens(&self, index: usize) -> bool {
        match self.tokens[index].kind {
            Kind::Quote => true,
            Kind::Mark => matches!(self.first_byte(index), b'(' | b'['),
            _ => false,
        }
    }

    /// Marks that open a sentence: money, hashtags, handles, bullets, dashes before a reply.
    fn is_opening_mark(&self, index: usize) -> bool {
        matches!(
            self.text(index),
            "$" | "£"
                | "€"
                | "¥"
                | "#"
                | "@"
                | "•"
                | "*"
                | "—"
                | "–"
                | "-"
                | "_"
                | "+"
                | "¿"
                | "¡"
                | "|"
                | "■"
                | "●"
                | "►"
                | "~"
                | "…"
        ) || self.is_point(index)
    }

    /// `iPhone`, `eBay`: lower case that may open a sentence.
    fn is_camel(&self, index: usize) -> bool {
        self.text(index).chars().nth(1).is_some_and(char::is_uppercase)
    }

    fn abbreviated(&self, first: usize, at: usize, mark: Mark) -> Option<Stop> {
        if mark == Mark::Dotted {
            let text = self.text(at);
            let clock = text.len() == 4 && matches!(text.as_bytes().get(2), Some(b'm' | b'M'));
            return Some(if clock { Stop::Month } else { Stop::MayEnd });
        }
        let before = at.checked_sub(1).filter(|b| *b >= first)?;
        let token = &self.tokens[before];
        if self.tokens[at].spaced {
            return None;
        }
        match token.kind {
            // A number with a stop that opens the sentence counts a list.
            Kind::Number => (before == first).then_some(Stop::Never),
            Kind::Word => {
                let text = token.text(self.plain);
                let single = text.chars().nth(1).is_none();
                if single && token.capital {
                    return Some(Stop::MayEnd);
                }
                let known = ABBREVIATIONS.get(&token.key)?;
                (known.stop != Stop::Exclaimed && (token.capital || known.any_case)).then_some(known.stop)
            }
            _ => None,
        }
    }

    fn abbreviation_ends(&self, stop: Stop, at: usize, word: usize, quoted_next: bool) -> bool {
        let next = &self.tokens[word];
        let starter = next.capital && STARTERS.has(next);
        match stop {
            Stop::Never | Stop::Exclaimed => false,
            Stop::Number => next.kind == Kind::Word && next.capital && (starter || !self.is_capital_word(at - 1)),
            Stop::Name => starter && self.is_address(at) || next.capital && self.is_house(at),
            Stop::Month => match next.kind {
                Kind::Number => false,
                Kind::Word => next.capital && (starter || !self.is_zone_or_day(word)),
                _ => quoted_next,
            },
            Stop::MayEnd => {
                let quoted = quoted_next && self.tokens[word - 1].kind == Kind::Quote;
                next.capital && (starter || quoted || self.is_house(at))
            }
        }
    }

    /// `Main St.`: a capitalised word before the abbreviation makes it a street.
    fn is_address(&self, at: usize) -> bool {
        at >= 2 && self.is_capital_word(at - 2) && matches!(self.text(at - 1), "St" | "Dr" | "Rt")
    }

    /// `12 N. Main St.`: with the number of the house, the street ends whatever it stands in.
    fn is_house(&self, at: usize) -> bool {
        let from = at.saturating_sub(6);
        self.is_address(at)
            && (from..at - 1)
                .rev()
                .take_while(|i| self.is_capital_word(*i) || self.is_point(*i) || self.tokens[*i].kind == Kind::Number)
                .any(|i| self.tokens[i].kind == Kind::Number)
    }

    /// What follows `5 p.m.` without opening a sentence.
    fn is_zone_or_day(&self, word: usize) -> bool {
        let token = &self.tokens[word];
        token.upper && token.end - token.start <= 4 || AFTER_THE_HOUR.has(token)
    }

    /// `"Why?" Mara Lind asked.` or `Norton said,`: a name and a reporting verb with nothing
    /// but the end of the clause behind it belong to the quotation before.
    fn is_attribution(&self, at: usize, next: usize) -> bool {
        let quoted = self.tokens[at + 1..next].iter().any(|t| t.kind == Kind::Quote);
        if !quoted {
            return false;
        }
        for index in next..(next + 5).min(self.tokens.len()) {
            let token = &self.tokens[index];
            if token.kind == Kind::Word && verbs::is_speech(token.key) {
                return index > next
                    && self.tokens.get(index + 1).is_none_or(|after| {
                        after.kind == Kind::Mark && matches!(self.first_byte(index + 1), b'.' | b',' | b':')
                    });
            }
            let title = token.kind == Kind::Word && (token.capital || index > next);
            if !(title || self.is_point(index)) {
                return false;
            }
        }
        false
    }

    /// `Yahoo! Inc`, `Jeopardy! host`: a mark that belongs to a name stands behind one and
    /// before no word that opens sentences; only inside a sentence can that be told.
    fn is_part_of_name(&self, at: usize, word: usize) -> bool {
        let name = at.checked_sub(1).and_then(|before| ABBREVIATIONS.get(&self.tokens[before].key));
        self.first_byte(at) == b'!'
            && name.is_some_and(|known| known.stop == Stop::Exclaimed)
            && !STARTERS.has(&self.tokens[word])
    }
}

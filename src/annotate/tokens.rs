//! Words, numbers and punctuation marks.
//!
//! Tokens are fine-grained: `34-year-old` is five of them, `$1.2bn` three, `Hamas'` two. Each
//! knows whether white space stood before it, so the layers above can join what belongs
//! together without looking at the text again. Each carries a key, equal for tokens that differ
//! only in case or in the shape of their apostrophe, so that lexicons match without a single
//! allocation. Which full stop ends a sentence is left to [`super::sentences`].

use std::ops::Range;

use super::keys;
pub use super::keys::{is_apostrophe, key};

/// What a token is made of.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[repr(u8)]
pub enum Kind {
    /// Letters, with apostrophes inside (`don't`, `O'Neill`), or points (`U.S.`, `a.m.`).
    Word,
    /// `'s` after a word: a possessive or a shortened "is" or "has".
    Clitic,
    /// Digits, with commas and points between digits (`1,200.5`).
    Number,
    /// A quotation mark or apostrophe, of any shape, that is not part of a word.
    Quote,
    /// Any other single character: punctuation, currency, symbol.
    Mark,
}

/// One token. Offsets are bytes of the region's plain text, half-open.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Token {
    /// Equal for tokens that differ only in case or apostrophe shape.
    pub key: u64,
    /// Offset of its first byte.
    pub start: u32,
    /// Offset behind its last byte.
    pub end: u32,
    /// What it is made of.
    pub kind: Kind,
    /// Whether white space stands before it (true for the first of a text).
    pub spaced: bool,
    /// Whether it starts with a capital letter.
    pub capital: bool,
    /// Whether it has at least two letters and no lower-case one.
    pub upper: bool,
}

impl Token {
    /// Its bytes, for slicing.
    #[inline]
    pub fn range(&self) -> Range<usize> {
        self.start as usize..self.end as usize
    }

    /// Its text, out of the plain text that it was cut from.
    #[inline]
    pub fn text<'t>(&self, plain: &'t str) -> &'t str {
        &plain[self.range()]
    }

    /// Whether it is a word or a number: what people count as words.
    #[inline]
    pub fn is_word(&self) -> bool {
        matches!(self.kind, Kind::Word | Kind::Number)
    }

    /// Whether it is one of these words or marks, whatever its case; the words in small letters or not.
    ///
    /// The checks ask this more than anything else: bytes are compared, and most differ in length.
    #[inline]
    pub fn is_any(&self, plain: &str, words: &[&str]) -> bool {
        let Some(text) = plain.as_bytes().get(self.range()) else { return false };
        words.iter().any(|w| w.len() == text.len() && w.as_bytes().eq_ignore_ascii_case(text))
    }

    /// Whether it is this single-character mark.
    #[inline]
    pub fn is(&self, mark: char) -> bool {
        self.key == keys::of_char(mark)
    }
}

/// Whether a character can stand as a quotation mark of any kind.
pub fn is_quote(c: char) -> bool {
    is_apostrophe(c) || matches!(c, '"' | '“' | '”' | '„' | '‟' | '«' | '»' | '‹' | '›' | '‚' | '″')
}

/// The tokens of a text.
pub fn tokenize(text: &str) -> Vec<Token> {
    let mut tokens = Vec::new();
    tokenize_into(text, &mut tokens);
    tokens
}

/// The key of the words of a text in their order, whatever its case and punctuation.
pub fn phrase(text: &str) -> u64 {
    tokenize(text).iter().filter(|t| t.is_word()).fold(0, |hash, token| keys::chain(hash, token.key))
}

/// Appends the tokens of a text.
pub fn tokenize_into(text: &str, out: &mut Vec<Token>) {
    let mut cursor = Cursor { text, at: 0 };
    let mut spaced = true;
    while let Some(c) = cursor.peek() {
        let start = cursor.at;
        if c == ' ' || c.is_whitespace() || c == '\u{200b}' || c == '\u{feff}' {
            cursor.skip(c);
            spaced = true;
            continue;
        }
        let kind = if c.is_alphabetic() {
            word(&mut cursor);
            Kind::Word
        } else if c.is_ascii_digit() || c.is_numeric() {
            number(&mut cursor);
            Kind::Number
        } else if is_apostrophe(c) && !spaced && clitic(&mut cursor, out, text) {
            Kind::Clitic
        } else {
            cursor.skip(c);
            if is_quote(c) { Kind::Quote } else { Kind::Mark }
        };
        out.push(token(text, start, cursor.at, kind, spaced));
        spaced = false;
    }
}

struct Cursor<'t> {
    text: &'t str,
    at: usize,
}

impl Cursor<'_> {
    #[inline]
    fn peek(&self) -> Option<char> {
        match self.text.as_bytes().get(self.at) {
            Some(byte) if byte.is_ascii() => Some(char::from(*byte)),
            Some(_) => self.text[self.at..].chars().next(),
            None => None,
        }
    }

    /// Skips single bytes of one class, and looks at what comes then.
    #[inline]
    fn peek_past_ascii(&mut self, class: impl Fn(&u8) -> bool) -> Option<char> {
        let rest = self.text.as_bytes().get(self.at..).unwrap_or(&[]);
        self.at += rest.iter().take_while(|byte| class(byte)).count();
        self.peek()
    }

    #[inline]
    fn peek_behind(&self, c: char) -> Option<char> {
        Cursor { text: self.text, at: self.at + c.len_utf8() }.peek()
    }

    #[inline]
    fn skip(&mut self, c: char) {
        self.at += c.len_utf8();
    }
}

fn is_letter(c: char) -> bool {
    c.is_alphabetic() || is_combining(c)
}

fn is_combining(c: char) -> bool {
    matches!(c, '\u{300}'..='\u{36f}' | '\u{ad}' | '\u{200d}')
}

/// `don't`, `O'Neill`, `AT&T`, `U.S.`, `a.m.`, `COVID19`; stops before a possessive `'s`.
fn word(cursor: &mut Cursor<'_>) {
    let start = cursor.at;
    while let Some(c) = cursor.peek_past_ascii(|byte| byte.is_ascii_alphanumeric()) {
        if is_letter(c) || c.is_ascii_digit() {
            cursor.skip(c);
            continue;
        }
        let Some(next) = cursor.peek_behind(c) else { break };
        if is_apostrophe(c) && c != '`' && next.is_alphabetic() {
            let rest = &cursor.text[cursor.at + c.len_utf8()..];
            let mut letters = rest.chars();
            let possessive =
                matches!(letters.next(), Some('s' | 'S')) && !letters.next().is_some_and(char::is_alphanumeric);
            if possessive {
                break;
            }
        } else if !(c == '&' && next.is_uppercase()) {
            break;
        }
        cursor.skip(c);
    }
    if cursor.peek() == Some('.') {
        initials(cursor, start);
    }
}

/// Extends one letter followed by a point over `U.S.`, `a.m.`, `J.R.R.`: single letters, each
/// with its point. `A.` alone stays a word and a point.
fn initials(cursor: &mut Cursor<'_>, start: usize) {
    if cursor.text[start..cursor.at].chars().count() != 1 {
        return;
    }
    let mut end = cursor.at + 1;
    let mut letters = 1;
    loop {
        let mut rest = cursor.text[end..].chars();
        let Some(letter) = rest.next().filter(|c| c.is_alphabetic()) else { break };
        match rest.next() {
            Some('.') => end += letter.len_utf8() + 1,
            after => {
                // `U.S` at the end of a line, or before a possessive.
                if !after.is_some_and(char::is_alphanumeric) && letters > 0 {
                    end += letter.len_utf8();
                    letters += 1;
                }
                break;
            }
        }
        letters += 1;
    }
    if letters > 1 {
        cursor.at = end;
    }
}

/// `1,200.5`, `10.30`, `½`: digits, with one comma, point or thin space between two of them.
fn number(cursor: &mut Cursor<'_>) {
    while let Some(c) = cursor.peek() {
        if c.is_numeric() {
            cursor.skip(c);
            continue;
        }
        let joins = matches!(c, ',' | '.' | '\u{2009}' | '\u{202f}');
        if !(joins && cursor.peek_behind(c).is_some_and(|next| next.is_ascii_digit())) {
            break;
        }
        cursor.skip(c);
    }
}

/// `'s` directly behind a word or number, and not the start of a longer word.
fn clitic(cursor: &mut Cursor<'_>, out: &[Token], text: &str) -> bool {
    if !out.last().is_some_and(|t| t.is_word() && t.end as usize == cursor.at) {
        return false;
    }
    let apostrophe = cursor.at + text[cursor.at..].chars().next().map_or(1, char::len_utf8);
    let mut rest = text[apostrophe..].chars();
    if !matches!(rest.next(), Some('s' | 'S')) || rest.next().is_some_and(char::is_alphanumeric) {
        return false;
    }
    cursor.at = apostrophe + 1;
    true
}

fn token(text: &str, start: usize, end: usize, kind: Kind, spaced: bool) -> Token {
    let piece = &text[start..end];
    let (mut capital, mut upper) = (false, false);
    if kind == Kind::Word {
        capital = match piece.as_bytes() {
            [first, ..] if first.is_ascii() => first.is_ascii_uppercase(),
            _ => piece.chars().next().is_some_and(char::is_uppercase),
        };
        // A small letter behind the first settles it for nearly every name.
        let small = piece.as_bytes().get(1).is_some_and(u8::is_ascii_lowercase);
        upper = capital && !small && {
            let mut letters = 0;
            piece.chars().all(|c| {
                letters += usize::from(c.is_alphabetic());
                !c.is_lowercase()
            }) && letters > 1
        };
    }
    Token { key: key(piece), start: start as u32, end: end as u32, kind, spaced, capital, upper }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn cut(text: &str) -> Vec<&str> {
        tokenize(text).iter().map(|t| t.text(text)).collect()
    }

    #[test]
    fn words_keep_apostrophes_points_and_ampersands_but_not_possessives() {
        assert_eq!(cut("Don't ask O'Neill of AT&T"), ["Don't", "ask", "O'Neill", "of", "AT&T"]);
        assert_eq!(cut("the U.S.’s a.m. run"), ["the", "U.S.", "’s", "a.m.", "run"]);
        assert_eq!(cut("Hamas' Israel's"), ["Hamas", "'", "Israel", "'s"]);
        assert_eq!(cut("in the U.S"), ["in", "the", "U.S"]);
        assert_eq!(cut("Plan A. Then"), ["Plan", "A", ".", "Then"]);
        assert_eq!(cut("'tis the 'story'"), ["'", "tis", "the", "'", "story", "'"]);
    }

    #[test]
    fn numbers_keep_their_separators_and_nothing_else() {
        assert_eq!(cut("$1.2bn, 1,200.5 or 10-12."), ["$", "1.2", "bn", ",", "1,200.5", "or", "10", "-", "12", "."]);
        assert_eq!(cut("a 34-year-old"), ["a", "34", "-", "year", "-", "old"]);
    }

    #[test]
    fn keys_ignore_case_and_apostrophe_shape() {
        assert_eq!(key("DON’T"), key("don't"));
        assert_ne!(key("dont"), key("don't"));
        assert_eq!(key("ÉTÉ"), key("été"));
        for mark in ['a', 'A', '.', '–', '—', '…', '“', '”', '«', '»', '£', '€', '•', '’', 'É'] {
            assert_eq!(keys::of_char(mark), key(&mark.to_string()), "{mark}");
        }
    }
}

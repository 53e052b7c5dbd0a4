//! Which characters are quotation marks, and which way each may face.
//!
//! Every mark is looked at by itself, with the characters beside it; how marks go together is
//! left to [`super::pairs`].

use std::sync::LazyLock;

use super::Family;
use crate::annotate::tokens::{Kind, Token};
use crate::lexicon::Lexicon;

static ELISIONS: LazyLock<Lexicon> =
    LazyLock::new(|| Lexicon::parse(include_str!("../../../rules/lexicons/elisions.txt")));

/// A mark that may open or close a quotation.
#[derive(Clone, Copy, Debug)]
pub struct Mark {
    pub family: Family,
    /// Bytes of the region's text.
    pub start: u32,
    pub end: u32,
    /// Its tokens: two where a pair of single marks stands for a double one.
    pub first: u32,
    pub last: u32,
    /// May open a quotation, by what stands beside it.
    pub opens: bool,
    /// May close one.
    pub closes: bool,
    /// Closes one beyond doubt, if one is open: a stop or comma stands beside it.
    pub strong: bool,
    /// May as well be a possessive or an elision (`workers' `), or an inch.
    pub doubtful: bool,
}

/// Appends the marks of a region.
pub fn collect(plain: &str, tokens: &[Token], out: &mut Vec<Mark>) {
    let from = out.len();
    let mut index = 0;
    while let Some(token) = tokens.get(index) {
        if token.kind != Kind::Quote {
            index += 1;
            continue;
        }
        let text = token.text(plain);
        let twin = matches!(text, "'" | "`" | "‘" | "’")
            && tokens.get(index + 1).is_some_and(|t| !t.spaced && t.kind == Kind::Quote && t.text(plain) == text);
        // `go.'''`: with a single quotation open the first mark is by itself.
        let triple = twin && tokens.get(index + 2).is_some_and(|t| !t.spaced && t.text(plain) == text);
        let closing = triple && !token.spaced;
        let count = if twin && !closing { 2 } else { 1 };
        let last = index + count;
        if let Some(mark) = mark(plain, tokens, index, last) {
            out.push(mark);
        }
        index = last;
    }
    // What stands beside a mark may be another mark; those look through each other.
    let marks = &mut out[from..];
    for at in 1..marks.len() {
        let (before, rest) = marks.split_at_mut(at);
        let (before, mark) = (&before[at - 1], &mut rest[0]);
        if before.end == mark.start && before.opens && !before.closes {
            mark.opens = true;
            mark.closes = false;
        }
    }
}

fn mark(plain: &str, tokens: &[Token], first: usize, last: usize) -> Option<Mark> {
    let (start, end) = (tokens[first].start as usize, tokens[last - 1].end as usize);
    let text = &plain[start..end];
    let family = match text {
        "\"" | "“" | "”" | "„" | "‟" | "″" => Family::Double,
        "«" | "»" | "‹" | "›" => Family::Guillemet,
        _ if last - first == 2 => Family::Double,
        _ => Family::Single,
    };
    let left = plain[..start].chars().next_back();
    let spaced = tokens[first].spaced;
    let (right, set_off) = right_of(plain, tokens, last);
    let left_open = spaced
        || left.is_none_or(|c| {
            c.is_whitespace() || matches!(c, '(' | '[' | '{' | '—' | '–' | '-' | '/' | '…' | '*' | '_')
        });
    let left_solid = !spaced && left.is_some_and(|c| !c.is_whitespace() && !matches!(c, '(' | '[' | '{'));
    let right_end = set_off || right.is_none_or(is_closing_punctuation);
    let mut opens =
        left_open && !set_off && right.is_some_and(|c| !matches!(c, ',' | ';' | ':' | ')' | ']' | '?' | '!'));
    let mut closes = left_solid && right_end;
    let left_stop = left.is_some_and(|c| matches!(c, '.' | ',' | '?' | '!' | '…' | ';' | ':'));
    let right_stop = right.is_none_or(is_closing_punctuation);
    let digit = left.is_some_and(|c| c.is_ascii_digit()) && !spaced;
    match text {
        "“" | "„" | "«" | "‹" | "``" | "`" | "‘" | "‚" | "‘‘" => {
            // `We had no boats, “ wrote Lind`
            let loose = spaced
                && set_off
                && right.is_some_and(char::is_lowercase)
                && plain[..start].trim_end().ends_with([',', '.', '?', '!']);
            let backwards = (closes || loose) && !opens && text != "«" && text != "‹";
            (opens, closes) = (!backwards, backwards);
        }
        "”" | "»" | "›" | "’’" => {
            let backwards = opens && !closes;
            (opens, closes) = (backwards, !backwards);
        }
        // An apostrophe by nature: closes, but never opens.
        "’" | "′" | "´" | "ʼ" | "″" => opens = false,
        _ => {}
    }
    if family == Family::Single && !matches!(text, "‹" | "›") {
        if opens && is_elision(plain, tokens, last, text) {
            opens = false;
        }
        // A single mark between two letters, or with nothing at it, is none.
        if !opens && !closes {
            return None;
        }
    } else if !opens && !closes {
        // Tight or loose on both sides: it opens where none is open, and closes otherwise.
        (opens, closes) = (true, true);
    }
    let doubtful = match family {
        Family::Single => closes && set_off && right.is_some_and(char::is_alphanumeric) && may_elide(&plain[..start]),
        _ => digit && closes && matches!(text, "\"" | "″" | "''" | "”"),
    };
    let strong = closes && (left_stop || right_stop && !doubtful);
    Some(Mark {
        family,
        start: start as u32,
        end: end as u32,
        first: first as u32,
        last: last as u32,
        opens,
        closes,
        strong,
        doubtful,
    })
}

/// The first character behind a mark that is no quotation mark itself, and whether white space
/// stands between; `None` at the end of the text.
fn right_of(plain: &str, tokens: &[Token], mut next: usize) -> (Option<char>, bool) {
    // Three marks in a row (`.'"`) are as many as copy has.
    for _ in 0..4 {
        let Some(token) = tokens.get(next) else { return (None, true) };
        if token.spaced {
            return (plain[token.start as usize..].chars().next(), true);
        }
        if token.kind != Kind::Quote {
            return (plain[token.start as usize..].chars().next(), false);
        }
        next += 1;
    }
    (None, false)
}

fn is_closing_punctuation(c: char) -> bool {
    matches!(c, '.' | ',' | ';' | ':' | '?' | '!' | ')' | ']' | '}' | '—' | '–' | '-' | '…' | '/' | '*' | '_')
}

/// Whether the mark behind this text may belong to the word: a plural's possessive (`workers'`),
/// or a word that drops its last letter (`goin'`).
fn may_elide(before: &str) -> bool {
    let word = before.rsplit(|c: char| !c.is_alphabetic()).next().unwrap_or("");
    word.ends_with(['s', 'S', 'x', 'z'])
        || word.len() > 3 && word.ends_with("in")
        || matches!(word, "an" | "o" | "ol" | "th" | "t")
}

/// `'90s`, `'em`, `rock 'n' roll`: letters or digits are missing where the mark stands.
fn is_elision(plain: &str, tokens: &[Token], next: usize, text: &str) -> bool {
    let Some(word) = tokens.get(next) else { return false };
    let behind = tokens.get(next + 1);
    let closed_at_once = behind.is_some_and(|t| t.kind == Kind::Quote && !t.spaced);
    match word.kind {
        Kind::Number => {
            let decade = behind.is_some_and(|t| !t.spaced && t.text(plain).eq_ignore_ascii_case("s"));
            let year = word.end - word.start == 2 && behind.is_none_or(|t| t.kind != Kind::Word);
            decade || year && !closed_at_once
        }
        Kind::Word => ELISIONS.has(word) && (!closed_at_once || word.text(plain) == "n") && text != "`",
        _ => false,
    }
}

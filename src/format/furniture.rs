//! What a block is by its words: a byline, a correction, a credit line, a sign-up line. Readers use
//! it for copy that carries no markup to tell. The phrases are data (`rules/lexicons/furniture.txt`
//! and `corrections.txt`).

use std::sync::LazyLock;

use crate::annotate::tokens::{Kind, Token, tokenize};
use crate::article::Role;
use crate::lexicon::Lexicon;

static FURNITURE: LazyLock<Lexicon> =
    LazyLock::new(|| Lexicon::parse(include_str!("../../rules/lexicons/furniture.txt")));
static CORRECTIONS: LazyLock<Lexicon> =
    LazyLock::new(|| Lexicon::parse(include_str!("../../rules/lexicons/corrections.txt")));

/// A line that is nothing but furniture has at most so many bytes.
const HEAD: usize = 200;
/// A label, with its date and its colon, has at most so many.
const LABEL: usize = 100;
/// A caption's credit stands at its end: so many bytes of it.
const TAIL: usize = 80;

/// The role of a body block by its words, where they leave no doubt.
pub fn role_of(plain: &str) -> Option<Role> {
    let plain = plain.trim();
    if is_separator(plain) {
        return Some(Role::Furniture);
    }
    let head = clipped(plain);
    let tokens = tokenize(head);
    let opening = tokens.iter().position(|token| token.is_word()).unwrap_or(0);
    let words = &tokens[opening..];
    if CORRECTIONS.starts(words).is_some_and(|(entry, len)| entry.value.is_none() || ends_label(words, len, head)) {
        return Some(Role::Correction);
    }
    if let Some((entry, len)) = FURNITURE.starts(words) {
        // `line`: only where it is the whole block, or nearly; `label`: only before a colon.
        let fits = match entry.value.as_deref() {
            Some("line") => plain.len() <= head.len() && words.len() <= len + 2,
            Some("label") => ends_label(words, len, head),
            Some("bracket") => plain.starts_with(['(', '[']),
            _ => true,
        };
        if fits {
            return Some(Role::Furniture);
        }
    }
    if is_byline(words, head, plain) {
        return Some(Role::Byline);
    }
    has_photo_credit(plain).then_some(Role::Caption)
}

/// The first bytes of a text, cut between characters: of one that is too long to be a line by itself,
/// no more than a label takes.
fn clipped(plain: &str) -> &str {
    let mut end = if plain.len() > HEAD { LABEL } else { plain.len() };
    while !plain.is_char_boundary(end) {
        end -= 1;
    }
    &plain[..end]
}

/// Whether a colon (or a date and a colon) stands behind the first `len` tokens.
fn ends_label(words: &[Token], len: usize, head: &str) -> bool {
    words[len..].iter().take(6).any(|token| token.text(head) == ":")
}

/// `* * *`, `___`, `###`, `- 30 -`.
fn is_separator(plain: &str) -> bool {
    /// `— 30 —`, with room for spaces between.
    const LONGEST: usize = 16;
    let is_rule = plain.chars().all(|c| c.is_whitespace() || "*_-=#~•—–.".contains(c));
    let is_end = || {
        let words = plain.replace(' ', "");
        matches!(words.as_str(), "-30-" | "—30—" | "/eo/" | "-ends-" | "-END-" | "ENDS")
    };
    !plain.trim().is_empty() && is_rule || plain.len() <= LONGEST && is_end()
}

/// `By Ines Dorrit`, `BY INES DORRIT AND TOMAS EKELUND`, `By Ines Dorrit, Courier staff`: short, all
/// names, no verb.
fn is_byline(words: &[Token], head: &str, plain: &str) -> bool {
    let Some(by) = words.first() else { return false };
    if by.key != crate::annotate::tokens::key("by") || plain.len() > 120 || plain.ends_with(['.', '?', '!']) {
        return false;
    }
    let rest = &words[1..];
    let names = rest.iter().take_while(|token| token.kind != Kind::Mark).filter(|token| token.is_word());
    let capitals = names.clone().filter(|token| token.capital).count();
    let small = names.filter(|token| !token.capital && token.text(head) != "and").count();
    capitals >= 2 && small == 0 && rest.len() <= 20
}

/// `(Photo by Pelle Aldous)`, `(CNA Photo/Jo Lindqvist)`, `Photo: Pelle Aldous`, at the end.
fn has_photo_credit(plain: &str) -> bool {
    let mut start = plain.len().saturating_sub(TAIL);
    while !plain.is_char_boundary(start) {
        start += 1;
    }
    let tail = plain[start..].trim_end_matches(['.', ' ']);
    let Some(open) = tail.rfind(['(', '[']) else { return false };
    let credit = tail[open + 1..].to_lowercase();
    let is_credit = tail[open + 1..].trim_end_matches([')', ']']).split_once('/').is_some_and(|(who, whom)| {
        let is_name = |text: &str| text.trim().split(' ').all(|word| word.starts_with(char::is_uppercase));
        who.contains(' ') && is_name(who) && is_name(whom)
    });
    tail.ends_with([')', ']'])
        && (is_credit
            || ["photo", "photograph", "courtesy of", "getty images", "file picture", "illustration"]
                .iter()
                .any(|word| credit.contains(word)))
}

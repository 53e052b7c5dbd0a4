//! Whether an acronym in brackets, or before them, is made of the words beside it.

use super::super::Name;
use super::super::words::{self, Class};
use crate::annotate::tokens::{Kind as TokenKind, Token};

/// Whether the letters of an acronym are, in order, first letters of the words of a name, all but
/// one at most.
pub fn abbreviates(acronym: &str, tokens: &[Token], plain: &str, name: &Name) -> bool {
    let letters: Vec<char> = acronym.chars().filter(|c| c.is_alphabetic()).take(12).collect();
    let mut at = 0;
    for token in tokens.iter().take(name.last as usize).skip(name.first as usize) {
        let first = token.text(plain).chars().next();
        if at < letters.len() && first.is_some_and(|c| c.to_uppercase().eq(letters[at].to_uppercase())) {
            at += 1;
        }
    }
    at >= 2 && at + 1 >= letters.len() || at >= 1 && letters.len() <= 2
}

/// Where the words begin whose first letters an acronym in brackets is made of: `small claims
/// board (SCB)`.
pub fn spelled_before(acronym: &str, tokens: &[Token], plain: &str, open: usize) -> Option<usize> {
    let letters: Vec<char> = acronym.chars().filter(|c| c.is_uppercase()).take(12).collect();
    if letters.len() < 2 {
        return None;
    }
    let mut wanted = letters.iter().rev().peekable();
    for at in (open.saturating_sub(3 * letters.len())..open).rev() {
        let token = &tokens[at];
        if token.kind == TokenKind::Quote || token.kind == TokenKind::Mark && !token.is('-') {
            return None;
        }
        let first = token.text(plain).chars().next()?;
        let small = words::class(token.key).any(Class::CLOSED);
        match wanted.peek() {
            Some(letter) if first.to_uppercase().eq(letter.to_uppercase()) => {
                wanted.next();
                if wanted.peek().is_none() {
                    return Some(at);
                }
            }
            _ if small || at + 1 < open => {}
            _ => return None,
        }
    }
    None
}

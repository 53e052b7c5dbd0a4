//! Sentences.

use super::tokens::Token;

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

/// Appends the sentences of a region's text.
pub fn split_into(plain: &str, tokens: &[Token], out: &mut Vec<Sentence>) {
    let mut first = 0;
    for (index, token) in tokens.iter().enumerate() {
        let ends = matches!(token.text(plain), "." | "?" | "!")
            && tokens.get(index + 1).is_none_or(|next| next.spaced && (next.capital || !next.is_word()));
        if ends || index + 1 == tokens.len() {
            out.push(Sentence {
                start: tokens[first].start,
                end: token.end,
                first: first as u32,
                last: index as u32 + 1,
            });
            first = index + 1;
        }
    }
}

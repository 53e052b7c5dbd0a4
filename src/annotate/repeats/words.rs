//! Words as they are compared between copies: case, quotation marks, dashes, white space and
//! punctuation do not matter, nor do the ways that Unicode has of writing one letter; amounts do.

use unicode_normalization::{IsNormalized, UnicodeNormalization, is_nfkc_quick};

use crate::annotate::tokens::{Kind, Token, key};

/// Whether a token counts when two copies are compared: words, numbers, and the marks that
/// change what a number says.
pub fn counts(plain: &str, token: &Token) -> bool {
    match token.kind {
        Kind::Word | Kind::Number | Kind::Clitic => true,
        Kind::Mark => matches!(token.text(plain), "%" | "$" | "£" | "€" | "¥" | "°"),
        Kind::Quote => false,
    }
}

/// Appends the words of a text.
pub fn append(plain: &str, tokens: &[Token], out: &mut Vec<u64>) {
    for token in tokens {
        if counts(plain, token) {
            out.push(folded(plain, token));
        }
    }
}

/// The key of a token, the same for composed and decomposed letters, ligatures and letters of
/// full width, and without the invisible marks that content systems leave in words.
fn folded(plain: &str, token: &Token) -> u64 {
    let text = token.text(plain);
    let plain_key = text.is_ascii()
        || is_nfkc_quick(text.chars()) == IsNormalized::Yes && !text.contains(['\u{ad}', '\u{200d}', '\u{2060}']);
    if plain_key {
        return token.key;
    }
    let folded: String = text.nfkc().filter(|c| !matches!(c, '\u{ad}' | '\u{200d}' | '\u{2060}')).collect();
    key(&folded)
}

/// A hash of words in their order.
pub fn hash(words: &[u64]) -> u64 {
    words.iter().fold(0x5bd1_e995, |hash, word| mix(hash, *word))
}

/// Takes one more word into a hash; all bits of the result depend on all bits taken in.
#[inline]
pub fn mix(hash: u64, word: u64) -> u64 {
    let mut next = (hash.rotate_left(27) ^ word).wrapping_mul(0x9e37_79b9_7f4a_7c15);
    next ^= next >> 29;
    next.wrapping_mul(0xbf58_476d_1ce4_e5b9) ^ (next >> 32)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::annotate::tokens::tokenize;

    fn of(text: &str) -> Vec<u64> {
        let mut words = Vec::new();
        append(text, &tokenize(text), &mut words);
        words
    }

    #[test]
    fn quotes_dashes_case_and_punctuation_do_not_matter() {
        assert_eq!(of("“We’ll go” – now."), of("\"we'll  go\" - now"));
        assert_eq!(of("the port's cafe\u{301}"), of("The port’s café."));
    }

    #[test]
    fn figures_and_their_units_matter() {
        assert_ne!(of("It cost $14."), of("It cost £14."));
        assert_ne!(of("It rose 14%."), of("It rose 14."));
        assert_ne!(of("It rose 14."), of("It rose 41."));
    }
}

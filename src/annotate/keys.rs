//! What words are compared by: numbers that are the same for words that differ in case, in the shape
//! of an apostrophe or, for stems, in a regular ending.
//!
//! The build script makes tables of them, so this module needs nothing but the standard library.
//! Irregular forms are left to [`super::lemmas`].

const SEED: u64 = 0xcbf2_9ce4_8422_2325;

#[inline]
fn mix(hash: u64, unit: u32) -> u64 {
    (hash ^ u64::from(unit)).wrapping_mul(0x9e37_79b9_7f4a_7c15).rotate_left(23)
}

/// The key of a token with this text: the same for `Don't` and `don’t`.
pub fn key(text: &str) -> u64 {
    let mut hash = SEED;
    let mut at = 0;
    let bytes = text.as_bytes();
    while let Some(byte) = bytes.get(at).filter(|byte| byte.is_ascii()) {
        hash = mix(hash, u32::from(byte.to_ascii_lowercase()));
        at += 1;
    }
    for c in text[at..].chars() {
        if c.is_ascii() {
            hash = mix(hash, u32::from(c.to_ascii_lowercase()));
        } else if is_apostrophe(c) {
            hash = mix(hash, u32::from('\''));
        } else {
            for lower in c.to_lowercase() {
                hash = mix(hash, u32::from(lower));
            }
        }
    }
    hash
}

/// The key of a token that is this character.
#[inline]
pub fn of_char(c: char) -> u64 {
    match c {
        _ if c.is_ascii() => mix(SEED, u32::from(c.to_ascii_lowercase())),
        // The marks that are asked for all the time have no case to look up: Latin signs before `ª`,
        // general punctuation and currency signs.
        '\u{80}'..='\u{a9}' | '«' | '°' | '±' | '»' | '\u{2000}'..='\u{2070}' | '\u{20a0}'..='\u{20cf}' | '−'
            if !is_apostrophe(c) =>
        {
            mix(SEED, u32::from(c))
        }
        _ => key(c.encode_utf8(&mut [0; 4])),
    }
}

/// Extends the key of a sequence of words by one more.
pub fn chain(hash: u64, key: u64) -> u64 {
    (hash.rotate_left(7) ^ key).wrapping_mul(0x9e37_79b9_7f4a_7c15)
}

/// Whether a character is an apostrophe or single quotation mark.
pub fn is_apostrophe(c: char) -> bool {
    matches!(c, '\'' | '’' | '‘' | 'ʼ' | '‛' | '′' | '`' | '´')
}

/// The key of what is left of a word without its regular ending: the same for `rise`, `rises` and
/// `rising`. Not a word, and not for show.
pub fn stem(text: &str) -> u64 {
    let mut buffer = [0u8; 32];
    let bytes = text.as_bytes();
    if bytes.len() > buffer.len() || !bytes.iter().all(u8::is_ascii_alphabetic) {
        return key(text);
    }
    let word = &mut buffer[..bytes.len()];
    word.copy_from_slice(bytes);
    word.make_ascii_lowercase();
    let len = cut(word);
    std::str::from_utf8(&buffer[..len]).map_or_else(|_| key(text), key)
}

/// Cuts the ending off a word in small letters; the length of what is left.
fn cut(word: &mut [u8]) -> usize {
    let mut len = word.len();
    let ends = |word: &[u8], len: usize, ending: &str, rest: usize| {
        len >= ending.len() + rest && word[..len].ends_with(ending.as_bytes())
    };
    if ends(word, len, "sses", 1) || ends(word, len, "ies", 2) {
        len -= 2;
    } else if ends(word, len, "s", 3)
        && !ends(word, len, "ss", 1)
        && !ends(word, len, "us", 1)
        && !ends(word, len, "is", 1)
        && *word != *b"news"
    {
        len -= 1;
    }
    let verb = if ends(word, len, "ied", 2) {
        len -= 2;
        false
    } else if ends(word, len, "ing", 3) && has_vowel(&word[..len - 3]) {
        len -= 3;
        true
    } else if ends(word, len, "ed", 3) && has_vowel(&word[..len - 2]) && !ends(word, len, "eed", 1) {
        len -= 2;
        true
    } else if ends(word, len, "ly", 3) {
        len -= 2;
        false
    } else {
        false
    };
    if verb && len > 3 && word[len - 1] == word[len - 2] && !matches!(word[len - 1], b'l' | b's' | b'z') {
        len -= 1;
    }
    if len > 3 && word[len - 1] == b'e' {
        len -= 1;
    }
    if len > 2 && word[len - 1] == b'y' {
        word[len - 1] = b'i';
    }
    len
}

fn has_vowel(word: &[u8]) -> bool {
    word.iter().any(|b| matches!(b, b'a' | b'e' | b'i' | b'o' | b'u' | b'y'))
}

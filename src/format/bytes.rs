//! From bytes to text of the same length.
//!
//! Bytes that are not UTF-8 become one-byte stand-ins, so that every offset holds in the file on
//! disk. Old Windows files are met often enough to be worth a good guess: their curly quotes and
//! dashes become straight ones.

use super::{Problem, ProblemKind};

/// A file with a NUL byte among its first bytes is no text; git looks at as many.
const BINARY_PROBE: usize = 8_000;

/// The text of a file, with as many bytes as the file, and what was wrong with them. A file that
/// is no text at all gives an empty one.
pub fn decode(bytes: Vec<u8>) -> (String, Vec<Problem>) {
    let problem = |kind, source, detail: &str| vec![Problem { kind, source, detail: detail.to_owned() }];
    if bytes.starts_with(&[0xff, 0xfe]) || bytes.starts_with(&[0xfe, 0xff]) {
        return (String::new(), problem(ProblemKind::Encoding, 0..0, "the file is UTF-16, which is not read"));
    }
    if bytes[..bytes.len().min(BINARY_PROBE)].contains(&0) {
        return (String::new(), problem(ProblemKind::Binary, 0..0, "the file is not text: it has NUL bytes"));
    }
    match String::from_utf8(bytes) {
        Ok(text) => (text, Vec::new()),
        Err(error) => repair(error.into_bytes()),
    }
}

fn repair(mut bytes: Vec<u8>) -> (String, Vec<Problem>) {
    let mut bad: Vec<(usize, u8)> = Vec::new();
    let mut at = 0;
    while let Err(error) = std::str::from_utf8(&bytes[at..]) {
        let start = at + error.valid_up_to();
        let len = error.error_len().unwrap_or(bytes.len() - start);
        for (offset, byte) in bytes[start..start + len].iter_mut().enumerate() {
            bad.push((start + offset, *byte));
            *byte = stand_in(*byte);
        }
        at = start + len;
    }
    let Some((first, byte)) = bad.first().copied() else { return (String::new(), Vec::new()) };
    let is_windows = bad.iter().all(|(_, byte)| !matches!(byte, 0x81 | 0x8d | 0x8f | 0x90 | 0x9d));
    let guess = if is_windows { "; it looks like Windows-1252" } else { "" };
    let detail = match bad.len() {
        1 => format!("the byte {byte:#04x} is not UTF-8{guess}"),
        count => format!("{count} bytes are not UTF-8, the first is {byte:#04x}{guess}"),
    };
    let source = first as u32..first as u32 + 1;
    let problems = vec![Problem { kind: ProblemKind::Encoding, source, detail }];
    // Every stand-in is ASCII and every other byte was found valid, so nothing is lost here.
    (String::from_utf8(bytes).unwrap_or_default(), problems)
}

/// What a byte of a Windows-1252 file is nearest to in ASCII.
fn stand_in(byte: u8) -> u8 {
    match byte {
        0x82 | 0x91 | 0x92 | 0xb4 => b'\'',
        0x84 | 0x93 | 0x94 | 0xab | 0xbb => b'"',
        0x96 | 0x97 | 0xad => b'-',
        0x95 | 0xb7 => b'*',
        0xa0 => b' ',
        0xc0..=0xc5 => b'A',
        0xc8..=0xcb => b'E',
        0xcc..=0xcf => b'I',
        0xd2..=0xd6 | 0xd8 => b'O',
        0xd9..=0xdc => b'U',
        0xe0..=0xe5 => b'a',
        0xe7 => b'c',
        0xe8..=0xeb => b'e',
        0xec..=0xef => b'i',
        0xf1 => b'n',
        0xf2..=0xf6 | 0xf8 => b'o',
        0xf9..=0xfc => b'u',
        _ => b'?',
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn stand_ins_keep_every_offset() {
        let (text, problems) = decode(b"He said \x93yes\x94 \x96 caf\xe9.".to_vec());
        assert_eq!(text, "He said \"yes\" - cafe.");
        assert_eq!(problems[0].source, 8..9);
        assert_eq!(problems[0].detail, "4 bytes are not UTF-8, the first is 0x93; it looks like Windows-1252");
    }

    #[test]
    fn a_cut_character_at_the_end_is_repaired() {
        let (text, problems) = decode(b"caf\xc3".to_vec());
        assert_eq!((text.len(), problems.len()), (4, 1));
    }
}

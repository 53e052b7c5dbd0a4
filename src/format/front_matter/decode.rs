//! From a string as it is written to what it says, byte by byte, for the map of a region's text.
//!
//! The libraries give the value and its place; the way from one to the other is walked again here,
//! over the escapes and line breaks of each notation. The result is compared with the value: where
//! they differ, the whole value stands for the whole string.

use super::{Notation, Value};
use crate::article::{Text, Via};

/// The text of a value with its map.
pub fn map(value: &Value, text: &str) -> Text {
    let raw = text.get(value.source.clone()).unwrap_or("");
    let base = value.source.start;
    let walked = match value.notation {
        Notation::Json => quoted(raw, base, '"', Escapes::Json),
        Notation::Toml if raw.starts_with("\"\"\"") => long(raw, base, "\"\"\"", Escapes::Toml),
        Notation::Toml if raw.starts_with("'''") => long(raw, base, "'''", Escapes::None),
        Notation::Toml if raw.starts_with('"') => quoted(raw, base, '"', Escapes::Toml),
        Notation::Toml => quoted(raw, base, '\'', Escapes::None),
        Notation::Yaml if raw.starts_with('"') => quoted(raw, base, '"', Escapes::Yaml),
        Notation::Yaml if raw.starts_with('\'') => quoted(raw, base, '\'', Escapes::Doubled),
        Notation::Yaml => folded(raw, base, &value.text),
    };
    let flat = |text: &str| text.split_whitespace().collect::<Vec<_>>().join(" ");
    match walked {
        Some(walked) if flat(walked.as_str()) == flat(&value.text) => walked,
        _ => {
            let mut whole = Text::default();
            let source = base as u32..value.source.end as u32;
            if raw == value.text {
                whole.push_verbatim(raw, base as u32);
            } else {
                whole.push_decoded(&flat(&value.text), source, Via::Escape);
            }
            whole
        }
    }
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Escapes {
    None,
    Json,
    Toml,
    Yaml,
    /// YAML's single quotes: `''` is one.
    Doubled,
}

fn quoted(raw: &str, base: usize, mark: char, escapes: Escapes) -> Option<Text> {
    let inner = raw.strip_prefix(mark)?.strip_suffix(mark)?;
    walk(inner, base + 1, escapes)
}

fn long(raw: &str, base: usize, mark: &str, escapes: Escapes) -> Option<Text> {
    let inner = raw.strip_prefix(mark)?.strip_suffix(mark)?;
    let skipped = inner.len() - inner.trim_start_matches(['\r', '\n']).len();
    let skipped = if inner.starts_with("\r\n") { 2.min(skipped) } else { 1.min(skipped) };
    walk(&inner[skipped..], base + mark.len() + skipped, escapes)
}

/// Walks a string; line breaks with the blanks around them read as one space.
fn walk(inner: &str, base: usize, escapes: Escapes) -> Option<Text> {
    let mut out = Text::default();
    let mut at = 0;
    let mut plain = 0;
    let bytes = inner.as_bytes();
    let flush = |out: &mut Text, from: usize, to: usize| out.push_verbatim(&inner[from..to], (base + from) as u32);
    while at < bytes.len() {
        match bytes[at] {
            b'\n' | b'\r' => {
                let start = inner[..at].trim_end_matches([' ', '\t']).len().max(plain);
                flush(&mut out, plain, start);
                let end = at + (inner[at..].len() - inner[at..].trim_start().len());
                out.push_decoded(" ", (base + start) as u32..(base + end) as u32, Via::Break);
                at = end;
                plain = end;
            }
            b'\'' if escapes == Escapes::Doubled && bytes.get(at + 1) == Some(&b'\'') => {
                flush(&mut out, plain, at);
                out.push_decoded("'", (base + at) as u32..(base + at + 2) as u32, Via::Escape);
                at += 2;
                plain = at;
            }
            b'\\' if !matches!(escapes, Escapes::None | Escapes::Doubled) => {
                flush(&mut out, plain, at);
                let (said, len) = escape(&inner[at..])?;
                out.push_decoded(&said, (base + at) as u32..(base + at + len) as u32, Via::Escape);
                at += len;
                plain = at;
            }
            _ => at += 1,
        }
    }
    flush(&mut out, plain, inner.len());
    Some(out)
}

/// What an escape says, and its bytes. A pair of surrogates (`\uD83D\uDE00`) is one.
fn escape(text: &str) -> Option<(String, usize)> {
    let mut chars = text.chars();
    chars.next();
    let letter = chars.next()?;
    let hex = |from: usize, digits: usize| u32::from_str_radix(text.get(from..from + digits)?, 16).ok();
    let one = |said: char| Some((said.to_string(), 1 + letter.len_utf8()));
    match letter {
        'n' | 'r' | 't' | 'b' | 'f' | 'v' | 'a' | 'N' | '_' | 'L' | 'P' => one(match letter {
            '_' => '\u{a0}',
            'b' => '\u{8}',
            'f' => '\u{c}',
            'a' => '\u{7}',
            _ => ' ',
        }),
        '\n' | '\r' => {
            // An escaped line break joins the lines.
            let rest = &text[1..];
            Some((String::new(), 1 + rest.len() - rest.trim_start().len()))
        }
        'x' => Some((char::from_u32(hex(2, 2)?)?.to_string(), 4)),
        'U' => Some((char::from_u32(hex(2, 8)?)?.to_string(), 10)),
        'u' => {
            let first = hex(2, 4)?;
            if (0xd800..0xdc00).contains(&first) && text.get(6..8) == Some("\\u") {
                let second = hex(8, 4)?;
                let code = 0x10000 + ((first - 0xd800) << 10) + (second.checked_sub(0xdc00)?);
                return Some((char::from_u32(code)?.to_string(), 12));
            }
            Some((char::from_u32(first)?.to_string(), 6))
        }
        other => one(other),
    }
}

/// A YAML scalar without quotes: plain, folded or literal. Its words stand in the file as they are;
/// only the white space between them may be written otherwise.
fn folded(raw: &str, base: usize, value: &str) -> Option<Text> {
    let mut out = Text::default();
    let mut at = 0;
    // Block scalars may come with their header: `>-`, `|2`.
    if raw.starts_with(['>', '|']) && !value.starts_with(['>', '|']) {
        at = raw.find('\n')? + 1;
    }
    for word in value.split_whitespace() {
        let found = at + raw[at..].find(word)?;
        if !raw[at..found].trim().is_empty() {
            return None;
        }
        if !out.as_str().is_empty() {
            match &raw[at..found] {
                " " => out.push_verbatim(" ", (base + at) as u32),
                _ => out.push_decoded(" ", (base + at) as u32..(base + found) as u32, Via::Break),
            }
        }
        out.push_verbatim(word, (base + found) as u32);
        at = found + word.len();
    }
    Some(out)
}

//! Lines and columns of places. A file may be one line of fifty megabytes with a finding in every
//! sentence; counting its characters anew for each would take hours. They are counted once, with a
//! note every few kilobytes, and only where a line is that long.

use crate::source::{FileId, Location, SourceFile, Sources, Span};

/// Bytes between two notes.
const STEP: usize = 1 << 12;

/// Where nothing is known of a file.
const ONE: Location = Location { line: 1, column: 1, utf16: 1, byte: 1 };

/// Characters and UTF-16 units before some byte of a file.
#[derive(Clone, Copy, Debug, Default)]
struct Counts {
    chars: u32,
    units: u32,
}

impl Counts {
    /// With the characters that *start* in `bytes`.
    fn with(self, bytes: &[u8]) -> Self {
        let starts = bytes.iter().filter(|byte| **byte & 0xc0 != 0x80).count() as u32;
        // Four bytes make two UTF-16 units.
        let pairs = bytes.iter().filter(|byte| **byte >= 0xf0).count() as u32;
        Counts { chars: self.chars + starts, units: self.units + starts + pairs }
    }
}

/// Finds places, and remembers the file with long lines that it counted last: findings come file
/// by file.
#[derive(Debug, Default)]
pub struct Places {
    /// The counts before every [`STEP`]th byte.
    counted: Option<(FileId, Vec<Counts>)>,
}

impl Places {
    /// Where the byte at `offset` stands; 1:1 where the file is not known.
    pub fn at(&mut self, file: FileId, offset: u32, sources: &Sources) -> Location {
        let Some(source) = sources.get(file) else { return ONE };
        let at = boundary(source.text(), offset as usize);
        let index = source.line_index(at as u32);
        let start = source.line_starts().get(index).map_or(0, |start| *start as usize);
        if at - start <= STEP {
            return source.location(at as u32);
        }
        let counts = match &self.counted {
            Some((counted, counts)) if *counted == file => counts,
            _ => &self.counted.insert((file, count(source))).1,
        };
        let before = |at: usize| {
            let bytes = source.text().as_bytes();
            counts.get(at / STEP).copied().unwrap_or_default().with(&bytes[at / STEP * STEP..at])
        };
        let (line, here) = (before(start), before(at));
        Location {
            line: index as u32 + 1,
            column: here.chars - line.chars + 1,
            utf16: here.units - line.units + 1,
            byte: (at - start) as u32 + 1,
        }
    }

    /// Both ends of a span.
    pub fn ends(&mut self, span: Span, sources: &Sources) -> (Location, Location) {
        (self.at(span.file, span.start, sources), self.at(span.file, span.end, sources))
    }
}

fn boundary(text: &str, at: usize) -> usize {
    let mut at = at.min(text.len());
    while !text.is_char_boundary(at) {
        at -= 1;
    }
    at
}

fn count(source: &SourceFile) -> Vec<Counts> {
    let mut counts = Counts::default();
    let mut all = vec![counts];
    for bytes in source.text().as_bytes().chunks(STEP) {
        counts = counts.with(bytes);
        all.push(counts);
    }
    all
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_long_line_is_counted_like_a_short_one() {
        let text = format!("Café\n{}\r\n{}", "aé— 👩🏽‍🚀 ".repeat(900), "“x” ".repeat(2_000));
        let len = text.len() as u32;
        let mut sources = Sources::default();
        let file = sources.add(SourceFile::new("a.txt", text));
        let mut places = Places::default();
        // Inside characters and behind the end, too.
        for offset in (0..len + 9).step_by(7) {
            let told = sources.get(file).unwrap().location(offset);
            assert_eq!(places.at(file, offset, &sources), told, "{offset}");
        }
        assert!(places.counted.is_some());
        assert_eq!(places.at(FileId(9), 5, &sources), ONE);
    }
}

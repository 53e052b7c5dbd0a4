//! Files as they were read, and places in them.
//!
//! Everything that copydesk says points into the bytes of the original file, so this module is
//! the ground of all the others: [`SourceFile`] keeps the text of a file, [`Span`] names a range
//! of its bytes, and [`Sources`] holds the files that diagnostics of one run may point into:
//! copy, rule files, lexicons and the configuration alike. How a place is *shown* is left to
//! [`crate::emit`].

use std::collections::BTreeMap;
use std::ops::Range;
use std::sync::{Arc, OnceLock};

/// Names one file of a run. Ordered like the files' place in the output.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct FileId(pub u32);

/// A half-open range of bytes in one file, always on character boundaries.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Span {
    /// The file that the bytes belong to.
    pub file: FileId,
    /// Offset of the first byte.
    pub start: u32,
    /// Offset just behind the last byte.
    pub end: u32,
}

impl Span {
    /// The span of `range` in `file`.
    pub fn new(file: FileId, range: Range<u32>) -> Self {
        Span { file, start: range.start, end: range.end.max(range.start) }
    }

    /// The bytes as a range of `usize`, for slicing.
    pub fn range(self) -> Range<usize> {
        self.start as usize..self.end as usize
    }

    /// Whether the two spans share a byte (an empty span shares none).
    pub fn overlaps(self, other: Span) -> bool {
        self.file == other.file && self.start < other.end && other.start < self.end
    }
}

/// A place as people and machines count it. All numbers start at 1.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Location {
    /// The line; lines end at LF, CRLF or a lone CR.
    pub line: u32,
    /// The column in characters (Unicode scalar values).
    pub column: u32,
    /// The column in UTF-16 code units, as SARIF viewers and editors count.
    pub utf16: u32,
    /// The column in bytes.
    pub byte: u32,
}

/// One file: its name as shown, and its text.
///
/// The text has as many bytes as the file on disk: where bytes are not UTF-8 the reader put
/// one-byte stand-ins, so that every offset holds in the original too.
#[derive(Debug)]
pub struct SourceFile {
    name: String,
    text: String,
    line_starts: OnceLock<Vec<u32>>,
    /// Characters and UTF-16 units before every block of [`BLOCK`] bytes: a line may be as long as the
    /// file, and its columns must not be counted from its start for every finding.
    counts: OnceLock<Vec<Count>>,
}

/// Bytes between two counts.
const BLOCK: usize = 1024;

/// Characters and UTF-16 units before a place.
#[derive(Clone, Copy, Debug, Default)]
struct Count {
    characters: u32,
    utf16: u32,
}

impl Count {
    /// The same with one more character.
    fn and(self, c: char) -> Self {
        Count { characters: self.characters + 1, utf16: self.utf16 + c.len_utf16() as u32 }
    }
}

impl SourceFile {
    /// A file called `name` in messages, with `text` as its content.
    pub fn new(name: impl Into<String>, text: impl Into<String>) -> Self {
        SourceFile { name: name.into(), text: text.into(), line_starts: OnceLock::new(), counts: OnceLock::new() }
    }

    /// The name, with forward slashes on every system.
    pub fn name(&self) -> &str {
        &self.name
    }

    /// The whole text.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// The offset of each line's first byte; the first is always 0.
    pub fn line_starts(&self) -> &[u32] {
        self.line_starts.get_or_init(|| {
            let bytes = self.text.as_bytes();
            let mut starts = vec![0];
            for (at, byte) in bytes.iter().enumerate() {
                let ends = match byte {
                    b'\n' => true,
                    b'\r' => bytes.get(at + 1) != Some(&b'\n'),
                    _ => false,
                };
                if ends {
                    starts.push(at as u32 + 1);
                }
            }
            starts
        })
    }

    /// The index (from 0) of the line that holds the byte at `offset`.
    pub fn line_index(&self, offset: u32) -> usize {
        self.line_starts().partition_point(|start| *start <= offset).saturating_sub(1)
    }

    /// The bytes of a line (index from 0) without its line ending; empty behind the last line.
    pub fn line_range(&self, index: usize) -> Range<usize> {
        let starts = self.line_starts();
        let len = self.text.len();
        let start = starts.get(index).map_or(len, |s| *s as usize);
        let end = starts.get(index + 1).map_or(len, |s| *s as usize);
        let line = &self.text[start..end];
        start..start + line.trim_end_matches(['\n', '\r']).len()
    }

    /// Where the byte at `offset` stands; an offset behind the end counts as the end, one inside
    /// a character as that character's start.
    pub fn location(&self, offset: u32) -> Location {
        let mut at = (offset as usize).min(self.text.len());
        while !self.text.is_char_boundary(at) {
            at -= 1;
        }
        let line = self.line_index(at as u32);
        let start = self.line_starts()[line] as usize;
        let (before, here) = (self.count(start), self.count(at));
        Location {
            line: line as u32 + 1,
            column: here.characters - before.characters + 1,
            utf16: here.utf16 - before.utf16 + 1,
            byte: (at - start) as u32 + 1,
        }
    }

    /// What stands before a character that starts at `at`.
    fn count(&self, at: usize) -> Count {
        let counts = self.counts.get_or_init(|| {
            let mut counts = Vec::with_capacity(self.text.len() / BLOCK + 1);
            let mut count = Count::default();
            for (offset, c) in self.text.char_indices() {
                // A block counts from its first character that does not start in the block before.
                while counts.len() * BLOCK <= offset {
                    counts.push(count);
                }
                count = count.and(c);
            }
            counts
        });
        let Some(block) = counts.len().checked_sub(1).map(|last| (at / BLOCK).min(last)) else {
            return Count::default();
        };
        let mut from = block * BLOCK;
        while !self.text.is_char_boundary(from) {
            from += 1;
        }
        if from > at {
            // `at` is behind the end of the text's last character.
            return counts[block];
        }
        self.text[from..at].chars().fold(counts[block], Count::and)
    }

    /// The text of `range`, clipped to the file and to character boundaries.
    pub fn slice(&self, range: Range<usize>) -> &str {
        let clip = |mut at: usize| {
            at = at.min(self.text.len());
            while !self.text.is_char_boundary(at) {
                at -= 1;
            }
            at
        };
        let (start, end) = (clip(range.start), clip(range.end));
        &self.text[start..end.max(start)]
    }
}

/// The files of a run that diagnostics may point into.
#[derive(Debug, Default)]
pub struct Sources {
    files: BTreeMap<FileId, Arc<SourceFile>>,
    next: u32,
}

impl Sources {
    /// Adds a file and returns its new id.
    pub fn add(&mut self, file: SourceFile) -> FileId {
        let id = self.reserve(1);
        self.put(id, Arc::new(file));
        id
    }

    /// Sets `count` ids aside for files that will be [`put`](Self::put) later; returns the first.
    pub fn reserve(&mut self, count: u32) -> FileId {
        let id = FileId(self.next);
        self.next += count;
        id
    }

    /// Stores the file of an id that was reserved.
    pub fn put(&mut self, id: FileId, file: Arc<SourceFile>) {
        self.files.insert(id, file);
    }

    /// Forgets a file whose diagnostics have been emitted, to free its memory.
    pub fn remove(&mut self, id: FileId) {
        self.files.remove(&id);
    }

    /// The file of an id, unless it was never stored or has been removed.
    pub fn get(&self, id: FileId) -> Option<&Arc<SourceFile>> {
        self.files.get(&id)
    }

    /// The name of a file, or an empty string where it is not known.
    pub fn name(&self, id: FileId) -> &str {
        self.get(id).map_or("", |file| file.name())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn locations_agree_with_counting_from_the_start() {
        let text = "“Né” 👩🏽‍🚀 quay\r\nsecond\rthird\n".repeat(300) + &"é👩 x".repeat(900);
        let file = SourceFile::new("a", text.as_str());
        for (offset, _) in text.char_indices().chain([(text.len(), ' ')]) {
            let location = file.location(offset as u32);
            let start = file.line_starts()[location.line as usize - 1] as usize;
            let line = &text[start..offset];
            assert_eq!(location.column as usize, line.chars().count() + 1, "{offset}");
            assert_eq!(location.utf16 as usize, line.encode_utf16().count() + 1, "{offset}");
            assert_eq!(location.byte as usize, line.len() + 1, "{offset}");
        }
        assert_eq!(file.location(u32::MAX), file.location(text.len() as u32));
        assert_eq!(SourceFile::new("a", "").location(9), Location { line: 1, column: 1, utf16: 1, byte: 1 });
    }
}

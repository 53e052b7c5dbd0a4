//! Lines and columns of places, where something must be said even of a file that is not known.

use crate::source::{FileId, Location, Sources, Span};

/// Where the byte at `offset` stands; 1:1 where the file is not known.
pub fn at(file: FileId, offset: u32, sources: &Sources) -> Location {
    let one = Location { line: 1, column: 1, utf16: 1, byte: 1 };
    sources.get(file).map_or(one, |file| file.location(offset))
}

/// Both ends of a span.
pub fn ends(span: Span, sources: &Sources) -> (Location, Location) {
    (at(span.file, span.start, sources), at(span.file, span.end, sources))
}

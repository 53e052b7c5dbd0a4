//! The article model: what a file says, told apart by role, and mapped back to its bytes.
//!
//! A reader ([`crate::format`]) turns a file into articles; an [`Article`] is a list of
//! [`Region`]s in the order of the file, each with a [`Role`] and a [`Text`]. Checks see plain
//! text; [`Text`] remembers for every byte of it which bytes of the file it came from, through
//! entities, escapes, soft line breaks and markup, so that no match is ever searched again.
//! What the text *means* is left to [`crate::annotate`].

use std::ops::Range;

use crate::source::{FileId, Span};

/// What a region is in the story.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Role {
    /// The headline.
    Headline,
    /// A further headline: for search engines, social networks, the print edition.
    AltHeadline,
    /// The word or two above the headline.
    Kicker,
    /// The standfirst, summary or excerpt below the headline.
    Deck,
    /// Who wrote it.
    Byline,
    /// Where (and when) it was written, as a line of its own.
    Dateline,
    /// Running text.
    Paragraph,
    /// The words under a picture, or its alternative text.
    Caption,
    /// A sentence of the body shown large; repeats the body on purpose.
    PullQuote,
    /// A block quotation: a letter, a post, a statement.
    BlockQuote,
    /// A heading within the body.
    Subhead,
    /// One item of a list.
    ListItem,
    /// One cell of a table.
    TableCell,
    /// A correction, clarification or editor's note; restates errors on purpose.
    Correction,
    /// Appeals, sign-ups, credits, separators: not part of the story.
    Furniture,
}

impl Role {
    /// Every role, in the order of the declaration.
    pub const ALL: [Role; 15] = [
        Role::Headline,
        Role::AltHeadline,
        Role::Kicker,
        Role::Deck,
        Role::Byline,
        Role::Dateline,
        Role::Paragraph,
        Role::Caption,
        Role::PullQuote,
        Role::BlockQuote,
        Role::Subhead,
        Role::ListItem,
        Role::TableCell,
        Role::Correction,
        Role::Furniture,
    ];

    /// The name that rule files, configuration and `copydesk show` use.
    pub fn as_str(self) -> &'static str {
        match self {
            Role::Headline => "headline",
            Role::AltHeadline => "alt-headline",
            Role::Kicker => "kicker",
            Role::Deck => "deck",
            Role::Byline => "byline",
            Role::Dateline => "dateline",
            Role::Paragraph => "paragraph",
            Role::Caption => "caption",
            Role::PullQuote => "pull-quote",
            Role::BlockQuote => "block-quote",
            Role::Subhead => "subhead",
            Role::ListItem => "list-item",
            Role::TableCell => "table-cell",
            Role::Correction => "correction",
            Role::Furniture => "furniture",
        }
    }

    /// Whether the region tells the story in running text: what most rules read.
    pub fn is_body(self) -> bool {
        matches!(self, Role::Paragraph | Role::ListItem | Role::BlockQuote)
    }

    /// Whether the region stands above the story and is borne out by it.
    pub fn is_display(self) -> bool {
        matches!(self, Role::Headline | Role::AltHeadline | Role::Deck)
    }
}

/// How a piece of plain text came out of the bytes of the file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Via {
    /// Byte for byte the same.
    Verbatim,
    /// A line break (with the indentation and markers around it) that reads as one space.
    Break,
    /// An HTML character reference.
    Entity,
    /// A backslash escape of Markdown, YAML, TOML or JSON, or a doubled quote of YAML.
    Escape,
}

/// A piece of plain text and the piece of the file it stands for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Segment {
    /// Offset of its first byte in the plain text.
    pub plain: u32,
    /// Its bytes in the plain text.
    pub plain_len: u32,
    /// Offset of its first byte in the file.
    pub source: u32,
    /// Its bytes in the file.
    pub source_len: u32,
    /// How the one became the other.
    pub via: Via,
}

/// Plain text, with a map back to the bytes of the file.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Text {
    plain: String,
    segments: Vec<Segment>,
}

impl Text {
    /// Text that is byte for byte the part of the file that starts at `source`.
    pub fn verbatim(plain: &str, source: u32) -> Self {
        let mut text = Text::default();
        text.push_verbatim(plain, source);
        text
    }

    /// Appends text that stands in the file just as it is, at offset `source`.
    pub fn push_verbatim(&mut self, plain: &str, source: u32) {
        let len = plain.len() as u32;
        if len == 0 {
            return;
        }
        if let Some(last) = self.segments.last_mut()
            && last.via == Via::Verbatim
            && last.source + last.source_len == source
        {
            last.plain_len += len;
            last.source_len += len;
        } else {
            let plain = self.plain.len() as u32;
            self.segments.push(Segment { plain, plain_len: len, source, source_len: len, via: Via::Verbatim });
        }
        self.plain.push_str(plain);
    }

    /// Appends `plain`, which the bytes `source` of the file stand for.
    pub fn push_decoded(&mut self, plain: &str, source: Range<u32>, via: Via) {
        if plain.is_empty() {
            return;
        }
        self.segments.push(Segment {
            plain: self.plain.len() as u32,
            plain_len: plain.len() as u32,
            source: source.start,
            source_len: source.end - source.start,
            via,
        });
        self.plain.push_str(plain);
    }

    /// The plain text.
    pub fn as_str(&self) -> &str {
        &self.plain
    }

    /// The pieces that it is made of, in order and without gaps in the plain text.
    pub fn segments(&self) -> &[Segment] {
        &self.segments
    }

    /// Whether it holds nothing but white space.
    pub fn is_blank(&self) -> bool {
        self.plain.trim().is_empty()
    }

    /// Removes white space (and what it stood for) from both ends.
    pub fn trim(&mut self) {
        let end = self.plain.trim_end().len();
        self.plain.truncate(end);
        while let Some(last) = self.segments.last_mut() {
            if last.plain as usize >= end {
                self.segments.pop();
            } else {
                let over = (last.plain + last.plain_len) as usize - end;
                if over > 0 {
                    last.plain_len -= over as u32;
                    if last.via == Via::Verbatim {
                        last.source_len -= over as u32;
                    }
                }
                break;
            }
        }
        let lead = (self.plain.len() - self.plain.trim_start().len()) as u32;
        if lead > 0 {
            self.plain.drain(..lead as usize);
            self.segments.retain_mut(|s| {
                if s.plain + s.plain_len <= lead {
                    return false;
                }
                if s.plain < lead {
                    let cut = lead - s.plain;
                    s.plain = 0;
                    s.plain_len -= cut;
                    if s.via == Via::Verbatim {
                        s.source += cut;
                        s.source_len -= cut;
                    }
                } else {
                    s.plain -= lead;
                }
                true
            });
        }
    }

    /// The offset in the file of the character that starts at `at` in the plain text.
    fn source_start(&self, at: u32) -> u32 {
        let index = self.segments.partition_point(|s| s.plain + s.plain_len <= at);
        match self.segments.get(index).or(self.segments.last()) {
            None => 0,
            Some(s) if s.via == Via::Verbatim => s.source + at.saturating_sub(s.plain).min(s.source_len),
            Some(s) if at >= s.plain + s.plain_len => s.source + s.source_len,
            Some(s) => s.source,
        }
    }

    /// The offset in the file just behind the character that ends at `at` in the plain text.
    fn source_end(&self, at: u32) -> u32 {
        let index = self.segments.partition_point(|s| s.plain + s.plain_len < at);
        match self.segments.get(index).or(self.segments.last()) {
            None => 0,
            Some(s) if s.via == Via::Verbatim => s.source + at.saturating_sub(s.plain).min(s.source_len),
            Some(s) => s.source + s.source_len,
        }
    }

    /// The bytes of the file that the bytes `range` of the plain text came from: the smallest
    /// range that holds them all, markup in between included.
    pub fn source(&self, range: Range<u32>) -> Range<u32> {
        let start = self.source_start(range.start);
        if range.is_empty() {
            return start..start;
        }
        start..self.source_end(range.end).max(start)
    }
}

/// A piece of the story with one role.
#[derive(Clone, Debug)]
pub struct Region {
    /// What it is.
    pub role: Role,
    /// What it says.
    pub text: Text,
    /// The bytes of the file that it takes up, markup included; deleting them deletes it.
    pub source: Range<u32>,
    /// The level of a heading (1 to 6); the depth of a list item; 0 elsewhere.
    pub level: u8,
    /// Regions of one list, table, block quotation or live-blog entry share a group; 0: none.
    pub group: u32,
    /// The front-matter key or attribute that it was read from.
    pub key: Option<Box<str>>,
}

impl Region {
    /// A region without level, group or key, whose bytes are those of its text.
    pub fn new(role: Role, text: Text) -> Self {
        let source = text.source(0..text.as_str().len() as u32);
        Region { role, text, source, level: 0, group: 0, key: None }
    }
}

/// A date that the file states about itself, unread.
#[derive(Clone, Debug)]
pub struct Stated {
    /// The value as written.
    pub value: String,
    /// Where it stands in the file.
    pub source: Range<u32>,
}

/// An instruction in the copy to let something stand.
#[derive(Clone, Debug)]
pub struct Stet {
    /// The rule id or glob that may not speak, as written.
    pub rule: String,
    /// Why not, as written; `None` where no reason is given.
    pub reason: Option<String>,
    /// Where the instruction stands in the file.
    pub source: Range<u32>,
    /// The region it covers; `None` for the whole article.
    pub covers: Option<u32>,
}

/// One story.
#[derive(Clone, Debug)]
pub struct Article {
    /// The file it stands in.
    pub file: FileId,
    /// The name of the reader that read it.
    pub format: &'static str,
    /// Its regions, in the order of the file.
    pub regions: Vec<Region>,
    /// When it was or will be published.
    pub published: Option<Stated>,
    /// When it was last changed.
    pub updated: Option<Stated>,
    /// The language that the file states, as written (`en`, `en-GB`, `es`).
    pub language: Option<String>,
    /// What it asks to let stand.
    pub stets: Vec<Stet>,
}

impl Article {
    /// An empty article of `file`.
    pub fn new(file: FileId, format: &'static str) -> Self {
        Article { file, format, regions: Vec::new(), published: None, updated: None, language: None, stets: Vec::new() }
    }

    /// The bytes of the file behind a place.
    pub fn span(&self, place: Place) -> Span {
        let (Some(first), Some(last)) =
            (self.regions.get(place.region as usize), self.regions.get(place.last as usize))
        else {
            return Span::new(self.file, 0..0);
        };
        if place.region == place.last {
            return Span::new(self.file, first.text.source(place.start..place.end));
        }
        let start = first.text.source(place.start..first.text.as_str().len() as u32).start;
        let end = last.text.source(0..place.end).end;
        Span::new(self.file, start..end)
    }

    /// The plain text of a place within one region; of its first region where it covers several.
    pub fn text(&self, place: Place) -> &str {
        let Some(region) = self.regions.get(place.region as usize) else { return "" };
        let plain = region.text.as_str();
        let end = if place.region == place.last { place.end as usize } else { plain.len() };
        plain.get(place.start as usize..end).unwrap_or("")
    }

    /// The whole of a region, as a place.
    pub fn whole(&self, region: u32) -> Place {
        self.block(region, region)
    }

    /// The regions `first` to `last` (inclusive), as a place.
    pub fn block(&self, first: u32, last: u32) -> Place {
        let end = self.regions.get(last as usize).map_or(0, |r| r.text.as_str().len() as u32);
        Place { region: first, start: 0, last, end }
    }
}

/// A place in the plain text of an article: usually within one region, sometimes a run of them.
/// Offsets are bytes of the plain text, half-open.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Place {
    /// Index of the region that it starts in.
    pub region: u32,
    /// Where it starts in that region's text.
    pub start: u32,
    /// Index of the region that it ends in.
    pub last: u32,
    /// Where it ends in that last region's text.
    pub end: u32,
}

impl Place {
    /// A place within one region.
    pub fn within(region: u32, range: Range<u32>) -> Self {
        Place { region, start: range.start, last: region, end: range.end }
    }
}

//! Plain text: the headline in the first line, paragraphs between blank lines. Copy without blank
//! lines, one block a line, is told by its shape; so are hard-wrapped lines, which are joined.

use std::ops::Range;

use super::furniture;
use super::stet::{Pending, Stets};
use super::{Fields, Problem, ProblemKind, Reading, front_matter};
use crate::article::{Article, Region, Role, Text, Via};
use crate::source::FileId;

/// A line without its ending.
#[derive(Clone, Debug)]
struct Line {
    /// Its bytes in the file.
    range: Range<usize>,
    blank: bool,
}

/// Reads a plain-text file.
pub fn read(file: FileId, text: &str, fields: &Fields) -> Reading {
    let mut article = Article::new(file, "plain");
    let front = front_matter::split(text);
    let mut problems = Vec::new();
    if let Some(front) = &front {
        front_matter::read(front, text, fields, &mut article, &mut problems);
    }
    let start = front.as_ref().map_or_else(|| super::after_bom(text), |front| front.body);
    let lines = lines(text, start);
    let has_headline = article.regions.iter().any(|region| region.role == Role::Headline);
    let mut stets = Stets::default();
    let blocks = blocks(text, &lines);
    let mut builder = Builder { article, expects_headline: !has_headline, seen_prose: false };
    for block in &blocks {
        let source = lines[block.start].range.start..lines[block.end - 1].range.end;
        if let Some(found) = Pending::parse(&text[source.clone()], source.start) {
            stets.expect(found);
            continue;
        }
        let index = builder.article.regions.len() as u32;
        if builder.add(text, &lines[block.clone()]) {
            stets.settle(index, &mut builder.article.stets);
        }
    }
    let mut article = builder.article;
    stets.settle(article.regions.len() as u32, &mut article.stets);
    if article.regions.is_empty() {
        let detail = "the file is empty: there is nothing to check".to_owned();
        problems.push(Problem { kind: ProblemKind::Empty, source: 0..0, detail });
    } else if front.is_some() && blocks.is_empty() {
        let detail = "there is front matter and no story".to_owned();
        let end = text.lines().next().map_or(0, str::len) as u32;
        problems.push(Problem { kind: ProblemKind::Empty, source: 0..end, detail });
    }
    Reading { articles: vec![article], problems }
}

fn lines(text: &str, start: usize) -> Vec<Line> {
    let mut out = Vec::new();
    let mut at = start;
    let bytes = text.as_bytes();
    while at < bytes.len() {
        let len = bytes[at..].iter().position(|byte| matches!(byte, b'\n' | b'\r')).unwrap_or(bytes.len() - at);
        let range = at..at + len;
        let blank = text[range.clone()].trim().is_empty();
        out.push(Line { range, blank });
        at += len + 1;
        if bytes.get(at - 1) == Some(&b'\r') && bytes.get(at) == Some(&b'\n') {
            at += 1;
        }
    }
    out
}

/// A line this long that runs on is hard-wrapped at most; a longer one is a paragraph by itself.
const WRAPPED: usize = 100;

/// The blocks of a text as runs of lines, blank ones left out.
fn blocks(text: &str, lines: &[Line]) -> Vec<Range<usize>> {
    let mut blocks: Vec<Range<usize>> = Vec::new();
    let mut at = 0;
    while at < lines.len() {
        if lines[at].blank {
            at += 1;
            continue;
        }
        let end = lines[at..].iter().position(|line| line.blank).map_or(lines.len(), |len| at + len);
        let run = &lines[at..end];
        if run.len() > 1 && is_block_per_line(text, run) {
            blocks.extend((at..end).map(|line| line..line + 1));
        } else {
            // A line that is a mark, a list item or a stet stands alone among wrapped lines too.
            let mut start = at;
            for line in at..end {
                let plain = text[lines[line].range.clone()].trim();
                if stands_alone(plain) {
                    if start < line {
                        blocks.push(start..line);
                    }
                    blocks.push(line..line + 1);
                    start = line + 1;
                } else if line > start && list_marker(plain).is_some() {
                    blocks.push(start..line);
                    start = line;
                }
            }
            if start < end {
                blocks.push(start..end);
            }
        }
        at = end;
    }
    blocks
}

/// Whether neighbouring lines are blocks of their own: some are too long to have been wrapped, or
/// those that are not the last end like paragraphs, at different widths.
fn is_block_per_line(text: &str, run: &[Line]) -> bool {
    let long = run.iter().any(|line| text[line.range.clone()].chars().count() > WRAPPED);
    if long {
        return true;
    }
    let ended = run.iter().filter(|line| ends_like_a_paragraph(&text[line.range.clone()])).count();
    ended * 4 >= run.len() * 3
}

fn ends_like_a_paragraph(line: &str) -> bool {
    line.trim_end().ends_with(['.', '?', '!', '”', '"', '’', ':', '*'])
}

fn stands_alone(plain: &str) -> bool {
    (plain.starts_with("<!--") && plain.ends_with("-->")) || (plain.starts_with("**") && plain.ends_with("**"))
}

/// The bytes of a list marker: `- `, `* `, `• `, `1. `, `2) `.
fn list_marker(plain: &str) -> Option<usize> {
    for marker in ["- ", "* ", "• ", "· ", "– "] {
        if plain.starts_with(marker) {
            return Some(marker.len());
        }
    }
    let digits = plain.bytes().take_while(u8::is_ascii_digit).count();
    let rest = &plain[digits..];
    ((1..=2).contains(&digits) && (rest.starts_with(". ") || rest.starts_with(") "))).then_some(digits + 2)
}

struct Builder {
    article: Article,
    expects_headline: bool,
    /// Whether a paragraph of running text has been met.
    seen_prose: bool,
}

/// A headline has seldom more words; a first line with more is a deck or a paragraph.
const HEADLINE_WORDS: usize = 30;

/// A dateline in a line of its own stands at the top: below a headline, a deck, a caption.
const DATELINE_REGIONS: usize = 5;

impl Builder {
    /// Adds a block; whether there was anything to add.
    fn add(&mut self, text: &str, lines: &[Line]) -> bool {
        let mut joined = joined(text, lines);
        let is_bold = strip_bold(&mut joined);
        let plain = joined.as_str().to_owned();
        if plain.trim().is_empty() {
            return false;
        }
        let source = lines[0].range.start as u32..lines[lines.len() - 1].range.end as u32;
        let mut region = Region::new(Role::Paragraph, joined);
        region.source = source;
        region.role = self.role(&plain, is_bold);
        if region.role == Role::Paragraph
            && let Some(len) = list_marker(&plain)
        {
            region.role = Role::ListItem;
            region.text = without_head(&region.text, len);
            region.group = self.list_group();
        }
        self.seen_prose |= region.role == Role::Paragraph;
        if region.role == Role::Headline {
            self.expects_headline = false;
        }
        self.article.regions.push(region);
        true
    }

    /// The group of the list that a new item belongs to.
    fn list_group(&self) -> u32 {
        match self.article.regions.last() {
            Some(last) if last.role == Role::ListItem => last.group,
            _ => self.article.regions.iter().map(|region| region.group).max().unwrap_or(0) + 1,
        }
    }

    fn role(&self, plain: &str, is_bold: bool) -> Role {
        let words = plain.split_whitespace().count();
        if is_bold && words <= HEADLINE_WORDS {
            // `**…**`: headlines above the story, subheads within it; a long one is the deck.
            return match (self.seen_prose, ends_like_a_sentence(plain)) {
                (true, _) => Role::Subhead,
                (false, true) if words > 14 => Role::Deck,
                (false, _) => Role::Headline,
            };
        }
        if is_bold && !self.seen_prose {
            return Role::Deck;
        }
        if self.expects_headline && !self.seen_prose && self.is_first() {
            return if words <= HEADLINE_WORDS { Role::Headline } else { Role::Paragraph };
        }
        if let Some(role) = furniture::role_of(plain) {
            return role;
        }
        if self.article.regions.len() <= DATELINE_REGIONS && is_dateline(plain) {
            return Role::Dateline;
        }
        if self.seen_prose && is_subhead(plain) { Role::Subhead } else { Role::Paragraph }
    }

    fn is_first(&self) -> bool {
        !self.article.regions.iter().any(|region| region.key.is_none())
    }
}

/// The text of some lines, with single spaces for the breaks between them.
fn joined(text: &str, lines: &[Line]) -> Text {
    let mut out = Text::default();
    let mut behind: Option<usize> = None;
    for line in lines {
        let raw = &text[line.range.clone()];
        let trimmed = raw.trim();
        let start = line.range.start + (raw.len() - raw.trim_start().len());
        if let Some(behind) = behind {
            out.push_decoded(" ", behind as u32..start as u32, Via::Break);
        }
        out.push_verbatim(trimmed, start as u32);
        behind = Some(start + trimmed.len());
    }
    out
}

/// Takes `**` off both ends, where the text between has none.
fn strip_bold(text: &mut Text) -> bool {
    let plain = text.as_str();
    let inner = plain.strip_prefix("**").and_then(|rest| rest.strip_suffix("**"));
    let Some(inner) = inner.filter(|inner| !inner.is_empty() && !inner.contains("**")) else { return false };
    let len = inner.len();
    *text = part(text, 2..2 + len);
    true
}

fn without_head(text: &Text, len: usize) -> Text {
    part(text, len..text.as_str().len())
}

/// A part of a text, with its map.
fn part(text: &Text, range: Range<usize>) -> Text {
    let mut out = Text::default();
    for segment in text.segments() {
        let start = (segment.plain as usize).max(range.start);
        let end = ((segment.plain + segment.plain_len) as usize).min(range.end);
        if start >= end {
            continue;
        }
        let plain = &text.as_str()[start..end];
        match segment.via {
            Via::Verbatim => out.push_verbatim(plain, segment.source + (start as u32 - segment.plain)),
            via => out.push_decoded(plain, segment.source..segment.source + segment.source_len, via),
        }
    }
    out.trim();
    out
}

fn ends_like_a_sentence(plain: &str) -> bool {
    plain.trim_end_matches(['"', '”', '’', '\'']).ends_with(['.', '!', '?'])
}

/// `Cairo, Egypt:`, `MARLOW QUAY —`: a dateline in a line of its own.
fn is_dateline(plain: &str) -> bool {
    let Some(place) = plain.strip_suffix([':', '—', '–', '-']) else { return false };
    let words: Vec<&str> = place.split_whitespace().collect();
    (1..=6).contains(&words.len()) && words.iter().all(|word| word.starts_with(char::is_uppercase))
}

/// A short line between paragraphs that is no sentence: capitals, or quotation marks around all of
/// it. Where in doubt it is a paragraph.
fn is_subhead(plain: &str) -> bool {
    let words: Vec<&str> = plain.split_whitespace().collect();
    if words.is_empty() || words.len() > 8 || plain.ends_with(['.', ',', ';', ':', '!']) {
        return false;
    }
    let quoted = plain.starts_with(['\'', '‘']) && plain.ends_with(['\'', '’']);
    let capitals = words.iter().filter(|word| word.starts_with(char::is_uppercase)).count();
    let is_title = capitals * 4 >= words.len() * 3 && words[0].starts_with(char::is_uppercase);
    quoted || (is_title && !plain.contains(['"', '“', '”']))
}

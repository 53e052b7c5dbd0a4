//! The part of the copy that is drawn: for each marked place a window of its line that fits the
//! terminal, cut between words.
//!
//! codespan draws whole lines. It is therefore given a small text made of windows, which knows for
//! each of its lines the real line number and column:
//!
//! ```text
//!   ┌─ ferry.md:3:503
//! 3 │ …in the same month, 430 passengers were counted, the harbour board said…
//!   │                     --- first figure
//!   ·
//! 3 │ …the board has revised it: 498 passengers in March…
//!   │                            ^^^ second figure
//! ```

use std::ops::Range;
use std::sync::Arc;

use codespan_reporting::diagnostic::{Label, LabelStyle};
use codespan_reporting::files::{Error, Files};
use unicode_width::UnicodeWidthChar;

use crate::emit::safe::{shown, visible};
use crate::source::{FileId, SourceFile, Sources, Span};

/// A place to draw, with what is said beside it.
pub struct Mark {
    pub span: Span,
    pub message: String,
    pub is_primary: bool,
}

/// Of a place that does not fit, about so many columns are marked: where a paragraph ends is plain.
const LONG: usize = 44;
/// And at least so many, whatever is said beside them.
const LEAST: usize = 12;
/// Where a long place ends is told by its last words, in at most so many columns.
const LAST: usize = 22;
/// Characters without a width that may stand upon one another: a line of nothing else is cut too.
const STACKED: usize = 4;
/// Of the words before a place, about this many columns are shown.
const BEFORE: usize = 24;
/// Columns between the line number and the copy.
const GUTTER: usize = 3;

/// The columns that a text takes up once it is fit to be shown, counted by characters, as codespan
/// sets its carets.
pub fn columns(text: &str) -> usize {
    text.chars().map(cells).sum()
}

fn cells(c: char) -> usize {
    shown(c).width().unwrap_or(0)
}

/// A line of the excerpt.
struct Row {
    /// Its bytes in the excerpt, without the line break.
    range: Range<usize>,
    /// The line of the file that it shows, from 1.
    line: usize,
    /// The column of the file's line, from 1, that its first character has; the mark that
    /// stands for what was cut off has none.
    column: usize,
    /// Bytes of the mark that stands for what was cut off before.
    cut: usize,
}

/// The windows of one file.
struct Part {
    id: usize,
    name: String,
    text: String,
    rows: Vec<Row>,
}

/// The excerpt of a finding.
pub struct Excerpt {
    parts: Vec<Part>,
    labels: Vec<Label<usize>>,
}

/// A mark within one line of the file.
struct Spot {
    mark: usize,
    line: usize,
    /// Its bytes in the file, in one line.
    bytes: Range<usize>,
    message: String,
}

impl Excerpt {
    /// Cuts the windows for `width` columns.
    pub fn new(marks: &[Mark], sources: &Sources, width: usize) -> Self {
        let mut excerpt = Excerpt { parts: Vec::new(), labels: Vec::new() };
        let mut files: Vec<FileId> = Vec::new();
        for mark in marks {
            if !files.contains(&mark.span.file) {
                files.push(mark.span.file);
            }
        }
        for file in files {
            let source = sources.get(file).cloned().unwrap_or_else(|| Arc::new(SourceFile::new("", "")));
            let mut spots: Vec<Spot> = marks
                .iter()
                .enumerate()
                .filter(|(_, mark)| mark.span.file == file)
                .map(|(index, mark)| spot(index, mark, &source, width))
                .collect();
            spots.sort_by_key(|spot| (spot.bytes.start, spot.bytes.end));
            excerpt.add(&source, &spots, marks, width);
        }
        excerpt
    }

    /// The labels, with places in the excerpt.
    pub fn labels(&self) -> Vec<Label<usize>> {
        self.labels.clone()
    }

    fn add(&mut self, source: &SourceFile, spots: &[Spot], marks: &[Mark], width: usize) {
        let id = self.parts.len();
        let mut part = Part { id, name: visible(source.name()), text: String::new(), rows: Vec::new() };
        let last_line = spots.iter().map(|spot| spot.line + 1).max().unwrap_or(1);
        let room = width.saturating_sub(GUTTER + last_line.to_string().len() + 1).max(30);
        let mut at = 0;
        while at < spots.len() {
            let line = source.line_range(spots[at].line);
            let same_line = spots[at..].iter().take_while(|spot| spot.line == spots[at].line).count();
            let (window, taken) = window(source.text(), line.clone(), &spots[at..at + same_line], room);
            part.push(source, spots[at].line, &line, window.clone());
            let row = &part.rows[part.rows.len() - 1];
            for spot in &spots[at..at + taken] {
                let start = spot.bytes.start.clamp(window.start, window.end);
                let end = spot.bytes.end.clamp(start, window.end);
                let shown =
                    |offset: usize| row.range.start + row.cut + visible(&source.text()[window.start..offset]).len();
                let is_primary = marks[spot.mark].is_primary;
                let style = if is_primary { LabelStyle::Primary } else { LabelStyle::Secondary };
                let label = Label::new(style, id, shown(start)..shown(end)).with_message(&spot.message);
                // The file of the primary label comes first.
                if is_primary { self.labels.insert(0, label) } else { self.labels.push(label) }
            }
            at += taken;
        }
        self.parts.push(part);
    }
}

impl Part {
    /// Appends a window of a line; between two that do not touch, empty lines that codespan will
    /// draw as a gap.
    fn push(&mut self, source: &SourceFile, line: usize, whole: &Range<usize>, window: Range<usize>) {
        if let Some(before) = self.rows.last() {
            let next_line = before.line == line && whole.start == window.start;
            for _ in 0..if next_line { 0 } else { 3 } {
                let at = self.text.len();
                self.rows.push(Row { range: at..at, line: line + 1, column: 1, cut: 0 });
                self.text.push('\n');
            }
        }
        let start = self.text.len();
        let column = source.location(window.start as u32).column as usize;
        let cut = if window.start > whole.start { "…" } else { "" };
        self.text.push_str(cut);
        self.text.push_str(&visible(&source.text()[window.clone()]));
        if window.end < whole.end {
            self.text.push('…');
        }
        self.rows.push(Row { range: start..self.text.len(), line: line + 1, column, cut: cut.len() });
        self.text.push('\n');
    }
}

/// What of a mark is drawn: its beginning, in one line. How far it goes on is said in words.
fn spot(index: usize, mark: &Mark, source: &SourceFile, width: usize) -> Spot {
    let text = source.text();
    let boundary = |mut at: usize| {
        at = at.min(text.len());
        while !text.is_char_boundary(at) {
            at -= 1;
        }
        at
    };
    let (start, end) = (boundary(mark.span.start as usize), boundary(mark.span.end as usize));
    let line = source.line_index(start as u32);
    let line_end = source.line_range(line).end;
    // A place between two lines is shown at the end of the first.
    let start = start.min(line_end);
    let end = end.max(start);
    let last_line = source.line_index(end.saturating_sub(1).max(start) as u32);
    let stop = end.min(line_end);
    // Behind the marked words there must be room for what is said of them.
    let room = |message: &str| width.saturating_sub(GUTTER + 8 + columns(message)).max(LEAST);
    let mut message = mark.message.clone();
    let is_long = last_line > line || !fits(&text[start..stop], room(&message));
    let with = |also: &str| if message.is_empty() { also.to_owned() } else { format!("{message}, {also}") };
    if last_line > line {
        message = with(&format!("to line {}", last_line + 1));
    } else if is_long && end < line_end {
        let longer = with(&format!("to “{}”", last_words(&text[start..end])));
        if room(&longer) > LAST {
            message = longer;
        }
    }
    let stop = if is_long { forth(text, start, stop, LONG.min(room(&message))) } else { stop };
    Spot { mark: index, line, bytes: start..stop, message }
}

/// The end of a passage, by which to find it.
fn last_words(text: &str) -> String {
    visible(&text[back(text, 0, text.len(), LAST)..])
}

/// The window of a line that shows the first of its spots and as many of the next as fit, and how
/// many those are.
fn window(text: &str, line: Range<usize>, spots: &[Spot], room: usize) -> (Range<usize>, usize) {
    // An empty place gets a caret all the same.
    let behind = |spot: &Spot| usize::from(spot.bytes.is_empty()) + 1 + columns(&spot.message);
    if fits(&text[line.clone()], room)
        && spots.iter().all(|spot| columns(&text[line.start..spot.bytes.end]) + behind(spot) <= room)
    {
        return (line, spots.len());
    }
    let first = &spots[0];
    // Two cells are kept for the marks of what was cut.
    let room = room - 2;
    let needed = columns(&text[first.bytes.clone()]) + behind(first);
    let start = back(text, line.start, first.bytes.start, room.saturating_sub(needed).min(BEFORE));
    let end = forth(text, start, line.end, room);
    let mut taken = 1;
    while let Some(next) = spots.get(taken) {
        let shown_to = forth(text, start, line.end, room.saturating_sub(behind(next)));
        if next.bytes.end > shown_to {
            break;
        }
        taken += 1;
    }
    (start..end.max(first.bytes.end), taken)
}

/// Whether a text has at most `room` columns; looks no further than it must.
fn fits(text: &str, room: usize) -> bool {
    text.len() <= room || (text.len() <= room * 4 && columns(text) <= room)
}

/// Goes back from `at` by at most `room` columns, to the start of a word.
fn back(text: &str, from: usize, at: usize, room: usize) -> usize {
    let mut wide = 0;
    let mut start = at;
    let mut word = None;
    for (count, c) in text[from..at].chars().rev().enumerate() {
        if c.is_whitespace() {
            word = Some(start);
        }
        wide += cells(c);
        if wide > room || count > room * STACKED {
            return word.unwrap_or(start);
        }
        start -= c.len_utf8();
    }
    start
}

/// Goes forth from `at` by at most `room` columns, to the end of a word.
fn forth(text: &str, at: usize, to: usize, room: usize) -> usize {
    let mut wide = 0;
    let mut end = at;
    let mut word = None;
    for (count, c) in text[at..to].chars().enumerate() {
        if c.is_whitespace() {
            word = Some(end);
        }
        wide += cells(c);
        if wide > room || count > room * STACKED {
            return word.filter(|word| *word > at).unwrap_or(end);
        }
        end += c.len_utf8();
    }
    end
}

impl<'a> Files<'a> for Excerpt {
    type FileId = usize;
    type Name = &'a str;
    type Source = &'a str;

    fn name(&'a self, id: usize) -> Result<&'a str, Error> {
        Ok(&self.part(id)?.name)
    }

    fn source(&'a self, id: usize) -> Result<&'a str, Error> {
        Ok(&self.part(id)?.text)
    }

    fn line_index(&'a self, id: usize, byte: usize) -> Result<usize, Error> {
        let rows = &self.part(id)?.rows;
        Ok(rows.partition_point(|row| row.range.start <= byte).saturating_sub(1))
    }

    fn line_number(&'a self, id: usize, index: usize) -> Result<usize, Error> {
        Ok(self.row(id, index)?.line)
    }

    fn column_number(&'a self, id: usize, index: usize, byte: usize) -> Result<usize, Error> {
        let row = self.row(id, index)?;
        let from = row.range.start + row.cut;
        let shown = self.part(id)?.text.get(from..byte).unwrap_or("");
        Ok(row.column + shown.chars().count())
    }

    fn line_range(&'a self, id: usize, index: usize) -> Result<Range<usize>, Error> {
        Ok(self.row(id, index)?.range.clone())
    }
}

impl Excerpt {
    fn part(&self, id: usize) -> Result<&Part, Error> {
        self.parts.iter().find(|part| part.id == id).ok_or(Error::FileMissing)
    }

    fn row(&self, id: usize, index: usize) -> Result<&Row, Error> {
        let rows = &self.part(id)?.rows;
        rows.get(index).ok_or(Error::LineTooLarge { given: index, max: rows.len() })
    }
}

//! The examples of a rule file, with their caret lines read. Running them is left to
//! [`crate::examples`].
//!
//! ```text
//! The council met in in the park.
//!                 ^^^^^
//! ```
//!
//! A line of spaces and carets marks a place in the line above it, counted in characters. Where
//! the place goes on over the end of the line, the carets reach to the end of that line. A headline
//! may have a caret line of its own:
//!
//! ```text
//! headline = '''
//! Storm leaves 9,000 without power
//!              ^^^^^
//! '''
//! ```

use std::ops::Range;

use super::file::{AcceptedFile, ExampleFormat, FlaggedFile, RuleFile};
use super::load::Draft;
use super::locate::{Part, Step, locate};

/// One example.
#[derive(Clone, Debug)]
pub struct Example {
    /// Whether the rule must report it.
    pub flagged: bool,
    /// The copy, without its caret lines.
    pub text: String,
    /// The places that must be marked, in bytes of `text`; none for an accepted example.
    pub marks: Vec<Mark>,
    /// Why an accepted example is fine.
    pub because: Option<String>,
    /// The headline above the copy.
    pub headline: Option<String>,
    /// How the copy is read.
    pub format: ExampleFormat,
    /// Options that are set otherwise.
    pub options: toml::Table,
    /// The copy after the fix.
    pub fixed: Option<String>,
    /// Where the example's text stands in the rule file, quotation marks included.
    pub place: Range<u32>,
}

/// A place that a caret line marks.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Mark {
    /// Its bytes in the example's text.
    pub place: Range<usize>,
    /// Whether it reaches the end of its line, so that the place may go on below.
    pub to_line_end: bool,
    /// Whether its bytes are those of the headline, not of the text.
    pub in_headline: bool,
}

/// The examples of a rule that has been loaded, flagged ones first. An error where the example
/// part of the file does not parse, with its place.
pub fn read(draft: &Draft) -> Result<Vec<Example>, (Range<u32>, String)> {
    let file: RuleFile = toml::from_str(&draft.text).map_err(|error| {
        let place = error.span().unwrap_or(0..0);
        (place.start as u32..place.end as u32, super::load::one_line(error.message()))
    })?;
    let place = |list: &'static str, index: usize| {
        locate(&draft.text, &[Step::Key(list), Step::Index(index), Step::Key("text")], Part::Value)
    };
    let flagged = file.flagged.into_iter().enumerate().map(|(i, e)| Example::flagged(e, place("flagged", i)));
    let accepted = file.accepted.into_iter().enumerate().map(|(i, e)| Example::accepted(e, place("accepted", i)));
    Ok(flagged.chain(accepted).collect())
}

impl Example {
    fn flagged(file: FlaggedFile, place: Range<u32>) -> Self {
        let (text, mut marks) = read_carets(&file.text);
        // A headline of several lines has its caret line with it.
        let headline = file.headline.map(|headline| {
            let (headline, above) = read_carets(&headline);
            marks.splice(0..0, above.into_iter().map(|mark| Mark { in_headline: true, ..mark }));
            headline.trim_end().to_owned()
        });
        Example {
            flagged: true,
            text,
            marks,
            because: None,
            headline,
            format: file.format,
            options: file.options,
            fixed: file.fixed,
            place,
        }
    }

    fn accepted(file: AcceptedFile, place: Range<u32>) -> Self {
        Example {
            flagged: false,
            text: file.text,
            marks: Vec::new(),
            because: Some(file.because),
            headline: file.headline,
            format: file.format,
            options: file.options,
            fixed: None,
            place,
        }
    }
}

/// Takes the caret lines out of a text.
fn read_carets(text: &str) -> (String, Vec<Mark>) {
    let mut out = String::with_capacity(text.len());
    let mut marks = Vec::new();
    let mut line_start = 0;
    for line in text.split_inclusive('\n') {
        let trimmed = line.trim_end();
        let is_carets = trimmed.contains('^') && trimmed.bytes().all(|b| b == b' ' || b == b'^');
        if !is_carets {
            line_start = out.len();
            out.push_str(line);
            continue;
        }
        let above = out[line_start..].trim_end_matches(['\n', '\r']);
        let byte = |column: usize| above.char_indices().nth(column).map_or(above.len(), |(at, _)| at);
        let carets: Vec<char> = trimmed.chars().collect();
        let mut column = 0;
        while column < carets.len() {
            let start = column;
            while column < carets.len() && carets[column] == '^' {
                column += 1;
            }
            if column > start {
                let place = line_start + byte(start)..line_start + byte(column);
                let to_line_end = place.end == line_start + above.len();
                marks.push(Mark { place, to_line_end, in_headline: false });
            }
            column += 1;
        }
    }
    (out, marks)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn caret_lines_mark_characters_of_the_line_above() {
        let (text, marks) = read_carets("“Né” né né.\n     ^^^^^\nNext.\n");
        assert_eq!(text, "“Né” né né.\nNext.\n");
        assert_eq!(&text[marks[0].place.clone()], "né né");
        assert!(!marks[0].to_line_end);
    }

    #[test]
    fn carets_to_the_end_of_a_line_may_go_on_below() {
        let (_, marks) = read_carets("one two\n    ^^^\n");
        assert!(marks[0].to_line_end);
    }
}

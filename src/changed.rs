//! Which lines of which files were changed, read from `git diff --unified=0`, and what of a run
//! touches them. Running git is left to the command line.

use std::collections::BTreeMap;
use std::ops::Range;

use crate::diagnostic::Diagnostic;
use crate::source::{SourceFile, Span};

/// The changed lines of a file, counted from 0, half-open, in order.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Lines {
    /// The file is new: all of it.
    All,
    /// These.
    Some(Vec<Range<u32>>),
}

/// Changed files by their path below the top of the repository, with forward slashes.
pub type Changes = BTreeMap<String, Lines>;

/// Reads the output of `git diff --unified=0 --no-color --no-prefix`. Deleted files are left out.
/// Where only lines were taken away, the line behind the gap counts as changed: what it now
/// follows may no longer fit it.
pub fn parse_diff(diff: &[u8]) -> Changes {
    let mut changes = Changes::new();
    let mut current: Option<String> = None;
    let mut body = 0_u32;
    for line in diff.split(|byte| *byte == b'\n') {
        // The lines of a hunk are counted, so that copy like `+++ b` is never taken for a header.
        if body > 0 && matches!(line.first(), Some(b'+' | b'-' | b' ')) {
            body -= 1;
            continue;
        }
        if let Some(name) = line.strip_prefix(b"+++ ") {
            current = file_name(name);
        } else if let Some(hunk) = line.strip_prefix(b"@@ ") {
            let Some((old, new)) = hunk_ranges(hunk) else { continue };
            body = old.1 + new.1;
            let Some(name) = &current else { continue };
            let range = if new.1 == 0 { new.0..new.0 + 1 } else { new.0.saturating_sub(1)..new.0 - 1 + new.1 };
            match changes.entry(name.clone()).or_insert_with(|| Lines::Some(Vec::new())) {
                Lines::All => {}
                Lines::Some(ranges) => ranges.push(range),
            }
        }
    }
    changes
}

/// The name behind `+++ `: bare (then a tab may follow), or quoted as C does; `None` for a
/// deleted file.
fn file_name(name: &[u8]) -> Option<String> {
    if name == b"/dev/null" {
        return None;
    }
    let bytes = match name.strip_prefix(b"\"") {
        Some(quoted) => unquoted(quoted),
        None => name.split(|byte| *byte == b'\t').next().unwrap_or(name).to_vec(),
    };
    Some(String::from_utf8_lossy(&bytes).into_owned())
}

/// Undoes git's quoting: `\"`, `\\`, `\t`, `\n`, `\303\251`.
fn unquoted(quoted: &[u8]) -> Vec<u8> {
    let mut out = Vec::new();
    let mut bytes = quoted.iter().copied().peekable();
    while let Some(byte) = bytes.next() {
        match byte {
            b'"' => break,
            b'\\' => match bytes.next() {
                Some(digit @ b'0'..=b'7') => {
                    let mut value = u32::from(digit - b'0');
                    for _ in 0..2 {
                        if let Some(digit) = bytes.next_if(|b| (b'0'..=b'7').contains(b)) {
                            value = value * 8 + u32::from(digit - b'0');
                        }
                    }
                    out.push(value as u8);
                }
                Some(b'n') => out.push(b'\n'),
                Some(b't') => out.push(b'\t'),
                Some(b'r') => out.push(b'\r'),
                Some(b'a') => out.push(7),
                Some(b'b') => out.push(8),
                Some(b'f') => out.push(12),
                Some(b'v') => out.push(11),
                Some(other) => out.push(other),
                None => break,
            },
            byte => out.push(byte),
        }
    }
    out
}

/// (first line, lines) of the old and the new side of `-3,2 +4 @@ …`.
fn hunk_ranges(hunk: &[u8]) -> Option<((u32, u32), (u32, u32))> {
    let text = std::str::from_utf8(hunk.split(|byte| *byte == b'@').next()?).ok()?;
    let mut parts = text.split_whitespace();
    let mut side = |sign: char| {
        let part = parts.next()?.strip_prefix(sign)?;
        let (first, count) = part.split_once(',').unwrap_or((part, "1"));
        Some((first.parse().ok()?, count.parse().ok()?))
    };
    Some((side('-')?, side('+')?))
}

impl Lines {
    /// Whether a place touches a changed line.
    fn touch(&self, span: Span, source: &SourceFile) -> bool {
        let Lines::Some(ranges) = self else { return true };
        let first = source.line_index(span.start) as u32;
        let last = source.line_index(span.end.saturating_sub(1).max(span.start)) as u32;
        let at = ranges.partition_point(|range| range.end <= first);
        ranges.get(at).is_some_and(|range| range.start <= last)
    }
}

/// Keeps the diagnostics that touch a changed line of their file. Where only another place does,
/// that place becomes the primary one: it is what the author of the change has to look at.
pub fn keep_changed(diagnostics: &mut Vec<Diagnostic>, lines: &Lines, source: &SourceFile) {
    diagnostics.retain_mut(|diagnostic| {
        if lines.touch(diagnostic.span, source) {
            return true;
        }
        let file = diagnostic.span.file;
        let changed = |span: Span| span.file == file && lines.touch(span, source);
        let Some(label) = diagnostic.labels.iter_mut().find(|label| changed(label.span)) else { return false };
        std::mem::swap(&mut label.span, &mut diagnostic.span);
        std::mem::swap(&mut label.message, &mut diagnostic.label);
        true
    });
    diagnostics.sort_by(|a, b| a.sort_key().cmp(&b.sort_key()));
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diagnostic::{Label, Severity};
    use crate::source::FileId;

    const DIFF: &[u8] = b"diff --git a.md a.md\n--- a.md\n+++ a.md\n@@ -2 +2,2 @@ Head\n-old\n+++ not a header\n+new\n\
        @@ -9,2 +9,0 @@\n-gone\n-gone\ndiff --git x y\n--- x\n+++ \"caf\\303\\251 \\\"q\\\".md\"\n@@ -0,0 +1 @@\n+one\n\
        diff --git d d\n--- d\n+++ /dev/null\n@@ -1 +0,0 @@\n-x\n";

    fn one(line: u32) -> Lines {
        Lines::Some(std::iter::once(line..line + 1).collect())
    }

    #[test]
    fn hunks_give_lines_and_odd_names_are_unquoted() {
        let changes = parse_diff(DIFF);
        assert_eq!(changes.len(), 2);
        assert_eq!(changes["a.md"], Lines::Some(vec![1..3, 9..10]));
        assert_eq!(changes["café \"q\".md"], one(0));
    }

    #[test]
    fn a_changed_label_becomes_the_primary_place() {
        let source = SourceFile::new("a.md", "one\ntwo\nthree\n");
        let span = |range| Span::new(FileId(0), range);
        let mut diagnostic = Diagnostic::new("figures/conflict", Severity::Warning, span(0..3), "x").with_label("old");
        diagnostic.labels.push(Label { span: span(8..13), message: "new".into() });
        let lines = one(2);
        let mut diagnostics = vec![diagnostic.clone(), Diagnostic::new("a/b", Severity::Note, span(4..7), "y")];
        keep_changed(&mut diagnostics, &lines, &source);
        assert_eq!(diagnostics.len(), 1);
        assert_eq!((diagnostics[0].span, diagnostics[0].label.as_str()), (span(8..13), "new"));
        assert_eq!((diagnostics[0].labels[0].span, diagnostics[0].labels[0].message.as_str()), (span(0..3), "old"));
    }
}

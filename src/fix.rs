//! Applying fixes to the bytes of a file, and showing what they would change. Writing is left to
//! the command line.

use similar::TextDiff;

use crate::diagnostic::{Diagnostic, Edit, Safety};

/// The edits of the fixes that may be applied, in order, without overlaps: of two that overlap the
/// earlier stands, and the other waits for another round. A fix is applied whole or not at all.
pub fn edits(diagnostics: &[Diagnostic], unsafe_too: bool) -> Vec<&Edit> {
    let mut taken: Vec<&Edit> = Vec::new();
    for diagnostic in diagnostics {
        let Some(fix) = diagnostic.fix.as_ref().filter(|fix| unsafe_too || fix.safety == Safety::Safe) else {
            continue;
        };
        let behind = taken.last().map_or(0, |edit| edit.span.end);
        if fix.edits.first().is_some_and(|first| first.span.start >= behind) {
            taken.extend(&fix.edits);
        }
    }
    taken
}

/// The bytes with edits applied that are in order and do not overlap. Spans behind the end of
/// the bytes are left out.
pub fn apply(bytes: &[u8], edits: &[&Edit]) -> Vec<u8> {
    let mut out = Vec::with_capacity(bytes.len());
    let mut at = 0;
    for edit in edits {
        let range = edit.span.range();
        if range.start < at || range.end > bytes.len() {
            continue;
        }
        out.extend_from_slice(&bytes[at..range.start]);
        out.extend_from_slice(edit.replacement.as_bytes());
        at = range.end;
    }
    out.extend_from_slice(&bytes[at..]);
    out
}

/// A unified diff, as `git apply` reads it.
pub fn diff(name: &str, old: &str, new: &str) -> String {
    TextDiff::from_lines(old, new)
        .unified_diff()
        .context_radius(1)
        .header(&format!("a/{name}"), &format!("b/{name}"))
        .to_string()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diagnostic::{Fix, Severity};
    use crate::source::{FileId, Span};

    fn fixable(range: std::ops::Range<u32>, safety: Safety) -> Diagnostic {
        let span = Span::new(FileId(0), range);
        let mut diagnostic = Diagnostic::new("duplicates/word", Severity::Warning, span, "x");
        let edits = vec![Edit { span, replacement: String::new() }];
        diagnostic.fix = Some(Fix { title: "delete it".into(), edits, safety });
        diagnostic
    }

    #[test]
    fn overlapping_fixes_wait_and_unsafe_ones_are_asked_for() {
        let found = [fixable(0..4, Safety::Safe), fixable(2..6, Safety::Safe), fixable(6..8, Safety::Unsafe)];
        assert_eq!(apply(b"one two three", &edits(&found, false)), b"two three");
        assert_eq!(apply(b"one two three", &edits(&found, true)), b"twthree");
    }
}

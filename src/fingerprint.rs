//! The identity of a finding across runs: its rule, its normalised words, and which of several alike
//! it is. Line numbers play no part, so it survives whatever is written above it.

use std::collections::HashMap;

use xxhash_rust::xxh3::xxh3_64;

use crate::diagnostic::Diagnostic;

/// Gives the findings of one file their fingerprints, in the order of their places.
#[derive(Debug, Default)]
pub struct Fingerprints {
    seen: HashMap<u64, u32>,
}

impl Fingerprints {
    /// The fingerprint of the next finding: 16 hexadecimal digits.
    pub fn next(&mut self, diagnostic: &Diagnostic) -> String {
        let evidence = format!("{}\u{1f}{}", diagnostic.rule, diagnostic.evidence);
        let hash = xxh3_64(evidence.as_bytes());
        let count = self.seen.entry(hash).and_modify(|count| *count += 1).or_insert(0);
        let own = if *count == 0 { hash } else { xxh3_64(format!("{hash:016x}{count}").as_bytes()) };
        format!("{own:016x}")
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diagnostic::Severity;
    use crate::source::{FileId, Span};

    #[test]
    fn places_do_not_matter_and_twins_are_told_apart() {
        let at = |start: u32| {
            let span = Span::new(FileId(0), start..start + 3);
            let mut diagnostic = Diagnostic::new("duplicates/word", Severity::Warning, span, "x");
            diagnostic.evidence = "the".into();
            diagnostic
        };
        let (mut one, mut other) = (Fingerprints::default(), Fingerprints::default());
        let (first, second) = (one.next(&at(3)), one.next(&at(90)));
        assert_eq!(first, other.next(&at(700)));
        assert_ne!(first, second);
    }
}

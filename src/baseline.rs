//! Findings that an archive has already, set aside so that only new ones fail: the list, and what
//! of a run is on it. Reading and writing the file is left to the command line.
//!
//! A finding is known by its rule and its normalised words (its fingerprint), in a story that is
//! known by its headline *or* its path: it survives moved paragraphs, a renamed file, and a new
//! headline. Line numbers play no part.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;

use crate::diagnostic::Diagnostic;

/// The first line of a baseline file.
const HEADER: &str = "# copydesk baseline 1: rule, finding, story, file. Written by `copydesk baseline write`.";

/// One finding of the list.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Entry {
    /// The file it was found in, beside the configuration.
    pub path: String,
    /// The rule.
    pub rule: String,
    /// The finding's fingerprint.
    pub finding: String,
    /// The story's fingerprint.
    pub story: String,
}

impl Entry {
    /// The entry of a diagnostic.
    pub fn new(path: &str, diagnostic: &Diagnostic, finding: String) -> Self {
        Entry {
            path: path.to_owned(),
            rule: diagnostic.rule.to_string(),
            finding,
            story: format!("{:016x}", diagnostic.story),
        }
    }
}

/// The list, and which of its entries a run has met.
#[derive(Clone, Debug, Default)]
pub struct Baseline {
    entries: Vec<Entry>,
    met: Vec<bool>,
    /// Entries by rule and finding.
    by_finding: BTreeMap<(String, String), Vec<usize>>,
}

impl Baseline {
    /// A list of entries; sorted, without repeats.
    pub fn new(entries: impl IntoIterator<Item = Entry>) -> Self {
        let entries: Vec<Entry> = entries.into_iter().collect::<BTreeSet<_>>().into_iter().collect();
        let mut by_finding: BTreeMap<_, Vec<usize>> = BTreeMap::new();
        for (index, entry) in entries.iter().enumerate() {
            by_finding.entry((entry.rule.clone(), entry.finding.clone())).or_default().push(index);
        }
        Baseline { met: vec![false; entries.len()], entries, by_finding }
    }

    /// Reads a baseline file. An error names the line (from 1) and says what is wrong with it.
    pub fn parse(text: &str) -> Result<Self, (usize, String)> {
        let mut entries = Vec::new();
        for (index, line) in text.lines().enumerate() {
            if index == 0 && line.starts_with("# copydesk baseline ") && !line.starts_with("# copydesk baseline 1") {
                return Err((1, "a newer copydesk wrote this baseline".to_owned()));
            }
            if line.trim().is_empty() || line.starts_with('#') {
                continue;
            }
            let mut parts = line.splitn(4, ' ');
            let (Some(rule), Some(finding), Some(story), Some(path)) =
                (parts.next(), parts.next(), parts.next(), parts.next())
            else {
                return Err((index + 1, "a line is: rule, finding, story, file".to_owned()));
            };
            let owned = |text: &str| text.to_owned();
            entries.push(Entry { path: owned(path), rule: owned(rule), finding: owned(finding), story: owned(story) });
        }
        Ok(Self::new(entries))
    }

    /// The file's text: one finding a line, sorted by path, so that differences read well.
    pub fn text(&self) -> String {
        let mut out = format!("{HEADER}\n");
        for entry in &self.entries {
            let path = entry.path.replace(['\n', '\r'], " ");
            let _ = writeln!(out, "{} {} {} {path}", entry.rule, entry.finding, entry.story);
        }
        out
    }

    /// Whether a finding is on the list; remembers that it was met.
    pub fn has(&mut self, entry: &Entry) -> bool {
        let key = (entry.rule.clone(), entry.finding.clone());
        let Some(candidates) = self.by_finding.get(&key) else { return false };
        let entries = &self.entries;
        let met = &mut self.met;
        let same_story = |index: &&usize| entries[**index].path == entry.path || entries[**index].story == entry.story;
        let Some(index) = candidates.iter().filter(same_story).min_by_key(|index| met[**index]) else { return false };
        met[*index] = true;
        true
    }

    /// The entries that no finding of the run answered to, among the files that were linted.
    pub fn stale<'b>(&'b self, linted: impl Fn(&str) -> bool + 'b) -> impl Iterator<Item = &'b Entry> {
        let unmet = self.entries.iter().zip(&self.met).filter(|(_, met)| !**met);
        unmet.map(|(entry, _)| entry).filter(move |entry| linted(&entry.path))
    }

    /// The list without its stale entries.
    pub fn pruned(&self, linted: impl Fn(&str) -> bool) -> Baseline {
        let kept = self.entries.iter().zip(&self.met).filter(|(entry, met)| **met || !linted(&entry.path));
        Baseline::new(kept.map(|(entry, _)| entry.clone()))
    }

    /// How many findings are on the list.
    pub fn len(&self) -> usize {
        self.entries.len()
    }

    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.entries.is_empty()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn entry(path: &str, finding: &str, story: &str) -> Entry {
        Entry { path: path.into(), rule: "duplicates/word".into(), finding: finding.into(), story: story.into() }
    }

    #[test]
    fn a_finding_survives_a_renamed_file_and_a_new_headline_but_not_both() {
        let mut baseline = Baseline::new([entry("a b.md", "f1", "s1")]);
        assert!(baseline.has(&entry("renamed.md", "f1", "s1")));
        assert!(baseline.has(&entry("a b.md", "f1", "s2")));
        assert!(!baseline.has(&entry("renamed.md", "f1", "s2")));
        assert!(!baseline.has(&entry("a b.md", "f2", "s1")));
    }

    #[test]
    fn the_file_is_sorted_and_reads_back() {
        let baseline = Baseline::new([entry("b.md", "f2", "s"), entry("a b.md", "f1", "s"), entry("b.md", "f2", "s")]);
        let text = baseline.text();
        assert_eq!(text.lines().count(), 3);
        assert!(text.lines().nth(1).unwrap().ends_with(" a b.md"));
        assert_eq!(Baseline::parse(&text).unwrap().text(), text);
        assert_eq!(Baseline::parse("x\n").unwrap_err().0, 1);
        assert!(Baseline::parse("# copydesk baseline 2\n").is_err());
    }

    #[test]
    fn what_was_not_met_is_stale_where_its_file_was_linted() {
        let mut baseline = Baseline::new([entry("a.md", "f1", "s1"), entry("b.md", "f2", "s2")]);
        baseline.has(&entry("a.md", "f1", "s1"));
        assert_eq!(baseline.stale(|_| true).count(), 1);
        assert_eq!(baseline.stale(|path| path == "a.md").count(), 0);
        assert_eq!(baseline.pruned(|_| true).len(), 1);
    }
}

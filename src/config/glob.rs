//! Globs over rule ids (`sources/*`) and over paths (`content/**/*.md`).

use globset::{Glob, GlobBuilder, GlobMatcher, GlobSet, GlobSetBuilder};

/// A rule id, or a glob over ids.
#[derive(Clone, Debug)]
pub struct RuleGlob {
    text: String,
    glob: Option<GlobMatcher>,
}

impl RuleGlob {
    /// Reads an id or glob; an error in words where it is no glob. The bare name of a group
    /// stands for all its rules.
    pub fn parse(text: &str) -> Result<Self, String> {
        let text = text.trim();
        let pattern = if text.contains('/') || text == "*" { text.to_owned() } else { format!("{text}/*") };
        let is_glob = pattern.contains(['*', '?', '[', '{']);
        let glob = match is_glob {
            true => Some(Glob::new(&pattern).map_err(|error| error.kind().to_string())?.compile_matcher()),
            false => None,
        };
        Ok(RuleGlob { text: pattern, glob })
    }

    /// Whether it covers a rule.
    pub fn covers(&self, id: &str) -> bool {
        match &self.glob {
            Some(glob) => glob.is_match(id),
            None => self.text == id,
        }
    }

    /// Whether it can cover more than one rule.
    pub fn is_glob(&self) -> bool {
        self.glob.is_some()
    }

    /// As it was written.
    pub fn as_str(&self) -> &str {
        &self.text
    }
}

/// A set of path globs; the error names the first bad one by its index and says why.
///
/// A pattern without a slash fits a file or folder of that name anywhere; a pattern that fits a
/// folder covers all below it.
pub fn path_globs<S: AsRef<str>>(patterns: &[S]) -> Result<GlobSet, (usize, String)> {
    let mut set = GlobSetBuilder::new();
    for (index, pattern) in patterns.iter().enumerate() {
        let pattern = pattern.as_ref().trim_start_matches("./").trim_end_matches('/');
        let anchored = if pattern.contains('/') { pattern.to_owned() } else { format!("**/{pattern}") };
        for variant in [anchored.trim_start_matches('/').to_owned(), format!("{}/**", anchored.trim_start_matches('/'))]
        {
            let glob = GlobBuilder::new(&variant).literal_separator(true).build();
            set.add(glob.map_err(|error| (index, format!("`{pattern}` is not a glob: {}", error.kind())))?);
        }
    }
    set.build().map_err(|error| (0, error.kind().to_string()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rule_globs_cover_ids_groups_and_all() {
        let covers = |glob: &str, id: &str| RuleGlob::parse(glob).unwrap().covers(id);
        assert!(covers("duplicates/word", "duplicates/word"));
        assert!(!covers("duplicates/word", "duplicates/words"));
        assert!(covers("duplicates", "duplicates/word"));
        assert!(covers("*", "duplicates/word"));
        assert!(covers("*/word", "duplicates/word"));
        assert!(RuleGlob::parse("duplicates/[").is_err());
    }

    #[test]
    fn path_globs_reach_into_folders() {
        let set = path_globs(&["drafts", "content/**/*.md", "/top.txt"]).unwrap();
        assert!(set.is_match("drafts/a.md"));
        assert!(set.is_match("x/drafts/b/a.md"));
        assert!(set.is_match("content/a/b.md"));
        assert!(!set.is_match("content/a/b.txt"));
        assert!(set.is_match("top.txt"));
        assert_eq!(path_globs(&["a", "{b"]).unwrap_err().0, 1);
    }
}

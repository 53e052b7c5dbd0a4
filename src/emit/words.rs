//! The words of a finding for machine formats, with or without those of the copy. A CI log may be
//! read by people who may not read the story: redacted, only what the program itself says is left.

use std::collections::HashMap;

use super::RuleInfo;
use crate::diagnostic::{Diagnostic, Label};

/// Tells what may be said.
#[derive(Clone, Debug, Default)]
pub struct Words {
    titles: Option<HashMap<String, String>>,
}

impl Words {
    /// Words as they are, or, where `redact` is set, the rules' titles instead.
    pub fn new(redact: bool, rules: &[RuleInfo]) -> Self {
        let titles = || rules.iter().map(|rule| (rule.id.clone(), rule.title.clone())).collect();
        Words { titles: redact.then(titles) }
    }

    /// Whether the copy's words are kept out.
    pub fn is_redacted(&self) -> bool {
        self.titles.is_some()
    }

    /// What is wrong.
    pub fn message<'a>(&'a self, diagnostic: &'a Diagnostic) -> &'a str {
        match &self.titles {
            Some(titles) => titles.get(diagnostic.rule.as_str()).map_or(diagnostic.rule.as_str(), String::as_str),
            None => &diagnostic.message,
        }
    }

    /// What another place has to do with it.
    pub fn label<'a>(&self, label: &'a Label) -> &'a str {
        if self.is_redacted() || label.message.is_empty() { "another place" } else { &label.message }
    }

    /// Anything else that may quote the copy.
    pub fn other<'a>(&self, text: &'a str) -> &'a str {
        if self.is_redacted() { "" } else { text }
    }

    /// The lines behind the message.
    pub fn notes<'a>(&self, diagnostic: &'a Diagnostic) -> &'a [String] {
        if self.is_redacted() { &[] } else { &diagnostic.notes }
    }

    /// What to do.
    pub fn help<'a>(&self, diagnostic: &'a Diagnostic) -> Option<&'a str> {
        diagnostic.help.as_deref().filter(|_| !self.is_redacted())
    }
}

//! Finds what a regular expression describes, where a list of phrases will not do. The
//! expression is compiled on first use: a rule that is off costs nothing.

use std::sync::OnceLock;

use regex::{Regex, RegexBuilder};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::scope::{self, Quoted, RoleName};
use super::{Check, Compiled, Finding, OptionError, Options, RuleFiles, Vocabulary};
use crate::annotate::Annotated;
use crate::article::Place;

/// `[check.pattern]`: text that matches a regular expression.
#[derive(Clone, Debug, Deserialize, Serialize, JsonSchema)]
#[serde(rename_all = "kebab-case", deny_unknown_fields, default)]
pub struct PatternOptions {
    /// The expression, in the syntax of the `regex` crate (no look-around). A group named
    /// `here` narrows the place that is marked.
    pub regex: String,
    /// Expressions that clear a match they cover or overlap.
    pub exceptions: Vec<String>,
    /// Whether capitals and small letters differ.
    pub case_sensitive: bool,
    /// The roles of the text that is looked at.
    pub applies_to: Vec<RoleName>,
    /// Whether speech is looked at.
    pub quoted: Quoted,
}

impl Default for PatternOptions {
    fn default() -> Self {
        PatternOptions {
            regex: String::new(),
            exceptions: Vec::new(),
            case_sensitive: false,
            applies_to: scope::running_text(),
            quoted: Quoted::default(),
        }
    }
}

impl Options for PatternOptions {
    const NAME: &'static str = "pattern";
    const VOCABULARY: Vocabulary = Vocabulary { values: &["match"], labels: &[], cases: &[] };

    fn compile(self, _: &dyn RuleFiles) -> Result<Compiled, OptionError> {
        if self.regex.is_empty() {
            return Err(OptionError::new("regex", "there is nothing to find: give a `regex`"));
        }
        syntax("regex", &self.regex)?;
        for exception in &self.exceptions {
            syntax("exceptions", exception)?;
        }
        Ok(Compiled::Article(Box::new(Pattern { options: self, regex: OnceLock::new(), exceptions: OnceLock::new() })))
    }
}

/// Whether an expression parses; cheap, where compiling it is not.
fn syntax(option: &'static str, regex: &str) -> Result<(), OptionError> {
    match regex_syntax::Parser::new().parse(regex) {
        Ok(_) => Ok(()),
        Err(error) => {
            let reason = match &error {
                regex_syntax::Error::Parse(e) => e.kind().to_string(),
                regex_syntax::Error::Translate(e) => e.kind().to_string(),
                other => other.to_string(),
            };
            Err(OptionError::new(option, format!("`{regex}` is not a regular expression: {reason}")))
        }
    }
}

struct Pattern {
    options: PatternOptions,
    regex: OnceLock<Option<Regex>>,
    /// Built for the first story with a match: in most there is none.
    exceptions: OnceLock<Option<Vec<Regex>>>,
}

impl Pattern {
    fn build(&self, regex: &str) -> Option<Regex> {
        RegexBuilder::new(regex).case_insensitive(!self.options.case_sensitive).multi_line(true).build().ok()
    }

    fn regex(&self) -> Option<&Regex> {
        self.regex.get_or_init(|| self.build(&self.options.regex)).as_ref()
    }

    /// `None` where one is too large to build: without it, the rule would speak where it must not.
    fn exceptions(&self) -> Option<&[Regex]> {
        let all = || self.options.exceptions.iter().map(|e| self.build(e)).collect();
        self.exceptions.get_or_init(all).as_deref()
    }
}

impl Check for Pattern {
    fn run(&self, article: &Annotated<'_>, found: &mut Vec<Finding>) {
        let Some(regex) = self.regex() else { return };
        for region in scope::regions(article, &self.options.applies_to) {
            let plain = article.plain(region);
            if !regex.is_match(plain) {
                continue;
            }
            let Some(exceptions) = self.exceptions() else { return };
            let mut cleared = exceptions.iter().map(|e| e.find_iter(plain).peekable()).collect::<Vec<_>>();
            for captures in regex.captures_iter(plain) {
                let Some(hit) = captures.name("here").or_else(|| captures.get(0)) else { continue };
                // Matches come in order, so each exception is walked once, alongside.
                let is_cleared = cleared.iter_mut().any(|exception| {
                    while exception.next_if(|e| e.end() <= hit.start()).is_some() {}
                    exception.peek().is_some_and(|e| e.start() < hit.end())
                });
                if hit.is_empty() || is_cleared {
                    continue;
                }
                if self.options.quoted.admits(article, region, hit.start() as u32) {
                    let place = Place::within(region, hit.start() as u32..hit.end() as u32);
                    found.push(Finding::at(place).value("match", hit.as_str()));
                }
            }
        }
    }
}

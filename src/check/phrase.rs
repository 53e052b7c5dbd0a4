//! Finds the phrases of a lexicon, token by token: case, curly apostrophes and white space never
//! matter, and a lexicon of a thousand phrases costs no more than one of ten.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::scope::{self, Quoted, RoleName};
use super::{Check, Compiled, Finding, OptionError, Options, RuleFiles, Vocabulary};
use crate::annotate::Annotated;
use crate::article::Place;
use crate::lexicon::Lexicon;

/// `[check.phrase]`: words and phrases that should not stand in copy.
#[derive(Clone, Debug, Deserialize, Serialize, JsonSchema)]
#[serde(rename_all = "kebab-case", deny_unknown_fields, default)]
pub struct PhraseOptions {
    /// A file beside the rule with one phrase a line; `phrase = other words` gives the
    /// placeholder `{instead}`.
    pub lexicon: String,
    /// Phrases to find, beside those of the lexicon.
    pub phrases: Vec<String>,
    /// Phrases in which a match is fine: where one of them covers the match, it is passed over.
    pub exceptions: Vec<String>,
    /// The roles of the text that is looked at.
    pub applies_to: Vec<RoleName>,
    /// Whether speech is looked at.
    pub quoted: Quoted,
}

impl Default for PhraseOptions {
    fn default() -> Self {
        PhraseOptions {
            lexicon: String::new(),
            phrases: Vec::new(),
            exceptions: Vec::new(),
            applies_to: scope::running_text(),
            quoted: Quoted::default(),
        }
    }
}

impl Options for PhraseOptions {
    const NAME: &'static str = "phrase";
    const VOCABULARY: Vocabulary =
        Vocabulary { values: &["match", "phrase", "instead"], labels: &[], cases: &["instead"] };

    fn compile(self, files: &dyn RuleFiles) -> Result<Compiled, OptionError> {
        let lexicon = if self.lexicon.is_empty() {
            Lexicon::default()
        } else {
            let lexicon = files.lexicon("lexicon", &self.lexicon)?;
            if lexicon.is_empty() {
                return Err(OptionError::new("lexicon", format!("`{}` has no phrase in it", self.lexicon)));
            }
            lexicon
        };
        let phrases = Lexicon::from_phrases(self.phrases.iter().map(String::as_str));
        if lexicon.is_empty() && phrases.is_empty() {
            return Err(OptionError::new("phrases", "there is nothing to find: give `phrases` or a `lexicon`"));
        }
        let exceptions = Lexicon::from_phrases(self.exceptions.iter().map(String::as_str));
        let longest = exceptions.longest();
        Ok(Compiled::Article(Box::new(Phrase {
            lexicons: [phrases, lexicon],
            exceptions,
            longest,
            applies_to: self.applies_to,
            quoted: self.quoted,
        })))
    }
}

struct Phrase {
    lexicons: [Lexicon; 2],
    exceptions: Lexicon,
    longest: usize,
    applies_to: Vec<RoleName>,
    quoted: Quoted,
}

impl Check for Phrase {
    fn run(&self, article: &Annotated<'_>, found: &mut Vec<Finding>) {
        for region in scope::regions(article, &self.applies_to) {
            let tokens = article.tokens().of(region);
            let mut at = 0;
            while at < tokens.len() {
                let rest = &tokens[at..];
                let hit = self.lexicons.iter().filter_map(|l| l.starts(rest)).max_by_key(|(_, len)| *len);
                let Some((entry, len)) = hit else {
                    at += 1;
                    continue;
                };
                let (start, end) = (rest[0].start, rest[len - 1].end);
                if !self.is_exception(tokens, at, len) && self.quoted.admits(article, region, start) {
                    let place = Place::within(region, start..end);
                    let mut finding = Finding::at(place)
                        .value("match", article.article().text(place))
                        .value("phrase", entry.phrase.as_ref());
                    if let Some(instead) = &entry.value {
                        finding = finding.case("instead").value("instead", instead.as_ref());
                    }
                    found.push(finding);
                }
                at += len;
            }
        }
    }
}

impl Phrase {
    /// Whether an exception covers the `len` tokens from `at` on.
    fn is_exception(&self, tokens: &[crate::annotate::tokens::Token], at: usize, len: usize) -> bool {
        let first = (at + len).saturating_sub(self.longest);
        (first..=at)
            .any(|start| self.exceptions.starts(&tokens[start..]).is_some_and(|(_, covers)| start + covers >= at + len))
    }
}

//! Finds copy that stands twice in a story: paragraphs and runs of them, paragraphs with small
//! changes, sentences, the headline, quotations.
//!
//! Which regions are copies is for [`crate::annotate::repeats`]; this check decides whether a
//! repeat is a slip. The module `standing` knows what news copy repeats on purpose. Doubled words are left
//! to [`super::doubled`].

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::{Check, Compiled, Finding, OptionError, Options, Remedy, RuleFiles, Vocabulary};
use crate::annotate::Annotated;
use crate::annotate::repeats::Block;
use crate::article::{Place, Role};
use crate::diagnostic::Safety;
use crate::lexicon::Lexicon;
use standing::{Repeat, Standing};

mod near;
mod passage;
mod standing;

/// What stands twice.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize, Serialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Unit {
    /// A body paragraph, or a run of them, word for word.
    #[default]
    Paragraph,
    /// A body paragraph with small changes.
    NearParagraph,
    /// A sentence of our own, in two paragraphs or twice in one.
    Sentence,
    /// The headline, again below it.
    Headline,
    /// What somebody said, between quotation marks.
    Quotation,
}

/// `[check.repeated]`: copy that stands twice.
#[derive(Clone, Debug, Deserialize, Serialize, JsonSchema)]
#[serde(rename_all = "kebab-case", deny_unknown_fields, default)]
pub struct RepeatedOptions {
    /// What is looked for: `paragraph`, `near-paragraph`, `sentence`, `headline` or `quotation`.
    pub unit: Unit,
    /// What is shorter may repeat.
    pub min_words: usize,
    /// For `near-paragraph`: the share of their words that two copies have in common, in the
    /// same order, at least; 0.8 or more.
    pub alike: f64,
    /// For `near-paragraph`: at more places than this two paragraphs do not differ by an edit,
    /// they follow one pattern.
    pub max_changes: usize,
    /// A file with the first words of lines that are put into many stories, or into one again
    /// and again.
    pub openers: String,
    /// A file with phrases that show that a paragraph repeats by its nature, wherever in it they
    /// stand.
    pub phrases: String,
    /// A file with the words that mark a headline as that of a running log.
    pub live: String,
}

impl Default for RepeatedOptions {
    fn default() -> Self {
        RepeatedOptions {
            unit: Unit::default(),
            min_words: 12,
            alike: 0.85,
            max_changes: 4,
            openers: "shared/standing-openers.txt".to_owned(),
            phrases: "shared/standing-phrases.txt".to_owned(),
            live: "shared/live-headlines.txt".to_owned(),
        }
    }
}

impl Options for RepeatedOptions {
    const NAME: &'static str = "repeated";
    const VOCABULARY: Vocabulary = Vocabulary {
        values: &["count", "words", "changes"],
        labels: &["first", "first-words", "later-words"],
        cases: &["block", "changed-figure"],
    };

    fn compile(self, files: &dyn RuleFiles) -> Result<Compiled, OptionError> {
        if !(0.0..=1.0).contains(&self.alike) {
            return Err(OptionError::new("alike", "a share lies between 0 and 1"));
        }
        let lexicon = |option, name: &str| {
            if name.is_empty() { Ok(Lexicon::default()) } else { files.lexicon(option, name) }
        };
        let standing = Standing::new(
            lexicon("openers", &self.openers)?,
            lexicon("phrases", &self.phrases)?,
            lexicon("live", &self.live)?,
        );
        Ok(Compiled::Article(Box::new(Repeated { options: self, standing })))
    }
}

struct Repeated {
    options: RepeatedOptions,
    standing: Standing,
}

impl Check for Repeated {
    fn run(&self, article: &Annotated<'_>, found: &mut Vec<Finding>) {
        match self.options.unit {
            Unit::Paragraph => self.paragraphs(article, found),
            Unit::NearParagraph => self.near_paragraphs(article, found),
            Unit::Sentence => self.sentences(article, found),
            Unit::Headline => self.headlines(article, found),
            Unit::Quotation => self.quotations(article, found),
        }
    }
}

impl Repeated {
    fn paragraphs(&self, article: &Annotated<'_>, found: &mut Vec<Finding>) {
        let blocks = article.repeats().blocks();
        if blocks.is_empty() {
            return;
        }
        let story = self.standing.story(article);
        for block in blocks {
            if !self.is_long(article, block) {
                continue;
            }
            let repeat = story.block(article, block);
            if repeat == Repeat::Meant {
                continue;
            }
            let words: usize = block.later.clone().map(|region| article.repeats().words(region).len()).sum();
            let later = article.article().block(block.later.start, block.later.end - 1);
            let first = article.article().block(block.first.start, block.first.end - 1);
            let mut finding =
                finding(block.pairs.len(), words, 0, first, later).remedy(Remedy::DeleteRegions(later), Safety::Unsafe);
            if block.pairs.len() > 1 {
                finding = finding.case("block");
            }
            finding.unsure = repeat == Repeat::Doubtful;
            found.push(finding);
        }
    }

    /// Whether some region of the block is long enough and no item of a list, which may repeat.
    fn is_long(&self, article: &Annotated<'_>, block: &Block) -> bool {
        block.pairs.iter().any(|(_, region)| {
            article.region(*region).role != Role::ListItem
                && article.repeats().words(*region).len() >= self.options.min_words
        })
    }

    fn headlines(&self, article: &Annotated<'_>, found: &mut Vec<Finding>) {
        for (first, later) in article.repeats().headlines() {
            let words = article.repeats().words(*later).len();
            // Where the headline is a field of the file, a heading that repeats it on the page is
            // how many sites are built.
            let (field, heading) = (article.region(*first).key.is_some(), article.region(*later).level > 0);
            if words < self.options.min_words || field && heading {
                continue;
            }
            let later = article.article().whole(*later);
            let first = article.article().whole(*first);
            found.push(finding(1, words, 0, first, later).remedy(Remedy::DeleteRegions(later), Safety::Unsafe));
        }
    }
}

/// A finding with every value of the vocabulary.
fn finding(count: usize, words: usize, changes: usize, first: Place, later: Place) -> Finding {
    Finding::at(later)
        .value("count", count.to_string())
        .value("words", words.to_string())
        .value("changes", changes.to_string())
        .related(first, "first")
}

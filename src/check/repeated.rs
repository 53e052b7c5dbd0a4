//! Finds what stands twice: paragraphs and blocks, near copies, sentences, headlines, quotations.
//! The copies themselves are found by [`crate::annotate::repeats`]; here is told which of them
//! are faults and which repeat for a good reason.

mod form;
mod headline;
mod near;
mod sentence;

use std::collections::HashMap;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::{Check, Compiled, Finding, OptionError, Options, Remedy, RuleFiles, Vocabulary};
use crate::annotate::Annotated;
use crate::annotate::repeats::Block;
use crate::diagnostic::Safety;
use form::Form;

/// What is compared.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize, Serialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Unit {
    /// Whole paragraphs, word for word; a run of them is one finding.
    #[default]
    Paragraph,
    /// Paragraphs that differ in a few words.
    NearParagraph,
    /// Sentences of the narration.
    Sentence,
    /// The headline.
    Headline,
    /// What somebody is quoted with.
    Quotation,
}

/// `[check.repeated]`: something stands twice.
#[derive(Clone, Debug, Deserialize, Serialize, JsonSchema)]
#[serde(rename_all = "kebab-case", deny_unknown_fields, default)]
pub struct RepeatedOptions {
    /// What is compared: `paragraph`, `near-paragraph`, `sentence`, `headline` or `quotation`.
    pub unit: Unit,
    /// Shorter ones may repeat. Words and numbers count, punctuation does not.
    pub min_words: u32,
    /// For `near-paragraph`: the share of words that both copies have, from 0 to 1.
    pub likeness: f64,
    /// For `near-paragraph`: in at most this many places may the copies differ.
    pub max_changes: usize,
}

impl Default for RepeatedOptions {
    fn default() -> Self {
        RepeatedOptions { unit: Unit::default(), min_words: 12, likeness: 0.8, max_changes: 3 }
    }
}

impl Options for RepeatedOptions {
    const NAME: &'static str = "repeated";
    const VOCABULARY: Vocabulary = Vocabulary {
        values: &["count", "words", "changes"],
        labels: &["first", "first-words", "copy-words"],
        cases: &["block", "changed-figure"],
    };

    fn compile(self, _: &dyn RuleFiles) -> Result<Compiled, OptionError> {
        if !(0.0..=1.0).contains(&self.likeness) {
            return Err(OptionError::new("likeness", "a share is a number from 0 to 1"));
        }
        Ok(Compiled::Article(Box::new(Repeated { options: self })))
    }
}

struct Repeated {
    options: RepeatedOptions,
}

impl Check for Repeated {
    fn run(&self, article: &Annotated<'_>, found: &mut Vec<Finding>) {
        match self.options.unit {
            Unit::Paragraph => paragraphs(article, &self.options, found),
            Unit::NearParagraph => near::run(article, &self.options, found),
            Unit::Sentence => sentence::run(article, &self.options, found),
            Unit::Headline => headline::run(article, &self.options, found),
            Unit::Quotation => quotations(article, &self.options, found),
        }
    }
}

fn paragraphs(article: &Annotated<'_>, options: &RepeatedOptions, found: &mut Vec<Finding>) {
    let repeats = article.repeats();
    if repeats.blocks.is_empty() {
        return;
    }
    let form = Form::of(article);
    for block in &repeats.blocks {
        if block.longest >= options.min_words && !form.lets_stand(article, block) {
            found.push(finding(article, block));
        }
    }
}

fn finding(article: &Annotated<'_>, block: &Block) -> Finding {
    let span = |regions: &[u32]| match (regions.first(), regions.last()) {
        (Some(first), Some(last)) => article.article().block(*first, *last),
        _ => article.article().whole(0),
    };
    let (first, copy) = (span(&block.first), span(&block.copy));
    let finding = Finding::at(copy)
        .value("count", block.copy.len().to_string())
        .value("words", block.words.to_string())
        .related(first, "first")
        .remedy(Remedy::DeleteRegions(copy), Safety::Unsafe);
    if block.copy.len() > 1 { finding.case("block") } else { finding }
}

/// The same quotation in two paragraphs of the body.
fn quotations(article: &Annotated<'_>, options: &RepeatedOptions, found: &mut Vec<Finding>) {
    let regions = &article.article().regions;
    let mut seen: HashMap<Vec<u64>, crate::article::Place> = HashMap::new();
    for quotation in article.quotations().all() {
        let region = quotation.region;
        if !regions[region as usize].role.is_body() || !quotation.is_speech() || quotation.depth > 0 {
            continue;
        }
        let tokens = quotation.tokens(article.tokens().of(region));
        let keys: Vec<u64> = crate::annotate::repeats::word_keys(tokens).collect();
        let (Some(start), Some(end)) = (tokens.first(), tokens.last()) else { continue };
        if keys.len() < options.min_words as usize || article.repeats().is_copy(region) {
            continue;
        }
        let words = keys.len();
        let place = crate::article::Place::within(region, start.start..end.end);
        if let Some(first) = seen.get(&keys) {
            let count = words.to_string();
            found.push(Finding::at(place).value("words", count).related(*first, "first"));
        } else {
            seen.insert(keys, place);
        }
    }
}

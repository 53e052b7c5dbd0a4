//! A headline that belongs to another story.
//!
//! Pasted from the clipboard or left over from the day before, it has hardly a word in common with
//! the story below. Headlines of a few words, or all of common ones, may be puns and stay silent.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::name;
use super::overlap::{self, Overlap};
use super::story::Story;
use crate::annotate::Annotated;
use crate::article::Role;
use crate::check::{Check, Compiled, Finding, OptionError, Options, RuleFiles, Vocabulary};

/// `[check.display-story]`: a headline that has hardly a word in common with the story.
#[derive(Clone, Debug, Deserialize, Serialize, JsonSchema)]
#[serde(rename_all = "kebab-case", deny_unknown_fields, default)]
pub struct DisplayStoryOptions {
    /// Headlines with fewer words of weight are left alone.
    pub min_words: usize,
    /// At most this share of the headline's weight stands close together in the story.
    pub most: f64,
}

impl Default for DisplayStoryOptions {
    fn default() -> Self {
        DisplayStoryOptions { min_words: 4, most: 0.18 }
    }
}

impl Options for DisplayStoryOptions {
    const NAME: &'static str = "display-story";
    const VOCABULARY: Vocabulary = Vocabulary { values: &["missing", "words"], labels: &["body"], cases: &[] };

    fn compile(self, _: &dyn RuleFiles) -> Result<Compiled, OptionError> {
        Ok(Compiled::Article(Box::new(DisplayStory(self))))
    }
}

struct DisplayStory(DisplayStoryOptions);

/// Where so much of a headline's weight opens a paragraph word for word, it is the story's.
const ENOUGH: f64 = 0.3;

/// Of shorter stories nothing can be said.
const LEAST_BODY: usize = 5;

/// Of shorter ones than this nothing is sure: the words may stand in what was cut.
const CUT_BODY: usize = 40;

impl Check for DisplayStory {
    fn run(&self, article: &Annotated<'_>, found: &mut Vec<Finding>) {
        let Some(story) = Story::of(article).filter(|s| s.words >= LEAST_BODY) else { return };
        // A deck tells of another side of the story, in words that the story need not repeat.
        for region in story.above.iter().filter(|region| article.region(**region).role != Role::Deck) {
            if overlap::is_plain(article, &story, *region, ENOUGH) {
                continue;
            }
            let overlap = overlap::measure(article, &story, *region);
            let strange = is_strange(article, &story, *region, &overlap);
            if strange || self.is_foreign(&overlap) {
                let mut finding = finding(article, &story, *region, &overlap);
                let doubtful = !strange && is_doubtful(&overlap, article.region(*region).role);
                finding.unsure = story.words < CUT_BODY || doubtful;
                found.push(finding);
            }
        }
    }
}

impl DisplayStory {
    /// Whether a headline with so much in common with a story is not the story's.
    pub fn is_foreign(&self, overlap: &Overlap) -> bool {
        overlap.words >= self.0.min_words && overlap.focus < self.0.most
    }
}

/// How strange a headline must be that has a name which the story has not, and how little of it the
/// story may have at once. Three in ten headlines of the story next to a story in subject are so, and
/// hardly any of its own.
const STRANGE: f64 = 1.5;
const STRANGE_FOCUS: f64 = 0.4;

/// How little of it the opening may have, by how many words the story has: in a short one the rest may
/// have been cut.
const STRANGE_LEAD: [(usize, f64); 2] = [(150, 0.19), (350, 0.35)];

/// Whether a headline is that of another story on the same beat, though the words of the beat are in
/// both.
fn is_strange(article: &Annotated<'_>, story: &Story, region: u32, overlap: &Overlap) -> bool {
    let opens = STRANGE_LEAD.iter().any(|(words, lead)| story.words >= *words && overlap.lead < *lead);
    let headline = overlap.words >= SHORT && article.region(region).role == Role::Headline;
    headline
        && opens
        && overlap.focus < STRANGE_FOCUS
        && overlap.strangeness() > STRANGE
        && name::has_absent(article, region)
}

/// Of a headline with less than this there is nothing in the story.
const NOTHING: f64 = 0.05;

/// Headlines of fewer words of weight are short.
const SHORT: usize = 5;

/// Whether a headline may only be a clever one: it has no name that the story would have to have, or
/// is short. A headline for elsewhere tells of the story's other sides more often.
fn is_doubtful(overlap: &Overlap, role: Role) -> bool {
    let clever = overlap.unlisted == 0 && (overlap.focus >= NOTHING || overlap.words < SHORT);
    let short = overlap.words < SHORT && overlap.focus >= NOTHING;
    clever || short || role != Role::Headline && (overlap.unlisted < 2 || overlap.names > 0.3)
}

fn finding(article: &Annotated<'_>, story: &Story, region: u32, overlap: &Overlap) -> Finding {
    let opening = story.body.iter().find(|r| article.region(**r).role == Role::Paragraph).or(story.body.first());
    let mut finding = Finding::at(article.article().whole(region))
        .value("missing", overlap.missing.iter().map(|w| format!("`{w}`")).collect::<Vec<_>>().join(", "))
        .value("words", overlap.words.to_string());
    if let Some(opening) = opening {
        finding = finding.related(article.article().whole(*opening), "body");
    }
    finding
}

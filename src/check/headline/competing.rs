//! Two headlines above one story that are not one headline said twice.
//!
//! In plain copy every headline but one is left over. Front matter and the copy below it may each have
//! one, and headlines for search engines and networks are other ones on purpose: of these only such
//! are reported as tell of nothing that the other tells of.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::body;
use super::story::{self, Case};
use super::words;
use crate::annotate::Annotated;
use crate::annotate::tokens::Kind;
use crate::article::Role;
use crate::check::{Check, Compiled, Finding, OptionError, Options, RuleFiles, Vocabulary};

/// `[check.display-competing]`: a second headline that says something else.
#[derive(Clone, Debug, Deserialize, Serialize, JsonSchema)]
#[serde(rename_all = "kebab-case", deny_unknown_fields, default)]
pub struct DisplayCompetingOptions {
    /// The share of the shorter headline's words that makes it a form of the other one.
    pub same: f64,
    /// Headlines of different origin that share more than this tell the same story.
    pub related: f64,
}

impl Default for DisplayCompetingOptions {
    fn default() -> Self {
        DisplayCompetingOptions { same: 0.7, related: 0.1 }
    }
}

impl Options for DisplayCompetingOptions {
    const NAME: &'static str = "display-competing";
    const VOCABULARY: Vocabulary = Vocabulary { values: &["first"], labels: &["first"], cases: &[] };

    fn compile(self, _: &dyn RuleFiles) -> Result<Compiled, OptionError> {
        Ok(Compiled::Article(Box::new(DisplayCompeting(self))))
    }
}

struct DisplayCompeting(DisplayCompetingOptions);

/// Fewer words of weight are a label or a kicker.
const LEAST: usize = 3;

/// More headlines than this are entries, or the sections of a page.
const MOST: usize = 4;

impl Check for DisplayCompeting {
    fn run(&self, article: &Annotated<'_>, found: &mut Vec<Finding>) {
        let heads: Vec<u32> = heads(article);
        let Some((first, others)) = heads.split_first().filter(|_| (2..=MOST).contains(&heads.len())) else { return };
        let mine = senses(article, *first);
        for other in others {
            let theirs = senses(article, *other);
            let least = mine.len().min(theirs.len());
            if least < LEAST {
                continue;
            }
            let shared = theirs.iter().filter(|w| mine.iter().any(|m| w.meets(m))).count().min(least);
            let share = shared as f64 / least as f64;
            let origin = |at: u32| article.region(at).key.is_some();
            let most = if origin(*first) == origin(*other) { self.0.same } else { self.0.related };
            let bare = article.region(*other).role == Role::Paragraph;
            if share < most && !(bare && share >= UNMARKED) {
                let head = article.article().whole(*first);
                found.push(
                    Finding::at(article.article().whole(*other))
                        .value("first", article.article().text(head))
                        .related(head, "first"),
                );
                return;
            }
        }
    }
}

/// A line that nothing but its form makes a headline shares no more than this with the first.
const UNMARKED: f64 = 0.34;

/// What stands above the story like a headline: headlines; the first heading of the copy below the
/// headline of a front matter; a line in title case without a stop below the headline of plain copy.
fn heads(article: &Annotated<'_>) -> Vec<u32> {
    let mut heads: Vec<u32> = Vec::new();
    for (index, region) in (0u32..).zip(&article.article().regions) {
        match region.role {
            Role::Headline if !region.text.is_blank() => heads.push(index),
            Role::Subhead if region.level == 1 && heads.len() == 1 => heads.push(index),
            Role::Paragraph if heads.len() == 1 && index == heads[0] + 1 && is_headline_like(article, index) => {
                heads.push(index);
            }
            role if role.is_body() || role == Role::Subhead => break,
            _ => {}
        }
    }
    heads
}

/// `Ferry Crews Walk Out Over Shifts`: every word of weight has a capital, and no stop.
fn is_headline_like(article: &Annotated<'_>, region: u32) -> bool {
    let tokens = article.tokens().of(region);
    let words = tokens.iter().filter(|t| t.is_word()).count();
    let stopped = tokens.last().is_some_and(|t| t.kind == Kind::Mark || t.kind == Kind::Quote);
    let named = tokens.iter().any(|t| t.is('(') || t.is('|') || t.is('—') || t.is('@'));
    let verb = tokens.iter().skip(1).any(|t| {
        let word = t.text(article.plain(region));
        word.len() > 3 && word.ends_with('s') && words::is_ordinary(word)
    });
    (5..=14).contains(&words) && !stopped && !named && verb && story::case(tokens) == Case::Title
}

/// What a word of a headline is compared by.
struct Sense {
    lemma: u64,
    sense: u64,
    concepts: &'static [u64],
}

impl Sense {
    fn meets(&self, other: &Sense) -> bool {
        self.lemma == other.lemma
            || self.sense == other.sense
            || self.concepts.iter().any(|c| other.concepts.contains(c))
    }
}

fn senses(article: &Annotated<'_>, region: u32) -> Vec<Sense> {
    let (tokens, plain) = (article.tokens().of(region), article.plain(region));
    let mut all: Vec<Sense> = Vec::new();
    for (at, token) in tokens.iter().enumerate().filter(|(_, t)| words::is_content(t, plain)) {
        let lemma = words::lemma(token.text(plain));
        if all.iter().any(|s| s.lemma == lemma) {
            continue;
        }
        let concepts = if token.capital { body::concepts(&tokens[at..]).map_or(&[][..], |(c, _)| c) } else { &[] };
        all.push(Sense { lemma, sense: words::sense(lemma), concepts });
    }
    all
}

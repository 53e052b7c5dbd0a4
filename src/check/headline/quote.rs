//! Words in quotation marks above the story that nobody says in it.
//!
//! Claim quotes (`Minister 'to resign'`) and scare quotes are the house style of many papers, and cut
//! and inflect what was said. What is reported is a quotation above the story that the story has
//! nearly, with another word in it: the words were somebody's, and are not any more.

mod absent;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::phrase::{self, Stream, Unit};
use super::story::Story;
use super::words;
use crate::annotate::Annotated;
use crate::annotate::quotations::{Family, Quotation};
use crate::annotate::tokens::Kind;
use crate::annotate::verbs;
use crate::article::Place;
use crate::check::{Check, Compiled, Finding, OptionError, Options, RuleFiles, Vocabulary};

/// `[check.display-quote]`: quotations in headline and deck against what is said in the body.
#[derive(Clone, Debug, Deserialize, Serialize, JsonSchema)]
#[serde(rename_all = "kebab-case", deny_unknown_fields, default)]
pub struct DisplayQuoteOptions {
    /// The share of their weight that two wordings must have in common to be of one quotation.
    pub alike: f64,
}

impl Default for DisplayQuoteOptions {
    fn default() -> Self {
        DisplayQuoteOptions { alike: 0.5 }
    }
}

impl Options for DisplayQuoteOptions {
    const NAME: &'static str = "display-quote";
    const VOCABULARY: Vocabulary =
        Vocabulary { values: &["stated", "body"], labels: &["body"], cases: &["small", "absent"] };

    fn compile(self, _: &dyn RuleFiles) -> Result<Compiled, OptionError> {
        Ok(Compiled::Article(Box::new(DisplayQuote(self))))
    }
}

struct DisplayQuote(DisplayQuoteOptions);

/// Fewer words are a term, not a quotation.
const LEAST: usize = 2;

/// More words than any headline quotes.
const MOST: usize = 40;

impl Check for DisplayQuote {
    fn run(&self, article: &Annotated<'_>, found: &mut Vec<Finding>) {
        let mut story: Option<Option<(Story, Stream)>> = None;
        let regions = &article.article().regions;
        for (region, _) in (0u32..).zip(regions).filter(|(_, r)| r.role.is_display()) {
            for quotation in article.quotations().of(region).iter().filter(|q| q.depth == 0) {
                let words = quotation.tokens(article.tokens().of(region)).iter().filter(|t| t.is_word()).count();
                if !(LEAST..=MOST).contains(&words) {
                    continue;
                }
                let story = story.get_or_insert_with(|| {
                    let story = Story::of(article)?;
                    let stream = Stream::of(article, &story);
                    Some((story, stream))
                });
                let Some((story, stream)) = story else { return };
                if story.above.contains(&region) {
                    found.extend(self.judge(article, stream, region, quotation));
                }
            }
        }
    }
}

impl DisplayQuote {
    fn judge(&self, article: &Annotated<'_>, stream: &Stream, region: u32, quotation: &Quotation) -> Option<Finding> {
        let stated = Place::within(region, quotation.inner_start..quotation.inner_end);
        let mut worst: Option<(f64, Finding)> = None;
        let mut met = false;
        // Every part of a cut quotation is somebody's words by itself.
        for part in parts(article, region, quotation) {
            if part.len() < LEAST || stream.has(&part) {
                met |= part.len() >= LEAST;
                continue;
            }
            let Some(there) = stream.nearest(article, &part) else { continue };
            met |= there.alike >= MOSTLY;
            if there.lost.is_empty() && there.gained.is_empty() || !there.close {
                continue;
            }
            // What is only told may be cut and turned as the headline likes; what is said may not.
            let mut least = match (there.speech, there.new) {
                (true, true) => self.0.alike,
                (true, false) => self.0.alike + 0.1,
                (false, _) => self.0.alike + 0.3,
            };
            if there.speech && (there.swapped && there.new || is_spoken(article, region, quotation)) {
                least -= 0.1;
            }
            if there.alike < least {
                continue;
            }
            let mut finding = Finding::at(stated)
                .value("stated", article.article().text(stated))
                .value("body", article.article().text(there.place))
                .related(there.place, "body");
            if there.small && !there.turned {
                finding = finding.case("small");
            } else if !there.lost.is_empty() {
                finding = finding.note(difference(&there.lost, &there.gained));
            }
            finding.unsure = !there.speech || there.small && !there.turned || is_claim(article, region, quotation);
            if worst.as_ref().is_none_or(|(least, _)| there.alike < *least) {
                worst = Some((there.alike, finding));
            }
        }
        worst.map(|(_, finding)| finding).or_else(|| {
            let said = !met && absent::is_speech(article, region, quotation);
            said.then(|| absent::finding(article, stated)).flatten()
        })
    }
}

/// Where so much of a quotation's weight stands together in the story, it may have been cut down to that.
const MOSTLY: f64 = 0.75;

/// Whether the words are a speaker's beyond doubt: a headline speaks of nobody as `we`.
fn is_spoken(article: &Annotated<'_>, region: u32, quotation: &Quotation) -> bool {
    let plain = article.plain(region);
    let first_person = ["i", "i'm", "i've", "we", "we're", "we've", "my", "our", "me", "us", "i'll", "we'll"];
    quotation.tokens(article.tokens().of(region)).iter().any(|t| {
        let word = t.text(plain).to_lowercase().replace('’', "'");
        first_person.contains(&word.as_str()) && !t.upper
    })
}

/// Words that a claim quote begins with: `Minister 'to resign'`, `Firms 'must pay'`.
const CLAIMS: [&str; 22] = [
    "to", "must", "could", "may", "might", "will", "won't", "would", "should", "can", "can't", "cannot", "had", "has",
    "have", "was", "were", "is", "are", "be", "not", "no",
];

/// The most words of a claim quote.
const CLAIM: usize = 5;

/// Whether the quotation is the predicate of the headline itself: a claim, in the headline's words.
/// The subject stands right before it, and nobody is said to speak.
fn is_claim(article: &Annotated<'_>, region: u32, quotation: &Quotation) -> bool {
    let plain = article.plain(region);
    let tokens = article.tokens().of(region);
    let Some(first) = tokens.get(quotation.first as usize) else { return false };
    let behind_subject = (quotation.first as usize)
        .checked_sub(2)
        .and_then(|at| tokens.get(at))
        .is_some_and(|t| t.kind == Kind::Word && !words::is_function(t.text(plain)) && !verbs::is_speech(t.key));
    let word = first.text(plain).to_lowercase();
    let verb = word.len() > 3 && word.ends_with('s') && !word.ends_with("ss") && !first.capital;
    // `'will be stopped one way or the other'`: who says so much is quoted.
    let short = quotation.tokens(tokens).iter().filter(|t| t.is_word()).count() <= CLAIM;
    short
        && quotation.family == Family::Single
        && behind_subject
        && (verb || CLAIMS.contains(&word.replace('’', "'").as_str()))
}

fn difference(lost: &[String], gained: &[String]) -> String {
    let list = |words: &[String]| words.iter().map(|w| format!("`{w}`")).collect::<Vec<_>>().join(", ");
    match (lost.is_empty(), gained.is_empty()) {
        (false, false) => format!("above the story {}, in it {}", list(lost), list(gained)),
        (false, true) => format!("only above the story: {}", list(lost)),
        _ => format!("only in the story: {}", list(gained)),
    }
}

/// The words of a quotation, cut where an ellipsis or a bracket marks that words were left out.
fn parts(article: &Annotated<'_>, region: u32, quotation: &Quotation) -> Vec<Vec<Unit>> {
    let tokens = article.tokens().of(region);
    let plain = article.plain(region);
    let range = quotation.first as usize..quotation.last as usize;
    let mut parts = vec![Vec::new()];
    let mut bracket = false;
    for at in range {
        let Some(token) = tokens.get(at) else { break };
        let point = |i: usize| tokens.get(i).is_some_and(|t| t.is('.'));
        let cut = token.is('…') || point(at) && point(at + 1);
        bracket = (bracket || token.is('[')) && !token.is(']');
        if cut || bracket || token.is(']') {
            if parts.last().is_some_and(|p: &Vec<Unit>| !p.is_empty()) {
                parts.push(Vec::new());
            }
        } else if token.kind != Kind::Quote
            && let Some(part) = parts.last_mut()
        {
            phrase::units(token, plain, (region, at as u32), part);
        }
    }
    parts
}

//! A headline that says as a fact what the story calls possible, planned or expected: `Bank cuts
//! 500 jobs` over a bank that may cut them.

use std::ops::Range;

mod adjective;
mod opening;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::families::Families;
use super::headline::{self, Claim, Word};
use super::opposite::OPENING;
use super::status::Hedge;
use super::story::{Fit, Found, Story, Subject};
use crate::annotate::Annotated;
use crate::annotate::tokens::Kind;
use crate::check::{Check, Compiled, Finding, OptionError, Options, RuleFiles, Vocabulary};

/// `[check.claim-hedge]`: what the headline says more firmly than the body.
#[derive(Clone, Debug, Default, Deserialize, Serialize, JsonSchema)]
#[serde(rename_all = "kebab-case", deny_unknown_fields, default)]
pub struct HedgeOptions {
    /// A file with words for the same thing: `subpoena = summon`.
    pub families: String,
    /// A file with words of a headline that hedge it, beside those that every clause is read by.
    pub hedges: String,
}

impl Options for HedgeOptions {
    const NAME: &'static str = "claim-hedge";
    const VOCABULARY: Vocabulary = Vocabulary {
        values: &["stated", "body", "hedge"],
        labels: &["hedge"],
        cases: &["partly", "planned", "expected"],
    };

    fn compile(self, files: &dyn RuleFiles) -> Result<Compiled, OptionError> {
        let families = Families::new(&files.lexicon("families", &self.families)?);
        let hedges = Families::new(&files.lexicon("hedges", &self.hedges)?);
        Ok(Compiled::Article(Box::new(Dropped { families, hedges })))
    }
}

struct Dropped {
    families: Families,
    hedges: Families,
}

impl Check for Dropped {
    fn run(&self, article: &Annotated<'_>, found: &mut Vec<Finding>) {
        let claims = headline::claims(article);
        let plain = |claim: &&Claim<'_>| claim.words.len() > 2 && !claim.asks() && !self.is_hedged(claim);
        let claims: Vec<&Claim<'_>> = claims.iter().filter(plain).collect();
        if claims.is_empty() {
            return;
        }
        let story = Story::read(article);
        for claim in claims {
            let verbs: Vec<&Word> =
                claim.words.iter().filter(|word| claim.is_verb(word) && !self.is_evident(claim, word)).collect();
            let judged = verbs.iter().find_map(|word| self.judge(&story, claim, word));
            let first = || verbs.first().and_then(|word| self.opening(&story, claim, word));
            let called = || {
                let (word, at, cue) = self.adjective(&story, claim)?;
                Some(finding(&story, claim, word, &at, cue, Hedge::Possible))
            };
            found.extend(judged.or_else(first).or_else(called));
        }
    }
}

impl Dropped {
    /// Whether the claim itself leaves something open, or leaves it to somebody.
    fn is_hedged(&self, claim: &Claim<'_>) -> bool {
        claim
            .range
            .clone()
            .any(|at| self.hedges.at(claim.tokens.get(at..claim.range.end).unwrap_or_default()).is_some())
    }

    /// Whether the verb only says how something is known (`shows`, `appears`): nothing happens by it.
    fn is_evident(&self, claim: &Claim<'_>, word: &Word) -> bool {
        let evident = self.families.family("evident");
        let hit = self.families.at(claim.tokens.get(word.at..claim.range.end).unwrap_or_default());
        hit.is_some_and(|hit| evident.is_some_and(|evident| hit.families.contains(&evident)))
    }

    fn judge(&self, story: &Story<'_, '_>, claim: &Claim<'_>, word: &Word) -> Option<Finding> {
        let pivot = word.at..word.at + 1;
        let above = claim.status(&pivot);
        // `Bank to cut jobs` says more than that it is thinking of it.
        // In `dreamed of wealth to share it`, `to` tells of no future.
        let start = claim.clause(word.at).start;
        let second = claim.within(start..word.at).any(|earlier| claim.is_verb(earlier));
        let to = matches!(above.hedged, Some((_, Hedge::Open))) && above.negated.is_none() && !second;
        if !above.is_plain() && !to {
            return None;
        }
        let family = self.families.at(claim.tokens.get(word.at..claim.range.end)?).map(|hit| hit.families.to_vec());
        let places = story.find(|tokens, line, _| {
            tokens.first().filter(|t| t.kind == Kind::Word)?;
            if claim.meets(word, tokens, line.plain) {
                return Some(1);
            }
            let hit = self.families.at(tokens)?;
            hit.families.iter().any(|f| family.as_ref().is_some_and(|own| own.contains(f))).then_some(hit.len)
        });
        let mut against: Option<(Found, Range<usize>, Hedge)> = None;
        for found in places {
            let line = story.lines.get(found.line)?;
            let verb = line.is_verb(found.at);
            let status = story.status(&found, !verb);
            let fit = story.fit(claim, &pivot, &found);
            let Some((cue, hedge)) = status.hedged else {
                if status.negated.is_none() && bears(claim, &pivot, &fit) {
                    return None;
                }
                continue;
            };
            // `The bill would ban nets` under `State bans nets`
            let before = line.tokens.get(line.range.start..cue.start).unwrap_or_default();
            let draft = hedge == Hedge::Due && !to && self.families.is_among(before, "draft");
            // `was no attempt to ban it` plans nothing.
            let none = (cue.start.saturating_sub(3)..cue.start).any(|at| line.is(at, &["not", "no", "never"]));
            let none = none || status.negated.is_some();
            // `new rules, as part of an effort to cut noise`: what is done for it is done.
            let purpose = cue.start > line.range.start + 2
                && (cue.start - 3..cue.start)
                    .any(|at| line.is(at, &["part"]) || line.is(at, &["in"]) && line.is(at + 1, &["an"]));
            if purpose {
                continue;
            }
            let says = !(none && matches!(hedge, Hedge::Intended | Hedge::Considered));
            let says = says
                && (draft
                    || matches!(hedge, Hedge::Possible | Hedge::Considered)
                    || !to && matches!(hedge, Hedge::Intended | Hedge::Expected | Hedge::Partial));
            // A plan bears `to` out.
            if to && matches!(hedge, Hedge::Intended | Hedge::Expected | Hedge::Due) && fit.total > 0 {
                return None;
            }
            // `Bank will cut jobs` is a plan too.
            let will = word.at > claim.range.start && claim.is(word.at - 1, "will");
            let says = says && !(will && matches!(hedge, Hedge::Intended | Hedge::Expected));
            let form = verb || family.is_some();
            let open = matches!(hedge, Hedge::Possible | Hedge::Considered | Hedge::Expected);
            let told = (open && line.order == 0 || draft) && is_told(claim, &pivot, &fit);
            // `Tram line approved` over a council that may approve it.
            let turned = line.order == 0 && fit.total > 0 && story.is_turned_round(claim, &pivot, &found);
            let same = is_same(claim, &pivot, &fit) || told || turned;
            if against.is_none() && line.paragraph < OPENING && says && form && same {
                against = Some((found, cue, hedge));
            }
        }
        let (found, cue, hedge) = against?;
        Some(finding(story, claim, word, &found, cue, hedge))
    }

    /// The opening hedges the same in other words.
    fn opening(&self, story: &Story<'_, '_>, claim: &Claim<'_>, word: &Word) -> Option<Finding> {
        let (found, cue, hedge) = opening::judge(story, claim, word, &self.families)?;
        Some(finding(story, claim, word, &found, cue, hedge))
    }
}

fn finding(
    story: &Story<'_, '_>,
    claim: &Claim<'_>,
    word: &Word,
    found: &Found,
    cue: Range<usize>,
    hedge: Hedge,
) -> Finding {
    let pivot = word.at..word.at + 1;
    let shown = cue.start.min(found.at)..cue.end.max(found.end);
    let mut finding = Finding::at(claim.place(pivot.clone()))
        .value("stated", claim.text(pivot))
        .value("hedge", story.text(found.line, cue))
        .value("body", story.text(found.line, shown.clone()))
        .related(story.place(found.line, shown), "hedge");
    finding.case = match hedge {
        Hedge::Partial => Some("partly"),
        Hedge::Intended | Hedge::Considered | Hedge::Due => Some("planned"),
        Hedge::Expected => Some("expected"),
        _ => None,
    };
    finding
}

/// Whether a place of the body may be the fact that the headline states.
fn bears(claim: &Claim<'_>, pivot: &Range<usize>, fit: &Fit) -> bool {
    let objects = claim.within(pivot.end..claim.clause(pivot.start).end).count();
    match fit.subject {
        Subject::Same => objects == 0 || fit.near > 0,
        Subject::Unsaid => fit.near > 0 || objects == 0 && fit.total > 1,
        Subject::Other => 2 * fit.near > objects,
    }
}

/// Whether the opening tells so much of the claim that it must be about the same, whoever does it
/// there: `Four hikers drown in Denby river` over `Two women and their sons apparently drowned`.
fn is_told(claim: &Claim<'_>, pivot: &Range<usize>, fit: &Fit) -> bool {
    let objects = claim.within(pivot.end..claim.clause(pivot.start).end).count();
    fit.total >= 3 && objects > 0 && fit.near > 0 && 2 * fit.objects >= objects
}

/// Whether a place of the body is about the same.
fn is_same(claim: &Claim<'_>, pivot: &Range<usize>, fit: &Fit) -> bool {
    let objects = claim.within(pivot.end..claim.clause(pivot.start).end).count();
    let who = fit.subject == Subject::Same && fit.head
        || fit.subject != Subject::Other && fit.total >= 2
        || fit.mentioned && fit.total >= 3;
    who && (objects == 0 || fit.near > 0 && 2 * fit.objects >= objects)
}

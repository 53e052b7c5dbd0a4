//! A headline a rung higher than its story: `guilty` over a man who is charged, `killed` over the
//! wounded, `causes` over a link.

use std::ops::Range;

mod cleared;
mod part;
mod rank;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::families::{Families, Hit};
use super::headline::{self, Claim};
use super::status::Hedge;
use super::story::{Fit, Found, Line, Story, Subject};
use crate::annotate::Annotated;
use crate::annotate::tokens::Kind;
use crate::annotate::verbs::Shape;
use crate::check::{Check, Compiled, Finding, OptionError, Options, RuleFiles, Vocabulary};

/// `[check.claim-strength]`: words of the headline that are a rung above those of the body.
#[derive(Clone, Debug, Default, Deserialize, Serialize, JsonSchema)]
#[serde(rename_all = "kebab-case", deny_unknown_fields, default)]
pub struct StrengthOptions {
    /// A file with ladders: `arrest = justice 1`, `charge = justice 2`; and the words `punished` and
    /// `cleared` for what a court does.
    pub ladders: String,
}

impl Options for StrengthOptions {
    const NAME: &'static str = "claim-strength";
    const VOCABULARY: Vocabulary =
        Vocabulary { values: &["stated", "body"], labels: &["body"], cases: &["said", "cleared", "rank"] };

    fn compile(self, files: &dyn RuleFiles) -> Result<Compiled, OptionError> {
        let ladders = Families::new(&files.lexicon("ladders", &self.ladders)?);
        let rungs = ladders.names().enumerate().filter_map(|(at, name)| {
            let (ladder, rung) = name.rsplit_once('-')?;
            Some((at as u16, ladder.to_owned(), rung.parse().ok()?))
        });
        let rungs = rungs.collect();
        Ok(Compiled::Article(Box::new(Overstated { ladders, rungs })))
    }
}

struct Overstated {
    ladders: Families,
    /// The families of the file that are rungs, with their ladder and how high they stand.
    rungs: Vec<(u16, String, u8)>,
}

/// Words beside one that make it part of a noun.
pub(super) const BESIDE: [&str; 23] = [
    "charge",
    "charges",
    "trial",
    "case",
    "suspect",
    "suspects",
    "probe",
    "investigation",
    "attempted",
    "alleged",
    "suspected",
    "inquiry",
    "plot",
    "threat",
    "threats",
    "scare",
    "the",
    "a",
    "arrest",
    "arrests",
    "allegations",
    "claims",
    "checks",
];

/// So many paragraphs tell what the story is about.
const OPENING: usize = 5;

/// So many tokens behind a noun, its verb stands: `a ruling in favour of the state would`.
const BEHIND: usize = 8;

/// The ladder of vague crowds: `hundreds`, `thousands`.
const CROWD: &str = "crowd";

/// Ladders of words that say how far a noun goes: `all`, `final`.
const BESIDE_NOUN: [&str; 2] = ["scope", "final"];

impl Check for Overstated {
    fn run(&self, article: &Annotated<'_>, found: &mut Vec<Finding>) {
        found.extend(rank::findings(article, &self.ladders));
        let claims = headline::claims(article);
        let mut story = None;
        for claim in claims.iter().filter(|claim| !claim.asks() && claim.words.len() > 1) {
            let before = found.len();
            let mut at = claim.range.start;
            while at < claim.range.end {
                let Some(hit) = self.ladders.at(claim.tokens.get(at..claim.range.end).unwrap_or_default()) else {
                    at += 1;
                    continue;
                };
                let tokens = at..at + hit.len;
                at = tokens.end;
                let compound = super::story::is_compound(claim.tokens, &tokens);
                // `law` bears out a `new law`, and is none itself.
                let basis = self.ladders.family("basis").is_some_and(|family| hit.families.contains(&family));
                let said = !basis && hit.form == Shape::default()
                    || is_gerund(claim, &tokens, &hit)
                    || claim.is_verb(&headline::word(claim.plain, claim.tokens, tokens.start));
                // `murder charges`, `attempted murder`
                let noun =
                    BESIDE.iter().any(|w| claim.is(tokens.end, w) || tokens.start > 0 && claim.is(tokens.start - 1, w));
                if compound || noun || !said || !claim.status(&tokens).is_plain() {
                    continue;
                }
                let story = story.get_or_insert_with(|| Story::read(article));
                let one =
                    self.rungs_of(&hit).find_map(|(ladder, rung)| self.judge(story, claim, &tokens, ladder, rung));
                if one.is_some() {
                    found.extend(one);
                    break;
                }
            }
            if found.len() == before {
                let story = story.get_or_insert_with(|| Story::read(article));
                found.extend(self.cleared(story, claim).or_else(|| self.part(story, claim)));
            }
        }
    }
}

impl Overstated {
    fn rungs_of<'s>(&'s self, hit: &Hit<'_>) -> impl Iterator<Item = (&'s str, u8)> {
        let families: Vec<u16> = hit.families.to_vec();
        self.rungs
            .iter()
            .filter(move |(family, ..)| families.contains(family))
            .map(|(_, ladder, rung)| (&**ladder, *rung))
    }

    fn rung(&self, hit: &Hit<'_>, ladder: &str) -> Option<u8> {
        self.rungs_of(hit).filter(|(other, _)| *other == ladder).map(|(_, rung)| rung).max()
    }

    fn judge(
        &self,
        story: &Story<'_, '_>,
        claim: &Claim<'_>,
        tokens: &Range<usize>,
        ladder: &str,
        rung: u8,
    ) -> Option<Finding> {
        if rung < 2 || ladder == CROWD && is_counted(story) {
            return None;
        }
        let places = story.find(|rest, _, _| {
            let hit = self.ladders.at(rest)?;
            self.rung(&hit, ladder).map(|_| hit.len)
        });
        let mut lower: Option<(Found, u8)> = None;
        for found in places {
            let line = story.lines.get(found.line)?;
            let hit = self.ladders.at(line.tokens.get(found.at..line.range.end)?)?;
            let here = self.rung(&hit, ladder)?;
            let fit = story.fit(claim, tokens, &found);
            let status = story.status(&found, !line.is_verb(found.at));
            // `all schools` and `some schools`: of the same thing, or of another.
            let beside = BESIDE_NOUN.contains(&ladder);
            if beside && !is_beside_same(claim, tokens, line, &found) {
                continue;
            }
            if here >= rung {
                let open = status
                    .hedged
                    .as_ref()
                    .is_some_and(|(_, hedge)| !matches!(hedge, Hedge::Open | Hedge::Partial | Hedge::Due));
                // `a ruling in her favour would end the ban`: it is not there yet.
                let noun = !line.is_verb(found.at) && hit.form != Shape::default();
                let would = |at: usize| line.is(at, &["would", "could", "might"]);
                let open = open || noun && (found.end..(found.end + BEHIND).min(line.range.end)).any(would);
                let denied = open || status.negated.is_some() || status.alleged.is_some();
                if !denied && !is_other(claim, tokens, &fit, line, &found) {
                    return None;
                }
            } else if lower.is_none_or(|(_, best)| here > best) && line.paragraph < OPENING && status.negated.is_none()
            {
                let said = line.is_verb(found.at) || hit.form == Shape::default() || !hit.form.is_base();
                // `Thousands march` over hundreds who marched: the opening tells of one crowd.
                let crowd = ladder == CROWD && line.order == 0 && fit.total >= 2;
                let same = crowd
                    || if beside { fit.total >= 3 } else { is_same(claim, tokens, &fit, line) }
                    || line.order == 0 && fit.total > 0 && story.is_turned_round(claim, tokens, &found);
                if said && same {
                    lower = Some((found, here));
                }
            }
        }
        let (found, _) = lower?;
        let place = story.place(found.line, found.at..found.end);
        let finding = Finding::at(claim.place(tokens.clone()))
            .value("stated", claim.text(tokens.clone()))
            .value("body", story.text(found.line, found.at..found.end))
            .related(place, "body");
        Some(if ladder == "saying" { finding.case("said") } else { finding })
    }
}

/// Whether the story has a number of a thousand or more: a crowd that somebody has counted.
fn is_counted(story: &Story<'_, '_>) -> bool {
    story.lines.iter().any(|line| {
        let numbers = line.range.clone().filter(|at| line.tokens[*at].kind == Kind::Number);
        numbers.into_iter().any(|at| {
            let digits = line.tokens[at].text(line.plain).bytes().filter(u8::is_ascii_digit).count();
            digits > 4 || digits == 4 && line.tokens[at].text(line.plain).contains(',')
        })
    })
}

/// `fined for destroying a nest`: an -ing form behind a preposition says what was done.
fn is_gerund(claim: &Claim<'_>, tokens: &Range<usize>, hit: &Hit<'_>) -> bool {
    let tied = |at: usize| ["for", "after", "of"].iter().any(|w| claim.is(at, w));
    hit.form.is_ing() && tokens.start.checked_sub(1).is_some_and(tied)
}

/// Whether the noun behind is the same above the story and in it.
fn is_beside_same(claim: &Claim<'_>, tokens: &Range<usize>, line: &Line<'_>, found: &Found) -> bool {
    let noun = claim.words.iter().find(|word| word.at >= tokens.end).filter(|word| word.at < tokens.end + 2);
    let theirs = line.stems().iter().find(|(_, at)| *at >= found.end).filter(|(_, at)| *at < found.end + 3);
    noun.zip(theirs).is_some_and(|(mine, (stem, _))| mine.stem == *stem)
}

/// Whether a higher rung of the body is somebody else's: it has a number or a name of its own.
fn is_other(claim: &Claim<'_>, tokens: &Range<usize>, fit: &Fit, line: &Line<'_>, found: &Found) -> bool {
    if fit.subject == Subject::Same || fit.total >= 2 {
        return false;
    }
    let own = |stem: u64| claim.words.iter().any(|word| word.stem == stem);
    let span = found.at.saturating_sub(8).max(line.range.start)..found.end;
    let counted = claim.within(claim.clause(tokens.start)).any(|word| word.number);
    let stems = line.stems();
    let numbers = stems.iter().any(|(stem, at)| {
        let number = line.tokens[*at].kind == Kind::Number || headline::word(line.plain, line.tokens, *at).number;
        span.contains(at) && number && !own(*stem)
    });
    let culprits = ["gunman", "assailant", "attacker", "shooter", "suspect", "bomber", "killer", "driver"];
    let culprit = (line.range.start..found.end).any(|at| line.is(at, &culprits));
    let named = fit.subject == Subject::Other && line.names(&fit.span);
    counted && numbers || culprit && !claim.range.clone().any(|at| claim.is(at, "gunman")) || named && fit.total == 0
}

/// Whether a lower rung is said of the same.
fn is_same(claim: &Claim<'_>, tokens: &Range<usize>, fit: &Fit, line: &Line<'_>) -> bool {
    let clause = claim.clause(tokens.start);
    let number = claim
        .within(clause.start..tokens.start)
        .any(|word| word.number && line.stems().iter().any(|(stem, _)| *stem == word.stem));
    fit.subject == Subject::Same && (fit.head || number)
        || fit.subject != Subject::Other && fit.total >= 2
        || number && fit.total >= 1
}

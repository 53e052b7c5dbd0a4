//! A headline that says the opposite of the story: `Court rejects appeal` over a court that
//! allowed it.

use std::ops::Range;

mod contest;
mod contrast;
mod negation;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::families::{Families, Hit};
use super::headline::{self, Claim};
use super::status::{Hedge, Status};
use super::story::{Fit, Found, Line, Story, Subject, is_compound};
use crate::annotate::Annotated;
use crate::annotate::tokens::Kind;
use crate::annotate::verbs::Shape;
use crate::check::{Check, Compiled, Finding, OptionError, Options, RuleFiles, Vocabulary};

/// `[check.claim-opposite]`: what the body says the opposite of.
#[derive(Clone, Debug, Default, Deserialize, Serialize, JsonSchema)]
#[serde(rename_all = "kebab-case", deny_unknown_fields, default)]
pub struct OppositeOptions {
    /// A file with families of words that say the same: `climb = rise`.
    pub families: String,
    /// A file with families that exclude each other: `rise = fall`.
    pub opposites: String,
    /// A file with verbs by which one side comes out above the other: `beat = over`, `lose to = under`.
    pub contests: String,
    /// A file with words of which only one can stand before a noun: `son = child-1`, `daughter = child-2`.
    pub contrasts: String,
}

impl Options for OppositeOptions {
    const NAME: &'static str = "claim-opposite";
    const VOCABULARY: Vocabulary =
        Vocabulary { values: &["stated", "body"], labels: &["body"], cases: &["negation", "contest"] };

    fn compile(self, files: &dyn RuleFiles) -> Result<Compiled, OptionError> {
        let families = Families::new(&files.lexicon("families", &self.families)?);
        let mut opposites = Vec::new();
        for entry in files.lexicon("opposites", &self.opposites)?.entries() {
            let unknown = |name: &str| OptionError::new("opposites", format!("no word belongs to the family `{name}`"));
            let one = families.family(&entry.phrase).ok_or_else(|| unknown(&entry.phrase))?;
            for name in entry.value.as_deref().unwrap_or("").split(' ') {
                let other = families.family(name).ok_or_else(|| unknown(name))?;
                opposites.extend([(one, other), (other, one)]);
            }
        }
        let contests = Families::new(&files.lexicon("contests", &self.contests)?);
        let contrasts = Families::new(&files.lexicon("contrasts", &self.contrasts)?);
        Ok(Compiled::Article(Box::new(Opposite { families, opposites, contests, contrasts })))
    }
}

struct Opposite {
    families: Families,
    opposites: Vec<(u16, u16)>,
    contests: Families,
    contrasts: Families,
}

/// A word of a claim that has an opposite.
struct Pivot {
    tokens: Range<usize>,
    same: Vec<u16>,
    other: Vec<u16>,
    /// Its entry in the family file: the story may use the very word.
    entry: u32,
}

/// Words of a headline that tell of a turn: both of two opposites are true there.
const TURNS: [&str; 14] = [
    "despite",
    "instead",
    "reverses",
    "reversal",
    "again",
    "reinstates",
    "reinstated",
    "overturns",
    "overturned",
    "u-turn",
    "reversed",
    "then",
    "how",
    "why",
];

/// So many tokens off, a turn is of another clause.
const REACH: usize = 7;

/// So many paragraphs tell what the story is about.
pub(super) const OPENING: usize = 4;

/// So many words of the claim beside the compared one make an opening the claim's own sentence.
const LEAD: usize = 3;

impl Check for Opposite {
    fn run(&self, article: &Annotated<'_>, found: &mut Vec<Finding>) {
        let claims = headline::claims(article);
        let claims: Vec<&Claim<'_>> = claims.iter().filter(|claim| !claim.asks() && claim.words.len() > 1).collect();
        if claims.is_empty() {
            return;
        }
        let story = Story::read(article);
        for claim in claims {
            let before = found.len();
            for pivot in self.pivots(claim) {
                found.extend(self.judge(&story, claim, &pivot));
            }
            if found.len() == before {
                found.extend(contest::judge(&self.contests, &story, claim));
            }
            if found.len() == before {
                found.extend(negation::judge(&story, claim));
            }
            if found.len() == before {
                found.extend(contrast::judge(&self.contrasts, &story, claim));
            }
        }
    }
}

impl Opposite {
    fn is_weak(&self, hit: &Hit<'_>) -> bool {
        self.families.family("weak").is_some_and(|weak| hit.families.contains(&weak))
    }

    fn pivots(&self, claim: &Claim<'_>) -> Vec<Pivot> {
        let mut pivots = Vec::new();
        let mut at = claim.range.start;
        while at < claim.range.end {
            let Some(hit) = self.families.at(claim.tokens.get(at..claim.range.end).unwrap_or_default()) else {
                at += 1;
                continue;
            };
            let tokens = at..at + hit.len;
            at = tokens.end;
            let other: Vec<u16> = self
                .opposites
                .iter()
                .filter(|(one, _)| hit.families.contains(one))
                .map(|(_, other)| *other)
                .filter(|other| !hit.families.contains(other))
                .collect();
            let weak = self.is_weak(&hit) && !self.is_predicate(claim, &tokens, &hit);
            let fits = !weak && !is_compound(claim.tokens, &tokens) && is_said(claim, &tokens, &hit);
            let both = claim.range.clone().any(|at| {
                let hit = self.families.at(claim.tokens.get(at..claim.range.end).unwrap_or_default());
                hit.is_some_and(|hit| !self.is_weak(&hit) && hit.families.iter().any(|f| other.contains(f)))
            });
            if !other.is_empty() && !both && fits && !turns(claim, &tokens) && claim.status(&tokens).negated.is_none() {
                pivots.push(Pivot { tokens, same: hit.families.to_vec(), other, entry: hit.entry });
            }
        }
        pivots
    }

    /// Whether an adverb is all that the headline says of its subject: `Turnout up`, `Profits down 3%`.
    fn is_predicate(&self, claim: &Claim<'_>, tokens: &Range<usize>, hit: &Hit<'_>) -> bool {
        let adverb = self.families.family("adverb").is_some_and(|adverb| hit.families.contains(&adverb));
        let noun = tokens.start > claim.range.start && headline::is_weighty(&claim.tokens[tokens.start - 1]);
        let clause = claim.clause(tokens.start);
        let first = claim.within(clause.start..tokens.start).count() <= 2;
        let next = claim.tokens.get(tokens.end).filter(|_| tokens.end < clause.end);
        let ends = next.is_none_or(|next| {
            next.kind == Kind::Number
                || ["in", "on", "at", "by", "from", "for", "again"].iter().any(|w| claim.is(tokens.end, w))
        });
        adverb && noun && first && ends
    }

    /// Whether a noun of the body stands behind a verb that leaves it to say what is done.
    fn is_carried(&self, line: &Line<'_>, hit: &Hit<'_>, found: &Found) -> bool {
        /// `voiced strong and public support`
        const REACH: usize = 4;
        let noun = hit.form.is_base() && hit.len == 1;
        let near = found.at.saturating_sub(REACH).max(line.range.start)..found.at;
        let tied = |at: usize| line.is(at, &["of", "for", "in", "to", "from", "on", "with", "by", "that", ","]);
        let mut before = near.rev().take_while(|at| !tied(*at));
        noun && before.any(|at| line.tokens.get(at..).is_some_and(super::clause::is_giver))
    }

    /// Whether the body's word says that something is done, and is no noun that looks like it.
    fn is_verb(&self, line: &Line<'_>, hit: &Hit<'_>, found: &Found) -> bool {
        let nouns = ["a", "an", "the", "its", "their", "his", "her", "of", "for"];
        let nominal = found.at > line.range.start && line.is(found.at - 1, &nouns);
        let finite = hit.form.is_past() || hit.form.is_third() || hit.form.is_participle();
        let going = (hit.form.is_ing() || hit.form.is_base()) && line.is_verb(found.at);
        let done = !nominal && (hit.form == Shape::default() || finite || going);
        !self.is_weak(hit) && (done || self.is_carried(line, hit, found))
    }

    /// Whether a small word of the body stands right before an object of the claim: `below estimates`.
    fn is_tight(&self, claim: &Claim<'_>, pivot: &Pivot, line: &Line<'_>, hit: &Hit<'_>, found: &Found) -> bool {
        let end = claim.clause(pivot.tokens.start).end;
        let behind = headline::words(line.plain, line.tokens, found.end..(found.end + 4).min(line.range.end));
        let object = |stem: u64| claim.within(pivot.tokens.end..end).any(|word| word.stem == stem);
        hit.form == Shape::default() && hit.len == 1 && behind.iter().any(|word| object(word.stem))
    }

    /// The senses of a pivot that a word of the body excludes: of `backs`, that of supporting by `opposes`.
    fn excluded(&self, pivot: &Pivot, families: &[u16]) -> Vec<u16> {
        let excluded = |one: &&u16| {
            !families.contains(one) && self.opposites.iter().any(|(a, b)| a == *one && families.contains(b))
        };
        pivot.same.iter().filter(excluded).copied().collect()
    }

    fn judge(&self, story: &Story<'_, '_>, claim: &Claim<'_>, pivot: &Pivot) -> Option<Finding> {
        let any = |hit: &Hit<'_>, list: &[u16]| hit.families.iter().any(|f| list.contains(f));
        let both = |hit: &Hit<'_>| any(hit, &pivot.same) || any(hit, &pivot.other);
        let places = story.find(|tokens, _, _| self.families.at(tokens).filter(both).map(|hit| hit.len));
        let mut against: Option<(Found, Vec<u16>, usize)> = None;
        // What may be meant: with the senses that it bears out, and how much of the claim stands there.
        let mut borne: Vec<(Vec<u16>, usize)> = Vec::new();
        let mut own = 0;
        for found in places {
            let line = story.lines.get(found.line)?;
            let hit = self.families.at(line.tokens.get(found.at..line.range.end)?)?;
            if line.is_compound(&(found.at..found.end)) {
                continue;
            }
            let fit = story.fit(claim, &pivot.tokens, &found);
            let tight = self.is_tight(claim, pivot, line, &hit, &found);
            let verb = self.is_verb(line, &hit, &found) || tight;
            let status = story.status(&found, !verb);
            let denied = status.negated.is_some();
            let same: Vec<u16> = pivot.same.iter().filter(|f| hit.families.contains(f)).copied().collect();
            let excluded = self.excluded(pivot, hit.families);
            let says = if denied { excluded.clone() } else { same.clone() };
            let denies = if denied { same } else { excluded };
            if hit.entry == pivot.entry && fit.total > 0 && !denied {
                own = own.max(fit.total);
            }
            // `orders rose, overcoming declines`: what the opening says of something else bears nothing out.
            // So does `that have allowed them to stay` beside what the sentence itself says.
            let aside = line.order == 0 && (fit.subject == Subject::Other || line.is_relative(found.at));
            if !says.is_empty()
                && bears(claim, pivot, &fit, line, verb)
                && !(hit.form.is_base() && is_of_other(claim, pivot, line, found.end))
                && (verb || !is_other_noun(line, &hit, &found))
            {
                borne.push((says.clone(), if aside { 1 } else { fit.total }));
            }
            // `Unemployment falls` over an opening in which unemployment rose.
            let alone = fit.subjects == 1
                && claim.within(claim.clause(pivot.tokens.start).start..pivot.tokens.start).count() == 1;
            let lead = line.order == 0 && fit.subject == Subject::Same && fit.head && (fit.total >= 2 || alone);
            let about = lead
                || contradicts(claim, pivot, &fit)
                || tight && fit.mentioned && fit.total >= 3
                || line.order == 0 && is_own(&fit) && !denied && !story.is_speech(&found)
                || line.order == 0 && hit.form.is_past() && story.is_turned_round(claim, &pivot.tokens, &found);
            // Whom the story lets speak may say the opposite of what the headline tells.
            let spoken = line.order > 0 && story.is_speech(&found);
            if against.is_none()
                && !spoken
                && !denies.is_empty()
                && line.paragraph < OPENING
                && about
                && verb
                && !line.is_background(found.at)
                && (denied && !line.is_more(found.end) || is_firm(&status, line.order == 0))
            {
                // An opening that has nearly all of the claim outweighs what has less of it.
                let whole = line.order == 0
                    && hit.form != Shape::default()
                    && fit.total >= LEAD
                    && 4 * (fit.total + 1) >= 3 * claim.words.len();
                against = Some((found, denies, if whole { fit.total } else { 0 }));
            }
        }
        let (found, senses, least) = against?;
        let same = |sense: &u16| senses.contains(sense);
        if own > 0 && own >= least || borne.iter().any(|(says, total)| *total >= least && says.iter().any(same)) {
            return None;
        }
        let body = story.text(found.line, found.at..found.end);
        Some(
            Finding::at(claim.place(pivot.tokens.clone()))
                .value("stated", claim.text(pivot.tokens.clone()))
                .value("body", body)
                .related(story.place(found.line, found.at..found.end), "body"),
        )
    }
}

/// Whether the opening, that names nobody there, has so much of the claim that it can mean nobody else.
fn is_own(fit: &Fit) -> bool {
    fit.subject == Subject::Unsaid && fit.total > LEAD && fit.near > 0
}

/// Whether the opposite is said, or planned: who plans to sell does not buy.
fn is_firm(status: &Status, lead: bool) -> bool {
    let firm = match &status.hedged {
        None => true,
        Some((_, hedge)) => matches!(hedge, Hedge::Expected | Hedge::Due) || lead && *hedge == Hedge::Intended,
    };
    firm && status.negated.is_none() && status.alleged.is_none()
}

/// Whether a headline's word has somebody before it who does it, and stands where a verb can.
fn is_said(claim: &Claim<'_>, tokens: &Range<usize>, hit: &Hit<'_>) -> bool {
    let clause = claim.clause(tokens.start);
    let Some(before) = claim.within(clause.start..tokens.start).last() else { return false };
    let plural = claim.is_plural(before.at);
    let base = hit.form != Shape::default() && !hit.form.is_past() && !hit.form.is_third() && !hit.form.is_participle();
    let to = tokens.start > clause.start && ["to", "will"].iter().any(|w| claim.is(tokens.start - 1, w));
    !base || plural || to
}

/// Whether the headline tells of a turn there: both of two opposites are true then.
fn turns(claim: &Claim<'_>, tokens: &Range<usize>) -> bool {
    let near = claim.range.start.max(tokens.start.saturating_sub(REACH))..claim.range.end.min(tokens.end + REACH);
    near.into_iter().filter(|at| !tokens.contains(at)).any(|at| TURNS.iter().any(|t| claim.is(at, t)))
}

/// Whether a word is a noun of another meaning: `the firm gave a warning` says nothing of firmer prices.
/// A noun of change has behind it what changes, or by how much, or nothing.
fn is_other_noun(line: &Line<'_>, hit: &Hit<'_>, found: &Found) -> bool {
    let definite = found.at > line.range.start && line.is(found.at - 1, &["the", "this", "that", "its", "their"]);
    let behind = ["in", "of", "to", "by", "from", "on", "for", "at", ",", ".", "and", "came", "was", "is"];
    hit.form.is_base() && definite && found.end < line.range.end && !line.is(found.end, &behind)
}

/// Whether a noun of change is told of something that the claim's subject does not have: `a rise in
/// quarterly profits` bears out nothing of shares.
fn is_of_other(claim: &Claim<'_>, pivot: &Pivot, line: &Line<'_>, end: usize) -> bool {
    /// So many words may stand before the noun: `in fourth quarter operating profits`.
    const REACH: usize = 6;
    if !line.is(end, &["in", "of"]) {
        return false;
    }
    let clause = claim.clause(pivot.tokens.start);
    let behind = end + 1..(end + 1 + REACH).min(line.range.end);
    let word = |at: &usize| line.tokens.get(*at).is_some_and(headline::is_weighty);
    let own = |at: usize| {
        let stem = headline::word(line.plain, line.tokens, at).stem;
        claim.within(clause.start..clause.end).any(|mine| mine.stem == stem)
    };
    let phrase: Vec<usize> = behind.take_while(word).collect();
    let Some(last) = phrase.last().and_then(|at| line.tokens.get(*at)) else { return false };
    // A plural is what rises; a singular may be where or when.
    let plural = !last.capital && last.text(line.plain).ends_with('s');
    plural && claim.head(pivot.tokens.start).is_some() && !phrase.into_iter().any(own)
}

/// Whether a place of the body may be what the headline means.
fn bears(claim: &Claim<'_>, pivot: &Pivot, fit: &Fit, line: &Line<'_>, verb: bool) -> bool {
    let clause = claim.clause(pivot.tokens.start);
    let objects = claim.within(pivot.tokens.end..clause.end).count();
    match fit.subject {
        Subject::Same => objects == 0 || fit.near > 0 || fit.total >= 3,
        Subject::Unsaid => objects == 0 && fit.total > 0 || fit.near > 0,
        Subject::Other => verb && 2 * fit.objects > objects && !line.names(&fit.span),
    }
}

/// Whether a place of the body is about the same.
fn contradicts(claim: &Claim<'_>, pivot: &Pivot, fit: &Fit) -> bool {
    let clause = claim.clause(pivot.tokens.start);
    let objects = claim.within(pivot.tokens.end..clause.end).next().is_some();
    fit.subject == Subject::Same && fit.head && fit.total >= 2 && (!objects || fit.near > 0 || fit.total >= 3)
}

//! The opening has it from one side only, or as hearsay, or somebody `claims` it: whatever the
//! headline says, not only misdeeds.

use super::{Dropped, FIRST, OPENING};
use crate::annotate::attributions::{Attribution, CueKind};
use crate::annotate::tokens::Kind;
use crate::annotate::verbs::Tone;
use crate::article::{Place, Role};
use crate::check::Finding;
use crate::check::claim::headline::Claim;
use crate::check::claim::story::{Found, Line, Story, Subject};

impl Dropped {
    /// The opening says it only as hearsay.
    pub(super) fn hearsay(&self, story: &Story<'_, '_>, claim: &Claim<'_>) -> Option<Finding> {
        let careful = self.is_qualified(claim);
        // Claim quotes leave it to somebody; `to` is a plan.
        // `wants to leave` is none.
        let plan = |at: usize| claim.is(at, "to") && !WILL.iter().any(|w| at > 0 && claim.is(at - 1, w));
        let open = claim.range.clone().any(|at| claim.tokens[at].kind == Kind::Quote || plan(at));
        if claim.role == Role::Deck || careful || open {
            return None;
        }
        let attributions = story.article.attributions();
        let line = story.lines.iter().take(FIRST).find(|line| {
            let stems = line.stems();
            let shared = claim.words.iter().filter(|word| stems.iter().any(|(stem, _)| *stem == word.stem)).count();
            shared >= 2 && 2 * shared + 1 >= claim.words.len()
        })?;
        let (start, end) =
            (line.tokens.get(line.range.start)?.start, line.tokens.get(line.range.end.checked_sub(1)?)?.end);
        let said = attributions.of(line.region).iter().find(|said| {
            (start..end).contains(&said.cue.start) && !said.nested && self.is_hearsay(story, line, said)
        })?;
        let plain = story.article.plain(claim.region);
        let whole = claim.place(claim.range.clone());
        let cue = said.source.map_or(said.cue, |source| join(said.cue, source.place));
        Some(
            Finding::at(whole)
                .case("hearsay")
                .value("stated", plain.get(whole.start as usize..whole.end as usize).unwrap_or(""))
                .value("body", story.article.article().text(cue))
                .related(cue, "body"),
        )
    }

    /// Somebody `claims` what the headline says, everywhere in the story.
    pub(super) fn claimed(&self, story: &Story<'_, '_>, claim: &Claim<'_>) -> Option<Finding> {
        if claim.role == Role::Deck || claim.range.clone().any(|at| claim.tokens[at].kind == Kind::Quote) {
            return None;
        }
        let verbs =
            claim.words.iter().filter(|word| claim.is_verb(word) && claim.status(&(word.at..word.at + 1)).is_plain());
        for word in verbs {
            let pivot = word.at..word.at + 1;
            let objects = claim.within(pivot.end..claim.clause(word.at).end).count();
            let mut against: Option<(Found, Place)> = None;
            let mut plain = false;
            for found in story.find_word(claim, word) {
                let line = story.lines.get(found.line)?;
                let fit = story.fit(claim, &pivot, &found);
                let said = story.reported(&found);
                let status = story.status(&found, !line.is_verb(found.at));
                if said.is_none() && !story.is_speech(&found) && status.is_plain() && fit.total > 0 {
                    plain = true;
                    break;
                }
                // `in which he allegedly grabbed her`
                let early = line.order <= FIRST && fit.subject != Subject::Other;
                let alleged =
                    status.alleged.clone().filter(|_| early && status.negated.is_none() && status.hedged.is_none());
                let alleged = alleged.filter(|cue| {
                    let text = story.text(found.line, cue.clone());
                    let close = cue.end <= found.at && found.at <= cue.end + 2;
                    let adverb = close && QUALIFIES.iter().any(|word| text.eq_ignore_ascii_case(word));
                    // `is accused of blocking`
                    let going = story.text(found.line, found.at..found.end).ends_with("ing");
                    // `accused a former aide of ignoring rules`
                    let behind = text.to_ascii_lowercase().starts_with("accus")
                        && found.at > 0
                        && line.is(found.at - 1, &["of"]);
                    adverb || going && behind
                });
                let asserted = said.filter(|said| {
                    let cue = story.article.article().text(said.cue).to_ascii_lowercase();
                    // `a man accused of fraud`: he accuses nobody.
                    let behind = line.tokens.partition_point(|t| t.start < said.cue.end);
                    let suffers = cue == "accused" && line.is(behind, &["of"]);
                    // `claimed the attack as police arrested three`
                    let beside = (behind..found.at).any(|at| line.is(at, &["as", "while", "when"]));
                    ASSERTS.iter().any(|word| cue.contains(word)) && !said.nested && !suffers && !beside
                });
                let close = fit.total >= 2
                    && (line.is_verb(found.at) || alleged.is_some())
                    && (objects == 0 || 2 * fit.objects >= objects);
                let close = close && (fit.head || fit.mentioned);
                if against.is_none() && line.paragraph < OPENING && close {
                    let cue = asserted.map(|said| said.source.map_or(said.cue, |source| join(said.cue, source.place)));
                    let cue = cue.or_else(|| alleged.map(|cue| story.place(found.line, cue.start..found.end)));
                    against = cue.map(|cue| (found, cue));
                }
            }
            if let Some((_, cue)) = against.filter(|_| !plain) {
                return Some(
                    Finding::at(claim.place(pivot.clone()))
                        .value("stated", claim.text(pivot))
                        .value("body", story.article.article().text(cue))
                        .related(cue, "body"),
                );
            }
        }
        None
    }

    /// The opening has it from one side only, and nobody else says so.
    pub(super) fn partisan(&self, story: &Story<'_, '_>, claim: &Claim<'_>) -> Option<Finding> {
        let quoted = claim.range.clone().any(|at| claim.tokens[at].kind == Kind::Quote);
        if claim.role != Role::Headline || quoted || self.is_qualified(claim) || claim.words.len() < 3 {
            return None;
        }
        let article = story.article;
        let shared = |line: &Line<'_>, within: &dyn Fn(usize) -> bool| {
            let stems = line.stems();
            claim.words.iter().filter(|word| stems.iter().any(|(stem, at)| *stem == word.stem && within(*at))).count()
        };
        let mut against = None;
        for line in &story.lines {
            let all = |_: usize| true;
            if 2 * shared(line, &all) < claim.words.len() {
                continue;
            }
            let first = against.is_none() && line.order < FIRST;
            let start = line.tokens.get(line.range.start)?.start;
            let end = line.tokens.get(line.range.end.checked_sub(1)?)?.end;
            let said = article.attributions().of(line.region).iter().find(|said| {
                let content = article.attributions().content(said);
                let inside = |at: usize| {
                    content.iter().any(|p| p.region == line.region && (p.start..p.end).contains(&line.tokens[at].start))
                };
                (start..end).contains(&said.cue.start) && !said.nested && 2 * shared(line, &inside) >= claim.words.len()
            });
            let said = said?;
            let source = said.source?;
            // Who says what he does himself need not be named twice; a verdict (`rejected`) is no report.
            let own = super::sole::is_own(story, claim, &claim.range, source.place);
            let reports = matches!(said.tone, Tone::Neutral | Tone::Assert);
            if own || !reports || !self.is_partisan(story, source.place) {
                return None;
            }
            // Of half a headline, the other half may be what the story itself tells.
            if first && 5 * shared(line, &all) >= 3 * claim.words.len() {
                against = Some((said, source));
            }
        }
        let (said, source) = against?;
        let cue = join(said.cue, source.place);
        let whole = claim.place(claim.range.clone());
        Some(
            Finding::at(whole)
                .case("partisan")
                .value("stated", claim.text(claim.range.clone()))
                .value("body", article.article().text(cue))
                .related(cue, "body"),
        )
    }

    /// Whether a word of the claim leaves it to somebody: `alleged`, `says`.
    pub(super) fn is_qualified(&self, claim: &Claim<'_>) -> bool {
        let direct = self.careful.family("direct");
        claim.range.clone().any(|at| {
            let hit = self.careful.at(claim.tokens.get(at..claim.range.end).unwrap_or_default());
            hit.is_some_and(|hit| direct.is_some_and(|direct| hit.families.contains(&direct)))
        })
    }

    fn is_partisan(&self, story: &Story<'_, '_>, place: Place) -> bool {
        let region = story.article.tokens().of(place.region);
        let from = region.partition_point(|t| t.start < place.start);
        let to = region.partition_point(|t| t.start < place.end);
        let party = self.hearsay.family("party");
        let text = story.article.article().text(place).to_ascii_lowercase();
        if KNOWING.iter().chain(&["general", "office"]).any(|word| text.contains(word)) {
            return false;
        }
        (from..to).any(|at| {
            let hit = self.hearsay.at(region.get(at..to).unwrap_or_default());
            hit.is_some_and(|hit| party.is_some_and(|party| hit.families.contains(&party)))
        })
    }

    fn is_hearsay(&self, story: &Story<'_, '_>, line: &Line<'_>, said: &Attribution) -> bool {
        let article = story.article.article();
        let cue = line.tokens.partition_point(|t| t.start < said.cue.start);
        if line.is_background(cue) {
            return false;
        }
        let Some(source) = said.source else {
            let words = article.text(said.cue).to_ascii_lowercase();
            return said.kind == CueKind::Hearsay && ["report", "rumo", "said to"].iter().any(|w| words.contains(w));
        };
        let text = article.text(source.place).to_ascii_lowercase();
        // `police and local media`
        if KNOWING.iter().any(|word| text.contains(word)) {
            return false;
        }
        let region = story.article.tokens().of(source.place.region);
        let from = region.partition_point(|t| t.start < source.place.start);
        let to = region.partition_point(|t| t.start < source.place.end);
        let hearsay = self.hearsay.family("hearsay");
        (from..to).any(|at| {
            // `Denby Reports` is the name of a paper.
            if at > from && region.get(at).is_some_and(|t| t.capital) {
                return false;
            }
            let hit = self.hearsay.at(region.get(at..to).unwrap_or_default());
            hit.is_some_and(|hit| hearsay.is_some_and(|hearsay| hit.families.contains(&hearsay)))
        })
    }
}

/// Verbs of a headline whose `to` leaves nothing open: that somebody wants it is said as a fact.
const WILL: [&str; 8] = ["wants", "want", "refuses", "agrees", "agree", "refuse", "seeks", "tries"];

/// Adverbs that keep what happened at a distance.
const QUALIFIES: [&str; 3] = ["allegedly", "reportedly", "purportedly"];

/// Verbs that keep what is said at a distance.
pub(super) const ASSERTS: [&str; 9] =
    ["claim", "alleg", "accus", "insist", "contend", "maintain", "argu", "complain", "charge"];

/// Those beside whose word hearsay is none.
pub(super) const KNOWING: [&str; 16] = [
    "police",
    "official",
    "authorit",
    "sheriff",
    "court",
    "hospital",
    "university",
    "government",
    "ministry",
    "company",
    "prosecutor",
    "governing body",
    "commission",
    "department",
    "regulator",
    "central bank",
];

/// The place from the first to the last of two within one region.
pub(super) fn join(a: Place, b: Place) -> Place {
    if a.region != b.region {
        return a;
    }
    Place::within(a.region, a.start.min(b.start)..a.end.max(b.end))
}

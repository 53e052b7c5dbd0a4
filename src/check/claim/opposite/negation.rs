//! One word, said above the story and denied in it, or the other way round.

use std::ops::Range;

use super::{OPENING, turns};
use crate::annotate::lemmas;
use crate::check::Finding;
use crate::check::claim::headline::{Claim, Word};
use crate::check::claim::status::Hedge;
use crate::check::claim::story::{Found, Story, Subject};

/// Words of the claim that the opening denies and no sentence affirms, or the reverse.
pub fn judge(story: &Story<'_, '_>, claim: &Claim<'_>) -> Option<Finding> {
    claim.words.iter().filter(|word| !word.number).find_map(|word| one(story, claim, word))
}

fn one(story: &Story<'_, '_>, claim: &Claim<'_>, word: &Word) -> Option<Finding> {
    let pivot = word.at..word.at + 1;
    let above = claim.status(&pivot);
    let clause = claim.clause(word.at);
    let opening = matches!(above.hedged, Some((_, Hedge::Open | Hedge::Conditional | Hedge::Possible)));
    if above.negated.is_some() && !above.plainly || opening || !claim.is_verb(word) || turns(claim, &pivot) {
        return None;
    }
    let objects = claim.within(pivot.end..clause.end).count();
    let mut against: Option<(Found, Range<usize>)> = None;
    for found in story.find_word(claim, word) {
        let line = story.lines.get(found.line)?;
        let status = story.status(&found, false);
        let fit = story.fit(claim, &pivot, &found);
        let denied = status.negated.is_some();
        if denied == above.negated.is_some() {
            if fit.total > 0 {
                return None;
            }
            continue;
        }
        let who = fit.subject == Subject::Same && fit.head || fit.subject != Subject::Other && fit.total >= 3;
        let what = fit.objects > 0 && 2 * fit.objects >= objects && fit.total >= 2;
        // `will not close another school` denies nothing of one that has closed.
        let more = line.is_more(found.end);
        let text = claim.text(pivot.clone());
        // `will run`: a base that looks like a past.
        let before = word.at.checked_sub(1).filter(|at| *at >= clause.start);
        let base = above.hedged.is_some() || before.is_some_and(|at| ["will", "to"].iter().any(|w| claim.is(at, w)));
        let past = !base && (text.ends_with("ed") || lemmas::is_irregular(text));
        let will = status.negated.as_ref().is_some_and(|cue| {
            (cue.start.saturating_sub(1)..cue.end)
                .any(|at| line.is(at, &["will", "won't", "won’t", "would", "wouldn't", "wouldn’t"]))
        });
        let finite = line.is_verb(found.at) && !story.text(found.line, found.at..found.end).ends_with("ing");
        let firm = if denied {
            status.plainly && !more && !(past && will)
        } else {
            status.is_plain() && !line.denies() && finite
        };
        // `though he did not quit`: denied all the same.
        let is_past = if denied { line.is_earlier(found.at) } else { line.is_background(found.at) };
        if against.is_none() && line.paragraph < OPENING && who && what && firm && !is_past {
            let shown = status.negated.map_or(found.at, |cue| cue.start.min(found.at));
            against = Some((found, shown..found.end));
        }
    }
    let (found, shown) = against?;
    // `pledged to sell`: the pledge is denied with it.
    let cue = above.negated.or(above.hedged.map(|(cue, _)| cue));
    let stated = cue.map_or(word.at, |cue| cue.start.min(word.at))..word.at + 1;
    Some(
        Finding::at(claim.place(stated.clone()))
            .case("negation")
            .value("stated", claim.text(stated))
            .value("body", story.text(found.line, shown.clone()))
            .related(story.place(found.line, shown), "body"),
    )
}

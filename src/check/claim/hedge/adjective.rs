//! What the story calls possible in one word, and the headline has without it: `Report on Halden ties
//! of the board` over `possible ties`.
//!
//! Only nouns are looked at, and only where another word of the headline stands beside them in the
//! story, so that it speaks of the same. One place without the small word bears the headline out.

use std::ops::Range;

use super::Dropped;
use crate::annotate::tokens::Kind;
use crate::check::claim::headline::{self, Claim, Word};
use crate::check::claim::opposite::OPENING;
use crate::check::claim::story::{Found, Line, Story};

/// So many tokens before a noun, what hedges it may stand.
const BEFORE: usize = 4;

/// So many tokens around a noun, another word of the headline says that it is the same.
const BESIDE: usize = 6;

impl Dropped {
    /// A noun of the claim that the opening hedges, and no sentence has without it.
    pub(super) fn adjective<'c>(
        &self,
        story: &Story<'_, '_>,
        claim: &'c Claim<'_>,
    ) -> Option<(&'c Word, Found, Range<usize>)> {
        claim.words.iter().filter(|word| !word.number && !claim.is_verb(word)).find_map(|word| {
            let mut against: Option<(Found, Range<usize>)> = None;
            for found in story.find_word(claim, word) {
                let line = story.lines.get(found.line)?;
                let Some(cue) = self.qualifier(line, found.at) else {
                    let status = story.status(&found, true);
                    let bare = status.hedged.is_none() && status.negated.is_none() && status.alleged.is_none();
                    // What stands far from all else of the headline is another thing of the name.
                    if bare && is_beside(claim, word, line, found.at) {
                        return None;
                    }
                    continue;
                };
                if against.is_none() && line.paragraph < OPENING && is_beside(claim, word, line, found.at) {
                    against = Some((found, cue));
                }
            }
            against.map(|(found, cue)| (word, found, cue))
        })
    }

    /// The word that calls a noun possible: `potential Halden ties`.
    fn qualifier(&self, line: &Line<'_>, noun: usize) -> Option<Range<usize>> {
        let family = self.families.family("qualifier")?;
        let first = noun.saturating_sub(BEFORE).max(line.range.start);
        let word = |at: usize| line.tokens.get(at).is_some_and(|t| t.kind == Kind::Word);
        let plain = |at: usize| word(at) && headline::is_weighty(&line.tokens[at]);
        let open = (first..noun).rev().take_while(|at| plain(*at)).find(|at| {
            let hit = line.tokens.get(*at..line.range.end).and_then(|rest| self.families.at(rest));
            hit.is_some_and(|hit| hit.families.contains(&family))
        })?;
        Some(open..open + 1)
    }
}

/// Whether another word of the claim stands near a noun.
fn is_beside(claim: &Claim<'_>, word: &Word, line: &Line<'_>, at: usize) -> bool {
    let near = at.saturating_sub(BESIDE)..at + BESIDE + 1;
    let other = |stem: u64| claim.words.iter().any(|w| w.at != word.at && w.stem == stem);
    line.stems().iter().any(|(stem, there)| *there != at && near.contains(there) && other(*stem))
}

//! A punishment above the story for what the story says somebody was cleared of: `Man jailed for
//! murder` over a man acquitted of murder and convicted of manslaughter.

use super::Overstated;
use crate::check::Finding;
use crate::check::claim::headline::{self, Claim};
use crate::check::claim::story::Story;

/// So many words behind `cleared of`, what it was may stand: `of first-degree murder`.
const REACH: usize = 4;

impl Overstated {
    /// What the headline has somebody punished for, where the story only says that he was cleared of it.
    pub(super) fn cleared(&self, story: &Story<'_, '_>, claim: &Claim<'_>) -> Option<Finding> {
        let rest = |at: usize| claim.tokens.get(at..claim.range.end).unwrap_or_default();
        let is = |at: usize, family: &str| {
            let family = self.ladders.family(family);
            self.ladders.at(rest(at)).is_some_and(|hit| family.is_some_and(|f| hit.families.contains(&f)))
        };
        let any = |family: &str| claim.range.clone().any(|at| is(at, family));
        if !any("punished") || any("cleared") {
            return None;
        }
        let family = self.ladders.family("cleared")?;
        story.lines.iter().enumerate().find_map(|(number, line)| {
            line.range.clone().find_map(|at| {
                let hit = self.ladders.at(line.tokens.get(at..line.range.end)?)?;
                if !hit.families.contains(&family) {
                    return None;
                }
                let first = at + hit.len;
                let behind = (first..(first + REACH).min(line.range.end)).take_while(|at| !line.tokens[*at].is(','));
                let mut crimes = behind.filter(|at| headline::is_weighty(&line.tokens[*at]));
                let crime = crimes.find_map(|at| {
                    let stem = headline::word(line.plain, line.tokens, at).stem;
                    claim.words.iter().find(|word| word.stem == stem && !is(word.at, "punished"))
                })?;
                // `jailed for murder` over somebody who was cleared of one murder and convicted of another.
                let tokens = crime.at..crime.at + 1;
                if self.is_convicted(story, crime.stem) {
                    return None;
                }
                let shown = at..first;
                Some(
                    Finding::at(claim.place(tokens.clone()))
                        .case("cleared")
                        .value("stated", claim.text(tokens))
                        .value("body", story.text(number, shown.clone()))
                        .related(story.place(number, shown), "body"),
                )
            })
        })
    }

    /// Whether the story has somebody convicted of it, too.
    fn is_convicted(&self, story: &Story<'_, '_>, crime: u64) -> bool {
        let Some(family) = self.ladders.family("punished") else { return false };
        story.lines.iter().any(|line| {
            line.range.clone().any(|at| {
                let hit = line.tokens.get(at..line.range.end).and_then(|rest| self.ladders.at(rest));
                let Some(hit) = hit.filter(|hit| hit.families.contains(&family)) else { return false };
                let first = at + hit.len;
                let end = (first..line.range.end)
                    .find(|at| line.tokens[*at].is(',') || line.is(*at, &["but", "and", "while"]))
                    .unwrap_or(line.range.end);
                line.stems().iter().any(|(stem, at)| *stem == crime && (first..end.min(first + REACH + 2)).contains(at))
            })
        })
    }
}

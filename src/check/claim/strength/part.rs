//! A body that acts above the story where the story has only a part of it act: `Congress passes bill`
//! over a bill that has passed the House and goes to the Senate.

use super::Overstated;
use crate::check::Finding;
use crate::check::claim::headline::Claim;
use crate::check::claim::story::{Line, Story};

/// So many sentences tell who has acted.
const FIRST: usize = 2;

/// So many tokens stand at most between a body and what it does: `The House on Friday narrowly passed`.
const REACH: usize = 6;

/// So many of the headline's words beside the body and its verb stand in the sentence.
const SHARED: usize = 2;

impl Overstated {
    /// The body of the headline, where the opening has one of its parts do it and no sentence the whole.
    pub(super) fn part(&self, story: &Story<'_, '_>, claim: &Claim<'_>) -> Option<Finding> {
        let rest = |at: usize| claim.tokens.get(at..claim.range.end).unwrap_or_default();
        let is = |tokens: &[_], family: &str| {
            let family = self.ladders.family(family);
            self.ladders.at(tokens).is_some_and(|hit| family.is_some_and(|f| hit.families.contains(&f)))
        };
        let verb = claim.words.iter().find(|word| claim.is_verb(word))?;
        let whole = claim.words.iter().map(|word| word.at).find(|at| is(rest(*at), "whole"))?;
        let acts = is(rest(verb.at), "acts")
            && claim.head(verb.at) == claim.words.iter().find(|w| w.at == whole).map(|w| w.stem);
        if !acts || !claim.status(&(verb.at..verb.at + 1)).is_plain() {
            return None;
        }
        let here = |line: &Line<'_>, at: usize, family: &str| {
            line.tokens.get(at..line.range.end).is_some_and(|tokens| is(tokens, family))
        };
        // Who acts in a sentence: the nearest of them before the verb.
        let actor = |line: &Line<'_>, family: &str| {
            line.range.clone().find(|at| {
                let verb =
                    (at + 1..(at + 1 + REACH).min(line.range.end)).find(|i| here(line, *i, "acts") && line.is_verb(*i));
                here(line, *at, family)
                    && verb.is_some_and(|verb| {
                        !(at + 1..verb)
                            .any(|i| line.tokens[i].is(',') || here(line, i, "whole") || here(line, i, "part"))
                    })
            })
        };
        let over = story.lines.iter().any(|line| {
            actor(line, "whole").is_some()
                || line.order < 2 * FIRST && line.range.clone().any(|at| here(line, at, "last"))
        });
        if over {
            return None;
        }
        let (number, at) =
            story.lines.iter().enumerate().take_while(|(_, line)| line.order < FIRST).find_map(|(number, line)| {
                let stems = line.stems();
                let other = claim.words.iter().filter(|word| word.at != whole && word.at != verb.at);
                let shared = other.filter(|word| stems.iter().any(|(stem, _)| *stem == word.stem)).count();
                actor(line, "part").filter(|_| shared >= SHARED).map(|at| (number, at))
            })?;
        let tokens = whole..whole + 1;
        Some(
            Finding::at(claim.place(tokens.clone()))
                .value("stated", claim.text(tokens))
                .value("body", story.text(number, at..at + 1))
                .related(story.place(number, at..at + 1), "body"),
        )
    }
}

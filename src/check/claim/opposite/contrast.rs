//! One of two words that exclude each other where the story has the other one: `Republican lawmakers`
//! over Democratic lawmakers, a daughter over a son.
//!
//! The words are data (`contrasts.txt`), by sets: `son = child-1`, `daughter = child-2`. They are compared
//! before the same noun. Alone, a word for a man or a woman is held against a story that has nobody of
//! that sex.

use super::super::families::{Families, Hit};
use super::super::headline::{self, Claim};
use super::super::story::{Line, Story};
use crate::annotate::tokens::{Kind, Token};
use crate::check::Finding;

/// So many sentences open a story.
const FIRST: usize = 3;

/// So many tokens behind a word, its noun may stand.
const REACH: usize = 2;

/// So many of the headline's other words stand in a sentence that tells the same.
const SHARED: usize = 2;

/// The set and the side of a word: `child-1`.
fn side<'f>(sets: &'f Families, hit: &Hit<'_>) -> Option<(&'f str, &'f str)> {
    hit.families.iter().find_map(|family| sets.name(*family).split_once('-'))
}

/// The stem of the noun right behind a token.
fn noun(plain: &str, tokens: &[Token], at: usize) -> Option<u64> {
    let behind = (at..at + REACH).take_while(|at| tokens.get(*at).is_some_and(|t| t.kind == Kind::Word));
    let mut weighty = behind.filter(|at| headline::is_weighty(&tokens[*at]));
    weighty.next().map(|at| headline::word(plain, tokens, at).stem)
}

/// A word of the claim for which the opening has the one that it excludes.
pub fn judge(sets: &Families, story: &Story<'_, '_>, claim: &Claim<'_>) -> Option<Finding> {
    claim.range.clone().find_map(|at| {
        let hit = sets.at(claim.tokens.get(at..claim.range.end)?)?;
        let (set, mine) = side(sets, &hit)?;
        let clause = claim.clause(at);
        let behind = noun(claim.plain, claim.tokens.get(..clause.end)?, at + hit.len);
        let sex =
            ["male", "female"].into_iter().find(|sex| sets.family(sex).is_some_and(|f| hit.families.contains(&f)));
        let day = sets.family("day").is_some_and(|family| hit.families.contains(&family));
        let behind = behind.filter(|_| !day);
        let opposite = |line: &Line<'_>, at: usize| {
            let other = line.tokens.get(at..line.range.end).and_then(|rest| sets.at(rest))?;
            side(sets, &other).filter(|(there, _)| *there == set).map(|(_, theirs)| theirs != mine)
        };
        // The same side, or anybody of that sex, bears it out.
        let bears = |line: &Line<'_>, at: usize| match (behind, sex) {
            (_, Some(sex)) => {
                let family = sets.family(sex);
                let hit = line.tokens.get(at..line.range.end).and_then(|rest| sets.at(rest));
                hit.is_some_and(|hit| family.is_some_and(|family| hit.families.contains(&family)))
            }
            (Some(stem), None) => {
                let joined =
                    line.is(at + 1, &["and", "or"]) || at > line.range.start && line.is(at - 1, &["and", "or"]);
                opposite(line, at) == Some(false)
                    && (line.order < FIRST && joined || noun(line.plain, line.tokens, at + 1) == Some(stem))
            }
            (None, None) => !day || opposite(line, at) == Some(false),
        };
        if claim.is_quoted(&(at..at + hit.len))
            || story.lines.iter().any(|line| line.range.clone().any(|at| bears(line, at)))
        {
            return None;
        }
        let (number, there) =
            story.lines.iter().enumerate().take_while(|(_, line)| line.order < FIRST).find_map(|(number, line)| {
                let shared = claim
                    .words
                    .iter()
                    .filter(|word| word.at != at && line.stems().iter().any(|(stem, _)| *stem == word.stem));
                let told = shared.count() >= SHARED;
                let beside = |there: usize| sex.is_some() || day || noun(line.plain, line.tokens, there + 1) == behind;
                let found = line.range.clone().find(|there| opposite(line, *there) == Some(true) && beside(*there))?;
                told.then_some((number, found))
            })?;
        let (stated, there) = (at..at + hit.len, there..there + 1);
        Some(
            Finding::at(claim.place(stated.clone()))
                .value("stated", claim.text(stated))
                .value("body", story.text(number, there.clone()))
                .related(story.place(number, there), "body"),
        )
    })
}

//! Who came out above whom: `Denby beats Marlow` over a Marlow that beat Denby.
//!
//! The verbs are data: `over` ones have the winner before them, `under` ones the loser. Only two
//! names are compared, each on its own side of the verb; in the passive the sides are turned round.

use std::ops::Range;

use super::super::families::{Families, Hit};
use super::super::headline::{Claim, Word};
use super::super::story::{Found, Line, Story};
use crate::annotate::tokens::{Kind, Token};
use crate::check::Finding;

/// So many sentences open a report.
const FIRST: usize = 8;

/// So many tokens behind the verb, the other side is named.
const BEHIND: usize = 7;

/// The verb that some tokens start with, whatever score stands within it (`lost 3-1 to`), and how many
/// tokens it takes.
fn at<'f>(contests: &'f Families, tokens: &[Token]) -> Option<(Hit<'f>, usize)> {
    if let Some(hit) = contests.at(tokens) {
        return Some((hit, hit.len));
    }
    let first = tokens.first().filter(|t| t.kind == Kind::Word)?;
    let score = |t: &&Token| t.kind == Kind::Number || t.is('-') || t.is('–') || t.is(',');
    let passed = tokens.iter().skip(1).take(6).take_while(score).count();
    let next = tokens.get(1 + passed).filter(|_| passed > 0)?;
    contests.at(&[*first, *next]).map(|hit| (hit, 1 + passed + hit.len - 1)).filter(|(hit, _)| hit.len > 1)
}

/// Whether a verb has the winner before it.
fn is_over(contests: &Families, families: &[u16]) -> Option<bool> {
    let has = |name: &str| contests.family(name).is_some_and(|family| families.contains(&family));
    if has("over") { Some(true) } else { has("under").then_some(false) }
}

/// A claim whose two sides the opening of the story has the other way round.
pub fn judge(contests: &Families, story: &Story<'_, '_>, claim: &Claim<'_>) -> Option<Finding> {
    let (pivot, over) = claim.range.clone().find_map(|at| {
        let hit = contests.at(claim.tokens.get(at..claim.range.end)?)?;
        let verb = hit.len > 1 || claim.words.iter().any(|word| word.at == at && claim.is_verb(word));
        verb.then_some(())?;
        Some((at..at + hit.len, is_over(contests, hit.families)?))
    })?;
    let clause = claim.clause(pivot.start);
    let named = |word: &&Word| !word.number && claim.tokens[word.at].capital;
    let before = claim.within(clause.start..pivot.start).filter(named).last()?;
    let behind = claim.within(pivot.end..clause.end).find(named)?;
    if behind.at > pivot.end + 2 || !claim.status(&pivot).is_plain() {
        return None;
    }
    let (winner, loser) = if over { (before.stem, behind.stem) } else { (behind.stem, before.stem) };
    let mut against: Option<(Found, Range<usize>)> = None;
    let places =
        story.find(|tokens, line, _| (line.order < FIRST).then(|| at(contests, tokens).map(|(_, len)| len)).flatten());
    for found in places {
        let line = story.lines.get(found.line)?;
        let (hit, _) = at(contests, line.tokens.get(found.at..line.range.end)?)?;
        // `suffered a defeat to` is no verb.
        if hit.len == 1 && hit.form.is_base() && !line.is_verb(found.at) || line.is(found.end, &["to", "against"]) {
            continue;
        }
        let passive = line.is(found.end, &["by"]);
        let over = is_over(contests, hit.families)? != passive;
        let status = story.status(&found, false);
        let (first, second) = sides(line, &found);
        let has = |range: &Range<usize>, one: u64| {
            line.stems().iter().any(|(stem, at)| *stem == one && range.contains(at) && line.tokens[*at].capital)
        };
        let (up, down) = if over { (&first, &second) } else { (&second, &first) };
        if has(up, winner) && has(down, loser) {
            return None;
        }
        let turned = has(up, loser) && has(down, winner) && !has(up, winner) && !has(down, loser);
        if against.is_none() && turned && status.is_plain() && !line.is_background(found.at) {
            against = Some((found, first.start..second.end));
        }
    }
    let (found, _) = against?;
    Some(
        Finding::at(claim.place(pivot.clone()))
            .case("contest")
            .value("stated", claim.text(pivot))
            .value("body", story.text(found.line, found.at..found.end))
            .related(story.place(found.line, found.at..found.end), "body"),
    )
}

/// The tokens on both sides of a verb in which the two can be named: up to the next comma or verb.
fn sides(line: &Line<'_>, found: &Found) -> (Range<usize>, Range<usize>) {
    let stop = |at: &usize| line.tokens.get(*at).is_some_and(|t| t.is(',') || t.is(';') || t.is('—') || t.is('–'));
    let start = (line.range.start..found.at).rev().find(stop).map_or(line.range.start, |at| at + 1);
    let end = (found.end..line.range.end).find(stop).unwrap_or(line.range.end);
    (start..found.at, found.end..end.min(found.end + BEHIND))
}

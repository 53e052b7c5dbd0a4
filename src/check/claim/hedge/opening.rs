//! The opening says of the same in other words that it is possible, planned or expected: `Denby
//! opens ferry line to Corran` over `Denby is considering ferries to Corran`.
//!
//! Words are not compared here, but clauses: the subject of the headline stands before the first
//! verb of the opening, that verb is hedged, and most of what the headline says behind its own
//! verb stands behind it. That verb (or another of its family) must be nowhere a plain fact.

use std::ops::Range;

use super::super::families::Families;
use super::super::headline::{self, Claim, Word};
use super::super::status::Hedge;
use super::super::story::{Found, Line, Story};
use crate::annotate::lemmas;
use crate::annotate::tokens::Kind;
use crate::article::Role;

/// So many sentences open a story.
const FIRST: usize = 2;

/// At least so many words behind the headline's verb stand behind the opening's.
const SHARED: usize = 2;

/// What the opening hedges of the claim whose verb is `word`.
pub fn judge(
    story: &Story<'_, '_>,
    claim: &Claim<'_>,
    word: &Word,
    families: &Families,
) -> Option<(Found, Range<usize>, Hedge)> {
    let pivot = word.at..word.at + 1;
    let clause = claim.clause(word.at);
    let status = claim.status(&pivot);
    let named = claim.within(clause.start..word.at).filter(|w| !w.number).count();
    let will = word.at > clause.start && claim.is(word.at - 1, "will");
    if claim.role != Role::Headline || !status.is_plain() || named == 0 || will {
        return None;
    }
    let found =
        story.lines.iter().enumerate().take_while(|(_, line)| line.order < FIRST).find_map(|(number, line)| {
            let (at, cue, hedge) = predicate(story, claim, word, number, line)?;
            let objects = distinct(claim, word.at + 1..claim.range.end);
            let behind = |stem: &u64| line.stems().iter().any(|(other, place)| other == stem && *place > cue.end);
            let shared = objects.iter().filter(|stem| behind(stem)).count();
            (shared >= SHARED && 2 * shared >= objects.len()).then_some((
                Found { line: number, at, end: at + 1 },
                cue,
                hedge,
            ))
        })?;
    (!is_fact(story, claim, word, families, (&found.0, &found.1))).then_some(found)
}

fn distinct(claim: &Claim<'_>, tokens: Range<usize>) -> Vec<u64> {
    let mut stems: Vec<u64> = claim.within(tokens).map(|word| word.stem).collect();
    stems.sort_unstable();
    stems.dedup();
    stems
}

/// The first verb of the sentence behind the headline's subject, where it is hedged.
fn predicate(
    story: &Story<'_, '_>,
    claim: &Claim<'_>,
    word: &Word,
    number: usize,
    line: &Line<'_>,
) -> Option<(usize, Range<usize>, Hedge)> {
    let head = claim.head(word.at)?;
    let subject = line.stems().iter().find(|(stem, _)| *stem == head).map(|(_, at)| *at)?;
    let start = dateline(line);
    for at in start..line.range.end {
        let token = line.tokens.get(at)?;
        let opens = line.is(at, &["that", "which", "who", "whose", "when", "after", "as", "if", "where"]);
        if opens || headline::is_quote(line.tokens, at) {
            return None;
        }
        if token.kind != Kind::Word || lemmas::function(token).is_some() || !line.is_verb(at) {
            continue;
        }
        // The sentence's own verb comes behind the subject; `Kerr, seeking to win, said` has it later.
        if at < subject || line.tokens.get(subject + 1).is_some_and(|t| t.is(',')) {
            return None;
        }
        let found = Found { line: number, at, end: at + 1 };
        let status = story.status(&found, false);
        let Some((cue, hedge)) = status.hedged.clone() else {
            // `planned to cut`, `is considering a merger`: the verb is the cue of what comes next.
            let verb = (at + 1..line.range.end.min(at + 4)).find(|next| line.is_verb(*next));
            let noun = line.stems().iter().map(|(_, next)| *next).find(|next| (at + 1..at + 5).contains(next));
            let (next, noun) = verb.map(|next| (next, false)).or(noun.map(|next| (next, true)))?;
            let status = story.status(&Found { line: number, at: next, end: next + 1 }, noun);
            let (cue, hedge) = status.hedged.filter(|(cue, _)| cue.contains(&at))?;
            let shown = if noun { at } else { next };
            return (is_open(hedge) && is_finite(line, &cue)).then_some((shown, cue, hedge));
        };
        let own = status.negated.is_none() && status.alleged.is_none() && cue.start > subject && cue.end <= at;
        return (own && is_open(hedge) && is_finite(line, &cue)).then_some((at, cue, hedge));
    }
    None
}

/// The first token behind a dateline: `DENBY, Norland (AP) —`.
fn dateline(line: &Line<'_>) -> usize {
    let dash = |at: &usize| line.tokens.get(*at).is_some_and(|t| t.spaced && (t.is('—') || t.is('–') || t.is('-')));
    line.range.clone().take(16).find(dash).map_or(line.range.start, |at| at + 1)
}

/// Whether a cue is the sentence's verb or stands with one: `is seeking`, and not `, seeking`.
fn is_finite(line: &Line<'_>, cue: &Range<usize>) -> bool {
    let Some(token) = line.tokens.get(cue.start) else { return false };
    let before = cue.start.checked_sub(1);
    let helped = before.is_some_and(|at| line.tokens.get(at).is_some_and(|t| lemmas::function(t).is_some()));
    let comma = before.is_some_and(|at| line.tokens.get(at).is_some_and(|t| t.is(',')));
    !comma && (helped || !token.text(line.plain).ends_with("ing"))
}

fn is_open(hedge: Hedge) -> bool {
    matches!(hedge, Hedge::Possible | Hedge::Considered | Hedge::Intended | Hedge::Expected)
}

/// Whether the story has the headline's verb, or the opening's, as a fact somewhere.
fn is_fact(
    story: &Story<'_, '_>,
    claim: &Claim<'_>,
    word: &Word,
    families: &Families,
    (opening, cue): (&Found, &Range<usize>),
) -> bool {
    let pivot = word.at..word.at + 1;
    let family = claim.tokens.get(word.at..claim.range.end).and_then(|rest| families.at(rest));
    let family: Vec<u16> = family.map(|hit| hit.families.to_vec()).unwrap_or_default();
    let other = story.lines.get(opening.line).filter(|_| !cue.contains(&opening.at));
    let other = other.map(|line| headline::word(line.plain, line.tokens, opening.at).stem);
    let places = story.find(|tokens, line, _| {
        tokens.first().filter(|t| t.kind == Kind::Word && headline::is_weighty(t))?;
        let stem = headline::word(line.plain, tokens, 0).stem;
        if stem == word.stem || Some(stem) == other {
            return Some(1);
        }
        let hit = families.at(tokens)?;
        hit.families.iter().any(|f| family.contains(f)).then_some(hit.len)
    });
    places.iter().any(|found| {
        let Some(line) = story.lines.get(found.line) else { return true };
        let status = story.status(found, !line.is_verb(found.at));
        status.hedged.is_none() && status.negated.is_none() && story.fit(claim, &pivot, found).total > 0
    })
}

//! Forms of words by which a deed is said of somebody, or left open.

use std::ops::Range;

use crate::annotate::lemmas::{self, Function};
use crate::annotate::tokens::Kind;
use crate::check::claim::headline::{self, Claim};
use crate::check::claim::story::Line;

/// `caught stealing shoes`, `sued after drugging a guest`: an -ing form that says it of somebody.
pub(super) fn is_caught(claim: &Claim<'_>, tokens: &Range<usize>) -> bool {
    // `after shooting at a bank` is an event.
    let object = claim.tokens.get(tokens.end).is_some_and(|t| {
        t.kind == Kind::Word && (headline::is_weighty(t) || claim.is(tokens.end, "and"))
            || matches!(lemmas::function(t), Some(Function::Determiner | Function::Pronoun))
    });
    let before = |at: usize| claim.is(at, "caught") || claim.is(at, "after") && object;
    tokens.start.checked_sub(1).is_some_and(before)
}

/// `faces a second-degree assault charge`: how many tokens it takes.
pub(super) fn faces(line: &Line<'_>, at: usize) -> Option<usize> {
    /// So many tokens stand at most between.
    const REACH: usize = 7;
    if !line.is(at, &["face", "faces", "facing", "faced"]) {
        return None;
    }
    let end = (at + REACH).min(line.range.end);
    (at + 1..end).find(|at| line.is(*at, &["charge", "charges", "count", "counts"])).map(|charge| charge + 1 - at)
}

/// Words that tie a deed to somebody.
pub(super) const COMMITS: [&str; 42] = [
    "took",
    "takes",
    "accepted",
    "received",
    "over",
    "for",
    "ran",
    "run",
    "runs",
    "running",
    "operated",
    "operates",
    "committed",
    "commits",
    "commit",
    "led",
    "leads",
    "masterminded",
    "orchestrated",
    "engaged",
    "engages",
    "behind",
    "spread",
    "spreads",
    "spreading",
    "staged",
    "pulled",
    "oversaw",
    "hid",
    "helped",
    "guilty",
    "involved",
    "abetted",
    "carried",
    "planned",
    "plotted",
    "hatched",
    "ignored",
    "enabled",
    "practised",
    "practiced",
    "in",
];

/// Words before a participle in the passive.
pub(super) const PASSIVE: [&str; 10] = ["is", "are", "was", "were", "be", "been", "being", "gets", "get", "got"];

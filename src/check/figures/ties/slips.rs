//! Ties by the slip itself: two numbers of one thing whose digits have only changed places.
//!
//! Of two numbers of two digits about one pair in ninety is the other turned round, of longer ones far
//! fewer; so little has to tie the rest. One digit that differs proves much less and is left to the other
//! ties.

use super::super::around;
use super::super::likeness;
use super::super::mention::Mention;
use super::{Standing, each, lacks_none};
use crate::annotate::figures::{Direction, Figure, Kind};

/// So many values may a story give for things of a kind, for a pair of them to stand out.
const FEW: usize = 4;

/// Whether two mentions whose digits have changed places are of one thing.
pub fn is_transposed(there: &Mention<'_>, here: &Mention<'_>, standing: Standing) -> bool {
    let (a, b) = (there.figure, here.figure);
    let digits = likeness::digits(a.stated).max(likeness::digits(b.stated));
    let end = |f: &Figure| f.direction == Some(Direction::From);
    // $31 million is $30.1 million with less said, and not turned round.
    let written = |m: &Mention<'_>| m.figure.number.len();
    let length = written(there) == written(here);
    if digits < 2 || !length || standing.values > FEW || digits < 3 && a.hedge != b.hedge || a.per != b.per || end(a) != end(b) {
        return false;
    }
    if each(&there.near.times, &here.near.times) || a.group != b.group && a.group.is_some() && b.group.is_some() {
        return false;
    }
    let words = around::shared(&there.near.words, &here.near.words);
    let names = around::shared(&there.near.names, &here.near.names);
    let apart = each(&there.near.names, &here.near.names);
    match b.kind {
        Kind::Count => {
            let same = there.thing.is_some() && there.thing == here.thing;
            let people = there.people && here.people && digits >= 3 && names > 0;
            let told = |key: &u64| there.line.tokens.get(there.line.span()).is_some_and(|t| t.iter().any(|t| t.key == *key));
            let narrowed = lacks_none(&here.modifiers, &there.modifiers) || here.modifiers.iter().all(told) || words >= 2;
            (same && narrowed || people) && (digits >= 3 || here.definite && !apart || words + names >= 1 && !apart)
        }
        _ => {
            let named = there.named.is_some() && there.named.as_ref().map(|n| n.key) == here.named.as_ref().map(|n| n.key);
            named || digits >= 3 && words + names >= 1 && !apart
        }
    }
}

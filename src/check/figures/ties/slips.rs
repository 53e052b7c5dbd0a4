//! Ties by the slip itself: two numbers of one thing that are a slip of the finger apart.
//!
//! Of two numbers of two digits about one pair in ninety is the other turned round, of longer ones far
//! fewer; so little has to tie the rest. One digit that differs proves much less and is left to the other
//! ties.

use super::super::around;
use super::super::likeness;
use super::super::mention::{Mention, Slip};
use super::{Standing, each, is_near, lacks_none};
use crate::annotate::figures::{Decimal, Direction, Figure, Kind};

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
    if digits < 2
        || !length
        || standing.values > FEW
        || digits < 3 && a.hedge != b.hedge
        || a.per != b.per
        || end(a) != end(b)
    {
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
            let told =
                |key: &u64| there.line.tokens.get(there.line.span()).is_some_and(|t| t.iter().any(|t| t.key == *key));
            let narrowed =
                lacks_none(&here.modifiers, &there.modifiers) || here.modifiers.iter().all(told) || words >= 2;
            let pair = standing.values == 2 && !apart;
            (same && narrowed || people) && (digits >= 3 || pair || words + names >= 1 && !apart)
        }
        _ => {
            let named =
                there.named.is_some() && there.named.as_ref().map(|n| n.key) == here.named.as_ref().map(|n| n.key);
            // Of those who vote, nearly all that did not vote for one voted for the other.
            let whole = |sum: Decimal| sum >= Decimal::from(97) && sum <= Decimal::from(101);
            let rest = b.kind == Kind::Percent && a.stated.checked_add(b.stated).is_some_and(whole);
            let again = digits >= 3 && words + names >= 1 || words >= 2 || here.definite && standing.values == 2;
            named || again && !apart && !rest
        }
    }
}

/// A long number that is one key away from another of the same thing, or one that points back to it
/// soon after.
pub fn one_key_away(there: &Mention<'_>, here: &Mention<'_>, slip: Option<Slip>, standing: Standing) -> bool {
    let (a, b) = (there.figure, here.figure);
    if !matches!(slip, Some(Slip::Digit | Slip::Transposed)) || !is_near(a, b, 92) {
        return false;
    }
    let apart = each(&there.near.times, &here.near.times);
    let digits = likeness::digits(a.stated).max(likeness::digits(b.stated));
    let same = there.thing.is_some() && there.thing == here.thing;
    if b.kind == Kind::Count {
        let few = standing.values <= 4 && !each(&there.near.names, &here.near.names);
        let held = here.definite || a.hedge.is_some() && a.hedge == b.hedge;
        // `26 children … $18,000` told again: the sentences share another figure too.
        let beside = |f: &Figure| {
            here.line.figures.iter().any(|g| g.start != b.start && g.kind == f.kind && g.stated == f.stated)
        };
        let shared =
            there.line.figures.iter().any(|f| f.start != a.start && likeness::digits(f.stated) >= 2 && beside(f))
                && around::shared(&there.near.words, &here.near.words) >= 3;
        return same && (digits >= 3 && few && held || shared && standing.values <= 4) && !apart;
    }
    let soon = b.region.abs_diff(a.region) <= 4;
    let ends = (a.direction == Some(Direction::From)) != (b.direction == Some(Direction::From));
    let limit = here.line.is_any(b.tokens.end as usize, &["mark", "level", "threshold", "limit", "barrier"]);
    let led = limit || matches!(b.direction, Some(Direction::To)) || matches!(b.kind, Kind::Duration | Kind::Percent);
    let hedged = a.hedge.is_some() || b.hedge.is_some();
    here.definite && soon && !apart && !ends && !led && a.per == b.per && a.per.is_none() && !hedged
}

/// `all 99 counties … the 99-county tour … the 96-county goal`: the story has one number throughout, and
/// once another that is one key away.
pub fn odd_one(there: &Mention<'_>, here: &Mention<'_>, slip: Option<Slip>, standing: Standing) -> bool {
    let same = there.thing.is_some() && there.thing == here.thing;
    let compound = |m: &Mention<'_>| m.line.is_any(m.figure.tokens.end as usize, &["-"]);
    same && here.figure.kind == Kind::Count
        && standing.times >= 3
        && standing.values <= 3
        && matches!(slip, Some(Slip::Digit | Slip::Transposed))
        && (compound(here) || here.definite)
        && is_near(there.figure, here.figure, 35)
        && !each(&there.near.times, &here.near.times)
}

/// Whether two amounts are in the same digits a thousand or a million times each other.
pub fn is_thousandfold(a: &Figure, b: &Figure) -> bool {
    let digits = likeness::digits(a.stated).max(likeness::digits(b.stated));
    let times = |a: Decimal, b: Decimal| a.checked_div(b).is_some_and(|ratio| ratio > Decimal::from(500));
    let most = |a: Decimal, b: Decimal| a.checked_div(b).is_some_and(|ratio| ratio > Decimal::from(1_000_000));
    digits >= 2
        && (times(a.stated, b.stated) || times(b.stated, a.stated))
        && !most(a.stated, b.stated)
        && !most(b.stated, a.stated)
}

/// Whether the words around two amounts are of one matter: enough where the digits are the same.
pub fn is_told_again(there: &Mention<'_>, here: &Mention<'_>) -> bool {
    let (a, b) = (&there.near, &here.near);
    let digits = likeness::digits(there.figure.stated);
    let shared = around::shared(&a.words, &b.words);
    let next = around::shared(&a.next, &b.next);
    (digits >= 3 && shared >= 1 || next >= 1 && shared >= 2) && there.figure.per == here.figure.per
}

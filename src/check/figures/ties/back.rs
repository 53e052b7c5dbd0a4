//! Ties of copy that points back: `the 46 shelters`, `all six charges`, `the $2.8 billion total`.

use super::super::around;
use super::super::likeness;
use super::super::line;
use super::super::mention::{self, Mention, Slip};
use super::slips::is_thousandfold;
use super::{Standing, each, is_near, is_small, lacks, lacks_none};
use crate::annotate::figures::{Decimal, Kind};

/// `48 shelters … the 46 shelters`, where the story gives no third number of shelters.
///
/// Of a few, fewer are some of them; of more than there were, nothing is a part.
pub fn points_back(there: &Mention<'_>, here: &Mention<'_>, standing: Standing) -> bool {
    let (a, b) = (there.figure, here.figure);
    // `the 72 stranded people`, of `seventy-seven stranded men and women`
    let called = there.people
        && here.people
        && !here.modifiers.is_empty()
        && here.modifiers == there.modifiers
        && mention::slip(a.stated, b.stated).is_some();
    let same = there.thing.is_some() && there.thing == here.thing || called;
    let possessive = is_owned(here, there);
    // Where the story counts more of the kind, the words must be the same too.
    let again = standing.values <= 4
        && around::shared(&there.near.words, &here.near.words) >= 2
        && is_near(a, b, 65)
        && lacks_none(&here.modifiers, &there.modifiers);
    let definite = here.definite || possessive || here.line.follows(b.tokens.start as usize, &["same"]);
    if b.kind != Kind::Count || !same || !definite || standing.values > 2 && !again {
        return false;
    }
    let dozen = b.stated <= Decimal::from(12) || mention::slip(a.stated, b.stated).is_none();
    // `the same 13 items` are no part of ten.
    let again_all = here.line.follows(b.tokens.start as usize, &["same"]);
    let again_all = again_all || possessive || here.line.follows(b.tokens.start as usize, &["all"]);
    let fewer = b.stated < a.stated && is_small(a) && is_small(b) && dozen && !again_all;
    // `the 5,000 technical unit staff` of 4,000 technical staff
    let other =
        lacks(&here.modifiers, &there.modifiers) && around::shared_unsorted(&here.modifiers, &there.modifiers) == 0;
    let hedged = a.hedge.is_some() || b.hedge.is_some();
    // `all five of Tuesday’s contests`, `among the seven people on the bus`
    let end = b.tokens.end as usize;
    // `the 74 candidates who answered`: no others are meant.
    let narrowed = here.line.is_any(line::phrase_end(b), &["who", "whose", "whom"]);
    let whole = narrowed
        || here.line.is_any(end, &["of"])
        || here.line.has((b.tokens.start as usize).saturating_sub(2)..end, &["among", "between"]);
    let slip = mention::slip(a.stated, b.stated);
    let near = matches!(slip, Some(Slip::Magnitude | Slip::Transposed)) || is_near(a, b, 92);
    near && !whole && !fewer && !other && !a.subset && !b.subset && (!hedged || is_thousandfold(a, b))
}

/// `Her eleven novels`, `the choir's 28 singers`: all that somebody has, who is told of in both places.
fn is_owned(here: &Mention<'_>, there: &Mention<'_>) -> bool {
    let first = here.figure.tokens.start as usize;
    if here.line.follows(first, &["his", "her", "its", "their", "our"]) {
        return true;
    }
    let owner = first.checked_sub(2).filter(|_| here.line.follows(first, &["'s", "’s"]));
    let Some(owner) = owner.and_then(|at| here.line.tokens.get(at)) else { return false };
    let told = there.line.tokens.get(there.line.span()).unwrap_or_default();
    !owner.capital || told.iter().any(|t| t.key == owner.key)
}

/// `three were arrested … the four arrested`: as many people as it happened to.
pub fn same_fate(there: &Mention<'_>, here: &Mention<'_>, standing: Standing) -> bool {
    let (a, b) = (there.figure, here.figure);
    // `49 people were killed at the Harbour club … the 46 Harbour victims`
    let called = here.named_alike(there);
    let fewer = b.stated < a.stated && is_small(b);
    // `The 17 deaths`: of no other dead than those that the story tells of.
    let bare = here.modifiers.is_empty() && here.near.names.is_empty() && !here.narrowed;
    likeness::is_one_fate(there, here)
        && here.definite
        && standing.values <= 2
        && !fewer
        && is_near(a, b, 92)
        && (around::shared(&there.near.words, &here.near.words) >= 2
            || around::shared(&there.near.names, &here.near.names) > 0
            || called
            || bare && !there.figure.subset)
        && !each(&there.near.times, &here.near.times)
        && (called || !each(&there.near.names, &here.near.names))
}

/// Words for an amount that has just been told.
const AMOUNTS: [&str; 8] = ["total", "sum", "amount", "figure", "price", "cost", "bill", "tag"];

/// `a $2.2 billion plan … The $2.8 billion total`: an amount that is called by no more than its number, one
/// digit away from the one told shortly before.
pub fn summed_up(there: &Mention<'_>, here: &Mention<'_>, slip: Option<Slip>) -> bool {
    let (a, b) = (there.figure, here.figure);
    let end = b.tokens.end as usize;
    matches!(b.kind, Kind::Money(_))
        && here.definite
        && here.line.is_any(end, &AMOUNTS)
        && matches!(slip, Some(Slip::Digit | Slip::Transposed))
        && b.region - a.region <= 2
        && a.hedge == b.hedge
        && a.granularity == b.granularity
        && is_near(a, b, 101)
        && !each(&there.near.times, &here.near.times)
}

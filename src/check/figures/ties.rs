//! What ties two mentions of a number together beyond doubt, so that two values are one too many.
//!
//! How much two sentences have in common says little: a story is full of sentences made alike about
//! things that are not the same. Each tie here is a way in which copy itself says that it speaks of
//! one thing again: it points back, tells the same again word for word, or is off by a thousandfold in
//! what it tells. All of them were held against published copy, where nearly every pair of numbers is
//! of two things.

mod slips;

use super::around;
use super::likeness;
use super::mention::{self, Mention, Slip};
use crate::annotate::figures::{Decimal, Direction, Figure, Kind};

/// What the story as a whole says of the two values of a pair.
#[derive(Clone, Copy, Debug)]
pub struct Standing {
    /// How many values the story gives for things of this key.
    pub values: usize,
    /// How often it gives the one that is not doubted.
    pub times: usize,
    /// Whether one of the two captions a picture.
    pub caption: bool,
}

/// Below this a number is small: few numbers of one digit or of the teens are told apart by chance.
const SMALL: i64 = 20;

/// Whether the story speaks of one thing in both places.
pub fn is_tied(there: &Mention<'_>, here: &Mention<'_>, standing: Standing) -> bool {
    let (a, b) = (there.figure, here.figure);
    if matches!(b.kind, Kind::Ordinal) || is_part(there) || is_part(here) {
        return false;
    }
    let slip = mention::slip(a.stated, b.stated);
    if slip == Some(Slip::Magnitude) {
        return is_thousandfold(a, b) && (is_told_again(there, here) || points_back(there, here, standing));
    }
    points_back(there, here, standing)
        || same_fate(there, here, standing)
        || same_toll(there, here, standing)
        || same_named(there, here, standing)
        || slip == Some(Slip::Transposed) && slips::is_transposed(there, here, standing)
        || one_key_away(there, here, slip, standing)
        || retold(there, here)
        || same_group(there, here)
        || same_beside(there, here)
        || same_event(there, here, standing)
        || odd_one(there, here, slip, standing)
        || same_words(there, here, slip, standing)
        || standing.caption && around::shared(&there.near.words, &here.near.words) >= 3 && is_near(a, b, 90)
}

/// Whether something sets the number apart as one lot of several: `another 12`, `three of them`,
/// `two more`, `four each`.
pub fn is_part(mention: &Mention<'_>) -> bool {
    let figure = mention.figure;
    let (first, end) = (figure.tokens.start as usize, super::line::phrase_end(figure));
    let line = &mention.line;
    let words = ["other", "others", "more", "each", "apiece", "new", "fresh", "extra"];
    // `four of her sons`
    let of = figure.kind == Kind::Count && line.is_any(figure.tokens.end as usize, &["of"]);
    figure.additional
        || of
        || line.is_any(figure.tokens.end as usize, &words)
        || line.follows(first, &["other", "another", "additional", "further"])
        || line.has(end..(end + 6).min(line.span().end), &["each", "apiece"])
}

/// The ratio of two values is less than the one of these hundredths to a hundred above or below one.
pub fn is_near(a: &Figure, b: &Figure, hundredths: i64) -> bool {
    let (low, high) = if a.stated < b.stated { (a.stated, b.stated) } else { (b.stated, a.stated) };
    let most = low.checked_mul(Decimal::new(100 + hundredths, 2));
    low > Decimal::ZERO && most.is_some_and(|most| high < most)
}

fn lacks(p: &[u64], q: &[u64]) -> bool {
    p.iter().any(|w| !q.contains(w))
}

fn lacks_none(p: &[u64], q: &[u64]) -> bool {
    !lacks(p, q)
}

fn each(p: &[u64], q: &[u64]) -> bool {
    lacks(p, q) && lacks(q, p)
}

fn is_small(figure: &Figure) -> bool {
    figure.stated < Decimal::from(SMALL)
}

/// `48 shelters … the 46 shelters`, where the story gives no third number of shelters.
///
/// Of a few, fewer are some of them; of more than there were, nothing is a part.
fn points_back(there: &Mention<'_>, here: &Mention<'_>, standing: Standing) -> bool {
    let (a, b) = (there.figure, here.figure);
    // `the 72 stranded people`, of `seventy-seven stranded men and women`
    let called = there.people
        && here.people
        && !here.modifiers.is_empty()
        && here.modifiers == there.modifiers
        && mention::slip(a.stated, b.stated).is_some();
    let same = there.thing.is_some() && there.thing == here.thing || called;
    let possessive = here.line.follows(b.tokens.start as usize, &["his", "her", "its", "their", "our"]) && !is_small(b);
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
    let again_all = again_all || here.line.follows(b.tokens.start as usize, &["all"]);
    let fewer = b.stated < a.stated && is_small(a) && is_small(b) && dozen && !again_all;
    // `the 5,000 technical unit staff` of 4,000 technical staff
    let other =
        lacks(&here.modifiers, &there.modifiers) && around::shared_unsorted(&here.modifiers, &there.modifiers) == 0;
    let hedged = a.hedge.is_some() || b.hedge.is_some();
    // `all five of Tuesday’s contests`, `among the seven people on the bus`
    let end = b.tokens.end as usize;
    // `the 74 candidates who answered`: no others are meant.
    let narrowed = here.line.is_any(super::line::phrase_end(b), &["who", "whose", "whom"]);
    let whole = narrowed
        || here.line.is_any(end, &["of"])
        || here.line.has((b.tokens.start as usize).saturating_sub(2)..end, &["among", "between"]);
    let slip = mention::slip(a.stated, b.stated);
    let near = matches!(slip, Some(Slip::Magnitude | Slip::Transposed)) || is_near(a, b, 92);
    near && !whole && !fewer && !other && !a.subset && !b.subset && (!hedged || is_thousandfold(a, b))
}

/// `three were arrested … the four arrested`: as many people as it happened to.
fn same_fate(there: &Mention<'_>, here: &Mention<'_>, standing: Standing) -> bool {
    let (a, b) = (there.figure, here.figure);
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
            || bare && !there.figure.subset)
        && !each(&there.near.times, &here.near.times)
        && !each(&there.near.names, &here.near.names)
}

/// `killed 12 people in the cinema … of killing 14 people in the cinema`: the story tells of one toll.
fn same_toll(there: &Mention<'_>, here: &Mention<'_>, standing: Standing) -> bool {
    let (a, b) = (there.figure, here.figure);
    let shared = around::shared(&there.near.words, &here.near.words);
    let names = around::shared(&there.near.names, &here.near.names);
    likeness::is_one_fate(there, here)
        && matches!(mention::fate(b, here.thing), Some("killed" | "injured" | "missing" | "rescued"))
        && standing.values <= 2
        && a.hedge == b.hedge
        && !a.subset
        && !b.subset
        && shared + names >= 2
        && is_near(a, b, 60)
        && there.modifiers == here.modifiers
        && !each(&there.near.times, &here.near.times)
        && !each(&there.near.names, &here.near.names)
}

/// `sentenced to 12 years in prison … the 15-year sentence`: the story measures one such thing, and points
/// back at it, or tells again how long somebody had it.
fn same_named(there: &Mention<'_>, here: &Mention<'_>, standing: Standing) -> bool {
    let (Some(one), Some(other)) = (&there.named, &here.named) else { return false };
    let (a, b) = (there.figure, here.figure);
    let mine = ["the", "this", "that", "his", "her", "its", "their", "'s", "’s"];
    let points = other.attributive && here.line.follows(b.tokens.start as usize, &mine);
    let names = around::shared(&there.near.names, &here.near.names);
    let again = one.listed && other.listed && (names > 0 || here.near.names.is_empty());
    let plain = |f: &Figure| f.hedge.is_none() && f.per.is_none();
    let level = matches!(a.direction, None | Some(Direction::To)) && matches!(b.direction, None | Some(Direction::To));
    one.key == other.key
        && standing.values <= 2
        && (points || again)
        && lacks_none(&other.modifiers, &one.modifiers)
        && plain(a)
        && plain(b)
        && level
        && (is_near(a, b, 101) || mention::slip(a.stated, b.stated) == Some(Slip::Transposed))
        && !each(&there.near.names, &here.near.names)
        && !each(&there.near.times, &here.near.times)
}

/// `a six-year, $115 million contract … the seven-year, $115 million contract`: another number right
/// beside both is the same, and so is the word behind.
fn same_beside(there: &Mention<'_>, here: &Mention<'_>) -> bool {
    /// So many tokens belong to one phrase: `-`, `year`, `,`, `$`, `115`, `million`, `contract`.
    const REACH: usize = 8;
    let phrase = |m: &Mention<'_>| {
        let first = m.figure.tokens.end as usize;
        let end = (first + REACH).min(m.line.span().end);
        let wall =
            (first..end).find(|at| m.line.is_any(*at, &[".", ";", "and", "to", "for", "of", "in", "with", "from"]));
        first..wall.unwrap_or(end)
    };
    let (one, other) = (phrase(there), phrase(here));
    let beside = |m: &Mention<'_>, range: &std::ops::Range<usize>| {
        let own = m.figure.start;
        m.line.figures.iter().find(|f| f.start != own && range.contains(&(f.tokens.start as usize))).cloned()
    };
    let (Some(a), Some(b)) = (beside(there, &one), beside(here, &other)) else { return false };
    let same = a.kind == b.kind && a.stated == b.stated && likeness::digits(a.stated) >= 2;
    let head = |m: &Mention<'_>, figure: &Figure| m.line.tokens.get(figure.tokens.end as usize).map(|t| t.key);
    let plain = |m: &Mention<'_>| m.figure.hedge.is_none() && m.figure.direction.is_none();
    same && there.figure.kind == here.figure.kind
        && head(there, &a) == head(here, &b)
        && head(here, &b).is_some()
        && plain(there)
        && plain(here)
        && is_near(there.figure, here.figure, 92)
}

/// A long number that is one key away from another of the same thing, or one that points back to it
/// soon after.
fn one_key_away(there: &Mention<'_>, here: &Mention<'_>, slip: Option<Slip>, standing: Standing) -> bool {
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

/// An amount or a share of which two sentences say the same: most words are shared, those beside it
/// too, and the numbers are near each other.
fn same_words(there: &Mention<'_>, here: &Mention<'_>, slip: Option<Slip>, standing: Standing) -> bool {
    let (a, b) = (there.figure, here.figure);
    let (x, y) = (&there.near, &here.near);
    let own = |f: &Figure| (f.tokens.start as usize).saturating_sub(4)..super::line::phrase_end(f);
    let words = around::shared(&x.words, &y.words);
    let least = x.words.len().min(y.words.len());
    let next = around::shared(&x.next, &y.next);
    let heads = around::shared_unsorted(&x.heads, &y.heads);
    let names = around::shared(&x.names, &y.names);
    let near = matches!(slip, Some(Slip::Digit | Slip::Transposed)) || is_near(a, b, 65);
    let plain =
        a.per == b.per && a.per.is_none() && !each(&x.times, &y.times) && a.hedge.is_none() && b.hedge.is_none();
    let others = each(&x.names, &y.names);
    let alike = match b.kind {
        Kind::Money(_) => {
            let slipped = matches!(slip, Some(Slip::Digit | Slip::Transposed));
            slipped
                && (words >= 5 && words * 2 >= least && next >= 2 || heads >= 2 && words >= 3 && names > 0 && !others)
        }
        Kind::Percent => {
            // `70 percent of staff respondents`, `54 percent of all respondents`
            let whole = here.modifiers == there.modifiers && !here.line.has(own(b), &["all", "every", "overall"]);
            let few = standing.values <= 4 && names > 0 && !others && whole;
            few && words >= 4 && words * 3 >= least
        }
        // `of 120 home photo printers … of 100 home photo printers`
        Kind::Count => {
            let same = there.thing.is_some() && there.thing == here.thing;
            let fewer = b.stated < a.stated && is_small(b);
            same && !fewer && standing.values <= 2 && here.modifiers.len() >= 2 && here.modifiers == there.modifiers
        }
        _ => false,
    };
    alike && near && plain
}

/// The same told again in the same words, with nothing in one that the other lacks but a word or two.
fn retold(there: &Mention<'_>, here: &Mention<'_>) -> bool {
    let (a, b) = (&there.near, &here.near);
    let shared = around::shared(&a.words, &b.words);
    let least = a.words.len().min(b.words.len());
    let same = there.thing.is_some() && there.thing == here.thing;
    same && shared >= 6
        && there.figure.kind == Kind::Count
        && shared + 2 >= least
        && is_near(there.figure, here.figure, 92)
        && !each(&a.times, &b.times)
        && !each(&a.names, &b.names)
        && there.figure.hedge == here.figure.hedge
}

/// `all 99 counties … the 99-county tour … the 96-county goal`: the story has one number throughout, and
/// once another that is one key away.
fn odd_one(there: &Mention<'_>, here: &Mention<'_>, slip: Option<Slip>, standing: Standing) -> bool {
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

/// `was shot five times by Hale, she said … Hale, who shot her seven times`: the only two numbers of a
/// thing, beside the same names and the same words.
fn same_event(there: &Mention<'_>, here: &Mention<'_>, standing: Standing) -> bool {
    let (a, b) = (&there.near, &here.near);
    let shared = around::shared(&a.words, &b.words);
    there.thing.is_some()
        && there.thing == here.thing
        && here.figure.kind == Kind::Count
        && standing.values <= 2
        && shared >= 4
        && shared * 2 >= a.words.len().min(b.words.len())
        && around::shared(&a.names, &b.names) > 0
        && is_near(there.figure, here.figure, 70)
        && there.figure.hedge == here.figure.hedge
        && !lacks(&here.modifiers, &there.modifiers)
        && !each(&a.times, &b.times)
        // `Here are three reasons to hope: … Here are four reasons to fear:`
        && !here.line.text().trim_end().ends_with(':')
}

/// Words of which one thing alone can be said.
const UTMOST: [&str; 12] = [
    "largest", "biggest", "highest", "lowest", "smallest", "greatest", "steepest", "sharpest", "fastest", "slowest",
    "longest", "oldest",
];

/// `The largest rise, of 26 percent, was in towns of 250,000 to 500,000` told twice: one group, by its
/// bounds, and what it has most of.
fn same_group(there: &Mention<'_>, here: &Mention<'_>) -> bool {
    let utmost = |m: &Mention<'_>| UTMOST.iter().find(|w| m.line.has(m.line.span(), &[w]));
    let bounds = |m: &Mention<'_>| m.line.figures.iter().find(|f| f.range && f.pair.is_some()).and_then(|f| f.pair);
    bounds(there).is_some_and(|pair| bounds(here) == Some(pair) && pair.0 > Decimal::TEN)
        && utmost(there).is_some_and(|word| utmost(here) == Some(word))
        && is_near(there.figure, here.figure, 92)
        && there.figure.kind == here.figure.kind
        && !each(&there.near.times, &here.near.times)
}

/// Whether two amounts are in the same digits a thousand or a million times each other.
fn is_thousandfold(a: &Figure, b: &Figure) -> bool {
    let digits = likeness::digits(a.stated).max(likeness::digits(b.stated));
    let times = |a: Decimal, b: Decimal| a.checked_div(b).is_some_and(|ratio| ratio > Decimal::from(500));
    let most = |a: Decimal, b: Decimal| a.checked_div(b).is_some_and(|ratio| ratio > Decimal::from(1_000_000));
    digits >= 2
        && (times(a.stated, b.stated) || times(b.stated, a.stated))
        && !most(a.stated, b.stated)
        && !most(b.stated, a.stated)
}

/// Whether the words around two amounts are of one matter: enough where the digits are the same.
fn is_told_again(there: &Mention<'_>, here: &Mention<'_>) -> bool {
    let (a, b) = (&there.near, &here.near);
    let digits = likeness::digits(there.figure.stated);
    let shared = around::shared(&a.words, &b.words);
    let next = around::shared(&a.next, &b.next);
    (digits >= 3 && shared >= 1 || next >= 1 && shared >= 2) && there.figure.per == here.figure.per
}

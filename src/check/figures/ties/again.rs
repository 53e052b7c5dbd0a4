//! Ties of copy that tells the same again: in the same words, beside the same number, of the same event,
//! toll or term.

use super::super::around;
use super::super::likeness;
use super::super::line;
use super::super::mention::{self, Mention, Slip};
use super::{Standing, each, is_near, is_small, lacks, lacks_none};
use crate::annotate::figures::{Decimal, Direction, Figure, Kind};

/// `killed 12 people in the cinema … of killing 14 people in the cinema`: the story tells of one toll.
pub fn same_toll(there: &Mention<'_>, here: &Mention<'_>, standing: Standing) -> bool {
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
pub fn same_named(there: &Mention<'_>, here: &Mention<'_>, standing: Standing) -> bool {
    let (Some(one), Some(other)) = (&there.named, &here.named) else { return false };
    let (a, b) = (there.figure, here.figure);
    let mine = ["the", "this", "that", "his", "her", "its", "their", "'s", "’s"];
    let points = other.attributive && here.line.follows(b.tokens.start as usize, &mine);
    let names = around::shared(&there.near.names, &here.near.names);
    let again = one.listed && other.listed && (names > 0 || here.near.names.is_empty());
    let plain = |f: &Figure| f.hedge.is_none() && f.per.is_none() && f.unit.map(|u| u.name) == b.unit.map(|u| u.name);
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
pub fn same_beside(there: &Mention<'_>, here: &Mention<'_>) -> bool {
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

/// An amount or a share of which two sentences say the same: most words are shared, those beside it
/// too, and the numbers are near each other.
pub fn same_words(there: &Mention<'_>, here: &Mention<'_>, slip: Option<Slip>, standing: Standing) -> bool {
    let (a, b) = (there.figure, here.figure);
    let (x, y) = (&there.near, &here.near);
    let own = |f: &Figure| (f.tokens.start as usize).saturating_sub(4)..line::phrase_end(f);
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
pub fn retold(there: &Mention<'_>, here: &Mention<'_>) -> bool {
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

/// `was shot five times by Hale, she said … Hale, who shot her seven times`: the only two numbers of a
/// thing, beside the same names and the same words.
pub fn same_event(there: &Mention<'_>, here: &Mention<'_>, standing: Standing) -> bool {
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
pub fn same_group(there: &Mention<'_>, here: &Mention<'_>) -> bool {
    let utmost = |m: &Mention<'_>| UTMOST.iter().find(|w| m.line.has(m.line.span(), &[w]));
    let bounds = |m: &Mention<'_>| m.line.figures.iter().find(|f| f.range && f.pair.is_some()).and_then(|f| f.pair);
    bounds(there).is_some_and(|pair| bounds(here) == Some(pair) && pair.0 > Decimal::TEN)
        && utmost(there).is_some_and(|word| utmost(here) == Some(word))
        && is_near(there.figure, here.figure, 92)
        && there.figure.kind == here.figure.kind
        && !each(&there.near.times, &here.near.times)
}

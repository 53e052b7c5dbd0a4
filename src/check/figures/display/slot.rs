//! One slot, two values: `Rate falls to 5.1 percent` over an opening in which it fell to 5.3, though
//! something else in the story is 5.1 percent.
//!
//! What a number is the number of is read from what happened to it (killed, earned), the change that
//! it ends, the thing it counts and the words right beside it. Two numbers of the headline and of the
//! opening that have all of this in common are of one thing; the headline's own number bears it out
//! only where the story has it for that thing too.

use super::super::around;
use super::super::likeness;
use super::super::mention::{self, Mention};
use super::super::ties;
use super::restated::agree;
use super::{Body, made, neighbours};
use crate::annotate::figures::{Decimal, Figure, Kind};
use crate::annotate::lemmas;
use crate::annotate::tokens::Kind as TokenKind;

/// So many sentences of a paragraph, and so many paragraphs, open a story.
const SENTENCES: u32 = 2;
const PARAGRAPHS: usize = 2;

/// So many tokens before and behind a number stand right beside it.
const BEFORE: usize = 3;
const BEHIND: usize = 3;

/// By how many hundredths the larger value may exceed the smaller one.
const APART: i64 = 400;

/// The opening's number in the slot of the one above the story, where nothing in the story bears that
/// one out in it.
pub fn rival<'a>(above: &Mention<'_>, body: &Body<'a>) -> Option<&'a Figure> {
    let figure = above.figure;
    let fits = matches!(
        figure.kind,
        Kind::Count | Kind::Money(_) | Kind::Percent | Kind::Duration | Kind::Age | Kind::Ordinal
    );
    // `Harbour Lights 2` is a name.
    let named = neighbours(above).is_some_and(|pair| body.pairs.contains(&pair));
    if !fits || named || figure.subset || figure.range {
        return None;
    }
    let agrees = |there: &Mention<'_>| {
        agree(figure, there.figure) || likeness::is_cut(figure, there.figure) || figure.stated == there.figure.stated
    };
    let mut found: Option<(&'a Figure, &Mention<'a>)> = None;
    let mut seen = false;
    for (at, there) in body.mentions.iter().enumerate() {
        if is_next(above, there) {
            return None;
        }
        if agrees(there) {
            seen = true;
            if bears(above, there) {
                return None;
            }
            continue;
        }
        let depth = body.depth.get(at).copied().unwrap_or(usize::MAX);
        let opens = depth == 0 && there.figure.sentence < SENTENCES || depth < PARAGRAPHS && there.figure.sentence == 0;
        if !opens || !is_one_slot(above, there) {
            continue;
        }
        // Two values in one slot of the opening are of two things.
        if found.is_some_and(|(one, _)| one.stated != there.figure.stated) {
            return None;
        }
        found = found.or(Some((there.figure, there)));
    }
    let (there, mention) = found?;
    // `a woman and four of her sons`: the one beside them is in the headline's number.
    let more = figure.kind == Kind::Count && likeness::one_more(mention) && !is_hurt(mention);
    // A number that is no figure (`the 12-year-old`) may be the one.
    let unread = !seen && there.kind != Kind::OutOf && body.numbers.contains(&figure.stated.normalize());
    let near = there.kind == Kind::OutOf || ties::is_near(figure, there, APART);
    (!unread && !more && near && (made(above, body) < 0.0 || is_hurt(mention))).then_some(there)
}

/// Whether one more comes up to the headline's number: `killing three`, `a fourth diver died`.
pub fn is_next(above: &Mention<'_>, there: &Mention<'_>) -> bool {
    let (figure, other) = (above.figure, there.figure);
    let ordinal = other.kind == Kind::Ordinal && figure.kind == Kind::Count && other.stated == figure.stated;
    ordinal && !lives(there, other.tokens.start as usize)
}

/// Whether an age is told of somebody who has died: `dies at 62`.
fn is_age(mention: &Mention<'_>) -> bool {
    let figure = mention.figure;
    let at = mention.line.follows(figure.tokens.start as usize, &["at", "aged"]);
    figure.kind == Kind::Age || figure.kind == Kind::Count && at && figure.role == Some("killed")
}

/// Whether two numbers are the number of one thing, by all that is said of them.
fn is_one_slot(above: &Mention<'_>, there: &Mention<'_>) -> bool {
    let (x, y) = (above.figure, there.figure);
    if is_age(above) || y.kind == Kind::Age {
        let died = |m: &Mention<'_>| m.line.has(m.line.span(), &DIED);
        let first = y.tokens.start as usize;
        let aged = there.line.follows(first, &["aged", "age", "of", "at"]);
        return is_age(above) && y.kind == Kind::Age && (is_beside(above, there) || died(above) && died(there) && aged);
    }
    // `convicted on 23 counts` over somebody who is guilty of 12 of the 23.
    if let (Kind::Count, Kind::OutOf, Some((part, whole))) = (x.kind, y.kind, y.pair) {
        let guilty = |m: &Mention<'_>| m.line.has(m.line.span(), &GUILTY);
        return part != whole && whole == x.stated && guilty(above) && guilty(there);
    }
    let one = y.stated <= Decimal::ONE && x.role != Some("killed");
    // An estimate may be of the same sum; by a quarter it is not off.
    let hedged = x.hedge.is_some() == y.hedge.is_some() || !ties::is_near(x, y, 25);
    let plain = !y.subset && !y.speech && !y.range && hedged;
    let lacks = |p: &[u64], q: &[u64]| p.iter().any(|w| !q.contains(w));
    let apart = lacks(&above.modifiers, &there.modifiers) && lacks(&there.modifiers, &above.modifiers);
    let same = x.per == y.per && x.additional == y.additional && x.direction == y.direction && x.trend == y.trend;
    if one || apart || !plain || !same || !likeness::alike(x, y) || x.unit.map(|u| u.name) != y.unit.map(|u| u.name) {
        return false;
    }
    let words = around::shared(&above.near.words, &there.near.words);
    let role = x.role.is_some() && x.role == y.role;
    match x.kind {
        Kind::Count => {
            let people = |m: &Mention<'_>| m.people || m.thing.is_none();
            let thing = above.thing.is_some() && above.thing == there.thing;
            role && words > 0 && (thing || people(above) && people(there)) || words > 1 && is_beside(above, there)
        }
        Kind::Money(_) => {
            words > 1 && (role || x.per.is_some()) && (x.additional || x.per.is_some() || is_beside(above, there))
        }
        Kind::Percent => {
            let opens = y.sentence == 0 && x.trend.is_some();
            (words > 0 || opens) && x.direction.is_some() && (role || x.role.is_none() && y.role.is_none())
        }
        Kind::Ordinal => {
            let thing = above.thing.is_some() && above.thing == there.thing;
            words > 0 && y.sentence == 0 && (thing || is_beside(above, there))
        }
        // `in nearly seven years` may well be another stretch of time.
        Kind::Duration => {
            words > 0
                && x.hedge.is_none()
                && y.hedge.is_none()
                && (role || is_term(above, there) || is_beside(above, there))
        }
        _ => false,
    }
}

/// Whether a headline's stretch of time is what somebody gets in court, and the story's a term too.
fn is_term(above: &Mention<'_>, there: &Mention<'_>) -> bool {
    let gets = above.line.follows(above.figure.tokens.start as usize, &["gets", "get", "given", "handed"]);
    // `ten years, six of them suspended` are four.
    let parted = there.line.has(there.line.span(), &["suspended", "suspending", "consecutive", "concurrent", "each"]);
    gets && there.figure.role == Some("jailed") && there.figure.hedge.is_none() && !parted
}

/// Words of a conviction.
const GUILTY: [&str; 4] = ["convicted", "guilty", "convicts", "convict"];

/// Words of a death.
const DIED: [&str; 6] = ["dies", "died", "dead", "die", "dying", "death"];

/// Whether the story's number may be what the headline means.
fn bears(above: &Mention<'_>, there: &Mention<'_>) -> bool {
    let (x, y) = (above.figure, there.figure);
    if is_age(above) {
        return y.kind == Kind::Age || is_beside(above, there);
    }
    if !likeness::alike(x, y) {
        return likeness::agree(x, y);
    }
    if x.kind == Kind::Duration && x.role.is_none() {
        return is_beside(above, there) || is_term(above, there);
    }
    let thing = above.thing.is_some() && above.thing == there.thing;
    let words = around::shared(&above.near.words, &there.near.words);
    let role = match (x.role, y.role) {
        (Some(p), Some(q)) => p == q,
        (Some(_), None) => thing || is_beside(above, there),
        _ => words > 0 || thing,
    };
    let additional = !x.additional || y.additional;
    let direction = x.direction.is_none() || y.direction.is_none() || x.direction == y.direction;
    role && additional && direction
}

/// Whether a word of weight stands right beside both.
fn is_beside(a: &Mention<'_>, b: &Mention<'_>) -> bool {
    let words = beside(a);
    beside(b).iter().any(|stem| words.contains(stem))
}

fn beside(mention: &Mention<'_>) -> Vec<u64> {
    let line = mention.line;
    let (first, last) = (mention.figure.tokens.start as usize, mention.figure.tokens.end as usize);
    let span = line.span();
    let near = (first.saturating_sub(BEFORE).max(span.start)..first).chain(last..(last + BEHIND).min(span.end));
    let tokens = near.filter_map(|at| line.tokens.get(at));
    tokens
        .filter(|t| t.kind == TokenKind::Word && t.end - t.start > 2 && lemmas::function(t).is_none())
        .map(|t| lemmas::stem(t.text(line.plain)))
        .filter(|stem| !LIGHT.iter().any(|word| lemmas::stem(word) == *stem))
        .collect()
}

/// Words that stand beside any number.
const LIGHT: [&str; 10] =
    ["people", "year", "month", "million", "billion", "percent", "said", "least", "total", "number"];

/// Whether what stands beside the opening's number is one more who lives: `two died and a third was taken
/// to hospital`.
fn is_hurt(there: &Mention<'_>) -> bool {
    let end = there.figure.tokens.end as usize;
    let ordinals = ["third", "fourth", "fifth", "sixth"];
    let third = (end..there.line.span().end).take(8).find(|at| there.line.is_any(*at, &ordinals));
    mention::fate(there.figure, there.thing) == Some("killed") && third.is_some_and(|at| lives(there, at))
}

/// Whether somebody who is counted at a token lives.
fn lives(there: &Mention<'_>, at: usize) -> bool {
    there.line.has(at..(at + 8).min(there.line.span().end), &LIVES)
}

/// What happens to who lives.
const LIVES: [&str; 9] =
    ["injured", "hospital", "hospitalized", "hospitalised", "hurt", "wounded", "rescued", "survived", "escaped"];

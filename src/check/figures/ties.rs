//! What ties two mentions of a number together beyond doubt, so that two values are one too many.
//!
//! How much two sentences have in common says little: a story is full of sentences made alike about
//! things that are not the same. Each tie here is a way in which copy itself says that it speaks of
//! one thing again: it points back, tells the same again word for word, or is off by a thousandfold in
//! what it tells. All of them were held against published copy, where nearly every pair of numbers is
//! of two things.

mod again;
mod back;
mod slips;

use super::around::{self, each, lacks};
use super::mention::{self, Mention, Slip};
use crate::annotate::figures::{Decimal, Figure, Kind};

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
    if matches!(b.kind, Kind::Ordinal) {
        return slips::same_rank(there, here, standing);
    }
    if is_part(there) || is_part(here) {
        return false;
    }
    let slip = mention::slip(a.stated, b.stated);
    if slip == Some(Slip::Magnitude) {
        return slips::is_thousandfold(a, b)
            && (slips::is_told_again(there, here) || back::points_back(there, here, standing));
    }
    back::points_back(there, here, standing)
        || back::same_fate(there, here, standing)
        || again::same_toll(there, here, standing)
        || again::same_named(there, here, standing)
        || back::summed_up(there, here, slip)
        || slip == Some(Slip::Transposed) && slips::is_transposed(there, here, standing)
        || slips::one_key_away(there, here, slip, standing)
        || again::retold(there, here)
        || again::same_group(there, here)
        || again::same_beside(there, here)
        || again::same_event(there, here, standing)
        || slips::odd_one(there, here, slip, standing)
        || again::same_words(there, here, slip, standing)
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

fn lacks_none(p: &[u64], q: &[u64]) -> bool {
    !lacks(p, q)
}

fn is_small(figure: &Figure) -> bool {
    figure.stated < Decimal::from(SMALL)
}

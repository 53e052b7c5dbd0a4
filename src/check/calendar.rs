//! Dates that cannot be or do not agree: a weekday on the wrong day, February 30, a stay that ends
//! before it starts, an anniversary of the wrong year.
//!
//! What a date says and which day it means is read in [`crate::annotate::dates`].

pub mod elapsed;
pub mod life;
pub mod order;
pub mod weekday;

use crate::annotate::Annotated;
use crate::annotate::dates::{self, DateMention};
use crate::article::Place;
use crate::check::figures::line;

/// The date mentions of every region that is read and is no copy of another, outside speech.
fn mentions<'a>(article: &'a Annotated<'_>) -> impl Iterator<Item = &'a DateMention> {
    article
        .dates()
        .all()
        .iter()
        .filter(|date| line::is_read(article.region(date.region).role) && !article.is_copy(date.region))
}

/// The place of a mention.
fn place(date: &DateMention) -> Place {
    Place::within(date.region, date.start..date.end)
}

/// The year that a story is of: that of its date, else that of the line that claims its copyright.
pub fn story_year(article: &Annotated<'_>) -> Option<i32> {
    if let Some(date) = dates::written(article.article()) {
        return Some(i32::from(date.year()));
    }
    article.article().regions.iter().rev().take(FOOT).find_map(|region| copyright(region.text.as_str()))
}

/// The line that claims a copyright stands among so many regions at the foot of a story.
const FOOT: usize = 40;

/// The year of `© 2025 The Denby Herald` or `Copyright 2025`.
fn copyright(text: &str) -> Option<i32> {
    let at = text
        .rfind("opyright")
        .map(|at| at + "opyright".len())
        .or_else(|| text.rfind('©').map(|at| at + '©'.len_utf8()))?;
    let behind = text.get(at..)?;
    // The year stands right behind the word or the sign.
    let digits = behind.trim_start_matches([' ', '©', '(', ')', 'c', 'C', '\u{a0}']);
    let year = digits.get(..4)?;
    let alone = !digits.get(4..5).is_some_and(|next| next.bytes().all(|b| b.is_ascii_digit()));
    year.parse().ok().filter(|year| alone && (1900..2100).contains(year))
}

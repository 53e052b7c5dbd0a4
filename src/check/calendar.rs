//! Dates that cannot be or do not agree: a weekday on the wrong day, February 30, a stay that ends
//! before it starts, an anniversary of the wrong year.
//!
//! What a date says and which day it means is read in [`crate::annotate::dates`].

pub mod elapsed;
pub mod life;
pub mod order;
pub mod weekday;

use crate::annotate::Annotated;
use crate::annotate::dates::DateMention;
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

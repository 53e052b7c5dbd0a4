//! The copy editor's arithmetic: what the figures of a story say together.
//!
//! Every check here reads the layers of figures, dates and names and compares what the copy says
//! with what it would have to say. [`mod@line`] hands out the sentences with their figures, [`sum`]
//! writes the arithmetic down. What a number means, and of what, is decided in
//! [`crate::annotate::figures`]; how findings are worded, in the rules.

pub mod age;
pub mod around;
pub mod change;
pub mod conflict;
pub mod conversion;
mod dated;
pub mod display;
mod events;
mod items;
pub mod likeness;
pub mod line;
mod lines_above;
pub mod list_count;
pub mod measured;
pub mod mention;
pub mod percentages;
pub mod plain;
pub mod rate;
mod recount;
pub mod share;
pub mod slip;
mod speakers;
mod spoken;
pub mod sum;
pub mod ties;
pub mod total;
pub mod vote;

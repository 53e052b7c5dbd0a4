//! What stands above the story against the story itself.
//!
//! A headline is written last and read by all. The checks here look for words above the story that
//! the body does not bear out: names, quoted words, days and places, numbers of things listed, and
//! whole headlines that belong elsewhere. [`story`] tells what stands above and what below,
//! [`words`] knows which words are common and which belong together. What is claimed more strongly
//! than the body has it is left to the checks on claims, numbers to
//! [`super::figures::display`].

pub mod body;
pub mod competing;
pub mod day;
pub mod hooks;
pub mod kinds;
pub mod lead;
pub mod listicle;
mod locative;
pub mod name;
pub mod near;
pub mod opening;
pub mod overlap;
pub mod phrase;
pub mod quote;
pub mod rival;
pub mod runs;
pub mod stale;
pub mod story;
pub mod variant;
pub mod words;
pub mod wrong_story;

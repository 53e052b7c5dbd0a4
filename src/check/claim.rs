//! What a headline claims, and whether the story bears it out.
//!
//! [`headline`] reads the lines above a story into claims, [`clause`] who does what in them; [`families`] groups the words that say
//! the same; [`story`] finds the sentences ([`line`](mod@line)) where the body says it, about whom,
//! and how firmly ([`status`]). The checks compare: [`opposite`] finds what the body denies,
//! [`strength`] what it says more weakly, [`hedge`] what it calls possible, [`reported`] what it
//! leaves to somebody else, [`source`] who answers for it. A claim that the body does not speak of is
//! nobody's fault here: without a place that contradicts it, nothing is said.

pub mod clause;
pub mod families;
pub mod headline;
pub mod hedge;
pub mod line;
pub mod opposite;
pub mod reported;
pub mod source;
pub mod status;
pub mod story;
pub mod strength;

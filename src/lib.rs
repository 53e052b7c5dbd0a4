//! copydesk: a linter for news copy.
pub mod annotate;
pub mod article;
pub mod check;
pub mod diagnostic;
pub mod format;
pub mod lexicon;
pub mod rule;
pub mod source;

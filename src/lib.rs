//! copydesk: a linter for news copy that compares two places of a story.
//!
//! The pipeline, and the order to read the code in:
//!
//! 1. [`source`], [`diagnostic`], [`article`]: the types everything else stands on
//! 2. [`mod@format`]: from the text of a file to articles
//! 3. [`lexicon`], [`annotate`]: what the text means, in lazy layers
//! 4. [`check`]: where something is wrong, and with which values
//! 5. [`rule`], [`config`]: how it is worded, and what a newsroom decides
//! 6. [`lint`], [`suppress`], [`examples`]: putting it together, without touching a file
//!
//! `ARCHITECTURE.md` says what each may use and must never use.

pub mod annotate;
pub mod article;
pub mod baseline;
pub mod changed;
pub mod check;
pub mod cli;
pub mod config;
pub mod diagnostic;
pub mod emit;
pub mod examples;
pub mod fingerprint;
pub mod fix;
pub mod fold;
pub mod format;
pub mod lexicon;
pub mod lint;
pub mod rule;
pub mod show;
pub mod source;
pub mod suppress;

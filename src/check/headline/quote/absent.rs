//! Whole sentences in quotation marks above the story that stand nowhere in it: `'It was the best
//! night': Denby wins` over a story in which nobody says anything like it.
//!
//! Titles, terms and claim quotes are no sentences of somebody's. What is one opens with a pronoun or
//! the like and is handed to a speaker: by a colon or a verb of speech beside it.

use super::super::story::{self, Case};
use crate::annotate::Annotated;
use crate::annotate::quotations::Quotation;
use crate::annotate::tokens::{Kind, Token};
use crate::annotate::verbs;
use crate::article::Place;
use crate::check::Finding;

/// Fewer words are a term, or cut down from what was said.
const LEAST: usize = 3;

/// Words that a sentence of somebody's begins with.
const OPENERS: [&str; 36] = [
    "i",
    "i'm",
    "i've",
    "i'll",
    "i'd",
    "we",
    "we're",
    "we've",
    "we'll",
    "we'd",
    "it's",
    "it",
    "that's",
    "this",
    "that",
    "he's",
    "she's",
    "he",
    "she",
    "they",
    "they're",
    "you",
    "you're",
    "there's",
    "there",
    "nobody",
    "everybody",
    "everyone",
    "don't",
    "let's",
    "what",
    "nothing",
    "my",
    "our",
    "not",
    "you've",
];

/// Whether the quotation is a sentence that somebody is said to have spoken.
pub fn is_speech(article: &Annotated<'_>, region: u32, quotation: &Quotation) -> bool {
    let (all, plain) = (article.tokens().of(region), article.plain(region));
    let tokens = quotation.tokens(all);
    let words: Vec<&Token> = tokens.iter().filter(|t| t.is_word()).collect();
    let Some(first) = words.first() else { return false };
    let opens = first.text(plain).to_lowercase().replace('’', "'");
    // The contraction may be a token of its own: `It` `'s`.
    if words.len() < LEAST || !OPENERS.contains(&opens.as_str()) {
        return false;
    }
    // `'We Are the Storm' wins prize` is a title.
    let capitals = words.iter().skip(1).filter(|t| t.capital && t.end - t.start > 3).count();
    let title = story::case(all) == Case::Sentence && capitals > 0 && 2 * capitals >= words.len() - 1;
    let (from, to) = (quotation.first as usize, quotation.last as usize);
    let mark = |at: Option<usize>| at.and_then(|at| all.get(at)).is_some_and(|t| t.is(':') || t.is(','));
    let says = |at: usize| all.get(at).is_some_and(|t| t.kind == Kind::Word && verbs::is_speech(t.key));
    let before = mark(from.checked_sub(2)) || (from.saturating_sub(3)..from).any(says);
    let behind = mark(Some(to + 1)) || mark(to.checked_sub(1)) || (to..to + 4).any(says);
    !title && (before || behind)
}

/// The quotation, and what is said first in the story.
pub fn finding(article: &Annotated<'_>, stated: Place) -> Option<Finding> {
    let body = |q: &&Quotation| article.region(q.region).role.is_body() && q.is_speech();
    let said = article.quotations().all().iter().find(body)?;
    let there = Place::within(said.region, said.inner_start..said.inner_end);
    Some(
        Finding::at(stated)
            .case("absent")
            .value("stated", article.article().text(stated))
            .value("body", article.article().text(there))
            .related(there, "body"),
    )
}

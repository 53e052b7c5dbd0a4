//! What a measure is the measure of: `the 12-year sentence`, `a stake of 18.8 percent`, `the trial lasted
//! three weeks`.
//!
//! A count has its noun behind it, and the layer of figures reads that. Money, shares, measures and
//! lengths of time are named by a word farther off, which is looked for here; words for one thing meet in
//! the list of terms. Whether two measures of one name are one measure is left to [`super::ties`].

use std::ops::Range;

use super::line::Line;
use crate::annotate::figures::lexicons::{CHANGES, NOUN_STOPS};
use crate::annotate::figures::nouns::singular_key;
use crate::annotate::figures::{Figure, Kind};
use crate::annotate::tokens::{Kind as TokenKind, key};
use crate::lexicon::Lexicon;

/// The name of what a figure measures.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Named {
    /// The key of the word, or of the family that it belongs to.
    pub key: u64,
    /// The words before it that narrow it: `sales` of `the 7 percent sales tax`.
    pub modifiers: Vec<u64>,
    /// The word behind the figure, where it stands there: `sentence` of `the 12-year sentence`; offsets of
    /// bytes in the region's plain text.
    pub word: Option<Range<u32>>,
    /// Whether the figure stands before what names it: `the 12-year sentence`, `his two years of probation`.
    pub attributive: bool,
    /// Whether the list of terms has the word.
    pub listed: bool,
}

/// So many words stand between a figure and the noun that it is part of.
const LONGEST: usize = 3;
/// So far before the figure a verb tells what is measured: `suspended Officer Ida Lind for six months`.
const REACH: usize = 8;

/// The name of what a figure measures; `None` for counts, and where nothing tells.
pub fn of(line: &Line<'_>, figure: &Figure, terms: &Lexicon) -> Option<Named> {
    if !matches!(figure.kind, Kind::Money(_) | Kind::Percent | Kind::Measure | Kind::Duration) {
        return None;
    }
    attributive(line, figure, terms).or_else(|| {
        let behind = term_behind(line, figure, terms);
        let (key, listed) = behind.or_else(|| before(line, figure, terms))?;
        Some(Named { key, modifiers: Vec::new(), word: None, attributive: behind.is_some(), listed })
    })
}

/// The key of a noun, and whether it is that of a family.
fn noun_key(line: &Line<'_>, at: usize, terms: &Lexicon) -> Option<(u64, bool)> {
    let token = line.tokens.get(at)?;
    let family = terms.get(token).and_then(|entry| entry.value.as_deref());
    Some(family.map_or_else(|| (singular_key(token, line.plain), false), |family| (key(family), true)))
}

fn is_plain_word(line: &Line<'_>, at: usize) -> bool {
    line.tokens.get(at).is_some_and(|t| t.kind == TokenKind::Word && !t.capital && !NOUN_STOPS.has(t))
}

/// `the 12-year prison sentence`, `a 16.8 percent stake`.
fn attributive(line: &Line<'_>, figure: &Figure, terms: &Lexicon) -> Option<Named> {
    let mut first = figure.tokens.end as usize;
    if line.is_any(first, &["-"]) {
        first += 1;
    }
    let until = line.span().end.min(first + LONGEST);
    let words = (first..until).take_while(|at| is_plain_word(line, *at)).count();
    let head = (first + words).checked_sub(1).filter(|_| words > 0)?;
    let token = line.tokens.get(head)?;
    // `a 12-year-old`, `5 percent higher`, `the 12-year mail-in ballot plan`
    let joined = line.tokens.get(head + 1).is_some_and(|t| t.is('-') && !t.spaced);
    if joined || CHANGES.has(token) || figure.kind == Kind::Percent && figure.direction.is_some() {
        return None;
    }
    // Of many like things each has its own.
    let plural = crate::annotate::figures::nouns::looks_plural(token, line.plain) && terms.get(token).is_none();
    let modifiers = (first..head).filter_map(|at| line.tokens.get(at)).map(|t| t.key).collect();
    let (key, listed) = noun_key(line, head, terms).filter(|_| !plural)?;
    Some(Named { key, modifiers, word: Some(token.start..token.end), attributive: true, listed })
}

/// `12 years in prison`, `two years of probation`.
fn term_behind(line: &Line<'_>, figure: &Figure, terms: &Lexicon) -> Option<(u64, bool)> {
    let end = figure.tokens.end as usize;
    let near = line.tokens.get(end + 1..line.span().end)?;
    if !line.is_any(end, &["in", "of", "behind", "on", "as"]) {
        return None;
    }
    if let Some((entry, _)) = terms.starts(near) {
        return entry.value.as_deref().map(|family| (key(family), true));
    }
    // `17 years in office`, `32 years as a teacher`
    let at = if line.is_any(end + 1, &["a", "an", "the"]) { end + 2 } else { end + 1 };
    let alone = figure.kind == Kind::Duration && is_plain_word(line, at) && !is_plain_word(line, at + 1);
    noun_key(line, at, terms).filter(|_| alone)
}

/// `a stake of 18.8 percent`, `sentenced to 12 years`, `the trial lasted three weeks`, `the bridge will cost
/// $45 million`.
fn before(line: &Line<'_>, figure: &Figure, terms: &Lexicon) -> Option<(u64, bool)> {
    let first = figure.tokens.start as usize;
    let floor = line.span().start;
    let last = first.checked_sub(1).filter(|at| *at >= floor)?;
    if line.is_any(last, &["of"]) {
        return last
            .checked_sub(1)
            .filter(|at| *at >= floor && is_plain_word(line, *at))
            .and_then(|at| noun_key(line, at, terms));
    }
    if line.is_any(last, &["to", "for"]) {
        let clause = (floor.max(last.saturating_sub(REACH))..last).rev().take_while(|at| !parts(line, *at));
        let verb = clause.into_iter().find_map(|at| terms.get(line.tokens.get(at)?));
        let verb = verb.and_then(|entry| entry.value.as_deref()).map(|family| (key(family), true));
        // `raised its main rate to 4.25 percent`, `in office for 17 years`
        let kind = if line.is_any(last, &["to"]) { Kind::Percent } else { Kind::Duration };
        let word = || last.checked_sub(1).filter(|at| *at >= floor && is_plain_word(line, *at) && figure.kind == kind);
        return verb.or_else(|| noun_key(line, word()?, terms));
    }
    // `will serve 16 months`
    let verb = line.tokens.get(last).and_then(|t| terms.get(t)).and_then(|entry| entry.value.as_deref());
    if let Some(family) = verb.filter(|_| figure.kind == Kind::Duration) {
        return Some((key(family), true));
    }
    subject(line, floor..first).and_then(|at| noun_key(line, at, terms))
}

fn parts(line: &Line<'_>, at: usize) -> bool {
    line.tokens.get(at).is_none_or(|t| t.kind == TokenKind::Mark || t.kind == TokenKind::Quote)
        || line.is_any(at, &["and", "but", "or", "after", "that", "who", "which", "while", "from"])
}

/// Verbs between a thing and its measure.
const MEASURES: [&str; 16] = [
    "is", "was", "are", "were", "be", "cost", "costs", "lasted", "lasts", "last", "took", "takes", "take", "totals",
    "totaled", "set",
];

/// Words between them and the thing.
const HELPING: [&str; 12] = ["will", "would", "could", "should", "to", "had", "has", "have", "was", "is", "been", "be"];

/// The subject of a verb directly before the figure: the one noun that opens the clause.
fn subject(line: &Line<'_>, before: Range<usize>) -> Option<usize> {
    let mut at = before.end.checked_sub(1)?;
    // `took her nine weeks`, `was set at $250,000`
    if line.is_any(at, &["her", "him", "them", "it", "at"]) {
        at = at.checked_sub(1)?;
    }
    if at <= before.start || !line.is_any(at, &MEASURES) {
        return None;
    }
    at -= 1;
    while at > before.start && line.is_any(at, &HELPING) {
        at -= 1;
    }
    let opens = |at: usize| at == before.start || line.is_any(at - 1, &["-", "–", "—", ")", ":", "\"", "“"]);
    if !is_plain_word(line, at) {
        // `Turnout was 62 percent`
        return Some(at).filter(|at| opens(*at) && line.tokens.get(*at).is_some_and(|t| t.kind == TokenKind::Word));
    }
    // `the new bridge`, and not `the cost of the bridge` or `prices in the town`.
    let opens = (before.start.max(at.saturating_sub(LONGEST))..at).rev().take_while(|i| {
        is_plain_word(line, *i) || line.is_any(*i, &["the", "a", "an", "this", "that", "its", "his", "her", "their"])
    });
    let from = opens.last().unwrap_or(at);
    let clause = from == before.start
        || from.checked_sub(1).is_some_and(|i| {
            line.is_any(
                i,
                &[",", ";", "said", "and", "but", "that", "because", "as", "while", "\"", "“", "-", "–", "—", ")"],
            )
        });
    clause.then_some(at)
}

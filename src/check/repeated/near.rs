//! Paragraphs that stand twice with small changes, and what was changed.

use std::ops::Range;

use super::Repeated;
use super::standing::Repeat;
use crate::annotate::Annotated;
use crate::annotate::repeats::{Change, Near, words};
use crate::annotate::tokens::{Kind, Token};
use crate::article::Place;
use crate::check::Finding;

/// So many changes are shown.
const SHOWN: usize = 4;
/// Of a longer change so many words are shown.
const WORDS_SHOWN: usize = 12;

impl Repeated {
    pub(super) fn near_paragraphs(&self, article: &Annotated<'_>, found: &mut Vec<Finding>) {
        let near = article.repeats().near();
        if near.is_empty() {
            return;
        }
        let story = self.standing.story(article);
        for pair in near {
            if !self.is_near(article, pair) || is_formula(article, pair) {
                continue;
            }
            let repeat = story.pair(article, pair.first, pair.later);
            if repeat != Repeat::Meant {
                let mut finding = describe(article, pair);
                finding.unsure = repeat == Repeat::Doubtful || is_requoted(article, pair);
                found.push(finding);
            }
        }
    }

    fn is_near(&self, article: &Annotated<'_>, pair: &Near) -> bool {
        let repeats = article.repeats();
        let (first, later) = (repeats.words(pair.first).len(), repeats.words(pair.later).len());
        first.min(later) >= self.options.min_words
            && pair.changes.len() <= self.options.max_changes
            && pair.alike(first, later) >= self.options.alike
    }
}

/// Whether both are for the most part one quotation, and the change is in the words around it: a
/// quotation told with and without its speaker, as beside an embedded post.
fn is_requoted(article: &Annotated<'_>, pair: &Near) -> bool {
    let speech = |region: u32, words: &Range<u32>| {
        let all = Copy::of(article, region);
        let tokens = all.tokens(words);
        tokens.iter().filter(|token| article.quotations().is_speech(region, token.start)).count()
    };
    let mostly = |region: u32| {
        let words = article.repeats().words(region).len() as u32;
        2 * speech(region, &(0..words)) >= words as usize
    };
    mostly(pair.first)
        && mostly(pair.later)
        && pair
            .changes
            .iter()
            .all(|change| speech(pair.first, &change.first) == 0 && speech(pair.later, &change.later) == 0)
}

/// Whether the two differ in what a form leaves open: results, sales and sentences say the same
/// of each, with another name and another figure in it.
fn is_formula(article: &Annotated<'_>, pair: &Near) -> bool {
    let (first, later) = (Copy::of(article, pair.first), Copy::of(article, pair.later));
    let slots = |change: &Change| {
        usize::from(first.has_name(&change.first) && later.has_name(&change.later))
            + usize::from(first.has_figure(&change.first) && later.has_figure(&change.later))
    };
    pair.changes.iter().map(slots).sum::<usize>() >= 2
}

fn describe(article: &Annotated<'_>, pair: &Near) -> Finding {
    let words = article.repeats().words(pair.later).len();
    let (first, later) = (Copy::of(article, pair.first), Copy::of(article, pair.later));
    let whole = |region| article.article().whole(region);
    let mut finding = super::finding(1, words, pair.changes.len(), whole(pair.first), whole(pair.later));
    if pair.changes.iter().any(|change| first.has_figure(&change.first) && later.has_figure(&change.later)) {
        finding = finding.case("changed-figure");
    }
    for change in pair.changes.iter().take(SHOWN) {
        let (a, b) = (first.shown(change, &change.first), later.shown(change, &change.later));
        let note = match (a, b) {
            (Some(a), Some(b)) => format!("first: \"{a}\" / here: \"{b}\""),
            (Some(a), None) => format!("first: \"{a}\" / not here"),
            (None, Some(b)) => format!("not in the first / here: \"{b}\""),
            (None, None) => continue,
        };
        finding = finding.note(note);
        let places = [(first.place(&change.first), "first-words"), (later.place(&change.later), "later-words")];
        for (place, label) in places {
            if let Some(place) = place {
                finding = finding.related(place, label);
            }
        }
    }
    if pair.changes.len() > SHOWN {
        let rest = pair.changes.len() - SHOWN;
        finding = finding.note(format!("and {rest} more {}", if rest == 1 { "difference" } else { "differences" }));
    }
    finding
}

/// A region, with the tokens that its compared words are.
struct Copy<'a> {
    region: u32,
    plain: &'a str,
    tokens: Vec<Token>,
}

impl<'a> Copy<'a> {
    fn of(article: &Annotated<'a>, region: u32) -> Self {
        let plain = article.plain(region);
        let tokens = article.tokens().of(region).iter().filter(|t| words::counts(plain, t)).copied().collect();
        Copy { region, plain, tokens }
    }

    fn tokens(&self, words: &Range<u32>) -> &[Token] {
        self.tokens.get(words.start as usize..words.end as usize).unwrap_or(&[])
    }

    fn has_figure(&self, words: &Range<u32>) -> bool {
        self.tokens(words).iter().any(|token| token.kind == Kind::Number)
    }

    fn has_name(&self, words: &Range<u32>) -> bool {
        self.tokens(words).iter().any(|token| token.capital)
    }

    fn span(&self, words: &Range<u32>) -> Option<Range<u32>> {
        let tokens = self.tokens(words);
        Some(tokens.first()?.start..tokens.last()?.end)
    }

    fn place(&self, words: &Range<u32>) -> Option<Place> {
        self.span(words).map(|span| Place::within(self.region, span))
    }

    /// The words of a change as they stand, with the word behind where one word, such as a
    /// figure, says too little.
    fn shown(&self, change: &Change, words: &Range<u32>) -> Option<String> {
        let single = change.first.len() == 1 && change.later.len() == 1;
        let end = (words.end + u32::from(single)).min(self.tokens.len() as u32);
        let cut = end.min(words.start + WORDS_SHOWN as u32);
        let span = self.span(&(words.start..cut))?;
        let text = self.plain.get(span.start as usize..span.end as usize)?;
        let mut shown = text.split_whitespace().collect::<Vec<_>>().join(" ");
        if cut < end {
            shown.push('…');
        }
        Some(shown)
    }
}

//! Who is said to have said a figure. Only few pairs of figures come so far that it matters, so a region's
//! attributions are looked at when the first of them asks.

use std::cell::RefCell;
use std::collections::HashMap;
use std::ops::Range;

use crate::annotate::Annotated;
use crate::annotate::figures::Figure;
use crate::annotate::tokens::key;

/// Who said which pieces of a region: bytes of its plain text, and the key of the last word of who.
type Pieces = Vec<(Range<u32>, u64)>;

/// The speakers of a story.
pub struct Speakers<'a, 'b> {
    article: &'a Annotated<'b>,
    /// By region, those that were asked for.
    known: RefCell<HashMap<u32, Pieces>>,
}

impl<'a, 'b> Speakers<'a, 'b> {
    /// Of an article; nothing is looked at yet.
    pub fn new(article: &'a Annotated<'b>) -> Self {
        Speakers { article, known: RefCell::default() }
    }

    /// The key of the last word of whoever is said to have said a figure.
    pub fn of(&self, figure: &Figure) -> Option<u64> {
        let mut known = self.known.borrow_mut();
        let own = known.entry(figure.region).or_insert_with(|| speakers_of(self.article, figure.region));
        own.iter().find(|(range, _)| range.contains(&figure.start)).map(|(_, key)| *key)
    }
}

/// The pieces of a region that somebody is said to have said, with the key of the last word of
/// who.
fn speakers_of(article: &Annotated<'_>, region: u32) -> Pieces {
    let attributions = article.attributions();
    let mut out = Vec::new();
    for attribution in attributions.of(region) {
        let Some(source) = &attribution.source else { continue };
        let head = article.article().text(source.head);
        // Who "he" is cannot be told here.
        if ["he", "she", "they", "it", "we", "i", "who"].iter().any(|word| head.eq_ignore_ascii_case(word)) {
            continue;
        }
        let who = key(head);
        for piece in attributions.content(attribution).iter().filter(|p| p.region == region) {
            out.push((piece.start..piece.end, who));
        }
    }
    out
}

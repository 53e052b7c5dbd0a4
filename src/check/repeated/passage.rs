//! Sentences and quotations that stand twice.

use super::standing::Repeat;
use super::{Repeated, finding};
use crate::annotate::Annotated;
use crate::annotate::repeats::words;
use crate::annotate::tokens::Token;
use crate::article::{Place, Role};
use crate::check::{Finding, Remedy};
use crate::diagnostic::Safety;
use crate::lexicon::KeyMap;

/// So many sentences of a run may be too short to tell, or speech, before the run is over.
const GAP: usize = 3;
/// So many sentences in a row are no sentence that a section has to say again.
const LONG: usize = 3;

/// A sentence or quotation.
#[derive(Clone, Copy)]
struct Passage {
    region: u32,
    /// Its number among the sentences or quotations of the article.
    number: usize,
    start: u32,
    end: u32,
    /// Its first token, and the one behind its last, among those of the article.
    tokens: (usize, usize),
}

/// Sentences that follow each other in both places, however these are cut into paragraphs.
struct Run {
    first: (Passage, Passage),
    later: (Passage, Passage),
    sentences: usize,
    words: usize,
}

impl Run {
    /// Takes in the next sentence, if it is one.
    fn goes_on(&mut self, first: Passage, later: Passage, words: usize) -> bool {
        let step = later.number - self.later.1.number;
        if step > GAP || first.number != self.first.1.number + step {
            return false;
        }
        (self.first.1, self.later.1) = (first, later);
        self.sentences += 1;
        self.words += words;
        true
    }
}

fn place((from, to): (Passage, Passage)) -> Place {
    Place { region: from.region, start: from.start, last: to.region, end: to.end }
}

impl Repeated {
    pub(super) fn sentences(&self, article: &Annotated<'_>, found: &mut Vec<Finding>) {
        let runs = self.runs(article);
        if runs.is_empty() {
            return;
        }
        let story = self.standing.story(article);
        for run in runs {
            let (first, later) = (run.first.0.region, run.later.0.region);
            let repeat = if first == later { Repeat::Slip } else { story.sentence(article, first, later) };
            if repeat == Repeat::Meant {
                continue;
            }
            let mut finding = finding(run.sentences, run.words, 0, place(run.first), place(run.later));
            finding.unsure = repeat == Repeat::Doubtful && run.sentences < LONG;
            found.push(match run.sentences {
                1 => finding.remedy(Remedy::DeleteText(place(run.later)), Safety::Unsafe),
                _ => finding.case("block"),
            });
        }
    }

    fn runs(&self, article: &Annotated<'_>) -> Vec<Run> {
        let mut seen: KeyMap<Passage> = KeyMap::default();
        let mut runs: Vec<Run> = Vec::new();
        let near = article.repeats().near();
        for (region, plain) in narration(article) {
            let base = article.tokens().indices(region).start;
            let tokens = article.tokens().of(region);
            let partner = near.binary_search_by_key(&region, |pair| pair.later).ok().map(|at| near[at].first);
            let all = article.sentences();
            for (number, sentence) in all.indices(region).zip(all.of(region)) {
                let range = (sentence.first as usize, sentence.last as usize);
                let own = tokens.get(range.0..range.1).unwrap_or(&[]);
                let Some((hash, words)) = hashed(plain, own, self.options.min_words) else { continue };
                let (start, end) = (sentence.start, sentence.end);
                let here = Passage { region, number, start, end, tokens: (base + range.0, base + range.1) };
                let first = *seen.entry(hash).or_insert(here);
                let told = |passage: Passage| !has_speech(article, passage);
                if first.number == number || partner == Some(first.region) || !told(first) || !told(here) {
                    continue;
                }
                if !runs.last_mut().is_some_and(|run| run.goes_on(first, here, words)) {
                    runs.push(Run { first: (first, first), later: (here, here), sentences: 1, words });
                }
            }
        }
        runs
    }

    pub(super) fn quotations(&self, article: &Annotated<'_>, found: &mut Vec<Finding>) {
        let mut seen: KeyMap<Passage> = KeyMap::default();
        let mut story = None;
        let near = article.repeats().near();
        for (region, plain) in narration(article) {
            let partner = near.binary_search_by_key(&region, |pair| pair.later).ok().map(|at| near[at].first);
            let all = article.quotations();
            for (number, quotation) in all.indices(region).zip(all.of(region)) {
                if quotation.depth > 0 || !quotation.is_speech() {
                    continue;
                }
                let own = quotation.tokens(article.tokens().of(region));
                let Some((hash, count)) = hashed(plain, own, self.options.min_words) else { continue };
                let (start, end) = (quotation.inner_start, quotation.inner_end);
                let tokens = (quotation.first as usize, quotation.last as usize);
                let here = Passage { region, number, start, end, tokens };
                let first = *seen.entry(hash).or_insert(here);
                if first.number == number || partner == Some(first.region) {
                    continue;
                }
                let story = story.get_or_insert_with(|| self.standing.story(article));
                if !story.shows_quotation(article, first.region, region) {
                    found.push(finding(1, count, 0, place((first, first)), place((here, here))));
                }
            }
        }
    }
}

/// The paragraphs that are no copies, with their text.
fn narration<'a>(article: &'a Annotated<'_>) -> impl Iterator<Item = (u32, &'a str)> {
    article
        .unique_regions()
        .filter(|region| article.region(*region).role == Role::Paragraph)
        .map(|region| (region, article.plain(region)))
}

/// The hash and number of the words that tokens are, if they are enough.
fn hashed(plain: &str, tokens: &[Token], least: usize) -> Option<(u64, usize)> {
    if tokens.len() < least {
        return None;
    }
    let mut keys = Vec::with_capacity(tokens.len());
    words::append(plain, tokens, &mut keys);
    (keys.len() >= least).then(|| (words::hash(&keys), keys.len()))
}

/// Whether somebody is quoted in a passage.
fn has_speech(article: &Annotated<'_>, passage: Passage) -> bool {
    (passage.tokens.0..passage.tokens.1).any(|token| article.quotations().is_speech_token(token))
}

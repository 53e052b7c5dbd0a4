//! Sentences and quotations that stand twice.

use super::standing::Repeat;
use super::{Repeated, passage};
use crate::annotate::Annotated;
use crate::annotate::repeats::words;
use crate::annotate::tokens::Token;
use crate::article::{Place, Role};
use crate::check::{Finding, Remedy};
use crate::diagnostic::Safety;
use crate::lexicon::KeyMap;

/// Where a passage was first read.
#[derive(Clone, Copy)]
struct First {
    region: u32,
    /// Its number among the sentences or quotations of the article.
    index: usize,
    start: u32,
    end: u32,
}

impl First {
    fn place(self) -> Place {
        Place::within(self.region, self.start..self.end)
    }
}

impl Repeated {
    pub(super) fn sentences(&self, article: &Annotated<'_>, found: &mut Vec<Finding>) {
        let mut seen: KeyMap<First> = KeyMap::default();
        let mut repeated: Vec<(First, First, usize)> = Vec::new();
        let near = article.repeats().near();
        for (region, story) in narration(article) {
            let tokens = article.tokens().of(region);
            let partner = near.binary_search_by_key(&region, |pair| pair.later).ok().map(|at| near[at].first);
            let all = article.sentences();
            for (index, sentence) in all.indices(region).zip(all.of(region)) {
                let own = tokens.get(sentence.first as usize..sentence.last as usize).unwrap_or(&[]);
                let Some((hash, count)) = hashed(story, own, self.options.min_words) else { continue };
                let here = First { region, index, start: sentence.start, end: sentence.end };
                let first = *seen.entry(hash).or_insert(here);
                if first.index == index
                    || partner == Some(first.region)
                    || has_speech(article, first)
                    || has_speech(article, here)
                {
                    continue;
                }
                match repeated.last_mut() {
                    // Sentences in a row are one passage.
                    Some((a, b, words))
                        if a.index + 1 == first.index
                            && b.index + 1 == index
                            && b.region == region
                            && a.region == first.region =>
                    {
                        *a = First { index: first.index, end: first.end, ..*a };
                        *b = First { index, end: here.end, ..*b };
                        *words += count;
                    }
                    _ => repeated.push((first, here, count)),
                }
            }
        }
        if repeated.is_empty() {
            return;
        }
        let story = self.standing.story(article);
        for (first, later, words) in repeated {
            let repeat = match first.region == later.region {
                true => Repeat::Slip,
                false => story.sentence(article, first.region, later.region),
            };
            if repeat == Repeat::Meant {
                continue;
            }
            let mut finding =
                passage(words, first.place(), later.place()).remedy(Remedy::DeleteText(later.place()), Safety::Unsafe);
            finding.unsure = repeat == Repeat::Doubtful;
            found.push(finding);
        }
    }

    pub(super) fn quotations(&self, article: &Annotated<'_>, found: &mut Vec<Finding>) {
        let mut seen: KeyMap<First> = KeyMap::default();
        let mut story = None;
        let near = article.repeats().near();
        for (region, plain) in narration(article) {
            let partner = near.binary_search_by_key(&region, |pair| pair.later).ok().map(|at| near[at].first);
            let all = article.quotations();
            for (index, quotation) in all.indices(region).zip(all.of(region)) {
                if quotation.depth > 0 || !quotation.is_speech() {
                    continue;
                }
                let own = quotation.tokens(article.tokens().of(region));
                let Some((hash, count)) = hashed(plain, own, self.options.min_words) else { continue };
                let here = First { region, index, start: quotation.inner_start, end: quotation.inner_end };
                let first = *seen.entry(hash).or_insert(here);
                if first.index == index || partner == Some(first.region) {
                    continue;
                }
                let story = story.get_or_insert_with(|| self.standing.story(article));
                if !story.shows_quotation(article, first.region, region) {
                    found.push(passage(count, first.place(), here.place()));
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
fn has_speech(article: &Annotated<'_>, passage: First) -> bool {
    article
        .quotations()
        .of(passage.region)
        .iter()
        .any(|quotation| quotation.is_speech() && quotation.start < passage.end && passage.start < quotation.end)
}

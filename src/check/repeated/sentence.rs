//! The same sentence of the narration in two places.

use std::collections::HashMap;

use super::RepeatedOptions;
use super::form::Form;
use crate::annotate::Annotated;
use crate::annotate::repeats::word_keys;
use crate::article::{Place, Role};
use crate::check::{Finding, Remedy};
use crate::diagnostic::Safety;

/// Reports later copies of sentences, outside paragraphs that are copies as a whole.
pub fn run(article: &Annotated<'_>, options: &RepeatedOptions, found: &mut Vec<Finding>) {
    let regions = &article.article().regions;
    let repeats = article.repeats();
    let near: Vec<u32> = repeats.near.iter().filter(|n| n.likeness >= 0.8).map(|n| n.copy).collect();
    let mut seen: HashMap<Vec<u64>, Place> = HashMap::new();
    let mut later = Vec::new();
    for (index, region) in regions.iter().enumerate() {
        let index = index as u32;
        if region.role != Role::Paragraph || repeats.is_copy(index) || near.binary_search(&index).is_ok() {
            continue;
        }
        let tokens = article.tokens().of(index);
        for sentence in article.sentences().of(index) {
            let tokens = &tokens[sentence.first as usize..sentence.last as usize];
            let has_speech = tokens.iter().any(|token| article.is_quoted(index, token.start));
            if has_speech || tokens.len() < options.min_words as usize {
                continue;
            }
            let keys: Vec<u64> = word_keys(tokens).collect();
            if keys.len() < options.min_words as usize {
                continue;
            }
            let place = Place::within(index, sentence.start..sentence.end);
            let words = keys.len();
            match seen.get(&keys) {
                Some(first) => later.push((place, *first, words)),
                None => {
                    seen.insert(keys, place);
                }
            }
        }
    }
    if later.is_empty() || Form::of(article).is_live() {
        return;
    }
    for (place, first, words) in later {
        found.push(
            Finding::at(place)
                .value("words", words.to_string())
                .related(first, "first")
                .remedy(Remedy::DeleteText(place), Safety::Unsafe),
        );
    }
}

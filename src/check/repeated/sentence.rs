//! The same sentence of the narration in two places; a run of them is one finding, however its
//! paragraphs are cut.

use std::collections::HashMap;

use super::RepeatedOptions;
use super::form::Form;
use crate::annotate::Annotated;
use crate::annotate::repeats::word_keys;
use crate::article::{Place, Role};
use crate::check::{Finding, Remedy};
use crate::diagnostic::Safety;

/// Paragraphs this much alike are reported as such, and not sentence by sentence.
const NEAR: f64 = 0.8;

/// So many sentences in a run may be too short, or speech, before the run is over.
const GAP: usize = 3;

/// A sentence, with its number in the story.
#[derive(Clone, Copy)]
struct Seen {
    place: Place,
    number: usize,
}

/// Sentences of a copy and those that they repeat.
struct Run {
    first: Place,
    copy: Place,
    last_first: usize,
    last_copy: usize,
    sentences: usize,
    words: usize,
}

/// Reports later copies of sentences, outside paragraphs that are copies as a whole.
pub fn run(article: &Annotated<'_>, options: &RepeatedOptions, found: &mut Vec<Finding>) {
    let runs = runs(article, options);
    if runs.is_empty() || Form::of(article).is_live() {
        return;
    }
    for run in runs {
        let finding = Finding::at(run.copy)
            .value("count", run.sentences.to_string())
            .value("words", run.words.to_string())
            .related(run.first, "first");
        found.push(match run.sentences {
            1 => finding.remedy(Remedy::DeleteText(run.copy), Safety::Unsafe),
            _ => finding.case("block"),
        });
    }
}

fn runs(article: &Annotated<'_>, options: &RepeatedOptions) -> Vec<Run> {
    let regions = &article.article().regions;
    let repeats = article.repeats();
    let near: Vec<u32> = repeats.near.iter().filter(|n| n.likeness >= NEAR).map(|n| n.copy).collect();
    let mut seen: HashMap<Vec<u64>, Seen> = HashMap::new();
    let mut runs: Vec<Run> = Vec::new();
    let mut number = 0;
    for (index, region) in regions.iter().enumerate() {
        let index = index as u32;
        if region.role != Role::Paragraph || repeats.is_copy(index) || near.binary_search(&index).is_ok() {
            continue;
        }
        let tokens = article.tokens().of(index);
        for sentence in article.sentences().of(index) {
            number += 1;
            let tokens = &tokens[sentence.first as usize..sentence.last as usize];
            if tokens.len() < options.min_words as usize {
                continue;
            }
            let keys: Vec<u64> = word_keys(tokens).collect();
            let has_speech = || tokens.iter().any(|token| article.is_quoted(index, token.start));
            if keys.len() < options.min_words as usize || has_speech() {
                continue;
            }
            let place = Place::within(index, sentence.start..sentence.end);
            let words = keys.len();
            match seen.get(&keys) {
                Some(first) => join(&mut runs, *first, Seen { place, number }, words),
                None => {
                    seen.insert(keys, Seen { place, number });
                }
            }
        }
    }
    runs
}

/// Adds a repeated sentence to the run that it goes on, or starts a new one.
fn join(runs: &mut Vec<Run>, first: Seen, copy: Seen, words: usize) {
    if let Some(run) = runs.last_mut() {
        let steps = (first.number.wrapping_sub(run.last_first), copy.number - run.last_copy);
        if steps.0 == steps.1 && steps.1 <= GAP {
            run.first = Place { last: first.place.last, end: first.place.end, ..run.first };
            run.copy = Place { last: copy.place.last, end: copy.place.end, ..run.copy };
            (run.last_first, run.last_copy) = (first.number, copy.number);
            run.sentences += 1;
            run.words += words;
            return;
        }
    }
    runs.push(Run {
        first: first.place,
        copy: copy.place,
        last_first: first.number,
        last_copy: copy.number,
        sentences: 1,
        words,
    });
}

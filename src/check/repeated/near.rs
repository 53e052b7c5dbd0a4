//! Paragraphs that differ from an earlier one in a few words: an edited copy beside the original.

use super::RepeatedOptions;
use super::form::Form;
use crate::annotate::Annotated;
use crate::annotate::repeats::{Block, Change, Near};
use crate::annotate::tokens::{Kind, Token};
use crate::article::Place;
use crate::check::Finding;

/// Reports near copies, with the words that differ.
pub fn run(article: &Annotated<'_>, options: &RepeatedOptions, found: &mut Vec<Finding>) {
    let near = &article.repeats().near;
    if near.is_empty() {
        return;
    }
    let form = Form::of(article);
    for near in near {
        let words = |region: u32| article.repeats().words[region as usize];
        let shorter = words(near.first).min(words(near.copy));
        let block = Block { first: vec![near.first], copy: vec![near.copy], longest: shorter, words: words(near.copy) };
        if shorter >= options.min_words
            && near.likeness >= options.likeness
            && near.changes.len() <= options.max_changes
            && !is_formula(article, near)
            && !form.lets_stand(article, &block)
        {
            let mut finding = finding(article, near);
            // A quotation above the story and again within it may be meant.
            finding.unsure = is_speech(article, near.first) && is_speech(article, near.copy);
            found.push(finding);
        }
    }
}

/// Whether the copies differ in what a form leaves open: a list of sales, sentences or results
/// says the same of each, and puts another name and another figure in.
fn is_formula(article: &Annotated<'_>, near: &Near) -> bool {
    let slot = |region: u32, range: &std::ops::Range<u32>| {
        let tokens = article.tokens().of(region);
        let from = tokens.partition_point(|token| token.end <= range.start);
        let inside = tokens[from..].iter().take_while(|token| token.start < range.end);
        inside.fold((false, false), |(name, figure), token: &Token| {
            (name || token.capital, figure || token.kind == Kind::Number)
        })
    };
    let (mut names, mut figures) = (0, 0);
    for change in &near.changes {
        let (first, copy) = (slot(near.first, &change.first), slot(near.copy, &change.copy));
        names += usize::from(first.0 && copy.0);
        figures += usize::from(first.1 && copy.1);
    }
    names + figures >= 2
}

/// Whether most of a region is quoted.
fn is_speech(article: &Annotated<'_>, region: u32) -> bool {
    let tokens = article.tokens().indices(region);
    let speech = tokens.clone().filter(|token| article.quotations().is_speech_token(*token)).count();
    speech * 2 >= tokens.len()
}

fn finding(article: &Annotated<'_>, near: &Near) -> Finding {
    let whole = |region| article.article().whole(region);
    let mut finding = Finding::at(whole(near.copy))
        .value("words", article.repeats().words[near.copy as usize].to_string())
        .value("changes", near.changes.len().to_string())
        .related(whole(near.first), "first");
    if near.changes.iter().any(|change| changes_figure(article, near, change)) {
        finding = finding.case("changed-figure");
    }
    for change in &near.changes {
        let place = |region, range: &std::ops::Range<u32>| Place::within(region, range.clone());
        let (first, copy) = (place(near.first, &change.first), place(near.copy, &change.copy));
        let text = |place: Place| article.article().text(place);
        finding = finding.note(match (text(first), text(copy)) {
            ("", new) => format!("only here: `{new}`"),
            (old, "") => format!("only there: `{old}`"),
            (old, new) => format!("there: `{old}`; here: `{new}`"),
        });
        if !change.first.is_empty() {
            finding = finding.related(first, "first-words");
        }
        if !change.copy.is_empty() {
            finding = finding.related(copy, "copy-words");
        }
    }
    finding
}

fn changes_figure(article: &Annotated<'_>, near: &Near, change: &Change) -> bool {
    let has_digit = |region: u32, range: &std::ops::Range<u32>| {
        let plain = article.plain(region).get(range.start as usize..range.end as usize).unwrap_or("");
        plain.bytes().any(|byte| byte.is_ascii_digit())
    };
    has_digit(near.first, &change.first) && has_digit(near.copy, &change.copy)
}

//! An unnamed speaker who runs down somebody who is named.

use std::ops::Range;

use crate::annotate::Annotated;
use crate::annotate::attributions::{Attribution, Directness};
use crate::annotate::names::{Kind, Name};
use crate::annotate::sourcing::{Standing, Unnamed};
use crate::article::Place;
use crate::check::Finding;
use crate::check::sources::{about, is_story};
use crate::lexicon::Lexicon;

/// Finds them, one finding a source.
pub fn find(article: &Annotated<'_>, words: &Lexicon, found: &mut Vec<Finding>) {
    let sourcing = article.sourcing();
    let mut last: Option<&Unnamed> = None;
    for (index, attribution) in article.attributions().all().iter().enumerate() {
        let Some(source) = sourcing.of_attribution(index as u32) else { continue };
        if attribution.directness == Directness::Indirect || last.is_some_and(|l| std::ptr::eq(l, source)) {
            continue;
        }
        let known = !matches!(source.standing(), Standing::Bystander | Standing::Expert);
        let counted = matches!(source.standing(), Standing::Source | Standing::Someone) || source.counted;
        // `The senator` without an introduction is somebody whom the story names.
        let introduced = source.mentions.first().is_some_and(|m| m.phrase.introduces());
        if !counted || !introduced && source.statements.is_empty() {
            continue;
        }
        if !known || source.is_relayed() || source.named.is_some() || !is_story(article, attribution.cue.region) {
            continue;
        }
        let Some(hit) = insult(article, words, attribution) else { continue };
        let mut finding = about(article, source, hit).value("words", article.article().text(hit));
        if let Some(own) = attribution
            .source
            .filter(|s| s.place.end <= hit.start || s.place.start >= hit.end || s.place.region != hit.region)
        {
            finding = finding.related(own.place, "mention");
        }
        found.push(finding);
        last = Some(source);
    }
}

/// The words that run somebody down, in the quotation of an attribution.
fn insult(article: &Annotated<'_>, words: &Lexicon, attribution: &Attribution) -> Option<Place> {
    for place in article.attributions().content(attribution) {
        let region = place.region;
        let tokens = article.tokens().of(region);
        let first = tokens.partition_point(|t| t.start < place.start);
        let last = tokens.partition_point(|t| t.end <= place.end);
        for at in first..last {
            let Some((entry, length)) = words.starts(&tokens[at..last]) else { continue };
            if entry.value.is_some() && !is_predicate(article, region, first, at) {
                continue;
            }
            let start = tokens[at].start;
            if !article.quotations().is_speech(region, start) || is_denied(article, region, at, first) {
                continue;
            }
            let hit = Place::within(region, start..tokens[at + length - 1].end);
            if is_aimed(article, attribution, region, at) {
                return Some(hit);
            }
        }
    }
    None
}

/// Whether an adjective is said of somebody: `he is so corrupt`, `sees her as weak`; not `the
/// corrupt system`.
fn is_predicate(article: &Annotated<'_>, region: u32, first: usize, at: usize) -> bool {
    let (plain, tokens) = (article.plain(region), article.tokens().of(region));
    let word =
        |i: usize| tokens.get(i).map_or_else(String::new, |t| t.text(plain).to_ascii_lowercase().replace('’', "'"));
    let person = |i: usize| {
        ["he", "she", "him", "her", "guy", "man", "woman", "who", "they"].contains(&word(i).as_str())
            || tokens.get(i).and_then(|t| article.names().at(region, t.start)).is_some_and(|n| n.kind == Kind::Person)
    };
    let near = first.max(at.saturating_sub(6))..at;
    let linked = near.clone().rev().find(|i| {
        ["is", "was", "'s", "as", "be", "being", "seems", "looks", "been", "called"].contains(&word(*i).as_str())
    });
    let contracted = near.clone().any(|i| ["he's", "she's"].contains(&word(i).as_str()));
    let of = |l: usize| (first.max(l.saturating_sub(4))..l).any(person) || person(l + 1);
    let head = (at + 1..at + 3).any(|i| {
        ["man", "woman", "guy", "person", "leader", "politician", "president", "candidate", "boss"]
            .contains(&word(i).as_str())
    });
    contracted || linked.is_some_and(of) || head
}

/// `He is no coward`, `not a fool`; and what speakers say of themselves.
fn is_denied(article: &Annotated<'_>, region: u32, at: usize, first: usize) -> bool {
    let (plain, tokens) = (article.plain(region), article.tokens().of(region));
    (first.max(at.saturating_sub(4))..at).any(|i| {
        let text = tokens[i].text(plain).to_ascii_lowercase();
        ["not", "no", "never", "nor", "isn't", "isn’t", "i", "i'm", "i’m", "we", "we're", "we’re", "my", "if"]
            .contains(&text.as_str())
            || text.ends_with("n't")
            || text.ends_with("n’t")
    })
}

/// Whether the sentence with the words speaks of a man or a woman whom the story names, or the
/// attribution says of whom they are.
fn is_aimed(article: &Annotated<'_>, attribution: &Attribution, region: u32, at: usize) -> bool {
    let person =
        |region: u32, range: Range<u32>| names_in(article, region, range).iter().any(|n| n.kind == Kind::Person);
    let (plain, tokens) = (article.plain(region), article.tokens().of(region));
    let sentences = article.sentences().of(region);
    let start = tokens.get(at).map_or(0, |t| t.start);
    let Some(sentence) = sentences.get(sentences.partition_point(|s| s.end <= start)) else { return false };
    // A sentence of a hundred insults is read around each.
    let range = (sentence.first as usize).max(at.saturating_sub(NEAR))..(sentence.last as usize).min(at + NEAR);
    let speaker = attribution.source.map(|s| s.place);
    let pronoun = range.clone().any(|i| {
        let quoted = article.is_quoted(region, tokens[i].start);
        quoted
            && ["he", "she", "him", "her", "his", "he's", "she's", "he’s", "she’s", "guy"]
                .contains(&tokens[i].text(plain).to_ascii_lowercase().as_str())
    });
    let near =
        tokens.get(range.start).map_or(0, |t| t.start)..tokens.get(range.end.saturating_sub(1)).map_or(0, |t| t.end);
    let named = names_in(article, region, near).iter().any(|n| {
        let own = speaker.is_some_and(|p| p.region == region && p.start <= n.start && n.end <= p.end);
        n.kind == Kind::Person && !own && sentence.start <= n.start && n.end <= sentence.end
    });
    let cue = attribution.cue;
    let own = article.sentences().of(cue.region);
    let said = own.get(own.partition_point(|s| s.end <= cue.start));
    let of = said.is_some_and(|s| cue.region != region && person(cue.region, cue.end..s.end));
    pronoun || named || of
}

/// So many words around an insult say at whom it is aimed.
const NEAR: usize = 60;

/// The names within a range of a region's text.
pub(super) fn names_in<'a>(article: &'a Annotated<'_>, region: u32, range: Range<u32>) -> &'a [Name] {
    let own = article.names().of(region);
    let first = own.partition_point(|n| n.start < range.start);
    let last = own.partition_point(|n| n.start < range.end).max(first);
    own.get(first..last).unwrap_or(&[])
}

//! What a source answers for: the quotations and the clauses on both sides of a cue.

use std::ops::Range;

use super::clause::{Clause, Follow, Subject};
use super::cues::{Candidate, Mood};
use super::words::Class;
use super::{Attribution, CueKind, Directness, Found, sources};
use crate::annotate::quotations::Quotation;
use crate::annotate::verbs::Tone;
use crate::article::Place;

/// Whether what a verb hands over stands before it: `The ferry is lost, Kerr said.` `start` is
/// the first token of the verb and its subject.
pub fn is_trailing(clause: &Clause<'_>, candidate: &Candidate, start: usize) -> bool {
    let Some(before) = start.checked_sub(1).filter(|b| clause.range.contains(b)) else { return false };
    let behind = matches!(clause.words[before].class, Class::Comma | Class::Quote | Class::Dash);
    let finite = matches!(candidate.mood, Mood::Finite | Mood::Perfect | Mood::Progressive);
    let quoted = clause.words[before].class == Class::Quote;
    behind
        && finite
        && (candidate.subject == Subject::Inverted
            || matches!(candidate.follow, Follow::End)
            || quoted && !matches!(candidate.follow, Follow::That | Follow::Clause))
}

/// Whether a cue before a trailing one is no part of what that one says: something stands
/// between that ends a clause (a colon, a dash, a quotation of its own).
pub fn is_apart(clause: &Clause<'_>, found: &Found, start: usize) -> bool {
    (found.tokens.end..start.saturating_sub(1)).any(|i| matches!(clause.words[i].class, Class::Quote | Class::Colon))
}

/// Makes an attribution of a cue, and appends its content.
pub fn attribute(
    clause: &Clause<'_>,
    region: u32,
    quotations: &[Quotation],
    found: &[Found],
    index: usize,
    content: &mut Vec<Place>,
) -> Attribution {
    let cue = &found[index];
    let place = |tokens: &Range<usize>| clause.place(region, tokens.clone());
    let phrase = cue.phrase.clone().or_else(|| shared(clause, found, index));
    let from = content.len() as u32;
    let own = cue.verb.as_ref();
    let start = match (&cue.phrase, own) {
        (Some(phrase), _) => phrase.start.min(cue.tokens.start),
        (None, Some(verb)) => verb.before.from,
        (None, None) => cue.tokens.start,
    };
    let end = match &cue.phrase {
        Some(phrase) => phrase.end.max(cue.tokens.end),
        None => cue.tokens.end,
    };
    if cue.trailing {
        let floor = found[..index].iter().map(|f| f.tokens.end).max().unwrap_or(clause.range.start);
        if let Some(before) = clause_before(clause, quotations, floor.max(clause.range.start), start) {
            push(content, region, clause, before);
        }
    }
    let goes_on = match own {
        Some(verb) => verb.follow != Follow::End && verb.subject != Subject::Inverted,
        None => !cue.trailing,
    };
    if goes_on || clause.class(end) == Some(Class::Comma) && clause.class(end + 1) == Some(Class::Quote) {
        let limit = found[index + 1..].iter().filter(|f| !f.nested).map(|f| f.start(clause)).min();
        let behind = clause_behind(clause, quotations, end, limit.unwrap_or(clause.range.end));
        if let Some(behind) = behind {
            push(content, region, clause, behind);
        }
    }
    let to = content.len() as u32;
    Attribution {
        kind: cue.kind,
        cue: place(&cue.tokens),
        verb: own.map(|v| v.form.verb),
        tone: own.map_or(Tone::Neutral, |v| v.form.tone),
        source: phrase.map(|phrase| sources::read(clause, region, phrase)),
        directness: directness(region, quotations, &content[from as usize..]),
        nested: cue.nested,
        antecedent: None,
        content: from..to,
    }
}

impl Found {
    /// The first token of the cue with its subject and auxiliaries.
    fn start(&self, clause: &Clause<'_>) -> usize {
        let verb = self.verb.as_ref().map_or(self.tokens.start, |v| v.before.from);
        let mut start = self.phrase.as_ref().map_or(verb, |p| p.start.min(verb));
        while start > clause.range.start && matches!(clause.words[start - 1].class, Class::And | Class::Comma | Class::Clause) {
            start -= 1;
        }
        start
    }
}

/// The source of a cue that has no subject of its own: that of the cue before it, or the first
/// noun phrase of the sentence.
fn shared(clause: &Clause<'_>, found: &[Found], index: usize) -> Option<Range<usize>> {
    let verb = found[index].verb.as_ref()?;
    if verb.mood == Mood::Passive {
        return None;
    }
    let before = found[..index].iter().rev().filter(|f| !f.nested).find_map(|f| f.phrase.clone());
    before.or_else(|| clause.first_subject(verb.tokens.start))
}

fn push(content: &mut Vec<Place>, region: u32, clause: &Clause<'_>, range: Span) {
    let place = match range {
        Span::Tokens(tokens) => clause.place(region, tokens),
        Span::Bytes(bytes) => Place::within(region, bytes),
    };
    if place.start < place.end {
        content.push(place);
    }
}

enum Span {
    Tokens(Range<usize>),
    Bytes(Range<u32>),
}

/// The quotation that a mark closes or opens, the mark being token `mark`.
fn quotation_at(clause: &Clause<'_>, quotations: &[Quotation], mark: usize, closing: bool) -> Option<Quotation> {
    let token = clause.tokens.get(mark)?;
    let hit = |q: &&Quotation| if closing { q.end >= token.end && q.inner_end <= token.start } else { q.start <= token.start && q.inner_start >= token.end };
    quotations.iter().find(|q| q.depth == 0 && hit(q)).copied()
}

fn clause_before(clause: &Clause<'_>, quotations: &[Quotation], floor: usize, start: usize) -> Option<Span> {
    let mut end = start;
    while end > floor && matches!(clause.words[end - 1].class, Class::Comma | Class::Dash) {
        end -= 1;
    }
    if end <= clause.range.start {
        return None;
    }
    let mut first = floor;
    while first < end && matches!(clause.words[first].class, Class::Comma | Class::And | Class::Clause | Class::Dash | Class::Colon) {
        first += 1;
    }
    if clause.words[end - 1].class == Class::Quote
        && let Some(quotation) = quotation_at(clause, quotations, end - 1, true)
    {
        let begins = clause.tokens.get(first).map_or(quotation.start, |t| t.start);
        return Some(Span::Bytes(quotation.start.min(begins)..quotation.end));
    }
    (first < end).then_some(Span::Tokens(first..end))
}

fn clause_behind(clause: &Clause<'_>, quotations: &[Quotation], end: usize, limit: usize) -> Option<Span> {
    let mut first = end;
    while first < limit && matches!(clause.words[first].class, Class::Comma | Class::Colon | Class::Dash) {
        first += 1;
    }
    let mut last = limit.min(clause.range.end);
    while last > first && matches!(clause.words[last - 1].class, Class::Comma | Class::Stop | Class::Dash) {
        last -= 1;
    }
    if first >= last {
        return None;
    }
    let start = clause.tokens[first].start;
    // A quotation may go on over several sentences.
    let inside = quotations.iter().find(|q| q.depth == 0 && q.start < clause.tokens[last - 1].end && q.end > clause.tokens[last - 1].end);
    let mut until = clause.tokens[last - 1].end;
    if let Some(quotation) = inside {
        until = quotation.end;
    } else if clause.words[first].class == Class::Quote
        && let Some(quotation) = quotation_at(clause, quotations, first, false)
    {
        until = until.max(quotation.end);
    }
    Some(Span::Bytes(start..until))
}

fn directness(region: u32, quotations: &[Quotation], content: &[Place]) -> Directness {
    let (mut quoted, mut all) = (0, 0);
    for place in content {
        all += place.end - place.start;
        for q in quotations.iter().filter(|q| q.depth == 0 && q.is_speech() && place.region == region) {
            quoted += q.end.min(place.end).saturating_sub(q.start.max(place.start));
        }
    }
    match quoted {
        0 => Directness::Indirect,
        // Commas and spaces between the pieces do not make it mixed.
        _ if quoted + 8 >= all => Directness::Direct,
        _ => Directness::Mixed,
    }
}

/// Whether a cue may have content in the sentences behind it: its own sentence ends with it.
pub fn is_carrying(kind: CueKind) -> bool {
    kind != CueKind::Hearsay
}

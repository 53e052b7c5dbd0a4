//! What a source answers for: the quotations and the clauses on both sides of a cue.

use std::ops::Range;

use super::clause::{Clause, Follow, Subject};
use super::cues::{Candidate, Mood};
use super::search::Found;
use super::words::Class;
use super::{Attribution, CueKind, Directness, SourceKind, sources};
use crate::annotate::quotations::Quotation;
use crate::annotate::verbs::{self, Need, Tone};
use crate::article::Place;

/// How many cues to either side are looked at; more never stand in a sentence of news copy.
pub const NEIGHBOURS: usize = 8;

/// How many words of whom something was said to, and where, may stand before what was said.
const ADDRESSEE: usize = 14;

/// Cues further apart than this many words have nothing to do with each other.
const APART: usize = 80;

/// How many quotations are looked at to tell how direct a content is.
const PIECES: usize = 64;

/// Whether what a verb hands over stands before it: `The ferry is lost, Kerr said.` `start` is
/// the first token of the verb and its subject.
pub fn is_trailing(clause: &Clause<'_>, candidate: &Candidate, start: usize) -> bool {
    let Some(before) = start.checked_sub(1).filter(|b| clause.range.contains(b)) else { return false };
    let behind = matches!(clause.words[before].class, Class::Comma | Class::Quote | Class::Dash);
    let finite = matches!(candidate.mood, Mood::Finite | Mood::Perfect | Mood::Progressive);
    let quoted = clause.words[before].class == Class::Quote;
    // `The ferry is lost, Kerr told reporters.`
    let told = candidate.follow == Follow::Object
        && candidate.form.need == Need::Speech
        && before >= clause.range.start + 3
        && clause.is_short(candidate.tokens.end);
    // `The ferry is lost, Kerr said on Tuesday.`
    let dated = candidate.follow == Follow::Preposition
        && matches!(clause.follow(clause.behind_time(candidate.tokens.end)), Follow::End);
    behind
        && finite
        && (candidate.subject == Subject::Inverted
            || candidate.follow == Follow::End
            || dated
            || told
            || quoted && !matches!(candidate.follow, Follow::That | Follow::Clause))
}

/// Whether a cue before a trailing one is no part of what that one says: something stands
/// between that ends a clause (a colon, a dash, a quotation of its own).
pub fn is_apart(clause: &Clause<'_>, found: &Found, start: usize) -> bool {
    let between = found.tokens.end..start.saturating_sub(1);
    between.len() > APART || between.clone().any(|i| matches!(clause.words[i].class, Class::Quote | Class::Colon))
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
        let before = found[..index].iter().rev().take(NEIGHBOURS).map(|f| f.tokens.end);
        let floor = before.filter(|end| *end <= start).max().unwrap_or(clause.range.start);
        if let Some(before) = clause_before(clause, quotations, floor.max(clause.range.start), start) {
            push(content, region, clause, before);
        }
    }
    let behind = match own {
        Some(verb) if verb.subject == Subject::Inverted || verb.follow == Follow::End => end,
        Some(verb) if verb.by => end,
        Some(verb) => skip_addressee(clause, verb, cue.trailing).unwrap_or(clause.range.end),
        None => end,
    };
    let resumes = clause.class(end) == Some(Class::Comma)
        && (clause.is_quote(end + 1) || cue.trailing && clause.resumes_at(end + 1));
    let goes_on = match own {
        Some(verb) => verb.follow != Follow::End && verb.subject != Subject::Inverted,
        None => !cue.trailing,
    };
    if goes_on || resumes {
        let later = found[index + 1..].iter().take(NEIGHBOURS);
        let limit = later.filter(|f| !f.nested).filter_map(|f| f.breaks_off(clause, cue)).find(|f| *f > behind);
        // `Asked by a reporter whether it was safe, Lind shrugged`: the comma ends it.
        let asked = own.is_some_and(|v| v.by && v.mood == Mood::Bare) && start == clause.range.start;
        let comma =
            || (behind..clause.range.end).find(|i| clause.is(*i, ",") && clause.level[*i] == clause.level[start]);
        // `After arguing that it was safe, Lind left`: so does the subject.
        let subject = phrase.as_ref().map(|p| p.start).filter(|at| cue.phrase.is_none() && *at > behind);
        let limit = if asked { comma() } else { subject.or(limit) };
        let behind = clause_behind(clause, quotations, behind, limit.unwrap_or(clause.range.end));
        if let Some(behind) = behind {
            push(content, region, clause, behind);
        }
    }
    let to = content.len() as u32;
    let mut source = phrase.map(|phrase| sources::read(clause, region, phrase));
    if let Some(speaker) = source.as_mut().filter(|s| cue.kind == CueKind::Label && s.kind == SourceKind::Organisation)
    {
        // `KERR: No.`: in a transcript capitals are no initials.
        speaker.kind = SourceKind::NamedPerson;
    }
    let hearsay = own.is_some_and(|v| v.mood == Mood::Passive && v.form.hearsay && v.phrase.is_none());
    let cited = own.filter(|v| verbs::lemma(v.form.verb) == "cite").and_then(|v| clause.phrase_behind(v.tokens.end));
    Attribution {
        kind: if hearsay { CueKind::Hearsay } else { cue.kind },
        cue: place(&cue.tokens),
        verb: own.map(|v| v.form.verb),
        tone: own.map_or(Tone::Neutral, |v| v.form.tone),
        source,
        cited: cited.map(|phrase| sources::read(clause, region, phrase)),
        directness: directness(quotations, &content[from as usize..]),
        nested: cue.nested,
        antecedent: None,
        content: from..to,
    }
}

/// Where the content of a verb starts: behind whom it was said to, and where (`told reporters in
/// Skara that ...`). Nowhere, if what was said stands before the verb and nothing else follows.
fn skip_addressee(clause: &Clause<'_>, verb: &Candidate, trailing: bool) -> Option<usize> {
    let mut from = verb.tokens.end;
    let speech = verb.form.need == Need::Speech;
    if matches!(verb.follow, Follow::Object | Follow::Preposition) && (speech || trailing) {
        let reach = (from + ADDRESSEE).min(clause.range.end);
        let opens = |i: &usize| match clause.words[*i].class {
            Class::That | Class::Colon => true,
            Class::Quote => clause.opens_level(*i),
            _ => false,
        };
        let told = (from..reach).take_while(|i| clause.words[*i].class != Class::Stop).find(opens);
        match told {
            Some(at) => from = at,
            None if trailing => return None,
            None => {}
        }
    }
    Some(clause.behind_time(from))
}

impl Found {
    /// Where a cue that has a clause of its own ends the content of the one before: at the
    /// comma or conjunction before it.
    fn breaks_off(&self, clause: &Clause<'_>, earlier: &Found) -> Option<usize> {
        let own = self.verb.as_ref().is_none_or(|verb| !verb.gerund);
        let verb = self.verb.as_ref().map_or(self.tokens.start, |v| v.before.from);
        let start =
            self.phrase.as_ref().map_or(verb, |p| if p.start < self.tokens.start { p.start.min(verb) } else { verb });
        if self.phrase.as_ref().is_some_and(|p| p.contains(&earlier.tokens.start)) {
            return Some(verb);
        }
        let before = start.checked_sub(1).and_then(|b| clause.class(b));
        (own && matches!(before, Some(Class::And | Class::Comma | Class::Clause | Class::Colon)))
            .then(|| self.start(clause))
    }

    /// The first token of the cue with its subject and auxiliaries.
    fn start(&self, clause: &Clause<'_>) -> usize {
        let verb = self.verb.as_ref().map_or(self.tokens.start, |v| v.before.from);
        let mut start = self.phrase.as_ref().map_or(verb, |p| p.start.min(verb));
        while start > clause.range.start
            && matches!(clause.words[start - 1].class, Class::And | Class::Comma | Class::Clause)
        {
            start -= 1;
        }
        start
    }
}

/// The source of a cue that has no subject of its own: that of the cue before it, or the first
/// noun phrase of the sentence.
fn shared(clause: &Clause<'_>, found: &[Found], index: usize) -> Option<Range<usize>> {
    let verb = found[index].verb.as_ref()?;
    // `when asked`: whoever asked is not the one who answers.
    if verb.mood == Mood::Passive || verb.mood == Mood::Bare && verb.form.shape.is_participle() {
        return None;
    }
    if let Some(subject) = clause.subject_of_conjunct(verb.before.from) {
        return Some(subject);
    }
    let before = found[..index].iter().rev().take(NEIGHBOURS).filter(|f| !f.nested).find_map(|f| f.phrase.clone());
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

/// The outermost quotation that a byte stands in or beside, marks included.
fn quotation_at(quotations: &[Quotation], offset: u32) -> Option<Quotation> {
    let behind = quotations.partition_point(|q| q.start <= offset);
    let mut at = behind.checked_sub(1)?;
    // One that stands in another is listed behind it; more than a few is no copy.
    for _ in 0..PIECES {
        if quotations[at].depth == 0 {
            break;
        }
        at = at.checked_sub(1)?;
    }
    quotations.get(at).filter(|q| q.depth == 0).filter(|q| offset < q.end).copied()
}

fn clause_before(clause: &Clause<'_>, quotations: &[Quotation], floor: usize, start: usize) -> Option<Span> {
    let mut end = start;
    while end > floor && matches!(clause.words[end - 1].class, Class::Comma | Class::Dash) {
        end -= 1;
    }
    // The mark behind a title and its comma.
    if end < start && clause.is_quote(end) {
        end += 1;
    }
    if end <= clause.range.start {
        return None;
    }
    let mut first = floor;
    while first < end
        && matches!(clause.words[first].class, Class::Comma | Class::And | Class::Clause | Class::Dash | Class::Colon)
    {
        first += 1;
    }
    if clause.words[end - 1].class == Class::Quote
        && let Some(quotation) = quotation_at(quotations, clause.tokens[end - 1].start)
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
    let mut until = clause.tokens[last - 1].end;
    if let Some(quotation) = quotation_at(quotations, until.saturating_sub(1)) {
        until = until.max(quotation.end);
    }
    if clause.words[first].class == Class::Quote
        && let Some(quotation) = quotation_at(quotations, start)
    {
        // Behind a quotation that was announced, the story goes on.
        until = quotation.end;
    }
    Some(Span::Bytes(start..until))
}

fn directness(quotations: &[Quotation], content: &[Place]) -> Directness {
    let (mut quoted, mut all) = (0, 0);
    for place in content {
        all += place.end - place.start;
        let from = quotations.partition_point(|q| q.end <= place.start);
        let within = quotations[from..].iter().take_while(|q| q.start < place.end).take(PIECES);
        for q in within.filter(|q| q.depth == 0 && q.is_speech()) {
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

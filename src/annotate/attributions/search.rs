//! One walk over a sentence for the cues in it: verbs, `according to`, labels with a colon.
//!
//! Whether a verb counts is for [`super::counts`]; here is told what stands within another's words.

use std::ops::Range;

use super::clause::Clause;
use super::cues::{self, Candidate};
use super::words::Class;
use super::{CueKind, content, counts};
use crate::annotate::verbs::Need;
use crate::article::Role;

/// How many words may stand before the colon of a label.
const LABEL_REACH: usize = 12;

/// A cue in its sentence, with what was read of it.
#[derive(Clone, Debug)]
pub struct Found {
    pub kind: CueKind,
    pub tokens: Range<usize>,
    pub verb: Option<Candidate>,
    pub phrase: Option<Range<usize>>,
    pub nested: bool,
    /// Whether the content stands before the cue.
    pub trailing: bool,
}

/// Appends the cues of a sentence, in order.
pub fn find_cues(clause: &Clause<'_>, role: Role, out: &mut Vec<Found>) {
    if let Some(label) = label(clause, role) {
        out.push(label);
    }
    let mut at = clause.range.start;
    // Whether a source is speaking here, without quotation marks.
    let mut speaking = false;
    // Whether somebody thinks, or something shows, what stands here.
    let mut held = false;
    while at < clause.range.end {
        if clause.level[at] > 0 {
            at += 1;
            continue;
        }
        if let Some(found) = according(clause, at) {
            // `Lind wants to stay, according to a memo`: what it says, unless it comes first.
            if found.trailing && clause.class(at.wrapping_sub(1)) == Some(Class::Comma) {
                enclose(clause, out, at);
            }
            speaking = true;
            at = found.tokens.end;
            out.push(found);
            continue;
        }
        if clause.is(at, "reportedly") {
            out.push(Found {
                kind: CueKind::Hearsay,
                tokens: at..at + 1,
                verb: None,
                phrase: None,
                nested: speaking,
                trailing: false,
            });
        }
        let Some(candidate) = cues::read(clause, at) else {
            at += 1;
            continue;
        };
        at = candidate.tokens.end;
        let phrase = candidate.phrase.clone();
        // `aides who said no told us`: the cue before stands in this one's subject.
        let around = |found: &Found| phrase.as_ref().is_some_and(|p| p.contains(&found.tokens.start));
        speaking &= !out.last().is_some_and(around);
        let nested = speaking && !candidate.coordinated;
        let start = phrase.as_ref().map_or(candidate.before.from, |p| p.start.min(candidate.before.from));
        let trailing = content::is_trailing(clause, &candidate, start);
        let shared = candidate.coordinated && out.last().is_some_and(|found| found.kind == CueKind::Verb);
        let held_here = held && !candidate.coordinated;
        if !counts::counts(&candidate, counts::Company { nested, trailing, shared, held: held_here }) {
            continue;
        }
        if trailing && candidate.form.need == Need::Speech {
            enclose(clause, out, start);
        }
        if candidate.form.need == Need::Speech && counts::opens(&candidate) {
            speaking = true;
        }
        held |= candidate.form.need == Need::Clause && candidate.follow.is_clause() && !trailing;
        out.push(Found {
            kind: CueKind::Verb,
            tokens: candidate.tokens.clone(),
            phrase,
            // `The tower is closed, Lind said`: nobody says that she did.
            nested: nested && !trailing,
            trailing,
            verb: Some(candidate),
        });
    }
}

/// Makes what was found before a trailing cue part of what is said, unless it is quoted: words
/// within words stay, a view or a stance is no more than what the speaker says of others.
fn enclose(clause: &Clause<'_>, out: &mut Vec<Found>, start: usize) {
    let mut index = out.len().saturating_sub(content::NEIGHBOURS);
    while let Some(found) = out.get_mut(index) {
        let apart = found.tokens.end > start || found.kind == CueKind::Label || content::is_apart(clause, found, start);
        let speaks = found.verb.as_ref().is_some_and(|v| v.form.need == Need::Speech);
        if apart || speaks {
            found.nested |= !apart;
            index += 1;
        } else {
            out.remove(index);
        }
    }
}

/// `according to X`
fn according(clause: &Clause<'_>, at: usize) -> Option<Found> {
    if !(clause.is(at, "according") && clause.class(at + 1) == Some(Class::To)) {
        return None;
    }
    Some(Found {
        kind: CueKind::According,
        tokens: at..at + 2,
        verb: None,
        phrase: clause.named_behind(at + 2).map(|phrase| {
            // `According to the firm, Kerr left`: what follows the comma is the story.
            let before = at.checked_sub(1).and_then(|b| clause.class(b));
            let fronted = matches!(before, None | Some(Class::That | Class::Clause | Class::And));
            let open = |i: &usize| clause.level[*i] == clause.level[at] && !clause.is(*i + 1, "by");
            let comma = phrase
                .clone()
                .find(|i| fronted && clause.is(*i, ",") && clause.class(*i) == Some(Class::Comma) && open(i));
            phrase.start..comma.unwrap_or(phrase.end)
        }),
        nested: false,
        trailing: at > clause.range.start,
    })
}

/// `Kerr: "No."`, in a headline `Kerr: no more ferries`, in a transcript `KERR: No.`: a short noun
/// phrase, a colon, and somebody's words.
fn label(clause: &Clause<'_>, role: Role) -> Option<Found> {
    let headline = role == Role::Headline;
    let reach = clause.range.end.min(clause.range.start + LABEL_REACH);
    let colon = (clause.range.start..reach).find(|i| clause.is(*i, ":"))?;
    let stop = |i: &usize| headline && clause.words[*i].class == Class::Stop && !clause.words[i - 1].is_nominal();
    let from = (clause.range.start + 1..colon).rev().find(stop).map_or(clause.range.start, |i| i + 1);
    let phrase = from..colon;
    let fits = |i: usize| {
        clause.words[i].is_nominal()
            || clause.is(i, ".")
            || headline && i > from && clause.words[i].class == Class::Preposition
    };
    if phrase.is_empty() || !phrase.clone().all(fits) {
        return None;
    }
    let quoted = clause.is_quote(colon + 1);
    let named = phrase.clone().any(|i| clause.words[i].class == Class::Name);
    let head = &clause.words[clause.head(phrase.clone())];
    let speaks = head.noun.is_some() || head.class == Class::Name;
    let shouted = phrase.clone().all(|i| clause.tokens[i].upper || clause.is(i, "."))
        && clause.tokens.get(colon + 1).is_some_and(|t| t.capital);
    let labelled = shouted || named && quoted || headline && (named || head.noun.is_some());
    (speaks && labelled).then(|| Found {
        kind: CueKind::Label,
        tokens: colon..colon + 1,
        verb: None,
        phrase: Some(phrase),
        nested: false,
        trailing: false,
    })
}

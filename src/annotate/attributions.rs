//! Attributions: who is said to have said what.
//!
//! Each attribution has a cue (a reporting verb, `according to`, a label with a colon), mostly a
//! source, and its content: the quotations and clauses that the source answers for. Cues within
//! somebody's speech are that speaker's business and are left out. The layer is built from
//! closed lists and a small grammar of the clause, not from a tagger; a verb list is a good
//! trigger and no proof of absence, so no rule should conclude from it that a claim has no
//! source at all.

use std::ops::Range;

use super::tokens::Kind as TokenKind;
use super::verbs::Tone;
use super::{Annotated, PerRegion};
use crate::article::{Place, Role};

mod clause;
mod content;
mod cues;
mod sources;
mod words;

use clause::Clause;
use words::Word;

/// What hands over to the source.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum CueKind {
    /// A reporting verb.
    Verb,
    /// `according to`
    According,
    /// A name with a colon: `Kerr: "No."`
    Label,
    /// `reportedly`: somebody's words, nobody's name.
    Hearsay,
    /// Nothing: a paragraph that is all quotation, behind one that names its speaker.
    Carried,
}

/// Whether the source's own words are given.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Directness {
    /// All of the content is quoted.
    Direct,
    /// None of it.
    Indirect,
    /// Some of it.
    Mixed,
}

/// What kind of source it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum SourceKind {
    /// A human being with a name.
    NamedPerson,
    /// One who speaks for an institution, unnamed.
    Spokesperson,
    /// An institution.
    Organisation,
    /// What can be read: a study, a filing, a poll.
    Document,
    /// Many, uncounted: `officials`, `critics`, `some`.
    Collective,
    /// A human being, or a few, told by role: `an aide`, `two officials`.
    UnnamedIndividual,
    /// `he`, `she`, `they`.
    Pronoun,
    /// None of these.
    Other,
}

/// Who answers for the content.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Source {
    /// All that the story says of it at this place.
    pub place: Place,
    /// The word that says what it is: the noun, or the last part of the name.
    pub head: Place,
    /// What kind it is.
    pub kind: SourceKind,
    /// Whether it is more than one.
    pub plural: bool,
    /// Whether it is spoken of as known: `the official`.
    pub definite: bool,
}

/// One attribution.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Attribution {
    /// What hands over.
    pub kind: CueKind,
    /// The words that hand over; empty where the source is carried over.
    pub cue: Place,
    /// The verb, by its place in the lexicon (see [`super::verbs::lemma`]).
    pub verb: Option<u16>,
    /// What the verb says about the words.
    pub tone: Tone,
    /// Who says it.
    pub source: Option<Source>,
    /// Whether the source's own words are given.
    pub directness: Directness,
    /// Whether it stands within what another source says.
    pub nested: bool,
    /// The earlier attribution whose source this one's means (`he`, `the official`), by index in
    /// [`Attributions::all`]; only where that is unmistakable.
    pub antecedent: Option<u32>,
    content: Range<u32>,
}

/// The attributions of an article.
#[derive(Debug)]
pub struct Attributions {
    items: PerRegion<Attribution>,
    content: Vec<Place>,
}

impl Attributions {
    /// All of them, in the order of their cues.
    pub fn all(&self) -> &[Attribution] {
        self.items.all()
    }

    /// Those whose cue stands in a region.
    pub fn of(&self, region: u32) -> &[Attribution] {
        self.items.of(region)
    }

    /// The pieces of the content of one, in order.
    pub fn content(&self, attribution: &Attribution) -> &[Place] {
        self.content.get(attribution.content.start as usize..attribution.content.end as usize).unwrap_or(&[])
    }

    /// Finds the attributions of an article.
    pub fn find(article: &Annotated<'_>) -> Self {
        let mut finder = Finder { article, words: Vec::new(), level: Vec::new(), content: Vec::new() };
        let items = PerRegion::collect(article.article(), |region, text, out| {
            let silent = matches!(text.role, Role::Byline | Role::Dateline | Role::Furniture | Role::TableCell);
            if !silent {
                finder.region(region, text.role, out);
            }
        });
        Attributions { items, content: finder.content }
    }
}

struct Finder<'f, 'a> {
    article: &'f Annotated<'a>,
    words: Vec<Word>,
    level: Vec<u16>,
    content: Vec<Place>,
}

impl Finder<'_, '_> {
    fn region(&mut self, region: u32, role: Role, out: &mut Vec<Attribution>) {
        let article = self.article;
        let plain = article.plain(region);
        let tokens = article.tokens().of(region);
        let quotations = article.quotations().of(region);
        self.words.clear();
        words::read_into(plain, tokens, &mut self.words);
        self.level.clear();
        self.level.resize(tokens.len(), 0);
        for (number, quotation) in quotations.iter().enumerate().filter(|(_, q)| q.is_speech()) {
            if let Some(level) = self.level.get_mut(quotation.first as usize..quotation.last as usize) {
                level.fill(u16::try_from(number + 1).unwrap_or(u16::MAX));
            }
        }
        let title = role == Role::Headline && is_title_case(tokens);
        let mut candidates = Vec::new();
        let base = out.len();
        for sentence in article.sentences().of(region) {
            let range = sentence.first as usize..sentence.last as usize;
            let clause = Clause { plain, tokens, words: &self.words, level: &self.level, title, range };
            candidates.clear();
            find_cues(&clause, role, &mut candidates);
            for index in 0..candidates.len() {
                let attribution = content::attribute(&clause, region, quotations, &candidates, index, &mut self.content);
                out.push(attribution);
            }
            if candidates.is_empty()
                && let Some(last) = out[base..].last_mut()
            {
                self.resume(last, region, sentence.start);
            }
        }
        if let Some(last) = out[base..].last_mut() {
            self.follow_on(last);
        }
    }

    /// Adds a quotation that opens a sentence of its own, without a cue: the last source goes
    /// on speaking.
    fn resume(&mut self, last: &mut Attribution, region: u32, start: u32) {
        let quotations = self.article.quotations();
        let Some(index) = quotations.outermost(region, start) else { return };
        let quotation = &quotations.all()[index as usize];
        if quotation.start == start && quotation.is_speech() && last.content.end as usize == self.content.len() {
            self.content.push(Place::within(region, quotation.start..quotation.end));
            last.content.end += 1;
            if last.directness == Directness::Indirect {
                last.directness = Directness::Mixed;
            }
        }
    }

    /// Adds the paragraphs that go on with the quotation that the content ends with.
    fn follow_on(&mut self, last: &mut Attribution) {
        if last.content.is_empty() || last.content.end as usize != self.content.len() {
            return;
        }
        let quotations = self.article.quotations();
        let Some(end) = self.content.last().copied() else { return };
        let mut next = quotations
            .outermost(end.last, end.end.saturating_sub(1))
            .and_then(|index| quotations.all()[index as usize].continues_to);
        while let Some(quotation) = next.map(|index| &quotations.all()[index as usize]) {
            self.content.push(Place::within(quotation.region, quotation.start..quotation.end));
            last.content.end += 1;
            next = quotation.continues_to;
        }
    }
}

/// Whether words of weight mostly have capitals, so that capitals say nothing.
fn is_title_case(tokens: &[super::tokens::Token]) -> bool {
    let (mut capital, mut lower) = (0, 0);
    for token in tokens.iter().filter(|t| t.kind == TokenKind::Word && t.end - t.start > 3) {
        if token.capital { capital += 1 } else { lower += 1 }
    }
    capital > 2 * lower
}

/// A cue in its sentence, with what was read of it.
#[derive(Clone, Debug)]
struct Found {
    kind: CueKind,
    tokens: Range<usize>,
    verb: Option<cues::Candidate>,
    phrase: Option<Range<usize>>,
    nested: bool,
    /// Whether the content stands before the cue.
    trailing: bool,
}

fn find_cues(clause: &Clause<'_>, role: Role, out: &mut Vec<Found>) {
    if let Some(label) = label(clause, role) {
        out.push(label);
    }
    let mut at = clause.range.start;
    // Whether a source is speaking here, without quotation marks.
    let mut speaking = false;
    while at < clause.range.end {
        if clause.level[at] > 0 {
            at += 1;
            continue;
        }
        if let Some(found) = according(clause, at) {
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
        let nested = speaking && !candidate.coordinated;
        let phrase = candidate.phrase.clone();
        let start = phrase.as_ref().map_or(candidate.before.from, |p| p.start.min(candidate.before.from));
        let trailing = content::is_trailing(clause, &candidate, start);
        let shared = candidate.coordinated && out.iter().any(|found| found.kind == CueKind::Verb);
        if !cues::counts(&candidate, cues::Company { nested, trailing, shared }) {
            continue;
        }
        if trailing && candidate.form.need == super::verbs::Need::Speech {
            // What was found before is part of what is said, unless it is quoted.
            out.retain(|found| found.kind == CueKind::Label || content::is_apart(clause, found, start));
        }
        if candidate.form.need == super::verbs::Need::Speech && cues::opens(&candidate) {
            speaking = true;
        }
        out.push(Found {
            kind: CueKind::Verb,
            tokens: candidate.tokens.clone(),
            phrase,
            nested,
            trailing,
            verb: Some(candidate),
        });
    }
}

/// `according to X`
fn according(clause: &Clause<'_>, at: usize) -> Option<Found> {
    if !(clause.is(at, "according") && clause.class(at + 1) == Some(words::Class::To)) {
        return None;
    }
    Some(Found {
        kind: CueKind::According,
        tokens: at..at + 2,
        verb: None,
        phrase: clause.phrase_behind(at + 2),
        nested: false,
        trailing: at > clause.range.start,
    })
}

/// `Kerr: "No."`, or in a headline `Kerr: no more ferries`: a short noun phrase, a colon, and
/// somebody's words.
fn label(clause: &Clause<'_>, role: Role) -> Option<Found> {
    let start = clause.range.start;
    let colon = (start..clause.range.end.min(start + 9)).find(|i| clause.is(*i, ":"))?;
    let phrase = start..colon;
    if phrase.is_empty() || !phrase.clone().all(|i| clause.words[i].is_nominal() || clause.is(i, ".")) {
        return None;
    }
    let quoted = clause.class(colon + 1) == Some(words::Class::Quote);
    let head = clause.head(phrase.clone());
    let speaks = clause.words[head].noun.is_some() || clause.words[head].class == words::Class::Name;
    let named = phrase.clone().any(|i| clause.words[i].class == words::Class::Name);
    (speaks && named && (quoted || role == Role::Headline)).then(|| Found {
        kind: CueKind::Label,
        tokens: colon..colon + 1,
        verb: None,
        phrase: Some(phrase),
        nested: false,
        trailing: false,
    })
}

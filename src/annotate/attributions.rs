//! Attributions: who is said to have said what.
//!
//! Each attribution has a cue (a reporting verb, `according to`, a label with a colon), mostly a
//! source, and its content: the quotations and clauses that the source answers for. Cues within
//! somebody's speech are that speaker's business and are left out. The layer is built from
//! closed lists and a small grammar of the clause, not from a tagger; a verb list is a good
//! trigger and no proof of absence, so no rule should conclude from it that a claim has no
//! source at all.

use std::ops::Range;

use super::quotations::Kind;
use super::tokens::Kind as TokenKind;
use super::verbs::Tone;
use super::{Annotated, PerRegion};
use crate::article::{Place, Role};
use crate::lexicon::KeyMap;

mod anonymity;
mod clause;
mod content;
mod counts;
mod cues;
mod resolve;
mod search;
mod sources;
mod words;

pub use anonymity::{Anonymity, Manner};
pub use sources::{Source, SourceKind};

use clause::Clause;
use words::{Class, Word};

/// What hands over to the source.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum CueKind {
    /// A reporting verb.
    Verb,
    /// `according to`
    According,
    /// A name with a colon: `Kerr: "No."`
    Label,
    /// `reportedly`, `it is believed`: somebody's words, nobody's name.
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
    /// Whom the source names as its own: `the Herald reported, citing an aide`.
    pub cited: Option<Source>,
    /// Whether the source's own words are given.
    pub directness: Directness,
    /// Whether it stands within what another source says.
    pub nested: bool,
    /// The first attribution whose source this one's is (`he`, `Kerr`, `the official`), by index
    /// in [`Attributions::all`]; only where that is unmistakable.
    pub antecedent: Option<u32>,
    content: Range<u32>,
}

/// The attributions of an article.
#[derive(Debug)]
pub struct Attributions {
    items: PerRegion<Attribution>,
    content: Vec<Place>,
    anonymity: Vec<Anonymity>,
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

    /// The places where the story says that it does not name a source.
    pub fn anonymity(&self) -> &[Anonymity] {
        &self.anonymity
    }

    /// The attribution that introduces the source of one, by index: itself, unless it is linked
    /// to an earlier one.
    pub fn origin(&self, index: u32) -> u32 {
        self.all().get(index as usize).and_then(|a| a.antecedent).unwrap_or(index)
    }

    /// Finds the attributions of an article.
    pub fn find(article: &Annotated<'_>) -> Self {
        let mut finder = Finder {
            article,
            words: Vec::new(),
            level: Vec::new(),
            content: Vec::new(),
            anonymity: Vec::new(),
            surnames: KeyMap::default(),
            speaker: None,
        };
        let mut items = PerRegion::collect(article.article(), |region, text, out| {
            let silent = matches!(text.role, Role::Byline | Role::Dateline | Role::Furniture | Role::TableCell);
            if !silent {
                finder.region(region, text.role, out);
            }
        });
        resolve::link(article.article(), &finder.surnames, &mut items.items);
        let mut anonymity = finder.anonymity;
        for statement in &mut anonymity {
            statement.attribution = owner(article, &items, statement.place);
        }
        Attributions { items, content: finder.content, anonymity }
    }
}

/// The attribution that a statement of anonymity belongs to: the nearest in its sentence that
/// has a source without a name, or else the last one before.
fn owner(article: &Annotated<'_>, items: &PerRegion<Attribution>, place: Place) -> Option<u32> {
    let base = items.indices(place.region).start as u32;
    let own = items.of(place.region);
    let sentences = article.sentences().of(place.region);
    let sentence = sentences.get(sentences.partition_point(|s| s.end <= place.start))?;
    let at = own.partition_point(|a| a.cue.start < place.start);
    let first = own.partition_point(|a| a.cue.start < sentence.start);
    let from = first.max(at.saturating_sub(content::NEIGHBOURS));
    let to = own.partition_point(|a| a.cue.start < sentence.end).min(at + content::NEIGHBOURS);
    let unnamed = |a: &&Attribution| a.source.is_some_and(|s| s.kind != SourceKind::NamedPerson);
    let near = (from..to).filter(|i| unnamed(&&own[*i])).min_by_key(|i| own[*i].cue.start.abs_diff(place.start));
    near.or_else(|| first.checked_sub(1)).map(|index| base + index as u32)
}

struct Finder<'f, 'a> {
    article: &'f Annotated<'a>,
    words: Vec<Word>,
    level: Vec<u16>,
    content: Vec<Place>,
    anonymity: Vec<Anonymity>,
    /// The last parts of names of two words or more, wherever they stand.
    surnames: KeyMap<()>,
    /// The last attribution of the body with its source, for a paragraph that only quotes.
    speaker: Option<(u32, Source)>,
}

impl Finder<'_, '_> {
    fn region(&mut self, region: u32, role: Role, out: &mut Vec<Attribution>) {
        let article = self.article;
        let plain = article.plain(region);
        let tokens = article.tokens().of(region);
        let quotations = article.quotations().of(region);
        self.words.clear();
        words::read_into(plain, tokens, &mut self.words);
        self.note_surnames(tokens);
        self.level.clear();
        self.level.resize(tokens.len(), 0);
        for (number, quotation) in quotations.iter().enumerate() {
            if quotation.kind == Kind::Name && quotation.depth == 0 {
                words::name_title(&mut self.words, tokens, quotation);
                continue;
            }
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
            search::find_cues(&clause, role, &mut candidates);
            for index in 0..candidates.len() {
                let attribution =
                    content::attribute(&clause, region, quotations, &candidates, index, &mut self.content);
                out.push(attribution);
            }
            if candidates.is_empty()
                && let Some(last) = out[base..].last_mut()
            {
                self.resume(last, region, sentence.start);
            }
        }
        anonymity::find(article, region, &self.level, &mut self.anonymity);
        if out.len() == base && role.is_body() {
            self.carry(region, tokens.len(), out);
        }
        if let Some(last) = out[base..].last_mut() {
            self.follow_on(last);
        }
        let goes_on = quotations.first().is_some_and(|q| q.continues_from.is_some());
        if role.is_body() && !(goes_on && out.len() == base) {
            let speaker = out[base..].iter().enumerate().rev().find_map(|(i, a)| Some(((base + i) as u32, a.source?)));
            self.speaker = speaker;
        }
    }

    fn note_surnames(&mut self, tokens: &[super::tokens::Token]) {
        for at in 1..self.words.len() {
            let name = |i: usize| self.words[i].class == Class::Name;
            let ends = name(at) && !self.words.get(at + 1).is_some_and(|w| w.class == Class::Name);
            // `Mara Lind`, `Otto B. Kerr`
            let initial = at > 1 && tokens[at - 1].is('.') && name(at - 2);
            if ends && (name(at - 1) || initial) {
                self.surnames.insert(tokens[at].key, ());
            }
        }
    }

    /// Gives a paragraph that is all quotation, and goes on with none, to the speaker of the
    /// paragraph before.
    fn carry(&mut self, region: u32, count: usize, out: &mut Vec<Attribution>) {
        let quotations = self.article.quotations().of(region);
        let Some((speaker, source)) = self.speaker else { return };
        let outer = || quotations.iter().filter(|q| q.depth == 0);
        let quoted: usize = outer().map(|q| (q.last - q.first) as usize + 2).sum();
        let alone = outer().all(|q| q.is_speech() && q.continues_from.is_none());
        if quoted < count || !alone {
            return;
        }
        let from = self.content.len() as u32;
        self.content.extend(outer().map(|q| Place::within(region, q.start..q.end)));
        out.push(Attribution {
            kind: CueKind::Carried,
            cue: Place::within(region, 0..0),
            verb: None,
            tone: Tone::Neutral,
            source: Some(source),
            cited: None,
            directness: Directness::Direct,
            nested: false,
            antecedent: Some(speaker),
            content: from..self.content.len() as u32,
        });
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

//! Which mentions are of one unnamed source.
//!
//! What is known (`the officials`, `one of the sources`) is the last source of that noun whose
//! description it does not contradict; what is introduced in the same words is the same; `another`
//! never is. Each step looks at the last few sources of a noun, so the cost stays linear.

use std::ops::Range;

use super::outlets::Outlets;
use super::phrase::{self, Determiner, Phrase, Standing};
use super::{Mention, Sourcing, Unnamed, tokens_of};
use crate::annotate::Annotated;
use crate::annotate::attributions::{Anonymity, Attribution, Directness, Manner, SourceKind};
use crate::annotate::names::Kind;
use crate::annotate::tokens::Token;
use crate::annotate::verbs;
use crate::article::{Place, Role};
use crate::lexicon::KeyMap;

/// How many sources of one noun are looked at for an antecedent.
const RECENT: usize = 6;

/// How many sentences around an introduction may name whom it introduces.
const NAMED_REACH: usize = 3;

/// How many words before a statement the noun that it is about may stand.
const OWNER_REACH: usize = 24;

/// A mention before it is linked.
struct Candidate {
    place: Place,
    phrase: Phrase,
    attribution: Option<u32>,
    statement: Option<u32>,
    quoted: bool,
    relayed: bool,
}

/// Finds the unnamed sources of an article.
pub fn find(article: &Annotated<'_>) -> Sourcing {
    let attributions = article.attributions();
    let outlets = Outlets::find(article);
    let mut candidates: Vec<Candidate> = Vec::new();
    for (index, attribution) in attributions.all().iter().enumerate() {
        candidates.extend(spoken(article, &outlets, index as u32, attribution));
    }
    for (index, statement) in attributions.anonymity().iter().enumerate() {
        candidates.extend(stated(article, &outlets, index as u32, statement));
    }
    candidates.sort_by_key(|c| (c.phrase.head, c.statement.is_some()));
    let mut linker = Linker {
        article,
        sources: Vec::new(),
        summaries: Vec::new(),
        by_noun: KeyMap::default(),
        last: Vec::new(),
        before: None,
    };
    let mut by_attribution = vec![None; attributions.all().len()];
    let mut by_statement = vec![None; attributions.anonymity().len()];
    for candidate in candidates {
        let (attribution, statement) = (candidate.attribution, candidate.statement);
        let source = linker.add(candidate);
        if let Some(slot) = attribution.and_then(|a| by_attribution.get_mut(a as usize)) {
            *slot = Some(source);
        }
        if let Some(slot) = statement.and_then(|s| by_statement.get_mut(s as usize)) {
            *slot = Some(source);
        }
    }
    let mut sources = linker.sources;
    for (index, attribution) in attributions.all().iter().enumerate() {
        let pronoun = attribution.source.is_some_and(|s| s.kind == SourceKind::Pronoun) || attribution.source.is_none();
        let origin = attributions.origin(index as u32);
        if origin as usize != index
            && pronoun
            && by_attribution[index].is_none()
            && let Some(source) = by_attribution.get(origin as usize).copied().flatten()
        {
            by_attribution[index] = Some(source);
            if let Some(source) = sources.get_mut(source as usize) {
                source.pronouns.push(index as u32);
            }
        }
    }
    for (index, statement) in attributions.anonymity().iter().enumerate() {
        // No noun of its own: `who asked not to be named`, `He spoke on condition of anonymity`.
        if by_statement[index].is_none()
            && let Some(origin) = statement.attribution.map(|a| attributions.origin(a))
        {
            by_statement[index] = by_attribution.get(origin as usize).copied().flatten();
        }
        if let Some(source) = by_statement[index].and_then(|s| sources.get_mut(s as usize)) {
            source.statements.push(index as u32);
        }
    }
    let named = named_people(article);
    for source in &mut sources {
        source.named = name_near(article, &named, source);
        source.relayed = source.mentions.iter().any(|m| m.relayed);
        source.counted = source.mentions.iter().any(|m| m.phrase.count.is_some());
    }
    note_known(&mut sources);
    let by_noun = by_noun(&sources);
    let mut sourcing = Sourcing { sources, by_attribution, by_statement, outlets, by_noun, general: Vec::new(), named };
    sourcing.note_general(attributions.anonymity());
    sourcing
}

/// Says of each source whether one of its noun has been described before; for `another source` an
/// official will do.
fn note_known(sources: &mut [Unnamed]) {
    let mut described: KeyMap<()> = KeyMap::default();
    let mut insider = false;
    for source in sources {
        let Some(first) = source.mentions.first() else { continue };
        let another = first.phrase.determiner == Determiner::Another;
        let noun = first.phrase.noun;
        source.known = described.contains_key(&noun) || another && insider;
        if source.specificity() > 0 {
            described.insert(noun, ());
            insider |= matches!(source.standing(), Standing::Insider | Standing::Someone);
        }
    }
}

/// The mentions by their nouns, in the order of the text.
fn by_noun(sources: &[Unnamed]) -> KeyMap<Vec<(u32, u32)>> {
    let mut list: Vec<(Place, u64, (u32, u32))> = Vec::new();
    for (source, unnamed) in sources.iter().enumerate() {
        for (number, mention) in unnamed.mentions.iter().enumerate() {
            list.push((mention.place, mention.phrase.noun, (source as u32, number as u32)));
        }
    }
    list.sort_unstable_by_key(|(place, _, at)| (*place, *at));
    let mut by_noun: KeyMap<Vec<(u32, u32)>> = KeyMap::default();
    for (_, noun, at) in list {
        by_noun.entry(noun).or_default().push(at);
    }
    by_noun
}

/// The unnamed source of an attribution.
fn spoken(article: &Annotated<'_>, outlets: &Outlets, index: u32, attribution: &Attribution) -> Option<Candidate> {
    let source = attribution.source.as_ref()?;
    let region = source.head.region;
    let tells = attribution.verb.is_some_and(|v| verbs::lemma(v) == "tell");
    if !is_read(article, region) || tells && Outlets::told_others(article, region, attribution.cue.end) {
        return None;
    }
    let phrase = phrase::read(article, source)?;
    let unnamed = match source.kind {
        SourceKind::UnnamedIndividual => true,
        SourceKind::Collective | SourceKind::Other => phrase.standing != Standing::Bystander,
        _ => false,
    };
    if !unnamed {
        return None;
    }
    let tokens = article.tokens().of(region);
    let first = tokens.partition_point(|t| t.start < source.place.start);
    let last = tokens.partition_point(|t| t.end <= source.place.end);
    let head = tokens.partition_point(|t| t.start < phrase.head.start);
    let from = (first <= head).then_some(first);
    let shown = phrase::shown(article, &phrase, from, phrase::until(article, source, head, last));
    if names_behind(article, region, shown.end) || names_before(article, region, shown.clone()) {
        return None;
    }
    let place = Place::within(region, tokens.get(shown.start)?.start..tokens.get(shown.end.checked_sub(1)?)?.end);
    let relayed = reported(article, outlets, index)
        || outlets.told_elsewhere(article, region, attribution.cue.end)
        // `an Herald source`, not `two sources and the Herald`.
        || outlets.foreign(article, Place::within(region, place.start..phrase.head.end));
    Some(Candidate {
        place,
        phrase,
        attribution: Some(index),
        statement: None,
        quoted: attribution.directness != Directness::Indirect,
        relayed,
    })
}

/// Whether a name stands behind a phrase that it names: `a former candidate — Ida Kerr`.
fn names_behind(article: &Annotated<'_>, region: u32, end: usize) -> bool {
    let (plain, tokens) = (article.plain(region), article.tokens().of(region));
    let mark =
        |t: &Token| matches!(t.text(plain), "," | "-" | "--" | "—" | "–" | ":" | "(") || t.text(plain) == "named";
    let marks = tokens.get(end..).unwrap_or(&[]).iter().take(2).take_while(|t| mark(t)).count();
    // `one lawmaker, Sen. Ida Kerr`: a title may stand before the name.
    let reach = end + marks..end + marks + 3;
    let name = reach
        .filter_map(|i| tokens.get(i))
        .take_while(|t| t.capital || t.is('.'))
        .find_map(|t| article.names().at(region, t.start));
    marks > 0 && name.is_some_and(|n| n.kind == Kind::Person)
}

/// Whether a phrase only says who somebody is whose name stands before it: `Ida Kerr, an expert
/// on ferries, said`.
fn names_before(article: &Annotated<'_>, region: u32, phrase: Range<usize>) -> bool {
    let (plain, tokens) = (article.plain(region), article.tokens().of(region));
    let comma = |i: &usize| tokens.get(*i).is_some_and(|t| t.text(plain) == ",");
    // `…, a former aide who left in May, said`
    let relative = tokens.get(phrase.end).is_some_and(|t| ["who", "whose"].contains(&t.text(plain)));
    let Some(comma) = phrase.start.checked_sub(1).filter(|i| comma(i) && (relative || comma(&phrase.end))) else {
        return false;
    };
    let before = comma.checked_sub(1).and_then(|i| tokens.get(i));
    before.and_then(|t| article.names().at(region, t.start)).is_some_and(|n| n.kind == Kind::Person)
}

/// Whether another outlet speaks in the sentence of an attribution: `the Herald reported`.
fn reported(article: &Annotated<'_>, outlets: &Outlets, index: u32) -> bool {
    let all = article.attributions().all();
    let Some(own) = all.get(index as usize) else { return false };
    let from = (index as usize).saturating_sub(3);
    let near = &all[from..(index as usize + 4).min(all.len())];
    near.iter().any(|other| {
        other.cue != own.cue
            && sentence_of(article, other.cue) == sentence_of(article, own.cue)
            && other.cue.region == own.cue.region
            && other.source.is_some_and(|s| s.kind != SourceKind::Pronoun && outlets.foreign(article, s.place))
    })
}

fn sentence_of(article: &Annotated<'_>, place: Place) -> usize {
    article.sentences().of(place.region).partition_point(|s| s.end <= place.start)
}

/// The source that a statement of anonymity is about, where its noun stands before the statement in
/// the sentence.
fn stated(article: &Annotated<'_>, outlets: &Outlets, index: u32, statement: &Anonymity) -> Option<Candidate> {
    let region = statement.place.region;
    if !is_read(article, region) || statement.manner == Manner::Altered {
        return None;
    }
    let tokens = article.tokens().of(region);
    let at = tokens.partition_point(|t| t.start < statement.place.start);
    let sentences = article.sentences().of(region);
    let sentence = sentences.get(sentences.partition_point(|s| s.end <= statement.place.start))?;
    let floor = (sentence.first as usize).max(at.saturating_sub(OWNER_REACH));
    // The first noun of the last phrase: of `an aide to the senator who asked` it is the aide.
    let human = |i: &usize| phrase::is_human(&tokens[*i]) && !article.is_quoted(region, tokens[*i].start);
    let nearest = (floor..at).rev().find(human)?;
    let plain = article.plain(region);
    let tie = |i: usize| ["to", "of", "for", "with", "at", "and"].contains(&tokens[i].text(plain));
    let mut head = nearest;
    while let Some(earlier) = (floor..head).rev().take(7).find(human).filter(|e| (e + 1..head).any(tie)) {
        let stops = (earlier + 1..head).any(|i| tokens[i].is(','));
        if stops {
            break;
        }
        head = earlier;
    }
    let phrase = phrase::at_head(article, region, head, None, at)?;
    let shown = phrase::shown(article, &phrase, None, at);
    let place = Place::within(region, tokens.get(shown.start)?.start..tokens.get(shown.end.checked_sub(1)?)?.end);
    let relayed = outlets.told_elsewhere(article, region, statement.place.end);
    Some(Candidate { place, phrase, attribution: None, statement: Some(index), quoted: false, relayed })
}

fn is_read(article: &Annotated<'_>, region: u32) -> bool {
    let role = article.region(region).role;
    let silent = matches!(role, Role::Byline | Role::Dateline | Role::Furniture | Role::TableCell | Role::Correction);
    !silent && !article.is_copy(region)
}

/// What all mentions of a source have said of it so far.
#[derive(Default)]
struct Summary {
    modifiers: KeyMap<()>,
    singular: bool,
    plural: bool,
    relayed: bool,
}

struct Linker<'l, 'a> {
    article: &'l Annotated<'a>,
    sources: Vec<Unnamed>,
    summaries: Vec<Summary>,
    by_noun: KeyMap<Vec<u32>>,
    /// The sources that `the sources` or `the person` can be, the last one last.
    last: Vec<u32>,
    /// The noun of the mention before, and its source.
    before: Option<(Place, u32)>,
}

impl Linker<'_, '_> {
    /// Adds a mention to its source; which one that is.
    fn add(&mut self, candidate: Candidate) -> u32 {
        let Candidate { place, phrase, attribution, statement, quoted, relayed } = candidate;
        // `another former agent` behind the Herald's `one former agent` is the Herald's too.
        let heir = phrase.determiner == Determiner::Another
            && self
                .by_noun
                .get(&phrase.noun)
                .and_then(|l| l.last())
                .is_some_and(|s| self.summary(*s).is_some_and(|s| s.relayed));
        let relayed = relayed || heir;
        // The same words, read once as a speaker's and once as those of a statement.
        let twice = self.before.filter(|(head, _)| *head == phrase.head).map(|(_, source)| source);
        let several = phrase.plural && self.together(&phrase);
        let source = match twice.or_else(|| self.antecedent(&phrase)) {
            Some(source) => source,
            None => {
                let index = self.sources.len() as u32;
                self.sources.push(Unnamed::default());
                self.summaries.push(Summary::default());
                self.by_noun.entry(phrase.noun).or_default().push(index);
                if !matches!(phrase.standing, Standing::Bystander | Standing::Partisan) {
                    self.last.push(index);
                }
                index
            }
        };
        self.before = Some((phrase.head, source));
        if let Some(summary) = self.summaries.get_mut(source as usize) {
            summary.modifiers.extend(phrase.modifiers.iter().map(|word| (*word, ())));
            summary.plural |= phrase.plural;
            summary.singular |= !phrase.plural;
            summary.relayed |= relayed;
        }
        let Some(own) = self.sources.get_mut(source as usize) else { return source };
        match own.mentions.last_mut() {
            Some(last) if last.phrase.head == phrase.head => {
                last.attribution = last.attribution.or(attribution);
                last.quoted |= quoted;
                last.relayed |= relayed;
                if statement.is_none() && last.place.end < place.end {
                    last.place = place;
                }
            }
            _ => own.mentions.push(Mention { place, phrase, attribution, quoted, relayed, several }),
        }
        source
    }

    fn antecedent(&self, phrase: &Phrase) -> Option<u32> {
        let recent = |list: &[u32]| list.iter().rev().take(RECENT).copied().collect::<Vec<_>>();
        let same = self.by_noun.get(&phrase.noun).map(|list| recent(list)).unwrap_or_default();
        match phrase.determiner {
            Determiner::Another => None,
            Determiner::Definite | Determiner::Partitive => {
                let fits = |s: &u32| self.fits(*s, phrase);
                let plural = phrase.plural || phrase.determiner == Determiner::Partitive;
                let number = |s: &u32| self.summary(*s).is_some_and(|s| if plural { s.plural } else { s.singular });
                let agrees = |s: &u32| fits(s) && number(s);
                let loose =
                    matches!(phrase.standing, Standing::Source | Standing::Someone) && phrase.modifiers.is_empty();
                let near: Vec<u32> =
                    recent(&self.last).into_iter().filter(|s| loose && self.could_be(*s, phrase)).collect();
                same.iter()
                    .copied()
                    .find(agrees)
                    .or_else(|| near.iter().copied().find(number))
                    .or_else(|| same.iter().copied().find(fits))
                    .or_else(|| near.first().copied())
            }
            _ => same.iter().copied().find(|s| self.restates(*s, phrase)),
        }
    }

    /// Whether a plural may stand for more than one of the sources that are known.
    fn together(&self, phrase: &Phrase) -> bool {
        let loose = matches!(phrase.standing, Standing::Source | Standing::Someone);
        let list = if loose { Some(&self.last) } else { self.by_noun.get(&phrase.noun) };
        list.is_some_and(|list| list.iter().rev().take(RECENT).filter(|s| self.could_be(**s, phrase)).count() > 1)
    }

    /// Whether a known source can be what a definite phrase speaks of: nothing that the phrase
    /// says is new.
    fn fits(&self, source: u32, phrase: &Phrase) -> bool {
        self.summary(source).is_some_and(|known| phrase.modifiers.iter().all(|word| known.modifiers.contains_key(word)))
    }

    fn summary(&self, source: u32) -> Option<&Summary> {
        self.summaries.get(source as usize)
    }

    /// Whether `the source` or `the person` can be this one.
    fn could_be(&self, source: u32, phrase: &Phrase) -> bool {
        let Some(known) = self.sources.get(source as usize) else { return false };
        let far = known.mentions.last().map_or(0, |m| m.place.region);
        let close = phrase.head.region.saturating_sub(far) <= 12;
        close && !matches!(known.standing(), Standing::Bystander | Standing::Partisan)
    }

    /// Whether an indefinite phrase introduces the same source again: `people familiar with the
    /// talks` twice, or in the deck and in the body.
    fn restates(&self, source: u32, phrase: &Phrase) -> bool {
        let Some(last) = self.sources.get(source as usize).and_then(|s| s.mentions.first()) else { return false };
        let same = last.phrase.modifiers == phrase.modifiers;
        let vantage = |p: &Phrase| p.vantage.map(|v| self.article.article().text(v).to_ascii_lowercase());
        let generic = |p: &Phrase| p.plural && p.count.is_none();
        if generic(phrase) && generic(&last.phrase) {
            return same && vantage(&last.phrase) == vantage(phrase);
        }
        let display = !self.article.region(last.place.region).role.is_body();
        let shares = phrase.modifiers.iter().any(|word| last.phrase.modifiers.contains(word));
        // Above the story and in it; `Harbour sources` and then `two Harbour security sources`.
        let known = last.phrase.determiner == Determiner::Definite && same && shares;
        known
            || display && (same || shares)
            || generic(&last.phrase) && phrase.plural && shares && phrase.noun == last.phrase.noun
    }
}

/// The people whom the story names as sources, by what they are: where they speak.
fn named_people(article: &Annotated<'_>) -> KeyMap<Vec<Place>> {
    let mut named: KeyMap<Vec<Place>> = KeyMap::default();
    for attribution in article.attributions().all() {
        let Some(source) = attribution.source.filter(|s| s.kind == SourceKind::NamedPerson) else { continue };
        let tokens = article.tokens().of(source.place.region);
        for at in tokens_of(article, source.place) {
            if let Some((_, noun)) = tokens.get(at).and_then(phrase::role) {
                named.entry(noun).or_default().push(source.place);
            }
        }
    }
    named
}

/// Where somebody of a source's description is named within a few sentences.
fn name_near(article: &Annotated<'_>, named: &KeyMap<Vec<Place>>, source: &Unnamed) -> Option<Place> {
    let first = source.first(article)?;
    let places = named.get(&first.phrase.noun)?;
    if first.phrase.plural && first.phrase.count.is_some() || first.phrase.vantage.is_some() {
        return None;
    }
    let at = places.partition_point(|p| (p.region, p.start) < (first.place.region, first.place.start));
    let next = places.get(at).copied();
    next.filter(|place| sentences_between(article, first.place, *place) <= NAMED_REACH)
}

/// How many sentences lie between two places; many, where they are far apart.
pub(crate) fn sentences_between(article: &Annotated<'_>, a: Place, b: Place) -> usize {
    let (a, b) = if (a.region, a.start) <= (b.region, b.start) { (a, b) } else { (b, a) };
    let number = |place: Place| article.sentences().of(place.region).partition_point(|s| s.end <= place.start);
    if a.region == b.region {
        return number(b) - number(a);
    }
    if b.region - a.region > 4 {
        return usize::MAX;
    }
    let between: usize = (a.region + 1..b.region).map(|r| article.sentences().of(r).len()).sum();
    article.sentences().of(a.region).len().saturating_sub(number(a)) + between + number(b)
}

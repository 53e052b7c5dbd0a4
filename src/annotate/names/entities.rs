//! Entities: which mentions are of the same person, body or place.
//!
//! First every full name of the story is registered, then every mention is resolved in order, so
//! that a headline finds the name that only the body spells out. All look-ups are by key; no two
//! names are ever compared with each other.

mod acronyms;
mod tables;

use acronyms::{abbreviates, spelled_before};

use super::pieces::Guess;
use super::words::{self, Class, PLAIN, chain};
use super::{Draft, EntityId, Form, Kind, Names};
use crate::annotate::Annotated;
use crate::annotate::tokens::{Kind as TokenKind, key};
use crate::article::Place;
use crate::lexicon::KeyMap;

/// The people with one surname or given name.
#[derive(Clone, Copy)]
struct Family {
    /// The one mentioned last; before any mention, the first.
    latest: EntityId,
    several: bool,
    /// Whether one of them has been named in full by now.
    seen: bool,
}

/// What the story does with a word that is always alone.
#[derive(Clone, Copy, Default)]
struct Tally {
    total: u32,
    person: u32,
    located: u32,
    speech: u32,
    team: u32,
}

#[derive(Default)]
struct Sketch {
    votes: [u32; 4],
    expansion: Option<Place>,
    /// The words of the fullest mention, and which it is.
    longest: (u32, u32),
    acronym: Option<u32>,
    count: u32,
}

#[derive(Default)]
struct Linker {
    sketches: Vec<Sketch>,
    sequences: KeyMap<EntityId>,
    people: KeyMap<EntityId>,
    surnames: KeyMap<Family>,
    given: KeyMap<Family>,
    /// Bodies by the words that their names begin with, and by the last word.
    begins: KeyMap<EntityId>,
    ends: KeyMap<EntityId>,
    acronyms: KeyMap<EntityId>,
    /// What a name of two words or more stands for that a longer name of a body ends with; none
    /// where several do.
    tails: KeyMap<Option<EntityId>>,
    /// Places of one word that the story itself shows to be some: by a dateline, or by `in`.
    places: KeyMap<()>,
    singles: KeyMap<Tally>,
}

/// How many of the first words of a body's name may stand for it.
const LONGEST_SHORT: usize = 3;

/// How many of the first words a shorter form of a body's name may leave out.
const LONGEST_TAIL: usize = 5;

/// Links the mentions of an article.
pub fn link(article: &Annotated<'_>, mut drafts: Vec<Draft>) -> Names {
    let mut linker = Linker::default();
    for draft in drafts.iter().filter(|d| !d.display) {
        linker.register(article, draft);
    }
    for draft in drafts.iter().filter(|d| d.display) {
        linker.register(article, draft);
    }
    linker.spell_out(article, &drafts);
    let mut kept = 0;
    for index in 0..drafts.len() {
        if linker.resolve(&mut drafts[index]) {
            drafts.swap(kept, index);
            kept += 1;
        }
    }
    drafts.truncate(kept);
    linker.finish(article, drafts)
}

fn vote(kind: Kind) -> usize {
    match kind {
        Kind::Person => 0,
        Kind::Organisation => 1,
        Kind::Place => 2,
        Kind::Other => 3,
    }
}

const KINDS: [Kind; 4] = [Kind::Person, Kind::Organisation, Kind::Place, Kind::Other];

impl Linker {
    fn new_entity(&mut self) -> EntityId {
        self.sketches.push(Sketch::default());
        EntityId(self.sketches.len() as u32 - 1)
    }

    fn sequence(&mut self, sequence: u64) -> EntityId {
        if let Some(id) = self.sequences.get(&sequence) {
            return *id;
        }
        let id = self.new_entity();
        self.sequences.insert(sequence, id);
        id
    }

    fn register(&mut self, article: &Annotated<'_>, draft: &Draft) {
        match draft.guess {
            Guess::Person => self.register_person(draft),
            Guess::Organisation => self.register_body(article, draft),
            Guess::Place if draft.words == 1 => {
                self.places.insert(draft.tail, ());
            }
            Guess::Place | Guess::Other if draft.words > 1 || draft.class.any(Class::PLACE) => {
                self.sequence(draft.sequence);
            }
            Guess::Single if draft.name.title.is_none() => {
                let tally = self.singles.entry(draft.tail).or_default();
                tally.total += 1;
                tally.person += u32::from(draft.cues.person);
                tally.located += u32::from(draft.cues.locative);
                tally.speech += u32::from(draft.cues.speech && !draft.cues.the);
                tally.team += u32::from(draft.cues.the);
            }
            _ => {}
        }
    }

    fn register_person(&mut self, draft: &Draft) {
        let Some(parts) = draft.name.parts.as_ref().filter(|p| p.given_key != 0) else { return };
        let full = person_key(parts.given_key, parts.surname_key, parts.suffix_key);
        if self.people.contains_key(&full) {
            return;
        }
        let id = self.sequence(draft.sequence);
        self.people.insert(full, id);
        for (families, key) in [(&mut self.surnames, parts.surname_key), (&mut self.given, parts.given_key)] {
            families.entry(key).and_modify(|family| family.several |= family.latest != id).or_insert(Family {
                latest: id,
                several: false,
                seen: false,
            });
        }
    }

    fn register_body(&mut self, article: &Annotated<'_>, draft: &Draft) {
        let known = self.sequences.contains_key(&draft.sequence);
        // `the City Council`, behind `Denby City Council`: the same.
        if !known && let Some(Some(id)) = self.tails.get(&draft.sequence) {
            self.sequences.insert(draft.sequence, *id);
            return;
        }
        let id = self.sequence(draft.sequence);
        if known || draft.words < 2 {
            return;
        }
        let tokens = article.tokens().of(draft.name.region);
        let Some(own) = tokens.get(draft.name.first as usize..draft.name.last as usize) else { return };
        let plain = article.plain(draft.name.region);
        let mut sequence = 0;
        let mut initials = String::new();
        for (index, token) in own.iter().filter(|t| t.kind == TokenKind::Word).enumerate() {
            sequence = chain(sequence, token.key);
            if index < LONGEST_SHORT && token.capital {
                self.begins.entry(sequence).or_insert(id);
            }
            if token.capital
                && let Some(letter) = token.text(plain).chars().next()
            {
                initials.push(letter);
            }
        }
        let words = || own.iter().filter(|t| t.kind == TokenKind::Word);
        let count = words().count();
        for from in 1..count.saturating_sub(1).min(LONGEST_TAIL) {
            let whole =
                words().nth(from).is_some_and(|t| t.capital) && words().nth(from - 1).is_some_and(|t| t.capital);
            if whole {
                let tail = words().skip(from).fold(0, |hash, token| chain(hash, token.key));
                let known = self.tails.entry(tail).or_insert(Some(id));
                if *known != Some(id) {
                    *known = None;
                }
            }
        }
        if let Some(turned) = words::turned(plain, own) {
            self.sequences.entry(turned).or_insert(id);
        }
        self.ends.insert(draft.tail, id);
        if let Some(first) = own.first() {
            self.ends.entry(first.key).or_insert(id);
        }
        if initials.len() > 2 {
            self.acronyms.entry(key(&initials)).or_insert(id);
        }
    }

    /// `Data Protection Registry (DPRX)`, `DPRX (Data Protection Registry)`, and spelled out in
    /// small letters.
    fn spell_out(&mut self, article: &Annotated<'_>, drafts: &[Draft]) {
        for (index, draft) in drafts.iter().enumerate().filter(|(_, d)| d.guess == Guess::Acronym) {
            let name = &draft.name;
            let tokens = article.tokens().of(name.region);
            let (first, last) = (name.first as usize, name.last as usize);
            let open = first.checked_sub(1).filter(|b| tokens[*b].is('('));
            let closed = tokens.get(last).is_some_and(|t| t.is(')'));
            let neighbour = |i: Option<usize>| {
                i.and_then(|i| drafts.get(i)).filter(|d| d.name.region == name.region && d.words > 1)
            };
            let before = open
                .filter(|_| closed)
                .and_then(|open| neighbour(index.checked_sub(1)).filter(|d| d.name.last as usize == open));
            let after = tokens.get(last).filter(|t| t.is('(')).and_then(|_| {
                neighbour(Some(index + 1)).filter(|d| {
                    d.name.first as usize <= last + 2 && tokens.get(d.name.last as usize).is_some_and(|t| t.is(')'))
                })
            });
            let plain = article.plain(name.region);
            let acronym = tokens[first].text(plain);
            if let Some(full) = before.or(after).filter(|d| abbreviates(acronym, tokens, plain, &d.name)) {
                let id = self.sequences.get(&full.sequence).copied().unwrap_or_else(|| self.sequence(full.sequence));
                self.acronyms.insert(draft.tail, id);
                self.sketches[id.0 as usize].expansion.get_or_insert(full.name.place());
            } else if let Some(open) = open.filter(|_| closed)
                && let Some(from) = spelled_before(acronym, tokens, plain, open)
            {
                let id = self.sequence(draft.sequence);
                self.acronyms.entry(draft.tail).or_insert(id);
                let place = Place::within(name.region, tokens[from].start..tokens[open - 1].end);
                self.sketches[id.0 as usize].expansion.get_or_insert(place);
            }
        }
    }

    /// Gives a mention its entity, kind and form; `false` where it turns out to be no name.
    fn resolve(&mut self, draft: &mut Draft) -> bool {
        let found = match draft.guess {
            Guess::Person => Some(self.person(draft)),
            Guess::Organisation => Some(self.body(draft)),
            Guess::Place => Some((self.sequence(draft.sequence), Kind::Place, Form::Full)),
            Guess::Other => Some((self.sequence(draft.sequence), Kind::Other, Form::Full)),
            Guess::Demonym => {
                let home = words::home(draft.sequence).unwrap_or(draft.sequence);
                Some((self.sequence(home), Kind::Other, Form::Demonym))
            }
            Guess::Acronym => self.acronym(draft),
            Guess::Single => self.single(draft),
        };
        let Some((entity, kind, form)) = found else { return false };
        let sketch = &mut self.sketches[entity.0 as usize];
        if form != Form::Demonym {
            let weight = if draft.display {
                1
            } else if draft.cues.person || draft.name.title.is_some() {
                6
            } else {
                2
            };
            sketch.votes[vote(kind)] += weight;
        }
        draft.name.entity = entity;
        draft.name.form = form;
        true
    }

    fn person(&mut self, draft: &mut Draft) -> (EntityId, Kind, Form) {
        let parts = draft.name.parts.clone().unwrap_or_default();
        if parts.given_key == 0 {
            return self.titled(draft, parts.surname_key);
        }
        let full = person_key(parts.given_key, parts.surname_key, parts.suffix_key);
        let id = match self.people.get(&full) {
            Some(id) => *id,
            None => self.sequence(draft.sequence),
        };
        for (families, key) in [(&mut self.surnames, parts.surname_key), (&mut self.given, parts.given_key)] {
            if let Some(family) = families.get_mut(&key) {
                family.latest = id;
                family.seen = true;
            }
        }
        (id, Kind::Person, Form::Full)
    }

    /// `Ms. Lind`, `Prince William`
    fn titled(&mut self, draft: &mut Draft, key: u64) -> (EntityId, Kind, Form) {
        if let Some(family) = self.surnames.get(&key) {
            draft.name.ambiguous = family.several;
            return (family.latest, Kind::Person, Form::Surname);
        }
        if draft.class.any(Class::GIVEN)
            && let Some(family) = self.given.get(&key)
        {
            draft.name.ambiguous = family.several;
            return (family.latest, Kind::Person, Form::Given);
        }
        let id = self.sequence(draft.sequence);
        self.surnames.insert(key, Family { latest: id, several: false, seen: false });
        (id, Kind::Person, Form::Surname)
    }

    fn body(&mut self, draft: &Draft) -> (EntityId, Kind, Form) {
        if let Some(id) = self.sequences.get(&draft.sequence) {
            return (*id, Kind::Organisation, Form::Full);
        }
        (self.sequence(draft.sequence), Kind::Organisation, Form::Full)
    }

    fn acronym(&mut self, draft: &mut Draft) -> Option<(EntityId, Kind, Form)> {
        if let Some(id) = self.acronyms.get(&draft.tail) {
            return Some((*id, Kind::Organisation, Form::Acronym));
        }
        if self.surnames.contains_key(&draft.tail) {
            return self.single(draft);
        }
        if draft.small && !draft.class.any(Class::BODY | Class::PLACE) && draft.name.end - draft.name.start > 4 {
            return None;
        }
        let kind = if draft.class.any(Class::PLACE) { Kind::Place } else { Kind::Organisation };
        Some((self.sequence(draft.sequence), kind, Form::Acronym))
    }

    fn single(&mut self, draft: &mut Draft) -> Option<(EntityId, Kind, Form)> {
        let key = draft.tail;
        // `Kvist` behind `Kvist & Sons` is the firm, until Per Kvist is introduced.
        let firm = !draft.display && !draft.cues.person && self.begins.contains_key(&draft.sequence);
        let surname = self.surnames.get(&key).copied().filter(|family| family.seen || !firm);
        if let Some(shared) = draft.shared.filter(|_| surname.is_none()) {
            let full = person_key(key, shared, 0);
            let id = match self.people.get(&full) {
                Some(id) => *id,
                None => {
                    let id = self.new_entity();
                    self.people.insert(full, id);
                    self.given.insert(key, Family { latest: id, several: false, seen: false });
                    id
                }
            };
            return Some((id, Kind::Person, Form::Given));
        }
        let located = draft.cues.locative && draft.class.any(Class::PLACE);
        if let Some(family) = surname.filter(|_| !located) {
            draft.name.ambiguous = family.several;
            return Some((family.latest, Kind::Person, Form::Surname));
        }
        let given =
            self.given.get(&key).copied().filter(|family| !family.several && !located && !draft.class.any(PLAIN));
        if let Some(family) = given.filter(|_| !draft.class.any(Class::PLACE | Class::DEMONYM) || draft.cues.speech) {
            return Some((family.latest, Kind::Person, Form::Given));
        }
        // `Jackson said`: a place that is as often a man.
        let speaks = draft.class.any(Class::GIVEN) && draft.cues.speech;
        if draft.class.any(Class::PLACE) && !speaks {
            return Some((self.sequence(draft.sequence), Kind::Place, Form::Full));
        }
        if draft.class.any(Class::TEAM)
            && let Some(id) = self.ends.get(&key)
        {
            return Some((*id, Kind::Organisation, Form::Short));
        }
        // `the Senate`, with a capital that the story never drops.
        let named = draft.class.any(Class::ORG) && !draft.class.any(Class::COMMON) && draft.cues.the;
        if named && !draft.small && !draft.display && !self.ends.contains_key(&key) {
            return Some((self.sequence(draft.sequence), Kind::Organisation, Form::Full));
        }
        if draft.class.any(PLAIN) || draft.small && !draft.class.any(Class::GIVEN) {
            let id = self.ends.get(&key).copied().filter(|_| draft.class.any(Class::ORG) && !draft.display)?;
            return Some((id, Kind::Organisation, Form::Short));
        }
        let tally = self.singles.get(&key).copied().unwrap_or_default();
        let lies = tally.located > 0 && 2 * tally.located >= tally.total;
        if self.places.contains_key(&key) || lies && tally.person == 0 {
            return Some((self.sequence(draft.sequence), Kind::Place, Form::Full));
        }
        if let Some(id) = self.begins.get(&draft.sequence) {
            return Some((*id, Kind::Organisation, Form::Short));
        }
        let kind = if tally.person > 0 || draft.cues.person || speaks {
            Kind::Person
        } else if draft.class.any(Class::TEAM) {
            Kind::Organisation
        } else if lies {
            Kind::Place
        } else if draft.class.any(Class::GIVEN) {
            Kind::Person
        } else if tally.speech > 0 || tally.team > 0 && 2 * tally.team >= tally.total {
            Kind::Organisation
        } else {
            Kind::Other
        };
        Some((self.sequence(draft.sequence), kind, Form::Full))
    }
}

fn person_key(given: u64, surname: u64, suffix: u64) -> u64 {
    chain(chain(chain(1, given), surname), suffix)
}

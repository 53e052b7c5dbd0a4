//! Names: who and what the story is about, and which mentions are of the same.
//!
//! A capital is good evidence of a name within running text and none in a headline or at the start
//! of a sentence; there, the rest of the story decides. Every mention has a kind and an entity:
//! `Mara Lind`, `Ms. Lind` and `Lind` are one person, `the Data Protection Registry` and `DPRX` one
//! body. No list knows all names, so a kind is a good guess, never a certainty; rules that compare
//! spellings should rest on the entity and on the parts of a person's name.

use std::ops::Range;

use super::tokens::Kind as TokenKind;
use super::{Annotated, PerRegion};
use crate::article::{Place, Role};

mod context;
mod entities;
mod evidence;
mod parts;
mod pieces;
mod runs;
mod words;

pub use context::Age;
pub use parts::Parts;

use evidence::Evidence;
use pieces::Guess;
use runs::View;

/// What a name names.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Kind {
    /// A human being.
    Person,
    /// A body: a firm, a ministry, a team, a party.
    Organisation,
    /// A country, a city, a street, a river.
    Place,
    /// Anything else: a law, a war, a product; the people of a place.
    Other,
}

/// How a mention refers to what it names.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Form {
    /// By the whole name: `Mara Lind`, `Harbour Council`, `Denby`.
    Full,
    /// By the surname alone: `Lind`, `Ms. Lind`.
    Surname,
    /// By the given name alone: `Mara`.
    Given,
    /// By the beginning or the last word of a longer name: `Norvik` for `Norvik Shipping`.
    Short,
    /// By capitals: `DPRX`.
    Acronym,
    /// By the word for its people or followers: `French`, `Republicans`.
    Demonym,
}

/// Names an entity of [`Names`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct EntityId(pub u32);

/// One mention. Offsets are bytes of the region's plain text, half-open; titles, articles and a
/// possessive `'s` are not part of a name.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Name {
    /// The region that it stands in.
    pub region: u32,
    /// Offset of its first byte.
    pub start: u32,
    /// Offset behind its last byte.
    pub end: u32,
    /// Index of its first token in the region.
    pub first: u32,
    /// Index behind its last token.
    pub last: u32,
    /// What it names.
    pub kind: Kind,
    /// How it refers to it.
    pub form: Form,
    /// What it refers to.
    pub entity: EntityId,
    /// The title before it, without the space between: `Sen.`, `Prime Minister`.
    pub title: Option<Range<u32>>,
    /// What the person is said to be, before or behind the name: `police spokesman`, `the mayor
    /// of Denby`.
    pub role: Option<Range<u32>>,
    /// The person's age behind the name.
    pub age: Option<Age>,
    /// The parts of a person's name.
    pub parts: Option<Parts>,
    /// Whether more than one entity of the story could be meant; the one mentioned last is taken.
    pub ambiguous: bool,
}

impl Name {
    /// The mention as a place.
    pub fn place(&self) -> Place {
        Place::within(self.region, self.start..self.end)
    }
}

/// What mentions refer to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entity {
    /// What it is, by most of its mentions.
    pub kind: Kind,
    /// The first mention by its fullest name, by index in [`Names::all`].
    pub canonical: u32,
    /// The first mention by an acronym.
    pub acronym: Option<u32>,
    /// Where the acronym is spelled out in brackets or before brackets: `Data Protection Registry
    /// (DPRX)`; small letters too.
    pub expansion: Option<Place>,
    mentions: Range<u32>,
}

/// The names of an article.
#[derive(Debug)]
pub struct Names {
    names: PerRegion<Name>,
    entities: Vec<Entity>,
    mentions: Vec<u32>,
    surnames: Vec<(u64, EntityId)>,
    words: Vec<(u64, EntityId)>,
}

impl Names {
    /// All mentions, in order.
    pub fn all(&self) -> &[Name] {
        self.names.all()
    }

    /// Those of a region.
    pub fn of(&self, region: u32) -> &[Name] {
        self.names.of(region)
    }

    /// The mention that covers a byte of a region's text.
    pub fn at(&self, region: u32, offset: u32) -> Option<&Name> {
        let own = self.of(region);
        let index = own.partition_point(|n| n.end <= offset);
        own.get(index).filter(|n| n.start <= offset)
    }

    /// What is mentioned; an [`EntityId`] is an index in it.
    pub fn entities(&self) -> &[Entity] {
        &self.entities
    }

    /// One entity.
    pub fn entity(&self, id: EntityId) -> Option<&Entity> {
        self.entities.get(id.0 as usize)
    }

    /// The mentions of an entity, by index in [`Self::all`], in order.
    pub fn mentions(&self, id: EntityId) -> &[u32] {
        let range = self.entity(id).map_or(0..0, |e| e.mentions.start as usize..e.mentions.end as usize);
        self.mentions.get(range).unwrap_or(&[])
    }

    /// The fullest name of an entity, as it stands at its first use.
    pub fn canonical<'a>(&self, article: &Annotated<'a>, id: EntityId) -> &'a str {
        let name = self.entity(id).and_then(|e| self.all().get(e.canonical as usize));
        name.map_or("", |n| article.article().text(n.place()))
    }

    /// The people with a surname, by the key of its last word ([`super::tokens::key`]).
    pub fn with_surname(&self, key: u64) -> impl Iterator<Item = EntityId> {
        found(&self.surnames, key)
    }

    /// Everything that is mentioned by a name with this word in it.
    pub fn with_word(&self, key: u64) -> impl Iterator<Item = EntityId> {
        found(&self.words, key)
    }

    /// Finds the names of an article.
    pub fn find(article: &Annotated<'_>) -> Self {
        entities::link(article, drafts(article))
    }
}

fn found(table: &[(u64, EntityId)], key: u64) -> impl Iterator<Item = EntityId> {
    let from = table.partition_point(|(k, _)| *k < key);
    table[from..].iter().take_while(move |(k, _)| *k == key).map(|(_, id)| *id)
}

/// A mention before it is linked.
#[derive(Debug)]
struct Draft {
    name: Name,
    guess: Guess,
    cues: context::Cues,
    class: words::Class,
    /// Whether the word of a single one is also written small.
    small: bool,
    /// The key of all its words, without the form of a company.
    sequence: u64,
    /// The key of its last word.
    tail: u64,
    words: u32,
    /// Stands where capitals are no evidence.
    display: bool,
    /// The surname that the name behind `and` lends to this given name.
    shared: Option<u64>,
}

fn drafts(article: &Annotated<'_>) -> Vec<Draft> {
    let evidence = Evidence::gather(article);
    let tokens = article.tokens();
    let sentences = article.sentences();
    let mut drafts = Vec::new();
    let mut pieces = Vec::new();
    for (region, content) in (0u32..).zip(&article.article().regions) {
        if content.role == Role::Furniture {
            continue;
        }
        let plain = content.text.as_str();
        let own = tokens.of(region);
        let base = tokens.indices(region).start;
        let first_sentence = sentences.indices(region).start;
        for (number, sentence) in sentences.of(region).iter().enumerate() {
            let style = evidence.style(first_sentence + number);
            let view = View { plain, tokens: own, evidence: &evidence, base, sentence, style };
            pieces.clear();
            let mut at = sentence.first as usize;
            if number == 0 && content.role.is_body() || content.role == Role::Dateline {
                at = view.dateline(content.role == Role::Dateline, &mut pieces);
            }
            while at < sentence.last as usize {
                if !(own[at].kind == TokenKind::Word && own[at].capital) {
                    at += 1;
                    continue;
                }
                match view.run(at) {
                    Some(run) => {
                        let floor = pieces.last().map_or(0, |p: &pieces::Piece| p.range.end);
                        at = run.end;
                        view.pieces(run.start.max(floor)..run.end, &mut pieces);
                    }
                    None => at += 1,
                }
            }
            let from = drafts.len();
            drafts.extend(pieces.drain(..).map(|piece| view.draft(region, piece)));
            view.share(&mut drafts[from..]);
        }
    }
    drafts
}

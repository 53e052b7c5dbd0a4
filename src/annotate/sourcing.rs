//! The sources that a story does not name, each with all its mentions.
//!
//! `two Egyptian security sources`, `the security sources` and `one of the sources` are one
//! source; what the story says of it in one place (how it knows, why it is not named, who it is
//! after all) holds in every other. Whether a mention is an attribution at all, and what stands in
//! its noun phrase, is left to [`super::attributions`]; which of this is a fault, to the checks.

use std::ops::Range;

use super::Annotated;
use super::attributions::{Anonymity, Manner};
use crate::article::Place;
use crate::lexicon::KeyMap;

mod chains;
mod outlets;
mod phrase;

pub(crate) use chains::sentences_between;
pub use outlets::Outlets;
pub use phrase::{Determiner, Phrase, Standing};
pub(crate) use phrase::{is_human, read, role};

/// One place where the story speaks of an unnamed source.
#[derive(Clone, Debug)]
pub struct Mention {
    /// The noun phrase without what follows a comma: `a source close to the talks`.
    pub place: Place,
    /// What the phrase says.
    pub phrase: Phrase,
    /// The attribution whose source it is, by index in [`super::attributions::Attributions::all`];
    /// `None` where only its anonymity is spoken of.
    pub attribution: Option<u32>,
    /// Whether its own words are given here.
    pub quoted: bool,
    /// Whether another outlet has it: `an aide told the Herald`.
    pub relayed: bool,
    /// Whether it may stand for several sources together: `the sources`, behind a banker and a
    /// trader.
    pub several: bool,
}

/// An unnamed source.
#[derive(Clone, Debug, Default)]
pub struct Unnamed {
    /// Where the story speaks of it, in order. Never empty.
    pub mentions: Vec<Mention>,
    /// The statements that it is not named, by index in
    /// [`super::attributions::Attributions::anonymity`].
    pub statements: Vec<u32>,
    /// Where somebody of that description is named close to the first mention.
    pub named: Option<Place>,
    /// Whether sources of its noun have been described before it, so that it may be one of them.
    pub known: bool,
    /// Whether a mention of it says how many.
    pub counted: bool,
    /// Whether a mention of it is another outlet's.
    relayed: bool,
    /// The words that it says without being mentioned: `he said`, `they added`, by index in
    /// [`super::attributions::Attributions::all`].
    pub pronouns: Vec<u32>,
}

impl Unnamed {
    /// The first mention that the story itself makes; that in the headline or the deck, where
    /// there is no other.
    pub fn first(&self, article: &Annotated<'_>) -> Option<&Mention> {
        let body = |m: &&Mention| article.region(m.place.region).role.is_body();
        self.mentions.iter().find(body).or(self.mentions.first())
    }

    /// What kind of source its noun makes it.
    pub fn standing(&self) -> Standing {
        self.mentions.first().map_or(Standing::Bystander, |m| m.phrase.standing)
    }

    /// How much is said of it, at its best: 0 nothing, 1 a country, a trade or an office alone, 2
    /// whose office, 3 how it can know.
    pub fn specificity(&self) -> u8 {
        self.mentions.iter().map(|m| m.phrase.specificity()).max().unwrap_or(0)
    }

    /// Whether it is another outlet's source.
    pub fn is_relayed(&self) -> bool {
        self.relayed
    }

    /// Whether it is more than one, wherever the story says.
    pub fn is_plural(&self) -> bool {
        self.mentions.iter().any(|m| m.phrase.plural)
    }
}

/// The unnamed sources of an article.
#[derive(Debug)]
pub struct Sourcing {
    sources: Vec<Unnamed>,
    by_attribution: Vec<Option<u32>>,
    by_statement: Vec<Option<u32>>,
    outlets: Outlets,
    /// The mentions of each noun, by source and number, in the order of the text.
    by_noun: KeyMap<Vec<(u32, u32)>>,
    /// The statements that are about all sources: `the sources asked not to be named`.
    general: Vec<u32>,
    /// Where the story names somebody who speaks, by what he or she is.
    named: KeyMap<Vec<Place>>,
}

impl Sourcing {
    /// Finds the unnamed sources of an article.
    pub fn find(article: &Annotated<'_>) -> Self {
        chains::find(article)
    }

    /// All of them, in the order of their first mentions.
    pub fn sources(&self) -> &[Unnamed] {
        &self.sources
    }

    /// The mentions with a noun that stand around a place, a few on either side.
    pub fn around(&self, noun: u64, place: Place) -> impl Iterator<Item = &Mention> {
        const REACH: usize = 6;
        let list = self.by_noun.get(&noun).map_or(&[][..], |list| list);
        let mention = |at: &(u32, u32)| self.sources.get(at.0 as usize).and_then(|s| s.mentions.get(at.1 as usize));
        let at = list.partition_point(|i| mention(i).is_some_and(|m| m.place < place));
        list[at.saturating_sub(REACH)..(at + REACH).min(list.len())].iter().filter_map(mention)
    }

    /// Whether the story names somebody with this noun before a place.
    pub fn is_named_before(&self, noun: u64, place: Place) -> bool {
        let first = self.named.get(&noun).and_then(|places| places.first());
        first.is_some_and(|p| (p.region, p.start) < (place.region, place.start))
    }

    /// The news outlets of the story.
    pub fn outlets(&self) -> &Outlets {
        &self.outlets
    }

    /// The unnamed source of an attribution, pronouns included.
    pub fn of_attribution(&self, index: u32) -> Option<&Unnamed> {
        let source = self.by_attribution.get(index as usize).copied().flatten()?;
        self.sources.get(source as usize)
    }

    /// The unnamed source that a statement of anonymity is about.
    pub fn of_statement(&self, index: u32) -> Option<&Unnamed> {
        let source = self.by_statement.get(index as usize).copied().flatten()?;
        self.sources.get(source as usize)
    }

    /// A statement that covers a source without being about it alone: `the sources asked not to be
    /// named because …`. A single source that the story introduces further on is not covered.
    pub fn general_statement(&self, article: &Annotated<'_>, source: &Unnamed) -> Option<u32> {
        let first = source.mentions.first()?;
        let loose = matches!(source.standing(), Standing::Source | Standing::Someone);
        if loose && first.phrase.plural {
            return self.general.first().copied();
        }
        let last = *self.general.last()?;
        let statement = article.attributions().anonymity().get(last as usize)?;
        (first.place < statement.place).then_some(last)
    }

    /// Notes which statements are about all sources, once all are linked.
    fn note_general(&mut self, statements: &[Anonymity]) {
        for (index, statement) in statements.iter().enumerate() {
            let asked = matches!(statement.manner, Manner::Asked | Manner::Barred);
            let Some(source) = self.of_statement(index as u32).filter(|_| asked) else { continue };
            // `The sources asked …`, not `Sources close to the talks, who asked …`.
            let at = source.mentions.partition_point(|m| {
                m.place.start <= statement.place.start && m.place.region == statement.place.region
                    || m.place.region < statement.place.region
            });
            let near = at
                .checked_sub(1)
                .and_then(|i| source.mentions.get(i))
                .filter(|m| m.place.region == statement.place.region);
            let of_all = near.is_some_and(|m| {
                let phrase = &m.phrase;
                let loose = matches!(phrase.standing, Standing::Source | Standing::Someone) && phrase.plural;
                loose && phrase.determiner == Determiner::Definite && phrase.vantage.is_none()
            });
            if of_all {
                self.general.push(index as u32);
            }
        }
    }
}

/// The tokens of a region that a place covers.
pub(crate) fn tokens_of(article: &Annotated<'_>, place: Place) -> Range<usize> {
    let tokens = article.tokens().of(place.region);
    tokens.partition_point(|t| t.start < place.start)..tokens.partition_point(|t| t.end <= place.end)
}

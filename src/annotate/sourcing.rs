//! The sources that a story does not name, each with all its mentions.
//!
//! `two Egyptian security sources`, `the security sources` and `one of the sources` are one
//! source; what the story says of it in one place (how it knows, why it is not named, who it is
//! after all) holds in every other. Whether a mention is an attribution at all, and what stands in
//! its noun phrase, is left to [`super::attributions`]; which of this is a fault, to the checks.

use std::ops::Range;

use super::Annotated;
use super::attributions::Manner;
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
        self.mentions.iter().any(|m| m.relayed)
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

    /// The mentions whose noun has this key.
    pub fn with_noun(&self, noun: u64) -> impl Iterator<Item = &Mention> {
        self.sources.iter().flat_map(|s| &s.mentions).filter(move |m| m.phrase.noun == noun)
    }

    /// Whether the story names somebody with this noun before a place.
    pub fn is_named_before(&self, noun: u64, place: Place) -> bool {
        let first = self.named.get(&noun).and_then(|places| places.first());
        first.is_some_and(|p| (p.region, p.start) < (place.region, place.start))
    }

    /// Whether a bare `source` may be one of those that the story has described before.
    pub fn any_known(&self, article: &Annotated<'_>, source: &Unnamed) -> bool {
        let Some(first) = source.first(article) else { return false };
        let before = |other: &&Unnamed| other.mentions.first().is_some_and(|m| m.place < first.place);
        let same = |other: &&Unnamed| other.mentions.iter().any(|m| m.phrase.noun == first.phrase.noun);
        // `another source`, behind an official: one more of them.
        let more = first.phrase.determiner == Determiner::Another;
        let kin = |other: &&Unnamed| more && matches!(other.standing(), Standing::Insider | Standing::Someone);
        self.sources.iter().take_while(before).any(|other| (same(&other) || kin(&other)) && other.specificity() > 0)
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
        let statements = article.attributions().anonymity();
        let first = source.mentions.first()?;
        let loose = matches!(source.standing(), Standing::Source | Standing::Someone);
        // `The sources asked …`, not `Sources close to the talks, who asked …`.
        let of_all = |m: &Mention| {
            let phrase = &m.phrase;
            let known = matches!(phrase.standing, Standing::Source | Standing::Someone) && phrase.plural;
            known && phrase.determiner == Determiner::Definite && phrase.vantage.is_none()
        };
        (0..statements.len() as u32).find(|index| {
            let Some(statement) = statements.get(*index as usize) else { return false };
            let asked = matches!(statement.manner, Manner::Asked | Manner::Barred);
            let before = first.place < statement.place || loose && first.phrase.plural;
            let about = self.of_statement(*index).is_some_and(|s| {
                let near =
                    |m: &&Mention| m.place.region == statement.place.region && m.place.start <= statement.place.start;
                s.mentions.iter().rev().find(near).is_some_and(of_all)
            });
            asked && before && about
        })
    }
}

/// The tokens of a region that a place covers.
pub(crate) fn tokens_of(article: &Annotated<'_>, place: Place) -> Range<usize> {
    let tokens = article.tokens().of(place.region);
    tokens.partition_point(|t| t.start < place.start)..tokens.partition_point(|t| t.end <= place.end)
}

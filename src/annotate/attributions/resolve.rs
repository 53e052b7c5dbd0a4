//! Which sources are the same: pronouns, surnames, `the official`.
//!
//! Only what is unmistakable is linked: a pronoun where one person alone has spoken close by, a
//! surname that one full name ends with, a definite noun that one earlier source is called by.

use super::sources::SourceKind;
use super::{Attribution, CueKind};
use crate::annotate::tokens;
use crate::article::Article;
use crate::lexicon::KeyMap;

/// How many regions back a pronoun may reach.
const PRONOUN_REACH: u32 = 1;

/// The speakers that a pronoun could mean, as the story goes on.
#[derive(Default)]
struct Recent {
    region: u32,
    /// Those of the region before, and those of this one: the first and whether there are others.
    before: Option<(u32, bool)>,
    here: Option<(u32, bool)>,
}

impl Recent {
    fn enter(&mut self, region: u32) {
        if region == self.region {
            return;
        }
        let close = region.saturating_sub(self.region) <= PRONOUN_REACH;
        self.before = self.here.take().filter(|_| close);
        self.region = region;
    }

    fn speaks(&mut self, origin: u32) {
        self.here = Some(match self.here {
            None => (origin, false),
            Some((first, others)) => (first, others || first != origin),
        });
    }

    /// The one speaker that a pronoun can mean.
    fn only(&self) -> Option<u32> {
        self.here.or(self.before).filter(|(_, others)| !others).map(|(origin, _)| origin)
    }
}

/// Links every attribution to the earlier one with the same source, where that is unmistakable.
///
/// A name of one word that no longer name in the story ends with is an institution's or a
/// country's: `Norvik said`.
pub fn link(article: &Article, known: &KeyMap<()>, items: &mut [Attribution]) {
    for attribution in items.iter_mut() {
        if let Some(source) = &mut attribution.source
            && source.kind == SourceKind::NamedPerson
            && source.role.is_none()
            && !known.contains_key(&tokens::key(article.text(source.head)))
        {
            source.kind = SourceKind::Organisation;
        }
    }
    let mut surnames: KeyMap<Option<u32>> = KeyMap::default();
    let mut nouns: KeyMap<Option<u32>> = KeyMap::default();
    let (mut people, mut groups) = (Recent::default(), Recent::default());
    for index in 0..items.len() {
        let at = index as u32;
        let attribution = &items[index];
        let Some(source) = attribution.source else { continue };
        people.enter(attribution.cue.region);
        groups.enter(attribution.cue.region);
        let head = article.text(source.head);
        let lower = head.to_ascii_lowercase();
        let antecedent = match (attribution.kind, source.kind) {
            (CueKind::Carried, _) => attribution.antecedent,
            (_, SourceKind::Pronoun) => match lower.as_str() {
                "he" | "she" => people.only(),
                "they" | "it" => groups.only(),
                _ => None,
            },
            (_, SourceKind::NamedPerson | SourceKind::Organisation) => {
                let key = tokens::key(head);
                let known = surnames.entry(key).or_insert(None);
                let antecedent = *known;
                known.get_or_insert(at);
                antecedent
            }
            (_, SourceKind::UnnamedIndividual | SourceKind::Collective | SourceKind::Spokesperson) => {
                let noun = lower.strip_suffix('s').unwrap_or(&lower);
                let key = tokens::key(noun);
                let bare = source.definite && source.vantage.is_none() && source.organisation.is_none();
                match nouns.get(&key).copied() {
                    Some(known) if bare => known,
                    // A second introduction: from here on the noun alone is ambiguous.
                    Some(_) => {
                        nouns.insert(key, None);
                        None
                    }
                    None => {
                        nouns.insert(key, Some(at));
                        None
                    }
                }
            }
            _ => None,
        };
        let origin = antecedent.map_or(at, |a| items[a as usize].antecedent.unwrap_or(a));
        let antecedent = (origin != at).then_some(origin);
        match source.kind {
            SourceKind::NamedPerson | SourceKind::UnnamedIndividual | SourceKind::Spokesperson if !source.plural => {
                people.speaks(origin);
            }
            SourceKind::Pronoun if antecedent.is_some() => match lower.as_str() {
                "he" | "she" => people.speaks(origin),
                _ => groups.speaks(origin),
            },
            SourceKind::Pronoun | SourceKind::Other => {}
            _ => groups.speaks(origin),
        }
        items[index].antecedent = antecedent;
    }
}

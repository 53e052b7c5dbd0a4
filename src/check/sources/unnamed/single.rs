//! A story that opens with one unnamed source: a first paragraph that rests on it alone, a first
//! quotation that is its own.

use crate::annotate::Annotated;
use crate::annotate::attributions::{Attribution, CueKind, Directness, SourceKind};
use crate::annotate::sourcing::{Standing, Unnamed};
use crate::annotate::verbs;
use crate::article::{Place, Role};
use crate::check::Finding;
use crate::check::sources::{about, is_story};
use crate::lexicon::KeyMap;

/// So many words of weight in common mean that another source says the same; fewer two sentences of
/// one story have by its subject alone.
const COMMON: usize = 4;

/// Words of fewer letters carry no weight.
const LETTERS: u32 = 5;

/// Finds the first paragraph that rests on one unnamed source.
pub fn find(article: &Annotated<'_>, found: &mut Vec<Finding>) {
    let regions = 0..article.article().regions.len() as u32;
    let lead = regions.into_iter().find(|r| {
        is_story(article, *r)
            && article.region(*r).role == Role::Paragraph
            && article.sentences().of(*r).len() < 6
            && article.plain(*r).len() > 60
    });
    let Some(lead) = lead else { return };
    let all = article.attributions().all();
    let own = |index: usize| article.sourcing().of_attribution(index as u32);
    let first = all.iter().enumerate().find(|(_, a)| a.cue.region == lead && a.source.is_some());
    let Some((index, attribution)) = first else { return };
    let Some(source) = own(index).filter(|s| is_single(s) && super::is_insider(article, s)) else { return };
    let says = |v: u16| ["say", "tell", "confirm", "reveal", "disclose", "add"].contains(&verbs::lemma(v));
    if attribution.kind == CueKind::Verb && !attribution.verb.is_some_and(says) {
        return;
    }
    // `One lawmaker wants it. Ida Kerr said …`: who it is comes with the next sentences.
    let next = all.iter().skip(index + 1).take(3).filter(|a| a.cue.region <= lead + 2);
    let told = source.mentions.iter().all(|m| m.phrase.vantage.is_none()) && source.statements.is_empty();
    if told && next.filter_map(|a| a.source).any(|s| s.kind == SourceKind::NamedPerson) {
        return;
    }
    // The words before `…, an aide said on Monday.` are not always read as what was said.
    let sentence = article.sentences().of(lead).iter().find(|s| s.end > attribution.cue.start);
    let whole = sentence.map(|s| Place::within(lead, s.start..s.end));
    let claim = weight(article, &whole.into_iter().collect::<Vec<_>>());
    let borne_out = all.iter().enumerate().any(|(other, a)| {
        let same = own(other).is_some_and(|s| std::ptr::eq(s, source));
        !same && speaks(a) && {
            let words = weight(article, article.attributions().content(a));
            words.keys().filter(|key| claim.contains_key(key)).count() >= COMMON
        }
    });
    if !borne_out && let Some(mention) = source.mentions.iter().find(|m| m.place.region == lead) {
        found.push(about(article, source, mention.place));
    }
}

fn is_single(source: &Unnamed) -> bool {
    let known = matches!(source.standing(), Standing::Source | Standing::Someone | Standing::Insider);
    let one = source.mentions.first().is_some_and(|m| m.phrase.count == Some(1) && !m.phrase.brief);
    known && one && !source.is_plural() && source.named.is_none() && !source.is_relayed()
}

/// Whether an attribution says something that can bear a claim out.
fn speaks(attribution: &Attribution) -> bool {
    let silent = attribution.verb.is_some_and(|v| ["decline", "refuse"].contains(&verbs::lemma(v)));
    !silent && attribution.kind != CueKind::Hearsay && attribution.source.is_some()
}

/// The words of weight in some places.
fn weight(article: &Annotated<'_>, places: &[Place]) -> KeyMap<()> {
    let mut words = KeyMap::default();
    for place in places {
        let tokens = article.tokens().of(place.region);
        let first = tokens.partition_point(|t| t.start < place.start);
        for token in tokens.get(first..).unwrap_or(&[]).iter().take_while(|t| t.end <= place.end) {
            if token.is_word() && token.end - token.start >= LETTERS {
                words.insert(token.key, ());
            }
        }
    }
    words
}

/// The first quotation of the story, where it is an unnamed source's.
pub fn first_quote(article: &Annotated<'_>) -> Option<Finding> {
    let all = article.attributions().all();
    let quotes = |a: &Attribution| a.directness == Directness::Direct && is_story(article, a.cue.region);
    let (index, attribution) = all.iter().enumerate().find(|(_, a)| quotes(a))?;
    let known =
        attribution.source.is_some_and(|s| !matches!(s.kind, SourceKind::NamedPerson | SourceKind::Spokesperson));
    let source = article.sourcing().of_attribution(index as u32).filter(|_| known)?;
    let open = matches!(source.standing(), Standing::Source | Standing::Someone | Standing::Insider);
    let quote = article.attributions().content(attribution).iter().find(|p| article.is_quoted(p.region, p.start))?;
    (open && source.named.is_none() && !source.is_relayed()).then(|| about(article, source, *quote))
}

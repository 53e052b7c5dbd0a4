//! A name above the story that the story has with another first or last word: `Eastern Shore Aging`
//! where the story only knows an Upper Shore Aging, `Kyle Lind` where it only knows a Carl.

use super::body::{self, Body};
use super::near;
use super::runs::{self, Run};
use super::words;
use crate::annotate::Annotated;
use crate::annotate::tokens::{Kind, Token};
use crate::article::Place;

/// The places where the story has most of a name, always with the same other word.
pub fn find(article: &Annotated<'_>, body: &Body, region: u32, run: Run) -> Option<Place> {
    let above = article.tokens().of(region);
    let plain = article.plain(region);
    let words: Vec<&Token> = run.words(above).map(|(_, t)| t).collect();
    if words.len() != run.last - run.first {
        return None;
    }
    let (first, last) = (words.first()?, words.last()?);
    let absent = |t: &Token| body.word(t.key).is_none();
    // `CB Lind`: a short form that only the headline has.
    if words.iter().any(|t| t.upper && t.end - t.start < 4) {
        return None;
    }
    let person = runs::is_given(first);
    // Two words: only a person's, and only if the other word is nowhere in the story.
    let two = words.len() == 2 && person;
    // Somebody whose given name is in no list: both words are names, and the second is nowhere.
    let names = words.len() == 2
        && words.iter().all(|t| !words::is_ordinary(t.text(plain)))
        && runs::place_at(&above[run.first..]) == 0
        && body::concepts(&above[run.first..]).is_none();
    // `Mara Kerr` where the story has a Mara Lind and an Otto Kerr.
    if words.len() > 2 || (two || names) && (absent(last) || !words::is_ordinary(last.text(plain))) {
        let head: Vec<u64> = words[..words.len() - 1].iter().map(|t| t.key).collect();
        if let Some(place) = other_beside(article, &head, last.text(plain), true) {
            return Some(place);
        }
    }
    // `Speaker Mike Lind` is Mike Lind.
    let whole = words.len() > 2 && !runs::is_given(words[1]);
    if whole || two && absent(first) && !stands_for(above, run.first, body) {
        let tail: Vec<u64> = words[1..].iter().map(|t| t.key).collect();
        return other_beside(article, &tail, first.text(plain), false).filter(|place| {
            // `Mayor Lind` is no other Lind.
            let tokens = article.tokens().of(place.region);
            let at = tokens.partition_point(|t| t.start < place.start);
            !two || tokens.get(at).is_some_and(runs::is_given)
        });
    }
    None
}

fn stands_for(above: &[Token], at: usize, body: &Body) -> bool {
    body::concepts(&above[at..]).is_some_and(|(concepts, _)| body.has_concept(concepts))
}

/// Where a sequence of words stands in the story always beside the same other name, and never beside
/// `mine`: behind it, or before it.
fn other_beside(article: &Annotated<'_>, sequence: &[u64], mine: &str, behind: bool) -> Option<Place> {
    let key = sequence.first()?;
    let mut other: Option<(u64, Place, u32)> = None;
    for (index, region) in (0u32..).zip(&article.article().regions) {
        if region.role.is_display() {
            continue;
        }
        let plain = region.text.as_str();
        let tokens = article.tokens().of(index);
        for at in (0..tokens.len()).filter(|at| tokens[*at].key == *key) {
            let here = tokens.get(at..at + sequence.len());
            if !here.is_some_and(|here| here.iter().zip(sequence).all(|(t, k)| t.key == *k && t.capital)) {
                continue;
            }
            let beside = if behind { Some(at + sequence.len()) } else { at.checked_sub(1) };
            let beside_at = beside?;
            let beside = tokens.get(beside_at)?;
            let text = beside.text(plain);
            let named = beside.kind == Kind::Word && beside.capital && !words::is_function(text);
            let joined = if behind { beside.spaced } else { tokens[at].spaced };
            // `Easton Volunteer Fire Department` is Easton's: a word put in, not another one.
            let beyond = if behind { beside_at + 1..beside_at + 4 } else { beside_at.saturating_sub(3)..beside_at };
            let put_in = beyond.filter_map(|i| tokens.get(i)).any(|t| t.text(plain).eq_ignore_ascii_case(mine));
            let short = text.to_lowercase().starts_with(&mine.to_lowercase());
            // `Mara said`: by the given name alone.
            if behind && sequence.len() == 1 && !named {
                continue;
            }
            if !named || !joined || put_in || short || near::is_related(text, mine) {
                return None;
            }
            let place = match behind {
                true => Place::within(index, tokens[at].start..beside.end),
                false => Place::within(index, beside.start..tokens[at + sequence.len() - 1].end),
            };
            match &mut other {
                None => other = Some((beside.key, place, 1)),
                Some((key, _, count)) if *key == beside.key => *count += 1,
                Some(_) => return None,
            }
        }
    }
    let (_, place, count) = other?;
    (count > 1 || sequence.len() > 1 || behind).then_some(place)
}

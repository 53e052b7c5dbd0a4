//! Somebody speaks in the headline who says nothing in the story: `Ferry line says to sell boats`
//! over a story that has it from people who know the plan.
//!
//! Whoever the headline names must be no source of the story's for any of it, and the opening has
//! what he is made to say from unnamed people, or from another newsroom.

use super::{aligned, finding, stems};
use crate::annotate::attributions::{Attribution, Source, SourceKind};
use crate::annotate::tokens::Kind;
use crate::annotate::verbs::Tone;
use crate::check::Finding;
use crate::check::claim::families::Families;
use crate::check::claim::headline::Claim;
use crate::check::claim::story::Story;

/// So many sentences open a story.
const FIRST: usize = 5;

/// What somebody does in a headline who speaks.
const SAYS: [&str; 10] =
    ["says", "say", "said", "tells", "told", "announces", "announce", "confirms", "confirm", "warns"];

/// The claim's source, where the story has what it says from others.
pub fn judge(words: &Families, story: &Story<'_, '_>, claim: &Claim<'_>, said: &Source) -> Option<Finding> {
    let kinds = [SourceKind::Organisation, SourceKind::NamedPerson, SourceKind::Other];
    let article = story.article.article();
    let own = stems(story.article, said.place);
    let speaks = story.article.attributions().of(claim.region).iter().any(|attribution| {
        attribution.source.is_some_and(|source| source.place == said.place)
            && matches!(attribution.tone, Tone::Neutral | Tone::Assert)
            && SAYS.iter().any(|word| article.text(attribution.cue).eq_ignore_ascii_case(word))
    });
    let capital = claim.tokens.iter().any(|t| t.start == said.head.start && t.capital && t.kind == Kind::Word);
    let police = words.is_among(story.tokens(said.place), "force");
    let kind = kinds.contains(&said.kind) && !(said.plural && said.kind != SourceKind::Organisation) || police;
    if own.is_empty() || !kind {
        return None;
    }
    // His own people and papers; nobody in particular, or another newsroom.
    let hides = |source: &Source| words.is_among(story.tokens(source.place), "own");
    let other = |source: &Source| words.is_among(story.tokens(source.place), "other");
    if !speaks || !capital || hides(said) && !police || other(said) {
        return None;
    }
    let aligned = aligned(story, claim, said);
    let (best, _) = aligned
        .iter()
        .filter(|(_, shared)| *shared >= 2)
        .filter(|(attribution, _)| {
            let at = |line: &&crate::check::claim::story::Line<'_>| {
                line.region == attribution.cue.region
                    && line.tokens.get(line.range.clone()).is_some_and(|tokens| {
                        tokens.first().is_some_and(|t| t.start <= attribution.cue.start)
                            && tokens.last().is_some_and(|t| t.end >= attribution.cue.end)
                    })
            };
            story.lines.iter().find(at).is_some_and(|line| line.order < FIRST)
        })
        .max_by_key(|(_, shared)| *shared)?;
    let source = best.source?;
    let many = said.kind == SourceKind::NamedPerson && source.kind == SourceKind::Collective;
    let theirs = stems(story.article, source.place);
    let another = is_another(story, said, &source);
    let else_said = other(&source) || many || another || is_silent(words, story, &own);
    if !else_said || hides(&source) && !another || shares(&own, &theirs) && !another {
        return None;
    }
    // Anything that the headline's own source, or somebody who may be his, says of it.
    // `Kerr said it, the radio reported`: he speaks, whoever passes it on.
    let speaks = |attribution: &Attribution| {
        let cue = article.text(attribution.cue);
        let said = !attribution.nested || SAYS.iter().any(|word| cue.eq_ignore_ascii_case(word));
        said && !matches!(attribution.tone, Tone::Direct | Tone::Mind | Tone::Evaluate)
    };
    let itself = aligned.iter().filter(|(attribution, _)| speaks(attribution)).any(|(attribution, _)| {
        attribution.source.is_some_and(|source| {
            shares(&own, &stems(story.article, source.place))
                || source.kind == SourceKind::Pronoun
                || source.kind == SourceKind::Spokesperson
                || hides(&source) && !other(&source)
        })
    });
    (!itself).then(|| finding(story, said, &source))
}

/// Whether two bodies of one kind are told apart by their names: `High Court`, `Corran Court`.
fn is_another(story: &Story<'_, '_>, said: &Source, source: &Source) -> bool {
    let words = |place: crate::article::Place| -> Vec<u64> {
        let tokens = story.tokens(place);
        tokens.iter().filter(|t| t.kind == Kind::Word && t.capital).map(|t| t.key).collect()
    };
    let (mine, theirs) = (words(said.place), words(source.place));
    let head = mine.last().is_some_and(|head| theirs.last() == Some(head));
    head && mine.len() > 1 && theirs.len() > 1 && !mine[..mine.len() - 1].iter().any(|word| theirs.contains(word))
}

/// Whether the headline's source would not speak.
fn is_silent(words: &Families, story: &Story<'_, '_>, own: &[u64]) -> bool {
    story.lines.iter().any(|line| {
        let tokens = line.tokens.get(line.range.clone()).unwrap_or_default();
        words.is_among(tokens, "silence") && line.stems().iter().any(|(stem, _)| own.contains(stem))
    })
}

fn shares(own: &[u64], theirs: &[u64]) -> bool {
    own.iter().any(|stem| theirs.contains(stem))
}

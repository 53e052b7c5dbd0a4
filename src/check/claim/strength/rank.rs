//! A rank above the story that somebody does not hold in it: `Mayor Lind` over a deputy mayor, `Coach
//! Kerr` over a former one.
//!
//! People are told apart by the layer of names. Whoever has the rank once in the story, without the
//! word that takes from it, may have it above.

use crate::annotate::Annotated;
use crate::annotate::names::{Kind, Name};
use crate::annotate::tokens::{Kind as TokenKind, Token};
use crate::article::Place;
use crate::check::Finding;
use crate::check::claim::families::Families;

/// So many tokens before a name, what somebody is stands.
const BEFORE: usize = 5;

/// So many behind it: `Mara Lind, the deputy mayor`.
const BEHIND: usize = 6;

/// The ranks in the lines above the story that take too little from somebody. `ladders` has the words
/// that take from a rank (`deputy = lesser fixed`).
pub fn findings(article: &Annotated<'_>, ladders: &Families) -> Vec<Finding> {
    let names = article.names();
    let mut found = Vec::new();
    for (region, _) in (0u32..).zip(&article.article().regions).filter(|(_, r)| r.role.is_display()) {
        for name in names.of(region) {
            if names.entity(name.entity).is_some_and(|entity| entity.kind == Kind::Person) {
                found.extend(judge(article, ladders, name));
            }
        }
    }
    found
}

/// Whether a token takes from the rank behind it.
fn is_lesser(ladders: &Families, token: &Token) -> bool {
    ladders.is_among(std::slice::from_ref(token), "lesser")
}

fn judge(article: &Annotated<'_>, ladders: &Families, name: &Name) -> Option<Finding> {
    let above = article.tokens().of(name.region);
    let at = (name.first as usize).checked_sub(1)?;
    let rank =
        above.get(at).filter(|t| t.kind == TokenKind::Word && ladders.is_among(std::slice::from_ref(*t), "rank"))?;
    if (at.saturating_sub(3)..at).any(|i| above.get(i).is_some_and(|t| is_lesser(ladders, t))) {
        return None;
    }
    let names = article.names();
    let mut lesser: Option<Place> = None;
    for mention in names.mentions(name.entity).iter().filter_map(|at| names.all().get(*at as usize)) {
        if article.region(mention.region).role.is_display() {
            continue;
        }
        let tokens = article.tokens().of(mention.region);
        let (first, last) = (mention.first as usize, mention.last as usize);
        let near = (first.saturating_sub(BEFORE)..first).chain(last..(last + BEHIND).min(tokens.len()));
        for at in near.filter(|at| tokens[*at].key == rank.key) {
            let before = (at.saturating_sub(2)..at).rev().find(|i| is_lesser(ladders, &tokens[*i]));
            // Held in full, if only once.
            let from = before?;
            lesser.get_or_insert(Place::within(mention.region, tokens[from].start..tokens[at].end));
        }
    }
    let there = lesser?;
    let stated = Place::within(name.region, rank.start..above.get(name.last as usize - 1)?.end);
    Some(
        Finding::at(stated)
            .case("rank")
            .value("stated", article.article().text(stated))
            .value("body", article.article().text(there))
            .related(there, "body"),
    )
}

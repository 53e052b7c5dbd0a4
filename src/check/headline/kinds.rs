//! What a name above the story is, beside another one in it: of another kind, known by itself, spelled
//! out by the opening. None of these is a slip for the other.

use super::body;
use super::opening;
use super::runs::{self, Run};
use super::story::{self, Case, Story};
use super::words;
use crate::annotate::Annotated;
use crate::annotate::names::Kind;
use crate::annotate::tokens::Token;
use crate::article::Place;

/// Whether the opening has the words that a name in capitals is made of.
pub(super) fn is_spelled_out(article: &Annotated<'_>, story: &Story, region: u32, run: Run) -> bool {
    let (above, plain) = (article.tokens().of(region), article.plain(region));
    story.body.iter().take(2).any(|there| {
        let tokens = article.tokens().of(*there);
        run.words(above)
            .any(|(_, t)| opening::is_spelled_out(tokens, article.plain(*there), 0..tokens.len(), t.text(plain)))
    })
}

/// Whether the name above stands for something that readers know (`Wall Street`), and the other is no
/// such thing: it hardly is a slip for it.
pub(super) fn is_known_alone(article: &Annotated<'_>, region: u32, run: Run, there: Place) -> bool {
    let known = |tokens: &[Token], first: usize, last: usize| {
        let back = first.saturating_sub(1);
        (back..last).any(|at| {
            let stands = tokens.get(at..).and_then(body::concepts);
            stands.is_some_and(|(_, len)| at + len > first)
        })
    };
    let above = article.tokens().of(region);
    let tokens = article.tokens().of(there.region);
    let first = tokens.partition_point(|t| t.start < there.start);
    let last = tokens.partition_point(|t| t.start < there.end);
    let place = runs::level(above.get(run.first..run.last).unwrap_or_default()).is_place();
    !place && known(above, run.first, run.last) && !known(tokens, first, last)
}

/// Whether two names are known to be of different kinds: nobody is a slip for a firm.
pub(super) fn is_other_kind(article: &Annotated<'_>, region: u32, run: Run, there: Place) -> bool {
    let names = article.names();
    // Firms and places are not told apart for sure; somebody with a first and a last name is.
    let read = |id, words: usize| {
        let entity = names.entity(id)?;
        let person = entity.kind == Kind::Person;
        let whole = names.canonical(article, id).contains(' ');
        // One word of which nothing is known may be a surname.
        (person || entity.kind != Kind::Other || words > 1).then_some((person, person && whole))
    };
    let mine = names.of(region).iter().find(|n| (n.first as usize) < run.last && run.first < n.last as usize);
    let theirs = names.at(there.region, there.start);
    let pair = mine
        .and_then(|n| read(n.entity, (n.last - n.first) as usize))
        .zip(theirs.and_then(|n| read(n.entity, (n.last - n.first) as usize)));
    pair.is_some_and(|((mine, my_whole), (other, whole))| whole && !mine || my_whole && !other)
}

/// Whether a token ends a clause of a headline.
pub(super) fn is_break(token: &Token, plain: &str) -> bool {
    let mark = [',', ';', ':', '–', '—'].iter().any(|m| token.is(*m)) || token.is('-') && token.spaced;
    let word = ["after", "as", "over", "amid", "while", "but", "despite"];
    mark || token.is_any(plain, &word)
}

/// `Villagers`: made from an ordinary word, and a capital that means nothing.
pub(super) fn is_doubtful(article: &Annotated<'_>, region: u32, run: Run) -> bool {
    let (above, plain) = (article.tokens().of(region), article.plain(region));
    let case = story::case(above);
    run.words(above)
        .all(|(at, t)| (case != Case::Sentence || story::opens(above, at)) && words::is_ordinary(t.text(plain)))
}

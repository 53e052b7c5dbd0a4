//! What a noun phrase says of the source that it names: its kind, role, organisation, vantage.

use std::ops::Range;
use std::sync::LazyLock;

use super::clause::Clause;
use super::words::{Class, Noun};
use crate::article::Place;
use crate::lexicon::Lexicon;

static ORGANISATION: LazyLock<Lexicon> =
    LazyLock::new(|| Lexicon::parse(include_str!("../../../rules/lexicons/organisation-words.txt")));
static VANTAGE: LazyLock<Lexicon> =
    LazyLock::new(|| Lexicon::parse(include_str!("../../../rules/lexicons/vantage.txt")));

/// What kind of source it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum SourceKind {
    /// A human being with a name.
    NamedPerson,
    /// One who speaks for an institution, unnamed.
    Spokesperson,
    /// An institution.
    Organisation,
    /// What can be read: a study, a filing, a poll.
    Document,
    /// Many, uncounted: `officials`, `critics`, `some`.
    Collective,
    /// A human being, or a few, told by role: `an aide`, `two officials`.
    UnnamedIndividual,
    /// `he`, `she`, `they`.
    Pronoun,
    /// None of these.
    Other,
}

/// Who answers for the content.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Source {
    /// All that the story says of it at this place.
    pub place: Place,
    /// The word that says what it is: the noun, the last part of the name, the pronoun.
    pub head: Place,
    /// What kind it is.
    pub kind: SourceKind,
    /// Whether it is more than one.
    pub plural: bool,
    /// Whether it is spoken of as known: `the official`.
    pub definite: bool,
    /// Whether it is counted: `two officials`, `several aides`.
    pub counted: bool,
    /// The noun that tells its role: `mayor`, `aide`.
    pub role: Option<Place>,
    /// The institution that it is said to belong to.
    pub organisation: Option<Place>,
    /// What shows that it can know: `familiar with the talks`.
    pub vantage: Option<Place>,
}

/// Reads a noun phrase as a source.
pub fn read(clause: &Clause<'_>, region: u32, phrase: Range<usize>) -> Source {
    let place = |tokens: Range<usize>| clause.place(region, tokens);
    if matches!(clause.words[phrase.start].class, Class::Relative | Class::That)
        && let Some(antecedent) = antecedent(clause, phrase.start)
    {
        // `an aide, who asked`: what it is stands before the comma.
        let from = if clause.words[phrase.start].class == Class::That { antecedent.start } else { phrase.start };
        return Source { place: place(from..phrase.end), ..read(clause, region, antecedent) };
    }
    let words = &clause.words[phrase.clone()];
    let core_end = words
        .iter()
        .position(|w| matches!(w.class, Class::Preposition | Class::Comma | Class::Relative | Class::Open | Class::To))
        .filter(|at| *at > 0)
        .map_or(phrase.end, |at| phrase.start + at);
    let core = phrase.start..core_end;
    let head = clause.head(phrase.clone());
    let word = &clause.words[head];
    let is_name = |i: &usize| clause.words[*i].class == Class::Name;
    let role = |noun: Option<Noun>| matches!(noun, Some(Noun::Individual | Noun::Spokesperson));
    let named = named_person(clause, &core, &phrase);
    let kind = match (word.class, word.noun) {
        (Class::Pronoun, _) if clause.is(head, "someone") || clause.is(head, "somebody") => {
            SourceKind::UnnamedIndividual
        }
        (Class::Pronoun, _) if clause.text(head).len() > 4 => SourceKind::Collective,
        (Class::Pronoun | Class::That, _) => SourceKind::Pronoun,
        (Class::Relative, _) => SourceKind::Pronoun,
        (Class::Quantity, _) => SourceKind::Collective,
        _ if named.is_some() && !clause.is_quote(phrase.start) => SourceKind::NamedPerson,
        (_, Some(Noun::Organisation)) => SourceKind::Organisation,
        (_, Some(Noun::Document)) => SourceKind::Document,
        (_, Some(Noun::Collective)) => SourceKind::Collective,
        (_, Some(Noun::Spokesperson)) => SourceKind::Spokesperson,
        (_, Some(Noun::Individual)) if word.plural && !is_counted(clause, &core) => SourceKind::Collective,
        (_, Some(Noun::Individual)) => SourceKind::UnnamedIndividual,
        _ if phrase.clone().take(2).any(|i| clause.is_quote(i)) => SourceKind::Document,
        (Class::Name, None) => SourceKind::Organisation,
        _ if is_agents(clause.text(head)) => SourceKind::Collective,
        _ => SourceKind::Other,
    };
    let organisation = match kind {
        SourceKind::NamedPerson | SourceKind::UnnamedIndividual | SourceKind::Collective | SourceKind::Spokesperson => {
            let own = |i: &usize| named.as_ref().is_some_and(|run| run.contains(i));
            let organised = |i: &usize| !own(i) && (is_name(i) || clause.words[*i].noun == Some(Noun::Organisation));
            // Behind the core only what a preposition ties to it: `of the Harbour Board`.
            let tied = |i: usize| {
                let back = (phrase.start..i).rev().take(4);
                let articles = ["the", "a", "his", "her"];
                let mut before = back.map(|b| clause.text(b)).skip_while(|t| articles.contains(t));
                core.contains(&i)
                    || before.next().is_some_and(|t| ["of", "at", "for", "with", "from", "in"].contains(&t))
            };
            phrase.clone().find(|i| organised(i) && tied(*i)).map(|first| {
                let last = (first..phrase.end).take_while(organised).last().unwrap_or(first);
                place(first..last + 1)
            })
        }
        _ => None,
    };
    let vantage = phrase.clone().find_map(|at| {
        let (_, length) = VANTAGE.starts(&clause.tokens[at..phrase.end])?;
        let end = (at + length..phrase.end).find(|i| clause.words[*i].class == Class::Comma).unwrap_or(phrase.end);
        Some(place(at..end))
    });
    Source {
        place: place(phrase.clone()),
        head: place(head..head + 1),
        kind,
        plural: word.plural || phrase.clone().any(|i| clause.words[i].class == Class::And && i < core.end),
        definite: clause.is(phrase.start, "the"),
        counted: is_counted(clause, &core),
        role: phrase.clone().find(|i| role(clause.words[*i].noun)).map(|i| place(i..i + 1)),
        organisation,
        vantage,
    }
}

/// The noun phrase that `who` or `which` stands for.
fn antecedent(clause: &Clause<'_>, relative: usize) -> Option<Range<usize>> {
    let comma = relative.checked_sub(1).filter(|i| clause.is(*i, ","));
    let phrase = clause.phrase_before(comma.unwrap_or(relative))?;
    (!matches!(clause.words[phrase.start].class, Class::Relative | Class::That)).then_some(phrase)
}

/// `insurers`, `motorists`: people by what they do, in the plural.
pub fn is_agents(word: &str) -> bool {
    ["ers", "ors", "ists", "ians"].iter().any(|ending| word.ends_with(ending)) && !THINGS.contains(&word)
}

/// Things whose plural looks like that of people.
const THINGS: &[&str] = &[
    "borders",
    "boulders",
    "buffers",
    "centers",
    "chapters",
    "clusters",
    "colors",
    "computers",
    "containers",
    "corners",
    "corridors",
    "counters",
    "covers",
    "dangers",
    "disasters",
    "doors",
    "drawers",
    "errors",
    "factors",
    "fibers",
    "filters",
    "fingers",
    "floors",
    "flowers",
    "folders",
    "headquarters",
    "horrors",
    "indicators",
    "layers",
    "letters",
    "markers",
    "matters",
    "mirrors",
    "motors",
    "numbers",
    "offers",
    "orders",
    "others",
    "ours",
    "papers",
    "posters",
    "powers",
    "quarters",
    "reactors",
    "rivers",
    "rumors",
    "scooters",
    "sectors",
    "semiconductors",
    "servers",
    "shoulders",
    "showers",
    "summers",
    "sweaters",
    "terrors",
    "theirs",
    "theaters",
    "thrillers",
    "timers",
    "towers",
    "trailers",
    "triggers",
    "vapors",
    "waters",
    "winters",
    "wonders",
    "yours",
];

fn is_counted(clause: &Clause<'_>, core: &Range<usize>) -> bool {
    let vague = ["some", "many", "most", "any", "all", "more", "much", "few", "these", "those"];
    core.clone().take(3).any(|i| match clause.words[i].class {
        Class::Number => true,
        Class::Quantity => !vague.iter().any(|word| clause.is(i, word)),
        _ => false,
    })
}

/// The name of a human being in a phrase: a name that is no institution's, alone, behind a title,
/// or in apposition to a role (`an official, Mara Lind`).
fn named_person(clause: &Clause<'_>, core: &Range<usize>, phrase: &Range<usize>) -> Option<Range<usize>> {
    let name_run = |range: Range<usize>| -> Option<Range<usize>> {
        let last = range.clone().rfind(|i| clause.words[*i].class == Class::Name)?;
        let more = |i: &usize| clause.words[*i].class == Class::Name || clause.is(*i, ".");
        let start = (range.start..last + 1).rev().take_while(more).last()?;
        Some(start..last + 1)
    };
    let role = core.clone().rfind(|i| matches!(clause.words[*i].noun, Some(Noun::Individual | Noun::Spokesperson)));
    let run = match role {
        // The name stands behind its role: `spokesman Otto Kerr`, `Norvik aide Otto Kerr`.
        Some(role) => name_run(role + 1..core.end).or_else(|| apposed_name(clause, core, phrase).and_then(name_run)),
        None => name_run(core.clone()),
    };
    let run = run?;
    let last = run.end - 1;
    // `the Norvik Times`, `CNN`, `Halden Corp.`
    let article = role.is_none() && clause.is(core.start, "the") && !(run.clone()).any(|i| clause.is(i, "."));
    let institution = clause.tokens[last].upper
        || ORGANISATION.has(&clause.tokens[last])
        || clause.words.get(last + 1).is_some_and(|w| last + 1 < core.end && w.noun == Some(Noun::Organisation));
    (!article && !institution).then_some(run)
}

/// The piece between commas behind the core that starts with a name of two words at least.
fn apposed_name(clause: &Clause<'_>, core: &Range<usize>, phrase: &Range<usize>) -> Option<Range<usize>> {
    let comma = core.end;
    let is_name = |i: usize| i < phrase.end && clause.words[i].class == Class::Name;
    (clause.class(comma) == Some(Class::Comma) && is_name(comma + 1) && is_name(comma + 2))
        .then(|| comma + 1..phrase.end)
}

//! What kind of source a noun phrase names.

use std::ops::Range;

use super::clause::Clause;
use super::words::{Class, Noun};
use super::{Source, SourceKind};

/// Reads a noun phrase as a source.
pub fn read(clause: &Clause<'_>, region: u32, phrase: Range<usize>) -> Source {
    let head = clause.head(phrase.clone());
    let word = &clause.words[head];
    let first = phrase.clone().take_while(|i| !matches!(clause.words[*i].class, Class::Preposition | Class::Comma | Class::Relative));
    let core: Range<usize> = phrase.start..first.last().map_or(phrase.start, |l| l + 1);
    let named = core.clone().filter(|i| clause.words[*i].class == Class::Name).count();
    let counted = matches!(clause.class(core.start), Some(Class::Number | Class::Quantity));
    let kind = match (word.class, word.noun) {
        (Class::Pronoun | Class::Relative | Class::That, _) => SourceKind::Pronoun,
        (Class::Quantity, _) => SourceKind::Collective,
        (_, Some(Noun::Organisation)) => SourceKind::Organisation,
        (_, Some(Noun::Document)) => SourceKind::Document,
        (_, Some(Noun::Collective)) => SourceKind::Collective,
        (_, Some(Noun::Spokesperson)) => SourceKind::Spokesperson,
        (_, Some(Noun::Individual)) if word.plural && !counted => SourceKind::Collective,
        (_, Some(Noun::Individual)) => SourceKind::UnnamedIndividual,
        (Class::Name, None) if named > 1 => SourceKind::NamedPerson,
        (Class::Name, None) => SourceKind::NamedPerson,
        _ => SourceKind::Other,
    };
    Source {
        place: clause.place(region, phrase.clone()),
        head: clause.place(region, head..head + 1),
        kind,
        plural: word.plural,
        definite: clause.is(phrase.start, "the"),
    }
}

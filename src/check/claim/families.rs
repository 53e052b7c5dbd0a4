//! Words that say the same, in all their forms.
//!
//! A family file is a lexicon: `word = family`, with several families after one another. A verb
//! stands there once, its forms are derived; of several words (`turn down`) the first is
//! inflected. Two dots stand for what a verb may have between itself and the rest (`clear .. of`:
//! `cleared the mayor of fraud`); only the verb is matched then. The flag `fixed` keeps an entry as it
//! is, `person` and other flags are left to the checks.

use crate::annotate::lemmas;
use crate::annotate::tokens::{Kind, Token, key, tokenize};
use crate::annotate::verbs::Shape;
use crate::lexicon::{KeyMap, Lexicon};

/// One entry in one of its forms.
#[derive(Clone, Debug)]
struct Sense {
    rest: Box<[u64]>,
    /// Whether other words may stand before `rest`.
    apart: bool,
    entry: u32,
    form: Shape,
}

/// So many tokens may stand between a verb and the rest of its entry: `found the former mayor guilty`.
const APART: usize = 5;

impl Sense {
    /// How many of the tokens behind its first word it takes, where they have the rest of it.
    fn rest_of(&self, behind: &[Token]) -> Option<usize> {
        let here = |from: usize| {
            let there = behind.get(from..from + self.rest.len());
            there.is_some_and(|there| self.rest.iter().zip(there).all(|(key, token)| *key == token.key))
        };
        if !self.apart {
            return here(0).then_some(self.rest.len());
        }
        let clause = behind.iter().take(APART + 1).take_while(|token| token.kind != Kind::Mark).count();
        (1..=clause).any(here).then_some(0)
    }
}

/// A family file, ready to be matched.
#[derive(Clone, Debug, Default)]
pub struct Families {
    names: Vec<Box<str>>,
    /// For every entry its families, by their place in `names`.
    entries: Vec<Box<[u16]>>,
    forms: KeyMap<Vec<Sense>>,
}

/// A match.
#[derive(Clone, Copy, Debug)]
pub struct Hit<'f> {
    /// Its families.
    pub families: &'f [u16],
    /// How many tokens it takes.
    pub len: usize,
    /// Which form its first word has.
    pub form: Shape,
    /// Which entry it is.
    pub entry: u32,
}

impl Families {
    /// Makes a family file of a lexicon.
    pub fn new(lexicon: &Lexicon) -> Self {
        let mut families = Families::default();
        for entry in lexicon.entries() {
            let (head, rest) = entry.phrase.split_once(' ').unwrap_or((&entry.phrase, ""));
            let (apart, rest) = rest.strip_prefix(".. ").map_or((false, rest), |rest| (true, rest));
            let rest: Box<[u64]> = tokenize(rest).iter().map(|t| t.key).collect();
            let values: Vec<&str> = entry.value.as_deref().unwrap_or("").split(' ').collect();
            let (flags, names): (Vec<&str>, Vec<&str>) = values.into_iter().partition(|v| *v == "fixed");
            let names = names.into_iter().map(|name| families.intern(name)).collect();
            let number = families.entries.len() as u32;
            families.entries.push(names);
            let first = tokenize(head);
            if !flags.is_empty() || first.len() != 1 {
                let keys: Vec<u64> = first.iter().map(|t| t.key).chain(rest.iter().copied()).collect();
                if let Some((first, rest)) = keys.split_first() {
                    families.add(*first, Sense { rest: rest.into(), apart, entry: number, form: Shape::default() });
                }
                continue;
            }
            lemmas::forms(head, |form, shape| {
                families.add(key(form), Sense { rest: rest.clone(), apart, entry: number, form: shape });
            });
        }
        for list in families.forms.values_mut() {
            list.sort_by_key(|sense| std::cmp::Reverse(sense.rest.len()));
        }
        families
    }

    fn intern(&mut self, name: &str) -> u16 {
        let at = self.names.iter().position(|n| **n == *name).unwrap_or_else(|| {
            self.names.push(name.into());
            self.names.len() - 1
        });
        at as u16
    }

    fn add(&mut self, key: u64, sense: Sense) {
        let list = self.forms.entry(key).or_default();
        match list.iter_mut().find(|s| s.entry == sense.entry) {
            Some(same) => same.form = same.form.or(sense.form),
            None => list.push(sense),
        }
    }

    /// The longest entry that starts with the first of `tokens`.
    pub fn at(&self, tokens: &[Token]) -> Option<Hit<'_>> {
        let (first, behind) = tokens.split_first()?;
        let senses = self.forms.get(&first.key)?.iter();
        let (sense, len) = senses.filter_map(|sense| Some((sense, sense.rest_of(behind)?))).next()?;
        let families = self.entries.get(sense.entry as usize)?;
        Some(Hit { families, len: len + 1, form: sense.form, entry: sense.entry })
    }

    /// The family of a name, if any word belongs to it.
    pub fn family(&self, name: &str) -> Option<u16> {
        self.names.iter().position(|n| **n == *name).map(|at| at as u16)
    }

    /// Whether an entry of a family stands among some tokens.
    pub fn is_among(&self, tokens: &[Token], name: &str) -> bool {
        let Some(family) = self.family(name) else { return false };
        (0..tokens.len())
            .any(|at| tokens.get(at..).and_then(|rest| self.at(rest)).is_some_and(|hit| hit.families.contains(&family)))
    }

    /// The names of all families, in the order of their numbers.
    pub fn names(&self) -> impl Iterator<Item = &str> {
        self.names.iter().map(|name| &**name)
    }

    /// The name of a family.
    pub fn name(&self, family: u16) -> &str {
        self.names.get(usize::from(family)).map_or("", |name| name)
    }
}

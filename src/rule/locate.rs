//! Where a key or value stands in a TOML text. Looked up only when something is wrong with it,
//! so that reading rules and settings carries no spans around.

use std::ops::Range;

use toml::Spanned;
use toml::de::{DeTable, DeValue};

/// One step from a table or array to what it holds.
#[derive(Clone, Copy, Debug)]
pub enum Step<'s> {
    /// A key of a table.
    Key(&'s str),
    /// The place in an array, from 0.
    Index(usize),
}

impl<'s> From<&'s str> for Step<'s> {
    fn from(key: &'s str) -> Self {
        Step::Key(key)
    }
}

impl From<usize> for Step<'_> {
    fn from(index: usize) -> Self {
        Step::Index(index)
    }
}

/// Which part of a `key = value` is meant.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Part {
    /// The key.
    Key,
    /// The value, quotation marks included.
    Value,
}

/// The bytes of the key or value at the end of `path`; of the last step that could be taken
/// where the path leads nowhere.
pub fn locate(text: &str, path: &[Step<'_>], part: Part) -> Range<u32> {
    let Ok(table) = DeTable::parse(text) else { return 0..0 };
    let mut place = 0..0;
    let root = Spanned::new(table.span(), DeValue::Table(table.into_inner()));
    let mut value = &root;
    for (at, step) in path.iter().enumerate() {
        let next = match (step, value.get_ref()) {
            (Step::Key(key), DeValue::Table(table)) => table.iter().find(|(k, _)| k.get_ref() == key),
            (Step::Index(index), DeValue::Array(array)) => match array.get(*index) {
                Some(item) => {
                    value = item;
                    place = item.span();
                    continue;
                }
                None => None,
            },
            _ => None,
        };
        let Some((key, found)) = next else { break };
        let last = at + 1 == path.len();
        place = if last && part == Part::Value { found.span() } else { key.span() };
        value = found;
    }
    place.start as u32..place.end as u32
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keys_and_values_are_found_through_tables_and_arrays() {
        let text = "id = 'x'\n[check.phrase]\nphrases = ['a', 'b']\n[[flagged]]\ntext = 'y'\n";
        let at = |path: &[Step<'_>], part| {
            let r = locate(text, path, part);
            &text[r.start as usize..r.end as usize]
        };
        assert_eq!(at(&["id".into()], Part::Value), "'x'");
        assert_eq!(at(&["check".into(), "phrase".into(), "phrases".into()], Part::Key), "phrases");
        assert_eq!(at(&["check".into(), "phrase".into(), "phrases".into(), 1.into()], Part::Value), "'b'");
        assert_eq!(at(&["flagged".into(), 0.into(), "text".into()], Part::Value), "'y'");
    }
}

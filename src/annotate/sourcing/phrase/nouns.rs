//! The word lists by which a source's noun phrase is read, and what they say of one noun.

use std::sync::LazyLock;

use super::Standing;
use crate::annotate::tokens::{Token, key};
use crate::lexicon::{KeyMap, Lexicon};

/// The nouns of posts that are held in public.
pub static OFFICES: LazyLock<KeyMap<()>> = LazyLock::new(|| {
    let lexicon = Lexicon::parse(include_str!("../../../../rules/lexicons/source-roles.txt"));
    let office = |value: &Option<Box<str>>| value.as_deref() == Some("office");
    lexicon.entries().iter().filter(|e| office(&e.value)).map(|e| (key(&e.phrase), ())).collect()
});

/// The standing of a noun for a source, and the noun without number.
static ROLES: LazyLock<KeyMap<(Standing, u64)>> = LazyLock::new(|| {
    let lexicon = Lexicon::parse(include_str!("../../../../rules/lexicons/source-roles.txt"));
    let mut roles = KeyMap::default();
    for entry in lexicon.entries() {
        let standing = match entry.value.as_deref().unwrap_or("") {
            "source" => Standing::Source,
            "someone" => Standing::Someone,
            "insider" | "office" => Standing::Insider,
            "expert" => Standing::Expert,
            _ => Standing::Partisan,
        };
        let noun = entry.phrase.as_ref();
        // A person and people are one noun.
        let stem = key(if matches!(noun, "people" | "someone" | "somebody" | "individual") { "person" } else { noun });
        roles.insert(key(noun), (standing, stem));
        for plural in plurals(noun) {
            roles.entry(key(&plural)).or_insert((standing, stem));
        }
    }
    roles
});

/// What a source can know it from: `with knowledge of the talks`.
pub static VANTAGE: LazyLock<Lexicon> =
    LazyLock::new(|| Lexicon::parse(include_str!("../../../../rules/lexicons/vantage.txt")));
/// Bodies that brief reporters as one: `the Pentagon`.
pub static BODIES: LazyLock<Lexicon> =
    LazyLock::new(|| Lexicon::parse(include_str!("../../../../rules/lexicons/brief-bodies.txt")));

fn plurals(noun: &str) -> Vec<String> {
    if let Some(stem) = noun.strip_suffix("man") {
        return vec![format!("{stem}men")];
    }
    match noun.strip_suffix('y') {
        Some(stem) if !stem.ends_with(['a', 'e', 'o', 'u']) => vec![format!("{stem}ies")],
        _ => vec![format!("{noun}s")],
    }
}

/// Nouns for human beings, in both numbers.
static HUMANS: LazyLock<KeyMap<()>> = LazyLock::new(|| {
    let lexicon = Lexicon::parse(include_str!("../../../../rules/lexicons/source-nouns.txt"));
    let mut humans = KeyMap::default();
    for entry in lexicon.entries() {
        let kind = entry.value.as_deref().unwrap_or("");
        let crowd = ["couple", "crew", "family", "staff"].contains(&entry.phrase.as_ref());
        if kind.starts_with("individual") || crowd {
            humans.insert(key(&entry.phrase), ());
            for plural in plurals(&entry.phrase) {
                humans.insert(key(&plural), ());
            }
        }
    }
    humans
});

/// Whether a token is a noun for a human being.
pub fn is_human(token: &Token) -> bool {
    HUMANS.contains_key(&token.key) || ROLES.contains_key(&token.key)
}

/// The standing of a noun, and its key without number.
pub fn role(token: &Token) -> Option<(Standing, u64)> {
    ROLES.get(&token.key).copied()
}

//! Forms of words: from a base form to all that it can look like, and from any form to a stem.
//!
//! Word lists name a word once; [`forms`] derives what copy has of it (`drop`: drops, dropped,
//! dropping), with the irregular verbs and plurals as data. Words that no list has are compared
//! by their [`stem`], which takes the endings off by rule and sends irregular forms back to
//! their base. A stem is no word: it only has to be the same for forms of one word, and it is
//! the same for a few that are not (hop, hope). What a word means is left to its user.

use std::sync::LazyLock;

use super::tokens::{Token, key};
use super::verbs::Shape;
use crate::lexicon::{KeyMap, Lexicon};

static IRREGULAR: LazyLock<Irregular> = LazyLock::new(|| {
    let verbs = Lexicon::parse(include_str!("../../rules/lexicons/irregular-verbs.txt"));
    let plurals = Lexicon::parse(include_str!("../../rules/lexicons/irregular-plurals.txt"));
    let mut irregular = Irregular::default();
    for entry in verbs.entries() {
        let mut values = entry.value.as_deref().unwrap_or("").split(' ');
        let past: Box<str> = values.next().unwrap_or("").into();
        let participle: Box<str> = values.next().map_or_else(|| past.clone(), Into::into);
        for form in [&past, &participle] {
            irregular.base.entry(key(form)).or_insert_with(|| entry.phrase.clone());
            irregular.pasts.insert(key(form), ());
        }
        irregular.past.insert(key(&entry.phrase), (past, participle));
    }
    for entry in plurals.entries() {
        if let Some(singular) = &entry.value {
            irregular.base.entry(key(&entry.phrase)).or_insert_with(|| singular.clone());
        }
    }
    irregular
});

static FUNCTION_WORDS: LazyLock<KeyMap<Function>> = LazyLock::new(|| {
    let lexicon = Lexicon::parse(include_str!("../../rules/lexicons/closed-class.txt"));
    let function = |value: &str| match value {
        "be" | "have" | "do" => Function::Auxiliary,
        "modal" => Function::Modal,
        "adverb" => Function::Adverb,
        "pronoun" | "object" | "quantity" | "that" | "relative" => Function::Pronoun,
        "determiner" | "possessive" => Function::Determiner,
        "preposition" | "to" => Function::Preposition,
        "and" | "clause" => Function::Joint,
        _ => Function::Time,
    };
    let entries = lexicon.entries().iter();
    entries.map(|entry| (key(&entry.phrase), function(entry.value.as_deref().unwrap_or("")))).collect()
});

#[derive(Default)]
struct Irregular {
    /// From a base to its past and participle.
    past: KeyMap<(Box<str>, Box<str>)>,
    /// From a form to its base.
    base: KeyMap<Box<str>>,
    /// The pasts and participles.
    pasts: KeyMap<()>,
}

/// What a word of the closed classes does in its sentence.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Function {
    /// A form of `be`, `have` or `do`.
    Auxiliary,
    /// `could`, `will`
    Modal,
    /// `again`, `not`
    Adverb,
    /// Stands for somebody or something: `it`, `many`, `which`.
    Pronoun,
    /// Opens a noun phrase: `the`, `their`.
    Determiner,
    /// `of`, `to`
    Preposition,
    /// Joins clauses or their parts: `and`, `because`.
    Joint,
    /// A day, a month, `week`.
    Time,
}

/// What a word does, if it is one of the closed classes.
pub fn function(token: &Token) -> Option<Function> {
    FUNCTION_WORDS.get(&token.key).copied()
}

/// Whether a word, by its key, is a past or a participle that no rule makes: `sent`.
pub fn is_irregular_past(key: u64) -> bool {
    IRREGULAR.pasts.contains_key(&key)
}

/// Calls `each` with every form that a verb (or a noun, whose plural looks like a third person)
/// can have. Where the rules of spelling leave a doubt, both spellings come: what is no word is
/// in no copy.
pub fn forms(base: &str, mut each: impl FnMut(&str, Shape)) {
    let mut buffer = String::with_capacity(base.len() + 4);
    let mut made = |root: &str, ending: &str, shape: Shape| {
        buffer.clear();
        buffer.push_str(root);
        buffer.push_str(ending);
        each(&buffer, shape);
    };
    made(base, "", Shape(Shape::BASE));
    let stem_y = base.strip_suffix('y').filter(|stem| !stem.ends_with(['a', 'e', 'o', 'u']));
    let third = Shape(Shape::THIRD);
    match stem_y {
        Some(stem) => made(stem, "ies", third),
        None if base.ends_with(['s', 'x', 'z', 'o']) || base.ends_with("ch") || base.ends_with("sh") => {
            made(base, "es", third);
        }
        None => made(base, "s", third),
    }
    let (single, double) = doubling(base);
    let doubled = base.chars().last().filter(|_| double).map(|last| format!("{base}{last}"));
    let roots = || single.then_some(base).into_iter().chain(doubled.as_deref());
    match IRREGULAR.past.get(&key(base)) {
        Some((past, participle)) => {
            made(past, "", Shape(Shape::PAST));
            made(participle, "", Shape(Shape::PARTICIPLE));
        }
        None => {
            let regular = Shape(Shape::PAST | Shape::PARTICIPLE);
            match stem_y {
                Some(stem) => made(stem, "ied", regular),
                None if base.ends_with('e') => made(base, "d", regular),
                None => roots().for_each(|root| made(root, "ed", regular)),
            }
        }
    }
    let ing = Shape(Shape::ING);
    if let Some(stem) = base.strip_suffix("ie") {
        made(stem, "ying", ing);
    } else if let Some(stem) = base.strip_suffix('e').filter(|stem| !stem.ends_with(['e', 'o', 'y'])) {
        made(stem, "ing", ing);
    } else {
        roots().for_each(|root| made(root, "ing", ing));
    }
}

/// Whether the last consonant may stay single before an ending, and whether it may be doubled.
/// `drop` must double it, `permit` and `travel` may, `help` must not.
fn doubling(base: &str) -> (bool, bool) {
    let vowel = |b: u8| matches!(b, b'a' | b'e' | b'i' | b'o' | b'u');
    let (&[.., before, vocal, last], true) = (base.as_bytes(), base.is_ascii()) else { return (true, base.len() == 2) };
    let closes = !vowel(last) && !matches!(last, b'w' | b'x' | b'y') && vowel(vocal);
    let lone = !vowel(before) || before == b'u' && base.as_bytes().get(base.len().wrapping_sub(4)) == Some(&b'q');
    if !(closes && lone) {
        return (true, false);
    }
    let syllables = base.as_bytes().chunk_by(|a, b| vowel(*a) == vowel(*b)).filter(|c| vowel(c[0])).count();
    (syllables > 1, true)
}

/// A key that is the same for all forms of a word, whatever its case.
pub fn stem(word: &str) -> u64 {
    if let Some(base) = IRREGULAR.base.get(&key(word)) {
        return key(bare(base));
    }
    // `the U.S.` and `the United States` are compared by the same word.
    match word {
        "U.S." | "US" | "U.S" => return key("stat"),
        "U.K." | "UK" | "U.K" => return key("britain"),
        "U.N." | "UN" | "U.N" => return key("nation"),
        _ => {}
    }
    if !word.is_ascii() || word.len() < 4 {
        return key(bare(word));
    }
    let lower = word.to_ascii_lowercase();
    let cut = |ending: &str, least: usize| lower.strip_suffix(ending).filter(|rest| rest.len() >= least);
    let with_y = |rest: &str| key(&format!("{rest}y"));
    if let Some(rest) = cut("ies", 3).or_else(|| cut("ied", 3)) {
        return with_y(rest);
    }
    let vocal = |rest: &&str| rest.bytes().any(|b| b"aeiouy".contains(&b));
    let rest = cut("ing", 2)
        .filter(vocal)
        .or_else(|| cut("ed", 2).filter(vocal))
        .or_else(|| {
            cut("es", 3)
                .filter(|rest| rest.ends_with(['s', 'x', 'z', 'o']) || rest.ends_with("ch") || rest.ends_with("sh"))
        })
        .or_else(|| cut("s", 3).filter(|rest| !rest.ends_with(['s', 'u', 'i'])));
    key(bare(rest.unwrap_or(&lower)))
}

/// Whether a word is an irregular form, of a verb mostly.
pub fn is_irregular(word: &str) -> bool {
    IRREGULAR.base.contains_key(&key(word))
}

/// A word without a last `e` and with its last consonant single, so that `dropp`, `drop`, `hope`
/// and `hop` meet.
fn bare(word: &str) -> &str {
    let word = word.strip_suffix(['e', 'E']).filter(|rest| rest.len() > 1).unwrap_or(word);
    match word.as_bytes() {
        [.., a, b] if a.eq_ignore_ascii_case(b) && a.is_ascii_alphabetic() && word.len() > 3 => {
            word.get(..word.len() - 1).unwrap_or(word)
        }
        _ => word,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn all(base: &str) -> Vec<String> {
        let mut all = Vec::new();
        forms(base, |form, _| all.push(form.to_owned()));
        all
    }

    #[test]
    fn forms_follow_the_rules_of_spelling_and_the_list_of_exceptions() {
        assert_eq!(all("drop"), ["drop", "drops", "dropped", "dropping"]);
        assert_eq!(all("deny"), ["deny", "denies", "denied", "denying"]);
        assert_eq!(all("take"), ["take", "takes", "took", "taken", "taking"]);
        assert_eq!(all("approve"), ["approve", "approves", "approved", "approving"]);
        assert!(all("permit").contains(&"permitting".to_owned()));
        assert!(all("help").contains(&"helped".to_owned()) && !all("help").contains(&"helpped".to_owned()));
    }

    #[test]
    fn forms_of_one_word_have_one_stem() {
        let lists: [&[&str]; 7] = [
            &["make", "makes", "made", "making"],
            &["drop", "Dropped", "dropping", "DROPS"],
            &["carry", "carries", "carried", "carrying"],
            &["agree", "agrees", "agreed", "agreeing"],
            &["child", "children"],
            &["pass", "passes", "passed", "passing"],
            &["city", "cities"],
        ];
        for list in lists {
            for word in list {
                assert_eq!(stem(list[0]), stem(word), "{word}");
            }
        }
        assert_ne!(stem("reject"), stem("eject"));
        assert_ne!(stem("thing"), stem("th"));
    }
}

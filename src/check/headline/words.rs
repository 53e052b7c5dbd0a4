//! Words in English: how common one is, what it is cut down to for comparison, and which words
//! stand for the same thing (`Peruvian` and Peru, `the Fed` and the Federal Reserve).
//!
//! The grades come from SCOWL (see `docs/english_words.py`); the other lists are our own.

use std::collections::HashSet;
use std::sync::LazyLock;

pub use crate::annotate::keys::{chain, stem};
pub use crate::annotate::tokens::phrase;
use crate::annotate::tokens::{Kind, Token, key};
use crate::lexicon::{KeyMap, Lexicon, lines, pairs};

/// Made when the program is built: for every beginning of a key where its stems begin, then the stems
/// in order, then how common each is.
static GRADES: &[u8] = include_bytes!(concat!(env!("OUT_DIR"), "/grades.bin"));

/// How common a word is: 0 function words, 1 the commonest, 4 rare; `None` for one that is in no
/// list, as most names are.
pub fn grade(stem: u64) -> Option<u8> {
    const BUCKETS: usize = 1 << 12;
    let number = |at: usize| Some(u32::from_le_bytes(GRADES.get(at * 4..at * 4 + 4)?.try_into().ok()?) as usize);
    let bucket = (stem >> 52) as usize;
    let (first, last, all) = (number(bucket)?, number(bucket + 1)?, number(BUCKETS)?);
    let stems = GRADES.get((BUCKETS + 1) * 4..)?;
    let at = (first..last).find(|at| stems.get(at * 8..at * 8 + 8) == Some(&stem.to_le_bytes()))?;
    stems.get(all * 8 + at).copied()
}

/// Endings that make one ordinary word from another.
const MADE: [&str; 22] = [
    "er", "or", "est", "ness", "ment", "less", "ful", "able", "ible", "like", "ish", "ism", "ist", "al", "ation",
    "ion", "ity", "ive", "ize", "ise", "y", "ship",
];

/// Whether a word is an ordinary word of the language, whatever its ending.
pub fn is_ordinary(text: &str) -> bool {
    if grade(lemma(text)).is_some() || text.len() < 3 && !text.chars().all(char::is_uppercase) {
        return true;
    }
    if !text.is_ascii() || text.len() < 5 {
        return false;
    }
    let small = text.to_ascii_lowercase();
    let word = small.strip_suffix('s').unwrap_or(&small);
    let listed = |rest: &str| grade(key(rest)).is_some() || grade(stem(rest)).is_some();
    // `Ferries` of `ferry`
    if small.strip_suffix("ies").is_some_and(|rest| listed(&format!("{rest}y"))) {
        return true;
    }
    MADE.iter().filter_map(|ending| word.strip_suffix(ending)).filter(|rest| rest.len() > 2).any(|rest| {
        let mut letters = rest.chars().rev();
        let doubled = letters.next() == letters.next();
        listed(rest) || doubled && rest.len() > 3 && listed(&rest[..rest.len() - 1])
    })
}

/// Whether a word is a function word: an article, a pronoun, a preposition, a form of `be`.
pub fn is_function(text: &str) -> bool {
    FUNCTION.contains_key(&key(text))
}

static FUNCTION: LazyLock<KeyMap<()>> = LazyLock::new(|| {
    let closed = pairs(include_str!("../../../rules/lexicons/closed-class.txt"));
    closed.filter(|(_, value)| *value != "time").map(|(word, _)| (key(word), ())).collect()
});

/// The same without accents.
pub fn plain_stem(text: &str) -> u64 {
    if text.is_ascii() { stem(text) } else { stem(&text.chars().map(plain).collect::<String>()) }
}

/// A letter without its accent, for the letters that names are written with.
pub fn plain(letter: char) -> char {
    match letter {
        'á' | 'à' | 'â' | 'ä' | 'ã' | 'å' | 'ā' | 'ă' | 'ą' => 'a',
        'ç' | 'ć' | 'č' => 'c',
        'é' | 'è' | 'ê' | 'ë' | 'ē' | 'ę' | 'ě' => 'e',
        'í' | 'ì' | 'î' | 'ï' | 'ī' | 'ı' => 'i',
        'ł' => 'l',
        'ñ' | 'ń' | 'ň' => 'n',
        'ó' | 'ò' | 'ô' | 'ö' | 'õ' | 'ø' | 'ō' | 'ő' => 'o',
        'ř' => 'r',
        'ś' | 'š' | 'ş' | 'ș' => 's',
        'ú' | 'ù' | 'û' | 'ü' | 'ū' | 'ů' | 'ű' => 'u',
        'ý' | 'ÿ' => 'y',
        'ź' | 'ż' | 'ž' => 'z',
        other => other,
    }
}

/// The key of the verb that a word is a form of, and of its stem where it is none: the same for
/// `leave` and `left`.
pub fn lemma(text: &str) -> u64 {
    match FORMS.get(&key(text)) {
        Some(verb) => *verb,
        None => plain_stem(text),
    }
}

static FORMS: LazyLock<KeyMap<u64>> = LazyLock::new(|| {
    let verbs = pairs(include_str!("../../../rules/lexicons/irregular-verbs.txt"));
    verbs.flat_map(|(verb, forms)| forms.split(' ').map(move |form| (key(form), stem(verb)))).collect()
});

/// What a stem is compared as where any word for the same will do: `slain` as `kill`.
pub fn sense(stem: u64) -> u64 {
    SENSES.get(&stem).copied().unwrap_or(stem)
}

static SENSES: LazyLock<KeyMap<u64>> = LazyLock::new(|| {
    let words = pairs(include_str!("../../../rules/lexicons/headline-synonyms.txt"));
    words.map(|(word, same)| (stem(word), stem(same))).collect()
});

/// Names that stand for the same thing: `peruvian = peru`.
pub static ALIASES: LazyLock<Aliases> = LazyLock::new(Aliases::read);

/// A word list whose entries name what they stand for.
pub struct Aliases {
    lexicon: Lexicon,
    /// What an entry stands for, by the line of the entry.
    concepts: Vec<Vec<u64>>,
}

impl Aliases {
    fn read() -> Self {
        let mut text = String::from(include_str!("../../../rules/lexicons/name-aliases.txt"));
        text.push('\n');
        for (word, place) in pairs(include_str!("../../../rules/lexicons/demonyms.txt")) {
            if !place.is_empty() {
                for form in [word, &format!("{word}s")] {
                    text.push_str(form);
                    text.push_str(" = ");
                    text.push_str(place);
                    text.push('\n');
                }
            }
        }
        // What a name stands for is a name of it too.
        let mut seen = HashSet::new();
        let named: String = pairs(&text)
            .flat_map(|(_, value)| value.split(','))
            .map(str::trim)
            .filter(|value| seen.insert(*value))
            .flat_map(|value| [value, " = ", value, "\n"])
            .collect();
        text.push_str(&named);
        let lexicon = Lexicon::parse(&text);
        let mut concepts = vec![Vec::new()];
        for (name, value) in lines(&text) {
            let stands_for = value.split(',').map(|concept| phrase(concept.trim()));
            concepts.push(std::iter::once(phrase(name)).chain(stands_for).collect());
        }
        Aliases { lexicon, concepts }
    }

    /// What the name that `tokens` start with stands for, by all entries that start there, and how
    /// many tokens the longest takes.
    pub fn starts(&self, tokens: &[Token]) -> Option<(&[u64], usize)> {
        let (entry, len) = self.lexicon.starts(tokens)?;
        Some((self.concepts.get(entry.line as usize)?, len))
    }
}

/// Whether a token is a word of the copy that carries meaning: no function word, no mark.
pub fn is_content(token: &Token, plain: &str) -> bool {
    match token.kind {
        Kind::Word => grade(stem(token.text(plain))) != Some(0) && token.end - token.start > 1,
        Kind::Number => true,
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_stem_is_the_same_for_the_forms_of_a_word() {
        for forms in [
            &["rise", "rises", "rising"][..],
            &["stop", "stops", "stopped", "stopping"],
            &["carry", "carries", "carried", "carrying"],
            &["pass", "passes", "passed"],
            &["bear", "bears", "bearing"],
        ] {
            assert!(forms.iter().all(|form| stem(form) == stem(forms[0])), "{forms:?}");
        }
        assert_ne!(stem("news"), stem("new"));
        assert_ne!(stem("bus"), stem("bu"));
        assert_eq!(stem("LUND"), stem("Lund"));
    }

    #[test]
    fn grades_tell_common_words_from_rare_ones_and_names() {
        assert_eq!(grade(stem("the")), Some(0));
        assert_eq!(grade(stem("people")), Some(1));
        assert!(grade(stem("ferries")).is_some_and(|g| g > 1));
        assert_eq!(grade(stem("Okafor")), None);
    }
}

//! What the word lists know of a word, before any look at the story.
//!
//! All single words of all lists stand in one map from token key to a set of [`Class`] bits, so
//! that a capitalised word costs one look-up. Names and titles of several words are two lexicons
//! beside it, asked only where the map says that one of their entries may begin.

use std::ops::{BitOr, BitOrAssign};
use std::sync::LazyLock;

pub use crate::annotate::keys::chain;
use crate::annotate::tokens::{Token, key, phrase};
use crate::lexicon::{KeyMap, Lexicon, pairs};

/// What a word can be: a set of bits.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Class(u32);

impl Class {
    pub const NONE: Class = Class(0);
    /// A function word.
    pub const CLOSED: Class = Class(1);
    /// A word that is written small inside sentences.
    pub const COMMON: Class = Class(1 << 1);
    /// `Tom`
    pub const GIVEN: Class = Class(1 << 2);
    /// `Jr.`
    pub const SUFFIX: Class = Class(1 << 3);
    /// `van`, `al`
    pub const PARTICLE: Class = Class(1 << 4);
    /// A title of one word, or the first word of a longer one.
    pub const TITLE: Class = Class(1 << 5);
    /// `Inc`
    pub const CORPORATE: Class = Class(1 << 6);
    /// `Council`, as a last word.
    pub const ORG: Class = Class(1 << 7);
    /// `Ministry of`
    pub const ORG_OF: Class = Class(1 << 8);
    /// `River`, as a last word.
    pub const PLACE_WORD: Class = Class(1 << 9);
    /// `Gulf of`
    pub const PLACE_OF: Class = Class(1 << 10);
    /// `Act`, as a last word.
    pub const OTHER_WORD: Class = Class(1 << 11);
    /// `Battle of`
    pub const OTHER_OF: Class = Class(1 << 12);
    /// Also a surname: `Hill`.
    pub const SURNAME: Class = Class(1 << 13);
    /// `Health`, `Foreign`: what bodies are named after.
    pub const FIELD: Class = Class(1 << 14);
    /// `North`
    pub const COMPASS: Class = Class(1 << 15);
    /// `Former`
    pub const LEAD: Class = Class(1 << 16);
    /// A place of one word.
    pub const PLACE: Class = Class(1 << 17);
    /// The first word of a place of several words.
    pub const PLACE_START: Class = Class(1 << 18);
    /// `French`, `Republicans`
    pub const DEMONYM: Class = Class(1 << 19);
    /// The first word of a demonym of several words.
    pub const DEMONYM_START: Class = Class(1 << 20);
    /// `NATO`
    pub const BODY: Class = Class(1 << 21);
    /// `CEO`, `TV`: capitals that name nothing.
    pub const SKIP: Class = Class(1 << 22);
    /// `Monday`, `March`
    pub const CALENDAR: Class = Class(1 << 23);
    /// `spokesman`: a human being by role.
    pub const ROLE: Class = Class(1 << 24);
    /// `Port`, `San`: as a first word.
    pub const PLACE_FIRST: Class = Class(1 << 25);
    /// `Rovers`: a side in sport, as a last word or by itself.
    pub const TEAM: Class = Class(1 << 26);

    /// Whether it has any of the bits of `other`.
    pub fn any(self, other: Class) -> bool {
        self.0 & other.0 != 0
    }
}

impl BitOr for Class {
    type Output = Class;
    fn bitor(self, other: Class) -> Class {
        Class(self.0 | other.0)
    }
}

impl BitOrAssign for Class {
    fn bitor_assign(&mut self, other: Class) {
        self.0 |= other.0;
    }
}

/// Words that name nothing by themselves, though they may stand within a name.
pub const PLAIN: Class = Class(
    Class::ORG.0
        | Class::PLACE_WORD.0
        | Class::OTHER_WORD.0
        | Class::FIELD.0
        | Class::COMPASS.0
        | Class::LEAD.0
        | Class::COMMON.0
        | Class::CLOSED.0
        | Class::CORPORATE.0
        | Class::ROLE.0,
);

/// The last word says what the name is of.
pub const HEAD: Class =
    Class(Class::ORG.0 | Class::TEAM.0 | Class::CORPORATE.0 | Class::PLACE_WORD.0 | Class::OTHER_WORD.0);

static WORDS: LazyLock<KeyMap<Class>> = LazyLock::new(|| {
    let mut words = KeyMap::<Class>::default();
    words.reserve(9_000);
    let mut each = |text: &str, class: &dyn Fn(&str, &str) -> Class| {
        for (word, value) in pairs(text) {
            let first = word.split_whitespace().next().unwrap_or(word);
            let found = class(word, value);
            if found != Class::NONE {
                *words.entry(key(first)).or_default() |= found;
                if found == Class::DEMONYM || found.any(Class::ROLE) && !value.contains("plural") {
                    *words.entry(key(&format!("{first}s"))).or_default() |= found;
                }
            }
        }
    };
    let several = |word: &str| word.contains([' ', '-']) || word.split_once(". ").is_some();
    each(include_str!("../../../rules/lexicons/closed-class.txt"), &|_, value| {
        if value == "time" { Class::NONE } else { Class::CLOSED }
    });
    each(include_str!("../../../rules/lexicons/months.txt"), &|_, _| Class::CALENDAR);
    each(include_str!("../../../rules/lexicons/weekdays.txt"), &|_, _| Class::CALENDAR);
    each(include_str!("../../../rules/lexicons/common-words.txt"), &|_, _| Class::COMMON);
    each(include_str!("../../../rules/lexicons/given-names.txt"), &|_, _| Class::GIVEN);
    each(include_str!("../../../rules/lexicons/titles.txt"), &|_, _| Class::TITLE);
    each(include_str!("../../../rules/lexicons/organisation-words.txt"), &|_, _| Class::ORG);
    each(include_str!("../../../rules/lexicons/name-words.txt"), &|_, value| {
        value.split(' ').map(named).fold(Class::NONE, Class::bitor)
    });
    each(include_str!("../../../rules/lexicons/places.txt"), &|word, _| {
        if several(word) { Class::PLACE_START } else { Class::PLACE }
    });
    each(include_str!("../../../rules/lexicons/demonyms.txt"), &|word, _| {
        if several(word) { Class::DEMONYM_START } else { Class::DEMONYM }
    });
    each(include_str!("../../../rules/lexicons/acronyms.txt"), &|_, value| {
        if value == "org" { Class::BODY } else { Class::SKIP }
    });
    each(include_str!("../../../rules/lexicons/source-nouns.txt"), &|_, value| {
        let person = value.starts_with("individual") || value.starts_with("spokesperson");
        if person { Class::ROLE } else { Class::NONE }
    });
    words
});

fn named(class: &str) -> Class {
    match class {
        "particle" => Class::PARTICLE,
        "suffix" => Class::SUFFIX,
        "corporate" => Class::CORPORATE,
        "org" => Class::ORG,
        "team" => Class::TEAM,
        "placestart" => Class::PLACE_FIRST,
        "oforg" => Class::ORG_OF,
        "place" => Class::PLACE_WORD,
        "ofplace" => Class::PLACE_OF,
        "other" => Class::OTHER_WORD,
        "ofother" => Class::OTHER_OF,
        "surname" => Class::SURNAME,
        "field" => Class::FIELD,
        "compass" => Class::COMPASS,
        "lead" => Class::LEAD,
        _ => Class::NONE,
    }
}

/// What a word can be, by its key.
pub fn class(key: u64) -> Class {
    WORDS.get(&key).copied().unwrap_or_default()
}

static PLACES: LazyLock<Lexicon> =
    LazyLock::new(|| Lexicon::from_phrases(several(include_str!("../../../rules/lexicons/places.txt"))));

static TITLES: LazyLock<Lexicon> = LazyLock::new(|| Lexicon::parse(include_str!("../../../rules/lexicons/titles.txt")));

static DEMONYMS: LazyLock<Lexicon> =
    LazyLock::new(|| Lexicon::from_phrases(several(include_str!("../../../rules/lexicons/demonyms.txt"))));

fn several(text: &str) -> impl Iterator<Item = &str> {
    pairs(text).map(|(word, _)| word).filter(|word| word.contains([' ', '-']))
}

/// How many tokens the longest place at the start of `tokens` takes; 0 where there is none.
pub fn place_at(class: Class, tokens: &[Token]) -> usize {
    let several = if class.any(Class::PLACE_START) { PLACES.starts(tokens).map_or(0, |(_, len)| len) } else { 0 };
    several.max(usize::from(class.any(Class::PLACE)))
}

/// The same for the word of a people or a cause.
pub fn demonym_at(class: Class, tokens: &[Token]) -> usize {
    let several = if class.any(Class::DEMONYM_START) { DEMONYMS.starts(tokens).map_or(0, |(_, len)| len) } else { 0 };
    several.max(usize::from(class.any(Class::DEMONYM)))
}

/// The same for a title, the point behind an abbreviated one included.
pub fn title_at(class: Class, tokens: &[Token]) -> usize {
    if !class.any(Class::TITLE) {
        return 0;
    }
    let Some((_, len)) = TITLES.starts(tokens) else { return 0 };
    let point = tokens.get(len).is_some_and(|t| t.is('.') && !t.spaced) && tokens.get(len + 1).is_some();
    len + usize::from(point)
}

static HOMES: LazyLock<KeyMap<u64>> = LazyLock::new(|| {
    let mut homes = KeyMap::default();
    for (word, place) in pairs(include_str!("../../../rules/lexicons/demonyms.txt")) {
        if !place.is_empty() {
            homes.insert(phrase(word), phrase(place));
            homes.insert(phrase(&format!("{word}s")), phrase(place));
        }
    }
    homes
});

/// The sequence key of the place that a demonym belongs to.
pub fn home(sequence: u64) -> Option<u64> {
    HOMES.get(&sequence).copied()
}

/// Whether a role can begin with a word: `a`, `the`, `his`.
pub fn is_determiner(word: u64) -> bool {
    static DETERMINERS: LazyLock<[u64; 9]> =
        LazyLock::new(|| ["a", "an", "the", "his", "her", "their", "its", "one", "another"].map(key));
    DETERMINERS.contains(&word)
}

/// The sequence of `Trade Ministry` for `Ministry of Trade`, and the other way round: only for
/// ministries and departments, which are called either way.
pub fn turned(plain: &str, tokens: &[Token]) -> Option<u64> {
    static EITHER_WAY: LazyLock<[u64; 2]> = LazyLock::new(|| ["ministry", "department"].map(key));
    static SMALL: LazyLock<[u64; 2]> = LazyLock::new(|| ["of", "the"].map(key));
    let words = || tokens.iter().filter(|t| t.is_word() && !t.text(plain).is_empty());
    let (first, last) = (words().next()?.key, words().next_back()?.key);
    if EITHER_WAY.contains(&first) && words().nth(1)?.key == SMALL[0] {
        let own = words().skip(2).filter(|t| !SMALL.contains(&t.key)).fold(0, |hash, token| chain(hash, token.key));
        return Some(chain(own, first));
    }
    if EITHER_WAY.contains(&last) && first != last {
        let own = words().take_while(|t| t.key != last);
        return Some(own.fold(chain(chain(0, last), SMALL[0]), |hash, token| chain(hash, token.key)));
    }
    None
}

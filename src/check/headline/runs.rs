//! Names above the story, by their capitals and the word lists; names in the story likewise.
//!
//! The layer of names ([`crate::annotate::names`]) links the mentions of a story; here a headline's
//! words are looked up one by one, so that a doubt about one of them costs nothing.

use std::sync::LazyLock;

use super::body::Body;
use super::story::{Case, opens};
use super::words;
use crate::annotate::tokens::{Kind, Token, key};
use crate::lexicon::{KeyMap, Lexicon, pairs};

/// A run of words that look like a name, as tokens of a region.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Run {
    /// Its first token.
    pub first: usize,
    /// Behind its last token.
    pub last: usize,
}

impl Run {
    /// Its tokens that are words.
    pub fn words<'t>(&self, tokens: &'t [Token]) -> impl Iterator<Item = (usize, &'t Token)> + use<'t> {
        let (first, last) = (self.first, self.last);
        tokens.iter().enumerate().take(last).skip(first).filter(|(_, t)| t.kind == Kind::Word)
    }

    /// Its bytes.
    pub fn bytes(&self, tokens: &[Token]) -> std::ops::Range<u32> {
        let start = tokens.get(self.first).map_or(0, |t| t.start);
        start..self.last.checked_sub(1).and_then(|l| tokens.get(l)).map_or(start, |t| t.end)
    }
}

/// Words with a capital that name nothing: days, months, titles, the trade's own labels.
static NO_NAMES: LazyLock<KeyMap<()>> = LazyLock::new(|| {
    let mut all = KeyMap::default();
    for list in [
        include_str!("../../../rules/lexicons/months.txt"),
        include_str!("../../../rules/lexicons/weekdays.txt"),
        include_str!("../../../rules/lexicons/titles.txt"),
        include_str!("../../../rules/lexicons/headline-words.txt"),
    ] {
        all.extend(pairs(list).map(|(word, _)| (key(word), ())));
    }
    let skipped = pairs(include_str!("../../../rules/lexicons/acronyms.txt"));
    all.extend(skipped.filter(|(_, value)| *value == "skip").map(|(word, _)| (key(word), ())));
    all
});

static GIVEN: LazyLock<KeyMap<()>> = LazyLock::new(|| {
    pairs(include_str!("../../../rules/lexicons/given-names.txt")).map(|(w, _)| (key(w), ())).collect()
});

static PLACES: LazyLock<Lexicon> = LazyLock::new(|| Lexicon::parse(include_str!("../../../rules/lexicons/places.txt")));

static WIDE: LazyLock<Lexicon> =
    LazyLock::new(|| Lexicon::parse(include_str!("../../../rules/lexicons/wide-places.txt")));

/// Whether a word is a usual given name.
pub fn is_given(token: &Token) -> bool {
    GIVEN.contains_key(&token.key)
}

/// How many of some tokens are a well-known place; 0 where they start with none.
pub fn place_at(tokens: &[Token]) -> usize {
    PLACES.starts(tokens).map_or(0, |(_, len)| len)
}

/// What kind of thing a name is, as far as the lists tell.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Level {
    /// A country, or its people.
    Country,
    /// A state or province.
    State,
    /// A county, a shore, a quarter: it may hold any other place.
    Area,
    /// A street or a road.
    Street,
    /// Another well-known place.
    Place,
    /// Somebody: the name begins with a given name.
    Person,
    /// A name of which nothing is known.
    Unknown,
}

impl Level {
    /// Whether one can stand where the other should: a town is not a slip for its country.
    pub fn matches(self, other: Level) -> bool {
        use Level::{Person, Place, Unknown};
        self == other
            || matches!((self, other), (Place, Unknown) | (Unknown, Place) | (Person, Unknown) | (Unknown, Person))
    }

    /// Whether it is a place that readers know.
    pub fn is_place(self) -> bool {
        matches!(self, Level::Country | Level::State | Level::Area | Level::Street | Level::Place)
    }
}

/// Countries and states, with their short forms and the words for their people.
static REGIONS: LazyLock<KeyMap<Level>> = LazyLock::new(|| {
    let mut all = KeyMap::default();
    for (country, _) in pairs(include_str!("../../../rules/lexicons/countries.txt")) {
        all.insert(words::phrase(country), Level::Country);
    }
    for (state, abbreviation) in pairs(include_str!("../../../rules/lexicons/states.txt")) {
        all.insert(words::phrase(state), Level::State);
        if !abbreviation.is_empty() {
            all.insert(words::phrase(abbreviation), Level::State);
        }
    }
    for (word, country) in pairs(include_str!("../../../rules/lexicons/demonyms.txt")) {
        let Some(level) = all.get(&words::phrase(country)).copied() else { continue };
        all.entry(words::phrase(word)).or_insert(level);
        all.entry(words::phrase(&format!("{word}s"))).or_insert(level);
    }
    all
});

/// Last words of areas.
static AREAS: LazyLock<KeyMap<()>> = LazyLock::new(|| {
    let words = pairs(include_str!("../../../rules/lexicons/name-words.txt"));
    let area = |class: &str| class.split(' ').any(|c| c == "place") && !class.split(' ').any(|c| c == "surname");
    words.filter(|(_, class)| area(class)).map(|(word, _)| (key(word), ())).collect()
});

static STREETS: LazyLock<KeyMap<()>> = LazyLock::new(|| {
    pairs(include_str!("../../../rules/lexicons/streets.txt")).map(|(word, _)| (key(word), ())).collect()
});

/// What kind of thing the name of these tokens is.
pub fn level(tokens: &[Token]) -> Level {
    let phrase = tokens.iter().filter(|t| t.is_word()).fold(0, |hash, t| words::chain(hash, t.key));
    if let Some(level) = REGIONS.get(&phrase) {
        return *level;
    }
    let words = tokens.iter().filter(|t| t.is_word()).count();
    // `Norland State` is a college.
    if words > 1 && tokens.last().is_some_and(|t| t.key == key("state")) {
        return Level::Unknown;
    }
    if words > 1 && tokens.last().is_some_and(|t| STREETS.contains_key(&t.key)) {
        return Level::Street;
    }
    if words > 1 && tokens.last().is_some_and(|t| AREAS.contains_key(&t.key)) {
        return Level::Area;
    }
    if WIDE.starts(tokens).is_some_and(|(_, len)| len == tokens.len()) {
        Level::Area
    } else if place_at(tokens) >= tokens.len().max(1) {
        Level::Place
    } else if words > 1 && tokens.first().is_some_and(is_given) {
        Level::Person
    } else {
        Level::Unknown
    }
}

/// The names in a text. `body` knows which words have capitals within sentences; without it, only
/// the lists are asked where a capital means nothing.
pub fn find(tokens: &[Token], plain: &str, case: Case, body: Option<&Body>) -> Vec<Run> {
    let mut runs: Vec<Run> = Vec::new();
    let mut at = 0;
    while at < tokens.len() {
        if !is_name(tokens, plain, at, case, body) {
            at += 1;
            continue;
        }
        let floor = runs.last().map_or(0, |r| r.last);
        // `General Motors` at the start of a sentence: the first word is an ordinary one.
        let joined = |i: usize| tokens[i].kind == Kind::Word && tokens[i].capital && tokens[i + 1].spaced;
        let mut first = at;
        while body.is_some()
            && case == Case::Sentence
            && first > floor
            && joined(first - 1)
            && !words::is_function(tokens[first - 1].text(plain))
            && (!NO_NAMES.contains_key(&tokens[first - 1].key) || is_firm(tokens, plain, first))
        {
            first -= 1;
        }
        at += 1;
        loop {
            if at < tokens.len() && tokens[at].spaced && is_name(tokens, plain, at, case, body) {
                at += 1;
            } else if at + 1 < tokens.len() && is_joint(&tokens[at]) && is_name(tokens, plain, at + 1, case, body) {
                at += 2;
            } else {
                break;
            }
        }
        runs.push(Run { first, last: at });
    }
    runs
}

/// `Motors` behind `General`: a word with a title before it that is an ordinary one in the plural.
fn is_firm(tokens: &[Token], plain: &str, at: usize) -> bool {
    let text = tokens[at].text(plain);
    text.ends_with('s') && words::is_ordinary(text)
}

/// `-` in `Rolls-Royce`, the point in `St. Ives`.
fn is_joint(token: &Token) -> bool {
    !token.spaced && (token.is('-') || token.is('.') || token.is('‑')) || token.is('&')
}

fn is_name(tokens: &[Token], plain: &str, at: usize, case: Case, body: Option<&Body>) -> bool {
    let token = &tokens[at];
    if token.kind != Kind::Word || !token.capital || token.end - token.start < 2 {
        return false;
    }
    let text = token.text(plain);
    if NO_NAMES.contains_key(&token.key) || words::is_function(text) && !token.upper {
        return false;
    }
    // `US` is a country, `IT` and `WHO` may be anything.
    if words::is_function(text) {
        return case != Case::Capitals && super::body::concepts(&tokens[at..]).is_some();
    }
    if case == Case::Sentence && !opens(tokens, at) {
        // `within WEEKS`, `panel OKs bill`
        let plural = text.strip_suffix('s').is_some_and(|t| t.chars().all(char::is_uppercase));
        return !((token.upper || plural) && words::is_ordinary(text));
    }
    if let Some(body) = body
        && let Some(word) = body.word(token.key)
        && word.named > 0
        && !word.small
    {
        return true;
    }
    let glued =
        !token.spaced && at > 0 && tokens[at - 1].is('-') || tokens.get(at + 1).is_some_and(|t| t.is('-') && !t.spaced);
    words::grade(words::stem(text)).is_none() && !(glued && case != Case::Sentence)
}

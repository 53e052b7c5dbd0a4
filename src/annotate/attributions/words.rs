//! What each token is to the grammar: a function word, a name, a noun that can speak.
//!
//! This is no part-of-speech tagger. Function words and the nouns that sources are made of are
//! closed lists; whatever else a word is, it is a name if it has a capital, and just a word
//! otherwise. One look-up a token, shared by everything in this layer.

use std::sync::LazyLock;

use crate::annotate::quotations::Quotation;
use crate::annotate::tokens::{Kind, Token, key};
use crate::annotate::verbs;
use crate::lexicon::{KeyMap, Lexicon};

/// What a token can do in a sentence.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Class {
    Be,
    Have,
    Do,
    Modal,
    Adverb,
    Determiner,
    /// A determiner that can stand by itself: `some`, `many`, `these`.
    Quantity,
    Possessive,
    Pronoun,
    Relative,
    Object,
    Preposition,
    And,
    /// Opens a subordinate clause: `because`, `when`.
    Clause,
    That,
    To,
    /// Days, months, `week`: when something was said.
    Time,
    Number,
    /// A capitalised word that is nothing else.
    Name,
    Other,
    Comma,
    Colon,
    Stop,
    Dash,
    Open,
    Close,
    Quote,
    /// `'s`
    Clitic,
    Mark,
}

/// What kind of source a noun stands for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Noun {
    Individual,
    Collective,
    Spokesperson,
    Organisation,
    Document,
}

/// What is known of a word by itself.
#[derive(Clone, Copy, Debug)]
pub struct Word {
    pub class: Class,
    pub noun: Option<Noun>,
    pub plural: bool,
    /// Whether a reporting verb may start with it.
    pub verb: bool,
}

impl Word {
    const fn plain(class: Class) -> Self {
        Word { class, noun: None, plural: false, verb: false }
    }

    /// Whether a noun phrase can hold it, beside its function words.
    pub fn is_nominal(&self) -> bool {
        matches!(self.class, Class::Name | Class::Other | Class::Number | Class::Clitic)
    }

    /// `be`, `have`, `do` or a modal.
    pub fn is_auxiliary(&self) -> bool {
        matches!(self.class, Class::Be | Class::Have | Class::Do | Class::Modal)
    }
}

static WORDS: LazyLock<KeyMap<Word>> = LazyLock::new(|| {
    let mut words: KeyMap<Word> = KeyMap::default();
    for entry in Lexicon::parse(include_str!("../../../rules/lexicons/source-nouns.txt")).entries() {
        let value = entry.value.as_deref().unwrap_or("");
        let (noun, plural) = match value.strip_suffix(" plural") {
            Some(noun) => (noun, true),
            None => (value, false),
        };
        let noun = Some(match noun {
            "individual" => Noun::Individual,
            "collective" => Noun::Collective,
            "spokesperson" => Noun::Spokesperson,
            "organisation" => Noun::Organisation,
            _ => Noun::Document,
        });
        let word = Word { class: Class::Other, noun, plural, verb: false };
        words.insert(key(&entry.phrase), word);
        if !plural {
            words.entry(key(&plural_of(&entry.phrase))).or_insert(Word { plural: true, ..word });
        }
    }
    for entry in Lexicon::parse(include_str!("../../../rules/lexicons/closed-class.txt")).entries() {
        let class = match entry.value.as_deref().unwrap_or("") {
            "be" => Class::Be,
            "have" => Class::Have,
            "do" => Class::Do,
            "modal" => Class::Modal,
            "adverb" => Class::Adverb,
            "determiner" => Class::Determiner,
            "quantity" => Class::Quantity,
            "possessive" => Class::Possessive,
            "pronoun" => Class::Pronoun,
            "relative" => Class::Relative,
            "object" => Class::Object,
            "preposition" => Class::Preposition,
            "and" => Class::And,
            "clause" => Class::Clause,
            "that" => Class::That,
            "to" => Class::To,
            "time" => Class::Time,
            _ => Class::Other,
        };
        words.insert(key(&entry.phrase), Word::plain(class));
    }
    for key in verbs::keys() {
        words.entry(key).or_insert(Word::plain(Class::Other)).verb = true;
    }
    words
});

fn plural_of(noun: &str) -> String {
    match noun.strip_suffix('y') {
        Some(stem) if !stem.ends_with(['a', 'e', 'o', 'u']) => format!("{stem}ies"),
        _ if noun.ends_with(['s', 'x', 'z']) || noun.ends_with("ch") || noun.ends_with("sh") => format!("{noun}es"),
        _ => format!("{noun}s"),
    }
}

/// Appends what every token of a text is.
pub fn read_into(plain: &str, tokens: &[Token], out: &mut Vec<Word>) {
    let words = &*WORDS;
    let from = out.len();
    out.extend(tokens.iter().map(|token| match token.kind {
        Kind::Word => words.get(&token.key).copied().map_or_else(|| shaped(plain, token), |word| named(word, token)),
        Kind::Number => Word::plain(Class::Number),
        Kind::Clitic => Word::plain(Class::Clitic),
        Kind::Quote => Word::plain(Class::Quote),
        Kind::Mark => Word::plain(mark(plain, token)),
    }));
    name_function_words(tokens, &mut out[from..]);
}

/// Makes one name of a title in quotation marks: `the "Harbours for All" plan`, `the star of "The
/// Tides," who said`. A comma or a stop within the marks belongs to the sentence around them.
pub fn name_title(words: &mut [Word], tokens: &[Token], title: &Quotation) {
    let (first, last) = (title.first as usize, title.last as usize);
    let mut close = Class::Mark;
    for at in first..last.min(words.len()) {
        close = match words[at].class {
            class @ (Class::Comma | Class::Stop) if at + 1 == last => class,
            _ => Class::Mark,
        };
        let word = tokens[at].is_word() && close == Class::Mark;
        words[at] = Word::plain(if word { Class::Name } else { Class::Mark });
    }
    if let Some(mark) = first.checked_sub(1).and_then(|open| words.get_mut(open)).filter(|w| w.class == Class::Quote) {
        mark.class = Class::Mark;
    }
    if let Some(mark) = words.get_mut(last).filter(|w| title.closed && w.class == Class::Quote) {
        mark.class = close;
    }
}

/// `said Will Doyle`, `May told reporters`: function words that are somebody's name where they
/// stand. `words` are those of `tokens`.
fn name_function_words(tokens: &[Token], words: &mut [Word]) {
    for at in 0..tokens.len().min(words.len()) {
        if !tokens[at].capital || !matches!(words[at].class, Class::Modal | Class::Time) {
            continue;
        }
        let behind = words.get(at + 1).map(|w| w.class);
        let speaks = tokens.get(at + 1).is_some_and(|t| verbs::only_speaks(t.key));
        let within = at > 0
            && matches!(words[at - 1].class, Class::Other | Class::And | Class::Comma | Class::Preposition)
            && !tokens[at - 1].capital;
        let named = words[at].class == Class::Modal && within && behind == Some(Class::Name);
        if speaks && words[at].class == Class::Modal || named {
            words[at] = Word::plain(Class::Name);
        }
    }
}

/// `Will` and `May` behind nothing that opens a sentence are names, but the list cannot tell;
/// a capitalised word that is only a verb (`Cruz called Mark`) can.
fn named(word: Word, token: &Token) -> Word {
    if token.capital && word.class == Class::Other && word.noun.is_none() {
        Word { class: Class::Name, ..word }
    } else {
        word
    }
}

fn shaped(plain: &str, token: &Token) -> Word {
    if token.capital {
        return Word::plain(Class::Name);
    }
    let text = token.text(plain);
    Word::plain(if text.len() > 4 && text.ends_with("ly") { Class::Adverb } else { Class::Other })
}

fn mark(plain: &str, token: &Token) -> Class {
    match plain[token.range()].chars().next() {
        Some(',') => Class::Comma,
        Some(':' | ';') => Class::Colon,
        Some('.' | '?' | '!' | '…') => Class::Stop,
        Some('—' | '–' | '―') => Class::Dash,
        Some('-') if token.spaced => Class::Dash,
        Some('(' | '[') => Class::Open,
        Some(')' | ']') => Class::Close,
        _ => Class::Mark,
    }
}

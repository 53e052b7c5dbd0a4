//! What the story itself says about its capitalised words: whether a word is written small
//! elsewhere, whether it has a capital where nothing but a name has one, whether it is used alone.
//!
//! Two passes over the tokens, one entry a distinct word. A capital at the start of a sentence, in
//! a headline set in title case or in a line of capitals is no evidence.

use super::words::{self, Class};
use crate::annotate::Annotated;
use crate::annotate::sentences::Sentence;
use crate::annotate::tokens::{Kind, Token};
use crate::article::Role;
use crate::lexicon::KeyMap;

/// What capitals mean in a sentence.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Style {
    /// They mark names.
    Running,
    /// Every word of weight has one.
    Title,
    /// Every letter is one.
    Capitals,
}

/// A distinct capitalised word of the story.
#[derive(Clone, Copy, Debug, Default)]
pub struct Known {
    /// What the lists say.
    pub class: Class,
    /// Whether it is also written small.
    pub small: bool,
    /// How often it has a capital within running text.
    pub mid: u32,
    /// How often it is the whole of a name.
    pub bare: u32,
    /// The capitalised word that followed it last within running text.
    pub next: u64,
    /// How often it stands alone behind `in` or `near`.
    pub located: u32,
}

/// The capitalised words of a story.
#[derive(Debug, Default)]
pub struct Evidence {
    words: Vec<Known>,
    /// For every token of the story, the place of its word in `words`.
    of: Vec<u32>,
    styles: Vec<Style>,
}

const NONE: u32 = u32::MAX;

impl Evidence {
    /// Reads the whole story.
    pub fn gather(article: &Annotated<'_>) -> Self {
        let tokens = article.tokens();
        let mut evidence = Evidence {
            words: Vec::new(),
            of: vec![NONE; tokens.all().len()],
            styles: Vec::with_capacity(article.sentences().all().len()),
        };
        let mut index = KeyMap::<u32>::default();
        for (region, content) in (0u32..).zip(&article.article().regions) {
            let base = tokens.indices(region).start;
            let own = tokens.of(region);
            for sentence in article.sentences().of(region) {
                let style = style(content.role, own, sentence);
                evidence.styles.push(style);
                evidence.read(own, base, sentence, style, &mut index);
            }
        }
        if !evidence.words.is_empty() {
            for token in tokens.all().iter().filter(|t| t.kind == Kind::Word && !t.capital) {
                if let Some(at) = index.get(&token.key) {
                    evidence.words[*at as usize].small = true;
                }
            }
        }
        evidence
    }

    fn read(&mut self, tokens: &[Token], base: usize, sentence: &Sentence, style: Style, index: &mut KeyMap<u32>) {
        let range = sentence.first as usize..sentence.last as usize;
        for at in range.clone() {
            let token = &tokens[at];
            if !(token.kind == Kind::Word && token.capital) {
                continue;
            }
            let place = *index.entry(token.key).or_insert_with(|| {
                self.words.push(Known { class: words::class(token.key), ..Known::default() });
                self.words.len() as u32 - 1
            });
            self.of[base + at] = place;
            if style != Style::Running {
                continue;
            }
            let named = |i: usize| tokens.get(i).is_some_and(|t| t.kind == Kind::Word && t.capital);
            let next = tokens.get(at + 1).filter(|t| at + 1 < range.end && t.capital && t.spaced);
            let opens = opens(tokens, sentence, at);
            let joined = tokens.get(at + 1).is_some_and(|t| !t.spaced && (t.is('-') || t.is('.') && named(at + 2)));
            let behind = at > range.start && {
                let before = &tokens[at - 1];
                let title = || {
                    before.capital
                        && self.word(base + at - 1).is_some_and(|w| w.class.any(Class::TITLE | Class::CLOSED))
                };
                before.capital && !title() || !token.spaced || before.is('&')
            };
            let located = at > range.start && is_locative(&tokens[at - 1]);
            let word = &mut self.words[place as usize];
            if !opens {
                word.mid += 1;
            }
            if let Some(next) = next {
                if !opens {
                    word.next = next.key;
                }
            } else if !joined && !behind {
                word.bare += 1;
                let possessive = tokens.get(at + 1).is_some_and(|t| t.kind == Kind::Clitic);
                word.located += u32::from(located && !possessive);
            }
        }
    }

    /// The word of a token, by the token's place in the story; `None` for one without a capital.
    pub fn word(&self, token: usize) -> Option<&Known> {
        self.words.get(*self.of.get(token)? as usize)
    }

    /// What capitals mean in a sentence, by its place in the story.
    pub fn style(&self, sentence: usize) -> Style {
        self.styles.get(sentence).copied().unwrap_or(Style::Title)
    }
}

/// Whether a word stands where every word has a capital: at the start of a sentence, of a
/// quotation, of what follows a colon, a bracket or a dash.
pub fn opens(tokens: &[Token], sentence: &Sentence, at: usize) -> bool {
    let first = sentence.first as usize;
    if at <= first {
        return true;
    }
    let before = &tokens[at - 1];
    match before.kind {
        Kind::Quote => before.spaced || at - 1 == first,
        Kind::Mark => {
            let dash = before.is('—') || before.is('–') || before.is('-');
            before.is(':')
                || before.is('(')
                || before.is('[')
                || before.is('•')
                || before.is('*')
                || before.is('…')
                || dash && tokens[at].spaced
                || before.is('.') && tokens[at].spaced && at - 1 == first
        }
        Kind::Number => at - 1 == first,
        _ => false,
    }
}

/// Whether a word says that a place follows.
pub fn is_locative(token: &Token) -> bool {
    const KEYS: [&str; 8] = ["in", "near", "outside", "across", "throughout", "inside", "around", "toward"];
    static LOCATIVE: std::sync::LazyLock<[u64; 8]> =
        std::sync::LazyLock::new(|| KEYS.map(crate::annotate::tokens::key));
    token.kind == Kind::Word && LOCATIVE.contains(&token.key)
}

fn style(role: Role, tokens: &[Token], sentence: &Sentence) -> Style {
    let display = matches!(role, Role::Headline | Role::AltHeadline | Role::Kicker | Role::Subhead | Role::Deck);
    let (mut capital, mut upper, mut small) = (0u32, 0u32, 0u32);
    let own = &tokens[sentence.first as usize..sentence.last as usize];
    for token in own.iter().filter(|t| t.kind == Kind::Word) {
        let weight = token.end - token.start > 3;
        if token.capital {
            upper += u32::from(token.upper);
            capital += u32::from(weight);
        } else if weight && !(display && words::class(token.key).any(Class::CLOSED)) {
            small += 1;
            if !display && small > 1 {
                return Style::Running;
            }
        }
    }
    if small == 0 && upper >= 3 && 5 * upper >= 4 * capital && upper + 1 >= capital {
        return Style::Capitals;
    }
    let stopped = own.last().is_some_and(|t| t.is('.'));
    let title = if display { capital > 4 * small && capital > 1 } else { small == 0 && capital > 2 && !stopped };
    if title && role != Role::Byline { Style::Title } else { Style::Running }
}

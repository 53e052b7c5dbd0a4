//! What stands above the story, what is the story, and whether the two can be compared at all.
//!
//! Copy in another language, and files without a headline or without running text, are left alone.

use super::words;
use crate::annotate::Annotated;
use crate::annotate::tokens::{Kind, Token};
use crate::article::Role;

/// The two parts of an article.
pub struct Story {
    /// The regions that stand above the story: headlines and decks of a length that one can have.
    pub above: Vec<u32>,
    /// The regions of running text.
    pub body: Vec<u32>,
    /// The words of the running text.
    pub words: usize,
}

/// More words than this are no headline and no deck; a text that was taken for one is left alone.
const MOST_WORDS: usize = 70;

/// English copy has about four function words in ten. Copy in other languages has less than two
/// that look like English ones.
const LEAST_ENGLISH: usize = 20;

/// So many words tell the language.
const SAMPLE: usize = 150;

impl Story {
    /// The parts of an article; `None` where there is nothing to compare.
    pub fn of(article: &Annotated<'_>) -> Option<Self> {
        let regions = &article.article().regions;
        let (mut above, mut body) = (Vec::new(), Vec::new());
        let mut words = 0;
        for (index, region) in (0u32..).zip(regions) {
            if region.role.is_display() {
                let count = article.tokens().of(index).iter().filter(|t| t.is_word()).count();
                if (1..=MOST_WORDS).contains(&count) {
                    above.push(index);
                }
            } else if is_told(region.role) {
                words += article.tokens().of(index).len();
                body.push(index);
            }
        }
        let story = Story { above, body, words };
        (!story.above.is_empty() && story.words > 0 && story.is_english(article)).then_some(story)
    }

    fn is_english(&self, article: &Annotated<'_>) -> bool {
        let stated = article.article().language.as_deref();
        if stated.is_some_and(|l| !l.is_empty() && !l.to_ascii_lowercase().starts_with("en")) {
            return false;
        }
        let (mut all, mut function) = (0, 0);
        let tokens = self.body.iter().flat_map(|region| {
            let plain = article.plain(*region);
            article.tokens().of(*region).iter().filter(|t| t.kind == Kind::Word).map(move |t| t.text(plain))
        });
        for word in tokens.take(SAMPLE) {
            all += 1;
            function += usize::from(words::is_function(word));
        }
        100 * function >= LEAST_ENGLISH * all
    }
}

/// Whether a region is running text that tells the story.
pub fn is_told(role: Role) -> bool {
    matches!(
        role,
        Role::Paragraph | Role::ListItem | Role::BlockQuote | Role::Caption | Role::Subhead | Role::TableCell
    )
}

/// What capitals mean in a headline.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Case {
    /// They mark names.
    Sentence,
    /// Every word of weight has one.
    Title,
    /// Every letter is one.
    Capitals,
}

/// What capitals mean among the tokens of a headline or deck. A few words in capitals
/// (`are ON`) do not make a title.
pub fn case(tokens: &[Token]) -> Case {
    let (mut capital, mut upper, mut small) = (0u32, 0u32, 0u32);
    for token in tokens.iter().filter(|t| t.kind == Kind::Word && t.spaced && t.end - t.start > 3) {
        if token.capital {
            capital += 1;
            upper += u32::from(token.upper);
        } else {
            small += 1;
        }
    }
    if small == 0 && upper >= 2 && 5 * upper >= 4 * capital {
        Case::Capitals
    } else if capital > 2 * small {
        Case::Title
    } else {
        Case::Sentence
    }
}

/// Whether a token stands where every word has a capital: at the start, behind a colon, a dash, a
/// bracket, a stop or an opening quotation mark.
pub fn opens(tokens: &[Token], at: usize) -> bool {
    let Some(before) = at.checked_sub(1).and_then(|at| tokens.get(at)) else { return true };
    match before.kind {
        Kind::Quote => before.spaced || at == 1 || opens(tokens, at - 1),
        Kind::Mark => {
            let dash = before.is('—') || before.is('–') || before.is('-');
            dash && tokens[at].spaced
                || [':', '(', '[', '|', '…', '.', '?', '!', ';', '•', '*', '/'].iter().any(|c| before.is(*c))
        }
        _ => false,
    }
}

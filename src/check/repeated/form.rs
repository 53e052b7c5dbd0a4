//! Forms of copy in which paragraphs repeat for a good reason: live blogs, transcripts, voter
//! guides, songs.

use std::collections::HashMap;

use crate::annotate::Annotated;
use crate::annotate::repeats::{Block, word_keys};
use crate::annotate::tokens::{Kind, Token};
use crate::article::Role;

/// What kind of piece an article is, as far as its repeats go.
pub struct Form {
    /// Entries with the time of day, one above the other.
    is_live: bool,
    /// How many paragraphs open with a label, by the keys of its words.
    labels: HashMap<Vec<u64>, usize>,
}

/// So many paragraphs with one label make a form.
const LABELLED: usize = 3;

/// So many entries with a time make a live blog.
const LIVE_ENTRIES: usize = 3;

impl Form {
    /// Looks at the article once.
    pub fn of(article: &Annotated<'_>) -> Self {
        let regions = &article.article().regions;
        let stamped = (0..regions.len() as u32)
            .filter(|region| regions[*region as usize].role != Role::Headline)
            .filter(|region| starts_with_time(article.tokens().of(*region), article.plain(*region)))
            .count();
        let mut labels = HashMap::new();
        for region in (0..regions.len() as u32).filter(|at| regions[*at as usize].role == Role::Paragraph) {
            if let Some(label) = label(article, region) {
                *labels.entry(label).or_insert(0) += 1;
            }
        }
        Form { is_live: stamped >= LIVE_ENTRIES, labels }
    }

    /// Whether it is a live blog.
    pub fn is_live(&self) -> bool {
        self.is_live
    }

    /// Whether a repeated block is as it should be.
    pub fn lets_stand(&self, article: &Annotated<'_>, block: &Block) -> bool {
        self.is_live || answers_two_questions(article, block) || self.is_labelled(article, block)
    }

    /// A labelled paragraph among others with the same label: a form that is filled in.
    fn is_labelled(&self, article: &Annotated<'_>, block: &Block) -> bool {
        let [copy] = block.copy.as_slice() else { return false };
        label(article, *copy).is_some_and(|label| self.labels.get(&label).is_some_and(|count| *count >= LABELLED))
    }
}

/// A label has at most so many words.
const LABEL_WORDS: usize = 4;

/// The label that a paragraph opens with, before a colon: `Why it matters: …`.
fn label(article: &Annotated<'_>, region: u32) -> Option<Vec<u64>> {
    let tokens = article.tokens().of(region);
    let colon = tokens.iter().take(2 * LABEL_WORDS).position(|token| token.is(':'))?;
    let words: Vec<u64> = word_keys(&tokens[..colon]).collect();
    (1..=LABEL_WORDS).contains(&words.len()).then_some(words)
}

/// Whether a text opens with a time of day: `9:15 a.m.`, `10.40`, `11 a.m.`.
fn starts_with_time(tokens: &[Token], plain: &str) -> bool {
    let Some(first) = tokens.iter().find(|token| token.is_word()) else { return false };
    if first.kind != Kind::Number {
        return false;
    }
    let at = tokens.iter().position(|token| token.start == first.start).unwrap_or(0);
    let rest: Vec<&str> = tokens[at + 1..].iter().take(3).map(|token| token.text(plain)).collect();
    let is_half = |text: &str| matches!(text.to_ascii_lowercase().as_str(), "a.m." | "p.m." | "am" | "pm");
    let digits = |text: &str| text.len() == 2 && text.bytes().all(|byte| byte.is_ascii_digit());
    match rest.as_slice() {
        [":", minutes, ..] if digits(minutes) => true,
        [half, ..] if is_half(half) => true,
        _ => first.text(plain).split_once('.').is_some_and(|(hours, minutes)| hours.len() <= 2 && digits(minutes)),
    }
}

/// One paragraph under two different headings, questions or labels: a voter guide or a series of
/// questions in which one answer serves twice.
fn answers_two_questions(article: &Annotated<'_>, block: &Block) -> bool {
    let ([first], [copy]) = (block.first.as_slice(), block.copy.as_slice()) else { return false };
    match (heading(article, *first), heading(article, *copy)) {
        (Some(one), Some(other)) => one != other,
        _ => false,
    }
}

/// The heading, question or label that stands right above a region.
fn heading<'a>(article: &Annotated<'a>, region: u32) -> Option<&'a str> {
    let above = region.checked_sub(1)?;
    let role = article.region(above).role;
    let plain = article.plain(above).trim_end();
    let is_heading = matches!(role, Role::Subhead | Role::ListItem);
    let is_question = role == Role::Paragraph && plain.ends_with(['?', ':']);
    (is_heading || is_question).then_some(plain)
}

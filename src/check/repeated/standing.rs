//! What news copy repeats on purpose: the entries of a running log, standing lines and
//! boilerplate, captions, answers under two questions, refrains.

use std::collections::HashMap;
use std::sync::LazyLock;

use crate::annotate::Annotated;
use crate::annotate::repeats::{Block, words};
use crate::annotate::tokens::{Kind, Token};
use crate::article::{Region, Role};
use crate::lexicon::Lexicon;

/// So many regions that start with a time of day make a running log.
const LOG_ENTRIES: usize = 3;
/// What stands apart so many times is a refrain or a standing line, and no slip.
const REFRAIN: usize = 3;
/// So many paragraphs with one label make a form, whose lines may repeat.
const LABELLED: usize = 3;
/// So many words at most has a label.
const LABEL: usize = 4;
/// So many words at most has a question or a label that an answer stands under.
const QUESTION: usize = 30;

/// So many words and marks at most has the line with the name below a quotation.
const CREDIT: usize = 40;

/// Words behind a time of day.
static CLOCK: LazyLock<Lexicon> =
    LazyLock::new(|| Lexicon::parse(include_str!("../../../rules/lexicons/clock-words.txt")));

/// What to think of a repeat.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Repeat {
    /// It belongs there.
    Meant,
    /// It may belong there.
    Doubtful,
    /// Nothing explains it.
    Slip,
}

/// The word lists of a rule.
pub struct Standing {
    openers: Lexicon,
    phrases: Lexicon,
    live: Lexicon,
}

/// One story, seen from what may repeat in it.
pub struct Story<'s> {
    standing: &'s Standing,
    /// In a running log, the entry that each region belongs to.
    entries: Option<Vec<u32>>,
    /// How often the single region that starts there stands again, apart from its copies.
    apart: HashMap<u32, usize>,
    /// How many paragraphs open with a label, by the words of the label.
    labels: HashMap<u64, usize>,
    /// The subhead that each region stands under.
    sections: Vec<Option<u32>>,
    /// The second body region; what stands so high may be the standfirst.
    second: u32,
}

impl Standing {
    /// The word lists: first words of standing lines, phrases within them, words of headlines.
    pub fn new(openers: Lexicon, phrases: Lexicon, live: Lexicon) -> Self {
        Standing { openers, phrases, live }
    }

    /// Looks a story over.
    pub fn story(&self, article: &Annotated<'_>) -> Story<'_> {
        let mut apart = HashMap::new();
        for block in article.repeats().blocks() {
            if block.pairs.len() == 1 && !is_adjacent(article, block) {
                *apart.entry(block.pairs[0].0).or_insert(1) += 1;
            }
        }
        let regions = &article.article().regions;
        let body = regions.iter().enumerate().filter(|(_, r)| r.role.is_body()).map(|(index, _)| index as u32);
        let mut labels = HashMap::new();
        for label in (0..regions.len() as u32).filter_map(|region| label(article, region)) {
            *labels.entry(label).or_insert(0) += 1;
        }
        let mut subhead = None;
        let section = |(index, region): (u32, &Region)| {
            subhead = if region.role == Role::Subhead { Some(index) } else { subhead };
            subhead
        };
        Story {
            standing: self,
            entries: self.entries(article),
            apart,
            labels,
            sections: (0u32..).zip(regions).map(section).collect(),
            second: body.take(2).last().unwrap_or(0),
        }
    }

    /// In a running log, the entry of each region: a time of day starts a new one.
    fn entries(&self, article: &Annotated<'_>) -> Option<Vec<u32>> {
        let regions = &article.article().regions;
        let mut entry = 0;
        let entries: Vec<u32> = (0u32..)
            .zip(regions)
            .map(|(index, region)| {
                let starts = !region.role.is_display() && starts_with_time(article, index);
                entry += u32::from(starts);
                entry
            })
            .collect();
        if entry as usize >= LOG_ENTRIES {
            return Some(entries);
        }
        let says_live = |index: u32| {
            let tokens = article.tokens().of(index);
            (0..tokens.len()).any(|at| self.live.starts(&tokens[at..]).is_some())
        };
        let top = (0u32..).zip(regions).filter(|(_, region)| matches!(region.role, Role::Headline | Role::Kicker));
        // Without times, every region counts as an entry of its own.
        top.map(|(index, _)| index).any(says_live).then(|| (0..regions.len() as u32).map(|region| region / 2).collect())
    }

    /// What a region's own words say about a copy of it.
    fn line(&self, article: &Annotated<'_>, region: u32) -> Repeat {
        let tokens = article.tokens().of(region);
        let first = tokens.iter().position(Token::is_word).unwrap_or(0);
        let within = |list: &Lexicon| (0..tokens.len()).any(|at| list.starts(&tokens[at..]).is_some());
        if self.openers.starts(&tokens[first..]).is_some() || ends_with_credit(tokens) {
            Repeat::Meant
        } else if within(&self.phrases) {
            Repeat::Doubtful
        } else {
            Repeat::Slip
        }
    }
}

impl Story<'_> {
    /// What to think of a block.
    pub fn block(&self, article: &Annotated<'_>, block: &Block) -> Repeat {
        let (first, later) = (block.first.start, block.later.start);
        if self.in_two_entries(first, later) || under_two_questions(article, first, later) {
            return Repeat::Meant;
        }
        // Pasted right behind itself, even a standing line is a slip.
        if is_adjacent(article, block) {
            return Repeat::Slip;
        }
        if block.pairs.len() == 1 && self.apart.get(&block.pairs[0].0).is_some_and(|times| *times >= REFRAIN) {
            return Repeat::Meant;
        }
        let pairs = block.pairs.iter().map(|(a, b)| self.line(article, *b).min(display(article, *a, *b)));
        pairs.max().unwrap_or(Repeat::Slip)
    }

    /// What to think of two regions that are not copies as a whole.
    pub fn pair(&self, article: &Annotated<'_>, first: u32, later: u32) -> Repeat {
        if self.in_two_entries(first, later) || under_two_questions(article, first, later) {
            return Repeat::Meant;
        }
        // A standfirst is often the best passage of the story.
        let most = if first <= self.second { Repeat::Doubtful } else { Repeat::Slip };
        self.line(article, later).min(display(article, first, later)).min(most)
    }

    fn line(&self, article: &Annotated<'_>, region: u32) -> Repeat {
        let count = label(article, region).and_then(|label| self.labels.get(&label));
        match count {
            Some(count) if *count >= LABELLED => Repeat::Meant,
            _ => self.standing.line(article, region),
        }
    }

    /// What to think of a sentence that stands in two paragraphs. In a guide with sections, each
    /// may have to say it.
    pub fn sentence(&self, article: &Annotated<'_>, first: u32, later: u32) -> Repeat {
        let section = |region: u32| self.sections.get(region as usize).copied().flatten();
        let most = match (section(first), section(later)) {
            (Some(a), Some(b)) if a != b => Repeat::Doubtful,
            _ => Repeat::Slip,
        };
        self.pair(article, first, later).min(most)
    }

    /// Whether a quotation stands where it is shown again on purpose.
    pub fn shows_quotation(&self, article: &Annotated<'_>, first: u32, later: u32) -> bool {
        self.in_two_entries(first, later) || display(article, first, later) == Repeat::Meant
    }

    /// Whether two regions belong to two entries of a running log, where later entries repeat earlier
    /// ones.
    fn in_two_entries(&self, first: u32, later: u32) -> bool {
        self.entries.as_ref().is_some_and(|entries| entries.get(first as usize) != entries.get(later as usize))
    }
}

/// Whether both regions stand right under a question or heading, and not the same: one answer to
/// two questions.
fn under_two_questions(article: &Annotated<'_>, first: u32, later: u32) -> bool {
    let question = |region: u32| {
        let above = region.checked_sub(1)?;
        let heads = article.region(above).role == Role::Subhead || is_question(article, above);
        heads.then(|| article.repeats().words(above))
    };
    match (question(first), question(later)) {
        (Some(a), Some(b)) => a != b,
        _ => false,
    }
}

/// Whether a block stands right behind its first copy, or behind another one.
fn is_adjacent(article: &Annotated<'_>, block: &Block) -> bool {
    let (Some((_, end)), Some((_, start))) = (block.pairs.last(), block.pairs.first()) else { return false };
    let words = |region: u32| article.repeats().words(region);
    start.checked_sub(1).is_some_and(|before| words(before) == words(*end))
}

/// What to think of two regions of which one may be shown large or stand below a picture, in copy
/// that does not mark such text: captions, standfirsts and pull quotes do without the stop that
/// paragraphs end with, or have the speaker's name on a line below.
fn display(article: &Annotated<'_>, first: u32, later: u32) -> Repeat {
    let pull_quote = is_pull_quote(article, first) || is_pull_quote(article, later);
    match (ends_without_stop(article, first), ends_without_stop(article, later)) {
        _ if pull_quote => Repeat::Meant,
        (false, false) => Repeat::Slip,
        (true, true) => Repeat::Doubtful,
        _ => Repeat::Meant,
    }
}

/// Whether a line with a dash and a name stands below a region: a quotation shown large, or a
/// post, in copy that does not mark them.
fn is_pull_quote(article: &Annotated<'_>, region: u32) -> bool {
    let below = region + 1;
    if below as usize >= article.article().regions.len() {
        return false;
    }
    let tokens = article.tokens().of(below);
    let [dash, name, ..] = tokens else { return false };
    tokens.len() <= CREDIT && name.capital && matches!(dash.text(article.plain(below)), "—" | "–" | "-")
}

/// Whether a region is a question or a label with nothing behind it.
fn is_question(article: &Annotated<'_>, region: u32) -> bool {
    if article.region(region).role != Role::Paragraph {
        return false;
    }
    let plain = article.plain(region);
    let tokens = article.tokens().of(region);
    tokens.len() <= QUESTION && tokens.last().is_some_and(|token| matches!(token.text(plain), "?" | ":"))
}

/// The label that a region starts with, as a line of a form does (`Why it matters: ...`): a hash
/// of its words. A speaker before a quotation is none.
fn label(article: &Annotated<'_>, region: u32) -> Option<u64> {
    let tokens = article.tokens().of(region);
    let colon = tokens.iter().take(LABEL + 1).position(|token| token.is(':'))?;
    let labels = colon > 0
        && tokens[..colon].iter().all(Token::is_word)
        && tokens.get(colon + 1).is_some_and(|next| next.spaced && next.kind != Kind::Quote);
    labels.then(|| article.repeats().words(region).get(..colon).map(words::hash)).flatten()
}

/// Whether a region ends with a credit in brackets, as a caption does: `(A. Bell/Harbour News)`.
fn ends_with_credit(tokens: &[Token]) -> bool {
    let Some(close) = tokens.len().checked_sub(1).filter(|last| tokens[*last].is(')')) else { return false };
    let open = tokens[..close].iter().rev().take(14).position(|token| token.is('('));
    open.is_some_and(|back| tokens[close - back..close].iter().any(|token| token.is('/')))
}

/// Whether a region ends with a word and no stop.
fn ends_without_stop(article: &Annotated<'_>, region: u32) -> bool {
    let plain = article.plain(region);
    let closing = |token: &&Token| token.kind == Kind::Quote || token.is(')') || token.is(']');
    let last = article.tokens().of(region).iter().rev().find(|token| !closing(token));
    last.is_some_and(|token| token.is_word() && !token.text(plain).ends_with('.'))
}

/// Whether a region is a time of day or starts with one, as an entry of a running log does:
/// `3:15 p.m.`, `10.45am: ...`.
fn starts_with_time(article: &Annotated<'_>, region: u32) -> bool {
    let plain = article.plain(region);
    let tokens = article.tokens().of(region);
    let Some(hour) = tokens.first().filter(|token| token.kind == Kind::Number) else { return false };
    let minutes = |digits: &str| digits.len() == 2 && digits.bytes().all(|b| b.is_ascii_digit());
    let mut at = 1;
    let text = hour.text(plain);
    let (hour, mut clock) = match text.split_once('.') {
        Some((hour, digits)) => (hour, minutes(digits)),
        None => (text, false),
    };
    if !hour.parse::<u16>().is_ok_and(|hour| hour <= 24) {
        return false;
    }
    if tokens.get(1).is_some_and(|t| t.is(':')) && tokens.get(2).is_some_and(|t| minutes(t.text(plain))) {
        clock = true;
        at = 3;
    }
    let named = tokens[at..].iter().take(3).take_while(|token| CLOCK.has(token)).count();
    at += named;
    let ends = tokens.get(at).is_none_or(|token| !token.is_word());
    (named > 0 || clock) && ends
}

//! What the text means: lazy layers over an article, each computed once and shared by all rules.
//!
//! A layer may use the layers above it in this list and the lexicons, never a rule or the
//! configuration:
//!
//! 1. [`tokens`]: words, numbers, punctuation
//! 2. [`sentences`]
//! 3. [`quotations`]: what is speech, and what narration
//! 4. [`attributions`]: who is said to have said what
//! 5. [`dates`] and times, then [`figures`]
//! 6. [`names`]: who and what the story is about
//! 7. [`repeats`]: which regions are copies of earlier ones
//! 8. [`sourcing`]: the sources that the story does not name
//!
//! Offsets in every layer are bytes of a region's plain text; [`Article::span`] turns a place
//! into bytes of the file.

use std::cell::OnceCell;
use std::ops::Range;

pub mod attributions;
pub mod dates;
pub mod figures;
pub mod keys;
pub mod lemmas;
pub mod names;
pub mod quotations;
pub mod repeats;
pub mod sentences;
pub mod sourcing;
pub mod tokens;
pub mod verbs;

use crate::article::{Article, Region};
use attributions::Attributions;
use dates::DateMention;
use figures::{Figure, Run};
use names::Names;
use quotations::Quotations;
use repeats::Repeats;
use sentences::Sentence;
use sourcing::Sourcing;
use tokens::Token;

/// Items of one layer, stored in one piece and handed out by region.
#[derive(Debug)]
pub struct PerRegion<T> {
    items: Vec<T>,
    starts: Vec<u32>,
}

impl<T> PerRegion<T> {
    /// Computes the items of every region; `each` appends those of one.
    pub fn collect(article: &Article, mut each: impl FnMut(u32, &Region, &mut Vec<T>)) -> Self {
        let mut items = Vec::new();
        let mut starts = Vec::with_capacity(article.regions.len() + 1);
        for (index, region) in article.regions.iter().enumerate() {
            starts.push(items.len() as u32);
            each(index as u32, region, &mut items);
        }
        starts.push(items.len() as u32);
        PerRegion { items, starts }
    }

    /// The items of a region.
    pub fn of(&self, region: u32) -> &[T] {
        &self.items[self.indices(region)]
    }

    /// The places of a region's items within [`Self::all`].
    pub fn indices(&self, region: u32) -> Range<usize> {
        let at = region as usize;
        match (self.starts.get(at), self.starts.get(at + 1)) {
            (Some(start), Some(end)) => *start as usize..*end as usize,
            _ => 0..0,
        }
    }

    /// The items of all regions, in order.
    pub fn all(&self) -> &[T] {
        &self.items
    }
}

/// An article with its layers.
pub struct Annotated<'a> {
    article: &'a Article,
    tokens: OnceCell<PerRegion<Token>>,
    sentences: OnceCell<PerRegion<Sentence>>,
    quotations: OnceCell<Quotations>,
    attributions: OnceCell<Attributions>,
    dates: OnceCell<PerRegion<DateMention>>,
    figures: OnceCell<PerRegion<Figure>>,
    figure_runs: OnceCell<Vec<Run>>,
    names: OnceCell<Names>,
    repeats: OnceCell<Repeats>,
    sourcing: OnceCell<Sourcing>,
}

impl<'a> Annotated<'a> {
    /// The article, nothing computed yet.
    pub fn new(article: &'a Article) -> Self {
        Annotated {
            article,
            tokens: OnceCell::new(),
            sentences: OnceCell::new(),
            quotations: OnceCell::new(),
            attributions: OnceCell::new(),
            dates: OnceCell::new(),
            figures: OnceCell::new(),
            figure_runs: OnceCell::new(),
            names: OnceCell::new(),
            repeats: OnceCell::new(),
            sourcing: OnceCell::new(),
        }
    }

    /// The article itself.
    pub fn article(&self) -> &'a Article {
        self.article
    }

    /// The region of an index.
    pub fn region(&self, region: u32) -> &'a Region {
        &self.article.regions[region as usize]
    }

    /// The plain text of a region.
    pub fn plain(&self, region: u32) -> &'a str {
        self.region(region).text.as_str()
    }

    /// Whether the byte `start` of a region's text stands within quotation marks.
    pub fn is_quoted(&self, region: u32, start: u32) -> bool {
        self.quotations().at(region, start).is_some()
    }

    /// The words, numbers and punctuation marks of every region.
    pub fn tokens(&self) -> &PerRegion<Token> {
        self.tokens.get_or_init(|| {
            PerRegion::collect(self.article, |_, region, out| tokens::tokenize_into(region.text.as_str(), out))
        })
    }

    /// The sentences of every region.
    pub fn sentences(&self) -> &PerRegion<Sentence> {
        self.sentences.get_or_init(|| {
            PerRegion::collect(self.article, |index, region, out| {
                sentences::split_into(region.role, region.text.as_str(), self.tokens().of(index), out);
            })
        })
    }

    /// What is quoted, and which tokens are speech.
    pub fn quotations(&self) -> &Quotations {
        self.quotations.get_or_init(|| Quotations::find(self))
    }

    /// The dates and times that every region speaks of.
    pub fn dates(&self) -> &PerRegion<DateMention> {
        self.dates.get_or_init(|| dates::find(self))
    }

    /// The quantities that every region states.
    pub fn figures(&self) -> &PerRegion<Figure> {
        self.figures.get_or_init(|| figures::find(self))
    }

    /// The sentences that state quantities, each with the run of its figures.
    pub fn figure_runs(&self) -> &[Run] {
        self.figure_runs.get_or_init(|| figures::runs(self.figures()))
    }

    /// Who and what the story is about.
    pub fn names(&self) -> &Names {
        self.names.get_or_init(|| Names::find(self))
    }

    /// Which regions are copies of earlier ones.
    pub fn repeats(&self) -> &Repeats {
        self.repeats.get_or_init(|| Repeats::find(self))
    }

    /// The sources that the story does not name.
    pub fn sourcing(&self) -> &Sourcing {
        self.sourcing.get_or_init(|| Sourcing::find(self))
    }

    /// Who is said to have said what.
    pub fn attributions(&self) -> &Attributions {
        self.attributions.get_or_init(|| Attributions::find(self))
    }
}

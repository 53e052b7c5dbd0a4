//! Quotations: which words of a story are somebody else's.
//!
//! Marks of every shape are paired within a region, singles and doubles inside each other; a
//! quotation that a paragraph leaves open and the next one opens again is followed over the
//! paragraphs, as news copy has it. What is left open by mistake ends with its sentence or its
//! paragraph, never later. Apostrophes, feet and inches are no quotation marks. Each quotation
//! is told apart as speech, a fragment of speech in a narrating sentence, or a title or scare
//! quote, which is narration. Who says it is left to [`super::attributions`].

use super::tokens::Token;
use super::{Annotated, PerRegion};

mod kinds;
mod marks;
mod pairs;

/// What stands in the quotation marks.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Kind {
    /// Somebody's words, as a clause or sentence of their own.
    Speech,
    /// Some of somebody's words, worked into a narrating sentence.
    Fragment,
    /// A title, a nickname, a term, or words that the writer keeps at a distance.
    Name,
}

/// The shape of the marks.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Family {
    /// `"`, `“ ”`, and the wire's ``` `` ''```.
    Double,
    /// `'`, `‘ ’`, and the wire's `` ` ' ``.
    Single,
    /// `« »` and `‹ ›`.
    Guillemet,
}

/// The part of a quotation that stands in one region. Offsets are bytes of the region's plain
/// text, half-open.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Quotation {
    /// Index of the region.
    pub region: u32,
    /// Offset of the opening mark; of the first word where a new paragraph goes on without one.
    pub start: u32,
    /// Offset behind the closing mark; behind the last word where there is none.
    pub end: u32,
    /// Offset behind the opening mark.
    pub inner_start: u32,
    /// Offset of the closing mark.
    pub inner_end: u32,
    /// Index of the first token between the marks, among the region's tokens.
    pub first: u32,
    /// Index behind the last token between the marks, among the region's tokens.
    pub last: u32,
    /// What it is.
    pub kind: Kind,
    /// The shape of its marks.
    pub family: Family,
    /// How many quotations it stands in.
    pub depth: u8,
    /// Whether it has a closing mark. One that the next paragraph continues has none.
    pub closed: bool,
    /// The quotation that it stands in, by index in [`Quotations::all`].
    pub parent: Option<u32>,
    /// The part before, in an earlier paragraph, by index in [`Quotations::all`].
    pub continues_from: Option<u32>,
    /// The part behind, in a later paragraph, by index in [`Quotations::all`].
    pub continues_to: Option<u32>,
}

impl Quotation {
    /// Whether these are somebody's words, not the writer's.
    pub fn is_speech(&self) -> bool {
        self.kind != Kind::Name
    }

    /// Whether an offset stands in it, marks included.
    pub fn contains(&self, offset: u32) -> bool {
        self.start <= offset && offset < self.end
    }

    /// Its words and marks between the quotation marks, among the region's tokens.
    pub fn tokens<'t>(&self, region: &'t [Token]) -> &'t [Token] {
        region.get(self.first as usize..self.last as usize).unwrap_or(&[])
    }
}

/// The quotations of an article.
#[derive(Debug)]
pub struct Quotations {
    items: PerRegion<Quotation>,
    /// One bit a token, in the order of the article's tokens.
    speech: Vec<u64>,
}

impl Quotations {
    /// Finds the quotations of an article.
    pub fn find(article: &Annotated<'_>) -> Self {
        let mut items = pairs::find(article);
        kinds::tell(article, &mut items);
        let tokens = article.tokens();
        let mut speech = vec![0u64; tokens.all().len().div_ceil(64)];
        for quotation in items.all() {
            if quotation.depth == 0 && quotation.is_speech() {
                let base = tokens.indices(quotation.region).start;
                for token in base + quotation.first as usize..base + quotation.last as usize {
                    if let Some(word) = speech.get_mut(token / 64) {
                        *word |= 1 << (token % 64);
                    }
                }
            }
        }
        Quotations { items, speech }
    }

    /// All of them, in the order of their opening marks.
    pub fn all(&self) -> &[Quotation] {
        self.items.all()
    }

    /// Those of one region.
    pub fn of(&self, region: u32) -> &[Quotation] {
        self.items.of(region)
    }

    /// Where the quotations of one region stand in [`Self::all`].
    pub fn indices(&self, region: u32) -> std::ops::Range<usize> {
        self.items.indices(region)
    }

    /// The innermost quotation at an offset, by index in [`Self::all`]; its marks belong to it.
    pub fn at(&self, region: u32, offset: u32) -> Option<u32> {
        let range = self.items.indices(region);
        let behind = self.items.of(region).partition_point(|q| q.start <= offset);
        let mut index = (range.start + behind).checked_sub(1).filter(|i| *i >= range.start)? as u32;
        loop {
            let quotation = self.all().get(index as usize)?;
            if quotation.contains(offset) {
                return Some(index);
            }
            index = quotation.parent?;
        }
    }

    /// The outermost quotation at an offset, by index in [`Self::all`].
    pub fn outermost(&self, region: u32, offset: u32) -> Option<u32> {
        let mut index = self.at(region, offset)?;
        while let Some(parent) = self.all()[index as usize].parent {
            index = parent;
        }
        Some(index)
    }

    /// Whether the byte at an offset is speech.
    pub fn is_speech(&self, region: u32, offset: u32) -> bool {
        self.outermost(region, offset).is_some_and(|q| self.all()[q as usize].is_speech())
    }

    /// Whether a token is speech; `token` is its index among all tokens of the article.
    pub fn is_speech_token(&self, token: usize) -> bool {
        self.speech.get(token / 64).is_some_and(|word| word >> (token % 64) & 1 == 1)
    }
}

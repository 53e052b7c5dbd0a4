//! Which mark closes which, within a region and over paragraphs.
//!
//! One pass over the marks with a stack. What the marks by themselves leave open is settled by
//! counting what lies ahead: a possessive does not close a quotation that closes further on, and
//! an opening mark with no closing one ahead is an apostrophe.

use super::marks::{self, Mark};
use super::{Family, Kind, Quotation};
use crate::annotate::sentences::Sentence;
use crate::annotate::tokens::{self, Token};
use crate::annotate::{Annotated, PerRegion, verbs};

/// Deeper than any copy goes; marks beyond are not paired.
const MAX_DEPTH: usize = 8;

/// How far behind a closing mark the words may stand that say who speaks.
const SAID: usize = 9;

/// The same, where no comma says that a sentence ends.
const CLOSE: usize = 3;

/// Fewer tokens than this before a closing mark are no sentence.
const SHORTEST: usize = 4;

/// The quotations of every region, not yet told apart by kind.
pub fn find(article: &Annotated<'_>) -> PerRegion<Quotation> {
    let marks = PerRegion::collect(article.article(), |region, text, out| {
        marks::collect(text.text.as_str(), article.tokens().of(region), out);
    });
    let regions = &article.article().regions;
    // The paragraph in which a quotation may go on; captions and subheads between do not end it.
    let mut next_body = vec![None; regions.len()];
    let mut following = None;
    for index in (0..regions.len()).rev() {
        next_body[index] = following;
        if regions[index].role.is_body() {
            following = Some(index as u32);
        }
    }
    let mut pending: Option<(u32, Family)> = None;
    let mut scratch = Scratch::default();
    PerRegion::collect(article.article(), |region, text, out| {
        let body = text.role.is_body();
        let own = marks.of(region);
        if own.is_empty() && !(body && pending.is_some()) {
            return;
        }
        let base = out.len();
        let mut pass = Pass {
            region,
            tokens: article.tokens().of(region),
            sentences: article.sentences().of(region),
            marks: own,
            scratch: &mut scratch,
            out,
            base,
            resumes: None,
        };
        let from = if body { pending.take() } else { None };
        if let Some((_, family)) = from
            && !reopens(own, family)
        {
            pass.go_on(family);
        } else if from.is_none() && body && misses_opening(own, pass.tokens) {
            pass.go_on(Family::Double);
        }
        let next = next_body[region as usize].filter(|_| body).map(|next| marks.of(next));
        let left_open = pass.run(next);
        let end = text.text.as_str().trim_end().len() as u32;
        let continued = pass.finish(left_open, next, end);
        if let Some((before, _)) = from
            && out.len() > base
        {
            out[base].continues_from = Some(before);
            out[before as usize].continues_to = Some(base as u32);
        }
        if body {
            pending = continued;
        }
    })
}

/// Whether a paragraph begins with a mark that opens a quotation of this family again.
fn reopens(marks: &[Mark], family: Family) -> bool {
    marks.first().is_some_and(|m| m.first == 0 && m.opens && m.family == family)
}

/// Whether a paragraph's first mark closes what an earlier paragraph opened.
fn closes_first(marks: &[Mark], family: Family) -> bool {
    family != Family::Single
        && marks.iter().find(|m| m.family == family).is_some_and(|m| m.closes && !m.opens && m.strong)
}

/// Whether a paragraph is a quotation whose first mark was lost: `We had no boats," said Lind.`
fn misses_opening(marks: &[Mark], tokens: &[Token]) -> bool {
    let Some(mark) = marks.iter().find(|m| m.family == Family::Double).filter(|m| m.closes && !m.opens) else {
        return false;
    };
    let at = mark.first as usize;
    let ends = at.checked_sub(1).and_then(|before| tokens.get(before));
    let behind = tokens.get(mark.last as usize..).unwrap_or(&[]);
    let said = |reach: usize| behind.iter().take(reach).any(|t| verbs::is_speech(t.key));
    let stopped = |t: &Token| [',', '.', '?', '!'].iter().any(|mark| t.is(*mark));
    // The comma may be lost as well, where it is plain who speaks: `We had no boats" Lind said.`
    let named = behind.first().is_some_and(|t| t.capital) && said(CLOSE);
    at >= SHORTEST
        && ends.is_some_and(|t| mark.strong && stopped(t) && said(SAID) || t.kind == tokens::Kind::Word && named)
}

#[derive(Default)]
struct Scratch {
    /// For each mark: 2 if one behind it surely closes a quotation of its family before another
    /// opens, 1 if one may, 0 if none does.
    ahead: Vec<u8>,
    /// For each mark: by how many the marks of its family from here on that close outnumber
    /// those that open.
    surplus: Vec<i32>,
    /// Open quotations, by index in the output.
    stack: Vec<(Family, u32)>,
}

struct Pass<'p> {
    region: u32,
    tokens: &'p [Token],
    sentences: &'p [Sentence],
    marks: &'p [Mark],
    scratch: &'p mut Scratch,
    out: &'p mut Vec<Quotation>,
    base: usize,
    /// A quotation left open before the mark at hand, which may open it again.
    resumes: Option<u32>,
}

const OPEN: u32 = u32::MAX;
const DEAD: u32 = u32::MAX - 1;

impl Pass<'_> {
    fn look_ahead(&mut self) {
        let (mut best, mut surplus) = ([0u8; 3], [0i32; 3]);
        self.scratch.ahead.clear();
        self.scratch.ahead.resize(self.marks.len(), 0);
        self.scratch.surplus.clear();
        self.scratch.surplus.resize(self.marks.len(), 0);
        for (index, mark) in self.marks.iter().enumerate().rev() {
            let family = mark.family as usize;
            self.scratch.ahead[index] = best[family];
            if mark.opens && !mark.closes {
                best[family] = 0;
                surplus[family] -= 1;
            } else {
                best[family] = best[family].max(if mark.doubtful { 1 } else { 2 });
                surplus[family] += i32::from(!mark.opens);
            }
            self.scratch.surplus[index] = surplus[family];
        }
    }

    /// Goes on with a quotation that the paragraph before left open, without a mark.
    fn go_on(&mut self, family: Family) {
        self.scratch.stack.clear();
        self.push(family, 0, 0, 0);
    }

    fn push(&mut self, family: Family, start: u32, inner_start: u32, first: u32) {
        self.scratch.stack.push((family, self.out.len() as u32));
        self.out.push(Quotation {
            region: self.region,
            start,
            end: OPEN,
            inner_start,
            inner_end: OPEN,
            first,
            last: first,
            kind: Kind::Speech,
            family,
            depth: 0,
            closed: false,
            parent: None,
            continues_from: None,
            continues_to: None,
        });
    }

    /// Pairs the marks; whether a quotation is left open.
    fn run(&mut self, next: Option<&[Mark]>) -> bool {
        if self.out.len() == self.base {
            self.scratch.stack.clear();
        }
        self.look_ahead();
        for index in 0..self.marks.len() {
            let mark = self.marks[index];
            let is_open = self.is_open(mark.family);
            if mark.opens && !(mark.closes && is_open) {
                self.open(index, mark, next);
            } else if mark.closes && is_open {
                self.close(index, mark);
            }
        }
        !self.scratch.stack.is_empty()
    }

    fn is_open(&self, family: Family) -> bool {
        self.scratch.stack.iter().any(|(f, _)| *f == family)
    }

    fn open(&mut self, index: usize, mark: Mark, next: Option<&[Mark]>) {
        if mark.family == Family::Single {
            // Left open, it is a quotation if it goes on in the next paragraph, or if a colon
            // and a capital letter leave no doubt; anything else is an apostrophe.
            let word = self.tokens.get(mark.last as usize);
            let announced = mark.first > 0
                && self.tokens.get(mark.first as usize - 1).is_some_and(|t| t.is(':'))
                && word.is_some_and(|t| t.capital);
            let begins = mark.first == 0 || self.is_introduced(mark.last);
            let continued = begins && next.is_some_and(|next| reopens(next, Family::Single));
            if self.scratch.ahead[index] == 0 && !continued && !announced {
                return;
            }
            // One that is still open with another opening was none.
            while let Some((Family::Single, quotation)) = self.scratch.stack.last().copied() {
                self.out[quotation as usize].end = DEAD;
                self.scratch.stack.pop();
            }
        } else if mark.closes && self.scratch.ahead[index] == 0 {
            return;
        } else if let Some(at) = self.scratch.stack.iter().position(|(f, _)| *f == mark.family) {
            let depth = self.scratch.stack.iter().filter(|(f, _)| *f == mark.family).count() as i32;
            if self.scratch.surplus[index] < depth {
                self.abandon(at, mark);
            }
        }
        if self.scratch.stack.len() < MAX_DEPTH {
            let from = self.resumes.take();
            self.push(mark.family, mark.start, mark.end, mark.last);
            if let (Some(from), Some(quotation)) = (from, self.out.last_mut()) {
                quotation.continues_from = Some(from);
            }
        }
    }

    /// Ends the quotations from stack place `at` up, whose closing marks are missing, before
    /// another one opens.
    fn abandon(&mut self, at: usize, mark: Mark) {
        for place in at..self.scratch.stack.len() {
            let (family, quotation) = self.scratch.stack[place];
            if family == Family::Single {
                self.out[quotation as usize].end = DEAD;
                continue;
            }
            let Quotation { start, inner_start, first, .. } = self.out[quotation as usize];
            let Some(sentence) = self.sentence_at(inner_start) else { continue };
            if sentence.end > mark.start {
                self.end_at(quotation, mark.first);
            } else if sentence.start < start && !self.is_introduced(first) {
                self.end_at(quotation, sentence.last);
            } else if let Some(comma) = self.attribution_before(mark.first) {
                self.end_at(quotation, comma.max(first));
            } else {
                // Paragraphs that were run together: opened again, and still the same quotation.
                self.end_at(quotation, mark.first);
                if place == 0 {
                    self.resumes = Some(quotation);
                }
            }
        }
        self.scratch.stack.truncate(at);
    }

    /// Whether the quotation whose first word is token `first` is somebody's whole sentence,
    /// set off by a colon or a comma.
    fn is_introduced(&self, first: u32) -> bool {
        let before = (first as usize).checked_sub(2).and_then(|at| self.tokens.get(at));
        before.is_some_and(|t| t.is(':') || t.is(','))
    }

    /// Where the sentence that ends before token `end` runs out in `, said Mara Lind.`: the
    /// index behind the comma.
    fn attribution_before(&self, end: u32) -> Option<u32> {
        let mut said = false;
        let from = (end as usize).saturating_sub(10);
        for at in (from..(end as usize).saturating_sub(1)).rev() {
            let token = self.tokens.get(at)?;
            if token.is(',') {
                return said.then_some(at as u32 + 1);
            }
            said |= verbs::is_speech(token.key);
        }
        None
    }

    fn sentence_at(&self, offset: u32) -> Option<Sentence> {
        let behind = self.sentences.partition_point(|s| s.end <= offset);
        self.sentences.get(behind).copied()
    }

    /// Ends an unclosed quotation with the token before `last`.
    fn end_at(&mut self, quotation: u32, last: u32) {
        let quotation = &mut self.out[quotation as usize];
        let last = last.max(quotation.first);
        let end = match last.checked_sub(1).and_then(|l| self.tokens.get(l as usize)) {
            Some(token) => token.end.max(quotation.inner_start),
            None => quotation.inner_start,
        };
        quotation.last = last;
        quotation.end = end;
        quotation.inner_end = end;
    }

    fn close(&mut self, index: usize, mark: Mark) {
        let Some(at) = self.scratch.stack.iter().rposition(|(f, _)| *f == mark.family) else { return };
        let ahead = self.scratch.ahead[index];
        if mark.doubtful && ahead > u8::from(mark.family == Family::Single) {
            return;
        }
        // A single mark in the midst of a double quotation does not break that.
        if mark.family == Family::Single && at + 1 < self.scratch.stack.len() {
            return;
        }
        for place in at + 1..self.scratch.stack.len() {
            let (family, inner) = self.scratch.stack[place];
            if family == Family::Single {
                self.out[inner as usize].end = DEAD;
            } else {
                self.end_at(inner, mark.first);
            }
        }
        let (_, quotation) = self.scratch.stack[at];
        self.scratch.stack.truncate(at);
        let quotation = &mut self.out[quotation as usize];
        quotation.last = mark.first.max(quotation.first);
        quotation.inner_end = mark.start.max(quotation.inner_start);
        quotation.end = mark.end;
        quotation.closed = true;
    }

    /// Ends what is left open with the region, drops what was no quotation, and nests the rest.
    /// Returns the quotation that the next paragraph continues.
    fn finish(mut self, left_open: bool, next: Option<&[Mark]>, end: u32) -> Option<(u32, Family)> {
        let mut continued = None;
        if left_open {
            let stack = std::mem::take(&mut self.scratch.stack);
            for (place, (family, quotation)) in stack.iter().enumerate() {
                let goes_on =
                    place == 0 && next.is_some_and(|next| reopens(next, *family) || closes_first(next, *family));
                let count = self.tokens.len() as u32;
                if goes_on {
                    continued = Some((self.out[*quotation as usize].start, *family));
                    self.end_at(*quotation, count);
                } else if *family == Family::Single && !self.is_introduced(self.out[*quotation as usize].first) {
                    self.out[*quotation as usize].end = DEAD;
                } else {
                    self.end_at(*quotation, self.natural_end(*quotation).unwrap_or(count));
                }
            }
            self.scratch.stack = stack;
            self.scratch.stack.clear();
        }
        self.nest(end);
        // Dropping what was none has moved the others.
        continued.and_then(|(start, family)| {
            let at = self.out[self.base..].iter().position(|q| q.start == start)?;
            Some(((self.base + at) as u32, family))
        })
    }

    /// Where a quotation without a closing mark ends: with the paragraph if it opens a sentence
    /// of its own, with its sentence if it was worked into one.
    fn natural_end(&self, quotation: u32) -> Option<u32> {
        let quotation = &self.out[quotation as usize];
        let sentence = self.sentence_at(quotation.inner_start)?;
        (sentence.start < quotation.start && !self.is_introduced(quotation.first)).then_some(sentence.last)
    }

    fn nest(&mut self, end: u32) {
        let mut kept = self.base;
        for index in self.base..self.out.len() {
            let mut quotation = self.out[index];
            // Dropping what was none has moved the others; the part before is still the last
            // one outside all others.
            if quotation.continues_from.take_if(|from| *from >= self.base as u32).is_some() {
                let before = (self.base..kept).rev().find(|at| self.out[*at].depth == 0);
                quotation.continues_from = before.map(|at| at as u32);
                if let Some(before) = before {
                    self.out[before].continues_to = Some(kept as u32);
                }
            }
            if quotation.end == DEAD || quotation.end == OPEN {
                continue;
            }
            quotation.end = quotation.end.min(end.max(quotation.inner_start));
            let stack = &mut self.scratch.stack;
            while let Some((_, top)) = stack.last() {
                if self.out[*top as usize].end > quotation.start {
                    break;
                }
                stack.pop();
            }
            // One that was cut short still holds what stands in it.
            for (_, parent) in stack.iter() {
                let parent = &mut self.out[*parent as usize];
                if parent.end < quotation.end {
                    (parent.end, parent.inner_end, parent.last) = (quotation.end, quotation.end, quotation.last);
                }
            }
            quotation.depth = stack.len() as u8;
            quotation.parent = stack.last().map(|(_, top)| *top);
            stack.push((quotation.family, kept as u32));
            self.out[kept] = quotation;
            kept += 1;
        }
        self.out.truncate(kept);
        self.scratch.stack.clear();
    }
}

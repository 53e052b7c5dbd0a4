//! Where the body says what a headline claims: sentences, and how well they fit the claim.
//!
//! A body is read as a list of sentences, in order. For a word of the claim (or of its family)
//! the checks ask for every place where the body has it, who does it there, and what else of the
//! claim stands beside it. Who does it is read from the words between the start of the clause and
//! the verb: somebody of the claim, somebody else, or nobody (`and later fell`), which is taken
//! for somebody of the claim.

use std::cell::OnceCell;
use std::ops::Range;

use super::headline::{self, Claim};
pub use super::line::{Line, Subject, is_compound};
use super::status::{self, Spot, Status};
use crate::annotate::Annotated;
use crate::annotate::attributions::Attribution;
use crate::annotate::tokens::Token;
use crate::article::{Place, Role};

/// The body of an article, as sentences.
pub struct Story<'a, 's> {
    /// The article.
    pub article: &'s Annotated<'a>,
    /// Its sentences, in order.
    pub lines: Vec<Line<'s>>,
}

/// A word of the body.
#[derive(Clone, Copy, Debug)]
pub struct Found {
    /// Which line it stands in.
    pub line: usize,
    /// Its first token.
    pub at: usize,
    /// The token behind it.
    pub end: usize,
}

/// How well a place of the body fits a claim.
#[derive(Clone, Debug)]
pub struct Fit {
    /// Who does it.
    pub subject: Subject,
    /// Where the clause says who does it.
    pub span: Range<usize>,
    /// Whether the word that the claim's subject ends in (`Dollar` in `US Dollar climbs`) does it.
    pub head: bool,
    /// How many words of the claim's subject stand in the sentence.
    pub subjects: usize,
    /// How many words of the claim's object stand in the sentence.
    pub objects: usize,
    /// How many of them stand between the compared word and the end of its clause.
    pub near: usize,
    /// Whether the word that the claim's subject ends in stands anywhere before.
    pub mentioned: bool,
    /// How many words of the claim stand in the sentence, the compared one left out.
    pub total: usize,
}

/// So many tokens before a verb, its object may stand in the passive.
const NEAR: usize = 6;

/// So many sentences back, `it` may have been named.
const LOOK_BACK: usize = 3;

/// A paragraph of fewer words is no opening of a story: a credit, a dateline, a label.
const SHORT: usize = 8;

impl<'a, 's> Story<'a, 's> {
    /// The sentences of running text.
    pub fn read(article: &'s Annotated<'a>) -> Self {
        let mut lines = Vec::new();
        let (mut paragraph, mut order) = (0, 0);
        for (region, it) in article.article().regions.iter().enumerate() {
            if !it.role.is_body() {
                continue;
            }
            let region = region as u32;
            let tokens = article.tokens().of(region);
            for sentence in article.sentences().of(region) {
                let range = sentence.first as usize..sentence.last as usize;
                let (plain, stems) = (article.plain(region), OnceCell::new());
                lines.push(Line { region, plain, tokens, range, paragraph, order, stems });
                order += 1;
            }
            paragraph += usize::from(tokens.len() >= SHORT && it.role == Role::Paragraph);
        }
        Story { article, lines }
    }

    /// Every place for which `matches` says how many tokens it takes.
    pub fn find(&self, mut matches: impl FnMut(&'s [Token], &Line<'s>, usize) -> Option<usize>) -> Vec<Found> {
        let mut found = Vec::new();
        for (number, line) in self.lines.iter().enumerate() {
            let mut at = line.range.start;
            while at < line.range.end {
                let rest = line.tokens.get(at..line.range.end).unwrap_or_default();
                match matches(rest, line, at) {
                    Some(len) if len > 0 => {
                        found.push(Found { line: number, at, end: at + len });
                        at += len;
                    }
                    _ => at += 1,
                }
            }
        }
        found
    }

    /// Every place where the body has a word of the claim, in any of its forms.
    pub fn find_word(&self, claim: &Claim<'_>, word: &headline::Word) -> Vec<Found> {
        self.find(|tokens, line, _| claim.meets(word, tokens, line.plain).then_some(1))
    }

    /// How firmly the body says it there.
    pub fn status(&self, found: &Found, noun: bool) -> Status {
        let Some(line) = self.lines.get(found.line) else { return Status::default() };
        let spot = Spot {
            plain: line.plain,
            tokens: line.tokens,
            first: line.range.start,
            last: line.range.end,
            at: found.at,
            end: found.end,
        };
        status::read(&spot, noun)
    }

    /// The attribution in whose content it stands.
    pub fn reported(&self, found: &Found) -> Option<&'s Attribution> {
        let line = self.lines.get(found.line)?;
        let start = line.tokens.get(found.at)?.start;
        let attributions = self.article.attributions();
        attributions.of(line.region).iter().find(|attribution| {
            let inside = |place: &Place| place.region == line.region && (place.start..place.end).contains(&start);
            attributions.content(attribution).iter().any(inside)
        })
    }

    /// What an attribution hands over: its content, and the sentence that it ends (`The quay is shut,
    /// the board said, a move that …`).
    pub fn content(&self, said: &Attribution) -> Vec<Place> {
        let mut content = self.article.attributions().content(said).to_vec();
        content.extend(self.trailing(said));
        content
    }

    /// The beginning of the sentence that an attribution ends behind a comma.
    pub fn trailing(&self, said: &Attribution) -> Option<Place> {
        let source = said.source.filter(|source| source.place.region == said.cue.region)?;
        let first = source.place.start.min(said.cue.start);
        let after = |line: &&Line<'_>| {
            line.region == said.cue.region && line.tokens.get(line.range.end - 1).is_some_and(|t| t.end > first)
        };
        let line = self.lines.iter().find(after)?;
        let at = line.tokens.partition_point(|t| t.start < first);
        let comma = at.checked_sub(1).filter(|at| *at > line.range.start)?;
        let start = line.tokens.get(line.range.start)?.start;
        line.tokens.get(comma).filter(|t| t.is(',')).map(|t| Place::within(line.region, start..t.start))
    }

    /// Whether it stands in quotation marks.
    pub fn is_quoted(&self, found: &Found) -> bool {
        let start = |line: &Line<'_>| Some((line.region, line.tokens.get(found.at)?.start));
        let place = self.lines.get(found.line).and_then(start);
        place.is_some_and(|(region, start)| self.article.is_quoted(region, start))
    }

    /// Whether it is somebody's own words, and no title or nickname.
    pub fn is_speech(&self, found: &Found) -> bool {
        let start = |line: &Line<'_>| Some((line.region, line.tokens.get(found.at)?.start));
        let place = self.lines.get(found.line).and_then(start);
        place.is_some_and(|(region, start)| {
            let quotations = self.article.quotations();
            let quotation = quotations.at(region, start).and_then(|at| quotations.all().get(at as usize));
            quotation.is_some_and(|quotation| quotation.is_speech())
        })
    }

    /// The place of some tokens of a line.
    pub fn place(&self, line: usize, tokens: Range<usize>) -> Place {
        let Some(line) = self.lines.get(line) else { return Place::within(0, 0..0) };
        let start = line.tokens.get(tokens.start).map_or(0, |t| t.start);
        let end = tokens.end.checked_sub(1).and_then(|at| line.tokens.get(at)).map_or(start, |t| t.end);
        Place::within(line.region, start..end.max(start))
    }

    /// The words of some tokens of a line.
    pub fn text(&self, line: usize, tokens: Range<usize>) -> &'s str {
        let place = self.place(line, tokens);
        let line = self.lines.get(line);
        line.and_then(|l| l.plain.get(place.start as usize..place.end as usize)).unwrap_or("")
    }

    /// The tokens of a place.
    pub fn tokens(&self, place: Place) -> &'s [Token] {
        let tokens = self.article.tokens().of(place.region);
        let from = tokens.partition_point(|t| t.start < place.start);
        let to = tokens.partition_point(|t| t.start < place.end);
        tokens.get(from..to).unwrap_or_default()
    }

    /// Whether the body's verb does to somebody what the headline says in the passive: `the board approved
    /// the sale` under `Sale approved`.
    pub fn is_turned_round(&self, claim: &Claim<'_>, pivot: &Range<usize>, found: &Found) -> bool {
        let Some(line) = self.lines.get(found.line) else { return false };
        let clause = claim.clause(pivot.start);
        let text = claim.text(pivot.clone());
        let passive = text.ends_with("ed") && claim.within(pivot.end..clause.end).next().is_none();
        let Some(head) = claim.head(pivot.start).filter(|_| passive) else { return false };
        let behind = found.end..(found.end + NEAR).min(line.range.end);
        line.stems().iter().any(|(stem, at)| *stem == head && behind.contains(at))
    }

    /// How well a place fits the words that stand around the tokens `pivot` of a claim.
    pub fn fit(&self, claim: &Claim<'_>, pivot: &Range<usize>, found: &Found) -> Fit {
        let mut fit = Fit {
            subject: Subject::Other,
            span: 0..0,
            head: false,
            subjects: 0,
            objects: 0,
            near: 0,
            mentioned: false,
            total: 0,
        };
        let Some(line) = self.lines.get(found.line) else { return fit };
        let clause = claim.clause(pivot.start);
        let stems = line.stems();
        let has = |stem: u64| stems.iter().any(|(s, at)| *s == stem && !(found.at..found.end).contains(at));
        let mut seen: Vec<u64> = Vec::new();
        for word in claim.words.iter().filter(|word| !pivot.contains(&word.at)) {
            if seen.contains(&word.stem) || !has(word.stem) {
                continue;
            }
            seen.push(word.stem);
            fit.total += 1;
            if (clause.start..pivot.start).contains(&word.at) {
                fit.subjects += 1;
            } else if clause.contains(&word.at) {
                fit.objects += 1;
                let wall = |at: &usize| {
                    line.tokens.get(*at).is_some_and(|t| t.is(',') || t.is(';')) || headline::is_quote(line.tokens, *at)
                };
                let end = (found.end..line.range.end).find(wall).unwrap_or(line.range.end);
                let near = (found.at.saturating_sub(NEAR))..end;
                fit.near += usize::from(stems.iter().any(|(stem, at)| *stem == word.stem && near.contains(at)));
            }
        }
        let own = |stem: u64| claim.within(clause.start..pivot.start).any(|word| word.stem == stem);
        let head = claim.head(pivot.start);
        let (subject, span) = line.subject(found.at, own, stems);
        fit.subject = subject;
        fit.span = span.clone();
        let within = |span: &Range<usize>, one: u64| stems.iter().any(|(stem, at)| *stem == one && span.contains(at));
        fit.head = head.is_some_and(|head| within(&span, head));
        fit.mentioned = head.is_some_and(|head| within(&(line.range.start..found.at), head));
        if fit.subject == Subject::Other {
            // `a rise in the dollar`, `was rejected by the court`
            let tied = line.is(found.end, &["in", "of", "by", "for"]);
            let behind = found.end..(found.end + 5).min(line.range.end);
            if tied && stems.iter().any(|(stem, at)| behind.contains(at) && own(*stem)) {
                fit.subject = Subject::Same;
                fit.head = head.is_some_and(|head| within(&behind, head));
            }
        }
        if fit.objects == 0 && line.is(found.end, &["it", "them", "this", "that", "one"]) {
            // `The measure failed. Kerr opposed it.`
            let before = self.lines.get(found.line.saturating_sub(LOOK_BACK)..found.line).unwrap_or_default();
            let before: Vec<_> = before.iter().flat_map(|line| line.stems()).collect();
            let object =
                |word: &&headline::Word| stems.iter().chain(before.iter().copied()).any(|(stem, _)| *stem == word.stem);
            fit.objects = claim.within(pivot.end..clause.end).filter(object).count();
            fit.total += fit.objects;
            fit.near = fit.objects;
        }
        fit
    }
}

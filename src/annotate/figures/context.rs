//! What the sentence says about a figure: the noun it counts, what happened to that, which way
//! it moves, where and when.
//!
//! Everything is looked for within a few words and never across another figure or the end of the
//! clause: a slot that stays empty makes a check say nothing, a slot that is filled wrongly makes
//! it say something false.

use std::ops::Range;

use super::draft::Draft;
use super::lexicons::{CHANGES, CHANGES_NEUTRAL, GROUPS, MULTIPLES, NOUN_STOPS, ROLES, Trend, UNITS};
use super::{Decimal, Direction, Figure, Kind, Scan, nouns};
use crate::annotate::sentences::Sentence;
use crate::annotate::tokens::{Kind as TokenKind, key};

/// How many tokens on either side are looked at for a role or a change.
const REACH: usize = 9;
/// The same for a place or a date, which stand farther off.
const FAR: usize = 16;

/// Words that part a figure from a verb directly before it.
const PARTING: [&str; 6] = ["and", "or", "but", "as", "after", "from"];
/// Words that part it from a verb farther off: what follows them is a time, a place or a clause.
const FAR_PARTING: [&str; 17] = [
    "and", "or", "but", "as", "after", "from", "in", "on", "for", "since", "before", "when", "while", "that", "who",
    "because", "with",
];

/// Verbs that take "up" without anything going up.
const PHRASAL: [&str; 14] = [
    "made", "make", "makes", "making", "signed", "set", "sets", "opened", "came", "come", "took", "take", "ended",
    "gave",
];

/// Fills the slots of a region's figures.
pub(crate) fn fill(scan: Scan<'_>, sentences: &[Sentence], drafts: &[Draft], figures: &mut [Figure]) {
    share_units(scan, drafts, figures);
    for index in 0..figures.len() {
        let sentence = sentences.get(figures[index].sentence as usize);
        let bounds = sentence.map_or(0..scan.tokens.len(), |s| s.first as usize..s.last as usize);
        let previous = index.checked_sub(1).and_then(|i| Some((drafts.get(i)?.end, figures.get(i)?.noun.as_ref())));
        let previous = previous.map_or(0, |(end, noun)| noun.map_or(end, |n| end.max(n.tokens.end as usize)));
        let left = previous.max(bounds.start);
        let right = drafts.get(index + 1).map_or(usize::MAX, |d| d.first).min(bounds.end).min(scan.tokens.len());
        let Some(draft) = drafts.get(index) else { return };
        let near = Near { scan, left: left.min(draft.first), right: right.max(draft.end), draft };
        let (earlier, rest) = figures.split_at_mut(index);
        let Some(figure) = rest.first_mut() else { return };
        near.fill(figure, bounds, earlier.last().filter(|f| f.sentence == figure.sentence));
    }
}

/// `52, 41 and 7 percent`: bare numbers in a row that ends with a percentage are percentages; so
/// is the bare end of a change (`to 7 percent from 5`).
fn share_units(scan: Scan<'_>, drafts: &[Draft], figures: &mut [Figure]) {
    let bare = |f: &Figure, d: &Draft| {
        f.kind == Kind::Count && f.digits && !f.range && !f.margin && !d.hyphen && ends_clause(scan, d.end)
    };
    let shared = |f: &Figure| matches!(f.kind, Kind::Percent | Kind::Points);
    for index in (1..figures.len()).rev() {
        let (before, behind) = figures.split_at_mut(index);
        let (Some(a), Some(b)) = (before.last_mut(), behind.first()) else { continue };
        let gap = drafts[index - 1].end..drafts[index].first;
        let joint = |i: usize| scan.is_any(i, &[",", "and", "to"]) || scan.is(i, "or") && gap.len() == 1;
        let listed = !gap.is_empty() && gap.len() <= 2 && gap.clone().all(joint);
        // `254,000 or 93 percent`: a count and its share.
        let small = a.stated <= Decimal::from(200);
        if listed && small && shared(b) && !b.margin && a.hedge.is_none() && bare(a, &drafts[index - 1]) {
            (a.kind, a.unit) = (b.kind, b.unit);
        }
        // `3- and 4-year-olds`: the first hyphen waits for the second unit.
        let hanging = gap.len() == 2 && scan.is(gap.start, "-") && scan.is_any(gap.start + 1, &["and", "or", "to"]);
        if hanging && a.kind == Kind::Count && (drafts[index].hyphen || b.kind == Kind::Age) {
            (a.kind, a.unit) = (b.kind, b.unit);
        }
    }
    for index in 1..figures.len() {
        let (before, behind) = figures.split_at_mut(index);
        let (Some(a), Some(b)) = (before.last(), behind.first_mut()) else { continue };
        let gap = drafts[index - 1].end..drafts[index].first;
        let ends = scan.follows(drafts[index - 1].first, &["from", "to"]);
        if ends && gap.len() == 1 && scan.is_any(gap.start, &["from", "to"]) && shared(a) && bare(b, &drafts[index]) {
            (b.kind, b.unit) = (a.kind, a.unit);
        }
    }
}

fn ends_clause(scan: Scan<'_>, at: usize) -> bool {
    scan.tokens.get(at).is_none_or(|t| t.kind == TokenKind::Mark || NOUN_STOPS.has(t) || scan.is(at, "percent"))
}

struct Near<'a> {
    scan: Scan<'a>,
    /// The tokens around the figure that belong to no other figure and to its sentence.
    left: usize,
    right: usize,
    draft: &'a Draft,
}

impl Near<'_> {
    fn fill(&self, figure: &mut Figure, sentence: Range<usize>, previous: Option<&Figure>) {
        let one = figure.stated == Decimal::ONE && !figure.range;
        let countable = !matches!(figure.kind, Kind::Age | Kind::Score | Kind::Vote | Kind::Ratio | Kind::Points);
        if countable && !matches!(figure.kind, Kind::Money(_) | Kind::Duration | Kind::Temperature | Kind::Multiple) {
            // What a `62-acre` thing is stands too far off to be told from a verb.
            let adjective = self.draft.hyphen && figure.unit.is_some()
                || figure.kind == Kind::Ordinal && self.scan.joins(self.draft.end);
            let noun = nouns::behind(self.scan, self.draft.end, self.draft.hyphen, figure.kind, one);
            let noun = noun.filter(|_| !adjective);
            figure.noun = noun.filter(|n| n.tokens.end as usize <= self.right.max(self.draft.end));
        }
        let phrase_end = figure.noun.as_ref().map_or(self.draft.end, |n| n.tokens.end as usize);
        self.additional(figure);
        self.subset(figure, phrase_end);
        self.change(figure, sentence.clone(), previous);
        figure.role = self.role(figure, phrase_end);
        figure.group = self.group(figure);
        figure.per = self.per(phrase_end);
        figure.place = self.place(phrase_end, sentence.clone());
        figure.when = self.when(sentence);
    }

    fn additional(&self, figure: &mut Figure) {
        let words = &["another", "further", "additional", "extra", "more", "additionally"];
        let first = self.draft.first;
        let more = &["more", "others", "other", "additional", "further", "extra"];
        figure.additional = first > self.left && self.scan.follows(first, words)
            || self.scan.is_any(self.draft.end, more) && !self.scan.is(self.draft.end + 1, "than");
    }

    fn subset(&self, figure: &mut Figure, phrase_end: usize) {
        let scan = self.scan;
        let first = self.draft.first;
        let before = (self.left..first).rev().take(3).any(|i| scan.is_any(i, &["including", "includes", "include"]))
            || first >= self.left + 2 && scan.is(first - 1, "them") && scan.is_any(first - 2, &["among", "of"]);
        let of = scan.is(self.draft.end, "of")
            && scan.is_any(self.draft.end + 1, &["them", "whom", "those", "these", "the", "which", "its", "their"]);
        let of = of || scan.is(phrase_end, "of") && scan.is_any(phrase_end + 1, &["them", "whom", "which"]);
        figure.subset = before || of && figure.kind == Kind::Count;
    }

    /// `rose 5 percent`, `by 24`, `from 80`, `to 104`, `up 12`.
    fn change(&self, figure: &mut Figure, sentence: Range<usize>, previous: Option<&Figure>) {
        if matches!(figure.kind, Kind::Ordinal | Kind::Age | Kind::Score | Kind::Vote) {
            return;
        }
        let scan = self.scan;
        let first = self.draft.first;
        let window = first.saturating_sub(REACH).max(sentence.start)..first;
        let clause = window.clone().rev().take_while(|i| !breaks(scan, *i));
        let trend_at = |i: usize| {
            let token = &scan.tokens[i];
            // `made up 13 percent`: a verb of its own.
            if scan.is(i, "up") && scan.follows(i, &PHRASAL) {
                return None;
            }
            let multiple =
                || MULTIPLES.get(token).map(|(by, _)| if by < Decimal::ONE { Trend::Down } else { Trend::Up });
            CHANGES.get(token).or_else(multiple)
        };
        let found = clause.clone().find_map(|i| Some((i, trend_at(i)?)));
        let neutral = || clause.clone().any(|i| CHANGES_NEUTRAL.has(&scan.tokens[i]));
        let behind = (self.draft.end..self.right).take(3).find_map(|i| {
            let token = &scan.tokens[i];
            CHANGES.get(token).filter(|_| !breaks(scan, i)).map(|trend| (i, trend))
        });
        let direction = if first == 0 {
            None
        } else if scan.is(first - 1, "to") {
            Some(Direction::To)
        } else if scan.is(first - 1, "from") {
            Some(Direction::From)
        } else if scan.is(first - 1, "by") {
            Some(Direction::By)
        } else {
            None
        };
        match (direction, found) {
            (Some(direction), Some((_, trend))) => (figure.direction, figure.trend) = (Some(direction), Some(trend)),
            // `rose 25 percent, from 80 to 104`: the verb stands before another end of the change.
            (Some(direction), None) => {
                let other = previous.filter(|f| f.direction.is_some());
                let earlier = other.and_then(|f| f.trend).or_else(|| {
                    let from = first.saturating_sub(2 * REACH).max(sentence.start);
                    (from..first).rev().find_map(trend_at).filter(|_| direction == Direction::From)
                });
                if other.is_some() || earlier.is_some() || neutral() {
                    (figure.direction, figure.trend) = (Some(direction), earlier);
                }
            }
            (None, Some((at, trend)))
                if at + 1 == first || scan.is_any(at + 1, &["a", "an", "another"]) && at + 2 == first =>
            {
                (figure.direction, figure.trend) = (Some(Direction::By), Some(trend));
            }
            // `a 12 percent rise`, `5 percent higher`
            (None, _) => {
                if let Some((_, trend)) = behind
                    && matches!(figure.kind, Kind::Percent | Kind::Points | Kind::Fraction)
                {
                    (figure.direction, figure.trend) = (Some(Direction::By), Some(trend));
                }
            }
        }
    }

    /// The family of what happened to what is counted.
    fn role(&self, figure: &Figure, phrase_end: usize) -> Option<&'static str> {
        let scan = self.scan;
        if matches!(figure.kind, Kind::Ordinal | Kind::Score | Kind::Age) {
            return None;
        }
        let head = figure.noun.as_ref().map(|n| n.tokens.end as usize - 1);
        let direct = self.before(3, true);
        if let Some(head) = head
            && let Some(role) = ROLES.get(&scan.tokens[head])
        {
            let lives = scan.is(head, "lives") && direct.is_some_and(|r| matches!(r, "rescued" | "affected"));
            return if lives { direct } else { Some(role) };
        }
        // `14 wounded soldiers`, `14 dead`, `12 were injured`
        let from = figure.noun.as_ref().map_or(self.draft.end, |n| n.tokens.start as usize);
        for at in from..head.unwrap_or(from + 1).min(self.right) {
            if let Some((role, len)) = ROLES.starts(&scan.tokens[at..])
                && at + len <= self.right
            {
                return Some(role);
            }
        }
        // `revenue of $4.2 billion`: money is named before it, people are spoken of behind them.
        if matches!(figure.kind, Kind::Money(_)) && direct.is_some() {
            return direct;
        }
        self.behind(phrase_end).or(direct).or_else(|| self.before(REACH, false))
    }

    /// A role behind the phrase: `people were killed`, `people from Bantry died`.
    fn behind(&self, phrase_end: usize) -> Option<&'static str> {
        let scan = self.scan;
        let mut passive = false;
        for at in (phrase_end..self.right).take(6) {
            if breaks(scan, at) || scan.is_any(at, &["and", "or", "but", "to", "by", "that", "after", "when"]) {
                return None;
            }
            if let Some((role, len)) = ROLES.starts(&scan.tokens[at..]).filter(|_| !scan.is_name(at)) {
                // `14 people killed 3 dogs`: an active verb says what they did, not what they are.
                let object = scan.is_any(at + len, &["a", "an", "the", "his", "her", "their", "its", "him", "them"]);
                return (passive || !object).then_some(role);
            }
            passive |= scan.is_any(at, &["was", "were", "been", "be", "is", "are", "being", "got"]);
        }
        None
    }

    /// A role before the figure: `killed 14`, `injured at least 17`, `the death toll rose to 17`.
    fn before(&self, reach: usize, direct: bool) -> Option<&'static str> {
        let scan = self.scan;
        let first = self.draft.first;
        for at in (self.left..first).rev().take(reach) {
            if breaks(scan, at) && !(direct && at + 1 == first) {
                return None;
            }
            let parts = if direct { &PARTING[..] } else { &FAR_PARTING[..] };
            if scan.is_any(at, parts) {
                return None;
            }
            if let Some((role, start)) = ROLES.ends(scan.tokens, self.left, at + 1)
                && (!scan.is_name(start) || start == 0 || breaks(scan, start - 1))
            {
                return Some(role);
            }
        }
        None
    }

    fn group(&self, figure: &Figure) -> Option<&'static str> {
        let noun = figure.noun.as_ref()?;
        let range = noun.tokens.start as usize..noun.tokens.end as usize;
        range.rev().find_map(|at| GROUPS.get(&self.scan.tokens[at]))
    }

    /// `an hour`, `per 100,000`, `each`, `a share`.
    fn per(&self, phrase_end: usize) -> Option<u64> {
        let scan = self.scan;
        [phrase_end, self.draft.end].into_iter().find_map(|at| {
            if scan.is(at, "each") || scan.is(at, "apiece") {
                return Some(key("each"));
            }
            let token = scan.tokens.get(at + 1).filter(|t| t.kind == TokenKind::Word)?;
            let share = UNITS.get(token).is_some()
                || scan.is_any(at + 1, &["share", "person", "head", "piece", "night", "game"]);
            // `$1 billion a year earlier` is no rate.
            let distance = scan.is_any(at + 2, &["earlier", "ago", "before", "later", "after", "previously", "on"]);
            if !(scan.is_any(at, &["per", "every"]) || share && scan.is_any(at, &["a", "an"]) && !distance) {
                return None;
            }
            Some(nouns::singular_key(token, scan.plain))
        })
    }

    /// A name behind `in`, `at`, `near`: behind the figure within its clause, before it, or at the
    /// head of the sentence (`In Marlow, 14 houses burned`).
    fn place(&self, phrase_end: usize, sentence: Range<usize>) -> Option<Range<u32>> {
        let scan = self.scan;
        let first = self.draft.first;
        let behind = (phrase_end..self.right).take(FAR).take_while(|i| !breaks(scan, *i));
        let before = (self.left..first).rev().take(FAR).take_while(|i| !breaks(scan, *i));
        let head = (first - sentence.start.min(first) <= FAR).then_some(sentence.start);
        behind.chain(before.filter(|_| !scan.titled)).chain(head).find_map(|at| self.place_at(at))
    }

    fn place_at(&self, at: usize) -> Option<Range<u32>> {
        let scan = self.scan;
        if !scan.is_any(at, &["in", "at", "near", "outside", "across", "around"]) {
            return None;
        }
        let first = at + 1;
        let mut end = first;
        while scan.tokens.get(end).is_some_and(|t| t.kind == TokenKind::Word && t.capital && (end == first || t.spaced))
            && scan.date_at(end).is_none()
        {
            end += 1;
        }
        // In a headline of capitals only a run that the phrase ends with is a name for certain.
        let sure = !scan.titled || end <= first + 3 && scan.tokens.get(end).is_none_or(|t| t.kind != TokenKind::Word);
        // `in Lund's case` is no place.
        let owner = scan.tokens.get(end).is_some_and(|t| t.kind == TokenKind::Clitic);
        (end > first && sure && !owner).then(|| scan.tokens[first].start..scan.tokens[end - 1].end)
    }

    /// The nearest date in the sentence, behind the figure or before it.
    fn when(&self, sentence: Range<usize>) -> Option<u32> {
        let dates = self.scan.dates;
        let next = dates.partition_point(|d| (d.tokens.start as usize) < self.draft.end);
        let behind = dates.get(next).filter(|d| (d.tokens.end as usize) <= self.right);
        if behind.is_some() {
            return Some(next as u32);
        }
        let before = next.checked_sub(1)?;
        let date = dates.get(before)?;
        (date.tokens.start as usize >= sentence.start.max(self.left)).then_some(before as u32)
    }
}

/// Marks that part two clauses.
fn breaks(scan: Scan<'_>, at: usize) -> bool {
    scan.tokens.get(at).is_none_or(|t| {
        t.kind == TokenKind::Quote
            || t.kind == TokenKind::Mark
                && (t.is(',')
                    || t.is(';')
                    || t.is(':')
                    || t.is('.')
                    || t.is('(')
                    || t.is(')')
                    || t.is('—')
                    || t.is('–') && t.spaced)
    })
}

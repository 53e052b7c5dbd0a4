//! A sentence with its figures, for checks that do arithmetic inside of one.

use std::ops::Range;

use crate::annotate::Annotated;
use crate::annotate::figures::{Decimal, Figure, Hedge, Interval, Kind, Run};
use crate::annotate::sentences::Sentence;
use crate::annotate::tokens::{Kind as TokenKind, Token};
use crate::article::{Place, Role};

/// A sentence and the figures in it.
#[derive(Clone, Copy)]
pub struct Line<'a> {
    /// The region that it stands in.
    pub region: u32,
    /// The region's plain text.
    pub plain: &'a str,
    /// The region's tokens.
    pub tokens: &'a [Token],
    /// The sentence.
    pub sentence: Sentence,
    /// Its figures, in order.
    pub figures: &'a [Figure],
}

/// Whether figures of such a region are held against each other: tables, code and embeds have an
/// arithmetic of their own.
pub fn is_read(role: Role) -> bool {
    role.is_display()
        || matches!(role, Role::Paragraph | Role::ListItem | Role::Subhead | Role::Caption | Role::BlockQuote)
}

/// The sentences that have figures, of every region that is read and is no copy of another.
pub fn lines<'a>(article: &'a Annotated<'_>) -> impl Iterator<Item = Line<'a>> {
    let read = |run: &&Run| is_read(article.region(run.region).role) && !article.is_copy(run.region);
    article.figure_runs().iter().filter(read).filter_map(|run| of_run(article, run))
}

fn of_run<'a>(article: &'a Annotated<'_>, run: &Run) -> Option<Line<'a>> {
    let region = run.region;
    Some(Line {
        region,
        plain: article.plain(region),
        tokens: article.tokens().of(region),
        sentence: *article.sentences().of(region).get(run.sentence as usize)?,
        figures: article.figures().all().get(run.figures.start as usize..run.figures.end as usize)?,
    })
}

/// So many figures in one sentence are a table that lost its rows.
const MANY: usize = 40;

/// The sentences whose figures may be summed up: of a few figures each, so that looking from each at
/// all the others stays cheap.
pub fn sums<'a>(article: &'a Annotated<'_>) -> impl Iterator<Item = Line<'a>> {
    lines(article).filter(|line| line.figures.len() <= MANY)
}

/// The sentences of one region that have figures.
pub fn of_region<'a>(article: &'a Annotated<'_>, region: u32) -> impl Iterator<Item = Line<'a>> {
    let runs = article.figure_runs();
    let first = runs.partition_point(|run| run.region < region);
    runs[first..].iter().take_while(move |run| run.region == region).filter_map(|run| of_run(article, run))
}

impl<'a> Line<'a> {
    /// Whether the token `at` of the region is one of these words or marks, whatever its case.
    #[inline]
    pub fn is_any(&self, at: usize, words: &[&str]) -> bool {
        self.tokens.get(at).is_some_and(|t| t.is_any(self.plain, words))
    }

    /// Whether the token before `at` is one of these words.
    pub fn follows(&self, at: usize, words: &[&str]) -> bool {
        at > 0 && self.is_any(at - 1, words)
    }

    /// Whether one of these words stands among the tokens.
    pub fn has(&self, mut tokens: Range<usize>, words: &[&str]) -> bool {
        tokens.any(|at| self.is_any(at, words))
    }

    /// Whether there are only these words and marks among the tokens.
    pub fn only(&self, mut tokens: Range<usize>, words: &[&str]) -> bool {
        tokens.all(|at| self.is_any(at, words))
    }

    /// The tokens of the sentence.
    pub fn span(&self) -> Range<usize> {
        self.sentence.first as usize..self.sentence.last as usize
    }

    /// The tokens between two figures, without the noun of the first.
    pub fn gap(&self, a: &Figure, b: &Figure) -> Range<usize> {
        let end = phrase_end(a);
        end.min(b.tokens.start as usize)..b.tokens.start as usize
    }

    /// The words of the sentence.
    pub fn text(&self) -> &'a str {
        self.plain.get(self.sentence.start as usize..self.sentence.end as usize).unwrap_or_default()
    }

    /// The words of a token.
    pub fn word(&self, at: usize) -> &'a str {
        self.tokens.get(at).map_or("", |t| t.text(self.plain))
    }
}

/// The token behind a figure and the noun that it counts.
pub fn phrase_end(figure: &Figure) -> usize {
    figure.tokens.end.max(figure.noun.as_ref().map_or(0, |n| n.tokens.end)) as usize
}

/// The place of a figure.
pub fn place(figure: &Figure) -> Place {
    Place::within(figure.region, figure.start..figure.end)
}

/// Whether two figures are quantities of one kind and unit, so that one can be taken from the
/// other as they stand.
pub fn comparable(a: &Figure, b: &Figure) -> bool {
    match (a.kind, b.kind) {
        (Kind::Money(x), Kind::Money(y)) => x == y,
        (Kind::Measure | Kind::Duration | Kind::Temperature, y) => {
            a.kind == y && a.unit.map(|u| u.name) == b.unit.map(|u| u.name)
        }
        (Kind::Count | Kind::Percent | Kind::Points, y) => a.kind == y,
        _ => false,
    }
}

/// Whether what two counts count may be the same thing: a noun that is missing may be any.
pub fn same_noun(a: &Figure, b: &Figure) -> bool {
    match (&a.noun, &b.noun) {
        (Some(a), Some(b)) => a.key == b.key,
        _ => true,
    }
}

/// What a figure stands for in a sum: as [`Figure::value`] has it, but nobody rounds 400 to
/// hundreds, or an estimate by more than a tenth, where the next words do arithmetic with it.
/// The bands are desk judgement.
pub fn close(figure: &Figure) -> Interval {
    let band = |low: i64, high: i64| {
        let at = |hundredths| figure.stated.checked_mul(Decimal::new(hundredths, 2));
        Some(Interval::between(at(low)?, at(high)?))
    };
    if figure.range {
        return figure.value;
    }
    let narrow = match figure.hedge {
        None | Some(Hedge::Exactly) => {
            let twentieth = figure.stated.abs().checked_mul(Decimal::new(5, 2));
            twentieth.and_then(|most| Interval::rounded(figure.stated, figure.granularity.min(most)))
        }
        Some(Hedge::About) => band(90, 110),
        Some(Hedge::Nearly) => band(90, 100),
        Some(Hedge::MoreThan | Hedge::AtLeast) => band(100, 115),
        Some(Hedge::AtMost | Hedge::LessThan) => band(85, 100),
        Some(Hedge::Vague) => None,
    };
    match narrow {
        Some(narrow) if figure.granularity > Decimal::ZERO => narrow,
        _ => figure.value,
    }
}

/// Titles and offices in small letters before a name in a list of names.
const OFFICES: [&str; 26] = [
    "alderman",
    "aldermen",
    "chair",
    "chairman",
    "chairwoman",
    "commissioner",
    "commissioners",
    "council",
    "councillor",
    "councillors",
    "councilman",
    "councilmember",
    "councilmembers",
    "councilmen",
    "councilwoman",
    "director",
    "directors",
    "judge",
    "judges",
    "justice",
    "justices",
    "mayor",
    "member",
    "members",
    "president",
    "vice",
];

/// How many people the names from token `at` on name, and the token behind them: `Curry, Mayor Ann
/// Abbott and Davis`. `None` where something else than names stands among them.
pub fn named_list(line: &Line<'_>, at: usize) -> Option<(usize, usize)> {
    let (mut names, mut open, mut joined, mut end) = (0, false, false, at);
    for at in at..line.span().end {
        let token = line.tokens.get(at)?;
        if line.is_any(at, &[",", "and", "&"]) {
            joined |= line.is_any(at, &["and", "&"]);
            open = false;
        } else if token.capital || token.kind == TokenKind::Clitic || line.is_any(at, &["."]) && open {
            names += usize::from(!open && token.capital);
            open = true;
            end = at + 1;
        } else if !line.is_any(at, &OFFICES) || open {
            break;
        }
    }
    (names == 1 || joined && names > 1).then_some((names, end))
}

/// What a figure says without its hedge, in its rounding.
pub fn literal(figure: &Figure) -> Interval {
    Interval::rounded(figure.stated, figure.granularity).unwrap_or(figure.value)
}

//! What was then and what is now, with the change behind it: `had 1,400 pupils in 2005 but has only 700
//! now, a drop of a third`, `It stood at 4,800 in 2010. It is now 6,000, a rise of 35 percent`; and `rose
//! 8 percent to $5.4 billion. A year ago it was $4.5 billion`.

use super::super::line::{self, Line};
use super::Move;
use super::across::{agrees, judged, previous, trend_of};
use super::ends::{is_change_word, is_number, mark};
use crate::annotate::figures::{Decimal, Direction, Figure, Kind};
use crate::check::Finding;

/// Words that set the present off.
const NOW: [&str; 3] = ["now", "today", "currently"];

/// The change at `by` and the two levels before it.
pub fn find(passage: &[&Line<'_>], line: &Line<'_>, by: &Figure) -> Option<Finding> {
    now(passage, line, by).or_else(|| a_year_ago(passage, line, by)).or_else(|| up_from(passage, line, by))
}

fn is_level(figure: &Figure) -> bool {
    is_number(figure) && !matches!(figure.kind, Kind::Percent | Kind::Points) && !figure.subset && !figure.additional
}

/// Whether a change stands behind a comma as what the levels make: `, a drop of a third`, `, a threefold
/// increase`.
fn is_apposed(line: &Line<'_>, by: &Figure, to: &Figure) -> bool {
    let first = by.tokens.start as usize;
    let gap = line::phrase_end(to)..first;
    let comma = gap.clone().find(|at| line.is_any(*at, &[",", "—", "–", "-", "("]));
    let Some(comma) = comma else { return false };
    let noun = gap.clone().any(|at| is_change_word(line, at)) && line.follows(first, &["of"]);
    let end = by.tokens.end as usize;
    let behind = is_change_word(line, end) || line.is_any(end, &["decrease", "decline"]);
    let based = (end..end + 4).any(|at| line.is_any(at, &["from", "over", "than", "compared", "since"]));
    let words = comma + 1..first;
    gap.len() <= 7 && words.len() <= 4 && (noun || behind) && !based && !line.has(words, &["and", "with", "while"])
}

fn now(passage: &[&Line<'_>], line: &Line<'_>, by: &Figure) -> Option<Finding> {
    // `a cut of four`
    let first = by.tokens.start as usize;
    let amount = is_level(by)
        && by.noun.is_none()
        && line.follows(first, &["of"])
        && first >= 2
        && is_change_word(line, first - 2);
    if !amount && !matches!(by.kind, Kind::Percent | Kind::Multiple | Kind::Fraction) || by.range {
        return None;
    }
    let own: Vec<&Figure> = line.figures.iter().filter(|f| f.start < by.start && is_level(f)).collect();
    let to = *own.last()?;
    let present = line.has(line.span(), &NOW) || line.is_any(line.span().start, &["it", "they"]);
    let ends = line.figures.iter().any(|f| is_number(f) && matches!(mark(line, f, by), Some(Direction::From)));
    if !present || ends || !is_apposed(line, by, to) {
        return None;
    }
    let from = match own.as_slice() {
        // `had 1,400 pupils in 2005 but has only 700 now`
        [from, to] => {
            let gap = line.gap(from, to);
            let turned = line.has(gap.clone(), &["but", "and", ",", "to"]) && gap.len() <= 10;
            turned.then_some(*from)?
        }
        [_] => {
            let before = previous(passage, line)?;
            let mut levels = before.figures.iter().filter(|f| is_level(f) && line::comparable(f, to));
            let (from, None) = (levels.next()?, levels.next()) else { return None };
            from
        }
        _ => return None,
    };
    let step = Move { from, to, by };
    let trend = trend_of(line, by);
    let way = trend.is_none_or(|t| (to.stated > from.stated) == (t == crate::annotate::figures::Trend::Up));
    let same = line::comparable(from, to) && line::same_noun(from, to) && from.per == to.per;
    (same && way && from.stated != to.stated && from.speech == to.speech)
        .then(|| judged(&step))?
        .map(|f| f.case("sentences"))
}

/// `The league took in $1.6 billion. That was up from $1 billion, an increase of 40 percent.`
fn up_from(passage: &[&Line<'_>], line: &Line<'_>, by: &Figure) -> Option<Finding> {
    let start = line.span().start;
    let opens = line.is_any(start, &["that", "it", "this"])
        && line.is_any(start + 1, &["was", "is", "represents", "compares", "compared", "marks"]);
    let mut own = line.figures.iter().filter(|f| is_level(f) && f.start != by.start);
    let (from, None) = (own.next()?, own.next()) else { return None };
    let first = from.tokens.start as usize;
    let led = first < by.tokens.start as usize && line.has(start..first, &["from", "over", "than", "with"]);
    let before = previous(passage, line).filter(|l| l.region == line.region)?;
    let mut levels = before.figures.iter().filter(|f| is_level(f) && line::comparable(f, from));
    let (to, None) = (levels.next()?, levels.next()) else { return None };
    let step = Move { from, to, by };
    let shares = line.figures.iter().filter(|f| f.kind == Kind::Percent).count();
    let ratio = to.stated.checked_div(from.stated)?;
    let near = ratio < Decimal::from(4) && ratio > Decimal::new(25, 2);
    let fits = opens && led && near && by.kind == Kind::Percent && shares == 1;
    let one = line::same_noun(from, to) && from.speech == to.speech && is_apposed(line, by, from);
    (fits && one).then(|| judged(&step))?.map(|f| f.case("sentences"))
}

/// `Revenue rose 8 percent to $5.4 billion. A year ago it was $4.5 billion.`
fn a_year_ago(passage: &[&Line<'_>], line: &Line<'_>, by: &Figure) -> Option<Finding> {
    if by.kind != Kind::Percent || by.direction != Some(Direction::By) {
        return None;
    }
    let mut ends = line.figures.iter().filter(|f| is_level(f));
    let (to, None) = (ends.next()?, ends.next()) else { return None };
    let changes = line.figures.iter().filter(|f| f.kind == Kind::Percent).count();
    if mark(line, to, by) != Some(Direction::To) || changes != 1 {
        return None;
    }
    let next = passage.iter().find(|l| {
        previous(passage, l).is_some_and(|p| p.sentence.start == line.sentence.start && p.region == line.region)
    })?;
    let start = next.span().start;
    let head = start..(start + 9).min(next.span().end);
    let ago = next.has(head.clone(), &["ago", "earlier", "before", "previous", "last"])
        && next.has(head.clone(), &["year", "quarter", "month", "period", "week"]);
    let it = next.has(head, &["it", "they", "was", "were", "stood", "compares", "compared"]);
    let mut starts = next.figures.iter().filter(|f| is_level(f));
    let (from, None) = (starts.next()?, starts.next()) else { return None };
    let step = Move { from, to, by };
    let alike = line::comparable(from, to) && line::same_noun(from, to) && from.per == to.per;
    let ratio = to.stated.checked_div(from.stated)?;
    let near = ratio < Decimal::from(4) && ratio > Decimal::new(25, 2);
    (ago && it && alike && near && agrees(&step)).then(|| judged(&step))?.map(|f| f.case("sentences"))
}

//! A total in one sentence and its parts in the next: `The hall cost $22.6 million. Of that, $15.2
//! million came from …`; and people beside whom others are counted: `killed himself and three others`
//! where three died in all.

use super::super::line::{self, Line};
use super::super::sum;
use super::{added_up, is_part};
use crate::annotate::figures::{Decimal, Figure, Hedge, Interval, Kind};
use crate::check::Finding;

/// Whether parts are groups of one class, each another: men and women.
fn is_one_class(parts: &[&Figure]) -> bool {
    let classes = || parts.iter().map(|p| p.group.and_then(|g| g.split_once('/')));
    let first = classes().next().flatten().map(|g| g.0);
    first.is_some()
        && classes().all(|g| g.map(|g| g.0) == first)
        && parts.iter().enumerate().all(|(i, p)| parts[..i].iter().all(|q| q.group != p.group))
}

/// The parts behind "Of that" are more than the one total of the sentence before.
pub fn of_that(lines: &[Line<'_>], index: usize, at: usize) -> Option<Finding> {
    let line = lines.get(index)?;
    let start = line.span().start;
    let opens = line.is_any(start, &["of"])
        && line.is_any(start + 1, &["that", "those", "this", "these", "them"])
        && !line.is_any(start + 2, &["who", "which"]);
    let before = lines.get(index.checked_sub(1)?).filter(|l| follows(line, l))?;
    if at != 0 || !opens {
        return None;
    }
    let first = line.figures.first()?;
    let like = |f: &&Figure| is_part(f) && line::comparable(f, first) && f.per == first.per;
    let mut totals = before.figures.iter().filter(like);
    let (total, None) = (totals.next()?, totals.next()) else { return None };
    let mut parts: Vec<&Figure> = line.figures.iter().filter(like).collect();
    // The account may go on in the next sentence: `… and the state another $800,000.`
    let goes_on =
        |l: &&Line<'_>| follows(l, line) && l.region == line.region && l.has(l.span(), &["another", "remaining"]);
    if let Some(next) = lines.get(index + 1).filter(goes_on) {
        parts.extend(next.figures.iter().filter(|f| line::comparable(f, first) && f.per == first.per));
    }
    // A part of a part, a change or a sum within would be counted twice.
    let nested = line.has(line.span(), &["including", "which", "whom", "total", "both", "either", "combined", "also"]);
    let alone = parts.iter().all(|p| !p.subset && p.direction.is_none() && p.hedge.is_none());
    let counts = first.kind != Kind::Count || parts.iter().all(|p| p.noun.is_none() || line::same_noun(p, total));
    let enough = parts.len() >= if first.kind == Kind::Count { 2 } else { 3 };
    // The money must be accounted for one by one, each part with its own verb or comma.
    if nested || !alone || !counts || !enough || parts.len() > 8 || total.subset || total.hedge == Some(Hedge::AtLeast)
    {
        return None;
    }
    let value = parts.iter().try_fold(Interval::point(Decimal::ZERO), |sum, p| sum.add(&line::close(p)))?;
    if value.low()? <= line::close(total).high()? || first.kind == Kind::Count && total.stated < Decimal::from(3) {
        return None;
    }
    // Groups that may share members are no parts: those who are women, those who are hurt.
    let overlap = first.kind == Kind::Count
        && !line.has(line.span(), &["other", "others", "rest", "remaining", "remainder"])
        && !is_one_class(&parts);
    if overlap {
        return None;
    }
    let terms: Vec<_> = parts.iter().map(|p| p.stated).collect();
    let mut finding = added_up(total, &terms, &value, &line::close(total))?.case("passage");
    for part in parts {
        finding = finding.related(line::place(part), "part");
    }
    finding.unsure = total.hedge.is_some();
    Some(finding)
}

/// Whether one sentence follows the other, in its paragraph or at the head of the next.
fn follows(line: &Line<'_>, before: &Line<'_>) -> bool {
    let own = |l: &Line<'_>| l.figures.first().map_or(0, |f| f.sentence);
    line.region == before.region && own(line) == own(before) + 1
        || line.region == before.region + 1
            && own(line) == 0
            && before.plain.get(before.sentence.end as usize..).is_some_and(|rest| rest.trim().is_empty())
}

/// So many sentences with figures back the whole may be told.
const REACH: usize = 10;
/// So many either way may bear the number out.
const AROUND: usize = 60;

/// `left three people dead … left him and three other people dead`: with him they are four.
pub fn with_others(lines: &[Line<'_>], index: usize, at: usize) -> Option<Finding> {
    let line = lines.get(index)?;
    let others = line.figures.get(at)?;
    let first = others.tokens.start as usize;
    let behind = others.tokens.end as usize;
    let other = line.is_any(behind, &["other", "others"]);
    let with = line.follows(first, &["and"])
        && first >= 2
        && line.is_any(first - 2, &["him", "her", "himself", "herself", "he", "she", "gunman", "driver", "pilot"]);
    let exact = |f: &Figure| f.kind == Kind::Count && f.hedge.is_none() && !f.range && f.stated > Decimal::ONE;
    let role = others.role?;
    if !other || !with || !exact(others) || !DEADLY.contains(&role) {
        return None;
    }
    let made = others.stated.checked_add(Decimal::ONE)?;
    let counts = |l: &&Line<'_>| l.figures.iter().any(|f| exact(f) && f.role == Some(role));
    let all: Vec<&Figure> = lines
        .get(index.saturating_sub(AROUND)..(index + AROUND).min(lines.len()))?
        .iter()
        .filter(counts)
        .flat_map(|l| l.figures)
        .filter(|f| exact(f) && f.role == Some(role) && f.start != others.start && !f.subset && !f.additional)
        .take(20)
        .collect();
    let near = lines.get(index.saturating_sub(REACH)..index)?.first().map_or(0, |l| l.region);
    if all.iter().any(|f| f.stated == made) {
        return None;
    }
    let whole = all.into_iter().find(|f| f.stated == others.stated && f.region >= near && f.region < others.region)?;
    let sum =
        format!("1 + {} = {}, the text says {}", sum::amount(others.stated), sum::amount(made), sum::stated(whole));
    let finding = Finding::at(line::place(others)).case("others").value("sum", sum).value("right", sum::amount(made));
    Some(finding.value("stated", sum::stated(whole)).related(line::place(whole), "total"))
}

/// `four masked gunmen … a gunman was joined by four other gunmen`: with the first they are five.
pub fn joined(lines: &[Line<'_>], index: usize, at: usize) -> Option<Finding> {
    let line = lines.get(index)?;
    let others = line.figures.get(at)?;
    let first = others.tokens.start as usize;
    let other = line.is_any(others.tokens.end as usize, &["other", "others"]);
    let with =
        line.follows(first, &["by"]) && first >= 2 && line.is_any(first - 2, &["joined", "accompanied", "followed"]);
    let exact = |f: &Figure| f.kind == Kind::Count && f.hedge.is_none() && !f.range && f.stated > Decimal::ONE;
    if !other || !with || !exact(others) || others.noun.is_none() {
        return None;
    }
    let made = others.stated.checked_add(Decimal::ONE)?;
    let around = lines.get(index.saturating_sub(AROUND)..(index + AROUND).min(lines.len()))?;
    let own = |f: &&Figure| f.start != others.start && exact(f) && f.noun.is_some() && line::same_noun(f, others);
    if around.iter().flat_map(|l| l.figures).filter(own).any(|f| f.stated == made) {
        return None;
    }
    let before = lines.get(index.saturating_sub(REACH)..index)?;
    let whole =
        before.iter().flat_map(|l| l.figures).filter(own).find(|f| f.stated == others.stated && !f.additional)?;
    let sum =
        format!("1 + {} = {}, the text says {}", sum::amount(others.stated), sum::amount(made), sum::stated(whole));
    let finding = Finding::at(line::place(others)).case("others").value("sum", sum).value("right", sum::amount(made));
    Some(finding.value("stated", sum::stated(whole)).related(line::place(whole), "total"))
}

/// Roles that a person is in once.
const DEADLY: [&str; 4] = ["killed", "injured", "arrested", "charged"];

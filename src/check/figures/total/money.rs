//! Sums of money that somebody gets, pays or adds, against all of it: `Of the $80 million, $50 million will
//! come from the state, …`, `$12 billion for roads and $8 billion for rail. The $28 billion package`.

use super::super::items::{self, Item};
use super::super::line::{self, Line};
use super::super::slip;
use super::added_up;
use super::opposed::follows;
use crate::annotate::figures::{Decimal, Figure, Hedge, Interval, Kind};
use crate::check::Finding;

fn is_money(figure: &Figure) -> bool {
    matches!(figure.kind, Kind::Money(_))
        && !figure.range
        && figure.per.is_none()
        && matches!(figure.hedge, None | Some(Hedge::About | Hedge::Exactly))
}

/// The faults about the sum of money at a figure.
pub fn find(lines: &[Line<'_>], index: usize, at: usize) -> Option<Finding> {
    let line = lines.get(index)?;
    let total = line.figures.get(at)?;
    of_the(line, at).or_else(|| split(line, at)).or_else(|| rest(line, at)).or_else(|| {
        let before = lines.get(index.checked_sub(1)?).filter(|l| follows(line, l))?;
        told_again(before, line, total).or_else(|| short_of(before, line, at))
    })
}

/// What a row of sums makes, against a total that it should be.
fn against(total: &Figure, row: &[Item<'_>], near: bool) -> Option<Finding> {
    let (made, value) = items::sum(row)?;
    let whole = line::close(total);
    if !value.disjoint(&whole) || near && !is_near(made, total.stated) {
        return None;
    }
    let terms: Vec<_> = row.iter().map(|i| i.value).collect();
    Some(items::with_parts(added_up(total, &terms, &value, &whole)?, row))
}

/// Within a fifth: who splits a sum says nearly all of it.
fn is_near(made: Decimal, total: Decimal) -> bool {
    let ratio = made.checked_div(total).unwrap_or_default();
    ratio > Decimal::new(8, 1) && ratio < Decimal::new(125, 2) || slip::is_slip(total, &Interval::point(made))
}

/// The sums of a stretch of a sentence, each with words of its own; nothing else may be counted in it.
fn sums<'a>(line: &Line<'a>, from: usize, until: usize) -> Option<Vec<Item<'a>>> {
    let inner = line.figures.iter().filter(|f| (from..until).contains(&(f.tokens.start as usize)));
    let mut row = Vec::new();
    for figure in inner {
        let first = figure.tokens.start as usize;
        let part = figure.subset && !line.follows(first, &["includes", "include", "included"]);
        if !is_money(figure) || part || figure.direction.is_some() {
            return None;
        }
        row.push(Item { value: figure.stated, figure: Some(figure), first, end: line::phrase_end(figure) });
    }
    let parted = row.windows(2).all(|p| {
        let gap = p[0].end.min(p[1].first)..p[1].first;
        gap.len() <= 16
            && line.has(gap.clone(), &[",", "and", ";", "while"])
            && !line.has(gap, &["of", "or", "than", "including", "to"])
            || line.has(p[0].end.min(p[1].first)..p[1].first, &["and", "which"])
                && !line.has(p[0].end.min(p[1].first)..p[1].first, &["including", "or", "than", "worth"])
    });
    let and = row.len().checked_sub(2).is_some_and(|at| line.has(row[at].end..row[at + 1].first, &["and", ";"]));
    ((2..=8).contains(&row.len()) && parted && and).then_some(row)
}

/// `Of the $80 million, $50 million will come from the state, $20 million from the city and $15 million
/// from donors.`
fn of_the(line: &Line<'_>, at: usize) -> Option<Finding> {
    let total = line.figures.get(at).filter(|f| is_money(f))?;
    let (first, start) = (total.tokens.start as usize, line.span().start);
    let opens = at == 0 && line.is_any(start, &["of"]) && first <= start + 3;
    if !opens {
        return None;
    }
    let end = line::phrase_end(total);
    let comma = (end..end + 9).find(|i| line.is_any(*i, &[","]))?;
    if line.figures.get(1)?.tokens.start as usize > comma + 4 {
        return None;
    }
    let row = sums(line, comma, line.span().end)?;
    let more = items::sum(&row)?.0 > total.stated;
    // Two parts may be some of it.
    if !more && row.len() < 3 {
        return None;
    }
    against(total, &row, !more)
}

/// `The $5 million will be split between the museum, which gets $2 million, and the library, which gets
/// $2.5 million.`
fn split(line: &Line<'_>, at: usize) -> Option<Finding> {
    let total = line.figures.get(at).filter(|f| at == 0 && is_money(f))?;
    let end = line::phrase_end(total);
    let next = line.figures.get(1)?.tokens.start as usize;
    let verb = (end..next).any(|i| {
        let split = line.is_any(i, &["split", "divided", "shared", "apportioned"])
            && line.has(i..(i + 3).min(next), &["between", "among", "into", ":"]);
        let paid = line.is_any(i, &["paid", "funded", "financed"])
            && line.has(i..(i + 4).min(next + 1), &["with", "by", "from", "through"]);
        split || paid
    });
    // `The $90 bill includes $70 for food, $15 for wine and $10 for the tip.`
    let includes = line.is_any(next.checked_sub(1)?, &["includes", "include", "included", "covers"]);
    if !verb && !includes {
        return None;
    }
    let row = sums(line, next, line.span().end)?;
    let over = items::sum(&row)?.0 > total.stated;
    (verb || over).then(|| against(total, &row, true))?
}

/// `The state pays $30 million of the $75 million cost, the county $25 million and Denby the remaining $10
/// million.`
fn rest(line: &Line<'_>, at: usize) -> Option<Finding> {
    let last = line.figures.get(at).filter(|f| is_money(f))?;
    let first = last.tokens.start as usize;
    if !line.follows(first, &["remaining", "other", "final", "last"]) || at + 1 != line.figures.len() {
        return None;
    }
    // Part and whole in one figure, or in two.
    let pair = line.figures.iter().find(|f| f.kind == Kind::OutOf && f.pair.is_some());
    let money: Vec<&Figure> = line.figures.iter().filter(|f| is_money(f)).collect();
    let of = |f: &Figure| {
        let first = f.tokens.start as usize;
        line.follows(first, &["the"]) && first >= 2 && line.is_any(first - 2, &["of"])
    };
    let whole = *money.iter().find(|f| of(f))?;
    let head = pair.and_then(|p| p.pair).map(|(part, _)| part);
    let others: Vec<&Figure> = money.iter().copied().filter(|f| f.start != whole.start).collect();
    if others.len() + usize::from(head.is_some()) < 3 || line.figures.len() > money.len() + usize::from(pair.is_some())
    {
        return None;
    }
    let mut terms: Vec<Decimal> = head.into_iter().collect();
    terms.extend(others.iter().map(|f| f.stated));
    let value = others.iter().try_fold(Interval::point(head.unwrap_or_default()), |sum, f| sum.add(&line::close(f)))?;
    let all = line::close(whole);
    if !value.disjoint(&all) {
        return None;
    }
    let finding = added_up(whole, &terms, &value, &all)?;
    Some(others.iter().fold(finding, |finding, part| finding.related(line::place(part), "part")))
}

/// `They have collected $41.5 million. That is $6.5 million short of the $48 million they need`.
fn short_of(before: &Line<'_>, line: &Line<'_>, at: usize) -> Option<Finding> {
    let (by, total) = (line.figures.get(at)?, line.figures.get(at + 1)?);
    let end = by.tokens.end as usize;
    let gap = end..total.tokens.start as usize;
    let short = line.is_any(end, &["short", "shy"]) && gap.len() <= 5 && line.has(gap, &["of"]);
    let opens = line.is_any(line.span().start, &["that", "it", "this", "they"]);
    let mut all = before.figures.iter().filter(|f| matches!(f.kind, Kind::Money(_)));
    let (part, None) = (all.next()?, all.next()) else { return None };
    let alike = is_money(by)
        && is_money(total)
        && is_money(part)
        && line::comparable(by, total)
        && line::comparable(part, total);
    if !short || !opens || !alike || line.figures.iter().filter(|f| is_money(f)).count() != 2 {
        return None;
    }
    let value = line::close(part).add(&line::close(by))?;
    let whole = line::close(total);
    if !value.disjoint(&whole) || !is_near(part.stated.checked_add(by.stated)?, total.stated) {
        return None;
    }
    let finding = added_up(total, &[part.stated, by.stated], &value, &whole)?.case("account");
    Some(finding.related(line::place(part), "part").related(line::place(by), "part"))
}

/// `$250,000 to the hospital and $150,000 to the school. The two gifts, totalling $450,000,`.
fn told_again(before: &Line<'_>, line: &Line<'_>, total: &Figure) -> Option<Finding> {
    let first = total.tokens.start as usize;
    let start = line.span().start;
    let the = line.follows(first, &["the"]) && first <= start + 2 && total.noun.is_none();
    let sum = line.is_any(total.tokens.end as usize, &["total", "package", "sum"]);
    let verb = the && sum
        || line.follows(first, &["totaling", "totalling"])
            && line.has(start..first, &["the", "both", "together", "combined", "those"]);
    let amounts = line.figures.iter().filter(|f| matches!(f.kind, Kind::Money(_))).count();
    if !is_money(total) || !the && !verb || amounts != 1 || total.direction.is_some() {
        return None;
    }
    let from = before.figures.first()?.tokens.start as usize;
    let row = sums(before, from, before.span().end)?;
    // `$12 billion for roads, $8 billion for rail`: all in one manner.
    let word = |i: &Item<'_>| ["for", "to", "from", "in", "on"].into_iter().find(|w| before.is_any(i.end, &[w]));
    let shape = row.first().and_then(word);
    let all = before.figures.iter().filter(|f| matches!(f.kind, Kind::Money(_))).count();
    if shape.is_none() || row.iter().any(|i| word(i) != shape) || all != row.len() || row.len() < 2 {
        return None;
    }
    if row.len() == 2 && !verb || row.iter().any(|i| i.value == total.stated) {
        return None;
    }
    Some(against(total, &row, true)?.case("account"))
}

//! The halves and quarters of a game against what was scored in all: `12 points in the first half and 15
//! in the second to finish with 29`; and games won, lost and drawn against the games played.

use super::super::items::{self, Item};
use super::super::line::{self, Line};
use super::super::sum;
use super::series;
use crate::annotate::figures::{Decimal, Figure, Kind};
use crate::check::Finding;

/// Ordinals in their order.
const ORDER: [&str; 4] = ["first", "second", "third", "fourth"];

/// Verbs before a final score.
const WON: [&str; 10] = ["win", "won", "winning", "beat", "lose", "lost", "losing", "defeat", "prevail", "down"];

/// The faults of a sentence, looked at from its first figure.
pub fn find(line: &Line<'_>, at: usize) -> Option<Finding> {
    parts_of_a_game(line, at).or_else(|| record(line, at)).or_else(|| goals(line, at)).or_else(|| served(line, at))
}

/// `19 goals and 27 assists for 46 points`.
fn goals(line: &Line<'_>, at: usize) -> Option<Finding> {
    let [goals, assists, points] = line.figures.get(at..at + 3)? else { return None };
    let called = |f: &Figure, words: &[&str]| {
        f.kind == Kind::Count && f.hedge.is_none() && line.has(f.tokens.end as usize..line::phrase_end(f) + 1, words)
    };
    if !called(goals, &["goals", "goal"]) {
        return None;
    }
    let score = points.kind == Kind::Points || called(points, &["points", "point"]);
    let first = line.gap(goals, assists);
    let second = line.gap(assists, points);
    let and = line.only(first.clone(), &["and", ",", "with", "added", "plus"]) && !first.is_empty();
    let makes = second.len() <= 9
        && line.has(second.clone(), &["for", "(", "—", "–", ","])
        && !line.has(second, &["and", "in", "with"]);
    if !called(assists, &["assists", "assist"]) || !score || !and || !makes {
        return None;
    }
    let made = goals.stated.checked_add(assists.stated)?;
    if made == points.stated || !points.stated.is_integer() {
        return None;
    }
    let sum = sum::of_two(goals.stated, '+', assists.stated, made, &sum::amount(points.stated));
    let finding = Finding::at(line::place(points)).case("series").value("sum", sum).value("right", sum::amount(made));
    let finding = finding.value("stated", sum::amount(points.stated));
    Some(finding.related(line::place(goals), "part").related(line::place(assists), "part"))
}

/// `30 years with 12 years suspended, or 18 years to serve`, `suspended 8 of the 20 years, leaving 12 years`.
fn served(line: &Line<'_>, at: usize) -> Option<Finding> {
    let [whole, off, rest] = line.figures.get(at..at + 3)? else { return None };
    let unit = |f: &Figure| (f.kind == Kind::Duration && f.hedge.is_none() && !f.range).then_some(f.unit?.name);
    let one = unit(whole)?;
    let same = unit(off) == Some(one) && unit(rest) == Some(one);
    let (first, end) = (off.tokens.start as usize, off.tokens.end as usize);
    let suspended = line.has(first.saturating_sub(3)..first, &["suspended", "suspending"])
        || line.has(end..(end + 3).min(rest.tokens.start as usize), &["suspended"]);
    let gap = end..rest.tokens.start as usize;
    let left = line.follows(rest.tokens.start as usize, &["or", "leaving", "serve", "of", "active"])
        || line.has(gap.clone(), &["leaving", "leaves"]);
    let behind = rest.tokens.end as usize;
    let serve = (behind..behind + 4)
        .any(|i| line.is_any(i, &["serve", "incarceration", "active", "prison", "jail", "behind", "served"]));
    if !same
        || !suspended
        || !left
        || !serve && !line.has(gap.clone(), &["leaving", "serve", "leaves"])
        || gap.len() > 12
        || whole.stated <= off.stated
    {
        return None;
    }
    let made = whole.stated.checked_sub(off.stated)?;
    if made == rest.stated || line.has(line.span(), &["probation", "concurrent", "concurrently", "consecutive", "each"])
    {
        return None;
    }
    let sum = sum::of_two(whole.stated, '-', off.stated, made, &sum::amount(rest.stated));
    let finding = Finding::at(line::place(rest)).case("rest").value("sum", sum).value("right", sum::amount(made));
    let finding = finding.value("stated", sum::stated(rest));
    Some(finding.related(line::place(whole), "total").related(line::place(off), "part"))
}

/// How many halves or quarters the numbers of a row stand for, in their order and without a gap.
fn complete(line: &Line<'_>, row: &[Item<'_>]) -> bool {
    let until = |at: usize| row.get(at + 1).map_or(line.span().end, |i| i.first).min(row[at].end + 8);
    let ordered = (0..row.len()).all(|at| {
        let Some(word) = ORDER.get(at) else { return false };
        (row[at].end..until(at)).any(|i| line.is_any(i, &[word]))
    });
    let named = (row[0].end..until(0)).find_map(|i| {
        let half = line.is_any(i, &["half"]).then_some(2);
        half.or_else(|| line.is_any(i, &["quarter"]).then_some(4)).or_else(|| line.is_any(i, &["period"]).then_some(3))
    });
    ordered && named == Some(row.len()) && !line.has(line.span(), &["overtime", "overtimes", "extra", "shootout"])
}

fn parts_of_a_game(line: &Line<'_>, at: usize) -> Option<Finding> {
    let first = line.figures.get(at).filter(|f| f.kind == Kind::Count)?;
    let end = line::phrase_end(first);
    if !line.has(end..(end + 8).min(line.span().end), &["half", "quarter", "period"]) {
        return None;
    }
    // The total may stand behind them: `to finish with 29`.
    let last = line.figures.iter().skip(at + 1).find(|f| {
        let start = f.tokens.start as usize;
        line.follows(start, &["with"])
            && start >= 2
            && line.is_any(start - 2, &["finish", "finished", "finishing", "ended", "end", "ending", "finishes"])
    });
    let until = last.map_or(line.span().end, |f| f.tokens.start as usize);
    let score = line.figures.iter().skip(at + 1).find(|f| matches!(f.kind, Kind::Score | Kind::Vote));
    let until = score.map_or(until, |f| until.min(f.tokens.start as usize));
    let row = items::row(line, first.tokens.start as usize, until, false)?;
    if !complete(line, &row) {
        return None;
    }
    // `to win 95-90`: one of the two numbers of the score.
    if let Some((a, b)) =
        score.filter(|f| line.has(row[row.len() - 1].end..f.tokens.start as usize, &WON)).and_then(|f| f.pair)
        && let Some(score) = score
    {
        let (made, _) = items::sum(&row)?;
        if made == a || made == b || row.len() < 4 {
            return None;
        }
        return told(&Figure { stated: a, ..score.clone() }, &row);
    }
    // Or before them: `had 21 points, 14 of them in the first half`.
    let before = at.checked_sub(1).and_then(|i| line.figures.get(i)).filter(|f| {
        let gap = line::phrase_end(f)..first.tokens.start as usize;
        f.kind == Kind::Count && f.noun.is_some() && gap.len() <= 4 && line.has(gap, &[",", "—", "–", ":", "with", "("])
    });
    let total = last.filter(|f| f.kind == Kind::Count).or(before)?;
    told(total, &row)
}

/// `9-4 after 12 games`, `won 22 of his 31 fights, lost eight and drew two`.
fn record(line: &Line<'_>, at: usize) -> Option<Finding> {
    let won = line.figures.get(at)?;
    if won.kind == Kind::Score || won.kind == Kind::Vote {
        let (a, b) = won.pair?;
        let games = line.figures.get(at + 1).filter(|f| f.kind == Kind::Count && f.hedge.is_none() && !f.range)?;
        let between = won.tokens.end as usize..games.tokens.start as usize;
        let after = line.only(between.clone(), &["after", "through", "in", "their", "its", "first", "the"])
            && line.has(between.clone(), &["after", "through"]);
        let noun = line.has(games.tokens.end as usize..line::phrase_end(games) + 1, &["games", "matches", "bouts"]);
        let are = line.has(
            won.tokens.start.saturating_sub(3) as usize..won.tokens.start as usize,
            &["are", "is", "were", "was", "went", "to"],
        );
        let made = a.checked_add(b)?;
        if !after || !noun || !are || made == games.stated || !items::is_near(made, games.stated) {
            return None;
        }
        return Some(series::unlike(won, (a, b), made, games));
    }
    // `won 22 of his 31 fights, lost eight and drew two`
    let (part, whole) = won.pair.filter(|_| won.kind == Kind::OutOf && won.hedge.is_none())?;
    if !line.follows(won.tokens.start as usize, &["won", "win", "winning"]) {
        return None;
    }
    let rest: Vec<&Figure> = line.figures.iter().filter(|f| f.start >= won.end && f.kind == Kind::Count).collect();
    let verbs = rest.iter().all(|f| {
        line.follows(f.tokens.start as usize, &["lost", "losing", "drew", "drawn", "drawing", "tied", "tying"])
    });
    let others = line.figures.iter().filter(|f| f.start > won.end).count();
    let made = rest.iter().try_fold(part, |sum, f| sum.checked_add(f.stated))?;
    if rest.len() < 2 || others != rest.len() || !verbs || made == whole {
        return None;
    }
    let terms: Vec<_> = [part].into_iter().chain(rest.iter().map(|f| f.stated)).map(sum::amount).collect();
    let sum = format!("{} = {}, the text says {}", terms.join(" + "), sum::amount(made), sum::amount(whole));
    let finding = Finding::at(line::place(won)).case("series").value("sum", sum).value("right", sum::amount(made));
    Some(rest.iter().fold(finding.value("stated", sum::amount(whole)), |f, part| f.related(line::place(part), "part")))
}

fn told(total: &Figure, row: &[Item<'_>]) -> Option<Finding> {
    let (made, _) = items::sum(row)?;
    if made == total.stated
        || total.hedge.is_some()
        || made.checked_add(made)? < total.stated
        || total.stated < Decimal::TWO
    {
        return None;
    }
    let terms: Vec<_> = row.iter().map(|i| sum::amount(i.value)).collect();
    let sum = format!("{} = {}, the text says {}", terms.join(" + "), sum::amount(made), sum::stated(total));
    let finding = Finding::at(line::place(total)).value("sum", sum).value("right", sum::amount(made));
    Some(items::with_parts(finding.value("stated", sum::stated(total)), row))
}

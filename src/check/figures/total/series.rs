//! A series of games that is not as long as its games: `won the series 4-2 in seven games`.

use super::super::line::{self, Line};
use super::super::sum;
use crate::annotate::figures::{Decimal, Figure, Kind};
use crate::article::Place;
use crate::check::Finding;

/// Words with which a series ends.
const WON: [&str; 16] = [
    "won", "win", "wins", "winning", "clinched", "clinch", "clinches", "took", "take", "takes", "lost", "lose",
    "loses", "beat", "swept", "closed",
];

/// The games won and lost at a figure, against the number of games that the sentence gives.
pub fn find(line: &Line<'_>, at: usize) -> Option<Finding> {
    let score = line.figures.get(at).filter(|f| matches!(f.kind, Kind::Score | Kind::Vote) && !f.speech)?;
    let (a, b) = score.pair?;
    let small = a <= Decimal::from(4) && b <= Decimal::from(4) && a != b;
    let first = score.tokens.start as usize;
    let series = line.has(first.saturating_sub(4)..(first + 5).min(line.span().end), &["series", "best-of-seven"]);
    if !small || !series || !line.has(line.span(), &WON) {
        return None;
    }
    if let Some(finding) = in_game(line, score, a.checked_add(b)?) {
        return Some(finding);
    }
    let games = line.figures.iter().find(|f| {
        let start = f.tokens.start as usize;
        let counted = f.kind == Kind::Count && line.has(start..line::phrase_end(f), &["games"]);
        counted && line.follows(start, &["in"]) && is_plain(f) && f.start > score.start
    })?;
    let made = a.checked_add(b)?;
    let gap = line.gap(score, games);
    if gap.len() > 4 || line.has(gap, &[",", ";", "and"]) || made == games.stated || games.stated > Decimal::from(7) {
        return None;
    }
    Some(unlike(score, (a, b), made, games))
}

/// A score, or a record, whose two numbers are not as many as the games.
pub fn unlike(score: &Figure, (a, b): (Decimal, Decimal), made: Decimal, games: &Figure) -> Finding {
    let sum = sum::of_two(a, '+', b, made, &sum::stated(games));
    let finding = Finding::at(line::place(games)).case("series").value("sum", sum).value("right", sum::amount(made));
    finding.value("stated", sum::stated(games)).related(line::place(score), "part")
}

/// `took the series 3-2 in game seven`: the last game has the number of all of them.
fn in_game(line: &Line<'_>, score: &Figure, made: Decimal) -> Option<Finding> {
    const NUMBERS: [(&str, &str); 4] = [("four", "4"), ("five", "5"), ("six", "6"), ("seven", "7")];
    let end = score.tokens.end as usize;
    let game =
        (end..(end + 4).min(line.span().end)).find(|at| line.is_any(*at, &["game"]) && line.follows(*at, &["in"]))?;
    let last = NUMBERS.iter().position(|(word, digit)| line.is_any(game + 1, &[word, digit]))?;
    let stated = Decimal::from(last as u64 + 4);
    if made == stated {
        return None;
    }
    let tokens = line.tokens.get(game..game + 2)?;
    let place = Place::within(line.region, tokens[0].start..tokens[1].end);
    let text = line.plain.get(place.start as usize..place.end as usize)?;
    let (a, b) = score.pair?;
    let sum = format!("{} + {} = {}, the text says {text}", sum::amount(a), sum::amount(b), sum::amount(made));
    let finding = Finding::at(place).case("series").value("sum", sum).value("right", sum::amount(made));
    Some(finding.value("stated", text).related(line::place(score), "part"))
}

fn is_plain(figure: &Figure) -> bool {
    figure.hedge.is_none() && !figure.range
}

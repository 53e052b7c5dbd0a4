//! A vote that is told twice: with its margin, with its two sides in the next sentence, or as unanimous.

use super::super::line::{self, Line};
use super::super::sum;
use super::is_plain;
use crate::annotate::Annotated;
use crate::annotate::figures::{Decimal, Figure, Kind};
use crate::article::Place;
use crate::check::Finding;

/// The two numbers of a vote: `410-388`, or `61 votes to 59`.
fn votes<'a>(line: &Line<'a>, at: usize) -> Option<(Decimal, Decimal, &'a Figure)> {
    let figure = line.figures.get(at)?;
    if matches!(figure.kind, Kind::Vote | Kind::Score) {
        let (a, b) = figure.pair?;
        return Some((a, b, figure));
    }
    let second = line.figures.get(at + 1).filter(|f| is_plain(f))?;
    let end = figure.tokens.end as usize;
    let gap = end..second.tokens.start as usize;
    let cast = line.is_any(end, &["vote", "votes", "ballots"]);
    let cast = cast || figure.noun.is_none() && gap.len() == 1;
    let to =
        line.only(gap.clone(), &["vote", "votes", "ballots", "to", "against"]) && line.has(gap, &["to", "against"]);
    (is_plain(figure) && cast && to).then_some((figure.stated, second.stated, figure))
}

/// Words for how far two sides are apart.
const MARGINS: [&str; 6] = ["margin", "majority", "lead", "plurality", "edge", "advantage"];

/// `passed by 61 votes to 59, a majority of four`, `by a margin of 12 votes, 410-388`.
pub fn margin(line: &Line<'_>, at: usize) -> Option<Finding> {
    let by = line.figures.get(at).filter(|f| is_plain(f) && !f.speech)?;
    let (first, end) = (by.tokens.start as usize, by.tokens.end as usize);
    let counted = line.is_any(end, &["vote", "votes", "ballots"]);
    let of = line.follows(first, &["of"]) && first >= 2 && line.is_any(first - 2, &MARGINS);
    // `a four-vote majority`
    let compound = line.is_any(end, &["-"]) && line.is_any(end + 1, &["vote"]) && line.is_any(end + 2, &MARGINS);
    if !of && !compound {
        return None;
    }
    let before = (at.saturating_sub(3)..at).rev().find_map(|i| {
        let (a, b, vote) = votes(line, i)?;
        // Two bare numbers are votes only where the margin is.
        let bare = vote.kind == Kind::Count && !line.is_any(vote.tokens.end as usize, &["vote", "votes", "ballots"]);
        if bare && !counted {
            return None;
        }
        let last = if matches!(vote.kind, Kind::Vote | Kind::Score) { vote } else { line.figures.get(i + 1)? };
        let gap = last.tokens.end as usize..first;
        (gap.len() <= 9 && line.has(gap.clone(), &[",", "—", "–", "("]) && !line.has(gap, &["and", "but", ";"]))
            .then_some((a, b, vote))
    });
    let behind = || {
        let (a, b, vote) = votes(line, at + 1)?;
        let gap = line.gap(by, vote);
        let gap = gap.start.max(end)..gap.end;
        let joint =
            line.only(gap.clone(), &["vote", "votes", "-", ",", "(", "—", "–", "majority", "margin", "lead", "of"]);
        (joint && gap.len() <= 5).then_some((a, b, vote))
    };
    let (a, b, vote) = before.or_else(behind)?;
    let apart = a.checked_sub(b)?.abs();
    if apart == by.stated || by.stated.is_zero() {
        return None;
    }
    let sum = format!(
        "{} - {} = {}, the text says {}",
        sum::amount(a.max(b)),
        sum::amount(a.min(b)),
        sum::amount(apart),
        sum::amount(by.stated)
    );
    let finding = Finding::at(line::place(by)).case("lead").value("sum", sum).value("right", sum::amount(apart));
    Some(finding.value("stated", sum::amount(by.stated)).related(line::place(vote), "vote"))
}

/// `split 5-3, with its four liberals for it and its four conservatives against`.
pub fn camps(line: &Line<'_>, at: usize) -> Option<Finding> {
    let vote = line.figures.get(at).filter(|f| matches!(f.kind, Kind::Vote | Kind::Score) && !f.speech)?;
    let (a, b) = vote.pair?;
    let end = vote.tokens.end as usize;
    let [one, other] = line.figures.get(at + 1..at + 3)? else { return None };
    let with = line.is_any(end, &[","]) && line.is_any(end + 1, &["with"]) || line.is_any(end, &["with"]);
    let opens = with && one.tokens.start as usize <= end + 4;
    let gap = line.gap(one, other);
    let joined = line.has(gap.clone(), &["and"]) && gap.len() <= 12;
    let sides =
        ["opposing", "backing", "supporting", "for", "against", "favor", "favour", "opposed", "dissenting", "voting"];
    let told = [one, other].iter().all(|f| {
        let end = line::phrase_end(f);
        line.has(end..(end + 4).min(line.span().end), &sides) && is_plain(f) && !f.subset
    });
    let (x, y) = (one.stated, other.stated);
    if !opens
        || !joined
        || !told
        || (x, y) == (a, b)
        || (x, y) == (b, a)
        || line.figures.get(at + 3).is_some_and(|f| f.kind == Kind::Count && line.gap(other, f).len() < 12)
    {
        return None;
    }
    let all = x.checked_add(y)? == a.checked_add(b)?;
    let over = x > a.max(b) || y > a.max(b);
    if !all && !over {
        return None;
    }
    let sum = format!("{} and {}, the vote was {}-{}", sum::amount(x), sum::amount(y), sum::amount(a), sum::amount(b));
    let finding = Finding::at(line::place(vote)).case("named").value("sum", sum).value("right", sum::amount(x));
    let finding = finding.value("stated", format!("{}-{}", sum::amount(a), sum::amount(b)));
    Some(finding.related(line::place(one), "names").related(line::place(other), "names"))
}

/// `ruled 6-3. Justices Kerr, Lind, Rusk and Dorrit dissented.`
pub fn dissent(article: &Annotated<'_>, line: &Line<'_>, at: usize) -> Option<Finding> {
    let vote = line.figures.get(at).filter(|f| matches!(f.kind, Kind::Vote | Kind::Score) && !f.speech)?;
    let (a, b) = vote.pair.filter(|(a, b)| a != b)?;
    let ruled = line.has(line.span(), &["ruled", "voted", "decision", "ruling", "vote", "court", "council", "board"]);
    let next = article.sentences().of(line.region).iter().find(|s| s.start >= line.sentence.end)?;
    let next = Line { sentence: *next, figures: &[], ..*line };
    let (names, end) = line::named_list(&next, next.span().start)?;
    let against = next.is_any(end, &["dissented", "objected", "opposed"])
        || next.is_any(end, &["voted", "cast"]) && next.has(end..end + 4, &["against", "no", "opposed"]);
    let (low, count) = (a.min(b), Decimal::from(names));
    let miss = low.checked_sub(count)?.abs();
    if !ruled || !against || names < 2 || miss.is_zero() || miss > Decimal::TWO || count == a.max(b) {
        return None;
    }
    let span = next.span();
    let place =
        Place::within(line.region, line.tokens.get(span.start)?.start..line.tokens.get(end.checked_sub(1)?)?.end);
    let sum = format!("{names} are named, the vote was {}-{}", sum::amount(a), sum::amount(b));
    let finding = Finding::at(line::place(vote)).case("named").value("sum", sum).value("right", names.to_string());
    Some(finding.value("stated", format!("{}-{}", sum::amount(a), sum::amount(b))).related(place, "names"))
}

/// `voted unanimously, 6-1,`.
pub fn unanimous(line: &Line<'_>, at: usize) -> Option<Finding> {
    let vote = line.figures.get(at).filter(|f| f.kind == Kind::Vote && !f.speech)?;
    let (a, b) = vote.pair.filter(|(a, b)| !a.is_zero() && !b.is_zero())?;
    let first = vote.tokens.start as usize;
    let floor = first.saturating_sub(3).max(line.span().start);
    let word = (floor..first).rev().find(|i| line.is_any(*i, &["unanimously", "unanimous"]))?;
    if !line.only(word + 1..first, &[",", "(", "by", "a", "vote", "—", "–", "of"])
        || line.follows(word, &["nearly", "almost", "not"])
    {
        return None;
    }
    let sum = format!("{}-{} is not unanimous", sum::amount(a), sum::amount(b));
    let finding = Finding::at(line::place(vote)).case("named").value("sum", sum).value("right", sum::amount(b));
    Some(finding.value("stated", format!("{}-{}", sum::amount(a), sum::amount(b))))
}

/// `voted 7-5 for the plan. Eight members voted for it and five against.`
pub fn sides(before: &Line<'_>, line: &Line<'_>) -> Option<Finding> {
    let own = |l: &Line<'_>| l.figures.first().map_or(0, |f| f.sentence);
    let mut all = before.figures.iter().filter(|f| f.kind == Kind::Vote);
    let (vote, None) = (all.next()?, all.next()) else { return None };
    let (a, b) = vote.pair?;
    let [yes, no] = line.figures else { return None };
    let (end, last) = (yes.tokens.end as usize, no.tokens.end as usize);
    let between = end..no.tokens.start as usize;
    let voted = line.has(between.clone(), &["voted", "were", "supported", "backed", "said"])
        && line.has(between.clone(), &["for", "favor", "favour", "yes", "supported", "backed"]);
    let against = line.has(last..(last + 4).min(line.span().end), &["against", "opposed", "no", "voted"]);
    let joined = line.has(between.clone(), &["and", ",", "while", "with"]) && between.len() <= 10;
    if own(line) != own(before) + 1 || !is_plain(yes) || !is_plain(no) || !voted || !against || !joined || no.speech {
        return None;
    }
    let (one, other) = (yes.stated, no.stated);
    if (one, other) == (a, b) || (one, other) == (b, a) {
        return None;
    }
    let near = one.checked_sub(a)?.abs() <= Decimal::TWO && other.checked_sub(b)?.abs() <= Decimal::TWO;
    if !near {
        return None;
    }
    let sum =
        format!("{} and {}, the vote was {}-{}", sum::amount(one), sum::amount(other), sum::amount(a), sum::amount(b));
    let place = if one == a || one == b { line::place(no) } else { line::place(yes) };
    let finding = Finding::at(place).case("named").value("sum", sum).value("right", sum::amount(a));
    Some(finding.value("stated", sum::amount(one)).related(line::place(vote), "vote"))
}

//! Groups and outcomes of which everybody has only one, against all of them: `Of the 60 who sat the exam,
//! 41 passed and 17 failed`, `There are 300 officers. Of them, 180 are men and 130 are women`, `The board
//! has 15 seats. The Greens won eight, the Reds five and the Blues three`.

use super::super::items::{self, Item};
use super::super::line::{self, Line};
use super::super::sum;
use super::added_up;
use crate::annotate::figures::lexicons::PEOPLE;
use crate::annotate::figures::{Decimal, Figure, Kind};
use crate::check::Finding;

/// The row that begins at a figure, against the whole that its sentence or its neighbours give.
pub fn find(lines: &[Line<'_>], index: usize, at: usize) -> Option<Finding> {
    let line = lines.get(index)?;
    let first = line.figures.get(at).filter(|f| f.kind == Kind::Count && f.hedge.is_none())?;
    let span = line.span();
    let until = (first.tokens.start as usize..span.end).find(|i| line.is_any(*i, &[";", ":", ")"])).unwrap_or(span.end);
    let start = first.tokens.start as usize;
    // `one in Denby, three in Marlow and two in Corran`: the first of them may be a word.
    let floor = at.checked_sub(1).and_then(|i| line.figures.get(i)).map_or(span.start, line::phrase_end);
    let one = (floor..start).find(|i| line.is_any(*i, &["one"]) && line.follows(*i, &[","]));
    let row = one.and_then(|one| items::row(line, one, until, true));
    let row = row.or_else(|| items::row(line, start, until, true))?;
    if row.iter().any(|i| i.figure.is_some_and(|f| f.kind != Kind::Count || f.hedge.is_some() || f.additional)) {
        return None;
    }
    let exclusive = items::are_exclusive(line, &row, until);
    let own = exclusive.then(|| within(line, at, &row)).flatten();
    let own = own.or_else(|| exclusive.then(|| among(line, &row)).flatten());
    let own = own.or_else(|| exclusive.then(|| before(lines, index, at, &row)).flatten());
    let (place, whole) = own
        .or_else(|| exclusive.then(|| told_again(lines, index, &row)).flatten())
        .or_else(|| seats(lines, index, at, &row))
        .or_else(|| members(lines, index, at, &row))
        .or_else(|| same_things(lines, index, &row))
        .or_else(|| made_up(line, &row).then(|| told_again(lines, index, &row)).flatten())
        .or_else(|| of_all(line, at, &row))?;
    let (made, value) = items::sum(&row)?;
    let all = items::tight(whole);
    if !value.disjoint(&all) || whole.stated < Decimal::from(3) || is_borne_out(lines, index, made) {
        return None;
    }
    let terms: Vec<_> = row.iter().map(|i| i.value).collect();
    let finding = items::with_parts(added_up(whole, &terms, &value, &all)?, &row);
    Some(if place == Whole::Here { finding } else { finding.case("account") })
}

/// `approved 11 of 15 measures and rejected five`, `Seven of the 12 jurors were women and four were men`.
pub fn out_of(line: &Line<'_>, at: usize) -> Option<Finding> {
    let (pair, rest) = (line.figures.get(at)?, line.figures.get(at + 1)?);
    let (part, whole) = pair.pair.filter(|_| pair.kind == Kind::OutOf && pair.hedge.is_none())?;
    // The second number of the pair may be a figure of its own.
    let rest = if rest.end <= pair.end { line.figures.get(at + 2)? } else { rest };
    let plain = rest.kind == Kind::Count && rest.hedge.is_none() && !rest.range && !rest.additional;
    let (first, end) = (rest.tokens.start as usize, line::phrase_end(rest));
    let item = |f: &Figure, first: usize, end: usize| {
        items::class(line, &Item { value: f.stated, figure: None, first, end }, (end + 5).min(line.span().end))
    };
    let before = |at: usize| {
        let token = at.checked_sub(1).and_then(|at| line.tokens.get(at))?;
        crate::annotate::figures::lexicons::OUTCOMES.get(token)?.split_once('/')
    };
    let until = line::phrase_end(pair);
    let own = before(pair.tokens.start as usize).or_else(|| item(pair, until, until));
    let other = before(first).or_else(|| item(rest, first, end));
    let (own, other) = (own?, other?);
    let gap = until..first;
    let joined =
        gap.len() <= 8 && line.has(gap.clone(), &["and", ",", "while"]) && !line.has(gap, &["of", ";", "than"]);
    let made = part.checked_add(rest.stated)?;
    let others = line.figures.iter().filter(|f| f.start > rest.end && f.kind == Kind::Count).count();
    if !plain
        || !joined
        || own.0 != other.0
        || own.1 == other.1
        || made == whole
        || others > 0
        || !items::is_near(made, whole)
    {
        return None;
    }
    let sum = sum::of_two(part, '+', rest.stated, made, &sum::amount(whole));
    let finding = Finding::at(line::place(pair)).value("sum", sum).value("right", sum::amount(made));
    Some(finding.value("stated", sum::amount(whole)).related(line::place(rest), "part"))
}

/// Where the whole stands.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Whole {
    Here,
    Elsewhere,
}

fn is_whole(figure: &Figure) -> bool {
    figure.kind == Kind::Count
        && figure.noun.is_some()
        && figure.hedge.is_none()
        && !figure.range
        && !figure.additional
        && figure.stated.is_integer()
}

/// So many sentences with figures either way may have the sum as a number of its own.
const AROUND: usize = 40;

/// Whether the story has what the parts make as a count.
fn is_borne_out(lines: &[Line<'_>], index: usize, made: Decimal) -> bool {
    let around = lines.get(index.saturating_sub(AROUND)..(index + AROUND).min(lines.len())).unwrap_or_default();
    around.iter().flat_map(|l| l.figures).any(|f| f.kind == Kind::Count && f.stated == made)
}

/// `Of the 60 students who sat the exam, 41 passed and 17 failed`, `26 people were aboard; 19 survived and
/// nine died`.
fn within<'a>(line: &Line<'a>, at: usize, row: &[Item<'_>]) -> Option<(Whole, &'a Figure)> {
    let whole = line.figures.get(at.checked_sub(1)?)?;
    let (first, end) = (row.first()?.first, line::phrase_end(whole));
    let gap = end..first;
    let of = line.has(whole.tokens.start.saturating_sub(3) as usize..whole.tokens.start as usize, &["of"])
        && whole.tokens.start as usize <= line.span().start + 4;
    let mark = line.has(gap.clone(), &[";", ":", "—", "–"]) || of && line.has(gap.clone(), &[","]);
    // The row stands right behind its mark, and little behind the row.
    let mark = mark && (1..=3).any(|by| first > by && line.is_any(first - by, &[",", ";", ":", "—", "–"]));
    let tail = row.last()?.end..line.span().end;
    let mark = mark && (tail.len() <= 12 || line.has(tail.start..tail.start + 8, &[",", ";", "."]));
    let near = items::is_near(items::sum(row)?.0, whole.stated);
    (is_whole(whole) && gap.len() <= 14 && mark && near && alike(line, row, whole)).then_some((Whole::Here, whole))
}

/// `18 ayes and 14 nays among the 31 senators`: more than there are.
fn among<'a>(line: &Line<'a>, row: &[Item<'_>]) -> Option<(Whole, &'a Figure)> {
    let last = row.last()?;
    let whole = line.figures.iter().find(|f| f.tokens.start as usize >= last.end)?;
    let gap = last.end..whole.tokens.start as usize;
    let of = gap.len() <= 4
        && line.has(gap.clone(), &["among", "of", "from"])
        && line.only(gap, &["among", "of", "from", "out", "the", "all", "votes", "its"]);
    let made = items::sum(row)?.0;
    (is_whole(whole) && of && made > whole.stated && items::is_near(made, whole.stated)).then_some((Whole::Here, whole))
}

/// Whether parts are not called otherwise than their whole: they have no noun, its noun, or one of people
/// where it counts people.
fn alike(line: &Line<'_>, row: &[Item<'_>], whole: &Figure) -> bool {
    let key = whole.noun.as_ref().map(|n| n.key);
    let people = whole.group.is_some() || is_people(line, whole);
    row.iter().all(|i| {
        let own = i.figure.and_then(|f| f.noun.as_ref());
        own.is_none_or(|n| Some(n.key) == key) || people && i.figure.is_some_and(|f| f.group.is_some() || f.subset)
    })
}

/// Whether a figure counts people, in the region of a line.
fn is_people(line: &Line<'_>, figure: &Figure) -> bool {
    let head = figure.noun.as_ref().map(|n| n.tokens.end as usize - 1);
    head.is_some_and(|at| line.tokens.get(at).is_some_and(|t| PEOPLE.has(t)))
}

/// `There are 300 officers. Of them, 180 are men and 130 are women.`
fn before<'a>(lines: &[Line<'a>], index: usize, at: usize, row: &[Item<'_>]) -> Option<(Whole, &'a Figure)> {
    let line = lines.get(index)?;
    let before = lines.get(index.checked_sub(1)?).filter(|l| follows(line, l))?;
    let start = line.span().start;
    let first = row.first()?.first;
    // `They came with five for defence and five for offence`
    // `Six were rescued and four drowned.`
    let they =
        line.is_any(start, &["they"]) && first <= start + 8 || first == start && row.iter().all(|i| i.noun().is_none());
    let back = line.has(start..(start + 2).min(first), &["of"]) && line.has(start..first, &["them", "those", "these"]);
    let end = row.first()?.figure.map_or(first + 1, |f| f.tokens.end as usize);
    let of = line.is_any(end, &["of"]) && line.is_any(end + 1, &["them", "those", "these", "the"]);
    let mut wholes = before.figures.iter().filter(|f| is_whole(f));
    let (whole, None) = (wholes.next()?, wholes.next()) else { return None };
    let near = items::is_near(items::sum(row)?.0, whole.stated);
    (at == 0 && (back || they || of && first <= start + 1) && near && alike(before, row, whole))
        .then_some((Whole::Elsewhere, whole))
}

/// Whether a row is all of something: `made up of five councillors and four residents`.
fn made_up(line: &Line<'_>, row: &[Item<'_>]) -> bool {
    let Some(first) = row.first().map(|i| i.first) else { return false };
    line.follows(first, &["of"]) && first >= 2 && line.is_any(first - 2, &["up", "consisting", "composed", "comprised"])
        || line.follows(first, &["comprising"])
}

/// `30 shops in Denby, 15 in Marlow and five in Corran. The 60 new shops`.
fn same_things<'a>(lines: &[Line<'a>], index: usize, row: &[Item<'_>]) -> Option<(Whole, &'a Figure)> {
    let line = lines.get(index)?;
    let next = lines.get(index + 1).filter(|l| follows(l, line))?;
    let key = row.first()?.noun()?;
    let prepositions = ["in", "from", "at", "on", "for", "to"];
    let word = |i: &Item<'_>| prepositions.into_iter().find(|w| line.is_any(i.end, &[w]));
    let shape = word(row.first()?)?;
    let apart =
        row.iter().all(|i| word(i) == Some(shape)) && row.iter().skip(1).all(|i| i.noun().is_none_or(|n| n == key));
    let whole = next.figures.iter().find(|f| is_definite(next, f) && f.noun.as_ref().is_some_and(|n| n.key == key))?;
    let own = row.iter().any(|i| i.value == whole.stated);
    let all = line.figures.iter().filter(|f| f.kind == Kind::Count).count() == row.len();
    let near = items::is_near(items::sum(row)?.0, whole.stated);
    (apart && !own && all && near && row.len() >= 2).then_some((Whole::Elsewhere, whole))
}

/// Words for all of those that were counted before.
const BANDS: [&str; 14] = [
    "group",
    "victims",
    "dead",
    "party",
    "crew",
    "team",
    "delegation",
    "injured",
    "wounded",
    "hostages",
    "suspects",
    "panel",
    "jury",
    "passengers",
];

/// `took 17 hostages. … The group includes 16 islanders and one Dane`.
fn members<'a>(lines: &[Line<'a>], index: usize, at: usize, row: &[Item<'_>]) -> Option<(Whole, &'a Figure)> {
    let line = lines.get(index)?;
    let near = |at: Option<usize>| at.and_then(|at| lines.get(at)).filter(|l| line.region.abs_diff(l.region) <= 2);
    let counts = |l: &&Line<'_>| l.figures.iter().any(is_whole);
    let before = near(index.checked_sub(1)).filter(counts).or_else(|| near(Some(index + 1)).filter(counts))?;
    let (start, first) = (line.span().start, row.first()?.first);
    let band = line.is_any(start, &["the"]) && line.is_any(start + 1, &BANDS);
    let verb = line.follows(first, &["includes", "include", "included", "are", "were"]);
    let mut wholes = before.figures.iter().filter(|f| is_whole(f));
    let (whole, None) = (wholes.next()?, wholes.next()) else { return None };
    let named = row.iter().all(|i| i.figure.is_none() || i.noun().is_some());
    let all = line.figures.iter().filter(|f| f.kind == Kind::Count).count() <= row.len();
    let near = items::is_near(items::sum(row)?.0, whole.stated);
    (at == 0 && band && verb && named && all && near).then_some((Whole::Elsewhere, whole))
}

/// `Of the 44 clubs, 39 are for it and five against`, `Of the 36 races, the Greens defend 20, the Reds
/// 16`: parts that need not be all, and are more than all; of three parts in three places, all.
fn of_all<'a>(line: &Line<'a>, at: usize, row: &[Item<'_>]) -> Option<(Whole, &'a Figure)> {
    let whole = line.figures.get(at.checked_sub(1)?)?;
    let first = whole.tokens.start as usize;
    let of = line.has(first.saturating_sub(3).max(line.span().start)..first, &["of"]);
    let the = line.follows(first, &["the", "those", "these", "'s", "’s"]) || first <= line.span().start + 1;
    let gap = line::phrase_end(whole)..row.first()?.first;
    let comma = gap.len() <= 14 && line.has(gap.clone(), &[","]) && !line.has(gap.clone(), &[";", "and", "but"]);
    // `54 member clubs, of which 30 are in the first division and 26 in the second`
    let which = comma && line.follows(row.first()?.first, &["which", "whom"]) && line.has(gap, &["of"]);
    let made = items::sum(row)?.0;
    let prepositions = ["in", "from", "at", "on", "for", "by", "to"];
    let word =
        |i: &Item<'_>| (i.end..i.end + 3).find_map(|at| prepositions.into_iter().find(|w| line.is_any(at, &[w])));
    let shape = word(row.first()?);
    let apart = shape.is_some() && row.len() >= 3 && row.iter().all(|i| word(i) == shape);
    let bare = row.iter().all(|i| i.noun().is_none() || i.noun() == whole.noun.as_ref().map(|n| n.key));
    let over = made > whole.stated || apart;
    // Those who did two things are counted twice.
    let also = line.has(line.span(), &["also", "both", "some", "them", "including", "whom", "which", "least"]);
    let near = items::is_near(made, whole.stated);
    (is_whole(whole) && (of && the || which) && comma && over && bare && near && (!also || which))
        .then_some((Whole::Here, whole))
}

/// Whether one sentence follows the other, in its paragraph or at the head of the next.
pub fn follows(line: &Line<'_>, before: &Line<'_>) -> bool {
    let own = |l: &Line<'_>| l.figures.first().map_or(0, |f| f.sentence);
    line.region == before.region && own(line) == own(before) + 1
        || line.region == before.region + 1
            && own(line) == 0
            && before.plain.get(before.sentence.end as usize..).is_some_and(|rest| rest.trim().is_empty())
}

/// `212 passengers and 18 crew. All 240 people on board`, `The jury of seven men and six women … The 12
/// jurors`: the next sentences point back to all of them.
fn told_again<'a>(lines: &[Line<'a>], index: usize, row: &[Item<'_>]) -> Option<(Whole, &'a Figure)> {
    let line = lines.get(index)?;
    let next = lines.get(index + 1).filter(|l| l.region.abs_diff(line.region) <= 2)?;
    // Other counts of people here would be counted too.
    let counts = line.figures.iter().filter(|f| f.kind == Kind::Count).count();
    let direct =
        row.windows(2).all(|p| p[1].first.saturating_sub(p[0].end) <= 2) && row.iter().all(|i| i.noun().is_some());
    let all = next.has(next.span(), &["all", "total", "altogether"]);
    if counts != row.iter().filter(|i| i.figure.is_some()).count() || !direct && !all {
        return None;
    }
    let made = items::sum(row)?.0;
    let whole = next.figures.iter().find(|f| (is_definite(next, f) || is_in_all(next, f)) && f.stated != made)?;
    let others = next.figures.iter().filter(|f| f.kind == Kind::Count).count();
    let members = |f: &Figure| next.has(f.tokens.end as usize..line::phrase_end(f), &["members"]);
    let people = |f: &Figure| f.noun.is_none() || is_people(next, f) || members(f);
    let miss = made.checked_sub(whole.stated)?.abs();
    let close = miss <= Decimal::ONE.max(made.checked_mul(Decimal::new(6, 2))?);
    let children = whole.group == Some("age/child")
        && row.iter().all(|i| i.figure.is_none_or(|f| f.group.is_some_and(|g| g.starts_with("sex/"))));
    (others == 1 && people(whole) && close && (whole.group.is_none() || children)).then_some((Whole::Elsewhere, whole))
}

/// `killed six people in all`.
fn is_in_all(line: &Line<'_>, figure: &Figure) -> bool {
    let end = line::phrase_end(figure);
    let plain = figure.kind == Kind::Count && figure.hedge.is_none() && !figure.range;
    plain && line.is_any(end, &["in"]) && line.is_any(end + 1, &["all", "total"])
}

/// `The 12 jurors`, `All 240 people`, `all 18 died`.
fn is_definite(line: &Line<'_>, figure: &Figure) -> bool {
    let first = figure.tokens.start as usize;
    let points = line.follows(first, &["the", "all", "these", "those", "his", "her", "their"]);
    let plain = figure.kind == Kind::Count && figure.hedge.is_none() && !figure.range && !figure.subset;
    plain && points && !figure.additional && figure.direction.is_none()
}

/// `The board has 15 seats. The Greens won eight, the Reds five and the Blues three.`
fn seats<'a>(lines: &[Line<'a>], index: usize, at: usize, row: &[Item<'_>]) -> Option<(Whole, &'a Figure)> {
    let line = lines.get(index)?;
    let before = lines.get(index.checked_sub(1)?).filter(|l| follows(line, l))?;
    let capital = |at: usize| line.tokens.get(at).is_some_and(|t| t.capital && t.is_word());
    // Whose each is stands before it, the first behind its verb.
    let gapped = row.iter().skip(1).all(|i| i.first > 0 && capital(i.first - 1));
    let bare = row.iter().skip(1).all(|i| i.noun().is_none());
    let verb = row.first()?.first.checked_sub(2).is_some_and(capital);
    let mut wholes = before.figures.iter().filter(|f| is_whole(f));
    let (whole, None) = (wholes.next()?, wholes.next()) else { return None };
    let noun = row.first()?.noun();
    let same = noun.is_none() || noun == whole.noun.as_ref().map(|n| n.key);
    let near = items::is_near(items::sum(row)?.0, whole.stated);
    let all = line.figures.len() == row.len();
    (at == 0 && row.len() >= 3 && gapped && bare && verb && same && near && all).then_some((Whole::Elsewhere, whole))
}

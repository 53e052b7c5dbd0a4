//! Parts that do not make the total beside them: `The 20 jurors, 11 women and eight men,`.
//!
//! A list of parts is closed (a dash, a colon, "made up of": everything is in it) or open
//! ("including": no more than everything). Parts that may share members are never added up: they
//! must be of one class (men and women), be told apart in the same way (two from here and two
//! from there), or be sums of money.

mod account;
mod breakdown;
mod groups;
mod halves;
mod money;
mod opposed;
mod passage;
mod rest;
mod series;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::line::{self, Line};
use super::sum;
use crate::annotate::Annotated;
use crate::annotate::figures::{Decimal, Figure, Hedge, Interval, Kind};
use crate::check::{Check, Compiled, Finding, OptionError, Options, RuleFiles, Vocabulary};

/// `[check.total]`: a total against its parts.
#[derive(Clone, Debug, Default, Deserialize, Serialize, JsonSchema)]
#[serde(rename_all = "kebab-case", deny_unknown_fields, default)]
pub struct TotalOptions {}

impl Options for TotalOptions {
    const NAME: &'static str = "total";
    const VOCABULARY: Vocabulary = Vocabulary {
        values: &["sum", "stated", "right"],
        labels: &["part", "total"],
        cases: &["open", "rest", "named", "groups", "passage", "others", "series", "account"],
    };

    fn compile(self, _: &dyn RuleFiles) -> Result<Compiled, OptionError> {
        Ok(Compiled::Article(Box::new(Total)))
    }
}

struct Total;

/// The most parts that are added up.
const MOST: usize = 8;

impl Check for Total {
    fn run(&self, article: &Annotated<'_>, found: &mut Vec<Finding>) {
        let lines: Vec<Line<'_>> = line::sums(article).collect();
        for (index, line) in lines.iter().enumerate() {
            for (at, figure) in line.figures.iter().enumerate() {
                // Shares are added up elsewhere.
                if matches!(figure.kind, Kind::Percent | Kind::Fraction | Kind::OneIn | Kind::Temperature) {
                    continue;
                }
                let finding = of_the(line, at).or_else(|| list(line, at));
                let finding = finding.or_else(|| breakdown::find(line, at)).or_else(|| breakdown::totalled(line, at));
                let finding = finding.or_else(|| rest::find(&lines, index, at)).or_else(|| rest::named(line, at));
                let finding = finding.or_else(|| rest::ones(line, at));
                let finding = finding.or_else(|| groups::find(&lines, index, at));
                let finding = finding.or_else(|| passage::of_that(&lines, index, at));
                let finding = finding.or_else(|| series::find(line, at)).or_else(|| halves::find(line, at));
                let finding = finding.or_else(|| account::behind(line, at)).or_else(|| account::before(line, at));
                let finding =
                    finding.or_else(|| opposed::find(&lines, index, at)).or_else(|| opposed::out_of(line, at));
                let finding = finding.or_else(|| money::find(&lines, index, at));
                let finding = finding.or_else(|| passage::with_others(&lines, index, at));
                let finding = finding.or_else(|| passage::joined(&lines, index, at));
                // What two readings find is one fault.
                let told = |f: &Finding| found.iter().rev().take(MOST).all(|other| other.place != f.place);
                if let Some(mut finding) = finding.filter(told) {
                    finding.unsure |= line.figures[at].speech;
                    found.push(finding);
                }
            }
        }
    }
}

fn is_part(figure: &Figure) -> bool {
    matches!(figure.kind, Kind::Count | Kind::Money(_)) && !figure.range && figure.hedge != Some(Hedge::Vague)
}

/// How a list of parts begins.
enum Opening {
    Closed,
    Open,
}

/// The word or mark that opens a list behind a total, and the token behind it.
fn opening(line: &Line<'_>, total: &Figure) -> Option<(Opening, usize)> {
    let end = line::phrase_end(total);
    let until = line.span().end;
    for at in end..until.min(end + 9) {
        if line.is_any(at, &["—", "–", ":", "("]) || line.is_any(at, &["-"]) && line.tokens[at].spaced {
            return Some((Opening::Closed, at + 1));
        }
        // `The 12 victims included seven men and six women.`
        if line.is_any(at, &["including"]) || at == end && line.is_any(at, &["included", "include", "includes"]) {
            return Some((Opening::Open, at + 1));
        }
        if line.is_any(at, &["comprising"])
            || line.is_any(at, &["of"]) && line.follows(at, &["consisting", "up", "composed"])
        {
            return Some((Opening::Closed, at + 1));
        }
        // `The 20 jurors, 11 women and eight men,`
        if line.is_any(at, &[","]) {
            if line.is_any(at + 1, &["including", "comprising"]) {
                continue;
            }
            return (at <= end).then_some((Opening::Closed, at + 1));
        }
        if line.is_any(at, &[";", "and", "but", "who", "which", "that", "after", "from", "as", "because", "while"]) {
            return None;
        }
    }
    None
}

fn list(line: &Line<'_>, at: usize) -> Option<Finding> {
    let total = &line.figures[at];
    if !is_part(total) || total.subset || total.kind == Kind::Count && total.noun.is_none() {
        return None;
    }
    let (opening, first) = opening(line, total)?;
    let mark = first - 1;
    let comma = line.is_any(mark, &[","]);
    let close = closing(line, mark)?;
    let parts: Vec<&Figure> = line.figures[at + 1..]
        .iter()
        .take_while(|f| (f.tokens.start as usize) < close)
        .filter(|f| !f.tokens.is_empty() && (f.tokens.end as usize) <= close)
        .take(MOST + 1)
        .collect();
    if parts.len() < 2 || parts.len() > MOST || (parts[0].tokens.start as usize) > first + 1 {
        return None;
    }
    // `263 Democrats, three Republicans …`: one more of the same kind, not their sum.
    let own = total.group.and_then(|g| g.split_once('/')).map(|g| g.0);
    let sibling = own.is_some() && parts.iter().any(|p| p.group.and_then(|g| g.split_once('/')).map(|g| g.0) == own);
    let start = total.tokens.start as usize;
    let definite = line.follows(start, &["the", "all"]) || start <= line.span().start + 1;
    if sibling || comma && !definite {
        return None;
    }
    let alike =
        parts.iter().all(|p| is_part(p) && line::comparable(p, total) && p.direction.is_none() && p.per == total.per);
    if !alike || !are_listed(line, &parts) || !are_apart(line, &parts, total, &opening, comma) {
        return None;
    }
    let made = parts.iter().try_fold(Decimal::ZERO, |sum, p| sum.checked_add(p.stated))?;
    // `four candidates for two seats — two from here and two from there`: the four are meant.
    if line.figures.iter().any(|f| f.start < total.start && f.stated == made) {
        return None;
    }
    judge(total, &parts, &opening)
}

/// Where a list that begins behind the mark ends: at the mark's partner or the end of the
/// sentence; behind a comma at a comma that no part follows.
fn closing(line: &Line<'_>, mark: usize) -> Option<usize> {
    let end = line.span().end;
    let partner: &[&str] = match line.word(mark) {
        "(" => &[")"],
        "—" | "–" | "-" => &["—", "–", "-"],
        _ => &[],
    };
    let spaced = |at: usize| line.tokens.get(at).is_some_and(|t| t.spaced) || !line.is_any(at, &["-"]);
    let found = (mark + 1..end).find(|at| line.is_any(*at, partner) && spaced(*at));
    match line.word(mark) {
        "(" => found,
        _ => Some(found.or_else(|| (mark + 1..end).find(|at| line.is_any(*at, &[";"]))).unwrap_or(end)),
    }
}

/// Whether commas and "and" stand between the parts, and little else.
fn are_listed(line: &Line<'_>, parts: &[&Figure]) -> bool {
    let joined = |pair: &[&Figure]| {
        let gap = pair[0].tokens.end as usize..pair[1].tokens.start as usize;
        gap.len() <= 12 && line.has(gap.clone(), &[",", "and", ";", "plus"]) && !line.has(gap, &["of", "than"])
    };
    let last = &parts[parts.len() - 2..];
    let gap = last[0].tokens.end as usize..last[1].tokens.start as usize;
    parts.windows(2).all(joined) && line.has(gap, &["and", "plus", ";"])
}

/// Whether no thing can be in two of the parts.
fn are_apart(line: &Line<'_>, parts: &[&Figure], total: &Figure, opening: &Opening, comma: bool) -> bool {
    // "including" makes a part of each.
    let open = matches!(opening, Opening::Open);
    if parts.iter().any(|p| p.subset && !open || p.additional) {
        return false;
    }
    // Behind a colon or a dash `two women and three children` are told apart by more than their age.
    let class = |group: &'static str| match group.split_once('/') {
        Some(("age", "child")) if !open => Some(("sex", "child")),
        other => other,
    };
    let classes = || parts.iter().map(|p| p.group.and_then(class));
    let one_class = classes().all(|g| g.is_some_and(|g| Some(g.0) == classes().next().flatten().map(|g| g.0)))
        && parts.iter().enumerate().all(|(i, p)| parts[..i].iter().all(|q| q.group != p.group));
    if one_class {
        return true;
    }
    if matches!(total.kind, Kind::Money(_)) {
        return !comma;
    }
    if !open && is_account(line, parts, total) {
        return true;
    }
    // `two from the north and two from the south`
    let preposition = |p: &Figure| {
        let end = line::phrase_end(p);
        ["from", "in", "for", "on", "against", "at"].into_iter().find(|w| line.is_any(end, &[w]))
    };
    let first = preposition(parts[0]);
    first.is_some() && parts.iter().all(|p| preposition(p) == first) && !comma
}

/// `498 boats in December: 311 day boats, 142 trawlers and 54 that fish for shellfish`: behind a colon
/// kinds of what the total counts, up to the end of the sentence, that come near to it.
fn is_account(line: &Line<'_>, parts: &[&Figure], total: &Figure) -> bool {
    let (Some(first), Some(last)) = (parts.first(), parts.last()) else { return false };
    let colon = line.follows(first.tokens.start as usize, &[":"]);
    let kinds = total.noun.is_some() && parts.iter().any(|p| p.noun.is_some() && line::same_noun(p, total));
    let made = parts.iter().try_fold(Decimal::ZERO, |sum, p| sum.checked_add(p.stated)).unwrap_or_default();
    let ratio = made.checked_div(total.stated).unwrap_or_default();
    let near = ratio > sum::hundredths(80) && ratio < sum::hundredths(125);
    let behind = line.figures.iter().any(|f| f.start > last.start);
    colon && kinds && near && parts.len() >= 3 && !behind && total.stated > Decimal::TEN
}

fn judge(total: &Figure, parts: &[&Figure], opening: &Opening) -> Option<Finding> {
    let mut stated = Decimal::ZERO;
    let mut value = Interval::point(Decimal::ZERO);
    for part in parts {
        stated = stated.checked_add(part.stated)?;
        value = value.add(&exact(part)?)?;
    }
    let whole = exact(total)?;
    let wrong = match opening {
        Opening::Closed => value.disjoint(&whole),
        Opening::Open => value.low()? > whole.high()?,
    };
    if !wrong {
        return None;
    }
    let terms: Vec<_> = parts.iter().map(|p| p.stated).collect();
    let mut finding = added_up(total, &terms, &value, &whole)?;
    if matches!(opening, Opening::Open) {
        finding = finding.case("open");
    }
    for part in parts {
        finding = finding.related(line::place(part), "part");
    }
    finding.unsure = total.hedge.is_some() || parts.iter().any(|p| p.hedge.is_some());
    Some(finding)
}

/// The finding about a total whose parts make something else, with the sum; `value` and `whole` are what
/// the parts and the total may be after rounding.
fn added_up(total: &Figure, terms: &[Decimal], value: &Interval, whole: &Interval) -> Option<Finding> {
    let made = terms.iter().try_fold(Decimal::ZERO, |sum, term| sum.checked_add(*term))?;
    let room = sum::room(value).checked_add(sum::room(whole))?;
    let terms: Vec<_> = terms.iter().map(|term| sum::amount(*term)).collect();
    let sum = format!(
        "{} = {}{}, the text says {}",
        terms.join(" + "),
        sum::amount(made),
        sum::give_or_take(room),
        sum::stated(total)
    );
    let finding = Finding::at(line::place(total)).value("sum", sum).value("stated", sum::stated(total));
    Some(finding.value("right", sum::amount(made)))
}

/// A small count is exact; money and large counts are rounded.
fn exact(figure: &Figure) -> Option<Interval> {
    let small = figure.kind == Kind::Count && figure.hedge.is_none() && figure.stated < Decimal::ONE_HUNDRED;
    if small { Some(Interval::point(figure.stated)) } else { Some(line::close(figure)) }
}

/// `Of the 44 delegates, 18 go to the winner and the other 24 …`.
fn of_the(line: &Line<'_>, at: usize) -> Option<Finding> {
    let rest = &line.figures[at];
    let first = rest.tokens.start as usize;
    let other = line.follows(first, &["other", "remaining"]) && first >= 2 && line.is_any(first - 2, &["the"]);
    if !other || rest.kind != Kind::Count || rest.noun.is_some() && !line.is_any(line::phrase_end(rest), &[",", "."]) {
        return None;
    }
    let total = line.figures[..at].iter().find(|f| {
        let start = f.tokens.start as usize;
        let of = (line.span().start..start).any(|i| line.is_any(i, &["of"])) && start <= line.span().start + 4;
        f.kind == Kind::Count && f.noun.is_some() && of
    })?;
    let parts: Vec<&Figure> = line.figures[..=at].iter().filter(|f| f.start > total.start).collect();
    let counts = parts.iter().all(|p| is_part(p) && p.kind == Kind::Count && !p.subset && p.direction.is_none());
    let bare = parts[..parts.len() - 1].iter().all(|p| p.noun.is_none() || line::same_noun(p, total));
    if parts.len() < 2 || parts.len() > MOST || !counts || !bare || rest.noun.is_some() && !line::same_noun(rest, total)
    {
        return None;
    }
    judge(total, &parts, &Opening::Closed)
}

//! A share that the figures beside it do not make, and a part that is more than its whole:
//! `nine of 12 (80 percent)`, `31 of the 28 members`. Shares of a whole that an earlier sentence
//! gives are in `named`, parts and wholes in `part`.

mod apposed;
mod majority;
mod named;
mod part;
mod subset;

use std::ops::Range;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::line::{self, Line};
use super::sum;
use crate::annotate::Annotated;
use crate::annotate::figures::{Decimal, Figure, Hedge, Interval, Kind};
use crate::check::{Check, Compiled, Finding, OptionError, Options, RuleFiles, Vocabulary};

/// Which fault a rule is about.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize, Serialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Fault {
    /// The share is not what the part and the whole make.
    #[default]
    Share,
    /// The part is more than the whole.
    Part,
}

/// `[check.share]`: a share against the part and the whole that stand beside it.
#[derive(Clone, Debug, Default, Deserialize, Serialize, JsonSchema)]
#[serde(rename_all = "kebab-case", deny_unknown_fields, default)]
pub struct ShareOptions {
    /// Which fault is looked for: `share` (the percentage or fraction is wrong) or `part` (the
    /// part is more than its whole).
    pub fault: Fault,
}

impl Options for ShareOptions {
    const NAME: &'static str = "share";
    const VOCABULARY: Vocabulary = Vocabulary {
        values: &["sum", "stated", "right"],
        labels: &["part", "whole", "share"],
        cases: &["two-shares", "passage"],
    };

    fn compile(self, _: &dyn RuleFiles) -> Result<Compiled, OptionError> {
        Ok(Compiled::Article(Box::new(Share(self.fault))))
    }
}

struct Share(Fault);

impl Check for Share {
    fn run(&self, article: &Annotated<'_>, found: &mut Vec<Finding>) {
        let lines: Vec<Line<'_>> = line::sums(article).collect();
        for (index, line) in lines.iter().enumerate() {
            for at in 0..line.figures.len() {
                let finding = match self.0 {
                    Fault::Share => share(line, at)
                        .or_else(|| named::find(&lines, index, at))
                        .or_else(|| apposed::find(&lines, index, at))
                        .or_else(|| majority::counted(line, at)),
                    Fault::Part => part::find(line, at).or_else(|| subset::find(line, at)),
                };
                if let Some(mut finding) = finding {
                    finding.unsure |= line.figures[at].speech;
                    // A majority in words and its percentage are looked at from both sides.
                    if found.last().is_none_or(|last| last.place != finding.place) {
                        found.push(finding);
                    }
                }
            }
        }
    }
}

/// Marks and words between a share and the figures that it is the share of.
const BESIDE: [&str; 14] = ["(", "[", ",", "—", "–", "-", "or", "that", "is", "about", "only", "just", "which", "'s"];

fn is_share(figure: &Figure) -> bool {
    matches!(figure.kind, Kind::Percent | Kind::Fraction | Kind::OneIn)
        && figure.direction.is_none()
        && !figure.range
        && !figure.margin
        && !figure.additional
        && !figure.subset
}

fn is_amount(figure: &Figure) -> bool {
    matches!(figure.kind, Kind::Count | Kind::Money(_) | Kind::Measure)
        && !figure.range
        && figure.hedge != Some(Hedge::Vague)
}

/// What the numerator and the denominator make, with their rounding.
struct Parts<'a> {
    part: (Decimal, Interval, &'a Figure),
    whole: (Decimal, Interval, &'a Figure),
}

fn share(line: &Line<'_>, at: usize) -> Option<Finding> {
    let figure = &line.figures[at];
    let (before, behind) = (at.checked_sub(1).and_then(|i| line.figures.get(i)), line.figures.get(at + 1));
    match figure.kind {
        // `nine of 12 (75 percent)`, `75 percent, nine of 12,`, `348-77, or 82 percent`
        Kind::OutOf | Kind::Vote => {
            let parts = pair(line, figure)?;
            // `Ninety of the 120 seats, 80 percent, are filled.`
            let between = |s: &Figure| {
                let gap = line.gap(figure, s);
                let commas = gap.len() == 1 && line.has(gap, &[","]) && line.is_any(s.tokens.end as usize, &[","]);
                commas && s.kind == Kind::Percent && s.noun.is_none() && figure.kind == Kind::OutOf
            };
            let next = behind
                .filter(|s| is_share(s) && (is_beside(line, figure, s) || is_bracketed(line, figure, s) || between(s)));
            let last = before.filter(|s| figure.kind == Kind::OutOf && is_share(s) && is_dashed(line, s, figure));
            against(next.or(last)?, &parts)
        }
        Kind::Percent if majority::majority(line, figure).is_some() => majority::majority(line, figure),
        Kind::Percent if majority::most(line, figure).is_some() => majority::most(line, figure),
        _ if is_share(figure) => of_whole(line, at).or_else(|| behind_both(line, at)).or_else(|| {
            let other =
                behind.filter(|o| is_share(o) && (is_beside(line, figure, o) || is_apposed(line, figure, o)))?;
            two_shares(line, figure, other)
        }),
        _ => None,
    }
}

/// The part and the whole of `nine of 12`, or of a vote.
fn pair<'a>(line: &Line<'a>, figure: &'a Figure) -> Option<Parts<'a>> {
    let (a, b) = figure.pair?;
    let whole = if figure.kind == Kind::Vote { a.checked_add(b)? } else { b };
    let interval = |value: Decimal| match figure.hedge {
        None | Some(Hedge::Exactly) => Some(Interval::point(value)),
        // A word before either number leaves room on both sides.
        Some(_) => Interval::hedged(value),
    };
    // The second number of a pair is a figure of its own; its hedge counts too.
    let own = line.figures.iter().find(|f| f.start > figure.start && f.end <= figure.end && f.stated == b);
    let whole_value = match own {
        Some(own) => line::close(own),
        None => interval(whole)?,
    };
    Some(Parts { part: (a, interval(a)?, figure), whole: (whole, whole_value, figure) })
}

/// `A noun, share of the B noun` and `share of the B noun, A`.
fn of_whole(line: &Line<'_>, at: usize) -> Option<Finding> {
    let share = &line.figures[at];
    let whole = line.figures.get(at + 1).filter(|w| is_amount(w))?;
    let of = share.tokens.end as usize;
    let gap = of..whole.tokens.start as usize;
    let inner = [
        "of",
        "the",
        "its",
        "their",
        "his",
        "her",
        "all",
        "total",
        "some",
        "estimated",
        "those",
        "a",
        "fee",
        "tax",
        "cut",
        "levy",
        ",",
        "on",
        "overall",
    ];
    if gap.len() > 5 || !line.only(gap.clone(), &inner) || !line.has(gap, &["of", "on"]) {
        return None;
    }
    let alike = |part: &&Figure| is_amount(part) && line::comparable(part, whole) && named_alike(part, whole);
    let left = at.checked_sub(1).and_then(|i| line.figures.get(i)).filter(alike).filter(|part| {
        let gap = line.gap(part, share);
        let equal = [
            "is",
            "are",
            "was",
            "were",
            "represents",
            "represent",
            "equals",
            "around",
            "makes",
            "up",
            "or",
            ",",
            "—",
            "–",
            "-",
            "(",
            "about",
            "which",
            "accounts",
            "for",
            "just",
        ];
        let beside = gap.len() <= 3 && !gap.is_empty() && line.only(gap.clone(), &equal);
        beside || is_relative(line, part, whole, gap)
    });
    let right = || {
        line.figures.get(at + 2).filter(alike).filter(|part| is_beside(line, whole, part) || sale(line, whole, part))
    };
    let part = left.or_else(right)?;
    let parts =
        Parts { part: (part.stated, line::close(part), part), whole: (whole.stated, line::close(whole), whole) };
    against(share, &parts)
}

/// `520,000 arrests last year, which is about half of the 1.6 million arrests`: what stands between
/// goes on about the part.
fn is_relative(line: &Line<'_>, part: &Figure, whole: &Figure, gap: Range<usize>) -> bool {
    let be = ["is", "are", "was", "were", "represents", "represented", "equals", "equaled", "equalled"];
    let last = gap.end.saturating_sub(1);
    let which = line.is_any(last, &be) && line.follows(last, &["which", "that", "this"]);
    let or = line.is_any(last, &["or"]) && line.follows(last, &[",", "—", "–"]);
    let same = part.noun.is_some() && whole.noun.is_some() && line::same_noun(part, whole);
    (3..=16).contains(&gap.len())
        && (which || or)
        && (same || matches!(part.kind, Kind::Money(_)))
        && !line.has(gap, &[";", "while", "but", "than", "and"])
}

/// `4,400 of the 10,000 respondents — two-thirds —`.
fn behind_both(line: &Line<'_>, at: usize) -> Option<Finding> {
    let share = &line.figures[at];
    let (part, whole) = (line.figures.get(at.checked_sub(2)?)?, line.figures.get(at - 1)?);
    let gap = part.tokens.end as usize..whole.tokens.start as usize;
    let plain = gap.len() <= 3 && line.only(gap.clone(), &["of", "the", "its", "their", "all", "some"]);
    // `49,565 of the city's 619,796 residents`
    let owned = gap.len() <= 6 && gap.clone().skip(1).any(|at| line.is_any(at, &["'s", "’s", "s"]));
    let of = line.is_any(gap.start, &["of"]) && (plain || owned && !line.has(gap, &[",", "and", "in", "than"]));
    let beside = is_beside(line, whole, share) || is_bracketed(line, whole, share);
    if !of || !is_amount(part) || !is_amount(whole) || !line::comparable(part, whole) || !beside {
        return None;
    }
    let parts =
        Parts { part: (part.stated, line::close(part), part), whole: (whole.stated, line::close(whole), whole) };
    against(share, &parts)
}

/// A noun between the whole and the part: `the $21.1 billion sale, about $2 billion`.
fn sale(line: &Line<'_>, whole: &Figure, part: &Figure) -> bool {
    let gap = line.gap(whole, part);
    gap.len() <= 3 && line.follows(part.tokens.start as usize, &[",", "(", "or"])
}

/// Whether the words allow that one is a part of the other: two counts need the same noun, or
/// one of them none.
fn named_alike(part: &Figure, whole: &Figure) -> bool {
    match (&part.noun, &whole.noun) {
        (Some(a), Some(b)) => a.key == b.key,
        (None, None) => part.kind != Kind::Count,
        _ => true,
    }
}

/// `14 of 42 from the field (33 percent)`, `nine of the city's 12 schools stayed shut, or 75 percent`.
fn is_bracketed(line: &Line<'_>, a: &Figure, b: &Figure) -> bool {
    let gap = line.gap(a, b);
    let last = gap.end.saturating_sub(1);
    let open = line.is_any(last, &["("]) || line.is_any(last, &["or"]) && line.follows(last, &[",", "—", "–"]);
    let inner = gap.start..last.saturating_sub(1).max(gap.start);
    let close = line.is_any(b.tokens.end as usize, &[")", ",", ".", "—", "–"]);
    matches!(a.kind, Kind::OutOf | Kind::Count)
        && gap.len() <= 9
        && open
        && close
        && !line.has(inner, &[",", ";", "and", "while", "but", "(", "than"])
}

fn is_beside(line: &Line<'_>, a: &Figure, b: &Figure) -> bool {
    let gap = line.gap(a, b);
    !gap.is_empty() && gap.len() <= 4 && line.only(gap.clone(), &BESIDE) && !line.only(gap, &[","])
}

/// `about three-quarters, 67 percent, say`: the same once more between commas.
fn is_apposed(line: &Line<'_>, a: &Figure, b: &Figure) -> bool {
    // `three-quarters of the pupils, 68 percent, walk`
    let between = line.gap(a, b);
    let close = line.is_any(b.tokens.end as usize, &[",", ".", "-", "—", "–"]);
    matches!(a.kind, Kind::Fraction | Kind::OneIn)
        && b.kind == Kind::Percent
        && line.only(between.clone(), &[",", "-", "—", "–"])
        && between.len() == 1
        && close
}

/// `13% of all workers — 52 of 300 —`: a dash or bracket directly before the pair.
fn is_dashed(line: &Line<'_>, a: &Figure, b: &Figure) -> bool {
    let first = b.tokens.start as usize;
    // `more than two-thirds of members, 27 of 50, agreed`
    let enclosed = matches!(a.kind, Kind::Fraction | Kind::Percent)
        && line.follows(first, &[","])
        && line.is_any(b.tokens.end as usize, &[","])
        && line.gap(a, b).len() <= 2
        && b.noun.is_none();
    line.gap(a, b).len() <= 8
        && (enclosed || line.follows(first, &["—", "–", "(", "-"]) || line.follows(first, &["or"]))
}

fn against(share: &Figure, parts: &Parts<'_>) -> Option<Finding> {
    let stated = share.share()?;
    let real = parts.part.1.div(&parts.whole.1)?;
    let slack = match share.kind {
        Kind::Percent if share.granularity >= Decimal::ONE => Decimal::new(1, 2).checked_div(Decimal::TWO)?,
        Kind::Percent => share.granularity.checked_div(Decimal::ONE_HUNDRED)?,
        _ => Decimal::new(1, 2),
    };
    let claimed = sum::widened(&stated, slack);
    if !real.disjoint(&claimed) {
        return None;
    }
    let right = sum::percent(parts.part.0.checked_div(parts.whole.0)?);
    let sum = format!(
        "{} / {} = {right}, the text says {} (give or take {})",
        sum::amount(parts.part.0),
        sum::amount(parts.whole.0),
        spoken(share),
        sum::percent(slack)
    );
    let mut finding =
        Finding::at(line::place(share)).value("sum", sum).value("stated", spoken(share)).value("right", right);
    finding = finding.related(line::place(parts.part.2), "part");
    if parts.whole.2.start != parts.part.2.start {
        finding = finding.related(line::place(parts.whole.2), "whole");
    }
    finding.unsure = [parts.part.2, parts.whole.2].iter().all(|f| f.hedge.is_some()) && share.hedge.is_some() && {
        // Two estimates and an estimated share: only a wide miss speaks for itself.
        let literal = parts.part.0.checked_div(parts.whole.0)?;
        sum::widened(&claimed, Decimal::new(8, 2)).contains(literal)
    };
    Some(finding)
}

fn spoken(share: &Figure) -> String {
    let value = share.share().and_then(|s| s.low());
    match share.kind {
        Kind::Percent => sum::stated(share),
        Kind::OneIn | Kind::OutOf => {
            share.pair.map_or_else(String::new, |(a, b)| format!("{} in {}", sum::amount(a), sum::amount(b)))
        }
        _ if share.hedge == Some(Hedge::Vague) => "a majority".to_owned(),
        _ => sum::percent(Some(share.stated).filter(|s| !s.is_zero()).or(value).unwrap_or_default()),
    }
}

/// `a quarter (30 percent)`, `a majority, 48 percent,`.
fn two_shares(line: &Line<'_>, a: &Figure, b: &Figure) -> Option<Finding> {
    // Two percentages beside each other are two things, and so are two fractions.
    let apart = (a.kind == Kind::Percent) != (b.kind == Kind::Percent);
    if !apart || a.subset || b.noun.is_some() && a.noun.is_some() && !line::same_noun(a, b) {
        return None;
    }
    let gap = line.gap(a, b);
    // `40 percent of the toys (most of which …)`: a share of the share.
    let behind = b.tokens.end as usize;
    let nested = line.is_any(behind, &["of"]) && line.is_any(behind + 1, &["which", "whom", "them", "those", "these"]);
    let apposed = is_apposed(line, a, b);
    if nested || !line.has(gap, &["(", "or", "—", "–"]) && !apposed {
        return None;
    }
    // Who gives the percentage in the same breath rounds to the nearest fraction: within five points,
    // however he hedges it.
    let rounded = apposed && a.hedge == Some(Hedge::About) && !a.stated.is_zero();
    let slack = if rounded { Decimal::new(5, 2) } else { Decimal::new(2, 2) };
    let stated = if rounded { Interval::point(a.stated) } else { a.share()? };
    let (one, other) = (sum::widened(&stated, slack), b.share()?);
    if !one.disjoint(&other) {
        return None;
    }
    let sum = format!("{} is not {} (give or take {})", spoken(b), spoken(a), sum::percent(slack));
    Some(
        Finding::at(line::place(b))
            .case("two-shares")
            .value("sum", sum)
            .value("stated", spoken(b))
            .value("right", spoken(a))
            .related(line::place(a), "share"),
    )
}

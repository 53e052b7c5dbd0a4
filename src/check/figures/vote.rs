//! Votes, shares and leads that cannot be: more votes than seats, fewer ballots than votes, a
//! five-point lead of 48 to 44.

mod again;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::line::{self, Line};
use super::sum;
use crate::annotate::Annotated;
use crate::annotate::figures::{Decimal, Figure, Hedge, Kind};
use crate::article::Place;
use crate::check::{Check, Compiled, Finding, OptionError, Options, RuleFiles, Vocabulary};
use crate::lexicon::Lexicon;

/// `[check.vote]`: the result of a vote against the chamber, the ballots and the lead.
#[derive(Clone, Debug, Default, Deserialize, Serialize, JsonSchema)]
#[serde(rename_all = "kebab-case", deny_unknown_fields, default)]
pub struct VoteOptions {
    /// A file with the words for those who have a vote, such as "judge" and "member".
    pub voters: String,
    /// A file with the words for what is cast, such as "ballots".
    pub ballots: String,
}

impl Options for VoteOptions {
    const NAME: &'static str = "vote";
    const VOCABULARY: Vocabulary = Vocabulary {
        values: &["sum", "stated", "right"],
        labels: &["vote", "chamber", "names"],
        cases: &["ballots", "lead", "named"],
    };

    fn compile(self, files: &dyn RuleFiles) -> Result<Compiled, OptionError> {
        let lexicon = |option, name: &str| {
            if name.is_empty() { Ok(Lexicon::default()) } else { files.lexicon(option, name) }
        };
        let voters = lexicon("voters", &self.voters)?;
        Ok(Compiled::Article(Box::new(Vote { voters, ballots: lexicon("ballots", &self.ballots)? })))
    }
}

struct Vote {
    voters: Lexicon,
    ballots: Lexicon,
}

impl Check for Vote {
    fn run(&self, article: &Annotated<'_>, found: &mut Vec<Finding>) {
        let mut before: Option<Line<'_>> = None;
        for line in line::sums(article) {
            for at in 0..line.figures.len() {
                found.extend(self.chamber(&line, at));
                let lead = lead(&line, at).or_else(|| lead_ahead(&line, at)).or_else(|| margin(&line, at));
                found.extend(lead.or_else(|| again::margin(&line, at)).or_else(|| again::unanimous(&line, at)));
                found.extend(
                    named(&line, at).or_else(|| again::camps(&line, at)).or_else(|| again::dissent(article, &line, at)),
                );
            }
            if let Some(last) = before.filter(|l| l.region == line.region) {
                found.extend(self.cast(&last, &line).or_else(|| again::sides(&last, &line)));
            }
            before = Some(line);
        }
    }
}

fn is_plain(figure: &Figure) -> bool {
    figure.kind == Kind::Count && figure.hedge.is_none() && !figure.range
}

impl Vote {
    /// `a five-judge panel split 4-2`, `52-47 in the 100-member house, with two abstentions`.
    fn chamber(&self, line: &Line<'_>, at: usize) -> Option<Finding> {
        let vote = &line.figures[at];
        let (a, b) = vote.pair.filter(|_| matches!(vote.kind, Kind::Vote | Kind::Score))?;
        // A chamber is a compound: `the five-judge panel`, `the 100-member house`.
        let chamber = line.figures.iter().find(|f| {
            let behind = f.tokens.end as usize;
            let noun = line.tokens.get(behind + 1);
            is_plain(f) && line.is_any(behind, &["-", "‑"]) && noun.is_some_and(|t| self.voters.has(t))
        })?;
        let first = chamber.tokens.start.min(vote.tokens.start) as usize;
        let last = chamber.tokens.end.max(vote.tokens.end) as usize;
        if last - first > 16 || line.has(first..last, &["while", "but", ";"]) {
            return None;
        }
        let mut terms = vec![a, b];
        terms.extend(line.figures.iter().filter(|f| f.role == Some("abstained") && is_plain(f)).map(|f| f.stated));
        let total = terms.iter().try_fold(Decimal::ZERO, |sum, term| sum.checked_add(*term))?;
        if total <= chamber.stated {
            return None;
        }
        let terms: Vec<_> = terms.into_iter().map(sum::amount).collect();
        let sum =
            format!("{} = {}, in a body of {}", terms.join(" + "), sum::amount(total), sum::amount(chamber.stated));
        let finding = Finding::at(line::place(vote)).value("sum", sum).value("stated", terms.join("-"));
        Some(finding.value("right", sum::amount(chamber.stated)).related(line::place(chamber), "chamber"))
    }

    /// `by 134 to 63. In all, 187 ballots were cast.`
    fn cast(&self, before: &Line<'_>, line: &Line<'_>) -> Option<Finding> {
        let cast = line.figures.iter().find(|f| {
            let noun = f.noun.as_ref().and_then(|n| line.tokens.get(n.tokens.end.checked_sub(1)? as usize));
            is_plain(f) && noun.is_some_and(|t| self.ballots.has(t))
        })?;
        let whole = line.has(line.span(), &["all", "total"]) && line.has(line.span(), &["cast", "counted"]);
        let vote = before.figures.iter().rfind(|f| f.kind == Kind::Vote)?;
        let (a, b) = vote.pair?;
        let total = a.checked_add(b)?;
        if !whole || total <= cast.stated {
            return None;
        }
        let sum = format!(
            "{} + {} = {}, the text says {}",
            sum::amount(a),
            sum::amount(b),
            sum::amount(total),
            sum::amount(cast.stated)
        );
        let finding =
            Finding::at(line::place(cast)).case("ballots").value("sum", sum).value("right", sum::amount(total));
        Some(finding.value("stated", sum::amount(cast.stated)).related(line::place(vote), "vote"))
    }
}

/// `won by 312 votes, 4,512 to 4,100`.
fn margin(line: &Line<'_>, at: usize) -> Option<Finding> {
    let by = line.figures.get(at).filter(|f| is_plain(f) && line.follows(f.tokens.start as usize, &["by"]))?;
    let votes = line.is_any(by.tokens.end as usize, &["vote", "votes", "ballots"]);
    let vote = line.figures.get(at + 1).filter(|f| matches!(f.kind, Kind::Vote | Kind::Score))?;
    let (a, b) = vote.pair?;
    let gap = line.gap(by, vote);
    let apart = a.checked_sub(b)?.abs();
    if !votes || gap.len() > 2 || !line.only(gap, &[",", "(", "—", "–", ":"]) || apart == by.stated {
        return None;
    }
    let (low, high) = (a.min(b), a.max(b));
    let sum = format!(
        "{} - {} = {}, the text says {}",
        sum::amount(high),
        sum::amount(low),
        sum::amount(apart),
        sum::amount(by.stated)
    );
    let finding = Finding::at(line::place(by)).case("lead").value("sum", sum).value("right", sum::amount(apart));
    let mut finding = finding.value("stated", sum::amount(by.stated)).related(line::place(vote), "vote");
    finding.unsure = by.speech;
    Some(finding)
}

/// `leads by five points, 48 percent to 44 percent`, `a net rating of -21 points (40 percent to 61 percent)`.
fn lead_ahead(line: &Line<'_>, at: usize) -> Option<Finding> {
    let points = line.figures.get(at)?;
    let end = points.tokens.end as usize;
    let compound = points.kind == Kind::Count && line.is_any(end, &["-"]) && line.is_any(end + 1, &["point", "points"]);
    let counted = points.kind == Kind::Count && line.is_any(end, &["point", "points"]);
    if points.kind != Kind::Points && !compound && !counted || points.hedge.is_some() || points.range || points.margin {
        return None;
    }
    let (a, b) = (line.figures.get(at + 1)?, line.figures.get(at + 2)?);
    let share = |f: &Figure| f.kind == Kind::Percent && !f.range && f.hedge.is_none() && f.direction.is_none();
    let (before, between) = (line.gap(points, a), line.gap(a, b));
    let opens = line.has(before.clone(), &[",", "(", ":", "—", "–"])
        && before.len() <= 6
        && !line.has(before, &["and", "but", "with", "from", "while", "of", "among", "when", "up", "down", "than"]);
    let to = line.has(between.clone(), &["to", "-", "–", "versus"])
        && between.len() <= 5
        && !line.has(between, &[",", ";", "and", "but", "from"]);
    let close = line.figures.get(at + 3).is_none_or(|f| line.gap(b, f).len() > 2);
    if !share(a) || !share(b) || !opens || !to || !close || points.trend.is_some() || points.speech != a.speech {
        return None;
    }
    let difference = a.stated.checked_sub(b.stated)?.abs();
    let room = a.granularity.max(points.granularity);
    if difference.checked_sub(points.stated.abs())?.abs() <= room {
        return None;
    }
    let sum = format!(
        "{} - {} = {}{}, the text says {}",
        sum::amount(a.stated.max(b.stated)),
        sum::amount(a.stated.min(b.stated)),
        sum::amount(difference),
        sum::give_or_take(room),
        sum::amount(points.stated.abs())
    );
    let finding =
        Finding::at(line::place(points)).case("lead").value("sum", sum).value("right", sum::amount(difference));
    let mut finding = finding.value("stated", sum::amount(points.stated.abs()));
    finding.unsure = points.speech;
    Some(finding.related(line::place(a), "vote").related(line::place(b), "vote"))
}

/// `leads 48 percent to 44 percent, a five-point lead`.
fn lead(line: &Line<'_>, at: usize) -> Option<Finding> {
    let points = &line.figures[at];
    let compound = points.kind == Kind::Count && line.is_any(points.tokens.end as usize + 1, &["point"]);
    let behind = points.tokens.end as usize + if compound { 2 } else { 0 };
    let says = (behind..behind + 3).any(|i| line.is_any(i, &["lead", "margin", "advantage", "edge", "gap"]));
    if points.kind != Kind::Points && !compound || points.hedge.is_some() || !says {
        return None;
    }
    let (b, a) = (line.figures.get(at.checked_sub(1)?)?, line.figures.get(at.checked_sub(2)?)?);
    let share = |f: &Figure| f.kind == Kind::Percent && !f.range && f.hedge != Some(Hedge::Vague);
    let gap = line.gap(a, b);
    let to = line.has(gap.clone(), &["to"]) && gap.len() <= 8;
    let near = line.only(line.gap(b, points), &[",", "a", "(", "—", "–", "or"]);
    if !share(a) || !share(b) || !to || !near || a.direction.is_some() {
        return None;
    }
    // A reader subtracts what is printed; that the pollster's decimals made it five is no excuse.
    let difference = a.stated.checked_sub(b.stated)?.abs();
    let room = a.granularity.max(points.granularity);
    if difference.checked_sub(points.stated)?.abs() < room {
        return None;
    }
    let sum = format!(
        "{} - {} = {}, the text says {}",
        sum::amount(a.stated.max(b.stated)),
        sum::amount(a.stated.min(b.stated)),
        sum::amount(difference),
        sum::amount(points.stated)
    );
    let finding =
        Finding::at(line::place(points)).case("lead").value("sum", sum).value("right", sum::amount(difference));
    let finding = finding.value("stated", sum::amount(points.stated));
    Some(finding.related(line::place(a), "vote").related(line::place(b), "vote"))
}

/// What they did whose names stand behind a vote.
const SIDES: [&str; 9] =
    ["in", "for", "against", "opposed", "opposing", "dissenting", "voting", "casting", "objecting"];

/// `approved 4-2, with Curry, Abbott and Davis in favor`: neither side had three.
fn named(line: &Line<'_>, at: usize) -> Option<Finding> {
    let vote = line.figures.get(at).filter(|f| matches!(f.kind, Kind::Vote | Kind::Score))?;
    let (a, b) = vote.pair?;
    let end = vote.tokens.end as usize;
    let until = (end + 8).min(line.span().end);
    let with = (end..until).find(|i| line.is_any(*i, &["with"]))?;
    let (names, behind) = line::named_list(line, with + 1)?;
    let favor = line.is_any(behind, &["in"])
        && line.is_any(behind + 1, &["favor", "favour", "support", "opposition", "dissent"]);
    let side = line.is_any(behind, &SIDES)
        && (favor || !line.is_any(behind, &["in"]))
        && !line.is_any(behind + 1, &["present"]);
    let closed = line.has(behind..(behind + 5).min(line.span().end), &[".", ",", ";", ")"]);
    let count = Decimal::from(names);
    if !side || !closed || count == a || count == b || line.has(end..with, &["and", ";"]) {
        return None;
    }
    let first = line.tokens.get(with + 1)?.start;
    let place = Place::within(line.region, first..line.tokens.get(behind.checked_sub(1)?)?.end);
    let sum = format!("{names} are named, the vote was {}-{}", sum::amount(a), sum::amount(b));
    let finding = Finding::at(line::place(vote)).case("named").value("sum", sum).value("right", names.to_string());
    Some(finding.value("stated", format!("{}-{}", sum::amount(a), sum::amount(b))).related(place, "names"))
}

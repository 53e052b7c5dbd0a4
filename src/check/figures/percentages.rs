//! Shares of one whole that are more, or less, than all of it: `52 percent for, 41 percent against
//! and 12 percent undecided`.
//!
//! Percentages beside each other are mostly of different things; they are added up only where the
//! words say that they share one whole: a remainder, an undecided rest, a choice of one.

mod two;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::line::{self, Line};
use super::sum;
use crate::annotate::Annotated;
use crate::annotate::figures::lexicons::GROUPS;
use crate::annotate::figures::{Decimal, Direction, Figure, Kind};
use crate::annotate::tokens::Kind as TokenKind;
use crate::check::{Check, Compiled, Finding, OptionError, Options, RuleFiles, Vocabulary};
use crate::lexicon::Lexicon;

/// `[check.percentages]`: shares of one whole.
#[derive(Clone, Debug, Default, Deserialize, Serialize, JsonSchema)]
#[serde(rename_all = "kebab-case", deny_unknown_fields, default)]
pub struct PercentagesOptions {
    /// A file with words for those who chose nothing, such as "undecided".
    pub undecided: String,
    /// A file with verbs of which everyone does only one, such as "would vote for".
    pub choices: String,
    /// A file with words that let one answer count twice, such as "could choose more than one".
    pub overlapping: String,
}

impl Options for PercentagesOptions {
    const NAME: &'static str = "percentages";
    const VOCABULARY: Vocabulary = Vocabulary { values: &["sum", "stated"], labels: &["share"], cases: &["remainder"] };

    fn compile(self, files: &dyn RuleFiles) -> Result<Compiled, OptionError> {
        let lexicon = |option, name: &str| {
            if name.is_empty() { Ok(Lexicon::default()) } else { files.lexicon(option, name) }
        };
        Ok(Compiled::Article(Box::new(Percentages {
            undecided: lexicon("undecided", &self.undecided)?,
            choices: lexicon("choices", &self.choices)?,
            overlapping: lexicon("overlapping", &self.overlapping)?,
        })))
    }
}

struct Percentages {
    undecided: Lexicon,
    choices: Lexicon,
    overlapping: Lexicon,
}

/// So many sentences back belong to one answer.
const REACH: usize = 3;

impl Check for Percentages {
    fn run(&self, article: &Annotated<'_>, found: &mut Vec<Finding>) {
        let lines: Vec<_> = line::sums(article).filter(|l| l.figures.iter().any(is_share)).collect();
        for at in 0..lines.len() {
            let from = (at.saturating_sub(REACH)..=at).find(|i| near(&lines, *i, at)).unwrap_or(at);
            let group = &lines[from..=at];
            let around = &lines[from..(at + 2).min(lines.len())];
            let overlaps = || around.iter().any(|l| has(l, &self.overlapping));
            let finding = remainder(group);
            let back: Vec<&Line<'_>> = lines[at.saturating_sub(REACH)..=at]
                .iter()
                .filter(|l| l.region.abs_diff(lines[at].region) <= 1)
                .collect();
            let finding = finding.or_else(|| complements(&back)).or_else(|| others(&back));
            let finding = finding.or_else(|| owners(&back)).or_else(|| listed(&back));
            let finding = finding.or_else(|| two::find(&lines[at]).filter(|_| !overlaps()));
            let finding = finding.or_else(|| two::to_the_digit(&lines[at]));
            let finding = finding.or_else(|| self.undecided(group).filter(|_| !overlaps()));
            let more = || lines.get(at + 1).is_some_and(|l| !self.chosen(l).is_empty() && near(&lines, at, at + 1));
            let finding = finding.or_else(|| self.choices(group).filter(|_| !overlaps() && !more()));
            found.extend(finding);
        }
    }
}

/// Whether all the lines from `from` to `to` follow each other: in one paragraph, or line by line.
fn near(lines: &[Line<'_>], from: usize, to: usize) -> bool {
    lines[from..=to].windows(2).all(|pair| {
        let short = |line: &Line<'_>| line.plain.len() < 80;
        pair[0].region == pair[1].region || pair[0].region + 1 == pair[1].region && short(&pair[0]) && short(&pair[1])
    })
}

fn has(line: &Line<'_>, lexicon: &Lexicon) -> bool {
    let tokens = &line.tokens[line.span()];
    (0..tokens.len()).any(|at| lexicon.starts(&tokens[at..]).is_some())
}

fn is_share(figure: &Figure) -> bool {
    // `leads 44 percent to 37 percent`: no end of a change.
    let end = figure.direction.is_some() && (figure.trend.is_some() || figure.direction != Some(Direction::To));
    figure.kind == Kind::Percent && !figure.range && !figure.margin && !end && !figure.additional
}

/// The same of the first share of a sentence: `Another 67 percent said yes, while 18 percent said no`.
fn is_part(line: &Line<'_>, figure: &Figure) -> bool {
    let opens = figure.additional && figure.tokens.start as usize == line.span().start + 1;
    is_share(figure) || opens && figure.kind == Kind::Percent && line.follows(line.span().start + 1, &["another"])
}

fn shares<'a>(group: &[Line<'a>]) -> Vec<&'a Figure> {
    group.iter().flat_map(|line| line.figures.iter().filter(move |f| is_part(line, f))).collect()
}

/// `89 percent … the remaining 21 percent`.
fn remainder(group: &[Line<'_>]) -> Option<Finding> {
    let line = group.last()?;
    let rest = line.figures.iter().find(|f| {
        let first = f.tokens.start as usize;
        is_share(f)
            && line.follows(first, &["remaining", "other"])
            && first >= 2
            && line.is_any(first - 2, &["the", "a"])
    })?;
    let before: Vec<_> =
        shares(group).into_iter().filter(|f| (f.region, f.start) < (rest.region, rest.start)).collect();
    // However many of the shares before belong to it.
    let mut total = rest.stated;
    let mut tolerance = Decimal::ONE;
    for share in before.iter().rev() {
        total = total.checked_add(share.stated)?;
        tolerance = tolerance.checked_add(share.granularity)?;
        let hedge = if share.hedge.is_some() { Decimal::TWO } else { Decimal::ZERO };
        if total.checked_sub(Decimal::ONE_HUNDRED)?.abs() <= tolerance.checked_add(hedge)? {
            return None;
        }
    }
    let last = before.last()?;
    if before.len() > 3 || rest.speech {
        return None;
    }
    // Less than a whole leaves room for shares that are not mentioned, except where one is split in two.
    let split = before.len() == 1 && line.figures.len() == 2 && line.figures.iter().any(|f| f.start == last.start);
    let near = total > Decimal::from(75) && rest.hedge.is_none() && last.hedge.is_none();
    let fixed = line.follows(rest.tokens.start as usize, &["remaining", "other"])
        && !line.has(line.span(), &["third", "half", "quarter"]);
    if total < Decimal::ONE_HUNDRED && !(split && near && fixed) {
        return None;
    }
    let both = rest.stated.checked_add(last.stated)?;
    let sum = format!("{} + {} = {}, not 100", sum::amount(last.stated), sum::amount(rest.stated), sum::amount(both));
    let finding = Finding::at(line::place(rest)).case("remainder").value("sum", sum).value("stated", sum::stated(rest));
    Some(finding.related(line::place(last), "share"))
}

fn over(parts: &[&Figure]) -> Option<Finding> {
    let mut total = Decimal::ZERO;
    let mut room = Decimal::new(1001, 1);
    for part in parts {
        total = total.checked_add(part.stated)?;
        room = room.checked_add(part.granularity.checked_div(Decimal::TWO)?)?;
        if part.hedge.is_some() {
            room = room.checked_add(Decimal::TWO)?;
        }
    }
    if total <= room || parts.len() < 2 {
        return None;
    }
    let terms: Vec<_> = parts.iter().map(|p| sum::amount(p.stated)).collect();
    let (last, others) = parts.split_last()?;
    let room = room.checked_sub(Decimal::ONE_HUNDRED)?.round_dp(1);
    let mut finding = Finding::at(line::place(last))
        .value(
            "sum",
            format!("{} = {}, more than 100{}", terms.join(" + "), sum::amount(total), sum::give_or_take(room)),
        )
        .value("stated", sum::stated(last));
    for share in others {
        finding = finding.related(line::place(share), "share");
    }
    finding.unsure = last.speech;
    Some(finding)
}

/// The sentences directly before the last of a group that have shares of their own.
fn run_up<'l, 'a>(group: &'l [Line<'a>]) -> &'l [Line<'a>] {
    let sentence = |l: &Line<'_>| l.figures.first().map_or(0, |f| f.sentence);
    let mut from = group.len() - 1;
    while from > 0 && group.len() - from < 3 {
        let (before, line) = (&group[from - 1], &group[from]);
        if before.region != line.region || sentence(before) + 1 != sentence(line) {
            break;
        }
        from -= 1;
    }
    &group[from..]
}

/// Verbs between a group and the share of the whole that it is.
const MAKES_UP: [&str; 20] = [
    "make",
    "makes",
    "made",
    "comprise",
    "comprises",
    "comprised",
    "account",
    "accounts",
    "accounted",
    "represent",
    "represents",
    "represented",
    "constitute",
    "constitutes",
    "constituted",
    "form",
    "are",
    "were",
    "is",
    "was",
];

/// The group that a share is of, where it is the subject: `Women and girls comprise 49 percent`.
fn subject(line: &Line<'_>, share: &Figure) -> Option<&'static str> {
    let first = share.tokens.start as usize;
    let floor = line.span().start.max(first.saturating_sub(10));
    let verb = (floor..first).rev().find(|at| line.is_any(*at, &MAKES_UP))?;
    let own = line.figures.iter().any(|f| (f.tokens.start as usize) < first && f.tokens.start as usize >= floor);
    let mut groups = (floor..verb).filter_map(|at| line.tokens.get(at).and_then(|t| GROUPS.get(t)));
    let group = groups.next()?;
    (!own && groups.all(|other| other == group)).then_some(group)
}

/// The head of the whole behind a share: `of the overall homeless population in the valley`.
fn whole(line: &Line<'_>, share: &Figure) -> Option<u64> {
    let of = share.tokens.end as usize;
    if !line.is_any(of, &["of"]) {
        return None;
    }
    let ends =
        ["in", "of", "and", "according", "including", "from", "who", "that", "on", "at", "with", "by", "last", "as"];
    let words = of + 1..(of + 8).min(line.span().end);
    let word = |at: &usize| {
        line.tokens.get(*at).is_some_and(|t| (t.is_word() || t.kind == TokenKind::Clitic) && !line.is_any(*at, &ends))
    };
    let last = words.take_while(word).last()?;
    line.tokens.get(last).map(|t| t.key)
}

/// `Men are 59 percent of the island's poor. Women make up 49 percent of the poor`: groups of one
/// class share no member, so that all of them are no more than the whole.
fn complements(back: &[&Line<'_>]) -> Option<Finding> {
    let of = |line: &Line<'_>, f: &Figure| -> Option<(&'static str, u64)> {
        let whole = whole(line, f)?;
        Some((subject(line, f)?, whole))
    };
    let line = back.last()?;
    let (share, (group, whole)) = line.figures.iter().filter(|f| is_share(f)).find_map(|f| Some((f, of(line, f)?)))?;
    let class = group.split_once('/')?.0;
    let other = back.iter().flat_map(|l| l.figures.iter().map(move |f| (*l, f))).find(|(l, f)| {
        is_share(f)
            && (f.region, f.start) < (share.region, share.start)
            && of(l, f)
                .is_some_and(|(g, w)| g != group && w == whole && g.split_once('/').is_some_and(|g| g.0 == class))
    })?;
    over(&[other.1, share])
}

/// `owned 60 percent by Norvik, 30 percent by Halden and 20 percent by its workers`; `In the poll, Lind had
/// 48 percent, Kerr 39 percent and Dorrit 18 percent`: a list that ends with "and", each share with its
/// owner in the same place.
fn listed(back: &[&Line<'_>]) -> Option<Finding> {
    let line = back.last()?;
    let parts: Vec<&Figure> = line.figures.iter().filter(|f| f.kind == Kind::Percent).collect();
    let joined = parts.windows(2).all(|pair| {
        let gap = line.gap(pair[0], pair[1]);
        gap.len() <= 8
            && line.has(gap.clone(), &[",", "and"])
            && (!line.has(gap.clone(), &["of"]) || line.has(gap.clone(), &["vote", "votes"]))
            && !line.has(gap, &["while", "but", "from", "to", ";"])
    });
    let last = parts.len().checked_sub(2).map(|at| line.gap(parts[at], parts[at + 1]));
    let ends = last.is_some_and(|gap| line.has(gap, &["and"]));
    let by = parts.iter().all(|p| line.is_any(p.tokens.end as usize, &["by"]));
    let name = |p: &&&Figure| {
        let first = p.tokens.start as usize;
        first > 0 && line.tokens.get(first - 1).is_some_and(|t| t.capital && t.is_word())
    };
    let named = parts.iter().skip(1).all(|p| name(&p));
    let vote =
        |l: &Line<'_>| l.has(l.span(), &["poll", "survey", "vote", "votes", "voters", "ballot", "election", "ballots"]);
    let one = by || named && back.iter().rev().take(2).any(|l| vote(l));
    let total = parts.iter().try_fold(Decimal::ZERO, |sum, p| sum.checked_add(p.stated))?;
    let plain = parts.iter().all(|p| is_share(p) && p.hedge.is_none() && !p.subset);
    let few = (3..=8).contains(&parts.len()) && total < Decimal::from(130);
    (few && joined && ends && one && plain).then(|| over(&parts)).flatten()
}

/// Verbs of having a part of something.
const OWNS: [&str; 14] = [
    "own",
    "owns",
    "owned",
    "hold",
    "holds",
    "held",
    "control",
    "controls",
    "controlled",
    "has",
    "have",
    "had",
    "giving",
    "gives",
];

/// What is had.
const STAKES: [&str; 8] = ["ownership", "stake", "share", "interest", "shareholding", "holding", "stock", "shares"];

/// `Norvik has a 65 percent stake. Halden owns 30 percent and Corran 15 percent`: the owners of one firm,
/// in sentences that follow each other, have no more than all of it.
fn owners(back: &[&Line<'_>]) -> Option<Finding> {
    let last = back.last()?;
    let mut parts: Vec<&Figure> = Vec::new();
    let mut wholes: Vec<u64> = Vec::new();
    let mut verbs = 0;
    for line in back.iter().filter(|l| l.region == last.region) {
        let mut owned = false;
        let all: Vec<&Figure> = line.figures.iter().filter(|f| f.kind == Kind::Percent).collect();
        for share in all.iter().copied().filter(|f| is_share(f)) {
            let (first, end) = (share.tokens.start as usize, share.tokens.end as usize);
            let before = first.saturating_sub(4).max(line.span().start)..first;
            let verb = line.has(before.clone(), &OWNS);
            let stake = (end..end + 3).any(|at| line.is_any(at, &STAKES));
            let listed = owned && line.is_any(end, &[".", ",", ";", "and"]);
            if verb && (stake || line.is_any(end, &[".", ",", ";", "and", "of"])) || listed {
                owned = true;
                verbs += usize::from(verb);
                parts.push(share);
                // `of Norvik`, `in Norvik`: whose it is.
                let of = (end..end + 4).find(|at| line.is_any(*at, &["of", "in"])).map(|at| at + 1);
                let of = of.and_then(|at| line.tokens.get(at)).filter(|t| t.capital);
                wholes.extend(of.map(|t| t.key));
            } else if line.has(before, &["acquired", "bought", "buying", "sold", "purchased", "acquiring"]) {
                // What changed hands is part of what somebody has now.
            } else {
                // A share of something else: the sentence is about more than who owns what.
                return None;
            }
        }
    }
    wholes.dedup();
    let own = parts.last().is_some_and(|p| last.figures.iter().any(|f| f.start == p.start && f.region == p.region));
    let total = parts.iter().try_fold(Decimal::ZERO, |sum, p| sum.checked_add(p.stated))?;
    let few = (2..=6).contains(&parts.len()) && total < Decimal::from(130);
    (own && few && verbs >= 2 && wholes.len() <= 1).then(|| over(&parts)).flatten()
}

/// `… 35 percent of the mark. The other factors are price (25 percent), speed (25 percent) and looks
/// (25 percent).`
fn others(back: &[&Line<'_>]) -> Option<Finding> {
    let (line, before) = back.split_last()?;
    let start = line.span().start;
    let opens = line.is_any(start, &["the"]) && line.is_any(start + 1, &["other", "remaining"]);
    let parts: Vec<&Figure> = line.figures.iter().filter(|f| is_share(f)).collect();
    let listed = parts.len() >= 3
        && parts.len() <= 8
        && parts.windows(2).all(|pair| {
            let gap = line.gap(pair[0], pair[1]);
            gap.len() <= 14 && line.has(gap, &[",", "and", ";"])
        });
    let first: Vec<&Figure> = before.last()?.figures.iter().filter(|f| is_share(f)).collect();
    let [one] = *first.as_slice() else { return None };
    if !opens || !listed {
        return None;
    }
    let total = parts.iter().try_fold(one.stated, |sum, p| sum.checked_add(p.stated))?;
    let mut all = vec![one];
    all.extend(parts);
    if total > Decimal::from(125) { None } else { over(&all) }
}

impl Percentages {
    /// `52 percent for, 41 percent against and 12 percent undecided`: in one sentence, or one a
    /// line.
    fn undecided(&self, group: &[Line<'_>]) -> Option<Finding> {
        let line = group.last()?;
        let at = |f: &Figure| {
            let (first, end) = (f.tokens.start as usize, f.tokens.end as usize);
            let around = first.saturating_sub(4).max(line.span().start)..(end + 5).min(line.span().end);
            around.into_iter().any(|i| self.undecided.starts(&line.tokens[i..]).is_some())
        };
        line.figures.iter().rfind(|f| is_share(f)).filter(|f| at(f))?;
        let alone = std::slice::from_ref(line);
        let lines = match shares(alone).len() {
            // `Nine percent agreed, while 24 percent did not. Seventy-six percent had no opinion.`
            1 if line.plain.len() >= 60 => run_up(group),
            _ if line.plain.len() < 60 => group,
            _ => alone,
        };
        let parts = shares(lines);
        let total = parts.iter().try_fold(Decimal::ZERO, |sum, p| sum.checked_add(p.stated))?;
        // Answers of one question miss the whole by a slip, answers of several by any number.
        if lines.len() > 1 && line.plain.len() >= 60 && total > Decimal::from(112) {
            return None;
        }
        let alike = || parts.windows(2).all(|pair| line::same_noun(pair[0], pair[1]));
        if parts.len() < 3 || parts.len() > 8 || !alike() {
            return None;
        }
        over(&parts)
    }

    /// The shares of a line that are followed by a verb of which everyone does only one.
    fn chosen<'a>(&self, line: &Line<'a>) -> Vec<&'a Figure> {
        let is_chosen = |f: &&Figure| {
            let end = line::phrase_end(f);
            is_share(f)
                && (end..end + 3).any(|at| line.tokens.get(at..).is_some_and(|t| self.choices.starts(t).is_some()))
        };
        line.figures.iter().filter(is_chosen).collect()
    }

    /// `56 percent would vote for Crane. Forty-seven percent would vote for Hale.`
    fn choices(&self, group: &[Line<'_>]) -> Option<Finding> {
        if self.chosen(group.last()?).is_empty() {
            return None;
        }
        // `Among women, …` begins another whole.
        let opens = |line: &Line<'_>| line.is_any(line.span().start, &["among", "of", "in", "when", "by", "for"]);
        let from = group.iter().rposition(opens).unwrap_or(0);
        let parts: Vec<_> = group[from..].iter().flat_map(|line| self.chosen(line)).collect();
        let whole = group[from..].iter().all(|line| {
            let all = line.figures.iter().filter(|f| f.kind == Kind::Percent).count();
            all == self.chosen(line).len()
                && !line.has(line.span().start + 1..line.span().end, &["among", "compared", "versus"])
        });
        if !whole || self.chosen(group.last()?).is_empty() || parts.len() < 2 {
            return None;
        }
        over(&parts)
    }
}

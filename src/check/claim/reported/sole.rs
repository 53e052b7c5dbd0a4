//! One source alone has what the headline states, and that is no matter of course: somebody
//! disputes it or has not answered, the source only claims it, or is a politician who speaks of
//! others, or another newsroom that the story leans on.

use std::ops::Range;

use super::{Dropped, FIRST};
use crate::annotate::attributions::{Attribution, Source, SourceKind};
use crate::annotate::lemmas;
use crate::annotate::tokens::Kind;
use crate::annotate::verbs::Tone;
use crate::article::{Place, Role};
use crate::check::Finding;
use crate::check::claim::headline::{self, Claim};
use crate::check::claim::story::{Line, Story};

/// What the opening has of a claim from one source.
struct Sole {
    cue: Place,
    source: Source,
    line: usize,
    claims: bool,
    /// How many of the claim's words stand in its sentence.
    shared: usize,
    /// Whether it is somebody to whom the claim says something is done: `Police beat protesters`, say
    /// the protesters.
    suffers: bool,
}

impl Dropped {
    /// The opening has the claim from one source, the rest of the story has it from nobody else, and
    /// there is a reason to say so in the headline.
    pub(super) fn sole(&self, story: &Story<'_, '_>, claim: &Claim<'_>) -> Option<Finding> {
        let quoted = claim.range.clone().any(|at| claim.tokens[at].kind == Kind::Quote);
        let careful = self.is_qualified(claim);
        let verb = claim.words.iter().any(|word| claim.is_verb(word));
        if claim.role != Role::Headline || quoted || careful || claim.words.len() < 3 || !verb {
            return None;
        }
        let sole = self.alone(story, claim)?;
        let kind = sole.source.kind;
        let text = story.article.article().text(sole.source.place).to_ascii_lowercase();
        let official = super::sides::KNOWING.iter().any(|word| text.contains(word));
        let is = |family: &str| self.hearsay.is_among(story.tokens(sole.source.place), family);
        let accused = claim.range.clone().any(|at| {
            let hit = claim.tokens.get(at..claim.range.end).and_then(|rest| self.misdeeds.at(rest));
            hit.is_some_and(|hit| !self.is(&hit, "event"))
        });
        let politician = kind == SourceKind::NamedPerson && is("politician") && accused;
        let cue = story.article.article().text(sole.cue);
        let outlet = is("outlet") && ["reported", "reports", "said"].iter().any(|word| cue.eq_ignore_ascii_case(word));
        // What is written somewhere speaks for itself.
        if kind == SourceKind::Document {
            return None;
        }
        let reason = match sole.suffers {
            // Of what is done to it, an authority is a party too, where somebody denies it.
            true => accused && !official || self.is_disputed(story, claim, &claim.agent(), None),
            false => {
                let first = claim.words.first().map_or(0..0, |word| word.at..word.at + 1);
                sole.claims || politician || outlet || self.is_disputed(story, claim, &first, Some(sole.line))
            }
        };
        (reason && (!official || sole.suffers)).then(|| {
            let cue = super::sides::join(sole.cue, sole.source.place);
            Finding::at(claim.place(claim.range.clone()))
                .case("partisan")
                .value("stated", claim.text(claim.range.clone()))
                .value("body", story.article.article().text(cue))
                .related(cue, "body")
        })
    }

    /// The source from which the opening has the claim; none where the story says it itself, or has
    /// it from others too.
    fn alone(&self, story: &Story<'_, '_>, claim: &Claim<'_>) -> Option<Sole> {
        let article = story.article;
        let shared = |line: &Line<'_>, within: &dyn Fn(usize) -> bool| {
            let stems = line.stems();
            claim.words.iter().filter(|word| stems.iter().any(|(stem, at)| *stem == word.stem && within(*at))).count()
        };
        let mut sole: Option<Sole> = None;
        for (number, line) in story.lines.iter().enumerate() {
            let here = shared(line, &|_| true);
            // What has much less of the claim than the opening tells of something beside it.
            let beside = sole.as_ref().is_some_and(|sole| 4 * here < 3 * sole.shared);
            if 2 * here < claim.words.len() || beside {
                continue;
            }
            let start = line.tokens.get(line.range.start)?.start;
            let end = line.tokens.get(line.range.end.checked_sub(1)?)?.end;
            let holds = |said: &&Attribution| {
                let content = story.content(said);
                let inside = |at: usize| {
                    content.iter().any(|p| p.region == line.region && (p.start..p.end).contains(&line.tokens[at].start))
                };
                (start..end).contains(&said.cue.start)
                    && (!said.nested || story.trailing(said).is_some())
                    && 2 * shared(line, &inside) >= claim.words.len()
            };
            let said = article.attributions().of(line.region).iter().find(holds);
            let said = said?;
            let source = said.source?;
            let own = |range: &Range<usize>| is_own(story, claim, range, source.place);
            if !matches!(said.tone, Tone::Neutral | Tone::Assert | Tone::Evaluate) || own(&claim.agent()) {
                return None;
            }
            // Who warns or expects says what may come, and the headline's fault is another.
            let cue = article.article().text(said.cue).to_ascii_lowercase();
            if AHEAD.iter().any(|word| cue.contains(word)) {
                return None;
            }
            if sole.is_none() && line.order < FIRST && is_main(line, said.cue, source.place) {
                // `a man accused of fraud` claims nothing.
                let claims = super::sides::ASSERTS.iter().any(|word| cue.contains(word)) && cue != "accused";
                sole = Some(Sole {
                    cue: said.cue,
                    source,
                    line: number,
                    claims,
                    shared: here,
                    suffers: own(&claim.range),
                });
            }
        }
        sole
    }

    /// Whether somebody of the claim disputes it, or has not answered, anywhere in the story. Without an
    /// opening that may do so too, only a denial counts.
    fn is_disputed(
        &self,
        story: &Story<'_, '_>,
        claim: &Claim<'_>,
        who: &Range<usize>,
        opening: Option<usize>,
    ) -> bool {
        let Some(first) = claim.within(who.clone()).find(|word| !word.number) else { return false };
        let silence = self.denials.family("silence").filter(|_| opening.is_none());
        story.lines.iter().enumerate().any(|(number, line)| {
            let denial = line.range.clone().any(|at| {
                let hit = line.tokens.get(at..line.range.end).and_then(|rest| self.denials.at(rest));
                hit.is_some_and(|hit| !silence.is_some_and(|silence| hit.families.contains(&silence)))
            });
            denial && (Some(number) == opening || line.stems().iter().any(|(stem, _)| *stem == first.stem))
        })
    }
}

/// Verbs of what may come.
const AHEAD: [&str; 6] = ["warn", "expect", "predict", "estimat", "forecast", "hope"];

/// Whether an attribution carries its sentence: who says it stands at the start or at the end, and not
/// in a clause of time within (`after the mayor said`).
fn is_main(line: &Line<'_>, cue: Place, source: Place) -> bool {
    let (first, last) = (cue.start.min(source.start), cue.end.max(source.end));
    let from = line.tokens.partition_point(|t| t.start < first);
    let to = line.tokens.partition_point(|t| t.start < last);
    let tied = ["after", "when", "as", "before", "since", "than", "while", "that", "who", "which", "where", "until"];
    let before = (line.range.start.max(from.saturating_sub(3))..from).any(|at| line.is(at, &tied));
    let opens = from < line.range.start + OPENS;
    let ends = to + ENDS >= line.range.end || line.tokens.get(to).is_some_and(|t| t.is(','));
    !before && (opens || ends)
}

/// So many tokens from its start or end a sentence names who says it: a dateline stands before, a day
/// behind.
const OPENS: usize = 12;
const ENDS: usize = 5;

/// Whether a source is somebody of the claim: who says what he does himself need not be named twice.
pub(super) fn is_own(story: &Story<'_, '_>, claim: &Claim<'_>, range: &Range<usize>, place: Place) -> bool {
    let plain = story.article.plain(place.region);
    let tokens = story.article.tokens().of(place.region);
    let within = tokens.iter().enumerate().filter(|(_, t)| (place.start..place.end).contains(&t.start));
    let words: Vec<usize> = within.map(|(at, _)| at).collect();
    let initials: String = words
        .iter()
        .filter(|at| tokens[**at].capital)
        .filter_map(|at| tokens[*at].text(plain).chars().next())
        .collect();
    let short = range.clone().any(|at| claim.tokens[at].upper && initials.contains(claim.tokens[at].text(claim.plain)));
    short
        || words.iter().any(|at| {
            headline::is_weighty(&tokens[*at])
                && claim.within(range.clone()).any(|word| {
                    // By the word itself: a Turkish editor is not Turkey.
                    lemmas::stem(claim.text(word.at..word.at + 1)) == lemmas::stem(tokens[*at].text(plain))
                })
        })
}

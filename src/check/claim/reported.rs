//! A headline that states as a fact what the story leaves to somebody else: an accusation, a
//! charge, a report that nobody has confirmed.
//!
//! Three looks. A misdeed of the headline stands in the story only as somebody's word
//! (`Dropped::accused`); somebody is charged, nothing is settled, and the headline says that he
//! did it (`Dropped::charged`); the opening is hearsay as a whole (`Dropped::hearsay`).

use std::ops::Range;

mod forms;
mod sides;
mod sole;

use forms::{COMMITS, PASSIVE, faces, is_caught};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::families::{Families, Hit};
use super::headline::{self, Claim};
use super::story::{Found, Line, Story, Subject};
use crate::annotate::Annotated;
use crate::annotate::lemmas::{self, Function};
use crate::annotate::tokens::Kind;
use crate::check::{Check, Compiled, Finding, OptionError, Options, RuleFiles, Vocabulary};

/// `[check.claim-reported]`: what the headline states and the body leaves to somebody.
#[derive(Clone, Debug, Default, Deserialize, Serialize, JsonSchema)]
#[serde(rename_all = "kebab-case", deny_unknown_fields, default)]
pub struct ReportedOptions {
    /// A file with what somebody can be accused of: `steal = theft`; `label` marks words for who does it.
    pub misdeeds: String,
    /// A file with words of an open case: `charge with = open`.
    pub open: String,
    /// A file with words that settle a case: `plead guilty = settled`.
    pub settled: String,
    /// A file with words of a headline that claims nothing itself: `direct` ones qualify a person too.
    pub careful: String,
    /// A file with nouns for sources that are only hearsay: `newspaper reports = hearsay`.
    pub hearsay: String,
    /// A file with words by which somebody disputes what is said, or has not answered: `deny = denial`.
    pub denials: String,
}

impl Options for ReportedOptions {
    const NAME: &'static str = "claim-reported";
    const VOCABULARY: Vocabulary =
        Vocabulary { values: &["stated", "body"], labels: &["body"], cases: &["charged", "hearsay", "partisan"] };

    fn compile(self, files: &dyn RuleFiles) -> Result<Compiled, OptionError> {
        let read = |option, name: &str| Ok(Families::new(&files.lexicon(option, name)?));
        Ok(Compiled::Article(Box::new(Dropped {
            misdeeds: read("misdeeds", &self.misdeeds)?,
            open: read("open", &self.open)?,
            settled: read("settled", &self.settled)?,
            careful: read("careful", &self.careful)?,
            hearsay: read("hearsay", &self.hearsay)?,
            denials: read("denials", &self.denials)?,
        })))
    }
}

struct Dropped {
    misdeeds: Families,
    open: Families,
    settled: Families,
    careful: Families,
    hearsay: Families,
    denials: Families,
}

/// So many paragraphs, and so many sentences, tell what the story is about.
const OPENING: usize = 7;
const FIRST: usize = 2;
const SETTLED: usize = 3;

/// So many tokens before a word, what qualifies it may stand.
const NEAR: usize = 4;

impl Check for Dropped {
    fn run(&self, article: &Annotated<'_>, found: &mut Vec<Finding>) {
        let claims = headline::claims(article);
        let claims: Vec<&Claim<'_>> = claims.iter().filter(|claim| !claim.asks() && claim.words.len() > 2).collect();
        if claims.is_empty() {
            return;
        }
        let mut story = None;
        for claim in claims {
            let story = story.get_or_insert_with(|| Story::read(article));
            let misdeeds = self.misdeeds(claim);
            let settled = |name| self.is_settled(story, claim, name);
            // `Board: Kerr will go over fraud`: that there was fraud is nobody's word.
            let supposed =
                |tokens: &Range<usize>| (tokens.start.saturating_sub(3)..tokens.start).any(|at| claim.is(at, "over"));
            let one = misdeeds
                .iter()
                .filter(|(tokens, _)| !claim.is_attributed(article, tokens.start) || supposed(tokens))
                .find_map(|(tokens, hit)| {
                    let accused = self.accused(story, claim, tokens, hit).filter(|_| !settled("settled"));
                    let charged = || {
                        self.charged(story, claim, tokens, hit).filter(|_| !settled("settled") && !settled("admitted"))
                    };
                    accused.or_else(charged)
                });
            let ends = [claim.range.start, claim.range.end.saturating_sub(1)];
            let attributed = |claim: &Claim<'_>| ends.iter().any(|at| claim.is_attributed(article, *at));
            let rest = || {
                if attributed(claim) {
                    None
                } else {
                    self.hearsay(story, claim)
                        .or_else(|| self.claimed(story, claim))
                        .or_else(|| self.partisan(story, claim))
                        .or_else(|| self.sole(story, claim))
                }
            };
            found.extend(one.or_else(rest));
        }
    }
}

impl Dropped {
    fn is(&self, hit: &Hit<'_>, flag: &str) -> bool {
        self.misdeeds.family(flag).is_some_and(|flag| hit.families.contains(&flag))
    }

    /// Whether the claim says who did it in so many words: a label, `Lind's abuse`, `Lind stole`.
    fn is_personal(&self, claim: &Claim<'_>, tokens: &Range<usize>, hit: &Hit<'_>) -> bool {
        !self.is(hit, "deed") || self.is_done(claim, tokens, hit) || self.is_owned(claim, tokens)
    }

    /// `Lind's abuse of power`
    fn is_owned(&self, claim: &Claim<'_>, tokens: &Range<usize>) -> bool {
        (tokens.start.saturating_sub(2)..tokens.start).any(|at| claim.tokens[at].kind == Kind::Clitic)
    }

    /// Whether a deed is said as a verb: `abused a girl`, `firm abuses its strength`.
    fn is_done(&self, claim: &Claim<'_>, tokens: &Range<usize>, hit: &Hit<'_>) -> bool {
        let object = claim.tokens.get(tokens.end).is_some_and(|t| t.kind == Kind::Word);
        let third = || {
            let word = headline::word(claim.plain, claim.tokens, tokens.start);
            hit.form.is_third() && object && claim.is_verb(&word)
        };
        !hit.form.is_base() && (hit.form.is_past() || third())
    }

    /// Whether the claim says the misdeed of somebody: `Teacher stole funds`, `ran drug ring`, `quits
    /// over fraud`, `drug dealer`. An event (`bank robbery`, `shots fired`) accuses nobody.
    fn accuses(&self, claim: &Claim<'_>, tokens: &Range<usize>, hit: &Hit<'_>) -> bool {
        let plural = |at: usize| claim.text(at..at + 1).ends_with('s');
        if self.is(hit, "label") {
            return !plural(tokens.end - 1);
        }
        if hit.form.is_ing() && is_caught(claim, tokens) {
            return claim.within(claim.range.start..tokens.start).next().is_some();
        }
        let clause = claim.clause(tokens.start);
        // `abused a girl`: the deed as a verb.
        if self.is(hit, "deed") && !self.is_done(claim, tokens, hit) {
            let noun = tokens.end < claim.range.end && headline::is_weighty(&claim.tokens[tokens.end]);
            if self.is_owned(claim, tokens) && !noun {
                return true;
            }
            let before = (claim.range.start..tokens.start).rev().take(3);
            return before.into_iter().any(|at| COMMITS.iter().any(|w| claim.is(at, w)));
        }
        let word = headline::word(claim.plain, claim.tokens, tokens.start);
        let who = claim.within(clause.start..tokens.start).next().is_some();
        let passive = tokens.start > clause.start && PASSIVE.iter().any(|w| claim.is(tokens.start - 1, w));
        // `Man killed in crash` is killed, `Man killed neighbour` kills.
        let small = |at: usize| {
            claim.tokens.get(at).is_some_and(|t| {
                t.kind != Kind::Word && t.kind != Kind::Number
                    || matches!(lemmas::function(t), Some(f) if f != Function::Determiner && f != Function::Pronoun)
            })
        };
        let object = tokens.end < claim.range.end && !small(tokens.end);
        // `man killed by coach`
        // `shot five times by guard`
        let by = (tokens.end..(tokens.end + 4).min(clause.end)).find(|at| claim.is(*at, "by"));
        if let Some(by) = by
            && hit.form.is_participle()
        {
            return by == tokens.end && !(by + 1..by + 4).any(|at| self.is_event(claim, at));
        }
        // `storm kills four`: nobody is accused.
        let before = || claim.within(clause.start..tokens.start);
        let relative = claim.is(tokens.start.saturating_sub(1), "who");
        let first = before().next().filter(|_| !relative);
        let event = first.into_iter().chain(before().last()).any(|word| self.is_event(claim, word.at));
        !event && who && !passive && claim.is_verb(&word) && (object || self.is(hit, "alone") || relative)
    }

    fn is_event(&self, claim: &Claim<'_>, at: usize) -> bool {
        let hit = self.misdeeds.at(claim.tokens.get(at..claim.range.end).unwrap_or_default());
        let small = claim.tokens.get(at).is_some_and(|t| lemmas::function(t) == Some(Function::Determiner));
        hit.is_some_and(|hit| self.is(&hit, "event") || self.is(&hit, "deed") || hit.form.is_ing())
            || small && self.is_event(claim, at + 1)
    }

    /// The misdeeds of a claim that nothing in it qualifies.
    fn misdeeds(&self, claim: &Claim<'_>) -> Vec<(Range<usize>, Hit<'_>)> {
        let rest = |at: usize| claim.tokens.get(at..claim.range.end).unwrap_or_default();
        let direct = self.careful.family("direct");
        // `alleged` shields what stands beside it, a word of the case an event without a culprit.
        let careful = |tokens: &Range<usize>, person: bool| {
            claim.range.clone().any(|at| {
                let near = at + NEAR >= tokens.start && at < tokens.end + 2;
                let hit = self.careful.at(rest(at));
                hit.is_some_and(|hit| {
                    let direct = direct.is_some_and(|direct| hit.families.contains(&direct));
                    if person { direct && near } else { true }
                })
            })
        };
        let mut misdeeds = Vec::new();
        let mut at = claim.range.start;
        while at < claim.range.end {
            let Some(hit) = self.misdeeds.at(rest(at)) else {
                at += 1;
                continue;
            };
            let tokens = at..at + hit.len;
            at = tokens.end;
            if self.is(&hit, "event") && hit.families.len() == 1 {
                continue;
            }
            let status = claim.status(&tokens);
            let open = status.negated.is_some() || status.alleged.is_some();
            let noun = super::strength::BESIDE.iter().any(|w| claim.is(tokens.end, w))
                || super::story::is_compound(claim.tokens, &tokens)
                || hit.form.is_ing() && !hit.form.is_base() && !is_caught(claim, &tokens);
            let qualified = claim.is_quoted(&tokens) || careful(&tokens, self.is_personal(claim, &tokens, &hit));
            if open || noun || qualified || !self.accuses(claim, &tokens, &hit) {
                continue;
            }
            misdeeds.push((tokens, hit));
        }
        misdeeds
    }

    /// Whether the story tells of a conviction, a confession, a perpetrator who is dead.
    fn is_settled(&self, story: &Story<'_, '_>, claim: &Claim<'_>, name: &str) -> bool {
        let family = self.settled.family(name);
        story.lines.iter().any(|line| {
            let any = || {
                line.range.clone().any(|at| {
                    let hit = line.tokens.get(at..line.range.end).and_then(|rest| self.settled.at(rest));
                    hit.is_some_and(|hit| family.is_some_and(|family| hit.families.contains(&family)))
                })
            };
            let about = || {
                let stems = line.stems();
                claim.words.iter().any(|word| stems.iter().any(|(stem, _)| *stem == word.stem))
            };
            let deed = || {
                line.range
                    .clone()
                    .any(|at| line.tokens.get(at..line.range.end).is_some_and(|rest| self.misdeeds.at(rest).is_some()))
            };
            any() && (line.paragraph < SETTLED || about() && (name == "admitted" || deed()))
        })
    }

    /// Every place of the body that speaks of the misdeed leaves it to somebody.
    fn accused(
        &self,
        story: &Story<'_, '_>,
        claim: &Claim<'_>,
        tokens: &Range<usize>,
        hit: &Hit<'_>,
    ) -> Option<Finding> {
        let flags = ["label", "deed", "alone"].map(|flag| self.misdeeds.family(flag));
        let same = |other: &Hit<'_>| {
            other.entry == hit.entry
                || other.families.iter().any(|f| !flags.contains(&Some(*f)) && hit.families.contains(f))
        };
        let places = story.find(|tokens, _, _| self.misdeeds.at(tokens).filter(same).map(|hit| hit.len));
        let personal = !self.is(hit, "deed") && !self.is(hit, "label");
        let mut against: Option<(Found, Range<usize>)> = None;
        for found in places {
            let line = story.lines.get(found.line)?;
            let own = self.misdeeds.at(line.tokens.get(found.at..line.range.end)?)?;
            let fit = story.fit(claim, tokens, &found);
            let status = story.status(&found, !line.is_verb(found.at));
            let said = story.reported(&found);
            let left = status.alleged.is_some() || said.is_some() || story.is_speech(&found);
            if !left {
                // That somebody was killed is no secret; who did it is what the headline says.
                let passive = (found.at.saturating_sub(3)..found.at).any(|at| line.is(at, &PASSIVE));
                let open = personal && (passive && fit.subject != Subject::Same || !line.is_verb(found.at));
                if status.negated.is_none() && !open && (own.entry == hit.entry || fit.total > 0) {
                    return None;
                }
                continue;
            }
            let close = (own.entry == hit.entry || fit.mentioned) && fit.total > 0 || fit.total >= 2;
            if against.is_none() && line.paragraph < OPENING && close {
                let cue =
                    status.alleged.map_or(found.at..found.end, |cue| cue.start.min(found.at)..cue.end.max(found.end));
                against = Some((found, cue));
            }
        }
        let (found, shown) = against?;
        Some(self.finding(story, claim, tokens, found.line, shown))
    }

    /// Somebody of the claim is charged or accused, nothing is settled, and the claim says that he
    /// did it.
    fn charged(
        &self,
        story: &Story<'_, '_>,
        claim: &Claim<'_>,
        tokens: &Range<usize>,
        hit: &Hit<'_>,
    ) -> Option<Finding> {
        let clause = claim.clause(tokens.start);
        let label = self.is(hit, "label");
        // `Teacher stole funds`, `ran a drug ring`; without somebody who does it, a deed accuses nobody.
        if !label && claim.within(clause.start..tokens.start).next().is_none() {
            return None;
        }
        let any = |line: &Line<'_>, list: &Families| {
            line.range.clone().find_map(|at| {
                let len = list.at(line.tokens.get(at..line.range.end)?).map(|hit| hit.len);
                len.or_else(|| faces(line, at)).map(|len| at..at + len)
            })
        };
        let stems: Vec<u64> = claim.words.iter().map(|word| word.stem).collect();
        let shares = |number: usize| {
            story.lines.get(number).is_some_and(|line| line.stems().iter().any(|(stem, _)| stems.contains(stem)))
        };
        let mut open: Option<(usize, Range<usize>)> = None;
        for (number, line) in story.lines.iter().enumerate() {
            let spot = |at: Range<usize>| Found { line: number, at: at.start, end: at.end };
            let plainly = line.range.clone().any(|at| {
                let own = line.tokens.get(at..line.range.end).and_then(|rest| self.misdeeds.at(rest));
                own.is_some_and(|own| own.entry == hit.entry) && {
                    let found = spot(at..at + 1);
                    let status = story.status(&found, !line.is_verb(at));
                    let left = status.alleged.is_some() || story.reported(&found).is_some() || story.is_speech(&found);
                    !left && status.is_plain() && story.fit(claim, tokens, &found).subject != Subject::Other
                }
            });
            if plainly {
                return None;
            }
            if open.is_none()
                && line.paragraph < OPENING
                && let Some(at) = any(line, &self.open)
            {
                let fit = story.fit(claim, tokens, &spot(at.clone()));
                let numbered = claim
                    .within(clause.start..tokens.start)
                    .any(|word| word.number && line.stems().iter().any(|(stem, _)| *stem == word.stem));
                // `Kerr accused the board`: it is not Kerr who is accused.
                let own = line.tokens.get(at.start..line.range.end).and_then(|rest| self.open.at(rest));
                let passive = !own.is_some_and(|own| own.form.is_participle())
                    || (at.start.saturating_sub(3)..at.start).any(|i| line.is(i, &PASSIVE));
                // `Denby harbour officer` and `Denby harbour board Sgt. Otto Kerr` are one.
                let same = fit.subject == Subject::Same && (fit.head || fit.subjects > 1) && passive;
                let near =
                    label && number < FIRST + 1 && passive && (fit.total > 0 || shares(number.saturating_sub(1)));
                if near || same || numbered && fit.subjects > 0 {
                    open = Some((number, at));
                }
            }
        }
        let (line, shown) = open?;
        Some(self.finding(story, claim, tokens, line, shown).case("charged"))
    }

    fn finding(
        &self,
        story: &Story<'_, '_>,
        claim: &Claim<'_>,
        tokens: &Range<usize>,
        line: usize,
        shown: Range<usize>,
    ) -> Finding {
        Finding::at(claim.place(tokens.clone()))
            .value("stated", claim.text(tokens.clone()))
            .value("body", story.text(line, shown.clone()))
            .related(story.place(line, shown), "body")
    }
}

//! A headline that states as a fact what the story leaves to somebody else: an accusation, a
//! charge, a report that nobody has confirmed.
//!
//! Three looks. A misdeed of the headline stands in the story only as somebody's word
//! ([`Dropped::accused`]); somebody is charged, nothing is settled, and the headline says that he
//! did it ([`Dropped::charged`]); the opening is hearsay as a whole ([`Dropped::hearsay`]).

use std::ops::Range;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::families::{Families, Hit};
use super::headline::{self, Claim};
use super::story::{Found, Line, Story, Subject};
use crate::annotate::Annotated;
use crate::annotate::attributions::{Attribution, CueKind};
use crate::annotate::lemmas::{self, Function};
use crate::annotate::tokens::Kind;
use crate::annotate::verbs::Tone;
use crate::article::{Place, Role};
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
        })))
    }
}

struct Dropped {
    misdeeds: Families,
    open: Families,
    settled: Families,
    careful: Families,
    hearsay: Families,
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
        !self.is(hit, "deed") || self.is_owned(claim, tokens)
    }

    /// `Lind's abuse of power`
    fn is_owned(&self, claim: &Claim<'_>, tokens: &Range<usize>) -> bool {
        (tokens.start.saturating_sub(2)..tokens.start).any(|at| claim.tokens[at].kind == Kind::Clitic)
    }

    /// Whether the claim says the misdeed of somebody: `Teacher stole funds`, `ran drug ring`, `quits
    /// over fraud`, `drug dealer`. An event (`bank robbery`, `shots fired`) accuses nobody.
    fn accuses(&self, claim: &Claim<'_>, tokens: &Range<usize>, hit: &Hit<'_>) -> bool {
        let plural = |at: usize| claim.text(at..at + 1).ends_with('s');
        if self.is(hit, "label") {
            return !plural(tokens.end - 1);
        }
        let clause = claim.clause(tokens.start);
        if self.is(hit, "deed") {
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
            let said = status.negated.is_none() && status.alleged.is_none();
            if said
                && !super::story::is_compound(claim.tokens, &tokens)
                && !careful(&tokens, self.is_personal(claim, &tokens, &hit))
                && !claim.is_quoted(&tokens)
                && !(hit.form.is_ing() && !hit.form.is_base())
                && !super::strength::BESIDE.iter().any(|w| claim.is(tokens.end, w))
                && self.accuses(claim, &tokens, &hit)
            {
                misdeeds.push((tokens, hit));
            }
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
                let hit = list.at(line.tokens.get(at..line.range.end)?)?;
                Some(at..at + hit.len)
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
                let same = fit.subject == Subject::Same && fit.head && passive;
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

    /// The opening says it only as hearsay.
    fn hearsay(&self, story: &Story<'_, '_>, claim: &Claim<'_>) -> Option<Finding> {
        let careful = claim
            .range
            .clone()
            .any(|at| self.careful.at(claim.tokens.get(at..claim.range.end).unwrap_or_default()).is_some());
        // Claim quotes leave it to somebody; `to` is a plan.
        let open = claim.range.clone().any(|at| claim.tokens[at].kind == Kind::Quote || claim.is(at, "to"));
        if claim.role == Role::Deck || careful || open {
            return None;
        }
        let attributions = story.article.attributions();
        let line = story.lines.iter().take(FIRST).find(|line| {
            let stems = line.stems();
            let shared = claim.words.iter().filter(|word| stems.iter().any(|(stem, _)| *stem == word.stem)).count();
            shared >= 2 && 2 * shared + 1 >= claim.words.len()
        })?;
        let (start, end) =
            (line.tokens.get(line.range.start)?.start, line.tokens.get(line.range.end.checked_sub(1)?)?.end);
        let said = attributions.of(line.region).iter().find(|said| {
            (start..end).contains(&said.cue.start) && !said.nested && self.is_hearsay(story, line, said)
        })?;
        let plain = story.article.plain(claim.region);
        let whole = claim.place(claim.range.clone());
        let cue = said.source.map_or(said.cue, |source| join(said.cue, source.place));
        Some(
            Finding::at(whole)
                .case("hearsay")
                .value("stated", plain.get(whole.start as usize..whole.end as usize).unwrap_or(""))
                .value("body", story.article.article().text(cue))
                .related(cue, "body"),
        )
    }

    /// Somebody `claims` what the headline says, everywhere in the story.
    fn claimed(&self, story: &Story<'_, '_>, claim: &Claim<'_>) -> Option<Finding> {
        if claim.role == Role::Deck || claim.range.clone().any(|at| claim.tokens[at].kind == Kind::Quote) {
            return None;
        }
        let verbs =
            claim.words.iter().filter(|word| claim.is_verb(word) && claim.status(&(word.at..word.at + 1)).is_plain());
        for word in verbs {
            let pivot = word.at..word.at + 1;
            let opens = claim.text(pivot.clone()).get(..2)?;
            let objects = claim.within(pivot.end..claim.clause(word.at).end).count();
            let places = story.find(|tokens, line, _| {
                let token = tokens.first().filter(|t| t.kind == Kind::Word)?;
                let same = token.text(line.plain).get(..2).is_some_and(|t| t.eq_ignore_ascii_case(opens));
                (same && headline::word(line.plain, tokens, 0).stem == word.stem).then_some(1)
            });
            let mut against: Option<(Found, Place)> = None;
            let mut plain = false;
            for found in places {
                let line = story.lines.get(found.line)?;
                let fit = story.fit(claim, &pivot, &found);
                let said = story.reported(&found);
                let status = story.status(&found, !line.is_verb(found.at));
                if said.is_none() && !story.is_speech(&found) && status.is_plain() && fit.total > 0 {
                    plain = true;
                    break;
                }
                let asserted = said.filter(|said| {
                    let cue = story.article.article().text(said.cue).to_ascii_lowercase();
                    ASSERTS.iter().any(|word| cue.contains(word)) && !said.nested
                });
                let close = fit.total >= 2 && line.is_verb(found.at) && (objects == 0 || 2 * fit.objects >= objects);
                let close = close && (fit.head || fit.mentioned);
                if let Some(said) = asserted
                    && against.is_none()
                    && line.paragraph < OPENING
                    && close
                {
                    let cue = said.source.map_or(said.cue, |source| join(said.cue, source.place));
                    against = Some((found, cue));
                }
            }
            if let Some((_, cue)) = against.filter(|_| !plain) {
                return Some(
                    Finding::at(claim.place(pivot.clone()))
                        .value("stated", claim.text(pivot))
                        .value("body", story.article.article().text(cue))
                        .related(cue, "body"),
                );
            }
        }
        None
    }

    /// The opening has it from one side only, and nobody else says so.
    fn partisan(&self, story: &Story<'_, '_>, claim: &Claim<'_>) -> Option<Finding> {
        let quoted = claim.range.clone().any(|at| claim.tokens[at].kind == Kind::Quote);
        let careful = claim.range.clone().any(|at| {
            let hit = self.careful.at(claim.tokens.get(at..claim.range.end).unwrap_or_default());
            hit.is_some_and(|hit| self.careful.family("direct").is_some_and(|direct| hit.families.contains(&direct)))
        });
        if claim.role != Role::Headline || quoted || careful || claim.words.len() < 3 {
            return None;
        }
        let article = story.article;
        let shared = |line: &Line<'_>, within: &dyn Fn(usize) -> bool| {
            let stems = line.stems();
            claim.words.iter().filter(|word| stems.iter().any(|(stem, at)| *stem == word.stem && within(*at))).count()
        };
        let mut against = None;
        for line in &story.lines {
            let all = |_: usize| true;
            if 2 * shared(line, &all) < claim.words.len() {
                continue;
            }
            let start = line.tokens.get(line.range.start)?.start;
            let end = line.tokens.get(line.range.end.checked_sub(1)?)?.end;
            let said = article.attributions().of(line.region).iter().find(|said| {
                let content = article.attributions().content(said);
                let inside = |at: usize| {
                    content.iter().any(|p| p.region == line.region && (p.start..p.end).contains(&line.tokens[at].start))
                };
                (start..end).contains(&said.cue.start) && !said.nested && 2 * shared(line, &inside) >= claim.words.len()
            });
            let Some(said) = said else { return None };
            let source = said.source?;
            // Who says what he does himself need not be named twice; a verdict (`rejected`) is no report.
            let tokens = article.tokens().of(source.place.region);
            let own = tokens.iter().any(|t| {
                let at = (source.place.start..source.place.end).contains(&t.start);
                at && headline::is_weighty(t)
                    && claim.words.iter().any(|w| w.stem == lemmas::stem(t.text(article.plain(source.place.region))))
            });
            // `The Denby Harbour Board said`, under `DHB closes quay`
            let initials: String = tokens
                .iter()
                .filter(|t| t.capital && (source.place.start..source.place.end).contains(&t.start))
                .filter_map(|t| t.text(article.plain(source.place.region)).chars().next())
                .collect();
            let short = |at: usize| claim.tokens[at].upper && initials.contains(claim.tokens[at].text(claim.plain));
            let own = own || claim.range.clone().any(short);
            let reports = matches!(said.tone, Tone::Neutral | Tone::Assert);
            if own || !reports || !self.is_partisan(story, source.place) {
                return None;
            }
            if against.is_none() && line.order < FIRST {
                against = Some((said, source));
            }
        }
        let (said, source) = against?;
        let cue = join(said.cue, source.place);
        let whole = claim.place(claim.range.clone());
        Some(
            Finding::at(whole)
                .case("partisan")
                .value("stated", claim.text(claim.range.clone()))
                .value("body", article.article().text(cue))
                .related(cue, "body"),
        )
    }

    fn is_partisan(&self, story: &Story<'_, '_>, place: Place) -> bool {
        let region = story.article.tokens().of(place.region);
        let from = region.partition_point(|t| t.start < place.start);
        let to = region.partition_point(|t| t.start < place.end);
        let party = self.hearsay.family("party");
        let text = story.article.article().text(place).to_ascii_lowercase();
        if KNOWING.iter().chain(&["general", "office"]).any(|word| text.contains(word)) {
            return false;
        }
        (from..to).any(|at| {
            let hit = self.hearsay.at(region.get(at..to).unwrap_or_default());
            hit.is_some_and(|hit| party.is_some_and(|party| hit.families.contains(&party)))
        })
    }

    fn is_hearsay(&self, story: &Story<'_, '_>, line: &Line<'_>, said: &Attribution) -> bool {
        let article = story.article.article();
        let cue = line.tokens.partition_point(|t| t.start < said.cue.start);
        if line.is_background(cue) {
            return false;
        }
        let Some(source) = said.source else {
            let words = article.text(said.cue).to_ascii_lowercase();
            return said.kind == CueKind::Hearsay && ["report", "rumo", "said to"].iter().any(|w| words.contains(w));
        };
        let text = article.text(source.place).to_ascii_lowercase();
        // `police and local media`
        if KNOWING.iter().any(|word| text.contains(word)) {
            return false;
        }
        let region = story.article.tokens().of(source.place.region);
        let from = region.partition_point(|t| t.start < source.place.start);
        let to = region.partition_point(|t| t.start < source.place.end);
        let hearsay = self.hearsay.family("hearsay");
        (from..to).any(|at| {
            let hit = self.hearsay.at(region.get(at..to).unwrap_or_default());
            hit.is_some_and(|hit| hearsay.is_some_and(|hearsay| hit.families.contains(&hearsay)))
        })
    }
}

/// Verbs that keep what is said at a distance.
const ASSERTS: [&str; 9] = ["claim", "alleg", "accus", "insist", "contend", "maintain", "argu", "complain", "charge"];

/// Words that tie a deed to somebody.
const COMMITS: [&str; 38] = [
    "over",
    "for",
    "ran",
    "run",
    "runs",
    "running",
    "operated",
    "operates",
    "committed",
    "commits",
    "commit",
    "led",
    "leads",
    "masterminded",
    "orchestrated",
    "engaged",
    "engages",
    "behind",
    "spread",
    "spreads",
    "spreading",
    "staged",
    "pulled",
    "oversaw",
    "hid",
    "helped",
    "guilty",
    "involved",
    "abetted",
    "carried",
    "planned",
    "plotted",
    "hatched",
    "ignored",
    "enabled",
    "practised",
    "practiced",
    "in",
];

/// Words before a participle in the passive.
const PASSIVE: [&str; 10] = ["is", "are", "was", "were", "be", "been", "being", "gets", "get", "got"];

/// Those beside whose word hearsay is none.
const KNOWING: [&str; 10] = [
    "police",
    "official",
    "authorit",
    "sheriff",
    "court",
    "hospital",
    "university",
    "government",
    "ministry",
    "company",
];

/// The place from the first to the last of two within one region.
fn join(a: Place, b: Place) -> Place {
    if a.region != b.region {
        return a;
    }
    Place::within(a.region, a.start.min(b.start)..a.end.max(b.end))
}

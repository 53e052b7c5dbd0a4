//! Somebody's words with nobody's name: `reportedly`, `it is understood`, `published reports said`.

use std::ops::Range;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::is_story;
use crate::annotate::Annotated;
use crate::annotate::attributions::{Attribution, CueKind, Source, SourceKind};
use crate::annotate::sentences::Sentence;
use crate::annotate::sourcing::{self, Outlets};
use crate::annotate::tokens::{Kind, Token};
use crate::annotate::verbs;
use crate::article::Place;
use crate::check::{Check, Compiled, Finding, OptionError, Options, RuleFiles, Vocabulary};
use crate::lexicon::Lexicon;

/// `[check.hearsay]`: claims that nobody is named for.
#[derive(Clone, Debug, Default, Deserialize, Serialize, JsonSchema)]
#[serde(rename_all = "kebab-case", deny_unknown_fields, default)]
pub struct HearsayOptions {
    /// A file with the words around `reports` and `rumours`: `kind`, what may stand before
    /// (`media`, `unconfirmed`); `verb`, what they do (`suggest`, `emerged`); `before`, what leads to
    /// them (`according to`, `amid`); `learned`, what an outlet has done.
    pub lexicon: String,
    /// Verbs whose passive is a note: what is `believed to be` is often the writer's own view.
    pub weak: Vec<String>,
    /// Verbs whose passive is the writer's own, whoever speaks beside it: nobody's words are passed on
    /// as what is `understood` or `rumoured`.
    pub own: Vec<String>,
    /// Verbs whose passive is no hearsay: what is `alleged` is what a court will hear.
    pub legal: Vec<String>,
    /// A file with words of sport; where a story has some, a claim is a note, for transfer talk
    /// is always somebody's talk.
    pub sports: String,
}

impl Options for HearsayOptions {
    const NAME: &'static str = "hearsay";
    const VOCABULARY: Vocabulary =
        Vocabulary { values: &["words"], labels: &[], cases: &["reports", "learned", "held"] };

    fn compile(self, files: &dyn RuleFiles) -> Result<Compiled, OptionError> {
        let words =
            if self.lexicon.is_empty() { Lexicon::default() } else { files.lexicon("lexicon", &self.lexicon)? };
        let sports = if self.sports.is_empty() { Lexicon::default() } else { files.lexicon("sports", &self.sports)? };
        Ok(Compiled::Article(Box::new(Hearsay { words, sports, weak: self.weak, own: self.own, legal: self.legal })))
    }
}

struct Hearsay {
    words: Lexicon,
    sports: Lexicon,
    weak: Vec<String>,
    own: Vec<String>,
    legal: Vec<String>,
}

/// A claim without a source.
struct Claim {
    place: Place,
    case: Option<&'static str>,
    unsure: bool,
    /// Whether it may be a part of what somebody beside it says.
    carried: bool,
}

/// A sentence that is read.
struct Line<'l, 'a> {
    article: &'l Annotated<'a>,
    outlets: &'l Outlets,
    region: u32,
    number: usize,
    sentence: Sentence,
    plain: &'a str,
    tokens: &'l [Token],
    attributions: &'l [Attribution],
}

impl Check for Hearsay {
    fn run(&self, article: &Annotated<'_>, found: &mut Vec<Finding>) {
        let outlets = article.sourcing().outlets();
        let sport = self.is_sport(article);
        for region in article.unique_regions().filter(|r| is_story(article, *r)) {
            let attributions = article.attributions().of(region);
            for (number, sentence) in article.sentences().of(region).iter().enumerate() {
                let line = Line {
                    article,
                    outlets,
                    region,
                    number,
                    sentence: *sentence,
                    plain: article.plain(region),
                    tokens: article.tokens().of(region),
                    attributions: within(attributions, sentence),
                };
                found.extend(self.claim(&line, sport).map(|claim| {
                    let mut finding = Finding::at(claim.place).value("words", article.article().text(claim.place));
                    finding.case = claim.case;
                    finding.unsure = claim.unsure;
                    finding
                }));
            }
        }
    }
}

impl Hearsay {
    /// The first claim of a sentence whose source is named neither in it nor beside it.
    fn claim(&self, line: &Line<'_, '_>, sport: bool) -> Option<Claim> {
        let passive = line.attributions.iter().find_map(|cue| self.passive(line, cue));
        let reports = line.span().find_map(|at| self.reports(line, at));
        let learned = line.span().find_map(|at| self.learned(line, at));
        let first = [passive, reports, learned].into_iter().flatten().min_by_key(|claim| claim.place)?;
        if line.names_a_source(first.place) || line.is_history() || line.is_linked(first.place) {
            return None;
        }
        let unsure = first.unsure || sport || first.carried && line.runs_on();
        Some(Claim { unsure, ..first })
    }

    /// Whether a story is one of sport.
    fn is_sport(&self, article: &Annotated<'_>) -> bool {
        const ENOUGH: usize = 4;
        article.tokens().all().iter().filter(|t| self.sports.has(t)).take(ENOUGH).count() == ENOUGH
    }

    /// `is said to`, `it was reported that`, `reportedly`
    fn passive(&self, line: &Line<'_, '_>, cue: &Attribution) -> Option<Claim> {
        if cue.kind != CueKind::Hearsay || line.quoted(cue.cue.start) {
            return None;
        }
        let at = line.tokens.partition_point(|t| t.start < cue.cue.start);
        let verb = cue.verb.map_or("", verbs::lemma);
        if self.legal.iter().any(|v| v == verb) {
            return None;
        }
        if verb.is_empty() {
            return Some(Claim { place: cue.cue, case: None, unsure: false, carried: true });
        }
        let behind = line.tokens.partition_point(|t| t.start < cue.cue.end);
        let to = if line.is(behind, &["not"]) { behind + 1 } else { behind };
        // `reported to the police`, `reported missing` are no hearsay; `thought to be lost` behind its
        // noun is the writer's description.
        let verb_behind = line.tokens.get(to + 1).is_some_and(|t| t.is_word() && !t.capital);
        let held =
            verb_behind && line.is(to, &["to"]) && !line.is(to + 1, &["the", "a", "an", "his", "her", "their", "have"])
                || line.is(to, &["to"]) && line.is(to + 1, &["have", "be", "being"]);
        let be = (line.sentence.first as usize..at).rev().take(3).find(|i| line.is(*i, &BE));
        // `could be said to` is an opinion.
        if be.is_some_and(|i| i > 0 && line.is(i - 1, &["can", "could", "may", "might", "must", "should", "cannot"])) {
            return None;
        }
        let clause = line.is(behind, &["that"]) && be.is_some();
        // `was reported to have 8 inches of snow`: a reading that somebody sent in.
        let reading = line.is(to + 1, &["have"]) && line.tokens.get(to + 2).is_some_and(|t| t.kind == Kind::Number);
        if reading || !held && !clause || line.is(to + 1, &["police", "authorities"]) {
            return None;
        }
        let weak = self.weak.iter().any(|v| v == verb);
        // What is `thought to be` is common opinion; what is `thought to have happened` is a claim.
        if verb == "think" && (be.is_none() || !line.is(to + 1, &["have"])) {
            return None;
        }
        // `what aides believed to be a trick`, `a body reported to be hers`
        let human = at.checked_sub(1).and_then(|b| line.tokens.get(b)).is_some_and(sourcing::is_human);
        if be.is_none() && (verb == "report" || human) {
            return None;
        }
        // `if the minor is believed to be mature`
        if (line.sentence.first as usize..at).rev().take(6).any(|i| line.is(i, &["if", "when", "whether", "where"])) {
            return None;
        }
        let start = be.map_or(cue.cue.start, |i| line.tokens.get(i).map_or(cue.cue.start, |t| t.start));
        let end = line.tokens.get(if held { to } else { behind }).map_or(cue.cue.end, |t| t.end);
        let place = Place::within(line.region, start..end);
        // Cut down behind its noun (`a plant said to heal`), it describes more than it claims.
        let carried = !self.own.iter().any(|v| v == verb);
        Some(Claim { place, case: weak.then_some("held"), unsure: weak || be.is_none(), carried })
    }

    /// `published reports said`, `according to news reports`, `amid rumours that`
    fn reports(&self, line: &Line<'_, '_>, at: usize) -> Option<Claim> {
        if !line.is(at, &["reports", "rumors", "rumours", "speculation"]) || line.quoted(line.tokens[at].start) {
            return None;
        }
        let rumour = !line.is(at, &["reports"]);
        let floor = line.sentence.first as usize;
        let mut first = at;
        let kind = |i: usize| self.is(line, i, "kind");
        while first > floor && kind(first - 1) {
            first -= 1;
        }
        // `Monday's reports`, `the reports`, `its reports`, `Norvik reports`: they are known.
        let before = first.checked_sub(1).filter(|b| *b >= floor);
        let lead = before.and_then(|b| {
            (floor..=b).rev().take(2).find(|i| {
                let rest = &line.tokens[*i..first];
                self.words
                    .starts(rest)
                    .is_some_and(|(e, len)| e.value.as_deref() == Some("before") && len == rest.len())
            })
        });
        let opens = before.is_none_or(|b| {
            line.is(
                b,
                &[",", ";", ":", "—", "–", "-", "but", "and", "that", "\"", "”", "while", "as", "although", "though"],
            )
        });
        // `Doctors and early reports say`: the doctors say so too.
        let joined = before.is_some_and(|b| line.is(b, &["and"]) && !line.is(b.wrapping_sub(1), &[","]));
        let opens = opens && !joined;
        let behind = at + 1;
        let speaks = self.is(line, behind, "verb") && !line.is(behind, &["that"])
            || line.is(behind, &["have", "had", "also"]) && self.is(line, behind + 1, "verb")
            || line.is(behind, &["that", "which"]) && self.is(line, behind + 1, "verb");
        let that = line.is(behind, &["that"]);
        let closes =
            line.tokens.get(behind).is_none_or(|t| behind >= line.sentence.last as usize || t.kind == Kind::Mark);
        let according = lead.is_some_and(|l| line.is(l, &["according"]));
        let counts = opens && speaks || lead.is_some() && (that || speaks || according && (closes || rumour));
        if !counts {
            return None;
        }
        let start = line.tokens[lead.unwrap_or(first)].start;
        Some(Claim {
            place: Place::within(line.region, start..line.tokens[at].end),
            case: Some("reports"),
            // First reports are what a brief has of the call that came in. What a story sets against
            // reports, or takes from somebody who cites them, it does not
            // pass on as true.
            unsure: rumour
                || lead.is_some_and(|l| line.is(l, &["despite", "citing"]))
                || line.is(first, &["earlier", "previous", "initial", "early", "preliminary", "first"]),
            carried: false,
        })
    }

    /// `the Herald has learned that`
    fn learned(&self, line: &Line<'_, '_>, at: usize) -> Option<Claim> {
        if !self.is(line, at, "learned")
            || !line.is(at.checked_sub(1)?, &["has", "had"])
            || line.quoted(line.tokens[at].start)
        {
            return None;
        }
        let floor = line.sentence.first as usize;
        let outlet = (floor..at - 1).rev().take(2).find(|i| line.outlets.is_name(line.article, line.region, *i))?;
        let start =
            line.tokens[if outlet > floor && line.is(outlet - 1, &["the"]) { outlet - 1 } else { outlet }].start;
        Some(Claim {
            place: Place::within(line.region, start..line.tokens[at].end),
            case: Some("learned"),
            unsure: true,
            carried: true,
        })
    }

    fn is(&self, line: &Line<'_, '_>, at: usize, value: &str) -> bool {
        let token = line.tokens.get(at).filter(|_| line.span().contains(&at));
        token.and_then(|t| self.words.get(t)).is_some_and(|e| e.value.as_deref() == Some(value))
    }
}

const BE: [&str; 7] = ["is", "are", "was", "were", "been", "be", "being"];

impl Line<'_, '_> {
    fn span(&self) -> Range<usize> {
        self.sentence.first as usize..self.sentence.last as usize
    }

    fn is(&self, at: usize, words: &[&str]) -> bool {
        self.tokens.get(at).is_some_and(|t| t.is_any(self.plain, words))
    }

    fn quoted(&self, offset: u32) -> bool {
        self.article.is_quoted(self.region, offset)
    }

    /// Whether somebody answers for the claim after all: in the sentence, or an outlet or a report
    /// in the one before or behind.
    fn names_a_source(&self, claim: Place) -> bool {
        let all = self.article.attributions();
        let holds = |a: &Attribution| {
            all.content(a).iter().any(|p| p.region == claim.region && p.start <= claim.start && claim.start < p.end)
        };
        let own = self.attributions.iter().any(|a| {
            let apart = a.cue.end <= claim.start || a.cue.start >= claim.end;
            a.kind != CueKind::Hearsay && apart && holds(a) && a.source.is_some_and(|s| self.answers(&s, claim))
        });
        own || self.mentions_outlet(self.sentence) || self.beside() || self.beyond()
    }

    fn answers(&self, source: &Source, claim: Place) -> bool {
        let text = self.article.article().text(source.head).to_ascii_lowercase();
        let reports = matches!(text.as_str(), "reports" | "rumors" | "rumours" | "that" | "which");
        !reports && (source.place.end <= claim.start || source.place.start >= claim.end)
    }

    /// Whether a sentence says which outlet, or which paper, has it: `the Herald reported`, `told the
    /// Herald`, `in a report by the Harbour Board`.
    fn mentions_outlet(&self, sentence: Sentence) -> bool {
        let names = self.attributions_of(sentence).iter().any(|a| {
            a.source.is_some_and(|s| s.kind != SourceKind::Pronoun && self.outlets.foreign(self.article, s.place))
        });
        let tokens = sentence.first as usize..sentence.last as usize;
        names
            || tokens.clone().any(|at| {
                let outlet = self.outlets.is_foreign(self.article, self.region, at);
                let verb = (at + 1..at + 3).any(|i| {
                    self.tokens.get(i).is_some_and(|t| verbs::is_speech(t.key)) || self.is(i, &["reported", "reports"])
                });
                let told = (at.saturating_sub(3)..at).any(|i| self.is(i, &["to", "told", "by", "in"]));
                let paper = [
                    "report",
                    "study",
                    "book",
                    "memoir",
                    "lawsuit",
                    "indictment",
                    "complaint",
                    "affidavit",
                    "article",
                    "filing",
                    "documents",
                    "interview",
                    "biography",
                ];
                // `in a report by the Harbour Board`
                let report = self.is(at, &paper)
                    && (at.saturating_sub(4)..at).any(|i| self.is(i, &["in", "from", "according", "by"]));
                outlet && (verb || told) || report
            })
    }

    fn attributions_of(&self, sentence: Sentence) -> &[Attribution] {
        within(self.article.attributions().of(self.region), &sentence)
    }

    /// Whether the paragraph before or behind begins or ends with an outlet that has it.
    fn beyond(&self) -> bool {
        let article = self.article;
        let sentences = article.sentences();
        let last = self.number + 1 == sentences.of(self.region).len();
        let before = self.region.checked_sub(1).filter(|_| self.number == 0);
        let behind = Some(self.region + 1).filter(|_| last);
        let ends = before.and_then(|r| Some((r, sentences.of(r).last()?)));
        let begins = behind.and_then(|r| Some((r, sentences.of(r).first()?)));
        [ends, begins].into_iter().flatten().any(|(region, sentence)| {
            within(article.attributions().of(region), sentence).iter().any(|a| {
                a.source.is_some_and(|s| s.kind != SourceKind::Pronoun && self.outlets.foreign(article, s.place))
            })
        })
    }

    /// Whether the sentence before or behind says whose report it is.
    fn beside(&self) -> bool {
        let sentences = self.article.sentences().of(self.region);
        let near = [self.number.checked_sub(1), Some(self.number + 1)].into_iter().flatten();
        near.filter_map(|n| sentences.get(n)).any(|sentence| {
            let document = |s: Source| s.kind == SourceKind::Document && !self.is_reports(s);
            self.mentions_outlet(*sentence)
                || self.attributions_of(*sentence).iter().any(|a| a.source.is_some_and(document))
        })
    }

    /// Whether the words are a link, or one begins in them: the link says who has it.
    fn is_linked(&self, claim: Place) -> bool {
        const TAG: u32 = 10;
        let segments = self.article.region(self.region).text.segments();
        let first = segments.partition_point(|s| s.plain + s.plain_len < claim.start);
        segments.windows(2).skip(first.saturating_sub(1)).take_while(|pair| pair[1].plain <= claim.end + 1).any(
            |pair| {
                let near = pair[1].plain + 1 >= claim.start;
                near && pair[1].source > pair[0].source + pair[0].source_len + TAG
            },
        )
    }

    /// Whether somebody speaks in the sentence before or behind, so that the claim may be a part
    /// of what is said.
    fn runs_on(&self) -> bool {
        let sentences = self.article.sentences().of(self.region);
        let near = [self.number.checked_sub(1), Some(self.number + 1)].into_iter().flatten();
        let speaks = |a: &Attribution| a.kind != CueKind::Hearsay && a.source.is_some_and(|s| !self.is_reports(s));
        near.filter_map(|n| sentences.get(n)).any(|s| self.attributions_of(*s).iter().any(speaks)) || self.goes_on()
    }

    /// Whether the paragraph before ends with a paper's words, and this one begins with the claim.
    fn goes_on(&self) -> bool {
        let Some(before) = self.region.checked_sub(1).filter(|_| self.number == 0) else { return false };
        let Some(last) = self.article.sentences().of(before).last() else { return false };
        within(self.article.attributions().of(before), last).iter().any(|a| {
            a.kind == CueKind::According
                || a.source
                    .is_some_and(|s| s.kind == SourceKind::Document || self.outlets.foreign(self.article, s.place))
        })
    }

    fn is_reports(&self, source: Source) -> bool {
        self.article.article().text(source.head).eq_ignore_ascii_case("reports")
    }

    /// Whether the sentence tells of long ago: nobody is left to be named.
    fn is_history(&self) -> bool {
        self.span().any(|at| {
            let token = &self.tokens[at];
            token.kind == Kind::Number
                && token.text(self.plain).parse::<u32>().is_ok_and(|year| (1000..1960).contains(&year))
                && token.end - token.start == 4
        })
    }
}

/// The attributions whose cue stands in a sentence.
fn within<'a>(attributions: &'a [Attribution], sentence: &Sentence) -> &'a [Attribution] {
    let first = attributions.partition_point(|a| a.cue.start < sentence.start);
    let last = attributions.partition_point(|a| a.cue.start < sentence.end);
    attributions.get(first..last).unwrap_or(&[])
}

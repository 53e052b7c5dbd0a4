//! Whether a verb that may be a cue counts as one where it stands.
//!
//! The conditions were set by how often each kind of company went with a real attribution in
//! published copy that people had annotated.

use super::clause::{Follow, Subject};
use super::cues::{Candidate, Mood};
use super::words::Noun;
use crate::annotate::verbs::{Need, Tone};

/// Where a verb stands among the cues around it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Company {
    /// Within what a source before it says.
    pub nested: bool,
    /// Behind what it hands over.
    pub trailing: bool,
    /// Behind another cue whose subject it shares.
    pub shared: bool,
    /// Within what is thought, found or shown before it.
    pub held: bool,
}

/// Whether a verb counts as an attribution where it stands.
pub fn counts(candidate: &Candidate, company: Company) -> bool {
    let Candidate { form, mood, subject, follow, coordinated, .. } = candidate;
    let clause = follow.is_clause();
    let finite = matches!(mood, Mood::Finite | Mood::Perfect | Mood::Progressive);
    let open = !matches!(follow, Follow::End | Follow::Other);
    let person = company.shared
        || matches!(
            subject,
            Subject::Name
                | Subject::Noun(Noun::Individual | Noun::Spokesperson | Noun::Organisation | Noun::Collective)
        );
    let somebody = person || matches!(subject, Subject::Pronoun | Subject::Inverted);
    let asserted = matches!(follow, Follow::That | Follow::To);
    // `is described as`: a judgement, whoever passes it.
    let judged = matches!(form.need, Need::Clause | Need::Stance) && candidate.judged;
    let passive = *mood == Mood::Passive && (form.passive && open && (form.tone != Tone::Mind || asserted) || judged);
    // `the aides charged with`, `, described as`: a participle without its `who was`.
    let cut_down = *mood == Mood::Finite && form.shape.is_participle() && candidate.cut_down;
    let relative = *subject == Subject::Relative;
    let who = relative && candidate.who;
    // `a memo calling`, `groups backing`: a participle without its `which is`.
    let attached = *mood == Mood::Participle && !coordinated && matches!(subject, Subject::Noun(_) | Subject::Name);
    let document = *subject == Subject::Noun(Noun::Document);
    let object = *follow == Follow::Object;
    match form.need {
        Need::Speech => match mood {
            Mood::Finite => true,
            // `a plan that has pleased him`: within another's words only with words of its own.
            Mood::Perfect if relative && *follow == Follow::To => false,
            Mood::Perfect | Mood::Progressive => !company.nested || clause || company.trailing,
            Mood::Participle => {
                clause || *coordinated && open && form.tone != Tone::Concede || attached && document && object
            }
            Mood::Infinitive => {
                clause && (*follow != Follow::Clause || form.tone == Tone::Neutral && !form.noun) && !company.nested
            }
            Mood::Modal => {
                let said = object && (somebody || document) || *follow == Follow::End && *subject == Subject::Pronoun;
                (clause && *follow != Follow::Clause || said) && !company.nested
            }
            // `was announced`, `was declared the winner`
            Mood::Passive => {
                let declared = form.tone == Tone::Neutral && !form.noun && (object || *follow == Follow::End);
                (passive || declared) && !company.nested
            }
            // `Asked about it, Kerr said ...`
            Mood::Bare => {
                form.passive && form.shape.is_past() && matches!(follow, Follow::Question | Follow::Preposition)
            }
        },
        // `The tower stood for an hour, Lind added.`: in the wake of another's words, but its own.
        Need::Clause if company.nested && company.trailing && form.tone == Tone::Neutral => {
            finite && form.shape.is_past() && person
        }
        _ if company.nested || company.held || cut_down => false,
        _ if passive => true,
        // `to denounce the plan`, `a leaflet describing it as`
        _ if form.open && (object || clause) => {
            matches!(mood, Mood::Finite | Mood::Perfect | Mood::Progressive | Mood::Participle | Mood::Infinitive)
        }
        // `as reported by the Herald`
        Need::Clause if *mood == Mood::Bare && form.hearsay && candidate.by => form.shape.is_participle(),
        Need::Clause if *subject == Subject::None && matches!(follow, Follow::To | Follow::End) => false,
        Need::Clause if form.worded && !clause && !(company.trailing || *follow == Follow::End) => false,
        Need::Clause => match form.tone {
            Tone::Mind => {
                let held = person && !company.shared && (*follow == Follow::Object || *follow == Follow::Preposition);
                finite
                    && (clause && *subject != Subject::Other
                        || held
                        || somebody && *follow == Follow::To
                        || who && matches!(follow, Follow::To | Follow::Object)
                        || person && company.trailing)
            }
            Tone::Document => {
                finite && (clause || document && (object || *follow == Follow::End) || somebody && company.trailing)
                    || *mood == Mood::Participle && *follow == Follow::That
            }
            _ => {
                let told =
                    somebody && form.tone != Tone::Assert && matches!(follow, Follow::Object | Follow::Preposition)
                        || document && object;
                finite
                    && (clause
                        || told
                        || (person || document) && *follow == Follow::End
                        || somebody && company.trailing)
                    || finite && who && object && form.tone == Tone::Neutral
                    || *mood == Mood::Participle && (clause || *coordinated && !candidate.gerund)
                    || attached && object && form.tone == Tone::Neutral
                    || *mood == Mood::Modal && person && asserted && form.tone == Tone::Neutral
            }
        },
        Need::Stance => {
            // `voters backed the plan`: what a crowd does is mostly no words.
            let crowd = *subject == Subject::Noun(Noun::Collective) && object && form.tone == Tone::Evaluate;
            finite
                && (somebody || document)
                && open
                && !crowd
                && !(form.tone == Tone::Evaluate && *follow == Follow::To)
                || finite && object && (relative && form.tone == Tone::Evaluate || *coordinated)
                || finite && object && who && form.tone == Tone::Mind
                || *mood == Mood::Participle
                    && *coordinated
                    && object
                    && !candidate.gerund
                    && form.tone == Tone::Evaluate
                || attached && object && form.tone == Tone::Evaluate
                || *mood == Mood::Modal && person && object && matches!(form.tone, Tone::Evaluate | Tone::Neutral)
        }
        Need::Feeling => *mood == Mood::Passive && open && *subject != Subject::Other,
    }
}

/// Whether what a cue hands over goes on behind it, so that what stands there is nested.
pub fn opens(candidate: &Candidate) -> bool {
    matches!(candidate.follow, Follow::That | Follow::Clause | Follow::Question | Follow::Object | Follow::To)
}

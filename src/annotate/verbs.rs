//! Reporting verbs: the words that hand a sentence over to somebody, in all their forms.
//!
//! `rules/lexicons/reporting-verbs.txt` names each verb once, with what it needs to count and
//! what tone it carries; the forms are derived here, so that adding a verb is one line. Who
//! speaks and what is said is left to [`super::attributions`].

use std::sync::LazyLock;

use super::tokens::{Token, key, tokenize};
use crate::lexicon::{KeyMap, Lexicon};

/// What must stand around a verb before it counts as an attribution.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Need {
    /// A speaker: `said`, `added`.
    Speech,
    /// A clause or a quotation that depends on it: `believes that`, `found`.
    Clause,
    /// Somebody who takes a stand on something: `praised`, `opposes`.
    Stance,
    /// A form of `be` before, and what it is about behind: `concerned that`, `critical of`.
    Feeling,
}

/// What a verb says about the words that it reports, beside that they were said.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Tone {
    /// Nothing: `said`.
    Neutral,
    /// That the speaker stands by them: `insisted`.
    Assert,
    /// That they were hidden, or hard to say: `admitted`.
    Concede,
    /// A judgement of somebody or something: `praised`.
    Evaluate,
    /// That others are to act, or the speaker will: `urged`, `vowed`.
    Direct,
    /// That they can be read somewhere: `shows`.
    Document,
    /// What somebody holds in mind: `believes`.
    Mind,
}

/// The forms that a spelling can be. More than one may be set: `said` is past and participle.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub struct Shape(pub(super) u8);

impl Shape {
    pub(super) const BASE: u8 = 1;
    pub(super) const THIRD: u8 = 2;
    pub(super) const PAST: u8 = 4;
    pub(super) const PARTICIPLE: u8 = 8;
    pub(super) const ING: u8 = 16;

    /// `say`
    pub fn is_base(self) -> bool {
        self.0 & Self::BASE != 0
    }
    /// `says`
    pub fn is_third(self) -> bool {
        self.0 & Self::THIRD != 0
    }
    /// `said`, in `she said`
    pub fn is_past(self) -> bool {
        self.0 & Self::PAST != 0
    }
    /// `said`, in `she has said`
    pub fn is_participle(self) -> bool {
        self.0 & Self::PARTICIPLE != 0
    }
    /// `say`, and nothing else
    pub fn is_base_only(self) -> bool {
        self.0 == Self::BASE
    }
    /// `saying`
    pub fn is_ing(self) -> bool {
        self.0 & Self::ING != 0
    }
    /// The forms that are either.
    pub fn or(self, other: Shape) -> Shape {
        Shape(self.0 | other.0)
    }
}

/// One form of a reporting verb.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Form {
    /// The verb's place in the lexicon; the same for all its forms.
    pub verb: u16,
    /// What it needs to count.
    pub need: Need,
    /// What it says about the words.
    pub tone: Tone,
    /// Whether its present forms are common nouns too: `claims`, `a report`.
    pub noun: bool,
    /// Whether it counts in the passive too: `was told`, `is expected to`.
    pub passive: bool,
    /// Whether its passive hides a source: `is believed to`, `was reported that`.
    pub hearsay: bool,
    /// Whether whom it is said to follows it directly: `told reporters`.
    pub addressed: bool,
    /// Whether it needs the words themselves, and not only what they are about: `continued`.
    pub worded: bool,
    /// Whether it counts in every mood: `to denounce the plan`, `describing it as`.
    pub open: bool,
    /// Which form it can be.
    pub shape: Shape,
    /// The keys of the words behind it that make it this verb: `out` in `pointed out`.
    particles: Box<[u64]>,
}

impl Form {
    /// How many tokens it takes.
    pub fn width(&self) -> usize {
        self.particles.len() + 1
    }
}

static VERBS: LazyLock<Lexicon> =
    LazyLock::new(|| Lexicon::parse(include_str!("../../rules/lexicons/reporting-verbs.txt")));

static FORMS: LazyLock<KeyMap<Vec<Form>>> = LazyLock::new(|| {
    let mut forms: KeyMap<Vec<Form>> = KeyMap::default();
    for (verb, entry) in VERBS.entries().iter().enumerate() {
        let (head, particles) = entry.phrase.split_once(' ').unwrap_or((&entry.phrase, ""));
        let particles: Box<[u64]> = tokenize(particles).iter().map(|t| t.key).collect();
        let mut values = entry.value.as_deref().unwrap_or("").split(' ');
        let need = need(values.next().unwrap_or(""));
        let tone = tone(values.next().unwrap_or(""));
        let mut values = values.peekable();
        let noun = values.next_if_eq(&"noun").is_some();
        let hearsay = values.next_if_eq(&"hearsay").is_some();
        let passive = hearsay || values.next_if_eq(&"passive").is_some();
        let addressed = values.next_if_eq(&"addressed").is_some();
        let worded = values.next_if_eq(&"worded").is_some();
        let open = values.next_if_eq(&"open").is_some();
        let mut add = |spelling: &str, shape: u8| {
            let list = forms.entry(key(spelling)).or_default();
            match list.iter_mut().find(|f| f.verb == verb as u16) {
                Some(form) => form.shape.0 |= shape,
                None => {
                    let particles = particles.clone();
                    list.push(Form {
                        verb: verb as u16,
                        need,
                        tone,
                        noun,
                        passive,
                        hearsay,
                        addressed,
                        worded,
                        open,
                        shape: Shape(shape),
                        particles,
                    });
                }
            }
        };
        if need == Need::Feeling {
            add(head, Shape::PARTICIPLE);
        } else {
            inflect(head, values, add);
        }
    }
    for list in forms.values_mut() {
        list.sort_by_key(|form| std::cmp::Reverse(form.particles.len()));
    }
    forms
});

fn need(word: &str) -> Need {
    match word {
        "clause" => Need::Clause,
        "stance" => Need::Stance,
        "feeling" => Need::Feeling,
        _ => Need::Speech,
    }
}

fn tone(word: &str) -> Tone {
    match word {
        "assert" => Tone::Assert,
        "concede" => Tone::Concede,
        "evaluate" => Tone::Evaluate,
        "direct" => Tone::Direct,
        "document" => Tone::Document,
        "mind" => Tone::Mind,
        _ => Tone::Neutral,
    }
}

/// Calls `each` with every form of a verb. `irregular` names the forms that the rules would get
/// wrong: first the past, then the participle; one in `-ing` is that form.
fn inflect<'a>(head: &str, irregular: impl Iterator<Item = &'a str>, mut each: impl FnMut(&str, u8)) {
    let (mut past, mut participle, mut ing) = (None, None, None);
    for form in irregular {
        if form.ends_with("ing") {
            ing = Some(form);
        } else if past.is_none() {
            past = Some(form);
        } else {
            participle = Some(form);
        }
    }
    let stem_y = head.strip_suffix('y').filter(|stem| !stem.ends_with(['a', 'e', 'o', 'u']));
    each(head, Shape::BASE);
    match stem_y {
        Some(stem) => each(&format!("{stem}ies"), Shape::THIRD),
        None if head.ends_with(['s', 'x', 'z']) || head.ends_with("ch") || head.ends_with("sh") => {
            each(&format!("{head}es"), Shape::THIRD);
        }
        None => each(&format!("{head}s"), Shape::THIRD),
    }
    match (past, stem_y) {
        (Some(past), _) => {
            each(past, if participle.is_some() { Shape::PAST } else { Shape::PAST | Shape::PARTICIPLE });
        }
        (None, Some(stem)) => each(&format!("{stem}ied"), Shape::PAST | Shape::PARTICIPLE),
        (None, None) if head.ends_with('e') => each(&format!("{head}d"), Shape::PAST | Shape::PARTICIPLE),
        (None, None) => each(&format!("{head}ed"), Shape::PAST | Shape::PARTICIPLE),
    }
    if let Some(participle) = participle {
        each(participle, Shape::PARTICIPLE);
    }
    match ing {
        Some(ing) => each(ing, Shape::ING),
        None => {
            let stem = head.strip_suffix('e').filter(|stem| !stem.ends_with(['e', 'o', 'y'])).unwrap_or(head);
            each(&format!("{stem}ing"), Shape::ING);
        }
    }
}

/// The reporting verbs that start with the first of `tokens`, the longest first.
pub fn starts(tokens: &[Token]) -> impl Iterator<Item = &'static Form> {
    let forms = tokens.first().and_then(|token| FORMS.get(&token.key)).map_or(&[][..], Vec::as_slice);
    forms.iter().filter(|form| {
        tokens.len() > form.particles.len() && form.particles.iter().zip(&tokens[1..]).all(|(key, t)| *key == t.key)
    })
}

/// Whether a word by itself is a form of a verb of speech that can be finite: `said`, `asks`.
pub fn is_speech(key: u64) -> bool {
    FORMS.get(&key).is_some_and(|forms| {
        forms
            .iter()
            .any(|f| f.need == Need::Speech && f.particles.is_empty() && (f.shape.is_past() || f.shape.is_third()))
    })
}

/// Whether a word may open a reporting verb, in any form.
pub fn is_reporting(key: u64) -> bool {
    FORMS.contains_key(&key)
}

/// Whether a word by itself can be nothing but a verb of speech: `say`, `told`, not `claims`.
pub fn only_speaks(key: u64) -> bool {
    let speaks = |f: &Form| f.need == Need::Speech && !f.noun && f.particles.is_empty() && !f.shape.is_ing();
    FORMS.get(&key).is_some_and(|forms| forms.iter().any(speaks))
}

/// The first words of all reporting verbs, in all their forms.
pub fn keys() -> impl Iterator<Item = u64> {
    FORMS.keys().copied()
}

/// The base form of a verb, by its place in the lexicon.
pub fn lemma(verb: u16) -> &'static str {
    VERBS.entries().get(usize::from(verb)).map_or("", |entry| &entry.phrase)
}

//! Where a story hands over to a source: the verbs that count, and the cues that are no verbs.
//!
//! A verb of speech counts wherever somebody says something; a verb of thought or judgement only
//! with the right company: a clause that depends on it, or somebody who holds the view. Here that
//! company is read; [`super::counts`] judges it.

use std::ops::Range;

use super::clause::{Before, Clause, Follow, Subject};
use super::words::{Class, Noun};
use crate::annotate::verbs::{self, Form, Need, Tone};

/// How a verb stands in its sentence.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Mood {
    /// `said`, `says`, `they say`
    Finite,
    /// `has said`
    Perfect,
    /// `would say`, `did not say`
    Modal,
    /// `is saying`
    Progressive,
    /// `, saying`
    Participle,
    /// `to say`
    Infinitive,
    /// `was told`
    Passive,
    /// A form without any of that: a noun, or cut down (`the plan announced on Monday`).
    Bare,
}

/// Prepositions that mostly follow a participle, where they follow a past form at all.
const PARTICIPLE_GOES_WITH: &[&str] = &["by", "with", "in", "at", "from", "under", "during", "as"];

/// A verb that may be a cue.
#[derive(Clone, Debug)]
pub struct Candidate {
    pub form: &'static Form,
    /// The tokens of the verb.
    pub tokens: Range<usize>,
    pub mood: Mood,
    pub before: Before,
    pub subject: Subject,
    /// The tokens of the subject.
    pub phrase: Option<Range<usize>>,
    pub follow: Follow,
    /// Whether it shares the subject of a verb before it: `said X and called Y`, `, adding Z`.
    pub coordinated: bool,
    /// Whether a preposition stands before it: `by saying`, `while attacking`.
    pub gerund: bool,
    /// Whether whoever does it is named behind: `reported by the Herald`.
    pub by: bool,
    /// Whether its subject is `who`: a human being, or several.
    pub who: bool,
    /// Whether `as` follows, and what somebody is called.
    pub judged: bool,
    /// Whether what follows suits a participle better than a past: `charged with`, `, known as`.
    pub cut_down: bool,
}

/// Reads the verb at a token, if one is there.
pub fn read(clause: &Clause<'_>, at: usize) -> Option<Candidate> {
    let word = &clause.words[at];
    let token = &clause.tokens[at];
    // A capital makes it a name, a hyphen a part of a longer word (`state-backed`).
    let name = token.capital && at > clause.range.start && !clause.title;
    let glued = !token.spaced && at.checked_sub(1).and_then(|l| clause.class(l)) == Some(Class::Mark);
    if !word.verb || name || glued || !matches!(word.class, Class::Other | Class::Name) {
        return None;
    }
    let before = clause.before(at);
    // `was worried that` is a feeling, `worried that` a verb.
    let fits = |form: &&Form| form.need != Need::Feeling || before.be;
    let mut forms = verbs::starts(&clause.tokens[at..clause.range.end]);
    let first = forms.next()?;
    let form = if fits(&first) { first } else { forms.find(fits).unwrap_or(first) };
    let tokens = at..at + form.width();
    let (mut subject, mut phrase) = clause.subject(at, before);
    let follow = clause.follow(tokens.end);
    let mood = mood(clause, at, form, before, subject, phrase.as_ref(), follow);
    let left = before.from.checked_sub(1).and_then(|l| clause.class(l));
    // `..., said Mara Lind`: the subject stands behind. With a noun phrase before the comma too,
    // only if nothing but the end of the clause follows.
    let quoted = left == Some(Class::Quote);
    // `"Nonsense," scoffed Mara Lind`: a comma within the marks, and it is no title.
    let announced = quoted
        && before.from.checked_sub(2).is_some_and(|p| matches!(clause.text(p), "," | "!" | "?"))
        && clause.class(at + 1) == Some(Class::Name);
    let apposed = left == Some(Class::Comma) && !matches!(subject, Subject::None | Subject::Relative);
    if (quoted || left == Some(Class::Comma))
        && mood == Mood::Finite
        && (form.need == Need::Speech || quoted && (form.need != Need::Stance || announced))
        && !(apposed && form.addressed)
        && let Some(behind) = clause.phrase_behind(tokens.end)
        // `said the mayor would`: that is somebody else's clause.
        && !(left == Some(Class::Comma) && clause.is_auxiliary(behind.end))
        && (!apposed || clause.ends_with_name(&behind))
    {
        (subject, phrase) = (Subject::Inverted, Some(behind));
    }
    let begins = at == clause.range.start && form.need == Need::Speech && form.shape.is_past();
    if begins
        && clause.class(tokens.end) == Some(Class::Name)
        && let Some(behind) = clause.phrase_behind(tokens.end)
    {
        let mood = Mood::Finite;
        let phrase = Some(behind);
        return Some(Candidate {
            form,
            tokens,
            mood,
            before,
            subject: Subject::Inverted,
            phrase,
            follow,
            coordinated: false,
            gerund: false,
            by: false,
            who: false,
            judged: false,
            cut_down: false,
        });
    }
    // `a fortune believed to be in Skara`: a passive without its auxiliary.
    let held = follow == Follow::To && matches!(clause.class(tokens.end + 1), Some(Class::Be | Class::Have));
    let mood = if form.hearsay && held && form.shape.is_participle() && !before.have { Mood::Passive } else { mood };
    let opened = left == Some(Class::Clause) && form.shape.is_past() && mood == Mood::Finite;
    // `when asked`, `so called`: cut-down passives.
    let mood = if subject == Subject::None && opened { Mood::Bare } else { mood };
    match mood {
        // `, adding`, `by saying`: the subject is that of the verb before.
        Mood::Participle if matches!(left, Some(Class::Comma | Class::Quote | Class::Preposition | Class::Clause)) => {
            (subject, phrase) = (Subject::None, None);
        }
        // `Kerr released a statement saying`: whoever does something with the words says them.
        Mood::Participle
            if subject == Subject::Noun(Noun::Document) && phrase.as_ref().is_some_and(|p| clause.is_object(p)) =>
        {
            phrase = None;
        }
        // `was told by X`
        Mood::Passive if form.need != Need::Feeling => {
            // `first reported last week by the Herald`
            let timed = |i: &usize| matches!(clause.class(*i), Some(Class::Time | Class::Quantity | Class::Adverb));
            let behind = (tokens.end..clause.range.end).take(4).find(|i| !timed(i)).filter(|i| clause.is(*i, "by"));
            let by = behind.and_then(|by| clause.phrase_behind(by + 1));
            phrase = by;
        }
        // `Asked by X whether ...`
        Mood::Bare if (form.passive || form.hearsay) && clause.is(tokens.end, "by") => {
            phrase = clause.phrase_behind(tokens.end + 1)
        }
        Mood::Infinitive => phrase = None,
        _ => {}
    }
    let joined = matches!(
        left,
        Some(Class::And | Class::Comma | Class::Clause | Class::Quote | Class::Preposition | Class::Dash)
    );
    let gerund = mood == Mood::Participle && matches!(left, Some(Class::Preposition | Class::Clause));
    let behind = clause.next_text(tokens.end);
    // `reported at least six`, `responded by saying`
    let measure = clause.next_text(tokens.end + 1);
    let active = matches!(measure, "least" | "most") || behind == "by" && measure.ends_with("ing");
    // `Kerr suggested in a speech`: a place or a time may follow an active verb as well.
    let named = matches!(subject, Subject::Name | Subject::Pronoun) && matches!(behind, "in" | "at" | "during");
    let open = left == Some(Class::Comma) && subject == Subject::None;
    let told = named && form.need == Need::Clause && form.tone == Tone::Neutral;
    let cut_down = follow == Follow::Preposition
        && !active
        && form.width() == 1
        // `people briefed on the move`: whom it was said to is missing, so it is the subject.
        && (form.addressed && behind != "of" || !told && (open || PARTICIPLE_GOES_WITH.contains(&behind)));
    // `backed away`, `called off`: another verb; `a firm called Nordlys`: a name, not a judgement.
    let other_verb = form.need != Need::Speech
        && form.width() == 1
        && matches!(behind, "away" | "off" | "out" | "down" | "up" | "back")
        && clause.class(tokens.end) != Some(Class::Adverb);
    if other_verb || is_naming(clause, &tokens, form, phrase.as_ref()) {
        return None;
    }
    let coordinated = joined && (subject == Subject::None || mood == Mood::Participle);
    let who = phrase.as_ref().is_some_and(|p| clause.is(p.start, "who"));
    let by = phrase.as_ref().is_some_and(|p| p.start > tokens.end && clause.is(p.start - 1, "by"));
    let judged = behind == "as" && form.width() == 1;
    Some(Candidate {
        form,
        tokens,
        mood,
        before,
        subject,
        phrase,
        follow,
        coordinated,
        gerund,
        by,
        who,
        judged,
        cut_down,
    })
}

fn mood(
    clause: &Clause<'_>,
    verb: usize,
    form: &Form,
    before: Before,
    subject: Subject,
    phrase: Option<&Range<usize>>,
    follow: Follow,
) -> Mood {
    let shape = form.shape;
    if before.aspect {
        Mood::Finite
    } else if before.to {
        Mood::Infinitive
    } else if shape.is_ing() {
        if before.be { Mood::Progressive } else { Mood::Participle }
    } else if before.be && shape.is_participle() {
        Mood::Passive
    } else if before.have && shape.is_participle() {
        Mood::Perfect
    } else if (before.modal || before.does) && shape.is_base() {
        Mood::Modal
    } else if before.be
        || before.have
        || before.modal
        || before.does
        || is_noun(clause, verb, form, before, subject, phrase, follow)
        || shape.is_base_only() && !takes_base(clause, form, phrase, before.from)
    {
        Mood::Bare
    } else {
        Mood::Finite
    }
}

/// Whether a form is the noun that it looks like: `the claims`, `Kerr's remarks`, `a press release`.
fn is_noun(
    clause: &Clause<'_>,
    verb: usize,
    form: &Form,
    before: Before,
    subject: Subject,
    phrase: Option<&Range<usize>>,
    follow: Follow,
) -> bool {
    let left = before.from.checked_sub(1).and_then(|p| clause.class(p));
    if form.shape.is_past() {
        // `Asked about it, ...`: no subject, and none to come.
        return before.from == clause.range.start
            || matches!(
                left,
                Some(Class::Clitic | Class::Possessive | Class::Determiner | Class::Preposition)
            )
            // `two reported cases`, and not `six in 10 said`
            || matches!(left, Some(Class::Quantity | Class::Number)) && follow == Follow::Object && clause.is_plain(verb + 1);
    }
    let modified = matches!(
        left,
        Some(
            Class::Clitic
                | Class::Possessive
                | Class::Determiner
                | Class::Quantity
                | Class::Preposition
                | Class::Number
        )
    ) || left == Some(Class::And) && form.noun;
    let noun = form.noun || clause.words[verb].noun.is_some();
    if modified {
        // `many say that ...`, `this shows that ...`
        let pronoun = matches!(left, Some(Class::Quantity | Class::Number)) && subject == Subject::Pronoun;
        let counted = matches!(left, Some(Class::Quantity | Class::Number));
        return noun || !(pronoun || counted);
    }
    let speaks = matches!(subject, Subject::Name | Subject::Noun(_));
    let behind = phrase.and_then(|p| p.start.checked_sub(1)).and_then(|l| clause.class(l));
    let quoted = speaks && follow == Follow::End && matches!(behind, Some(Class::Quote | Class::Comma));
    // `polls show a lead`, `Kerr plans to stay`: what follows makes it a verb.
    let head = phrase.map(|p| clause.head(p.clone()));
    let many = |h: usize| {
        let word = &clause.words[h];
        word.plural && word.noun.is_some() || word.class == Class::Name && clause.text(h).ends_with('s')
    };
    let joined = phrase.is_some_and(|p| p.clone().any(|i| clause.words[i].class == Class::And));
    let plural =
        form.shape.is_base() && head.is_some_and(|h| many(h) || joined && clause.words[h].class == Class::Name);
    let document = subject == Subject::Noun(Noun::Document);
    let acts = speaks && (follow == Follow::To || (plural || document || clause.title) && follow == Follow::Object);
    noun && !(speaks && follow.is_clause() || quoted || acts)
        && !matches!(subject, Subject::Pronoun | Subject::Relative | Subject::Inverted)
}

/// `a firm called Nordlys`: a thing without a name of its own, and its name behind.
fn is_naming(clause: &Clause<'_>, tokens: &Range<usize>, form: &Form, phrase: Option<&Range<usize>>) -> bool {
    let indefinite = |p: &Range<usize>| {
        (clause.is(p.start, "a") || clause.is(p.start, "an")) && clause.is_plain(clause.head(p.clone()))
    };
    form.shape.is_participle()
        && verbs::lemma(form.verb) == "call"
        && phrase.is_some_and(|p| p.end == tokens.start && indefinite(p))
        && (clause.class(tokens.end) == Some(Class::Name) || clause.is_quote(tokens.end))
}

/// Whether a subject goes with the base form: `they say`, `officials say`. What can be nothing
/// but a verb (`say`, `believe`) needs less to show it.
fn takes_base(clause: &Clause<'_>, form: &Form, phrase: Option<&Range<usize>>, from: usize) -> bool {
    let Some(phrase) = phrase else {
        let left = from.checked_sub(1).and_then(|l| clause.class(l));
        return !form.noun && matches!(left, Some(Class::Comma | Class::Dash | Class::And | Class::Quote));
    };
    let head = clause.head(phrase.clone());
    let word = &clause.words[head];
    match word.class {
        Class::Pronoun => !["he", "she", "it"].iter().any(|p| clause.text(head).eq_ignore_ascii_case(p)),
        Class::Relative | Class::Quantity => true,
        _ => {
            let joined = phrase.clone().any(|i| clause.words[i].class == Class::And);
            !form.noun || word.plural || joined || word.class == Class::Number || clause.text(head).ends_with('s')
        }
    }
}

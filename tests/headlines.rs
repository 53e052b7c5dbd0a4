//! Headlines of every shape, as data: what stands above the story, the story, and which rules of the
//! group `headline` speak. What each rule says of ordinary copy is in its own examples; here are the
//! files that break readers and rules. What they cost is left to the benchmarks.

use std::sync::Arc;

use copydesk::config::Desk;
use copydesk::lint::{Job, lint};
use copydesk::rule::Rulebook;
use copydesk::source::{SourceFile, Sources};

/// The story that most cases stand above.
const STORY: &str = "The council of Marlow Quay voted on Tuesday to appoint Mara Lindqvist as harbour master. \
    Lindqvist, who has run the ferry line for six years, starts in May.\n\n\
    \"We will keep the slip open all winter,\" Lindqvist said after the vote. The mayor, Joss Okafor, had \
    backed another candidate.\n\n\
    The harbour master decides who may moor at the quay and what it costs them. The post has been empty \
    since the last one left for Denby.\n";

/// What the file is called, what stands in it (`{story}` is the story), and which rules speak.
const CASES: &[(&str, &str, &[&str])] = &[
    ("plain.txt", "Lindqvist to be harbour master\n\n{story}", &[]),
    ("misspelt.txt", "Lindquist to be harbour master\n\n{story}", &["headline/name"]),
    ("capitals.txt", "LINDQVIST TO BE HARBOUR MASTER\n\n{story}", &[]),
    ("capitals-misspelt.txt", "LINDQUIST TO BE HARBOUR MASTER\n\n{story}", &["headline/name"]),
    ("one-word.txt", "Harbourmaster\n\n{story}", &[]),
    ("one-name.txt", "Lindqvist\n\n{story}", &[]),
    ("pun.txt", "A safe pair of hands\n\n{story}", &[]),
    ("question.txt", "Who will run the harbour?\n\n{story}", &[]),
    ("day.txt", "Harbour council votes Thursday to appoint master\n\n{story}", &["headline/day-or-place"]),
    ("quote.txt", "'We will keep the slip open all summer'\n\n{story}", &["headline/quote"]),
    ("quoted-exactly.txt", "'We will keep the slip open'\n\n{story}", &[]),
    (
        "foreign-story.txt",
        "Slalom champion Brandvold breaks knee before downhill final\n\n{story}",
        &["headline/wrong-story"],
    ),
    (
        "three.txt",
        "**Lindqvist to be harbour master**\n\n**Council picks harbour master**\n\n**Snow closes mountain passes again**\n\n{story}",
        &["headline/competing"],
    ),
    ("twice.txt", "**Lindqvist to be harbour master**\n\n**Lindqvist to be harbour master**\n\n{story}", &[]),
    ("none.txt", "{story}", &[]),
    ("empty.txt", "", &[]),
    ("only-headline.txt", "Lindquist to be harbour master\n", &[]),
    ("marks.txt", "?! — … ''\n\n{story}", &[]),
    ("title.md", "---\ntitle: Lindquist to be harbour master\n---\n\n{story}", &["headline/name"]),
    (
        "deck.md",
        "---\ntitle: Lindqvist to be harbour master\ndescription: Mara Lindquist starts in May.\n---\n\n{story}",
        &["headline/name"],
    ),
    ("no-body.md", "---\ntitle: Lindquist to be harbour master\n---\n", &[]),
    ("stated.md", "---\ntitle: Lindquist blir havnesjef\nlanguage: nb\n---\n\n{story}", &[]),
    (
        "spanish.txt",
        "El consejo nombra a Brandvold\n\nEl consejo municipal votó el martes a favor de Lindqvist, que dirige la línea de \
         transbordadores desde hace seis años. La alcaldesa había apoyado a otro candidato para el puesto.\n",
        &[],
    ),
    (
        "german.txt",
        "Brandvold wird Hafenmeister\n\nDer Rat von Marlow Quay hat am Dienstag Mara Lindqvist zur Hafenmeisterin \
         ernannt. Sie leitet seit sechs Jahren die Fähren und beginnt im Mai.\n",
        &[],
    ),
    ("greek.txt", "Ο Λίντκβιστ στο λιμάνι\n\nΤο συμβούλιο ψήφισε την Τρίτη.\n", &[]),
    ("odd-bytes.txt", "Lindqvist \u{200b}to be ’‘“ harbour\u{ad} master\n\n{story}", &[]),
];

fn desk() -> (Sources, Desk) {
    let mut sources = Sources::default();
    let rulebook = Rulebook::built_in(&mut sources);
    (sources, Desk::defaults(Arc::new(rulebook)))
}

/// The rules of headlines that speak on a file, with warnings or errors, each once.
fn spoken(sources: &mut Sources, desk: &Desk, name: &str, text: &str) -> Vec<String> {
    let file = sources.add(SourceFile::new(name, text));
    let Some(source) = sources.get(file) else { return Vec::new() };
    let job = Job { file, source, path: name, problems: Vec::new(), timing: false };
    let mut rules: Vec<String> = lint(job, desk)
        .diagnostics
        .iter()
        .filter(|d| d.severity > copydesk::diagnostic::Severity::Note)
        .map(|d| d.rule.to_string())
        .filter(|rule| rule.starts_with("headline/"))
        .collect();
    rules.sort();
    rules.dedup();
    rules
}

#[test]
fn headlines_of_every_shape_are_read_and_judged() {
    let (mut sources, desk) = desk();
    let mut faults = Vec::new();
    for (name, text, wanted) in CASES {
        let found = spoken(&mut sources, &desk, name, &text.replace("{story}", STORY));
        if found != *wanted {
            faults.push(format!("{name}: {found:?}, not {wanted:?}"));
        }
    }
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}

#[test]
fn a_headline_of_two_thousand_words_is_no_headline() {
    let (mut sources, desk) = desk();
    let long = "Brandvold wins slalom in Norland ".repeat(400);
    for text in [format!("{long}\n\n{STORY}"), format!("---\ntitle: {long}\n---\n\n{STORY}")] {
        let name = if text.starts_with("---") { "long.md" } else { "long.txt" };
        assert_eq!(spoken(&mut sources, &desk, name, &text), [""; 0]);
    }
}

//! The built-in rules: each loads, proves itself by its examples, and is fit to be read.

use std::fs;
use std::path::Path;
use std::sync::Arc;

use copydesk::config::Desk;
use copydesk::diagnostic::Diagnostic;
use copydesk::examples::try_examples;
use copydesk::lexicon::uncommented;
use copydesk::rule::{BUILT_IN, Draft, Rulebook, built_in_drafts, example, file};
use copydesk::source::Sources;

/// Rules whose fault no text in a rule file can show: bytes that are not UTF-8, today's date.
const WITHOUT_EXAMPLES: &[&str] = &["file/encoding", "file/binary", "stet/expired"];

fn built_in() -> (Sources, Vec<Draft>, Desk) {
    let mut sources = Sources::default();
    let drafts = built_in_drafts(&mut sources);
    let rulebook = Rulebook::load(&drafts);
    assert!(rulebook.problems.is_empty(), "{}", drawn(&rulebook.problems, &sources));
    (sources, drafts, Desk::defaults(Arc::new(rulebook.value)))
}

fn drawn(problems: &[Diagnostic], sources: &Sources) -> String {
    let style = copydesk::emit::Style::default();
    problems.iter().map(|problem| copydesk::emit::draw(problem, sources, &style)).collect()
}

#[test]
fn every_rule_is_reported_where_its_examples_say_and_nowhere_else() {
    let (sources, drafts, desk) = built_in();
    let mut failures = Vec::new();
    for draft in &drafts {
        let rule = desk.rulebook.get(&draft.id).unwrap();
        match try_examples(rule, draft, &desk) {
            Ok(tried) => failures.extend(tried.into_iter().flat_map(|tried| tried.failures)),
            Err(problem) => failures.push(problem),
        }
    }
    assert!(failures.is_empty(), "{}", drawn(&failures, &sources));
}

#[test]
fn every_rule_has_two_flagged_and_two_accepted_examples() {
    let (_, drafts, _) = built_in();
    for draft in drafts.iter().filter(|draft| !WITHOUT_EXAMPLES.contains(&draft.id.as_str())) {
        let examples = example::read(draft).unwrap();
        let flagged = examples.iter().filter(|example| example.flagged).count();
        assert!(flagged >= 2, "{}: {flagged} flagged examples", draft.id);
        assert!(examples.len() - flagged >= 2, "{}: {} accepted examples", draft.id, examples.len() - flagged);
    }
}

#[test]
fn the_head_of_a_rule_file_says_all_that_linting_needs() {
    let (_, drafts, _) = built_in();
    for draft in &drafts {
        let head: file::RuleFile = toml::from_str(file::head(&draft.text)).unwrap();
        let whole: file::RuleFile = toml::from_str(&draft.text).unwrap();
        assert_eq!(
            format!("{:?}", (&head.id, &head.message, &head.labels, &head.cases, &head.check)),
            format!("{:?}", (&whole.id, &whole.message, &whole.labels, &whole.cases, &whole.check))
        );
        assert!(head.flagged.is_empty() && head.accepted.is_empty(), "{}", draft.id);
    }
}

#[test]
fn titles_and_reasons_are_written_for_people() {
    let (_, _, desk) = built_in();
    for rule in desk.rulebook.rules() {
        assert!(
            rule.title.starts_with(char::is_uppercase) && !rule.title.ends_with('.'),
            "{}: {}",
            rule.id,
            rule.title
        );
        assert!(rule.title.chars().count() <= 60, "{}: the title is too long for lists", rule.id);
        assert!(rule.why.split_whitespace().count() >= 12, "{}: say why", rule.id);
        let name = rule.id.as_str().rsplit('/').next().unwrap();
        assert!(
            !name.starts_with("no-") || rule.title.contains("without"),
            "{}: name the fault, not the cure",
            rule.id
        );
    }
}

/// Lexicons are kept sorted, unique and in lower case, so that changes read well; `BLESS=1`
/// rewrites them. A line `# order: free` keeps a file as it is.
#[test]
fn lexicons_are_in_normal_form() {
    let bless = std::env::var_os("BLESS").is_some();
    let mut faults = Vec::new();
    for (path, text) in BUILT_IN.files().iter().filter(|(path, _)| path.ends_with(".txt")) {
        if text.contains("# order: free") {
            continue;
        }
        let normal = normal_form(text);
        if normal != *text {
            if bless {
                fs::write(Path::new(env!("CARGO_MANIFEST_DIR")).join("rules").join(path), normal).unwrap();
            } else {
                faults.push(*path);
            }
        }
    }
    assert!(faults.is_empty(), "not in normal form (BLESS=1 rewrites them): {faults:?}");
}

/// Comment lines start a section; the entries of a section are sorted.
fn normal_form(text: &str) -> String {
    let mut out = String::new();
    let mut section: Vec<&str> = Vec::new();
    let flush = |section: &mut Vec<&str>, out: &mut String| {
        section.sort_unstable();
        section.dedup();
        section.drain(..).for_each(|line| {
            out.push_str(line);
            out.push('\n');
        });
    };
    for line in text.lines().map(str::trim_end) {
        if uncommented(line).is_empty() {
            flush(&mut section, &mut out);
            out.push_str(line);
            out.push('\n');
        } else {
            section.push(line);
        }
    }
    flush(&mut section, &mut out);
    out
}

/// `rules/README.md` is the manual of the format; it must not fall behind the code.
#[test]
fn the_manual_names_every_check_with_its_options() {
    let manual = fs::read_to_string(concat!(env!("CARGO_MANIFEST_DIR"), "/rules/README.md")).unwrap();
    for kind in copydesk::check::CHECKS {
        let title = format!("### `{}`", kind.name);
        let section = manual.split(&title).nth(1).unwrap_or_else(|| panic!("rules/README.md has no section {title}"));
        let section = section.split("\n### ").next().unwrap();
        for option in kind.options() {
            assert!(section.contains(&format!("`{}`", option.name)), "{title} does not name `{}`", option.name);
        }
        for name in kind.vocabulary.values.iter().chain(kind.vocabulary.labels).chain(kind.vocabulary.cases) {
            assert!(section.contains(&format!("`{name}`")), "{title} does not name `{name}`");
        }
    }
}

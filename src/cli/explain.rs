//! `copydesk explain`: a rule's page, with the real diagnostics of its examples drawn beneath them.

use std::fmt::Write as _;
use std::io::Write as _;

use super::args::ExplainArgs;
use super::output::{Terminal, stdout};
use super::setup::Setup;
use super::{Status, check};
use crate::config::{Choice, profile};
use crate::emit::{self, Style};
use crate::examples::{Tried, try_examples};
use crate::rule::Rule;
use crate::rule::example::Example;
use crate::source::{FileId, Sources};

/// Prints the page of one rule.
pub fn run(args: ExplainArgs, terminal: &Terminal) -> Result<Status, String> {
    let mut setup = Setup::new(&args.config, Choice::default())?;
    let place = setup.place_here()?;
    if check::report_problems(&setup, terminal)? {
        return Ok(Status::Trouble);
    }
    let place = &setup.places()[place];
    let rulebook = &place.desk.rulebook;
    let Some(rule) = rulebook.get(&args.rule) else {
        return Err(match rulebook.did_you_mean(&args.rule) {
            Some(near) => format!("there is no rule `{}`; did you mean `{near}`?", args.rule),
            None => format!("there is no rule `{}`; `copydesk rules` lists the rules", args.rule),
        });
    };
    let tried = match place.drafts.iter().find(|draft| draft.file == rule.file) {
        Some(draft) => try_examples(rule, draft, &place.desk).map_err(|problem| problem.message)?,
        None => Vec::new(),
    };
    let active = rulebook.index(&args.rule).and_then(|index| place.desk.roster("").get(index).cloned());
    let level = match active {
        Some(active) => active.level.unwrap_or(rule.wording.severity).as_str(),
        None => "off",
    };
    let page = page(rule, level, &tried, place.profile.as_deref(), terminal);
    let mut out = stdout();
    out.write_all(page.as_bytes()).and_then(|()| out.flush()).map_err(|error| error.to_string())?;
    Ok(Status::Clean)
}

fn page(rule: &Rule, level: &str, tried: &[Tried], profile: Option<&str>, terminal: &Terminal) -> String {
    let mut page = String::new();
    let wrap = |text: &str| wrapped(text, terminal.width.min(80));
    let _ = writeln!(page, "{}  {}", terminal.bold(rule.id.as_str()), terminal.faint(level));
    let _ = writeln!(page, "{}\n", rule.title);
    let _ = writeln!(page, "{}", wrap(&rule.why));
    if let Some(help) = &rule.wording.help {
        let _ = writeln!(page, "\n{}\n{}", terminal.bold("What to do"), wrap(&help.fill(&[])));
    }
    let options = rule.kind.options();
    if !options.is_empty() {
        let title = format!("Options (check `{}`)", rule.kind.name);
        let _ = writeln!(page, "\n{}", terminal.bold(&title));
        for option in options {
            let value = rule.options.get(&option.name).map(ToString::to_string).unwrap_or(option.default);
            let _ = writeln!(page, "  {} = {value}", option.name);
            for line in wrapped(&option.text, terminal.width.min(80) - 6).lines() {
                let _ = writeln!(page, "      {}", terminal.faint(line));
            }
        }
    }
    asked_by(&mut page, rule, profile, terminal);
    if !rule.sources.is_empty() {
        let _ = writeln!(page, "\n{}", terminal.bold("Where it comes from"));
        for source in &rule.sources {
            let _ = writeln!(page, "  - {}", wrapped(source, terminal.width.min(80) - 4).replace('\n', "\n    "));
        }
    }
    for (flagged, title) in [(true, "Reported"), (false, "Let stand")] {
        let mut examples = tried.iter().filter(|tried| tried.example.flagged == flagged).peekable();
        if examples.peek().is_some() {
            let _ = writeln!(page, "\n{}", terminal.bold(title));
        }
        for tried in examples {
            if flagged { drawn(&mut page, tried, terminal) } else { accepted(&mut page, &tried.example, terminal) }
        }
    }
    let _ = writeln!(page, "\n{}", terminal.bold("To let one stand"));
    let _ = writeln!(page, "  <!-- stet {}: why it may stand -->", rule.id);
    let _ = writeln!(page, "  on the line before the paragraph, or [[exceptions]] in copydesk.toml");
    page
}

/// The policies that ask for what the rule looks for, in their own order; the desk's is marked.
fn asked_by(page: &mut String, rule: &Rule, chosen: Option<&str>, terminal: &Terminal) {
    let mut titled = false;
    for name in profile::names() {
        let Some(policy) = profile::built_in(name) else { continue };
        let Some(asked) = policy.rules.get(rule.id.as_str()) else { continue };
        if !titled {
            let _ = writeln!(page, "\n{}", terminal.bold("Who asks for it"));
            titled = true;
        }
        let mark = if chosen == Some(name) { " (your profile)" } else { "" };
        let level = asked.level.severity().map_or("off", |level| level.as_str());
        let _ = writeln!(page, "  {}, profile \"{name}\": {level}{mark}", policy.title);
        for line in wrapped(&format!("{} [{}]", asked.asks, asked.source), terminal.width.min(80) - 6).lines() {
            let _ = writeln!(page, "      {line}");
        }
    }
}

/// The diagnostics of an example, drawn in its own copy.
fn drawn(page: &mut String, tried: &Tried, terminal: &Terminal) {
    let mut sources = Sources::default();
    let file = sources.reserve(1);
    debug_assert_eq!(file, FileId(0));
    let source = crate::source::SourceFile::new(tried.source.name(), tried.source.text());
    sources.put(file, std::sync::Arc::new(source));
    let style = Style { colour: terminal.colour, width: terminal.width, ..Style::default() };
    for diagnostic in &tried.diagnostics {
        page.push_str(&emit::draw(diagnostic, &sources, &style));
    }
}

fn accepted(page: &mut String, example: &Example, terminal: &Terminal) {
    let because = example.because.as_deref().unwrap_or_default();
    let _ = writeln!(page, "  {}", terminal.faint(because));
    if let Some(headline) = &example.headline {
        let _ = writeln!(page, "    {headline}\n");
    }
    for line in example.text.trim_matches('\n').lines() {
        for line in wrapped(line, terminal.width.min(80) - 4).lines() {
            let _ = writeln!(page, "    {line}");
        }
        if line.is_empty() {
            page.push('\n');
        }
    }
    page.push('\n');
}

/// Text broken between words into lines of at most `width` characters; blank lines stay.
fn wrapped(text: &str, width: usize) -> String {
    let paragraphs = text.split("\n\n").map(|paragraph| {
        let mut lines = vec![String::new()];
        for word in paragraph.split_whitespace() {
            let last = lines.len() - 1;
            if !lines[last].is_empty() && lines[last].chars().count() + 1 + word.chars().count() > width {
                lines.push(word.to_owned());
            } else {
                if !lines[last].is_empty() {
                    lines[last].push(' ');
                }
                lines[last].push_str(word);
            }
        }
        lines.join("\n")
    });
    paragraphs.collect::<Vec<_>>().join("\n\n")
}

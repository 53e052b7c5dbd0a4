//! What each format writes: as blessed, and as the consumers' schemas want it.
//!
//! `BLESS=1 cargo test --test outputs` rewrites `tests/outputs/*.expected`.

mod common;

use std::fs;
use std::path::{Path, PathBuf};

use common::{PASTED, Scratch};

const FORMATS: &[&str] =
    &["full", "concise", "json", "json-lines", "sarif", "github", "gitlab", "junit", "checkstyle", "rdjson", "rdjsonl"];

/// A small newsroom with what is hard to print: curly quotes, emoji, tabs, CRLF, a long paragraph with
/// places far apart, names of files that need quoting.
fn newsroom() -> Scratch {
    let scratch = Scratch::new();
    scratch.file("a b & “c”.txt", PASTED.replace("council", "council 👩🏽‍🚀"));
    let filler = "The harbour board met and the tide went out as it had been told to. ".repeat(6);
    let long = format!("Ferry\r\n\r\nThe\tboard said said it had “closed” the quay. {filler}It was was late.\r\n");
    scratch.file("long.txt", long);
    scratch.file("clean.txt", common::CLEAN);
    scratch.file("block.md", block());
    scratch
}

fn block() -> String {
    let one = "The crossing to Little Sorrow takes nine minutes less from the new berth of the ferry terminal.";
    let two = "The waiting hall looks out over the breakwater, where the board means to plant sea buckthorn soon.";
    format!("# Ferry\n\nIt opens.\n\n{one}\n\n{two}\n\nNobody objected.\n\n{one}\n\n{two}\n")
}

/// The output without what differs from run to run.
fn stable(output: &str) -> String {
    let times = regex::Regex::new(r#"\(\d+(\.\d+)? m?s\)|"milliseconds": ?\d+|"milliseconds":\d+"#).unwrap();
    times.replace_all(output, "(time)").replace("\r\n", "\n")
}

#[test]
fn every_format_writes_what_is_blessed() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/outputs");
    let bless = std::env::var_os("BLESS").is_some();
    let scratch = newsroom();
    let mut faults = Vec::new();
    for format in FORMATS {
        let ran = scratch.run(&["check", "--output-format", format, "."]);
        assert_eq!(ran.status, 1, "{}", ran.stderr);
        let path = folder.join(format!("{format}.expected"));
        let output = stable(&ran.stdout);
        if bless {
            fs::create_dir_all(&folder).unwrap();
            fs::write(&path, &output).unwrap();
        } else if fs::read_to_string(&path).unwrap_or_default() != output {
            faults.push(format!("{format}:\n{output}"));
        }
    }
    assert!(faults.is_empty(), "not as blessed:\n{}", faults.join("\n"));
    let known: Vec<PathBuf> = FORMATS.iter().map(|format| folder.join(format!("{format}.expected"))).collect();
    let orphans: Vec<_> = fs::read_dir(&folder)
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .filter(|path| !known.contains(path))
        .collect();
    assert!(orphans.is_empty(), "no test writes {orphans:?}");
}

#[test]
fn an_eighty_column_terminal_is_never_overrun() {
    let scratch = newsroom();
    let ran = scratch.run(&["check", "."]);
    let wide: Vec<_> = ran.stdout.lines().filter(|line| unicode_width::UnicodeWidthStr::width(*line) > 100).collect();
    assert!(wide.is_empty(), "{wide:#?}");
}

/// The consumers' schemas lie beside the checkout where the project is developed.
fn schema(name: &str) -> Option<serde_json::Value> {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared/samples/schemas").join(name);
    match fs::read_to_string(&path) {
        Ok(text) => Some(serde_json::from_str(&text).unwrap()),
        Err(_) => {
            eprintln!("skipped: {} is not there", path.display());
            None
        }
    }
}

fn validated(schema: &serde_json::Value, value: &serde_json::Value) {
    let validator = jsonschema::validator_for(schema).unwrap();
    let errors: Vec<_> = validator.iter_errors(value).map(|e| format!("{}: {e}", e.instance_path)).collect();
    assert!(errors.is_empty(), "{errors:#?}");
}

#[test]
fn sarif_is_valid() {
    let Some(schema) = schema("sarif-schema-2.1.0.json") else { return };
    let scratch = newsroom();
    for arguments in [&["--redact"][..], &[]] {
        let ran = scratch.run(&[&["check", "--output-format", "sarif", "."], arguments].concat());
        let log: serde_json::Value = serde_json::from_str(&ran.stdout).unwrap();
        validated(&schema, &log);
        let first = &log["runs"][0]["results"][0];
        assert_eq!(
            first["locations"][0]["physicalLocation"]["artifactLocation"]["uri"],
            "a%20b%20%26%20%E2%80%9Cc%E2%80%9D.txt"
        );
        assert!(first["partialFingerprints"]["primaryLocationLineHash"].is_string());
    }
}

#[test]
fn sarif_is_cut_at_five_thousand_results_and_says_so() {
    let scratch = Scratch::new();
    let line = |number| format!("Board {number} says that the the quay will open on on Tuesday.\n\n");
    scratch.file("a.txt", format!("Board\n\n{}", (0..3_000).map(line).collect::<String>()));
    let ran = scratch.run(&["check", "--output-format", "sarif", "--select", "duplicates/word", "."]);
    let log: serde_json::Value = serde_json::from_str(&ran.stdout).unwrap();
    assert_eq!(log["runs"][0]["results"].as_array().unwrap().len(), 5_000);
    let notice = &log["runs"][0]["invocations"][0]["toolExecutionNotifications"][0]["message"]["text"];
    assert!(notice.as_str().unwrap().starts_with("1000 findings"), "{notice}");
}

#[test]
fn rdjson_and_rdjsonl_are_valid() {
    let (Some(one), Some(all)) = (schema("rdf/Diagnostic.json"), schema("rdf/DiagnosticResult.json")) else { return };
    let scratch = newsroom();
    let lines = scratch.run(&["check", "--output-format", "rdjsonl", "."]).stdout;
    assert!(lines.lines().count() > 2);
    for line in lines.lines() {
        validated(&one, &serde_json::from_str(line).unwrap());
    }
    let whole = scratch.run(&["check", "--output-format", "rdjson", "."]).stdout;
    validated(&all, &serde_json::from_str(&whole).unwrap());
    scratch.file("none/clean.txt", common::CLEAN);
    let none = scratch.run(&["check", "--output-format", "rdjson", "none"]).stdout;
    validated(&all, &serde_json::from_str(&none).unwrap());
}

/// What a reader of XML finds: the names of the elements, and every attribute value of a name.
fn xml(text: &str, element: &str, attribute: &str) -> Vec<String> {
    let mut reader = quick_xml::Reader::from_str(text);
    let mut found = Vec::new();
    loop {
        match reader.read_event().unwrap() {
            quick_xml::events::Event::Eof => return found,
            quick_xml::events::Event::Start(tag) | quick_xml::events::Event::Empty(tag)
                if tag.name().as_ref() == element =>
            {
                let value = tag.try_get_attribute(attribute).unwrap().unwrap();
                found.push(value.normalized_value(quick_xml::XmlVersion::Implicit1_0).unwrap().into_owned());
            }
            _ => {}
        }
    }
}

#[test]
fn xml_reports_are_well_formed_and_complete() {
    let scratch = newsroom();
    let findings = scratch.json(&["."]).1;
    let messages: Vec<&str> = findings.iter().map(|found| found["message"].as_str().unwrap()).collect();
    let checkstyle = scratch.run(&["check", "--output-format", "checkstyle", "."]).stdout;
    assert_eq!(xml(&checkstyle, "error", "message"), messages);
    assert!(xml(&checkstyle, "file", "name").contains(&"a b & “c”.txt".to_owned()));
    let junit = scratch.run(&["check", "--output-format", "junit", "."]).stdout;
    assert_eq!(xml(&junit, "failure", "message"), messages);
    assert_eq!(xml(&junit, "testsuite", "name"), ["a b & “c”.txt", "block.md", "clean.txt", "long.txt"]);
    assert_eq!(xml(&junit, "testsuites", "failures"), [findings.len().to_string()]);
}

#[test]
fn json_and_json_lines_say_the_same() {
    let scratch = newsroom();
    let whole: serde_json::Value =
        serde_json::from_str(&scratch.run(&["check", "--output-format", "json", "."]).stdout).unwrap();
    let lines = scratch.run(&["check", "--output-format", "json-lines", "."]).stdout;
    let lines: Vec<serde_json::Value> = lines.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    assert_eq!(whole["diagnostics"].as_array().unwrap(), &lines);
    assert_eq!(whole["version"], 1);
}

#[test]
fn gitlab_fingerprints_are_unique() {
    let scratch = Scratch::new();
    scratch.file("a.txt", "Board\n\nThe the board met. The the board went.\n");
    scratch.file("b.txt", "Board\n\nThe the board met. The the board went.\n");
    let ran = scratch.run(&["check", "--output-format", "gitlab", "."]);
    let issues: Vec<serde_json::Value> = serde_json::from_str(&ran.stdout).unwrap();
    let prints: std::collections::BTreeSet<_> = issues.iter().map(|issue| issue["fingerprint"].to_string()).collect();
    assert_eq!((issues.len(), prints.len()), (4, 4));
}

#[test]
fn github_shows_ten_annotations_of_a_level_and_counts_the_rest() {
    let scratch = Scratch::new();
    scratch.file("a.txt", format!("Board\n\n{}", "The the board met.\n\n".repeat(13)));
    let summary = scratch.path().join("summary.md");
    let mut command = scratch.command(&["check", "--output-format", "github", "a.txt"]);
    let output = command.env("GITHUB_STEP_SUMMARY", &summary).output().unwrap();
    let text = String::from_utf8(output.stdout).unwrap();
    assert_eq!(text.lines().filter(|line| line.starts_with("::warning ")).count(), 10);
    assert!(text.contains("::notice title=copydesk::3 more findings"), "{text}");
    let summary = fs::read_to_string(summary).unwrap();
    assert_eq!(summary.lines().filter(|line| line.contains("duplicates/word")).count(), 13);
}

#[test]
fn copy_that_looks_like_a_workflow_command_is_defused() {
    let scratch = Scratch::new();
    let evil = "::error file=x::gotcha gotcha ##[error]oops is is here";
    scratch.file("a.txt", format!("Board\n\n{evil}\n"));
    for format in ["full", "concise", "github"] {
        let mut command = scratch.command(&["check", "--output-format", format, "a.txt"]);
        let output = command.env("GITHUB_ACTIONS", "true").output().unwrap();
        let text = String::from_utf8(output.stdout).unwrap();
        assert!(text.contains("duplicates/word"), "{text}");
        assert!(!text.contains("##["), "{format}: {text}");
        let commands = text.lines().filter(|line| line.trim_start().starts_with("::error")).count();
        assert_eq!(commands, 0, "{format}: {text}");
    }
}

#[test]
fn redacted_output_has_none_of_the_copy() {
    let scratch = Scratch::new();
    scratch.file("a.txt", "Embargoed\n\nThe zeppelin zeppelin landed on Tuesday, we hear.\n");
    for format in FORMATS.iter().filter(|format| !matches!(**format, "full" | "concise")) {
        let ran = scratch.run(&["check", "--redact", "--output-format", format, "a.txt"]);
        assert!(ran.stdout.contains("duplicates/word"), "{format}: {}", ran.stdout);
        assert!(!ran.stdout.contains("zeppelin"), "{format}: {}", ran.stdout);
    }
}

#[test]
fn several_formats_are_written_in_one_run() {
    let scratch = newsroom();
    let ran = scratch.run(&[
        "check",
        "--output-format",
        "concise",
        "--output-format",
        "sarif:out.sarif",
        "--output-format",
        "junit:out.xml",
        ".",
    ]);
    assert_eq!(ran.status, 1);
    assert!(ran.stdout.contains("error[duplicates/paragraph]"));
    assert!(scratch.read("out.sarif").contains("\"results\""));
    assert!(scratch.read("out.xml").contains("<testsuites"));
}

#[test]
fn the_schemas_in_docs_are_current() {
    let bless = std::env::var_os("BLESS").is_some();
    let docs = Path::new(env!("CARGO_MANIFEST_DIR")).join("docs");
    for (name, schema) in [
        ("copydesk.schema.json", copydesk::config::config_schema()),
        ("rule.schema.json", copydesk::config::rule_schema()),
    ] {
        if bless {
            fs::create_dir_all(&docs).unwrap();
            fs::write(docs.join(name), format!("{schema}\n")).unwrap();
        }
        let written = fs::read_to_string(docs.join(name)).unwrap_or_default();
        assert_eq!(written.trim_end(), schema.trim_end(), "docs/{name} is not current: BLESS=1 rewrites it");
    }
}

/// The schemas hold for what ships with the program.
#[test]
fn our_own_rule_files_and_settings_fit_the_schemas() {
    let rule: serde_json::Value = serde_json::from_str(&copydesk::config::rule_schema()).unwrap();
    for (path, text) in copydesk::rule::BUILT_IN.files().iter().filter(|(path, _)| path.ends_with("rule.toml")) {
        let value: serde_json::Value = toml::from_str(text).unwrap_or_else(|e| panic!("{path}: {e}"));
        validated(&rule, &value);
    }
    let config: serde_json::Value = serde_json::from_str(&copydesk::config::config_schema()).unwrap();
    let newsroom = fs::read_to_string(concat!(env!("CARGO_MANIFEST_DIR"), "/examples/newsroom/copydesk.toml")).unwrap();
    validated(&config, &toml::from_str(&newsroom).unwrap());
}

//! Daily use: a first configuration, effective settings, completions, manual pages, statistics,
//! timing, watching, colour and links.

mod common;

use std::io::{BufRead, BufReader};
use std::process::Stdio;

use common::{CLEAN, PASTED, Scratch};

#[test]
fn init_knows_the_site_by_its_folders_and_what_it_writes_holds() {
    let sites: [(&[&str], &str, &str); 4] = [
        (&["hugo.toml", "content/a.md"], "for a Hugo site", "include = [\"content/**\"]"),
        (&["_config.yml", "_posts/2026-01-02-a.md"], "for a Jekyll site", "include = [\"_posts/**\"]"),
        (&["eleventy.config.js", "src/posts/a.md"], "for a Eleventy site", "\"src/posts/**\""),
        (&["a.txt"], "wrote copydesk.toml\n", "# include ="),
    ];
    for (files, says, writes) in sites {
        let scratch = Scratch::new();
        for file in files {
            scratch.file(file, PASTED);
        }
        let ran = scratch.run(&["init"]);
        assert_eq!(ran.status, 0, "{}", ran.stderr);
        assert!(ran.stdout.contains(says), "{files:?}: {}", ran.stdout);
        assert!(scratch.read("copydesk.toml").contains(writes), "{}", scratch.read("copydesk.toml"));
        assert_eq!(scratch.json(&["."]).1.len(), 1, "{files:?}");
        assert_eq!(scratch.run(&["init"]).status, 2, "what is there is never overwritten");
    }
}

#[test]
fn config_show_says_where_each_setting_comes_from() {
    let scratch = Scratch::new();
    let config = "fail-on = 'warning'\n[rules]\n'duplicates/*' = 'note'\n'duplicates/paragraph' = { min-words = 21 }\n
[[overrides]]\nfiles = ['opinion/**']\nrules = { 'duplicates/word' = 'off' }\n";
    scratch.file("copydesk.toml", config);
    let shown = scratch.run(&["config", "show", "opinion/a.md"]).stdout;
    let line = |start: &str| shown.lines().find(|line| line.trim_start().starts_with(start)).unwrap_or("").to_owned();
    assert!(line("fail-on").ends_with("warning"), "{shown}");
    assert!(line("duplicates/word").contains("off") && line("duplicates/word").ends_with("copydesk.toml:8"), "{shown}");
    assert!(
        line("duplicates/quote").contains("note") && line("duplicates/quote").ends_with("copydesk.toml:3"),
        "{shown}"
    );
    assert!(line("min-words = 21").ends_with("copydesk.toml:4"), "{shown}");
    assert!(line("unit = \"paragraph\"").ends_with("default"), "{shown}");
    let elsewhere = scratch.run(&["config", "show", "news/a.md"]).stdout;
    assert!(
        elsewhere.lines().any(|l| l.starts_with("duplicates/word") && l.ends_with("copydesk.toml:3")),
        "{elsewhere}"
    );
}

#[test]
fn completions_and_manual_pages_name_the_commands() {
    let scratch = Scratch::new();
    for shell in ["bash", "zsh", "fish", "elvish", "powershell"] {
        let ran = scratch.run(&["completions", shell]);
        assert!(ran.status == 0 && ran.stdout.contains("changed-since"), "{shell}");
    }
    assert!(scratch.run(&["man"]).stdout.contains(".TH copydesk 1"));
    assert_eq!(scratch.run(&["man", "--out", "man1"]).status, 0);
    assert!(scratch.read("man1/copydesk-check.1").contains("unsafe"));
}

#[test]
fn statistics_count_and_timing_measures_by_rule() {
    let scratch = Scratch::new();
    scratch.file("a.txt", PASTED);
    scratch.file("b.txt", PASTED);
    let ran = scratch.run(&["check", "--statistics", "."]);
    assert_eq!(ran.status, 1);
    assert!(ran.stdout.contains("     2  error    duplicates/paragraph"), "{}", ran.stdout);
    assert!(ran.stdout.contains("2 fixable with --unsafe-fixes"), "{}", ran.stdout);
    let ran = scratch.run(&["check", "--timing", "."]);
    assert!(ran.stdout.contains(" ms  duplicates/paragraph"), "{}", ran.stdout);
    assert_eq!(scratch.run(&["check", "--exit-zero", "."]).status, 0);
}

#[test]
fn watching_lints_again_when_a_file_changes() {
    let scratch = Scratch::new();
    scratch.file("a.txt", CLEAN);
    let mut command = scratch.command(&["check", "--watch", "--output-format", "concise", "."]);
    let mut child = command.stdout(Stdio::piped()).spawn().unwrap();
    let mut lines = BufReader::new(child.stdout.take().unwrap()).lines();
    assert!(lines.next().unwrap().unwrap().starts_with("nothing to report in 1 file"));
    scratch.file("a.txt", PASTED);
    assert!(lines.next().unwrap().unwrap().contains("error[duplicates/paragraph]"));
    assert!(lines.next().unwrap().unwrap().starts_with("1 error in 1 file"));
    scratch.file("b.txt", CLEAN);
    assert!(lines.next().unwrap().unwrap().contains("error[duplicates/paragraph]"));
    assert!(lines.next().unwrap().unwrap().starts_with("1 error in 2 files"));
    child.kill().unwrap();
    child.wait().unwrap();
}

#[test]
fn colour_and_links_are_for_terminals_that_want_them() {
    let scratch = Scratch::new();
    scratch.file("a.txt", PASTED);
    let has = |arguments: &[&str], environment: &[(&str, &str)], sign: &str| {
        let arguments = [&["check", "a.txt"], arguments].concat();
        let output = scratch.command(&arguments).envs(environment.iter().copied()).output().unwrap();
        String::from_utf8(output.stdout).unwrap().contains(sign)
    };
    let colour = "\u{1b}[";
    assert!(!has(&[], &[], colour));
    assert!(has(&["--color", "always"], &[], colour));
    assert!(has(&["--color", "always"], &[("NO_COLOR", "1")], colour));
    assert!(has(&[], &[("FORCE_COLOR", "1")], colour));
    assert!(has(&[], &[("CLICOLOR_FORCE", "1")], colour));
    assert!(!has(&[], &[("FORCE_COLOR", "1"), ("NO_COLOR", "1")], colour));
    let link = "\u{1b}]8;;https://";
    assert!(!has(&["--color", "always"], &[("FORCE_HYPERLINK", "0")], link));
    assert!(has(&["--color", "always"], &[("FORCE_HYPERLINK", "1")], link));
    assert!(!has(&[], &[("FORCE_HYPERLINK", "1"), ("NO_COLOR", "1")], link));
}

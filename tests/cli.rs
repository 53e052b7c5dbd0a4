//! The contract of the command line: what is linted, how settings are found, what may stand, and
//! with which status the program ends.

mod common;

use common::{CLEAN, PASTED, Scratch, rules};

#[test]
fn status_is_0_on_clean_copy_and_1_on_errors() {
    let scratch = Scratch::new();
    scratch.file("clean.txt", CLEAN);
    scratch.file("pasted.txt", PASTED);
    assert_eq!(scratch.run(&["check", "clean.txt"]).status, 0);
    let ran = scratch.run(&["check", "pasted.txt"]);
    assert_eq!(ran.status, 1);
    assert!(ran.stdout.contains("error[duplicates/paragraph]"), "{}", ran.stdout);
    assert_eq!(scratch.run(&["check", "--fail-on", "never", "pasted.txt"]).status, 0);
}

#[test]
fn fail_on_decides_from_which_severity_on_a_run_fails() {
    let scratch = Scratch::new();
    scratch.file("word.txt", "Harbour budget\n\nThe council passed the the budget on Tuesday night.\n");
    assert_eq!(scratch.run(&["check", "word.txt"]).status, 0);
    assert_eq!(scratch.run(&["check", "--fail-on", "warning", "word.txt"]).status, 1);
    scratch.file("copydesk.toml", "fail-on = 'warning'\n");
    assert_eq!(scratch.run(&["check", "word.txt"]).status, 1);
    assert_eq!(scratch.run(&["check", "--fail-on", "error", "word.txt"]).status, 0);
}

#[test]
fn output_is_sorted_by_path_and_the_same_on_every_run() {
    let scratch = Scratch::new();
    for name in ["c.txt", "a/z.txt", "b.txt", "a/b.txt"] {
        scratch.file(name, PASTED);
    }
    let (_, diagnostics) = scratch.json(&["."]);
    let paths: Vec<_> = diagnostics.iter().map(|d| d["path"].as_str().unwrap()).collect();
    assert_eq!(paths, ["a/b.txt", "a/z.txt", "b.txt", "c.txt"]);
    let first = scratch.run(&["check", "--output-format", "concise", "-j1"]).stdout;
    let second = scratch.run(&["check", "--output-format", "concise", "-j8"]).stdout;
    let findings = |text: &str| text.lines().filter(|l| l.contains("error[")).map(str::to_owned).collect::<Vec<_>>();
    assert_eq!(findings(&first), findings(&second));
    assert_eq!(findings(&first).len(), 4);
}

#[test]
fn folders_are_walked_as_git_would_and_named_files_are_always_linted() {
    let scratch = Scratch::new();
    scratch.file(".gitignore", "drafts/\n");
    scratch.file("drafts/a.txt", PASTED);
    scratch.file("public/a.txt", PASTED);
    scratch.file("story.md", CLEAN);
    scratch.file("picture.jpg", PASTED);
    scratch.file("copydesk.toml", "exclude = ['public']\n");
    assert_eq!(scratch.json(&["."]).1.len(), 0);
    assert_eq!(scratch.json(&["drafts/a.txt", "public/a.txt"]).1.len(), 2);
    assert_eq!(scratch.json(&["--force-exclude", "drafts/a.txt", "public/a.txt"]).1.len(), 1);
}

#[test]
fn globs_are_expanded_with_braces_too() {
    let scratch = Scratch::new();
    scratch.file("a/one.txt", PASTED);
    scratch.file("a/two.text", PASTED);
    scratch.file("a/three.md", CLEAN);
    assert_eq!(scratch.json(&["a/*.txt"]).1.len(), 1);
    assert_eq!(scratch.json(&["**/*.{txt,text}"]).1.len(), 2);
    let ran = scratch.run(&["check", "b/*.txt"]);
    assert_eq!(ran.status, 2);
    assert!(ran.stderr.contains("no file fits"), "{}", ran.stderr);
}

#[test]
fn standard_input_is_read_by_the_name_that_it_is_given() {
    let scratch = Scratch::new();
    let ran = scratch.run_with_stdin(&["check", "-", "--stdin-filename", "live.txt"], PASTED.as_bytes());
    assert_eq!(ran.status, 1);
    assert!(ran.stdout.contains("live.txt:7"), "{}", ran.stdout);
    assert_eq!(scratch.run_with_stdin(&["check", "-"], CLEAN.as_bytes()).status, 0);
}

#[test]
fn the_nearest_configuration_wins() {
    let scratch = Scratch::new();
    scratch.file("copydesk.toml", "[rules]\n'duplicates/paragraph' = 'off'\n");
    scratch.file("news/copydesk.toml", "[rules]\n'duplicates/paragraph' = 'note'\n");
    scratch.file("a.txt", PASTED);
    scratch.file("news/a.txt", PASTED);
    let (status, diagnostics) = scratch.json(&["."]);
    assert_eq!(status, 0);
    assert_eq!(diagnostics.len(), 1);
    assert_eq!(diagnostics[0]["severity"], "note");
    assert_eq!(scratch.json(&["--isolated", "."]).1.len(), 2);
    assert_eq!(scratch.json(&["--config", "copydesk.toml", "."]).1.len(), 0);
}

#[test]
fn levels_go_by_id_before_glob_and_overrides_by_path() {
    let scratch = Scratch::new();
    let config = "[rules]\n'duplicates/*' = 'off'\n'duplicates/paragraph' = 'warning'\n
        [[overrides]]\nfiles = ['opinion/**']\nrules = { 'duplicates/paragraph' = 'note' }\n
        [[overrides]]\nfiles = ['opinion/strict.txt']\nrules = { 'duplicates' = 'error' }\n";
    scratch.file("copydesk.toml", config);
    for name in ["a.txt", "opinion/a.txt", "opinion/strict.txt"] {
        scratch.file(name, PASTED);
    }
    let (_, diagnostics) = scratch.json(&["."]);
    let severities: Vec<_> = diagnostics.iter().map(|d| d["severity"].as_str().unwrap()).collect();
    assert_eq!(severities, ["warning", "note", "error"]);
}

#[test]
fn select_and_ignore_choose_rules() {
    let scratch = Scratch::new();
    scratch.file("a.txt", PASTED);
    assert_eq!(scratch.json(&["--select", "duplicates/word", "a.txt"]).1.len(), 0);
    assert_eq!(scratch.json(&["--ignore", "duplicates", "a.txt"]).1.len(), 0);
    let ran = scratch.run(&["check", "--select", "duplicates/paragrph", "a.txt"]);
    assert_eq!(ran.status, 2);
    assert!(ran.stderr.contains("did you mean `duplicates/paragraph`?"), "{}", ran.stderr);
}

#[test]
fn options_of_a_rule_are_set_in_the_configuration() {
    let scratch = Scratch::new();
    scratch.file("a.txt", PASTED);
    scratch.file(
        "copydesk.toml",
        "[rules.'duplicates/paragraph']\nmin-words = 40\n[rules.'duplicates/sentence']\nlevel = 'off'\n",
    );
    assert_eq!(scratch.json(&["a.txt"]).1.len(), 0);
}

#[test]
fn what_is_wrong_with_the_configuration_is_drawn_in_it() {
    let cases = [
        ("fail-onn = 'error'\n", "fail-onn", "did you mean `fail-on`?"),
        ("[rules]\n'duplicates/paragrph' = 'off'\n", "there is no rule", "did you mean `duplicates/paragraph`?"),
        ("[rules]\n'duplicates/word' = 'eror'\n", "a level is one of", "did you mean `error`?"),
        ("[rules.'duplicates/paragraph']\nmin-word = 3\n", "has no option `min-word`", "did you mean `min-words`?"),
        ("[rules.'duplicates/paragraph']\nmin-words = 'many'\n", "invalid type", "copydesk.toml:2"),
        ("[[overrides]]\nfiles = ['a[']\n", "not a glob", "copydesk.toml:2"),
        ("[[exceptions]]\nrule = 'duplicates/word'\nreason = ''\n", "needs a reason", "copydesk.toml:3"),
        ("[[exceptions]]\nrule = 'duplicates/word'\nreason = 'x'\nexpires = 'soon'\n", "YYYY-MM-DD", "copydesk.toml:4"),
        ("rule-folders = ['nowhere']\n", "nowhere", "copydesk.toml:1"),
        ("rules = [\n", "copydesk.toml", "error[config/broken]"),
    ];
    for (config, what, help) in cases {
        let scratch = Scratch::new();
        scratch.file("a.txt", CLEAN);
        scratch.file("copydesk.toml", config);
        let ran = scratch.run(&["check", "a.txt"]);
        assert_eq!(ran.status, 2, "{config}: {}", ran.stderr);
        assert!(ran.stderr.contains(what) && ran.stderr.contains(help), "{config}: {}", ran.stderr);
    }
}

#[test]
fn a_stet_lets_one_finding_stand() {
    let scratch = Scratch::new();
    let second = PASTED.rfind("The council").unwrap();
    let stet = |comment: &str| format!("{}<!-- {comment} -->\n{}", &PASTED[..second], &PASTED[second..]);
    scratch.file("a.txt", stet("stet duplicates/paragraph: the refrain of the story"));
    assert_eq!(rules(&scratch.json(&["a.txt"]).1), Vec::<&str>::new());
    scratch.file("a.txt", stet("stet duplicates/paragraph"));
    assert_eq!(rules(&scratch.json(&["a.txt"]).1), ["stet/no-reason"]);
    scratch.file("a.txt", stet("stet duplicates/word: wrong rule"));
    assert_eq!(rules(&scratch.json(&["a.txt"]).1), ["stet/unused", "duplicates/paragraph"]);
    scratch.file("a.txt", stet("stet duplicates/paragrph: misspelt"));
    assert_eq!(rules(&scratch.json(&["a.txt"]).1), ["stet/unknown-rule", "duplicates/paragraph"]);
}

#[test]
fn a_stet_in_the_front_matter_holds_for_the_whole_file() {
    let scratch = Scratch::new();
    let story = |stet: &str| format!("---\ntitle: Harbour budget passed\nstet: \"{stet}\"\n---\n\n{}", &PASTED[23..]);
    scratch.file("a.md", story("duplicates/paragraph: the refrain of the story"));
    assert_eq!(rules(&scratch.json(&["a.md"]).1), Vec::<&str>::new());
    scratch.file("a.md", story("duplicates/word: nothing doubled"));
    assert_eq!(rules(&scratch.json(&["a.md"]).1), ["stet/unused", "duplicates/paragraph"]);
}

#[test]
fn exceptions_let_findings_stand_until_they_expire() {
    let scratch = Scratch::new();
    scratch.file("news/a.txt", PASTED);
    let config = |extra: &str| {
        format!("[[exceptions]]\nrule = 'duplicates/*'\nfiles = ['news/**']\nreason = 'a refrain'\n{extra}")
    };
    scratch.file("copydesk.toml", config("match = 'the HARBOUR  budget on tuesday'\n"));
    assert_eq!(rules(&scratch.json(&["news"]).1), Vec::<&str>::new());
    scratch.file("copydesk.toml", config("match = 'the fish market'\n"));
    assert_eq!(rules(&scratch.json(&["news"]).1), ["duplicates/paragraph"]);
    assert_eq!(rules(&scratch.json(&["."]).1), ["duplicates/paragraph", "stet/unused"]);
    scratch.file("copydesk.toml", config("expires = '2020-01-31'\n"));
    assert_eq!(rules(&scratch.json(&["."]).1), ["duplicates/paragraph", "stet/expired"]);
    scratch.file("copydesk.toml", config("expires = '9999-01-31'\n"));
    assert_eq!(rules(&scratch.json(&["."]).1), Vec::<&str>::new());
}

#[test]
fn built_in_rules_work_the_same_as_user_rules() {
    let scratch = Scratch::new();
    let newsroom = concat!(env!("CARGO_MANIFEST_DIR"), "/examples/newsroom/content");
    let arguments = ["check", "--output-format", "json", newsroom];
    assert_eq!(scratch.run(&["rules", "--export", "desk-rules"]).status, 0);
    scratch.file("own.toml", "built-in-rules = false\nrule-folders = ['desk-rules']\n");
    let built_in = scratch.run(&[&arguments[..], &["--isolated"]].concat());
    let own = scratch.run(&[&arguments[..], &["--config", "own.toml"]].concat());
    let findings = |text: &str| serde_json::from_str::<serde_json::Value>(text).unwrap()["diagnostics"].clone();
    assert!(findings(&built_in.stdout).as_array().unwrap().len() >= 4);
    assert_eq!(findings(&built_in.stdout), findings(&own.stdout));
    assert_eq!(built_in.status, own.status);
    let ran = scratch.run(&["test", "desk-rules"]);
    assert_eq!(ran.status, 0, "{}", ran.stdout);
}

#[test]
fn a_new_rule_works_at_once() {
    let scratch = Scratch::new();
    scratch.file("copydesk.toml", "rule-folders = ['desk-rules']\n");
    let ran = scratch.run(&["new", "house/empty-word"]);
    // The folder is named in the configuration and does not exist yet.
    assert_eq!(ran.status, 0, "{}{}", ran.stdout, ran.stderr);
    assert_eq!(scratch.run(&["test", "house/empty-word"]).status, 0);
    scratch.file("a.txt", "Harbour budget\n\nThe minister was very late for the vote.\n");
    assert_eq!(rules(&scratch.json(&["a.txt"]).1), ["house/empty-word"]);
    assert_eq!(scratch.run(&["new", "house/empty-word"]).status, 2);
    assert_eq!(scratch.run(&["new", "House"]).status, 2);
    let explained = scratch.run(&["explain", "house/empty-word"]);
    assert!(explained.stdout.contains("carries no fact"), "{}", explained.stdout);
}

#[test]
fn rules_and_explain_teach() {
    let scratch = Scratch::new();
    let listed = scratch.run(&["rules"]);
    assert!(listed.stdout.contains("duplicates/paragraph") && listed.stdout.contains("error"));
    let explained = scratch.run(&["explain", "duplicates/paragraph"]);
    assert!(explained.stdout.contains("min-words") && explained.stdout.contains("error[duplicates/paragraph]"));
    let missed = scratch.run(&["explain", "duplicates/paragrap"]);
    assert_eq!(missed.status, 2);
    assert!(missed.stderr.contains("did you mean `duplicates/paragraph`?"));
}

#[test]
fn show_prints_roles_and_places() {
    let scratch = Scratch::new();
    scratch.file("a.md", "---\ntitle: Harbour budget\n---\n\nThe council passed it.\n");
    let ran = scratch.run(&["show", "a.md"]);
    assert_eq!(ran.status, 0);
    assert!(
        ran.stdout.contains("headline") && ran.stdout.contains("paragraph") && ran.stdout.contains("5:1"),
        "{}",
        ran.stdout
    );
}

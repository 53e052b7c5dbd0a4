//! Bad input: a clear message, the right status, and the other files still linted.

mod common;

use common::{CLEAN, PASTED, Scratch, rules};
use std::process::Stdio;

#[test]
fn a_missing_path_is_trouble_and_the_others_are_linted() {
    let scratch = Scratch::new();
    scratch.file("a.txt", PASTED);
    let ran = scratch.run(&["check", "missing.txt", "a.txt"]);
    assert_eq!(ran.status, 2);
    assert!(ran.stderr.contains("missing.txt: there is no such file or folder"), "{}", ran.stderr);
    assert!(ran.stdout.contains("error[duplicates/paragraph]"), "{}", ran.stdout);
}

#[cfg(unix)]
#[test]
fn an_unreadable_file_is_trouble_and_the_others_are_linted() {
    let scratch = Scratch::new();
    scratch.file("b.txt", PASTED);
    // A dangling link cannot be read, whoever runs the test.
    std::os::unix::fs::symlink("nowhere", scratch.path().join("a.txt")).unwrap();
    let ran = scratch.run(&["check", "a.txt", "b.txt"]);
    assert_eq!(ran.status, 2);
    assert!(ran.stderr.contains("a.txt: "), "{}", ran.stderr);
    assert!(ran.stdout.contains("b.txt:7"), "{}", ran.stdout);
}

#[cfg(unix)]
#[test]
fn a_directory_loop_ends() {
    let scratch = Scratch::new();
    scratch.file("a/b/story.txt", PASTED);
    std::os::unix::fs::symlink("../..", scratch.path().join("a/b/loop")).unwrap();
    assert_eq!(scratch.json(&["."]).1.len(), 1);
    let ran = scratch.run(&["check", "**/*.txt"]);
    assert_eq!(ran.status, 1, "{}", ran.stderr);
}

#[test]
fn binary_empty_and_badly_encoded_files_are_findings() {
    let scratch = Scratch::new();
    scratch.file("binary.txt", b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR\x00\x00\x00\x01");
    scratch.file("cp1252.txt", b"Harbour budget\n\nThe mayor said \x93yes\x94 to the the budget on Tuesday.\n");
    scratch.file("empty.txt", "");
    scratch.file("front.md", "---\ntitle: Harbour budget\n---\n");
    scratch.file("utf16.txt", b"\xff\xfeH\x00i\x00");
    let (status, diagnostics) = scratch.json(&["."]);
    assert_eq!(status, 1);
    let found: Vec<_> =
        diagnostics.iter().map(|d| (d["path"].as_str().unwrap(), d["rule"].as_str().unwrap())).collect();
    assert_eq!(
        found,
        [
            ("binary.txt", "file/binary"),
            ("cp1252.txt", "file/encoding"),
            ("cp1252.txt", "duplicates/word"),
            ("empty.txt", "file/empty"),
            ("front.md", "file/empty"),
            ("utf16.txt", "file/encoding"),
        ]
    );
    // Offsets are those of the file on disk.
    let bad = &diagnostics[1]["span"];
    assert_eq!(bad["start"], 31);
    let message = diagnostics[1]["message"].as_str().unwrap();
    assert!(message.contains("Windows-1252"), "{message}");
}

#[test]
fn broken_front_matter_is_a_finding_and_the_body_is_linted() {
    for front in ["---\ntitle: [unclosed\n---\n", "+++\ntitle = \n+++\n", "{\n\"title\": \n}\n"] {
        let scratch = Scratch::new();
        scratch.file("a.md", format!("{front}\n{}", &PASTED[23..]));
        let (status, diagnostics) = scratch.json(&["a.md"]);
        assert_eq!(status, 1, "{front}");
        let found = rules(&diagnostics);
        assert!(found.contains(&"file/front-matter") && found.contains(&"duplicates/paragraph"), "{front}: {found:?}");
    }
}

#[test]
fn fifty_megabytes_in_one_line_are_linted() {
    let scratch = Scratch::new();
    let sentence = "The harbour board met on Tuesday and the tide went out as it had been told to. ";
    let mut text = String::from("Harbour budget passed\n\n");
    for count in 0..50 * 1024 * 1024 / (sentence.len() + 10) {
        text.push_str(&format!("No. {count}: {sentence}"));
    }
    scratch.file("long.txt", &text);
    let ran = scratch.run(&["check", "long.txt"]);
    assert!(ran.status == 0 || ran.status == 1, "{}", ran.stderr);
    assert!(ran.stdout.len() < 20_000, "{} bytes of output", ran.stdout.len());
}

#[test]
fn a_hundred_thousand_paragraphs_are_linted() {
    let scratch = Scratch::new();
    let mut text = String::from("Harbour budget passed\n");
    for count in 0..100_000 {
        text.push_str(&format!(
            "\nBerth {count} was inspected on Tuesday by the harbour board and found to be as wet as ever.\n"
        ));
    }
    scratch.file("long.txt", &text);
    let ran = scratch.run(&["check", "--output-format", "concise", "long.txt"]);
    assert!(ran.status == 0 || ran.status == 1, "{}", ran.stderr);
}

#[cfg(unix)]
#[test]
fn control_characters_never_reach_the_terminal() {
    let scratch = Scratch::new();
    let evil = PASTED.replace("until two", "until\u{1b}[31m \u{202e}two\u{7}");
    scratch.file("evil\u{1b}.txt", &evil);
    for format in ["full", "concise"] {
        let ran = scratch.run(&["check", "--output-format", format, "."]);
        assert!(ran.stdout.contains("duplicates/paragraph"), "{}", ran.stdout);
        let raw = ran.stdout.chars().find(|c| (c.is_control() && *c != '\n') || *c == '\u{202e}');
        assert_eq!(raw, None, "{format}: {:?}", ran.stdout);
    }
}

#[test]
fn a_closed_pipe_is_no_error() {
    let scratch = Scratch::new();
    for count in 0..300 {
        scratch.file(&format!("{count}.txt"), PASTED);
    }
    let mut child = scratch.command(&["check", "."]).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
    drop(child.stdout.take());
    let output = child.wait_with_output().unwrap();
    assert_eq!(output.status.code(), Some(1));
    assert_eq!(String::from_utf8_lossy(&output.stderr), "");
}

#[test]
fn a_broken_rule_is_drawn_in_its_file() {
    let good = include_str!("../src/cli/skeleton.toml").replace("GROUP/NAME", "house/word");
    let cases = [
        ("title    =", "title    = ]", "rule.toml:2", ""),
        ("[check.phrase]", "[check.phrases]", "there is no check `phrases`", "did you mean `phrase`?"),
        ("quoted     =", "quotes     =", "has no option `quotes`", "did you mean `quoted`?"),
        ("phrases    = [", "lexicon = 'gone.txt'\nphrases = [", "there is no file `gone.txt`", "rule.toml:11"),
        ("{match}", "{mach}", "gives no value `mach`", "did you mean `{match}`?"),
        ("house/word", "house/other", "not the folder's", "house/word"),
        ("= \"note\" ", "= \"notice\" ", "unknown variant `notice`", "did you mean `note`?"),
        ("{match}` carries no fact\"", "{match}` carries no fact.\"", "starts in lower case", ""),
    ];
    for (from, to, what, help) in cases {
        let scratch = Scratch::new();
        scratch.file("copydesk.toml", "rule-folders = ['desk-rules']\n");
        assert!(good.contains(from), "{from}");
        scratch.file("desk-rules/house/word/rule.toml", good.replacen(from, to, 1));
        scratch.file("a.txt", CLEAN);
        let ran = scratch.run(&["check", "a.txt"]);
        assert_eq!(ran.status, 2, "{to}: {}{}", ran.stdout, ran.stderr);
        assert!(ran.stderr.contains(what) && ran.stderr.contains(help), "{to}: {}", ran.stderr);
    }
}

#[test]
fn a_failing_example_is_drawn_in_its_file() {
    let good = include_str!("../src/cli/skeleton.toml").replace("GROUP/NAME", "house/word");
    let cases = [
        ("was very late.\n                 ^^^^", "was late.\n        ^^^^", "missing"),
        ("was every bit as late", "was very late", "noisy"),
        ("                 ^^^^", "             ^^^^^^^^", "misplaced"),
    ];
    for (from, to, what) in cases {
        let scratch = Scratch::new();
        assert!(good.contains(from), "{from}");
        scratch.file("desk-rules/house/word/rule.toml", good.replacen(from, to, 1));
        let ran = scratch.run(&["test", "desk-rules"]);
        assert_eq!(ran.status, 1, "{}{}", ran.stdout, ran.stderr);
        assert!(ran.stdout.contains(what) && ran.stdout.contains("rule.toml:"), "{what}: {}", ran.stdout);
    }
}

#[test]
fn an_unknown_argument_or_format_is_trouble() {
    let scratch = Scratch::new();
    assert_eq!(scratch.run(&["check", "--colour"]).status, 2);
    let ran = scratch.run(&["check", "--output-format", "jsn"]);
    assert_eq!(ran.status, 2);
    assert!(ran.stderr.contains("did you mean `json`?"), "{}", ran.stderr);
}

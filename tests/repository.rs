//! In a newsroom's repository: baselines, changed lines, staged files and fixes, on a scratch git
//! repository with two thousand stories and fifty commits.

#![cfg(unix)]

mod common;

use std::fs;
use std::process::{Command, Stdio};
use std::time::Duration;

use common::{CLEAN, PASTED, Scratch, rules};

fn git(scratch: &Scratch, arguments: &[&str]) {
    let identity = ["-c", "user.name=Desk", "-c", "user.email=desk@example.org", "-c", "commit.gpgsign=false"];
    let output = Command::new("git").current_dir(scratch.path()).args(identity).args(arguments).output().unwrap();
    assert!(output.status.success(), "git {arguments:?}: {}", String::from_utf8_lossy(&output.stderr));
}

/// Two thousand stories, every hundredth with a fault, some with names that need care, in fifty
/// commits.
fn archive() -> Scratch {
    let scratch = Scratch::new();
    git(&scratch, &["init", "-q", "-b", "main"]);
    for commit in 0..50 {
        for number in commit * 40..(commit + 1) * 40 {
            let name = match number % 4 {
                0 => format!("content/{commit}/story {number}.txt"),
                1 => format!("content/{commit}/“story” é {number}.md"),
                2 => format!("content/{commit}/it's \"{number}\".txt"),
                _ => format!("content/{commit}/{number}.md"),
            };
            let body = if number % 100 == 0 { PASTED } else { CLEAN };
            scratch.file(&name, body.replace("Harbour budget", &format!("Harbour budget {number}")));
        }
        git(&scratch, &["add", "-A"]);
        git(&scratch, &["commit", "-q", "-m", &format!("stories {commit}")]);
    }
    scratch
}

#[test]
fn an_archive_is_adopted_with_a_baseline() {
    let scratch = archive();
    assert_eq!(scratch.json(&["."]).1.len(), 20);
    let ran = scratch.run(&["baseline", "write"]);
    assert_eq!(ran.status, 0, "{}{}", ran.stdout, ran.stderr);
    let written = scratch.read("copydesk-baseline.txt");
    assert_eq!(written.lines().count(), 21);
    assert!(written.lines().skip(1).is_sorted_by_key(|line| line.splitn(4, ' ').nth(3)));
    let ran = scratch.run(&["check", "."]);
    assert_eq!(ran.status, 0, "{}", ran.stdout);
    assert!(ran.stdout.contains("20 more in the baseline"), "{}", ran.stdout);
    assert_eq!(scratch.json(&["--no-baseline", "."]).1.len(), 20);

    // A paragraph moved, a file renamed, a headline changed: the findings are the same.
    let story = scratch.read("content/0/story 0.txt");
    scratch.file("content/0/story 0.txt", story.replacen("budget 0 passed", "budget 0 goes through", 1));
    fs::rename(scratch.path().join("content/2/story 100.txt"), scratch.path().join("content/renamed.txt")).unwrap();
    let story = scratch.read("content/5/story 200.txt");
    scratch.file(
        "content/5/story 200.txt",
        story.replacen("\n\n", "\n\nA new first paragraph stands above it all.\n\n", 1),
    );
    assert_eq!(scratch.run(&["baseline", "check"]).status, 0, "{}", scratch.run(&["baseline", "check"]).stdout);

    // A new fault fails; a mended one is stale until the list is pruned.
    scratch.file("content/new.txt", PASTED.replace("lighthouse", "pilot house"));
    scratch.file("content/5/story 200.txt", CLEAN);
    assert_eq!(scratch.json(&["."]).1.len(), 1);
    let ran = scratch.run(&["baseline", "check"]);
    assert_eq!(ran.status, 1);
    assert!(ran.stdout.contains("1 new findings, 1 stale entries"), "{}", ran.stdout);
    assert_eq!(scratch.run(&["baseline", "prune"]).status, 0);
    assert_eq!(scratch.read("copydesk-baseline.txt").lines().count(), 20);
    scratch.file("copydesk-baseline.txt", "nonsense\n");
    let ran = scratch.run(&["check", "."]);
    assert_eq!(ran.status, 2);
    assert!(ran.stderr.contains("copydesk-baseline.txt:1:"), "{}", ran.stderr);
}

#[test]
fn only_what_touches_changed_lines_is_reported() {
    let scratch = archive();
    assert_eq!(scratch.json(&["--changed-since", "HEAD", "."]).1.len(), 0);
    // A fault far from the change stays out; one that the change makes comes in, changed place first.
    let name = "content/0/story 0.txt";
    let old = scratch.read(name);
    scratch.file(name, old.replace("Harbour budget 0 passed", "Harbour budget 0 has passed"));
    assert_eq!(scratch.json(&["--changed-since", "HEAD", "."]).1.len(), 0);
    let other = "content/0/it's \"2\".txt";
    let first = CLEAN.split("\n\n").nth(1).unwrap();
    let last = CLEAN.split("\n\n").nth(2).unwrap().trim_end();
    // The unchanged paragraph stands behind the new one: the new place must be named first.
    let text = scratch.read(other);
    scratch.file(other, text.replacen(first, &format!("{last}\n\n{first}"), 1));
    let (status, found) = scratch.json(&["--changed-since", "HEAD", "."]);
    assert_eq!((status, rules(&found)), (1, vec!["duplicates/paragraph"]));
    assert_eq!(found[0]["path"], other);
    assert_eq!(found[0]["start"]["line"], 3);
    assert_eq!(found[0]["labels"][0]["start"]["line"], 7);
    // A new file that git does not know yet counts whole.
    scratch.file("content/brand new “x”.txt", PASTED);
    // The last three commits brought story 1900, which has a fault.
    assert_eq!(scratch.json(&["--changed-since", "HEAD~3", "."]).1.len(), 3);
    assert_eq!(scratch.json(&["--changed-since", "HEAD", "content/brand new “x”.txt"]).1.len(), 1);
    let ran = scratch.run(&["check", "--changed-since", "no-such-revision"]);
    assert_eq!(ran.status, 2);
    assert!(ran.stderr.starts_with("error: git: "), "{}", ran.stderr);
}

#[test]
fn what_is_staged_is_linted_as_it_is_staged() {
    let scratch = archive();
    let name = "content/0/“story” é 1.md";
    scratch.file(name, PASTED);
    git(&scratch, &["add", "-A"]);
    scratch.file(name, CLEAN);
    let (status, found) = scratch.json(&["--staged", "."]);
    assert_eq!((status, rules(&found)), (1, vec!["duplicates/paragraph"]));
    assert_eq!(found[0]["path"], name);
    assert_eq!(scratch.json(&["--staged", "content/1"]).1.len(), 0);
    git(&scratch, &["add", "-A"]);
    assert_eq!(scratch.json(&["--staged", "."]).1.len(), 0);
}

const DOUBLED: &str =
    "Harbour budget\n\nThe council of Marlow Quay passed the the budget on Tuesday, and then went home.\n";

#[test]
fn safe_fixes_are_shown_and_applied_and_leave_nothing_to_fix() {
    let scratch = Scratch::new();
    scratch.file("a.txt", DOUBLED);
    scratch.file("b.txt", PASTED);
    let ran = scratch.run(&["check", "--diff", "."]);
    assert_eq!(ran.status, 1);
    assert!(ran.stdout.contains("-The council of Marlow Quay passed the the budget"), "{}", ran.stdout);
    assert!(ran.stdout.contains("+The council of Marlow Quay passed the budget"), "{}", ran.stdout);
    assert_eq!(scratch.read("a.txt"), DOUBLED);
    assert_eq!(scratch.run(&["check", "--fix", "."]).status, 1, "the pasted paragraph is left");
    assert_eq!(scratch.read("a.txt"), DOUBLED.replace("the the", "the"));
    assert_eq!(scratch.read("b.txt"), PASTED);
    assert_eq!(scratch.run(&["check", "--fix", "--unsafe-fixes", "."]).status, 0);
    assert_eq!(scratch.read("b.txt"), CLEAN);
    let fixed = scratch.read("a.txt");
    assert_eq!(scratch.run(&["check", "--fix", "--unsafe-fixes", "."]).status, 0);
    assert_eq!((scratch.read("a.txt"), scratch.read("b.txt")), (fixed, CLEAN.to_owned()));
    assert_eq!(scratch.json(&["."]).1.len(), 0);
}

#[test]
fn a_fix_keeps_bytes_that_are_not_utf_8() {
    let scratch = Scratch::new();
    let path = scratch.file("a.txt", b"Harbour budget\n\nThe mayor said \x93yes\x94 to the the budget on Tuesday.\n");
    scratch.run(&["check", "--fix", "."]);
    let expected = b"Harbour budget\n\nThe mayor said \x93yes\x94 to the budget on Tuesday.\n";
    assert_eq!(fs::read(path).unwrap(), expected);
}

/// Killed at any moment, `--fix` leaves every file as it was or as it should be.
#[test]
fn a_kill_leaves_every_file_old_or_new() {
    let scratch = Scratch::new();
    let boat =
        |number| format!("\nBoat {number} of Marlow Quay passed the the breakwater on Tuesday, and then went home.\n");
    let old = format!("Harbour budget\n{}", (0..40).map(boat).collect::<String>());
    let new = old.replace("the the", "the");
    let names: Vec<String> = (0..1000).map(|number| format!("{number}.txt")).collect();
    let mut touched = 0;
    for round in 0..50_u64 {
        for name in &names {
            if round == 0 || scratch.read(name) != old {
                scratch.file(name, &old);
            }
        }
        let mut child = scratch
            .command(&[
                "check",
                "--fix",
                "--exit-zero",
                "--select",
                "duplicates/word",
                "--output-format",
                "concise",
                ".",
            ])
            .stdout(Stdio::null())
            .spawn()
            .unwrap();
        std::thread::sleep(Duration::from_millis(20 + round * 9));
        child.kill().unwrap();
        child.wait().unwrap();
        for name in &names {
            let text = scratch.read(name);
            assert!(text == old || text == new, "{name} is neither old nor new after round {round}");
            touched += usize::from(text == new);
        }
    }
    assert!(touched > 0, "every run was killed before it fixed anything");
}

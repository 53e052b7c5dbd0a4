//! A desk's policy: whose profile the rules follow, and words of its own for their lists.

mod common;

use common::{Scratch, rules};
use copydesk::config::profile;
use copydesk::rule::Rulebook;
use copydesk::source::Sources;

const SUNG: &str = "Harbour feast\n\nThey sang bim bim until the lamps of the quay went out at two in the morning.\n";

#[test]
fn every_built_in_profile_reads_and_names_rules_that_there_are() {
    let rulebook = Rulebook::built_in(&mut Sources::default());
    let names: Vec<&str> = profile::names().collect();
    assert_eq!(names, ["ap", "bbc", "guardian", "npr", "nyt", "reuters"]);
    for name in names {
        let profile = profile::built_in(name).unwrap_or_else(|| panic!("{name} does not read"));
        assert!(profile.rules.len() >= 4, "{name}");
        for (id, requirement) in &profile.rules {
            assert!(rulebook.get(id).is_some(), "{name} names {id}, which there is not");
            assert!(!requirement.asks.is_empty() && !requirement.source.is_empty(), "{name}: {id}");
            let group = id.split('/').next().unwrap();
            assert!(profile.groups.iter().any(|g| g == group), "{name} does not decide the group of {id}");
        }
    }
}

#[test]
fn a_profile_sets_levels_switches_off_the_rest_of_its_groups_and_gives_way_to_rules() {
    let scratch = Scratch::new();
    scratch.file("copydesk.toml", "profile = 'nyt'\n[rules]\n'sources/bare' = 'error'\n");
    let shown = scratch.run(&["config", "show", "a.md"]).stdout;
    let level = |id: &str| {
        let line = shown.lines().find(|line| line.split(' ').next() == Some(id)).unwrap_or_else(|| panic!("{shown}"));
        line.split_whitespace().skip(1).map(str::to_owned).collect::<Vec<_>>().join(" ")
    };
    assert_eq!(level("sources/rote-reason"), "warning copydesk.toml:1");
    assert_eq!(level("sources/attack"), "off copydesk.toml:1", "this policy does not ask for it");
    assert_eq!(level("sources/bare"), "error copydesk.toml:3", "`rules` has the last word");
    assert_eq!(level("duplicates/word"), "warning default", "of another group");
    let page = scratch.run(&["explain", "sources/rote-reason"]).stdout;
    assert!(page.contains("profile \"nyt\": warning (your profile)"), "{page}");
    let other = scratch.run(&["explain", "sources/rote-reason", "--profile", "ap"]).stdout;
    assert!(other.contains("profile \"ap\": note (your profile)"), "{other}");
}

#[test]
fn a_profile_of_ones_own_is_a_file_of_the_same_form() {
    let scratch = Scratch::new();
    scratch.file("a.txt", SUNG);
    scratch.file(
        "policy/ours.toml",
        "title = 'Ours'\n[rules.'duplicates/word']\nlevel = 'error'\nasks = 'x'\nsource = 'y'\n",
    );
    scratch.file("copydesk.toml", "profile = 'policy/ours.toml'\n");
    let (status, found) = scratch.json(&["a.txt"]);
    assert_eq!((status, rules(&found)), (1, vec!["duplicates/word"]));
    assert_eq!(found[0]["severity"], "error");
}

#[test]
fn what_is_wrong_with_a_profile_is_drawn_where_it_stands() {
    let own = |rule: &str, level: &str| {
        format!("title = 'O'\n[rules.'{rule}']\nlevel = '{level}'\nasks = 'x'\nsource = 'y'\n")
    };
    let cases = [
        ("profile = 'reuter'\n", String::new(), "copydesk.toml:1:11", "did you mean `reuters`?"),
        ("profile = 'gone.toml'\n", String::new(), "copydesk.toml:1:11", "gone.toml"),
        ("profile = 'ours.toml'\n", own("duplicates/word", "loud"), "ours.toml:3:9", "unknown variant `loud`"),
        (
            "profile = 'ours.toml'\n",
            own("duplicates/words", "note"),
            "ours.toml:2:8",
            "there is no rule `duplicates/words`",
        ),
    ];
    for (config, profile, place, says) in cases {
        let scratch = Scratch::new();
        scratch.file("a.txt", SUNG);
        scratch.file("copydesk.toml", config);
        scratch.file("ours.toml", profile);
        let ran = scratch.run(&["check", "a.txt"]);
        assert_eq!(ran.status, 2, "{config}");
        assert!(ran.stderr.contains(place) && ran.stderr.contains(says), "{config}: {}", ran.stderr);
    }
    let scratch = Scratch::new();
    let ran = scratch.run(&["check", "--profile", "nix", "."]);
    assert!(ran.status == 2 && ran.stderr.contains("there is no profile `nix`"), "{}", ran.stderr);
}

#[test]
fn a_desk_adds_words_to_the_lists_of_rules() {
    let scratch = Scratch::new();
    scratch.file("a.txt", SUNG);
    assert_eq!(rules(&scratch.json(&["a.txt"]).1), ["duplicates/word"]);
    scratch.file("words/songs.txt", "bim\n");
    scratch.file("copydesk.toml", "[lexicons]\n'duplicates/word/may-double.txt' = 'words/songs.txt'\n");
    assert!(scratch.json(&["a.txt"]).1.is_empty());
    for (config, says) in [
        (
            "[lexicons]\n'duplicates/word/may-doubel.txt' = 'words/songs.txt'\n",
            "did you mean `duplicates/word/may-double.txt`?",
        ),
        ("[lexicons]\n'duplicates/word/may-double.txt' = 'words/none.txt'\n", "words/none.txt"),
    ] {
        scratch.file("copydesk.toml", config);
        let ran = scratch.run(&["check", "a.txt"]);
        assert!(ran.status == 2 && ran.stderr.contains(says), "{}", ran.stderr);
    }
}

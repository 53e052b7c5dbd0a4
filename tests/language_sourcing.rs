//! Which mentions are of one unnamed source: invented copy, answered by hand.
//!
//! A story's paragraphs stand before `=>` lines; each such line is one source with its mentions, in
//! order, joined by ` + `. Behind `!` stand the statements that it is not named; `(relayed)` marks
//! another outlet's source, `(named)` one whose name follows.

use copydesk::annotate::Annotated;
use copydesk::article::{Article, Region, Role, Text};
use copydesk::source::FileId;

const STORIES: &str = r#"
Two Norvik officials said the dam was safe. The officials said it would hold.
One of the officials asked not to be named.
=> Two Norvik officials + The officials + One of the officials ! asked not to be named
--
A banker close to the deal said it was off. A trader said so too. The banker said lawyers objected.
=> A banker close to the deal + The banker
=> A trader
--
Sources close to the bank said the deal was off. A source close to the buyer said so too.
=> Sources close to the bank
=> A source close to the buyer
--
People familiar with the talks said they had failed.
The bank will close, people familiar with the talks said.
The people asked not to be identified because the talks are private.
=> People familiar with the talks + people familiar with the talks + The people ! asked not to be identified
--
An aide said the plan was dead. Another aide said it was not.
=> An aide
=> Another aide
--
An official said the plan was dead. "It was never alive," said Ida Kerr, an official of the port.
=> An official (named)
--
An aide told the Halden Herald that the plan was dead, the Herald reported.
=> An aide (relayed)
--
An adviser told the court that the plan was dead. An adviser told her so.
"#;

fn story(text: &str) -> Article {
    let mut article = Article::new(FileId(0), "plain");
    let mut at = 0;
    for line in text.lines() {
        article.regions.push(Region::new(Role::Paragraph, Text::verbatim(line, at)));
        at += line.len() as u32 + 1;
    }
    article
}

fn found(article: &Article) -> Vec<String> {
    let annotated = Annotated::new(article);
    let statements = annotated.attributions().anonymity();
    let line = |source: &copydesk::annotate::sourcing::Unnamed| {
        let mentions: Vec<&str> = source.mentions.iter().map(|m| article.text(m.place)).collect();
        let mut line = mentions.join(" + ");
        for (holds, word) in [(source.is_relayed(), " (relayed)"), (source.named.is_some(), " (named)")] {
            line.push_str(if holds { word } else { "" });
        }
        for statement in &source.statements {
            line.push_str(" ! ");
            line.push_str(article.text(statements[*statement as usize].place));
        }
        line
    };
    annotated.sourcing().sources().iter().map(line).collect()
}

#[test]
fn mentions_of_one_source_are_linked_and_others_are_not() {
    let mut faults = Vec::new();
    for case in STORIES.split("\n--\n") {
        let (expected, text): (Vec<&str>, Vec<&str>) =
            case.trim_matches('\n').lines().partition(|line| line.starts_with("=> "));
        let expected: Vec<&str> = expected.iter().map(|line| &line[3..]).collect();
        let article = story(&text.join("\n"));
        let found = found(&article);
        if found != expected {
            faults.push(format!("{}\n  expected {expected:#?}\n  found {found:#?}", text.join("\n")));
        }
    }
    assert!(faults.is_empty(), "{}", faults.join("\n\n"));
}

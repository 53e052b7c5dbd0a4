//! Where sentences end: invented copy, cut by hand with ` | `.

use copydesk::annotate::Annotated;
use copydesk::article::{Article, Region, Role, Text};
use copydesk::source::FileId;

/// Each line is one region; ` | ` stands where a sentence ends.
const CUT: &str = r#"
The ferry sank. | No one was hurt.
Gov. Mara Lind met Sen. Otto Kerr on Jan. 4 in St. Brannoc. | They spoke for an hour.
The U.S. Senate voted at 5 p.m. Friday. | The vote was 51-49.
He lives in the U.S. | The firm does not.
It opened at 9 a.m. | Crowds came early.
Norvik Inc. shares fell 3.5 percent. | Halden Corp. | The rest held.
"We are done," she said. | "It is over."
“We are done.” | The mayor left.
"Why now?" she asked. | "Why here?"
“Why now?” Mara Lind asked. | No answer came.
"Go!" Norton shouted, and they went.
"Will it hold?" | Norton said he did not know.
CAIRO (AP) — The ferry sank. | No one was hurt.
SKARA, Minn. (AP) — The ferry sank. | No one was hurt.
No. 4 seed Ida Moss beat J. R. Quill. | She rested.
The firm (it has no phone.) closed. | It was sold.
It closed in May. | (It was sold in June.)
"I saw ... nothing at all," he said. | "Well ... maybe a boat."
He waited . . . and left. | Then came the rain.
It cost $3.2 million vs. $1.1 million a year ago. | Rates rose.
The Lind v. Kerr case ended. | Both paid.
``Not us,'' he said. | ``Not ever.'' | He sat down.
'Not us,' he said. | 'Not ever.' | He sat down.
Dr. A. B. Moss of 12 N. Harbour St. | Tickets cost $5.
The scores were 4.5 and 3. | Moss won.
Jr. clubs met at Moss & Sons Ltd. in Skara. | All went well.
It ended. | iPhone sales rose.
Yum! Brands hired him. | He stayed.
He called from No. 10. | The line was bad.
Is it true?! | Nobody knows.
"""#;

fn sentences(role: Role, plain: &str) -> Vec<String> {
    let mut article = Article::new(FileId(0), "plain");
    article.regions.push(Region::new(role, Text::verbatim(plain, 0)));
    let annotated = Annotated::new(&article);
    annotated.sentences().of(0).iter().map(|s| plain[s.start as usize..s.end as usize].to_owned()).collect()
}

#[test]
fn sentences_end_where_a_reader_ends_them() {
    let mut wrong = Vec::new();
    for line in CUT.lines().filter(|l| !l.is_empty()) {
        let expected: Vec<&str> = line.split(" | ").collect();
        let found = sentences(Role::Paragraph, &line.replace(" | ", " "));
        if found != expected {
            wrong.push(format!("{line}\n  {}", found.join(" | ")));
        }
    }
    assert!(wrong.is_empty(), "\n{}", wrong.join("\n"));
}

#[test]
fn a_headline_is_one_sentence() {
    assert_eq!(sentences(Role::Headline, "Is it over? The mayor says no. Yes").len(), 1);
    assert_eq!(sentences(Role::Deck, "Is it over? The mayor says no.").len(), 2);
}

#[test]
fn blank_text_has_no_sentence() {
    assert!(sentences(Role::Paragraph, "  ").is_empty());
    assert!(sentences(Role::Headline, "").is_empty());
}

//! What is speech and what is narration: invented copy, marked by hand.
//!
//! `[s …]` is speech, `[f …]` a fragment of it, `[n …]` a title or scare quote; the brackets
//! stand around the quotation marks. `<` behind the letter: goes on from the paragraph before;
//! `>` before the bracket that closes: goes on in the next.

use copydesk::annotate::Annotated;
use copydesk::annotate::quotations::Kind;
use copydesk::article::{Article, Region, Role, Text};
use copydesk::source::FileId;

/// Stories are parted by `--`, paragraphs by line ends.
const MARKED: &str = r#"
[s "We left,"] she said. [s "All of us."]
[s “We left,”] she said. [s “All of us.”]
[s ``We left,''] she said. [s ``All of us.'']
[s 'We left,'] she said. [s 'All of us.']
[s ‘We left,’] she said. [s ‘All of us.’]
[s «We left,»] she said.
--
[s “He told me, [s ‘Go home,’] and I went,”] Lind said.
[s 'He told me, [s "Go home,"] and I went,'] Lind said.
[s ``He told me, [s `Go home,'] and I went,''] Lind said.
--
[s “We left at dawn. It was cold.>]
[s< “We came back at noon.”]
The ferry did not.
--
Lind said: [s 'We left at dawn. It was cold.>]
[s< 'We came back at noon.']
--
[s "We left at dawn. It was cold.>]
[s< And we came back,"] she said. The ferry did not.
--
[s "We left at dawn. It was cold.]
The ferry came back. It was late.
--
He said the harbour was [f "no place for a ferry.] The mayor did not agree.
--
[s “We left at dawn,] said Lind. [s “It was cold.”]
--
Kerr called the plan [f “a gift to nobody.”] He voted no.
The plan was [f "not what we were promised"], Kerr said.
She sang [n “The Long Way Home”] twice.
The film [n "Harbour"] opens in May.
The so-called [n 'fast lane'] closed.
--
The workers' union and the '90s band played rock 'n' roll for the Moss' family.
A 6' 2" guard with a 12" rule stood by.
[s 'The workers' strike is over,'] he said.
[s ‘It’s the workers’ own strike,’] he said.
[s "He is 6' 2" tall,"] she said.
'Tis the season, and 'em boys know it.
--
[s We had no boats and no fuel,"] said Lind.
The guild, or [n "the brotherhood,"] meets on Mondays.
The pier is referred to as [n "the finger"] by sailors.
[s We had no boats and no fuel"] Lind said.
[s “We had no boats, “] wrote a reader in Skara.
--
Otto [n "Skip"] Kerr runs the ferry.
It was known as the [n "long night."] He called her the [f "heart and soul"] of the crew.
Tonight she plays what is called [n “the Brannoc Overture,”] a new piece.
The crew is [f "calm and well fed today."] He tried to [f "push him off,"] Lind said.
She used the words [n "ferry"] and [n "barge"] for one ship.
His book, [n "Tides and Men,"] told the story of the pier.
It was in what she called [f "plain theft."] They ran a [n "pay-as-you-board"] service.
She shouted, [s "Get off the pier now, boy,"] and [s "Run,"] and left.
[s "Fast."] [s "Loud and clear."] [s "On Time."]
--
[s 'No more boats']: Lind closes the harbour to trawlers
--
[s "Is it?"] he asked. [s "Yes,"] " said nobody.
"#;

fn mark(paragraphs: &[String]) -> Vec<String> {
    let mut article = Article::new(FileId(0), "plain");
    for text in paragraphs {
        article.regions.push(Region::new(Role::Paragraph, Text::verbatim(text, 0)));
    }
    let annotated = Annotated::new(&article);
    let quotations = annotated.quotations();
    (0..paragraphs.len() as u32)
        .map(|region| {
            let mut marks = Vec::new();
            for (order, q) in quotations.of(region).iter().enumerate() {
                let letter = match q.kind {
                    Kind::Speech => 's',
                    Kind::Fragment => 'f',
                    Kind::Name => 'n',
                };
                let from = if q.continues_from.is_some() { "<" } else { "" };
                marks.push((q.start, 1, order as i64, format!("[{letter}{from} ")));
                let to = if q.continues_to.is_some() { ">]" } else { "]" };
                marks.push((q.end, 0, -(order as i64), to.to_owned()));
            }
            marks.sort();
            let plain = &paragraphs[region as usize];
            let mut out = String::new();
            let mut at = 0;
            for (offset, _, _, text) in marks {
                out.push_str(&plain[at..offset as usize]);
                out.push_str(&text);
                at = offset as usize;
            }
            out.push_str(&plain[at..]);
            out
        })
        .collect()
}

fn unmarked(line: &str) -> String {
    ["[s< ", "[s ", "[f ", "[n ", ">]", "]"].iter().fold(line.to_owned(), |text, mark| text.replace(mark, ""))
}

#[test]
fn speech_and_narration_are_told_apart() {
    let mut wrong = Vec::new();
    for story in MARKED.split("--\n") {
        let lines: Vec<&str> = story.lines().filter(|l| !l.is_empty()).collect();
        let plain: Vec<String> = lines.iter().map(|l| unmarked(l)).collect();
        for (expected, found) in lines.iter().zip(mark(&plain)) {
            if *expected != found {
                wrong.push(format!("{expected}\n{found}"));
            }
        }
    }
    assert!(wrong.is_empty(), "\n{}", wrong.join("\n\n"));
}

#[test]
fn a_caption_between_two_paragraphs_does_not_end_a_quotation() {
    let mut article = Article::new(FileId(0), "plain");
    let regions = [
        (Role::Paragraph, "“We left at dawn. It was cold."),
        (Role::Caption, "The “Brannoc” ferry"),
        (Role::Paragraph, "“We came back at noon.”"),
    ];
    for (role, text) in regions {
        article.regions.push(Region::new(role, Text::verbatim(text, 0)));
    }
    let annotated = Annotated::new(&article);
    let quotations = annotated.quotations();
    assert_eq!(quotations.of(0)[0].continues_to, Some(2));
    assert_eq!(quotations.of(1)[0].kind, Kind::Name);
    assert_eq!(quotations.of(2)[0].continues_from, Some(0));
    assert!(quotations.is_speech(0, 10));
    assert!(!quotations.is_speech(1, 6));
}

#[test]
fn tokens_and_offsets_agree_on_what_is_speech() {
    let mut article = Article::new(FileId(0), "plain");
    article.regions.push(Region::new(Role::Paragraph, Text::verbatim("He said: \"We left.\" Then rain came.", 0)));
    let annotated = Annotated::new(&article);
    let quotations = annotated.quotations();
    for (index, token) in annotated.tokens().all().iter().enumerate() {
        if token.is_word() {
            assert_eq!(quotations.is_speech_token(index), quotations.is_speech(0, token.start), "{index}");
        }
    }
    assert_eq!(quotations.at(0, 10), Some(0));
    assert_eq!(quotations.at(0, 30), None);
}

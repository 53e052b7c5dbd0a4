//! Repeats, seen through the layer: which regions are copies, which runs make one block, which
//! paragraphs are near copies. What is reported and what may repeat is tested
//! by the examples of the rules `duplicates/*`.

use copydesk::annotate::Annotated;
use copydesk::article::{Article, Region, Role, Text};
use copydesk::source::FileId;

/// An article whose regions are `lines`; `h:`, `f:`, `s:` and `l:` at the start of a line make it
/// a headline, furniture, a subhead and a list item, anything else is a paragraph.
fn article<S: AsRef<str>>(lines: impl IntoIterator<Item = S>) -> Article {
    let mut article = Article::new(FileId(0), "test");
    let mut at = 0;
    for line in lines {
        let line = line.as_ref();
        let (role, text) = match line.split_at_checked(2) {
            Some(("h:", text)) => (Role::Headline, text),
            Some(("f:", text)) => (Role::Furniture, text),
            Some(("s:", text)) => (Role::Subhead, text),
            Some(("l:", text)) => (Role::ListItem, text),
            _ => (Role::Paragraph, line),
        };
        article.regions.push(Region::new(role, Text::verbatim(text, at)));
        at += line.len() as u32 + 2;
    }
    article
}

const A: &str = "The council of Marlow Quay passed the harbour budget on Tuesday after a long debate.";
const B: &str = "Half of the money goes to the breakwater, and the rest of it to the old lighthouse.";
const C: &str = "Nobody had asked the islanders what they would like the quay to be used for.";

/// The blocks of an article, as ranges of regions: `0..2=4..6`.
fn blocks(lines: &[&str]) -> Vec<String> {
    let article = article(lines);
    let annotated = Annotated::new(&article);
    let blocks = annotated.repeats().blocks();
    blocks.iter().map(|block| format!("{:?}={:?}", block.first, block.later)).collect()
}

#[test]
fn a_run_of_copies_is_one_block() {
    assert_eq!(blocks(&["h:Budget", A, B, C, A, B, C]), ["1..4=4..7"]);
    assert_eq!(blocks(&["h:Budget", A, B, C, A, B]), ["1..3=4..6"]);
    assert_eq!(blocks(&["h:Budget", A, B, C]), [""; 0]);
}

#[test]
fn each_later_copy_is_a_block_of_its_own() {
    assert_eq!(blocks(&[A, A, A]), ["0..1=1..2", "0..1=2..3"]);
    assert_eq!(blocks(&[A, B, A, B, A, B]), ["0..2=2..4", "0..2=4..6"]);
}

#[test]
fn short_lines_and_furniture_do_not_break_a_block() {
    assert_eq!(blocks(&[A, "f:Sign up", B, C, A, B]), ["0..3=4..6"]);
    assert_eq!(blocks(&[A, "Nobody objected.", B, C, A, "Nobody objected.", B]), ["0..3=4..7"]);
    assert_eq!(blocks(&[A, "Nobody objected.", C, A, "Nobody objected."]), ["0..2=3..5"]);
}

#[test]
fn case_quotes_dashes_and_punctuation_do_not_make_a_copy_another() {
    let typed = "\"We'll go - now\", said the keeper's daughter to the crew.";
    let set = "“We’ll go — now,” SAID the keeper’s daughter to the crew";
    assert_eq!(blocks(&[typed, C, set]), ["0..1=2..3"]);
    assert_eq!(
        blocks(&["It cost the board $14 in all this year.", C, "It cost the board £14 in all this year."]),
        [""; 0]
    );
}

#[test]
fn an_item_of_a_list_is_no_copy_of_a_paragraph() {
    assert_eq!(blocks(&[A, C, &format!("l:{A}")]), [""; 0]);
}

#[test]
fn other_rules_see_pasted_copy_once() {
    let article = article(["h:Harbour budget passed", "Harbour budget passed", A, B, A, B]);
    let annotated = Annotated::new(&article);
    assert_eq!(annotated.unique_regions().collect::<Vec<_>>(), [0, 2, 3]);
    assert!(annotated.is_copy(1) && annotated.is_copy(5) && !annotated.is_copy(99));
}

#[test]
fn near_copies_are_found_with_what_differs() {
    let first = "Engineers drove 61 additional piles into the old dock before the east wall of the new ferry terminal could be built.";
    let later = first.replace("61", "16").replace("old dock", "dock");
    let article = article([first, A, B, &later]);
    let annotated = Annotated::new(&article);
    let near = annotated.repeats().near();
    assert_eq!(near.iter().map(|near| (near.first, near.later, near.changes.len())).collect::<Vec<_>>(), [(0, 3, 2)]);
    assert!(!annotated.is_copy(3));
}

#[test]
fn a_sentence_of_another_paragraph_is_no_near_copy() {
    let long = format!("{A} {B} {C}");
    let article = article([A, B, &long]);
    assert!(Annotated::new(&article).repeats().near().is_empty());
}

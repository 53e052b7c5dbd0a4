//! The names of an article: who is who, and that any text is read soundly.

use std::path::Path;

use copydesk::annotate::Annotated;
use copydesk::annotate::names::Kind;
use copydesk::article::Article;
use copydesk::format;
use copydesk::source::FileId;
use proptest::prelude::*;

#[path = "../examples/measure_names.rs"]
#[allow(dead_code)]
mod measure_names;

/// Spans, kinds and entities of some three hundred labelled names, over every form.
#[test]
fn labelled_names_are_read_as_well_as_they_were() {
    let [precision, recall, kind, entity] = measure_names::measure(include_str!("language/names.txt"));
    assert!(precision >= 0.98, "spans, precision {precision}");
    assert!(recall >= 0.97, "spans, recall {recall}");
    assert!(kind >= 0.97, "kinds {kind}");
    assert!(entity >= 0.97, "entities {entity}");
}

fn article(text: &str) -> Article {
    format::read(FileId(0), Path::new("story.txt"), text, &Default::default()).articles.remove(0)
}

const STORY: &str = "Harbour board to meet\n
Mayor Ida Kerr, 52, told the Data Protection Registry (DPRX) on Monday that the quay was hers.\n
Oskar Venn, who leads the works, said Kerr was wrong. The DPRX did not answer him.\n
Venn lives in Marlow Quay with his brother Emil Venn.\n";

#[test]
fn second_references_and_acronyms_are_linked_to_the_first_mention() {
    let article = article(STORY);
    let annotated = Annotated::new(&article);
    let names = annotated.names();
    let entity = |text: &str| {
        let mention = names.all().iter().find(|name| annotated.article().text(name.place()) == text);
        mention.unwrap_or_else(|| panic!("{text} is not found")).entity
    };
    assert_eq!(entity("Ida Kerr"), entity("Kerr"));
    assert_eq!(entity("Data Protection Registry"), entity("DPRX"));
    assert_ne!(entity("Oskar Venn"), entity("Emil Venn"));
    assert_ne!(entity("Ida Kerr"), entity("Oskar Venn"));
    let kerr = names.all().iter().find(|name| article.text(name.place()) == "Ida Kerr").unwrap();
    assert_eq!(kerr.kind, Kind::Person);
    let title = kerr.title.clone().unwrap();
    assert_eq!(&annotated.plain(kerr.region)[title.start as usize..title.end as usize], "Mayor");
}

proptest! {
    #[test]
    fn any_text_is_read_soundly(words in prop::collection::vec(prop::sample::select(vec![
        "Mayor", "Ida", "Kerr", "of", "the", "DPRX", "(", ")", ",", ".", "“", "”", "de", "Al-", "Qahera", "’s", "É", "J.", "K.",
        "and", "U.S.", "34", "\n\n", "said", "Inc.", "San", "O'", "👩🏽‍🚀", "van", "McKay", "-", "&",
    ]), 0..120)) {
        let text = words.join(" ");
        let article = article(&text);
        let annotated = Annotated::new(&article);
        for name in annotated.names().all() {
            let plain = annotated.plain(name.region);
            prop_assert!(plain.get(name.start as usize..name.end as usize).is_some_and(|name| !name.is_empty()));
            prop_assert!(annotated.names().entity(name.entity).is_some());
        }
    }
}

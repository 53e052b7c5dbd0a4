//! Who says so, and why are they not named: the rules that newsroom policies have for sources.
//!
//! The sources that a story does not name, each with all its mentions, are found in
//! [`crate::annotate::sourcing`]; the checks here ask what a policy asks of each of them. How
//! that is worded, and which newsrooms ask for it, is in the rule files.

pub mod anonymity;
pub mod hearsay;
pub mod orphan;
pub mod unnamed;
pub mod vague;

use crate::annotate::Annotated;
use crate::annotate::sourcing::{Mention, Unnamed};
use crate::article::{Place, Role};
use crate::check::Finding;

/// So many further mentions of a source are shown.
const SHOWN: usize = 4;

/// A finding about a source, at one of its places; its other mentions are labels.
fn about(article: &Annotated<'_>, source: &Unnamed, place: Place) -> Finding {
    let mut finding = Finding::at(place);
    if let Some(first) = source.first(article) {
        finding = finding.value("source", article.article().text(first.place));
    }
    let apart =
        |m: &&Mention| m.place.region != place.region || m.place.end <= place.start || m.place.start >= place.end;
    for mention in source.mentions.iter().filter(apart).take(SHOWN) {
        finding = finding.related(mention.place, "mention");
    }
    finding
}

/// Whether a region is the story itself: not a headline, a pull quote or the words of another.
fn is_story(article: &Annotated<'_>, region: u32) -> bool {
    matches!(article.region(region).role, Role::Paragraph | Role::ListItem) && !article.is_copy(region)
}

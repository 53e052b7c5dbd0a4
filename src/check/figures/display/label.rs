//! The number in a label: `at No. 116` above a story that has it at No. 161.
//!
//! A label counts nothing, so only a slip of the finger is reported, and only where the story has the
//! headline's number nowhere.

use crate::annotate::Annotated;
use crate::annotate::figures::Decimal;
use crate::annotate::tokens::{Kind, Token};
use crate::article::{Place, Role};
use crate::check::Finding;
use crate::check::figures::mention;

/// So many paragraphs open a story.
const OPENING: usize = 3;

/// The label of a headline whose number the opening has otherwise.
pub fn find(article: &Annotated<'_>) -> Option<Finding> {
    let regions = &article.article().regions;
    let above = (0u32..).zip(regions).filter(|(_, r)| r.role == Role::Headline);
    let above: Vec<(Decimal, Place)> = above.flat_map(|(region, _)| labels(article, region)).collect();
    above.iter().find_map(|(stated, place)| {
        let (stated, place) = (*stated, *place);
        let mut there: Option<(Decimal, Place)> = None;
        let body = (0u32..).zip(regions).filter(|(_, r)| !r.role.is_display());
        for (paragraph, (index, _)) in body.enumerate() {
            let plain = article.plain(index);
            let numbers = article.tokens().of(index).iter().filter(|t| t.kind == Kind::Number);
            if numbers.into_iter().any(|t| t.text(plain).parse() == Ok(stated)) {
                return None;
            }
            for (value, place) in labels(article, index).into_iter().filter(|_| paragraph < OPENING) {
                if there.is_some_and(|(one, _)| one != value) {
                    return None;
                }
                there = Some((value, place));
            }
        }
        let (value, other) = there?;
        // `No. 3 Denby beat No. 13 Marlow`
        let both = above.iter().any(|(other, _)| *other == value);
        mention::slip(stated, value).filter(|_| !both)?;
        let text = |place: Place| article.article().text(place).to_owned();
        let finding = Finding::at(place).value("stated", text(place)).value("body", text(other));
        Some(finding.related(other, "body").case("slip"))
    })
}

/// The numbers behind `No.` in a region, with the places of the labels.
fn labels(article: &Annotated<'_>, region: u32) -> Vec<(Decimal, Place)> {
    let (tokens, plain) = (article.tokens().of(region), article.plain(region));
    let label = |window: &[Token]| {
        let [word, stop, number] = window else { return None };
        let labelled = word.is_any(plain, &["no", "nos"]) && stop.is('.') && number.kind == Kind::Number;
        let value = number.text(plain).parse().ok().filter(|_| labelled)?;
        Some((value, Place::within(region, word.start..number.end)))
    };
    tokens.windows(3).filter_map(label).collect()
}

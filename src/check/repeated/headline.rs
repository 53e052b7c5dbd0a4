//! The headline twice.

use super::RepeatedOptions;
use crate::annotate::Annotated;
use crate::annotate::repeats::word_keys;
use crate::article::Role;
use crate::check::{Finding, Remedy};
use crate::diagnostic::Safety;

/// A second headline stands at the top; a song of the same name further down is none.
const TOP: u32 = 6;

/// Reports each later region at the top that says what the headline says.
pub fn run(article: &Annotated<'_>, options: &RepeatedOptions, found: &mut Vec<Finding>) {
    let regions = &article.article().regions;
    let Some(first) = regions.iter().position(|region| region.role == Role::Headline) else { return };
    let keys: Vec<u64> = word_keys(article.tokens().of(first as u32)).collect();
    if keys.len() < options.min_words as usize {
        return;
    }
    for (index, region) in regions.iter().enumerate().skip(first + 1) {
        let index = index as u32;
        let is_candidate = match region.role {
            Role::Headline => true,
            // In plain text a line of capitals may pass for a subhead. A Markdown heading that
            // repeats the title is house practice: the template shows one of the two.
            Role::Paragraph => index <= first as u32 + TOP,
            Role::Subhead => region.level == 0 && index <= first as u32 + TOP,
            _ => false,
        };
        if is_candidate && word_keys(article.tokens().of(index)).eq(keys.iter().copied()) {
            let place = article.article().whole(index);
            found.push(
                Finding::at(place)
                    .value("words", keys.len().to_string())
                    .related(article.article().whole(first as u32), "first")
                    .remedy(Remedy::DeleteRegions(place), Safety::Unsafe),
            );
        }
    }
}

//! A source that is several in one place and one in another: `sources said` … `the source said`.

use crate::annotate::Annotated;
use crate::annotate::sourcing::{Determiner, Mention, Standing, Unnamed};
use crate::article::Place;
use crate::check::Finding;
use crate::check::sources::{about, is_story};

/// Finds them, one finding a source.
pub fn find(article: &Annotated<'_>, found: &mut Vec<Finding>) {
    for source in article.sourcing().sources().iter().filter(|s| !s.is_relayed()) {
        let Some((first, again)) = drift(article, source) else { continue };
        let text = |m: &Mention| article.article().text(m.place).to_owned();
        let mut finding = about(article, source, again.place).value("again", text(again));
        finding.values.retain(|(name, _)| *name != "source");
        finding = finding.value("source", text(first));
        if again.phrase.plural {
            finding = finding.case("to-plural");
        }
        found.push(finding);
    }
}

/// The mention that introduces a source, and a later one that has another number.
fn drift<'s>(article: &Annotated<'_>, source: &'s Unnamed) -> Option<(&'s Mention, &'s Mention)> {
    let mut introduced: Option<&Mention> = None;
    for mention in source.mentions.iter().filter(|m| is_story(article, m.place.region)) {
        let phrase = &mention.phrase;
        let Some(first) = introduced else {
            introduced = phrase.introduces().then_some(mention);
            continue;
        };
        if phrase.determiner == Determiner::Partitive || phrase.introduces() && !phrase.plural {
            // `one of the sources`: from here on it may be the one.
            return None;
        }
        let known = phrase.determiner == Determiner::Definite && phrase.count.is_none();
        // `The senator` may be one whom the story names with the title.
        let loose = matches!(first.phrase.standing, Standing::Source | Standing::Someone);
        if !loose && is_title(article, first) {
            return None;
        }
        // Officials without a number are an institution; one of them may well come to the fore.
        let several = first.phrase.count.is_some_and(|n| n != 1)
            || matches!(first.phrase.standing, Standing::Source | Standing::Someone);
        let to_one = first.phrase.plural && !phrase.plural && several && mention.attribution.is_some();
        let to_many = (loose || first.phrase.vantage.is_some())
            && !first.phrase.plural
            && phrase.plural
            && !mention.several
            && first.phrase.count == Some(1)
            && mention.attribution.is_some();
        if known && (to_one || to_many) {
            return (!article.sourcing().is_named_before(phrase.noun, mention.place)).then_some((first, mention));
        }
    }
    None
}

/// Whether the noun of a source stands before names as well: `Senator Kerr`.
fn is_title(article: &Annotated<'_>, mention: &Mention) -> bool {
    let names = article.names().all();
    let region = mention.phrase.head.region;
    let noun = article.article().text(mention.phrase.head).to_ascii_lowercase();
    let stem = noun.strip_suffix('s').unwrap_or(&noun);
    let office = [
        "senator",
        "president",
        "judge",
        "governor",
        "mayor",
        "minister",
        "congressman",
        "congresswoman",
        "representative",
        "secretary",
        "lawmaker",
        "legislator",
        "councilman",
        "councilwoman",
        "councilor",
        "councillor",
        "commissioner",
        "general",
        "commander",
        "trustee",
        "organizer",
        "organiser",
        "republican",
        "democrat",
    ];
    let said = |n: &crate::annotate::names::Name| {
        let role = n.role.as_ref().or(n.title.as_ref()).map(|r| Place::within(n.region, r.clone()));
        role.is_some_and(|r| article.article().text(r).to_ascii_lowercase().contains(stem))
    };
    office.contains(&stem) || names.iter().take_while(|n| n.region <= region + 12).any(said)
}

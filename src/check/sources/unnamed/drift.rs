//! A source that is several in one place and one in another: `sources said` … `the source said`.

use crate::annotate::Annotated;
use crate::annotate::sourcing::{Determiner, Mention, Standing, Unnamed, tokens_of};
use crate::annotate::tokens::key;
use crate::article::Place;
use crate::check::Finding;
use crate::check::sources::{about, is_story};
use crate::lexicon::KeyMap;

/// Finds them, one finding a source.
pub fn find(article: &Annotated<'_>, found: &mut Vec<Finding>) {
    let titles = titles(article);
    for source in article.sourcing().sources().iter().filter(|s| !s.is_relayed()) {
        let Some((first, again)) = drift(article, &titles, source) else { continue };
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
fn drift<'s>(article: &Annotated<'_>, titles: &KeyMap<()>, source: &'s Unnamed) -> Option<(&'s Mention, &'s Mention)> {
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
        if !loose && is_title(article, titles, first) {
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

/// Nouns of posts that a story names somebody by sooner or later.
const POSTS: [&str; 24] = [
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

/// Whether the noun of a source is a post, or stands before names in the story: `Senator Kerr`.
fn is_title(article: &Annotated<'_>, titles: &KeyMap<()>, mention: &Mention) -> bool {
    let noun = article.article().text(mention.phrase.head).to_ascii_lowercase();
    let stem = noun.strip_suffix('s').unwrap_or(&noun);
    POSTS.contains(&stem) || titles.contains_key(&key(stem))
}

/// The words of all titles and roles that stand with a name.
fn titles(article: &Annotated<'_>) -> KeyMap<()> {
    let mut words = KeyMap::default();
    for name in article.names().all() {
        for range in [&name.title, &name.role].into_iter().flatten() {
            let place = Place::within(name.region, range.clone());
            let tokens = article.tokens().of(name.region);
            words.extend(tokens_of(article, place).filter_map(|at| tokens.get(at)).map(|t| (t.key, ())));
        }
    }
    words
}

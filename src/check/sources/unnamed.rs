//! What a story says of a source that it does not name: who it is, how many, how it can know.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::{about, is_story};
use crate::annotate::Annotated;
use crate::annotate::attributions::Manner;
use crate::annotate::sourcing::{Determiner, Standing, Unnamed};
use crate::check::{Check, Compiled, Finding, OptionError, Options, RuleFiles, Vocabulary};

/// Which fault of an unnamed source a rule words.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize, Serialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum UnnamedFault {
    /// Nothing at all is said of it.
    Bare,
    /// It is not said that, and why, it is not named.
    #[default]
    Unexplained,
}

/// `[check.unnamed-source]`: sources that the story does not name.
#[derive(Clone, Debug, Default, Deserialize, Serialize, JsonSchema)]
#[serde(rename_all = "kebab-case", deny_unknown_fields, default)]
pub struct UnnamedOptions {
    /// Which fault the rule words.
    pub fault: UnnamedFault,
}

impl Options for UnnamedOptions {
    const NAME: &'static str = "unnamed-source";
    const VOCABULARY: Vocabulary = Vocabulary { values: &["source"], labels: &["mention"], cases: &["plural"] };

    fn compile(self, _: &dyn RuleFiles) -> Result<Compiled, OptionError> {
        Ok(Compiled::Article(Box::new(Sources { fault: self.fault })))
    }
}

struct Sources {
    fault: UnnamedFault,
}

impl Check for Sources {
    fn run(&self, article: &Annotated<'_>, found: &mut Vec<Finding>) {
        for source in article.sourcing().sources() {
            let faulty = match self.fault {
                UnnamedFault::Bare => is_bare(article, source),
                UnnamedFault::Unexplained => is_unexplained(article, source),
            };
            let Some(first) = source.first(article).filter(|_| faulty) else { continue };
            let mut finding = about(article, source, first.place);
            if source.is_plural() {
                finding = finding.case("plural");
            }
            found.push(finding);
        }
    }
}

/// `a source said`: neither here nor anywhere else a word on who that is.
fn is_bare(article: &Annotated<'_>, source: &Unnamed) -> bool {
    let Some(first) = source.first(article) else { return false };
    source.standing() == Standing::Source
        && source.specificity() == 0
        && first.phrase.introduces()
        && is_story(article, first.place.region)
        && source.statements.is_empty()
        && source.named.is_none()
        && !source.is_relayed()
}

/// A source with an office, or close to somebody who has one, of which the story does not say that
/// it asked not to be named.
fn is_unexplained(article: &Annotated<'_>, source: &Unnamed) -> bool {
    let Some(first) = source.first(article) else { return false };
    let phrase = &first.phrase;
    let told = match source.standing() {
        Standing::Source => true,
        Standing::Someone => phrase.vantage.is_some(),
        Standing::Insider => phrase.count.is_some() || phrase.vantage.is_some(),
        Standing::Expert => phrase.count == Some(1),
        Standing::Partisan | Standing::Bystander => false,
    };
    let introduced = !matches!(phrase.determiner, Determiner::Possessive | Determiner::Some) && phrase.introduces();
    let statements = article.attributions().anonymity();
    let general = article.sourcing().general_statement(article);
    let explained = !source.statements.is_empty()
        || general.and_then(|g| statements.get(g as usize)).is_some_and(|s| s.manner != Manner::Private);
    told && introduced
        && !explained
        && !phrase.brief
        && is_story(article, first.place.region)
        && source.named.is_none()
        && !source.is_relayed()
        && !is_bare(article, source)
}

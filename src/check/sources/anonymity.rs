//! What a story says when it does not name a source: whether it gives a reason, and which.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::{about, is_story};
use crate::annotate::Annotated;
use crate::annotate::attributions::{Anonymity, Manner};
use crate::annotate::sourcing::{Standing, Unnamed};
use crate::check::{Check, Compiled, Finding, OptionError, Options, RuleFiles, Vocabulary};
use crate::lexicon::Lexicon;

/// Which fault of a statement of anonymity a rule words.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize, Serialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum AnonymityFault {
    /// It gives no reason.
    #[default]
    NoReason,
    /// Its reason says nothing about the case.
    RoteReason,
    /// Another name is used, and it is not said why.
    Pseudonym,
}

/// `[check.anonymity]`: statements that a source is not named.
#[derive(Clone, Debug, Default, Deserialize, Serialize, JsonSchema)]
#[serde(rename_all = "kebab-case", deny_unknown_fields, default)]
pub struct AnonymityOptions {
    /// Which fault the rule words.
    pub fault: AnonymityFault,
    /// A file with nouns for people who may stay unnamed without being sources: donors, bidders.
    pub others: String,
}

impl Options for AnonymityOptions {
    const NAME: &'static str = "anonymity";
    const VOCABULARY: Vocabulary = Vocabulary {
        values: &["source", "statement", "reason"],
        labels: &["mention", "statement"],
        cases: &["private"],
    };

    fn compile(self, files: &dyn RuleFiles) -> Result<Compiled, OptionError> {
        let others = if self.others.is_empty() { Lexicon::default() } else { files.lexicon("others", &self.others)? };
        Ok(Compiled::Article(Box::new(Statements { fault: self.fault, others })))
    }
}

/// What somebody keeps back who has given the rest of a name.
const PARTS: [&str; 3] = ["last name", "surname", "full name"];

struct Statements {
    fault: AnonymityFault,
    others: Lexicon,
}

impl Check for Statements {
    fn run(&self, article: &Annotated<'_>, found: &mut Vec<Finding>) {
        match self.fault {
            AnonymityFault::NoReason => self.no_reason(article, found),
            AnonymityFault::RoteReason => self.rote_reason(article, found),
            AnonymityFault::Pseudonym => self.pseudonym(article, found),
        }
    }
}

impl Statements {
    fn no_reason(&self, article: &Annotated<'_>, found: &mut Vec<Finding>) {
        let statements = article.attributions().anonymity();
        for source in article.sourcing().sources() {
            let own = || source.statements.iter().filter_map(|s| statements.get(*s as usize));
            if source.is_relayed() || source.named.is_some() || own().any(|s| s.reason.is_some()) {
                continue;
            }
            let loose = matches!(source.standing(), Standing::Source | Standing::Someone);
            let general = article.sourcing().general_statement(article, source).filter(|_| loose);
            if general.and_then(|g| statements.get(g as usize)).is_some_and(|s| s.reason.is_some()) {
                continue;
            }
            let counts = |s: &&Anonymity| is_story(article, s.place.region) && self.counts(article, source, s);
            let above =
                |s: &&Anonymity| article.region(s.place.region).role.is_display() && self.counts(article, source, s);
            let Some(statement) = own().find(counts).or_else(|| own().find(above)) else { continue };
            let mut finding =
                about(article, source, statement.place).value("statement", article.article().text(statement.place));
            for other in own().filter(|s| s.place != statement.place) {
                finding = finding.related(other.place, "statement");
            }
            if statement.manner == Manner::Private {
                finding = finding.case("private");
            }
            // A first name is a part of an answer.
            let text = article.article().text(statement.place);
            finding.unsure = statement.manner == Manner::Partial || PARTS.iter().any(|part| text.contains(part));
            found.push(finding);
        }
    }

    /// Whether a statement is about somebody whose words the story gives.
    fn counts(&self, article: &Annotated<'_>, source: &Unnamed, statement: &Anonymity) -> bool {
        let speaks = source.mentions.iter().any(|m| m.attribution.is_some());
        let tokens = |m: &crate::annotate::sourcing::Mention| {
            let all = article.tokens().of(m.place.region);
            crate::annotate::sourcing::tokens_of(article, m.place)
                .any(|at| all.get(at).is_some_and(|t| self.others.has(t)))
        };
        match statement.manner {
            // Whoever gave, won or bought something and says nothing here is no source.
            Manner::Asked => {
                let gift = !speaks && { self.speaks_of_gifts(article, statement) };
                !gift && !source.mentions.iter().any(tokens)
            }
            Manner::Private => speaks && source.standing() != Standing::Bystander,
            Manner::Partial | Manner::Withheld => speaks,
            Manner::Barred | Manner::Rule | Manner::Altered | Manner::Law => false,
        }
    }

    /// Whether the words around a statement speak of gifts and prizes.
    fn speaks_of_gifts(&self, article: &Annotated<'_>, statement: &Anonymity) -> bool {
        const NEAR: usize = 120;
        let region = statement.place.region;
        let own = article.tokens().of(region);
        let at = own.partition_point(|t| t.start < statement.place.start);
        let before = region.checked_sub(1).map_or(&[][..], |r| article.tokens().of(r));
        let own = &own[at.saturating_sub(NEAR)..(at + NEAR).min(own.len())];
        let before = &before[before.len().saturating_sub(NEAR)..];
        before.iter().chain(own).any(|t| self.others.has(t))
    }

    fn rote_reason(&self, article: &Annotated<'_>, found: &mut Vec<Finding>) {
        let statements = article.attributions().anonymity();
        for source in article.sourcing().sources() {
            let own = || source.statements.iter().filter_map(|s| statements.get(*s as usize));
            let telling = |s: &Anonymity| s.reason.is_some() && !s.rote;
            if source.is_relayed() || own().any(telling) {
                continue;
            }
            let Some(statement) = own().find(|s| s.rote && is_story(article, s.place.region)) else { continue };
            let Some(reason) = statement.reason else { continue };
            let finding = about(article, source, reason)
                .value("statement", article.article().text(statement.place))
                .value("reason", article.article().text(reason))
                .related(statement.place, "statement");
            found.push(finding);
        }
    }

    fn pseudonym(&self, article: &Annotated<'_>, found: &mut Vec<Finding>) {
        let altered = |s: &&Anonymity| s.manner == Manner::Altered && is_story(article, s.place.region);
        let all = article.attributions().anonymity();
        if all.iter().filter(altered).any(|s| s.reason.is_some()) {
            return;
        }
        if let Some(first) = all.iter().find(altered) {
            let mut finding = Finding::at(first.place).value("statement", article.article().text(first.place));
            for other in all.iter().filter(altered).skip(1).take(super::SHOWN) {
                finding = finding.related(other.place, "statement");
            }
            found.push(finding);
        }
    }
}

//! The checks there are, by the names that rule files use, with their options.
//!
//! Adding a check is one module and one line in [`CHECKS`]. Options are ordinary structs: their
//! field names, types, defaults and doc comments are what rule files accept, what
//! `copydesk explain` prints and what the JSON Schema says.

use schemars::{JsonSchema, Schema, SchemaGenerator};
use serde::Serialize;
use serde::de::DeserializeOwned;

use super::{
    Check, Vocabulary, calendar, claim, doubled, engine, figures, headline, pattern, phrase, repeated, sources,
};
use crate::lexicon::Lexicon;

/// The files of a rule's folder, as its check may ask for them.
pub trait RuleFiles {
    /// The text of a file beside `rule.toml`, or, for `shared/NAME`, of a lexicon that ships
    /// with the program.
    fn text(&self, name: &str) -> Option<&str>;

    /// The names of the files there are, for "did you mean".
    fn names(&self) -> Vec<String>;

    /// The lexicon of that name; an error names the option that asked for it.
    fn lexicon(&self, option: &'static str, name: &str) -> Result<Lexicon, OptionError> {
        match self.text(name) {
            Some(text) => Ok(Lexicon::parse(text)),
            None => Err(OptionError::missing_file(option, name, &self.names())),
        }
    }
}

/// What is wrong with an option's value.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OptionError {
    /// The option's name as written in the rule file.
    pub option: &'static str,
    /// One line, lower-case start, no final stop.
    pub message: String,
}

impl OptionError {
    /// An option's value that cannot be used, and why.
    pub fn new(option: &'static str, message: impl Into<String>) -> Self {
        OptionError { option, message: message.into() }
    }

    fn missing_file(option: &'static str, name: &str, there: &[String]) -> Self {
        let message = if there.is_empty() {
            format!("there is no file `{name}` in the rule's folder")
        } else {
            format!("there is no file `{name}` in the rule's folder, which has {}", there.join(", "))
        };
        OptionError { option, message }
    }
}

/// A check, ready to run.
pub enum Compiled {
    /// Looks at articles.
    Article(Box<dyn Check>),
    /// Words what a reader could not read; see [`engine::ReaderOptions`].
    Reader(engine::ReaderProblem),
    /// Words what is wrong with a suppression; see [`engine::StetOptions`].
    Stet(engine::StetFault),
}

/// The options of a check.
pub trait Options: DeserializeOwned + Serialize + JsonSchema + Default {
    /// The check's name in rule files: `[check.NAME]`.
    const NAME: &'static str;
    /// What it may hand to the wording.
    const VOCABULARY: Vocabulary;

    /// Makes the check. Fails where a value cannot be used or a file is missing.
    fn compile(self, files: &dyn RuleFiles) -> Result<Compiled, OptionError>;
}

/// One entry of [`CHECKS`].
pub struct CheckKind {
    /// Its name in rule files.
    pub name: &'static str,
    /// What it may hand to the wording.
    pub vocabulary: Vocabulary,
    /// Its options as a table with every default filled in.
    defaults: fn() -> toml::Table,
    compile: fn(toml::Table, &dyn RuleFiles) -> Result<Compiled, CompileError>,
    schema: fn(&mut SchemaGenerator) -> Schema,
}

/// Why a check could not be made.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum CompileError {
    /// The options do not have the right names or types.
    Type(String),
    /// An option's value cannot be used.
    Value(OptionError),
}

/// What there is to know of an option.
#[derive(Clone, Debug)]
pub struct OptionDoc {
    /// Its name.
    pub name: String,
    /// What it does.
    pub text: String,
    /// Its default, as TOML; empty where there is none.
    pub default: String,
}

/// Every check, in alphabetical order.
pub const CHECKS: &[CheckKind] = &[
    kind::<figures::age::AgeOptions>(),
    kind::<sources::anonymity::AnonymityOptions>(),
    kind::<calendar::weekday::CalendarOptions>(),
    kind::<figures::change::ChangeOptions>(),
    kind::<claim::hedge::HedgeOptions>(),
    kind::<claim::opposite::OppositeOptions>(),
    kind::<claim::reported::ReportedOptions>(),
    kind::<claim::source::SourceOptions>(),
    kind::<claim::strength::StrengthOptions>(),
    kind::<figures::conflict::ConflictOptions>(),
    kind::<figures::conversion::ConversionOptions>(),
    kind::<calendar::order::DateOrderOptions>(),
    kind::<headline::competing::DisplayCompetingOptions>(),
    kind::<headline::day::DisplayDayOrPlaceOptions>(),
    kind::<figures::display::DisplayFigureOptions>(),
    kind::<headline::listicle::DisplayListOptions>(),
    kind::<headline::name::DisplayNameOptions>(),
    kind::<headline::quote::DisplayQuoteOptions>(),
    kind::<headline::stale::DisplayStaleOptions>(),
    kind::<headline::wrong_story::DisplayStoryOptions>(),
    kind::<doubled::DoubledOptions>(),
    kind::<calendar::elapsed::ElapsedOptions>(),
    kind::<sources::hearsay::HearsayOptions>(),
    kind::<figures::list_count::ListCountOptions>(),
    kind::<sources::orphan::OrphanOptions>(),
    kind::<pattern::PatternOptions>(),
    kind::<figures::percentages::PercentagesOptions>(),
    kind::<phrase::PhraseOptions>(),
    kind::<figures::plain::PlausibleOptions>(),
    kind::<figures::rate::RateOptions>(),
    kind::<engine::ReaderOptions>(),
    kind::<repeated::RepeatedOptions>(),
    kind::<figures::share::ShareOptions>(),
    kind::<engine::StetOptions>(),
    kind::<figures::total::TotalOptions>(),
    kind::<sources::unnamed::UnnamedOptions>(),
    kind::<sources::vague::VagueOptions>(),
    kind::<figures::vote::VoteOptions>(),
];

const fn kind<O: Options>() -> CheckKind {
    CheckKind {
        name: O::NAME,
        vocabulary: O::VOCABULARY,
        defaults: || toml::Table::try_from(O::default()).unwrap_or_default(),
        compile: |table, files| {
            let options: O =
                table.try_into().map_err(|e: toml::de::Error| CompileError::Type(e.message().to_owned()))?;
            options.compile(files).map_err(CompileError::Value)
        },
        schema: |generator| generator.subschema_for::<O>(),
    }
}

impl CheckKind {
    /// The check of a name.
    pub fn find(name: &str) -> Option<&'static CheckKind> {
        CHECKS.iter().find(|kind| kind.name == name)
    }

    /// The names of all checks.
    pub fn names() -> impl Iterator<Item = &'static str> {
        CHECKS.iter().map(|kind| kind.name)
    }

    /// Makes the check from its options.
    pub fn compile(&self, options: toml::Table, files: &dyn RuleFiles) -> Result<Compiled, CompileError> {
        (self.compile)(options, files)
    }

    /// Every option's default.
    pub fn defaults(&self) -> toml::Table {
        (self.defaults)()
    }

    /// The JSON Schema of the options.
    pub fn schema(&self, generator: &mut SchemaGenerator) -> Schema {
        (self.schema)(generator)
    }

    /// The options, in the order of their names.
    pub fn options(&self) -> Vec<OptionDoc> {
        let mut generator = SchemaGenerator::default();
        let reference = self.schema(&mut generator);
        let schema = reference
            .get("$ref")
            .and_then(|r| r.as_str())
            .and_then(|r| generator.definitions().get(r.rsplit('/').next()?).cloned())
            .unwrap_or_else(|| reference.to_value());
        let defaults = self.defaults();
        let Some(properties) = schema.get("properties").and_then(|p| p.as_object()) else { return Vec::new() };
        properties
            .iter()
            .map(|(name, property)| OptionDoc {
                name: name.clone(),
                text: property.get("description").and_then(|d| d.as_str()).unwrap_or_default().replace('\n', " "),
                default: defaults.get(name).map(ToString::to_string).unwrap_or_default(),
            })
            .collect()
    }
}

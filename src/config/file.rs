//! The form of `copydesk.toml`: what may stand in it, as serde reads it. What it means is left
//! to [`super`].

use std::collections::BTreeMap;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::diagnostic::Severity;

/// How loud a rule is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize, Serialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Level {
    /// It does not run.
    Off,
    /// Worth a look.
    Note,
    /// Very probably a fault.
    Warning,
    /// As good as certain.
    Error,
}

impl Level {
    /// Every level, by its name.
    pub const NAMES: [&'static str; 4] = ["off", "note", "warning", "error"];

    /// The level of a name.
    pub fn parse(name: &str) -> Option<Level> {
        Some(match name {
            "off" => Level::Off,
            "note" => Level::Note,
            "warning" => Level::Warning,
            "error" => Level::Error,
            _ => return None,
        })
    }

    /// The severity of a rule that is not off.
    pub fn severity(self) -> Option<Severity> {
        match self {
            Level::Off => None,
            Level::Note => Some(Severity::Note),
            Level::Warning => Some(Severity::Warning),
            Level::Error => Some(Severity::Error),
        }
    }
}

/// From which severity on findings make the run fail.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize, Serialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum FailOn {
    /// Any finding.
    Note,
    /// Warnings and errors.
    Warning,
    /// Errors.
    #[default]
    Error,
    /// None.
    Never,
}

impl FailOn {
    /// Whether a finding of this severity makes the run fail.
    pub fn fails(self, severity: Severity) -> bool {
        match self {
            FailOn::Note => true,
            FailOn::Warning => severity >= Severity::Warning,
            FailOn::Error => severity >= Severity::Error,
            FailOn::Never => false,
        }
    }
}

/// A whole `copydesk.toml`.
#[derive(Clone, Debug, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case", deny_unknown_fields, default)]
pub struct ConfigFile {
    /// Folders with rules of your own, beside this file. Each rule is a folder
    /// `GROUP/NAME` in one of them.
    pub rule_folders: Vec<String>,
    /// `false` to run nothing but your own rules.
    pub built_in_rules: bool,
    /// Globs of the files to lint when a folder is given; default: every file that can be read.
    pub include: Vec<String>,
    /// Globs of files and folders to pass over.
    pub exclude: Vec<String>,
    /// From which severity on findings make the run fail.
    pub fail_on: FailOn,
    /// Whose policy the rules follow: `ap`, `reuters`, `nyt`, `bbc`, `guardian`, `npr`, or a file
    /// of your own in the same form, `NAME.toml`. `rules` has the last word.
    pub profile: Option<String>,
    /// Entries of your own for the word lists of rules: `"RULE/FILE"` names the list, the value a
    /// file beside this one. Where both have an entry, yours counts.
    pub lexicons: BTreeMap<String, String>,
    /// Levels by rule id or glob (`"sources/*" = "off"`), or a table with `level` and the rule's
    /// options. Where two globs fit a rule, the longer one counts.
    #[schemars(with = "BTreeMap<String, RuleSetting>")]
    pub rules: BTreeMap<String, toml::Value>,
    /// Other settings for some files; later ones win.
    pub overrides: Vec<Override>,
    /// Findings that may stand, each with a reason.
    pub exceptions: Vec<ExceptionFile>,
    /// The file beside this one that lists the findings set aside; default:
    /// `copydesk-baseline.txt`.
    pub baseline: Option<String>,
    /// Which front-matter keys hold what, where your site uses other names.
    pub fields: FieldsFile,
}

impl Default for ConfigFile {
    fn default() -> Self {
        ConfigFile {
            rule_folders: Vec::new(),
            built_in_rules: true,
            include: Vec::new(),
            exclude: Vec::new(),
            fail_on: FailOn::default(),
            profile: None,
            lexicons: BTreeMap::new(),
            rules: BTreeMap::new(),
            overrides: Vec::new(),
            exceptions: Vec::new(),
            baseline: None,
            fields: FieldsFile::default(),
        }
    }
}

/// What may be said of a rule; for the schema only, the reading is by hand so that each value
/// can be pointed at.
#[derive(Serialize, JsonSchema)]
#[serde(untagged)]
pub enum RuleSetting {
    /// Just the level.
    Level(Level),
    /// The level and options of the rule's check.
    Table {
        /// The level; left out, it stays as it is.
        level: Option<Level>,
        /// The options; `copydesk explain RULE` lists them.
        #[serde(flatten)]
        options: BTreeMap<String, serde_json::Value>,
    },
}

/// Other settings for some files.
#[derive(Clone, Debug, Default, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub struct Override {
    /// What the override is for, for people.
    pub name: Option<String>,
    /// Globs of the files it holds for, beside this file.
    pub files: Vec<String>,
    /// As `rules` above.
    #[serde(default)]
    #[schemars(with = "BTreeMap<String, RuleSetting>")]
    pub rules: BTreeMap<String, toml::Value>,
}

/// Findings that may stand.
#[derive(Clone, Debug, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub struct ExceptionFile {
    /// The id of the rule, or a glob.
    pub rule: String,
    /// Globs of the files; left out, all files.
    #[serde(default)]
    pub files: Vec<String>,
    /// Words that one of the marked places must have; case and white space do not matter.
    #[serde(rename = "match")]
    pub matched: Option<String>,
    /// Why the finding may stand.
    pub reason: String,
    /// The last day on which it may, `YYYY-MM-DD`.
    #[schemars(with = "Option<String>")]
    pub expires: Option<toml::Value>,
}

/// Names of front-matter keys, each list instead of the built-in one.
#[derive(Clone, Debug, Default, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case", deny_unknown_fields, default)]
pub struct FieldsFile {
    /// The headline.
    pub headline: Option<Vec<String>>,
    /// Further headlines.
    pub alt_headlines: Option<Vec<String>>,
    /// The deck.
    pub deck: Option<Vec<String>>,
    /// The word above the headline.
    pub kicker: Option<Vec<String>>,
    /// Who wrote it.
    pub byline: Option<Vec<String>>,
    /// Where it was written.
    pub dateline: Option<Vec<String>>,
    /// When it was published.
    pub date: Option<Vec<String>>,
    /// When it was last changed.
    pub updated: Option<Vec<String>>,
    /// Words under pictures.
    pub captions: Option<Vec<String>>,
    /// Corrections.
    pub correction: Option<Vec<String>>,
    /// The language.
    pub language: Option<Vec<String>>,
}

impl FieldsFile {
    /// The built-in names with these laid over them.
    pub fn over(self, mut fields: crate::format::Fields) -> crate::format::Fields {
        let set = |target: &mut Vec<String>, names: Option<Vec<String>>| {
            if let Some(names) = names {
                *target = names;
            }
        };
        set(&mut fields.headline, self.headline);
        set(&mut fields.alt_headlines, self.alt_headlines);
        set(&mut fields.deck, self.deck);
        set(&mut fields.kicker, self.kicker);
        set(&mut fields.byline, self.byline);
        set(&mut fields.dateline, self.dateline);
        set(&mut fields.date, self.date);
        set(&mut fields.updated, self.updated);
        set(&mut fields.captions, self.captions);
        set(&mut fields.correction, self.correction);
        set(&mut fields.language, self.language);
        fields
    }
}

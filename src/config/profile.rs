//! Policy profiles: what a newsroom's or an agency's published policy asks for, as levels of
//! rules. The built-in ones are data in `rules/profiles`; a desk's own is a file of the same
//! form. What a level does is left to [`super::Desk`].

use std::collections::BTreeMap;

use schemars::JsonSchema;
use serde::Deserialize;

use super::file::Level;
use crate::rule::BUILT_IN;

/// The form of a profile.
#[derive(Clone, Debug, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub struct Profile {
    /// Whose policy it is.
    pub title: String,
    /// The groups of rules that the policy decides: what it does not ask for there is off.
    #[serde(default)]
    pub groups: Vec<String>,
    /// What the policy asks for, by the id of the rule that looks for it.
    #[serde(default)]
    pub rules: BTreeMap<String, Requirement>,
}

/// What a policy asks for.
#[derive(Clone, Debug, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub struct Requirement {
    /// How loud the rule is under this policy.
    pub level: Level,
    /// The requirement, in a line.
    pub asks: String,
    /// Where the policy says so.
    pub source: String,
}

impl Profile {
    /// Reads a profile's text.
    pub fn parse(text: &str) -> Result<Profile, toml::de::Error> {
        toml::from_str(text)
    }
}

const FOLDER: &str = "profiles/";

/// The names of the built-in profiles, in alphabetical order.
pub fn names() -> impl Iterator<Item = &'static str> {
    BUILT_IN.files().iter().filter_map(|(path, _)| path.strip_prefix(FOLDER)?.strip_suffix(".toml"))
}

/// The built-in profile of a name. The files are tested to be whole.
pub fn built_in(name: &str) -> Option<Profile> {
    let path = format!("{FOLDER}{name}.toml");
    let (_, text) = BUILT_IN.files().iter().find(|(file, _)| *file == path)?;
    Profile::parse(text).ok()
}

/// Whether the value of `profile` names a file, and not a built-in profile.
pub fn is_file(value: &str) -> bool {
    value.ends_with(".toml")
}

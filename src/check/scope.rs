//! Which parts of an article a check that reads text looks at: roles, speech, narration.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::annotate::Annotated;
use crate::article::Role;

/// Whether speech is looked at. Speech belongs to the speaker: what is a fault in our own words
/// may be just what was said.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize, Serialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Quoted {
    /// Words inside quotation marks are passed over.
    #[default]
    Skip,
    /// They are looked at like all others.
    Check,
    /// Nothing else is looked at.
    Only,
}

/// A role by its name in rule files.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct RoleName(pub Role);

impl Serialize for RoleName {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.0.as_str())
    }
}

impl<'de> Deserialize<'de> for RoleName {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let name = String::deserialize(deserializer)?;
        Role::ALL.into_iter().find(|role| role.as_str() == name).map(RoleName).ok_or_else(|| {
            let names: Vec<_> = Role::ALL.iter().map(|role| role.as_str()).collect();
            serde::de::Error::custom(format!("unknown role `{name}`; the roles are {}", names.join(", ")))
        })
    }
}

impl JsonSchema for RoleName {
    fn schema_name() -> std::borrow::Cow<'static, str> {
        "Role".into()
    }

    fn json_schema(_: &mut schemars::SchemaGenerator) -> schemars::Schema {
        let names: Vec<_> = Role::ALL.iter().map(|role| role.as_str()).collect();
        schemars::json_schema!({ "type": "string", "enum": names })
    }
}

/// The roles that running text has, for checks that leave `applies-to` out.
pub fn running_text() -> Vec<RoleName> {
    [Role::Headline, Role::AltHeadline, Role::Deck, Role::Paragraph, Role::Subhead, Role::ListItem, Role::Caption]
        .map(RoleName)
        .to_vec()
}

/// The regions of an article whose role is among `roles`.
pub fn regions<'a>(article: &'a Annotated<'_>, roles: &'a [RoleName]) -> impl Iterator<Item = u32> + 'a {
    let all = &article.article().regions;
    (0..all.len() as u32).filter(move |index| {
        let role = all[*index as usize].role;
        roles.iter().any(|name| name.0 == role)
    })
}

impl Quoted {
    /// Whether a match at the byte `start` of a region's text is to be looked at.
    pub fn admits(self, article: &Annotated<'_>, region: u32, start: u32) -> bool {
        match self {
            Quoted::Check => true,
            Quoted::Skip => !article.is_quoted(region, start),
            Quoted::Only => article.is_quoted(region, start),
        }
    }
}

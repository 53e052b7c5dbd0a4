//! The JSON Schemas of `copydesk.toml` and `rule.toml`, made from the types that read them. The
//! copies in `docs/` are checked to be current by a test.

use schemars::generate::SchemaSettings;
use serde_json::{Map, Value, json};

use super::ConfigFile;
use crate::check::CHECKS;
use crate::rule::file::RuleFile;

/// The schema of `copydesk.toml`, as JSON text.
pub fn config_schema() -> String {
    let mut schema = SchemaSettings::draft07().into_generator().into_root_schema_for::<ConfigFile>();
    schema.insert("title".to_owned(), json!("copydesk.toml"));
    pretty(&schema.to_value())
}

/// The schema of `rule.toml`, with the options of every check, as JSON text.
pub fn rule_schema() -> String {
    let mut generator = SchemaSettings::draft07().into_generator();
    let checks: Map<String, Value> =
        CHECKS.iter().map(|kind| (kind.name.to_owned(), kind.schema(&mut generator).to_value())).collect();
    let mut schema = generator.into_root_schema_for::<RuleFile>().to_value();
    schema["title"] = json!("rule.toml");
    schema["properties"]["check"] = json!({
        "description": "Exactly one check, with its options.",
        "type": "object",
        "properties": checks,
        "additionalProperties": false,
        "minProperties": 1,
        "maxProperties": 1,
    });
    pretty(&schema)
}

fn pretty(schema: &Value) -> String {
    serde_json::to_string_pretty(schema).unwrap_or_default()
}

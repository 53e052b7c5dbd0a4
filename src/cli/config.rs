//! `copydesk config`: the settings that hold for a file, and the schemas of settings and rules.

use std::io::Write;

use super::args::{ConfigAction, ConfigCommandArgs, FileArgs, SchemaOf};
use super::output::{Terminal, stdout};
use super::setup::Setup;
use super::{Status, check};
use crate::config::{Choice, config_schema, rule_schema};
use crate::source::Span;

/// Shows settings or a schema.
pub fn run(args: ConfigCommandArgs, terminal: &Terminal) -> Result<Status, String> {
    match args.action {
        ConfigAction::Show(show) => settings(&show, terminal),
        ConfigAction::Schema { of } => {
            let schema = match of {
                SchemaOf::Config => config_schema(),
                SchemaOf::Rule => rule_schema(),
            };
            let mut out = stdout();
            writeln!(out, "{schema}").and_then(|()| out.flush()).map_err(|error| error.to_string())?;
            Ok(Status::Clean)
        }
    }
}

fn settings(args: &FileArgs, terminal: &Terminal) -> Result<Status, String> {
    let mut setup = Setup::new(&args.config, Choice::default())?;
    let index = setup.place_for(&args.file)?;
    if check::report_problems(&setup, terminal)? {
        return Ok(Status::Trouble);
    }
    let path = setup.beside(index, &args.file);
    let place = &setup.places()[index];
    let desk = &place.desk;
    let mut out = stdout();
    let mut write = || -> std::io::Result<()> {
        match &place.config {
            Some(config) => writeln!(out, "configuration  {}", config.display())?,
            None => writeln!(out, "configuration  none: the defaults hold")?,
        }
        writeln!(out, "file           {path}")?;
        let excluded = desk.exclude.is_match(&path) || desk.include.as_ref().is_some_and(|i| !i.is_match(&path));
        if excluded {
            writeln!(out, "excluded       yes, unless it is named")?;
        }
        writeln!(out, "fail-on        {}", format!("{:?}", desk.fail_on).to_lowercase())?;
        if let Some(profile) = &place.profile {
            writeln!(out, "profile        {profile}")?;
        }
        let exceptions = desk.exceptions.iter().filter(|e| e.files.as_ref().is_none_or(|f| f.is_match(&path)));
        for exception in exceptions {
            writeln!(out, "exception      {}", exception.rule.as_str())?;
        }
        writeln!(out)?;
        let width = desk.rulebook.rules().iter().map(|rule| rule.id.as_str().len()).max().unwrap_or(0);
        let from = |span: Option<Span>| match span.and_then(|span| Some((setup.sources.get(span.file)?, span))) {
            Some((source, span)) => format!("{}:{}", source.name(), source.location(span.start).line),
            None => "default".to_owned(),
        };
        for (rule, setting) in desk.rulebook.rules().iter().zip(desk.settings(&path)) {
            let level = setting.level.map_or("off", |level| level.as_str());
            let origin = terminal.faint(&from(setting.level_from));
            writeln!(out, "{:<width$}  {level:<8} {origin}", rule.id.as_str())?;
            for (name, (value, set_by)) in &setting.options {
                let origin = terminal.faint(&from(*set_by));
                writeln!(out, "{:<width$}    {name} = {value}  {origin}", "")?;
            }
        }
        out.flush()
    };
    write().map_err(|error| error.to_string())?;
    Ok(Status::Clean)
}

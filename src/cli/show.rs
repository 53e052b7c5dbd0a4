//! `copydesk show`: how a file is read, for the question "why did it say that".

use std::io::Write;

use super::args::ShowArgs;
use super::files::shown;
use super::output::{Terminal, stdout};
use super::setup::Setup;
use super::{Status, check};
use crate::config::Choice;
use crate::format;
use crate::source::{FileId, SourceFile};

/// Prints the articles of a file and what the layers find in them.
pub fn run(args: ShowArgs, terminal: &Terminal) -> Result<Status, String> {
    let name = shown(&args.file);
    let bytes = std::fs::read(&args.file).map_err(|error| format!("{name}: {error}"))?;
    let mut setup = Setup::new(&args.config, Choice::default())?;
    let place = setup.place_for(&args.file)?;
    if check::report_problems(&setup, terminal)? {
        return Ok(Status::Trouble);
    }
    let desk = &setup.places()[place].desk;
    let (text, problems) = format::decode(bytes);
    let source = SourceFile::new(name, text);
    let reading = format::read(FileId(0), &args.file, source.text(), &desk.read);
    let mut out = stdout();
    let mut write = || -> std::io::Result<()> {
        for problem in problems.iter().chain(&reading.problems) {
            let at = source.location(problem.source.start);
            writeln!(out, "{} {}:{} {}", problem.kind.as_str(), at.line, at.column, problem.detail)?;
        }
        for article in &reading.articles {
            out.write_all(crate::show::article(article, &source).as_bytes())?;
            let layers: Vec<_> = args.layers.iter().flat_map(|layers| layers.0.iter().copied()).collect();
            out.write_all(crate::show::layers(article, &source, &layers).as_bytes())?;
        }
        out.flush()
    };
    write().map_err(|error| error.to_string())?;
    Ok(Status::Clean)
}

//! Linting many files: each with its desk, in parallel, in batches, handed on in the order of their
//! paths.

use std::fs;
use std::io::{self, Read};
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::PathBuf;
use std::sync::Arc;

use rayon::prelude::*;

use super::files::{Target, Targets};
use super::fixing::{self, Fixing};
use super::setup::{Place, Setup};
use crate::changed::{self, Lines};
use crate::diagnostic::Diagnostic;
use crate::format;
use crate::lint::{Job, Linted, lint};
use crate::source::{FileId, SourceFile};

/// Files are linted in batches of about this many bytes, so that memory does not grow with their
/// number.
const BATCH_BYTES: u64 = 16 << 20;
/// And of at most this many files.
const BATCH_FILES: usize = 512;

/// A file with the desk that it is linted by.
pub struct Resolved {
    /// As it is shown.
    pub name: String,
    /// Where it is.
    pub target: Target,
    /// The index of its desk.
    pub place: usize,
    /// Its path beside the configuration, for globs.
    pub path: String,
}

/// What is done with each file.
#[derive(Clone, Copy, Default)]
pub struct Options {
    /// Apply or show fixes.
    pub fixing: Fixing,
    /// Measure the time that each rule takes.
    pub timing: bool,
}

/// What came of one file.
pub struct Outcome {
    /// The file; `None` where it could not be read.
    pub source: Option<Arc<SourceFile>>,
    /// What there is to say of it.
    pub linted: Linted,
    /// How many fixes were applied, or would be.
    pub fixed: usize,
    /// What the fixes would change, as a unified diff.
    pub diff: String,
    /// What went wrong.
    pub trouble: Option<String>,
}

/// Finds each file's desk, and leaves out what the configuration excludes.
pub fn resolve(
    setup: &mut Setup<'_>,
    targets: &mut Targets,
    stdin_name: Option<&PathBuf>,
    force_exclude: bool,
) -> Result<Vec<Resolved>, String> {
    let mut files = Vec::with_capacity(targets.files.len());
    for (name, target) in std::mem::take(&mut targets.files) {
        let path = target.path.clone().or_else(|| stdin_name.cloned()).unwrap_or_else(|| PathBuf::from("-"));
        let place = setup.place_for(&path)?;
        let path = setup.beside(place, &path);
        let desk = &setup.places()[place].desk;
        // Rules and their word lists are not copy.
        let is_rule = |folder: &PathBuf| target.path.as_ref().is_some_and(|file| setup.is_below(file, folder));
        let in_rules = setup.places()[place].rule_folders.iter().any(is_rule);
        let included = desk.include.as_ref().is_none_or(|include| include.is_match(&path));
        let wanted = included && !in_rules && !desk.exclude.is_match(&path);
        if wanted || (target.named && !force_exclude) {
            files.push(Resolved { name, target, place, path });
        }
    }
    if files.is_empty() {
        // The rules and settings are still looked at: a run over nothing must not hide their faults.
        setup.place_here()?;
    }
    Ok(files)
}

/// Lints files and hands on what came of each, in their order, with its id among the sources.
pub fn each(
    files: &[Resolved],
    setup: &mut Setup<'_>,
    options: Options,
    mut then: impl FnMut(&Resolved, FileId, Outcome, &mut Setup<'_>) -> io::Result<()>,
) -> io::Result<()> {
    let first = setup.sources.reserve(files.len() as u32).0;
    let mut at = 0;
    while at < files.len() {
        let batch = batch(&files[at..]);
        let outcomes: Vec<Outcome> = files[at..at + batch]
            .par_iter()
            .enumerate()
            .map(|(offset, file)| lint_file(FileId(first + (at + offset) as u32), file, setup.places(), options))
            .collect();
        for (offset, outcome) in outcomes.into_iter().enumerate() {
            then(&files[at + offset], FileId(first + (at + offset) as u32), outcome, setup)?;
        }
        at += batch;
    }
    Ok(())
}

/// How many of the files make the next batch: at least one.
fn batch(files: &[Resolved]) -> usize {
    let mut bytes = 0;
    let size = |file: &Resolved| match &file.target.content {
        Some(content) => content.len() as u64,
        None => file.target.path.as_ref().and_then(|path| path.metadata().ok()).map_or(0, |data| data.len()),
    };
    for (count, file) in files.iter().enumerate().take(BATCH_FILES) {
        bytes += size(file);
        if bytes > BATCH_BYTES {
            return count.max(1);
        }
    }
    files.len().min(BATCH_FILES)
}

impl Outcome {
    fn trouble(message: String) -> Self {
        Outcome { source: None, linted: Linted::default(), fixed: 0, diff: String::new(), trouble: Some(message) }
    }
}

fn lint_file(id: FileId, file: &Resolved, places: &[Place], options: Options) -> Outcome {
    let bytes = match (&file.target.content, &file.target.path) {
        (Some(content), _) => Ok(content.clone()),
        (None, Some(path)) => fs::read(path),
        (None, None) => {
            let mut bytes = Vec::new();
            io::stdin().lock().read_to_end(&mut bytes).map(|_| bytes)
        }
    };
    let bytes = match bytes {
        Ok(bytes) if bytes.len() >= u32::MAX as usize => {
            return Outcome::trouble(format!("{}: a file of 4 GB or more is not read", file.name));
        }
        Ok(bytes) => bytes,
        Err(error) => return Outcome::trouble(format!("{}: {error}", file.name)),
    };
    // A panic is a bug of ours; it must cost one file, not the run.
    let work = || lint_bytes(id, file, &places[file.place], bytes, options);
    let mut outcome = catch_unwind(AssertUnwindSafe(work))
        .unwrap_or_else(|_| Outcome::trouble(format!("{}: copydesk failed on this file; please report it", file.name)));
    if let (Some(lines), Some(source)) = (&file.target.lines, &outcome.source) {
        keep_changed(&mut outcome.linted.diagnostics, lines, source);
    }
    outcome
}

fn keep_changed(diagnostics: &mut Vec<Diagnostic>, lines: &Lines, source: &SourceFile) {
    changed::keep_changed(diagnostics, lines, source);
}

fn lint_bytes(id: FileId, file: &Resolved, place: &Place, bytes: Vec<u8>, options: Options) -> Outcome {
    let run = |bytes: Vec<u8>| {
        let (text, problems) = format::decode(bytes);
        let source = Arc::new(SourceFile::new(file.name.as_str(), text));
        let job = Job { file: id, source: &source, path: &file.path, problems, timing: options.timing };
        let linted = lint(job, &place.desk);
        (source, linted)
    };
    if options.fixing == Fixing::Off {
        let (source, linted) = run(bytes);
        return Outcome { source: Some(source), linted, fixed: 0, diff: String::new(), trouble: None };
    }
    let lines = file.target.lines.as_ref();
    let fixed = fixing::fix(&bytes, options.fixing, lines, run);
    let mut outcome = Outcome {
        source: Some(fixed.source),
        linted: fixed.linted,
        fixed: fixed.count,
        diff: String::new(),
        trouble: None,
    };
    if fixed.bytes == bytes {
        return outcome;
    }
    if options.fixing.is_shown() {
        let text = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
        outcome.diff = crate::fix::diff(&file.name, &text(&bytes), &text(&fixed.bytes));
    } else if let Some(path) = &file.target.path
        && let Err(error) = fixing::write(path, &bytes, &fixed.bytes)
    {
        outcome.trouble = Some(format!("{}: not fixed: {error}", file.name));
    }
    outcome
}

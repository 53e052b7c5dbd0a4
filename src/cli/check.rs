//! `copydesk check`: lints files in parallel and reports in the order of their paths.

use std::fs;
use std::io::{self, Read};
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::{Duration, Instant};

use rayon::prelude::*;

use super::Status;
use super::args::{CheckArgs, OutputTarget};
use super::files::{Target, Targets, collect};
use super::output::{Terminal, Tolerant, stdout};
use super::setup::Setup;
use crate::config::{Choice, FailOn, RuleGlob};
use crate::diagnostic::Diagnostic;
use crate::emit::{self, Emitter, Format, Style, Summary};
use crate::format;
use crate::lint::{Job, Linted, lint};
use crate::rule::did_you_mean;
use crate::source::{FileId, SourceFile, Sources};
use crate::suppress;

/// Files are linted in batches of about this many bytes, so that memory does not grow with their
/// number.
const BATCH_BYTES: u64 = 16 << 20;
/// And of at most this many files.
const BATCH_FILES: usize = 512;

/// Lints what the arguments name.
pub fn run(args: CheckArgs, terminal: &Terminal) -> Result<Status, String> {
    let started = Instant::now();
    if let Some(jobs) = args.jobs {
        // Fails only where a pool already runs, and then that one will do.
        let _ = rayon::ThreadPoolBuilder::new().num_threads(jobs.max(1)).build_global();
    }
    let choice = Choice { select: rule_globs(&args.select)?, ignore: rule_globs(&args.ignore)?, fail_on: args.fail_on };
    let mut setup = Setup::new(&args.config, choice)?;
    let mut targets = collect(&args.paths, args.stdin_filename.as_deref());
    let files = resolve(&mut setup, &mut targets, &args)?;
    if report_problems(&setup, terminal)? {
        return Ok(Status::Trouble);
    }
    check_globs(&setup, args.select.iter().chain(&args.ignore))?;
    for trouble in &targets.troubles {
        terminal.error(trouble);
    }
    let mut run = Run::new(&args, terminal, &setup)?;
    run.trouble = !targets.troubles.is_empty();
    run.lint(&files, &mut setup).map_err(|error| format!("the report cannot be written: {error}"))?;
    run.exceptions(&targets, &mut setup).map_err(|error| format!("the report cannot be written: {error}"))?;
    run.finish(started.elapsed()).map_err(|error| format!("the report cannot be written: {error}"))
}

/// A file with the desk that it is linted by.
struct Resolved {
    name: String,
    target: Target,
    place: usize,
    /// Its path beside the configuration, for globs.
    path: String,
}

/// Finds each file's desk, and leaves out what the configuration excludes.
fn resolve(setup: &mut Setup<'_>, targets: &mut Targets, args: &CheckArgs) -> Result<Vec<Resolved>, String> {
    let mut files = Vec::with_capacity(targets.files.len());
    for (name, target) in std::mem::take(&mut targets.files) {
        let path = target.path.clone().or_else(|| args.stdin_filename.clone()).unwrap_or_else(|| PathBuf::from("-"));
        let place = setup.place_for(&path)?;
        let path = setup.beside(place, &path);
        let desk = &setup.places()[place].desk;
        // Rules and their word lists are not copy.
        let is_rule = |folder: &PathBuf| target.path.as_ref().is_some_and(|file| setup.is_below(file, folder));
        let in_rules = setup.places()[place].rule_folders.iter().any(is_rule);
        let wanted = !in_rules
            && !desk.exclude.is_match(&path)
            && desk.include.as_ref().is_none_or(|include| include.is_match(&path));
        let excludable = !target.named || args.force_exclude;
        if wanted || !excludable {
            files.push(Resolved { name, target, place, path });
        }
    }
    if files.is_empty() {
        // The rules and settings are still looked at: a run over nothing must not hide their faults.
        setup.place_here()?;
    }
    Ok(files)
}

fn rule_globs(texts: &[String]) -> Result<Vec<RuleGlob>, String> {
    texts.iter().map(|text| RuleGlob::parse(text).map_err(|error| format!("{text}: {error}"))).collect()
}

/// Every `--select` and `--ignore` must fit some rule of some desk.
fn check_globs<'g>(setup: &Setup<'_>, texts: impl Iterator<Item = &'g String>) -> Result<(), String> {
    for text in texts {
        let Ok(glob) = RuleGlob::parse(text) else { continue };
        let mut ids = setup.places().iter().flat_map(|place| place.desk.rulebook.rules()).map(|rule| rule.id.as_str());
        if !ids.clone().any(|id| glob.covers(id)) {
            return Err(match did_you_mean(text, &mut ids) {
                Some(near) => format!("there is no rule `{text}`; did you mean `{near}`?"),
                None => format!("there is no rule `{text}`; `copydesk rules` lists the rules"),
            });
        }
    }
    Ok(())
}

/// Draws what is wrong with settings and rule files on standard error; whether there is anything.
pub fn report_problems(setup: &Setup<'_>, terminal: &Terminal) -> Result<bool, String> {
    let colour = terminal.error_colour;
    let style = Style { colour, width: terminal.width, ..Style::default() };
    for problem in &setup.problems {
        let text = emit::draw(problem, &setup.sources, &style);
        let _ = io::Write::write_all(&mut io::stderr(), text.as_bytes());
    }
    Ok(!setup.problems.is_empty())
}

/// Draws diagnostics on standard output.
pub fn draw(diagnostics: &[Diagnostic], sources: &Sources, terminal: &Terminal) -> Result<(), String> {
    let style = Style { colour: terminal.colour, width: terminal.width, ..Style::default() };
    let mut out = stdout();
    for diagnostic in diagnostics {
        let text = emit::draw(diagnostic, sources, &style);
        io::Write::write_all(&mut out, text.as_bytes()).map_err(|error| error.to_string())?;
    }
    io::Write::flush(&mut out).map_err(|error| error.to_string())
}

/// What came of one file.
struct Outcome {
    source: Option<Arc<SourceFile>>,
    linted: Linted,
    trouble: Option<String>,
}

struct Run<'r> {
    terminal: &'r Terminal,
    emitters: Vec<Box<dyn Emitter>>,
    fail_on: Vec<FailOn>,
    summary: Summary,
    failed: bool,
    trouble: bool,
    progress: Option<indicatif::ProgressBar>,
    /// Exceptions that suppressed something, by desk and index.
    used: Vec<Vec<usize>>,
}

impl<'r> Run<'r> {
    fn new(args: &CheckArgs, terminal: &'r Terminal, setup: &Setup<'_>) -> Result<Self, String> {
        let mut targets = args.output_format.clone();
        if targets.is_empty() {
            targets.push(OutputTarget { format: Format::Full, file: None });
        }
        let style = |colour| Style { colour, width: terminal.width, redact: args.redact, ..Style::default() };
        let mut emitters = Vec::new();
        for target in &targets {
            let (out, colour): (Box<dyn io::Write>, bool) = match &target.file {
                None => (Box::new(stdout()), terminal.colour),
                Some(path) => {
                    let file = fs::File::create(path).map_err(|error| format!("{}: {error}", path.display()))?;
                    (Box::new(Tolerant::new(io::BufWriter::new(file))), false)
                }
            };
            emitters.push(emit::emitter(target.format, out, style(colour)));
        }
        let places = setup.places();
        Ok(Run {
            terminal,
            emitters,
            fail_on: places.iter().map(|place| place.desk.fail_on).collect(),
            summary: Summary::default(),
            failed: false,
            trouble: false,
            progress: None,
            used: vec![Vec::new(); places.len()],
        }
        .with_progress(terminal.interactive && !args.no_progress))
    }

    fn with_progress(mut self, wanted: bool) -> Self {
        self.progress = wanted.then(|| {
            let bar = indicatif::ProgressBar::hidden();
            if let Ok(style) = indicatif::ProgressStyle::with_template("{bar:40} {pos}/{len} files, {eta} left") {
                bar.set_style(style);
            }
            bar
        });
        self
    }

    fn lint(&mut self, files: &[Resolved], setup: &mut Setup<'_>) -> io::Result<()> {
        let started = Instant::now();
        let first = setup.sources.reserve(files.len() as u32).0;
        if let Some(bar) = &self.progress {
            bar.set_length(files.len() as u64);
        }
        let mut at = 0;
        while at < files.len() {
            let batch = batch(&files[at..]);
            let outcomes: Vec<Outcome> = files[at..at + batch]
                .par_iter()
                .enumerate()
                .map(|(offset, file)| lint_file(FileId(first + (at + offset) as u32), file, setup.places()))
                .collect();
            for (offset, outcome) in outcomes.into_iter().enumerate() {
                let file = &files[at + offset];
                let id = FileId(first + (at + offset) as u32);
                self.report(outcome, file.place, id, &mut setup.sources)?;
            }
            at += batch;
            if let Some(bar) = &self.progress {
                // A bar that flashes by is noise: it shows itself after a second.
                if bar.is_hidden() && started.elapsed() > Duration::from_secs(1) {
                    bar.set_draw_target(indicatif::ProgressDrawTarget::stderr());
                }
                bar.set_position(at as u64);
            }
        }
        if let Some(bar) = self.progress.take() {
            bar.finish_and_clear();
        }
        Ok(())
    }

    fn report(&mut self, outcome: Outcome, place: usize, id: FileId, sources: &mut Sources) -> io::Result<()> {
        self.summary.files += 1;
        self.summary.articles += outcome.linted.articles;
        self.used[place].extend(outcome.linted.exceptions_used);
        if let Some(trouble) = outcome.trouble {
            self.terminal.error(&trouble);
            self.trouble = true;
        }
        if outcome.linted.diagnostics.is_empty() {
            return Ok(());
        }
        if let Some(source) = outcome.source {
            sources.put(id, source);
        }
        for diagnostic in &outcome.linted.diagnostics {
            self.emit(diagnostic, self.fail_on[place], sources)?;
        }
        sources.remove(id);
        Ok(())
    }

    fn emit(&mut self, diagnostic: &Diagnostic, fail_on: FailOn, sources: &Sources) -> io::Result<()> {
        self.summary.count(diagnostic);
        self.failed |= fail_on.fails(diagnostic.severity);
        let show =
            |emitters: &mut [Box<dyn Emitter>]| emitters.iter_mut().try_for_each(|e| e.emit(diagnostic, sources));
        match &self.progress {
            Some(bar) if !bar.is_hidden() => bar.suspend(|| show(&mut self.emitters)),
            _ => show(&mut self.emitters),
        }
    }

    /// Reports expired exceptions, and, where a whole configuration's files were linted, those
    /// that let nothing stand.
    fn exceptions(&mut self, targets: &Targets, setup: &mut Setup<'_>) -> io::Result<()> {
        let mut faults = Vec::new();
        for (index, place) in setup.places().iter().enumerate() {
            let covers = |folder: &PathBuf| {
                let real = |path: &Path| path.canonicalize().unwrap_or_else(|_| path.to_owned());
                place.root.as_ref().is_some_and(|root| real(root).starts_with(real(folder)))
            };
            let whole = targets.folders.iter().any(covers);
            let found = suppress::exception_faults(&place.desk, &self.used[index], whole);
            faults.extend(found.into_iter().map(|fault| (fault, place.desk.fail_on)));
        }
        for (fault, fail_on) in faults {
            self.emit(&fault, fail_on, &setup.sources)?;
        }
        Ok(())
    }

    fn finish(mut self, elapsed: Duration) -> Result<Status, io::Error> {
        self.summary.elapsed = elapsed;
        for emitter in &mut self.emitters {
            emitter.finish(&self.summary)?;
        }
        Ok(match (self.trouble, self.failed) {
            (true, _) => Status::Trouble,
            (false, true) => Status::Findings,
            (false, false) => Status::Clean,
        })
    }
}

/// How many of the files make the next batch: at least one.
fn batch(files: &[Resolved]) -> usize {
    let mut bytes = 0;
    let size = |file: &Resolved| file.target.path.as_ref().and_then(|p| p.metadata().ok()).map_or(0, |m| m.len());
    for (count, file) in files.iter().enumerate().take(BATCH_FILES) {
        bytes += size(file);
        if bytes > BATCH_BYTES {
            return count.max(1);
        }
    }
    files.len().min(BATCH_FILES)
}

fn lint_file(id: FileId, file: &Resolved, places: &[super::setup::Place]) -> Outcome {
    let bytes = match &file.target.path {
        Some(path) => fs::read(path),
        None => {
            let mut bytes = Vec::new();
            io::stdin().lock().read_to_end(&mut bytes).map(|_| bytes)
        }
    };
    let trouble = |trouble: String| Outcome { source: None, linted: Linted::default(), trouble: Some(trouble) };
    let bytes = match bytes {
        Ok(bytes) if bytes.len() >= u32::MAX as usize => {
            return trouble(format!("{}: a file of 4 GB or more is not read", file.name));
        }
        Ok(bytes) => bytes,
        Err(error) => return trouble(format!("{}: {error}", file.name)),
    };
    let (text, problems) = format::decode(bytes);
    let source = Arc::new(SourceFile::new(file.name.as_str(), text));
    let job = Job { file: id, source: &source, path: &file.path, problems };
    // A panic is a bug of ours; it must cost one file, not the run.
    match catch_unwind(AssertUnwindSafe(|| lint(job, &places[file.place].desk))) {
        Ok(linted) => Outcome { source: Some(source), linted, trouble: None },
        Err(_) => trouble(format!("{}: copydesk failed on this file; please report it", file.name)),
    }
}

//! `copydesk check`: lints files and reports what was found.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use super::Status;
use super::args::{CheckArgs, OutputTarget};
use super::baseline::Baselines;
use super::files::{Targets, collect};
use super::fixing::Fixing;
use super::git::{self, Since};
use super::linting::{self, Outcome, Resolved};
use super::output::{Terminal, Tolerant, stdout};
use super::setup::Setup;
use super::tally::Tally;
use crate::config::{Choice, FailOn, RuleGlob};
use crate::diagnostic::Diagnostic;
use crate::emit::{self, Emitter, Format, RuleInfo, Style, Summary};
use crate::rule::did_you_mean;
use crate::source::{FileId, Sources};
use crate::suppress;

/// Where a built-in rule can be read.
const RULE_PAGE: &str = concat!(env!("CARGO_PKG_REPOSITORY"), "/blob/main/rules/{id}/rule.toml");

/// Lints what the arguments name.
pub fn run(args: &CheckArgs, terminal: &Terminal) -> Result<Status, String> {
    let started = Instant::now();
    if args.fix && args.paths.iter().any(|path| path.as_os_str() == "-") {
        return Err("standard input cannot be fixed; `--diff` shows what would change".to_owned());
    }
    if let Some(jobs) = args.jobs {
        // Fails only where a pool already runs, and then that one will do.
        let _ = rayon::ThreadPoolBuilder::new().num_threads(jobs.max(1)).build_global();
    }
    let choice = Choice { select: rule_globs(&args.select)?, ignore: rule_globs(&args.ignore)?, fail_on: args.fail_on };
    let mut setup = Setup::new(&args.config, choice)?;
    let mut targets = match since(args) {
        Some(since) => git::changed(&since, &args.paths)?,
        None => collect(&args.paths, args.stdin_filename.as_deref()),
    };
    let files = linting::resolve(&mut setup, &mut targets, args.stdin_filename.as_ref(), args.force_exclude)?;
    let mut baselines = if args.no_baseline { Baselines::default() } else { Baselines::load(&mut setup)? };
    if report_problems(&setup, terminal)? {
        return Ok(Status::Trouble);
    }
    check_globs(&setup, args.select.iter().chain(&args.ignore))?;
    for trouble in &targets.troubles {
        terminal.error(trouble);
    }
    let mut run = Run::new(args, terminal, &setup)?;
    run.trouble = !targets.troubles.is_empty();
    let written = run
        .lint(&files, &mut setup, &mut baselines)
        .and_then(|()| run.exceptions(&targets, &mut setup))
        .and_then(|()| run.finish(started.elapsed(), &setup));
    written.map_err(|error| format!("the report cannot be written: {error}"))
}

fn since(args: &CheckArgs) -> Option<Since> {
    let since = args.changed_since.clone().map(Since::Revision);
    since.or_else(|| args.staged.then_some(Since::Index))
}

fn fixing(args: &CheckArgs) -> Fixing {
    match (args.diff, args.fix, args.unsafe_fixes) {
        (true, _, false) => Fixing::ShowSafe,
        (true, _, true) => Fixing::ShowAll,
        (false, true, false) => Fixing::Safe,
        (false, true, true) => Fixing::All,
        (false, false, _) => Fixing::Off,
    }
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

/// What reports may say of the rules.
fn rules(setup: &Setup<'_>) -> Vec<RuleInfo> {
    let mut rules: Vec<RuleInfo> = Vec::new();
    for rule in setup.places().iter().flat_map(|place| place.desk.rulebook.rules()) {
        rules.push(RuleInfo {
            id: rule.id.to_string(),
            title: rule.title.clone(),
            help: rule.wording.help.as_ref().map(|help| help.fill(&[])),
            why: rule.why.clone(),
            severity: rule.wording.severity,
        });
    }
    rules.sort_by(|a, b| a.id.cmp(&b.id));
    rules.dedup_by(|a, b| a.id == b.id);
    rules
}

/// Draws what is wrong with settings and rule files on standard error; whether there is anything.
pub fn report_problems(setup: &Setup<'_>, terminal: &Terminal) -> Result<bool, String> {
    let style = Style { colour: terminal.error_colour, width: terminal.width, ..Style::default() };
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

struct Run<'r> {
    args: &'r CheckArgs,
    terminal: &'r Terminal,
    emitters: Vec<Box<dyn Emitter>>,
    fail_on: Vec<FailOn>,
    summary: Summary,
    tally: Tally,
    failed: bool,
    trouble: bool,
    progress: Progress,
    /// Exceptions that suppressed something, by desk and index.
    used: Vec<Vec<usize>>,
}

impl<'r> Run<'r> {
    fn new(args: &'r CheckArgs, terminal: &'r Terminal, setup: &Setup<'_>) -> Result<Self, String> {
        let mut targets = args.output_format.clone();
        if targets.is_empty() {
            targets.push(OutputTarget { format: Format::Full, file: None });
        }
        let in_actions = std::env::var("GITHUB_ACTIONS").is_ok_and(|value| value == "true");
        let rules = rules(setup);
        let style = |colour| Style {
            colour,
            width: terminal.width,
            redact: args.redact,
            defuse: in_actions,
            link: (colour && terminal.links).then_some(RULE_PAGE),
            rules: rules.clone(),
        };
        let mut emitters = Vec::new();
        for target in &targets {
            let (out, colour): (Box<dyn io::Write>, bool) = match &target.file {
                // What is counted or shown as a diff takes the place of the report.
                None if args.statistics || args.diff => continue,
                None => (Box::new(stdout()), terminal.colour),
                Some(path) => {
                    let file = fs::File::create(path).map_err(|error| format!("{}: {error}", path.display()))?;
                    (Box::new(Tolerant::new(io::BufWriter::new(file))), false)
                }
            };
            emitters.push(emit::emitter(target.format, out, style(colour)));
        }
        // GitHub gives each step a file for its summary; it is written where annotations are.
        if targets.iter().any(|target| target.format == Format::Github)
            && let Some(path) = std::env::var_os("GITHUB_STEP_SUMMARY").filter(|path| !path.is_empty())
        {
            let file = fs::OpenOptions::new().append(true).create(true).open(&path);
            let file = file.map_err(|error| format!("{}: {error}", path.to_string_lossy()))?;
            emitters.push(emit::job_summary(Box::new(io::BufWriter::new(file)), &style(false)));
        }
        let places = setup.places();
        Ok(Run {
            args,
            terminal,
            emitters,
            fail_on: places.iter().map(|place| place.desk.fail_on).collect(),
            summary: Summary::default(),
            tally: Tally::default(),
            failed: false,
            trouble: false,
            progress: Progress::new(terminal.interactive && !args.no_progress),
            used: vec![Vec::new(); places.len()],
        })
    }

    fn lint(&mut self, files: &[Resolved], setup: &mut Setup<'_>, baselines: &mut Baselines) -> io::Result<()> {
        let options = linting::Options { fixing: fixing(self.args), timing: self.args.timing };
        self.progress.start(files.len());
        linting::each(files, setup, options, |file, id, mut outcome, setup| {
            if let Some(source) = &outcome.source {
                let diagnostics = &mut outcome.linted.diagnostics;
                self.summary.baselined += baselines.take(file, diagnostics, source);
            }
            self.report(&file.name, outcome, file.place, id, setup)?;
            self.progress.step();
            Ok(())
        })?;
        self.progress.end();
        Ok(())
    }

    fn report(
        &mut self,
        name: &str,
        outcome: Outcome,
        place: usize,
        id: FileId,
        setup: &mut Setup<'_>,
    ) -> io::Result<()> {
        self.summary.files += 1;
        self.summary.articles += outcome.linted.articles;
        self.summary.fixed += outcome.fixed;
        self.used[place].extend(&outcome.linted.exceptions_used);
        self.tally.time(&setup.places()[place].desk.rulebook, &outcome.linted.timings);
        if let Some(trouble) = outcome.trouble {
            self.terminal.error(&trouble);
            self.trouble = true;
        }
        for emitter in &mut self.emitters {
            emitter.file(name);
        }
        if !outcome.diff.is_empty() {
            self.failed = true;
            io::Write::write_all(&mut stdout(), outcome.diff.as_bytes())?;
        }
        if outcome.linted.diagnostics.is_empty() {
            return Ok(());
        }
        if let Some(source) = outcome.source {
            setup.sources.put(id, source);
        }
        for diagnostic in &outcome.linted.diagnostics {
            self.emit(diagnostic, self.fail_on[place], &setup.sources)?;
        }
        setup.sources.remove(id);
        Ok(())
    }

    fn emit(&mut self, diagnostic: &Diagnostic, fail_on: FailOn, sources: &Sources) -> io::Result<()> {
        self.summary.count(diagnostic);
        self.tally.count(diagnostic);
        // Where fixes are shown, they and not the findings decide.
        self.failed |= fail_on.fails(diagnostic.severity) && !self.args.diff;
        let emitters = &mut self.emitters;
        self.progress.pause(|| emitters.iter_mut().try_for_each(|emitter| emitter.emit(diagnostic, sources)))
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

    fn finish(&mut self, elapsed: Duration, _setup: &Setup<'_>) -> io::Result<Status> {
        self.summary.elapsed = elapsed;
        for emitter in &mut self.emitters {
            emitter.finish(&self.summary)?;
        }
        let mut out = stdout();
        if self.args.statistics {
            self.tally.write_counts(&mut out, self.terminal)?;
        }
        if self.args.timing {
            self.tally.write_times(&mut out, self.terminal)?;
        }
        io::Write::flush(&mut out)?;
        Ok(match (self.trouble, self.failed && !self.args.exit_zero) {
            (true, _) => Status::Trouble,
            (false, true) => Status::Findings,
            (false, false) => Status::Clean,
        })
    }
}

/// A bar that shows itself when the work takes longer than a second: one that flashes by is noise.
struct Progress {
    bar: Option<indicatif::ProgressBar>,
    started: Instant,
}

impl Progress {
    fn new(wanted: bool) -> Self {
        let bar = wanted.then(|| {
            let bar = indicatif::ProgressBar::hidden();
            if let Ok(style) = indicatif::ProgressStyle::with_template("{bar:40} {pos}/{len} files, {eta} left") {
                bar.set_style(style);
            }
            bar
        });
        Progress { bar, started: Instant::now() }
    }

    fn start(&mut self, files: usize) {
        self.started = Instant::now();
        if let Some(bar) = &self.bar {
            bar.set_length(files as u64);
        }
    }

    fn step(&mut self) {
        if let Some(bar) = &self.bar {
            if bar.is_hidden() && self.started.elapsed() > Duration::from_secs(1) {
                bar.set_draw_target(indicatif::ProgressDrawTarget::stderr());
            }
            bar.inc(1);
        }
    }

    /// Takes the bar off the screen while something is printed.
    fn pause<T>(&self, print: impl FnOnce() -> T) -> T {
        match &self.bar {
            Some(bar) if !bar.is_hidden() => bar.suspend(print),
            _ => print(),
        }
    }

    fn end(&mut self) {
        if let Some(bar) = self.bar.take() {
            bar.finish_and_clear();
        }
    }
}

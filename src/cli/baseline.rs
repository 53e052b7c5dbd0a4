//! Baselines on disk: taking what they list out of a report, and `copydesk baseline`.

use std::collections::BTreeMap;
use std::collections::BTreeSet;
use std::fs;
use std::io::Write;
use std::path::PathBuf;

use super::args::{BaselineAction, BaselineArgs};
use super::files::{collect, shown};
use super::linting::{self, Resolved};
use super::output::{Terminal, stdout};
use super::setup::Setup;
use super::{Status, check};
use crate::baseline::{Baseline, Entry};
use crate::config::Choice;
use crate::diagnostic::Diagnostic;
use crate::fingerprint::Fingerprints;
use crate::source::SourceFile;

/// The name of a baseline, beside the configuration, where that names no other.
pub const BASELINE_NAME: &str = "copydesk-baseline.txt";

/// The baselines of a run, by desk.
#[derive(Default)]
pub struct Baselines {
    by_place: BTreeMap<usize, Baseline>,
}

impl Baselines {
    /// Reads the baseline of each desk that has one.
    pub fn load(setup: &mut Setup<'_>) -> Result<Self, String> {
        let mut by_place = BTreeMap::new();
        for place in 0..setup.places().len() {
            let path = path(setup, place);
            match fs::read_to_string(&path) {
                Ok(text) => {
                    let baseline = Baseline::parse(&text)
                        .map_err(|(line, message)| format!("{}:{line}: {message}", shown(&path)))?;
                    by_place.insert(place, baseline);
                }
                Err(error) if error.kind() == std::io::ErrorKind::NotFound => {}
                Err(error) => return Err(format!("{}: {error}", shown(&path))),
            }
        }
        Ok(Baselines { by_place })
    }

    /// Takes the findings of a file that its baseline lists; how many those are.
    pub fn take(&mut self, file: &Resolved, diagnostics: &mut Vec<Diagnostic>, _source: &SourceFile) -> usize {
        let Some(baseline) = self.by_place.get_mut(&file.place) else { return 0 };
        let before = diagnostics.len();
        let mut fingerprints = Fingerprints::default();
        diagnostics.retain(|diagnostic| {
            let finding = fingerprints.next(diagnostic);
            !baseline.has(&Entry::new(&file.path, diagnostic, finding))
        });
        before - diagnostics.len()
    }
}

fn path(setup: &Setup<'_>, place: usize) -> PathBuf {
    let place = &setup.places()[place];
    let name = place.baseline.as_deref().unwrap_or(BASELINE_NAME);
    place.root.clone().unwrap_or_default().join(name)
}

/// Writes, checks or prunes the baseline of the current folder's configuration.
pub fn run(args: BaselineArgs, terminal: &Terminal) -> Result<Status, String> {
    let mut setup = Setup::new(&args.config, Choice::default())?;
    let mut targets = collect(&args.paths, None);
    let files = linting::resolve(&mut setup, &mut targets, None, false)?;
    if check::report_problems(&setup, terminal)? {
        return Ok(Status::Trouble);
    }
    for trouble in &targets.troubles {
        terminal.error(trouble);
    }
    let mut known = Baselines::load(&mut setup)?.by_place;
    let mut found: BTreeMap<usize, Vec<Entry>> = BTreeMap::new();
    let mut linted: BTreeSet<(usize, String)> = BTreeSet::new();
    let mut trouble = !targets.troubles.is_empty();
    let mut new = 0;
    linting::each(&files, &mut setup, linting::Options::default(), |file, _, outcome, _| {
        if let Some(message) = outcome.trouble {
            terminal.error(&message);
            trouble = true;
        }
        linted.insert((file.place, file.path.clone()));
        let mut fingerprints = Fingerprints::default();
        for diagnostic in &outcome.linted.diagnostics {
            let entry = Entry::new(&file.path, diagnostic, fingerprints.next(diagnostic));
            let is_known = known.get_mut(&file.place).is_some_and(|baseline| baseline.has(&entry));
            new += usize::from(!is_known);
            found.entry(file.place).or_default().push(entry);
        }
        Ok(())
    })
    .map_err(|error| error.to_string())?;
    let mut out = stdout();
    let mut stale = 0;
    for place in 0..setup.places().len() {
        let path = path(&setup, place);
        // A file that is gone has no findings any more: its entries are stale as well.
        let root = setup.places()[place].root.clone().unwrap_or_default();
        let was_linted = |name: &str| linted.contains(&(place, name.to_owned())) || !root.join(name).exists();
        let write = |baseline: &Baseline| {
            fs::write(&path, baseline.text()).map_err(|error| format!("{}: {error}", shown(&path)))
        };
        match args.action {
            BaselineAction::Write => {
                let baseline = Baseline::new(found.remove(&place).unwrap_or_default());
                let wanted = !baseline.is_empty() || path.exists();
                if wanted && linted.iter().any(|(of, _)| *of == place) {
                    write(&baseline)?;
                    let line = format!("{}: {} findings are set aside", shown(&path), baseline.len());
                    writeln!(out, "{line}").map_err(|error| error.to_string())?;
                }
            }
            BaselineAction::Prune => {
                let Some(baseline) = known.get(&place) else { continue };
                let pruned = baseline.pruned(was_linted);
                write(&pruned)?;
                let gone = baseline.len() - pruned.len();
                let line = format!("{}: {gone} stale entries taken out, {} are left", shown(&path), pruned.len());
                writeln!(out, "{line}").map_err(|error| error.to_string())?;
            }
            BaselineAction::Check => {
                let Some(baseline) = known.get(&place) else { continue };
                for entry in baseline.stale(was_linted) {
                    stale += 1;
                    let line = format!("{}: stale: {} in {}", shown(&path), entry.rule, entry.path);
                    writeln!(out, "{line}").map_err(|error| error.to_string())?;
                }
            }
        }
    }
    if args.action == BaselineAction::Check {
        writeln!(out, "{new} new findings, {stale} stale entries").map_err(|error| error.to_string())?;
    }
    out.flush().map_err(|error| error.to_string())?;
    Ok(match (trouble, args.action) {
        (true, _) => Status::Trouble,
        (false, BaselineAction::Check) if new + stale > 0 => Status::Findings,
        _ => Status::Clean,
    })
}

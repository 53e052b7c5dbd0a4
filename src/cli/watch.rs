//! `copydesk check --watch`: lints again whenever something below the paths has changed. Looks at the
//! files' sizes and times a few times a second: it works on every disk, network ones included, and a
//! newsroom's repository is read in milliseconds.

use std::collections::BTreeMap;
use std::io::Write;
use std::path::PathBuf;
use std::thread::sleep;
use std::time::{Duration, SystemTime};

use super::args::CheckArgs;
use super::files::collect;
use super::output::{Terminal, stdout};
use super::{Status, check};

/// How often the files are looked at.
const EVERY: Duration = Duration::from_millis(300);

/// Lints until the program is stopped.
pub fn run(args: &CheckArgs, terminal: &Terminal) -> Result<Status, String> {
    let mut seen = None;
    loop {
        let now = state(args);
        if seen.as_ref() != Some(&now) {
            if terminal.interactive && terminal.colour {
                let _ = stdout().write_all(b"\x1b[2J\x1b[H");
            }
            // What is wrong with the settings now may be mended in the next moment.
            if let Err(message) = check::run(args, terminal) {
                terminal.error(&message);
            }
            seen = Some(now);
        }
        sleep(EVERY);
    }
}

/// The files there are, with sizes and times; settings and rule files among them.
fn state(args: &CheckArgs) -> BTreeMap<PathBuf, (u64, Option<SystemTime>)> {
    let mut paths: Vec<PathBuf> = collect(&args.paths, None).files.into_values().filter_map(|t| t.path).collect();
    paths.extend(args.config.config.clone());
    let nearest = |path: &PathBuf| path.canonicalize().ok();
    for folder in
        args.paths.iter().filter_map(nearest).flat_map(|p| p.ancestors().map(Into::into).collect::<Vec<PathBuf>>())
    {
        paths.push(folder.join(super::setup::CONFIG_NAME));
    }
    paths
        .into_iter()
        .filter_map(|path| {
            let data = path.metadata().ok()?;
            Some((path, (data.len(), data.modified().ok())))
        })
        .collect()
}

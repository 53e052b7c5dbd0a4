//! The command line: the only part that knows of arguments, folders, the environment, standard
//! output and exit codes.
//!
//! Exit status: 0 clean, 1 findings at or above `--fail-on` (or failing examples), 2 trouble with
//! the arguments, the configuration, a rule file or a file that cannot be read.

mod args;
mod baseline;
mod check;
mod config;
mod explain;
mod files;
mod fixing;
mod generate;
mod git;
mod init;
mod linting;
mod new;
mod output;
mod rules;
mod setup;
mod show;
mod tally;
mod test;
mod watch;

use std::ffi::OsString;
use std::process::ExitCode;

use clap::Parser;

pub use args::Arguments;
use args::Command;
use output::Terminal;

/// How a command ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Status {
    /// Nothing to complain of.
    Clean,
    /// Findings at or above `--fail-on`.
    Findings,
    /// Trouble with arguments, configuration, rule files or reading.
    Trouble,
}

/// Runs the command that the arguments (the first is the program's name) ask for.
pub fn run(arguments: impl IntoIterator<Item = OsString>) -> ExitCode {
    let arguments = match Arguments::try_parse_from(arguments) {
        Ok(arguments) => arguments,
        Err(error) => {
            // Help and version are no errors; a closed pipe is none of our business.
            let _ = error.print();
            return ExitCode::from(if error.use_stderr() { 2 } else { 0 });
        }
    };
    let terminal = Terminal::new(arguments.color);
    let status = match arguments.command {
        Command::Check(check) if check.watch => watch::run(&check, &terminal),
        Command::Check(check) => check::run(&check, &terminal),
        Command::Rules(rules) => rules::run(rules, &terminal),
        Command::Explain(explain) => explain::run(explain, &terminal),
        Command::Test(test) => test::run(test, &terminal),
        Command::New(new) => new::run(&new, &terminal),
        Command::Show(show) => show::run(show, &terminal),
        Command::Baseline(baseline) => baseline::run(baseline, &terminal),
        Command::Init(init) => init::run(&init, &terminal),
        Command::Config(config) => config::run(config, &terminal),
        Command::Completions(completions) => generate::completions(&completions),
        Command::Man(man) => generate::man(&man),
    };
    ExitCode::from(match status {
        Ok(Status::Clean) => 0,
        Ok(Status::Findings) => 1,
        Ok(Status::Trouble) => 2,
        Err(message) => {
            terminal.error(&message);
            2
        }
    })
}

//! `copydesk completions` and `copydesk man`: made from the arguments' own descriptions.

use std::fs;
use std::io::Write;

use clap::CommandFactory;

use super::Status;
use super::args::{Arguments, CompletionsArgs, ManArgs};
use super::output::stdout;

/// Prints completions for a shell.
pub fn completions(args: &CompletionsArgs) -> Result<Status, String> {
    let mut out = stdout();
    clap_complete::generate(args.shell, &mut Arguments::command(), "copydesk", &mut out);
    out.flush().map_err(|error| error.to_string())?;
    Ok(Status::Clean)
}

/// Prints the manual page, or writes those of all commands.
pub fn man(args: &ManArgs) -> Result<Status, String> {
    let command = Arguments::command();
    let written = match &args.out {
        Some(folder) => fs::create_dir_all(folder).and_then(|()| clap_mangen::generate_to(command, folder)),
        None => {
            let mut out = stdout();
            clap_mangen::Man::new(command).render(&mut out).and_then(|()| out.flush())
        }
    };
    written.map_err(|error| error.to_string())?;
    Ok(Status::Clean)
}

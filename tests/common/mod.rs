//! Running the program in a scratch folder, for tests of the command line.

#![allow(dead_code, reason = "each test file uses a part of it")]

use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};

use tempfile::TempDir;

/// A folder of its own, gone afterwards.
pub struct Scratch {
    folder: TempDir,
}

/// What a run gave.
pub struct Ran {
    pub status: i32,
    pub stdout: String,
    pub stderr: String,
}

impl Scratch {
    pub fn new() -> Self {
        Scratch { folder: tempfile::tempdir().unwrap() }
    }

    pub fn path(&self) -> &Path {
        self.folder.path()
    }

    /// Writes a file, with the folders it needs.
    pub fn file(&self, name: &str, content: impl AsRef<[u8]>) -> PathBuf {
        let path = self.path().join(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(&path, content).unwrap();
        path
    }

    pub fn read(&self, name: &str) -> String {
        fs::read_to_string(self.path().join(name)).unwrap()
    }

    pub fn command(&self, arguments: &[&str]) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_copydesk"));
        command.current_dir(self.path()).args(arguments);
        for name in ["NO_COLOR", "FORCE_COLOR", "CLICOLOR", "CLICOLOR_FORCE", "COPYDESK_OUTPUT_FORMAT"] {
            command.env_remove(name);
        }
        command
    }

    pub fn run(&self, arguments: &[&str]) -> Ran {
        ran(self.command(arguments).stdin(Stdio::null()).output().unwrap())
    }

    pub fn run_with_stdin(&self, arguments: &[&str], input: &[u8]) -> Ran {
        let mut child = self
            .command(arguments)
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .unwrap();
        // The program may end before it has read everything; that is its right.
        let _ = child.stdin.take().unwrap().write_all(input);
        ran(child.wait_with_output().unwrap())
    }

    /// The diagnostics of a JSON run.
    pub fn json(&self, arguments: &[&str]) -> (i32, Vec<serde_json::Value>) {
        let arguments: Vec<&str> = ["check", "--output-format", "json"].iter().chain(arguments).copied().collect();
        let ran = self.run(&arguments);
        let value: serde_json::Value =
            serde_json::from_str(&ran.stdout).unwrap_or_else(|e| panic!("{e}: {}{}", ran.stdout, ran.stderr));
        (ran.status, value["diagnostics"].as_array().unwrap().clone())
    }
}

/// The rule ids of diagnostics, in their order.
pub fn rules(diagnostics: &[serde_json::Value]) -> Vec<&str> {
    diagnostics.iter().map(|d| d["rule"].as_str().unwrap()).collect()
}

fn ran(output: Output) -> Ran {
    Ran {
        status: output.status.code().unwrap_or(-1),
        stdout: String::from_utf8(output.stdout).unwrap(),
        stderr: String::from_utf8(output.stderr).unwrap(),
    }
}

/// A story whose second paragraph is pasted twice.
pub const PASTED: &str = "Harbour budget passed

The council of Marlow Quay passed the harbour budget on Tuesday after a debate that lasted until two in the morning.

The breakwater gets half of the money, and the rest is shared between the lighthouse and the new slip.

The council of Marlow Quay passed the harbour budget on Tuesday after a debate that lasted until two in the morning.
";

/// A story with nothing to complain of.
pub const CLEAN: &str = "Harbour budget passed

The council of Marlow Quay passed the harbour budget on Tuesday after a debate that lasted until two in the morning.

The breakwater gets half of the money, and the rest is shared between the lighthouse and the new slip.
";

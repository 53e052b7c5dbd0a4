//! The command: hands its arguments to the library and its status to the system.

fn main() -> std::process::ExitCode {
    copydesk::cli::run(std::env::args_os())
}

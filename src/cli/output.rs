//! The terminal: colour, width, and writing that outlives a closed pipe.

use std::io::{self, IsTerminal, Write};

use super::args::ColorChoice;

/// What is known of the terminal.
#[derive(Clone, Copy, Debug)]
pub struct Terminal {
    /// Whether standard output may carry colour.
    pub colour: bool,
    /// Whether standard error may carry colour.
    pub error_colour: bool,
    /// Whether standard output shows links.
    pub links: bool,
    /// Columns of standard output.
    pub width: usize,
    /// Whether standard error is a terminal that can redraw a line.
    pub interactive: bool,
}

/// Columns where there is no terminal to ask.
const WIDTH: usize = 100;

impl Terminal {
    /// Asks the environment. `--color` goes before NO_COLOR, that before FORCE_COLOR and
    /// CLICOLOR_FORCE, those before CLICOLOR=0 and TERM=dumb; then colour is for terminals.
    pub fn new(choice: ColorChoice) -> Self {
        let (stdout, stderr) = (io::stdout().is_terminal(), io::stderr().is_terminal());
        let wanted = wanted(choice, |name| std::env::var(name).ok());
        let dumb = std::env::var("TERM").is_ok_and(|term| term == "dumb");
        let columns = terminal_size::terminal_size().map(|(width, _)| usize::from(width.0));
        Terminal {
            colour: wanted.unwrap_or(stdout),
            error_colour: wanted.unwrap_or(stderr),
            links: wanted.unwrap_or(stdout) && supports_hyperlinks::on(supports_hyperlinks::Stream::Stdout),
            width: columns.filter(|_| stdout).unwrap_or(WIDTH).clamp(40, 160),
            interactive: stderr && !dumb,
        }
    }

    /// Prints an error that has no place in a file.
    pub fn error(&self, message: &str) {
        let message: String = message.chars().map(|c| if c.is_control() { '\u{fffd}' } else { c }).collect();
        let line = match self.error_colour {
            true => format!("\x1b[1;31merror\x1b[0m\x1b[1m: {message}\x1b[0m\n"),
            false => format!("error: {message}\n"),
        };
        let _ = io::stderr().write_all(line.as_bytes());
    }

    /// Text in bold where there is colour.
    pub fn bold(&self, text: &str) -> String {
        self.painted("\x1b[1m", text)
    }

    /// Text in a faint tone where there is colour.
    pub fn faint(&self, text: &str) -> String {
        self.painted("\x1b[2m", text)
    }

    /// Text in an ANSI style where there is colour.
    pub fn painted(&self, style: &str, text: &str) -> String {
        if self.colour && !text.is_empty() { format!("{style}{text}\x1b[0m") } else { text.to_owned() }
    }
}

/// What arguments and environment want; `None`: it depends on the terminal.
fn wanted(choice: ColorChoice, variable: impl Fn(&str) -> Option<String>) -> Option<bool> {
    let is_set = |name: &str| variable(name).is_some_and(|value| !value.is_empty());
    let forces = |name: &str| variable(name).is_some_and(|value| !value.is_empty() && value != "0");
    match choice {
        ColorChoice::Always => Some(true),
        ColorChoice::Never => Some(false),
        ColorChoice::Auto if is_set("NO_COLOR") => Some(false),
        ColorChoice::Auto if forces("FORCE_COLOR") || forces("CLICOLOR_FORCE") => Some(true),
        ColorChoice::Auto if variable("CLICOLOR").as_deref() == Some("0") => Some(false),
        ColorChoice::Auto if variable("TERM").as_deref() == Some("dumb") => Some(false),
        ColorChoice::Auto => None,
    }
}

/// A writer to which a closed pipe is no error: the rest goes nowhere, and the run goes on, so
/// that the exit status is right.
pub struct Tolerant<W> {
    inner: W,
    closed: bool,
}

impl<W: Write> Tolerant<W> {
    /// Wraps a writer.
    pub fn new(inner: W) -> Self {
        Tolerant { inner, closed: false }
    }

    fn forgive<T>(&mut self, result: io::Result<T>, instead: T) -> io::Result<T> {
        match result {
            Err(error) if error.kind() == io::ErrorKind::BrokenPipe => {
                self.closed = true;
                Ok(instead)
            }
            other => other,
        }
    }
}

impl<W: Write> Write for Tolerant<W> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        if self.closed {
            return Ok(bytes.len());
        }
        let result = self.inner.write(bytes);
        self.forgive(result, bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        if self.closed {
            return Ok(());
        }
        let result = self.inner.flush();
        self.forgive(result, ())
    }
}

/// Standard output, buffered and forgiving.
pub fn stdout() -> Tolerant<io::BufWriter<io::Stdout>> {
    Tolerant::new(io::BufWriter::with_capacity(1 << 16, io::stdout()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn colour_follows_flag_then_environment() {
        let environment = |pairs: &'static [(&str, &str)]| {
            move |name: &str| pairs.iter().find(|(n, _)| *n == name).map(|(_, v)| (*v).to_owned())
        };
        assert_eq!(wanted(ColorChoice::Always, environment(&[("NO_COLOR", "1")])), Some(true));
        assert_eq!(wanted(ColorChoice::Auto, environment(&[("NO_COLOR", "1"), ("FORCE_COLOR", "1")])), Some(false));
        assert_eq!(wanted(ColorChoice::Auto, environment(&[("NO_COLOR", ""), ("FORCE_COLOR", "1")])), Some(true));
        assert_eq!(wanted(ColorChoice::Auto, environment(&[("CLICOLOR_FORCE", "0")])), None);
        assert_eq!(wanted(ColorChoice::Auto, environment(&[("CLICOLOR", "0")])), Some(false));
    }

    #[test]
    fn a_closed_pipe_swallows_the_rest() {
        struct Closed;
        impl Write for Closed {
            fn write(&mut self, _: &[u8]) -> io::Result<usize> {
                Err(io::ErrorKind::BrokenPipe.into())
            }
            fn flush(&mut self) -> io::Result<()> {
                Ok(())
            }
        }
        let mut out = Tolerant::new(Closed);
        assert!(out.write_all(b"some").is_ok());
        assert!(out.write_all(b"more").is_ok());
    }
}

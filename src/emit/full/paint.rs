//! Colours for codespan's drawing: red for errors, yellow for warnings, green for notes, blue for
//! the places that belong to them. Sixteen colours, so that every terminal's own palette holds.

use std::io::{self, Write};

use codespan_reporting::diagnostic::{LabelStyle, Severity};
use codespan_reporting::term::{GeneralWriteResult, WriteStyle};

/// A writer with or without colour.
pub struct Paint<'w> {
    out: &'w mut Vec<u8>,
    colour: bool,
}

impl<'w> Paint<'w> {
    /// Writes to `out`.
    pub fn new(out: &'w mut Vec<u8>, colour: bool) -> Self {
        Paint { out, colour }
    }

    fn set(&mut self, code: &str) -> GeneralWriteResult {
        if self.colour {
            write!(self.out, "\x1b[0m\x1b[{code}m")?;
        }
        Ok(())
    }
}

impl Write for Paint<'_> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.out.extend_from_slice(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

fn code(severity: Severity) -> &'static str {
    match severity {
        Severity::Bug | Severity::Error => "1;31",
        Severity::Warning => "1;33",
        Severity::Note => "1;32",
        Severity::Help => "1;36",
    }
}

impl WriteStyle for Paint<'_> {
    fn set_header(&mut self, severity: Severity) -> GeneralWriteResult {
        self.set(code(severity))
    }

    fn set_header_message(&mut self) -> GeneralWriteResult {
        self.set("1")
    }

    fn set_line_number(&mut self) -> GeneralWriteResult {
        self.set("34")
    }

    fn set_note_bullet(&mut self) -> GeneralWriteResult {
        self.set("34")
    }

    fn set_source_border(&mut self) -> GeneralWriteResult {
        self.set("34")
    }

    fn set_label(&mut self, severity: Severity, style: LabelStyle) -> GeneralWriteResult {
        match style {
            LabelStyle::Primary => self.set(code(severity)),
            LabelStyle::Secondary => self.set("1;36"),
        }
    }

    fn reset(&mut self) -> GeneralWriteResult {
        if self.colour {
            self.out.write_all(b"\x1b[0m")?;
        }
        Ok(())
    }
}

//! Counts and times by rule, for `--statistics` and `--timing`.

use std::collections::BTreeMap;
use std::io::{self, Write};
use std::time::Duration;

use super::output::Terminal;
use crate::diagnostic::{Diagnostic, Safety, Severity};
use crate::rule::Rulebook;

/// What a run adds up.
#[derive(Default)]
pub struct Tally {
    counts: BTreeMap<(String, Severity), Count>,
    times: BTreeMap<String, Duration>,
}

#[derive(Default)]
struct Count {
    findings: usize,
    safe: usize,
    all: usize,
}

impl Tally {
    /// Counts a finding.
    pub fn count(&mut self, diagnostic: &Diagnostic) {
        let count = self.counts.entry((diagnostic.rule.to_string(), diagnostic.severity)).or_default();
        count.findings += 1;
        if let Some(fix) = &diagnostic.fix {
            count.all += 1;
            count.safe += usize::from(fix.safety == Safety::Safe);
        }
    }

    /// Adds the times of a file.
    pub fn time(&mut self, rulebook: &Rulebook, timings: &[(usize, Duration)]) {
        for (rule, time) in timings {
            if let Some(rule) = rulebook.rules().get(*rule) {
                *self.times.entry(rule.id.to_string()).or_default() += *time;
            }
        }
    }

    /// Writes the counts, the most frequent rule first.
    pub fn write_counts(&self, out: &mut dyn Write, terminal: &Terminal) -> io::Result<()> {
        let mut rows: Vec<_> = self.counts.iter().collect();
        rows.sort_by_key(|(_, count)| std::cmp::Reverse(count.findings));
        for ((rule, severity), count) in rows {
            let fixes = match (count.safe, count.all - count.safe) {
                (0, 0) => String::new(),
                (safe, 0) => format!("  {safe} fixable"),
                (0, others) => format!("  {others} fixable with --unsafe-fixes"),
                (safe, others) => format!("  {safe} fixable, {others} more with --unsafe-fixes"),
            };
            let findings = count.findings;
            writeln!(out, "{findings:>6}  {:<8} {rule}{}", severity.as_str(), terminal.faint(&fixes))?;
        }
        Ok(())
    }

    /// Writes the times, the slowest rule first.
    pub fn write_times(&self, out: &mut dyn Write, terminal: &Terminal) -> io::Result<()> {
        let mut rows: Vec<_> = self.times.iter().collect();
        rows.sort_by_key(|(_, time)| std::cmp::Reverse(**time));
        for (rule, time) in rows {
            writeln!(out, "{:>10.1} ms  {rule}", time.as_secs_f64() * 1000.0)?;
        }
        writeln!(out, "{}", terminal.faint("what the rules share is charged to the first that asks for it"))
    }
}

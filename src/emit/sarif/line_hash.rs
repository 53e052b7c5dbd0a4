//! The hash of a line by which GitHub knows a finding again, `primaryLocationLineHash`: a rolling hash
//! over the hundred characters that start at the line, blanks left out. Ported to the letter: another
//! value under that name would make GitHub take every old finding for a new one.

/// Characters that a hash covers.
const BLOCK: usize = 100;
const MOD: u64 = 37;

/// For each line of a text its hash, with a count where several lines share it.
pub fn line_hashes(text: &str) -> Vec<String> {
    let mut roller = Roller {
        window: [0; BLOCK],
        lines: [None; BLOCK],
        hash: 0,
        at: 0,
        counts: std::collections::HashMap::new(),
        out: Vec::new(),
        first: (0..BLOCK).fold(1, |power: u64, _| power.wrapping_mul(MOD)),
    };
    let mut line = 0;
    let mut line_starts = true;
    let mut after_return = false;
    for unit in text.encode_utf16().map(u64::from).chain([65535]) {
        if unit == u64::from(b' ') || unit == u64::from(b'\t') || (after_return && unit == u64::from(b'\n')) {
            after_return = false;
            continue;
        }
        after_return = unit == u64::from(b'\r');
        let unit = if after_return { u64::from(b'\n') } else { unit };
        roller.settle();
        if std::mem::take(&mut line_starts) {
            roller.lines[roller.at] = Some(line);
            line += 1;
        }
        line_starts = unit == u64::from(b'\n');
        roller.roll(unit);
    }
    for _ in 0..BLOCK {
        roller.settle();
        roller.roll(0);
    }
    roller.out
}

struct Roller {
    window: [u64; BLOCK],
    /// The line that starts at each place of the window.
    lines: [Option<usize>; BLOCK],
    hash: u64,
    at: usize,
    counts: std::collections::HashMap<u64, u32>,
    out: Vec<String>,
    first: u64,
}

impl Roller {
    /// When the window comes back to where a line started, that line's hash is complete.
    fn settle(&mut self) {
        if self.lines[self.at].take().is_some() {
            let count = self.counts.entry(self.hash).or_insert(0);
            *count += 1;
            self.out.push(format!("{:x}:{count}", self.hash));
        }
    }

    fn roll(&mut self, unit: u64) {
        let before = std::mem::replace(&mut self.window[self.at], unit);
        self.hash = MOD.wrapping_mul(self.hash).wrapping_add(unit).wrapping_sub(self.first.wrapping_mul(before));
        self.at = (self.at + 1) % BLOCK;
    }
}

#[cfg(test)]
mod tests {
    use super::line_hashes;

    #[test]
    fn the_published_vectors_hold() {
        assert_eq!(line_hashes(""), ["c129715d7a2bc9a3:1"]);
        let lines = ["271789c17abda88f:1", "54703d4cd895b18:1", "180aee12dab6264:1", "a23a3dc5e078b07b:1"];
        assert_eq!(line_hashes(" a\nb\n  \t\tc\n d"), lines);
        let lines = [
            "e9496ae3ebfced30:1",
            "fb7c023a8b9ccb3f:1",
            "ce8ba1a563dcdaca:1",
            "e20e36e16fcb0cc8:1",
            "b3edc88f2938467e:1",
            "c8e28b0b4002a3a0:1",
            "c129715d7a2bc9a3:1",
        ];
        assert_eq!(line_hashes(" hello; \t\r\nworld!!!\r\n\r\n\r\n  \t\tGreetings\r\n End\r\n"), lines);
        let mut lines: Vec<String> = (1..=6).map(|count| format!("a7f2ff13bc495cf2:{count}")).collect();
        let last = ["a7f2ff1481e87703", "a9cf91f7bbf1862b", "55ec222b86bcae53", "cc97dc7b1d7d8f7b", "c129715d7a2bc9a3"];
        lines.extend(last.map(|hash| format!("{hash}:1")));
        assert_eq!(line_hashes(&"Lorem ipsum dolor sit amet.\n".repeat(10)), lines);
    }
}

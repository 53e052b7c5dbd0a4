//! Invented news copy of any length, for benchmarks: the same seed gives the same story. Its
//! vocabulary is small, its shape (paragraph lengths, quotations, figures, names, datelines) is
//! that of a wire story.

const SUBJECTS: &[&str] = &[
    "The harbour board",
    "Mayor Ida Kerr",
    "A spokesman for the ferry company",
    "The growers' union",
    "Judge Amrit Soane",
    "Residents of Tern Street",
    "The lighthouse keeper",
    "Two officials familiar with the tender",
    "The council",
];
const VERBS: &[&str] = &["said", "announced", "confirmed", "denied", "told reporters", "argued", "warned", "wrote"];
const OBJECTS: &[&str] = &[
    "the new terminal would open in April",
    "the budget had grown by 12 percent, to $4.2 million",
    "41 tonnes of sea buckthorn had been picked",
    "eleven of the 28 members voted against the plan",
    "nobody was hurt when the bridge began to sway",
    "the tender would be repeated within two weeks",
    "about 300 people had left the island since Oct. 7, 2019",
    "the roof of the market hall would be mended by spring",
];
const TAILS: &[&str] = &[
    " on Tuesday",
    ", according to a report seen by the Courier",
    " after a debate that lasted until two in the morning",
    ", two years later than planned",
    "",
    " at a meeting in Little Sorrow",
    ", although the treasurer had advised against it",
];
const QUOTES: &[&str] = &[
    "“We found a dock where the drawings had a lawn,” said Oskar Venn, who leads the works. “You do not argue with a dock.”",
    "\"It is the wettest winter since 1988,\" she said, \"and the pumps are older than that.\"",
    "“Every month of delay is paid for out of the reserve for schools,” the treasurer, Hanne Brock, told councillors.",
];

/// A small generator of numbers; quality does not matter here, sameness does.
struct Dice(u64);

impl Dice {
    fn roll(&mut self, sides: usize) -> usize {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        ((self.0 >> 33) as usize) % sides
    }

    fn pick<'a>(&mut self, from: &[&'a str]) -> &'a str {
        from[self.roll(from.len())]
    }
}

/// A story of at least `bytes` bytes as plain text: headline, dateline, paragraphs.
pub fn story(bytes: usize) -> String {
    let mut dice = Dice(7);
    let mut text = String::from("Ferry terminal to open in spring after two-year delay\n\nMARLOW QUAY (CNA) - ");
    let mut count = 0;
    while text.len() < bytes {
        for _ in 0..=dice.roll(3) {
            if dice.roll(6) == 0 {
                text.push_str(dice.pick(QUOTES));
            } else {
                count += 1;
                let (who, does, what) = (dice.pick(SUBJECTS), dice.pick(VERBS), dice.pick(OBJECTS));
                text.push_str(&format!("{who} {does} in statement {count} that {what}{}.", dice.pick(TAILS)));
            }
            text.push(' ');
        }
        text.pop();
        text.push_str("\n\n");
    }
    text
}

//! The invented newsroom, whole: what a newcomer sees on the first run, as blessed. The stories
//! without a fault in it are the budget of false alarms, in plain sight.

use std::fs;
use std::path::Path;
use std::process::Command;

#[test]
fn the_newsroom_is_reported_as_blessed() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let run = Command::new(env!("CARGO_BIN_EXE_copydesk"))
        .current_dir(root)
        .args(["check", "--no-progress", "examples/newsroom"])
        .env("COLUMNS", "100")
        .env_remove("COPYDESK_OUTPUT_FORMAT")
        .output()
        .unwrap();
    assert_eq!(run.status.code(), Some(1), "{}", String::from_utf8_lossy(&run.stderr));
    let printed = String::from_utf8(run.stdout).unwrap();
    // The last line tells how long it took.
    let (found, summary) = printed.trim_end().rsplit_once('\n').unwrap();
    let told = format!("{found}\n{}\n", summary.rsplit_once(" (").map_or(summary, |(counts, _)| counts));
    let blessed = root.join("tests/newsroom.expected");
    if std::env::var_os("BLESS").is_some() {
        fs::write(&blessed, &told).unwrap();
    }
    let expected = fs::read_to_string(&blessed).unwrap_or_default();
    assert_eq!(told, expected, "not as blessed: BLESS=1 rewrites {}", blessed.display());
}

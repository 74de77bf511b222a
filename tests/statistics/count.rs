//! Python's count, for tests.

use std::io::Write;
use std::path::Path;
use std::process::{Command, Stdio};

use serde_json::Value;

/// What Python counts in an mbox or an epoch between two days, both included.
pub fn counted(archive: &Path, known: &Value, since: &str, until: &str) -> Value {
    let script = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/statistics/count.py");
    let mut child = Command::new("python3")
        .arg(script)
        .arg(archive)
        .args([since, until])
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .expect("python3");
    let mut input = child.stdin.take().expect("its input");
    input.write_all(known.to_string().as_bytes()).expect("what is known");
    drop(input);
    let output = child.wait_with_output().expect("its output");
    assert!(output.status.success());
    serde_json::from_slice(&output.stdout).expect("JSON")
}

//! Running the binary.

#![allow(dead_code, reason = "each test file uses a part")]

use std::ffi::OsStr;
use std::io::Write;
use std::path::Path;
use std::process::{Command, Stdio};

use tacitus::record::Record;

/// What a run left behind.
pub struct Run {
    pub status: i32,
    pub out: String,
    pub err: String,
}

/// The binary, ready to run in `folder`.
pub fn tacitus(folder: &Path) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_tacitus"));
    command.current_dir(folder).stdin(Stdio::null()).stdout(Stdio::piped()).stderr(Stdio::piped());
    command.env_remove("RUST_BACKTRACE").env_remove("NO_COLOR");
    command
}

/// Runs the binary in `folder`.
pub fn run(folder: &Path, arguments: &[impl AsRef<OsStr>]) -> Run {
    finish(tacitus(folder).args(arguments))
}

/// Runs the binary in `folder` with something on standard input.
pub fn run_with_input(folder: &Path, arguments: &[&str], input: &[u8]) -> Run {
    let mut child = tacitus(folder).args(arguments).stdin(Stdio::piped()).spawn().unwrap();
    let mut stdin = child.stdin.take().unwrap();
    let input = input.to_vec();
    let feeder = std::thread::spawn(move || drop(stdin.write_all(&input)));
    let output = child.wait_with_output().unwrap();
    feeder.join().unwrap();
    describe(output)
}

/// Runs a command to its end.
pub fn finish(command: &mut Command) -> Run {
    describe(command.output().unwrap())
}

fn describe(output: std::process::Output) -> Run {
    Run {
        status: output.status.code().unwrap_or(-1),
        out: String::from_utf8(output.stdout).unwrap(),
        err: String::from_utf8(output.stderr).unwrap(),
    }
}

/// Records, read by structs that reject unknown fields. Fails on a partial line.
pub fn records(out: &str) -> Vec<Record> {
    assert!(out.is_empty() || out.ends_with('\n'), "partial line at the end of {out:?}");
    out.lines().map(|line| serde_json::from_str(line).unwrap()).collect()
}

/// JSON Lines with so many short English documents, all different.
pub fn wire(count: usize) -> String {
    let verbs = ["accused", "praised", "met", "urged", "threatened"];
    let line = |n: usize| {
        let verb = verbs[n % verbs.len()];
        let extra = "Officials in the capital said that the two sides would talk again. ".repeat(n % 4);
        let text = format!("The president {verb} the foreign minister of Poland on Monday, report {n} said. {extra}");
        format!("{}\n", serde_json::json!({"id": format!("d{n}"), "text": text, "published": "2023-01-30"}))
    };
    (0..count).map(line).collect()
}

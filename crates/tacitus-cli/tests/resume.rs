//! A run that was stopped, whatever stopped it, is gone on with, and its output is that of a run in one go.

mod common;

use std::fs;
use std::path::Path;
use std::process::Stdio;
use std::thread::sleep;
use std::time::Duration;

use common::{Run, finish, records, run, run_with_input, tacitus, wire};
use serde_json::Value;
use tempfile::tempdir;

/// Wire reports with a faulty line now and then, of which a few lie behind one another.
fn faulty(count: usize) -> String {
    let fault = |n: usize| match n % 10 {
        3 => "{\"text\": 5}\n",
        4 => "{\"id\": \"empty\", \"text\": \" \"}\n",
        _ => "",
    };
    wire(count).lines().enumerate().map(|(n, line)| format!("{line}\n{}", fault(n))).collect()
}

/// Runs with a limit on the size of files, which acts as a full disk.
#[cfg(unix)]
fn run_on_small_disk(folder: &Path, arguments: &str) -> Run {
    let program = env!("CARGO_BIN_EXE_tacitus");
    let script = format!("trap '' XFSZ; ulimit -f 24; exec {program} {arguments}");
    finish(std::process::Command::new("sh").current_dir(folder).args(["-c", &script]).stdin(Stdio::null()))
}

/// A folder with an input, and a run over it that a full disk has stopped.
#[cfg(unix)]
fn interrupted(arguments: &str) -> tempfile::TempDir {
    let folder = tempdir().unwrap();
    fs::write(folder.path().join("wire.jsonl"), faulty(60)).unwrap();
    let result = run_on_small_disk(folder.path(), &format!("code wire.jsonl --output out.jsonl {arguments}"));
    assert_eq!(result.status, 1, "{}", result.err);
    assert!(result.err.ends_with("with --resume the same command goes on from there\n"), "{}", result.err);
    folder
}

fn journal(folder: &Path) -> Option<Value> {
    let bytes = fs::read(folder.join("out.jsonl.progress")).ok()?;
    Some(serde_json::from_slice(&bytes).unwrap())
}

#[test]
fn a_killed_run_is_gone_on_with() {
    let folder = tempdir().unwrap();
    let folder = folder.path();
    fs::write(folder.join("wire.jsonl"), faulty(300)).unwrap();
    let whole = run(folder, &["code", "wire.jsonl", "--output", "whole.jsonl", "--errors", "whole.errors"]);
    assert_eq!(whole.status, 2, "{}", whole.err);
    assert!(!folder.join("whole.jsonl.progress").exists());
    let arguments = ["code", "wire.jsonl", "--output", "out.jsonl", "--errors", "out.errors", "--resume"];
    let mut done = 0;
    for _ in 0..2 {
        let mut child = tacitus(folder).args(arguments).stderr(Stdio::null()).spawn().unwrap();
        // Until it has noted that it got further than the run before it.
        while child.try_wait().unwrap().is_none() {
            let noted = journal(folder).and_then(|journal| journal["counts"]["done"].as_u64()).unwrap_or(0);
            if noted > done {
                done = noted;
                break;
            }
            sleep(Duration::from_millis(2));
        }
        child.kill().unwrap();
        child.wait().unwrap();
        // What a run leaves that was stopped in the middle of a line.
        let mut torn = fs::read(folder.join("out.jsonl")).unwrap();
        torn.extend(b"{\"schema\":\"tac");
        fs::write(folder.join("out.jsonl"), torn).unwrap();
    }
    assert!(done > 0 && done < 300, "{done}");
    let last = run(folder, &arguments);
    assert_eq!(last.status, 2, "{}", last.err);
    for (name, other) in [("out.jsonl", "whole.jsonl"), ("out.errors", "whole.errors")] {
        assert!(fs::read(folder.join(name)).unwrap() == fs::read(folder.join(other)).unwrap(), "{name}");
    }
    assert!(journal(folder).is_none() && !folder.join("out.jsonl.progress.new").exists());
}

#[cfg(unix)]
#[test]
fn a_run_goes_on_after_a_full_disk() {
    for arguments in ["code", "code --duplicates mark", "code --duplicates drop", "parse", "show"] {
        let folder = tempdir().unwrap();
        let folder = folder.path();
        // Every fifth report comes again, as it is or shortened.
        let lines: String = wire(60).lines().enumerate().fold(String::new(), |all, (n, line)| match n % 5 {
            0 => format!("{all}{line}\n{}\n", line.replace("\"d", "\"again")),
            _ => format!("{all}{line}\n"),
        });
        fs::write(folder.join("wire.jsonl"), lines).unwrap();
        let arguments = format!("{arguments} wire.jsonl --output out.jsonl");
        let stopped = run_on_small_disk(folder, &arguments);
        assert_eq!(stopped.status, 1, "{arguments}: {}", stopped.err);
        let half = fs::read(folder.join("out.jsonl")).unwrap();
        let split = |more: &str| [&arguments, more].join(" ").split(' ').map(str::to_owned).collect::<Vec<_>>();
        let resumed = run(folder, &split("--resume --jobs 3"));
        assert_eq!((resumed.status, resumed.err.as_str()), (0, ""), "{arguments}");
        let whole = fs::read(folder.join("out.jsonl")).unwrap();
        assert!(half.len() < whole.len() && whole.starts_with(&half), "{arguments}");
        let again = run(folder, &split("--jobs 2"));
        assert_eq!(again.status, 0, "{arguments}: {}", again.err);
        assert!(fs::read(folder.join("out.jsonl")).unwrap() == whole, "{arguments}");
    }
}

#[cfg(unix)]
#[test]
fn an_interrupted_run_is_not_overwritten() {
    let folder = interrupted("");
    let before = fs::read(folder.path().join("out.jsonl")).unwrap();
    let result = run(folder.path(), &["code", "wire.jsonl", "--output", "out.jsonl"]);
    assert_eq!(result.status, 1);
    assert!(result.err.starts_with("tacitus: out.jsonl: a run was interrupted here, with "), "{}", result.err);
    assert!(result.err.contains("--resume, or delete out.jsonl.progress to begin anew"), "{}", result.err);
    assert!(fs::read(folder.path().join("out.jsonl")).unwrap() == before);
    fs::remove_file(folder.path().join("out.jsonl.progress")).unwrap();
    let result = run(folder.path(), &["code", "wire.jsonl", "--output", "out.jsonl"]);
    assert_eq!(result.status, 2, "{}", result.err);
    assert_eq!(records(&fs::read_to_string(folder.path().join("out.jsonl")).unwrap()).len(), 60);
}

#[cfg(unix)]
#[test]
fn another_run_is_not_gone_on_with() {
    let folder = interrupted("--errors failed.jsonl");
    let resume = |arguments: &[&str]| {
        let same = ["code", "wire.jsonl", "--output", "out.jsonl", "--resume"];
        let result = run(folder.path(), &[&same, arguments].concat());
        assert_eq!(result.status, 1, "{arguments:?}");
        result.err
    };
    let errors = ["--errors", "failed.jsonl"];
    for (arguments, message) in [
        (&["--published", "2020-01-01"][..], "out.jsonl.progress: --published was not given, and is `2020-01-01`"),
        (&["--max-document-bytes", "9"], "--max-document-bytes was `4000000`, and is `9`"),
        (&["--duplicates", "mark"], "--duplicates was `code`, and is `mark`"),
        (&["other.jsonl"], "the input was `wire.jsonl`, and is `wire.jsonl other.jsonl`"),
    ] {
        let told = resume(&[arguments, &errors].concat());
        assert!(told.contains(message), "{told}");
    }
    assert!(resume(&[]).contains("--errors was `failed.jsonl`, and is not given"));
    let lines = faulty(60);
    fs::write(folder.path().join("wire.jsonl"), lines.split_once('\n').unwrap().1).unwrap();
    let told = resume(&errors);
    assert!(told.contains("out.jsonl.progress: the input is not that of the run that was interrupted"), "{told}");
    let mut shorter = fs::read(folder.path().join("out.jsonl")).unwrap();
    shorter.truncate(10);
    fs::write(folder.path().join("out.jsonl"), shorter).unwrap();
    assert!(resume(&errors).starts_with("tacitus: out.jsonl: the file is shorter"));
}

#[test]
fn where_nothing_was_begun_it_begins_and_where_all_is_done_it_ends() {
    let folder = tempdir().unwrap();
    let folder = folder.path();
    fs::write(folder.join("wire.jsonl"), wire(3)).unwrap();
    let arguments = ["code", "wire.jsonl", "--output", "out.jsonl", "--resume"];
    let first = run(folder, &arguments);
    assert_eq!((first.status, first.err.as_str()), (0, ""));
    let out = fs::read(folder.join("out.jsonl")).unwrap();
    assert_eq!(records(&String::from_utf8(out.clone()).unwrap()).len(), 3);
    let second = run(folder, &arguments);
    let told = "tacitus: out.jsonl: no run was interrupted here; there is nothing to resume\n";
    assert_eq!((second.status, second.err.as_str()), (0, told));
    assert!(fs::read(folder.join("out.jsonl")).unwrap() == out);
    assert_eq!(run(folder, &["code", "wire.jsonl", "--resume"]).status, 1);
    fs::write(folder.join("notes.progress"), "mine").unwrap();
    let result = run(folder, &["code", "wire.jsonl", "--output", "notes"]);
    assert_eq!(result.status, 1);
    assert!(result.err.starts_with("tacitus: notes.progress: this does not tell how far a run"), "{}", result.err);
}

#[test]
fn two_runs_do_not_write_to_one_file() {
    let folder = tempdir().unwrap();
    let folder = folder.path();
    fs::write(folder.join("wire.jsonl"), wire(3)).unwrap();
    let mut first = tacitus(folder).args(["code", "--output", "out.jsonl"]).stdin(Stdio::piped()).spawn().unwrap();
    while journal(folder).is_none() {
        assert!(first.try_wait().unwrap().is_none());
        sleep(Duration::from_millis(2));
    }
    let second = run(folder, &["code", "wire.jsonl", "--output", "out.jsonl", "--resume"]);
    assert_eq!((second.status, second.err.as_str()), (1, "tacitus: out.jsonl: another run writes to this file\n"));
    drop(first.stdin.take());
    first.wait().unwrap();
    let both = run(folder, &["code", "wire.jsonl", "--output", "a", "--errors", "a"]);
    assert_eq!(both.status, 1);
    assert!(both.err.contains("cannot be both the output and the file of errors"), "{}", both.err);
}

#[test]
fn failures_are_written_down() {
    let folder = tempdir().unwrap();
    let folder = folder.path();
    let german = "Der Präsident hat am Montag in Berlin mit der Kanzlerin über die Lage und die Sanktionen gesprochen, wie \
                  die Regierung nach dem Treffen mitteilte, und danach flog er wieder nach Hause.";
    let lines = format!("{}no json\n{}\n", wire(1), serde_json::json!({"id": "de", "text": german}));
    let result = run_with_input(folder, &["code", "--errors", "failed.jsonl", "gone.txt", "-"], lines.as_bytes());
    assert_eq!((result.status, records(&result.out).len()), (2, 1));
    let failed = fs::read_to_string(folder.join("failed.jsonl")).unwrap();
    let failed: Vec<Value> = failed.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    let told: Vec<String> = failed.iter().map(|f| format!("tacitus: {}: {}\n", f["place"], f["reason"])).collect();
    assert_eq!(told.concat().replace('"', ""), result.err);
    assert_eq!((&failed[0]["path"], &failed[0]["line"]), (&"gone.txt".into(), &Value::Null));
    assert_eq!((&failed[1]["path"], &failed[1]["line"], &failed[1]["id"]), (&Value::Null, &2.into(), &Value::Null));
    assert_eq!((&failed[2]["place"], &failed[2]["id"]), (&"<stdin>:3".into(), &"de".into()));
}

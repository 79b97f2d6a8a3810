//! What comes out: the same for any number of threads, whole lines whatever happens, and never over an input.

mod common;

use std::fs;
use std::io::{BufRead, BufReader, Read, Write};
use std::process::Stdio;

use common::{finish, records, run, run_with_input, tacitus, wire};
use tempfile::tempdir;

#[test]
fn the_number_of_threads_changes_nothing() {
    let folder = tempdir().unwrap();
    let wire = wire(120);
    for command in ["code", "parse"] {
        let one = run_with_input(folder.path(), &[command, "--jobs", "1"], wire.as_bytes());
        let four = run_with_input(folder.path(), &[command, "--jobs", "4"], wire.as_bytes());
        assert_eq!((one.status, four.status), (0, 0), "{}{}", one.err, four.err);
        assert!(one.out == four.out, "{command} depends on the number of threads");
        assert_eq!((one.err.as_str(), four.err.as_str()), ("", ""), "progress belongs on a terminal");
    }
}

#[test]
fn records_are_whole_and_in_order() {
    let folder = tempdir().unwrap();
    let result = run_with_input(folder.path(), &["code"], wire(30).as_bytes());
    let records = records(&result.out);
    assert_eq!(records.len(), 30);
    for (n, record) in records.iter().enumerate() {
        assert_eq!(record.id, format!("d{n}"));
        assert_eq!(record.published.as_deref(), Some("2023-01-30"));
        let length = record.text.chars().count();
        assert!(record.sentences.iter().all(|s| s.start < s.end && s.end <= length));
    }
}

#[test]
fn a_file_gets_the_same_bytes_as_standard_output() {
    let folder = tempdir().unwrap();
    fs::write(folder.path().join("wire.jsonl"), wire(5)).unwrap();
    let to_stdout = run(folder.path(), &["code", "wire.jsonl"]);
    let to_file = run(folder.path(), &["code", "wire.jsonl", "--output", "out.jsonl"]);
    assert_eq!((to_file.status, to_file.out.as_str()), (0, ""));
    assert_eq!(fs::read_to_string(folder.path().join("out.jsonl")).unwrap(), to_stdout.out);
}

#[test]
fn an_input_is_not_overwritten() {
    let folder = tempdir().unwrap();
    fs::write(folder.path().join("wire.jsonl"), wire(2)).unwrap();
    let result = run(folder.path(), &["code", "wire.jsonl", "--output", "./wire.jsonl"]);
    assert_eq!(result.status, 1);
    assert!(result.err.contains("is an input; it was not overwritten"), "{}", result.err);
    assert_eq!(fs::read_to_string(folder.path().join("wire.jsonl")).unwrap(), wire(2));
}

#[test]
fn an_output_in_the_folder_that_is_read_is_not_read() {
    let folder = tempdir().unwrap();
    fs::write(folder.path().join("z.jsonl"), wire(2)).unwrap();
    let result = run(folder.path(), &["code", ".", "--output", "a.jsonl"]);
    assert_eq!((result.status, result.err.as_str()), (0, ""));
    assert_eq!(records(&fs::read_to_string(folder.path().join("a.jsonl")).unwrap()).len(), 2);
    let out = fs::File::create(folder.path().join("b.jsonl")).unwrap();
    fs::remove_file(folder.path().join("a.jsonl")).unwrap();
    let result = finish(tacitus(folder.path()).args(["code", "."]).stdout(out));
    assert_eq!((result.status, result.err.as_str()), (0, ""));
    assert_eq!(records(&fs::read_to_string(folder.path().join("b.jsonl")).unwrap()).len(), 2);
}

#[test]
fn an_output_that_cannot_be_made_is_an_error() {
    let folder = tempdir().unwrap();
    fs::write(folder.path().join("wire.jsonl"), wire(2)).unwrap();
    let result = run(folder.path(), &["code", "wire.jsonl", "--output", "none/out.jsonl"]);
    assert_eq!(result.status, 1);
    assert!(result.err.starts_with("tacitus: none/out.jsonl: cannot be written to"), "{}", result.err);
}

/// The other end of the pipe goes away while standard input stays open: the program must not wait for it.
#[test]
fn a_closed_pipe_ends_the_run_quietly() {
    let folder = tempdir().unwrap();
    let mut child = tacitus(folder.path()).args(["code", "--jobs", "2"]).stdin(Stdio::piped()).spawn().unwrap();
    let mut stdin = child.stdin.take().unwrap();
    stdin.write_all(wire(8).as_bytes()).unwrap();
    let mut out = BufReader::new(child.stdout.take().unwrap());
    let mut first = String::new();
    out.read_line(&mut first).unwrap();
    assert_eq!(records(&first)[0].id, "d0");
    drop(out);
    while child.try_wait().unwrap().is_none() {
        // The program stops reading at some time, and that is what is waited for.
        let _ = stdin.write_all(wire(8).as_bytes());
        std::thread::sleep(std::time::Duration::from_millis(20));
    }
    let mut err = String::new();
    child.stderr.take().unwrap().read_to_string(&mut err).unwrap();
    assert_eq!((child.wait().unwrap().code(), err.as_str()), (Some(0), ""));
}

#[cfg(target_os = "linux")]
#[test]
fn a_full_disk_is_told() {
    let folder = tempdir().unwrap();
    fs::write(folder.path().join("wire.jsonl"), wire(2)).unwrap();
    let result = run(folder.path(), &["code", "wire.jsonl", "--output", "/dev/full"]);
    assert_eq!(result.status, 1);
    assert_eq!(result.err, "tacitus: /dev/full: no room left to write to; 0 documents were written whole\n");
    let full = fs::File::options().write(true).open("/dev/full").unwrap();
    let result = finish(tacitus(folder.path()).args(["code", "wire.jsonl"]).stdout(full));
    assert_eq!(result.status, 1);
    assert!(result.err.starts_with("tacitus: <stdout>: no room left"), "{}", result.err);
}

/// A limit on the size of files acts as a disk that fills up in the middle of a record.
#[cfg(unix)]
#[test]
fn what_a_full_disk_leaves_is_whole() {
    let folder = tempdir().unwrap();
    fs::write(folder.path().join("wire.jsonl"), wire(60)).unwrap();
    let program = env!("CARGO_BIN_EXE_tacitus");
    for output in ["--output out.jsonl", "> out.jsonl", ">> out.jsonl"] {
        fs::write(folder.path().join("out.jsonl"), "").unwrap();
        let script = format!("trap '' XFSZ; ulimit -f 12; exec {program} code wire.jsonl {output}");
        let mut shell = std::process::Command::new("sh");
        let result = finish(shell.current_dir(folder.path()).args(["-c", &script]).stdin(Stdio::null()));
        assert_eq!(result.status, 1, "{}", result.err);
        let left = records(&fs::read_to_string(folder.path().join("out.jsonl")).unwrap());
        assert!(!left.is_empty() && left.len() < 60, "{}", left.len());
        let advice = if output.starts_with("--") { "; with --resume the same command goes on from there" } else { "" };
        let told = format!("no room left to write to; {} documents were written whole{advice}\n", left.len());
        assert!(result.err.ends_with(&told), "{}", result.err);
    }
}

#[test]
fn parses_have_the_words_where_they_stand() {
    let folder = tempdir().unwrap();
    let text = "“Élan didn’t\nwin,” he said.";
    let result = run_with_input(folder.path(), &["parse"], text.as_bytes());
    assert_eq!(result.status, 0, "{}", result.err);
    assert!(result.out.starts_with("# newdoc id = stdin\n# sent_id = stdin-1\n# text = "), "{}", result.out);
    let chars: Vec<char> = text.chars().collect();
    let mut words = 0;
    for line in result.out.lines().filter(|line| !line.starts_with('#') && !line.is_empty()) {
        let columns: Vec<&str> = line.split('\t').collect();
        assert_eq!(columns.len(), 10, "{line}");
        let point = |name| {
            let values = columns[9].split('|').filter_map(|entry| entry.split_once('='));
            values.filter(|(key, _)| *key == name).map(|(_, value)| value.parse::<usize>().unwrap()).next().unwrap()
        };
        let there: String = chars[point("start_char")..point("end_char")].iter().collect();
        assert_eq!(there, columns[1]);
        words += 1;
    }
    assert!(words >= 10, "{}", result.out);
}

//! Files that were made to fill the memory or the disk, to never end, or to be somewhere else: each is refused, and the
//! rest of the input goes on.

mod common;
#[path = "common/packing.rs"]
mod packing;

use std::fs;
use std::path::Path;

use common::{Run, records, run};
use packing::{bzip2, gzip, tar, zip, zstd};
use tempfile::{TempDir, tempdir};

const GOOD: &str = "The president of France met the German chancellor in Berlin on Monday.";
const EXPANDS: &str = "it expands to more than 250 times its size, as archive bombs do; the rest was not read";

fn folder(name: &str, bytes: &[u8]) -> TempDir {
    let folder = tempdir().unwrap();
    fs::write(folder.path().join(name), bytes).unwrap();
    fs::write(folder.path().join("good.txt"), GOOD).unwrap();
    folder
}

fn code(folder: &Path, name: &str) -> Run {
    run(folder, &["code", name, "good.txt"])
}

/// The one message that a file gets, without the program's name; the good file beside it is coded.
fn refused(name: &str, bytes: &[u8]) -> String {
    let folder = folder(name, bytes);
    let result = code(folder.path(), name);
    assert_eq!((result.status, records(&result.out).len()), (2, 1), "{name}: {}", result.err);
    assert_eq!(result.err.lines().count(), 1, "{name}: {}", result.err);
    result.err.trim_end().strip_prefix("tacitus: ").unwrap().to_owned()
}

#[test]
fn bombs_of_every_compression() {
    let blank = vec![b' '; 100 << 20];
    for (name, bytes) in [
        ("bomb.jsonl.gz", gzip(&blank)),
        ("bomb.jsonl.bz2", bzip2(&blank)),
        ("bomb.jsonl.zst", zstd(&blank)),
        ("bomb.zip", zip(&[("a.jsonl", &blank)])),
        ("bomb.tar.gz", gzip(&tar(&[("a.jsonl", &blank)]))),
        ("bomb.zip.gz", gzip(&zip(&[("a.zip", &zip(&[("a.jsonl", &blank)]))]))),
    ] {
        let message = refused(name, &bytes);
        assert!(message.ends_with(EXPANDS) || message.contains("longer than"), "{message}");
    }
}

#[test]
fn many_members_that_expand_together() {
    let part = vec![b'a'; 3 << 20];
    let names: Vec<String> = (0..60).map(|n| format!("{n}.txt")).collect();
    let members: Vec<(&str, &[u8])> = names.iter().map(|name| (name.as_str(), &part[..])).collect();
    let folder = folder("many.zip", &zip(&members));
    let result = run(folder.path(), &["code", "many.zip", "good.txt", "--max-document-bytes", "1000"]);
    assert_eq!(records(&result.out).len(), 1);
    let last = result.err.lines().last().unwrap();
    assert!(last.ends_with(EXPANDS) && result.err.lines().count() < 20, "{}", result.err);
}

#[test]
fn members_that_lie_on_each_other() {
    let archive = zip(&[("a.txt", GOOD.as_bytes())]);
    // A second entry in the table of contents, of another name, for the same bytes.
    let table = archive.windows(4).rposition(|four| four == b"PK\x01\x02").unwrap();
    let end = archive.windows(4).rposition(|four| four == b"PK\x05\x06").unwrap();
    let entry = &archive[table..end];
    let mut second = entry.to_vec();
    second[46] = b'b';
    let mut tail = archive[end..].to_vec();
    tail[8] = 2;
    tail[10] = 2;
    tail[12..16].copy_from_slice(&(2 * entry.len() as u32).to_le_bytes());
    let bomb = [&archive[..table], entry, &second, &tail].concat();
    let message = refused("overlap.zip", &bomb);
    assert_eq!(message, "overlap.zip: not a zip archive: members lie on each other, as those of archive bombs do");
}

#[test]
fn archives_in_archives() {
    let nested = (0..8).fold(GOOD.as_bytes().to_vec(), |inner, _| zip(&[("a.zip", &inner)]));
    assert!(refused("nested.zip", &nested).ends_with("archives lie in each other more than 4 deep"));
}

#[test]
fn members_that_claim_to_be_huge() {
    let mut archive = tar(&[("a.txt", GOOD.as_bytes())]);
    let mut header = tar::Header::from_byte_slice(&archive[..512]).clone();
    header.set_size(8 << 40);
    header.set_cksum();
    archive[..512].copy_from_slice(header.as_bytes());
    assert_eq!(refused("huge.tar", &archive), "huge.tar: not a tar archive: the last member does not end");
    header.set_entry_type(tar::EntryType::GNUSparse);
    header.set_cksum();
    archive[..512].copy_from_slice(header.as_bytes());
    assert!(refused("sparse.tar", &archive).starts_with("sparse.tar: "));
}

#[test]
fn names_in_archives_are_labels() {
    let members: [(&str, &[u8]); 3] =
        [("../../up.txt", GOOD.as_bytes()), ("/etc/passwd.txt", GOOD.as_bytes()), ("line\n\x1B[2J.txt", b"\xFF")];
    let packed = if cfg!(windows) { vec![zip(&members)] } else { vec![zip(&members), tar(&members)] };
    for bytes in packed {
        let folder = folder("tricks", &bytes);
        let result = code(folder.path(), "tricks");
        let sources: Vec<_> = records(&result.out).into_iter().filter_map(|record| record.source).collect();
        assert_eq!(sources, ["tricks/../../up.txt", "tricks/etc/passwd.txt", "good.txt"]);
        assert_eq!(result.err, "tacitus: tricks/line\u{fffd}\u{fffd}[2J.txt:1: not UTF-8 at byte 0\n");
        assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 2, "something was unpacked");
    }
}

#[cfg(unix)]
#[test]
fn pipes_devices_and_loops_in_folders() {
    use std::os::unix::fs::symlink;

    let folder = folder("a.txt", GOOD.as_bytes());
    let inside = folder.path().join("in");
    fs::create_dir(&inside).unwrap();
    let made = std::process::Command::new("mkfifo").arg(inside.join("pipe.txt")).status().unwrap();
    assert!(made.success());
    symlink("/dev/zero", inside.join("zero.txt")).unwrap();
    symlink("gone", inside.join("broken.txt")).unwrap();
    symlink("..", inside.join("up")).unwrap();
    let result = run(folder.path(), &["code", "."]);
    assert_eq!(records(&result.out).len(), 2, "{}", result.err);
    assert_eq!(result.err.lines().count(), 2, "{}", result.err);
    let result = run(folder.path(), &["code", "in/*.txt", "good.txt"]);
    assert_eq!((result.status, records(&result.out).len()), (2, 1), "{}", result.err);
}

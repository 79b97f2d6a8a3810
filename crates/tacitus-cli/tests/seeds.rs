//! The fuzz targets over their seeds: what was found once stays mended, and every target runs.

#[path = "../../../fuzz/src/lib.rs"]
mod fuzz;

use std::fs;
use std::path::{Path, PathBuf};

fn folder(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../../fuzz").join(name)
}

fn names(folder: &Path) -> Vec<String> {
    let entries = fs::read_dir(folder).unwrap_or_else(|error| panic!("{}: {error}", folder.display()));
    let mut names: Vec<String> = entries.map(|entry| entry.unwrap().file_name().into_string().unwrap()).collect();
    names.sort();
    names
}

#[test]
fn seeds_run_through_their_targets() {
    for (target, _) in fuzz::TARGETS {
        let seeds = folder("seeds").join(target);
        let files = names(&seeds);
        assert!(!files.is_empty(), "{target} has no seeds");
        for file in files {
            fuzz::run(target, &fs::read(seeds.join(file)).unwrap());
        }
    }
}

#[test]
fn every_target_is_a_program() {
    let mut known: Vec<String> = fuzz::TARGETS.iter().map(|(name, _)| format!("{name}.rs")).collect();
    known.sort();
    assert_eq!(names(&folder("fuzz_targets")), known);
    let manifest = fs::read_to_string(folder("Cargo.toml")).unwrap();
    for name in known {
        assert!(manifest.contains(&format!("path = \"fuzz_targets/{name}\"")), "{name}");
    }
}

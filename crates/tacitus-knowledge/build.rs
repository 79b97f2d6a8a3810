//! Checks the tables of `knowledge/` and packs them for `include_bytes!`.
//!
//! The modules are the library's own, so that the tables a program reads at
//! run time ([`Knowledge::from_tables`]) are held to the same rules.
//!
//! [`Knowledge::from_tables`]: src/knowledge.rs
#![allow(dead_code)]

#[path = "src/codes.rs"]
mod codes;
#[path = "src/combine.rs"]
mod combine;
#[path = "src/compile/mod.rs"]
mod compile;
#[path = "src/dates.rs"]
mod dates;
#[path = "src/entry.rs"]
mod entry;
#[path = "src/error.rs"]
mod error;
#[path = "src/index/mod.rs"]
mod index;
#[path = "src/layers.rs"]
mod layers;
#[path = "src/lookup.rs"]
mod lookup;
#[path = "src/normalise.rs"]
mod normalise;
#[path = "src/plural.rs"]
mod plural;
#[path = "src/surname.rs"]
mod surname;
#[path = "src/table.rs"]
mod table;
#[path = "src/vocabulary.rs"]
mod vocabulary;

use std::path::PathBuf;
use std::process::ExitCode;

/// The file names of the tables.
const TABLES: &[&str] = &[
    "countries.tsv",
    "organisations.tsv",
    "leaders.tsv",
    "groups.tsv",
    "places.tsv",
    "roles.tsv",
    "acts.tsv",
    "codebook.tsv",
    "units.tsv",
];

fn main() -> ExitCode {
    // Asked when it runs, for a build folder that is kept may have been filled from a checkout elsewhere.
    let package = std::env::var_os("CARGO_MANIFEST_DIR").expect("cargo sets CARGO_MANIFEST_DIR");
    let tables = PathBuf::from(package).join("../../knowledge");
    for table in TABLES {
        println!("cargo::rerun-if-changed={}", tables.join(table).display());
    }
    println!("cargo::rerun-if-changed=src");
    println!("cargo::rerun-if-changed=build.rs");
    let compiled = match compile::compile(&tables) {
        Ok(compiled) => compiled,
        Err(error) => {
            println!("cargo::error=knowledge/{error}");
            return ExitCode::FAILURE;
        }
    };
    let packed = index::pack(&compiled).expect("writing to memory does not fail");
    let out = std::env::var_os("OUT_DIR").expect("cargo sets OUT_DIR");
    std::fs::write(PathBuf::from(out).join("knowledge.bin"), packed).expect("OUT_DIR can be written");
    ExitCode::SUCCESS
}

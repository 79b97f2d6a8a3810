//! The page on formats lists the columns that the code writes.

use std::fs;
use std::path::Path;

use tacitus_write::{gdelt, polecat};

/// The first cells of the table under a heading.
fn listed(heading: &str) -> Vec<String> {
    let file = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../docs/formats.md");
    let page = fs::read_to_string(file).unwrap();
    let section = page.split_once(&format!("\n{heading}\n")).unwrap_or_else(|| panic!("no section {heading:?}")).1;
    let section = section.split("\n#").next().unwrap();
    let rows = section.lines().filter(|line| line.starts_with("| ")).skip(1);
    let names = rows.flat_map(|row| {
        row.split('|').nth(1).unwrap().split(", ").map(|name| name.trim().to_owned()).collect::<Vec<_>>()
    });
    names.collect()
}

#[test]
fn gdelt_columns() {
    assert_eq!(listed("### GDELT events"), gdelt::EVENTS);
    assert_eq!(listed("### GDELT mentions"), gdelt::MENTIONS);
}

#[test]
fn polecat_columns() {
    assert_eq!(listed("### POLECAT"), polecat::COLUMNS);
}

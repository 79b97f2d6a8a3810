//! What each fuzz target does with its bytes. The tests of the program run the same over the files of `seeds`.

mod knowledge;
mod reading;
mod records;

/// Takes any bytes, and panics where something does not hold that must.
type Target = fn(&[u8]);

/// Every target with its name.
pub const TARGETS: [(&str, Target); 15] = [
    ("text", reading::text),
    ("markdown", reading::markdown),
    ("html", reading::html),
    ("jsonl", reading::jsonl),
    ("json", reading::json),
    ("csv", reading::csv),
    ("feed", reading::feed),
    ("warc", reading::warc),
    ("petrarch", reading::petrarch),
    ("dyads", reading::dyads),
    ("open", reading::open),
    ("words", records::words),
    ("code", records::code),
    ("knowledge", knowledge::open),
    ("record", records::record),
];

/// Runs the target of this name.
///
/// # Panics
/// If there is none, or something does not hold.
pub fn run(name: &str, bytes: &[u8]) {
    let (_, target) = TARGETS.iter().find(|(known, _)| *known == name).expect("a target of this name");
    target(bytes);
}

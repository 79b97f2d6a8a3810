//! Repeats: marked or left out on request, and otherwise coded like all others.

mod common;

use common::{records, run_with_input};
use serde_json::json;
use tacitus::record::Likeness;
use tempfile::tempdir;

const STORY: &str = "The foreign minister of Norway accused a mining company on Friday of dumping waste into the sea. Anna \
    Berg told reporters in Bergen that divers had found barrels at a depth of sixty metres, and that the owners would \
    be asked to remove them before winter. The company denied the accusation. Fishermen in the region have complained \
    for years that their nets come up empty, and a petition was handed to the parliament in spring.";

/// A story, the same with other white space, a paper's version of it, another story, and the first one shortened.
fn input() -> String {
    let end = STORY.find(" Fishermen").unwrap();
    let documents = [
        ("first", STORY.to_owned()),
        ("same", STORY.replace(". ", ".\n\n")),
        ("paper", format!("By our correspondent\n\n{}", STORY.replace("have complained", "had complained"))),
        ("other", "The president of Ghana met the prime minister of Togo in Accra on Monday.".to_owned()),
        ("cut", STORY[..end].to_owned()),
    ];
    documents.iter().map(|(id, text)| format!("{}\n", json!({"id": id, "text": text}))).collect()
}

#[test]
fn repeats_are_coded_unless_one_asks() {
    let folder = tempdir().unwrap();
    let result = run_with_input(folder.path(), &["code"], input().as_bytes());
    assert_eq!((result.status, result.err.as_str()), (0, ""));
    assert!(!result.out.contains("duplicate_of"));
    assert!(records(&result.out).iter().all(|record| !record.events.is_empty()));
}

#[test]
fn repeats_are_marked() {
    let folder = tempdir().unwrap();
    let code =
        |jobs| run_with_input(folder.path(), &["code", "--duplicates", "mark", "--jobs", jobs], input().as_bytes());
    let (result, other) = (code("1"), code("3"));
    assert_eq!((result.status, result.err.as_str()), (0, ""));
    assert!(result.out == other.out, "repeats depend on the number of threads");
    let records = records(&result.out);
    assert_eq!(records.len(), 5);
    let plain = common::records(&run_with_input(folder.path(), &["code"], input().as_bytes()).out);
    for (record, plain) in records.iter().zip(&plain) {
        let repeats = record.duplicate_of.as_ref();
        let expected = match record.id.as_str() {
            "same" => Some(Likeness::Exact),
            "paper" | "cut" => Some(Likeness::Near),
            _ => None,
        };
        assert_eq!(repeats.map(|original| original.kind), expected, "{}", record.id);
        match repeats {
            None => assert_eq!(record, plain),
            Some(original) => {
                assert_eq!((original.id.as_str(), &record.text), ("first", &plain.text));
                assert!(original.similarity > 0.7 && original.similarity <= 1.0);
                assert!(record.sentences.is_empty() && record.entities.is_empty() && record.events.is_empty());
            }
        }
    }
}

#[test]
fn repeats_are_left_out() {
    let folder = tempdir().unwrap();
    let result = run_with_input(folder.path(), &["code", "--duplicates", "drop"], input().as_bytes());
    assert_eq!((result.status, result.err.as_str()), (0, ""));
    let ids: Vec<String> = records(&result.out).into_iter().map(|record| record.id).collect();
    assert_eq!(ids, ["first", "other"]);
}

//! Relations as JSON Lines: `{"id", "type", "scores": {"AGREE": 0.01, ...}}`.

use serde::ser::{Serialize, SerializeMap, Serializer};
use tacitus::Relation;

/// A relation's line, with its end: the request's id, the best type, and the score of every type.
pub fn relation(relation: &Relation) -> Vec<u8> {
    #[derive(serde::Serialize)]
    struct Line<'a> {
        id: &'a str,
        r#type: &'a str,
        scores: Scores<'a>,
    }
    crate::jsonl::line(&Line { id: &relation.id, r#type: relation.kind, scores: Scores(&relation.scores) })
}

/// An object with its fields in the order given.
struct Scores<'a>(&'a [(&'static str, f32)]);

impl Serialize for Scores<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(Some(self.0.len()))?;
        for (kind, score) in self.0 {
            map.serialize_entry(kind, score)?;
        }
        map.end()
    }
}

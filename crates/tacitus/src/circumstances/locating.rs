//! Where an event happened: the place that its words, or those of its clause, name with a preposition of place.

use crate::document::{Document, MentionKind, Upos};

/// Prepositions that say where something is.
const PLACING: [&str; 12] =
    ["in", "at", "near", "outside", "on", "off", "across", "around", "inside", "throughout", "along", "over"];

/// The mention of the place of an event.
pub fn place_of(document: &Document, trigger: usize) -> Option<usize> {
    let syntax = &document.syntax;
    let words = document.sentence_around(trigger);
    (0..document.mentions.len())
        .filter(|&m| {
            let mention = &document.mentions[m];
            mention.kind == MentionKind::Place
                && words.contains(&mention.head)
                && mention.entity.is_some_and(|e| document.entities[e].coordinates.is_some())
        })
        .filter(|&m| {
            let head = document.mentions[m].head;
            syntax
                .children(head, words)
                .any(|c| syntax.relation(c) == "case" && PLACING.contains(&document.word(c).to_lowercase().as_str()))
        })
        .filter_map(|m| distance(document, document.mentions[m].head, trigger).map(|d| (d, m)))
        .min()
        .map(|(_, m)| m)
}

/// Steps from a place up to the event, or to the verb in whose clause the event is. A place within a noun phrase that
/// is not the event's own ("the bronze from the race in Athens") is that of the phrase.
fn distance(document: &Document, place: usize, trigger: usize) -> Option<usize> {
    let syntax = &document.syntax;
    let (mut at, mut nouns) = (place, 0);
    for steps in 0..8 {
        if at == trigger {
            return Some(steps);
        }
        if steps > 0 && matches!(syntax.relation(at), "ccomp" | "acl" | "advcl" | "parataxis" | "csubj") {
            break;
        }
        let Some(above) = syntax.parent(at) else { break };
        nouns += usize::from(matches!(syntax.upos[above], Upos::Noun | Upos::Propn) && above != trigger);
        if nouns > 1 {
            break;
        }
        at = above;
    }
    let clause = syntax.parent(place)?;
    let mut up = trigger;
    for steps in 1..5 {
        if !matches!(syntax.relation(up), "obj" | "xcomp" | "nsubj" | "obl" | "nmod" | "conj" | "compound") {
            return None;
        }
        up = syntax.parent(up)?;
        if up == clause {
            return Some(8 + steps);
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::{Entity, Mention};
    use crate::record::Form;
    use crate::testing::document;

    fn with_place(annotated: &str, word: usize) -> Document {
        let mut d = document(annotated);
        d.mentions = vec![Mention {
            span: word..word + 1,
            head: word,
            kind: MentionKind::Place,
            form: Form::Name,
            vectors: None,
            entity: Some(0),
        }];
        d.entities = vec![Entity { coordinates: Some((1.0, 1.0)), ..Default::default() }];
        d
    }

    #[test]
    fn a_place_in_a_phrase_of_a_phrase_is_not_the_event_s() {
        let d = with_place(
            "It/PRON/1/nsubj reinstated/VERB/1/root her/PRON/1/obj as/ADP/4/case medalist/NOUN/1/obl of/ADP/6/case races/NOUN/4/nmod in/ADP/8/case Athens/PROPN/6/nmod",
            8,
        );
        assert_eq!(place_of(&d, 1), None);
        let d = with_place(
            "It/PRON/1/nsubj bombed/VERB/1/root a/DET/3/det market/NOUN/1/obj in/ADP/5/case Homs/PROPN/3/nmod",
            5,
        );
        assert_eq!(place_of(&d, 1), Some(0));
    }
}

//! Where an event happened: the place that its words, or those of its clause, name with a preposition of place.

use crate::document::{Document, MentionKind, Upos};

/// Prepositions that say where something is.
const PLACING: [&str; 12] =
    ["in", "at", "near", "outside", "on", "off", "across", "around", "inside", "throughout", "along", "over"];

/// The places of a report that are known and stand behind a preposition of place.
pub struct Sites {
    /// Head words with their mentions, in text order.
    heads: Vec<(usize, usize)>,
}

impl Sites {
    /// Finds them.
    pub fn new(document: &Document) -> Self {
        let syntax = &document.syntax;
        let known = |m: &&(usize, usize)| {
            let mention = &document.mentions[m.1];
            mention.kind == MentionKind::Place
                && mention.entity.is_some_and(|e| document.entities[e].coordinates.is_some())
        };
        let placed = |m: &&(usize, usize)| {
            syntax
                .children(m.0, document.sentence_around(m.0))
                .any(|c| syntax.relation(c) == "case" && PLACING.contains(&document.word(c).to_lowercase().as_str()))
        };
        let all: Vec<(usize, usize)> = document.mentions.iter().enumerate().map(|(m, of)| (of.head, m)).collect();
        let mut heads: Vec<(usize, usize)> = all.iter().filter(known).filter(placed).copied().collect();
        heads.sort_unstable();
        Sites { heads }
    }

    /// The mention of the place of an event.
    pub fn place_of(&self, document: &Document, trigger: usize) -> Option<usize> {
        let words = document.sentence_around(trigger);
        let first = self.heads.partition_point(|(head, _)| *head < words.start);
        self.heads[first..]
            .iter()
            .take_while(|(head, _)| words.contains(head))
            .filter_map(|&(head, m)| distance(document, head, trigger).map(|d| (d, m)))
            .min()
            .map(|(_, m)| m)
    }
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
        assert_eq!(Sites::new(&d).place_of(&d, 1), None);
        let d = with_place(
            "It/PRON/1/nsubj bombed/VERB/1/root a/DET/3/det market/NOUN/1/obj in/ADP/5/case Homs/PROPN/3/nmod",
            5,
        );
        assert_eq!(Sites::new(&d).place_of(&d, 1), Some(0));
    }
}

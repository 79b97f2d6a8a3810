//! Bystanders: phrases within the phrase of another participant, which only say whose, who or where that is, and places where
//! it was done to another.

use crate::clauses::is_example;
use crate::document::{Document, MentionKind, Role};

/// Prepositions behind which a place is where something is.
const WITHIN: [&str; 7] = ["in", "near", "outside", "inside", "around", "across", "at"];

/// Takes from each role of an event what stands in the phrase of somebody of the same role, and places in it or behind a
/// preposition of place beside somebody: of "arrested farmers in Peru", Peru, of "shot the minister's guards", the minister.
/// Requires the mentions of arguments.
pub fn leave_out(document: &mut Document, e: usize) {
    for role in [Role::Actor, Role::Recipient] {
        let of_role = |d: &Document| -> Vec<usize> {
            d.events[e].arguments.iter().filter(|a| a.role == role).flat_map(|a| a.mentions.clone()).collect()
        };
        let all = of_role(document);
        let place = |m: usize| document.mentions[m].kind == MentionKind::Place;
        let others: Vec<usize> = all.iter().copied().filter(|&m| !place(m)).collect();
        let where_to = |m: usize| {
            place(m)
                && !others.is_empty()
                && (is_within(document, m) || others.iter().any(|&o| is_part(document, m, o)))
        };
        let span = |m: usize| &document.mentions[m].span;
        let holds = |o: usize, m: usize| span(o).start <= span(m).start && span(m).end <= span(o).end;
        let inner = |m: usize| all.iter().any(|&o| o != m && holds(o, m) && is_part(document, m, o));
        let idle: Vec<usize> = all.iter().copied().filter(|&m| where_to(m) || inner(m)).collect();
        let arguments = &mut document.events[e].arguments;
        arguments.iter_mut().filter(|a| a.role == role).for_each(|a| a.mentions.retain(|m| !idle.contains(m)));
        arguments.retain(|a| a.role != role || !a.mentions.is_empty());
    }
}

/// Whether a mention stands behind a preposition of place.
fn is_within(document: &Document, m: usize) -> bool {
    let head = document.mentions[m].head;
    matches!(document.syntax.relation(head), "obl" | "nmod") && document.has_preposition(head, &WITHIN)
}

/// Whether a mention stands in the phrase of another as its whereabouts, origin or owner: "[the workers] at the plant of
/// [Tunis]". Those that stand there as an example or an apposition do not.
fn is_part(document: &Document, m: usize, whole: usize) -> bool {
    let syntax = &document.syntax;
    let (mut at, top) = (document.mentions[m].head, document.mentions[whole].head);
    while let Some(above) = syntax.parent(at) {
        let own = at == document.mentions[m].head;
        let other = matches!(syntax.relation(at), "conj" | "parataxis" | "nsubj" | "obj")
            || own && syntax.relation(at) == "appos";
        if other || is_example(document, at) {
            return false;
        }
        if above == top {
            return true;
        }
        at = above;
    }
    false
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::{Argument, Event};
    use crate::mentions::describe;
    use crate::testing::document;

    fn left(said: &str) -> Vec<String> {
        let mut d = document(said);
        for (word, kind) in [(1, MentionKind::Person), (3, MentionKind::Place)] {
            let mention = describe(&d, word..word + 1, kind);
            d.mentions.push(mention);
        }
        let argument = |m: usize, span| Argument { role: Role::Recipient, span, mentions: vec![m] };
        let arguments = vec![argument(0, 1..2), argument(1, 3..4)];
        d.events.push(Event { trigger: 0, arguments, ..Default::default() });
        leave_out(&mut d, 0);
        d.events[0].arguments.iter().flat_map(|a| &a.mentions).map(|&m| d.word(d.mentions[m].head).to_owned()).collect()
    }

    #[test]
    fn where_somebody_is_is_not_acted_upon() {
        assert_eq!(left("Arrested/VERB/0/root farmers/NOUN/0/obj in/ADP/3/case Peru/PROPN/1/nmod"), ["farmers"]);
        assert_eq!(left("Arrested/VERB/0/root farmers/NOUN/0/obj in/ADP/3/case Peru/PROPN/0/obl"), ["farmers"]);
        assert_eq!(
            left("Warned/VERB/0/root nations/NOUN/0/obj like/ADP/3/case Peru/PROPN/1/nmod"),
            ["nations", "Peru"]
        );
        assert_eq!(left("Warned/VERB/0/root farmers/NOUN/0/obj and/CCONJ/3/cc Peru/PROPN/1/conj"), ["farmers", "Peru"]);
    }

    #[test]
    fn whose_the_acted_upon_are_is_not_acted_upon() {
        let mut d = document("Shot/VERB/0/root Ruiz/PROPN/3/nmod:poss 's/PART/1/case guards/NOUN/0/obj");
        for span in [1..4, 1..2] {
            let mention = describe(&d, span, MentionKind::Person);
            d.mentions.push(mention);
        }
        let argument = Argument { role: Role::Recipient, span: 1..4, mentions: vec![0, 1] };
        d.events.push(Event { trigger: 0, arguments: vec![argument], ..Default::default() });
        leave_out(&mut d, 0);
        assert_eq!(d.events[0].arguments[0].mentions, [0]);
    }
}

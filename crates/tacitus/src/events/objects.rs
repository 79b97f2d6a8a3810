//! Objects: the whole phrases of what events are about, of which the network often gives pieces.

use std::ops::Range;

use crate::document::{Argument, Document, Role, Upos};
use crate::participants::phrases::from_its_first_word;

/// Most words between a modifier and the noun that it is an object's piece of.
const FAR: usize = 6;

/// Gives the objects among the arguments of `trigger` the phrases of which they are pieces, once each: of "[three
/// airborne] early [warning] aircraft" one. What is a piece of another participant's phrase is none.
pub fn complete(document: &Document, arguments: Vec<Argument>, trigger: usize) -> Vec<Argument> {
    let (pieces, mut out): (Vec<_>, Vec<_>) = arguments.into_iter().partition(|a| a.role == Role::Object);
    let apart = |w: usize, others: &[Argument]| w == trigger || others.iter().any(|a| a.span.contains(&w));
    let mut found: Vec<Range<usize>> = Vec::new();
    for piece in pieces {
        let apart = |w: usize| apart(w, &out);
        let piece = trimmed(document, led_on(document, piece.span, apart));
        let Some(phrase) = phrase(document, piece, apart) else { continue };
        match found.iter_mut().find(|f| f.start < phrase.end && phrase.start < f.end) {
            Some(same) => *same = same.start.min(phrase.start)..same.end.max(phrase.end),
            None => found.push(phrase),
        }
    }
    out.extend(found.into_iter().map(|span| Argument { role: Role::Object, span, mentions: Vec::new() }));
    out.sort_by_key(|a| a.span.start);
    out
}

/// A piece that ends with a preposition with the noun behind that: "the rule of [law]".
fn led_on(document: &Document, piece: Range<usize>, apart: impl Fn(usize) -> bool) -> Range<usize> {
    let syntax = &document.syntax;
    let last = piece.end - 1;
    let noun = syntax.parent(last).filter(|&noun| {
        let own = syntax.relation(last) == "case" && syntax.relation(noun) == "nmod" && noun >= piece.end;
        own && noun - last <= FAR
            && syntax.parent(noun).is_some_and(|of| piece.contains(&of))
            && !(piece.end..=noun).any(&apart)
    });
    piece.start..noun.map_or(piece.end, |noun| noun + 1)
}

/// A piece without the words at its ends that only join it to others: "['s] accounts", "visas [for]".
fn trimmed(document: &Document, mut piece: Range<usize>) -> Range<usize> {
    let syntax = &document.syntax;
    let joins = |w: usize| {
        syntax.upos[w].only_joins() && !matches!(syntax.relation(w), "advmod" | "fixed")
            || syntax.relation(w) == "case" && document.is_possessive(w)
    };
    while !piece.is_empty() && joins(piece.start) {
        piece.start += 1;
    }
    while !piece.is_empty() && (joins(piece.end - 1) || syntax.upos[piece.end - 1] == Upos::Det) {
        piece.end -= 1;
    }
    piece
}

/// The phrase up to its noun; `None` where that is `apart`.
fn phrase(document: &Document, piece: Range<usize>, apart: impl Fn(usize) -> bool) -> Option<Range<usize>> {
    if piece.is_empty() {
        return None;
    }
    let syntax = &document.syntax;
    let mut head = syntax.head_of(&piece);
    while matches!(syntax.deprel[head], "compound" | "amod" | "nummod" | "det" | "flat") {
        let Some(noun) = syntax.parent(head).filter(|&p| p > head && p - head <= FAR) else { break };
        if apart(noun) {
            // "Radar" of "a radar sale" is what is sold; "other" of "other apps" is nothing by itself.
            let thing = matches!(syntax.upos[head], Upos::Noun | Upos::Propn | Upos::Num) && noun >= piece.end;
            return thing.then_some(piece);
        }
        head = noun;
    }
    let whole = piece.start..piece.end.max(head + 1);
    let torn = (piece.end..whole.end).any(&apart);
    let whole = if torn { piece } else { whole };
    let out = from_its_first_word(document, &whole, head);
    let clear = !(out.start..whole.start).any(&apart);
    Some(if clear { out } else { whole })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::document;

    #[test]
    fn an_article_alone_is_no_object() {
        let d = document("They/PRON/1/nsubj sent/VERB/1/root the/DET/3/det tanks/NOUN/1/obj");
        assert_eq!((trimmed(&d, 2..3).is_empty(), trimmed(&d, 2..4)), (true, 2..4));
    }

    #[test]
    fn objects_are_whole_phrases() {
        let d = document(
            "Peru/PROPN/1/nsubj sold/VERB/1/root three/NUM/5/nummod airborne/ADJ/5/amod warning/NOUN/5/compound planes/NOUN/1/obj to/ADP/8/case Chile/PROPN/8/nmod:poss army/NOUN/1/obl",
        );
        let object = |span: Range<usize>| Argument { role: Role::Object, span, mentions: Vec::new() };
        let recipient = Argument { role: Role::Recipient, span: 7..9, mentions: Vec::new() };
        let arguments = vec![object(2..4), object(4..5), object(6..7), recipient];
        let spans: Vec<_> = complete(&d, arguments, 1).into_iter().map(|a| (a.role, a.span)).collect();
        assert_eq!(spans, [(Role::Object, 2..6), (Role::Recipient, 7..9)]);
    }
}

//! Disputes: who denies, rejects, leaves unconfirmed or tells otherwise what the report or another source says.

use crate::document::{Dispute, Disputed, Document};
use crate::record::Stance;

/// Adds the disputes. Requires statements, actors and the attributions of events.
pub fn find(document: &mut Document) {
    let mut out = Vec::new();
    for a in 0..document.attributions.len() {
        let attribution = &document.attributions[a];
        let Some(by) = attribution.entity else { continue };
        let stance = match (attribution.act.as_str(), attribution.negated) {
            ("deny", false) => Stance::Deny,
            ("reject", false) => Stance::Reject,
            ("decline", _) | ("confirm", true) => Stance::DeclineToConfirm,
            _ => continue,
        };
        let about = inside(document, a).unwrap_or(Disputed::Attribution(a));
        out.push(Dispute { about, by, attribution: a, stance });
    }
    for a in 0..document.attributions.len() {
        if let Some(dispute) = counter_account(document, a) {
            out.push(dispute);
        }
    }
    document.disputes = out;
}

/// What a statement is about: the first event in its content.
fn inside(document: &Document, a: usize) -> Option<Disputed> {
    let content = &document.attributions[a].content;
    document.events.iter().position(|e| content.iter().any(|c| c.contains(&e.trigger))).map(Disputed::Event)
}

/// A second account of a matter: an attribution that a word of contrast ties to another source's in the same sentence.
fn counter_account(document: &Document, a: usize) -> Option<Dispute> {
    let attribution = &document.attributions[a];
    let (by, head) = (attribution.entity?, attribution.cue_head?);
    let syntax = &document.syntax;
    let sentence = document.sentence_of(head);
    let words = &document.sentences[sentence];
    // The word of contrast marks the clause of the cue, or of what the cue belongs to.
    let mut at = Some(head);
    let mut contrasted = false;
    for _ in 0..4 {
        let Some(word) = at else { break };
        contrasted |= syntax.children(word, words).any(|c| {
            matches!(syntax.relation(c), "mark" | "cc" | "advmod") && c < head && is_contrast(&syntax.lemma[c])
        });
        at = syntax.parent(word);
    }
    if !contrasted {
        return None;
    }
    let other = (0..document.attributions.len()).find(|&b| {
        let second = &document.attributions[b];
        b != a
            && second.entity.is_some_and(|e| e != by)
            && second.cue_head.is_some_and(|h| words.contains(&h))
            && first_word(document, b) < first_word(document, a)
    })?;
    let about = inside(document, other).unwrap_or(Disputed::Attribution(other));
    Some(Dispute { about, by, attribution: a, stance: Stance::CounterAccount })
}

fn first_word(document: &Document, a: usize) -> usize {
    document.attributions[a].content.first().map_or(usize::MAX, |c| c.start)
}

fn is_contrast(lemma: &str) -> bool {
    matches!(
        lemma.to_lowercase().as_str(),
        "although" | "though" | "but" | "while" | "whereas" | "however" | "yet" | "even"
    )
}

//! Cues: the verb that belongs to one, and who is not its source.

use tacitus_knowledge::Knowledge;

use crate::acts;
use crate::attribution::tells_of_speech;
use crate::document::{Document, Upos};

/// Acts of which who suffers them is not the source: "was accused", "was told".
const SUFFERED: [&str; 7] = ["assert", "accuse", "condemn", "request", "ask", "warn", "threaten"];
/// Words between an auxiliary and its verb.
const GAP: usize = 3;

/// Gives a cue of auxiliaries alone its verb, and takes the subject of a passive from the sources.
pub fn complete(document: &mut Document, knowledge: &Knowledge, a: usize) {
    if let Some(verb) = lacking(document, a) {
        document.attributions[a].cue[0].end = verb + 1;
    }
    if is_suffered(document, knowledge, a) {
        document.attributions[a].source.clear();
    }
}

/// The verb that a cue of auxiliaries alone belongs to: "was [disputed]".
fn lacking(document: &Document, a: usize) -> Option<usize> {
    let syntax = &document.syntax;
    let [cue] = document.attributions[a].cue.as_slice() else { return None };
    let helps = |i: usize| matches!(syntax.upos[i], Upos::Aux | Upos::Adv | Upos::Part);
    if !cue.clone().all(helps) || !cue.clone().any(|i| syntax.upos[i] == Upos::Aux) {
        return None;
    }
    let verb = cue.clone().filter_map(|i| syntax.parent(i)).find(|&v| v >= cue.end && v < cue.end + GAP)?;
    (syntax.upos[verb] == Upos::Verb && (cue.end..verb).all(helps)).then_some(verb)
}

/// Whether the cue is a passive without an agent, and its source stands before it as who suffers it.
fn is_suffered(document: &Document, knowledge: &Knowledge, a: usize) -> bool {
    let syntax = &document.syntax;
    let attribution = &document.attributions[a];
    let Some(verb) = attribution.cue.first().map(|c| syntax.head_of(c)) else { return false };
    let sentence = document.sentence_around(verb);
    let child = |relation: &str| syntax.children(verb, sentence).any(|c| syntax.deprel[c] == relation);
    let before = attribution.source.iter().all(|s| s.end <= verb);
    // "Was accused of it", "a member accused of it".
    let past = syntax.has(verb, "VerbForm=Part") && syntax.has(verb, "Tense=Past");
    let passive = child("aux:pass") || (past && syntax.deprel[verb] == "acl");
    passive
        && !attribution.cue.iter().any(|cue| tells_of_speech(document, verb, cue))
        && !child("obl:agent")
        && before
        && acts::verb(document, knowledge, verb).is_some_and(|act| SUFFERED.contains(&act))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::{document, one, told};

    #[test]
    fn who_is_accused_does_not_say_so() {
        let mut d =
            document("Peru/PROPN/2/nsubj:pass was/AUX/2/aux:pass accused/VERB/2/root of/ADP/4/case it/PRON/2/obl");
        d.attributions.push(told(0..1, 1..2, 3..5));
        complete(&mut d, &Knowledge::builtin(), 0);
        assert_eq!((d.attributions[0].cue.clone(), d.attributions[0].source.len()), (one(1..3), 0));
    }

    #[test]
    fn who_is_quoted_does() {
        let mut d = document(
            "Ana/PROPN/2/nsubj:pass was/AUX/2/aux:pass quoted/VERB/2/root as/SCONJ/4/mark saying/VERB/2/advcl it/PRON/4/obj",
        );
        d.attributions.push(told(0..1, 1..5, 5..6));
        complete(&mut d, &Knowledge::builtin(), 0);
        assert_eq!(d.attributions[0].source, one(0..1));
    }

    #[test]
    fn nor_does_a_member_accused_of_it() {
        let mut d = document(
            "They/PRON/1/nsubj met/VERB/1/root a/DET/3/det member/NOUN/1/obj accused/VERB/3/acl of/ADP/6/case it/PRON/4/obl",
        );
        d.syntax.feats[4] = "Tense=Past|VerbForm=Part|Voice=Pass";
        d.attributions.push(told(2..4, 4..5, 5..7));
        complete(&mut d, &Knowledge::builtin(), 0);
        assert!(d.attributions[0].source.is_empty());
    }
}

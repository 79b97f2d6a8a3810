//! Accounts that differ: two sources of one matter set against each other by a word ("although", "contrary to") or side
//! by side.

use std::ops::Range;

use super::matter::{BACK, told};
use crate::clauses::{Class, class};
use crate::document::{Dispute, Disputed, Document, Event, Role, Upos};
use crate::record::Stance;

/// Acts by which a source gives an account of a matter.
const TELLING: [&str; 5] = ["assert", "confirm", "contradict", "deny", "admit"];

/// Types of events of which one side at most began.
const HOSTILE: [&str; 6] = ["THREATEN", "PROTEST", "SANCTION", "MOBILIZE", "COERCE", "ASSAULT"];

/// Sentences back within which two sides tell of one clash.
const SHORTLY: usize = 5;

/// The source of a statement that is said to be contrary to another's: "Contrary to what the army announced, the
/// bridge stood, residents said."
pub fn contrary(document: &Document, a: usize) -> Option<Dispute> {
    let attribution = &document.attributions[a];
    let (by, head) = (attribution.entity?, attribution.cue_head?);
    let sentence = document.sentence_around(head).clone();
    let is_to = |i: usize| i + 1 < sentence.end && document.word(i + 1) == "to";
    let word = sentence.clone().find(|&i| class(document, i) == Some(Class::Contrary) && is_to(i))?;
    // The other's words come right behind, before the comma.
    let comma = (word..sentence.end).find(|&i| document.word(i) == ",").unwrap_or(sentence.end);
    let other = (0..document.attributions.len()).find(|&b| {
        let second = &document.attributions[b];
        b != a && second.entity != Some(by) && second.cue_head.is_some_and(|h| (word..comma).contains(&h))
    });
    if (word..comma).contains(&head) {
        return None;
    }
    // What the other said is not told, but it is the contrary of what is: "contrary to reports".
    let about = match other {
        Some(other) => told(document, other),
        None => attribution.tells(word).then(|| told(document, a)).filter(|t| matches!(t, Disputed::Event(_)))?,
    };
    Some(Dispute { about, by, attribution: a, stance: Stance::CounterAccount })
}

/// A second account of a matter: a statement that a word of contrast sets against another source's in the same
/// sentence, or that stands beside it without a conjunction.
pub fn other(document: &Document, a: usize) -> Option<Dispute> {
    let attribution = &document.attributions[a];
    let (by, head) = (attribution.entity?, attribution.cue_head?);
    if !TELLING.contains(&attribution.act.as_str()) {
        return None;
    }
    if let Some(charge) = cleared(document, a, by, head) {
        return Some(Dispute { about: charge, by, attribution: a, stance: Stance::Deny });
    }
    if let Some(charge) = answered(document, a, by, head) {
        return Some(Dispute { about: charge, by, attribution: a, stance: Stance::CounterAccount });
    }
    if let Some(other) = differing(document, a, by, head) {
        return Some(Dispute { about: told(document, other), by, attribution: a, stance: Stance::CounterAccount });
    }
    let contrast = contrasted(document, head);
    let set = contrast.is_some() || juxtaposed(document, head) || answers(document, head);
    // What is only set beside a promise or a sentence of a court is no account of it; what a word of contrast sets against them
    // must speak of the same.
    let tells = |b: &usize| {
        let act = document.attributions[*b].act.as_str();
        let account = TELLING.contains(&act) || matches!(act, "accuse" | "warn" | "condemn");
        account || contrast.is_some() && (shares(document, *b, a) || both_count(document, *b, a))
    };
    let beside = set.then(|| beside(document, a, by, head, contrast)).flatten().filter(tells);
    let other = beside.or_else(|| before(document, a, by, head))?;
    Some(Dispute { about: told(document, other), by, attribution: a, stance: Stance::CounterAccount })
}

/// What somebody was said, shortly before, to have done, if he tells it otherwise, or another the other way round: "Peru says
/// Chile shelled a village. [Chile says it shelled a camp.]"
fn answered(document: &Document, a: usize, by: usize, head: usize) -> Option<Disputed> {
    let here = document.sentence_of(head);
    let previous = document.sentences.get(here.checked_sub(1)?)?;
    let shortly = |word: usize| (1..=SHORTLY).contains(&here.saturating_sub(document.sentence_of(word)));
    let (attributions, events) = (&document.attributions, &document.events);
    let who = |e: usize, role: Role| in_role(document, &events[e], role);
    let acts = |e: usize| who(e, Role::Actor).contains(&by);
    let by_another = |e: usize| {
        let teller = events[e].attribution.filter(|&b| b != a)?;
        attributions[teller].entity.filter(|&other| other != by)
    };
    let told: Vec<usize> =
        (0..events.len()).filter(|&e| previous.contains(&events[e].trigger) && by_another(e).is_some()).collect();
    let answers: Vec<usize> = (0..events.len()).filter(|&e| events[e].attribution == Some(a)).collect();
    let otherwise = |e: usize, o: usize| {
        let to = [e, o].map(|e| who(e, Role::Recipient));
        acts(e) && acts(o) && (events[e].negated != events[o].negated || to[0] != to[1])
    };
    // "Peru says Chile shelled Peru's post. Chile's allies say it was Peru that [shelled] Chile."
    let turned = |e: usize, o: usize| {
        let [does, did] = [o, e].map(|e| who(e, Role::Actor));
        !does.iter().any(|x| did.contains(x)) && who(o, Role::Recipient).iter().any(|x| did.contains(x))
    };
    let alike = |e: usize, o: usize| events[e].kind == events[o].kind;
    // Two who praise each other tell nothing otherwise.
    let clash = |e: usize| HOSTILE.contains(&events[e].kind);
    let contrary = |e: usize, o: usize| alike(e, o) && (otherwise(e, o) || clash(e) && turned(e, o));
    // "Peru says Chile's troops fired. Chile's staff say Peru's guards attacked a patrol of Chile's."
    let countries = |e: usize, role: Role| {
        let of = who(e, role).into_iter().filter_map(|x| document.entities.get(x)?.country.clone());
        of.collect::<Vec<String>>()
    };
    let sides = |e: usize, o: usize| {
        let [from, to] = [e, o].map(|e| (countries(e, Role::Actor), countries(e, Role::Recipient)));
        let crossed = |one: &[String], other: &[String]| one.iter().any(|country| other.contains(country));
        alike(e, o) && clash(e) && crossed(&from.0, &to.1) && crossed(&to.0, &from.1) && !crossed(&from.0, &to.0)
    };
    // "The envoy says nothing was paid. A clerk says Peru paid."
    let opposed = |e: usize, o: usize| {
        let [one, other] = [e, o].map(|e| who(e, Role::Actor));
        let lemma = |e: usize| &document.syntax.lemma[events[e].trigger];
        let near = here - document.sentence_of(events[e].trigger) <= BACK;
        let whoever = one.is_empty() || other.is_empty() || one.iter().any(|x| other.contains(x));
        near && alike(e, o) && whoever && events[e].negated != events[o].negated && lemma(e) == lemma(o)
    };
    let others = || (0..events.len()).filter(|&e| shortly(events[e].trigger) && by_another(e).is_some());
    let first = told.into_iter().find(|&e| answers.iter().any(|&o| contrary(e, o)));
    let contested = |e: &usize| answers.iter().any(|&o| sides(*e, o) || opposed(*e, o));
    first.or_else(|| others().find(contested)).map(Disputed::Event)
}

/// The entities that have a role in an event.
fn in_role(document: &Document, event: &Event, role: Role) -> Vec<usize> {
    let mentions = event.arguments.iter().filter(|a| a.role == role).flat_map(|a| &a.mentions);
    mentions.filter_map(|&m| document.mentions[m].entity).collect()
}

/// The statement before, of which somebody is said to tell it otherwise who now tells it: "An officer gave a different account.
/// [He says Peru paid.]"
fn differing(document: &Document, a: usize, by: usize, head: usize) -> Option<usize> {
    let syntax = &document.syntax;
    let here = document.sentence_of(head);
    let told_by = |noun: usize, words: &Range<usize>| {
        let verb = syntax.parent(noun).filter(|_| syntax.relation(noun) == "obj")?;
        let subject = syntax.children(verb, words).find(|&c| syntax.deprel[c] == "nsubj")?;
        document.mentions.iter().find(|m| m.head == subject)?.entity
    };
    let marks = |noun: usize, words: &Range<usize>| {
        let other = |c: usize| syntax.relation(c) == "amod" && class(document, c) == Some(Class::Contrary);
        class(document, noun) == Some(Class::Account)
            && syntax.children(noun, words).any(other)
            && told_by(noun, words) == Some(by)
    };
    let sentence = [Some(here), here.checked_sub(1)].into_iter().flatten().find(|&s| {
        let words = &document.sentences[s];
        words.clone().any(|noun| marks(noun, words))
    })?;
    let before = &document.sentences[sentence.checked_sub(1)?];
    let another = |b: usize| {
        let second = &document.attributions[b];
        b != a && second.entity.is_some_and(|e| e != by) && second.cue_head.is_some_and(|h| before.contains(&h))
    };
    (0..document.attributions.len()).rfind(|&b| another(b))
}

/// What somebody was accused of before, who says that he is innocent.
fn cleared(document: &Document, a: usize, by: usize, head: usize) -> Option<Disputed> {
    let content = document.attributions[a].content.iter().flat_map(|c| c.clone());
    if !content.clone().any(|w| class(document, w) == Some(Class::Innocent) && document.syntax.relation(w) != "amod") {
        return None;
    }
    let here = document.sentence_of(head);
    let charged = |&e: &usize| {
        let event = &document.events[e];
        let near = event.trigger < head && here - document.sentence_of(event.trigger) <= BACK;
        near && event.kind == "ACCUSE" && in_role(document, event, Role::Recipient).contains(&by)
    };
    let charge = (0..document.events.len()).rfind(charged)?;
    let cue = Some(document.events[charge].trigger);
    let statement = (0..document.attributions.len()).find(|&b| document.attributions[b].cue_head == cue);
    Some(statement.map_or(Disputed::Event(charge), |b| told(document, b)))
}

/// The statement of another source in the same sentence, before it; `contrast` is the word that sets the two apart.
fn beside(document: &Document, a: usize, by: usize, head: usize, contrast: Option<usize>) -> Option<usize> {
    let words = document.sentence_around(head);
    let nested = |b: usize| document.attributions[b].tells(head);
    (0..document.attributions.len())
        .filter(|&b| {
            let second = &document.attributions[b];
            b != a
                && second.entity.is_some_and(|e| e != by)
                && second.cue_head.is_some_and(|h| words.contains(&h))
                && (first_word(document, b) < first_word(document, a))
                && (!nested(b) || contrast.is_some_and(|word| first_word(document, b) < word))
        })
        .max_by_key(|&b| (!nested(b), first_word(document, b)))
}

/// The statement of another source in the sentence before, of which this is a second account: a word of contrast opens
/// the sentence, and the two speak of the same or both of a number.
fn before(document: &Document, a: usize, by: usize, head: usize) -> Option<usize> {
    let sentence = document.sentence_of(head);
    let previous = document.sentences.get(sentence.checked_sub(1)?)?.clone();
    let own = document.sentences[sentence].clone();
    let opened = class(document, own.start) == Some(Class::Contrast);
    let other = (0..document.attributions.len()).find(|&b| {
        let second = &document.attributions[b];
        second.entity.is_some_and(|e| e != by)
            && TELLING.contains(&second.act.as_str())
            && second.cue_head.is_some_and(|h| previous.contains(&h))
            && !second.tells(head)
    })?;
    (opened && (shares(document, other, a) || both_count(document, other, a))).then_some(other)
}

/// Whether the contents of two statements have a noun or verb in common.
fn shares(document: &Document, a: usize, b: usize) -> bool {
    let words = |x: usize| {
        let content = document.attributions[x].content.iter().flat_map(|c| c.clone());
        content.filter(|&w| matches!(document.syntax.upos[w], Upos::Noun | Upos::Propn | Upos::Verb))
    };
    words(a).any(|i| words(b).any(|j| document.syntax.lemma[i].eq_ignore_ascii_case(&document.syntax.lemma[j])))
}

/// Whether two statements both tell how many: "put the dead at 14".
fn both_count(document: &Document, a: usize, b: usize) -> bool {
    let number = |w: usize| document.syntax.upos[w] == Upos::Num;
    [a, b].into_iter().all(|x| document.attributions[x].content.iter().flat_map(|c| c.clone()).any(number))
}

/// The word of contrast that opens the clause of a cue, or of what the cue belongs to.
fn contrasted(document: &Document, head: usize) -> Option<usize> {
    let syntax = &document.syntax;
    let words = document.sentence_around(head);
    let mut at = Some(head);
    for _ in 0..4 {
        let Some(word) = at else { break };
        let opens = |&c: &usize| {
            matches!(syntax.relation(c), "mark" | "cc" | "advmod")
                && c < head
                && class(document, c) == Some(Class::Contrast)
        };
        let found = syntax.children(word, words).find(opens);
        if found.is_some() {
            return found;
        }
        at = syntax.parent(word);
    }
    None
}

/// Whether a clause that a word of contrast opens comes before a cue and hangs on it: "while they call it theft, he [says]".
fn answers(document: &Document, head: usize) -> bool {
    let syntax = &document.syntax;
    let words = document.sentence_around(head);
    let opens = |c: usize| syntax.relation(c) == "mark" && class(document, c) == Some(Class::Contrast);
    let mut clauses = syntax.children(head, words).filter(|&c| c < head && syntax.relation(c) == "advcl");
    clauses.any(|c| syntax.children(c, words).any(opens))
}

/// Whether a cue's clause is set beside what comes before by a semicolon or a bracket and nothing else.
fn juxtaposed(document: &Document, head: usize) -> bool {
    let syntax = &document.syntax;
    let words = document.sentence_around(head);
    let own = syntax.subtree(head, words);
    let semicolon = |i: usize| matches!(document.word(i), ";" | "(");
    let opens = semicolon(own.start) || own.start > words.start && semicolon(own.start - 1);
    opens
        && matches!(syntax.relation(head), "parataxis" | "conj")
        && !syntax.children(head, words).any(|c| syntax.relation(c) == "cc")
}

fn first_word(document: &Document, a: usize) -> usize {
    document.attributions[a].content.first().map_or(usize::MAX, |c| c.start)
}

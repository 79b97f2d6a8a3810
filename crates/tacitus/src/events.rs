//! Events: which words tell one, of what type, mode and context, how real it is, and the words of its participants.

mod objects;

use crate::document::{Argument, Document, Event, Role, Upos};
use crate::governor;
use crate::model::{ROLES, best, sigmoid, softmax};
use crate::scores::Scores;

/// Least probability that a word tells an event.
const TRIGGER: f32 = 0.3;
/// The same, where the tree has it governed by what tells an event: "refused to [hand] them over".
const FAINT: f32 = 0.08;
/// Least probability of a context.
const CONTEXT: f32 = 0.4;
/// Words that may be missing within the phrase of a participant.
const TORN: usize = 3;
/// The type of agreements, offers and promises.
pub const COMMITMENT: &str = "AGREE";
/// The type of threats, and of what somebody means to do to another.
pub const THREAT: &str = "THREATEN";
/// Least probability that what several do together, to nobody else, they do to each other.
const JOINT: f32 = 0.2;
/// Share of the dyad's own reading in the type of an event whose actor and recipient are both known.
const DYAD: f32 = 0.5;

/// Least probability of an event that a verb and its objects tell between them.
const SHARED: f32 = 0.15;
/// Least confidence of the surest event of a sentence; one without any that is surer tells none.
const SURE: f32 = 0.25;

/// Leaves out the events of sentences of which none is likely.
pub fn leave_unlikely(document: &mut Document) {
    let mut surest = vec![0.0f32; document.sentences.len()];
    let sentences: Vec<usize> = document.events.iter().map(|e| document.sentence_of(e.trigger)).collect();
    for (event, &sentence) in document.events.iter().zip(&sentences) {
        surest[sentence] = surest[sentence].max(event.confidence);
    }
    let mut of = sentences.into_iter();
    document.events.retain(|_| surest[of.next().expect("one for each")] >= SURE);
}

/// Adds the events of one window, whose syntax is known.
pub fn decode(document: &mut Document, scores: &Scores) {
    let mut read: Vec<Reading> = scores.words.clone().filter_map(|word| Reading::at(document, scores, word)).collect();
    let again = |r: &Reading, o: &Reading| r.is_lent_to(document, o) || r.restates(document, o);
    let twice: Vec<bool> = read.iter().map(|r| read.iter().any(|o| again(r, o))).collect();
    let mut twice = twice.into_iter();
    read.retain(|_| !twice.next().expect("one for each"));
    // What a sentence says of a dyad goes for the event that it says first of all.
    let leads = |r: &Reading| read.iter().all(|o| o.dyad != r.dyad || o.prominence() <= r.prominence());
    let leads: Vec<bool> = read.iter().map(leads).collect();
    for (reading, leads) in read.into_iter().zip(leads) {
        let event = reading.event(document, scores, leads);
        document.events.push(event);
    }
}

/// What the network says of a word that tells an event.
struct Reading {
    trigger: usize,
    /// The probability that it tells one.
    probability: f32,
    /// The probabilities of the types, given that it does.
    types: Vec<f32>,
    arguments: Vec<Argument>,
    /// The words of the actor and of the recipient.
    dyad: (Vec<usize>, Vec<usize>),
    /// Whether it is negated, the main event of its sentence, reciprocal: 0 to 1 each.
    flags: [f32; 3],
}

impl Reading {
    fn at(document: &Document, scores: &Scores, trigger: usize) -> Option<Reading> {
        let types = types(scores, trigger);
        let probability = 1.0 - types[0];
        let told = || is_governed(document, scores, trigger) || is_shared(document, scores, trigger);
        if probability < FAINT || probability < TRIGGER && !told() {
            return None;
        }
        let sentence = document.sentence_around(trigger);
        let arguments = arguments(&scores.arguments(trigger, sentence), sentence.start, trigger);
        let arguments = objects::complete(document, whole(document, arguments), trigger);
        let words = |role: Role| arguments.iter().filter(|a| a.role == role).flat_map(|a| a.span.clone()).collect();
        Some(Reading {
            trigger,
            probability,
            types: types[1..].iter().map(|p| p / probability).collect(),
            dyad: (words(Role::Actor), words(Role::Recipient)),
            arguments,
            flags: std::array::from_fn(|f| sigmoid(scores.of("flags", trigger)[f])),
        })
    }

    /// Whether verb and noun tell one deed, and the other tells it better: "fired a shot", "a strike called for Monday".
    fn is_lent_to(&self, document: &Document, other: &Reading) -> bool {
        let syntax = &document.syntax;
        let governs = |verb: usize, noun: usize| {
            let own = |c: usize| matches!(syntax.relation(c), "nmod" | "acl");
            let bare = !syntax.children(noun, document.sentence_around(noun)).any(own);
            let object = syntax.parent(noun) == Some(verb) && syntax.relation(noun) == "obj" && bare;
            let participle = syntax.has(verb, "VerbForm=Part") && syntax.has(verb, "Tense=Past");
            // It may hang on the verb above the noun.
            let behind = verb == noun + 1 && syntax.relation(verb) == "advcl";
            object || participle && (behind || syntax.parent(verb) == Some(noun) && syntax.deprel[verb] == "acl")
        };
        let one = governs(self.trigger, other.trigger) || governs(other.trigger, self.trigger);
        one && best(&self.types) == best(&other.types) && self.prominence() < other.prominence()
    }

    /// Whether a noun names once more what a verb before it tells: "asked them to leave, [a request] they refused".
    fn restates(&self, document: &Document, other: &Reading) -> bool {
        let syntax = &document.syntax;
        let sentence = document.sentence_around(self.trigger);
        let article = |c: usize| syntax.relation(c) == "det" && matches!(syntax.lemma[c].as_str(), "a" | "an");
        let first =
            syntax.children(self.trigger, sentence).find(|&c| article(c) && c > 0 && document.word(c - 1) == ",");
        let before_verb = syntax.parent(self.trigger).is_some_and(|verb| self.trigger < verb);
        let beside = match syntax.relation(self.trigger) {
            "appos" | "parataxis" | "dep" | "conj" => true,
            "obj" => before_verb,
            _ => false,
        };
        first.is_some_and(|first| sentence.contains(&other.trigger) && other.trigger < first)
            && beside
            && syntax.upos[self.trigger] == Upos::Noun
            && syntax.upos[other.trigger] == Upos::Verb
            && best(&self.types) == best(&other.types)
    }

    /// How much the event is what its sentence is about, 0 to 1.
    fn prominence(&self) -> f32 {
        self.probability * (0.5 + 0.5 * self.flags[1])
    }

    /// The event. `leads`: whether no other event of its dyad is more prominent.
    fn event(self, document: &Document, scores: &Scores, leads: bool) -> Event {
        let confidence = self.prominence();
        let (actor, recipient) = self.dyad;
        let mut of_type = self.types;
        if leads && !actor.is_empty() && !recipient.is_empty() {
            let mut dyad = scores.relate(&actor, &recipient, document.sentence_around(self.trigger));
            softmax(&mut dyad);
            of_type.iter_mut().zip(dyad).for_each(|(p, d)| *p = p.powf(1.0 - DYAD) * d.powf(DYAD));
            let sum: f32 = of_type.iter().sum();
            of_type.iter_mut().for_each(|p| *p /= sum);
        }
        let labels = scores.labels();
        let kind = likeliest(&labels.event, &of_type);
        let deed = [COMMITMENT, THREAT].contains(&labels.event[kind]).then(|| {
            let without = |k: usize| if k == kind { 0.0 } else { of_type[k] };
            labels.event[likeliest(&labels.event, &(0..of_type.len()).map(without).collect::<Vec<_>>())]
        });
        Event {
            trigger: self.trigger,
            kind: labels.event[kind],
            deed,
            mode: mode(&labels.mode, scores.of("mode", self.trigger), labels.event[kind]),
            contexts: labels
                .context
                .iter()
                .zip(scores.of("contexts", self.trigger))
                .filter(|(_, s)| sigmoid(**s) > CONTEXT)
                .map(|(c, _)| *c)
                .collect(),
            arguments: self.arguments,
            reciprocal: self.flags[2] > if recipient.is_empty() && is_joint(document, &actor) { JOINT } else { 0.5 },
            negated: self.flags[0] > 0.5,
            modality: labels.modality[best(scores.of("modality", self.trigger))],
            confidence: confidence * of_type[kind],
            ..Default::default()
        }
    }
}

/// The probabilities that a word tells no event, or one of each type.
fn types(scores: &Scores, word: usize) -> Vec<f32> {
    let mut types = scores.of("trigger", word).to_vec();
    softmax(&mut types);
    types
}

/// Whether a word that tells an event governs another and says how real it is.
fn is_governed(document: &Document, scores: &Scores, word: usize) -> bool {
    governor::of(document, word).is_some_and(|g| 1.0 - types(scores, g)[0] >= TRIGGER)
}

/// Whether a verb and its objects tell one event between them, of one type, that none of them tells alone: "[provided] food
/// and [support]". It is told by the likeliest.
fn is_shared(document: &Document, scores: &Scores, word: usize) -> bool {
    let syntax = &document.syntax;
    let sentence = document.sentence_around(word);
    let object = |i: usize| syntax.relation(i) == "obj" && syntax.upos[i] == Upos::Noun;
    let joined = |i: usize| syntax.relation(i) == "conj" && syntax.parent(i).is_some_and(object);
    let verb = if object(word) { syntax.parent(word) } else { Some(word) };
    let Some(verb) = verb.filter(|&v| syntax.upos[v] == Upos::Verb) else { return false };
    let objects = sentence.clone().filter(|&i| {
        let of = if joined(i) { syntax.parent(i) } else { Some(i) };
        of.is_some_and(|o| object(o) && syntax.parent(o) == Some(verb))
    });
    let own = types(scores, word);
    let kind = best(&own[1..]);
    let group: Vec<(usize, f32)> = std::iter::once(verb)
        .chain(objects)
        .map(|i| (i, types(scores, i)))
        .filter(|(_, t)| best(&t[1..]) == kind)
        .map(|(i, t)| (i, 1.0 - t[0]))
        .collect();
    let likeliest = group.iter().all(|&(i, p)| i == word || p < 1.0 - own[0]);
    likeliest && group.iter().map(|g| g.1).sum::<f32>() >= SHARED
}

/// The likeliest of the types. Concessions in word and in deed, CONCEDE and RETREAT, stand together against the others and
/// are told apart after that.
pub fn likeliest(types: &[&str], p: &[f32]) -> usize {
    let concession = |kind: &str| matches!(kind, "CONCEDE" | "RETREAT");
    let both: f32 = types.iter().zip(p).filter(|(kind, _)| concession(kind)).map(|(_, p)| p).sum();
    let likely = best(p);
    if p[likely] > both {
        return likely;
    }
    let own: Vec<f32> = types.iter().zip(p).map(|(kind, &p)| if concession(kind) { p } else { 0.0 }).collect();
    best(&own)
}

/// Whether words hold several who are joined by "and".
fn is_joint(document: &Document, words: &[usize]) -> bool {
    let syntax = &document.syntax;
    let nominal = |i: usize| matches!(syntax.upos[i], Upos::Propn | Upos::Noun);
    let joined = |i: usize| syntax.relation(i) == "conj" && nominal(i);
    words.iter().any(|&i| joined(i) && syntax.parent(i).is_some_and(|first| words.contains(&first)))
}

/// The best mode of a type, without the type's name; `None` where no mode fits better.
fn mode(labels: &[&'static str], scores: &[f32], kind: &str) -> Option<&'static str> {
    let mut found: (f32, Option<&'static str>) = (f32::NEG_INFINITY, None);
    for (label, &score) in labels.iter().zip(scores) {
        let mode = match label.split_once('/') {
            None => None,
            Some((of, mode)) if of == kind => Some(mode),
            Some(_) => continue,
        };
        if score > found.0 {
            found = (score, mode);
        }
    }
    found.1
}

/// Runs of words with one role; the trigger itself has none.
fn arguments(roles: &[[f32; ROLES]], offset: usize, trigger: usize) -> Vec<Argument> {
    const ORDER: [Option<Role>; ROLES] =
        [None, Some(Role::Actor), Some(Role::Recipient), Some(Role::Object), Some(Role::Beneficiary)];
    let mut out: Vec<Argument> = Vec::new();
    for (k, scores) in roles.iter().enumerate() {
        let i = offset + k;
        let Some(role) = ORDER[best(scores)] else { continue };
        if i == trigger {
            continue;
        }
        match out.last_mut() {
            Some(last) if last.role == role && last.span.end == i => last.span.end = i + 1,
            _ => out.push(Argument { role, span: i..i + 1, mentions: Vec::new() }),
        }
    }
    out
}

/// Joins the pieces of a phrase of which a few words were left out: "Peru's [teachers'] union".
fn whole(document: &Document, arguments: Vec<Argument>) -> Vec<Argument> {
    let syntax = &document.syntax;
    let mut out: Vec<Argument> = Vec::new();
    for next in arguments {
        if let Some(last) = out.last_mut()
            && last.role == next.role
            && next.span.start - last.span.end <= TORN
        {
            let head = syntax.head_of(&next.span);
            let inner = |w: usize| {
                let joins = matches!(syntax.relation(w), "cc" | "conj" | "punct" | "appos" | "acl" | "acl:relcl");
                syntax.is_below(w, head) && !joins
            };
            if (last.span.start..next.span.start).all(inner) {
                last.span.end = next.span.end;
                continue;
            }
        }
        out.push(next);
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_sentence_without_a_likely_event_tells_none() {
        let mut d = crate::testing::document("They/PRON/1/nsubj left/VERB/1/root ;/PUNCT/3/punct talks/NOUN/3/root");
        d.sentences = vec![0..3, 3..4];
        for (trigger, confidence) in [(0, 0.1), (1, 0.9), (3, 0.2)] {
            d.events.push(Event { trigger, confidence, ..Default::default() });
        }
        leave_unlikely(&mut d);
        assert_eq!(d.events.iter().map(|e| e.trigger).collect::<Vec<_>>(), [0, 1]);
    }

    #[test]
    fn several_act_jointly() {
        let d = crate::testing::document("Peru/PROPN/3/nsubj and/CCONJ/2/cc Chile/PROPN/0/conj met/VERB/3/root");
        assert!(is_joint(&d, &[0, 1, 2]) && !is_joint(&d, &[2]));
    }

    #[test]
    fn concessions_stand_together() {
        let types = ["AGREE", "CONCEDE", "RETREAT"];
        assert_eq!(likeliest(&types, &[0.4, 0.25, 0.35]), 2);
        assert_eq!(likeliest(&types, &[0.6, 0.2, 0.2]), 0);
    }

    #[test]
    fn the_mode_is_one_of_the_type() {
        let labels = ["-", "ASSAULT/aerial", "COERCE/arrest"];
        assert_eq!(mode(&labels, &[0.0, 5.0, 3.0], "COERCE"), Some("arrest"));
        assert_eq!(mode(&labels, &[0.0, 5.0, -3.0], "COERCE"), None);
    }

    #[test]
    fn runs_become_arguments_and_the_trigger_divides_them() {
        let role = |r: usize| std::array::from_fn(|k| if k == r { 1.0 } else { 0.0 });
        let roles = [role(1), role(1), role(1), role(2), role(0), role(3)];
        let found = arguments(&roles, 10, 12);
        assert_eq!(
            found,
            [
                Argument { role: Role::Actor, span: 10..12, mentions: vec![] },
                Argument { role: Role::Recipient, span: 13..14, mentions: vec![] },
                Argument { role: Role::Object, span: 15..16, mentions: vec![] }
            ]
        );
    }

    #[test]
    fn a_verb_and_the_noun_it_is_lent_to_are_one_event() {
        let d = crate::testing::document("They/PRON/1/nsubj fired/VERB/1/root a/DET/3/det shot/NOUN/1/obj");
        let reading = |trigger: usize, probability: f32, types: Vec<f32>| Reading {
            trigger,
            probability,
            types,
            arguments: Vec::new(),
            dyad: (Vec::new(), Vec::new()),
            flags: [0.0; 3],
        };
        let (verb, noun) = (reading(1, 0.9, vec![0.1, 0.9]), reading(3, 0.4, vec![0.2, 0.8]));
        assert!(noun.is_lent_to(&d, &verb) && !verb.is_lent_to(&d, &noun));
        assert!(!reading(3, 0.4, vec![0.8, 0.2]).is_lent_to(&d, &verb), "another type is another event");
        let mut d = crate::testing::document("the/DET/1/det strike/NOUN/1/root called/VERB/1/acl Monday/PROPN/2/obl");
        d.syntax.feats[2] = "Tense=Past|VerbForm=Part";
        assert!(reading(2, 0.3, vec![0.2, 0.8]).is_lent_to(&d, &reading(1, 0.9, vec![0.1, 0.9])));
        let d = crate::testing::document(
            "They/PRON/1/nsubj asked/VERB/1/root us/PRON/1/obj ,/PUNCT/5/punct a/DET/5/det request/NOUN/1/parataxis",
        );
        assert!(reading(5, 0.9, vec![0.1, 0.9]).restates(&d, &reading(1, 0.9, vec![0.1, 0.9])));
        assert!(!reading(5, 0.9, vec![0.9, 0.1]).restates(&d, &reading(1, 0.9, vec![0.1, 0.9])));
    }

    #[test]
    fn a_participant_is_a_whole_phrase() {
        let d = crate::testing::document(
            "Peru/PROPN/2/nmod:poss teachers/NOUN/2/nmod:poss union/NOUN/5/nsubj and/CCONJ/4/cc miners/NOUN/2/conj struck/VERB/5/root",
        );
        let argument = |span: std::ops::Range<usize>| Argument { role: Role::Actor, span, mentions: Vec::new() };
        let spans: Vec<_> =
            whole(&d, vec![argument(0..1), argument(2..3), argument(4..5)]).into_iter().map(|a| a.span).collect();
        assert_eq!(spans, [0..3, 4..5]);
    }
}

//! Participants that the grammar implies: those of a coordination, of a possessor, of a clause below.

use super::Heads;
use crate::document::{Argument, Document, Event, Role, Upos};
use crate::record::Form;

/// Adds to each event the participants that its words imply and the network did not give. Requires the mentions of
/// arguments.
pub fn add(document: &mut Document, heads: &Heads) {
    for e in 0..document.events.len() {
        coordinate(document, heads, e);
        if let Some(possessor) = possessor(document, heads, e) {
            document.events[e].arguments.retain(|a| a.role != Role::Recipient);
            push(document, e, Role::Recipient, possessor);
        }
        for m in asked_against(document, e) {
            push(document, e, Role::Recipient, m);
        }
        if let Some(beneficiary) = beneficiary(document, heads, e) {
            let arguments = &mut document.events[e].arguments;
            arguments.iter_mut().for_each(|a| a.mentions.retain(|m| !beneficiary.mentions.contains(m)));
            arguments.retain(|a| a.role == Role::Object || !a.mentions.is_empty());
            arguments.push(beneficiary);
        }
    }
}

fn push(document: &mut Document, e: usize, role: Role, mention: usize) {
    let span = document.mentions[mention].span.clone();
    document.events[e].arguments.push(Argument { role, span, mentions: vec![mention] });
}

/// The mention with this head, the widest.
fn headed(document: &Document, heads: &Heads, head: usize) -> Option<usize> {
    let mentions = heads.at(head).iter().copied();
    mentions
        .filter(|&m| document.mentions[m].kind.is_actor())
        .max_by_key(|&m| (document.mentions[m].span.len(), std::cmp::Reverse(m)))
}

/// A name that stands before a coordinator in a participant's phrase is a participant beside it: the first of "NATO and
/// U.S. allies", though a tree may take it for a modifier.
fn coordinate(document: &mut Document, by_head: &Heads, e: usize) {
    let trigger = document.events[e].trigger;
    for a in 0..document.events[e].arguments.len() {
        let argument = &document.events[e].arguments[a];
        if !matches!(argument.role, Role::Actor | Role::Recipient) {
            continue;
        }
        let heads: Vec<usize> = argument.mentions.iter().map(|&m| document.mentions[m].head).collect();
        let taken: Vec<usize> = document.events[e].arguments.iter().flat_map(|a| a.mentions.clone()).collect();
        let below = heads.iter().flat_map(|&h| document.syntax.children(h, document.sentence_around(h)));
        let modifiers = below.filter(|&c| document.syntax.relation(c) == "compound");
        let beside = modifiers.flat_map(|c| by_head.at(c)).copied().filter(|&m| {
            let mention = &document.mentions[m];
            let coordinated = document.syntax.upos.get(mention.span.end) == Some(&Upos::Cconj);
            coordinated
                && mention.form == Form::Name
                && mention.kind.is_actor()
                && !taken.contains(&m)
                && !mention.span.contains(&trigger)
        });
        if let Some(m) = beside.min() {
            document.events[e].arguments[a].mentions.insert(0, m);
        }
    }
}

/// Who is criticised, refused or praised for a thing is whose thing it is, and so is who is harmed in it: "condemned his
/// visits to both", "denied U.S. accusations", "violated Peru's airspace". `None` where a recipient stands outside of the
/// thing's phrase, or the thing is itself one who acts.
fn possessor(document: &Document, heads: &Heads, e: usize) -> Option<usize> {
    let (event, syntax) = (&document.events[e], &document.syntax);
    let verbal = matches!(event.kind, "ACCUSE" | "REJECT" | "SUPPORT");
    let harmful = matches!(event.kind, "ASSAULT" | "COERCE" | "SANCTION" | "PROTEST");
    let alone = !event.arguments.iter().any(|a| a.role == Role::Recipient);
    if !(verbal || harmful && alone) || syntax.upos[event.trigger] != Upos::Verb {
        return None;
    }
    let sentence = document.sentence_around(event.trigger).clone();
    let thing = |c: usize| syntax.relation(c) == "obj" || syntax.deprel[c] == "nsubj:pass";
    let thing = syntax.children(event.trigger, &sentence).find(|&c| thing(c))?;
    if syntax.upos[thing] != Upos::Noun || headed(document, heads, thing).is_some() {
        return None;
    }
    let within = |a: &Argument| a.mentions.iter().all(|&m| syntax.is_below(document.mentions[m].head, thing));
    if !event.arguments.iter().filter(|a| a.role == Role::Recipient).all(within) {
        return None;
    }
    let own = syntax.children(thing, &sentence).filter(|&c| c < thing).find(|&c| match syntax.deprel[c] {
        "nmod:poss" => true,
        // "A police account".
        "compound" => matches!(syntax.upos[c], Upos::Propn | Upos::Noun),
        "amod" | "nmod" | "nsubj" => matches!(syntax.upos[c], Upos::Propn | Upos::Pron),
        _ => false,
    })?;
    let found = headed(document, heads, own)?;
    // "Welcomed his arrest" is no support of him.
    let suffers = |o: &Event| {
        let of = |a: &Argument| a.role == Role::Recipient && a.mentions.contains(&found);
        o.trigger == thing
            && matches!(o.kind, "ASSAULT" | "COERCE" | "SANCTION" | "ACCUSE")
            && o.arguments.iter().any(of)
    };
    if event.kind == "SUPPORT" && document.events.iter().any(suffers) {
        return None;
    }
    let acting = event.arguments.iter().any(|a| a.role == Role::Actor && a.mentions.contains(&found));
    (!acting).then_some(found)
}

/// Whom a deed would touch that is asked for, where nobody is said to be asked: of "called for sanctions against Peru",
/// Peru.
fn asked_against(document: &Document, e: usize) -> Vec<usize> {
    let (event, syntax) = (&document.events[e], &document.syntax);
    if event.kind != "REQUEST" || event.arguments.iter().any(|a| a.role == Role::Recipient) {
        return Vec::new();
    }
    let asked = |o: &&Event| {
        syntax.parent(o.trigger) == Some(event.trigger) && matches!(syntax.relation(o.trigger), "obj" | "obl" | "nmod")
    };
    let acting: Vec<usize> = event.arguments.iter().flat_map(|a| a.mentions.clone()).collect();
    let Some(deed) = document.events.iter().find(asked) else { return Vec::new() };
    let touched = deed.arguments.iter().filter(|a| a.role == Role::Recipient).flat_map(|a| a.mentions.clone());
    touched.filter(|m| !acting.contains(m)).collect()
}

/// For whom the thing is that is asked, agreed or refused in a clause below the event: "agreed to buy grain to send to
/// Chad", "urged Peru to give help to Chile". `None` where the network found one, or the clause gives nothing to anyone.
fn beneficiary(document: &Document, heads: &Heads, e: usize) -> Option<Argument> {
    let (event, syntax) = (&document.events[e], &document.syntax);
    let recipients =
        event.arguments.iter().filter(|a| a.role == Role::Recipient).map(|a| a.mentions.len()).sum::<usize>();
    // One of several recipients that stands in such a clause is none: "agreed to buy from Peru, to send to Chad".
    let movable = |a: &Argument| a.role == Role::Recipient && recipients > a.mentions.len();
    let taken = |m: usize| event.arguments.iter().any(|a| a.mentions.contains(&m) && !movable(a));
    let verbal = matches!(event.kind, "REQUEST" | "AGREE" | "REJECT" | "CONCEDE" | "COOPERATE" | "SUPPORT");
    if !verbal || event.arguments.iter().any(|a| a.role == Role::Beneficiary) {
        return None;
    }
    let sentence = document.sentence_around(event.trigger).clone();
    let to = |i: usize| syntax.children(i, &sentence).any(|c| syntax.relation(c) == "case" && syntax.lemma[c] == "to");
    // "to" marks who gets something where the verb has an object, or is itself about one ("grain to send to Chad").
    let objects = |v: usize| syntax.children(v, &sentence).any(|c| syntax.relation(c) == "obj");
    // "Agreed to buy grain to send to Chad", where the tree has both clauses side by side.
    let follows = |v: usize| {
        let beside = syntax.parent(v).into_iter().flat_map(|above| syntax.children(above, &sentence));
        syntax.relation(v) == "xcomp" && beside.filter(|&b| b < v && syntax.relation(b) == "xcomp").any(objects)
    };
    let gets = |i: usize| {
        syntax.parent(i).is_some_and(|above| match syntax.relation(i) {
            "obl" => {
                syntax.relation(above) == "acl" || syntax.relation(above) == "advcl" || objects(above) || follows(above)
            }
            "nmod" => syntax.relation(above) == "obj",
            _ => false,
        })
    };
    let embedded = |i: usize| {
        let mut clause = false;
        let mut at = i;
        while at != event.trigger {
            let relation = syntax.relation(at);
            clause |= at != i && matches!(relation, "xcomp" | "ccomp" | "acl" | "advcl");
            // What a claim says is not what is asked or refused.
            if syntax.children(at, &sentence).any(|c| syntax.relation(c) == "mark" && syntax.lemma[c] == "that") {
                return false;
            }
            if at != i && !matches!(relation, "xcomp" | "ccomp" | "acl" | "advcl" | "obj" | "conj") {
                return false;
            }
            match syntax.parent(at) {
                Some(above) => at = above,
                None => return false,
            }
        }
        clause
    };
    let told = sentence.clone().filter(|&head| to(head) && gets(head) && embedded(head));
    let mentions = told.flat_map(|head| heads.at(head)).copied();
    let found = mentions.filter(|&m| document.mentions[m].kind.is_actor() && !taken(m)).min()?;
    let span = document.mentions[found].span.clone();
    Some(Argument { role: Role::Beneficiary, span, mentions: vec![found] })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::{Event, MentionKind};
    use crate::mentions::describe;
    use crate::testing::document;

    fn with(annotated: &str, event: Event, mentions: &[(usize, usize)]) -> Document {
        let mut d = document(annotated);
        for &(start, end) in mentions {
            let mention = describe(&d, start..end, MentionKind::Place);
            d.mentions.push(mention);
        }
        d.events.push(event);
        d
    }

    fn words(d: &Document, role: Role) -> Vec<&str> {
        let of_role = d.events[0].arguments.iter().filter(|a| a.role == role);
        of_role.flat_map(|a| &a.mentions).map(|&m| d.slice(&d.mentions[m].span)).collect()
    }

    #[test]
    fn a_clause_below_a_request_names_whom_it_is_for() {
        let mut d = document(
            "They/PRON/1/nsubj urged/VERB/1/root Peru/PROPN/1/obj to/PART/4/mark give/VERB/1/xcomp help/NOUN/4/obj to/ADP/7/case Chile/PROPN/4/obl",
        );
        let chile = describe(&d, 7..8, MentionKind::Place);
        d.mentions.push(chile);
        d.events.push(Event { trigger: 1, kind: "REQUEST", ..Default::default() });
        let found = beneficiary(&d, &Heads::new(&d), 0).expect("Chile is to be helped");
        assert_eq!((found.role, found.span), (Role::Beneficiary, 7..8));
        d.events[0].kind = "ASSAULT";
        assert_eq!(beneficiary(&d, &Heads::new(&d), 0), None);
    }

    #[test]
    fn whose_plan_is_rejected_is_the_recipient() {
        let mut d = with(
            "Peru/PROPN/1/nsubj rejected/VERB/1/root Chad/PROPN/4/nmod:poss 's/PART/2/case plan/NOUN/1/obj for/ADP/6/case Mali/PROPN/4/nmod",
            Event { trigger: 1, kind: "REJECT", ..Default::default() },
            &[(0, 1), (2, 4), (6, 7)],
        );
        push(&mut d, 0, Role::Actor, 0);
        push(&mut d, 0, Role::Recipient, 2);
        let heads = Heads::new(&d);
        add(&mut d, &heads);
        assert_eq!(words(&d, Role::Recipient), ["Chad 's"]);
    }

    #[test]
    fn a_name_before_a_coordinator_takes_part_too() {
        let mut d = with(
            "They/PRON/1/nsubj accused/VERB/1/root NATO/PROPN/4/compound and/CCONJ/4/cc allies/NOUN/1/obj",
            Event { trigger: 1, kind: "ACCUSE", ..Default::default() },
            &[(2, 3), (4, 5)],
        );
        push(&mut d, 0, Role::Recipient, 1);
        let heads = Heads::new(&d);
        add(&mut d, &heads);
        assert_eq!(words(&d, Role::Recipient), ["NATO", "allies"]);
    }
}

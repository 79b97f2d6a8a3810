//! Participants: the mentions that the arguments of events and the sources of statements are.
//!
//! The network gives words; the record speaks of entities. A coordinated argument ("Germany, Norway and Sweden") is
//! several mentions. Where no mention was found for an argument, its phrase becomes one.

mod bystanders;
mod implied;
mod kinds;
pub(crate) mod phrases;

use std::collections::HashMap;
use std::ops::Range;

use tacitus_knowledge::{How, Kind, Knowledge};

use crate::document::{Document, MentionKind, Role, Upos};
use crate::mentions::{are_alike, describe};
use crate::record::Form;
use kinds::{is_body, is_capital, is_of_several, is_office, is_place, known_name, likely_kind, titled_person};
use phrases::{conjuncts, names_nobody, whole};

/// Ties arguments and sources to mentions, adding mentions that are lacking. Requires syntax, mentions, attributions
/// and events.
pub fn resolve(document: &mut Document, knowledge: &Knowledge) {
    for m in 0..document.mentions.len() {
        if let Some(name) = titled_person(document, knowledge, &document.mentions[m].span) {
            document.mentions[m].head = name.start;
            document.mentions[m].kind = MentionKind::Person;
            document.mentions[m].form = Form::Name;
        } else if is_office(document, knowledge, m) {
            document.mentions[m].kind = MentionKind::Person;
        } else if is_of_several(document, knowledge, m) {
            document.mentions[m].form = Form::Nominal;
        } else if is_place(document, m) || is_capital(document, knowledge, m) {
            document.mentions[m].kind = MentionKind::Place;
        } else if is_body(document, knowledge, m) {
            document.mentions[m].kind = MentionKind::Organization;
        }
    }
    let mut heads = Heads::new(document);
    let claims = claims(document);
    for e in 0..document.events.len() {
        for a in 0..document.events[e].arguments.len() {
            let argument = &document.events[e].arguments[a];
            if argument.role == Role::Object {
                continue;
            }
            let (span, trigger) = (argument.span.clone(), document.events[e].trigger);
            let trigger = claims.get(&span).copied().flatten().unwrap_or(trigger);
            document.events[e].arguments[a].mentions =
                mentions_of(document, &mut heads, knowledge, &span, Some(trigger));
        }
    }
    implied::add(document, &heads);
    (0..document.events.len()).for_each(|e| bystanders::leave_out(document, e));
    for a in 0..document.attributions.len() {
        let Some(span) = document.attributions[a].source.first().cloned() else { continue };
        // "A statement by the agency" is the agency's.
        let span = crate::reports::nominal::owner(document, knowledge, &span).unwrap_or(span);
        // "U.S. accusations": the source is not to grow to the cue.
        let cue = document.attributions[a].cue.first().map(|cue| document.syntax.head_of(cue));
        document.attributions[a].mention = mentions_of(document, &mut heads, knowledge, &span, cue).first().copied();
    }
    add_known(document, knowledge);
    for m in 0..document.mentions.len() {
        if let Some(kind) = known_name(document, knowledge, m) {
            document.mentions[m].form = Form::Name;
            document.mentions[m].kind = kind;
        }
    }
    keep_entities(document);
}

/// The mentions of each head word, in their order.
struct Heads(Vec<Vec<usize>>);

impl Heads {
    fn new(document: &Document) -> Self {
        let mut heads = Heads(vec![Vec::new(); document.words.len()]);
        document.mentions.iter().enumerate().for_each(|(m, mention)| heads.0[mention.head].push(m));
        heads
    }

    fn at(&self, head: usize) -> &[usize] {
        &self.0[head]
    }
}

/// By each phrase that is a source, the cue of its claim, where that is a noun: of "U.S. accusations", "accusations" is
/// no part of who accuses.
fn claims(document: &Document) -> HashMap<Range<usize>, Option<usize>> {
    let mut out = HashMap::new();
    for attribution in &document.attributions {
        let Some(span) = attribution.source.first() else { continue };
        out.entry(span.clone()).or_insert_with(|| {
            let cue = attribution.cue.first().map(|cue| document.syntax.head_of(cue));
            cue.filter(|&cue| document.syntax.upos[cue] == Upos::Noun)
        });
    }
    out
}

/// Adds mentions of what is known by name and was not read as one: countries, and people and bodies by names of several
/// words.
fn add_known(document: &mut Document, knowledge: &Knowledge) {
    let (mut covered, mut headed) = (vec![false; document.words.len()], vec![false; document.words.len()]);
    for mention in &document.mentions {
        covered[mention.span.clone()].fill(true);
        headed[mention.head] = true;
    }
    let bare = |i: usize| {
        !headed[i] && document.syntax.upos[i] == Upos::Propn && document.word(i).starts_with(char::is_uppercase)
    };
    let mut found: Vec<(Range<usize>, MentionKind)> = Vec::new();
    let mut i = 0;
    while i < document.words.len() {
        let end = (i..document.words.len().min(i + 5)).find(|&j| !bare(j)).unwrap_or(document.words.len().min(i + 5));
        let known = (i + 1..=end).rev().find_map(|end| {
            let candidates = knowledge.lookup(document.slice(&(i..end)), document.input.published);
            let best = candidates.first().filter(|c| matches!(c.how, How::Name | How::Alias))?;
            // In a longer mention only what stands by itself is another: "the trial of" somebody, not "a Clinton aide".
            let head = document.syntax.head_of(&(i..end));
            let headless =
                !matches!(document.syntax.relation(head), "compound" | "flat" | "amod" | "nmod:poss" | "appos");
            let kind = match best.entry.kind {
                Kind::Country if !covered[i..end].contains(&true) => MentionKind::Place,
                Kind::Person if end > i + 1 && headless => MentionKind::Person,
                Kind::Organisation | Kind::Group if end > i + 1 && !covered[i..end].contains(&true) => {
                    MentionKind::Organization
                }
                _ => return None,
            };
            Some((i..end, kind))
        });
        i = known.as_ref().map_or(i + 1, |(span, _)| span.end);
        found.extend(known);
    }
    for (span, kind) in found {
        let mention = describe(document, span, kind);
        document.mentions.push(mention);
    }
}

/// Drops what stands for no actor, place or named thing and takes part in nothing (times, abstractions, things that
/// are only described, the country of a currency), and puts the rest in text order.
fn keep_entities(document: &mut Document) {
    let taking_part = document.taking_part();
    let sums: Vec<Range<usize>> =
        document.quantities.iter().filter(|q| q.currency.is_some()).map(|q| q.start..q.end).collect();
    let kept = |m: usize| {
        let mention = &document.mentions[m];
        // "5 million NZ dollars".
        let money = sums.partition_point(|sum| sum.end <= mention.head);
        if !taking_part[m] && sums.get(money).is_some_and(|sum| sum.contains(&mention.head)) {
            return false;
        }
        taking_part[m]
            || mention.kind.is_actor()
            || (matches!(mention.kind, MentionKind::Event | MentionKind::Object) && mention.form != Form::Nominal)
    };
    let order = (0..document.mentions.len()).filter(|&m| kept(m)).collect();
    sort(document, order);
}

/// The mentions that make up a phrase; `apart` is a word that the phrase must not grow to, the event's trigger.
fn mentions_of(
    document: &mut Document,
    heads: &mut Heads,
    knowledge: &Knowledge,
    span: &Range<usize>,
    apart: Option<usize>,
) -> Vec<usize> {
    let span = &whole(document, span, apart);
    if names_nobody(document, span) {
        return Vec::new();
    }
    let parts = conjuncts(document, span).into_iter();
    parts.map(|(head, part)| mention_at(document, heads, knowledge, head, &part)).collect()
}

/// The mention with a head that fits a phrase best, added if there is none; one that was read with a clause about it is cut to
/// the phrase.
fn mention_at(
    document: &mut Document,
    heads: &mut Heads,
    knowledge: &Knowledge,
    head: usize,
    span: &Range<usize>,
) -> usize {
    let titled = titled_person(document, knowledge, span).map(|name| name.start);
    let overlap = |m: &Range<usize>| m.end.min(span.end).saturating_sub(m.start.max(span.start));
    let fit = |m: &Range<usize>| {
        let union = m.end.max(span.end) - m.start.min(span.start);
        overlap(m) * 1000 / union.max(1)
    };
    let named = titled.filter(|&name| name != head).map_or(&[][..], |name| heads.at(name));
    let found = heads
        .at(head)
        .iter()
        .chain(named)
        .copied()
        .filter(|&m| document.mentions[m].kind != MentionKind::Time)
        .max_by_key(|&m| (fit(&document.mentions[m].span), std::cmp::Reverse(m)));
    if let Some(found) = found {
        let own = document.mentions[found].span.clone();
        if fit(&own) > 300 {
            return found;
        }
        if own.start <= span.start && span.end <= own.end && are_alike(document, &own, span) {
            document.mentions[found].span.end = span.end;
            return found;
        }
    }
    let kind = match heads.at(head).first() {
        Some(&same) => document.mentions[same].kind,
        None => likely_kind(document, knowledge, span),
    };
    let mut mention = describe(document, phrases::from_its_first_word(document, span, head), kind);
    mention.head = head;
    if let Some(name) = titled {
        (mention.head, mention.kind, mention.form) = (name, MentionKind::Person, Form::Name);
    }
    heads.0[mention.head].push(document.mentions.len());
    document.mentions.push(mention);
    document.mentions.len() - 1
}

/// Keeps the mentions of `order`, in text order, outer before inner, and renumbers what refers to them.
fn sort(document: &mut Document, mut order: Vec<usize>) {
    order.sort_by_key(|&m| (document.mentions[m].span.start, std::cmp::Reverse(document.mentions[m].span.end), m));
    let mut place = vec![usize::MAX; document.mentions.len()];
    order.iter().enumerate().for_each(|(new, &old)| place[old] = new);
    document.mentions = order.iter().map(|&old| document.mentions[old].clone()).collect();
    for event in &mut document.events {
        for argument in &mut event.arguments {
            argument.mentions.iter_mut().for_each(|m| *m = place[*m]);
        }
    }
    for attribution in &mut document.attributions {
        attribution.mention = attribution.mention.map(|m| place[m]);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::{Argument, Event};
    use crate::testing::document;

    #[test]
    fn a_coordinated_argument_is_several_mentions() {
        let mut d = document(
            "Peru/PROPN/3/nsubj ,/PUNCT/2/punct Chile/PROPN/0/conj and/CCONJ/4/cc Cuba/PROPN/0/conj met/VERB/5/root",
        );
        d.syntax.head[0] = 5;
        d.syntax.head[1] = 2;
        d.syntax.head[3] = 4;
        d.events.push(Event {
            trigger: 5,
            arguments: vec![Argument { role: Role::Actor, span: 0..5, mentions: vec![] }],
            ..Default::default()
        });
        resolve(&mut d, &Knowledge::builtin());
        let names: Vec<&str> =
            d.events[0].arguments[0].mentions.iter().map(|&m| d.slice(&d.mentions[m].span)).collect();
        assert_eq!(names, ["Peru", "Chile", "Cuba"]);
    }

    /// The mentions of a text of which one was read as a mention, once a phrase of it takes part in an event.
    fn taking_part(said: &str, read: Range<usize>, phrase: Range<usize>) -> Vec<String> {
        let mut d = document(said);
        let mention = describe(&d, read, MentionKind::Person);
        d.mentions.push(mention);
        let arguments = vec![Argument { role: Role::Recipient, span: phrase, mentions: vec![] }];
        d.events.push(Event { trigger: 0, arguments, ..Default::default() });
        resolve(&mut d, &Knowledge::builtin());
        d.mentions.iter().map(|m| d.slice(&m.span).to_owned()).collect()
    }

    #[test]
    fn a_phrase_with_its_clause_and_without_is_one_mention() {
        let said = "freed/VERB/0/root reporter/NOUN/0/obj Ana/PROPN/1/appos Ruiz/PROPN/2/flat ,/PUNCT/5/punct who/PRON/6/nsubj:pass was/AUX/7/aux:pass arrested/VERB/1/acl:relcl last/ADJ/9/amod year/NOUN/7/obl in/ADP/11/case prison/NOUN/7/obl";
        assert_eq!(taking_part(said, 1..12, 1..4), ["reporter Ana Ruiz"]);
        let joined = "freed/VERB/0/root Peru/PROPN/0/obj and/CCONJ/5/cc the/DET/5/det other/ADJ/5/amod countries/NOUN/1/conj of/ADP/8/case the/DET/8/det region/NOUN/5/nmod";
        assert_eq!(taking_part(joined, 1..9, 1..2), ["Peru and the other countries of the region", "Peru"]);
    }

    #[test]
    fn the_son_of_somebody_is_not_he() {
        let d = document(
            "the/DET/1/det son/NOUN/1/root of/ADP/4/case spokesman/NOUN/4/compound Paul/PROPN/1/nmod Okello/PROPN/4/flat",
        );
        let knowledge = Knowledge::builtin();
        assert_eq!(titled_person(&d, &knowledge, &(0..6)), None);
        assert_eq!(titled_person(&d, &knowledge, &(3..6)), Some(4..6));
    }

    #[test]
    fn a_name_that_the_tree_has_beside_its_title_is_the_titled_person() {
        let knowledge = Knowledge::builtin();
        let minister = document(
            "Minister/PROPN/5/nsubj of/ADP/2/case Labour/PROPN/0/nmod Ana/PROPN/5/nsubj Ruiz/PROPN/3/flat spoke/VERB/5/root",
        );
        assert_eq!(titled_person(&minister, &knowledge, &(0..5)), Some(3..5));
        let mission = document(
            "Mission/PROPN/7/nsubj in/ADP/2/case Peru/PROPN/0/nmod (/PUNCT/4/punct PEM/PROPN/0/appos )/PUNCT/4/punct spokesman/NOUN/8/nmod:desc spoke/VERB/7/root Ruiz/PROPN/7/nsubj",
        );
        assert_eq!(titled_person(&mission, &knowledge, &(0..7)), None);
        let named = document(
            "Mission/PROPN/6/nsubj in/ADP/2/case Peru/PROPN/0/nmod spokesman/NOUN/4/nmod:desc Ana/PROPN/6/nsubj Ruiz/PROPN/4/flat spoke/VERB/6/root",
        );
        assert_eq!(titled_person(&named, &knowledge, &(0..6)), Some(4..6));
    }

    #[test]
    fn a_phrase_is_not_cut_at_a_hyphen() {
        let said = "Freed/VERB/0/root a/DET/6/det 9/NUM/3/nummod year/NOUN/5/obl -/PUNCT/3/punct old/ADJ/6/amod girl/NOUN/0/obj";
        let d = document(said);
        assert_eq!(whole(&d, &(1..4), None), 1..7);
        assert_eq!(whole(&d, &(4..7), None).start, 3);
        let ruiz = document("Ana/PROPN/4/nsubj Paz/PROPN/0/flat -/PUNCT/3/punct Ruiz/PROPN/0/flat spoke/VERB/4/root");
        assert_eq!(whole(&ruiz, &(3..4), None), 0..4);
    }

    #[test]
    fn a_known_name_is_a_name_whatever_it_was_read_as() {
        let read = |said: &str, words: Range<usize>, kind: MentionKind| {
            let mut d = document(said);
            let mention = describe(&d, words, kind);
            d.mentions.push(mention);
            resolve(&mut d, &Knowledge::builtin());
            (d.mentions[0].form, d.mentions[0].kind)
        };
        let who = "WHO/PRON/1/nsubj left/VERB/1/root";
        assert_eq!(read(who, 0..1, MentionKind::Person), (Form::Name, MentionKind::Organization));
        assert_eq!(read(&who.replace("WHO", "Who"), 0..1, MentionKind::Person).0, Form::Pronoun);
        let country = "the/DET/1/det Netherlands/NOUN/2/nsubj won/VERB/2/root";
        assert_eq!(read(country, 0..2, MentionKind::Place), (Form::Name, MentionKind::Place));
    }

    #[test]
    fn the_head_of_a_body_is_a_person() {
        let mut d = document("the/DET/2/det NATO/PROPN/2/compound Chief/PROPN/3/nsubj left/VERB/3/root");
        let mention = describe(&d, 0..3, MentionKind::Organization);
        d.mentions.push(mention);
        resolve(&mut d, &Knowledge::builtin());
        assert_eq!(d.mentions[0].kind, MentionKind::Person);
    }

    #[test]
    fn nouns_in_capitals_tell_several_people_and_bodies() {
        let read = |said: &str, words: Range<usize>, features: &'static str| {
            let mut d = document(said);
            d.syntax.feats.fill(features);
            let mention = describe(&d, words, MentionKind::Person);
            d.mentions.push(mention);
            resolve(&mut d, &Knowledge::builtin());
            (d.mentions[0].form, d.mentions[0].kind)
        };
        let senators = "Senators/PROPN/1/nsubj left/VERB/1/root";
        assert_eq!(read(senators, 0..1, "Number=Plur").0, Form::Nominal);
        let party = "the/DET/2/det Labour/PROPN/2/compound Party/PROPN/3/nsubj left/VERB/3/root";
        assert_eq!(read(party, 0..3, "Number=Sing"), (Form::Name, MentionKind::Organization));
        let communists = "the/DET/2/det Communist/PROPN/2/amod Party/PROPN/3/nsubj left/VERB/3/root";
        assert_eq!(read(communists, 0..3, "Number=Sing").1, MentionKind::Organization);
        let bridge = "near/ADP/3/case the/DET/3/det Norton/PROPN/3/compound Bridge/PROPN/3/root";
        assert_eq!(read(bridge, 1..4, "Number=Sing").1, MentionKind::Place);
        let person = "Ana/PROPN/2/nsubj Church/PROPN/0/flat left/VERB/2/root";
        assert_eq!(read(person, 0..2, "Number=Sing").1, MentionKind::Person);
    }

    /// The names of whom the actor of an event at `trigger` stands for, given the words that were read as the actor.
    fn actors(annotated: &str, trigger: usize, span: Range<usize>) -> Vec<String> {
        let mut d = document(annotated);
        let arguments = vec![Argument { role: Role::Actor, span, mentions: vec![] }];
        d.events.push(Event { trigger, arguments, ..Default::default() });
        resolve(&mut d, &Knowledge::builtin());
        let mentions = d.events[0].arguments.iter().flat_map(|a| &a.mentions);
        mentions.map(|&m| d.slice(&d.mentions[m].span).to_owned()).collect()
    }

    #[test]
    fn the_end_of_a_name_is_the_name() {
        let said = "the/DET/3/det Tel/PROPN/3/compound Aviv/PROPN/3/compound bombing/NOUN/3/root";
        assert_eq!(actors(said, 3, 2..3), ["Tel Aviv"]);
    }

    #[test]
    fn a_phrase_begins_with_its_first_word() {
        let said = "at/ADP/3/case the/DET/3/det Norton/PROPN/3/compound mine/NOUN/4/obl struck/VERB/4/root";
        assert_eq!(actors(said, 4, 3..4), ["the Norton mine"]);
        assert_eq!(actors(said, 4, 0..4), ["the Norton mine"]);
    }

    #[test]
    fn a_surname_is_a_part_of_the_name_before_it() {
        let said = "Ana/PROPN/2/nsubj Ruiz/PROPN/0/flat spoke/VERB/2/root";
        assert_eq!(actors(said, 2, 1..2), ["Ana Ruiz"]);
    }

    #[test]
    fn an_article_alone_is_nobody() {
        let said = "a/DET/2/det kidnapped/VERB/2/amod soldier/NOUN/3/nsubj spoke/VERB/3/root";
        assert!(actors(said, 1, 0..1).is_empty());
        assert_eq!(actors(said, 3, 0..1), ["a kidnapped soldier"], "it grows where no trigger lies between");
    }
}

//! Coreference: which mentions stand for the same entity.
//!
//! Names join names they repeat, shorten or abbreviate, or that the knowledge base knows for the same; descriptions of an
//! office join its holder, titles the name behind them, relative pronouns what their clause is about. All else is learned:
//! each mention joins the earlier one that the network scores best, or begins an entity of its own, but never a body of
//! another sector or country, nor the subject of its own verb, nor a phrase of which it is a part. "I" is the speaker of its
//! quotation, and the "we" of one speaker not that of another.

mod grammar;
mod groups;
mod offices;
mod realms;
mod repeats;
pub(crate) mod voices;

use std::collections::HashMap;

use tacitus_knowledge::Knowledge;

use crate::actors::acting::acts_there;
use crate::document::Document;
use crate::model::Coreference;
use crate::pairs::{REACH, Seen};
use grammar::{
    another_beside, around, is_bare, named_behind, of_apposition, of_relative, of_subject_above, quoting, speaker,
    speaks_on, tells_alike,
};
use groups::Groups;
use offices::{Holders, office_group};
use realms::realm;
use repeats::{is_capital, keys, repeated};
use voices::{Voice, voice};

/// Groups the mentions into entities. Requires syntax, mentions and attributions.
pub fn resolve(document: &mut Document, knowledge: &Knowledge, head: &Coreference) {
    let count = document.mentions.len();
    let seen: Vec<Seen> = (0..count).map(|m| Seen::new(document, m)).collect();
    let mut groups = Groups::new(document, knowledge);
    let mut names: HashMap<String, usize> = HashMap::new();
    let mut holders = Holders::default();
    let quoting = quoting(document);
    let voices: Vec<Option<Voice>> = (0..count).map(|m| voice(document, m)).collect();
    for (m, acts) in acts_there(document).into_iter().enumerate() {
        if voices[m].is_some() {
            continue;
        }
        let keys = keys(document, knowledge, m, acts);
        let group = repeated(document, m, &keys, &groups, &names)
            .or_else(|| of_relative(document, m, &groups))
            .or_else(|| named_behind(document, m, &groups))
            .or_else(|| of_apposition(document, m, &groups))
            .or_else(|| of_subject_above(document, m, &groups))
            .or_else(|| speaks_on(document, m, &groups, &quoting))
            .or_else(|| office_group(document, knowledge, m, &groups, &mut holders))
            .or_else(|| realm(document, knowledge, m, &groups))
            .or_else(|| {
                let others = another_beside(document, m).into_iter().chain(around(document, m));
                let apart: Vec<usize> = others.filter_map(|k| groups.of[k]).collect();
                // A town and the government that sits there bear one name.
                if is_capital(document, knowledge, m) {
                    return None;
                }
                let bare = is_bare(document, m);
                antecedent(document, head, &seen, m, &groups, |g| {
                    !apart.contains(&g)
                        && groups.admits(document, m, g)
                        && (!bare || tells_alike(document, m, &groups.members[g]))
                })
            })
            .or_else(|| speaker(document, m, &groups));
        let group = match group {
            Some(group) => groups.join(m, group),
            None => groups.found(m),
        };
        for key in keys {
            names.entry(key).or_insert(group);
        }
    }
    voices::join(&voices, &mut groups, |groups, m, others| {
        antecedent(document, head, &seen, m, groups, |g| !others.contains(&g) && groups.admits(document, m, g))
    });
    groups.finish(document);
}

/// The group of the earlier mention that scores best as the antecedent, if it scores better than none.
fn antecedent(
    document: &Document,
    head: &Coreference,
    seen: &[Seen],
    m: usize,
    groups: &Groups,
    allowed: impl Fn(usize) -> bool,
) -> Option<usize> {
    let own = document.mentions[m].vectors.as_ref()?;
    let new = head.is_new(own, seen[m].class);
    let (score, group) = (m.saturating_sub(REACH)..m)
        .filter_map(|k| {
            let earlier = document.mentions[k].vectors.as_ref()?;
            let group = groups.of[k].filter(|&g| allowed(g))?;
            Some((head.link(own, earlier, &seen[m].after(&seen[k], m - k)), group))
        })
        .reduce(|best, next| if next.0 > best.0 { next } else { best })?;
    (score > new).then_some(group)
}

#[cfg(test)]
mod tests {
    use super::groups::{country, differ};
    use super::repeats::one_name;
    use super::*;
    use crate::document::{Argument, Attribution, Event, MentionKind, Role};
    use crate::mentions::describe;
    use crate::testing::{document, one};
    use crate::words::Gap;

    #[test]
    fn a_surname_joins_the_full_name_and_he_joins_both() {
        let mut d = document(
            "Minister/PROPN/1/compound Ana/PROPN/4/nsubj Ruiz/PROPN/1/flat quickly/ADV/4/advmod left/VERB/4/root ;/PUNCT/4/punct Ruiz/PROPN/7/nsubj said/VERB/4/parataxis she/PRON/9/nsubj won/VERB/7/ccomp",
        );
        for (span, kind) in [(0..3, MentionKind::Person), (6..7, MentionKind::Person), (8..9, MentionKind::Person)] {
            let mut m = describe(&d, span, kind);
            m.vectors = Some(Default::default());
            d.mentions.push(m);
        }
        resolve(&mut d, &Knowledge::builtin(), &Coreference::of_classes(&[(4, 10)]));
        assert_eq!(d.entities.len(), 1);
        assert_eq!(d.entities[0].mentions, [0, 1, 2]);
    }

    #[test]
    fn an_abbreviation_in_brackets_is_its_bodys() {
        let mut d = document(
            "The/DET/2/det Silver/PROPN/2/compound League/PROPN/6/nsubj (/PUNCT/4/punct BSL/PROPN/2/appos )/PUNCT/4/punct met/VERB/6/root ;/PUNCT/6/punct BSL/PROPN/9/nsubj won/VERB/6/parataxis",
        );
        for span in [0..3, 8..9] {
            let m = describe(&d, span, MentionKind::Organization);
            d.mentions.push(m);
        }
        resolve(&mut d, &Knowledge::builtin(), &Coreference::of_classes(&[]));
        assert_eq!(d.entities.len(), 1);
    }

    /// How many entities the mentions of a text are, each with its words, all scored as the same.
    fn entities(
        said: &str,
        mentions: &[(std::ops::Range<usize>, MentionKind)],
        prepare: impl Fn(&mut Document),
    ) -> usize {
        let mut d = document(said);
        for (span, kind) in mentions {
            let mut m = describe(&d, span.clone(), *kind);
            m.vectors = Some(Default::default());
            d.mentions.push(m);
        }
        prepare(&mut d);
        let classes: Vec<(usize, usize)> = (0..16).flat_map(|a| (0..16).map(move |b| (a, b))).collect();
        resolve(&mut d, &Knowledge::builtin(), &Coreference::of_classes(&classes));
        d.entities.len()
    }

    #[test]
    fn the_foreign_ministry_is_not_the_defence_ministry() {
        use MentionKind::Organization;
        let ministries = |second: &str| {
            let said = format!(
                "the/DET/2/det foreign/ADJ/2/amod ministry/NOUN/3/nsubj met/VERB/3/root the/DET/6/det {second}/ADJ/6/amod ministry/NOUN/3/obl"
            );
            entities(&said, &[(0..3, Organization), (4..7, Organization)], |_| ())
        };
        assert_eq!((ministries("military"), ministries("foreign")), (2, 1));
    }

    #[test]
    fn a_capital_that_acts_is_another_than_the_town() {
        let said = "Lima/PROPN/1/nsubj met/VERB/1/root in/ADP/3/case Lima/PROPN/1/obl";
        let capitals = |acts: bool| {
            entities(said, &[(0..1, MentionKind::Place), (3..4, MentionKind::Place)], |d| {
                let actor = Argument { role: Role::Actor, span: 0..1, mentions: vec![0] };
                let arguments = if acts { vec![actor] } else { Vec::new() };
                d.events.push(Event { trigger: 1, kind: "CONSULT", arguments, ..Default::default() });
            })
        };
        assert_eq!((capitals(true), capitals(false)), (2, 1));
    }

    #[test]
    fn who_speaks_on_is_whom_the_sentence_before_is_about() {
        let said = "Ruiz/PROPN/1/nsubj met/VERB/1/root officers/NOUN/1/obj ./PUNCT/1/punct paid/VERB/6/ccomp he/PRON/6/nsubj said/VERB/6/root";
        let group = |gap: Gap| {
            let mut d = document(said);
            d.sentences = vec![0..4, 4..7];
            d.quoted = vec![false, false, false, false, true, false, false];
            d.words.gap[4] = gap;
            let told = Attribution { cue: one(6..7), content: one(4..5), ..Default::default() };
            d.attributions.push(told);
            for span in [0..1, 2..3, 5..6] {
                let m = describe(&d, span, MentionKind::Person);
                d.mentions.push(m);
            }
            resolve(&mut d, &Knowledge::builtin(), &Coreference::of_classes(&[]));
            d.mentions[2].entity == d.mentions[0].entity
        };
        assert!(group(Gap::Space) && !group(Gap::Paragraph));
    }

    #[test]
    fn the_kingdom_is_the_country_that_is_one() {
        let said = "Morocco/PROPN/1/nsubj left/VERB/1/root Peru/PROPN/1/obj ;/PUNCT/1/punct the/DET/5/det kingdom/NOUN/6/nsubj won/VERB/1/parataxis";
        let mut d = document(said);
        for span in [0..1, 2..3, 4..6] {
            let m = describe(&d, span, MentionKind::Place);
            d.mentions.push(m);
        }
        resolve(&mut d, &Knowledge::builtin(), &Coreference::of_classes(&[]));
        assert_eq!(d.entities.len(), 2);
        assert_eq!(d.mentions[2].entity, d.mentions[0].entity);
    }

    #[test]
    fn what_an_agency_says_it_does_it_does_itself() {
        let said =
            "Interpol/PROPN/3/nsubj of/ADP/2/case Lyon/PROPN/0/nmod said/VERB/3/root it/PRON/5/nsubj left/VERB/3/ccomp";
        let mut d = document(said);
        d.attributions.push(Attribution { cue: one(3..4), content: one(4..6), ..Default::default() });
        for (span, kind) in [(0..1, MentionKind::Organization), (2..3, MentionKind::Place), (4..5, MentionKind::Place)]
        {
            let m = describe(&d, span, kind);
            d.mentions.push(m);
        }
        resolve(&mut d, &Knowledge::builtin(), &Coreference::of_classes(&[]));
        assert_eq!(d.mentions[2].entity, d.mentions[0].entity);
    }

    #[test]
    fn one_congo_is_not_the_other() {
        let mut d = document(
            "Democratic/ADJ/1/amod Republic/PROPN/4/nsubj of/ADP/3/case Congo/PROPN/1/nmod met/VERB/4/root the/DET/6/det Republic/PROPN/4/obj of/ADP/8/case Congo/PROPN/6/nmod",
        );
        for span in [0..4, 6..9] {
            let m = describe(&d, span, MentionKind::Place);
            d.mentions.push(m);
        }
        resolve(&mut d, &Knowledge::builtin(), &Coreference::of_classes(&[]));
        assert_eq!(d.entities.len(), 2);
    }

    #[test]
    fn south_sudan_is_not_sudan() {
        use MentionKind::Place;
        let said = "South/PROPN/1/compound Sudan/PROPN/2/nsubj warned/VERB/2/root Sudan/PROPN/2/obj";
        assert_eq!(entities(said, &[(0..2, Place), (3..4, Place)], |_| ()), 2);
    }

    #[test]
    fn the_high_court_is_not_the_supreme_court() {
        let courts = |second: &str| {
            let mut d = document(&format!(
                "the/DET/2/det Supreme/ADJ/2/amod Court/PROPN/3/nsubj told/VERB/3/root the/DET/6/det {second}/ADJ/6/amod Court/PROPN/3/obj"
            ));
            for span in [0..3, 4..7] {
                let m = describe(&d, span, MentionKind::Organization);
                d.mentions.push(m);
            }
            resolve(&mut d, &Knowledge::builtin(), &Coreference::of_classes(&[]));
            d.entities.len()
        };
        assert_eq!((courts("High"), courts("Supreme")), (2, 1));
    }

    #[test]
    fn those_who_are_joined_are_not_one_of_them() {
        let mut d = document(
            "Peru/PROPN/6/nsubj and/CCONJ/2/cc League/PROPN/0/conj (/PUNCT/4/punct BSL/PROPN/2/appos )/PUNCT/4/punct met/VERB/6/root",
        );
        for span in [0..6, 0..1, 2..6] {
            let m = describe(&d, span, MentionKind::Organization);
            d.mentions.push(m);
        }
        resolve(&mut d, &Knowledge::builtin(), &Coreference::of_classes(&[]));
        assert_eq!(d.entities.len(), 3);
    }

    #[test]
    fn a_name_is_one_persons_where_one_holds_the_other() {
        assert!(one_name("ana maria ruiz", "ana ruiz") && one_name("ruiz", "ana ruiz"));
        assert!(!one_name("nguyen van tam", "nguyen tan loi") && !one_name("ana ruiz", "leo ruiz"));
    }

    #[test]
    fn an_apposition_is_whom_it_stands_beside_and_bare_plurals_are_others() {
        let said =
            "an/DET/1/det envoy/NOUN/4/nsubj Ana/PROPN/1/appos Ruiz/PROPN/2/flat met/VERB/4/root rebels/NOUN/4/obj";
        let mut d = document(said);
        d.syntax.feats[5] = "Number=Plur";
        for span in [0..4, 2..4, 5..6] {
            let mut m = describe(&d, span, MentionKind::Person);
            m.vectors = Some(Default::default());
            d.mentions.push(m);
        }
        resolve(&mut d, &Knowledge::builtin(), &Coreference::of_classes(&[(4, 10)]));
        assert_eq!(d.entities.len(), 2);
        assert!(is_bare(&d, 2) && !is_bare(&d, 0));
    }

    #[test]
    fn the_police_are_not_the_rebels() {
        let sectors = |s: &str| vec![s.to_owned()];
        let (police, rebels, army) = (sectors("COP"), sectors("REB"), sectors("COP"));
        assert!(differ(Some(&police), Some(&rebels)));
        assert!(!differ(Some(&police), Some(&army)) && !differ(Some(&police), None));
    }

    #[test]
    fn who_is_whom_the_clause_is_about() {
        let said = "an/DET/1/det envoy/NOUN/4/nsubj who/PRON/3/nsubj left/VERB/1/acl:relcl spoke/VERB/4/root";
        let mut d = document(said);
        for span in [0..2, 2..3] {
            let m = describe(&d, span, MentionKind::Person);
            d.mentions.push(m);
        }
        resolve(&mut d, &Knowledge::builtin(), &Coreference::of_classes(&[]));
        assert_eq!(d.entities.len(), 1);
    }

    #[test]
    fn whom_she_begs_is_another() {
        let said = "Ana/PROPN/1/nsubj begged/VERB/1/root her/PRON/1/obj";
        let entities = |said: &str| {
            let mut d = document(said);
            for span in [0..1, 2..3] {
                let mut m = describe(&d, span, MentionKind::Person);
                m.vectors = Some(Default::default());
                d.mentions.push(m);
            }
            // "She" and "her" are linked to names.
            resolve(&mut d, &Knowledge::builtin(), &Coreference::of_classes(&[(4, 10)]));
            d.entities.len()
        };
        assert_eq!(entities(said), 2);
        assert_eq!(entities(&said.replace("her/", "herself/")), 1);
        let held = |relation: &str| {
            entities(&format!("Ana/PROPN/0/root whom/PRON/3/obj she/PRON/3/{relation} held/VERB/0/acl:relcl"))
        };
        assert_eq!((held("nsubj"), held("nmod:poss")), (2, 1));
    }

    #[test]
    fn members_are_not_the_party() {
        let entities = |relation: &str| {
            let said =
                format!("members/NOUN/4/nsubj of/ADP/3/case the/DET/3/det Party/PROPN/0/{relation} left/VERB/4/root");
            let mut d = document(&said);
            for (span, kind) in [(0..4, MentionKind::Person), (2..4, MentionKind::Organization)] {
                let mut m = describe(&d, span, kind);
                m.vectors = Some(Default::default());
                d.mentions.push(m);
            }
            // Names of bodies are linked to people who are described.
            resolve(&mut d, &Knowledge::builtin(), &Coreference::of_classes(&[(11, 14)]));
            d.entities.len()
        };
        assert_eq!(entities("nmod"), 2);
        assert_eq!(entities("appos"), 1);
    }

    #[test]
    fn nobody_is_his_own_son() {
        use MentionKind::Person;
        let said = "the/DET/1/det son/NOUN/5/nsubj of/ADP/3/case Ana/PROPN/1/nmod Ruiz/PROPN/3/flat left/VERB/5/root";
        assert_eq!(entities(said, &[(0..5, Person), (3..5, Person)], |_| ()), 2);
    }

    #[test]
    fn a_title_before_a_name_is_whose_name_it_is() {
        let mut d = document(
            "army/NOUN/1/compound spokesman/NOUN/2/compound Juan/PROPN/4/nsubj Gomez/PROPN/2/flat spoke/VERB/4/root",
        );
        for span in [0..4, 0..2] {
            let m = describe(&d, span, MentionKind::Person);
            d.mentions.push(m);
        }
        resolve(&mut d, &Knowledge::builtin(), &Coreference::of_classes(&[]));
        assert_eq!(d.entities.len(), 1);
    }

    #[test]
    fn police_of_one_country_are_not_those_of_another() {
        let said = "Peruvian/ADJ/1/amod police/NOUN/2/nsubj met/VERB/2/root Chilean/ADJ/4/amod police/NOUN/2/obj";
        let mut d = document(said);
        for span in [0..2, 3..5] {
            let mut m = describe(&d, span, MentionKind::Organization);
            m.vectors = Some(Default::default());
            d.mentions.push(m);
        }
        // Bodies that are described are all linked.
        let (knowledge, head) = (Knowledge::builtin(), Coreference::of_classes(&[(15, 15)]));
        assert_eq!(
            (0..2).map(|m| country(&d, &knowledge, m)).collect::<Vec<_>>(),
            [Some("PER".into()), Some("CHL".into())]
        );
        resolve(&mut d, &knowledge, &head);
        assert_eq!(d.entities.len(), 2);
    }

    #[test]
    fn two_people_of_one_surname_stay_two() {
        let mut d = document(
            "Ana/PROPN/3/nsubj Ruiz/PROPN/0/flat and/CCONJ/3/cc met/VERB/3/root Leo/PROPN/3/obj Ruiz/PROPN/4/flat",
        );
        for span in [0..2, 4..6] {
            let m = describe(&d, span, MentionKind::Person);
            d.mentions.push(m);
        }
        resolve(&mut d, &Knowledge::builtin(), &Coreference::of_classes(&[]));
        assert_eq!(d.entities.len(), 2);
    }

    #[test]
    fn two_who_are_joined_are_not_one_of_them() {
        use MentionKind::Person;
        let said = |pronoun: &str| {
            let said = format!(
                "Ruiz/PROPN/3/nsubj and/CCONJ/2/cc Lim/PROPN/0/conj left/VERB/3/root ;/PUNCT/3/punct {pronoun}/PRON/6/nsubj spoke/VERB/3/parataxis"
            );
            entities(&said, &[(0..3, Person), (5..6, Person)], |d| d.syntax.feats.fill("Number=Sing"))
        };
        assert_eq!((said("she"), said("they")), (2, 1));
    }

    #[test]
    fn one_board_is_not_another() {
        use MentionKind::Organization;
        let boards = |second: &str| {
            let said = format!(
                "Peru/PROPN/2/compound Banking/PROPN/2/compound Board/PROPN/3/nsubj met/VERB/3/root Peru/PROPN/6/compound {second}/PROPN/6/compound Board/PROPN/3/obj"
            );
            entities(&said, &[(0..3, Organization), (4..7, Organization)], |_| ())
        };
        assert_eq!((boards("Insurance"), boards("Banking")), (2, 1));
    }

    #[test]
    fn i_is_who_speaks_and_one_speakers_we_is_not_anothers() {
        let said = "we/PRON/1/nsubj won/VERB/3/ccomp Ruiz/PROPN/3/nsubj said/VERB/3/root ;/PUNCT/3/punct I/PRON/6/nsubj left/VERB/10/ccomp and/CCONJ/9/cc we/PRON/9/nsubj lost/VERB/6/conj said/VERB/3/parataxis Lim/PROPN/10/nsubj";
        let mut d = document(said);
        d.quoted = vec![true, true, false, false, false, true, true, true, true, true, false, false];
        for span in [0..1, 2..3, 5..6, 8..9, 11..12] {
            let mut m = describe(&d, span, MentionKind::Person);
            m.vectors = Some(Default::default());
            d.mentions.push(m);
        }
        for (mention, cue, content) in [(1, 3..4, 0..2), (4, 10..11, 5..10)] {
            let told =
                Attribution { mention: Some(mention), cue: one(cue), content: one(content), ..Default::default() };
            d.attributions.push(told);
        }
        let classes: Vec<(usize, usize)> = (0..16).flat_map(|a| (0..16).map(move |b| (a, b))).collect();
        resolve(&mut d, &Knowledge::builtin(), &Coreference::of_classes(&classes));
        let of = |m: usize| d.mentions[m].entity;
        assert_eq!(of(2), of(4));
        assert_ne!(of(0), of(3));
    }
}

//! Coreference: which mentions stand for the same entity.
//!
//! Names join names they repeat, shorten or abbreviate, or that the knowledge base knows for the same; descriptions
//! join a name that they fit; pronouns join the nearest entity before them that they can stand for, the speaker where
//! they stand in a quotation.

use std::collections::HashMap;

use jiff::civil::Date;
use tacitus_knowledge::{Kind, Knowledge};

use crate::document::{Document, Entity, MentionKind};
use crate::names::{best_name, fold, proper_name};
use crate::record::Form;

/// Sentences that a pronoun looks back.
const REACH: usize = 3;

/// Groups the mentions into entities. Requires syntax, mentions and attributions.
pub fn resolve(document: &mut Document, knowledge: &Knowledge) {
    let mut groups = Groups { of: vec![None; document.mentions.len()], members: Vec::new() };
    let mut names: HashMap<String, usize> = HashMap::new();
    for m in 0..document.mentions.len() {
        match document.mentions[m].form {
            Form::Name => name(document, knowledge, m, &mut groups, &mut names),
            Form::Nominal => nominal(document, knowledge, m, &mut groups),
            Form::Pronoun => {}
        }
    }
    for m in 0..document.mentions.len() {
        if document.mentions[m].form == Form::Pronoun {
            match antecedent(document, m, &groups) {
                Some(group) => groups.join(m, group),
                None => groups.found(m),
            }
        }
    }
    groups.finish(document);
}

/// Which group each mention is in, and the mentions of each group.
struct Groups {
    of: Vec<Option<usize>>,
    members: Vec<Vec<usize>>,
}

impl Groups {
    fn join(&mut self, mention: usize, group: usize) {
        self.of[mention] = Some(group);
        self.members[group].push(mention);
    }

    fn found(&mut self, mention: usize) {
        self.members.push(Vec::new());
        self.join(mention, self.members.len() - 1);
    }

    /// Numbers the groups in order of first appearance and writes them to the document.
    fn finish(mut self, document: &mut Document) {
        self.members.iter_mut().for_each(|m| m.sort_unstable());
        self.members.sort();
        for (e, members) in self.members.iter().enumerate() {
            members.iter().for_each(|&m| document.mentions[m].entity = Some(e));
        }
        document.entities =
            self.members.into_iter().map(|mentions| Entity { mentions, ..Default::default() }).collect();
    }
}

/// What a description says of somebody: for whom he stands, and as what.
struct Office {
    /// Id of the country's or organisation's entry.
    of: String,
    /// The role's noun.
    role: String,
    /// Whether it is the first office of the body: two such descriptions mean one person.
    first: bool,
}

/// The office in a person's mention: "NATO Secretary-General" or "the NATO chief".
fn office(document: &Document, knowledge: &Knowledge, m: usize) -> Option<Office> {
    let mention = &document.mentions[m];
    let name = proper_name(document, m);
    let described = knowledge.role(document.word(mention.head)).is_some();
    let phrase = mention.span.start..if described { mention.head + 1 } else { name.start };
    if phrase.is_empty() {
        return None;
    }
    let role = knowledge.role_in(document.slice(&phrase))?;
    let of = best_name(document, &phrase, |name| {
        let found = knowledge.lookup(name, document.input.published).into_iter();
        found.map(|c| c.entry).find(|e| matches!(e.kind, Kind::Country | Kind::Organisation)).map(|e| e.id.clone())
    })?;
    let first = role.note.as_deref().is_some_and(|n| n.contains("head") || n == "monarch");
    Some(Office { of, role: role.noun.clone(), first })
}

/// The person of an earlier mention whom a description with an office means.
fn holder(document: &Document, knowledge: &Knowledge, m: usize, groups: &Groups) -> Option<usize> {
    if document.mentions[m].kind != MentionKind::Person {
        return None;
    }
    let sought = office(document, knowledge, m)?;
    (0..m)
        .filter(|&k| document.mentions[k].kind == MentionKind::Person && document.mentions[k].form == Form::Name)
        .filter_map(|k| office(document, knowledge, k).map(|o| (k, o)))
        .find(|(_, o)| o.of == sought.of && (o.role == sought.role || (o.first && sought.first)))
        .and_then(|(k, _)| groups.of[k])
}

fn name(document: &Document, knowledge: &Knowledge, m: usize, groups: &mut Groups, names: &mut HashMap<String, usize>) {
    let kind = document.mentions[m].kind;
    let proper = proper_name(document, m);
    if kind == MentionKind::Person && knowledge.role(document.slice(&proper)).is_some() {
        // "The NATO Chief" is a description, capitals or not.
        return match holder(document, knowledge, m, groups) {
            Some(group) => groups.join(m, group),
            None => groups.found(m),
        };
    }
    let key = fold(document.slice(&proper));
    let tag = kind_tag(kind);
    let mut keys = vec![format!("{tag}{key}")];
    if kind == MentionKind::Person {
        // A surname alone repeats a full name.
        let surname = key.rsplit(' ').next().unwrap_or(&key).to_owned();
        keys.push(format!("{tag}{surname}"));
    } else if let Some(known) = entry_id(knowledge, document.slice(&proper), kind, document.input.published) {
        keys.push(format!("#{known}"));
    }
    let initials: String =
        document.slice(&proper).split(' ').filter_map(|w| w.chars().next()).filter(|c| c.is_uppercase()).collect();
    if kind == MentionKind::Organization && initials.len() > 2 {
        keys.push(format!("{tag}{}", fold(&initials)));
    }
    let found = keys
        .iter()
        .find_map(|k| names.get(k).copied())
        .filter(|&g| kind != MentionKind::Person || compatible(document, groups, g, &key));
    let group = match found {
        Some(group) => {
            groups.join(m, group);
            group
        }
        None => {
            groups.found(m);
            groups.members.len() - 1
        }
    };
    for key in keys {
        names.entry(key).or_insert(group);
    }
}

/// Whether a person's name does not contradict a group's: two full names must agree but for the surname alone.
fn compatible(document: &Document, groups: &Groups, group: usize, key: &str) -> bool {
    let Some(first) = groups.members[group].first().map(|&m| fold(document.slice(&proper_name(document, m)))) else {
        return true;
    };
    let full = |name: &str| name.contains(' ');
    !(full(key) && full(&first)) || key.split(' ').next() == first.split(' ').next() || key == first
}

fn kind_tag(kind: MentionKind) -> char {
    match kind {
        MentionKind::Person => 'p',
        MentionKind::Organization | MentionKind::Place => 'o',
        MentionKind::Event => 'e',
        _ => 'x',
    }
}

/// The knowledge base's id of a name of a country or organisation.
fn entry_id(knowledge: &Knowledge, name: &str, kind: MentionKind, on: Option<Date>) -> Option<String> {
    if !matches!(kind, MentionKind::Organization | MentionKind::Place) {
        return None;
    }
    let candidates = knowledge.lookup(name, on);
    let best = candidates.first()?;
    // A capital or a palace may stand for its government or for itself: it is not its country.
    let direct = matches!(best.how, tacitus_knowledge::How::Name | tacitus_knowledge::How::Alias);
    (direct && matches!(best.entry.kind, Kind::Country | Kind::Organisation)).then(|| best.entry.id.clone())
}

/// A definite description joins the description it repeats.
fn nominal(document: &Document, knowledge: &Knowledge, m: usize, groups: &mut Groups) {
    let mention = &document.mentions[m];
    if let Some(group) = holder(document, knowledge, m, groups) {
        return groups.join(m, group);
    }
    let definite = matches!(
        document.word(mention.span.start).to_lowercase().as_str(),
        "the" | "this" | "that" | "these" | "those"
    );
    let content = |m: usize| -> String {
        let span = &document.mentions[m].span;
        fold(document.slice(span))
            .trim_start_matches("a ")
            .trim_start_matches("an ")
            .trim_start_matches("this ")
            .to_owned()
    };
    let own = content(m);
    let found = definite.then(|| {
        (0..m).rev().find(|&k| {
            let other = &document.mentions[k];
            other.form == Form::Nominal
                && other.kind == mention.kind
                && (content(k) == own
                    || (document.syntax.lemma[other.head] == document.syntax.lemma[mention.head]
                        && mention.span.len() == 2))
        })
    });
    match found.flatten().and_then(|k| groups.of[k]) {
        Some(group) => groups.join(m, group),
        None => groups.found(m),
    }
}

/// What a pronoun can stand for.
#[derive(Clone, Copy, PartialEq)]
enum Wants {
    Person,
    Thing,
    Several,
    Speaker,
    SpeakersSide,
}

fn wants(word: &str) -> Option<Wants> {
    Some(match word {
        "he" | "him" | "his" | "himself" | "she" | "her" | "hers" | "herself" => Wants::Person,
        "it" | "its" | "itself" => Wants::Thing,
        "they" | "them" | "their" | "theirs" | "themselves" => Wants::Several,
        "i" | "me" | "my" | "mine" | "myself" => Wants::Speaker,
        "we" | "us" | "our" | "ours" | "ourselves" => Wants::SpeakersSide,
        _ => return None,
    })
}

/// The group that a pronoun stands for.
fn antecedent(document: &Document, m: usize, groups: &Groups) -> Option<usize> {
    let mention = &document.mentions[m];
    let wanted = wants(&document.word(mention.head).to_lowercase())?;
    if matches!(wanted, Wants::Speaker | Wants::SpeakersSide) {
        // The speaker of the quotation it stands in; "we" only where nothing says whose side is meant.
        if wanted == Wants::SpeakersSide {
            return None;
        }
        let said = document.attributions.iter().find(|a| a.content.iter().any(|c| c.contains(&mention.head)))?;
        return groups.of[said.mention?];
    }
    let sentence = document.sentence_of(mention.head);
    let mut best: Option<(i32, usize)> = None;
    for k in 0..document.mentions.len() {
        let other = &document.mentions[k];
        let back = sentence.checked_sub(document.sentence_of(other.head));
        let (Some(back), Some(group)) = (back.filter(|b| *b <= REACH), groups.of[k]) else { continue };
        if other.span.start >= mention.span.start || other.span.contains(&mention.head) || !fits(document, k, wanted) {
            continue;
        }
        let syntax = &document.syntax;
        let role = match syntax.relation(other.head) {
            "nsubj" => 6,
            "obj" | "iobj" | "root" => 3,
            "nmod" | "compound" | "appos" => 0,
            _ => 2,
        };
        let named = if other.form == Form::Name { 2 } else { 0 };
        let score = role + named - 5 * back as i32 + groups.members[group].len().min(4) as i32;
        // Of equals the nearer: mentions come in text order.
        if best.is_none_or(|(most, _)| score >= most) {
            best = Some((score, group));
        }
    }
    best.map(|(_, group)| group)
}

fn fits(document: &Document, k: usize, wanted: Wants) -> bool {
    let mention = &document.mentions[k];
    let plural = document.syntax.has(mention.head, "Number=Plur");
    match wanted {
        Wants::Person => mention.kind == MentionKind::Person && !plural,
        Wants::Thing => {
            !plural
                && matches!(
                    mention.kind,
                    MentionKind::Organization
                        | MentionKind::Place
                        | MentionKind::Object
                        | MentionKind::Event
                        | MentionKind::Abstract
                )
                && (mention.form == Form::Name
                    || matches!(mention.kind, MentionKind::Organization | MentionKind::Place))
        }
        Wants::Several => {
            (plural && mention.kind == MentionKind::Person)
                || mention.kind == MentionKind::Organization
                || (plural && mention.kind != MentionKind::Time)
        }
        Wants::Speaker | Wants::SpeakersSide => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::mentions::describe;
    use crate::testing::document;

    #[test]
    fn a_surname_joins_the_full_name_and_he_joins_both() {
        let mut d = document(
            "Minister/PROPN/1/compound Ana/PROPN/4/nsubj Ruiz/PROPN/1/flat quickly/ADV/4/advmod left/VERB/4/root ;/PUNCT/4/punct Ruiz/PROPN/7/nsubj said/VERB/4/parataxis she/PRON/9/nsubj won/VERB/7/ccomp",
        );
        for (span, kind) in [(0..3, MentionKind::Person), (6..7, MentionKind::Person), (8..9, MentionKind::Person)] {
            let m = describe(&d, span, kind);
            d.mentions.push(m);
        }
        resolve(&mut d, &Knowledge::builtin());
        assert_eq!(d.entities.len(), 1);
        assert_eq!(d.entities[0].mentions, [0, 1, 2]);
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
        resolve(&mut d, &Knowledge::builtin());
        assert_eq!(d.entities.len(), 2);
    }
}

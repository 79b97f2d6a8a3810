//! Groups of mentions while they grow, and what keeps a mention out of one: the police are not the rebels, and those of
//! one country not those of another.

use std::ops::Range;

use tacitus_knowledge::{How, Kind, Knowledge, Role, RoleKind};

use super::offices::is_title;
use super::repeats::{entry_id, one_name};
use crate::document::{Document, Entity, Mention, MentionKind, Upos};
use crate::names::{fold, is_coordination, proper_name};
use crate::pairs::is_personal;
use crate::record::Form;

/// The sectors of the body or the kind of people that a mention is by its noun or its name: the police are not the rebels.
fn body<'k>(document: &Document, knowledge: &'k Knowledge, m: usize) -> Option<&'k [String]> {
    let mention = &document.mentions[m];
    match mention.form {
        Form::Pronoun => None,
        Form::Nominal => {
            let first = mention.span.start.max(mention.head.saturating_sub(2));
            let role = (first..=mention.head).find_map(|i| knowledge.role(document.slice(&(i..mention.head + 1))));
            let body = |r: &&Role| matches!(r.kind, RoleKind::Institution | RoleKind::Group) && !r.sectors.is_empty();
            let own = role.filter(body).map(|role| role.sectors.as_slice());
            // "The nuclear watchdog IAEA".
            own.or_else(|| named_behind(document, knowledge, mention))
        }
        Form::Name => {
            let name = proper_name(document, m);
            let best = knowledge.lookup(document.slice(&name), document.input.published).into_iter().next()?;
            let told = matches!(best.entry.kind, Kind::Organisation | Kind::Group) && !best.entry.sectors.is_empty();
            told.then_some(best.entry.sectors.as_slice())
        }
    }
}

/// The sectors of the body whose name stands right behind the noun of a mention.
fn named_behind<'k>(document: &Document, knowledge: &'k Knowledge, mention: &Mention) -> Option<&'k [String]> {
    let name = mention.head + 1..mention.span.end;
    let proper = !name.is_empty() && document.syntax.upos[name.clone()].iter().all(|&u| u == Upos::Propn);
    let best = knowledge.lookup(document.slice(&name), document.input.published).into_iter().next()?;
    (proper && best.entry.kind == Kind::Organisation).then_some(best.entry.sectors.as_slice())
}

/// The noun of a mention that describes a body, with the nouns and adjectives before it; none without any.
fn office(document: &Document, m: usize) -> Option<(String, Vec<String>)> {
    let (mention, syntax) = (&document.mentions[m], &document.syntax);
    if mention.form != Form::Nominal || mention.kind != MentionKind::Organization {
        return None;
    }
    let before = (mention.span.start..mention.head)
        .filter(|&i| syntax.parent(i) == Some(mention.head) && matches!(syntax.relation(i), "amod" | "compound"));
    let words: Vec<String> = before.map(|i| document.word(i).to_lowercase()).collect();
    (!words.is_empty()).then(|| (syntax.lemma[mention.head].clone(), words))
}

/// The one country that the adjectives and names right before a mention's noun tell, or the possessor: of "Peruvian police"
/// and "Peru's police" that one, of "Peru and Chile's police" none.
pub fn country(document: &Document, knowledge: &Knowledge, m: usize) -> Option<String> {
    let (mention, syntax) = (&document.mentions[m], &document.syntax);
    if mention.form == Form::Pronoun || !mention.kind.is_actor() {
        return None;
    }
    if let Some(owner) = owner(document, knowledge, mention) {
        return Some(owner);
    }
    let before = (mention.span.start..mention.head).rev();
    let modifiers = before.take_while(|&i| matches!(syntax.relation(i), "amod" | "compound"));
    let capital = |i: &usize| document.word(*i).starts_with(char::is_uppercase);
    let mut told = modifiers.filter(capital).filter_map(|i| {
        // "North Korean" is not Korean, and "South American" of no one country.
        let first = i - usize::from(i > mention.span.start && is_direction(document.word(i - 1)));
        let found = knowledge.lookup(document.slice(&(first..i + 1)), document.input.published).into_iter().next()?;
        (found.entry.kind == Kind::Country && found.how == How::Demonym).then_some(found.entry.country.clone()?)
    });
    let first = told.next()?;
    told.all(|other| other == first).then_some(first)
}

fn is_direction(word: &str) -> bool {
    matches!(word, "North" | "South" | "East" | "West" | "Central" | "Latin")
}

/// The country that alone owns whom a mention stands for: "Peru's police".
fn owner(document: &Document, knowledge: &Knowledge, mention: &Mention) -> Option<String> {
    let syntax = &document.syntax;
    let owns = |&c: &usize| syntax.deprel[c] == "nmod:poss" && syntax.upos[c] == Upos::Propn;
    let owner = syntax.children(mention.head, &mention.span).find(owns)?;
    let phrase = syntax.subtree(owner, &mention.span);
    let name = phrase.start..phrase.end - usize::from(document.is_possessive(phrase.end - 1));
    let found = knowledge.lookup(document.slice(&name), document.input.published).into_iter().next()?;
    let country = found.entry.kind == Kind::Country && found.how != How::Capital;
    found.entry.country.clone().filter(|_| country)
}

/// Whether two mentions are bodies of which neither can be the other.
pub fn differ(one: Option<&[String]>, other: Option<&[String]>) -> bool {
    matches!((one, other), (Some(one), Some(other)) if !one.iter().any(|s| other.contains(s)))
}

/// Which group each mention is in, and the mentions of each group.
pub struct Groups<'k> {
    pub of: Vec<Option<usize>>,
    /// What each mention tells.
    told: Vec<Told<'k>>,
    pub members: Vec<Vec<usize>>,
    /// What the members of each group tell, each thing once: the group of a long report has thousands.
    sums: Vec<Sum<'k>>,
}

/// Whether a mention stands for one person alone: "he", a person's name, a noun such as "minister".
fn is_single(document: &Document, knowledge: &Knowledge, mention: &Mention) -> bool {
    let role = || knowledge.role(document.word(mention.head)).map(|role| role.kind);
    let one = match mention.form {
        Form::Pronoun => is_personal(document.word(mention.head)),
        Form::Name => mention.kind == MentionKind::Person,
        Form::Nominal => matches!(role(), Some(RoleKind::Person | RoleKind::Representative)),
    };
    one && document.syntax.has(mention.head, "Number=Sing")
}

/// Whether two names of bodies differ in one word of three or more: "Peru Banking Board" is not "Peru Insurance Board". Words
/// that begin alike may be one, spelt in two ways.
fn are_sisters(one: &str, other: &str) -> bool {
    let (one, other): (Vec<&str>, Vec<&str>) = (one.split(' ').collect(), other.split(' ').collect());
    let mut unlike = one.iter().zip(&other).filter(|(a, b)| a != b);
    let first = unlike.next();
    let stem = |word: &str| word.chars().take(3).collect::<String>();
    one.len() == other.len()
        && one.len() > 2
        && first.is_some_and(|(a, b)| stem(a) != stem(b))
        && unlike.next().is_none()
        && one.last() == other.last()
}

/// What a mention tells of whom it may stand for.
struct Told<'k> {
    /// The sectors of the body that it is.
    body: Option<&'k [String]>,
    /// The country whose it is by an adjective before its noun: "Peruvian police".
    country: Option<String>,
    /// The name that it is, folded.
    name: Option<String>,
    /// The country or body that the knowledge base knows by that name.
    known: Option<String>,
    /// What it is, where it is a name.
    named: Option<MentionKind>,
    /// Whether it is "he" or "she", who is a person.
    personal: bool,
    /// What it is, where it is a description.
    described: Option<MentionKind>,
    /// The noun of a body's description and what stands before it: "the defence ministry".
    office: Option<(String, Vec<String>)>,
    /// Whether it is several people who are joined by name: "Ana Ruiz and Jo Lim".
    joined: bool,
    /// Whether it is one person: "he", "the minister".
    single: bool,
}

/// What the members of a group tell.
#[derive(Default)]
struct Sum<'k> {
    bodies: Vec<&'k [String]>,
    countries: Vec<String>,
    names: Vec<String>,
    known: Vec<String>,
    named: Vec<MentionKind>,
    described: Vec<MentionKind>,
    offices: Vec<(String, Vec<String>)>,
    joined: bool,
    single: bool,
}

impl<'k> Told<'k> {
    fn new(document: &Document, knowledge: &'k Knowledge, m: usize) -> Self {
        let mention = &document.mentions[m];
        let several = mention.form == Form::Name && is_coordination(document, m);
        let joined = several && mention.kind == MentionKind::Person;
        let named = mention.form == Form::Name && !several && !is_title(document, knowledge, m);
        let name = named.then(|| proper_name(document, m));
        let entry =
            |name: &Range<usize>| entry_id(knowledge, document.slice(name), mention.kind, document.input.published);
        Told {
            body: body(document, knowledge, m),
            country: country(document, knowledge, m),
            named: named.then_some(mention.kind),
            personal: mention.form == Form::Pronoun && is_personal(document.word(mention.head)),
            described: (mention.form == Form::Nominal).then_some(mention.kind),
            office: office(document, m),
            joined,
            single: !joined && is_single(document, knowledge, mention),
            known: name.as_ref().and_then(entry),
            name: name.map(|name| fold(document.slice(&name))),
        }
    }
}

impl<'k> Groups<'k> {
    /// No group yet, and what every mention tells.
    pub fn new(document: &Document, knowledge: &'k Knowledge) -> Self {
        let count = document.mentions.len();
        let told = (0..count).map(|m| Told::new(document, knowledge, m)).collect();
        Groups { of: vec![None; count], told, members: Vec::new(), sums: Vec::new() }
    }

    pub fn join(&mut self, mention: usize, group: usize) -> usize {
        self.of[mention] = Some(group);
        self.members[group].push(mention);
        let (told, sum) = (&self.told[mention], &mut self.sums[group]);
        let Told { body, country, name, known, named, described, office, joined, single, .. } = told;
        sum.joined |= joined;
        sum.single |= single;
        if let Some(country) = country.as_ref().filter(|country| !sum.countries.contains(country)) {
            sum.countries.push(country.clone());
        }
        if let Some(body) = body.filter(|body| !sum.bodies.contains(body)) {
            sum.bodies.push(body);
        }
        if let Some(described) = described.filter(|described| !sum.described.contains(described)) {
            sum.described.push(described);
        }
        if let Some(named) = named.filter(|named| !sum.named.contains(named)) {
            sum.named.push(named);
        }
        if let Some(office) = office.as_ref().filter(|office| !sum.offices.contains(office)) {
            sum.offices.push(office.clone());
        }
        if let Some(name) = name.as_ref().filter(|name| !sum.names.contains(name)) {
            sum.names.push(name.clone());
        }
        if let Some(known) = known.as_ref().filter(|known| !sum.known.contains(known)) {
            sum.known.push(known.clone());
        }
        group
    }

    pub fn found(&mut self, mention: usize) -> usize {
        self.members.push(Vec::new());
        self.sums.push(Sum::default());
        self.join(mention, self.members.len() - 1)
    }

    /// The id of the country that the knowledge base knows by the name that a mention is.
    pub fn country_named(&self, mention: usize) -> Option<&str> {
        self.told[mention].known.as_deref().filter(|id| id.starts_with("country:"))
    }

    /// Whether a mention may join a group by the scores: it must not be another body, and a name must share a word with
    /// the group's names, or the group has none; nor is a person's name a body's.
    pub fn admits(&self, document: &Document, mention: usize, group: usize) -> bool {
        let (told, sum) = (&self.told[mention], &self.sums[group]);
        if sum.bodies.iter().any(|body| differ(told.body, Some(body))) {
            return false;
        }
        let contradicts = |own: &Option<String>, others: &[String]| {
            own.as_ref().is_some_and(|own| others.iter().any(|other| other != own))
        };
        // South Sudan is not Sudan, though their names share a word.
        if contradicts(&told.country, &sum.countries) || contradicts(&told.known, &sum.known) {
            return false;
        }
        // Two who are joined are not one of them.
        if told.joined && sum.single || told.single && sum.joined {
            return false;
        }
        // Nor is "she" one, or a body.
        if told.personal && !sum.named.is_empty() && !sum.named.contains(&MentionKind::Person) {
            return false;
        }
        // No person is a place, nor the foreign ministry the defence ministry.
        let kinds = [(told.described.or(told.named), &sum.named), (told.named, &sum.described)];
        let unlike = |(own, others): (Option<MentionKind>, &Vec<MentionKind>)| match own {
            Some(MentionKind::Person) => others.contains(&MentionKind::Place),
            Some(MentionKind::Place) => others.contains(&MentionKind::Person),
            _ => false,
        };
        let another = |(noun, before): &(String, Vec<String>)| {
            told.office
                .as_ref()
                .is_some_and(|(own, own_before)| own == noun && !own_before.iter().any(|word| before.contains(word)))
        };
        if kinds.into_iter().any(unlike) || sum.offices.iter().any(another) {
            return false;
        }
        let Some(own) = &told.name else { return true };
        let person = document.mentions[mention].kind == MentionKind::Person;
        // A person is none of the bodies that a report describes.
        if person && sum.described.contains(&MentionKind::Organization) {
            return false;
        }
        let shares = |name: &str| name.split(' ').any(|word| own.split(' ').any(|other| other == word));
        let sister = |name: &String| !person && are_sisters(own, name);
        sum.names.is_empty()
            || sum.names.iter().any(|name| shares(name) && (!person || one_name(own, name)))
                && !sum.names.iter().any(sister)
    }

    /// Numbers the groups in order of first appearance and writes them to the document.
    pub fn finish(mut self, document: &mut Document) {
        self.members.iter_mut().for_each(|m| m.sort_unstable());
        self.members.sort();
        for (e, members) in self.members.iter().enumerate() {
            members.iter().for_each(|&m| document.mentions[m].entity = Some(e));
        }
        document.entities =
            self.members.into_iter().map(|mentions| Entity { mentions, ..Default::default() }).collect();
    }
}

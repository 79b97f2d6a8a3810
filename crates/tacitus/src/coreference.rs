//! Coreference: which mentions stand for the same entity.
//!
//! Names join names they repeat, shorten or abbreviate, or that the knowledge base knows for the same; descriptions of an
//! office join its holder. All else is learned: each mention joins the earlier one that the network scores best, or
//! begins an entity of its own; only an "I" for which nothing scores is the speaker of its quotation.

use std::collections::HashMap;

use jiff::civil::Date;
use tacitus_knowledge::{How, Kind, Knowledge, RoleKind};

use crate::document::{Document, Entity, MentionKind};
use crate::model::Coreference;
use crate::names::{best_name, fold, proper_name};
use crate::pairs::{REACH, Seen};
use crate::record::Form;

/// Groups the mentions into entities. Requires syntax, mentions and attributions.
pub fn resolve(document: &mut Document, knowledge: &Knowledge, head: &Coreference) {
    let count = document.mentions.len();
    let seen: Vec<Seen> = (0..count).map(|m| Seen::new(document, m)).collect();
    let told = (0..count).map(|m| Told::new(document, knowledge, m)).collect();
    let mut groups = Groups { of: vec![None; count], told, members: Vec::new(), sums: Vec::new() };
    let mut names: HashMap<String, usize> = HashMap::new();
    let mut holders = Holders::default();
    for m in 0..count {
        let keys = keys(document, knowledge, m);
        let apart = subject_beside(document, m).and_then(|k| groups.of[k]);
        let group = repeated(document, m, &keys, &groups, &names)
            .or_else(|| of_relative(document, m, &groups))
            .or_else(|| named_behind(document, m, &groups))
            .or_else(|| office_group(document, knowledge, m, &groups, &mut holders))
            .or_else(|| {
                antecedent(document, head, &seen, m, &groups, |g| Some(g) != apart && groups.admits(document, m, g))
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
    groups.finish(document);
}

/// The sectors of the body or the kind of people that a mention is by its noun or its name: the police are not the rebels.
fn body<'k>(document: &Document, knowledge: &'k Knowledge, m: usize) -> Option<&'k [String]> {
    let mention = &document.mentions[m];
    match mention.form {
        Form::Pronoun => None,
        Form::Nominal => {
            let first = mention.span.start.max(mention.head.saturating_sub(2));
            let role = (first..=mention.head).find_map(|i| knowledge.role(document.slice(&(i..mention.head + 1))))?;
            let told = matches!(role.kind, RoleKind::Institution | RoleKind::Group) && !role.sectors.is_empty();
            told.then_some(role.sectors.as_slice())
        }
        Form::Name => {
            let name = proper_name(document, m);
            let best = knowledge.lookup(document.slice(&name), document.input.published).into_iter().next()?;
            let told = matches!(best.entry.kind, Kind::Organisation | Kind::Group) && !best.entry.sectors.is_empty();
            told.then_some(best.entry.sectors.as_slice())
        }
    }
}

/// The one country that the adjectives and names right before a mention's noun tell: of "Peruvian police" that one, of
/// "Peru and Chile's police" none.
fn country(document: &Document, knowledge: &Knowledge, m: usize) -> Option<String> {
    let (mention, syntax) = (&document.mentions[m], &document.syntax);
    if mention.form == Form::Pronoun || !mention.kind.is_actor() {
        return None;
    }
    let before = (mention.span.start..mention.head).rev();
    let modifiers = before.take_while(|&i| matches!(syntax.relation(i), "amod" | "compound"));
    let capital = |i: &usize| document.word(*i).starts_with(char::is_uppercase);
    let mut told = modifiers.filter(capital).filter_map(|i| {
        let found = knowledge.lookup(document.word(i), document.input.published).into_iter().next()?;
        (found.entry.kind == Kind::Country && found.how == How::Demonym).then_some(found.entry.country.clone()?)
    });
    let first = told.next()?;
    told.all(|other| other == first).then_some(first)
}

/// Whether two mentions are bodies of which neither can be the other.
fn differ(one: Option<&[String]>, other: Option<&[String]>) -> bool {
    matches!((one, other), (Some(one), Some(other)) if !one.iter().any(|s| other.contains(s)))
}

/// Which group each mention is in, and the mentions of each group.
struct Groups<'k> {
    of: Vec<Option<usize>>,
    /// What each mention tells.
    told: Vec<Told<'k>>,
    members: Vec<Vec<usize>>,
    /// What the members of each group tell, each thing once: the group of a long report has thousands.
    sums: Vec<Sum<'k>>,
}

/// What a mention tells of whom it may stand for.
struct Told<'k> {
    /// The sectors of the body that it is.
    body: Option<&'k [String]>,
    /// The country whose it is by an adjective before its noun: "Peruvian police".
    country: Option<String>,
    /// The name that it is, folded.
    name: Option<String>,
}

/// What the members of a group tell.
#[derive(Default)]
struct Sum<'k> {
    bodies: Vec<&'k [String]>,
    countries: Vec<String>,
    names: Vec<String>,
}

impl<'k> Told<'k> {
    fn new(document: &Document, knowledge: &'k Knowledge, m: usize) -> Self {
        let named = document.mentions[m].form == Form::Name && !is_title(document, knowledge, m);
        Told {
            body: body(document, knowledge, m),
            country: country(document, knowledge, m),
            name: named.then(|| fold(document.slice(&proper_name(document, m)))),
        }
    }
}

impl Groups<'_> {
    fn join(&mut self, mention: usize, group: usize) -> usize {
        self.of[mention] = Some(group);
        self.members[group].push(mention);
        let (Told { body, country, name }, sum) = (&self.told[mention], &mut self.sums[group]);
        if let Some(country) = country.as_ref().filter(|country| !sum.countries.contains(country)) {
            sum.countries.push(country.clone());
        }
        if let Some(body) = body.filter(|body| !sum.bodies.contains(body)) {
            sum.bodies.push(body);
        }
        if let Some(name) = name.as_ref().filter(|name| !sum.names.contains(name)) {
            sum.names.push(name.clone());
        }
        group
    }

    fn found(&mut self, mention: usize) -> usize {
        self.members.push(Vec::new());
        self.sums.push(Sum::default());
        self.join(mention, self.members.len() - 1)
    }

    /// Whether a mention may join a group by the scores: it must not be another body, and a name must share a word with
    /// the group's names, or the group has none.
    fn admits(&self, document: &Document, mention: usize, group: usize) -> bool {
        let (told, sum) = (&self.told[mention], &self.sums[group]);
        if sum.bodies.iter().any(|body| differ(told.body, Some(body))) {
            return false;
        }
        if told.country.as_ref().is_some_and(|own| sum.countries.iter().any(|other| other != own)) {
            return false;
        }
        let Some(own) = &told.name else { return true };
        let person = document.mentions[mention].kind == MentionKind::Person;
        let shares = |name: &str| name.split(' ').any(|word| own.split(' ').any(|other| other == word));
        sum.names.is_empty() || sum.names.iter().any(|name| shares(name) && (!person || one_name(own, name)))
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

/// The people whose mentions by name tell their office, each office with the first of them.
#[derive(Default)]
struct Holders {
    /// How many mentions have been looked at.
    done: usize,
    by_role: HashMap<(String, String), usize>,
    first: HashMap<String, usize>,
}

impl Holders {
    /// The mention before `m` of the person whom it means by its office.
    fn of(&mut self, document: &Document, knowledge: &Knowledge, m: usize) -> Option<usize> {
        if document.mentions[m].kind != MentionKind::Person {
            return None;
        }
        let sought = office(document, knowledge, m)?;
        for k in self.done..m {
            let mention = &document.mentions[k];
            if mention.kind == MentionKind::Person
                && mention.form == Form::Name
                && let Some(held) = office(document, knowledge, k)
            {
                if held.first {
                    self.first.entry(held.of.clone()).or_insert(k);
                }
                self.by_role.entry((held.of, held.role)).or_insert(k);
            }
        }
        self.done = self.done.max(m);
        let first = self.first.get(&sought.of).filter(|_| sought.first);
        self.by_role.get(&(sought.of, sought.role)).into_iter().chain(first).copied().min()
    }
}

/// Whether a person's mention is a description in capitals: "the NATO Chief".
fn is_title(document: &Document, knowledge: &Knowledge, m: usize) -> bool {
    document.mentions[m].kind == MentionKind::Person
        && knowledge.role(document.slice(&proper_name(document, m))).is_some()
}

/// What a name is found again by: itself, a person's surname, a body's initials, the knowledge base's entry.
fn keys(document: &Document, knowledge: &Knowledge, m: usize) -> Vec<String> {
    let mention = &document.mentions[m];
    if mention.form != Form::Name || is_title(document, knowledge, m) {
        return Vec::new();
    }
    let kind = mention.kind;
    let proper = proper_name(document, m);
    let key = fold(document.slice(&proper));
    let tag = kind_tag(kind);
    let mut keys = vec![format!("{tag}{key}")];
    if kind == MentionKind::Person {
        // A surname alone repeats a full name.
        let surname = key.rsplit(' ').next().unwrap_or(&key).to_owned();
        keys.push(format!("{tag}{surname}"));
    }
    if let Some(known) = entry_id(knowledge, document.slice(&proper), kind, document.input.published) {
        keys.push(format!("#{known}"));
    }
    if kind == MentionKind::Organization
        && let Some(short) = abbreviation(document, m)
    {
        keys.push(format!("{tag}{}", fold(short)));
    }
    let initials: String =
        document.slice(&proper).split(' ').filter_map(|w| w.chars().next()).filter(|c| c.is_uppercase()).collect();
    if kind == MentionKind::Organization && initials.len() > 2 {
        keys.push(format!("{tag}{}", fold(&initials)));
    }
    keys
}

/// The abbreviation that stands in brackets in or behind a body's name: "the National Assembly (NA)".
fn abbreviation(document: &Document, m: usize) -> Option<&str> {
    let mention = &document.mentions[m];
    let last = document.sentence_around(mention.head).end.min(mention.span.end + 3);
    let bracket = (mention.head + 1..last).find(|&i| document.word(i) == "(")?;
    let short = document.word(bracket + 1);
    let capitals = short.chars().filter(|c| c.is_uppercase()).count();
    (bracket + 2 < last && document.word(bracket + 2) == ")" && capitals > 1 && bracket <= mention.span.end)
        .then_some(short)
}

/// The group of a name that this one repeats.
fn repeated(
    document: &Document,
    m: usize,
    keys: &[String],
    groups: &Groups,
    names: &HashMap<String, usize>,
) -> Option<usize> {
    let person = document.mentions[m].kind == MentionKind::Person;
    let name = fold(document.slice(&proper_name(document, m)));
    keys.iter().find_map(|k| names.get(k).copied()).filter(|&g| !person || compatible(document, groups, g, &name))
}

/// Whether a person's name does not contradict a group's: of two full names one must hold the other's words, or first
/// and last must be the same.
fn compatible(document: &Document, groups: &Groups, group: usize, key: &str) -> bool {
    let Some(first) = groups.members[group].first().map(|&m| fold(document.slice(&proper_name(document, m)))) else {
        return true;
    };
    one_name(key, &first)
}

/// Whether two names can be one person's.
fn one_name(one: &str, other: &str) -> bool {
    let (one, other): (Vec<&str>, Vec<&str>) = (one.split(' ').collect(), other.split(' ').collect());
    let holds = |long: &[&str], short: &[&str]| short.iter().all(|w| long.contains(w));
    let ends = one.first() == other.first() && one.last() == other.last();
    one.len() < 2 || other.len() < 2 || ends || holds(&one, &other) || holds(&other, &one)
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
    let candidates = knowledge.lookup(name, on);
    let best = candidates.first()?;
    // A capital or a palace may stand for its government or for itself: it is not its country.
    match (best.entry.kind, best.how) {
        (Kind::Country, How::Name) => Some(best.entry.id.clone()),
        (Kind::Country | Kind::Organisation, How::Name | How::Alias) => {
            matches!(kind, MentionKind::Organization | MentionKind::Place).then(|| best.entry.id.clone())
        }
        _ => None,
    }
}

/// The group of the person whose name stands behind a title that was read as a mention too: "the army spokesman" of "the
/// army spokesman Juan Gomez".
fn named_behind(document: &Document, m: usize, groups: &Groups) -> Option<usize> {
    let title = &document.mentions[m];
    let around = (0..m).rev().take_while(|&k| document.mentions[k].span.start == title.span.start);
    let mut people = around.filter(|&k| {
        let person = &document.mentions[k];
        person.kind == MentionKind::Person
            && person.form == Form::Name
            && title.span.end < person.span.end
            && document.syntax.parent(title.head) == Some(person.head)
            && matches!(document.syntax.relation(title.head), "compound" | "flat" | "nmod" | "appos")
            && document.syntax.deprel[title.head] != "nmod:poss"
    });
    groups.of[people.find(|_| title.kind == MentionKind::Person)?]
}

/// The group of a description's office holder.
fn office_group(
    document: &Document,
    knowledge: &Knowledge,
    m: usize,
    groups: &Groups,
    holders: &mut Holders,
) -> Option<usize> {
    let described = match document.mentions[m].form {
        Form::Nominal => true,
        Form::Name => is_title(document, knowledge, m),
        Form::Pronoun => false,
    };
    groups.of[described.then(|| holders.of(document, knowledge, m)).flatten()?]
}

/// The group of whom the clause of a relative pronoun is about: "the envoy, who left".
fn of_relative(document: &Document, m: usize, groups: &Groups) -> Option<usize> {
    let (mention, syntax) = (&document.mentions[m], &document.syntax);
    let relative = matches!(syntax.lemma[mention.head].as_str(), "who" | "whom" | "which" | "that");
    if mention.form != Form::Pronoun || !relative {
        return None;
    }
    let mut clause = syntax.parent(mention.head)?;
    while syntax.deprel[clause] != "acl:relcl" {
        clause =
            syntax.parent(clause).filter(|_| matches!(syntax.relation(clause), "xcomp" | "ccomp" | "obj" | "conj"))?;
    }
    let about = syntax.parent(clause)?;
    let earlier = (m.saturating_sub(REACH)..m).rev().find(|&k| document.mentions[k].head == about)?;
    groups.of[earlier]
}

/// The mention that is the subject of a verb whose object or oblique the pronoun `m` is: "his wife begged her" is about two
/// women (Chomsky 1981, principle B).
fn subject_beside(document: &Document, m: usize) -> Option<usize> {
    let (mention, syntax) = (&document.mentions[m], &document.syntax);
    let reflexive = || {
        let word = document.word(mention.head).to_lowercase();
        word.ends_with("self") || word.ends_with("selves")
    };
    if mention.form != Form::Pronoun || !matches!(syntax.relation(mention.head), "obj" | "iobj" | "obl") || reflexive()
    {
        return None;
    }
    let verb = syntax.parent(mention.head)?;
    let subject = syntax.children(verb, document.sentence_around(verb)).find(|&c| syntax.relation(c) == "nsubj")?;
    (m.saturating_sub(REACH)..m).rev().find(|&k| document.mentions[k].head == subject)
}

/// The group of the quotation's speaker, for "I".
fn speaker(document: &Document, m: usize, groups: &Groups) -> Option<usize> {
    let head = document.mentions[m].head;
    let word = document.word(head).to_lowercase();
    if !matches!(word.as_str(), "i" | "me" | "my" | "mine" | "myself") {
        return None;
    }
    let said = document.attributions.iter().find(|a| a.tells(head))?;
    groups.of[said.mention?]
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
    use super::*;
    use crate::mentions::describe;
    use crate::testing::document;

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

    #[test]
    fn a_name_is_one_persons_where_one_holds_the_other() {
        assert!(one_name("ana maria ruiz", "ana ruiz") && one_name("ruiz", "ana ruiz"));
        assert!(!one_name("nguyen van tam", "nguyen tan loi") && !one_name("ana ruiz", "leo ruiz"));
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
}

//! What an entity's own words say of it: the country named in the phrase and the sector of its noun ("South Korean
//! officials").

use std::ops::Range;
use std::sync::LazyLock;

use tacitus_knowledge::{Kind, Knowledge, RoleKind};

use super::phrase::{Reader, Reading};
use crate::document::{Document, MentionKind};
use crate::names::{best_name, proper_name};
use crate::quantities::lookup::Lookup;
use crate::record::Form;

/// Sectors of bodies and of their officials that act for no one country.
pub const INTERNATIONAL: [&str; 5] = ["IGO", "UNO", "EUR", "IMG", "NGO"];

/// What an entity's own words say.
#[derive(Default)]
pub struct Described {
    pub country: Option<String>,
    pub sectors: Vec<String>,
    pub role: Option<String>,
    /// Whether it belongs to a body of several states.
    pub international: bool,
    /// Whether it is of a country that is not named, and so not of the one that the report is about.
    pub elsewhere: bool,
    /// Whether it is described as one or several people, or as a body.
    pub acting: Option<RoleKind>,
}

/// Country and sector from the phrases that mention the entity, what stands in apposition to them, and what they are
/// said to be; what stands with a name before what only describes.
pub fn described(reader: &Reader, e: usize) -> Described {
    let document = reader.document;
    let mut out = Described::default();
    let spoken = |m: &usize| {
        let mention = &document.mentions[*m];
        mention.form != Form::Pronoun && !matches!(mention.kind, MentionKind::Time | MentionKind::Abstract)
    };
    let mut mentions: Vec<usize> = document.entities[e].mentions.iter().copied().filter(spoken).collect();
    mentions.sort_by_key(|&m| {
        let mention = &document.mentions[m];
        mention.form != Form::Name || reader.is_people(mention.head)
    });
    let person = |m: usize| document.mentions[m].kind == MentionKind::Person && document.mentions[m].form == Form::Name;
    let somebody = mentions.first().is_some_and(|&m| person(m));
    for &m in &mentions {
        // What was read as a body says nothing of a person with a name.
        if somebody && document.mentions[m].kind == MentionKind::Organization {
            continue;
        }
        for reading in readings(reader, m) {
            take(&mut out, reading, person(m));
        }
    }
    if out.sectors.is_empty() {
        for reading in mentions.iter().filter_map(|&m| predicate(reader, m).or_else(|| serving(reader, m))) {
            take(&mut out, reading, true);
        }
    }
    if out.sectors.is_empty() && mentions.iter().any(|&m| aged(document, m)) {
        out.sectors = vec!["CVL".to_owned()];
    }
    out
}

/// Adds what a phrase says to what is known; what was said first holds.
fn take(out: &mut Described, reading: Reading, named: bool) {
    if out.sectors.is_empty() && !reading.sectors.is_empty() {
        out.sectors = reading.sectors;
        out.international = reading.international;
    }
    out.country = out.country.take().or(reading.country);
    out.elsewhere |= reading.elsewhere;
    let Some(role) = reading.role else { return };
    out.acting = out.acting.or(Some(role.kind));
    if named && out.role.is_none() {
        out.role = Some(role.noun.clone());
    }
}

/// The parts of a mention that describe: of a person's name what stands before and after it, else the phrase.
fn readings<'k>(reader: &Reader<'_, 'k>, m: usize) -> Vec<Reading<'k>> {
    let document = reader.document;
    let mention = &document.mentions[m];
    let phrase = own_phrase(document, m);
    let name = proper_name(document, m);
    let person = mention.kind == MentionKind::Person;
    let title = reader.knowledge.role(document.slice(&name)).is_some();
    let before = phrase.start..name.start.min(phrase.end);
    let after = name.end.max(phrase.start)..phrase.end;
    let mut out = Vec::new();
    if !person || mention.form != Form::Name || title || reader.is_people(mention.head) {
        let people = person || mention.kind == MentionKind::Object;
        out.push(reader.phrase(&phrase, mention.head, people));
        let apposed = mention.form == Form::Name && !after.is_empty() && document.word(after.start) == ",";
        if apposed && out[0].sectors.is_empty() {
            out.push(reader.apposition(&after));
        }
        return out;
    }
    // "European Community foreign ministers": what was taken for the name is a body's.
    if before.is_empty() && !after.is_empty() && document.word(after.start) != "," {
        out.push(reader.title(&phrase));
        return out;
    }
    // "Somalis": the name may be a people's. A part of it says nothing: King Abdullah is not Abdullah Sonata.
    let whole = reader.setting.names_in(&phrase).iter().any(|n| n.span == phrase);
    if before.is_empty() && after.is_empty() && whole {
        out.push(reader.phrase(&phrase, mention.head, true));
    }
    if !before.is_empty() {
        out.push(reader.title(&before));
    }
    if !after.is_empty() {
        out.push(reader.apposition(&after));
    }
    out
}

/// What a mention is said to be: "Ana Ruiz is the head of the commission".
fn predicate<'k>(reader: &Reader<'_, 'k>, m: usize) -> Option<Reading<'k>> {
    let document = reader.document;
    let (mention, syntax) = (&document.mentions[m], &document.syntax);
    if mention.kind != MentionKind::Person || syntax.relation(mention.head) != "nsubj" {
        return None;
    }
    let said = syntax.parent(mention.head)?;
    let sentence = document.sentence_around(said);
    let copula = syntax.children(said, sentence).find(|&c| syntax.relation(c) == "cop")?;
    let denied = syntax.children(said, sentence).any(|c| matches!(syntax.lemma[c].as_str(), "not" | "never"));
    let span = copula + 1..syntax.subtree(said, sentence).end;
    (!denied && span.contains(&said)).then(|| reader.phrase(&span, said, true))
}

/// The table of `knowledge/serving.tsv`: how the body follows each verb.
static SERVING: LazyLock<Lookup<&'static str>> = LazyLock::new(|| {
    Lookup::new(include_str!("../../../../knowledge/serving.tsv"), |row| match *row {
        [_, body] => Some(body),
        _ => None,
    })
});

/// For whom a person acts by the clause about him: "the general, who heads the command".
fn serving<'k>(reader: &Reader<'_, 'k>, m: usize) -> Option<Reading<'k>> {
    let document = reader.document;
    let (mention, syntax) = (&document.mentions[m], &document.syntax);
    if mention.kind != MentionKind::Person {
        return None;
    }
    let sentence = document.sentence_around(mention.head);
    let lemma_is =
        |of: usize, lemmas: &[&str]| syntax.children(of, sentence).any(|c| lemmas.contains(&syntax.lemma[c].as_str()));
    let clause = syntax.children(mention.head, sentence).find(|&c| {
        syntax.deprel[c] == "acl:relcl"
            && lemma_is(c, &["who"])
            && !lemma_is(c, &["not", "never", "once", "formerly", "previously"])
            && !syntax.has(c, "Tense=Past")
    })?;
    let follows = *SERVING.get(&syntax.lemma[clause])?;
    let body = syntax.children(clause, sentence).find(|&c| match syntax.relation(c) {
        "obj" => follows == "object",
        "obl" => follows.split('|').any(|preposition| lemma_is(c, &[preposition])),
        _ => false,
    })?;
    Some(reader.phrase(&syntax.subtree(body, sentence), body, false))
}

/// Whether a person is described by age: "18-year-old Ana Ruiz".
fn aged(document: &Document, m: usize) -> bool {
    let mention = &document.mentions[m];
    let old = |i: usize| document.word(i) == "old" && document.syntax.lemma[i.saturating_sub(2)] == "year";
    mention.kind == MentionKind::Person && mention.span.clone().skip(2).any(old)
}

/// A mention's words up to its first relative clause, where another's description begins.
pub fn own_phrase(document: &Document, m: usize) -> Range<usize> {
    let mention = &document.mentions[m];
    let syntax = &document.syntax;
    let clause = mention.span.clone().find(|&i| {
        matches!(syntax.deprel[i], "acl:relcl" | "parataxis")
            || (syntax.relation(i) == "nsubj"
                && syntax.parent(i).is_some_and(|p| mention.span.contains(&p) && p != mention.head))
    });
    mention.span.start
        ..clause.map_or(mention.span.end, |c| syntax.subtree(c, &mention.span).start.max(mention.head + 1))
}

/// The country that a phrase names itself.
pub fn nation_in(document: &Document, knowledge: &Knowledge, phrase: &Range<usize>) -> Option<String> {
    best_name(document, phrase, |name| {
        let candidates = knowledge.lookup(name, document.input.published).into_iter();
        candidates.filter(|c| c.entry.kind == Kind::Country).find_map(|c| c.entry.country.clone())
    })
}

#[cfg(test)]
mod tests {
    use crate::document::{Entity, MentionKind};
    use crate::mentions::describe;
    use crate::testing::document;
    use tacitus_knowledge::Knowledge;

    /// Country and sectors of the person whose mention is the first words of a sentence.
    fn described(annotated: &str, words: usize) -> (Option<String>, Vec<String>) {
        let mut d = document(annotated);
        let mut mention = describe(&d, 0..words, MentionKind::Person);
        mention.entity = Some(0);
        d.mentions.push(mention);
        d.entities = vec![Entity { mentions: vec![0], ..Default::default() }];
        crate::actors::resolve(&mut d, &Knowledge::builtin());
        (d.entities[0].country.clone(), d.entities[0].sectors.clone())
    }

    #[test]
    fn who_heads_a_body_is_of_it() {
        let said = "Gomez/PROPN/6/nsubj who/PRON/2/nsubj head/VERB/0/acl:relcl the/DET/5/det Peruvian/ADJ/5/amod army/NOUN/2/obj spoke/VERB/6/root in/ADP/8/case Chile/PROPN/6/obl";
        assert_eq!(described(said, 1), (Some("PER".into()), vec!["MIL".into()]));
        let said = said.replace("head/", "met/");
        assert_eq!(described(&said, 1), (Some("CHL".into()), vec![]), "whom he met says nothing");
    }

    #[test]
    fn a_part_of_a_name_says_nothing_of_who_bears_it() {
        let said = "Fidel/PROPN/2/nsubj Sonata/PROPN/0/flat left/VERB/2/root Chile/PROPN/2/obj";
        assert_eq!(described(said, 2).1, Vec::<String>::new());
    }
}

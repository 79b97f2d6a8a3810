//! Actors: who an entity is: its name, country, sectors, code, role, and its entry in the knowledge base.
//!
//! A name is looked up as it was known on the day of publication. What is not in the knowledge base is described by
//! its own words: the country named in the phrase and the sector of its noun ("South Korean officials").

use std::ops::Range;

use jiff::civil::Date;
use tacitus_knowledge::{Candidate, How, Kind, Knowledge};

use crate::document::{Document, MentionKind};
use crate::names::{best_name, proper_name};
use crate::record::{EntityType, Form};

/// Describes every entity. Requires coreference.
pub fn resolve(document: &mut Document, knowledge: &Knowledge) {
    let acting: Vec<bool> = (0..document.entities.len()).map(|e| acts(document, e)).collect();
    for (e, acting) in acting.into_iter().enumerate() {
        let known = known(document, knowledge, e, acting);
        let described = described(document, knowledge, e);
        let mentions = &document.entities[e].mentions;
        let best = mentions.iter().copied().min_by_key(|&m| {
            (form_rank(document.mentions[m].form), std::cmp::Reverse(name_span(document, m).len().min(4)), m)
        });
        let fallback = best.map(|m| document.slice(&name_span(document, m)).to_owned()).unwrap_or_default();
        let majority = majority(document, e);
        let entity = &mut document.entities[e];
        entity.name = fallback;
        entity.kind = Some(majority);
        if let Some(known) = known {
            entity.name = known.name;
            entity.kind = Some(known.kind);
            entity.country = known.country;
            entity.sectors = known.sectors;
            entity.code = known.code;
            entity.role = known.role;
            entity.wikidata = known.wikidata;
            entity.coordinates = known.coordinates;
            entity.geonames = known.geonames;
            entity.feature = known.feature;
            entity.entry = Some(known.entry);
        }
        if entity.country.is_none() && entity.entry.is_none() {
            entity.country = described.country;
        }
        if entity.sectors.is_empty() && entity.kind != Some(EntityType::Place) {
            entity.sectors = described.sectors;
        }
        entity.role = entity.role.take().or(described.role);
        if entity.code.is_none() {
            entity.code = code(entity.country.as_deref(), &entity.sectors);
        }
    }
}

fn form_rank(form: Form) -> u8 {
    match form {
        Form::Name => 0,
        Form::Nominal => 1,
        Form::Pronoun => 2,
    }
}

/// The words of a mention that a reader would call its name.
fn name_span(document: &Document, m: usize) -> Range<usize> {
    let mention = &document.mentions[m];
    match mention.form {
        Form::Name => proper_name(document, m),
        _ => mention.span.clone(),
    }
}

/// Country and sector as PLOVER writes them together.
fn code(country: Option<&str>, sectors: &[String]) -> Option<String> {
    match (country, sectors.first()) {
        (None, None) => None,
        (country, sector) => Some(format!("{}{}", country.unwrap_or(""), sector.map_or("", String::as_str))),
    }
}

/// Whether the entity does or says something, or owns what is done: a capital that acts is its government.
fn acts(document: &Document, e: usize) -> bool {
    let syntax = &document.syntax;
    document.entities[e].mentions.iter().any(|&m| {
        let head = document.mentions[m].head;
        let located = syntax.children(head, document.sentence_around(head)).any(|c| {
            syntax.relation(c) == "case"
                && matches!(
                    syntax.lemma[c].as_str(),
                    "in" | "at" | "near" | "from" | "outside" | "around" | "through" | "into"
                )
        });
        let possessor = syntax.deprel[head] == "nmod:poss";
        let subject = matches!(syntax.relation(head), "nsubj" | "obj" | "iobj") || syntax.deprel[head] == "obl:agent";
        let argument = document.events.iter().any(|v| v.arguments.iter().any(|a| a.mentions.contains(&m)));
        let source = document.attributions.iter().any(|a| a.mention == Some(m));
        !located && (possessor || subject || argument || source)
    })
}

/// What the mentions' types say, the names' first.
fn majority(document: &Document, e: usize) -> EntityType {
    let mentions = &document.entities[e].mentions;
    let first = mentions.iter().copied().min_by_key(|&m| (form_rank(document.mentions[m].form), m));
    match first.map(|m| document.mentions[m].kind) {
        Some(MentionKind::Person) => EntityType::Person,
        Some(MentionKind::Organization) => EntityType::Organization,
        Some(MentionKind::Place) => EntityType::Place,
        Some(MentionKind::Event) => EntityType::Event,
        _ => EntityType::Object,
    }
}

/// What the knowledge base says of an entity.
struct Known {
    entry: String,
    name: String,
    kind: EntityType,
    country: Option<String>,
    sectors: Vec<String>,
    code: Option<String>,
    role: Option<String>,
    wikidata: Option<String>,
    coordinates: Option<(f64, f64)>,
    geonames: Option<u32>,
    feature: Option<String>,
}

fn known(document: &Document, knowledge: &Knowledge, e: usize, acting: bool) -> Option<Known> {
    let on = document.input.published;
    // A body's name may end in a common noun ("Korean Central News Agency"): capitals tell.
    let capital = |m: usize| {
        let mention = &document.mentions[m];
        mention.form == Form::Nominal
            && mention.head > mention.span.start
            && document.word(mention.head).starts_with(char::is_uppercase)
    };
    let mentions = document.entities[e].mentions.iter();
    let named = mentions.filter(|&&m| document.mentions[m].form == Form::Name || capital(m));
    // The whole phrase may be a name ("the Organization of American States"); else its proper nouns are.
    let mut spans: Vec<(MentionKind, Range<usize>)> = named
        .flat_map(|&m| {
            let mention = &document.mentions[m];
            let name = proper_name(document, m);
            let person = mention.kind == MentionKind::Person;
            let starts = if person { name.start..name.start + 1 } else { mention.span.start..name.start + 1 };
            starts
                .filter(|&i| i == name.start || document.word(i).starts_with(char::is_uppercase))
                .map(move |i| (mention.kind, i..name.end))
                .collect::<Vec<_>>()
        })
        .collect();
    // The longest name says most.
    spans.sort_by_key(|(_, s)| std::cmp::Reverse(s.len()));
    spans.dedup();
    spans.iter().find_map(|(kind, span)| {
        let candidates = knowledge.lookup(document.slice(span), on);
        let chosen = candidates.iter().find(|c| suits(c, *kind, acting))?;
        Some(describe(chosen, on))
    })
}

/// Whether a candidate can be what the mention was read as.
fn suits(candidate: &Candidate, kind: MentionKind, acting: bool) -> bool {
    match (candidate.entry.kind, kind) {
        (Kind::Person, MentionKind::Person) => true,
        (Kind::Country, MentionKind::Place | MentionKind::Organization) => match candidate.how {
            How::Name | How::Alias => true,
            How::Capital => acting,
            How::Metonym => acting || kind == MentionKind::Organization,
            How::Demonym | How::Surname => false,
        },
        (Kind::Organisation, MentionKind::Organization | MentionKind::Place) => true,
        (Kind::Group, MentionKind::Organization | MentionKind::Person) => true,
        (Kind::Place, MentionKind::Place) => true,
        (Kind::Place, MentionKind::Organization) => false,
        _ => false,
    }
}

fn describe(candidate: &Candidate, on: Option<Date>) -> Known {
    let entry = candidate.entry;
    let government = entry.kind == Kind::Country && matches!(candidate.how, How::Capital | How::Metonym);
    let office = on.and_then(|day| entry.office_on(day)).or(match on {
        None => entry.offices.last(),
        Some(_) => None,
    });
    let mut sectors = match office {
        Some(office) => office.sectors.clone(),
        None => entry.sectors.clone(),
    };
    if government {
        sectors = vec!["GOV".to_owned()];
    }
    Known {
        entry: entry.id.clone(),
        name: if government { format!("{} (government)", entry.name) } else { entry.name.clone() },
        kind: match entry.kind {
            Kind::Person => EntityType::Person,
            Kind::Group => EntityType::Group,
            Kind::Organisation => EntityType::Organization,
            Kind::Country if government => EntityType::Organization,
            _ => EntityType::Place,
        },
        country: office.and_then(|o| o.country.clone()).or_else(|| entry.country.clone()),
        sectors,
        code: candidate.code(on),
        role: office.map(|o| o.role()).filter(|role| !role.is_empty()),
        wikidata: entry.wikidata.clone(),
        coordinates: entry.lat.zip(entry.lon).map(|(lat, lon)| (round(lat), round(lon))),
        geonames: entry.geonames,
        feature: entry.feature.clone(),
    }
}

/// A coordinate to five decimals, a metre: 32-bit noise is not written out.
fn round(degrees: f32) -> f64 {
    (f64::from(degrees) * 1e5).round() / 1e5
}

/// What an entity's own words say.
#[derive(Default)]
struct Described {
    country: Option<String>,
    sectors: Vec<String>,
    role: Option<String>,
}

/// Country and sector from the phrases that mention the entity, and what stands in apposition to them.
fn described(document: &Document, knowledge: &Knowledge, e: usize) -> Described {
    let mut out = Described::default();
    for &m in &document.entities[e].mentions {
        let mention = &document.mentions[m];
        if mention.form == Form::Pronoun || matches!(mention.kind, MentionKind::Time | MentionKind::Abstract) {
            continue;
        }
        let phrase = own_phrase(document, m);
        if out.country.is_none() {
            out.country = country_in(document, knowledge, &phrase);
        }
        if (out.sectors.is_empty() || out.role.is_none())
            && let Some(role) = knowledge.role_in(document.slice(&phrase))
        {
            if out.sectors.is_empty() {
                out.sectors = role.sectors.clone();
            }
            if out.role.is_none() && mention.kind == MentionKind::Person && mention.form == Form::Name {
                out.role = Some(role.noun.clone());
            }
        }
        if out.sectors.is_empty() {
            out.sectors = organisation_in(document, knowledge, &phrase).unwrap_or_default();
        }
    }
    out
}

/// A mention's words up to its first relative clause, where another's description begins.
fn own_phrase(document: &Document, m: usize) -> Range<usize> {
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

/// The country that a phrase names, by name, adjective or seat of government; the longest names first.
fn country_in(document: &Document, knowledge: &Knowledge, phrase: &Range<usize>) -> Option<String> {
    best_name(document, phrase, |name| {
        knowledge
            .lookup(name, document.input.published)
            .into_iter()
            .find(|c| c.entry.kind != Kind::Place && c.entry.country.is_some())
            .and_then(|c| c.entry.country.clone())
    })
}

fn organisation_in(document: &Document, knowledge: &Knowledge, phrase: &Range<usize>) -> Option<Vec<String>> {
    best_name(document, phrase, |name| {
        knowledge
            .lookup(name, document.input.published)
            .into_iter()
            .find(|c| matches!(c.entry.kind, Kind::Organisation | Kind::Group | Kind::Person))
            .map(|c| c.entry.sectors.clone())
            .filter(|s| !s.is_empty())
    })
}

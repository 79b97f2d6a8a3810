//! Actors: who an entity is: its name, country, sectors, code, role, and its entry in the knowledge base.
//!
//! A name is looked up as it was known on the day of publication. What is not in the knowledge base is described by
//! its own words: the country named in the phrase and the sector of its noun ("South Korean officials").

use std::ops::Range;

use jiff::civil::Date;
use tacitus_knowledge::{Candidate, Entry, How, Kind, Knowledge};

use crate::document::{Document, MentionKind, Upos};
use crate::names::{best_name, proper_name};
use crate::record::{EntityType, Form};
use crate::setting::Setting;

/// Sectors of bodies and of their officials that act for no one country.
const INTERNATIONAL: [&str; 5] = ["IGO", "UNO", "EUR", "IMG", "NGO"];
/// Sectors of bodies that every state has of its own.
const NATIONAL: [&str; 7] = ["GOV", "LEG", "JUD", "MIL", "COP", "SPY", "PTY"];

/// Describes every entity. Requires coreference.
pub fn resolve(document: &mut Document, knowledge: &Knowledge) {
    let setting = Setting::new(document, knowledge);
    let acting: Vec<Acting> = (0..document.entities.len()).map(|e| acting(document, e)).collect();
    for (e, acting) in acting.into_iter().enumerate() {
        let known = known(document, knowledge, &setting, e, acting);
        let described = described(document, knowledge, e);
        let mentions = &document.entities[e].mentions;
        let best = mentions.iter().copied().min_by_key(|&m| {
            (form_rank(document.mentions[m].form), std::cmp::Reverse(name_span(document, m).len().min(4)), m)
        });
        let fallback = best.map(|m| document.slice(&name_span(document, m)).to_owned()).unwrap_or_default();
        let spoken_of = best.filter(|&m| document.mentions[m].form != Form::Pronoun);
        let around = spoken_of.and_then(|m| setting.around(document.sentence_of(document.mentions[m].head)));
        let around = around.map(str::to_owned);
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
        let actor = !matches!(entity.kind, Some(EntityType::Place | EntityType::Event | EntityType::Object));
        let former = entity.sectors == ["ELI"] && !described.sectors.is_empty();
        if (entity.sectors.is_empty() || former) && actor {
            entity.sectors = described.sectors;
        }
        entity.role = entity.role.take().or(described.role);
        let international =
            described.international || entity.sectors.iter().any(|s| INTERNATIONAL.contains(&s.as_str()));
        if international && entity.kind == Some(EntityType::Person) {
            entity.country = None;
        }
        let domestic = entity.entry.is_none() && !international && actor;
        if entity.country.is_none() && domestic && (!entity.sectors.is_empty() || majority == EntityType::Person) {
            entity.country = around;
        }
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

/// What an entity does in the text, from least to most.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Acting {
    /// Things happen in it or to it.
    No,
    /// Something is said of it, or is its own.
    Subject,
    /// It does something.
    Agent,
    /// It mostly does something where it is named: a capital that acts is its government.
    Government,
}

fn acting(document: &Document, e: usize) -> Acting {
    let syntax = &document.syntax;
    let of = |m: usize| {
        let head = document.mentions[m].head;
        let located = syntax.children(head, document.sentence_around(head)).any(|c| {
            syntax.relation(c) == "case"
                && matches!(
                    syntax.lemma[c].as_str(),
                    "in" | "at" | "near" | "from" | "outside" | "around" | "through" | "into"
                )
        });
        let verb = syntax.parent(head).is_some_and(|p| syntax.upos[p] == Upos::Verb);
        let subject = syntax.relation(head) == "nsubj";
        let argument = document.events.iter().any(|v| v.arguments.iter().any(|a| a.mentions.contains(&m)));
        let source = document.attributions.iter().any(|a| a.mention == Some(m));
        let agent = (subject && verb && syntax.deprel[head] != "nsubj:pass") || syntax.deprel[head] == "obl:agent";
        let doing = match () {
            _ if located => Acting::No,
            _ if agent || argument || source || syntax.deprel[head] == "nmod:poss" => Acting::Agent,
            _ if subject => Acting::Subject,
            _ => Acting::No,
        };
        (doing, located, argument || source)
    };
    let (mut most, mut agent, mut place, mut named) = (Acting::No, 0, 0, 0);
    for &m in &document.entities[e].mentions {
        let (doing, located, takes_part) = of(m);
        most = most.max(doing);
        let name = document.mentions[m].form == Form::Name;
        agent += usize::from(takes_part && !located && name);
        place += usize::from(located);
        named += usize::from(name);
    }
    let mostly = agent >= place && (2 * agent >= named || named <= 2);
    if most == Acting::Agent && mostly { Acting::Government } else { most }
}

/// What most of the mentions' types say, names before descriptions before pronouns; of equals the first.
fn majority(document: &Document, e: usize) -> EntityType {
    let mentions = &document.entities[e].mentions;
    let best = mentions.iter().map(|&m| form_rank(document.mentions[m].form)).min();
    let kinds: Vec<MentionKind> = mentions
        .iter()
        .filter(|&&m| Some(form_rank(document.mentions[m].form)) == best)
        .map(|&m| document.mentions[m].kind)
        .collect();
    let votes = |kind: &MentionKind| kinds.iter().filter(|k| *k == kind).count();
    match kinds.iter().rev().max_by_key(|k| votes(k)) {
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

fn known(document: &Document, knowledge: &Knowledge, setting: &Setting, e: usize, acting: Acting) -> Option<Known> {
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
    let mut spans: Vec<(usize, MentionKind, Range<usize>)> = named
        .flat_map(|&m| {
            let mention = &document.mentions[m];
            let name = proper_name(document, m);
            let person = mention.kind == MentionKind::Person;
            let starts = if person { name.start..name.start + 1 } else { mention.span.start..name.start + 1 };
            starts
                .filter(|&i| i == name.start || document.word(i).starts_with(char::is_uppercase))
                .map(move |i| (m, mention.kind, i..name.end))
                .collect::<Vec<_>>()
        })
        .collect();
    // The longest name says most.
    spans.sort_by_key(|(_, _, s)| std::cmp::Reverse(s.len()));
    let longest = spans.first().map_or(0, |(_, _, s)| s.len());
    spans.iter().find_map(|(m, kind, span)| {
        let candidates = knowledge.lookup(document.slice(span), on);
        // What goes on in capitals is not the whole name.
        let mention = &document.mentions[*m].span;
        if *kind != MentionKind::Person
            && span.end < mention.end
            && document.word(span.end).starts_with(char::is_uppercase)
            && document.word(span.end - 1).len() > 1
        {
            return None;
        }
        // "The Senate" is that of the country the sentence is about.
        let generic = knowledge.role(document.slice(span)).is_some();
        let around = setting.around(document.sentence_of(span.start));
        let own = || nation_in(document, knowledge, &own_phrase(document, *m));
        let chosen = candidates.iter().find(|c| {
            suits(c, *kind, acting)
                && !(generic && c.entry.country.as_deref() != around)
                && in_setting(c, setting, document.slice(span), own)
                && (longest == 1 || c.how != How::Surname)
        })?;
        Some(describe(chosen, on, acting))
    })
}

/// Whether a body or a person that a name may mean belongs in the report: "the Senate" is not another country's, an
/// abbreviation is not a foreign body's that happens to share it, and a surname alone not that of a leader from elsewhere.
fn in_setting(candidate: &Candidate, setting: &Setting, name: &str, own: impl Fn() -> Option<String>) -> bool {
    let entry = candidate.entry;
    let Some(country) = &entry.country else { return true };
    let abbreviation = name.len() <= 6 && !name.chars().any(char::is_lowercase);
    let doubtful = match entry.kind {
        Kind::Organisation => abbreviation || entry.sectors.first().is_some_and(|s| NATIONAL.contains(&s.as_str())),
        Kind::Person => candidate.how == How::Surname,
        _ => return true,
    };
    let contradicted = || own().is_some_and(|own| own != *country);
    !(doubtful && !setting.names(country)) && !(entry.kind == Kind::Organisation && contradicted())
}

/// Whether a candidate can be what the mention was read as.
fn suits(candidate: &Candidate, kind: MentionKind, acting: Acting) -> bool {
    match (candidate.entry.kind, kind) {
        (Kind::Person, MentionKind::Person) => true,
        // A country's own name is nothing else, whatever it was read as.
        (Kind::Country, _) if candidate.how == How::Name => true,
        (Kind::Country, MentionKind::Place | MentionKind::Organization) => match candidate.how {
            How::Name | How::Alias => true,
            How::Capital => acting == Acting::Government,
            How::Metonym => acting == Acting::Government || kind == MentionKind::Organization,
            How::Demonym | How::Surname => false,
        },
        (Kind::Organisation, MentionKind::Organization | MentionKind::Place) => true,
        (Kind::Group, MentionKind::Organization | MentionKind::Person) => true,
        (Kind::Place, MentionKind::Place) => true,
        (Kind::Place, MentionKind::Organization) => false,
        _ => false,
    }
}

fn describe(candidate: &Candidate, on: Option<Date>, acting: Acting) -> Known {
    let entry = candidate.entry;
    let government = entry.kind == Kind::Country && matches!(candidate.how, How::Capital | How::Metonym);
    let office = on.and_then(|day| entry.office_on(day)).or(match on {
        None => entry.offices.last(),
        Some(_) => None,
    });
    let mut sectors = match office {
        Some(office) => office.sectors.clone(),
        None => past_sectors(entry, on),
    };
    if government || (entry.kind == Kind::Country && acting > Acting::No) {
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

/// The sectors of somebody who holds no office on the day: one of the elite after the last, none known before the first.
fn past_sectors(entry: &Entry, on: Option<Date>) -> Vec<String> {
    match on {
        Some(day) if entry.kind == Kind::Person && !entry.offices.is_empty() => {
            let past = entry.offices.iter().any(|o| o.to.is_some_and(|to| to.last_day() < day));
            if past { vec!["ELI".to_owned()] } else { Vec::new() }
        }
        _ => entry.sectors.clone(),
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
    /// Whether it belongs to a body of several states.
    international: bool,
}

/// Country and sector from the phrases that mention the entity, and what stands in apposition to them.
fn described(document: &Document, knowledge: &Knowledge, e: usize) -> Described {
    let mut out = Described::default();
    for &m in &document.entities[e].mentions {
        let mention = &document.mentions[m];
        if mention.form == Form::Pronoun || matches!(mention.kind, MentionKind::Time | MentionKind::Abstract) {
            continue;
        }
        for phrase in descriptions(document, knowledge, m) {
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
            if let Some(sectors) = organisation_in(document, knowledge, &phrase) {
                out.international |= sectors.iter().any(|s| INTERNATIONAL.contains(&s.as_str()));
                if out.sectors.is_empty() {
                    out.sectors = sectors;
                }
            }
        }
    }
    out
}

/// The parts of a mention that describe: of a person's name what stands before and after it, else the phrase.
fn descriptions(document: &Document, knowledge: &Knowledge, m: usize) -> Vec<Range<usize>> {
    let mention = &document.mentions[m];
    let phrase = own_phrase(document, m);
    let name = proper_name(document, m);
    let title = knowledge.role(document.slice(&name)).is_some();
    if mention.kind != MentionKind::Person || mention.form != Form::Name || title {
        return vec![phrase];
    }
    [phrase.start..name.start.min(phrase.end), name.end.max(phrase.start)..phrase.end]
        .into_iter()
        .filter(|p| !p.is_empty())
        .collect()
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

/// The country that a phrase names itself.
fn nation_in(document: &Document, knowledge: &Knowledge, phrase: &Range<usize>) -> Option<String> {
    best_name(document, phrase, |name| {
        let candidates = knowledge.lookup(name, document.input.published).into_iter();
        candidates.filter(|c| c.entry.kind == Kind::Country).find_map(|c| c.entry.country.clone())
    })
}

/// The country that a phrase names, by name, adjective or seat of government, else by one of its places; the longest
/// names first.
fn country_in(document: &Document, knowledge: &Knowledge, phrase: &Range<usize>) -> Option<String> {
    let named = |place: bool| {
        best_name(document, phrase, |name| {
            knowledge
                .lookup(name, document.input.published)
                .into_iter()
                .filter(|c| c.how != How::Surname || c.in_office)
                .find(|c| (c.entry.kind == Kind::Place) == place && c.entry.country.is_some())
                .and_then(|c| c.entry.country.clone())
        })
    };
    named(false).or_else(|| named(true))
}

fn organisation_in(document: &Document, knowledge: &Knowledge, phrase: &Range<usize>) -> Option<Vec<String>> {
    best_name(document, phrase, |name| {
        knowledge
            .lookup(name, document.input.published)
            .into_iter()
            .find(|c| matches!(c.entry.kind, Kind::Organisation | Kind::Group) || c.in_office)
            .map(|c| c.entry.sectors.clone())
            .filter(|s| !s.is_empty())
    })
}

//! Actors: who an entity is: its name, country, sectors, code, role, and its entry in the knowledge base.
//!
//! A name is looked up as it was known on the day of publication. What is not in the knowledge base is described by
//! its own words: the country named in the phrase and the sector of its noun ("South Korean officials").

pub(crate) mod acting;
mod before;
mod described;
mod known;
mod phrase;

use std::ops::Range;

use tacitus_knowledge::{Knowledge, RoleKind};

use acting::{Acting, acting};
use before::Bodies;
use described::{INTERNATIONAL, described, own_phrase};
use known::known;
use phrase::Reader;

use crate::coreference::voices::voice;
use crate::document::{Document, MentionKind, Upos};
use crate::names::{full_name, is_coordination};
use crate::record::{EntityType, Form};
use crate::setting::Setting;

/// Describes every entity. Requires coreference.
pub fn resolve(document: &mut Document, knowledge: &Knowledge) {
    let setting = Setting::new(document, knowledge);
    let taking_part = document.taking_part();
    let acting: Vec<Acting> = (0..document.entities.len()).map(|e| acting(document, &taking_part, e)).collect();
    let bodies = Bodies::new(document);
    // Bodies first: people are described by them.
    let majority: Vec<EntityType> = (0..document.entities.len()).map(|e| majority(document, e)).collect();
    let mut order: Vec<usize> = (0..document.entities.len()).collect();
    order.sort_by_key(|&e| majority[e] == EntityType::Person);
    for e in order {
        let (acting, majority) = (acting[e], majority[e]);
        let known = known(document, knowledge, &setting, e, acting);
        let reader = Reader { document, knowledge, setting: &setting, bodies: &bodies };
        let described = described(&reader, e);
        let mentions = &document.entities[e].mentions;
        // A name before two names that are joined, a long one before a short one.
        let best = mentions.iter().copied().min_by_key(|&m| {
            let length = std::cmp::Reverse(name_span(document, m).len().min(4));
            (form_rank(document.mentions[m].form), is_coordination(document, m), length, m)
        });
        let fallback = best.map(|m| document.slice(&name_span(document, m)).to_owned()).unwrap_or_default();
        let spoken_of = best.filter(|&m| document.mentions[m].form != Form::Pronoun);
        // Officials travel; courts, police and crowds are where they act.
        let stays = described.sectors.first().is_some_and(|s| s != "GOV");
        let scene = spoken_of.filter(|_| stays).and_then(|m| setting.scene(document, document.mentions[m].head));
        let around =
            scene.or_else(|| spoken_of.and_then(|m| setting.around(document.sentence_of(document.mentions[m].head))));
        let around = around.map(str::to_owned);
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
        // What is described as people is people, whatever it was read as: "a suicide bomber".
        let people = matches!(described.acting, Some(RoleKind::Person | RoleKind::Representative | RoleKind::Group));
        if entity.kind == Some(EntityType::Object) && people {
            entity.kind = Some(EntityType::Person);
        }
        let house = entity.kind == Some(EntityType::Place) && described.acting == Some(RoleKind::Institution);
        let actor = !matches!(entity.kind, Some(EntityType::Place | EntityType::Event | EntityType::Object));
        let former = entity.sectors == ["ELI"] && !described.sectors.is_empty();
        if (entity.sectors.is_empty() || former) && actor {
            entity.sectors = described.sectors;
        }
        entity.role = entity.role.take().or(described.role);
        let international =
            described.international || entity.sectors.first().is_some_and(|s| INTERNATIONAL.contains(&s.as_str()));
        if international && entity.kind == Some(EntityType::Person) {
            entity.country = None;
        }
        let domestic = entity.entry.is_none() && !international && !described.elsewhere && (actor || house);
        let told = !entity.sectors.is_empty() || majority == EntityType::Person || house;
        if entity.country.is_none() && domestic && told {
            entity.country = around;
        }
        if entity.code.is_none() {
            entity.code = code(entity.country.as_deref(), &entity.sectors);
        }
    }
    speak_for(document);
}

/// Gives a "we" of whom nothing else is known the country and the sectors of who says it.
fn speak_for(document: &mut Document) {
    for e in 0..document.entities.len() {
        let entity = &document.entities[e];
        if entity.country.is_some() || !entity.sectors.is_empty() || entity.entry.is_some() {
            continue;
        }
        let said = |&m: &usize| voice(document, m).filter(|v| v.several).map(|v| v.speaker);
        let speakers: Option<Vec<usize>> = entity.mentions.iter().map(said).collect();
        let Some(speaker) = speakers.and_then(|s| document.mentions[*s.first()?].entity) else { continue };
        let speaker = &document.entities[speaker];
        let (country, sectors) = (speaker.country.clone(), speaker.sectors.clone());
        let entity = &mut document.entities[e];
        entity.code = code(country.as_deref(), &sectors);
        (entity.country, entity.sectors) = (country, sectors);
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
        Form::Name if is_coordination(document, m) => {
            let phrase = own_phrase(document, m);
            let open = document.syntax.upos[phrase.end - 1] == Upos::Punct;
            phrase.start..phrase.end - usize::from(open)
        }
        Form::Name => full_name(document, m),
        _ => {
            let last = mention.span.end - 1;
            let possessive = last > mention.head && document.is_possessive(last);
            mention.span.start..mention.span.end - usize::from(possessive)
        }
    }
}

/// Country and sector as PLOVER writes them together.
fn code(country: Option<&str>, sectors: &[String]) -> Option<String> {
    match (country, sectors.first()) {
        (None, None) => None,
        (country, sector) => Some(format!("{}{}", country.unwrap_or(""), sector.map_or("", String::as_str))),
    }
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

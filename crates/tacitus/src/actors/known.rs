//! What the knowledge base says of an entity: which of the entries that bear its name is meant, on that day and in that
//! report.

use std::ops::Range;

use jiff::civil::Date;
use tacitus_knowledge::{Candidate, Entry, How, Kind, Knowledge, RoleKind};

use super::acting::Acting;
use super::described::{nation_in, own_phrase};
use crate::document::{Document, MentionKind, Upos};
use crate::names::{is_coordination, proper_name};
use crate::record::{EntityType, Form};
use crate::setting::{Setting, best_there};

/// Sectors of bodies that bear arms.
const ARMED: [&str; 6] = ["MIL", "COP", "SPY", "REB", "PRM", "UAF"];

/// What the knowledge base says of an entity.
pub struct Known {
    pub entry: String,
    pub name: String,
    pub kind: EntityType,
    pub country: Option<String>,
    pub sectors: Vec<String>,
    pub code: Option<String>,
    pub role: Option<String>,
    pub wikidata: Option<String>,
    pub coordinates: Option<(f64, f64)>,
    pub geonames: Option<u32>,
    pub feature: Option<String>,
}

/// The entry that entity `e` is, if one of those that bear its names can be what the text means.
pub fn known(document: &Document, knowledge: &Knowledge, setting: &Setting, e: usize, acting: Acting) -> Option<Known> {
    let on = document.input.published;
    // A body's name may end in a common noun ("Korean Central News Agency"): capitals tell.
    let capital = |m: usize| {
        let mention = &document.mentions[m];
        mention.form == Form::Nominal
            && mention.head > mention.span.start
            && document.word(mention.head).starts_with(char::is_uppercase)
    };
    let mentions = document.entities[e].mentions.iter().filter(|&&m| !is_coordination(document, m));
    let named = mentions.filter(|&&m| document.mentions[m].form == Form::Name || capital(m));
    let proper = |m: usize| proper_name(document, m).start;
    // The whole phrase may be a name ("the Organization of American States"); else its proper nouns are.
    let mut spans: Vec<(usize, MentionKind, Range<usize>)> = named
        .flat_map(|&m| {
            let mention = &document.mentions[m];
            let name = proper_name(document, m);
            (mention.span.start..name.start + 1)
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
        let mut before = document.mentions[*m].span.start..span.start;
        let capital = document.word(span.start).starts_with(char::is_uppercase);
        let bare = capital && before.all(|i| document.syntax.upos[i] == Upos::Det);
        // "The Senate" is that of the country the sentence is about.
        let role = knowledge.role(document.slice(span)).map(|role| role.kind);
        let generic = |c: &Candidate| match role {
            // "Republicans" are those of the party of that name.
            Some(RoleKind::Person) if bare => c.entry.kind != Kind::Organisation,
            role => role.is_some(),
        };
        let around = setting
            .scene(document, document.mentions[*m].head)
            .or_else(|| setting.around(document.sentence_of(span.start)));
        let own = || nation_in(document, knowledge, &own_phrase(document, *m));
        // "The Revolutionary Guards" and "the Republicans" are people, but a body by name.
        let several = document.syntax.has(span.end - 1, "Number=Plur");
        let read_as = |c: &Candidate| match (*kind, c.entry.kind) {
            (MentionKind::Person, Kind::Organisation)
                if several && (has_sector(c, &ARMED) || bare && has_sector(c, &["PTY"])) =>
            {
                MentionKind::Organization
            }
            // Nobody's name is "the Kremlin".
            (MentionKind::Person, Kind::Country) if c.how == How::Metonym => MentionKind::Organization,
            _ => *kind,
        };
        let fits = |c: &&Candidate| {
            suits(c, read_as(c), acting)
                && (*kind != MentionKind::Person || c.entry.kind != Kind::Person || span.start == proper(*m))
                && !(generic(c) && c.entry.country.as_deref() != around)
                && in_setting(c, setting, document.slice(span), own)
                && (longest == 1 || c.how != How::Surname)
                // "Han" is short for "Han Seung-soo" here, and no people; "Kurds" are one, whatever stands before them.
                && !(*kind == MentionKind::Person
                    && c.entry.kind == Kind::Group
                    && span.len() < longest
                    && document.syntax.has(span.end - 1, "Number=Sing"))
        };
        let mut fitting = candidates.iter().filter(fits);
        // "Congress" is that of the country which the report is about, if it has one.
        let about = around.filter(|_| setting.around(0) == around);
        let chosen = if about.is_some() { best_there(fitting, about)? } else { fitting.next()? };
        Some(describe(chosen, on, acting))
    })
}

/// Whether a body or a person that a name may mean belongs in the report: "the Senate" is not another country's, an
/// abbreviation is not a foreign body's that happens to share it, and a surname alone not that of a leader from elsewhere.
fn in_setting(candidate: &Candidate, setting: &Setting, name: &str, own: impl Fn() -> Option<String>) -> bool {
    let entry = candidate.entry;
    let Some(country) = &entry.country else { return true };
    if setting.is_foreign(candidate, name) {
        return false;
    }
    let body = entry.id.starts_with("org:");
    !body || own().is_none_or(|own| own == *country)
}

/// Whether a candidate's first sector is one of these.
fn has_sector(candidate: &Candidate, among: &[&str]) -> bool {
    candidate.entry.sectors.first().is_some_and(|s| among.contains(&s.as_str()))
}

/// Whether a candidate can be what the mention was read as.
fn suits(candidate: &Candidate, kind: MentionKind, acting: Acting) -> bool {
    match (candidate.entry.kind, kind) {
        (Kind::Person, MentionKind::Person) => true,
        (Kind::Person, MentionKind::Organization) => candidate.in_office,
        // A country's own name is nothing else, whatever it was read as.
        (Kind::Country, _) if candidate.how == How::Name => true,
        (Kind::Country, MentionKind::Place | MentionKind::Organization) => match candidate.how {
            How::Name | How::Alias => true,
            How::Capital => acting == Acting::Government,
            How::Metonym => acting == Acting::Government || kind == MentionKind::Organization,
            How::Demonym | How::Surname => false,
        },
        (Kind::Organisation, MentionKind::Organization | MentionKind::Place) => true,
        // Companies and papers may be named for people; parties, movements and states' bodies seldom are.
        (Kind::Organisation, MentionKind::Person) if candidate.how == How::Name => {
            let private = |s: &String| matches!(s.as_str(), "BUS" | "JRN" | "EDU" | "NGO" | "SOC");
            !candidate.entry.sectors.iter().any(private)
        }
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
    let acts = entry.kind == Kind::Country && acting > Acting::No;
    if government || acts {
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
        code: match government || !acts {
            true => candidate.code(on),
            false => entry.code_on(on).map(|code| format!("{code}GOV")),
        },
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

#[cfg(test)]
mod tests {
    use crate::document::{Document, Entity, Mention, MentionKind};
    use crate::record::Form;
    use crate::testing::document;
    use tacitus_knowledge::Knowledge;

    /// The entry of the one person or people that is mentioned by these spans of words, each with its head.
    fn entry(annotated: &str, spans: &[(std::ops::Range<usize>, usize)], features: &'static str) -> Option<String> {
        let mut d: Document = document(annotated);
        d.syntax.feats.fill(features);
        let mention = |(span, head): &(std::ops::Range<usize>, usize)| Mention {
            span: span.clone(),
            head: *head,
            kind: MentionKind::Person,
            form: Form::Name,
            vectors: None,
            entity: Some(0),
        };
        d.mentions = spans.iter().map(mention).collect();
        d.entities = vec![Entity { mentions: (0..spans.len()).collect(), ..Default::default() }];
        crate::actors::resolve(&mut d, &Knowledge::builtin());
        d.entities.remove(0).entry
    }

    #[test]
    fn several_who_bear_a_bodys_name_are_the_body() {
        let said =
            "Iran/PROPN/3/nmod:poss 's/PART/0/case Revolutionary/ADJ/3/amod Guards/PROPN/4/nsubj left/VERB/4/root";
        assert!(entry(said, &[(0..4, 3)], "Number=Plur").is_some_and(|id| id.starts_with("org:")));
        assert_eq!(entry(said, &[(0..4, 3)], "Number=Sing"), None);
    }

    #[test]
    fn a_part_of_a_name_is_no_people() {
        let said =
            "Han/PROPN/2/nsubj Sung/PROPN/0/flat spoke/VERB/2/root and/CCONJ/5/cc Han/PROPN/5/nsubj left/VERB/2/conj";
        assert_eq!(entry(said, &[(0..2, 0), (4..5, 4)], "Number=Sing"), None);
        let said = "many/ADJ/2/amod Angry/PROPN/2/compound Kurds/PROPN/3/nsubj left/VERB/3/root";
        assert_eq!(entry(said, &[(0..3, 2)], "Number=Plur").as_deref(), Some("group:Kurds"));
    }

    #[test]
    fn members_go_by_the_name_of_their_party() {
        let party =
            |said: &str, span: std::ops::Range<usize>| entry(said, &[(span.clone(), span.end - 1)], "Number=Plur");
        let alone =
            "Washington/PROPN/3/nsubj ,/PUNCT/2/punct Republicans/PROPN/3/nsubj left/VERB/3/root America/PROPN/3/obj";
        assert_eq!(party(alone, 2..3).as_deref(), Some("org:GOP"));
    }
}

//! What one phrase says of whom it stands for: the noun that describes, for whom that person or body acts, and of which
//! country. "The Ghanaian opposition leader", "spokesman for the rebels", "a former interior minister".

use std::ops::Range;

use tacitus_knowledge::{Candidate, How, Kind, Knowledge, Role, RoleKind};

use super::before::{Before, Bodies, Body, is_international};
use crate::document::{Document, Upos};
use crate::record::Form;
use crate::setting::{Name, Setting, names_its_own};

/// Most words of a role noun before its head, hyphens included.
const LONGEST: usize = 4;
/// How deep phrases are read in phrases: "a member of the board of the bank".
const DEEPEST: usize = 3;

/// The note of nouns for people who are of the country where they live, whatever they are called: "the Serb minority in
/// Croatia".
const SETTLED: &str = "lives where it says";

/// The note of military ranks, which those bear too who command no soldiers: "Police Chief General Sutanto".
const RANK: &str = "rank";

/// The note of bodies that are as often a part of another as of the state: "the international bureau of the party".
const PART: &str = "part of a body";

/// What one phrase says.
#[derive(Default)]
pub struct Reading<'k> {
    /// The noun that describes.
    pub role: Option<&'k Role>,
    /// Sectors of the noun, or of those for whom it acts.
    pub sectors: Vec<String>,
    /// The country that the phrase names.
    pub country: Option<String>,
    /// Whether it acts for a body of several states.
    pub international: bool,
    /// Whether it is of a country that the phrase does not name: "foreign traders", "an envoy of a friendly country".
    pub elsewhere: bool,
    /// Whether it says where: "of the province".
    placed: bool,
}

/// Reads phrases of one document.
#[derive(Clone, Copy)]
pub struct Reader<'a, 'k> {
    pub document: &'a Document,
    pub knowledge: &'k Knowledge,
    pub setting: &'a Setting<'k>,
    pub bodies: &'a Bodies,
}

impl<'k> Reader<'_, 'k> {
    /// Reads a phrase whose head is known.
    pub fn phrase(&self, span: &Range<usize>, head: usize, person: bool) -> Reading<'k> {
        self.read(span, head, person, DEEPEST)
    }

    /// Whether a word names people by their country or people: "a wounded Somali".
    pub fn is_people(&self, word: usize) -> bool {
        let name = self.setting.names_in(&(word..word + 1)).first();
        name.and_then(|name| self.setting.meant(self.document, name))
            .is_some_and(|c| c.how == How::Demonym || c.entry.id.starts_with("group:"))
    }

    /// Reads what stands before a name: "Rebel Alliance leader" of "Rebel Alliance leader Laurent Kabila".
    pub fn title(&self, span: &Range<usize>) -> Reading<'k> {
        let syntax = &self.document.syntax;
        let marks = span.clone().skip(1).filter(|&i| matches!(syntax.lemma[i].as_str(), "of" | "for" | "at" | "in"));
        let head = marks.take(1).find_map(|i| self.role_at(span, i - 1));
        let noun = head.or_else(|| span.clone().rev().find_map(|i| self.role_at(span, i)));
        let rank = noun.as_ref().filter(|(_, role)| role.note.as_deref() == Some(RANK));
        let office = rank.and_then(|(rank, _)| {
            let before = (span.start..rank.start).rev().find_map(|i| self.role_at(span, i));
            before.filter(|(noun, role)| noun.end <= rank.start && !role.sectors.is_empty())
        });
        self.compose(span, office.or(noun), DEEPEST)
    }

    /// Reads what stands in apposition after a name.
    pub fn apposition(&self, span: &Range<usize>) -> Reading<'k> {
        let syntax = &self.document.syntax;
        let outside =
            |i: &usize| syntax.upos[*i] != Upos::Punct && syntax.parent(*i).is_none_or(|p| !span.contains(&p));
        let readings = span.clone().filter(outside).map(|i| self.read(&(span.start..span.end), i, true, DEEPEST));
        readings.reduce(|best, next| if best.sectors.is_empty() { next } else { best }).unwrap_or_default()
    }

    fn read(&self, span: &Range<usize>, head: usize, person: bool, depth: usize) -> Reading<'k> {
        if depth == 0 {
            return Reading::default();
        }
        let upos = self.document.syntax.upos[head];
        let name = self.setting.names_in(span).iter().find(|n| n.span.contains(&head));
        if let Some(noun) = self.role_at(span, head) {
            // "The Military Intelligence and Security Service" is more than its intelligence.
            let whole = name.filter(|n| n.span.start < noun.0.start && n.span.end >= noun.0.end);
            match whole.and_then(|n| self.setting.meant(self.document, n)) {
                Some(candidate) => return self.of_name(candidate),
                None => return self.compose(span, Some(noun), depth),
            }
        }
        if let Some(noun) = name.and_then(|n| self.noun_after(span, n.span.end)) {
            return self.compose(span, Some(noun), depth);
        }
        if let Some((name, candidate)) = name.and_then(|n| Some((n, self.setting.meant(self.document, n)?))) {
            return match candidate.how {
                How::Demonym if person => self.people(span, name, candidate, depth),
                _ if person && candidate.entry.id.starts_with("group:") => self.people(span, name, candidate, depth),
                _ => self.of_name(candidate),
            };
        }
        if let Some(body) = self.bodies.at(head).filter(|b| b.span.start >= span.start && *span != b.span) {
            return self.of_body(body);
        }
        if upos == Upos::Propn {
            // A body's name may follow what it is: "the relief agency Oxfam".
            let noun = (span.start..head).rev().find_map(|i| self.role_at(span, i));
            return self.compose(span, noun, depth);
        }
        if person && upos == Upos::Verb {
            // "Displaced Sudanese living in Khartoum": a participle after the noun may have been taken for the head.
            let noun =
                (span.start..head).rev().find(|&i| matches!(self.document.syntax.upos[i], Upos::Noun | Upos::Adj));
            if let Some(noun) = noun.filter(|&i| i + 1 == head) {
                return self.read(span, noun, person, depth - 1);
            }
        }
        self.compose_without(span, head, person, depth)
    }

    /// The role noun that goes on after a name: a name before a noun may have been taken for the head.
    fn noun_after(&self, span: &Range<usize>, at: usize) -> Option<(Range<usize>, &'k Role)> {
        let upos = |i: usize| self.document.syntax.upos[i];
        let nouns = (at..span.end.min(at + 3)).take_while(|&i| matches!(upos(i), Upos::Noun | Upos::Adj));
        nouns.filter(|&i| upos(i) == Upos::Noun).last().and_then(|i| self.role_at(span, i))
    }

    /// What a name says of whom it names.
    fn of_name(&self, candidate: &Candidate) -> Reading<'k> {
        let entry = candidate.entry;
        let international = entry.country.is_none() && is_international(&entry.sectors);
        let sectors = match entry.kind {
            Kind::Organisation | Kind::Group => entry.sectors.clone(),
            Kind::Country if matches!(candidate.how, How::Capital | How::Metonym) => vec!["GOV".to_owned()],
            Kind::Person => self.office(candidate),
            _ => Vec::new(),
        };
        Reading { sectors, country: entry.country.clone(), international, ..Default::default() }
    }

    /// What is known of a body already.
    pub fn of_body(&self, body: &Body) -> Reading<'k> {
        let entity = &self.document.entities[body.entity];
        Reading {
            sectors: entity.sectors.clone(),
            country: entity.country.clone(),
            international: entity.country.is_none() && is_international(&entity.sectors),
            ..Default::default()
        }
    }

    /// Whether a noun stands for a body that has a name elsewhere, of which something is known already: "of the party".
    fn is_called(&self, body: &Body, noun: usize) -> bool {
        let (document, entity) = (self.document, &self.document.entities[body.entity]);
        let named = |&m: &usize| document.mentions[m].form == Form::Name && document.mentions[m].head != noun;
        document.syntax.upos[noun] == Upos::Noun && !entity.sectors.is_empty() && entity.mentions.iter().any(named)
    }

    /// The sectors of the office that a person holds.
    pub fn office(&self, candidate: &Candidate) -> Vec<String> {
        let on = self.document.input.published;
        on.and_then(|day| candidate.entry.office_on(day)).map_or_else(Vec::new, |office| office.sectors.clone())
    }

    /// People who are named by their country, people or faith: "two Somalis", "displaced Sudanese".
    fn people(&self, span: &Range<usize>, name: &Name, candidate: &Candidate, depth: usize) -> Reading<'k> {
        let person = self.knowledge.role("person").map(|role| (name.span.clone(), role));
        let mut reading = self.compose(span, person, depth);
        reading.role = None;
        if !candidate.entry.sectors.is_empty() {
            reading.sectors = candidate.entry.sectors.clone();
        }
        reading.country = candidate.entry.country.clone().or(reading.country);
        reading
    }

    /// The longest role noun around word `i`.
    fn role_at(&self, span: &Range<usize>, i: usize) -> Option<(Range<usize>, &'k Role)> {
        let document = self.document;
        if !matches!(document.syntax.upos[i], Upos::Noun | Upos::Propn | Upos::Adj | Upos::Verb) {
            return None;
        }
        let follows = i + 1 < span.end
            && matches!(document.syntax.lemma[i + 1].as_str(), "of" | "general" | "in" | "for" | "-" | "elect" | "to");
        let ends = if follows { span.end.min(i + 5) } else { i + 1 };
        let first = i.saturating_sub(LONGEST).max(span.start);
        (i + 1..=ends).rev().find_map(|end| {
            (first..=i).find_map(|start| {
                let noun = start..end;
                self.knowledge.role(document.slice(&noun)).map(|role| (noun, role))
            })
        })
    }

    /// Puts together a noun, what stands before it and what depends on it.
    fn compose(&self, span: &Range<usize>, noun: Option<(Range<usize>, &'k Role)>, depth: usize) -> Reading<'k> {
        let Some((noun, role)) = noun else {
            let before = self.before(span.start..span.end, span.end);
            let country = before.country.or(before.indirect);
            return Reading {
                sectors: if before.sectors.is_empty() { before.weak } else { before.sectors },
                country,
                international: before.international,
                elsewhere: before.foreign,
                ..Default::default()
            };
        };
        // "European Parliament members" are members of that parliament, no parliament members.
        let names = self.setting.names_in(span);
        let inside =
            names.iter().find(|n| n.span.start <= noun.start && (noun.start + 1..noun.end).contains(&n.span.end));
        let rest = inside.and_then(|n| {
            let rest = n.span.end..noun.end;
            self.knowledge.role(self.document.slice(&rest)).map(|role| (rest, role))
        });
        let (noun, role) = rest.unwrap_or((noun, role));
        let before = self.before(span.clone(), noun.start);
        let after = self.after(span, &noun, depth);
        let mut reading = Reading { role: Some(role), ..Default::default() };
        // "The U.S. Trade Representative" is a name in which the country is another.
        let around = names.iter().find(|n| n.span.start < noun.start && n.span.end >= noun.end);
        let named = around.and_then(|n| names_its_own(self.document, self.knowledge, n)).map(|(country, _)| country);
        let country = before.country.clone().or_else(|| before.indirect.clone()).or(named);
        let speaks = role.kind == RoleKind::Representative;
        let own = |sector: &str| role.sectors.first().is_some_and(|s| s == sector);
        let notable = role.sectors == ["PTY"] || (speaks && (role.sectors.is_empty() || own("GOV")));
        let international = (before.international || after.international) && before.country.is_none();
        (reading.sectors, reading.international) = if before.people && before.country.is_none() && notable {
            (vec!["ELI".to_owned()], false)
        } else if before.international && before.country.is_some() && speaks {
            // "The North Korean UN mission" is North Korea's.
            (vec!["GOV".to_owned()], false)
        } else if !before.sectors.is_empty() && (speaks || role.sectors.is_empty() || names_itself(&before, role)) {
            (before.sectors.clone(), before.international)
        } else if !after.sectors.is_empty() && (speaks || role.sectors.is_empty() || is_part(role, &after)) {
            (after.sectors.clone(), after.international)
        } else if international {
            (if before.international { before.sectors.clone() } else { after.sectors.clone() }, true)
        } else if role.sectors.is_empty() && speaks && (country.is_some() || after.country.is_some()) {
            (vec!["GOV".to_owned()], false)
        } else if role.sectors.is_empty() {
            (before.weak.clone(), false)
        } else {
            (role.sectors.clone(), false)
        };
        for modifier in &before.modifiers {
            if reading.sectors.first().is_some_and(|first| modifier.turns.contains(first)) {
                reading.sectors = modifier.sectors.clone();
                reading.international = false;
            }
        }
        let settled = role.note.as_deref() == Some(SETTLED) && before.indirect.is_none() && after.placed;
        reading.country = if settled { after.country } else { country.or(after.country) };
        // "Asian governments" are of no one country.
        let several = before.people && role.kind == RoleKind::Institution;
        reading.elsewhere = reading.country.is_none() && (before.foreign || after.elsewhere || several);
        reading
    }

    /// A phrase whose head is no role: what it says of a country, and words that tell a sector of any noun.
    fn compose_without(&self, span: &Range<usize>, head: usize, person: bool, depth: usize) -> Reading<'k> {
        let before = self.before(span.clone(), head);
        let after = self.after(span, &(head..head + 1), depth);
        let country = before.country.or(before.indirect).or(after.country);
        let elsewhere = country.is_none() && before.foreign;
        // "Dozens of Fatah members" are those members.
        let of_people = after.role.is_some_and(|r| !matches!(r.kind, RoleKind::Institution | RoleKind::Thing));
        match person || of_people {
            true => Reading { role: after.role, sectors: after.sectors, country, elsewhere, ..Default::default() },
            false => Reading { country, elsewhere, ..Default::default() },
        }
    }

    /// What depends on a noun by a preposition: "of the electoral commission", "for the rebels", "in Lagos".
    fn after(&self, span: &Range<usize>, noun: &Range<usize>, depth: usize) -> Reading<'k> {
        let (document, syntax) = (self.document, &self.document.syntax);
        let mut out = Reading::default();
        if depth == 0 {
            return out;
        }
        let dependents = (noun.end..span.end).filter(|&j| {
            syntax.relation(j) == "nmod" && syntax.parent(j).is_some_and(|p| noun.contains(&p) || p < noun.start)
        });
        for j in dependents {
            let part = syntax.subtree(j, span);
            let part = part.start.max(noun.end)..part.end;
            let preposition = part.clone().take_while(|&i| i <= j).find(|&i| syntax.upos[i] == Upos::Adp);
            let Some(preposition) = preposition.map(|i| syntax.lemma[i].as_str()) else { continue };
            if !matches!(preposition, "of" | "for" | "from" | "at" | "with" | "in" | "within" | "inside" | "near") {
                continue;
            }
            let unnamed = matches!(syntax.lemma[j].as_str(), "country" | "nation")
                && part.clone().any(|i| matches!(document.word(i), "a" | "an" | "another" | "other" | "foreign"));
            let unsaid = self.setting.names_in(&part).is_empty();
            let inner = match self.bodies.at(j).filter(|body| unsaid && self.is_called(body, j)) {
                Some(body) => {
                    let role = self.role_at(&part, j).map(|(_, role)| role);
                    Reading { role, ..self.of_body(body) }
                }
                None => self.read(&part, j, false, depth - 1),
            };
            if out.sectors.is_empty() && preposition != "near" {
                out.sectors = inner.sectors;
                out.international = inner.international;
                out.role = inner.role;
            }
            out.country = out.country.or(inner.country);
            out.elsewhere |= unnamed;
            out.placed |= matches!(preposition, "of" | "in");
        }
        out
    }
}

/// Whether a body is a part of the one that is named after it, not a state's: "the bureau of the party", but "of Public
/// Works".
fn is_part(role: &Role, after: &Reading) -> bool {
    let body = after.role.is_some_and(|r| matches!(r.kind, RoleKind::Institution | RoleKind::Group));
    role.note.as_deref() == Some(PART) && body
}

/// Whether a noun only says what the body named before it is ("the Mossad intelligence agency"), or whose men it speaks
/// of ("Hezbollah troops"), rather than a body of its own ("the Hamas government").
fn names_itself(before: &Before, role: &Role) -> bool {
    let first = |sectors: &[String], among: &[&str]| sectors.first().is_some_and(|s| among.contains(&s.as_str()));
    let state = first(&role.sectors, &["GOV", "LEG", "JUD", "MIL", "COP"]);
    let armed = first(&before.sectors, &["REB", "PRM", "IMG"]);
    match role.kind {
        RoleKind::Institution => {
            before.body && !(state && first(&before.sectors, &["REB", "PTY", "IMG", "OPP", "EUR", "IGO", "NGO"]))
        }
        RoleKind::Group => before.body && armed && first(&role.sectors, &["MIL", "UAF"]),
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::document;

    /// Country and first sector of a phrase, whose head is the word that hangs on none.
    fn said(annotated: &str) -> (Option<String>, Option<String>) {
        let d = document(annotated);
        let knowledge = Knowledge::builtin();
        let (setting, bodies) = (Setting::new(&d, &knowledge), Bodies::new(&d));
        let reader = Reader { document: &d, knowledge: &knowledge, setting: &setting, bodies: &bodies };
        let all = 0..d.words.len();
        let reading = reader.phrase(&all, d.syntax.head_of(&all), true);
        (reading.country, reading.sectors.into_iter().next())
    }

    #[test]
    fn a_noun_that_acts_for_another_has_the_others_sector() {
        for (phrase, country, sector) in [
            ("the/DET/3/det Ghanaian/ADJ/3/amod opposition/NOUN/3/compound leader/NOUN/3/root", Some("GHA"), "PTY"),
            ("an/DET/3/det Israeli/ADJ/3/amod party/NOUN/3/compound head/NOUN/3/root", Some("ISR"), "PTY"),
            ("spokesman/NOUN/0/root for/ADP/3/case the/DET/3/det rebels/NOUN/0/nmod", None, "REB"),
            ("Peru/PROPN/2/nmod:poss 's/PART/0/case envoys/NOUN/2/root", Some("PER"), "GOV"),
            ("UN/PROPN/1/compound officials/NOUN/1/root", None, "UNO"),
            ("Hamas/PROPN/1/compound militants/NOUN/1/root", Some("PSE"), "REB"),
            ("Kurdish/ADJ/1/amod leaders/NOUN/1/root", None, "ELI"),
        ] {
            let (country, sector) = (country.map(str::to_owned), Some(sector.to_owned()));
            assert_eq!(said(phrase), (country, sector), "{phrase}");
        }
    }

    #[test]
    fn a_title_is_of_the_office_and_of_the_body() {
        for (phrase, country, sector) in [
            ("vice/NOUN/1/compound president/NOUN/1/root of/ADP/4/case the/DET/4/det company/NOUN/1/nmod", None, "BUS"),
            ("the/DET/1/det bureau/NOUN/1/root of/ADP/4/case the/DET/4/det party/NOUN/1/nmod", None, "PTY"),
            ("US/PROPN/2/compound Trade/PROPN/2/compound Representative/PROPN/2/root", Some("USA"), "GOV"),
        ] {
            let (country, sector) = (country.map(str::to_owned), Some(sector.to_owned()));
            assert_eq!(said(phrase), (country, sector), "{phrase}");
        }
        let d = document("police/NOUN/1/compound chief/NOUN/2/compound General/PROPN/2/root");
        let knowledge = Knowledge::builtin();
        let (setting, bodies) = (Setting::new(&d, &knowledge), Bodies::new(&d));
        let reader = Reader { document: &d, knowledge: &knowledge, setting: &setting, bodies: &bodies };
        assert_eq!(reader.title(&(0..3)).sectors, ["COP"]);
    }

    #[test]
    fn words_before_a_noun_change_its_sector() {
        for (phrase, sector) in [
            ("a/DET/2/det former/ADJ/2/amod minister/NOUN/2/root", "ELI"),
            ("rebel/NOUN/1/compound troops/NOUN/1/root", "REB"),
            ("steel/NOUN/1/compound groups/NOUN/1/root", "BUS"),
            ("displaced/VERB/1/amod Sudanese/PROPN/1/root", "REF"),
            ("two/NUM/1/nummod Somalis/PROPN/1/root", "CVL"),
        ] {
            assert_eq!(said(phrase).1.as_deref(), Some(sector), "{phrase}");
        }
    }

    #[test]
    fn those_who_back_are_not_those_who_act() {
        let phrase = "US/PROPN/2/compound -/PUNCT/2/punct backed/VERB/4/amod Iraqi/ADJ/4/amod soldiers/NOUN/4/root";
        assert_eq!(said(phrase), (Some("IRQ".to_owned()), Some("MIL".to_owned())));
    }

    #[test]
    fn a_country_that_is_not_named_is_none() {
        let d = document("foreign/ADJ/1/amod traders/NOUN/1/root");
        let knowledge = Knowledge::builtin();
        let (setting, bodies) = (Setting::new(&d, &knowledge), Bodies::new(&d));
        let reader = Reader { document: &d, knowledge: &knowledge, setting: &setting, bodies: &bodies };
        assert!(reader.phrase(&(0..2), 1, true).elsewhere);
    }
}

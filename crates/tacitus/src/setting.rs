//! The setting: the known names in a report, and which country it is about at each of its sentences. "Police", "the
//! opposition leader" and "the Senate" are those of the country that the report is about.

use std::collections::{HashMap, HashSet};
use std::ops::Range;

use tacitus_knowledge::{Candidate, How, Kind, Knowledge};

use crate::datelines;
use crate::document::{Document, Upos};

/// Most words of a name that are looked up together.
const LONGEST: usize = 7;
/// Words in small letters that may stand within a name.
const SMALL: [&str; 27] = [
    "of", "the", "for", "and", "in", "on", "de", "al", "el", "bin", "-", "'s", "’s", "'", "’", "&", "ul", "du", "la",
    "del", "von", "van", "der", "da", "do", "dos", "e",
];
/// What a country counts in its own and the neighbouring sentences, against elsewhere.
const NEAR: f32 = 3.0;
/// What the first sentence counts everywhere, and the dateline before it: it says what the report is about.
const FIRST: f32 = 2.0;
/// What a capital counts against its country by name: in it things happen, but it also acts elsewhere.
const CAPITAL: f32 = 0.65;
/// What a country counts whose people are said to be elsewhere: "US diplomat", "lives in Washington".
const ABROAD: f32 = 0.25;
/// The note of nouns for those who are of one country and in another, in the table of roles.
const AWAY: &str = "is abroad";
/// Sectors of bodies that every state has of its own.
const NATIONAL: [&str; 7] = ["GOV", "LEG", "JUD", "MIL", "COP", "SPY", "PTY"];

/// Words of a report that are a name in the knowledge base, with all that it may mean, best first.
pub struct Name<'k> {
    /// Its words.
    pub span: Range<usize>,
    /// What it may mean on the day of publication.
    pub candidates: Vec<Candidate<'k>>,
}

/// The known names of a report and the countries that it is about.
pub struct Setting<'k> {
    /// In text order; no two overlap.
    names: Vec<Name<'k>>,
    /// Country, sentence and weight of each name that tells a country, in text order.
    named: Vec<(String, usize, f32)>,
    /// The countries of `named`.
    countries: HashSet<String>,
    /// Of each sentence, the place in `named` of the country that it is most likely about.
    around: Vec<Option<usize>>,
}

impl<'k> Setting<'k> {
    /// Looks for the names of a report. Requires syntax.
    pub fn new(document: &Document, knowledge: &'k Knowledge) -> Self {
        let names = names(document, knowledge);
        let told = |name: &Name<'k>| {
            let (country, weight) = tells(name).or_else(|| names_its_own(document, knowledge, name))?;
            let far = if is_from_afar(document, knowledge, &name.span) { ABROAD } else { 1.0 };
            // The dateline stands for the sentence behind it.
            let sentence = document.sentence_of(name.span.start);
            let at = sentence + usize::from(datelines::is_one(document, sentence));
            Some((country, at, weight * manner(document, name.span.start) * far))
        };
        let named: Vec<(String, usize, f32)> = names.iter().filter_map(told).collect();
        let around = likeliest(&named, document);
        let countries = named.iter().map(|(country, _, _)| country.clone()).collect();
        Setting { names, named, countries, around }
    }

    /// Whether the report names the country, one of its places, or its people.
    pub fn names(&self, country: &str) -> bool {
        self.countries.contains(country)
    }

    /// The country that a sentence is most likely about; of equals the one named first.
    pub fn around(&self, sentence: usize) -> Option<&str> {
        self.around.get(sentence).copied().flatten().map(|at| self.named[at].0.as_str())
    }

    /// The country where what a word takes part in happens: of "the Senate voted in Rome", and of "Italy, where the
    /// Senate voted".
    pub fn scene(&self, document: &Document, word: usize) -> Option<&str> {
        let syntax = &document.syntax;
        let sentence = document.sentence_around(word);
        let country = |head: usize| {
            let name = self.names_in(sentence).iter().find(|n| n.span.contains(&head))?;
            let place = name.candidates.first().filter(|c| matches!(c.entry.kind, Kind::Country | Kind::Place))?;
            place.entry.country.as_deref()
        };
        let child = |of: usize, lemma: &str| syntax.children(of, sentence).any(|c| syntax.lemma[c] == lemma);
        let verb = syntax.parent(word).filter(|&p| syntax.upos[p] == Upos::Verb)?;
        let place = syntax.children(verb, sentence).filter(|&c| syntax.relation(c) == "obl" && child(c, "in"));
        let here = place.filter_map(country).next();
        // A relative clause, or one that the parser hung on the verb: the country stands right before it.
        let clause = || {
            let marks = syntax.children(verb, sentence).find(|&c| c < verb && syntax.lemma[c] == "where")?;
            (marks.saturating_sub(2)..marks).rev().find_map(country)
        };
        here.or_else(clause)
    }

    /// The known names that begin within a span.
    pub fn names_in(&self, span: &Range<usize>) -> &[Name<'k>] {
        let from = self.names.partition_point(|n| n.span.start < span.start);
        let to = self.names.partition_point(|n| n.span.start < span.end);
        &self.names[from..to.max(from)]
    }

    /// What a name means in this report: of several bodies of one name that of the country which the sentence is
    /// about; none that belongs to a country of which the report does not speak and that others have too.
    pub fn meant<'a>(&self, document: &Document, name: &'a Name<'k>) -> Option<&'a Candidate<'k>> {
        let text = document.slice(&name.span);
        let around = self.around(document.sentence_of(name.span.start));
        let fits = |c: &&Candidate<'k>| (c.how != How::Surname || c.in_office) && !self.is_foreign(c, text);
        let chosen = best_there(name.candidates.iter().filter(fits), around)?;
        let part = (matches!(chosen.entry.kind, Kind::Organisation | Kind::Place) && goes_on(document, &name.span))
            || (chosen.entry.kind != Kind::Person && is_first_name(document, &name.span));
        (!part).then_some(chosen)
    }

    /// Whether a body cannot be meant for want of its country: an abbreviation is not a foreign body's that happens to
    /// share it, "the Senate" not another country's. A report that names no country may mean "the Federal Reserve".
    pub fn is_foreign(&self, candidate: &Candidate, text: &str) -> bool {
        let entry = candidate.entry;
        let Some(country) = &entry.country else { return false };
        let abbreviation = text.len() <= 6 && !text.chars().any(char::is_lowercase);
        let doubtful = match entry.kind {
            Kind::Organisation | Kind::Group => {
                abbreviation || entry.sectors.first().is_some_and(|s| NATIONAL.contains(&s.as_str()))
            }
            Kind::Person => candidate.how == How::Surname,
            _ => false,
        };
        let telling = text.contains(' ') && self.countries.is_empty();
        doubtful && !telling && !self.names(country)
    }
}

/// The first of what a name may mean; where that is a country's body, the one that the country `there` has, if it has one.
pub fn best_there<'a, 'k: 'a>(
    mut meanings: impl Iterator<Item = &'a Candidate<'k>>,
    there: Option<&str>,
) -> Option<&'a Candidate<'k>> {
    let first = meanings.next()?;
    let own = |c: &Candidate| c.entry.kind == Kind::Organisation && c.entry.country.as_deref() == there;
    let body = first.entry.kind == Kind::Organisation && first.entry.country.is_some();
    if !body || own(first) {
        return Some(first);
    }
    Some(meanings.find(|c| own(c)).unwrap_or(first))
}

/// Whether a name goes on in capitals, so that what was found is not the whole: "National" of "National Audit Office".
pub fn goes_on(document: &Document, span: &Range<usize>) -> bool {
    let next = span.end;
    document.sentence_around(span.start).contains(&next)
        && document.word(next).starts_with(char::is_uppercase)
        && document.syntax.upos[next] == Upos::Propn
        && document.word(next - 1).len() > 1
        && matches!(document.syntax.relation(span.end - 1), "compound" | "amod" | "flat" | "nmod")
        && document.syntax.parent(span.end - 1).is_some_and(|p| p >= next)
        && !document.word(next).chars().all(char::is_uppercase)
}

/// Whether a name is the beginning of a person's that the parser saw whole: "Han" of "Han Seung-soo".
fn is_first_name(document: &Document, span: &Range<usize>) -> bool {
    let next = span.end;
    next < document.words.len()
        && document.syntax.deprel[next] == "flat"
        && document.syntax.parent(next).is_some_and(|p| span.contains(&p))
}

/// The longest known names, from left to right.
fn names<'k>(document: &Document, knowledge: &'k Knowledge) -> Vec<Name<'k>> {
    let mut out = Vec::new();
    let mut i = 0;
    while i < document.words.len() {
        let may = capital(document, i)
            && matches!(document.syntax.upos[i], Upos::Propn | Upos::Adj | Upos::Noun | Upos::X | Upos::Verb);
        let found = may.then(|| longest(document, knowledge, i)).flatten();
        let found = found.filter(|name| !is_part_of_chain(document, &name.span));
        i = match found {
            Some(name) => {
                let end = name.span.end;
                out.push(name);
                end
            }
            None => i + 1,
        };
    }
    out
}

/// Whether a name is a part of several that hyphens make into one: "Saint-Denis" of "Seine-Saint-Denis". Two joined by a
/// hyphen are two: "the Peru-Chile border".
fn is_part_of_chain(document: &Document, span: &Range<usize>) -> bool {
    let words = &document.words;
    let hyphen = |i: usize| {
        let touches =
            i > 0 && i + 1 < words.len() && words.end[i - 1] == words.start[i] && words.end[i] == words.start[i + 1];
        touches && document.word(i) == "-"
    };
    let mut chain = span.clone();
    while chain.start > 1 && hyphen(chain.start - 1) {
        chain.start -= 2;
    }
    while hyphen(chain.end) {
        chain.end += 2;
    }
    chain != *span && chain.clone().filter(|&i| hyphen(i)).count() > 1
}

fn capital(document: &Document, i: usize) -> bool {
    document.word(i).starts_with(char::is_uppercase)
}

/// The longest known name that begins at a word. Marks end a name, sentences need not: where no mark is, a sentence may
/// have been ended in error.
fn longest<'k>(document: &Document, knowledge: &'k Knowledge, start: usize) -> Option<Name<'k>> {
    let mut end = start + 1;
    let mut last = start + 1;
    while end < document.words.len().min(start + LONGEST) {
        let small = SMALL.contains(&document.word(end));
        if capital(document, end) {
            last = end + 1;
        } else if !small {
            break;
        }
        end += 1;
    }
    (start + 1..=last).rev().filter(|&end| end == start + 1 || capital(document, end - 1)).find_map(|end| {
        let span = start..end;
        let candidates = knowledge.lookup(document.slice(&span), document.input.published);
        (!candidates.is_empty()).then_some(Name { span, candidates })
    })
}

/// The country that a name tells, and how plainly: a country more so than one of its places, leaders or bodies.
fn tells(name: &Name) -> Option<(String, f32)> {
    let best = name.candidates.first()?;
    let country = best.entry.country.clone()?;
    match (best.entry.kind, best.how) {
        (Kind::Country, How::Surname) => None,
        (Kind::Country, How::Capital) => Some((country, CAPITAL)),
        (Kind::Country, _) => Some((country, 1.0)),
        (Kind::Place, _) => Some((country, 0.5)),
        (Kind::Person, How::Name | How::Alias) if best.in_office => Some((country, 0.5)),
        _ => None,
    }
}

/// The country of a body whose name begins with it, and how plainly it tells it: "US" of "US House of Representatives".
pub fn names_its_own(document: &Document, knowledge: &Knowledge, name: &Name) -> Option<(String, f32)> {
    let country = name.candidates.first().filter(|c| c.entry.kind == Kind::Organisation)?.entry.country.clone()?;
    let first = (1..name.span.len().min(3)).map(|length| name.span.start..name.span.start + length);
    let own = |part: Range<usize>| {
        let meant = knowledge.lookup(document.slice(&part), document.input.published).into_iter().next();
        meant.is_some_and(|c| c.entry.kind == Kind::Country && c.entry.country.as_ref() == Some(&country))
    };
    first.into_iter().any(own).then_some((country, 0.5))
}

/// What a name counts by the preposition before it: what happens in a country is its affair, what comes from it or is
/// aimed at it less so.
fn manner(document: &Document, start: usize) -> f32 {
    let before = (document.sentence_around(start).start..start).rev().take(3);
    let preposition = before
        .take_while(|&i| matches!(document.syntax.upos[i], Upos::Adp | Upos::Det | Upos::Adj | Upos::Noun))
        .find(|&i| document.syntax.upos[i] == Upos::Adp);
    match preposition.map(|i| document.syntax.lemma[i].as_str()) {
        Some("in" | "across" | "inside" | "throughout") => 1.5,
        Some("from" | "to" | "against" | "with" | "between" | "over" | "about" | "on" | "toward" | "towards") => 0.25,
        _ => 1.0,
    }
}

/// Whether a name says where somebody comes from rather than where things happen: the nationality of an embassy or a
/// tourist, and where one who is told of lives.
fn is_from_afar(document: &Document, knowledge: &Knowledge, span: &Range<usize>) -> bool {
    let syntax = &document.syntax;
    let sentence = document.sentence_around(span.start);
    let head = span.clone().find(|&i| syntax.parent(i).is_none_or(|p| !span.contains(&p))).unwrap_or(span.start);
    let Some(above) = syntax.parent(head) else { return false };
    let away = |end: usize| {
        (span.end..end).any(|start| {
            let role = knowledge.role(document.slice(&(start..end)));
            role.is_some_and(|r| r.note.as_deref() == Some(AWAY))
        })
    };
    if matches!(syntax.relation(head), "amod" | "compound") && above < sentence.end && away(above + 1) {
        return true;
    }
    syntax.deprel[above] == "acl:relcl"
        && matches!(syntax.lemma[above].as_str(), "live" | "reside")
        && syntax.children(above, sentence).any(|c| document.word(c) == "who")
}

/// For each sentence the place in `named` of the country that it is most likely about.
fn likeliest(named: &[(String, usize, f32)], document: &Document) -> Vec<Option<usize>> {
    let sentences = document.sentences.len();
    let first = usize::from(sentences > 0 && datelines::is_one(document, 0));
    let mut numbers: HashMap<&str, usize> = HashMap::new();
    let told: Vec<(usize, usize, f32)> = named
        .iter()
        .map(|(country, at, weight)| {
            let next = numbers.len();
            (*numbers.entry(country).or_insert(next), *at, *weight)
        })
        .collect();
    let mut scores = vec![0.0f32; numbers.len()];
    let of_sentence = |sentence: usize| {
        scores.fill(0.0);
        for &(country, at, weight) in &told {
            let near = if at.abs_diff(sentence) <= 1 { NEAR } else { 1.0 };
            let lead = if at <= first { FIRST } else { 0.0 };
            scores[country] += weight * (near + lead);
        }
        let most = scores.iter().copied().fold(0.0, f32::max);
        told.iter().position(|&(country, _, _)| scores[country] >= most)
    };
    (0..sentences).map(of_sentence).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::document;

    #[test]
    fn the_country_named_most_nearby_is_the_setting() {
        let d = document(
            "Kenyan/ADJ/1/amod police/NOUN/2/nsubj met/VERB/2/root envoys/NOUN/2/obj of/ADP/5/case Peru/PROPN/3/nmod in/ADP/7/case Nairobi/PROPN/2/obl",
        );
        let knowledge = Knowledge::builtin();
        let setting = Setting::new(&d, &knowledge);
        assert_eq!(setting.around(0), Some("KEN"));
        assert!(setting.names("PER") && !setting.names("CHL"));
    }

    #[test]
    fn a_part_of_a_chain_of_hyphens_is_no_name() {
        let text = "Police left the Seine-Saint-Denis area, near the Peru-Chile border.".to_owned();
        let mut d = Document::new(crate::document::Input { text, ..Default::default() });
        let sentence = 0..d.words.len();
        d.sentences = crate::testing::one(sentence.clone());
        d.syntax = crate::document::Syntax {
            upos: sentence.clone().map(|_| Upos::Propn).collect(),
            feats: vec!["_"; d.words.len()],
            lemma: sentence.clone().map(|i| d.word(i).to_owned()).collect(),
            head: vec![0; d.words.len()],
            deprel: vec!["dep"; d.words.len()],
        };
        let knowledge = Knowledge::builtin();
        let setting = Setting::new(&d, &knowledge);
        let found: Vec<&str> = setting.names_in(&sentence).iter().map(|n| d.slice(&n.span)).collect();
        assert_eq!(found, ["Peru", "Chile"]);
    }

    #[test]
    fn a_body_is_foreign_in_a_report_of_other_countries() {
        let knowledge = Knowledge::builtin();
        let foreign = |said: &str, name: &str| {
            let d = document(said);
            let found = knowledge.lookup(name, None);
            Setting::new(&d, &knowledge).is_foreign(&found[0], name)
        };
        let without = "The/DET/2/det Federal/ADJ/2/amod Reserve/PROPN/3/nsubj spoke/VERB/3/root";
        let elsewhere = format!("{without} in/ADP/5/case Peru/PROPN/3/obl");
        assert!(!foreign(without, "Federal Reserve") && foreign(&elsewhere, "Federal Reserve"));
    }

    #[test]
    fn a_report_without_countries_has_no_setting() {
        let d = document("Police/NOUN/1/nsubj left/VERB/1/root");
        let knowledge = Knowledge::builtin();
        assert_eq!(Setting::new(&d, &knowledge).around(0), None);
    }

    #[test]
    fn a_body_that_every_state_has_is_the_settings() {
        let congress = |country: &str| {
            let d = document(&format!(
                "The/DET/1/det Congress/PROPN/2/nsubj met/VERB/2/root in/ADP/4/case {country}/PROPN/2/obl"
            ));
            let knowledge = Knowledge::builtin();
            let setting = Setting::new(&d, &knowledge);
            setting.meant(&d, &setting.names_in(&(0..2))[0]).map(|c| c.entry.id.clone())
        };
        assert_eq!(congress("Peru").as_deref(), Some("org:Congress of Peru"));
        assert_eq!(congress("Iraq"), None, "not that of the United States");
    }

    #[test]
    fn a_body_may_name_its_country_itself() {
        let said = "The/DET/3/det US/PROPN/3/compound Supreme/PROPN/3/amod Court/PROPN/4/nsubj ruled/VERB/4/root in/ADP/6/case Peru/PROPN/4/obl";
        let d = document(said);
        let knowledge = Knowledge::builtin();
        let setting = Setting::new(&d, &knowledge);
        assert!(setting.names("USA"));
        let name = &setting.names_in(&(1..4))[0];
        let meant = setting.meant(&d, name).and_then(|c| c.entry.country.as_deref());
        assert_eq!(meant, Some("USA"), "{}", d.slice(&name.span));
    }

    #[test]
    fn a_nationality_abroad_is_no_setting() {
        let diplomats = "US/PROPN/1/compound diplomats/NOUN/2/nsubj left/VERB/2/root Kenya/PROPN/2/obj";
        let officers = "US/PROPN/1/compound officers/NOUN/2/nsubj left/VERB/2/root Kenya/PROPN/2/obj";
        let knowledge = Knowledge::builtin();
        assert_eq!(Setting::new(&document(diplomats), &knowledge).around(0), Some("KEN"));
        assert_eq!(Setting::new(&document(officers), &knowledge).around(0), Some("USA"), "of equals the first");
    }

    #[test]
    fn where_a_witness_lives_is_no_setting() {
        let lives = "Iraqis/PROPN/3/nsubj who/PRON/2/nsubj live/VERB/0/acl:relcl in/ADP/4/case Peru/PROPN/2/obl left/VERB/5/root";
        let knowledge = Knowledge::builtin();
        assert_eq!(Setting::new(&document(lives), &knowledge).around(0), Some("IRQ"));
    }

    #[test]
    fn the_country_before_where_is_the_scene() {
        let said = "He/PRON/1/nsubj left/VERB/1/root Italy/PROPN/1/obj ,/PUNCT/6/punct where/ADV/6/advmod Congress/PROPN/6/nsubj voted/VERB/1/advcl";
        let d = document(said);
        let knowledge = Knowledge::builtin();
        assert_eq!(Setting::new(&d, &knowledge).scene(&d, 5), Some("ITA"));
    }
}

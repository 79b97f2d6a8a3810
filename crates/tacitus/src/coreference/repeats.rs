//! Names that repeat names: whole, by the surname, by initials, or as the knowledge base knows them for the same.

use std::collections::HashMap;
use std::ops::Range;

use jiff::civil::Date;
use tacitus_knowledge::{How, Kind, Knowledge};

use super::groups::Groups;
use super::offices::is_title;
use crate::document::{Document, MentionKind, Upos};
use crate::names::{self, fold, full_name, is_coordination, proper_name};
use crate::record::Form;

/// What a name is found again by: itself, a person's surname, a body's initials, the knowledge base's entry. A capital that
/// `acts` is its government, and another than the town.
pub fn keys(document: &Document, knowledge: &Knowledge, m: usize, acts: bool) -> Vec<String> {
    let mention = &document.mentions[m];
    if mention.form != Form::Name || is_title(document, knowledge, m) {
        return Vec::new();
    }
    let kind = mention.kind;
    if is_coordination(document, m) {
        return vec![format!("{}{}", kind_tag(kind), fold(document.slice(&mention.span)))];
    }
    let known = |name: &Range<usize>| entry_id(knowledge, document.slice(name), kind, document.input.published);
    // "The Democratic People's Republic of Korea" is known as that, and is not the Republic of Korea.
    let bare = proper_name(document, m);
    let led = (mention.span.start..bare.start).find(|&i| document.syntax.upos[i] != Upos::Det);
    let another = |whole: &Range<usize>| known(whole).is_some_and(|id| known(&bare).is_some_and(|other| other != id));
    let proper = led.map(|start| start..bare.end).filter(another).unwrap_or(bare);
    let key = fold(document.slice(&proper));
    if acts && is_capital(document, knowledge, m) {
        return vec![format!("@{key}")];
    }
    let tag = kind_tag(kind);
    let mut keys = vec![format!("{tag}{key}")];
    if kind == MentionKind::Person {
        // A surname alone repeats a full name.
        let surname = key.rsplit(' ').next().unwrap_or(&key).to_owned();
        keys.push(format!("{tag}{surname}"));
    }
    if let Some(id) = known(&proper) {
        keys.push(format!("#{id}"));
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

/// Whether a mention is a capital by name.
pub fn is_capital(document: &Document, knowledge: &Knowledge, m: usize) -> bool {
    document.mentions[m].form == Form::Name && names::is_capital(document, knowledge, &proper_name(document, m))
}

/// The abbreviation that stands in brackets in or behind a body's name: "the National Assembly (NA)", "the Economic Community
/// of West African States (Ecowas)".
fn abbreviation(document: &Document, m: usize) -> Option<&str> {
    let mention = &document.mentions[m];
    let last = document.sentence_around(mention.head).end.min(mention.span.end + 3);
    let bracket = (mention.head + 1..last).find(|&i| document.word(i) == "(")?;
    let short = document.word(bracket + 1);
    let capitals = short.chars().filter(|c| c.is_uppercase()).count();
    let first = (mention.span.start..bracket).find(|&i| document.syntax.upos[i] != Upos::Det)?;
    let initial = |word: &str| word.chars().next().filter(|c| c.is_uppercase());
    let alike = initial(short).is_some() && initial(short) == initial(document.word(first));
    let closed = bracket + 2 < last && document.word(bracket + 2) == ")" && bracket <= mention.span.end;
    (closed && (capitals > 1 || alike)).then_some(short)
}

/// The group of a name that this one repeats.
pub fn repeated(
    document: &Document,
    m: usize,
    keys: &[String],
    groups: &Groups,
    names: &HashMap<String, usize>,
) -> Option<usize> {
    let person = document.mentions[m].kind == MentionKind::Person;
    let name = fold(document.slice(&proper_name(document, m)));
    let fits = |g: usize| {
        if person { compatible(document, groups, g, &name) } else { !is_led_otherwise(document, groups, g, m) }
    };
    keys.iter().find_map(|k| names.get(k).copied()).filter(|&g| fits(g))
}

/// Whether the adjective before a body's name says that it is another than those of a group: the High Court is not the Supreme
/// Court.
fn is_led_otherwise(document: &Document, groups: &Groups, group: usize, m: usize) -> bool {
    let lead =
        |m: usize| document.slice(&(full_name(document, m).start..proper_name(document, m).start)).to_lowercase();
    let own = lead(m);
    let names = groups.members[group].iter().filter(|&&k| document.mentions[k].form == Form::Name);
    !own.is_empty() && names.map(|&k| lead(k)).any(|other| !other.is_empty() && other != own)
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
pub fn one_name(one: &str, other: &str) -> bool {
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
pub fn entry_id(knowledge: &Knowledge, name: &str, kind: MentionKind, on: Option<Date>) -> Option<String> {
    let candidates = knowledge.lookup(name, on);
    let best = candidates.first()?;
    // A capital or a palace may stand for its government or for itself: it is not its country.
    match (best.entry.kind, best.how) {
        (Kind::Country, How::Name) => Some(best.entry.id.clone()),
        (Kind::Country | Kind::Organisation | Kind::Group, How::Name | How::Alias) => {
            matches!(kind, MentionKind::Organization | MentionKind::Place).then(|| best.entry.id.clone())
        }
        _ => None,
    }
}

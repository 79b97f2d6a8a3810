//! Offices: a description that tells one means the person who was named with it, "the NATO chief" its Secretary-General.

use std::collections::HashMap;

use tacitus_knowledge::{Kind, Knowledge};

use super::groups::Groups;
use crate::document::{Document, MentionKind};
use crate::names::{best_name, proper_name};
use crate::record::Form;

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
pub struct Holders {
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
pub fn is_title(document: &Document, knowledge: &Knowledge, m: usize) -> bool {
    document.mentions[m].kind == MentionKind::Person
        && knowledge.role(document.slice(&proper_name(document, m))).is_some()
}

/// The group of a description's office holder.
pub fn office_group(
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

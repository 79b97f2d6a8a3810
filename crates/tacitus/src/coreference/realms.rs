//! Realms: "the kingdom" is the country named before it that calls itself one.

use tacitus_knowledge::Knowledge;

use super::groups::Groups;
use crate::document::{Document, MentionKind, Upos};
use crate::pairs::REACH;
use crate::record::Form;

/// Most words of a realm with its article: "the Islamic republic".
const LONGEST: usize = 3;
/// What every country is.
const ANY: &str = "state";

/// The group of the last country before a mention whose full name begins with what the mention says: of "the kingdom", the
/// Kingdom of Saudi Arabia.
pub fn realm(document: &Document, knowledge: &Knowledge, m: usize, groups: &Groups) -> Option<usize> {
    let mention = &document.mentions[m];
    let place = matches!(mention.kind, MentionKind::Place | MentionKind::Organization);
    let definite = document.word(mention.span.start).eq_ignore_ascii_case("the");
    let words = mention.span.start + 1..mention.head + 1;
    let short = mention.span.end == words.end && (1..LONGEST).contains(&words.len());
    let noun = document.syntax.upos[mention.head] == Upos::Noun && document.word(mention.head) != ANY;
    if mention.form != Form::Nominal || !place || !definite || !short || !noun {
        return None;
    }
    let realm = document.slice(&words);
    let mut asked: Vec<&str> = Vec::new();
    for k in (m.saturating_sub(REACH)..m).rev() {
        let Some(id) = groups.country_named(k).filter(|id| !asked.contains(id)) else { continue };
        asked.push(id);
        let name = &knowledge.entry(id)?.name;
        let whole = knowledge.lookup(&format!("{realm} of {name}"), document.input.published);
        if whole.first().is_some_and(|c| c.entry.id == *id) {
            return groups.of[k];
        }
    }
    None
}

//! Voices: whom "I" and "we" of a quotation stand for. "I" is who speaks; the "we" of one speaker is not that of another.

use std::collections::HashMap;

use super::groups::Groups;
use crate::document::{Attribution, Document};
use crate::pairs::first_person;
use crate::record::Form;

/// How deep quotations are followed in quotations.
const DEEPEST: usize = 3;

/// A pronoun by which a quotation's speaker speaks of himself.
#[derive(Clone, Copy)]
pub struct Voice {
    /// The mention of who speaks.
    pub speaker: usize,
    /// Whether it is "we".
    pub several: bool,
}

/// Whose voice a mention is, if it is "I" or "we" within quotation marks and the report says who speaks.
pub fn voice(document: &Document, m: usize) -> Option<Voice> {
    let mention = &document.mentions[m];
    if mention.form != Form::Pronoun || document.quoted.get(mention.head) != Some(&true) {
        return None;
    }
    let several = first_person(document.word(mention.head))?;
    let length = |a: &&Attribution| a.content.iter().map(|c| c.len()).sum::<usize>();
    let tells = |a: &&Attribution| a.tells(mention.head) && a.mention.is_some_and(|k| k != m);
    let speaker = document.attributions.iter().filter(tells).min_by_key(length)?.mention?;
    Some(Voice { speaker, several })
}

/// Gives the voices their groups, when all other mentions have theirs; `antecedent` finds the group of a "we", which must not
/// be that of another speaker's.
pub fn join(
    voices: &[Option<Voice>],
    groups: &mut Groups,
    antecedent: impl Fn(&Groups, usize, &[usize]) -> Option<usize>,
) {
    let mut ours: HashMap<usize, usize> = HashMap::new();
    let mut waiting: Vec<(usize, Voice)> = voices.iter().enumerate().filter_map(|(m, v)| Some((m, (*v)?))).collect();
    for _ in 0..DEEPEST {
        let mut later = Vec::new();
        for (m, voice) in waiting {
            let Some(speaker) = groups.of[voice.speaker] else {
                later.push((m, voice));
                continue;
            };
            if !voice.several {
                groups.join(m, speaker);
                continue;
            }
            let others: Vec<usize> = ours.iter().filter(|&(s, _)| *s != speaker).map(|(_, &g)| g).collect();
            let group = ours.get(&speaker).copied().or_else(|| antecedent(groups, m, &others));
            let group = match group {
                Some(group) => groups.join(m, group),
                None => groups.found(m),
            };
            ours.entry(speaker).or_insert(group);
        }
        waiting = later;
    }
    for (m, _) in waiting {
        groups.found(m);
    }
}

//! Agent dictionaries: nouns with their sectors, in which `!NAME!` stands for each of several words.

use std::collections::HashMap;

use tacitus_knowledge::{Knowledge, Role, RoleKind};

use super::without_remark;
use crate::cameo::Cameo;
use crate::error::Fault;

/// Reads an agent dictionary line by line.
pub(crate) struct Agents<'c> {
    cameo: &'c Cameo,
    source: String,
    substitutions: HashMap<String, Vec<String>>,
}

impl<'c> Agents<'c> {
    pub(crate) fn new(cameo: &'c Cameo, source: String) -> Agents<'c> {
        Agents { cameo, source, substitutions: HashMap::new() }
    }

    /// The roles of a line. A noun whose code says nothing that PLOVER has gives none.
    pub(crate) fn read(&mut self, line: &str, knowledge: &Knowledge) -> Result<Vec<Role>, Fault> {
        let body = without_remark(line).trim();
        if body.is_empty() {
            return Ok(Vec::new());
        }
        if let Some((name, words)) = definition(body) {
            let words = words.split(',').map(|word| word.trim().to_owned()).filter(|word| !word.is_empty());
            self.substitutions.insert(name.to_owned(), words.collect());
            return Ok(Vec::new());
        }
        let (before, code) = match body.split_once('[') {
            Some((before, code)) => (before, code.strip_suffix(']').ok_or(Fault::Bracket)?),
            None if body.contains([']', '{', '}']) => return Err(Fault::Bracket),
            None => return Err(Fault::NoCode),
        };
        let (noun, plural) = match before.trim().split_once('{') {
            Some((noun, plural)) => (noun, plural.strip_suffix('}').ok_or(Fault::Bracket)?),
            None => (before, ""),
        };
        if [noun, plural, code].iter().any(|part| part.contains(['[', ']', '{', '}'])) {
            return Err(Fault::Bracket);
        }
        let sectors = self.cameo.sectors(code.trim()).ok_or_else(|| Fault::Code(code.trim().to_owned()))?;
        let mut nouns = self.expand(noun)?;
        nouns.extend(self.expand(plural)?);
        if sectors.is_empty() {
            return Ok(Vec::new());
        }
        let role = |noun: String| Role {
            kind: kind(&noun, knowledge),
            noun,
            sectors: sectors.clone(),
            note: Some(self.source.clone()),
        };
        Ok(nouns.into_iter().map(role).collect())
    }

    /// Every noun that a pattern stands for.
    fn expand(&self, pattern: &str) -> Result<Vec<String>, Fault> {
        let mut out = vec![String::new()];
        for (at, part) in pattern.split('!').enumerate() {
            let choices = match at % 2 {
                0 => std::slice::from_ref(&part.to_owned()).to_vec(),
                _ => self.substitutions.get(part).cloned().ok_or_else(|| Fault::Substitution(part.to_owned()))?,
            };
            out = out.iter().flat_map(|head| choices.iter().map(move |tail| format!("{head}{tail}"))).collect();
        }
        let words =
            |noun: &String| noun.replace('_', " ").to_lowercase().split_whitespace().collect::<Vec<_>>().join(" ");
        Ok(out.iter().map(words).filter(|noun| noun.chars().any(char::is_alphabetic)).collect())
    }
}

/// `!PERSON! = MAN, MEN` in its two halves.
fn definition(line: &str) -> Option<(&str, &str)> {
    let (name, words) = line.strip_prefix('!')?.split_once('!')?;
    Some((name, words.trim_start().strip_prefix('=')?))
}

/// What sort of noun it is: that of its last words, where the built-in table has them.
fn kind(noun: &str, knowledge: &Knowledge) -> RoleKind {
    let mut rest = noun;
    loop {
        match (knowledge.role(rest), rest.split_once(' ')) {
            (Some(role), _) => return role.kind,
            (None, Some((_, shorter))) => rest = shorter,
            (None, None) => return RoleKind::Person,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> Vec<Result<Vec<Role>, Fault>> {
        let knowledge = Knowledge::builtin();
        let cameo = Cameo::new(&knowledge).unwrap();
        let mut agents = Agents::new(&cameo, "agents.txt".to_owned());
        text.lines().map(|line| agents.read(line, &knowledge)).collect()
    }

    #[test]
    fn nouns_plurals_and_substitutions() {
        let text = "# remark\n!PERSON! = MAN, WOMAN\nTIDE!PERSON! [~GOV]\nTIDE_WIFE {TIDE_WIVES}[~CVL]\nTIDES {} [~MED]\nTIDE_MINISTRY [~GOVENV] # x\nGREEN [~ENV]\n";
        let roles: Vec<Role> = read(text).into_iter().flat_map(Result::unwrap).collect();
        let nouns: Vec<(&str, String)> = roles.iter().map(|r| (r.noun.as_str(), r.sectors.join("|"))).collect();
        let expected = [
            ("tideman", "GOV"),
            ("tidewoman", "GOV"),
            ("tide wife", "CVL"),
            ("tide wives", "CVL"),
            ("tides", "JRN"),
            ("tide ministry", "GOV"),
        ];
        assert_eq!(nouns, expected.map(|(noun, sectors)| (noun, sectors.to_owned())));
        assert_eq!((roles[0].kind, roles[5].kind), (RoleKind::Person, RoleKind::Institution));
    }

    #[test]
    fn faults() {
        let text = "DEPARTMENT [~GOV}\nNOUN\nA [~QQQ]\nB!C! [~GOV]\nD {E [~GOV]\n";
        let faults: Vec<Fault> = read(text).into_iter().map(Result::unwrap_err).collect();
        let expected = [
            Fault::Bracket,
            Fault::NoCode,
            Fault::Code("~QQQ".to_owned()),
            Fault::Substitution("C".to_owned()),
            Fault::Bracket,
        ];
        assert_eq!(faults, expected);
    }
}

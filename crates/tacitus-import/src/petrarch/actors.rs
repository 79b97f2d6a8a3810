//! Actor dictionaries: a name, `+` synonyms, and codes with their dates in the same line or indented below.

use tacitus_knowledge::{Entry, How, Kind, Office, PartialDate, RoleKind, surnames};

use super::names::names;
use super::without_remark;
use crate::addition::Addition;
use crate::cameo::{Actor, Cameo};
use crate::error::Fault;
use crate::identity::Identity;

/// Reads an actor dictionary line by line.
pub(crate) struct Actors<'c> {
    cameo: &'c Cameo,
    source: String,
    surnames: bool,
    block: Option<Block>,
}

/// An actor with all that its lines say.
struct Block {
    line: u64,
    key: String,
    names: Vec<String>,
    roles: Vec<Role>,
    /// A code that could not be read was told already: that there is no other is no news.
    faulty: bool,
}

struct Role {
    actor: Actor,
    from: Option<PartialDate>,
    to: Option<PartialDate>,
}

impl<'c> Actors<'c> {
    /// `source` is what entries name as their source. `surnames`: people are filed under their bare surname too.
    pub(crate) fn new(cameo: &'c Cameo, source: String, surnames: bool) -> Actors<'c> {
        Actors { cameo, source, surnames, block: None }
    }

    /// Reads a line. What it ends is given back, and every fault with its line.
    pub(crate) fn read(
        &mut self,
        number: u64,
        line: &str,
        identity: &mut Identity,
        faults: &mut Vec<(u64, Fault)>,
    ) -> Option<Addition> {
        let text = without_remark(line);
        let body = text.trim_start();
        if body.is_empty() {
            return None;
        }
        let (name, codes) = body.split_at(body.find('[').unwrap_or(body.len()));
        let name = name.trim();
        let fault = |fault| Some((number, fault));
        let mut ended = None;
        if let Some(synonym) = name.strip_prefix('+') {
            match &mut self.block {
                Some(block) if !synonym.contains([']', '{', '}']) => block.names.extend(names(synonym)),
                Some(_) => faults.extend(fault(Fault::Bracket)),
                None => faults.extend(fault(Fault::NoName)),
            }
        } else if name.is_empty() || body.len() < text.len() {
            if !name.is_empty() {
                faults.extend(fault(Fault::Bracket));
                return None;
            }
            if self.block.is_none() {
                faults.extend(fault(Fault::NoName));
                return None;
            }
        } else {
            ended = self.finish(identity, faults);
            if name.contains([']', '{', '}']) {
                faults.extend(fault(Fault::Bracket));
                return ended;
            }
            let key = name.trim_matches('_').to_owned();
            self.block = Some(Block { line: number, key, names: names(name), roles: Vec::new(), faulty: false });
        }
        if let Some(block) = &mut self.block {
            for code in bracketed(codes) {
                match code.and_then(|code| role(code, self.cameo)) {
                    Ok(role) => block.roles.push(role),
                    Err(found) => {
                        block.faulty = true;
                        faults.extend(fault(found));
                    }
                }
            }
        }
        ended
    }

    /// Ends the last actor.
    pub(crate) fn finish(&mut self, identity: &mut Identity, faults: &mut Vec<(u64, Fault)>) -> Option<Addition> {
        let block = self.block.take()?;
        if block.roles.is_empty() {
            if !block.faulty {
                faults.push((block.line, Fault::NoCode));
            }
            return None;
        }
        let coded = |role: &&Role| role.actor.code.is_some();
        // The code without dates is that of all other times; else the last one is.
        let base = block.roles.iter().filter(coded).find(|r| r.from.is_none() && r.to.is_none());
        let base = base.or(block.roles.iter().rev().find(coded))?.actor.clone();
        let name = block.names.first()?.clone();
        if base.is_country()
            && let Some(known) = block.names.iter().find_map(|name| country(name, &base, identity))
        {
            return Some(self.of_country(known, &block, identity));
        }
        let kind = kind(&name, &block.roles, &base, identity);
        let mut entry = Entry::new(String::new(), &name, kind);
        entry.country = base.country.clone();
        entry.sectors = base.sectors.clone();
        entry.code = base.code.clone();
        entry.sources = vec![self.source.clone()];
        if kind == Kind::Person {
            entry.offices = block.roles.iter().filter_map(office).collect();
            entry.offices.sort_by_key(|office| office.from.map(|from| from.first_day()));
            if let Some(last) = entry.offices.last() {
                entry.code = last.code.clone();
                // What the offices have is added when all that is known of them is.
                entry.sectors.clear();
            }
        }
        let dates: Vec<PartialDate> = entry.offices.iter().flat_map(|o| o.from.into_iter().chain(o.to)).collect();
        let named = match kind {
            Kind::Place => None,
            _ => identity.named(&entry, &dates, &format!("actor:{}", block.key)),
        };
        entry.id = named.unwrap_or_else(|| format!("actor:{}", block.key));
        let mut addition = Addition::new(entry);
        block.names.iter().skip(1).for_each(|name| addition.name(name, How::Alias));
        if kind == Kind::Person && self.surnames {
            let bare = surnames(&name, addition.entry.country.as_deref());
            bare.iter().for_each(|surname| addition.name(surname, How::Surname));
        }
        Some(addition)
    }

    /// Names of a country. Its towns, which the dictionaries list too, are places and stay so.
    fn of_country(&self, id: String, block: &Block, identity: &Identity) -> Addition {
        let known = identity.knowledge().entry(&id);
        let mut entry = Entry::new(id, known.map_or(block.names[0].as_str(), |known| &known.name), Kind::Country);
        entry.country = known.and_then(|known| known.country.clone());
        entry.sources = vec![self.source.clone()];
        let mut addition = Addition::new(entry);
        for name in &block.names {
            let found = identity.knowledge().lookup(name, None);
            if !found.iter().any(|candidate| candidate.entry.kind == Kind::Place) {
                addition.name(name, How::Alias);
            }
        }
        addition
    }
}

/// The built-in country of a code, if it bears this name.
fn country(name: &str, actor: &Actor, identity: &Identity) -> Option<String> {
    let found = identity.knowledge().lookup(name, None).into_iter();
    found
        .map(|candidate| candidate.entry)
        .find(|e| e.kind == Kind::Country && e.country == actor.country)
        .map(|e| e.id.clone())
}

/// The dictionaries do not say what an actor is: dates, code and the words of the name do.
fn kind(name: &str, roles: &[Role], base: &Actor, identity: &Identity) -> Kind {
    let dated = roles.iter().any(|role| role.from.is_some() || role.to.is_some());
    let word = identity.knowledge().role_in(name).map(|role| role.kind);
    let bodies = matches!(word, Some(RoleKind::Institution | RoleKind::Thing));
    let has = |sectors: &[&str]| base.sectors.iter().any(|sector| sectors.contains(&sector.as_str()));
    let plain = base.sectors.is_empty();
    match word {
        _ if base.is_international() && has(&["IMG"]) => Kind::Group,
        _ if base.is_international() && (!dated || bodies) => Kind::Organisation,
        _ if plain && (base.is_country() || base.within) => Kind::Place,
        _ if (!dated || bodies) && has(&["REB", "UAF", "PRM", "CRM"]) => Kind::Group,
        Some(RoleKind::Group) => Kind::Group,
        _ if bodies => Kind::Organisation,
        _ if dated || has(&["ELI"]) || word == Some(RoleKind::Person) => Kind::Person,
        _ if has(&["OPP"]) => Kind::Group,
        _ => Kind::Organisation,
    }
}

/// A dated role as an office. Elites (`ELI`) are those out of office: that holds without a row.
fn office(role: &Role) -> Option<Office> {
    let dated = role.from.is_some() || role.to.is_some();
    let actor = &role.actor;
    (dated && !actor.sectors.is_empty() && actor.sectors != ["ELI"]).then(|| Office {
        country: actor.country.clone(),
        organisation: None,
        title: String::new(),
        sectors: actor.sectors.clone(),
        code: actor.code.clone(),
        from: role.from,
        to: role.to,
    })
}

/// What stands in square brackets; an error where there is anything else.
fn bracketed(text: &str) -> impl Iterator<Item = Result<&str, Fault>> {
    let mut rest = text.trim();
    std::iter::from_fn(move || {
        if rest.is_empty() {
            return None;
        }
        let inner = rest.strip_prefix('[').and_then(|open| open.split_once(']')).filter(|(in_, _)| !in_.contains('['));
        Some(match inner {
            Some((inner, after)) => {
                rest = after.trim_start();
                Ok(inner)
            }
            None => {
                rest = "";
                Err(Fault::Bracket)
            }
        })
    })
}

/// `AFGGOV`, `AFGGOV >011222`, `USRARM <900823`, `AFGELI 320101-331108`.
fn role(text: &str, cameo: &Cameo) -> Result<Role, Fault> {
    let (code, time) = text.trim().split_once(char::is_whitespace).unwrap_or((text.trim(), ""));
    let actor = cameo.actor(code).ok_or_else(|| Fault::Code(code.to_owned()))?;
    let time: String = time.split_whitespace().collect();
    let bad = || Fault::Date(time.clone());
    let (from, to) = match (time.strip_prefix('>'), time.strip_prefix('<'), time.split_once('-')) {
        _ if time.is_empty() => (None, None),
        (Some(from), _, _) => (Some(date(from).ok_or_else(bad)?), None),
        (_, Some(to), _) => (None, Some(date(to).ok_or_else(bad)?)),
        (_, _, Some((from, to))) => (Some(date(from).ok_or_else(bad)?), Some(date(to).ok_or_else(bad)?)),
        _ => return Err(bad()),
    };
    match (from, to) {
        (Some(first), Some(last)) if last.last_day() < first.first_day() => Err(bad()),
        _ => Ok(Role { actor, from, to }),
    }
}

/// `YYMMDD`, with years below 30 in this century, or `YYYYMMDD`. A month or day of zero is not known.
fn date(text: &str) -> Option<PartialDate> {
    if !text.bytes().all(|byte| byte.is_ascii_digit()) {
        return None;
    }
    let (year, rest) = match text.len() {
        6 => (format!("{}{}", if &text[..2] < "30" { "20" } else { "19" }, &text[..2]), &text[2..]),
        8 => (text[..4].to_owned(), &text[4..]),
        _ => return None,
    };
    let (month, day) = rest.split_at(2);
    PartialDate::parse(&match (month, day) {
        ("00", _) => year,
        (_, "00") => format!("{year}-{month}"),
        _ => format!("{year}-{month}-{day}"),
    })
}

#[cfg(test)]
#[path = "actors_tests.rs"]
mod tests;

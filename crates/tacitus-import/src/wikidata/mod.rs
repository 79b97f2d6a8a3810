//! A Wikidata JSON dump: one entity a line inside one array.

mod classes;
mod json;
mod positions;

use tacitus_knowledge::{Entry, How, Kind, PartialDate};

use crate::addition::{Addition, Post};
use crate::error::Fault;
use crate::identity::Identity;
use json::{Claims, Item, Reference, Statement, date, english, number, valid};

pub(crate) use classes::Classes;
pub use classes::{Class, ClassKind};
pub(crate) use positions::{Offices, Position, Positions};

/// What a line of the dump gives.
pub(crate) struct Row {
    /// An entry to be kept.
    pub(crate) addition: Option<Addition>,
    /// The same entity, or another, as an office that people may hold.
    pub(crate) position: Option<(u32, Position)>,
}

/// Reads a line of the dump; nothing where it is not an item, or one that is not kept.
pub(crate) fn read(line: &str, classes: &Classes, identity: &mut Identity) -> Result<Option<Row>, Fault> {
    let line = line.trim().trim_end_matches(',');
    if matches!(line, "" | "[" | "]") {
        return Ok(None);
    }
    let item: Item = serde_json::from_str(line).map_err(|error| {
        let reason = error.to_string();
        let reason = reason.split(" at line ").next().unwrap_or_default();
        Fault::Json(error.column(), reason.to_owned())
    })?;
    // Properties and lexemes have other letters.
    let Some(q) = number(&item.id) else { return Ok(None) };
    let Item { id, labels, aliases, claims } = item;
    let claims = claims.0;
    let class = classes.best(valid(&claims.instance_of).filter_map(|(class, _)| class.number()));
    let possible = !claims.subclass_of.is_empty() || !claims.jurisdiction.is_empty();
    let kind = class.map(|class| class.kind);
    if (kind.is_none() && !possible) || (kind == Some(Some(ClassKind::Human)) && claims.position.is_empty()) {
        return Ok(None);
    }
    let Some(label) = labels.0.best().filter(|label| !label.trim().is_empty()) else { return Ok(None) };
    let country = |statements| country_of(statements, identity);
    let position = (possible || kind == Some(Some(ClassKind::Position))).then(|| {
        let country = country(&claims.jurisdiction).or_else(|| country(&claims.country));
        let sectors = class.filter(|class| class.kind == Some(ClassKind::Position)).map(|class| class.sectors.clone());
        (q, Position { label: label.clone(), country, sectors: sectors.unwrap_or_default() })
    });
    let Some(class) = class else { return Ok(Some(Row { addition: None, position })) };
    let kind = match class.kind {
        Some(ClassKind::Position) => return Ok(Some(Row { addition: None, position })),
        Some(ClassKind::Human) => Kind::Person,
        Some(ClassKind::Country) => Kind::Country,
        Some(ClassKind::Organisation) => Kind::Organisation,
        Some(ClassKind::Group) => Kind::Group,
        Some(ClassKind::Place) => Kind::Place,
        None if claims.coordinates.is_empty() => Kind::Organisation,
        None => Kind::Place,
    };
    let mut entry = Entry::new(String::new(), &label, kind);
    entry.country = country(if kind == Kind::Person { &claims.citizenship } else { &claims.country });
    entry.sectors = class.sectors.clone();
    entry.feature = class.feature.clone();
    entry.sources = vec!["wikidata".to_owned()];
    describe(&mut entry, &claims);
    let posts = if kind == Kind::Person { posts(&claims) } else { Vec::new() };
    identify(&mut entry, &id, &claims, &posts, identity);
    entry.wikidata = Some(id);
    let mut addition = Addition::new(entry);
    addition.posts = posts;
    for alias in aliases.0.all().filter(|alias| is_name(alias)) {
        addition.name(&alias, How::Alias);
    }
    for short in english(&claims.short_name).filter(|short| is_name(short)) {
        addition.name(short, How::Alias);
    }
    if kind == Kind::Country {
        english(&claims.demonym).for_each(|demonym| addition.name(demonym, How::Demonym));
    }
    Ok(Some(Row { addition: Some(addition), position }))
}

/// Where it lies and how many live there.
fn describe(entry: &mut Entry, claims: &Claims) {
    if let Some((at, _)) = valid(&claims.coordinates).next()
        && (-90.0..=90.0).contains(&at.latitude)
        && (-180.0..=180.0).contains(&at.longitude)
    {
        (entry.lat, entry.lon) = (Some(at.latitude), Some(at.longitude));
    }
    if matches!(entry.kind, Kind::Place | Kind::Country) {
        entry.geonames = valid(&claims.geonames).find_map(|(id, _)| id.parse().ok());
        entry.population = valid(&claims.population).find_map(|(count, _)| count.count());
    }
}

/// The built-in entry that it is, by Wikidata id, ISO code or GeoNames id, else by its name; or a new one.
fn identify(entry: &mut Entry, id: &str, claims: &Claims, posts: &[Post], identity: &mut Identity) {
    let codes = || valid(&claims.alpha3).chain(valid(&claims.alpha2)).map(|(code, _)| code.as_str());
    let by_code = || if entry.kind == Kind::Country { codes().find_map(|code| identity.country(code)) } else { None };
    let by_place = || entry.geonames.and_then(|id| identity.geonames(id)).filter(|known| known.kind == entry.kind);
    let known = identity.wikidata(id).or_else(by_code).or_else(by_place);
    if let Some(known) = known {
        if entry.country.is_none() {
            entry.country = known.country.clone();
        }
        entry.id = known.id.clone();
        return;
    }
    let named = match entry.kind {
        Kind::Person | Kind::Organisation | Kind::Group => {
            let dates: Vec<PartialDate> = posts.iter().flat_map(|post| post.from.into_iter().chain(post.to)).collect();
            identity.named(entry, &dates, id)
        }
        _ => None,
    };
    entry.id = named.unwrap_or_else(|| match entry.geonames {
        // A GeoNames table has the same place under this id.
        Some(number) if entry.kind == Kind::Place => format!("geonames:{number}"),
        _ => format!("wikidata:{id}"),
    });
}

/// The offices of a person. One whose end is not told ended with the life.
fn posts(claims: &Claims) -> Vec<Post> {
    let death = valid(&claims.death).find_map(|(time, _)| time.date());
    let post = |(position, qualifiers): (&Reference, &json::Qualifiers)| {
        let (from, to) = (date(&qualifiers.from), date(&qualifiers.to).or(death));
        Some(Post { position: position.number()?, from, to })
    };
    let sound = |post: &Post| match (post.from, post.to) {
        (Some(from), Some(to)) => from.first_day() <= to.last_day(),
        _ => true,
    };
    valid(&claims.position).filter_map(post).filter(sound).collect()
}

/// The alpha3 of the first country that the built-in tables know.
fn country_of(statements: &[Statement<Reference>], identity: &Identity) -> Option<String> {
    let number = |(reference, _): (&Reference, _)| reference.number();
    valid(statements).filter_map(number).find_map(|q| identity.wikidata(&format!("Q{q}"))?.country.clone())
}

/// Names have a capital or a digit; what has none is a word.
fn is_name(alias: &str) -> bool {
    alias.chars().any(|c| c.is_uppercase() || c.is_numeric()) && alias.chars().count() > 1
}

#[cfg(test)]
mod tests;

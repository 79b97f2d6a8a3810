//! From plural to singular, as far as role nouns and units need it.

use crate::normalise::normalise;

/// Plurals that no rule yields.
const IRREGULAR: &[(&str, &str)] = &[
    ("men", "man"),
    ("women", "woman"),
    ("people", "person"),
    ("children", "child"),
    ("wives", "wife"),
    ("thieves", "thief"),
    ("feet", "foot"),
    ("mps", "mp"),
    ("chiefs", "chief"),
    ("media", "media"),
    ("police", "police"),
    ("series", "series"),
    ("clergy", "clergy"),
];

/// The singular of a word that may be a plural; the word itself where it is none.
///
/// ```
/// use tacitus_knowledge::singular;
/// assert_eq!(singular("ministries"), "ministry");
/// assert_eq!(singular("gunmen"), "gunman");
/// assert_eq!(singular("boss"), "boss");
/// ```
pub fn singular(word: &str) -> String {
    for (plural, single) in IRREGULAR {
        if word == *plural {
            return (*single).to_owned();
        }
    }
    for (ending, single) in [("women", "woman"), ("men", "man"), ("children", "child")] {
        if let Some(stem) = word.strip_suffix(ending) {
            return format!("{stem}{single}");
        }
    }
    if word.len() < 4 || word.ends_with("ss") || word.ends_with("us") || word.ends_with("is") {
        return word.to_owned();
    }
    if let Some(stem) = word.strip_suffix("ies") {
        return format!("{stem}y");
    }
    for ending in ["sses", "shes", "ches", "xes", "zes"] {
        if word.ends_with(ending) {
            return word[..word.len() - 2].to_owned();
        }
    }
    word.strip_suffix('s').unwrap_or(word).to_owned()
}

/// The key of a role noun: normalised, British spelling, every noun singular
/// that a plural can fall on (the last, and the one before a preposition).
pub(crate) fn role_key(noun: &str) -> String {
    let key = normalise(noun);
    let words: Vec<&str> = key.split(' ').collect();
    let head = words.iter().position(|w| matches!(*w, "of" | "for" | "in" | "on" | "to" | "at" | "general" | "from"));
    let mut out = String::with_capacity(key.len());
    for (at, word) in words.iter().enumerate() {
        if at > 0 {
            out.push(' ');
        }
        if at + 1 == words.len() || head == Some(at + 1) {
            out.push_str(&british(&singular(word)));
        } else {
            out.push_str(&british(word));
        }
    }
    out
}

fn british(word: &str) -> String {
    match word {
        "defense" => "defence".to_owned(),
        "labor" => "labour".to_owned(),
        "center" => "centre".to_owned(),
        "organization" => "organisation".to_owned(),
        "councilor" => "councillor".to_owned(),
        "counselor" => "counsellor".to_owned(),
        "traveler" => "traveller".to_owned(),
        "protestor" => "protester".to_owned(),
        "adviser" => "advisor".to_owned(),
        "defence" | "labour" => word.to_owned(),
        _ => word.strip_suffix("organized").map_or_else(|| word.to_owned(), |w| format!("{w}organised")),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn plurals_meet_their_singular() {
        for (plural, single) in [
            ("secretaries general", "secretary-general"),
            ("ministers of defense", "minister of defence"),
            ("commanders-in-chief", "commander in chief"),
            ("policewomen", "policewoman"),
            ("security forces", "security force"),
            ("troops", "troop"),
            ("coaches", "coach"),
            ("judges", "judge"),
            ("protestors", "protester"),
        ] {
            assert_eq!(role_key(plural), role_key(single), "{plural}");
        }
    }
}

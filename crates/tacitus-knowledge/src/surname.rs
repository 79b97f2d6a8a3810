//! The bare name by which news calls a person at the second mention.

/// Countries whose names put the family first.
const FAMILY_FIRST: &[&str] = &["CHN", "KOR", "PRK", "TWN", "HKG", "MAC", "KHM"];

/// Words that belong to the family name that follows.
const PARTICLES: &[&str] = &[
    "al", "el", "ben", "bin", "bint", "ibn", "abu", "abd", "de", "del", "della", "di", "da", "do", "dos", "das", "du",
    "la", "le", "van", "von", "der", "den", "ter", "ten", "zu", "st.", "san", "santa", "mac", "o", "ould", "ag", "und",
];

/// What follows a name and is no part of it.
const SUFFIXES: &[&str] = &["jr", "jr.", "sr", "sr.", "ii", "iii", "iv"];

/// The surnames of a full name, with particles and without.
///
/// ```
/// assert_eq!(tacitus_knowledge::surnames("Ursula von der Leyen", None), ["von der Leyen", "Leyen"]);
/// ```
///
/// Names of one word have none (they are their own). East Asian names give the
/// first word; Vietnamese and others whose custom differs are written out in
/// the table's `surname` column.
pub fn surnames(person: &str, country: Option<&str>) -> Vec<String> {
    let mut words: Vec<&str> = person.split_whitespace().collect();
    while words.last().is_some_and(|w| SUFFIXES.contains(&w.to_lowercase().as_str())) {
        words.pop();
    }
    if words.len() < 2 {
        return Vec::new();
    }
    if country.is_some_and(|c| FAMILY_FIRST.contains(&c)) && words.len() <= 3 {
        return vec![words[0].to_owned()];
    }
    let mut first = words.len() - 1;
    while first > 1 && PARTICLES.contains(&words[first - 1].to_lowercase().as_str()) {
        first -= 1;
    }
    let last = words[words.len() - 1];
    let mut out = vec![words[first..].join(" ")];
    if first < words.len() - 1 {
        out.push(last.to_owned());
    }
    for article in ["al-", "Al-", "el-", "El-", "as-", "ash-"] {
        if let Some(bare) = last.strip_prefix(article) {
            out.push(bare.to_owned());
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::surnames;

    #[test]
    fn the_last_word_with_and_without_particles() {
        assert_eq!(surnames("Jens Stoltenberg", None), ["Stoltenberg"]);
        assert_eq!(surnames("Ursula von der Leyen", None), ["von der Leyen", "Leyen"]);
        assert_eq!(surnames("Bashar al-Assad", Some("SYR")), ["al-Assad", "Assad"]);
        assert_eq!(surnames("Ferdinand Marcos Jr.", Some("PHL")), ["Marcos"]);
        assert_eq!(surnames("Jokowi", None), Vec::<String>::new());
    }

    #[test]
    fn family_name_first() {
        assert_eq!(surnames("Yoon Suk-yeol", Some("KOR")), ["Yoon"]);
        assert_eq!(surnames("Xi Jinping", Some("CHN")), ["Xi"]);
    }
}

//! Names as the dictionaries write them (`ISLAMIC_ARMY_OF_ADEN_(IAA)_`), as a text would.

/// Words that stay small inside a name.
const SMALL: &[&str] =
    &["of", "the", "and", "for", "in", "on", "to", "at", "al", "el", "bin", "ibn", "de", "la", "du", "van", "von"];

/// The name, and what stands in brackets after it.
pub(super) fn names(text: &str) -> Vec<String> {
    let spaced: String = text.chars().map(|c| if c == '_' { ' ' } else { c }).collect();
    let mut out = Vec::new();
    for part in spaced.split(['(', ')']) {
        let words: Vec<&str> = part.split_whitespace().collect();
        if words.iter().any(|word| word.chars().any(char::is_alphanumeric)) {
            out.push(written(&words));
        }
    }
    out
}

/// Capitals as a text has them. A single short word is an abbreviation and keeps its own.
fn written(words: &[&str]) -> String {
    if let [word] = words
        && word.chars().filter(|c| c.is_alphabetic()).count() <= 4
    {
        return (*word).to_owned();
    }
    let word = |(at, word): (usize, &&str)| {
        let lower = word.to_lowercase();
        if at > 0 && SMALL.contains(&lower.as_str()) { lower } else { capitals(word) }
    };
    words.iter().enumerate().map(word).collect::<Vec<_>>().join(" ")
}

/// `STOLTENBERG` as `Stoltenberg`, `BAN-KI` as `Ban-Ki`, `U.S.` and `O'NEIL` as `U.S.` and `O'Neil`.
fn capitals(word: &str) -> String {
    let mut out = String::with_capacity(word.len());
    let mut first = true;
    for c in word.chars() {
        match first {
            true => out.extend(c.to_uppercase()),
            false => out.extend(c.to_lowercase()),
        }
        first = matches!(c, '-' | '.' | '&' | '/') || (c == '\'' && out.chars().count() == 2);
    }
    out
}

#[cfg(test)]
mod tests {
    use super::names;

    #[test]
    fn names_as_a_text_has_them() {
        for (dictionary, text) in [
            ("JENS_STOLTENBERG_", "Jens Stoltenberg"),
            ("ISLAMIC_ARMY_OF_ADEN_(IAA)_", "Islamic Army of Aden|IAA"),
            ("U.N._", "U.N."),
            ("UN_", "UN"),
            ("BAN_KI-MOON", "Ban Ki-Moon"),
            ("WILLIAM_A._O'NEIL_", "William A. O'Neil"),
            ("THE_UNITED_NATIONS_", "The United Nations"),
            ("PEOPLE'S_ARMY", "People's Army"),
            ("_", ""),
        ] {
            assert_eq!(names(dictionary).join("|"), text, "{dictionary}");
        }
    }
}

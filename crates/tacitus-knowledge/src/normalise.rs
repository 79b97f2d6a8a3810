//! The key under which an alias is filed, and the case it must be written in.

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

/// Brings a name to the form under which the index files it.
///
/// Case is folded, accents are stripped, curly quotes made straight, periods
/// and apostrophes dropped, hyphens made spaces; a leading "the" and a
/// possessive ending go; American spellings that names have become British. Two
/// spellings that news uses for one name therefore meet: `U.S.` and `US`, `Ban
/// Ki-moon` and `Ban Ki Moon`, `Sana'a` and `Sanaa`, `Defense` and `Defence`.
///
/// ```
/// use tacitus_knowledge::normalise;
/// assert_eq!(normalise("the U.S."), "us");
/// assert_eq!(normalise("Côte d’Ivoire’s"), "cote divoire");
/// assert_eq!(normalise("Recep Tayyip Erdoğan"), "recep tayyip erdogan");
/// ```
pub fn normalise(name: &str) -> String {
    let folded = fold(name.trim());
    let bare = strip_possessive(&folded);
    let mut key = String::with_capacity(bare.len());
    for c in bare.chars() {
        match c {
            '\'' | '.' | '"' => {}
            '&' => key.push_str(" and "),
            c if c.is_alphanumeric() || matches!(c, '$' | '%' | '+') => key.push(c),
            _ => key.push(' '),
        }
    }
    let mut words = key.split_whitespace().peekable();
    let mut out = String::with_capacity(key.len());
    if words.peek() == Some(&"the") {
        words.next();
        if words.peek().is_none() {
            return "the".to_owned();
        }
    }
    for word in words {
        if !out.is_empty() {
            out.push(' ');
        }
        out.push_str(british(word));
    }
    out
}

/// The British spelling of the words that names of bodies have in both.
fn british(word: &str) -> &str {
    match word {
        "defense" => "defence",
        "labor" => "labour",
        "center" => "centre",
        "organization" => "organisation",
        "organizations" => "organisations",
        "program" => "programme",
        "mobilization" => "mobilisation",
        "stabilization" => "stabilisation",
        "theater" => "theatre",
        _ => word,
    }
}

/// Lower case, without accents, with plain quotes and hyphens.
fn fold(name: &str) -> String {
    let mut out = String::with_capacity(name.len());
    for c in name.nfkd() {
        match c {
            c if is_combining_mark(c) => {}
            '’' | '‘' | 'ʼ' | '`' | '´' | 'ʻ' | 'ʿ' | 'ʾ' => out.push('\''),
            'ß' => out.push_str("ss"),
            'Æ' | 'æ' => out.push_str("ae"),
            'Œ' | 'œ' => out.push_str("oe"),
            'Þ' | 'þ' => out.push_str("th"),
            'Ø' | 'ø' => out.push('o'),
            'Ł' | 'ł' => out.push('l'),
            'Đ' | 'đ' | 'Ð' | 'ð' => out.push('d'),
            'ı' => out.push('i'),
            'Ə' | 'ə' => out.push('a'),
            c => out.extend(c.to_lowercase()),
        }
    }
    out
}

fn strip_possessive(name: &str) -> &str {
    match name.strip_suffix("'s") {
        Some(owner) if !owner.is_empty() => owner,
        _ => name.strip_suffix('\'').unwrap_or(name),
    }
}

/// How an alias must be written in the text to be taken for the name.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Case {
    /// Any case.
    Any,
    /// At least its first letter in upper case: `NATO`, also `Nato`.
    Initial,
    /// All letters in upper case: `US`, `U.S.`, `WHO`, never `us` or `Who`.
    Upper,
}

impl Case {
    /// The demand that an alias, as the table writes it, makes of a text.
    pub(crate) fn demanded_by(alias: &str) -> Case {
        let letters = alias.chars().filter(|c| c.is_alphabetic()).count();
        if letters == 0 || !alias.chars().all(|c| !c.is_alphabetic() || c.is_uppercase()) {
            return Case::Any;
        }
        if letters <= 3 { Case::Upper } else { Case::Initial }
    }

    /// Whether `text` is written as this demands.
    pub(crate) fn admits(self, text: &str) -> bool {
        let body = strip_possessive_raw(text);
        let body = body.strip_prefix("the ").or_else(|| body.strip_prefix("The ")).unwrap_or(body);
        let mut letters = body.chars().filter(|c| c.is_alphabetic());
        match self {
            Case::Any => true,
            Case::Initial => letters.next().is_some_and(char::is_uppercase),
            Case::Upper => letters.all(char::is_uppercase),
        }
    }
}

fn strip_possessive_raw(text: &str) -> &str {
    let text = text.trim();
    for ending in ["'s", "’s", "'", "’"] {
        if let Some(owner) = text.strip_suffix(ending) {
            return owner;
        }
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn spellings_of_one_name_meet() {
        for (a, b) in [
            ("U.S.", "US"),
            ("U.S.'s", "the US"),
            ("Ban Ki-moon", "Ban Ki Moon"),
            ("Shi'ite", "Shiite"),
            ("São Paulo", "Sao Paulo"),
            ("AT&T", "AT & T"),
            ("Łódź", "Lodz"),
            ("People's Defense Organization", "People’s Defence Organisation"),
        ] {
            assert_eq!(normalise(a), normalise(b), "{a} / {b}");
        }
    }

    #[test]
    fn nothing_is_left_of_nothing() {
        assert_eq!(normalise(" . "), "");
        assert_eq!(normalise("The"), "the");
        assert_eq!(normalise("'s"), "s");
    }

    #[test]
    fn acronyms_demand_their_case() {
        assert_eq!(Case::demanded_by("U.S."), Case::Upper);
        assert_eq!(Case::demanded_by("NATO"), Case::Initial);
        assert_eq!(Case::demanded_by("Nato"), Case::Any);
        assert!(Case::Upper.admits("the US's"));
        assert!(!Case::Upper.admits("us"));
        assert!(!Case::Upper.admits("Who"));
        assert!(Case::Initial.admits("Nato"));
        assert!(!Case::Initial.admits("nato"));
    }
}

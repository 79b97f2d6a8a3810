//! Stems: what a regular form may be a form of, where the lemma is not known.

/// The words that a form in lower case may be a regular form of: "denied" of "deny", "failed" of "fail".
///
/// ```
/// let stems: Vec<String> = tacitus::stems::of("failed").collect();
/// assert!(stems.iter().any(|s| s == "fail"));
/// ```
pub fn of(form: &str) -> impl Iterator<Item = String> + '_ {
    let stems = ["ed", "d", "s", "es", "ing"].into_iter().filter_map(|ending| form.strip_suffix(ending));
    stems
        .flat_map(|stem| [stem.to_owned(), format!("{stem}e")].into_iter().chain(single(stem)))
        .chain(form.strip_suffix("ied").map(|stem| format!("{stem}y")))
        .chain(form.strip_suffix("ies").map(|stem| format!("{stem}y")))
        .filter(|stem| stem.len() > 2)
}

/// A stem without the second of two like letters at its end: "stop" of "stopp".
pub fn single(stem: &str) -> Option<String> {
    let mut letters = stem.chars().rev();
    let doubled = letters.next().is_some_and(|last| last.is_alphabetic() && letters.next() == Some(last));
    doubled.then(|| stem.chars().take(stem.chars().count() - 1).collect())
}

#[cfg(test)]
mod tests {
    use super::of;

    #[test]
    fn a_form_may_be_one_of_several_words() {
        let has = |form: &str, word: &str| of(form).any(|s| s == word);
        assert!(has("denied", "deny") && has("urged", "urge") && has("stopped", "stop") && has("telling", "tell"));
    }
}

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
        .flat_map(|stem| [stem.to_owned(), format!("{stem}e")])
        .chain(form.strip_suffix("ied").map(|stem| format!("{stem}y")))
        .chain(form.strip_suffix("ies").map(|stem| format!("{stem}y")))
        .filter(|stem| stem.len() > 2)
}

//! The closed lists of codes that the tables may use.

/// The PLOVER sectors of domestic actors.
pub const SECTORS: &[&str] = &[
    "COP", "GOV", "JUD", "LEG", "MIL", "PRM", "PTY", "REB", "SPY", "UAF", "UNK", "AGR", "BUS", "CRM", "CVL", "EDU",
    "ELI", "JRN", "LAB", "MED", "REF", "OPP", "PRE", "REL", "SOC",
];

/// The PLOVER codes of actors that stand for no country.
pub const INTERNATIONAL: &[&str] = &["IGO", "UNO", "EUR", "NGO", "ISM", "IMG", "MNC"];

/// The PLOVER event types, each with its quad class.
pub const EVENT_TYPES: &[(&str, &str)] = &[
    ("AGREE", "verbal cooperation"),
    ("CONSULT", "verbal cooperation"),
    ("SUPPORT", "verbal cooperation"),
    ("CONCEDE", "verbal cooperation"),
    ("COOPERATE", "material cooperation"),
    ("AID", "material cooperation"),
    ("RETREAT", "material cooperation"),
    ("REQUEST", "verbal conflict"),
    ("ACCUSE", "verbal conflict"),
    ("REJECT", "verbal conflict"),
    ("THREATEN", "verbal conflict"),
    ("PROTEST", "material conflict"),
    ("SANCTION", "material conflict"),
    ("MOBILIZE", "material conflict"),
    ("COERCE", "material conflict"),
    ("ASSAULT", "material conflict"),
];

/// Sectors and international codes together: what a `sectors` cell may hold.
pub(crate) fn actor_codes() -> Vec<&'static str> {
    SECTORS.iter().chain(INTERNATIONAL).copied().collect()
}

/// Whether `code` is a country or international code followed by sectors.
pub(crate) fn is_actor_code(code: &str, is_country: impl Fn(&str) -> bool) -> bool {
    if !code.is_ascii() || !code.len().is_multiple_of(3) || code.is_empty() {
        return false;
    }
    let known = actor_codes();
    let head = &code[..3];
    (is_country(head) || known.contains(&head)) && (3..code.len()).step_by(3).all(|i| known.contains(&&code[i..i + 3]))
}

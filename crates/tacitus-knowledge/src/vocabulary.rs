//! Words that are no names: roles, speech acts, units, and the codebook.

use serde::{Deserialize, Serialize};

/// A country's row: codes, names and money.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Country {
    /// ISO 3166-1 alpha-3 (or the user-assigned code of an entity that has none, such as `XKX`).
    pub alpha3: String,
    /// ISO 3166-1 alpha-2.
    pub alpha2: Option<String>,
    /// Correlates of War number.
    pub cow: Option<u16>,
    /// FIPS 10-4, which GDELT uses.
    pub fips: Option<String>,
    /// The usual English name.
    pub name: String,
    /// Adjective and nouns for its people.
    pub demonyms: Vec<String>,
    /// The seat of government.
    pub capital: Option<String>,
    /// ISO 4217 code of its money.
    pub currency: Option<String>,
    /// Id of its [`crate::Entry`]; a former state has its successor's.
    pub entry: String,
}

/// What a noun says about the person or body it describes.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Role {
    /// The noun phrase, lower case, singular.
    pub noun: String,
    /// PLOVER sectors; empty where the noun has none of its own.
    pub sectors: Vec<String>,
    /// What sort of noun it is.
    pub kind: RoleKind,
    /// Rank or remark, for readers of the table.
    pub note: Option<String>,
}

/// What a word before a noun says of whom the noun describes: "former", "rebel", "steel".
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Modifier {
    /// The word, lower case.
    pub word: String,
    /// PLOVER sectors of a noun that has none of its own: of "steel" in "steel groups".
    pub sectors: Vec<String>,
    /// The sectors that give way to them: "former" makes an ELI of a GOV.
    pub turns: Vec<String>,
}

/// What sort of noun a [`Role`] is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum RoleKind {
    /// A person by office or occupation: minister, judge, farmer.
    Person,
    /// A person who speaks or acts for another: spokesman, envoy, leader. The sector is the other's, GOV where that is
    /// a country; the noun's own where the text does not say who it is.
    Representative,
    /// A body: army, parliament, ministry.
    Institution,
    /// Several people: troops, protesters, villagers.
    Group,
    /// A thing that acts for those who use it: warship, drone.
    Thing,
}

/// A cue of a statement and the speech act it marks.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Act {
    /// The verb or noun, as a lemma: `say`, `according to`.
    pub lemma: String,
    /// `verb`, `noun`, `adjective`, `preposition`.
    pub pos: Vec<String>,
    /// `assert`, `deny`, `accuse`, `request`, `promise`, `threaten`, ...
    pub act: String,
}

/// A PLOVER type, or one of its modes.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct CodebookRow {
    /// PLOVER event type.
    pub event_type: String,
    /// PLOVER mode; none on the row of the type itself.
    pub mode: Option<String>,
    /// Quad class.
    pub quad: String,
    /// PLOVER score, from -10 to 10.
    pub score: f32,
    /// The CAMEO code that stands best for it.
    pub cameo: Option<String>,
    /// Goldstein scale of that CAMEO code.
    pub goldstein: Option<f32>,
    /// What it means.
    pub definition: String,
}

/// A word or sign that goes with a number.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Unit {
    /// The canonical name: `million`, `kilometre`.
    pub name: String,
    /// `multiplier`, `length`, `area`, `mass`, `volume`, `energy`, `power`, `time`, `speed`, `share`, `currency`, ...
    pub kind: String,
    /// What one of it is worth: of a multiplier, the number; of a unit, so many of the SI base unit.
    pub factor: Option<f64>,
    /// ISO 4217 code, of a currency's sign or name.
    pub currency: Option<String>,
}

/// A currency.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Currency {
    /// ISO 4217 code.
    pub code: String,
    /// Its names in news, most usual first.
    pub names: Vec<String>,
    /// The countries that use it, alpha-3.
    pub countries: Vec<String>,
}

/// All tables that are not names, as the index stores them.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub(crate) struct Vocabulary {
    pub(crate) countries: Vec<Country>,
    pub(crate) roles: Vec<Role>,
    pub(crate) modifiers: Vec<Modifier>,
    pub(crate) acts: Vec<Act>,
    pub(crate) codebook: Vec<CodebookRow>,
    /// Each unit with the other words for it.
    pub(crate) units: Vec<(Unit, Vec<String>)>,
    pub(crate) currencies: Vec<Currency>,
}

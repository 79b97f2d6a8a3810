//! The part of an entity's JSON that is read.

use std::fmt;
use std::marker::PhantomData;

use serde::Deserialize;
use serde::de::value::MapAccessDeserializer;
use serde::de::{Deserializer, IgnoredAny, MapAccess, SeqAccess, Visitor};
use tacitus_knowledge::PartialDate;

#[derive(Debug, Deserialize)]
pub(super) struct Item {
    pub(super) id: String,
    #[serde(default)]
    pub(super) labels: Table<Labels>,
    #[serde(default)]
    pub(super) aliases: Table<Aliases>,
    #[serde(default)]
    pub(super) claims: Table<Claims>,
}

/// An object, which the dump writes as an empty array where there is nothing in it.
#[derive(Debug, Default)]
pub(super) struct Table<T>(pub(super) T);

impl<'de, T: Deserialize<'de> + Default> Deserialize<'de> for Table<T> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Either<T>(PhantomData<T>);
        impl<'de, T: Deserialize<'de> + Default> Visitor<'de> for Either<T> {
            type Value = Table<T>;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                write!(f, "an object")
            }

            fn visit_map<A: MapAccess<'de>>(self, map: A) -> Result<Table<T>, A::Error> {
                T::deserialize(MapAccessDeserializer::new(map)).map(Table)
            }

            fn visit_seq<A: SeqAccess<'de>>(self, mut seq: A) -> Result<Table<T>, A::Error> {
                while seq.next_element::<IgnoredAny>()?.is_some() {}
                Ok(Table::default())
            }
        }
        deserializer.deserialize_any(Either(PhantomData))
    }
}

/// Labels that an English text can use; `mul` is the one for all languages.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct Labels {
    en: Option<Text>,
    mul: Option<Text>,
    #[serde(rename = "en-gb")]
    british: Option<Text>,
    #[serde(rename = "en-us")]
    american: Option<Text>,
}

impl Labels {
    pub(super) fn best(self) -> Option<String> {
        self.en.or(self.mul).or(self.british).or(self.american).map(|text| text.value)
    }
}

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct Aliases {
    en: Vec<Text>,
    mul: Vec<Text>,
}

impl Aliases {
    pub(super) fn all(self) -> impl Iterator<Item = String> {
        self.en.into_iter().chain(self.mul).map(|text| text.value)
    }
}

#[derive(Debug, Deserialize)]
pub(super) struct Text {
    pub(super) value: String,
}

/// The statements that are read.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct Claims {
    #[serde(rename = "P31")]
    pub(super) instance_of: Vec<Statement<Reference>>,
    #[serde(rename = "P279")]
    pub(super) subclass_of: Vec<Statement<Reference>>,
    #[serde(rename = "P17")]
    pub(super) country: Vec<Statement<Reference>>,
    #[serde(rename = "P27")]
    pub(super) citizenship: Vec<Statement<Reference>>,
    #[serde(rename = "P39")]
    pub(super) position: Vec<Statement<Reference>>,
    #[serde(rename = "P1001")]
    pub(super) jurisdiction: Vec<Statement<Reference>>,
    #[serde(rename = "P570")]
    pub(super) death: Vec<Statement<Time>>,
    #[serde(rename = "P625")]
    pub(super) coordinates: Vec<Statement<Coordinates>>,
    #[serde(rename = "P297")]
    pub(super) alpha2: Vec<Statement<String>>,
    #[serde(rename = "P298")]
    pub(super) alpha3: Vec<Statement<String>>,
    #[serde(rename = "P1566")]
    pub(super) geonames: Vec<Statement<String>>,
    #[serde(rename = "P1082")]
    pub(super) population: Vec<Statement<Quantity>>,
    #[serde(rename = "P1549")]
    pub(super) demonym: Vec<Statement<Monolingual>>,
    #[serde(rename = "P1813")]
    pub(super) short_name: Vec<Statement<Monolingual>>,
}

#[derive(Debug, Deserialize)]
pub(super) struct Statement<V> {
    mainsnak: Snak<V>,
    #[serde(default)]
    pub(super) qualifiers: Table<Qualifiers>,
    #[serde(default)]
    rank: Rank,
}

#[derive(Debug, Default, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Deserialize)]
#[serde(rename_all = "lowercase")]
pub(super) enum Rank {
    Deprecated,
    #[default]
    Normal,
    Preferred,
}

#[derive(Debug, Deserialize)]
pub(super) struct Snak<V> {
    // Absent where the value is unknown or there is none.
    datavalue: Option<Value<V>>,
}

#[derive(Debug, Deserialize)]
struct Value<V> {
    value: V,
}

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct Qualifiers {
    #[serde(rename = "P580")]
    pub(super) from: Vec<Snak<Time>>,
    #[serde(rename = "P582")]
    pub(super) to: Vec<Snak<Time>>,
}

/// The statements that hold, with their values, the preferred first.
pub(super) fn valid<V>(statements: &[Statement<V>]) -> impl Iterator<Item = (&V, &Qualifiers)> {
    let ranked = |rank: Rank| statements.iter().filter(move |statement| statement.rank == rank);
    let both = ranked(Rank::Preferred).chain(ranked(Rank::Normal));
    both.filter_map(|s| s.mainsnak.datavalue.as_ref().map(|value| (&value.value, &s.qualifiers.0)))
}

#[derive(Debug, Deserialize)]
pub(super) struct Reference {
    id: Option<String>,
    #[serde(rename = "numeric-id")]
    numeric: Option<u32>,
}

impl Reference {
    /// The number after the Q.
    pub(super) fn number(&self) -> Option<u32> {
        self.numeric.or_else(|| number(self.id.as_deref()?))
    }
}

/// The number of `Q42`.
pub(super) fn number(id: &str) -> Option<u32> {
    id.strip_prefix('Q')?.parse().ok()
}

#[derive(Debug, Deserialize)]
pub(super) struct Time {
    time: String,
    precision: u8,
}

impl Time {
    /// The date as far as it is known; nothing where not even the year is, and before the first year of our era.
    pub(super) fn date(&self) -> Option<PartialDate> {
        let text = self.time.strip_prefix('+')?;
        let length = match self.precision {
            11.. => 10,
            10 => 7,
            9 => 4,
            _ => return None,
        };
        PartialDate::parse(text.get(..length)?)
    }
}

/// The first date of a qualifier.
pub(super) fn date(snaks: &[Snak<Time>]) -> Option<PartialDate> {
    snaks.iter().find_map(|snak| snak.datavalue.as_ref()?.value.date())
}

#[derive(Debug, Deserialize)]
pub(super) struct Coordinates {
    pub(super) latitude: f32,
    pub(super) longitude: f32,
}

#[derive(Debug, Deserialize)]
pub(super) struct Quantity {
    amount: String,
}

impl Quantity {
    pub(super) fn count(&self) -> Option<u32> {
        self.amount.trim_start_matches('+').split('.').next()?.parse().ok()
    }
}

#[derive(Debug, Deserialize)]
pub(super) struct Monolingual {
    text: String,
    language: String,
}

/// The English ones of texts in many languages.
pub(super) fn english(statements: &[Statement<Monolingual>]) -> impl Iterator<Item = &str> {
    valid(statements).filter(|(text, _)| text.language == "en").map(|(text, _)| text.text.as_str())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_empty_may_be_an_array() {
        let item: Item = serde_json::from_str(r#"{"id":"Q1","labels":[],"aliases":[],"claims":[],"more":{}}"#).unwrap();
        assert!(item.labels.0.best().is_none() && item.claims.0.position.is_empty());
    }

    #[test]
    fn preferred_before_normal_and_never_deprecated() {
        let statement = |rank: &str, id: u32| {
            format!(
                r#"{{"mainsnak":{{"snaktype":"value","datavalue":{{"value":{{"numeric-id":{id}}}}}}},"rank":"{rank}"}}"#
            )
        };
        let unknown = r#"{"mainsnak":{"snaktype":"somevalue"},"rank":"normal"}"#;
        let list =
            [&statement("normal", 1), &statement("preferred", 2), &statement("deprecated", 3), unknown].join(",");
        let claims: Claims = serde_json::from_str(&format!(r#"{{"P17":[{list}]}}"#)).unwrap();
        let found: Vec<Option<u32>> = valid(&claims.country).map(|(reference, _)| reference.number()).collect();
        assert_eq!(found, [Some(2), Some(1)]);
    }

    #[test]
    fn times_by_their_precision() {
        let date = |time: &str, precision| Time { time: time.to_owned(), precision }.date().map(|d| d.to_string());
        assert_eq!(date("+2017-01-20T00:00:00Z", 11).as_deref(), Some("2017-01-20"));
        assert_eq!(date("+2017-01-00T00:00:00Z", 10).as_deref(), Some("2017-01"));
        assert_eq!(date("+2017-00-00T00:00:00Z", 9).as_deref(), Some("2017"));
        assert_eq!(date("+2010-00-00T00:00:00Z", 8), None);
        assert_eq!(date("-0044-03-15T00:00:00Z", 11), None);
        assert_eq!(date("+é", 11), None);
    }
}

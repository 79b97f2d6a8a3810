//! Fields of a JSON object whose types are judged one by one, so that a message can name the field.

use std::borrow::Cow;
use std::fmt;

use serde::de::{Deserialize, Deserializer, IgnoredAny, MapAccess, SeqAccess, Visitor};

use crate::Kind;

/// A JSON value, kept where it is a string or a whole number.
#[derive(Debug, Default, PartialEq)]
pub(crate) enum Field<'a> {
    /// Absent or null.
    #[default]
    Null,
    Text(Cow<'a, str>),
    Whole(i128),
    /// Anything else, by its kind.
    Other(&'static str),
}

impl Field<'_> {
    /// A field that must be a string where it is given.
    pub fn string(self, field: &str) -> Result<Option<String>, Kind> {
        match self {
            Field::Null => Ok(None),
            Field::Text(text) => Ok(Some(text.into_owned())),
            other => Err(Kind::WrongType { field: field.to_owned(), wanted: "a string", found: other.kind() }),
        }
    }

    /// An id: a string, or a whole number, which becomes its digits.
    pub fn id(self, field: &str) -> Result<Option<String>, Kind> {
        match self {
            Field::Null => Ok(None),
            Field::Text(text) => Ok(Some(text.into_owned())),
            Field::Whole(number) => Ok(Some(number.to_string())),
            other => Err(Kind::WrongType {
                field: field.to_owned(),
                wanted: "a string or a whole number",
                found: other.kind(),
            }),
        }
    }

    /// The string, where it is one.
    pub fn string_or_nothing(self) -> Option<String> {
        match self {
            Field::Text(text) => Some(text.into_owned()),
            _ => None,
        }
    }

    fn kind(&self) -> &'static str {
        match self {
            Field::Null => "null",
            Field::Text(_) => "a string",
            Field::Whole(_) => "a number",
            Field::Other(kind) => kind,
        }
    }
}

impl<'de: 'a, 'a> Deserialize<'de> for Field<'a> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(Any)
    }
}

struct Any;

impl<'de> Visitor<'de> for Any {
    type Value = Field<'de>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "a value")
    }

    fn visit_borrowed_str<E>(self, text: &'de str) -> Result<Self::Value, E> {
        Ok(Field::Text(Cow::Borrowed(text)))
    }

    fn visit_str<E>(self, text: &str) -> Result<Self::Value, E> {
        Ok(Field::Text(Cow::Owned(text.to_owned())))
    }

    fn visit_u64<E>(self, number: u64) -> Result<Self::Value, E> {
        Ok(Field::Whole(number.into()))
    }

    fn visit_i64<E>(self, number: i64) -> Result<Self::Value, E> {
        Ok(Field::Whole(number.into()))
    }

    fn visit_f64<E>(self, _: f64) -> Result<Self::Value, E> {
        Ok(Field::Other("a fraction"))
    }

    fn visit_bool<E>(self, _: bool) -> Result<Self::Value, E> {
        Ok(Field::Other("a truth value"))
    }

    fn visit_unit<E>(self) -> Result<Self::Value, E> {
        Ok(Field::Null)
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut items: A) -> Result<Self::Value, A::Error> {
        while items.next_element::<IgnoredAny>()?.is_some() {}
        Ok(Field::Other("an array"))
    }

    fn visit_map<A: MapAccess<'de>>(self, mut entries: A) -> Result<Self::Value, A::Error> {
        while entries.next_entry::<IgnoredAny, IgnoredAny>()?.is_some() {}
        Ok(Field::Other("an object"))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn field(json: &str) -> Field<'_> {
        serde_json::from_str(json).unwrap()
    }

    #[test]
    fn values_are_told_apart() {
        assert_eq!(field("null"), Field::Null);
        assert_eq!(field("\"a\\u00e9\""), Field::Text("aé".into()));
        assert_eq!(field("-7"), Field::Whole(-7));
        assert_eq!(field("18446744073709551615").id("id").unwrap().unwrap(), "18446744073709551615");
        assert_eq!(field("1.5"), Field::Other("a fraction"));
        assert_eq!(field("[1,{\"a\":[]}]"), Field::Other("an array"));
        assert_eq!(field("{\"a\":1}"), Field::Other("an object"));
    }

    #[test]
    fn a_wrong_type_is_named() {
        let message = field("[]").string("title").unwrap_err().to_string();
        assert_eq!(message, "`title` must be a string, and is an array");
    }
}

//! A document whose fields a program holds already: a row of a data frame, the answer of a service.

use std::borrow::Cow;

use tacitus::Input;

use crate::draft::Draft;
use crate::field::Field;
use crate::names::Role;
use crate::{Kind, Options};

/// The fields of a document, as strings.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Fields {
    /// The document's own id.
    pub id: Option<String>,
    /// The document; required.
    pub text: Option<String>,
    /// `YYYY-MM-DD`, or a stamp, of which the day is taken as it is written.
    pub published: Option<String>,
    /// Its title.
    pub title: Option<String>,
    /// Path or URL.
    pub source: Option<String>,
}

/// The document that a line of JSON with these fields would be.
///
/// ```
/// use tacitus_read::{Options, fields};
///
/// let fields = fields::Fields { text: Some("Talks began.".into()), published: Some("2023-01-30T08:00:00Z".into()), ..Default::default() };
/// assert_eq!(fields::document(fields, &Options::default()).unwrap().published.unwrap().to_string(), "2023-01-30");
/// ```
///
/// # Errors
/// Without text, and where the day of publication is none.
pub fn document(fields: Fields, options: &Options) -> Result<Input, Kind> {
    let Fields { id, text, published, title, source } = fields;
    let mut draft = Draft::default();
    let roles = [
        (Role::Id, id),
        (Role::Text, text),
        (Role::Published, published),
        (Role::Title, title),
        (Role::Source, source),
    ];
    for (role, value) in roles {
        if let Some(value) = value {
            draft.put((role, 0), Field::Text(Cow::Owned(value)));
        }
    }
    draft.finish(options)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::jsonl;

    #[test]
    fn fields_and_a_line_make_the_same_document() {
        let (text, source) = ("NAIROBI, March 4 - Talks began.", "https://a.example/2023/03/05/talks");
        let line = serde_json::json!({"text": text, "source": source, "id": ""}).to_string();
        let fields = Fields {
            text: Some(text.into()),
            source: Some(source.into()),
            id: Some(String::new()),
            ..Fields::default()
        };
        let options = Options::default();
        let read = jsonl::read(line.as_bytes(), "f".as_ref(), &options).next().unwrap().unwrap().value;
        assert_eq!(document(fields, &options).unwrap(), read);
        assert_eq!(read.published.unwrap().to_string(), "2023-03-04");
    }

    #[test]
    fn faults_are_those_of_a_line() {
        let fault = |fields| document(fields, &Options::default()).unwrap_err().to_string();
        assert_eq!(fault(Fields::default()), "there is no `text`");
        assert_eq!(fault(Fields { text: Some(" ".into()), ..Fields::default() }), "there is no text");
        let undated = Fields { text: Some("a".into()), published: Some("Monday".into()), ..Fields::default() };
        assert!(fault(undated).starts_with("`published` must be YYYY-MM-DD"));
    }
}

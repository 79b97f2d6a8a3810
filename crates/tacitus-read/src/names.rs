//! By which names a field of JSON, a column of a table or a line of front matter is known.

use std::fmt;
use std::str::FromStr;

/// What a field of a document is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Role {
    /// The document's own id.
    Id,
    /// The document.
    Text,
    /// Its day of publication.
    Published,
    /// Its title.
    Title,
    /// Path or URL.
    Source,
}

impl Role {
    /// Every role, in the order of its discriminant.
    pub(crate) const ALL: [Role; 5] = [Role::Id, Role::Text, Role::Published, Role::Title, Role::Source];

    /// The names it goes by, our own first. The others are those of Common Crawl's news, news-please, GDELT,
    /// Media Cloud, NGEC, schema.org and the usual interfaces of news services.
    fn known(self) -> &'static [&'static str] {
        match self {
            Role::Id => &["id", "storiesid", "storyid", "articleid", "docid", "guid", "uuid", "uri"],
            Role::Text => &[
                "text",
                "maintext",
                "body",
                "fulltext",
                "articletext",
                "storytext",
                "eventtext",
                "articlebody",
                "content",
                "plaintext",
                "article",
                "story",
            ],
            Role::Published => &[
                "published",
                "datepublish",
                "publishdate",
                "pubdate",
                "datepublished",
                "publisheddate",
                "publishedat",
                "publicationdate",
                "seendate",
                "date",
                "timestamp",
            ],
            Role::Title => &["title", "headline"],
            Role::Source => &["source", "url", "link", "sourceurl", "canonicalurl", "permalink", "publisher"],
        }
    }
}

impl fmt::Display for Role {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.known()[0])
    }
}

impl FromStr for Role {
    type Err = ();

    fn from_str(name: &str) -> Result<Self, ()> {
        Role::ALL.into_iter().find(|role| role.known()[0] == name).ok_or(())
    }
}

/// The names of fields: those that are known, unless others are given.
///
/// ```
/// use tacitus_read::{Names, Options, Role, jsonl};
///
/// let mut names = Names::default();
/// names.map(Role::Text, "wire_copy");
/// let options = Options { names, ..Options::default() };
/// let line = r#"{"wire_copy": "Talks began.", "text": "Not this", "headline": "Talks"}"#;
/// let found = jsonl::read(line.as_bytes(), "news.jsonl".as_ref(), &options).next().unwrap().unwrap();
/// assert_eq!(found.value.text, "Talks began.");
/// assert_eq!(found.value.title.as_deref(), Some("Talks"));
/// ```
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Names {
    mapped: Vec<(Role, String)>,
}

/// How a name was come by: the lower, the more it counts. At zero it is ours or was asked for, and its value must be
/// what it ought to be; above that it is a guess, and a value that does not fit is passed over.
pub(crate) type Rank = usize;

impl Names {
    /// From now on, `name` alone stands for a role, in exactly this spelling.
    pub fn map(&mut self, role: Role, name: impl Into<String>) {
        self.mapped.retain(|(other, _)| *other != role);
        self.mapped.push((role, name.into()));
    }

    /// What a field of this name is.
    pub(crate) fn role(&self, name: &str) -> Option<(Role, Rank)> {
        if let Some((role, _)) = self.mapped.iter().find(|(_, mapped)| mapped == name) {
            return Some((*role, 0));
        }
        let free = Role::ALL.into_iter().filter(|role| self.mapped.iter().all(|(taken, _)| taken != role));
        let mut ranks = free.filter_map(|role| Some((role, role.known().iter().position(|known| same(known, name))?)));
        ranks.next()
    }

    /// The name to use for a role when its field is missed.
    pub(crate) fn name(&self, role: Role) -> &str {
        match self.mapped.iter().find(|(mapped, _)| *mapped == role) {
            Some((_, name)) => name,
            None => role.known()[0],
        }
    }
}

/// Whether a name is a known one but for capitals and signs: `datePublished`, `Date published`, `date_published`.
fn same(known: &str, name: &str) -> bool {
    let mut letters = name.bytes().filter(|b| !matches!(b, b'_' | b'-' | b' ' | b'.'));
    known.bytes().all(|b| letters.next().is_some_and(|other| other.to_ascii_lowercase() == b))
        && letters.next().is_none()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_of_other_programs_are_known() {
        let names = Names::default();
        for (name, role) in [
            ("text", Role::Text),
            ("maintext", Role::Text),
            ("event_text", Role::Text),
            ("articleBody", Role::Text),
            ("date_publish", Role::Published),
            ("Publication Date", Role::Published),
            ("stories_id", Role::Id),
            ("SOURCEURL", Role::Source),
        ] {
            assert_eq!(names.role(name).map(|(role, _)| role), Some(role), "{name}");
        }
        for name in ["", "texts", "tex", "source_domain", "image_url"] {
            assert_eq!(names.role(name), None, "{name}");
        }
    }

    #[test]
    fn our_own_names_count_most() {
        let names = Names::default();
        for role in Role::ALL {
            assert_eq!(names.role(&role.to_string()), Some((role, 0)));
            assert_eq!(role.to_string().parse(), Ok(role));
        }
        let rank = |name| names.role(name).unwrap().1;
        assert!(rank("pub_date") < rank("date"));
    }

    #[test]
    fn a_mapped_name_is_the_only_one() {
        let mut names = Names::default();
        names.map(Role::Text, "Body");
        names.map(Role::Text, "title");
        assert_eq!(names.role("title"), Some((Role::Text, 0)));
        assert_eq!((names.role("text"), names.role("Body")), (None, None));
        assert_eq!((names.name(Role::Text), names.name(Role::Id)), ("title", "id"));
    }
}

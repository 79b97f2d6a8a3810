//! The knowledge base as other crates see it.

use std::borrow::Cow;
use std::collections::HashMap;
use std::collections::hash_map::Entry::Vacant;
use std::path::Path;
use std::sync::{Arc, LazyLock, OnceLock};

use jiff::civil::Date;

use crate::compile::compile;
use crate::entry::Entry;
use crate::error::{Error, ErrorKind};
use crate::index::{Index, pack};
use crate::layers::Layers;
use crate::lookup::{Candidate, rank};
use crate::normalise::normalise;
use crate::plural::{role_key, singular};
use crate::vocabulary::{Act, CodebookRow, Country, Currency, Modifier, Role, Unit, Vocabulary};

static PACKED: &[u8] = include_bytes!(concat!(env!("OUT_DIR"), "/knowledge.bin"));
static BUILTIN: LazyLock<Knowledge> = LazyLock::new(|| {
    let index = Index::open(Cow::Borrowed(PACKED), "knowledge.bin", true);
    Knowledge::new([index.expect("the build packed it")])
});

/// Names, words and codes. Cheap to clone; clones share one index.
#[derive(Clone)]
pub struct Knowledge {
    shared: Arc<Shared>,
}

struct Shared {
    layers: Layers,
    words: OnceLock<Words>,
}

/// The vocabulary with its keys.
struct Words {
    all: Vocabulary,
    countries: HashMap<String, usize>,
    roles: HashMap<String, usize>,
    modifiers: HashMap<String, usize>,
    acts: HashMap<String, usize>,
    units: HashMap<String, usize>,
}

impl Knowledge {
    /// The knowledge that is compiled into the program.
    pub fn builtin() -> Knowledge {
        BUILTIN.clone()
    }

    /// The size in bytes of the index that is compiled into the program.
    pub fn builtin_size() -> usize {
        PACKED.len()
    }

    /// Reads tables from a folder, for those who keep their own.
    ///
    /// # Errors
    /// Names the table and the line where a table is missing, malformed or
    /// contradicts another.
    pub fn from_tables(folder: &Path) -> Result<Knowledge, Error> {
        let name = folder.to_string_lossy();
        let packed = pack(&compile(folder)?);
        let packed = packed.map_err(|cause| Error::new(ErrorKind::Damaged, &name, 0, cause.to_string()))?;
        Ok(Knowledge::new([Index::open(Cow::Owned(packed), &name, true)?]))
    }

    /// This knowledge and that of a file that an import made.
    ///
    /// What the file says of an entry that is known already is added to that entry; all else is new. The file is held
    /// in memory as it is.
    ///
    /// # Errors
    /// The file cannot be read, is of another kind or version, is cut off or damaged.
    pub fn with_file(&self, path: &Path) -> Result<Knowledge, Error> {
        let name = path.to_string_lossy();
        let bytes = std::fs::read(path)
            .map_err(|cause| Error::new(ErrorKind::Unreadable, &name, 0, format!("cannot be read: {cause}")))?;
        self.with_bytes(&name, bytes)
    }

    /// The same for a file's bytes; `name` is what errors call them.
    ///
    /// # Errors
    /// The bytes are not those of a knowledge file of this version, are cut off or damaged.
    pub fn with_bytes(&self, name: &str, bytes: Vec<u8>) -> Result<Knowledge, Error> {
        let index = Index::open(Cow::Owned(bytes), name, false)?;
        Ok(Knowledge::new(self.shared.layers.indexes().cloned().chain([index])))
    }

    fn new(indexes: impl IntoIterator<Item = Index>) -> Knowledge {
        Knowledge { shared: Arc::new(Shared { layers: Layers::new(indexes), words: OnceLock::new() }) }
    }

    /// What a name may stand for, best first; empty where it is not known.
    ///
    /// `on` is the day the text speaks of (as a rule the day it was
    /// published). A leader in office on that day comes before others of the
    /// same name, and a bare surname is a leader's only within ten years of an
    /// office. Without a day, all that bore the name are returned. An honorific
    /// before the name ("Mr. Putin") is passed over.
    ///
    /// ```
    /// use jiff::civil::date;
    /// use tacitus_knowledge::{How, Knowledge};
    ///
    /// let knowledge = Knowledge::builtin();
    /// let seoul = &knowledge.lookup("Seoul", None)[0];
    /// assert_eq!((seoul.entry.id.as_str(), seoul.how), ("country:KOR", How::Capital));
    /// let yoon = &knowledge.lookup("Yoon", Some(date(2023, 1, 30)))[0];
    /// assert_eq!((yoon.how, yoon.in_office), (How::Surname, true));
    /// assert!(knowledge.lookup("us", None).is_empty());
    /// ```
    pub fn lookup(&self, name: &str, on: Option<Date>) -> Vec<Candidate<'_>> {
        let found = self.shared.layers.find(name);
        match without_honorific(name) {
            Some(bare) if found.is_empty() => rank(self.shared.layers.find(bare), on),
            _ => rank(found, on),
        }
    }

    /// The entry with an id such as `country:KOR`.
    pub fn entry(&self, id: &str) -> Option<&Entry> {
        self.shared.layers.by_id(id)
    }

    /// All entries, in the order of the tables, imported ones last.
    pub fn entries(&self) -> impl Iterator<Item = &Entry> {
        self.shared.layers.entries()
    }

    /// The role of a noun phrase, singular or plural: `defence ministers`, `spokeswoman`.
    ///
    /// ```
    /// let knowledge = tacitus_knowledge::Knowledge::builtin();
    /// assert_eq!(knowledge.role("Defense Ministers").unwrap().sectors, ["GOV", "MIL"]);
    /// assert!(knowledge.role("table").is_none());
    /// ```
    pub fn role(&self, noun: &str) -> Option<&Role> {
        let words = self.words();
        words.roles.get(&role_key(noun)).map(|at| &words.all.roles[*at])
    }

    /// The role of the longest end of a phrase that has one: of `two senior police officers`, `police officer`.
    ///
    /// Of a phrase with "of" the part before it counts: `leaders of the rebels`.
    pub fn role_in(&self, phrase: &str) -> Option<&Role> {
        let key = normalise(phrase);
        let words: Vec<&str> = key.split(' ').collect();
        let of = words.iter().position(|w| matches!(*w, "of" | "for" | "from" | "in" | "at" | "with"));
        [words.len(), of.unwrap_or(0)]
            .into_iter()
            .find_map(|end| (0..end).find_map(|start| self.role(&words[start..end].join(" "))))
    }

    /// What a word says of the noun that it stands before.
    ///
    /// ```
    /// let knowledge = tacitus_knowledge::Knowledge::builtin();
    /// assert_eq!(knowledge.modifier("Former").unwrap().sectors, ["ELI"]);
    /// assert!(knowledge.modifier("green").is_none());
    /// ```
    pub fn modifier(&self, word: &str) -> Option<&Modifier> {
        let words = self.words();
        words.modifiers.get(&normalise(word)).map(|at| &words.all.modifiers[*at])
    }

    /// The country with an alpha-3 code.
    pub fn country(&self, alpha3: &str) -> Option<&Country> {
        let words = self.words();
        words.countries.get(alpha3).map(|at| &words.all.countries[*at])
    }

    /// All countries, by alpha-3 code.
    pub fn countries(&self) -> &[Country] {
        &self.words().all.countries
    }

    /// The speech act that a cue marks, by its lemma.
    ///
    /// ```
    /// let knowledge = tacitus_knowledge::Knowledge::builtin();
    /// assert_eq!(knowledge.act("deny").unwrap().act, "deny");
    /// assert_eq!(knowledge.act("say").unwrap().act, "assert");
    /// ```
    pub fn act(&self, lemma: &str) -> Option<&Act> {
        let words = self.words();
        words.acts.get(&lemma.to_lowercase()).map(|at| &words.all.acts[*at])
    }

    /// All cues.
    pub fn acts(&self) -> &[Act] {
        &self.words().all.acts
    }

    /// The codebook's row of a PLOVER type, or of one of its modes.
    pub fn codebook(&self, event_type: &str, mode: Option<&str>) -> Option<&CodebookRow> {
        self.words().all.codebook.iter().find(|row| row.event_type == event_type && row.mode.as_deref() == mode)
    }

    /// All rows of the codebook.
    pub fn codebook_rows(&self) -> &[CodebookRow] {
        &self.words().all.codebook
    }

    /// The unit, multiplier or sign of a word: `million`, `km`, `kilometres`, `$`.
    ///
    /// The case of a short sign counts (`MW` and `mW`); that of words does not.
    pub fn unit(&self, word: &str) -> Option<&Unit> {
        let words = self.words();
        let exact = word.trim_end_matches('.');
        let folded = exact.to_lowercase();
        let at =
            words.units.get(exact).or_else(|| words.units.get(&folded)).or_else(|| words.units.get(&singular(&folded)));
        at.map(|at| &words.all.units[*at].0)
    }

    /// The currency of a code, sign or name, singular or plural.
    ///
    /// A name that several currencies share (`dollar`, `won`, `pound`) is the
    /// one of `country` where that is given and uses one of the name, else the
    /// one that units.tsv has under the name, else the only one, else none.
    ///
    /// ```
    /// let knowledge = tacitus_knowledge::Knowledge::builtin();
    /// assert_eq!(knowledge.currency("$", None).unwrap().code, "USD");
    /// assert_eq!(knowledge.currency("dollars", Some("CAN")).unwrap().code, "CAD");
    /// ```
    pub fn currency(&self, name: &str, country: Option<&str>) -> Option<&Currency> {
        let all = &self.words().all.currencies;
        if let Some(coded) = all.iter().find(|c| c.code == name) {
            return Some(coded);
        }
        let key = normalise(name);
        let single = singular(&key);
        let named: Vec<&Currency> =
            all.iter().filter(|c| c.names.iter().map(|n| normalise(n)).any(|n| n == key || n == single)).collect();
        let here = |c: &&&Currency| country.is_some_and(|alpha3| c.countries.iter().any(|k| k == alpha3));
        if let Some(currency) = named.iter().find(here) {
            return Some(currency);
        }
        match self.unit(name).and_then(|unit| unit.currency.as_deref()) {
            Some(code) => all.iter().find(|c| c.code == code),
            None if named.len() == 1 => Some(named[0]),
            None => None,
        }
    }

    fn words(&self) -> &Words {
        self.shared.words.get_or_init(|| {
            let mut all = self.shared.layers.indexes().map(Index::vocabulary);
            let first = all.next().unwrap_or_default();
            Words::new(first, all.flat_map(|vocabulary| vocabulary.roles))
        })
    }
}

/// The name after "Mr.", "Mrs.", "Dr." and the like.
fn without_honorific(name: &str) -> Option<&str> {
    let (first, rest) = name.trim().split_once(' ')?;
    let title = first.trim_end_matches('.');
    let known = ["Mr", "Mrs", "Ms", "Miss", "Dr", "Sir", "Prof", "Sheikh", "Ayatollah"];
    known.contains(&title).then_some(rest)
}

impl std::fmt::Debug for Knowledge {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Knowledge").field("countries", &self.countries().len()).finish_non_exhaustive()
    }
}

impl Words {
    /// The built-in vocabulary with the imported roles that it does not have.
    fn new(mut all: Vocabulary, imported: impl Iterator<Item = Role>) -> Words {
        let mut roles = HashMap::new();
        for (at, role) in all.roles.iter().enumerate() {
            roles.insert(role_key(&role.noun), at);
        }
        for role in imported {
            if let Vacant(place) = roles.entry(role_key(&role.noun)) {
                place.insert(all.roles.len());
                all.roles.push(role);
            }
        }
        let mut units = HashMap::new();
        for (at, (unit, aliases)) in all.units.iter().enumerate() {
            units.insert(unit.name.clone(), at);
            units.extend(aliases.iter().map(|alias| (alias.clone(), at)));
        }
        Words {
            countries: all.countries.iter().enumerate().map(|(at, c)| (c.alpha3.clone(), at)).collect(),
            roles,
            modifiers: all.modifiers.iter().enumerate().map(|(at, m)| (normalise(&m.word), at)).collect(),
            acts: all.acts.iter().enumerate().map(|(at, a)| (a.lemma.clone(), at)).collect(),
            units,
            all,
        }
    }
}

//! The formats that records are written in, and how those that can be read back are told.

use std::ffi::OsStr;
use std::fs::File;
use std::io::{self, ErrorKind, Read};
use std::path::Path;

use tacitus::record::Record;
use tacitus_knowledge::Knowledge;

use crate::{Error, Writer, brat, csv, gdelt, html, jsonl, lines, pages, parquet, polecat, sqlite};

/// A format that records are written in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Format {
    /// One JSON object a line.
    Jsonl,
    /// A folder with a Parquet file a table.
    Parquet,
    /// A folder with a CSV file a table.
    Csv,
    /// One SQLite file.
    Sqlite,
    /// GDELT 2.0 Events.
    Gdelt,
    /// GDELT 2.0 Mentions.
    GdeltMentions,
    /// The lines of GDELT's quotation graph.
    GdeltQuotations,
    /// The columns of POLECAT.
    Polecat,
    /// A folder for brat, with a text and its annotation for each document.
    Brat,
    /// A folder with a page for each document.
    Html,
}

impl Format {
    /// Every format, the usual one first.
    pub const ALL: [Format; 10] = [
        Format::Jsonl,
        Format::Parquet,
        Format::Csv,
        Format::Sqlite,
        Format::Gdelt,
        Format::GdeltMentions,
        Format::GdeltQuotations,
        Format::Polecat,
        Format::Brat,
        Format::Html,
    ];

    /// Its name, and what it is, for people.
    pub fn described(self) -> (&'static str, &'static str) {
        match self {
            Format::Jsonl => ("jsonl", "One JSON object a line"),
            Format::Parquet => ("parquet", "A folder with a Parquet file a table: documents, entities, events, ..."),
            Format::Csv => ("csv", "A folder with a CSV file a table; lists are JSON"),
            Format::Sqlite => ("sqlite", "One SQLite file with a table for each"),
            Format::Gdelt => ("gdelt", "GDELT 2.0 Events, divided by tabs, without a header"),
            Format::GdeltMentions => ("gdelt-mentions", "GDELT 2.0 Mentions"),
            Format::GdeltQuotations => ("gdelt-quotations", "The lines of GDELT's quotation graph"),
            Format::Polecat => ("polecat", "The columns of POLECAT, divided by tabs, with a header"),
            Format::Brat => ("brat", "A folder for brat: a text and its annotation for each document"),
            Format::Html => ("html", "A folder with a page for each document, for people"),
        }
    }

    /// A writer of this format, to a file or folder; to standard output where none is named and the format is one
    /// stream.
    ///
    /// ```
    /// # use tacitus_write::{Format, Stored};
    /// # let folder = tempfile::tempdir().unwrap();
    /// # let line = r#"{"schema":"tacitus/1","model":"m@1","id":"a","source":null,"title":"","published":"2023-01-30",
    /// #   "language":"en","text":"Iran spoke.","sentences":[{"start":0,"end":11}],"entities":[],
    /// #   "times":[],"places":[],"quantities":[],"statements":[],"events":[],"disputes":[]}"#;
    /// # let record: tacitus::record::Record = serde_json::from_str(line).unwrap();
    /// let output = folder.path().join("records.db");
    /// let mut writer = Format::Sqlite.create(Some(&output)).unwrap();
    /// writer.put(&record).unwrap();
    /// assert!(!output.exists());
    /// writer.finish().unwrap();
    ///
    /// let back = Stored::tell(&output).unwrap().read(&output).unwrap();
    /// assert_eq!(back.map(Result::unwrap).collect::<Vec<_>>(), [record]);
    /// ```
    ///
    /// # Errors
    /// Where the output cannot be made, or is there and is not one that may be replaced.
    pub fn create(self, output: Option<&Path>) -> Result<Box<dyn Writer>, Error> {
        let named =
            || output.ok_or_else(|| io::Error::new(ErrorKind::InvalidInput, "this format needs a name to write to"));
        match self {
            Format::Jsonl => lines::create(output, "", jsonl::record),
            Format::Parquet => parquet::create(named()?),
            Format::Csv => csv::create(named()?),
            Format::Sqlite => sqlite::create(named()?),
            Format::Gdelt => {
                let knowledge = Knowledge::builtin();
                lines::create(output, "", move |record| gdelt::events(record, &knowledge).into_bytes())
            }
            Format::GdeltMentions => lines::create(output, "", |record| gdelt::mentions(record).into_bytes()),
            Format::GdeltQuotations => lines::create(output, "", |record| gdelt::quotations(record).into_bytes()),
            Format::Polecat => {
                let knowledge = Knowledge::builtin();
                let rows = move |record: &Record| polecat::rows(record, &knowledge).into_bytes();
                lines::create(output, &polecat::header(), rows)
            }
            Format::Brat => {
                let common = [("annotation.conf", brat::annotation_conf()), ("visual.conf", brat::visual_conf())];
                pages::create(
                    named()?,
                    |name| ends_in(name, &["txt", "ann", "conf"]),
                    &common,
                    |record| {
                        let (text, annotation) = brat::annotation(record);
                        vec![(".txt", text.into_bytes()), (".ann", annotation.into_bytes())]
                    },
                )
            }
            Format::Html => {
                let page = |record: &Record| vec![(".html", html::page(record).into_bytes())];
                pages::create(named()?, |name| ends_in(name, &["html"]), &[], page)
            }
        }
    }

    /// Whether it is one stream, which may go to standard output.
    pub fn is_stream(self) -> bool {
        use Format::{Brat, Csv, Gdelt, GdeltMentions, GdeltQuotations, Html, Jsonl, Parquet, Polecat, Sqlite};
        match self {
            Jsonl | Gdelt | GdeltMentions | GdeltQuotations | Polecat => true,
            Parquet | Csv | Sqlite | Brat | Html => false,
        }
    }
}

/// Whether a file's name has one of these endings.
fn ends_in(name: &OsStr, endings: &[&str]) -> bool {
    Path::new(name).extension().is_some_and(|ending| endings.iter().any(|one| ending == *one))
}

/// A form of tables that can be read back.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Stored {
    /// A folder with a Parquet file a table.
    Parquet,
    /// A folder with a CSV file a table.
    Csv,
    /// One SQLite file.
    Sqlite,
}

impl Stored {
    /// Tells by its content what a file or folder is; `None` where it is none of these.
    pub fn tell(path: &Path) -> Option<Stored> {
        use crate::tables::Table::Documents;
        if path.join(parquet::file_name(Documents)).is_file() {
            return Some(Stored::Parquet);
        }
        if path.join(csv::file_name(Documents)).is_file() {
            return Some(Stored::Csv);
        }
        let mut magic = [0; sqlite::MAGIC.len()];
        let is_file = path.metadata().is_ok_and(|found| found.is_file());
        let read = is_file && File::open(path).and_then(|mut file| file.read_exact(&mut magic)).is_ok();
        (read && magic == sqlite::MAGIC).then_some(Stored::Sqlite)
    }

    /// The records in it, in order.
    ///
    /// # Errors
    /// Where a table is missing or is not what was written. What is wrong further on comes in place of a record: of one
    /// document, after which others may come, or of a table, after which there are none.
    pub fn read(self, path: &Path) -> Result<Box<dyn Iterator<Item = Result<Record, Error>>>, Error> {
        Ok(match self {
            Stored::Parquet => Box::new(parquet::read(path)?),
            Stored::Csv => Box::new(csv::read(path)?),
            Stored::Sqlite => Box::new(sqlite::read(path)?),
        })
    }
}

#[cfg(test)]
mod tests {
    use std::fs;
    use std::path::PathBuf;

    use proptest::prelude::*;

    use super::*;
    use crate::Kind;
    use crate::arbitrary::records;

    const STORED: [(Format, Stored); 3] =
        [(Format::Parquet, Stored::Parquet), (Format::Csv, Stored::Csv), (Format::Sqlite, Stored::Sqlite)];

    fn write(format: Format, output: &Path, records: &[Record]) {
        let mut writer = format.create(Some(output)).unwrap();
        records.iter().for_each(|record| writer.put(record).unwrap());
        writer.finish().unwrap();
    }

    /// All bytes of an output, with the names of its files.
    fn bytes(output: &Path) -> Vec<(PathBuf, Vec<u8>)> {
        if output.is_file() {
            return vec![(PathBuf::new(), fs::read(output).unwrap())];
        }
        let mut files: Vec<_> = fs::read_dir(output).unwrap().map(|entry| entry.unwrap().path()).collect();
        files.sort();
        files.into_iter().map(|path| (path.file_name().unwrap().into(), fs::read(&path).unwrap())).collect()
    }

    fn jsonl(records: &[Record]) -> Vec<u8> {
        records.iter().flat_map(jsonl::record).collect()
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(24))]
        #[test]
        fn records_come_back_to_the_byte(records in records()) {
            let folder = tempfile::tempdir().unwrap();
            for (format, stored) in STORED {
                let (one, two) = (folder.path().join("one"), folder.path().join("two"));
                write(format, &one, &records);
                prop_assert_eq!(Stored::tell(&one), Some(stored));
                let back: Vec<Record> = stored.read(&one).unwrap().map(Result::unwrap).collect();
                prop_assert_eq!(jsonl(&back), jsonl(&records), "{:?}", format);
                write(format, &two, &back);
                prop_assert!(bytes(&one) == bytes(&two), "{:?}: the same records are other bytes", format);
                for output in [one, two] {
                    let _ = fs::remove_dir_all(&output).or_else(|_| fs::remove_file(&output));
                }
            }
        }
    }

    /// Enough of them for several batches and pages.
    fn many() -> Vec<Record> {
        let text = "Élan spoke. ".repeat(300);
        let one = |n: usize| {
            let mentions: Vec<_> =
                (0..n % 50).map(|m| serde_json::json!({"start": 12 * m, "end": 12 * m + 4, "form": "name"})).collect();
            let entity = |id: usize| {
                serde_json::json!({"id": format!("e{id}"), "name": "Élan", "type": "group", "country": null,
                    "sectors": ["GOV"], "code": null, "role": null, "wikidata": null, "mentions": mentions})
            };
            serde_json::json!({"schema": "tacitus/1", "model": "m@1", "id": format!("d{n}"), "source": null,
                "title": null, "published": "2023-01-30", "language": "en", "text": text, "sentences": [],
                "entities": [entity(1), entity(2)], "times": [], "places": [], "quantities": [], "statements": [],
                "events": [], "disputes": []})
        };
        (0..1500).map(|n| serde_json::from_value(one(n)).unwrap()).collect()
    }

    #[test]
    fn many_records_come_back() {
        let folder = tempfile::tempdir().unwrap();
        let records = many();
        for (format, stored) in STORED {
            let output = folder.path().join(format!("{format:?}"));
            write(format, &output, &records);
            let back = stored.read(&output).unwrap().map(Result::unwrap);
            assert!(back.eq(records.iter().cloned()), "{format:?}");
        }
    }

    #[test]
    fn an_unfinished_output_has_no_name_and_leaves_nothing() {
        let folder = tempfile::tempdir().unwrap();
        let records = &many()[..3];
        for format in [Format::Jsonl, Format::Parquet, Format::Csv, Format::Sqlite] {
            let output = folder.path().join("out");
            let mut writer = format.create(Some(&output)).unwrap();
            records.iter().for_each(|record| writer.put(record).unwrap());
            assert!(!output.exists());
            drop(writer);
            assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 0, "{format:?}");
        }
    }

    #[test]
    fn a_record_that_does_not_fit_costs_itself() {
        let folder = tempfile::tempdir().unwrap();
        let mut records = many()[..3].to_vec();
        records[1].entities[0].mentions.push(tacitus::record::Mention {
            start: 0,
            end: 1_000_000,
            form: tacitus::record::Form::Name,
        });
        let output = folder.path().join("out");
        let mut writer = Format::Parquet.create(Some(&output)).unwrap();
        let put: Vec<_> = records.iter().map(|record| writer.put(record).map_err(|error| error.kind)).collect();
        assert_eq!(put, [Ok(()), Err(Kind::Unfit), Ok(())]);
        writer.finish().unwrap();
        let back: Vec<_> = Stored::Parquet.read(&output).unwrap().map(|record| record.unwrap().id).collect();
        assert_eq!(back, ["d0", "d2"]);
    }

    #[test]
    fn damaged_tables_are_errors_that_name_them() {
        let folder = tempfile::tempdir().unwrap();
        let told = |stored: Stored, output: &Path| match stored.read(output) {
            Err(error) => error.to_string(),
            Ok(records) => records.filter_map(Result::err).map(|error| error.to_string()).collect(),
        };
        let output = folder.path().join("parquet");
        write(Format::Parquet, &output, &many()[..3]);
        fs::write(output.join("events.parquet"), "no table").unwrap();
        assert!(told(Stored::Parquet, &output).starts_with("events.parquet: "), "{}", told(Stored::Parquet, &output));
        fs::remove_file(output.join("events.parquet")).unwrap();
        assert!(told(Stored::Parquet, &output).starts_with("events.parquet: No such file"));

        let output = folder.path().join("csv");
        write(Format::Csv, &output, &many()[..3]);
        let quoted = fs::read_to_string(output.join("entities.csv")).unwrap().replacen("[\"\"GOV\"\"]", "GOV", 2);
        fs::write(output.join("entities.csv"), quoted).unwrap();
        let expected = "entities.csv: line 2: `sectors` must be a JSON array of strings, and is \"GOV\"";
        assert_eq!(told(Stored::Csv, &output), expected);

        let output = folder.path().join("db");
        write(Format::Sqlite, &output, &many()[..3]);
        let database = rusqlite::Connection::open(&output).unwrap();
        database.execute_batch("UPDATE entities SET type = 'ghost' WHERE document_row = 1").unwrap();
        drop(database);
        let message = told(Stored::Sqlite, &output);
        assert!(message.starts_with("entities: row 3: `type`: unknown variant `ghost`"), "{message}");
        assert_eq!(Stored::Sqlite.read(&output).unwrap().filter(Result::is_ok).count(), 2);
    }
}

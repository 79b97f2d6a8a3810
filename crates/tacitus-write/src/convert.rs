//! Records from anywhere into any format.

use std::path::Path;

use tacitus::record::Record;

use crate::{Error, Format, Kind};

/// What became of a record.
#[derive(Debug)]
pub enum Outcome<'a, E> {
    /// It was written.
    Written(&'a Record),
    /// It could not be read.
    Unread(E),
    /// It breaks the contract of its format, and this one cannot hold it.
    Unfit(Error),
}

/// Writes records in a format, and says how many. Each comes with something that says where it was found, which `tell`
/// is given with what became of it.
///
/// A record that cannot be read or written costs itself. Where not one could be written of those that there were,
/// nothing takes the output's place.
///
/// ```
/// # use tacitus_write::{Format, Outcome, convert};
/// # let folder = tempfile::tempdir().unwrap();
/// # let line = r#"{"schema":"tacitus/1","model":"m@1","id":"a","source":null,"title":null,"published":null,
/// #   "language":"en","text":"Iran spoke.","sentences":[{"start":0,"end":11}],"entities":[],
/// #   "times":[],"places":[],"quantities":[],"statements":[],"events":[],"disputes":[]}"#;
/// # let record: tacitus::record::Record = serde_json::from_str(line).unwrap();
/// let output = folder.path().join("records.parquet");
/// let records = [(1, Ok(record)), (2, Err("not JSON"))];
/// let count = convert(records, Format::Parquet, Some(&output), |line, outcome| {
///     if let Outcome::Unread(reason) = outcome {
///         assert_eq!((*line, reason), (2, "not JSON"));
///     }
/// });
/// assert_eq!(count.unwrap(), 1);
/// assert!(output.join("events.parquet").exists());
/// ```
///
/// # Errors
/// What ends the output: it is not there then, or what was there before still is.
pub fn convert<P, E>(
    records: impl IntoIterator<Item = (P, Result<Record, E>)>,
    format: Format,
    output: Option<&Path>,
    mut tell: impl FnMut(&P, Outcome<'_, E>),
) -> Result<u64, Error> {
    let mut writer = format.create(output)?;
    let (mut written, mut failed) = (0, 0);
    for (place, record) in records {
        let put = match record {
            Ok(record) => writer.put(&record).map(|()| record),
            Err(error) => {
                failed += 1;
                tell(&place, Outcome::Unread(error));
                continue;
            }
        };
        match put {
            Ok(record) => {
                written += 1;
                tell(&place, Outcome::Written(&record));
            }
            Err(error) if error.kind == Kind::Unfit => {
                failed += 1;
                tell(&place, Outcome::Unfit(error));
            }
            Err(error) => return Err(error),
        }
    }
    if written > 0 || failed == 0 {
        writer.finish()?;
    }
    Ok(written)
}

//! The formats that documents are read from, and what a file's name tells of them.

use std::path::Path;

/// A format that documents are read from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Format {
    /// Plain text, one document a file.
    Text,
    /// Markdown, one document a file.
    Markdown,
    /// A web page, one document a file.
    Html,
    /// One JSON object a line.
    Jsonl,
    /// A JSON array of objects, or objects one after the other.
    Json,
    /// A table with a header, one document a row.
    Csv,
    /// Parquet, one document a row.
    Parquet,
    /// RSS or Atom, one document an item.
    Feed,
    /// A web archive, one document a page.
    Warc,
    /// The XML of PETRARCH, one document a sentence or story.
    Petrarch,
}

impl Format {
    /// The format that a file's name tells, whatever it is compressed with.
    ///
    /// ```
    /// use tacitus_read::Format;
    ///
    /// assert_eq!(Format::of("a/report.TXT".as_ref()), Some(Format::Text));
    /// assert_eq!(Format::of("wire.jsonl.gz".as_ref()), Some(Format::Jsonl));
    /// assert_eq!(Format::of("photo.jpeg".as_ref()), None);
    /// ```
    pub fn of(path: &Path) -> Option<Format> {
        Some(match extension(unpacked(path))?.as_str() {
            "txt" | "text" => Format::Text,
            "md" | "markdown" => Format::Markdown,
            "html" | "htm" | "xhtml" => Format::Html,
            "jsonl" | "ndjson" => Format::Jsonl,
            "json" => Format::Json,
            "csv" | "tsv" => Format::Csv,
            "parquet" | "pq" => Format::Parquet,
            "rss" | "atom" => Format::Feed,
            "warc" => Format::Warc,
            "xml" => Format::Petrarch,
            _ => return None,
        })
    }
}

/// Whether a file of this name, met in a folder or an archive, is to be read.
pub(crate) fn is_wanted(path: &Path) -> bool {
    let packed = extension(path).is_some_and(|extension| PACKED.contains(&extension.as_str()));
    let archive = extension(path).is_some_and(|extension| ARCHIVES.contains(&extension.as_str()));
    let inner = extension(unpacked(path)).is_none_or(|extension| extension == "tar");
    archive || Format::of(path).is_some() || (packed && inner)
}

/// A file's name without its ending, as an id.
pub(crate) fn stem(path: &Path) -> Option<String> {
    unpacked(path).file_stem().map(|stem| stem.to_string_lossy().into_owned())
}

/// Endings of compressed files, whose inner name has an ending of its own.
const PACKED: [&str; 4] = ["gz", "zst", "bz2", "zstd"];
const ARCHIVES: [&str; 5] = ["tar", "zip", "tgz", "tbz2", "tzst"];

fn unpacked(path: &Path) -> &Path {
    match (extension(path), path.file_stem()) {
        (Some(extension), Some(stem)) if PACKED.contains(&extension.as_str()) => Path::new(stem),
        _ => path,
    }
}

fn extension(path: &Path) -> Option<String> {
    Some(path.extension()?.to_str()?.to_ascii_lowercase())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_a_folder_is_searched_for() {
        for wanted in ["a.txt", "a.html.gz", "A.ZIP", "a.tar.zst", "a.tgz", "a.warc.gz", "dump.gz"] {
            assert!(is_wanted(wanted.as_ref()), "{wanted}");
        }
        for other in ["a.jpeg", "a.jpeg.gz", "makefile", "a.txt~", ""] {
            assert!(!is_wanted(other.as_ref()), "{other}");
        }
    }

    #[test]
    fn ids_have_no_endings() {
        for (path, id) in [("in/2023.a.txt", "2023.a"), ("a.html.gz", "a"), ("report", "report"), ("b.log", "b")] {
            assert_eq!(stem(path.as_ref()).as_deref(), Some(id));
        }
    }
}

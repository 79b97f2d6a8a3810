//! From a stream to the reader of its format, through whatever the stream is packed in.

use std::fs::File;
use std::io::{self, BufReader, Read, Seek};
use std::iter::once;
use std::path::{Component, Path, PathBuf};
use std::sync::Arc;

use tacitus::Input;

use crate::content::{Content, Stream, tell};
use crate::expansion::Meter;
use crate::sources::Items;
use crate::utf16::Utf16;
use crate::{Format, Kind, Options, archive, csv, feed, html, json, jsonl, markdown, parquet, petrarch, text, warc};

/// What is known of a stream before it is looked at.
#[derive(Clone)]
pub(crate) struct Opening {
    /// What errors name. In an archive: its path, and the member's behind it.
    pub path: Arc<Path>,
    /// How documents are read.
    pub options: Arc<Options>,
    /// How much of the file has been read.
    pub meter: Meter,
    /// In how many archives and compressed streams it lies.
    depth: usize,
}

/// A compressed archive of compressed files, and one more.
const DEEPEST: usize = 4;

impl Opening {
    pub fn new(path: Arc<Path>, options: Arc<Options>, meter: Meter) -> Self {
        Opening { path, options, meter, depth: 0 }
    }

    /// The same for a member of this archive. Its name is a label, wherever it points: nothing is looked up by it.
    pub fn member(&self, name: &Path) -> Self {
        let relative = name.components().filter(|part| !matches!(part, Component::RootDir | Component::Prefix(_)));
        Opening { path: self.path.join(relative.collect::<PathBuf>()).into(), ..self.clone() }
    }

    /// One wrapping deeper.
    fn deeper(&mut self) -> Result<(), Kind> {
        self.depth += 1;
        if self.depth > DEEPEST { Err(Kind::Wrapped { limit: DEEPEST }) } else { Ok(()) }
    }

    /// The stream that a compressed one was made from, as often as it was compressed.
    pub fn decompressed(&self, stream: Stream) -> Result<Stream, Kind> {
        Ok(self.clone().unwrap(stream)?.1)
    }

    /// The stream as a file, for formats that are not read from front to back: the file itself where it is one, and
    /// else a temporary one without a name.
    fn file(&self, mut stream: Stream) -> Result<File, Kind> {
        if self.depth == 0 && self.path.is_file() {
            return Ok(File::open(&self.path)?);
        }
        let mut file = tempfile::tempfile()?;
        io::copy(&mut stream, &mut file)?;
        file.rewind()?;
        Ok(file)
    }

    fn unwrap(&mut self, mut stream: Stream) -> Result<(Content, Stream), Kind> {
        loop {
            let (content, whole) = tell(stream)?;
            let inner: Box<dyn Read + Send> = match content {
                Content::Compressed(compression) => {
                    self.deeper()?;
                    Box::new(self.meter.bound(compression.decode(whole)))
                }
                // What comes out does not begin with its mark.
                Content::Utf16(encoding) => Box::new(Utf16::new(whole, encoding)),
                _ => return Ok((content, whole)),
            };
            stream = Box::new(BufReader::with_capacity(128 * 1024, inner));
        }
    }
}

/// The documents of a stream.
pub(crate) fn documents(mut opening: Opening, stream: Stream) -> Result<Items<Input>, Kind> {
    let (content, stream) = opening.unwrap(stream)?;
    let told = match content {
        Content::Tar => {
            opening.deeper()?;
            return Ok(Box::new(archive::tar(opening, stream)));
        }
        Content::Zip => {
            opening.deeper()?;
            return Ok(Box::new(archive::zip(opening, stream)?));
        }
        Content::Foreign(what) if opening.options.from.is_none() => {
            return Err(Kind::Unsupported { what: what.to_owned() });
        }
        Content::Sure(format) => format,
        Content::Perhaps(format) => Format::of(&opening.path).unwrap_or(format),
        Content::Compressed(_) | Content::Utf16(_) | Content::Foreign(_) => Format::Text,
    };
    let (path, options) = (&opening.path, &*opening.options);
    Ok(match options.from.unwrap_or(told) {
        Format::Text => Box::new(once(text::read(stream, path, options))),
        Format::Markdown => Box::new(once(markdown::read(stream, path, options))),
        Format::Html => Box::new(once(html::read(stream, path, options))),
        Format::Jsonl => Box::new(jsonl::read(stream, path, options)),
        Format::Json => Box::new(json::read(stream, path, options)),
        Format::Csv => Box::new(csv::read(stream, path, options)),
        Format::Parquet => Box::new(parquet::read(opening.file(stream)?, path, options)),
        Format::Feed => Box::new(feed::read(stream, path, options)),
        Format::Warc => Box::new(warc::read(stream, path, options)),
        Format::Petrarch => Box::new(petrarch::read(stream, path, options)),
    })
}

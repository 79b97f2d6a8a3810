//! From sources to one knowledge file, in memory that does not grow with them.

use std::io::{self, BufWriter};
use std::path::{Path, PathBuf};

use tacitus_knowledge::{Knowledge, Role};

use crate::addition::Addition;
use crate::cameo::Cameo;
use crate::error::{Error, Fault};
use crate::geonames::Features;
use crate::identity::Identity;
use crate::input::Lines;
use crate::petrarch::{Actors, Agents};
use crate::sort::Sorter;
use crate::watch::Watch;
use crate::wikidata::{self, Class, Classes, Positions};
use crate::write;

/// What is kept, and with how much memory.
#[derive(Debug, Clone)]
pub struct Options {
    /// Classes of Wikidata that are kept beside those of the table.
    pub classes: Vec<Class>,
    /// Inhabitants below which a settlement of GeoNames is not kept.
    pub least_population: u32,
    /// Whether people are filed under their bare surname too.
    pub surnames: bool,
    /// About how many bytes of rows are held in memory while they are sorted; the rest is on disk.
    pub memory: usize,
}

impl Default for Options {
    fn default() -> Self {
        Options { classes: Vec::new(), least_population: 1000, surnames: false, memory: 256 << 20 }
    }
}

/// What came of an import.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Summary {
    /// Entries in the file, each with all that the sources say of it.
    pub entries: u64,
    /// Those of them that add to a built-in entry.
    pub met: u64,
    /// Role nouns.
    pub roles: u64,
    /// Lines that were passed over.
    pub passed_over: u64,
}

/// An import that is under way. Sources are read one after the other; what an earlier one says of a thing holds.
pub struct Import {
    out: PathBuf,
    options: Options,
    identity: Identity,
    classes: Classes,
    features: Features,
    additions: Sorter,
    positions: Positions,
    roles: Vec<Role>,
    kept: u64,
    passed_over: u64,
}

/// Progress is told after so many lines.
const OFTEN: u64 = 4096;

impl Import {
    /// An import to the file `out`, in whose folder rows are put aside. The file itself is only touched at the end.
    ///
    /// # Errors
    /// The folder cannot be written to.
    pub fn new(out: &Path, options: Options) -> Result<Import, Error> {
        let folder = write::folder(out);
        let identity = Identity::new(Knowledge::builtin());
        Ok(Import {
            classes: Classes::new(&options.classes)?,
            features: Features::new(options.least_population)?,
            additions: Sorter::new(folder, options.memory),
            positions: Positions::new(folder).map_err(Error::write(out))?,
            out: out.to_owned(),
            options,
            identity,
            roles: Vec::new(),
            kept: 0,
            passed_over: 0,
        })
    }

    /// Reads a Wikidata JSON dump: one entity a line inside one array.
    ///
    /// # Errors
    /// The file cannot be read or rows cannot be put aside. A line that is wrong is passed over.
    pub fn wikidata(&mut self, path: &Path, watch: &mut dyn Watch) -> Result<(), Error> {
        self.lines(path, watch, |import, _, line| {
            let Some(row) = wikidata::read(line, &import.classes, &mut import.identity)? else { return Ok(Ok(())) };
            if let Some(addition) = &row.addition {
                addition.posts.iter().for_each(|post| import.positions.hold(post.position));
            }
            let mut put_aside = || {
                if let Some((number, position)) = &row.position {
                    import.positions.add(*number, position)?;
                }
                row.addition.as_ref().map_or(Ok(()), |addition| import.add(addition))
            };
            Ok(put_aside())
        })
    }

    /// Reads a GeoNames table of nineteen columns.
    ///
    /// # Errors
    /// As for [`Import::wikidata`].
    pub fn geonames(&mut self, path: &Path, watch: &mut dyn Watch) -> Result<(), Error> {
        self.lines(path, watch, |import, _, line| {
            let addition = import.features.read(line, &import.identity)?;
            Ok(addition.map_or(Ok(()), |addition| import.add(&addition)))
        })
    }

    /// Reads a PETRARCH dictionary of actors.
    ///
    /// # Errors
    /// As for [`Import::wikidata`].
    pub fn actors(&mut self, path: &Path, watch: &mut dyn Watch) -> Result<(), Error> {
        let mut lines = Lines::open(path)?;
        let place = lines.place().clone();
        let cameo = Cameo::new(self.identity.knowledge())?;
        let mut actors = Actors::new(&cameo, place.name(), self.options.surnames);
        let mut faults = Vec::new();
        loop {
            let next = lines.next()?;
            let more = next.is_some();
            let addition = match next {
                Some((number, Ok(line))) => actors.read(number, line, &mut self.identity, &mut faults),
                Some((number, Err(fault))) => {
                    faults.push((number, fault));
                    None
                }
                None => actors.finish(&mut self.identity, &mut faults),
            };
            for (number, fault) in faults.drain(..) {
                self.passed_over += 1;
                watch.passed_over(&place.at(number), &fault);
            }
            if let Some(addition) = addition {
                self.add(&addition).map_err(Error::write(&self.out.clone()))?;
            }
            if !more {
                watch.progress(lines.progress(self.kept));
                return Ok(());
            }
        }
    }

    /// Reads a PETRARCH dictionary of agents.
    ///
    /// # Errors
    /// As for [`Import::wikidata`].
    pub fn agents(&mut self, path: &Path, watch: &mut dyn Watch) -> Result<(), Error> {
        let cameo = Cameo::new(self.identity.knowledge())?;
        let mut agents = Agents::new(&cameo, crate::error::Place::file(path).name());
        self.lines(path, watch, |import, _, line| {
            let roles = agents.read(line, import.identity.knowledge())?;
            import.kept += roles.len() as u64;
            import.roles.extend(roles);
            Ok(Ok(()))
        })
    }

    /// Writes the file: whole, or not at all.
    ///
    /// # Errors
    /// The file cannot be written; what was there before is there still.
    pub fn finish(self) -> Result<Summary, Error> {
        let failed = Error::write(&self.out);
        let knowledge = self.identity.knowledge();
        let offices = self.positions.finish(knowledge).map_err(&failed)?;
        let writing = write::Writing {
            knowledge,
            offices,
            surnames: self.options.surnames,
            folder: write::folder(&self.out),
            memory: self.options.memory,
        };
        let roles = self.roles.len() as u64;
        let additions = self.additions.finish().map_err(&failed)?;
        let mut summary = Summary { roles, passed_over: self.passed_over, ..Summary::default() };
        write::replace(&self.out, |file| {
            let packed = writing.pack(additions, BufWriter::new(file), self.roles, &mut summary)?;
            packed.into_inner().map_err(io::IntoInnerError::into_error)
        })
        .map_err(&failed)?;
        Ok(summary)
    }

    /// What was kept so far: entries that may yet turn out to be one, and nouns.
    pub fn kept(&self) -> u64 {
        self.kept
    }

    fn add(&mut self, addition: &Addition) -> io::Result<()> {
        self.kept += 1;
        let row = postcard::to_stdvec(addition).map_err(io::Error::other)?;
        self.additions.push(addition.entry.id.as_bytes(), &row)
    }

    fn lines(
        &mut self,
        path: &Path,
        watch: &mut dyn Watch,
        mut read: impl FnMut(&mut Import, u64, &str) -> Result<io::Result<()>, Fault>,
    ) -> Result<(), Error> {
        let mut lines = Lines::open(path)?;
        let place = lines.place().clone();
        while let Some((number, line)) = lines.next()? {
            match line.and_then(|line| read(self, number, line)) {
                Ok(put_aside) => put_aside.map_err(Error::write(&self.out))?,
                Err(fault) => {
                    self.passed_over += 1;
                    watch.passed_over(&place.at(number), &fault);
                }
            }
            if number % OFTEN == 0 {
                watch.progress(lines.progress(self.kept));
            }
        }
        watch.progress(lines.progress(self.kept));
        Ok(())
    }
}

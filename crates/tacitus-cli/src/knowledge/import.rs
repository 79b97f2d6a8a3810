//! `tacitus knowledge import`: other people's knowledge in, one knowledge file out.

use std::io::{self, IsTerminal};
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use clap::{ArgGroup, Args};
use tacitus_import::{Class, Error, Import, Options};

use super::telling::{FIRST_OF_A_DUMP, Telling};

/// Make a knowledge file from Wikidata, GeoNames and PETRARCH dictionaries
///
/// The file adds to the built-in tables wherever `--knowledge` names it. A thing that is built in already, told by its
/// Wikidata id, ISO code or GeoNames id, or by name and country, gets names and offices; all else is new. Sources may be
/// plain, or compressed with gzip or bzip2; `-` is standard input. Rows are sorted on disk, in the folder of the file,
/// so memory does not grow with a dump.
///
/// A line that is wrong is passed over and told. The file is written beside the old one, under its name and `.new`,
/// and takes its place when it is whole.
#[derive(Debug, Args)]
#[command(after_long_help = EXAMPLES, override_usage = USAGE, group = ArgGroup::new("sources").required(true).multiple(true))]
pub struct Arguments {
    /// The knowledge file that is written
    #[arg(short, long, visible_alias = "output", value_name = "FILE", help_heading = "Output")]
    out: PathBuf,

    /// A Wikidata JSON dump: one entity a line inside one array
    ///
    /// Kept are countries, organisations, groups, places, and people with an office, by the classes of
    /// knowledge/wikidata-classes.tsv; of each the English label and aliases, country, offices with their time,
    /// coordinates.
    #[arg(long, value_name = "FILE", num_args = 1.., group = "sources", help_heading = "Sources")]
    wikidata: Vec<PathBuf>,

    /// A GeoNames table: allCountries.txt, cities15000.txt, PE.txt
    #[arg(long, value_name = "FILE", num_args = 1.., group = "sources", help_heading = "Sources")]
    geonames: Vec<PathBuf>,

    /// A PETRARCH dictionary of actors: Phoenix.Countries.actors.txt
    ///
    /// CAMEO codes become countries and PLOVER sectors by knowledge/cameo-actors.tsv.
    #[arg(long, value_name = "FILE", num_args = 1.., group = "sources", help_heading = "Sources")]
    actors: Vec<PathBuf>,

    /// A PETRARCH dictionary of agents: Phoenix.agents.txt
    ///
    /// Nouns that are built in keep their sectors.
    #[arg(long, value_name = "FILE", num_args = 1.., group = "sources", help_heading = "Sources")]
    agents: Vec<PathBuf>,

    /// Keep the instances of this class of Wikidata too: Q532, or Q532=place
    ///
    /// Kinds are human, country, organisation, group, place and position. Without one, what has coordinates is a
    /// place, and all else an organisation.
    #[arg(long, value_name = "CLASS", help_heading = "What is kept")]
    class: Vec<Class>,

    /// Inhabitants that a settlement of GeoNames must have
    #[arg(long, value_name = "N", default_value_t = 1000, help_heading = "What is kept")]
    least_population: u32,

    /// Find people by their bare surname too, within ten years of an office
    #[arg(long, help_heading = "What is kept")]
    surnames: bool,

    /// Megabytes of rows that are held while they are sorted
    #[arg(long, value_name = "N", default_value_t = 256, value_parser = clap::value_parser!(u32).range(1..=65_536), help_heading = "Running")]
    memory: u32,

    /// No progress and no closing line; errors are still told
    #[arg(short, long, help_heading = "Running")]
    quiet: bool,
}

const USAGE: &str = "tacitus knowledge import --out <FILE> --wikidata|--geonames|--actors|--agents <FILE>... [OPTIONS]";

const EXAMPLES: &str = "\
Examples:
  tacitus knowledge import --out peru.tacitus --geonames PE.txt --least-population 100
  tacitus knowledge import --out world.tacitus --wikidata latest-all.json.bz2 --class Q532=place
  tacitus knowledge import --out phoenix.tacitus --actors Phoenix.*.actors.txt --agents Phoenix.agents.txt
  tacitus code news/ --knowledge world.tacitus --knowledge phoenix.tacitus

Exit status: 0 all lines were read, 1 nothing was written or the usage is bad, 2 some lines were passed over.";

type Read = fn(&mut Import, &Path, &mut Telling) -> Result<(), Error>;

pub fn run(arguments: Arguments) -> anyhow::Result<ExitCode> {
    let sources: [(&[PathBuf], u64, Read); 4] = [
        (&arguments.wikidata, FIRST_OF_A_DUMP, |import, path, telling| import.wikidata(path, telling)),
        (&arguments.geonames, FIRST_OF_A_DUMP, |import, path, telling| import.geonames(path, telling)),
        (&arguments.actors, u64::MAX, |import, path, telling| import.actors(path, telling)),
        (&arguments.agents, u64::MAX, |import, path, telling| import.agents(path, telling)),
    ];
    let out = &arguments.out;
    for path in sources.iter().flat_map(|(paths, ..)| *paths) {
        if same(path, out) {
            anyhow::bail!("{}: {} is an input; it was not overwritten", out.display(), path.display());
        }
    }
    let options = Options {
        classes: arguments.class,
        least_population: arguments.least_population,
        surnames: arguments.surnames,
        memory: (arguments.memory as usize) << 20,
    };
    let mut telling = Telling::new(!arguments.quiet && io::stderr().is_terminal());
    let mut import = Import::new(out, options)?;
    for (paths, most, read) in sources {
        for path in paths {
            telling.begin(path.display().to_string(), most);
            read(&mut import, path, &mut telling)?;
            telling.end();
        }
    }
    if import.kept() == 0 {
        anyhow::bail!("{}: the sources have nothing that is kept; it was not written", out.display());
    }
    telling.doing("sorting and writing");
    let summary = import.finish()?;
    let (entries, met, roles) = (summary.entries, summary.met, summary.roles);
    telling
        .finish(&format!("{}: {entries} entries, of which {met} add to built-in ones, {roles} nouns", out.display()));
    Ok(if summary.passed_over == 0 { ExitCode::SUCCESS } else { ExitCode::from(2) })
}

fn same(a: &Path, b: &Path) -> bool {
    a == b || matches!((a.canonicalize(), b.canonicalize()), (Ok(a), Ok(b)) if a == b)
}

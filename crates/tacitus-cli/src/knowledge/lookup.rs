//! `tacitus knowledge lookup`: names in, what they may stand for out.

use std::io::{self, BufRead, IsTerminal};
use std::process::ExitCode;

use anstyle::Style;
use anyhow::Context;
use clap::Args;
use jiff::civil::Date;
use serde::Serialize;
use tacitus_knowledge::{Candidate, How, Kind, Office};
use tacitus_write::{Output, Sink};

use crate::flags::{Known, date};
use crate::report::{self, NOTHING_DONE};
use crate::show::look::{FAINT, HEADING, Look};
use crate::show::table::{Table, fixed, flexible};

/// Show what names may stand for, best first, and why
///
/// `as` says how the name is tied to the entry: its usual name, an alias, a demonym, the capital or a metonym of those
/// who govern there, a surname. `source` is the table that says so. Which candidate a text means depends on its
/// context: the order is what holds without any.
#[derive(Debug, Args)]
#[command(after_long_help = EXAMPLES)]
pub struct Arguments {
    /// Names; `-`, or nothing, reads one a line from standard input
    #[arg(value_name = "NAME")]
    names: Vec<String>,

    /// The day (YYYY-MM-DD) on which the name is used: who was in office then
    #[arg(long, value_name = "DATE", value_parser = date)]
    on: Option<Date>,

    /// One JSON object a name, with all that is known of each candidate
    #[arg(long)]
    json: bool,

    #[command(flatten)]
    known: Known,
}

const EXAMPLES: &str = "\
Examples:
  tacitus knowledge lookup \"the Kremlin\" --on 2019-05-01
  tacitus knowledge lookup Yoon Stoltenberg --on 2023-01-30
  tacitus knowledge lookup Georgia --json | jq -r '.candidates[].id'
  tacitus knowledge lookup Vorreth --knowledge mine.tacitus
  cut -f1 names.tsv | tacitus knowledge lookup

Exit status: 0 all names are known, 1 none is or the usage is bad, 2 some are not.";

/// What `--json` writes of a name.
#[derive(Serialize)]
struct Answer<'a> {
    name: &'a str,
    on: Option<Date>,
    candidates: Vec<Row<'a>>,
}

/// What `--json` writes of a candidate.
#[derive(Serialize)]
struct Row<'a> {
    id: &'a str,
    name: &'a str,
    kind: &'static str,
    #[serde(rename = "as")]
    how: &'static str,
    source: String,
    country: Option<&'a str>,
    sectors: &'a [String],
    code: Option<String>,
    in_office: bool,
    office: Option<Held<'a>>,
    feature: Option<&'a str>,
    population: Option<u32>,
    lat: Option<f32>,
    lon: Option<f32>,
    geonames: Option<u32>,
    wikidata: Option<&'a str>,
}

/// The office that a person held on the day, or the latest where no day is given.
#[derive(Serialize)]
struct Held<'a> {
    title: String,
    country: Option<&'a str>,
    code: Option<&'a str>,
    from: Option<String>,
    to: Option<String>,
}

pub fn run(arguments: Arguments) -> anyhow::Result<ExitCode> {
    let knowledge = arguments.known.open()?;
    let mut sink = Sink::new(Output::standard()?);
    let to_terminal = io::stdout().is_terminal();
    // Nothing is shortened for a program that reads on.
    let look = Look { width: if to_terminal { Look::fit(true).width } else { 400 }, ..Look::fit(to_terminal) };
    let (mut known, mut unknown) = (0_u64, 0_u64);
    for name in names(arguments.names) {
        let name = name.context("<stdin>")?;
        let candidates = knowledge.lookup(&name, arguments.on);
        if candidates.is_empty() {
            unknown += 1;
            report::complain(format_args!("nothing is known by the name {name:?}{}", on(arguments.on)));
        } else {
            known += 1;
        }
        let rows: Vec<Row> = candidates.iter().map(|candidate| row(candidate, arguments.on)).collect();
        let text = match arguments.json {
            true => json(&Answer { name: &name, on: arguments.on, candidates: rows })?,
            false if rows.is_empty() => continue,
            false => page(&name, arguments.on, &rows, look, known > 1),
        };
        match sink.put(text.as_bytes()) {
            Err(error) if error.kind == tacitus_write::Kind::Closed => break,
            result => result.context("<stdout>")?,
        }
    }
    Ok(match (known, unknown) {
        (0, _) => NOTHING_DONE,
        (_, 0) => ExitCode::SUCCESS,
        _ => ExitCode::from(2),
    })
}

/// The names of the command line, or the lines of standard input.
fn names(names: Vec<String>) -> Box<dyn Iterator<Item = io::Result<String>>> {
    if names.is_empty() || names == ["-"] {
        let lines = io::stdin().lock().lines();
        return Box::new(lines.filter(|line| line.as_ref().map_or(true, |line| !line.trim().is_empty())));
    }
    Box::new(names.into_iter().map(Ok))
}

fn on(day: Option<Date>) -> String {
    day.map_or_else(String::new, |day| format!(" on {day}"))
}

fn row<'a>(candidate: &Candidate<'a>, day: Option<Date>) -> Row<'a> {
    let entry = candidate.entry;
    let office = match day {
        Some(day) => entry.office_on(day),
        None => entry.offices.last(),
    };
    let table = entry.table().filter(|_| !candidate.imported).map(str::to_owned);
    Row {
        id: &entry.id,
        name: &entry.name,
        kind: kind(entry.kind),
        how: how(candidate.how),
        source: table.unwrap_or_else(|| entry.sources.join(", ")),
        country: entry.country.as_deref(),
        sectors: &entry.sectors,
        code: candidate.code(day),
        in_office: candidate.in_office,
        office: office.map(held),
        feature: entry.feature.as_deref(),
        population: entry.population,
        lat: entry.lat,
        lon: entry.lon,
        geonames: entry.geonames,
        wikidata: entry.wikidata.as_deref(),
    }
}

fn held(office: &Office) -> Held<'_> {
    Held {
        title: office.role(),
        country: office.country.as_deref(),
        code: office.code.as_deref(),
        from: office.from.map(|from| from.to_string()),
        to: office.to.map(|to| to.to_string()),
    }
}

fn kind(kind: Kind) -> &'static str {
    match kind {
        Kind::Country => "country",
        Kind::Organisation => "organisation",
        Kind::Person => "person",
        Kind::Group => "group",
        Kind::Place => "place",
    }
}

fn how(how: How) -> &'static str {
    match how {
        How::Name => "name",
        How::Alias => "alias",
        How::Demonym => "demonym",
        How::Capital => "capital",
        How::Metonym => "metonym",
        How::Surname => "surname",
    }
}

fn json(answer: &Answer) -> anyhow::Result<String> {
    Ok(serde_json::to_string(answer)? + "\n")
}

/// A heading and a table, after an empty line where there was one before.
fn page(name: &str, day: Option<Date>, rows: &[Row], look: Look, further: bool) -> String {
    let mut table = Table::new(&[
        flexible("name", 10),
        flexible("id", 12),
        fixed("kind"),
        fixed("as"),
        fixed("country"),
        fixed("sectors"),
        fixed("code"),
        flexible("office", 12),
        flexible("held", 12),
        flexible("source", 10),
    ]);
    for row in rows {
        let held = row.office.as_ref();
        let time =
            held.map(|held| [held.from.as_deref(), held.to.as_deref()].map(Option::unwrap_or_default).join(" – "));
        let plain = |text: &str| (Style::new(), text.to_owned());
        table.row([
            (HEADING, row.name.to_owned()),
            plain(row.id),
            plain(row.kind),
            plain(row.how),
            plain(row.country.unwrap_or_default()),
            plain(&row.sectors.join(" ")),
            plain(row.code.as_deref().unwrap_or_default()),
            plain(held.map_or("", |held| &held.title)),
            (FAINT, time.unwrap_or_default()),
            (FAINT, row.source.clone()),
        ]);
    }
    let gap = if further { "\n" } else { "" };
    format!(
        "{gap}{}{}\n{}",
        look.paint(HEADING, &crate::show::look::shortened(name, look.width)),
        on(day),
        table.lines(look)
    )
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;
    use tacitus_knowledge::Knowledge;

    fn first(name: &str, day: Option<Date>) -> String {
        let knowledge = Knowledge::builtin();
        let candidates = knowledge.lookup(name, day);
        json(&Answer { name, on: day, candidates: candidates.iter().take(1).map(|c| row(c, day)).collect() }).unwrap()
    }

    #[test]
    fn an_answer_says_why() {
        let kremlin = first("the Kremlin", Some(date(2019, 5, 1)));
        assert!(kremlin.starts_with(r#"{"name":"the Kremlin","on":"2019-05-01","candidates":[{"id":"country:RUS","#));
        assert!(kremlin.contains(r#""as":"metonym","source":"countries.tsv""#), "{kremlin}");
        let chief = first("Stoltenberg", Some(date(2019, 5, 1)));
        assert!(chief.contains(r#""in_office":true,"office":{"title":"Secretary General of NATO""#), "{chief}");
    }

    #[test]
    fn a_page_lines_up() {
        let (knowledge, day) = (Knowledge::builtin(), Some(date(2019, 5, 1)));
        let candidates = knowledge.lookup("the Kremlin", day);
        let rows: Vec<Row> = candidates.iter().map(|candidate| row(candidate, day)).collect();
        let page = page("the Kremlin", day, &rows, Look { color: false, width: 100 }, false);
        let expected = "\
the Kremlin on 2019-05-01
name    id           kind     as       country  code    source
Russia  country:RUS  country  metonym  RUS      RUSGOV  countries.tsv
";
        assert_eq!(page, expected);
    }
}

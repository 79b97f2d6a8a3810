//! One document as a page for a browser: the text as `tacitus show` marks it, and the record beside it.
//!
//! The page is one file. It asks the network for nothing, and needs no script: a row of the record is linked to the
//! words that it came from, and the words to the row; where a link leads lights up. It follows the browser's light or
//! dark, and has one column where two do not fit. What the document says is text, whatever it looks like: nothing of
//! it becomes markup.

mod escape;
mod keys;
mod rows;
mod text;

use std::fmt::Write;

use tacitus::record::Record;

use crate::paragraphs::Paragraphs;
use crate::wording::Wording;
use escape::{escape, link};
use keys::Keys;
use rows::Rows;
use text::Text;

const STYLE: &str = include_str!("html/page.css");

/// What the marks in the text mean: class, and the word for it.
const LEGEND: [(&str, &str); 6] = [
    ("src", "source"),
    ("cue", "cue"),
    ("say", "what is said"),
    ("act", "actor"),
    ("rec", "recipient"),
    ("trg", "event"),
];

/// A record's page.
pub fn page(record: &Record) -> String {
    let wording = Wording::of(record);
    let keys = Keys::of(record);
    let paragraphs = Paragraphs::of(wording.chars());
    let text = Text::of(&wording, &keys, &paragraphs);
    let rows = Rows { wording: &wording, keys: &keys, text: &text };
    let sections = rows.sections();

    let mut out = String::from("<!doctype html>\n");
    let language = escape(&record.language);
    let title = escape(&title(record, &wording, &paragraphs));
    // Nothing may be loaded or run, should a browser find something to load or run after all.
    let policy = "default-src 'none'; style-src 'unsafe-inline'";
    put(&mut out, format_args!("<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n"));
    put(&mut out, format_args!("<meta http-equiv=\"Content-Security-Policy\" content=\"{policy}\">\n"));
    out += "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n";
    out += "<meta name=\"color-scheme\" content=\"light dark\">\n<meta name=\"generator\" content=\"tacitus\">\n";
    put(&mut out, format_args!("<title>{title}</title>\n<style>\n{STYLE}{}</style>\n</head>\n<body>\n", text.style()));
    out += "<a class=\"skip\" href=\"#record\">To the record</a>\n";
    out += &top(record, &sections);
    put(
        &mut out,
        format_args!("<main>\n<article id=\"text\" lang=\"{language}\" tabindex=\"0\" aria-label=\"The text\">\n"),
    );
    if !text.has_heading {
        put(&mut out, format_args!("<h1 dir=\"auto\">{title}</h1>\n"));
    }
    out += text.heading.as_str();
    out += &legend();
    out += &text.body;
    out += "</article>\n<div id=\"record\" tabindex=\"0\" role=\"region\" aria-label=\"The record\">\n";
    for section in &sections {
        let (id, name, count) = (section.id, section.name, section.count);
        put(&mut out, format_args!("<section id=\"{id}\" aria-labelledby=\"{id}-h\">\n<h2 id=\"{id}-h\">{name}"));
        put(&mut out, format_args!(" <span class=\"count\">{count}</span></h2>\n{}</section>\n", section.body));
    }
    out += "</div>\n</main>\n</body>\n</html>\n";
    out
}

/// The document's title, its headline, or its id.
fn title(record: &Record, wording: &Wording<'_>, paragraphs: &Paragraphs) -> String {
    let headline = || paragraphs.headline.then(|| wording.text(paragraphs.all[0].start, paragraphs.all[0].end));
    record.title.clone().or_else(headline).unwrap_or_else(|| record.id.clone())
}

/// What the document is, and the way to its tables.
fn top(record: &Record, sections: &[rows::Section]) -> String {
    let mut facts = Vec::new();
    if let Some(source) = &record.source {
        facts.push(match link(source) {
            Some(address) => format!("<a href=\"{address}\" rel=\"noreferrer\">{address}</a>"),
            None => escape(source),
        });
    } else {
        facts.push(escape(&record.id));
    }
    if let Some(day) = &record.published {
        facts.push(format!("published <time>{}</time>", escape(day)));
    }
    facts.push(escape(&record.model));
    let mut out =
        format!("<header class=\"top\">\n<p class=\"facts\">{}</p>\n", facts.join(" <span class=\"dot\">·</span> "));
    out += "<nav aria-label=\"Tables\">";
    for section in sections {
        put(&mut out, format_args!("<a href=\"#{}\">{} <b>{}</b></a> ", section.id, section.name, section.count));
    }
    out.truncate(out.trim_end().len());
    out + "</nav>\n</header>\n"
}

fn legend() -> String {
    let parts = LEGEND.map(|(class, name)| format!("<span class=\"{class}\">{name}</span>"));
    format!("<p class=\"legend\" aria-label=\"What the marks mean\">{}</p>\n", parts.join(" "))
}

/// Writing to a string does not fail.
fn put(out: &mut String, arguments: std::fmt::Arguments<'_>) {
    out.write_fmt(arguments).expect("strings take what they are given");
}

#[cfg(test)]
mod tests;

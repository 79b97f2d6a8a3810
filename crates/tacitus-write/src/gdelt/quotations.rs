//! GDELT's quotation graph: one JSON object an article, with what is said in quotation marks and what stands around it.

use serde::Serialize;
use tacitus::record::{Quotation, Record, Span};

use super::address;

/// Characters on each side of a quotation.
const AROUND: usize = 100;

#[derive(Serialize)]
struct Article<'a> {
    date: Option<String>,
    url: &'a str,
    title: Option<&'a str>,
    lang: String,
    quotes: Vec<Quote>,
}

#[derive(Serialize)]
struct Quote {
    pre: String,
    quote: String,
    post: String,
}

/// A record's line, with its end; empty where nobody is quoted.
///
/// Quoted are the words within quotation marks of statements that are direct or mixed, in the order of the text, each
/// stretch once. White space is one space.
pub fn quotations(record: &Record) -> String {
    let chars: Vec<char> = record.text.chars().collect();
    let mut found: Vec<Span> = Vec::new();
    for statement in record.statements.iter().filter(|s| s.quotation != Quotation::Indirect) {
        for span in statement.content.iter().filter(|span| span.start < span.end && span.end <= chars.len()) {
            found.extend(quoted(&chars, *span, statement.quotation == Quotation::Direct));
        }
    }
    found.sort_by_key(|span| (span.start, usize::MAX - span.end));
    found.dedup();
    let quotes: Vec<Quote> = found.iter().map(|span| quote(&chars, *span)).filter(|q| !q.quote.is_empty()).collect();
    if quotes.is_empty() {
        return String::new();
    }
    let article = Article {
        date: record.published.as_ref().map(|day| format!("{day}T00:00:00Z")),
        url: address(record),
        title: record.title.as_deref(),
        lang: if record.language == "en" { "ENGLISH".to_owned() } else { record.language.to_uppercase() },
        quotes,
    };
    serde_json::to_string(&article).expect("plain structs are always JSON") + "\n"
}

/// The stretches of a span that stand in quotation marks, without these. A direct quotation without marks of its own
/// is one stretch.
fn quoted(chars: &[char], span: Span, direct: bool) -> Vec<Span> {
    let mut stretches = Vec::new();
    // A mark that closes what was opened before the span.
    let mut open = match (span.start..span.end).find(|&i| is_mark(chars[i])) {
        Some(first) if matches!(chars[first], '”' | '»') => Some(span.start),
        _ => None,
    };
    for (i, c) in chars.iter().enumerate().take(span.end).skip(span.start) {
        match (c, open) {
            ('“' | '„' | '«' | '"', None) => open = Some(i + 1),
            ('”' | '»' | '"', Some(start)) => {
                stretches.push(Span { start, end: i });
                open = None;
            }
            _ => {}
        }
    }
    stretches.extend(open.map(|start| Span { start, end: span.end }));
    if stretches.is_empty() && direct {
        stretches.push(span);
    }
    stretches
}

fn is_mark(c: char) -> bool {
    matches!(c, '“' | '”' | '„' | '«' | '»' | '"')
}

fn quote(chars: &[char], span: Span) -> Quote {
    let inside = |range: std::ops::Range<usize>| -> String {
        let text: String = chars[range].iter().collect();
        text.split_whitespace().collect::<Vec<_>>().join(" ")
    };
    let mut start = span.start.saturating_sub(AROUND);
    let mut end = (span.end + AROUND).min(chars.len());
    // Whole words only.
    while start > 0 && start < span.start && !chars[start - 1].is_whitespace() {
        start += 1;
    }
    while end < chars.len() && end > span.end && !chars[end].is_whitespace() {
        end -= 1;
    }
    let pre = inside(start..span.start);
    let post = inside(span.end..end);
    Quote {
        pre: pre.trim_end_matches(is_mark).trim_end().to_owned(),
        quote: inside(span.start..span.end),
        post: post.trim_start_matches(is_mark).trim_start().to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::{small, statement};

    fn stretches(text: &str, direct: bool) -> Vec<String> {
        let chars: Vec<char> = text.chars().collect();
        let found = quoted(&chars, Span { start: 0, end: chars.len() }, direct);
        found.iter().map(|span| chars[span.start..span.end].iter().collect()).collect()
    }

    #[test]
    fn stretches_in_marks() {
        assert_eq!(stretches("the patrol “never left” and \"came back\" ", false), ["never left", "came back"]);
        assert_eq!(stretches("“not closed", true), ["not closed"]);
        assert_eq!(stretches("closed only.”", true), ["closed only."]);
        assert_eq!(stretches("without marks", true), ["without marks"]);
        assert_eq!(stretches("without marks", false), Vec::<String>::new());
    }

    #[test]
    fn a_line_with_what_stands_around() {
        let mut record = small();
        record.text = "Ann said “We\n won’t go” twice.".into();
        record.title = Some("T".into());
        record.statements =
            vec![statement("s1", (9, 23), Quotation::Direct), statement("s2", (9, 23), Quotation::Mixed)];
        assert_eq!(
            quotations(&record),
            "{\"date\":\"2023-01-30T00:00:00Z\",\"url\":\"https://example.org/a\",\"title\":\"T\",\"lang\":\"ENGLISH\",\
             \"quotes\":[{\"pre\":\"Ann said\",\"quote\":\"We won’t go\",\"post\":\"twice.\"}]}\n"
        );
        record.statements[0].quotation = Quotation::Indirect;
        record.statements.truncate(1);
        assert_eq!(quotations(&record), "");
    }

    #[test]
    fn surroundings_are_whole_words() {
        let text = format!("{} “x” {}", "word ".repeat(40).trim_end(), "after ".repeat(40).trim_end());
        let chars: Vec<char> = text.chars().collect();
        let start = chars.iter().position(|c| *c == '“').unwrap() + 1;
        let quote = quote(&chars, Span { start, end: start + 1 });
        assert!(quote.pre.split(' ').all(|word| word == "word") && quote.pre.len() <= AROUND, "{}", quote.pre);
        assert!(quote.post.split(' ').all(|word| word == "after") && quote.post.len() <= AROUND, "{}", quote.post);
    }
}

//! The text with its marks, every stretch of it reachable from the rows it belongs to.
//!
//! Marks overlap as they like, and elements may not. So the text is cut wherever a mark begins or ends, and every piece
//! has the classes of all marks that it is under: what it is (`src`, `trg`) and whose (`s3`, `v4`). Before the first
//! piece of a row stands an empty element, `at-s3`, which links lead to; a rule of style for each row lights up its
//! pieces while the browser is there.

use std::collections::{BTreeMap, BTreeSet};

use tacitus::record::Span;

use super::escape::escape;
use super::keys::{Keys, key};
use crate::marks::{What, marks};
use crate::paragraphs::Paragraphs;
use crate::wording::Wording;

/// A text in HTML.
pub(super) struct Text {
    /// The headline, where the text has one.
    pub heading: String,
    /// Whether it has.
    pub has_heading: bool,
    /// The paragraphs.
    pub body: String,
    /// Rows and mentions that can be linked to.
    anchors: BTreeSet<String>,
    /// Rows that have pieces.
    rows: BTreeSet<String>,
}

/// A mark: a stretch of text, what it is, and whose.
struct Cover {
    span: Span,
    class: &'static str,
    key: String,
}

/// All that is put into a text.
struct Marked {
    covers: Vec<Cover>,
    /// Empty elements before a character: name, and the row.
    anchors: BTreeMap<usize, Vec<(String, String)>>,
    /// Numbers after a stretch that ends before a character: the rows.
    numbers: BTreeMap<usize, Vec<String>>,
}

impl Text {
    pub fn of(wording: &Wording<'_>, keys: &Keys<'_>, paragraphs: &Paragraphs) -> Text {
        let chars = wording.chars();
        let mut marked = Marked::of(wording, keys);
        marked.fit(paragraphs);
        let mut text = Text {
            heading: String::new(),
            // A title of the document's own stands above the text, unless the text begins with it.
            has_heading: paragraphs.headline
                && wording.record.title.as_ref().is_none_or(|title| same(title, &chars[paragraphs.all[0].clone()])),
            body: String::new(),
            anchors: BTreeSet::new(),
            rows: marked.covers.iter().map(|cover| cover.key.clone()).collect(),
        };
        for (i, paragraph) in paragraphs.all.iter().enumerate() {
            let inside = marked.pieces(chars, Span { start: paragraph.start, end: paragraph.end });
            match (i, paragraphs.headline, text.has_heading) {
                (0, true, true) => text.heading = format!("<h1 dir=\"auto\">{inside}</h1>\n"),
                (0, true, false) => text.body += &format!("<p class=\"headline\" dir=\"auto\">{inside}</p>\n"),
                _ => text.body += &format!("<p dir=\"auto\">{inside}</p>\n"),
            }
        }
        if !paragraphs.all.is_empty() {
            text.anchors = marked.anchors.values().flatten().map(|(name, _)| name.clone()).collect();
        }
        text
    }

    /// Where the words of a row or mention are, if they are in the text.
    pub fn place(&self, name: &str) -> Option<String> {
        let anchor = format!("at-{name}");
        self.anchors.contains(&anchor).then(|| format!("#{anchor}"))
    }

    /// The rules that light up the pieces of the row that the browser was sent to.
    pub fn style(&self) -> String {
        if self.rows.is_empty() {
            return String::new();
        }
        let rules: Vec<String> = self.rows.iter().map(|row| format!("#text:has(.at-{row}:target) .{row}")).collect();
        format!("{}{{background:var(--hit);color:var(--hit-ink)}}\n", rules.join(",\n"))
    }
}

fn same(title: &str, chars: &[char]) -> bool {
    let words = |text: &str| text.split_whitespace().collect::<Vec<_>>().join(" ");
    words(title) == words(&chars.iter().collect::<String>())
}

impl Marked {
    fn of(wording: &Wording<'_>, keys: &Keys<'_>) -> Marked {
        let record = wording.record;
        let mut marked = Marked { covers: Vec::new(), anchors: BTreeMap::new(), numbers: BTreeMap::new() };
        let length = wording.chars().len();
        for mark in marks(record) {
            let (class, letter) = match mark.what {
                What::Content => ("say", 's'),
                What::Source => ("src", 's'),
                What::Cue => ("cue", 's'),
                What::Actor => ("act", 'v'),
                What::Recipient => ("rec", 'v'),
                What::Trigger => ("trg", 'v'),
            };
            let key = key(letter, mark.row);
            if mark.numbered {
                let numbers = marked.numbers.entry(mark.span.end).or_default();
                if !numbers.contains(&key) {
                    numbers.push(key.clone());
                }
            }
            marked.covers.push(Cover { span: mark.span, class, key });
        }
        for (i, event) in record.events.iter().enumerate() {
            let key = key('v', i);
            let objects = event.objects.iter().map(|object| Span { start: object.start, end: object.end });
            marked.add(length, &key, objects);
            // The word that tells it is where one looks, not the actor at the sentence's other end.
            marked.anchor(length, event.trigger.start, &key, &key);
        }
        for (i, statement) in record.statements.iter().enumerate() {
            let key = key('s', i);
            let spans = marked.covers.iter().filter(|cover| cover.key == key && cover.class != "src");
            let first = spans.map(|cover| cover.span.start).min();
            let source = statement.source.as_ref().map(|source| source.start);
            if let Some(first) = first.or(source) {
                marked.anchor(length, first, &key, &key);
            }
        }
        for (i, entity) in record.entities.iter().enumerate() {
            let key = key('e', i);
            marked.add(length, &key, entity.mentions.iter().map(|m| Span { start: m.start, end: m.end }));
            for (n, mention) in entity.mentions.iter().enumerate() {
                marked.anchor(length, mention.start, &format!("{key}-{}", n + 1), &key);
            }
        }
        let others = [
            record.times.iter().map(|row| ('t', &row.id, Span { start: row.start, end: row.end })).collect::<Vec<_>>(),
            record.places.iter().map(|row| ('p', &row.id, Span { start: row.start, end: row.end })).collect(),
            record.quantities.iter().map(|row| ('q', &row.id, Span { start: row.start, end: row.end })).collect(),
        ];
        for (letter, id, span) in others.into_iter().flatten() {
            if let Some(key) = keys.find(letter, id) {
                marked.add(length, &key, std::iter::once(span));
                marked.anchor(length, span.start, &key, &key);
            }
        }
        marked.covers.sort_by_key(|cover| cover.span.start);
        marked
    }

    fn add(&mut self, length: usize, key: &str, spans: impl Iterator<Item = Span>) {
        let spans = spans.filter(|span| span.start < span.end && span.end <= length);
        self.covers.extend(spans.map(|span| Cover { span, class: "", key: key.to_owned() }));
    }

    fn anchor(&mut self, length: usize, at: usize, name: &str, row: &str) {
        let name = format!("at-{name}");
        if at < length && !self.anchors.values().flatten().any(|(known, _)| *known == name) {
            self.anchors.entry(at).or_default().push((name, row.to_owned()));
        }
    }

    /// Moves what stands between paragraphs into them: anchors to the next, numbers to the one before.
    fn fit(&mut self, paragraphs: &Paragraphs) {
        let all = &paragraphs.all;
        let (Some(first), Some(last)) = (all.first(), all.last()) else { return };
        let mut anchors: BTreeMap<usize, Vec<(String, String)>> = BTreeMap::new();
        for (at, names) in std::mem::take(&mut self.anchors) {
            let at = all.iter().find(|p| at < p.end).map_or(last.end - 1, |p| at.max(p.start));
            anchors.entry(at).or_default().extend(names);
        }
        let mut numbers: BTreeMap<usize, Vec<String>> = BTreeMap::new();
        for (at, rows) in std::mem::take(&mut self.numbers) {
            let at = all.iter().rev().find(|p| p.start < at).map_or(first.end, |p| at.min(p.end));
            numbers.entry(at).or_default().extend(rows);
        }
        (self.anchors, self.numbers) = (anchors, numbers);
    }

    /// A paragraph's text, cut and marked.
    fn pieces(&self, chars: &[char], paragraph: Span) -> String {
        let within = |at: &usize| paragraph.start < *at && *at < paragraph.end;
        let edges = self.covers.iter().flat_map(|cover| [cover.span.start, cover.span.end]);
        let mut cuts: BTreeSet<usize> = edges.filter(within).collect();
        cuts.extend(self.anchors.keys().chain(self.numbers.keys()).copied().filter(within));
        cuts.extend([paragraph.start, paragraph.end]);
        let cuts: Vec<usize> = cuts.into_iter().collect();
        let inside: Vec<&Cover> = self
            .covers
            .iter()
            .filter(|cover| cover.span.start < paragraph.end && paragraph.start < cover.span.end)
            .collect();
        let mut out = String::new();
        let (mut next, mut open): (usize, Vec<&Cover>) = (0, Vec::new());
        for cut in cuts.windows(2) {
            let (start, end) = (cut[0], cut[1]);
            while next < inside.len() && inside[next].span.start <= start {
                open.push(inside[next]);
                next += 1;
            }
            open.retain(|cover| cover.span.end > start);
            for (name, row) in self.anchors.get(&start).into_iter().flatten() {
                out += &format!("<span class=\"at at-{row}\" id=\"{name}\"></span>");
            }
            let text = escape(&chars[start..end].iter().collect::<String>());
            match classes(&open) {
                classes if classes.is_empty() => out += &text,
                classes => out += &format!("<span class=\"{classes}\">{text}</span>"),
            }
            if let Some(rows) = self.numbers.get(&end) {
                // The tint of what is said goes on under a number in the middle of it.
                let amid = open.iter().any(|cover| cover.class == "say" && cover.span.end > end);
                out += &refs(rows, amid);
            }
        }
        out
    }
}

/// What a piece is, and whose: each class once.
fn classes(open: &[&Cover]) -> String {
    let mut classes: Vec<String> = Vec::new();
    let mut add = |class: &str| {
        if !class.is_empty() && !classes.iter().any(|known| known == class) {
            classes.push(class.to_owned());
        }
    };
    open.iter().for_each(|cover| add(cover.class));
    // What is said within what is said is a shade darker.
    let said: BTreeSet<&str> =
        open.iter().filter(|cover| cover.class == "say").map(|cover| cover.key.as_str()).collect();
    if said.len() > 1 {
        add("deep");
    }
    open.iter().for_each(|cover| add(&cover.key));
    classes.join(" ")
}

/// Numbers that lead to rows, as footnotes do.
fn refs(rows: &[String], amid: bool) -> String {
    let link = |row: &String| {
        let what = if row.starts_with('s') { "statement" } else { "event" };
        format!("<a href=\"#{row}\" aria-label=\"{what} {}\">{row}</a>", &row[1..])
    };
    let class = if amid { " class=\"say\"" } else { "" };
    format!("<sup{class}>{}</sup>", rows.iter().map(link).collect::<Vec<_>>().join(" "))
}

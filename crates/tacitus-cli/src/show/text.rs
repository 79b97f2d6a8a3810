//! The text of a record, marked and wrapped.

use std::collections::HashMap;

use anstyle::Style;
use tacitus_write::marks::{Mark, What};

use super::look::{ACTOR, CONTENT, CUE, FAINT, Look, RECIPIENT, SOURCE, TRIGGER, width};

/// The text with its marks, each of its lines wrapped, with a line end after the last. The marks are in the order in
/// which `tacitus_write::marks::marks` gives them.
pub fn marked(text: &str, marks: &[Mark], look: Look) -> String {
    let chars: Vec<char> = text.chars().collect();
    let styles = styles(marks, chars.len());
    let signs = if look.color { superscripts(marks) } else { brackets(marks) };
    let mut page = Page::new(look, paragraphs(text, look.width));
    for (i, &c) in chars.iter().enumerate() {
        if let Some(sign) = signs.before.get(&i) {
            page.push(sign, FAINT);
        }
        match c {
            '\n' => page.end_line(chars.get(i + 1).is_some_and(|next| *next != '\n')),
            c if c.is_whitespace() => page.space(styles[i]),
            c if c.is_control() => page.push("\u{fffd}", styles[i]),
            c => page.push(c.encode_utf8(&mut [0; 4]), styles[i]),
        }
        if let Some(sign) = signs.after.get(&i) {
            page.push(sign, FAINT);
        }
    }
    page.finish()
}

/// Whether lines are paragraphs: most of them are longer than the page is wide.
fn paragraphs(text: &str, columns: usize) -> bool {
    let filled = text.lines().filter(|line| !line.trim().is_empty());
    let (long, all) = filled.fold((0, 0), |(long, all), line| (long + usize::from(width(line) > columns), all + 1));
    2 * long > all
}

/// The style of every character: what it is to a statement by its line and weight, what it is to an event by colour,
/// so that a speaker who is also an actor shows both.
fn styles(marks: &[Mark], length: usize) -> Vec<Style> {
    let mut kinds = vec![0u8; length];
    for mark in marks {
        for kind in &mut kinds[mark.span.start..mark.span.end] {
            *kind |= 1 << mark.what as u8;
        }
    }
    let style = |kinds: u8| {
        let is = |what: What| kinds & 1 << what as u8 != 0;
        let color = [
            (What::Trigger, TRIGGER),
            (What::Cue, CUE),
            (What::Actor, ACTOR),
            (What::Recipient, RECIPIENT),
            (What::Content, CONTENT),
        ];
        let style = color.iter().find(|(what, _)| is(*what)).map_or(Style::new(), |(_, style)| *style);
        if is(What::Source) { style.effects(style.get_effects() | SOURCE.get_effects()) } else { style }
    };
    kinds.into_iter().map(style).collect()
}

/// What is put before and after characters, by their index.
#[derive(Default)]
struct Signs {
    before: HashMap<usize, String>,
    after: HashMap<usize, String>,
}

/// Numbers as they are put at footnotes, after cues, contents and triggers.
fn superscripts(marks: &[Mark]) -> Signs {
    let mut signs = Signs::default();
    for mark in marks.iter().filter(|mark| mark.numbered) {
        let letter = if mark.what == What::Trigger { 'ᵛ' } else { 'ˢ' };
        let raised = mark.number.chars().map(|c| match c.to_digit(10) {
            Some(digit) => ['⁰', '¹', '²', '³', '⁴', '⁵', '⁶', '⁷', '⁸', '⁹'][digit as usize],
            None => c,
        });
        signs.after.entry(mark.span.end - 1).or_default().extend(std::iter::once(letter).chain(raised));
    }
    signs
}

/// Brackets with letters and numbers. Brackets that would cross are closed where the outer one is.
fn brackets(marks: &[Mark]) -> Signs {
    let mut signs = Signs::default();
    let mut ends: Vec<usize> = Vec::new();
    let same = |a: &Mark, b: &Mark| a.span == b.span && (a.what == What::Content) == (b.what == What::Content);
    for group in marks.chunk_by(same) {
        let span = group[0].span;
        while ends.last().is_some_and(|end| *end <= span.start) {
            ends.pop();
        }
        let end = ends.last().map_or(span.end, |outer| span.end.min(*outer));
        ends.push(end);
        let mut labels: Vec<String> = group.iter().map(label).collect();
        labels.dedup();
        let (open, close) = if group[0].what == What::Content { ('{', '}') } else { ('[', ']') };
        let before = signs.before.entry(span.start).or_default();
        before.extend([open.to_string(), labels.join(","), " ".to_owned()]);
        // The inner one closes first.
        signs.after.entry(end - 1).or_default().insert(0, close);
    }
    signs
}

fn label(mark: &Mark) -> String {
    let letter = match mark.what {
        What::Content => 's',
        What::Source => 'S',
        What::Cue => 'C',
        What::Actor => 'A',
        What::Recipient => 'R',
        What::Trigger => 'V',
    };
    format!("{letter}{}", mark.number)
}

/// What the marks mean.
pub fn legend(look: Look) -> String {
    if !look.color {
        return "[S source] [C cue] {s content} [A actor] [R recipient] [V trigger]; numbers as in the tables"
            .to_owned();
    }
    let parts = [
        (SOURCE, "source"),
        (CUE, "cue"),
        (CONTENT, "content"),
        (ACTOR, "actor"),
        (RECIPIENT, "recipient"),
        (TRIGGER, "trigger"),
    ];
    parts.map(|(style, name)| look.paint(style, name)).join("  ")
}

/// Stretches of text, each with its style.
type Runs = Vec<(Style, String)>;

/// A page that is filled word by word.
struct Page {
    look: Look,
    out: String,
    line: Runs,
    word: Runs,
    /// The space that stands before the word, if it does not begin its line.
    space: Option<Style>,
    /// Whether paragraphs that follow one another are told apart by an empty line.
    spaced: bool,
}

impl Page {
    fn new(look: Look, spaced: bool) -> Self {
        Page { look, out: String::new(), line: vec![], word: vec![], space: None, spaced }
    }

    fn push(&mut self, text: &str, style: Style) {
        push(&mut self.word, style, text);
    }

    fn space(&mut self, style: Style) {
        self.end_word();
        self.space = Some(style);
    }

    fn end_word(&mut self) {
        if self.word.is_empty() {
            return;
        }
        let (filled, wanted) = (columns(&self.line), columns(&self.word));
        if filled > 0 && filled + 1 + wanted > self.look.width {
            self.set_line();
        } else if let (Some(style), true) = (self.space, filled > 0) {
            push(&mut self.line, style, " ");
        }
        self.space = None;
        for (style, text) in self.word.drain(..) {
            push(&mut self.line, style, &text);
        }
    }

    /// Ends a line of the text, which another one follows or not.
    fn end_line(&mut self, more: bool) {
        self.end_word();
        self.set_line();
        self.space = None;
        if self.spaced && more {
            self.out.push('\n');
        }
    }

    fn set_line(&mut self) {
        for (style, text) in self.line.drain(..) {
            self.out += &self.look.paint(style, &text);
        }
        self.out.push('\n');
    }

    fn finish(mut self) -> String {
        self.end_line(false);
        let end = self.out.trim_end_matches('\n').len();
        self.out.truncate(end);
        self.out.push('\n');
        self.out
    }
}

fn push(runs: &mut Runs, style: Style, text: &str) {
    match runs.last_mut() {
        Some((last, run)) if *last == style => run.push_str(text),
        _ => runs.push((style, text.to_owned())),
    }
}

fn columns(runs: &Runs) -> usize {
    runs.iter().map(|(_, text)| width(text)).sum()
}

#[cfg(test)]
mod tests {
    use tacitus::record::Span;

    use super::*;

    fn mark(start: usize, end: usize, what: What, number: u32) -> Mark {
        Mark { span: Span { start, end }, what, row: 0, number: number.to_string(), numbered: what == What::Trigger }
    }

    fn plain(width: usize) -> Look {
        Look { color: false, width }
    }

    #[test]
    fn brackets_nest_and_merge() {
        let text = "Kim said Lee hit Bo.";
        let marks = [
            mark(0, 3, What::Source, 1),
            mark(0, 3, What::Actor, 2),
            mark(9, 19, What::Content, 1),
            mark(9, 12, What::Actor, 1),
            mark(13, 16, What::Trigger, 1),
            mark(17, 20, What::Recipient, 1),
        ];
        let expected = "[S1,A2 Kim] said {s1 [A1 Lee] [V1 hit] [R1 Bo]}.\n";
        assert_eq!(marked(text, &marks, plain(80)), expected);
    }

    #[test]
    fn colours_carry_numbers() {
        let out = marked("Lee hit Bo.", &[mark(4, 7, What::Trigger, 12)], Look { color: true, width: 80 });
        assert_eq!(out, "Lee \u{1b}[1m\u{1b}[31mhit\u{1b}[0m\u{1b}[2mᵛ¹²\u{1b}[0m Bo.\n");
    }

    #[test]
    fn lines_are_wrapped_and_paragraphs_kept_apart() {
        assert_eq!(marked("one two three\nfour\nfive\n\n", &[], plain(8)), "one two\nthree\nfour\nfive\n");
        assert_eq!(marked("one two three\nfour five\nsix\n\n", &[], plain(8)), "one two\nthree\n\nfour\nfive\n\nsix\n");
        assert_eq!(marked("a verylongword b", &[], plain(6)), "a\nverylongword\nb\n");
    }

    #[test]
    fn escape_sequences_of_the_text_do_not_reach_the_terminal() {
        assert_eq!(marked("a\u{1b}[31mb", &[], plain(80)), "a\u{fffd}[31mb\n");
    }
}

//! A page's tree, built piece by piece, so that one that was made to fill the memory, or to take hours, is left early.
//!
//! Three things cost more than a page's length allows: elements in each other, for a parser looks through all that are
//! open; marks such as `<b>` that are left open, for it opens them again in every paragraph; and attributes of one
//! element, for each is held against those before.

use std::cell::Cell;

use dom_query::{Document, NodeId};
use html5ever::tendril::TendrilSink;
use html5ever::tree_builder::{Tracer, TreeBuilderOpts};
use html5ever::{ParseOpts, Parser, QualName, local_name, ns, parse_document, parse_fragment};

use super::attributes;
use crate::Kind;

/// Deeper than any page that people made; browsers stop at half of it. Marks that are open count as well.
const DEEPEST: usize = 1000;

/// More elements and pieces of text than any page has.
const MOST_NODES: usize = 500_000;

/// Bytes that are read between two looks at the tree.
const STEP: usize = 1024;

/// The tree of a page.
///
/// # Errors
/// If it cannot be one that people made.
pub(super) fn page(html: &str) -> Result<Document, Kind> {
    built(parse_document(Document::default(), options()), html)
}

/// The tree of a piece of a page.
///
/// # Errors
/// As for a page.
pub(super) fn fragment(html: &str) -> Result<Document, Kind> {
    let body = QualName::new(None, ns!(html), local_name!("body"));
    let mut options = options();
    options.tree_builder.drop_doctype = true;
    built(parse_fragment(Document::fragment_sink(), options, body, Vec::new(), false), html)
}

/// As the library has them, for which pages are made that work without scripts.
fn options() -> ParseOpts {
    let tree_builder = TreeBuilderOpts { scripting_enabled: false, ..TreeBuilderOpts::default() };
    ParseOpts { tree_builder, ..ParseOpts::default() }
}

fn built(mut parser: Parser<Document>, html: &str) -> Result<Document, Kind> {
    attributes::check(html)?;
    let mut rest = html;
    while !rest.is_empty() {
        let (step, after) = rest.split_at(rest.floor_char_boundary(STEP));
        parser.process(step.into());
        rest = after;
        let builder = &parser.tokenizer.sink;
        let open = Count::default();
        builder.trace_handles(&open);
        if open.0.get() > DEEPEST {
            return Err(Kind::Nested { limit: DEEPEST });
        }
        if builder.sink.tree.len() > MOST_NODES {
            let reason = format!("it makes more than {MOST_NODES} elements");
            return Err(Kind::Malformed { format: "a web page", reason });
        }
    }
    Ok(parser.finish())
}

/// Counts the elements that are open.
#[derive(Default)]
struct Count(Cell<usize>);

impl Tracer for Count {
    type Handle = NodeId;

    fn trace_handle(&self, _: &NodeId) {
        self.0.set(self.0.get() + 1);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn fault(html: &str) -> Option<String> {
        page(html).err().map(|kind| kind.to_string())
    }

    #[test]
    fn towers_are_refused() {
        let deep = "elements are nested more than 1000 deep";
        for step in [
            "<div>",
            "<table><tr><td>",
            "<div></x></x>",
            "<span><div></span>",
            "<svg><style><g>",
            "<svg><tr>",
            "<!-- --!><div>",
            "<b>",
        ] {
            assert_eq!(fault(&step.repeat(20_000)).as_deref(), Some(deep), "{step}");
        }
        assert!(fragment(&"<i>".repeat(20_000)).is_err());
    }

    #[test]
    fn marks_left_open_do_not_fill_the_memory() {
        let marks: String = (0..400).map(|n| format!("<font color={n}>")).collect();
        let fault = fault(&format!("<p>{marks}{}", "</p><p>x".repeat(100_000)));
        assert_eq!(fault.as_deref(), Some("not a web page: it makes more than 500000 elements"));
    }

    #[test]
    fn what_is_left_open_as_people_do_is_no_tower() {
        for page in ["<p>A ", "<li><img src=a>", "<br>", "<!-- <div> -->", "<script>a <b</script>", "a < b, "] {
            assert_eq!(fault(&page.repeat(5000)), None, "{page}");
        }
        for page in ["<script>", "<!--", "<", "", "é<p>"] {
            assert_eq!(fault(page), None, "{page}");
        }
    }

    #[test]
    fn a_tree_built_in_steps_is_the_same() {
        let html = "<table>\r\n<p title='a&amp;b'>Né, x&eacute;e<b>ver\n</p></b>z<tr><td>1".repeat(60);
        assert_eq!(page(&html).unwrap().html(), Document::from(html.as_str()).html());
        assert_eq!(fragment(&html).unwrap().html(), Document::fragment(html.as_str()).html());
    }
}

//! Dictionaries of the PETRARCH family: actors with coded roles, and agents, the nouns without a name.

mod actors;
mod agents;
mod names;

pub(crate) use actors::Actors;
pub(crate) use agents::Agents;

/// A line without its remark.
fn without_remark(line: &str) -> &str {
    line.split(['#', ';']).next().unwrap_or_default().trim_end()
}

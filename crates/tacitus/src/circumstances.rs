//! Circumstances: when and where events happened, when statements were made, and who reports an event.

mod locating;
mod timing;

use crate::document::Document;
use crate::negation::is_negated;

/// Ties times and places to events and statements, and events to the statements that report them, and sees what the
/// tree says is not so. Requires times, actors, statements and events.
pub fn attach(document: &mut Document) {
    for e in 0..document.events.len() {
        let trigger = document.events[e].trigger;
        let attribution = reporter(document, trigger);
        let time = timing::time_of(document, trigger, attribution);
        let date = time.and_then(|t| timing::date_of(document, t));
        let place = locating::place_of(document, trigger);
        let negated = is_negated(document, trigger);
        let event = &mut document.events[e];
        event.negated |= negated;
        event.time = time;
        event.date = date;
        event.place = place;
        event.attribution = attribution;
    }
    for a in 0..document.attributions.len() {
        let Some(head) = document.attributions[a].cue_head else { continue };
        document.attributions[a].time = timing::time_of(document, head, reporter(document, head));
    }
}

/// The innermost attribution in whose content a word stands.
fn reporter(document: &Document, word: usize) -> Option<usize> {
    let length = |a: usize| document.attributions[a].content.iter().map(|c| c.len()).sum::<usize>();
    (0..document.attributions.len())
        .filter(|&a| document.attributions[a].content.iter().any(|c| c.contains(&word)))
        .min_by_key(|&a| (length(a), a))
}

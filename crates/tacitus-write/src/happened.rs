//! Which events other data sets mean by an event, and between whom they are.
//!
//! Tables of events have no column for what is denied, planned, urged or supposed: a row says that it happened. Only
//! events that are affirmed, and actual or ongoing, become rows.

use tacitus::record::{Entity, Event, Polarity, Record};

/// The events that are said to have happened, or to be going on.
pub(crate) fn happened(record: &Record) -> impl Iterator<Item = &Event> {
    record
        .events
        .iter()
        .filter(|event| event.polarity == Polarity::Affirmed && matches!(event.modality.as_str(), "actual" | "ongoing"))
}

/// Who acts on whom, one pair a row. Where both sides act on each other there is a row for each direction; where one
/// side is not known it is `None`.
pub(crate) fn pairs<'r>(record: &'r Record, event: &Event) -> Vec<(Option<&'r Entity>, Option<&'r Entity>)> {
    let side = |ids: &[String]| -> Vec<&'r Entity> {
        ids.iter().filter_map(|id| record.entities.iter().find(|entity| entity.id == *id)).collect()
    };
    let (actors, recipients) = (side(&event.actor), side(&event.recipient));
    let mut pairs = Vec::new();
    let mut join = |from: &[&'r Entity], to: &[&'r Entity]| {
        for a in from {
            pairs.extend(to.iter().filter(|b| a.id != b.id).map(|b| (Some(*a), Some(*b))));
        }
    };
    match (event.reciprocal, actors.is_empty(), recipients.is_empty()) {
        (true, false, false) => {
            join(&actors, &recipients);
            join(&recipients, &actors);
        }
        (true, false, true) => join(&actors, &actors),
        (true, true, false) => join(&recipients, &recipients),
        _ => join(&actors, &recipients),
    }
    if pairs.is_empty() {
        match (actors.is_empty(), recipients.is_empty()) {
            (true, true) => pairs.push((None, None)),
            (true, false) => pairs.extend(recipients.iter().map(|r| (None, Some(*r)))),
            (false, _) => pairs.extend(actors.iter().map(|a| (Some(*a), None))),
        }
    }
    pairs
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::small;

    fn ids(record: &Record, event: usize) -> Vec<String> {
        let id = |side: Option<&Entity>| side.map_or("-", |entity| &entity.id).to_owned();
        pairs(record, &record.events[event]).into_iter().map(|(a, b)| id(a) + &id(b)).collect()
    }

    #[test]
    fn what_is_denied_or_possible_did_not_happen() {
        let mut record = small();
        let all = |record: &Record| happened(record).map(|v| v.id.clone()).collect::<Vec<_>>();
        assert_eq!(all(&record), ["v1"]);
        record.events[0].modality = "ongoing".into();
        assert_eq!(all(&record), ["v1"]);
        for modality in ["planned", "possible", "urged", "refused", "hypothetical"] {
            record.events[0].modality = modality.into();
            assert!(all(&record).is_empty(), "{modality}");
        }
    }

    #[test]
    fn a_pair_a_row() {
        let mut record = small();
        let event = &mut record.events[0];
        (event.actor, event.recipient) = (vec!["e1".into(), "e2".into()], vec!["e2".into(), "e3".into()]);
        assert_eq!(ids(&record, 0), ["e1e2", "e1e3", "e2e3"]);
        record.events[0].reciprocal = true;
        assert_eq!(ids(&record, 0), ["e1e2", "e1e3", "e2e3", "e2e1", "e3e1", "e3e2"]);
        record.events[0].recipient.clear();
        assert_eq!(ids(&record, 0), ["e1e2", "e2e1"]);
        record.events[0].reciprocal = false;
        assert_eq!(ids(&record, 0), ["e1-", "e2-"]);
        record.events[0].actor = vec!["e1".into()];
        record.events[0].recipient = vec!["e1".into()];
        assert_eq!(ids(&record, 0), ["e1-"]);
        record.events[0].actor.clear();
        assert_eq!(ids(&record, 0), ["-e1"]);
        record.events[0].recipient.clear();
        assert_eq!(ids(&record, 0), ["--"]);
    }
}

//! The configuration that brat wants beside the documents of a folder.

use tacitus_knowledge::EVENT_TYPES;

const MENTIONS: [&str; 6] = ["Person", "Organization", "Place", "Group", "NamedEvent", "Thing"];
const OTHERS: [&str; 6] = ["Source", "Cue", "Content", "Time", "Quantity", "Object"];
const MODALITIES: &str = "ongoing|planned|possible|urged|refused|hypothetical";

/// `annotation.conf`: the types of annotations and what may hold what.
pub fn annotation_conf() -> String {
    let anyone = MENTIONS.join("|");
    let mut out = "[entities]\n".to_owned();
    for kind in MENTIONS.iter().chain(&OTHERS) {
        out += &format!("{kind}\n");
    }
    out += "\n[relations]\n";
    for kind in MENTIONS {
        out += &format!("Coreference\tArg1:{kind}, Arg2:{kind}\n");
    }
    out += "Says\tArg1:Source, Arg2:Cue|Content\nReports\tArg1:Cue, Arg2:Content\n";
    out += "<OVERLAP>\tArg1:<ANY>, Arg2:<ANY>, <OVL-TYPE>:<ANY>\n\n[events]\n";
    for (kind, _) in EVENT_TYPES {
        out += &format!(
            "{kind}\tActor*:{anyone}, Recipient*:{anyone}, Beneficiary*:{anyone}, Object*:Object, Time?:Time, Place?:Place\n"
        );
    }
    out += "\n[attributes]\n";
    out += "Negated\tArg:<EVENT>|Cue\n";
    out += &format!("Modality\tArg:<EVENT>, Value:{MODALITIES}\n");
    out += "Quotation\tArg:Content, Value:direct|indirect|mixed\n";
    out += &format!("Form\tArg:{anyone}, Value:nominal|pronoun\n");
    out
}

/// `visual.conf`: short labels, and the colours that the other pages of this program use.
pub fn visual_conf() -> String {
    let mut out = "[labels]\nOrganization | Organization | Org\nNamedEvent | Named event | Event\n\
                   Coreference | Coreference | Coref\nQuantity | Quantity | Qty\nBeneficiary | Beneficiary | For\n\n\
                   [drawing]\n\
                   SPAN_DEFAULT\tfgColor:black, bgColor:#f1ede3, borderColor:darken\n\
                   ARC_DEFAULT\tcolor:#6b655b, arrowHead:triangle-5\n"
        .to_owned();
    for (kinds, color) in
        [(&MENTIONS[..], "#e2eedf"), (&["Source"], "#dbe8f4"), (&["Cue"], "#f6e7c1"), (&["Content"], "#e8eef3")]
    {
        for kind in kinds {
            out += &format!("{kind}\tbgColor:{color}\n");
        }
    }
    for (kind, quad) in EVENT_TYPES {
        let color = if quad.ends_with("conflict") { "#f6d8d2" } else { "#d3ecd9" };
        out += &format!("{kind}\tbgColor:{color}\n");
    }
    out += "Coreference\tcolor:#6b655b, dashArray:3-3, arrowHead:none\n\
            Negated\tbox:crossed, glyph:<NONE>, dashArray:<NONE>\n\
            Modality\tdashArray:3-3, glyph:<NONE>\n\
            Quotation\tglyph:“”|—|‘’\n\
            Form\tglyph:n|p\n";
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::brat::annotation;
    use crate::testing::small;

    #[test]
    fn all_that_is_written_is_configured() {
        let conf = annotation_conf();
        let section = |name: &str| {
            let begin = conf.split(&format!("[{name}]\n")).nth(1).unwrap();
            let lines = begin.split("\n\n").next().unwrap().lines();
            lines.map(|line| line.split('\t').next().unwrap()).collect::<Vec<_>>()
        };
        let mut record = small();
        record.events[0].polarity = tacitus::record::Polarity::Negated;
        let (_, ann) = annotation(&record);
        for line in ann.lines() {
            let kind = line.split('\t').nth(1).unwrap().split([' ', ':']).next().unwrap();
            let known = match &line[..1] {
                "T" => [section("entities"), section("events")].concat(),
                "E" => section("events"),
                "R" => section("relations"),
                "A" => section("attributes"),
                "#" => vec!["AnnotatorNotes"],
                other => panic!("{other}"),
            };
            assert!(known.contains(&kind), "{line}");
        }
    }
}

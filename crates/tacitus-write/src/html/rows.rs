//! The rows of a record, as cards and tables.

use tacitus::record::{Event, Statement};

use super::escape::escape;
use super::keys::{Keys, key};
use super::text::Text;
use crate::wording::{self, Speaker, Wording};

/// A table of the record.
pub(super) struct Section {
    pub id: &'static str,
    pub name: &'static str,
    pub count: usize,
    pub body: String,
}

/// What rows are made from.
pub(super) struct Rows<'a> {
    pub wording: &'a Wording<'a>,
    pub keys: &'a Keys<'a>,
    pub text: &'a Text,
}

impl Rows<'_> {
    /// All tables, each with its heading, whether it has rows or not.
    pub fn sections(&self) -> Vec<Section> {
        let record = self.wording.record;
        let section = |id, name, count, body: String| {
            let body = if count == 0 { "<p class=\"none\">none</p>\n".to_owned() } else { body };
            Section { id, name, count, body }
        };
        vec![
            section("statements", "Statements", record.statements.len(), self.statements()),
            section("events", "Events", record.events.len(), self.events()),
            section("disputes", "Disputes", record.disputes.len(), self.disputes()),
            section("entities", "Entities", record.entities.len(), self.entities()),
            section("times", "Times", record.times.len(), self.times()),
            section("places", "Places", record.places.len(), self.places()),
            section("quantities", "Quantities", record.quantities.len(), self.quantities()),
        ]
    }

    fn statements(&self) -> String {
        let cards = self.wording.record.statements.iter().enumerate().map(|(i, statement)| {
            let head = format!("{}{}", self.speaker(statement), self.cue(statement));
            let words =
                format!("<p class=\"words\" dir=\"auto\">{}</p>", escape(&one_line(&self.wording.content(statement))));
            let quotation = match statement.quotation {
                tacitus::record::Quotation::Direct => "direct",
                tacitus::record::Quotation::Indirect => "indirect",
                tacitus::record::Quotation::Mixed => "mixed",
            };
            let facts = facts(&[
                ("act", escape(&statement.act)),
                ("words", quotation.to_owned()),
                ("to", statement.addressee.as_ref().map_or(String::new(), |id| self.entity(id))),
                ("when", statement.time.as_ref().map_or(String::new(), |id| self.time(id))),
                ("score", score(statement.confidence)),
            ]);
            self.card(&key('s', i), "", &format!("<p class=\"head\">{head}</p>{words}{facts}"))
        });
        cards_of(cards)
    }

    fn events(&self) -> String {
        let cards = self.wording.record.events.iter().enumerate().map(|(i, event)| {
            let class = if event.quad.ends_with("conflict") { "conflict" } else { "cooperation" };
            let mut head = format!("<b class=\"type\" title=\"{}\">{}</b>", escape(&event.quad), escape(&event.kind));
            if let Some(mode) = &event.mode {
                head += &format!(" <span class=\"mode\">{}</span>", escape(mode));
            }
            let how = wording::how(event);
            let real = how == "actual";
            if !real {
                head += &format!(" <span class=\"how\">{}</span>", escape(&how));
            }
            let who = format!("<p class=\"who\">{}</p>", self.who(event));
            let class = if real { class.to_owned() } else { format!("{class} unreal") };
            self.card(&key('v', i), &class, &format!("<p class=\"head\">{head}</p>{who}{}", self.circumstances(event)))
        });
        cards_of(cards)
    }

    fn circumstances(&self, event: &Event) -> String {
        let date = event.date.as_deref().map_or(String::new(), escape);
        let when = match event.time.as_ref().and_then(|id| self.keys.find('t', id)) {
            Some(key) if !date.is_empty() => format!("<a href=\"#{key}\">{date}</a>"),
            _ => date,
        };
        let place = event.place.as_ref().map_or(String::new(), |id| self.place(id));
        let objects: Vec<String> = event
            .objects
            .iter()
            .map(|object| escape(&one_line(&self.wording.text(object.start, object.end))))
            .collect();
        let cameo = event.cameo.as_deref().map_or(String::new(), |code| match event.goldstein {
            Some(goldstein) => format!("{} <span class=\"soft\">({goldstein:+.1})</span>", escape(code)),
            None => escape(code),
        });
        facts(&[
            ("word", escape(&one_line(&self.wording.text(event.trigger.start, event.trigger.end)))),
            ("when", when),
            ("where", place),
            ("what", objects.join("; ")),
            ("for", self.entities_of(&event.beneficiary)),
            ("says", self.says(event)),
            ("context", escape(&event.contexts.join(", ").replace('_', " "))),
            ("CAMEO", cameo),
            ("score", score(event.confidence)),
        ])
    }

    fn disputes(&self) -> String {
        let record = self.wording.record;
        let cards = record.disputes.iter().enumerate().map(|(i, dispute)| {
            let by = self.entity(&dispute.by);
            let head = format!("<p class=\"head\">{by} <em>{}</em></p>", wording::stance(dispute.stance));
            let about = escape(&one_line(&self.wording.about(&dispute.about)));
            let row = self.keys.find('v', &dispute.about).or_else(|| self.keys.find('s', &dispute.about));
            let words = match row {
                Some(row) => format!("<p class=\"words\"><a href=\"#{row}\">{about}</a></p>"),
                None => format!("<p class=\"words\">{about}</p>"),
            };
            let told = match self.keys.find('s', &dispute.statement) {
                Some(row) => format!("<a href=\"#{row}\">{}</a>", escape(&dispute.statement)),
                None => escape(&dispute.statement),
            };
            let body = head + &words + &facts(&[("in", told)]);
            let place = self.keys.find('s', &dispute.statement).and_then(|row| self.text.place(&row));
            card(&key('d', i), place, "", &body)
        });
        cards_of(cards)
    }

    fn entities(&self) -> String {
        let rows = self.wording.record.entities.iter().enumerate().map(|(i, entity)| {
            let key = key('e', i);
            let mentions = (1..=entity.mentions.len()).map(|n| match self.text.place(&format!("{key}-{n}")) {
                Some(place) => format!("<a href=\"{place}\" aria-label=\"mention {n} of {key}\">{n}</a>"),
                None => n.to_string(),
            });
            let mut what = wording::kind(entity.kind).to_owned();
            if let Some(role) = &entity.role {
                what += &format!(", {}", escape(role));
            }
            let name = format!("{} <span class=\"soft\">{what}</span>", escape(&one_line(&entity.name)));
            let code = entity.code.as_deref().or(entity.country.as_deref()).map_or(String::new(), escape);
            let code = [code, item(entity.wikidata.as_deref())].join(" ");
            let cells = [name, code.trim().to_owned(), mentions.collect::<Vec<_>>().join(" ")];
            self.row(&key, &format!("{key}-1"), &cells)
        });
        table(&["", "name", "code", "mentions"], rows)
    }

    fn times(&self) -> String {
        let rows = self.wording.record.times.iter().enumerate().map(|(i, time)| {
            let words = escape(&one_line(&self.wording.text(time.start, time.end)));
            let key = key('t', i);
            self.row(&key, &key, &[words, escape(&time.value), escape(&time.kind.to_lowercase())])
        });
        table(&["", "words", "value", "type"], rows)
    }

    fn places(&self) -> String {
        let rows = self.wording.record.places.iter().enumerate().map(|(i, place)| {
            let degrees = match (place.lat, place.lon) {
                (Some(lat), Some(lon)) => format!("{lat:.2}, {lon:.2}"),
                _ => String::new(),
            };
            let name = match self.keys.find('e', &place.entity) {
                Some(entity) => format!("<a href=\"#{entity}\">{}</a>", escape(&place.name)),
                None => escape(&place.name),
            };
            let [country, feature] =
                [&place.country, &place.feature].map(|cell| cell.as_deref().map_or(String::new(), escape));
            let key = key('p', i);
            self.row(&key, &key, &[name, country, feature, degrees])
        });
        table(&["", "name", "country", "kind", "north, east"], rows)
    }

    fn quantities(&self) -> String {
        let rows = self.wording.record.quantities.iter().enumerate().map(|(i, quantity)| {
            let words = escape(&one_line(&self.wording.text(quantity.start, quantity.end)));
            let about = if quantity.approximate { "about " } else { "" };
            let amount = quantity.amount.map_or(String::new(), |amount| format!("{about}{}", grouped(amount)));
            let unit =
                [quantity.currency.as_deref(), quantity.unit.as_deref()].into_iter().flatten().collect::<Vec<_>>();
            let key = key('q', i);
            self.row(&key, &key, &[words, amount, escape(&unit.join(" "))])
        });
        table(&["", "words", "amount", "unit"], rows)
    }

    /// Who says it, in the words of the text where these are others than the name.
    fn speaker(&self, statement: &Statement) -> String {
        let entity = statement.source.as_ref().and_then(|source| source.entity.as_ref());
        match (self.wording.speaker(statement), entity) {
            (Speaker { words: Some(words), name: Some(_) }, Some(id)) => {
                let words = escape(&one_line(&words));
                format!("<span class=\"soft\">{words} →</span> {}", self.entity(id))
            }
            (_, Some(id)) => self.entity(id),
            (Speaker { words: Some(words), .. }, None) => escape(&one_line(&words)),
            _ => "<span class=\"soft\">nobody named</span>".to_owned(),
        }
    }

    fn cue(&self, statement: &Statement) -> String {
        let Some(cue) = &statement.cue else { return String::new() };
        let words: Vec<String> = crate::marks::cues(statement)
            .iter()
            .map(|part| one_line(&self.wording.text(part.start, part.end)))
            .collect();
        let words =
            Some(words.join(" … ")).filter(|words| !words.trim().is_empty()).unwrap_or_else(|| cue.lemma.clone());
        let negated = if statement.negated { " <span class=\"how\">negated</span>" } else { "" };
        format!(" <em class=\"said\">{}</em>{negated}", escape(&words))
    }

    fn who(&self, event: &Event) -> String {
        let nobody =
            |names: String| if names.is_empty() { "<span class=\"soft\">—</span>".to_owned() } else { names };
        let (actors, recipients) = (self.entities_of(&event.actor), self.entities_of(&event.recipient));
        let arrow = |sign: &str, word: &str| {
            format!(" <span class=\"arrow\" role=\"img\" aria-label=\"{word}\">{sign}</span> ")
        };
        match (event.reciprocal, recipients.is_empty()) {
            (true, true) => format!("{}{}", nobody(actors), arrow("↔", "with each other")),
            (true, false) => nobody(actors) + &arrow("↔", "and") + &recipients,
            (false, true) => nobody(actors),
            (false, false) => nobody(actors) + &arrow("→", "to") + &recipients,
        }
    }

    /// The statement that tells an event, and who makes it.
    fn says(&self, event: &Event) -> String {
        let Some(id) = &event.attribution else { return String::new() };
        match self.keys.find('s', id) {
            Some(row) => format!("<a href=\"#{row}\">{}</a>", escape(&one_line(&self.wording.says(event)))),
            None => escape(id),
        }
    }

    fn entities_of(&self, ids: &[String]) -> String {
        ids.iter().map(|id| self.entity(id)).collect::<Vec<_>>().join(", ")
    }

    /// An entity's name, which leads to its row.
    fn entity(&self, id: &str) -> String {
        let name = escape(&one_line(&self.wording.name(id)));
        match self.keys.find('e', id) {
            Some(row) => format!("<a href=\"#{row}\">{name}</a>"),
            None => name,
        }
    }

    fn time(&self, id: &str) -> String {
        let time = self.wording.record.times.iter().find(|time| time.id == id);
        let value = escape(time.map_or(id, |time| &time.value));
        self.keys.find('t', id).map_or(value.clone(), |row| format!("<a href=\"#{row}\">{value}</a>"))
    }

    fn place(&self, id: &str) -> String {
        let place = self.wording.record.places.iter().find(|place| place.id == id);
        let name = escape(place.map_or(id, |place| &place.name));
        self.keys.find('p', id).map_or(name.clone(), |row| format!("<a href=\"#{row}\">{name}</a>"))
    }

    fn card(&self, key: &str, class: &str, body: &str) -> String {
        card(key, self.text.place(key), class, body)
    }

    /// A table's row: the first cell leads to the text.
    fn row(&self, key: &str, anchor: &str, cells: &[String]) -> String {
        let cells: String = cells.iter().map(|cell| format!("<td dir=\"auto\">{cell}</td>")).collect();
        format!("<tr id=\"{key}\"><th scope=\"row\">{}</th>{cells}</tr>\n", number(key, self.text.place(anchor)))
    }
}

/// A row's number, which leads to its words.
fn number(key: &str, place: Option<String>) -> String {
    match place {
        Some(place) => format!("<a class=\"no\" href=\"{place}\" aria-label=\"{key}, in the text\">{key}</a>"),
        None => format!("<span class=\"no\">{key}</span>"),
    }
}

fn card(key: &str, place: Option<String>, class: &str, body: &str) -> String {
    let class = if class.is_empty() { String::new() } else { format!(" class=\"{class}\"") };
    format!("<li id=\"{key}\"{class}>{}<div>{body}</div></li>\n", number(key, place))
}

fn cards_of(cards: impl Iterator<Item = String>) -> String {
    format!("<ol class=\"cards\">\n{}</ol>\n", cards.collect::<String>())
}

/// Names and values on a line; those without a value are left out.
fn facts(facts: &[(&str, String)]) -> String {
    let known = facts.iter().filter(|(_, value)| !value.is_empty());
    let known: String = known.map(|(name, value)| format!("<div><dt>{name}</dt><dd>{value}</dd></div>")).collect();
    format!("<dl class=\"facts\">{known}</dl>")
}

/// A table. The first column is the rows' numbers.
fn table(columns: &[&str], rows: impl Iterator<Item = String>) -> String {
    let head: String = columns
        .iter()
        .map(|column| match *column {
            "" => "<th scope=\"col\"><span class=\"vh\">row</span></th>".to_owned(),
            column => format!("<th scope=\"col\">{column}</th>"),
        })
        .collect();
    format!("<table>\n<thead><tr>{head}</tr></thead>\n<tbody>\n{}</tbody>\n</table>\n", rows.collect::<String>())
}

fn score(confidence: f64) -> String {
    format!("{confidence:.2}")
}

/// A Wikidata item as a link, where it is one.
fn item(id: Option<&str>) -> String {
    match id {
        Some(id) if id.len() > 1 && id.starts_with('Q') && id[1..].bytes().all(|b| b.is_ascii_digit()) => {
            format!("<a href=\"https://www.wikidata.org/wiki/{id}\" rel=\"noreferrer\">{id}</a>")
        }
        Some(id) => escape(id),
        None => String::new(),
    }
}

/// A number with its thousands apart.
fn grouped(amount: f64) -> String {
    let text = amount.to_string();
    let (whole, rest) = text.split_once('.').map_or((text.as_str(), None), |(whole, rest)| (whole, Some(rest)));
    let (sign, digits) = whole.strip_prefix('-').map_or(("", whole), |digits| ("−", digits));
    let mut out = sign.to_owned();
    for (i, digit) in digits.chars().enumerate() {
        if i > 0 && (digits.len() - i) % 3 == 0 && digits.bytes().all(|b| b.is_ascii_digit()) {
            out.push(',');
        }
        out.push(digit);
    }
    rest.map_or(out.clone(), |rest| format!("{out}.{rest}"))
}

/// A text with all white space as one space.
fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_grouped() {
        for (amount, text) in
            [(2.0, "2"), (400_000.0, "400,000"), (-1234.5, "−1,234.5"), (1e6, "1,000,000"), (f64::NAN, "NaN")]
        {
            assert_eq!(grouped(amount), text);
        }
    }

    #[test]
    fn only_items_are_linked() {
        assert!(item(Some("Q1")).starts_with("<a "));
        assert_eq!(item(Some("Q<")), "Q&lt;");
        assert_eq!(item(Some("Q")), "Q");
    }
}

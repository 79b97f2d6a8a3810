//! Assembling the record from a document: offsets become code points, layers become rows with ids.

use std::borrow::Cow;
use std::ops::Range;

use tacitus_knowledge::Knowledge;

use crate::document::{Disputed, Document, Input, Role};
use crate::names::proper_name;
use crate::offsets::Offsets;
use crate::record::*;
use crate::times::TimeKind;

/// The record of a document that has all its layers.
pub fn assemble(document: &Document, model: &str, knowledge: &Knowledge) -> Record {
    let offsets = Offsets::new(document.text());
    let rows = Rows { document, offsets: &offsets, knowledge, located: located(document) };
    Record {
        sentences: document.sentences.iter().map(|s| rows.span(s)).collect(),
        entities: (0..document.entities.len()).map(|e| rows.entity(e)).collect(),
        times: (0..document.times.len()).map(|t| rows.time(t)).collect(),
        places: rows.places(),
        quantities: (0..document.quantities.len()).map(|q| rows.quantity(q)).collect(),
        statements: (0..document.attributions.len()).map(|a| rows.statement(a)).collect(),
        events: (0..document.events.len()).map(|e| rows.event(e)).collect(),
        disputes: (0..document.disputes.len()).map(|d| rows.dispute(d)).collect(),
        ..without_rows(&document.input, model)
    }
}

/// The record of a document of which nothing but itself is told.
pub fn without_rows(input: &Input, model: &str) -> Record {
    Record {
        schema: SCHEMA.to_owned(),
        model: model.to_owned(),
        id: id_of(input).into_owned(),
        source: input.source.clone(),
        title: input.title.clone(),
        published: input.published.map(|d| d.to_string()),
        language: "en".to_owned(),
        duplicate_of: None,
        text: input.text.clone(),
        sentences: Vec::new(),
        entities: Vec::new(),
        times: Vec::new(),
        places: Vec::new(),
        quantities: Vec::new(),
        statements: Vec::new(),
        events: Vec::new(),
        disputes: Vec::new(),
    }
}

/// The id that a document has in its record: its own, or one made from its text.
pub fn id_of(input: &Input) -> Cow<'_, str> {
    match &input.id {
        Some(id) => id.into(),
        None => fingerprint(&input.text).into(),
    }
}

/// An id for a document that has none: the first half of the BLAKE3 hash of its text, in hexadecimal.
fn fingerprint(text: &str) -> String {
    blake3::hash(text.as_bytes()).to_hex()[..32].to_owned()
}

struct Rows<'a> {
    document: &'a Document,
    offsets: &'a Offsets<'a>,
    knowledge: &'a Knowledge,
    /// The places, in their order, with the words that name each.
    located: Vec<(usize, Range<usize>)>,
}

fn id(prefix: char, index: usize) -> String {
    format!("{prefix}{}", index + 1)
}

/// A probability with three decimals, so that records stay readable.
fn rounded(p: f32) -> f64 {
    (f64::from(p.clamp(0.0, 1.0)) * 1000.0).round() / 1000.0
}

/// The places with coordinates that the text names, as entities, with the words that name each.
fn located(d: &Document) -> Vec<(usize, Range<usize>)> {
    (0..d.entities.len())
        .filter(|&e| d.entities[e].coordinates.is_some() && d.entities[e].kind == Some(EntityType::Place))
        .filter_map(|e| Some((e, naming(d, e)?)))
        .collect()
}

/// The words that name a place first; a currency's name ("US dollars") names none.
fn naming(d: &Document, e: usize) -> Option<Range<usize>> {
    let name = &d.entities[e].name;
    let spans = || {
        d.entities[e].mentions.iter().map(|&m| match d.mentions[m].form {
            Form::Name => {
                // "New" of "New York" may be read as an adjective.
                let span = proper_name(d, m);
                let before = (d.mentions[m].span.start..span.start).rev();
                let start = before.take_while(|&i| name.split(' ').any(|part| part == d.word(i))).last();
                start.unwrap_or(span.start)..span.end
            }
            _ => d.mentions[m].span.clone(),
        })
    };
    let money =
        |s: &Range<usize>| d.quantities.iter().any(|q| q.currency.is_some() && q.start <= s.start && s.end <= q.end);
    let says = |s: &Range<usize>| s.clone().any(|i| name.contains(d.word(i)) && d.word(i).len() > 2);
    let free: Vec<Range<usize>> = spans().filter(|s| !money(s)).collect();
    free.iter().find(|s| says(s)).or(free.first()).cloned()
}

impl Rows<'_> {
    fn span(&self, words: &Range<usize>) -> Span {
        let d = self.document;
        Span {
            start: self.offsets.chars(d.words.start[words.start] as usize),
            end: self.offsets.chars(d.words.end[words.end - 1] as usize),
        }
    }

    /// The words of a mention; a pronoun that is part of a contraction has the span of the whole token, as treebanks
    /// count it: "I'm", "let's".
    fn tokens(&self, words: &Range<usize>, form: Form) -> Range<usize> {
        let joined = &self.document.words.joined;
        let mut out = words.clone();
        if form == Form::Pronoun {
            while out.start > 0 && joined[out.start] {
                out.start -= 1;
            }
            while joined.get(out.end) == Some(&true) {
                out.end += 1;
            }
        }
        out
    }

    fn entity(&self, e: usize) -> Entity {
        let entity = &self.document.entities[e];
        Entity {
            id: id('e', e),
            name: entity.name.clone(),
            kind: entity.kind.unwrap_or(EntityType::Object),
            country: entity.country.clone(),
            sectors: entity.sectors.clone(),
            code: entity.code.clone(),
            role: entity.role.clone(),
            wikidata: entity.wikidata.clone(),
            mentions: entity
                .mentions
                .iter()
                .map(|&m| {
                    let mention = &self.document.mentions[m];
                    let Span { start, end } = self.span(&self.tokens(&mention.span, mention.form));
                    Mention { start, end, form: mention.form }
                })
                .collect(),
        }
    }

    fn time(&self, t: usize) -> Time {
        let time = &self.document.times[t];
        let Span { start, end } = self.span(&(time.start..time.end));
        let kind = match time.kind {
            TimeKind::Date => "DATE",
            TimeKind::Time => "TIME",
            TimeKind::Duration => "DURATION",
            TimeKind::Set => "SET",
        };
        Time { id: id('t', t), start, end, kind: kind.to_owned(), value: time.value.clone() }
    }

    fn places(&self) -> Vec<Place> {
        self.located
            .iter()
            .enumerate()
            .map(|(p, (e, naming))| {
                let entity = &self.document.entities[*e];
                let Span { start, end } = self.span(naming);
                Place {
                    id: id('p', p),
                    entity: id('e', *e),
                    start,
                    end,
                    name: entity.name.clone(),
                    country: entity.country.clone(),
                    lat: entity.coordinates.map(|c| c.0),
                    lon: entity.coordinates.map(|c| c.1),
                    feature: entity.feature.clone(),
                    geonames: entity.geonames,
                }
            })
            .collect()
    }

    fn quantity(&self, q: usize) -> Quantity {
        let quantity = &self.document.quantities[q];
        let Span { start, end } = self.span(&(quantity.start..quantity.end));
        Quantity {
            id: id('q', q),
            start,
            end,
            amount: quantity.amount,
            unit: quantity.unit.clone(),
            currency: quantity.currency.clone(),
            approximate: quantity.approximate,
        }
    }

    fn statement(&self, a: usize) -> Statement {
        let attribution = &self.document.attributions[a];
        let lemma = |cue: &Range<usize>| self.document.syntax.lemma[attribution.cue_head.unwrap_or(cue.start)].clone();
        Statement {
            id: id('s', a),
            source: attribution.source.first().map(|s| {
                let Span { start, end } = self.span(s);
                Source { start, end, entity: attribution.entity.map(|e| id('e', e)) }
            }),
            cue: attribution.cue.first().map(|c| {
                let Span { start, end } = self.span(c);
                Cue { start, end, lemma: lemma(c) }
            }),
            cue_parts: if attribution.cue.len() > 1 {
                attribution.cue.iter().map(|c| self.span(c)).collect()
            } else {
                Vec::new()
            },
            content: attribution.content.iter().map(|c| self.span(c)).collect(),
            quotation: attribution.quotation.unwrap_or(Quotation::Indirect),
            act: attribution.act.clone(),
            negated: attribution.negated,
            time: attribution.time.map(|t| id('t', t)),
            addressee: attribution.addressee.map(|e| id('e', e)),
            confidence: rounded(attribution.confidence),
        }
    }

    fn event(&self, v: usize) -> Event {
        let d = self.document;
        let event = &d.events[v];
        let entities = |role: Role| {
            let mut out: Vec<String> = Vec::new();
            for e in event
                .arguments
                .iter()
                .filter(|a| a.role == role)
                .flat_map(|a| &a.mentions)
                .filter_map(|&m| d.mentions[m].entity)
            {
                let id = id('e', e);
                if !out.contains(&id) {
                    out.push(id);
                }
            }
            out
        };
        let actor = entities(Role::Actor);
        // Nobody stands on both sides.
        let recipient: Vec<String> = entities(Role::Recipient).into_iter().filter(|e| !actor.contains(e)).collect();
        let row = self.knowledge.codebook(event.kind, event.mode).or_else(|| self.knowledge.codebook(event.kind, None));
        let site = event.place.and_then(|m| d.mentions[m].entity);
        let place = site.and_then(|e| self.located.binary_search_by_key(&e, |(located, _)| *located).ok());
        Event {
            id: id('v', v),
            kind: event.kind.to_owned(),
            mode: event.mode.map(str::to_owned),
            contexts: event.contexts.iter().map(|c| (*c).to_owned()).collect(),
            quad: row.map(|r| r.quad.clone()).unwrap_or_default(),
            cameo: row.and_then(|r| r.cameo.clone()),
            goldstein: row.and_then(|r| r.goldstein).map(|g| (f64::from(g) * 10.0).round() / 10.0),
            actor,
            recipient,
            reciprocal: event.reciprocal,
            trigger: self.span(&(event.trigger..event.trigger + 1)),
            sentence: d.sentence_of(event.trigger),
            time: event.time.map(|t| id('t', t)),
            date: event.date.clone(),
            place: place.map(|p| id('p', p)),
            polarity: if event.negated { Polarity::Negated } else { Polarity::Affirmed },
            modality: event.modality.to_owned(),
            attribution: event.attribution.map(|a| id('s', a)),
            objects: event.arguments.iter().filter(|a| a.role == Role::Object).map(|a| self.object(&a.span)).collect(),
            beneficiary: entities(Role::Beneficiary),
            confidence: rounded(event.confidence),
        }
    }

    fn object(&self, words: &Range<usize>) -> Object {
        let quantity = self.document.quantities.iter().position(|q| q.start < words.end && words.start < q.end);
        let Span { start, end } = self.span(words);
        Object { start, end, quantity: quantity.map(|q| id('q', q)) }
    }

    fn dispute(&self, d: usize) -> Dispute {
        let dispute = &self.document.disputes[d];
        Dispute {
            id: id('d', d),
            about: match dispute.about {
                Disputed::Event(v) => id('v', v),
                Disputed::Attribution(a) => id('s', a),
            },
            by: id('e', dispute.by),
            statement: id('s', dispute.attribution),
            stance: dispute.stance,
        }
    }
}

//! Records of any shape that the format allows, for tests of what must hold for all.

use proptest::collection::vec;
use proptest::option::of;
use proptest::prelude::*;
use tacitus::record::*;

/// A few records, some of which share an id.
pub fn records() -> impl Strategy<Value = Vec<Record>> {
    vec(record(), 0..6)
}

fn word() -> impl Strategy<Value = String> {
    prop_oneof![
        "[a-z0-9]{1,6}",
        "\\PC{0,8}",
        Just(String::new()),
        Just("\u{0}\u{1}\u{7f}\u{85}\u{2028}\u{feff}\u{fffd}".to_owned()),
        Just("a,\"b\"\r\n\t'c'\\N".to_owned()),
        Just("e\u{301}\u{200d}👩‍🚀\u{10ffff}".to_owned()),
        any::<String>(),
    ]
}

fn number() -> impl Strategy<Value = f64> {
    // SQLite has no negative zero, and JSON has nothing that is not finite.
    let any = any::<f64>().prop_filter("JSON has it", |number| number.is_finite());
    prop_oneof![any, 0.0..1.0, (-1000i32..1000).prop_map(f64::from), Just(0.1 + 0.2), Just(f64::MIN_POSITIVE / 2.0)]
        .prop_map(|number| if number == 0.0 { 0.0 } else { number })
}

fn day() -> impl Strategy<Value = String> {
    (1i16..=9999, 1i8..=12, 1i8..=28).prop_map(|(year, month, day)| format!("{year:04}-{month:02}-{day:02}"))
}

fn record() -> impl Strategy<Value = Record> {
    let likeness = prop_oneof![Just(Likeness::Exact), Just(Likeness::Near)];
    let first = (word(), likeness, number()).prop_map(|(id, kind, similarity)| Duplicate { id, kind, similarity });
    let head = (word(), of(word()), of(word()), of(day()), word(), of(first));
    (head, "(\\PC|[a-zé\n\"]){0,40}").prop_flat_map(|((id, source, title, published, model, duplicate_of), text)| {
        let length = text.chars().count();
        let span = move || (0..=length).prop_flat_map(move |start| (Just(start), start..=length));
        let spans = move || vec(span().prop_map(|(start, end)| Span { start, end }), 0..4);
        let (first, second) = rows(span, spans);
        (first, second).prop_map(
            move |((entities, times, places, quantities), (sentences, statements, events, disputes))| Record {
                schema: SCHEMA.to_owned(),
                model: model.clone(),
                id: id.clone(),
                source: source.clone(),
                title: title.clone(),
                published: published.clone(),
                language: "en".to_owned(),
                duplicate_of: duplicate_of.clone(),
                text: text.clone(),
                sentences,
                entities,
                times,
                places,
                quantities,
                statements,
                events,
                disputes,
            },
        )
    })
}

type First = (Vec<Entity>, Vec<Time>, Vec<Place>, Vec<Quantity>);
type Second = (Vec<Span>, Vec<Statement>, Vec<Event>, Vec<Dispute>);

fn rows<P, S>(
    span: impl Fn() -> P + Copy,
    spans: impl Fn() -> S + Copy,
) -> (impl Strategy<Value = First>, impl Strategy<Value = Second>)
where
    P: Strategy<Value = (usize, usize)>,
    S: Strategy<Value = Vec<Span>>,
{
    let form = || prop_oneof![Just(Form::Name), Just(Form::Nominal), Just(Form::Pronoun)];
    let mention = (span(), form()).prop_map(|((start, end), form)| Mention { start, end, form });
    let kind = prop_oneof![
        Just(EntityType::Person),
        Just(EntityType::Organization),
        Just(EntityType::Place),
        Just(EntityType::Group),
        Just(EntityType::Event),
        Just(EntityType::Object)
    ];
    let entity = (word(), kind, of(word()), vec(word(), 0..3), of(word()), of(word()), of(word()), vec(mention, 0..4))
        .prop_map(|(name, kind, country, sectors, code, role, wikidata, mentions)| Entity {
            id: String::new(),
            name,
            kind,
            country,
            sectors,
            code,
            role,
            wikidata,
            mentions,
        });
    let entities = vec(entity, 0..4).prop_map(|mut entities| {
        entities.iter_mut().enumerate().for_each(|(n, entity)| entity.id = format!("e{}", n + 1));
        entities
    });
    let time = (word(), span(), word(), word()).prop_map(|(id, (start, end), kind, value)| Time {
        id,
        start,
        end,
        kind,
        value,
    });
    let place = (word(), word(), span(), word(), of(word()), of(number()), of(number()), of(word()), of(any::<u32>()))
        .prop_map(|(id, entity, (start, end), name, country, lat, lon, feature, geonames)| Place {
            id,
            entity,
            start,
            end,
            name,
            country,
            lat,
            lon,
            feature,
            geonames,
        });
    let quantity = (word(), span(), of(number()), of(word()), of(word()), any::<bool>()).prop_map(
        |(id, (start, end), amount, unit, currency, approximate)| Quantity {
            id,
            start,
            end,
            amount,
            unit,
            currency,
            approximate,
        },
    );
    let stance = prop_oneof![Just(Stance::Deny), Just(Stance::DeclineToConfirm), Just(Stance::CounterAccount)];
    let dispute = (word(), word(), word(), word(), stance).prop_map(|(id, about, by, statement, stance)| Dispute {
        id,
        about,
        by,
        statement,
        stance,
    });
    let first = (entities, vec(time, 0..3), vec(place, 0..3), vec(quantity, 0..3));
    let second = (spans(), vec(statement(span, spans), 0..3), vec(event(span), 0..3), vec(dispute, 0..3));
    (first, second)
}

fn statement<P, S>(span: impl Fn() -> P, spans: impl Fn() -> S) -> impl Strategy<Value = Statement>
where
    P: Strategy<Value = (usize, usize)>,
    S: Strategy<Value = Vec<Span>>,
{
    let source = (span(), of(word())).prop_map(|((start, end), entity)| Source { start, end, entity });
    let cue = (span(), word()).prop_map(|((start, end), lemma)| Cue { start, end, lemma });
    let quotation = prop_oneof![Just(Quotation::Direct), Just(Quotation::Indirect), Just(Quotation::Mixed)];
    let said = (word(), of(source), of(cue), spans(), spans(), quotation);
    (said, word(), any::<bool>(), of(word()), of(word()), number()).prop_map(
        |((id, source, cue, cue_parts, content, quotation), act, negated, time, addressee, confidence)| Statement {
            id,
            source,
            cue,
            cue_parts,
            content,
            quotation,
            act,
            negated,
            time,
            addressee,
            confidence,
        },
    )
}

fn event<P: Strategy<Value = (usize, usize)>>(span: impl Fn() -> P) -> impl Strategy<Value = Event> {
    let texts = || vec(word(), 0..3);
    let object = (span(), of(word())).prop_map(|((start, end), quantity)| Object { start, end, quantity });
    let what = (word(), word(), of(word()), texts(), word(), of(word()), of(number()));
    let who = (texts(), texts(), texts(), any::<bool>(), span(), 0usize..100, vec(object, 0..3));
    let how = (of(word()), of(word()), of(word()), any::<bool>(), word(), of(word()), number());
    (what, who, how).prop_map(
        |(
            (id, kind, mode, contexts, quad, cameo, goldstein),
            (actor, recipient, beneficiary, reciprocal, (start, end), sentence, objects),
            (time, date, place, negated, modality, attribution, confidence),
        )| Event {
            id,
            kind,
            mode,
            contexts,
            quad,
            cameo,
            goldstein,
            actor,
            recipient,
            reciprocal,
            trigger: Span { start, end },
            sentence,
            time,
            date,
            place,
            polarity: if negated { Polarity::Negated } else { Polarity::Affirmed },
            modality,
            attribution,
            objects,
            beneficiary,
            confidence,
        },
    )
}

//! The record: what is written for a document. These structs are the format's reference.
//!
//! Offsets are counts of Unicode code points into [`Record::text`], half-open. Ids are local to the document and given
//! in order of first appearance. A value that the text and the knowledge base do not support is `None`.

use serde::{Deserialize, Serialize};

/// The version of the format, in every record.
pub const SCHEMA: &str = "tacitus/1";

/// A stretch of the text, in code points, half-open.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Span {
    /// First code point.
    pub start: usize,
    /// One past the last.
    pub end: usize,
}

/// One document's record.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Record {
    /// [`SCHEMA`].
    pub schema: String,
    /// The model that made the record, `name@version`.
    pub model: String,
    /// The input's id, or a hash of its text.
    pub id: String,
    /// Path or URL.
    pub source: Option<String>,
    /// The title, where the input gives one.
    pub title: Option<String>,
    /// Day of publication, `YYYY-MM-DD`.
    pub published: Option<String>,
    /// ISO 639-1.
    pub language: String,
    /// The document that this one repeats, where repeats were looked for. It was coded there, and has no rows here.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub duplicate_of: Option<Duplicate>,
    /// The text that all offsets count in.
    pub text: String,
    /// Sentences in order.
    pub sentences: Vec<Span>,
    /// Who and what is spoken of.
    pub entities: Vec<Entity>,
    /// TIMEX3 expressions.
    pub times: Vec<Time>,
    /// Places with coordinates.
    pub places: Vec<Place>,
    /// Numbers with what they count.
    pub quantities: Vec<Quantity>,
    /// Who said (thought, asked, denied) what.
    pub statements: Vec<Statement>,
    /// Who did what to whom.
    pub events: Vec<Event>,
    /// Who disputes what.
    pub disputes: Vec<Dispute>,
}

/// Which document another one repeats.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Duplicate {
    /// Id of the first document with this text, which has the rows.
    pub id: String,
    /// Whether the texts are the same.
    pub kind: Likeness,
    /// The share of this text's sequences of words that the first one has too, estimated; 1 where the texts are the same.
    pub similarity: f64,
}

/// How like each other two documents are.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Likeness {
    /// The same text, but for white space.
    Exact,
    /// Nothing, or next to nothing, that the first one does not say: small edits, another headline, a cut at the end.
    Near,
}

/// Somebody or something that the text names or describes, with all its mentions.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Entity {
    /// `e1`, `e2`, ...
    pub id: String,
    /// The knowledge base's name, or the best in the text.
    pub name: String,
    /// What kind of thing it is.
    #[serde(rename = "type")]
    pub kind: EntityType,
    /// ISO 3166-1 alpha-3 of whom it acts for, or where it lies.
    pub country: Option<String>,
    /// PLOVER sectors.
    pub sectors: Vec<String>,
    /// Country or organisation code with sector, such as `KORGOV`.
    pub code: Option<String>,
    /// The office or function that the text or the knowledge base gives.
    pub role: Option<String>,
    /// Wikidata item, `Q...`.
    pub wikidata: Option<String>,
    /// Where it is mentioned.
    pub mentions: Vec<Mention>,
}

/// What kind of thing an entity is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum EntityType {
    /// A person or several people.
    Person,
    /// An organisation, a government, an armed force.
    Organization,
    /// A place.
    Place,
    /// A nationality, ethnic or religious group, a movement.
    Group,
    /// A named event, such as a war.
    Event,
    /// A thing.
    Object,
}

/// One mention of an entity.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Mention {
    /// First code point.
    pub start: usize,
    /// One past the last.
    pub end: usize,
    /// How it is mentioned.
    pub form: Form,
}

/// How an entity is mentioned.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Form {
    /// By a proper name.
    Name,
    /// By a description.
    Nominal,
    /// By a pronoun.
    Pronoun,
}

/// A TIMEX3 expression.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Time {
    /// `t1`, `t2`, ...
    pub id: String,
    /// First code point.
    pub start: usize,
    /// One past the last.
    pub end: usize,
    /// DATE, TIME, DURATION or SET.
    #[serde(rename = "type")]
    pub kind: String,
    /// TIMEX3 value, resolved against the day of publication.
    pub value: String,
}

/// A place with its coordinates.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Place {
    /// `p1`, `p2`, ...
    pub id: String,
    /// The entity's id.
    pub entity: String,
    /// First code point.
    pub start: usize,
    /// One past the last.
    pub end: usize,
    /// The knowledge base's name.
    pub name: String,
    /// ISO 3166-1 alpha-3.
    pub country: Option<String>,
    /// Degrees north.
    pub lat: Option<f64>,
    /// Degrees east.
    pub lon: Option<f64>,
    /// City, region, country, sea, ...
    pub feature: Option<String>,
    /// GeoNames id.
    pub geonames: Option<u32>,
}

/// A number with what it counts.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Quantity {
    /// `q1`, `q2`, ...
    pub id: String,
    /// First code point.
    pub start: usize,
    /// One past the last.
    pub end: usize,
    /// The number; `None` where the text gives none ("billions of dollars").
    pub amount: Option<f64>,
    /// What is counted, or the unit of measure.
    pub unit: Option<String>,
    /// ISO 4217.
    pub currency: Option<String>,
    /// "some", "about", "more than", a range.
    pub approximate: bool,
}

/// The source of a statement.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Source {
    /// First code point.
    pub start: usize,
    /// One past the last.
    pub end: usize,
    /// The entity's id, where it is known who that is.
    pub entity: Option<String>,
}

/// The words that attribute a statement.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Cue {
    /// First code point.
    pub start: usize,
    /// One past the last.
    pub end: usize,
    /// Lemma of the cue's head word.
    pub lemma: String,
}

/// Something that somebody says, thinks or asks.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Statement {
    /// `s1`, `s2`, ...
    pub id: String,
    /// Who says it.
    pub source: Option<Source>,
    /// The attributing words; the first piece where there are several.
    pub cue: Option<Cue>,
    /// All pieces of a cue that has several.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub cue_parts: Vec<Span>,
    /// What is said: several spans where the cue interrupts it or it runs on.
    pub content: Vec<Span>,
    /// Direct, indirect or mixed.
    pub quotation: Quotation,
    /// The speech act: assert, deny, accuse, request, promise, ...
    pub act: String,
    /// "did not say", "has not confirmed".
    pub negated: bool,
    /// Id of the time when it was said.
    pub time: Option<String>,
    /// Id of the entity that is told.
    pub addressee: Option<String>,
    /// 0 to 1.
    pub confidence: f64,
}

/// Whose words a statement's content is in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Quotation {
    /// The source's words, in quotation marks.
    Direct,
    /// The reporter's words.
    Indirect,
    /// Some of each.
    Mixed,
}

/// Something that somebody does to somebody, in PLOVER's terms.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Event {
    /// `v1`, `v2`, ...
    pub id: String,
    /// PLOVER event type.
    #[serde(rename = "type")]
    pub kind: String,
    /// PLOVER mode.
    pub mode: Option<String>,
    /// PLOVER contexts.
    pub contexts: Vec<String>,
    /// Verbal or material, cooperation or conflict.
    pub quad: String,
    /// CAMEO code.
    pub cameo: Option<String>,
    /// Goldstein score of the CAMEO code.
    pub goldstein: Option<f64>,
    /// Entity ids of those who act.
    pub actor: Vec<String>,
    /// Entity ids of those acted upon.
    pub recipient: Vec<String>,
    /// Both sides act on each other.
    pub reciprocal: bool,
    /// The word that tells the event.
    pub trigger: Span,
    /// Index of its sentence.
    pub sentence: usize,
    /// Id of its time.
    pub time: Option<String>,
    /// `YYYY[-MM[-DD]]`.
    pub date: Option<String>,
    /// Id of its place.
    pub place: Option<String>,
    /// `affirmed` or `negated`.
    pub polarity: Polarity,
    /// actual, ongoing, planned, possible, urged, refused or hypothetical.
    pub modality: String,
    /// Id of the statement that reports it; `None`: the report itself.
    pub attribution: Option<String>,
    /// What was given, bought, sent, banned.
    pub objects: Vec<Object>,
    /// Entity ids of those it is for.
    pub beneficiary: Vec<String>,
    /// 0 to 1.
    pub confidence: f64,
}

/// Whether an event is said to be so or not to be so.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Polarity {
    /// It is said to be so.
    Affirmed,
    /// It is said not to be so.
    Negated,
}

/// A thing that an event is about.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Object {
    /// First code point.
    pub start: usize,
    /// One past the last.
    pub end: usize,
    /// Id of its quantity.
    pub quantity: Option<String>,
}

/// A statement that disputes an event or another statement.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Dispute {
    /// `d1`, `d2`, ...
    pub id: String,
    /// Id of the event or statement that is disputed.
    pub about: String,
    /// Id of the entity that disputes it.
    pub by: String,
    /// Id of the statement in which it does.
    pub statement: String,
    /// How.
    pub stance: Stance,
}

/// How something is disputed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Stance {
    /// It is said not to be so.
    Deny,
    /// It is refused or rejected.
    Reject,
    /// The opposite is said.
    Contradict,
    /// It is neither confirmed nor denied.
    DeclineToConfirm,
    /// Another account of the same matter is given.
    CounterAccount,
}

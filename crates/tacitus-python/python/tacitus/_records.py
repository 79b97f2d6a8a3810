"""The record as dataclasses.

What the fields mean is said where the format is defined, in `record.rs` of the library; here are their names and types.
Offsets are code points, half-open, so `text[start:end]` is what a row points at.
"""

from __future__ import annotations

import json
from dataclasses import dataclass, field, is_dataclass
from typing import Any, Literal, get_args, get_type_hints


@dataclass(frozen=True, slots=True)
class Span:
    """A stretch of the text."""

    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Mention:
    """One mention of an entity."""

    start: int
    end: int
    form: Literal["name", "nominal", "pronoun"]


@dataclass(frozen=True, slots=True)
class Entity:
    """Somebody or something that the text names or describes, with all its mentions."""

    id: str
    name: str
    type: Literal["person", "organization", "place", "group", "event", "object"]
    country: str | None
    sectors: list[str]
    code: str | None
    role: str | None
    wikidata: str | None
    mentions: list[Mention]


@dataclass(frozen=True, slots=True)
class Time:
    """A TIMEX3 expression."""

    id: str
    start: int
    end: int
    type: Literal["DATE", "TIME", "DURATION", "SET"]
    value: str


@dataclass(frozen=True, slots=True)
class Place:
    """A place with its coordinates."""

    id: str
    entity: str
    start: int
    end: int
    name: str
    country: str | None
    lat: float | None
    lon: float | None
    feature: str | None
    geonames: int | None


@dataclass(frozen=True, slots=True)
class Quantity:
    """A number with what it counts."""

    id: str
    start: int
    end: int
    amount: float | None
    unit: str | None
    currency: str | None
    approximate: bool


@dataclass(frozen=True, slots=True)
class Source:
    """Who says a statement."""

    start: int
    end: int
    entity: str | None


@dataclass(frozen=True, slots=True)
class Cue:
    """The words that attribute a statement."""

    start: int
    end: int
    lemma: str


@dataclass(frozen=True, slots=True)
class Statement:
    """Something that somebody says, thinks or asks."""

    id: str
    source: Source | None
    cue: Cue | None
    content: list[Span]
    quotation: Literal["direct", "indirect", "mixed"]
    act: str
    negated: bool
    time: str | None
    addressee: str | None
    confidence: float
    cue_parts: list[Span] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Object:
    """A thing that an event is about."""

    start: int
    end: int
    quantity: str | None


@dataclass(frozen=True, slots=True)
class Event:
    """Something that somebody does to somebody, in PLOVER's terms."""

    id: str
    type: str
    mode: str | None
    contexts: list[str]
    quad: str
    cameo: str | None
    goldstein: float | None
    actor: list[str]
    recipient: list[str]
    reciprocal: bool
    trigger: Span
    sentence: int
    time: str | None
    date: str | None
    place: str | None
    polarity: Literal["affirmed", "negated"]
    modality: str
    attribution: str | None
    objects: list[Object]
    beneficiary: list[str]
    confidence: float


@dataclass(frozen=True, slots=True)
class Dispute:
    """A statement that disputes an event or another statement."""

    id: str
    about: str
    by: str
    statement: str
    stance: Literal["deny", "reject", "contradict", "decline_to_confirm", "counter_account"]


@dataclass(frozen=True, slots=True)
class Duplicate:
    """Which document another one repeats."""

    id: str
    kind: Literal["exact", "near"]
    similarity: float


@dataclass(frozen=True, slots=True)
class Record:
    """One document's record."""

    schema: str
    model: str
    id: str
    source: str | None
    title: str | None
    published: str | None
    language: str
    text: str
    sentences: list[Span]
    entities: list[Entity]
    times: list[Time]
    places: list[Place]
    quantities: list[Quantity]
    statements: list[Statement]
    events: list[Event]
    disputes: list[Dispute]
    duplicate_of: Duplicate | None = None


def read(lines: bytes) -> list[Record]:
    """The records of lines of JSON, as `tacitus code` writes them."""
    return [_made(Record, json.loads(line)) for line in lines.split(b"\n") if line]


def _parts(of: type) -> dict[str, type]:
    """The fields of a dataclass that hold dataclasses, alone or in lists."""
    kinds = {}
    for name, hint in get_type_hints(of).items():
        for kind in (hint, *get_args(hint)):
            if isinstance(kind, type) and is_dataclass(kind):
                kinds[name] = kind
    return kinds


_PARTS: dict[type, dict[str, type]] = {kind: _parts(kind) for kind in (Record, Entity, Statement, Event)}


def _made(of: type, value: dict[str, Any]) -> Any:
    for name, kind in _PARTS.get(of, {}).items():
        held = value.get(name)
        if isinstance(held, list):
            value[name] = [_made(kind, item) for item in held]
        elif held is not None:
            value[name] = _made(kind, held)
    return of(**value)

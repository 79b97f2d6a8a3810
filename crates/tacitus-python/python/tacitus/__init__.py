"""News reports in, a citable record out: who said what, who did what to whom, when, where, and who disputes it.

    >>> import tacitus
    >>> coded = tacitus.code(["Peru's foreign minister visited Chile on Monday."], published="2023-02-01")
    >>> [(event.type, event.date) for event in coded.records()[0].events]
    [('CONSULT', '2023-01-30')]

What comes back has tables in Arrow's columns (`coded.events`, `coded.statements`, ...), which pandas, Polars, DuckDB
and PyArrow take without a copy, the records as dataclasses (`coded.records()`), and the lines that the program
`tacitus code` writes (`coded.jsonl()`). The model is inside the package: nothing is downloaded and nothing is sent.

Offsets count Unicode code points, as Python's own strings do: `record.text[event.trigger.start:event.trigger.end]` is
the word that tells of the event.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from ._columns import Column, Files
from ._records import (
    Cue,
    Dispute,
    Duplicate,
    Entity,
    Event,
    Mention,
    Object,
    Place,
    Quantity,
    Record,
    Source,
    Span,
    Statement,
    Time,
)
from ._tacitus import Coded, Coder, Failure, Table, __version__, builtin

__all__ = [
    "Coded",
    "Coder",
    "Cue",
    "Dispute",
    "Duplicate",
    "Entity",
    "Event",
    "Failure",
    "Mention",
    "Object",
    "Place",
    "Quantity",
    "Record",
    "Source",
    "Span",
    "Statement",
    "Table",
    "Time",
    "__version__",
    "code",
    "model",
    "parse",
    "relate",
]

model: str
"""The model's name and version. It is read when it is first asked for."""


def code(
    texts: Column,
    ids: Column | None = None,
    published: Column | str | date | None = None,
    sources: Column | None = None,
    jobs: int | None = None,
    knowledge: Files | None = None,
    *,
    titles: Column | None = None,
) -> Coded:
    """The records of texts: entities, statements, events, disputes, times, places and quantities.

    `texts` is a list of strings or any iterable, a series of pandas or Polars, or an Arrow array. The other columns, of
    the same length, say of each text its id (without one it is named by a hash), its day of publication, against which
    "on Monday" is reckoned, and its path or URL. `published` may be one day for all. Days are `datetime.date`,
    `datetime.datetime`, "YYYY-MM-DD" or a stamp.

    `jobs` threads work on them, by default one a core; the interpreter is free for other threads meanwhile.
    `knowledge` is a file, or several, that `tacitus knowledge import` made; who calls more than once with one keeps a
    `Coder`.

    A text that cannot be coded (empty, not English, ...) is in `coded.errors`, with its place and the reason, and costs
    the others nothing. The same texts give the same bytes, whatever the number of threads.
    """
    coder = builtin() if knowledge is None else Coder(knowledge)
    return coder.code(texts, ids=ids, titles=titles, published=published, sources=sources, jobs=jobs)


def parse(text: str, id: str | None = None) -> str:
    """A text's sentences, words, parts of speech, lemmas and trees as CoNLL-U, in Universal Dependencies.

    `MISC` has `start_char` and `end_char` of each word, code points into the text. A text that cannot be parsed raises
    `ValueError`.

        >>> tacitus.parse("They spoke.").splitlines()[3].split("\\t")[:4]
        ['1', 'They', 'they', 'PRON']
    """
    return builtin().parse(text, id=id)


def relate(
    text: str, actor: Sequence[tuple[int, int]], recipient: Sequence[tuple[int, int]]
) -> dict[str, float]:
    """How probable each of PLOVER's sixteen relations is from an actor to a recipient, in what a text reports.

    The two sides are lists of (start, end), code points into the text. The likeliest type is
    `max(scores, key=scores.get)`. A span outside the text raises `ValueError`.

        >>> scores = tacitus.relate("Iran accused Iraq of aggression.", [(0, 4)], [(13, 17)])
        >>> max(scores, key=scores.get)
        'ACCUSE'
    """
    return dict(builtin().relate(text, actor, recipient))


def __getattr__(name: str) -> str:
    if name == "model":
        return builtin().model
    raise AttributeError(f"module 'tacitus' has no attribute {name!r}")

from collections.abc import Sequence
from datetime import date
from typing import final

from ._columns import Column, Files
from ._records import Record

__all__ = ["Coded", "Coder", "Failure", "Table", "__version__", "builtin"]

__version__: str

@final
class Table:
    """Rows of one kind, in Arrow's columns.

    It offers itself through Arrow's PyCapsule interface, so that `pyarrow.table(t)`, `polars.DataFrame(t)`,
    `pandas.DataFrame.from_arrow(t)` and DuckDB's `FROM t` take it as it lies in memory.
    """

    @property
    def name(self) -> str:
        """What kind of rows these are: `events`, `statements`, ..."""
    @property
    def column_names(self) -> list[str]:
        """The names of the columns, in order."""
    def __len__(self) -> int: ...
    def __arrow_c_schema__(self) -> object: ...
    def __arrow_c_stream__(self, requested_schema: object | None = None) -> object: ...

@final
class Failure:
    """A text of which nothing came."""

    @property
    def index(self) -> int:
        """Its place among the texts, from zero."""
    @property
    def id(self) -> str | None:
        """Its id, where it was given one."""
    @property
    def reason(self) -> str:
        """Why."""

@final
class Coded:
    """The records of texts, in their order, and their rows as tables."""

    @property
    def errors(self) -> list[Failure]:
        """The texts of which nothing came, in their order."""
    @property
    def tables(self) -> dict[str, Table]:
        """All tables by name."""
    @property
    def documents(self) -> Table: ...
    @property
    def sentences(self) -> Table: ...
    @property
    def entities(self) -> Table: ...
    @property
    def mentions(self) -> Table: ...
    @property
    def times(self) -> Table: ...
    @property
    def places(self) -> Table: ...
    @property
    def quantities(self) -> Table: ...
    @property
    def statements(self) -> Table: ...
    @property
    def events(self) -> Table: ...
    @property
    def disputes(self) -> Table: ...
    def jsonl(self) -> bytes:
        """One JSON object a record and line, the bytes that `tacitus code` writes."""
    def records(self) -> list[Record]:
        """The records as dataclasses."""
    def __len__(self) -> int: ...

@final
class Coder:
    """Model and knowledge. Making one takes a moment and some memory, so keep it; threads may share it."""

    def __new__(cls, knowledge: Files | None = None) -> Coder: ...
    @property
    def model(self) -> str:
        """The model's name and version."""
    def code(
        self,
        texts: Column,
        *,
        ids: Column | None = None,
        titles: Column | None = None,
        published: Column | str | date | None = None,
        sources: Column | None = None,
        jobs: int | None = None,
    ) -> Coded:
        """The records of texts; see `tacitus.code`."""
    def parse(self, text: str, *, id: str | None = None) -> str:
        """A text's sentences and words as CoNLL-U; see `tacitus.parse`."""
    def relate(
        self, text: str, actor: Sequence[tuple[int, int]], recipient: Sequence[tuple[int, int]]
    ) -> list[tuple[str, float]]:
        """What a text reports between two sides; see `tacitus.relate`."""

def builtin() -> Coder:
    """The coder without further knowledge, made once."""

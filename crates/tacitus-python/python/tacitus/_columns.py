"""What may be handed in."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from os import PathLike
from typing import Any, Protocol, Union


class ArrowStream(Protocol):
    """A column in pieces: a series of pandas or Polars, a chunked array."""

    def __arrow_c_stream__(self, requested_schema: object | None = None) -> object: ...


class ArrowArray(Protocol):
    """A column in one piece."""

    def __arrow_c_array__(self, requested_schema: object | None = None) -> tuple[object, object]: ...


Column = Union[Iterable[Any], ArrowStream, ArrowArray]
"""Values in order; where one is missing stands `None` (or NaN, as data frames have it)."""

Files = Union[str, PathLike[str], Sequence[Union[str, PathLike[str]]]]
"""One file or several."""

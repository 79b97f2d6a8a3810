"""The dataclasses say all that the lines say."""

import dataclasses
import json
from pathlib import Path

import pytest
import tacitus


LEFT_OUT = [("cue_parts", []), ("duplicate_of", None)]


def plain(value):
    """As JSON has it, where fields that may be left out are left out when they hold nothing."""
    if dataclasses.is_dataclass(value):
        fields = {f.name: plain(getattr(value, f.name)) for f in dataclasses.fields(value)}
        return {name: held for name, held in fields.items() if (name, held) not in LEFT_OUT}
    return [plain(item) for item in value] if isinstance(value, list) else value


def test_records_are_the_lines(texts):
    report = Path(__file__).parents[3] / "examples/report.txt"
    texts = [*texts, report.read_text(encoding="utf-8")]
    coded = tacitus.code(texts, published="2025-03-04")
    expected = [json.loads(line) for line in coded.jsonl().split(b"\n") if line]
    assert [plain(record) for record in coded.records()] == expected
    kinds = {kind for record in expected for kind, rows in record.items() if isinstance(rows, list) and rows}
    # Every kind was there to be compared.
    assert kinds == {"sentences", "entities", "times", "places", "quantities", "statements", "events", "disputes"}


def test_a_field_that_is_not_known_is_refused():
    from tacitus._records import read

    with pytest.raises(TypeError, match="unexpected keyword argument 'new'"):
        read(b'{"new": 1}\n')


def test_records_cannot_be_changed(texts):
    record = tacitus.code(texts[:1]).records()[0]
    with pytest.raises(dataclasses.FrozenInstanceError):
        record.id = "other"

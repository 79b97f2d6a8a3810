"""Texts in, records out: the same as the program's, whatever form they come in."""

import datetime
import json

import pandas as pd
import polars as pl
import pyarrow as pa
import pytest
import tacitus
from conftest import GERMAN

DAY = datetime.date(2025, 3, 4)


def lines(coded: tacitus.Coded) -> list[dict]:
    return [json.loads(line) for line in coded.jsonl().split(b"\n") if line]


def test_the_bytes_are_those_of_the_program(texts, program):
    rows = [
        {"id": f"n{i}", "text": text, "published": "2025-03-04", "source": f"https://a.example/2025/03/{i % 28 + 1:02}/x"}
        for i, text in enumerate(texts * 25)
    ]
    expected = program("code", "--from", "jsonl", input="\n".join(map(json.dumps, rows)).encode())
    columns = {name: [row[name] for row in rows] for name in rows[0]}
    for jobs in (1, 3):
        coded = tacitus.code(
            columns["text"], ids=columns["id"], published=columns["published"], sources=columns["source"], jobs=jobs
        )
        assert coded.jsonl() == expected


def test_without_ids_and_days_as_well(texts, program):
    rows = [json.dumps({"text": text, "url": "https://a.example/2025/03/04/x", "title": "T"}) for text in texts]
    coded = tacitus.code(texts, sources=["https://a.example/2025/03/04/x"] * 4, titles=["T"] * 4)
    assert coded.jsonl() == program("code", "--from", "jsonl", input="\n".join(rows).encode())


def test_offsets_count_the_characters_of_a_python_string(texts):
    record = tacitus.code([texts[3]], published=DAY).records()[0]
    assert record.text == texts[3]
    assert "signed" in {record.text[event.trigger.start : event.trigger.end] for event in record.events}
    names = {record.text[m.start : m.end] for entity in record.entities for m in entity.mentions}
    assert {"Brasília", "Brazil"} <= names


@pytest.mark.parametrize(
    "form",
    [
        tuple,
        iter,
        pd.Series,
        lambda texts: pd.Series(texts, dtype=object),
        lambda texts: pd.Series(texts, dtype="category"),
        pl.Series,
        pa.array,
        lambda texts: pa.array(texts, pa.large_string()),
        lambda texts: pa.array(texts, pa.string_view()),
        lambda texts: pa.array(texts).dictionary_encode(),
        lambda texts: pa.chunked_array([texts[:1], texts[1:]]),
        lambda texts: pa.array(["", *texts])[1:],
    ],
)
def test_any_column_of_strings_will_do(form, texts):
    assert tacitus.code(form(texts), published=DAY).jsonl() == tacitus.code(texts, published=DAY).jsonl()


@pytest.mark.parametrize(
    "days",
    [
        "2025-03-04",
        ["2025-03-04", "2025-03-04T23:59:00-05:00"],
        [DAY, datetime.datetime(2025, 3, 4, 23, 59)],
        pd.Series([pd.Timestamp("2025-03-04"), pd.Timestamp("2025-03-04 12:00")]),
        pl.Series([DAY, DAY]),
        pa.array([DAY, DAY]),
        pa.array([1741046400000, 1741132799999], pa.timestamp("ms")),
    ],
)
def test_days_come_as_what_they_are(days, texts):
    assert {record["published"] for record in lines(tacitus.code(texts[:2], published=days))} == {"2025-03-04"}


def test_ids_may_be_numbers(texts):
    for ids in ([7, 8], pa.array([7, 8]), pl.Series([7, 8], dtype=pl.UInt32), pd.Series([7, 8])):
        assert [record["id"] for record in lines(tacitus.code(texts[:2], ids=ids))] == ["7", "8"]


def test_a_text_that_fails_costs_nothing_else(texts):
    bad = ["", None, float("nan"), 5.5, "NUL\0", GERMAN, "\ud800"]
    mixed = [texts[0], *bad, texts[1]]
    coded = tacitus.code(mixed, ids=[f"n{i}" for i in range(len(mixed))], published=DAY)
    assert [record["id"] for record in lines(coded)] == ["n0", "n8"]
    assert [(failure.index, failure.id) for failure in coded.errors] == [(i, f"n{i}") for i in range(1, 8)]
    reasons = [failure.reason for failure in coded.errors]
    assert reasons[:4] == [
        "there is no text",
        "there is no `text`",
        "there is no `text`",
        "`text` must be a string, and is of type float",
    ]
    assert "NUL" in reasons[4] and "not English" in reasons[5] and "surrogates" in reasons[6]
    assert len(coded) == 2 and len(coded.documents) == 2


def test_a_day_that_is_none_is_that_texts_fault(texts):
    coded = tacitus.code(texts[:2], published=["Tuesday", "2025-03-04"])
    assert len(coded) == 1
    assert coded.errors[0].reason.startswith("`published` must be YYYY-MM-DD")


def test_bad_usage_is_raised(texts):
    with pytest.raises(ValueError, match="ids: 1 values for 2 texts"):
        tacitus.code(texts[:2], ids=["a"])
    with pytest.raises(ValueError, match="at least 1"):
        tacitus.code(texts, jobs=0)
    with pytest.raises(TypeError, match="text: .*not iterable"):
        tacitus.code(7)
    with pytest.raises(TypeError, match="text: a column of Float64"):
        tacitus.code(pa.array([1.5]))
    with pytest.raises(OSError, match="nowhere"):
        tacitus.code(texts, knowledge="/nowhere.tacitus")


def test_nothing_in_nothing_out():
    coded = tacitus.code([])
    assert (len(coded), coded.errors, coded.jsonl(), coded.records()) == (0, [], b"", [])
    assert pa.table(coded.events).num_rows == 0


def test_one_text_needs_no_list(texts):
    assert len(tacitus.code(texts[0])) == 1


def test_knowledge_is_added(tmp_path, program):
    columns = ["9999001", "Quillabamba Nueva", "Quillabamba Nueva", "", "-12.5", "-72.5", "P", "PPL", "PE"]
    geonames = tmp_path / "PE.txt"
    geonames.write_text("\t".join([*columns, "", "", "", "", "", "40000", "", "", "America/Lima", "2020-01-01"]) + "\n")
    file = tmp_path / "peru.tacitus"
    program("knowledge", "import", "--out", file, "--geonames", geonames)
    text = ["LIMA, March 4 - Soldiers killed three people in the town of Quillabamba Nueva on Monday, police in Lima said."]

    def places(coded):
        return {place.geonames for place in coded.records()[0].places}

    assert 9999001 not in places(tacitus.code(text))
    for knowledge in (file, str(file), [file]):
        assert 9999001 in places(tacitus.code(text, knowledge=knowledge))
    coder = tacitus.Coder(file)
    assert coder.code(text).jsonl() == program("code", "--knowledge", file, "--from", "text", input=text[0].encode())

"""The tables in the libraries that people analyse with, and that nothing is copied on the way."""

import duckdb
import pandas as pd
import polars as pl
import pyarrow as pa
import pytest
import tacitus

KINDS = [
    "documents",
    "sentences",
    "entities",
    "mentions",
    "times",
    "places",
    "quantities",
    "statements",
    "events",
    "disputes",
]


@pytest.fixture(scope="module")
def coded(texts):
    return tacitus.code(texts, ids=["talks", "grain", "aid", "accents"], published="2025-03-04")


def test_there_is_a_table_for_every_kind_of_row(coded):
    assert list(coded.tables) == KINDS
    for kind in KINDS:
        table = getattr(coded, kind)
        assert (table.name, len(table)) == (kind, pa.table(table).num_rows)
        assert pa.schema(table).names == table.column_names == pa.table(table).column_names
        assert kind in dir(coded)
    with pytest.raises(AttributeError, match="no attribute 'event'"):
        coded.event
    assert repr(coded.events).startswith("<tacitus.Table events: ")


def test_the_rows_are_those_of_the_records(coded):
    records = coded.records()
    events = pa.table(coded.events).to_pylist()
    assert [(row["document"], row["id"], row["type"]) for row in events] == [
        (record.id, event.id, event.type) for record in records for event in record.events
    ]
    assert pa.table(coded.mentions).num_rows == sum(len(e.mentions) for r in records for e in r.entities)
    assert pa.table(coded.documents)["text"].to_pylist() == [record.text for record in records]
    assert events


def test_nothing_is_copied(coded):
    def addresses(table):
        return [b.address for column in table.columns for chunk in column.chunks for b in chunk.buffers() if b]

    first, second = pa.table(coded.statements), pa.table(coded.statements)
    assert addresses(first) == addresses(second) != []


def test_tables_outlive_what_they_came_from(texts):
    table = pa.table(tacitus.code(texts).documents)
    assert table["text"].to_pylist() == texts


def test_pandas(coded):
    frame = pd.DataFrame.from_arrow(coded.events)
    assert frame["document"].isin(["talks", "grain", "aid", "accents"]).all()
    assert "SANCTION" in set(frame["type"])


def test_polars(coded):
    frame = pl.DataFrame(coded.events)
    assert frame.height == len(coded.events)
    sanctions = frame.filter(pl.col("type") == "SANCTION", pl.col("document") == "grain")
    assert sanctions["actor"].list.len().min() >= 1


def test_duckdb(coded):
    events, entities = coded.events, coded.entities
    found = duckdb.sql("""
        SELECT actor.name, events.type, recipient.name
        FROM events
        JOIN entities AS actor ON actor.document_row = events.document_row AND actor.id = events.actor[1]
        JOIN entities AS recipient ON recipient.document_row = events.document_row AND recipient.id = events.recipient[1]
    """).fetchall()
    assert ("Kenya", "SANCTION", "Uganda") in found
    assert len(events) and len(entities)


def test_parquet_there_and_back(coded, tmp_path):
    import pyarrow.parquet as pq

    for kind, table in coded.tables.items():
        pq.write_table(pa.table(table), tmp_path / f"{kind}.parquet")
        assert pq.read_table(tmp_path / f"{kind}.parquet").equals(pa.table(table))

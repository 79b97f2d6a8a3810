"""A folder of Parquet documents, and what must be true of the tables that a cluster made of it."""

import datetime
import os
import signal
import subprocess
import time
from pathlib import Path

import duckdb
import pyarrow as pa
import pyarrow.parquet as pq
import tacitus
from conftest import GERMAN

PARTS = 4
EACH = 30
TABLES = [*tacitus.code([]).tables, "errors"]


def write(folder: Path, texts: list[str]) -> None:
    """Files in two folders, of two months and of documents without a day; in each file one document fails."""
    for part in range(PARTS):
        rows = [
            {
                "key": f"p{part}-{i}",
                "body": texts[i % len(texts)] if i != 7 else GERMAN,
                "day": datetime.date(2025, 1 + i % 2, 1 + i % 28) if i % 5 else None,
            }
            for i in range(EACH)
        ]
        file = folder / f"year{part % 2}" / f"news.{part}.parquet"
        file.parent.mkdir(parents=True, exist_ok=True)
        pq.write_table(pa.Table.from_pylist(rows), file)
    (folder / "_hidden.parquet").write_bytes(b"is not read")


COLUMNS = ["--text", "body", "--id", "key", "--published", "day"]


def rows(output: Path, table: str) -> list[tuple]:
    """A table's rows, in an order of their own."""
    files = f"{output}/{table}/part=*/*/*.parquet"
    return sorted(duckdb.sql(f"SELECT * FROM read_parquet('{files}', hive_partitioning = true)").fetchall(), key=repr)


def contents(output: Path) -> dict[str, list[tuple]]:
    return {table: rows(output, table) for table in TABLES}


def check(folder: Path, output: Path) -> None:
    """The tables hold what `tacitus.code` makes of the same documents."""
    documents = pa.concat_tables(pq.read_table(file) for file in sorted(folder.glob("*/*.parquet")))
    coded = tacitus.code(documents["body"], ids=documents["key"], published=documents["day"])
    assert len(coded) == PARTS * (EACH - 1)
    for name, table in coded.tables.items():
        expected = pa.table(table).drop_columns("document_row")
        where = f"read_parquet('{output}/{name}/part=*/*/*.parquet')"
        names = ", ".join(f'"{column}"' for column in expected.column_names)
        found = duckdb.sql(f"SELECT {names} FROM {where}").fetchall()
        whole = duckdb.sql(f"SELECT {names} FROM expected").fetchall()
        assert sorted(found, key=repr) == sorted(whole, key=repr), name
    failed = duckdb.sql(f"SELECT document, reason FROM read_parquet('{output}/errors/part=*/*/*.parquet')").fetchall()
    assert sorted(failed) == sorted((failure.id, failure.reason) for failure in coded.errors)
    assert len(failed) == PARTS
    months = duckdb.sql(f"""
        SELECT DISTINCT month, strftime(published, '%Y-%m')
        FROM read_parquet('{output}/documents/part=*/*/*.parquet', hive_partitioning = true)
    """).fetchall()
    assert sorted(months, key=repr) == [("2025-01", "2025-01"), ("2025-02", "2025-02"), (None, None)]
    assert sorted(child.name for child in output.iterdir()) == sorted(TABLES)


def kill_midway(command: list[str], output: Path, environment: dict[str, str]) -> None:
    """Starts a job and kills it, and all that it started, when one part is done and another is in the making."""
    with open(output.with_suffix(".log"), "wb") as log:
        job = subprocess.Popen(command, env=environment, stdout=log, stderr=log, start_new_session=True)
    end = time.monotonic() + 600
    while not (list(output.glob("documents/part=*")) and list(output.glob("_work/*/*"))):
        assert job.poll() is None, output.with_suffix(".log").read_text()
        assert time.monotonic() < end, "no part was done in ten minutes"
        time.sleep(0.02)
    for process in [*descendants(job.pid), job.pid]:
        try:
            os.kill(process, signal.SIGKILL)
        except ProcessLookupError:
            pass
    job.wait()


def descendants(process: int) -> list[int]:
    """The processes that one started, and those that they started: workers leave its group, and must die with it."""
    children = [int(child) for task in Path(f"/proc/{process}/task").glob("*/children") for child in task.read_text().split()]
    return [each for child in children for each in (*descendants(child), child)]


def run(command: list[str], environment: dict[str, str]) -> str:
    job = subprocess.run(command, env=environment, capture_output=True, text=True, timeout=900)
    assert job.returncode == 0, job.stdout + job.stderr
    return job.stdout


def finish_after_killing(command: list[str], folder: Path, output: Path, environment: dict[str, str]) -> None:
    """A killed job, started again: what was done stays, the rest is made, and the whole is as if nothing had been."""
    kill_midway(command, output, environment)
    done = {path: path.stat().st_ino for path in output.glob("documents/part=*/*/*.parquet")}
    parts = {path.name for path in output.glob("documents/part=*")}
    assert 0 < len(parts) < PARTS
    told = run(command, environment)
    assert f"{PARTS} parts, {len(parts)} of them done before" in told
    check(folder, output)
    assert all(path.stat().st_ino == inode for path, inode in done.items())
    whole = contents(output)
    assert f"{PARTS} parts, {PARTS} of them done before" in run(command, environment)
    assert contents(output) == whole

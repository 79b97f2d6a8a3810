"""Codes a folder of Parquet documents into partitioned Parquet tables, on Ray Data.

    ray job submit -- python code_parquet.py /shared/news /shared/coded --text body --published day

A part is one file of the folder. What comes of it lies in `coded/TABLE/part=NAME/month=YYYY-MM/`, for each of the
tables and for `errors`, which names the documents that could not be coded. A part is written aside and moved into its
place when it is whole, `documents` last: a part that has its `documents` is done. So a run that was killed is started
again with the same command, and does only what is missing. Only one run at a time may write to a folder, which all
workers must reach under the same name.

The workers need the wheel of tacitus and what Ray Data itself is made of: pyarrow.
"""

import argparse
import hashlib
import sys
from collections.abc import Iterator
from functools import partial
from pathlib import Path, PurePosixPath

import pyarrow as pa
import pyarrow.compute as pc
import ray
import ray.data
import tacitus
from pyarrow import fs

# Documents that an actor codes at a time: their records are held in memory.
TOGETHER = 256
FIELDS = ("text", "id", "published", "title", "source")
ERRORS = pa.schema([("document", pa.string()), ("reason", pa.string())])
# What goes from the actors to the writers: a table of a batch, as Arrow's stream format has it.
PARCELS = pa.schema([("table", pa.string()), ("rows", pa.large_binary())])


def schemas() -> dict[str, pa.Schema]:
    """The tables with their columns: the month, and those of tacitus but `document_row`.

    That one counts within one call, and so says nothing in a table of many.
    """
    own = {name: pa.schema(table) for name, table in tacitus.code([]).tables.items()} | {"errors": ERRORS}
    month = pa.field("month", pa.string())
    return {name: pa.schema([month, *(f for f in s if f.name != "document_row")]) for name, s in own.items()}


class Coding:
    """An actor, which holds the model: documents in, parcels out."""

    def __init__(self, columns: dict[str, str], knowledge: list[str] | None):
        self.columns, self.schemas = columns, schemas()
        self.coder = tacitus.Coder(knowledge)

    def __call__(self, batch: pa.Table) -> pa.Table:
        cells = {field: batch.column(name) for field, name in self.columns.items()}
        coded = self.coder.code(
            cells["text"],
            ids=cells.get("id"),
            titles=cells.get("title"),
            published=cells.get("published"),
            sources=cells.get("source"),
            jobs=1,  # an actor has one core
        )
        parcels = [{"table": name, "rows": parcel(table)} for name, table in self.tables(coded)]
        return pa.Table.from_pylist(parcels, PARCELS)

    def tables(self, coded: tacitus.Coded) -> Iterator[tuple[str, pa.Table]]:
        tables = {name: pa.table(table) for name, table in coded.tables.items()}
        month = pc.strftime(tables["documents"]["published"], "%Y-%m")
        for name, table in tables.items():
            table = table.append_column("month", month.take(table["document_row"]))
            yield name, table.select(self.schemas[name].names).cast(self.schemas[name])
        failures = [{"document": failure.id, "reason": failure.reason} for failure in coded.errors]
        yield "errors", pa.Table.from_pylist(failures, self.schemas["errors"])


def parcel(table: pa.Table) -> bytes:
    sink = pa.BufferOutputStream()
    with pa.ipc.new_stream(sink, table.schema) as stream:
        stream.write_table(table)
    return sink.getvalue().to_pybytes()


def opened(parcels: pa.Table, name: str, schema: pa.Schema) -> pa.Table:
    """The rows of one table in parcels of all."""
    own = parcels.filter(pc.equal(parcels["table"], name))["rows"]
    return pa.concat_tables([schema.empty_table(), *(pa.ipc.open_stream(rows.as_buffer()).read_all() for rows in own)])


class Folder:
    """A folder of any file system that Arrow knows."""

    def __init__(self, root: str):
        local = "://" not in root
        self.files, self.root = fs.FileSystem.from_uri(str(Path(root).absolute()) if local else root)

    def path(self, *names: str) -> str:
        return "/".join((self.root, *names))

    def children(self, *names: str) -> set[str]:
        selector = fs.FileSelector(self.path(*names), allow_not_found=True)
        return {entry.base_name for entry in self.files.get_file_info(selector)}

    def parquet(self) -> list[str]:
        """The Parquet files in it and below, by their paths from here; what is hidden or in the making is not meant."""
        selector = fs.FileSelector(self.root, recursive=True)
        entries = (e for e in self.files.get_file_info(selector) if e.is_file and e.extension == "parquet")
        names = (entry.path.removeprefix(self.root).lstrip("/") for entry in entries)
        return sorted(name for name in names if not any(part[0] in "._" for part in name.split("/")))

    def remove(self, *names: str) -> None:
        if self.files.get_file_info(self.path(*names)).type != fs.FileType.NotFound:
            self.files.delete_dir(self.path(*names))

    def move(self, origin: tuple[str, ...], place: tuple[str, ...]) -> None:
        self.files.create_dir(self.path(*place[:-1]))
        self.files.move(self.path(*origin), self.path(*place))


def part_of(file: str) -> str:
    """The name of a file's part: readable, and no other file's."""
    return f"{PurePosixPath(file).stem}-{hashlib.sha256(file.encode()).hexdigest()[:8]}"


class Job:
    """The parts of a folder, each coded and moved into its place."""

    def __init__(self, arguments: argparse.Namespace):
        self.arguments = arguments
        self.input, self.output = Folder(arguments.input), Folder(arguments.output)
        # `documents` says that a part is done, and is moved last.
        self.tables = dict(sorted(schemas().items(), key=lambda item: item[0] == "documents"))

    def run(self) -> None:
        files = self.input.parquet()
        if not files:
            sys.exit(f"{self.arguments.input}: there are no Parquet files")
        done = self.output.children("documents")
        missing = [file for file in files if f"part={part_of(file)}" not in done]
        print(f"{len(files)} parts, {len(files) - len(missing)} of them done before", flush=True)
        self.output.remove("_work")
        for file in missing:
            print(f"{self.part(file)} done", flush=True)
        self.output.remove("_work")

    def part(self, file: str) -> str:
        part = part_of(file)
        coded = self.coded(file)
        for table, schema in self.tables.items():
            place = self.output.path("_work", part, table)
            self.output.files.create_dir(place)
            rows = coded.map_batches(partial(opened, name=table, schema=schema), batch_format="pyarrow")
            rows.write_parquet(place, filesystem=self.output.files, partition_cols=["month"])
        for table in self.tables:
            # Left by a run that was killed between two tables.
            self.output.remove(table, f"part={part}")
            self.output.move(("_work", part, table), (table, f"part={part}"))
        return part

    def coded(self, file: str) -> ray.data.Dataset:
        """The parcels of a file's documents, all made."""
        documents = ray.data.read_parquet(self.input.path(file), filesystem=self.input.files, partitioning=None)
        present = set(documents.schema().names)
        named = {field: getattr(self.arguments, field) for field in FIELDS}
        columns = {field: name for field, name in named.items() if name in present}
        if "text" not in columns:
            sys.exit(f"{file}: there is no column `{named['text']}`; --text names another")
        workers = self.arguments.workers or int(ray.cluster_resources()["CPU"])
        return (
            documents.select_columns(list(columns.values()))
            # Blocks are what actors are given: enough of them that all actors are done at about the same time.
            .repartition(target_num_rows_per_block=TOGETHER)
            .map_batches(
                Coding,
                fn_constructor_args=(columns, self.arguments.knowledge),
                batch_format="pyarrow",
                zero_copy_batch=True,
                batch_size=TOGETHER,
                compute=ray.data.ActorPoolStrategy(min_size=1, max_size=workers),
                num_cpus=1,
            )
            .materialize()
        )


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("input", help="the folder of Parquet files")
    parser.add_argument("output", help="the folder of the tables")
    for field in FIELDS:
        parser.add_argument(f"--{field}", default=field, metavar="COLUMN", help=f"the column with the {field}")
    parser.add_argument("--knowledge", action="append", metavar="FILE", help="a knowledge file, there on every worker")
    parser.add_argument("--workers", type=int, metavar="N", help="how many actors code [default: one a core]")
    parser.add_argument("--cpus", type=int, metavar="N", help="start a Ray of its own here, with so many cores")
    arguments = parser.parse_args()
    ray.init(num_cpus=arguments.cpus, include_dashboard=False) if arguments.cpus else ray.init("auto")
    Job(arguments).run()


if __name__ == "__main__":
    main()

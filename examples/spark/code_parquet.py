"""Codes a folder of Parquet documents into partitioned Parquet tables, on Apache Spark.

    spark-submit code_parquet.py hdfs:///news hdfs:///coded --text body --published day

A part is one file of the folder. What comes of it lies in `coded/TABLE/part=NAME/month=YYYY-MM/`, for each of the
tables and for `errors`, which names the documents that could not be coded. A part is written aside and moved into its
place when it is whole, `documents` last: a part that has its `documents` is done. So a run that was killed is started
again with the same command, and does only what is missing. Only one run at a time may write to a folder.

The workers need the wheel of tacitus and what Spark itself asks for `mapInArrow`: pyarrow.
"""

import argparse
import hashlib
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import PurePosixPath

import pyarrow as pa
import pyarrow.compute as pc
import tacitus
from pyspark import StorageLevel
from pyspark.sql import SparkSession
from pyspark.sql.pandas.types import from_arrow_schema

# Documents that are coded together in a worker: their records are held in memory.
TOGETHER = 256
# Documents a task: small enough that all cores are done at about the same time.
A_TASK = 1000
# Tasks whose rows are written to one file.
A_FILE = 50
FIELDS = ("text", "id", "published", "title", "source")
ERRORS = pa.schema([("document", pa.string()), ("reason", pa.string())])


def schemas() -> dict[str, pa.Schema]:
    """The tables with their columns. `document_row` counts within one call, and so says nothing in a table of many."""
    tables = {name: pa.schema(table) for name, table in tacitus.code([]).tables.items()}
    own = {name: pa.schema([f for f in schema if f.name != "document_row"]) for name, schema in tables.items()}
    return own | {"errors": ERRORS}


def output_schema() -> pa.Schema:
    """One row of any table: which one, the month, and the row itself, the other tables being null."""
    rows = [pa.field(name, pa.struct(list(schema))) for name, schema in schemas().items()]
    return pa.schema([("table", pa.string()), ("month", pa.string()), *rows])


def code(batches, columns: dict[str, str], knowledge: list[str] | None):
    """What runs on the workers: batches of documents in, rows of all tables out."""
    schema = output_schema()
    # The built-in coder lives as long as the worker, which Spark keeps for its next task.
    coder = tacitus.Coder(knowledge) if knowledge else None
    for batch in batches:
        for start in range(0, batch.num_rows, TOGETHER):
            some = batch.slice(start, TOGETHER)
            cells = {field: some.column(name) for field, name in columns.items()}
            arguments = {
                "texts": cells["text"],
                "ids": cells.get("id"),
                "titles": cells.get("title"),
                "published": cells.get("published"),
                "sources": cells.get("source"),
                "jobs": 1,  # a task has one core
            }
            coded = coder.code(**arguments) if coder else tacitus.code(**arguments)
            yield from rows(coded, schema)


def rows(coded: tacitus.Coded, schema: pa.Schema):
    """The rows of all tables, a batch a table."""
    tables = {name: pa.table(table).combine_chunks() for name, table in coded.tables.items()}
    month = pc.strftime(tables["documents"]["published"], "%Y-%m").combine_chunks()
    for name, table in tables.items():
        months = month.take(table["document_row"].combine_chunks())
        yield tagged(name, table.drop_columns("document_row"), months, schema)
    failures = [{"document": failure.id, "reason": failure.reason} for failure in coded.errors]
    errors = pa.Table.from_pylist(failures, ERRORS)
    yield tagged("errors", errors, pa.nulls(len(failures), pa.string()), schema)


def tagged(name: str, table: pa.Table, months: pa.Array, schema: pa.Schema) -> pa.RecordBatch:
    """A table's rows as rows of the schema of all tables."""
    own = {
        "table": pa.repeat(pa.scalar(name), len(table)),
        "month": months,
        name: table.to_struct_array().combine_chunks().cast(schema.field(name).type),
    }
    columns = [own[f.name] if f.name in own else pa.nulls(len(table), f.type) for f in schema]
    return pa.RecordBatch.from_arrays(columns, schema=schema)


class Folder:
    """A folder of whatever file system Spark is set up for."""

    def __init__(self, spark: SparkSession, root: str):
        self.path_class = spark._jvm.org.apache.hadoop.fs.Path
        configuration = spark._jsc.hadoopConfiguration()
        self.files = self.path_class(root).getFileSystem(configuration)
        self.root = self.files.makeQualified(self.path_class(root)).toString()

    def path(self, *names: str):
        return self.path_class("/".join((self.root, *names)))

    def children(self, *names: str) -> set[str]:
        path = self.path(*names)
        return {s.getPath().getName() for s in self.files.listStatus(path)} if self.files.exists(path) else set()

    def parquet(self) -> list[str]:
        """The Parquet files in it and below, by their paths from here; what is hidden or in the making is not meant."""
        found, each = [], self.files.listFiles(self.path_class(self.root), True)
        while each.hasNext():
            name = each.next().getPath().toString().removeprefix(self.root).lstrip("/")
            if name.endswith(".parquet") and not any(part[0] in "._" for part in name.split("/")):
                found.append(name)
        return sorted(found)

    def remove(self, *names: str) -> None:
        self.files.delete(self.path(*names), True)

    def move(self, origin: tuple[str, ...], place: tuple[str, ...]) -> None:
        self.files.mkdirs(self.path(*place).getParent())
        if not self.files.rename(self.path(*origin), self.path(*place)):
            raise OSError(f"{self.path(*origin)} could not be moved to {self.path(*place)}")


def part_of(file: str) -> str:
    """The name of a file's part: readable, and no other file's."""
    return f"{PurePosixPath(file).stem}-{hashlib.sha256(file.encode()).hexdigest()[:8]}"


class Job:
    """The parts of a folder, each coded and moved into its place."""

    def __init__(self, spark: SparkSession, arguments: argparse.Namespace):
        self.spark, self.arguments = spark, arguments
        self.input, self.output = Folder(spark, arguments.input), Folder(spark, arguments.output)
        # `documents` says that a part is done, and is moved last.
        self.tables = sorted(schemas(), key=lambda name: name == "documents")

    def run(self) -> None:
        files = self.input.parquet()
        if not files:
            sys.exit(f"{self.arguments.input}: there are no Parquet files")
        done = self.output.children("documents")
        missing = [file for file in files if f"part={part_of(file)}" not in done]
        print(f"{len(files)} parts, {len(files) - len(missing)} of them done before", flush=True)
        self.output.remove("_work")
        with ThreadPoolExecutor(self.arguments.parts_together) as pool:
            # The first part that fails ends the job; those that are done stay.
            for part in pool.map(self.part, missing):
                print(f"{part} done", flush=True)
        self.output.remove("_work")

    def part(self, file: str) -> str:
        part = part_of(file)
        documents = self.spark.read.parquet(self.input.path(file).toString())
        named = {field: getattr(self.arguments, field) for field in FIELDS}
        columns = {field: name for field, name in named.items() if name in documents.columns}
        if "text" not in columns:
            raise SystemExit(f"{file}: there is no column `{named['text']}`; --text names another")
        tasks = -(-documents.count() // A_TASK) or 1
        knowledge = self.arguments.knowledge
        coded = (
            documents.select(*columns.values())
            .repartition(tasks)
            .mapInArrow(lambda batches: code(batches, columns, knowledge), from_arrow_schema(output_schema()))
            .persist(StorageLevel.DISK_ONLY)
        )
        for table in self.tables:
            rows = coded.where(coded["table"] == table).select("month", f"{table}.*")
            place = self.output.path("_work", part, table).toString()
            rows.coalesce(-(-tasks // A_FILE)).write.partitionBy("month").parquet(place)
        coded.unpersist()
        for table in self.tables:
            # Left by a run that was killed between two tables.
            self.output.remove(table, f"part={part}")
            self.output.move(("_work", part, table), (table, f"part={part}"))
        return part


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("input", help="the folder of Parquet files")
    parser.add_argument("output", help="the folder of the tables")
    for field in FIELDS:
        parser.add_argument(f"--{field}", default=field, metavar="COLUMN", help=f"the column with the {field}")
    parser.add_argument("--knowledge", action="append", metavar="FILE", help="a knowledge file, there on every worker")
    parser.add_argument("--parts-together", type=int, default=2, metavar="N", help="how many parts are coded at a time")
    arguments = parser.parse_args()
    spark = SparkSession.builder.appName("tacitus").getOrCreate()
    Job(spark, arguments).run()
    spark.stop()


if __name__ == "__main__":
    main()

"""What the pages in `docs/` show is run."""

import os
import re
import shutil
import subprocess

import duckdb
import nbformat
import pyarrow as pa
import pyarrow.parquet as pq
import pytest
import tacitus
from conftest import REPOSITORY
from nbclient import NotebookClient

DOCS = REPOSITORY / "docs"


def blocks(page: str, language: str) -> list[str]:
    """The passages of a page that are in a language."""
    return re.findall(rf"^```{language}\n(.*?)^```$", (DOCS / page).read_text(encoding="utf-8"), re.M | re.S)


@pytest.fixture
def here(tmp_path, monkeypatch, texts):
    """A folder with the tables as Parquet, as the pages suppose."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "tables").mkdir()
    coded = tacitus.code(texts, ids=["talks", "grain", "aid", "accents"], published="2025-03-04")
    for name, table in coded.tables.items():
        pq.write_table(pa.table(table), f"tables/{name}.parquet")
    return tmp_path


def test_the_notebook_runs(tmp_path):
    notebook = nbformat.read(DOCS / "python.ipynb", as_version=4)
    NotebookClient(notebook, timeout=300, kernel_name="python3", resources={"metadata": {"path": tmp_path}}).execute()
    shown = [output for cell in notebook.cells for output in cell.get("outputs", [])]
    assert len(shown) > 5 and not any(output.output_type == "error" for output in shown)


def test_the_queries_for_r_run(here):
    queries = [query for block in blocks("r.md", "r") for query in re.findall(r'dbGetQuery\(db, "(.*?)"\)', block, re.S)]
    assert len(queries) >= 2
    for query in queries:
        assert duckdb.sql(query).fetchall(), query


@pytest.mark.skipif(shutil.which("Rscript") is None, reason="there is no R")
def test_the_r_that_needs_no_packages_runs(here):
    (here / "records.jsonl").write_bytes(tacitus.code("Norway has promised $12 million to help Mali.").jsonl())
    script = "\n".join(block for block in blocks("r.md", "r") if "jsonlite" in block)
    assert script
    done = subprocess.run(["Rscript", "-e", script], capture_output=True, text=True, env=os.environ | {"LC_ALL": "C.UTF-8"})
    assert done.returncode == 0, done.stderr
    assert "promised" in done.stdout

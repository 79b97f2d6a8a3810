"""The example for Spark, on a cluster of two workers that Spark starts as processes of their own."""

import os
import shutil
import sys
from pathlib import Path

import archive
import pyspark
import pytest
from conftest import REPOSITORY

# Small heaps, and no more of the Java compiler than short jobs need.
JAVA = "-XX:+UseSerialGC -XX:TieredStopAtLevel=1"
SETTINGS = {
    "spark.driver.extraJavaOptions": JAVA,
    "spark.executor.extraJavaOptions": JAVA,
    "spark.executor.memory": "512m",
    "spark.driver.bindAddress": "127.0.0.1",
    "spark.driver.host": "127.0.0.1",
    "spark.ui.enabled": "false",
    # The machine may have little to spare while the tests run.
    "spark.network.timeout": "600s",
}


@pytest.fixture
def environment():
    workers = os.environ.get("TACITUS_WORKER_PYTHON", sys.executable)
    yield os.environ | {
        "PYSPARK_DRIVER_PYTHON": sys.executable,
        "PYSPARK_PYTHON": workers,
        "SPARK_LOCAL_IP": "127.0.0.1",
        "SPARK_HOME": pyspark.__path__[0],
    }
    # What the workers log.
    shutil.rmtree(Path(pyspark.__path__[0]) / "work", ignore_errors=True)


@pytest.mark.skipif(shutil.which("java") is None, reason="there is no Java")
def test_a_job_that_is_killed_goes_on(tmp_path, texts, environment):
    folder, output = tmp_path / "news", tmp_path / "coded"
    archive.write(folder, texts)
    command = [
        str(Path(pyspark.__path__[0]) / "bin" / "spark-submit"),
        "--master=local-cluster[2,1,512]",
        "--driver-memory=512m",
        *(f"--conf={name}={value}" for name, value in SETTINGS.items()),
        str(REPOSITORY / "examples/spark/code_parquet.py"),
        str(folder),
        str(output),
        *archive.COLUMNS,
        "--parts-together=1",
    ]
    archive.finish_after_killing(command, folder, output, environment)

"""The example for Ray, on a Ray of two cores."""

import os
import sys

import archive
from conftest import REPOSITORY


def test_a_job_that_is_killed_goes_on(tmp_path, texts):
    folder, output = tmp_path / "news", tmp_path / "coded"
    archive.write(folder, texts)
    script = str(REPOSITORY / "examples/ray/code_parquet.py")
    command = [sys.executable, script, str(folder), str(output), *archive.COLUMNS, "--cpus=2"]
    environment = os.environ | {
        "RAY_USAGE_STATS_ENABLED": "0",
        "RAY_OBJECT_STORE_ALLOW_SLOW_STORAGE": "1",
        "RAY_memory_monitor_refresh_ms": "0",
    }
    archive.finish_after_killing(command, folder, output, environment)

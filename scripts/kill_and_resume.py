#!/usr/bin/env python3
"""Kills a run again and again, resumes it each time, and compares the output with that of a run in one go.

    TACITUS_CORPORA=/data/corpora scripts/kill_and_resume.py --binary target/release/tacitus

The input is the wire stories of the corpora, or any that --input names. Kills are with SIGKILL, at random moments.
Exit status: 0 where the bytes are the same, 1 where they are not.
"""

import argparse
import hashlib
import json
import random
import signal
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from stories import add_input, input_of


def arguments():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--binary", default="target/release/tacitus", type=Path)
    add_input(parser)
    parser.add_argument("--kills", type=int, default=10)
    parser.add_argument("--jobs", type=int, default=2)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("flags", nargs="*", help="more flags of `tacitus code`, behind --")
    given = parser.parse_args()
    given.input = input_of(parser, given)
    return given


def digest(path):
    with open(path, "rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def documents_done(output):
    """How many documents the run has noted as done; none where it has noted nothing."""
    try:
        return json.loads(Path(f"{output}.progress").read_text())["counts"]["done"]
    except FileNotFoundError:
        return None


def main():
    given = arguments()
    moments = random.Random(given.seed)
    with tempfile.TemporaryDirectory() as folder:
        whole, output = Path(folder) / "whole.jsonl", Path(folder) / "output.jsonl"
        command = [given.binary, "code", given.input, "--jobs", str(given.jobs), "--quiet", *given.flags]
        start = time.monotonic()
        subprocess.run([*command, "--output", whole], check=True)
        seconds = time.monotonic() - start
        print(f"in one go: {seconds:.1f} s, {whole.stat().st_size} bytes, sha256 {digest(whole)}", flush=True)

        kills = 0
        while True:
            process = subprocess.Popen([*command, "--output", output, "--resume"])
            if kills < given.kills:
                wait = moments.uniform(0.1, 1.7) * seconds / (given.kills + 2)
                try:
                    process.wait(wait)
                except subprocess.TimeoutExpired:
                    process.send_signal(signal.SIGKILL)
                    process.wait()
                    kills += 1
                    print(f"kill {kills} after {wait:.1f} s: {documents_done(output)} documents noted, "
                          f"{output.stat().st_size if output.exists() else 0} bytes there", flush=True)
                    continue
            status = process.wait()
            break
        same = digest(output) == digest(whole)
        left = [path.name for path in Path(folder).iterdir() if path not in (whole, output)]
        print(f"after {kills} kills: exit status {status}, sha256 {digest(output)}, "
              f"{'the same bytes' if same else 'OTHER BYTES'}, left over: {left or 'nothing'}")
        return 0 if same and status == 0 and not left and kills == given.kills else 1


if __name__ == "__main__":
    sys.exit(main())

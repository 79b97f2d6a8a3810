"""The texts of JSON lines on standard input, and work shared among processes."""

import json
import multiprocessing
import sys


def texts():
    return [json.loads(line)["text"] for line in sys.stdin]


def shared(jobs, work):
    """Runs `work`, which takes a list of texts and returns a count, in so many processes over equal shares."""
    all_texts = texts()
    if jobs == 1:
        return work(all_texts)
    with multiprocessing.get_context("fork").Pool(jobs) as pool:
        return sum(pool.map(work, [all_texts[k::jobs] for k in range(jobs)]))

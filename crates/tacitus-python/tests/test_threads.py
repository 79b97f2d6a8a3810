"""The interpreter is free while texts are coded."""

import os
import signal
import subprocess
import sys
import textwrap
import threading
import time
from concurrent.futures import ThreadPoolExecutor

import tacitus


def test_other_threads_go_on(texts):
    tacitus.code(texts)
    ticks, over = [], threading.Event()

    def tick():
        while not over.is_set():
            ticks.append(time.monotonic())
            time.sleep(0.001)

    other = threading.Thread(target=tick)
    other.start()
    begun = time.monotonic()
    tacitus.code(texts * 15, jobs=1)
    ended = time.monotonic()
    over.set()
    other.join()
    within = [begun, *(t for t in ticks if begun < t < ended), ended]
    longest = max(later - earlier for earlier, later in zip(within, within[1:]))
    # Held for the whole call, the lock would leave a gap as long as the call.
    assert longest < (ended - begun) / 2, (longest, ended - begun)


def test_threads_share_a_coder(texts):
    coder = tacitus.Coder()
    alone = coder.code(texts).jsonl()
    with ThreadPoolExecutor(4) as pool:
        assert set(pool.map(lambda _: coder.code(texts, jobs=2).jsonl(), range(8))) == {alone}


def test_tables_are_made_once(texts):
    coded = tacitus.code(texts * 5)
    with ThreadPoolExecutor(4) as pool:
        tables = list(pool.map(lambda _: coded.events, range(8)))
    assert all(table is tables[0] for table in tables)


def test_an_interrupt_is_heeded(texts):
    script = textwrap.dedent("""
        import sys, tacitus
        tacitus.code(["Talks began in Lima."])
        print("begun", flush=True)
        try:
            tacitus.code([sys.argv[1]] * 100_000)
        except KeyboardInterrupt:
            print("interrupted")
    """)
    child = subprocess.Popen([sys.executable, "-c", script, texts[0]], stdout=subprocess.PIPE, text=True)
    assert child.stdout.readline() == "begun\n"
    time.sleep(1)
    os.kill(child.pid, signal.SIGINT)
    assert child.communicate(timeout=60)[0] == "interrupted\n"


def test_calling_often_costs_no_memory():
    """A process that codes one text at a time for a year must not grow."""
    page = os.sysconf("SC_PAGE_SIZE")

    def resident():
        with open("/proc/self/statm") as file:
            return int(file.read().split()[1]) * page

    def call(times):
        for _ in range(times):
            tacitus.code(["Talks began in Lima."], jobs=1)

    call(100)
    before = resident()
    call(400)
    assert resident() - before < 4 << 20

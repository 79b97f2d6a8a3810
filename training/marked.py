#!/usr/bin/env python3
"""Marks in a text to mentions: marked.py IN.txt OUT.jsonl.

IN holds texts, each after a line `### ID`, with mentions in square brackets, `[p1 the mayor of [l2 Riga]]`: a letter for the type,
a number for who or what it is, a space, the phrase; they nest. OUT has what `authored/README.md` describes, a text a line.
Texts that fail are named and left out.
"""

import argparse
import re
import sys

import corpora

KINDS = {"p": "person", "o": "organization", "l": "place", "a": "abstract", "e": "event", "b": "object"}


def mentions(marked):
    """The text without its marks, and its mentions (start, end, type, number) in code points."""
    text, open_, out, kinds = "", [], [], {}
    for part in re.split(r"(\[[a-z]\d+ |\])", marked):
        if part == "]":
            if not open_:
                raise ValueError(f"a bracket too many after {text[-30:]!r}")
            start, kind, number = open_.pop()
            if kinds.setdefault(number, kind) != kind:
                raise ValueError(f"{number} is both {kinds[number]} and {kind}")
            if not text[start:].strip():
                raise ValueError(f"an empty mention after {text[-30:]!r}")
            out.append([start, len(text), kind, number])
        elif m := re.fullmatch(r"\[([a-z])(\d+) ", part):
            if m[1] not in KINDS:
                raise ValueError(f"no type {m[1]!r}")
            open_.append((len(text), KINDS[m[1]], int(m[2])))
        else:
            if "[" in part:
                raise ValueError(f"a bracket without type and number: {part[part.index('['):][:30]!r}")
            text += part
    if open_:
        raise ValueError(f"a bracket is not closed: {text[open_[-1][0]:][:30]!r}")
    return text, sorted(out, key=lambda m: (m[0], -m[1]))


def main():
    p = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    p.add_argument("source")
    p.add_argument("out")
    a = p.parse_args()
    with open(a.source, encoding="utf8") as f:
        parts = re.split(r"^### (\S+)\n", f.read(), flags=re.M)[1:]
    rows = []
    for identity, marked in zip(parts[::2], parts[1::2]):
        try:
            text, found = mentions(marked.strip())
            rows.append({"id": identity, "text": text, "mentions": found})
        except ValueError as reason:
            print(f"{a.source}: {identity}: {reason}", file=sys.stderr)
    corpora.write_jsonl(a.out, rows)
    print(f"{a.out}: {len(rows)} texts, {sum(len(r['mentions']) for r in rows)} mentions; {len(parts) // 2 - len(rows)} left out", file=sys.stderr)


if __name__ == "__main__":
    main()

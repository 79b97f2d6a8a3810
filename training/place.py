#!/usr/bin/env python3
"""Phrases to offsets: place.py IN.jsonl OUT.jsonl [--corpora DIR].

An annotator writes an event down in the words of its text; this finds where they stand, checks every label, and writes the
lines that `authored/README.md` describes. A line of IN has `id`, `text` (or, for a passage of a wire story, the id
`STORY:START-END` alone, with --corpora) and `events`, each with
  t  trigger, one word          type, mode            a, r, o, b  lists of phrases: actors, recipients, objects, beneficiaries
  neg, main, rec  true where so  mod  modality         c           contexts
A line may have `verbs` instead of `events`: pairs of the verb of a clause and its subject's head word or null, and beside them
`nouns`, words that are not the verbs they look like; each is one word of the text.
A phrase that stands several times in the text means the place nearest to the trigger; `phrase#2` means its second place,
for the trigger too. Lines that fail are named and left out.
"""

import argparse
import json
import re
import sys

import corpora
from recipe import CONTEXTS, MODALITIES, MODES, TYPES

FIELDS = {"t", "type", "mode", "a", "r", "o", "b", "neg", "main", "rec", "mod", "c"}


def places(text, phrase):
    """Where a phrase stands as whole words, as (start, end), and which of them is asked for, if one is."""
    m = re.fullmatch(r"(.*\S)#(\d+)", phrase, re.S)
    phrase, number = (m[1], int(m[2])) if m else (phrase, None)
    edge = lambda c: r"\b" if re.match(r"\w", c) else ""
    found = [m.span() for m in re.finditer(edge(phrase[0]) + re.escape(phrase) + edge(phrase[-1]), text)] if phrase else []
    if not found:
        raise ValueError(f"not in the text: {phrase!r}")
    if number is not None and number > len(found):
        raise ValueError(f"stands only {len(found)} times in the text: {phrase!r}")
    return found, number


def one(text, phrase, near):
    found, number = places(text, phrase)
    return list(found[number - 1] if number else min(found, key=lambda s: max(s[0] - near, near - s[1], 0)))


def event(text, e):
    unknown = set(e) - FIELDS
    if unknown:
        raise ValueError(f"unknown fields {sorted(unknown)}")
    if e["type"] not in TYPES:
        raise ValueError(f"no type {e['type']!r}")
    mode = e.get("mode") or "-"
    if mode != "-" and mode not in MODES.get(e["type"], "").split():
        raise ValueError(f"no mode {mode!r} of {e['type']}")
    modality = e.get("mod") or "actual"
    if modality not in MODALITIES:
        raise ValueError(f"no modality {modality!r}")
    contexts = e.get("c") or []
    for c in contexts:
        if c not in CONTEXTS:
            raise ValueError(f"no context {c!r}")
    found, number = places(text, e["t"])
    if len(found) > 1 and not number:
        raise ValueError(f"the trigger stands {len(found)} times, say which: {e['t']!r}")
    trigger = list(found[(number or 1) - 1])
    if re.search(r"\s", text[slice(*trigger)]):
        raise ValueError(f"a trigger is one word: {e['t']!r}")
    phrases = {name: [one(text, p, trigger[0]) for p in e.get(short) or []]
               for name, short in (("actors", "a"), ("recipients", "r"), ("objects", "o"), ("beneficiaries", "b"))}
    return {"trigger": trigger, "type": e["type"], "mode": mode, "polarity": "-" if e.get("neg") else "+", "modality": modality,
            "main": bool(e.get("main")), "reciprocal": bool(e.get("rec")), **phrases, "contexts": contexts[:3]}


def word(text, phrase):
    found, number = places(text, phrase)
    if len(found) > 1 and not number:
        raise ValueError(f"stands {len(found)} times, say which: {phrase!r}")
    start, end = found[(number or 1) - 1]
    if re.search(r"\s", text[start:end]):
        raise ValueError(f"one word is asked for: {phrase!r}")
    return [start, end]


def clauses(text, row):
    return {"verbs": [[word(text, verb), subject and word(text, subject)] for verb, subject in row["verbs"]],
            "nouns": [word(text, w) for w in row.get("nouns") or []]}


def main():
    p = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    p.add_argument("source")
    p.add_argument("out")
    p.add_argument("--corpora")
    a = p.parse_args()
    stories = {d["id"]: d["text"] for d in corpora.read_jsonl(f"{a.corpora}/news/wire-silver-times.jsonl.gz")} if a.corpora else {}
    rows, failed, seen = [], 0, set()
    with open(a.source, encoding="utf8") as lines:
        for number, line in enumerate(lines, 1):
            if not line.strip():
                continue
            try:
                row = json.loads(line)
                text = row.get("text") or corpora.passage(stories, row["id"])
                if text is None:
                    raise ValueError(f"no text, and no passage of a story: {row['id']!r}")
                if row["id"] in seen:
                    raise ValueError(f"the id {row['id']!r} stands twice")
                seen.add(row["id"])
                placed = clauses(text, row) if "verbs" in row else {"events": [event(text, e) for e in row["events"]]}
                if sum(e["main"] for e in placed.get("events", [])) > 1 and ":" not in row["id"]:
                    raise ValueError("more than one main event")
                rows.append({k: row[k] for k in ("id", "text") if k in row} | placed)
            except (ValueError, KeyError) as reason:
                failed += 1
                print(f"{a.source}:{number}: {reason if isinstance(reason, ValueError) else f'lacks {reason}'}", file=sys.stderr)
    corpora.write_jsonl(a.out, rows)
    print(f"{a.out}: {len(rows)} texts, {sum(len(r['events'] if 'events' in r else r['verbs']) for r in rows)} events or verbs; {failed} lines left out", file=sys.stderr)


if __name__ == "__main__":
    main()

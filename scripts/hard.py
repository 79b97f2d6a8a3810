#!/usr/bin/env python3
"""Checks coded records against a careful reader's claims about hard sentences, and prints the shares that hold.

    scripts/hard.py SENTENCES.jsonl RECORDS.jsonl [--full]

SENTENCES holds one {"id", "theme", "text", "published", "expect": [claim, ...]} a line; RECORDS what `tacitus code` wrote
for them. A claim is one of the following. Only the keys it gives are checked; each phrase is in the text literally, is one
string or a list of alternatives, and is met by a span that overlaps any of its occurrences.

  event      one event meets all of: type or type_any, trigger_any, polarity, modality, actor, recipient,
             according_to (whoever is the source of its attribution; null: the report itself)
  no_event   no event has this type or type_any and this polarity, with modality actual (and this trigger_any, if given)
  statement  one statement meets all of: source, cue_any, content_part (at least half of it), act, negated,
             withheld (it is negated, or its act is decline)
  dispute    one dispute meets all of: by, kind_any (its stance), about_part (the event or statement in dispute,
             which is not the statement that disputes it)

A sentence without a record fails every claim, and so does a record whose text is another. Standard library only.
"""

import argparse
import collections
import json
import re
import sys

KEYS = {
    "event": {"type", "type_any", "trigger_any", "polarity", "modality", "actor", "recipient", "according_to"},
    "no_event": {"type", "type_any", "trigger_any", "polarity"},
    "statement": {"source", "cue_any", "content_part", "act", "negated", "withheld"},
    "dispute": {"by", "kind_any", "about_part"},
}
PHRASES = {"trigger_any", "actor", "recipient", "according_to", "source", "cue_any", "content_part", "by", "about_part"}


def listed(value):
    return value if isinstance(value, list) else [value]


def places(text, phrases):
    """Where any of the phrases stands in the text, as whole words."""
    return [m.span() for p in listed(phrases) for m in re.finditer(rf"(?<!\w){re.escape(p)}(?!\w)", text)]


class Reading:
    """One record, asked whether a claim holds of it."""

    def __init__(self, record):
        self.record, self.text = record, record["text"]
        self.entities, self.statements, self.events = ({x["id"]: x for x in record[k]} for k in ("entities", "statements", "events"))

    def at(self, span, phrases):
        return bool(span) and any(span["start"] < b and a < span["end"] for a, b in places(self.text, phrases))

    def is_(self, ids, phrases):
        return any(self.at(m, phrases) for i in ids if i in self.entities for m in self.entities[i]["mentions"])

    def said_by(self, statement, phrases):
        source = statement and statement["source"]
        return bool(source) and (self.at(source, phrases) or self.is_([source["entity"]], phrases))

    def cue(self, statement, phrases):
        return any(self.at(c, phrases) for c in [statement["cue"], *(statement.get("cue_parts") or [])])

    def covers(self, statement, phrases):
        got = {i for c in statement["content"] for i in range(c["start"], c["end"])}
        return any(2 * len(got & set(range(a, b))) >= b - a for a, b in places(self.text, phrases))

    def is_event(self, v, claim):
        teller = self.statements.get(v["attribution"])
        return (
            v["type"] in claim.get("type_any", [claim.get("type", v["type"])])
            and ("trigger_any" not in claim or self.at(v["trigger"], claim["trigger_any"]))
            and all(v[k] == claim[k] for k in ("polarity", "modality") if k in claim)
            and all(self.is_(v[k], claim[k]) for k in ("actor", "recipient") if k in claim)
            and ("according_to" not in claim or (self.said_by(teller, claim["according_to"]) if claim["according_to"] else v["attribution"] is None))
        )

    def event(self, claim):
        return any(self.is_event(v, claim) for v in self.events.values())

    def no_event(self, claim):
        return not self.event({**claim, "modality": "actual"})

    def statement(self, claim):
        return any(
            ("source" not in claim or self.said_by(s, claim["source"]))
            and ("cue_any" not in claim or self.cue(s, claim["cue_any"]))
            and ("content_part" not in claim or self.covers(s, claim["content_part"]))
            and all(s[k] == claim[k] for k in ("act", "negated") if k in claim)
            and ("withheld" not in claim or (s["negated"] or s["act"] == "decline") == claim["withheld"])
            for s in self.statements.values()
        )

    def about(self, dispute, phrases):
        event, statement = self.events.get(dispute["about"]), self.statements.get(dispute["about"])
        if event:
            return self.at(event["trigger"], phrases)
        return bool(statement) and dispute["about"] != dispute["statement"] and any(self.at(x, phrases) for x in [statement["cue"], *statement["content"]])

    def dispute(self, claim):
        return any(
            d["stance"] in claim["kind_any"]
            and (self.is_([d["by"]], claim["by"]) or self.said_by(self.statements.get(d["statement"]), claim["by"]))
            and self.about(d, claim["about_part"])
            for d in self.record["disputes"]
        )


def claims(sentence):
    """The sentence's claims as (form, claim), after checking that each can be met: a slip in a claim is no miss of the program's."""
    for expectation in sentence["expect"]:
        ((form, claim),) = expectation.items()
        if form not in KEYS or not set(claim) <= KEYS[form]:
            sys.exit(f"{sentence['id']}: no such claim: {json.dumps(expectation)}")
        for p in (p for k in PHRASES & set(claim) if claim[k] for p in listed(claim[k])):
            if not places(sentence["text"], p):
                sys.exit(f"{sentence['id']}: not in the text: {p}")
        yield form, claim


def lines(path):
    with open(path, encoding="utf8") as f:
        return [json.loads(line) for line in f if line.strip()]


def main():
    p = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    p.add_argument("sentences", metavar="SENTENCES.jsonl")
    p.add_argument("records", metavar="RECORDS.jsonl")
    p.add_argument("--full", action="store_true", help="list the claims that fail, and count them by form")
    a = p.parse_args()
    records = {r["id"]: r for r in lines(a.records)}
    whole, single, forms = (collections.defaultdict(lambda: [0, 0]) for _ in range(3))
    for s in lines(a.sentences):
        r, missed = records.get(s["id"]), []
        reading = Reading(r) if r and r["text"] == s["text"] else None
        for form, claim in claims(s):
            holds = bool(reading) and getattr(reading, form)(claim)
            for count in (single[s["theme"]], single["total"], forms[form]):
                count[0] += holds
                count[1] += 1
            if not holds:
                missed.append(f"    {form} {json.dumps(claim, ensure_ascii=False)}")
        for count in (whole[s["theme"]], whole["total"]):
            count[0] += not missed
            count[1] += 1
        if a.full and missed:
            print(s["id"], s["text"] if reading else "no record of this text", *missed, sep="\n" if reading else "  ")
    share = lambda n: f"{n[0]:4} of {n[1]:3} {100 * n[0] / n[1]:6.1f}%"
    print(f"{'theme':12}{'sentences':>20}{'claims':>20}")
    for theme in [*(t for t in whole if t != "total"), "total"]:
        print(f"{theme:12}{share(whole[theme]):>20}{share(single[theme]):>20}")
    for form in forms if a.full else ():
        print(f"{form:12}{'':20}{share(forms[form]):>20}")


if __name__ == "__main__":
    main()

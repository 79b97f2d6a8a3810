#!/usr/bin/env python3
"""Writes a dump like Wikidata's to standard output: one entity a line inside one array, of which one in ten is kept.

    scripts/dump.py --entities 1e6 | /usr/bin/time -v target/release/tacitus knowledge import --wikidata - --out /tmp/big.tkb

Wikidata has some 115 million entities, 14 kB each before they are packed. Here too most are nothing to an import
(articles, stars, genes); people with an office, bodies and places are a tenth. The same number gives the same bytes.
"""

import argparse
import random
import sys

SYLLABLES = ["ba", "den", "ko", "lu", "mar", "no", "or", "pe", "ri", "sa", "tem", "u", "vel", "wan", "yo", "zi"]
BODIES = [43229, 7278, 192350]  # organisation, political party, ministry
PLACES = [515, 532, 3957]  # city, village, town
COUNTRIES = [30, 142, 145, 159, 183, 419, 668, 889]
OFFICES = 500


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--entities", type=float, default=1e6)
    parser.add_argument("--bytes", type=int, default=14_000, help="of an entity")
    parser.add_argument("--seed", type=int, default=1)
    given = parser.parse_args()
    chance, write = random.Random(given.seed), sys.stdout.buffer.write
    write(b"[\n")
    for number in range(1, int(given.entities) + 1):
        line = entity(number, chance)
        filler = "x" * max(0, given.bytes - len(line))
        write(f'{line[:-1]},"descriptions":{{"de":{{"language":"de","value":"{filler}"}}}}}},\n'.encode())
    write(b'{"id":"Q1","labels":{},"claims":{}}\n]\n')


def entity(number, chance):
    """An entity as JSON in one line."""
    identity = 1_000_000 + number
    label = " ".join("".join(chance.choices(SYLLABLES, k=3)).capitalize() for _ in range(2))
    kind = chance.randrange(30)
    if number <= OFFICES:
        return item(identity, f"minister of {label}", P31=[reference(83307)], P1001=[reference(chance.choice(COUNTRIES))])
    if kind == 0:
        start = chance.randrange(1960, 2020)
        held = f'{{"P580":[{time(start)}],"P582":[{time(start + 4)}]}}'
        office = reference(1_000_001 + chance.randrange(OFFICES), held)
        return item(identity, label, P31=[reference(5)], P27=[reference(chance.choice(COUNTRIES))], P39=[office])
    if kind == 1:
        return item(identity, label, P31=[reference(chance.choice(BODIES))], P17=[reference(chance.choice(COUNTRIES))])
    if kind == 2:
        point = f'{{"latitude":{chance.uniform(-60, 70):.4f},"longitude":{chance.uniform(-180, 180):.4f}}}'
        claims = {"P31": [reference(chance.choice(PLACES))], "P17": [reference(chance.choice(COUNTRIES))], "P625": [claim(point)]}
        return item(identity, label, **claims)
    return item(identity, label, P31=[reference(13442814)])  # a scholarly article


def item(identity, label, **claims):
    listed = ",".join(f'"{name}":[{",".join(values)}]' for name, values in claims.items())
    names = f'"labels":{{"en":{{"language":"en","value":"{label}"}}}},"aliases":{{"en":[{{"language":"en","value":"{label} II"}}]}}'
    return f'{{"type":"item","id":"Q{identity}",{names},"claims":{{{listed}}}}}'


def claim(value, qualifiers="{}"):
    return f'{{"mainsnak":{{"snaktype":"value","datavalue":{{"value":{value}}}}},"qualifiers":{qualifiers},"rank":"normal"}}'


def reference(identity, qualifiers="{}"):
    return claim(f'{{"entity-type":"item","numeric-id":{identity}}}', qualifiers)


def time(year):
    return f'{{"snaktype":"value","datavalue":{{"value":{{"time":"+{year}-03-01T00:00:00Z","precision":11}}}}}}'


if __name__ == "__main__":
    main()

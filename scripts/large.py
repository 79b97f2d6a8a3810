#!/usr/bin/env python3
"""Writes a large archive of news to standard output: JSON Lines, in which most stories are repeats of others.

    scripts/large.py --bytes 10e9 | /usr/bin/time -v target/release/tacitus code --duplicates mark > /dev/null

The stories are those of the corpora (TACITUS_CORPORA), or of any JSON Lines that --input names. Each comes once as it
is, and then again and again as papers print it: as it is, in other lines, with a line of their own before or behind it,
under a headline, with a word changed, or cut at the end. The same seed gives the same bytes.
"""

import argparse
import gzip
import json
import os
import random
import sys

from stories import add_input, input_of

PAPERS = ["Courier", "Evening Post", "Herald", "Observer", "Tribune", "Star", "Argus", "Echo", "Gazette", "Mercury"]
HEADLINES = ["New questions over talks", "What we know so far", "World in brief", "From our agencies", "Late news"]


def arguments():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--bytes", type=float, default=10e9)
    add_input(parser)
    parser.add_argument("--seed", type=int, default=1)
    given = parser.parse_args()
    given.input = input_of(parser, given)
    return given


def stories(path):
    """Texts with their days of publication, the texts as JSON strings without their quotation marks."""
    opened = gzip.open if path.suffix == ".gz" else open
    with opened(path, "rt", encoding="utf-8") as lines:
        for line in lines:
            story = json.loads(line)
            yield json.dumps(story["text"].strip(), ensure_ascii=False)[1:-1], story.get("published") or "2000-01-01"


def version(text, chance):
    """A story as some paper prints it."""
    paper = chance.choice(PAPERS)
    match chance.randrange(8):
        case 0:
            return f"By the {paper}'s own staff and agencies\\n\\n{text}"
        case 1:
            return f"{text}\\n\\nCopyright of the {paper}. All rights reserved."
        case 2:
            return f"{chance.choice(HEADLINES)}\\n\\n{text}"
        case 3:
            return text.replace("\\n\\n", "\\n")
        case 4:
            return text.replace(" said", " told reporters", 1)
        case 5:
            end = text.find("\\n\\n", int(len(text) * chance.uniform(0.6, 0.9)))
            return text if end < 0 else text[:end]
        case _:
            return text


def main():
    given = arguments()
    originals = list(stories(given.input))
    chance = random.Random(given.seed)
    write, written, number = sys.stdout.buffer.write, 0, 0
    while written < given.bytes:
        text, day = originals[number % len(originals)] if number < len(originals) else chance.choice(originals)
        if number >= len(originals):
            text = version(text, chance)
        line = f'{{"id":"n{number}","published":"{day}","text":"{text}"}}\n'.encode()
        write(line)
        written += len(line)
        number += 1
    print(f"{number} documents, {written} bytes", file=sys.stderr)


if __name__ == "__main__":
    try:
        main()
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        sys.exit(1)

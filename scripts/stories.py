"""Where the stories of a run come from: the wire stories of the corpora, or a file that the command line names."""

import os
from pathlib import Path

WIRE = "news/wire-silver-times.jsonl.gz"


def add_input(parser):
    """Gives a command line `--input`."""
    parser.add_argument("--input", type=Path, help="default: the wire stories in $TACITUS_CORPORA")


def input_of(parser, given):
    """The file that was named, or that of the corpora; ends the program with a message where there is neither."""
    if given.input is not None:
        return given.input
    corpora = os.environ.get("TACITUS_CORPORA")
    if not corpora:
        parser.error("set TACITUS_CORPORA to the folder of corpora, or give --input")
    return Path(corpora) / WIRE

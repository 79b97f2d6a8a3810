"""What the tests share: invented news, and the program to compare with."""

import os
import subprocess
from pathlib import Path

import pytest

REPOSITORY = Path(__file__).parents[3]

TALKS = (
    "LIMA, March 3 - Peru’s foreign minister accused Chile of spying on Monday. “We will not sit at a table with "
    "those who listen at the door,” Rosa Quispe told reporters. Chile denied the charge and recalled its ambassador."
)
GRAIN = (
    "Kenya suspended grain exports to Uganda on Tuesday after Ugandan soldiers killed two fishermen on Lake Victoria. "
    "Uganda said its patrol had never left its own waters."
)
AID = (
    "Norway has promised $12 million to help Mali rebuild roads, but it has not delivered weapons to the army. "
    "Protesters in Bamako demanded that the government resign."
)
ACCENTS = "“É um erro,” Brasília said 🤝. The Côte d’Ivoire government signed a peace agreement with Brazil on Friday."


GERMAN = (
    "Die Regierung hat am Montag in Berlin erklärt, dass die Gespräche mit den Nachbarländern in dieser Woche nicht "
    "fortgesetzt werden."
)


@pytest.fixture(scope="session")
def texts() -> list[str]:
    return [TALKS, GRAIN, AID, ACCENTS]


@pytest.fixture(scope="session")
def program():
    """Runs `tacitus` with arguments and returns what it wrote to standard output."""
    path = os.environ.get("TACITUS")
    assert path, "TACITUS must name the program `tacitus`, which the results are compared with"

    def run(*arguments, input: bytes = b"", status: int = 0) -> bytes:
        done = subprocess.run([path, *map(str, arguments)], input=input, capture_output=True)
        assert done.returncode == status, done.stderr.decode()
        return done.stdout

    return run

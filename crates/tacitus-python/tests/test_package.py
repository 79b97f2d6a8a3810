"""The package itself: versions, documentation, types."""

import doctest
import subprocess
import sys

import pytest
import tacitus


def test_versions_are_the_programs(program):
    program_version, model, _ = program("--version").decode().splitlines()
    assert program_version == f"tacitus {tacitus.__version__}"
    assert model == f"model {tacitus.model}" == f"model {tacitus.Coder().model}"
    with pytest.raises(AttributeError, match="no attribute 'nothing'"):
        tacitus.nothing


def test_the_documentation_is_true():
    failed, tried = doctest.testmod(tacitus, extraglobs={"tacitus": tacitus})
    assert tried > 4 and failed == 0


def test_the_types_are_those_of_the_module():
    """Every name, argument and default in the stubs is there when the package runs, and the other way round."""
    check = subprocess.run([sys.executable, "-m", "mypy.stubtest", "tacitus"], capture_output=True, text=True)
    assert check.returncode == 0, check.stdout


def test_parse_is_the_programs(texts, program):
    assert tacitus.parse(texts[0], id="stdin") == program("parse", "--from", "text", input=texts[0].encode()).decode()
    with pytest.raises(ValueError, match="there is no text"):
        tacitus.parse(" ")


def test_relate():
    scores = tacitus.relate("Iran accused Iraq of aggression.", [(0, 4)], [(13, 17)])
    assert len(scores) == 16 and abs(sum(scores.values()) - 1) < 1e-5
    assert max(scores, key=scores.get) == "ACCUSE"
    with pytest.raises(ValueError, match="outside the text"):
        tacitus.relate("Iran accused Iraq.", [(0, 4)], [(13, 99)])

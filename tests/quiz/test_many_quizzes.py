"""A thousand quizzes in one process: what one of them left behind would be there a thousand times."""

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

pytestmark = pytest.mark.slow

PROGRAM = Path(__file__).parents[1].joinpath("helpers", "many_quizzes.py")
# An object that stays of each quiz is more than a quarter of a block, and an entry in a list more than a byte.
BLOCKS, BYTES = 0.25, 1.0


@pytest.fixture(scope="module")
def measured() -> dict[str, Any]:
    """What a process of its own measured: in this one, other tests come and go."""
    done = subprocess.run([sys.executable, PROGRAM], capture_output=True, text=True, timeout=300, check=True)
    assert done.stderr == ""
    measured: dict[str, Any] = json.loads(done.stdout)
    return measured


def test_a_thousand_quizzes_leave_nothing_behind(measured: dict[str, Any]) -> None:
    blocks, bytes = measured["growth"]
    assert blocks < BLOCKS
    assert bytes < BYTES
    assert measured["after"] == measured["before"]
    assert measured["written"] == []


@pytest.mark.parametrize("leak", ["entry", "object", "text"])
def test_the_smallest_leak_would_be_seen(leak: str, measured: dict[str, Any]) -> None:
    blocks, bytes = measured["leaks"][leak]
    assert blocks > BLOCKS or bytes > BYTES

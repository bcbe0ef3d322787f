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


def test_a_thousand_quizzes_leave_nothing_behind_and_the_smallest_leak_would_be_seen() -> None:
    """Measured in a process of its own: in this one, other tests come and go."""
    done = subprocess.run([sys.executable, PROGRAM], capture_output=True, text=True, timeout=900, check=True)
    assert done.stderr == ""
    measured: dict[str, Any] = json.loads(done.stdout)
    blocks, bytes = measured["growth"]
    assert blocks < BLOCKS
    assert bytes < BYTES
    assert measured["after"] == measured["before"]
    assert measured["written"] == []
    for leak, (blocks, bytes) in measured["leaks"].items():
        assert blocks > BLOCKS or bytes > BYTES, leak
    assert measured["leaks"].keys() == {"entry", "object", "text"}

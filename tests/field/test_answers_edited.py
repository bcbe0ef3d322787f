"""Kept answers that were edited by hand, and what should be said. A new report is a new row."""

import pytest
from shipped import BANK

from stuckpoint.loading import read_kept
from stuckpoint.reading import FileProblems
from stuckpoint.reading.source import read_bytes

KEPT = """\
stuckpoint: 1
bank: shipped
version: '1.0'
taken: 2026-05-01
track: individual
context: {stage: [going]}
responses:
  felt_understood: [rarely]
picked: {reasons: [fit], rings: {fit: partly}}
"""


# What was written, what is written in its place, where the one problem is, and what is said.
@pytest.mark.parametrize(
    ("old", "new", "place", "told"),
    [
        ("stuckpoint: 1", "stuckpoint: 2", "1:13", "write 1, without quotes"),
        ("stuckpoint: 1", "stuckpoint: '1'", "1:13", "write 1, without quotes"),
        ("2026-05-01", "1 May 2026", "4:8", "write it as 2026-11-30"),
        ("2026-05-01", "2026-02-30", "4:8", "write it as 2026-11-30"),
        ("track: individual", "track: couple", "5:8", "did you mean 'couples'?"),
        ("[going]", "going", "6:18", "write '[going]'"),
        ("[going]", "[going, ended]", "6:26", "keep one option"),
        ("[going]", "[goin]", "6:19", "did you mean 'going'?"),
        ("[going]", "[going], felt_understood: [often]", "6:27", "move it under 'responses'"),
        ("[rarely]", "rarely", "8:20", "write '[rarely]'"),
        ("[rarely]", "", "8:19", "write [] for an item that was skipped"),
        ("[rarely]", "[2]", "8:21", "use one of: almost_always"),
        ("[rarely]", "[does_not_apply]", "8:21", "has no option 'does_not_apply'"),
        ("  felt_understood:", "  felt_udnerstood:", "8:3", "did you mean 'felt_understood'?"),
        ("  felt_understood:", "  qqqq:", "8:3", "'stuckpoint map --full' lists them"),
        ("  felt_understood:", "  stage:", "8:3", "move it under 'context'"),
        ("[fit]", "[fit, rupture, pacing, direction]", "9:19", "keep to 3"),
        ("[fit]", "[fit, fit]", "9:25", "stands here twice"),
        ("[fit]", "[limbo]", "9:20", "there is no reason 'limbo'"),
        ("[fit]", "[fit], step: qqqq", "9:32", "delete it, and pick one in the quiz"),
        ("partly", "yes", "9:39", "use one of: not_me, partly, rings_true"),
        ("picked:", "safety:", "9:1", "has no key 'safety'"),
        (KEPT, "# A report\n\n- fit: 62\n", "3:1", "this is not a responses file; write the keys"),
    ],
)
def test_one_slip_is_one_problem_that_says_where_and_what_to_do(old: str, new: str, place: str, told: str) -> None:
    with pytest.raises(FileProblems) as raised:
        read_kept(read_bytes(KEPT.replace(old, new, 1).encode(), "kept.yaml"), BANK)
    (problem,) = raised.value.problems
    assert f"{problem.place.line}:{problem.place.column}" == place
    assert told in f"{problem.what}; {problem.to_do}"

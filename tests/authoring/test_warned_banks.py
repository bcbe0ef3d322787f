"""Each file in banks/warned is a reason that can be asked and is likely not meant so, named after its one warning.

Its first line says where the warning is. It is added to the shipped bank, as its author would add it. What no reason
can be warned of has a folder, which is a bank of its own.
"""

import re
import shutil
from collections.abc import Sequence
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest

from stuckpoint.authoring.checks.checking import RULES, check_questions
from stuckpoint.reading import Place, Problem, Severity, WarningCode

WARNED = Path(__file__).parents[1].joinpath("banks") / "warned"
EXAMPLES = {path.stem: path for path in WARNED.iterdir()}


def expected(example: Path) -> tuple[Place, str]:
    """Returns the place and the code that an example promises."""
    for path in [example] if example.is_file() else sorted(example.rglob("*.yaml")):
        first = path.read_text("utf-8").splitlines()[0]
        if found := re.fullmatch(r"# expect: (\d+):(\d+) (\S+)", first):
            return Place(str(path), int(found[1]), int(found[2])), found[3]
    raise AssertionError(f"{example} does not say what to expect")


@cache
def problems_of(code: WarningCode) -> Sequence[Problem]:
    """Returns the problems of an example beside the shipped bank, with their places in the example itself."""
    example = EXAMPLES[code]
    if example.is_dir():
        return check_questions(example)
    with TemporaryDirectory() as scratch:
        # Codes have dashes and reasons do not, so the file takes the name of the reason that it holds.
        copy = Path(shutil.copy(example, Path(scratch) / "damp_hall.yaml"))
        found = check_questions(copy)
    return [
        one._replace(place=one.place._replace(file=one.place.file.replace(str(copy), str(example)))) for one in found
    ]


def test_every_warning_has_one_example_and_one_rule_called_after_it() -> None:
    assert len(list(WARNED.iterdir())) == len(EXAMPLES)
    assert sorted(EXAMPLES) == sorted(WarningCode)
    assert [*(code for code, _ in RULES), WarningCode.UNUSED_ALLOW] == list(WarningCode)
    assert [rule.__name__.replace("_", "-") for _, rule in RULES] == [code for code, _ in RULES]


@pytest.mark.parametrize("code", WarningCode)
def test_an_example_promises_the_code_it_is_named_after(code: WarningCode) -> None:
    assert expected(EXAMPLES[code])[1] == code


@pytest.mark.slow
@pytest.mark.parametrize("code", WarningCode)
def test_a_warned_example_has_the_one_warning_it_promises_and_no_error(code: WarningCode) -> None:
    place, _ = expected(EXAMPLES[code])

    assert [(one.place, one.code, one.severity) for one in problems_of(code)] == [(place, code, Severity.WARNING)]


@pytest.mark.slow
@pytest.mark.parametrize("code", WarningCode)
def test_a_warning_is_one_line_that_says_what_may_be_wrong_and_a_way_out(code: WarningCode) -> None:
    for problem in problems_of(code):
        assert len(str(problem).splitlines()) == 1
        assert ": warning[" in str(problem)
        assert len(problem.what.split()) >= 2
        assert len(problem.to_do.split()) >= 2
        assert "  " not in problem.what + problem.to_do
        assert not re.search(r"\w'? [A-Z][a-z]", problem.to_do), "two sentences run together"

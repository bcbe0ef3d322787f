"""Each folder or file in banks/broken breaks one rule, and is named after its code.

A file says in its first line where the problem is. What cannot hold such a line has a file `expect` beside it.
"""

import re
import shutil
from collections.abc import Sequence
from pathlib import Path

import pytest
from broken import BROKEN, CHOIR, EXAMPLES, RESPONSES_FILES, expected

from stuckpoint.loading import load, read_kept
from stuckpoint.reading import Code, FileProblems, Problem, read_file

# Asked of the shipped bank alone, so the example takes its place.
OF_THE_SHIPPED_BANK = (Code.UNDECIDED_MARK,)


def problems_of(code: Code, scratch: Path) -> Sequence[Problem]:
    """Returns the problems of an example beside the choir bank, with their places in the example itself."""
    example = EXAMPLES[code]
    if code in RESPONSES_FILES:
        choir = load([CHOIR], shipped=CHOIR).bank
        assert choir is not None
        with pytest.raises(FileProblems) as refused:
            read_kept(read_file(example, str(example)), choir)
        return refused.value.problems
    if example.is_dir():
        shipped = example if code in OF_THE_SHIPPED_BANK else CHOIR
        return load([CHOIR, example], shipped=shipped).problems
    # Codes have dashes and reasons do not, so the file takes the name of the reason that it holds.
    copy = Path(shutil.copy(example, scratch / "damp_hall.yaml"))
    found = load([CHOIR, copy], shipped=CHOIR).problems
    return [
        one._replace(place=one.place._replace(file=one.place.file.replace(str(copy), str(example)))) for one in found
    ]


def test_there_is_exactly_one_example_for_every_code() -> None:
    assert len(list(BROKEN.iterdir())) == len(EXAMPLES)
    assert sorted(EXAMPLES) == sorted(Code)


@pytest.mark.parametrize("code", Code)
def test_an_example_promises_the_code_it_is_named_after(code: Code) -> None:
    assert expected(EXAMPLES[code])[1] == code


@pytest.mark.parametrize("code", Code)
def test_a_broken_example_has_the_one_problem_it_promises_and_no_other(code: Code, tmp_path: Path) -> None:
    place, _ = expected(EXAMPLES[code])

    assert [(one.place, one.code) for one in problems_of(code, tmp_path)] == [(place, code)]


@pytest.mark.parametrize("code", Code)
def test_a_message_is_one_line_that_says_what_is_wrong_and_a_way_out(code: Code, tmp_path: Path) -> None:
    for problem in problems_of(code, tmp_path):
        assert len(str(problem).splitlines()) == 1
        assert len(problem.what.split()) >= 2
        assert len(problem.to_do.split()) >= 2
        assert "  " not in problem.what + problem.to_do
        assert not re.search(r"\w'? [A-Z][a-z]", problem.to_do), "two sentences run together"

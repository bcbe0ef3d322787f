"""Holds docs/privacy.md to the tests: every test that it names is there, and is not skipped."""

import ast
import re
from pathlib import Path

import pytest

from stuckpoint.blocks import INTENDED_USE

TESTS = Path(__file__).parents[1]
ROOT = TESTS.parent
PAGE = (ROOT / "docs" / "privacy.md").read_text(encoding="utf-8")
NAMED = re.findall(r"`tests/((?:\w+/)?test_\w+\.py)`: `(\w+)`", PAGE)
TESTS_NAMED = list(dict.fromkeys(NAMED))  # one test can prove more than one promise


def test_the_page_names_tests_under_every_promise() -> None:
    promises = re.findall(r"^- .*\n(  .*\n)*", PAGE.partition("## What no program can promise")[0], re.MULTILINE)
    assert len(NAMED) >= len(promises) >= 12
    assert [promise for promise in promises if "`tests/" not in promise] == []


@pytest.mark.sampled(22)
@pytest.mark.parametrize(("file", "name"), TESTS_NAMED, ids=[name for _, name in TESTS_NAMED])
def test_a_test_that_is_named_is_there_and_is_not_skipped(file: str, name: str) -> None:
    tree = ast.parse((TESTS / file).read_text(encoding="utf-8"))
    (found,) = (node for node in tree.body if isinstance(node, ast.FunctionDef) and node.name == name)
    assert not re.search(r"pytest\.skip|mark\.(skip|xfail)|importorskip", ast.unparse(found))


def test_every_promise_is_held_by_a_quick_test() -> None:
    promises = re.findall(r"^- (.*)\n((?:  .*\n)+)", PAGE, re.MULTILINE)
    held = {promise: re.findall(r"`tests/(.*)`: `(\w+)`", tests) for promise, tests in promises}
    assert [promise for promise, tests in held.items() if tests and not any(is_quick(*test) for test in tests)] == []


def is_quick(file: str, name: str) -> bool:
    """Says whether a test, or some of its cases, is run with the quick tests."""
    body = ast.parse((TESTS / file).read_text(encoding="utf-8")).body
    (found,) = (node for node in body if isinstance(node, ast.FunctionDef) and node.name == name)
    of_all = [ast.unparse(node) for node in body if isinstance(node, ast.Assign)]
    is_slow = any(one.startswith("pytestmark") and "pytest.mark.slow" in one for one in of_all)
    return not is_slow and "pytest.mark.slow" not in map(ast.unparse, found.decorator_list)


def test_what_no_program_can_promise_is_said() -> None:
    said = PAGE.partition("## What no program can promise")[2].lower()
    for word in ("swapped", "sleeps", "recording", "spyware", "log", "backups", "history", "--plain"):
        assert word in said


def test_the_intended_use_stands_word_for_word() -> None:
    assert INTENDED_USE in PAGE
    assert INTENDED_USE in (ROOT / "README.md").read_text(encoding="utf-8")

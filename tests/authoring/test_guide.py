"""The guide in docs/authoring.md, followed from top to bottom: every file is written, every command typed."""

import contextlib
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from pages import ROOT, Shown, fenced, is_excerpt, run, shown

from stuckpoint.authoring.checks.grade import grade
from stuckpoint.cli.main import main

PAGE = (ROOT / "docs" / "authoring.md").read_text(encoding="utf-8")
GUIDE = PAGE[PAGE.index("\n## Before you start\n") : PAGE.index("\n## The words\n")]
COMMANDS = [one for block in fenced(GUIDE) if block.text.startswith("$ ") for one in shown(block.text)]

# What is typed in the quiz: to the first screen, or all the way to page one of the results.
LEAVING = ["x"]
TO_THE_RESULTS = ["", "", "1", "7", "5", "10", "1", "1", "3", "3", "1", "", "", "x"]


def typed_in(command: str) -> list[str]:
    return TO_THE_RESULTS if "my_group" in command else LEAVING


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """An empty folder, which one is in."""
    path = tmp_path_factory.mktemp("guide")
    with contextlib.chdir(path):
        yield path


@pytest.fixture(scope="module")
def followed(folder: Path) -> list[tuple[Shown, int, str]]:
    """The guide, followed: each command with its exit code and what it showed."""
    came: list[tuple[Shown, int, str]] = []
    path, found = folder, ""
    for before, _, text in fenced(GUIDE):
        named = re.search(r"`([a-z_/]+\.yaml)`", before)
        if text.startswith("$ "):
            came.extend((one, *run(one.command, typed_in(one.command))) for one in shown(text))
        elif before.startswith("Make it say"):
            _change(path, found, text)
        elif named and "find this" in before:
            path, found = folder / named[1], text
        elif named and "at the end of" in before.lower():
            _add(folder / named[1], text)
        else:
            assert named
            assert "Save this as" in before
            _save(folder / named[1], text)
    return came


def _change(path: Path, old: str, new: str) -> None:
    text = path.read_text(encoding="utf-8")
    assert text.count(old) == 1
    path.write_text(text.replace(old, new), encoding="utf-8")


def _add(path: Path, text: str) -> None:
    path.write_text(path.read_text(encoding="utf-8") + text, encoding="utf-8")


def _save(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")


@pytest.mark.parametrize(
    "number", range(len(COMMANDS)), ids=[f"{n} {one.command}" for n, one in enumerate(COMMANDS, 1)]
)
def test_a_command_of_the_guide_shows_what_the_guide_says(number: int, followed: list[tuple[Shown, int, str]]) -> None:
    one, code, printed = followed[number]

    assert one == COMMANDS[number]
    assert code == 0
    assert is_excerpt(one.said, printed)


def test_the_guide_goes_from_a_changed_word_to_the_results_of_a_bank_of_ones_own() -> None:
    typed = [one.command.split()[1] for one in COMMANDS]
    assert typed[0] == "copy-questions"
    assert set(typed) == {"copy-questions", "map", "quiz", "check", "new-reason", "simulate", "what-now"}
    assert any("stands out" in one.said and "my_group" in one.command for one in COMMANDS)


@pytest.mark.usefixtures("followed")
@pytest.mark.parametrize("command", ["map felt_understood", "quiz"])
def test_without_only_a_copy_is_refused_as_the_guide_says(command: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main([*command.split(), "--questions", "my_bank"]) == 1
    assert "error[duplicate-id]" in capsys.readouterr().err


@pytest.mark.usefixtures("followed")
def test_a_reason_named_like_a_shipped_one_is_refused_as_the_guide_says(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    own = tmp_path / "fit.yaml"
    own.write_text(Path("homework.yaml").read_text("utf-8").replace("reason: homework", "reason: fit"), "utf-8")

    assert main(["check", str(own)]) == 1
    assert "error[duplicate-id]" in capsys.readouterr().out


def test_the_smallest_bank_in_the_guide_is_short() -> None:
    files = [block.text for block in fenced(GUIDE) if "Save this as `my_group/" in block.before]
    assert sum(len(text.splitlines()) for text in files[:-1]) <= 40


@pytest.mark.parametrize("section", re.findall(r"^## (.*)$", GUIDE, re.MULTILINE))
def test_the_guide_is_easy_to_read(section: str) -> None:
    text = GUIDE.split(f"## {section}\n")[1].partition("\n## ")[0]
    prose = re.sub(r"^```.*?^```$|^\|.*$|\(#[^)]*\)", "", text, flags=re.MULTILINE | re.DOTALL)
    measured = grade(*(line for line in re.sub(r"[`*#]", "", prose).splitlines() if line))
    assert measured is not None
    assert measured <= 8


@pytest.mark.parametrize(
    ("said", "printed", "expected"),
    [
        ("one\ntwo\n", "one\ntwo\n\n", True),
        ("one\n...\n", "one\ntwo\n", True),
        ("...\nthree\n", "one\ntwo\nthree\n", True),
        ("one\n...\nthree\n", "one\ntwo\nthree\n", True),
        ("one\nthree\n", "one\ntwo\nthree\n", False),
        ("two\n...\n", "one\ntwo\n", False),
        ("...\nthree\n...\none\n", "one\ntwo\nthree\n", False),
        ("...\nhree\n", "one\nthree\n", False),
        ("", "", True),
        ("", "one\n", False),
    ],
)
def test_an_excerpt_leaves_out_only_what_it_marks(said: str, printed: str, expected: bool) -> None:
    assert is_excerpt(said, printed) is expected

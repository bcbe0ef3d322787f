"""The guide in docs/authoring.md, followed from top to bottom: every file is written, every command typed."""

import contextlib
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from pages import ROOT, Shown, fenced, is_excerpt, run, shown

from stuckpoint.authoring.checks.grade import grade
from stuckpoint.bank import TrackId
from stuckpoint.cli.main import main
from stuckpoint.loading import load, open_bank, shipped_folder

pytestmark = pytest.mark.xdist_group("guide")  # it is followed once for all

GUIDE = (ROOT / "docs" / "authoring.md").read_text(encoding="utf-8")
COMMANDS = [one for block in fenced(GUIDE) if block.text.startswith("$ ") for one in shown(block.text)]
SHIPPED = load([shipped_folder()], shipped=shipped_folder()).arrangement

# What is typed in the quiz: to the first screen, past the lists to tick, or all the way to page one of the results.
LEAVING = ["x"]
TO_THE_QUESTION = ["1", "1", "7", "5", "10", "1", "1", "3", "1", *["s"] * 8, "x"]
TO_THE_RESULTS = ["", "", "1", "7", "5", "10", "1", "3", "1", "1", "3", "", "", "x"]


def typed_in(command: str) -> list[str]:
    return {"my_group": TO_THE_RESULTS, "my_questions.yaml": TO_THE_QUESTION}.get(command.split()[3], LEAVING)


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
    for before, _, text in fenced(GUIDE):
        if change := re.search(r"In `(.*?)`, write `(.*?)` for `(.*?)`", before):
            _change(folder / change[1], folder / change[1], change[3], change[2])
        if copy := re.search(r"Save `(.*?)` as `(.*?)` too, with `(tracks: .*?)` in it", before):
            _change(folder / copy[1], folder / copy[2], "tracks: [individual]", copy[3])
        if saved := re.search(r"Save this as `(.*?)`", before):
            (folder / saved[1]).parent.mkdir(parents=True, exist_ok=True)
            (folder / saved[1]).write_text(text, encoding="utf-8")
        if text.startswith("$ "):
            came.extend(
                (one, *run(one.command, typed_in(one.command) if " quiz " in one.command else ()))
                for one in shown(text)
            )
    return came


def _change(path: Path, target: Path, old: str, new: str) -> None:
    text = path.read_text(encoding="utf-8")
    assert text.count(old) == 1
    target.parent.mkdir(parents=True, exist_ok=True)
    target.write_text(text.replace(old, new), encoding="utf-8")


@pytest.mark.slow
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
    assert set(typed) == {"copy-questions", "map", "quiz", "check", "simulate"}
    assert any("stands out" in one.said and "my_group" in one.command for one in COMMANDS)
    assert len(GUIDE.splitlines()) <= 250


def test_the_guide_names_every_scale_with_its_answers() -> None:
    assert SHIPPED is not None
    scales = {name: [one.text("text") for one in scale.entries("options")] for name, scale in SHIPPED.scales.items()}
    rows = re.findall(r"^\| `(\w+)` \| (.*) \|$", GUIDE, re.MULTILINE)
    assert {name: said.split(", ") for name, said in rows if name in scales} == scales


@pytest.mark.slow
@pytest.mark.usefixtures("followed")
@pytest.mark.parametrize("name", ["my_questions.yaml", "more_questions.yaml", "homework.yaml", "my_group"])
def test_nothing_is_wrong_with_a_file_of_the_guide(name: str) -> None:
    assert main(["check", "--strict", name]) == 0


@pytest.mark.slow
@pytest.mark.usefixtures("followed")
def test_there_is_one_question_of_each_kind() -> None:
    items = open_bank([Path("more_questions.yaml")]).tracks[TrackId("individual")].items
    own = [item for item in items if item.id in Path("more_questions.yaml").read_text("utf-8")]
    kinds = [
        [item for item in own if item.many],
        [item for item in own if item.is_number],
        [item for item in own if item.may_not_apply],
        [item for item in own if item.show_if],
        [item for item in own if len({reason for option in item.options for reason in option.balanced}) > 1],
    ]
    assert all(kinds)
    assert all(item.always for item in own)


@pytest.mark.slow
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


@pytest.mark.parametrize("section", re.findall(r"^## (.*)$", GUIDE, re.MULTILINE))
def test_the_guide_is_easy_to_read(section: str) -> None:
    text = GUIDE.split(f"## {section}\n")[1].partition("\n## ")[0]
    prose = re.sub(r"^```.*?^```$|^\|[^\n]*$|\]\([^)]*\)", "", text, flags=re.MULTILINE | re.DOTALL)
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

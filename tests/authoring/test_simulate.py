"""The command `stuckpoint simulate`: which bank it reads, what it prints where, and how it ends."""

import io
import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from screens import ESCAPE, PROGRAM, Screen

from stuckpoint.authoring.simulation import trials as trial
from stuckpoint.authoring.simulation.trials import Crowd
from stuckpoint.cli import progress
from stuckpoint.cli.main import main
from stuckpoint.cli.progress import Progress
from stuckpoint.loading import shipped_folder

CHOIR = Path(__file__).parents[1] / "banks" / "choir"
REASON = """\
reason: gaps
name: Too long between sessions
tracks: [singer]
lies_with: [setting]
summary: Weeks between sessions can cost you the thread.
may_mean: [It may be the gap.]
does_not_mean: It does not mean that you are not trying.
first_step: three_words
first_line: shorter_gaps
steps: {you: [{id: three_words, text: Write down three words.}]}
opening_lines: [{id: shorter_gaps, text: Could we meet more often?}]
items:
  - {id: thread, text: 'How often did you lose the thread?', scale: how_often}
"""


def ran(capsys: pytest.CaptureFixture[str], *arguments: object) -> tuple[int, str, str]:
    code = main([str(argument) for argument in ("simulate", *arguments)])
    out, err = capsys.readouterr()
    return code, out, err


@pytest.mark.slow
def test_a_folder_with_a_bank_file_is_a_bank_of_its_own_and_each_track_is_reported(
    capsys: pytest.CaptureFixture[str],
) -> None:
    code, out, err = ran(capsys, CHOIR)
    assert (code, err) == (0, "")
    assert "(singer)" in out
    assert "(conductor)" in out
    assert "(individual)" not in out
    assert out.index("This bank can") < out.index("What this cannot know")


@pytest.fixture
def few(monkeypatch: pytest.MonkeyPatch) -> None:
    """Lets the command invent only a few people."""
    monkeypatch.setattr(trial, "CROWD", Crowd(everyone=(5, 5), quick=(1, 1), standard=(1, 1)))


@pytest.mark.slow
@pytest.mark.usefixtures("few")
@pytest.mark.parametrize("folder", [False, True], ids=["file", "folder"])
def test_reasons_are_added_to_the_shipped_bank(
    folder: bool, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "gaps.yaml"
    path.write_text(REASON.replace("[singer]", "[individual]"))
    code, out, err = ran(capsys, tmp_path if folder else path, "--format", "json")
    assert (code, err) == (0, "")
    (individual,) = json.loads(out)["tracks"]  # nothing was added to the other track
    assert [one["reason"] for one in individual["reasons"]][-1] == "gaps"
    assert len(individual["reasons"]) == 16
    assert [one["sign"] for one in individual["defects"]][:1] == ["thin"]
    assert [one for one in individual["defects"] if "gaps" not in one["reasons"]] == []
    assert [*individual["lengths"][0]["reasons"]] == ["gaps"]


FIVE = """\
  - {id: more, text: 'How much did you lose?', scale: how_much}
  - {id: back, text: 'How often did you find it again?', scale: how_often, reverse: true}
  - id: one_list
    text: Which are true?
    choose: many
    options:
      - {id: far_apart, text: Far apart, points_to: {gaps: 1}}
      - {id: other_end, text: The other end, points_to: {fit: 1}}
      - {id: none_of_these, text: None of these}
"""


@pytest.mark.slow
def test_what_is_said_of_an_added_reason_is_about_that_reason_alone(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    second = FIVE[FIVE.index("  - id: one_list") :].replace("one_list", "other_list").replace("true?", "near?")
    path = tmp_path / "gaps.yaml"
    path.write_text((REASON + FIVE + second).replace("[singer]", "[individual]"))
    _, out, _ = ran(capsys, path, "--details")
    words = " ".join(out.split())
    assert words.startswith("On your own (individual): what you added (5 items, about 'gaps') With what you added, ")
    assert "(couples)" not in words
    # The guide says that five serve well, and quick has people enough to say how many.
    assert "No errors and no warnings." in words
    assert "; after quick: 9" in words
    assert "- fit First" not in words
    shipped = {path.stem for path in (shipped_folder() / "reasons").glob("*.yaml")}
    mixed = words.split("Mixed up most")[1].split("What the items tell")[0]
    assert [line for line in mixed.split("- ")[1:] if "gaps" not in line] == []
    assert not [name for name in shipped if f"'{name}'" in words.split("What the items tell")[1]]


@pytest.mark.slow
@pytest.mark.usefixtures("few")
def test_files_that_belong_together_are_tried_together_or_one_beside_the_other(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    reason, more = tmp_path / "gaps.yaml", tmp_path / "more.yaml"
    reason.write_text(REASON.replace("[singer]", "[individual]"))
    more.write_text(f"add_to: gaps\nitems:\n{FIVE}")
    together = ran(capsys, reason, more)
    assert "what you added (4 items, about 'gaps')" in " ".join(together[1].split())
    assert ran(capsys, "--questions", reason, "--questions", more) == together
    assert "what you added (3 items, about 'gaps')" in " ".join(ran(capsys, more, "--questions", reason)[1].split())
    code, out, err = ran(capsys, more)
    assert (code, out) == (1, "")
    assert "there is no reason 'gaps' to add to" in err
    assert "name that one too" in err


@pytest.mark.slow
@pytest.mark.usefixtures("few")
def test_an_added_reason_that_nothing_asks_about_is_the_one_error(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "gaps.yaml"
    path.write_text(REASON.split("items:")[0].replace("[singer]", "[individual]"))
    words = " ".join(ran(capsys, path)[1].split())
    assert "1 error - Error [silent]: Nothing that anyone can be asked points to 'gaps'" in words
    assert words.index("With what you added, this bank hardly ever finds 'gaps'") < words.index("1 error")


@pytest.mark.slow
@pytest.mark.usefixtures("few")
def test_without_a_path_the_shipped_bank_is_tried_and_its_folder_is_the_same_bank(
    capsys: pytest.CaptureFixture[str],
) -> None:
    shipped = ran(capsys)
    assert shipped[0] == 0
    assert "(individual)" in shipped[1]
    assert "(couples)" in shipped[1]
    assert ran(capsys, shipped_folder())[1] == shipped[1]


def test_problems_are_printed_as_always(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "gaps.yaml"
    path.write_text(REASON.replace("how_often", "how_offen").replace("[singer]", "[individual]"))
    code, out, err = ran(capsys, path)
    assert (code, out) == (1, "")
    assert err.startswith(f"{path}:13:")
    assert "error[unknown-scale]" in err
    assert err.endswith("1 problem in the questions.\n")


@pytest.mark.parametrize(
    ("arguments", "code"),
    [(["nowhere"], 1), (["a", "b"], 1), (["--seed", "x"], 2), (["--format", "xml"], 2), (["--people", "3"], 2)],
    ids=str,
)
def test_what_cannot_be_tried_is_said_and_ends_as_it_should(
    arguments: list[str], code: int, capsys: pytest.CaptureFixture[str]
) -> None:
    ended, out, err = ran(capsys, *arguments)
    assert (ended, out) == (code, "")
    assert err


def report(*arguments: object, **settings: str) -> bytes:
    command = [*PROGRAM, "simulate", *map(str, arguments)]
    return subprocess.run(command, capture_output=True, timeout=60, check=True, env={**os.environ, **settings}).stdout


@pytest.mark.slow
def test_the_same_seed_prints_the_same_bytes_in_every_process() -> None:
    one, other = (report(CHOIR, "--seed", 5, "--format", "json", PYTHONHASHSEED=hashing) for hashing in ("1", "2"))
    assert one == other
    assert json.loads(one)["seed"] == 5


@pytest.mark.slow
def test_no_calculating_package_is_loaded_and_nothing_is_drawn_for_json() -> None:
    code = """
import contextlib, io, sys
from stuckpoint.cli.main import main
with contextlib.redirect_stdout(io.StringIO()):
    main(["simulate", sys.argv[1], "--format", "json"])
print(*sorted({"numpy", "rich.console", "multiprocessing"} & set(sys.modules)))
"""
    command = [sys.executable, "-P", "-c", code, str(CHOIR)]
    assert subprocess.run(command, capture_output=True, text=True, timeout=60, check=True).stdout == "\n"


# ---- the progress bar


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> list[float]:
    """A clock that shows the one number in it."""
    shown = [0.0]
    monkeypatch.setattr(progress, "monotonic", lambda: shown[0])
    monkeypatch.setenv("TERM", "xterm")
    return shown


def test_a_bar_on_the_terminal_says_how_far_it_is_and_is_taken_away(
    clock: list[float], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "stderr", screen := Terminal())
    with Progress("Counting:", steps=2) as line:
        for second, part in ((0.5, 0.1), (1.2, 0.5), (1.25, 0.6), (1.4, 0.9)):
            clock[0] = second
            line.tell(part)
        line.next_step()
        clock[0] = 2
        line.tell(0.5)
    bars = {25: 5, 45: 9, 75: 15}
    full, empty = "\u2501", "\u00b7"
    drawn = "".join(f"\rCounting: {part}%  {full * long}{empty * (20 - long)}" for part, long in bars.items())
    width = len("Counting: 75%") + 2 + 20
    assert ESCAPE.sub("", screen.getvalue()) == f"{drawn}\r{' ' * width}\r"


@pytest.mark.parametrize("case", ["soon done", "no terminal", "a terminal that cannot", "none at all"])
def test_nothing_is_said_where_it_is_soon_done_or_nobody_would_see_it(
    case: str, clock: list[float], monkeypatch: pytest.MonkeyPatch
) -> None:
    screen = io.StringIO() if case == "no terminal" else Terminal()
    monkeypatch.setattr(sys, "stderr", None if case == "none at all" else screen)
    if case == "a terminal that cannot":
        monkeypatch.setenv("TERM", "dumb")
    with Progress("Counting:") as line:
        clock[0] = 0.9 if case == "soon done" else 5
        line.tell(0.5)
    assert screen.getvalue() == ""


@pytest.mark.slow
def test_on_a_terminal_the_bar_leaves_nothing_behind() -> None:
    screen = Screen([*PROGRAM, "simulate", str(CHOIR)], 80, 200)
    assert screen.status() == 0
    assert "%" not in screen.display()
    assert screen.display().lstrip("▌ ").startswith("You sing in it (singer)")

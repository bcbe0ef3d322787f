"""Twelve questions in the form of the published ones, as an author copies them: in numbers, in four words, in words
that are fixed. Every command takes them as they are."""

import io
import json
from pathlib import Path

import pytest
from jsonschema_rs import Draft202012Validator
from pages import ROOT, TypedLines, run

from stuckpoint.bank import TrackId
from stuckpoint.engine import Length
from stuckpoint.loading import open_bank, read_kept
from stuckpoint.loading.responses import responses_file
from stuckpoint.quiz.run import Quiz
from stuckpoint.reading.source import read_text
from stuckpoint.terminal.terminal import Terminal

FORM = Path(__file__).parents[1] / "banks" / "check_in"
SCHEMA = ROOT / "docs" / "findings.schema.json"
ANSWERS = """
stuckpoint: 1
bank: A check-in before each session
version: '1'
track: weekly
responses: {me: [3], all_in_all: [0], low_mood: [nearly_every_day], same_goals: [2], liked: [7]}
"""
BEGIN = ["", "1", "None of these", "None of these", "None of these", "1"]


def test_check_minds_nothing_but_what_is_fixed_and_counts_that() -> None:
    assert run(f"stuckpoint check --strict {FORM}") == (0, "No problem was found. 4 warnings were allowed.\n")


@pytest.mark.slow
def test_map_shows_how_it_is_asked_and_what_the_ends_say() -> None:
    _, tree = run(f"stuckpoint map --full {FORM}")
    _, one = run(f"stuckpoint map liked --only --questions {FORM}")

    assert "A number from 1 [not_a_team_yet=1] to 7 (1 = never, 7 = always)." in tree
    assert "2 on_some_days: On some days [hard_weeks=0.33]" in tree
    assert "Type a number from 1 to 7 (1 = never, 7 = always)." in one


def test_simulate_finds_that_it_tells_its_reasons_apart() -> None:
    code, report = run(f"stuckpoint simulate {FORM}")

    assert code == 0
    assert "This bank can tell its reasons apart." in report
    assert "No errors and no warnings." in report


def test_the_quiz_asks_it_and_what_is_typed_is_the_answer() -> None:
    screen = io.StringIO()
    typed = [*BEGIN, *("3" for _ in range(12)), *("" for _ in range(3)), "x"]
    with Terminal(plain=True, stdin=TypedLines(typed, screen), stdout=screen) as terminal:
        Quiz(open_bank([FORM], only=True), terminal, length=Length.FULL, show_working=True).run(TrackId("weekly"))

    asked, _, checked = screen.getvalue().partition("Check your answers")
    assert asked.count("Type a number from 0 to 10 (0 = not well at all, 10 = very well).") == 4
    assert "And all in all?\n    Your answer: 3 (0 = not well at all, 10 = very well)" in checked
    assert "Hard weeks: " in checked


@pytest.mark.slow
def test_answers_are_kept_as_typed_and_scored_again(tmp_path: Path) -> None:
    bank, file = open_bank([FORM], only=True), tmp_path / "answers.yaml"
    kept = read_kept(read_text(ANSWERS, "answers.yaml"), bank)
    file.write_text(responses_file(bank, kept), encoding="utf-8")

    code, report = run(f"stuckpoint score {file} --only --questions {FORM} --all --show-working")

    assert "  all_in_all: [0]\n" in file.read_text("utf-8")
    assert code == 0
    assert "And all in all?\n  You said: 0 (0 = not well at all, 10 = very well)" in report
    # low_mood 1, me 0.7 and all_in_all 1, of 3
    assert "100 x (2.7 + 0.25) / (3 + 1) = 73.7" in " ".join(report.split())


def test_a_program_reads_the_number_that_was_typed(tmp_path: Path) -> None:
    file = tmp_path / "answers.yaml"
    file.write_text(ANSWERS, encoding="utf-8")

    code, printed = run(f"stuckpoint score {file} --only --questions {FORM} --format json")

    Draft202012Validator(json.loads(SCHEMA.read_text("utf-8"))).validate(json.loads(printed))
    said = [one["options"] for found in json.loads(printed)["findings"] for one in found["contributions"]]
    assert code == 0
    assert said == [["nearly_every_day"], ["3"], ["0"], ["2"], ["7"]]

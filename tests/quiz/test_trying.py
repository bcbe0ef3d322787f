"""The quiz for someone who tries a question: safety first, then that question, and what its answer says."""

from pathlib import Path

import pytest
from people import INDIVIDUAL, LEAVE_OUT, SAFETY, Person, command, run_quickly
from screens import words
from shipped import BANK

from stuckpoint.bank import COUPLES, DOES_NOT_APPLY, Item
from stuckpoint.cli.main import main
from stuckpoint.pages.question import what_it_says
from stuckpoint.terminal.drawing import as_text

SAYS = "What this answer says"


@pytest.fixture
def _quickly(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    run_quickly(tmp_path, monkeypatch)


def item(id: str) -> Item:
    return next(one for track in BANK.tracks.values() for one in (*track.context, *track.items) if one.id == id)


@pytest.mark.usefixtures("_quickly")
@pytest.mark.parametrize("tried", ["felt_understood", "session_of_little_help"])
def test_it_is_asked_after_safety_and_before_anything_else_and_once(tried: str) -> None:
    person = Person(track=INDIVIDUAL, style=1)
    code, window, complained = command(person, "quiz", "--try", tried)

    assert (code, complained) == (0, "")
    screens = [words(screen) for screen in window.screens]
    (at,) = [number for number, screen in enumerate(screens) if SAYS in screen]
    assert item(tried).text in screens[at - 1]
    assert [number for number, screen in enumerate(screens) if SAFETY in screen][-1] < at - 1
    assert "About you and therapy: 1 of at most 3" in screens[at + 1]
    assert person.asked.count(item(tried).text) == 1
    assert any("Question 2 of at most 20" in screen for screen in screens)


@pytest.mark.usefixtures("_quickly")
def test_a_private_question_is_not_tried_where_nothing_about_people_close_is_asked() -> None:
    tried = next(one.id for one in BANK.tracks[COUPLES].items if one.private and not one.many)
    person = Person(track=COUPLES, style=1, alone=LEAVE_OUT)
    code, window, _ = command(person, "quiz", "--try", tried)
    assert code == 0
    assert not any(SAYS in words(screen) for screen in window.screens)
    assert item(tried).text not in person.asked


@pytest.mark.parametrize(
    ("id", "response", "expected"),
    [
        ("felt_understood", ("rarely",), ["Your answer: Rarely", "- Fit with your therapist: 0.75"]),
        ("felt_understood", ("almost_always",), ["Your answer: Almost always", "It says nothing about any reason."]),
        ("felt_understood", (), ["Your answer: skipped", "It counts for nothing."]),
        ("felt_understood", (DOES_NOT_APPLY,), ["Your answer: does not apply", "It counts for nothing."]),
    ],
)
def test_what_an_answer_says_is_said_in_words(id: str, response: tuple[str, ...], expected: list[str]) -> None:
    page = what_it_says(item(id), response, BANK.tracks[INDIVIDUAL].reasons)  # type: ignore[arg-type]
    said = as_text((page,))
    assert [line for line in said.splitlines() if line in expected] == expected
    assert ("A score adds up several answers" in words(said)) == ("0.75" in said)


def test_what_is_worth_raising_is_said() -> None:
    one = next(
        one for track in BANK.tracks.values() for one in track.items if any(option.raise_it for option in one.options)
    )
    option = next(option for option in one.options if option.raise_it)
    assert option.raise_it in words(as_text((what_it_says(one, (option.id,), BANK.tracks[INDIVIDUAL].reasons),)))


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["felt_understod"], "did you mean 'felt_understood'? For a question of your own, add: --questions PATH"),
        (["felt_understood", "--track", "couples"], "There is no question 'felt_understood' in the track couples"),
    ],
)
def test_a_question_that_is_not_there_is_refused_before_the_first_screen(
    arguments: list[str], said: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["quiz", "--try", *arguments]) == 1
    out, err = capsys.readouterr()
    assert out == ""
    assert said in err

"""What was answered, picked or left out, and then thought over: nothing is lost, and nothing stays that is not so."""

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import pytest
import yaml
from making import HERE, answers, bank, item, scale, track, when
from people import Quick
from screens import words
from shipped import BANK as SHIPPED
from windows import typing

from stuckpoint.bank import Bank, OptionId, TrackId
from stuckpoint.engine import Kept, Length, Sheet, findings, results
from stuckpoint.engine.results import Outcome
from stuckpoint.loading import read_kept
from stuckpoint.loading.responses import responses_file
from stuckpoint.quiz.run import Quiz
from stuckpoint.reading import read_file
from stuckpoint.terminal.terminal import Terminal

CONTEXT = (
    item("progress", {"better": {}, "worse": {}}),
    item("worse_for", {"days": {}, "weeks": {}}, show_if=when("progress", "worse")),
    item("hush", {"yes": {}, "no": {}}, private=True),
)
OPEN = [scale("one", "ash"), scale("two", "ash"), scale("three", "ash")]
SHUT = [scale("shut", "elm", private=True), scale("barred", "elm", private=True)]
MADE = bank(track([*OPEN, *SHUT], context=CONTEXT))
SHARED = bank(track(OPEN, context=CONTEXT))
START = ["", "1", "7", "5", "10", "1"]  # to the first question: safe to answer, nothing to say about safety
LEFT_OUT = ["", "3", "5", "10", "1"]  # likewise, with what is about people close left out
CHECK = "Check your answers"


@pytest.fixture(autouse=True)
def _tall_window(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Lets every page be seen at once, in an empty folder."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("COLUMNS", "80")
    monkeypatch.setenv("LINES", "200")


def told(lines: Sequence[str], made: Bank = MADE) -> list[str]:
    """Returns the screens, as words, after lines that were typed."""
    window = Quick(typing(lines))
    with Terminal(plain=False, stdin=window, stdout=window) as terminal:
        Quiz(made, terminal, length=Length.FULL, show_working=False).run(HERE)
    assert len(window.screens) == len(lines) + 1
    return [words(screen) for screen in window.screens]


def sheet(**given: str) -> Sheet:
    """Returns a sheet on which what comes next is answered, for as long as there is an answer to it."""
    filled = Sheet(bank=MADE, track=HERE, length=Length.FULL)
    values = answers(**given)
    while (coming := filled.upcoming()) and coming.id in values:
        filled = filled.answer(coming, values[coming.id])
    return filled


ALL = {"progress": "better", "hush": "yes", "one": "often", "two": "often", "three": "often", "shut": "often"}


# ---- a question that an answer opens


def test_a_context_item_that_is_opened_later_stands_among_its_like() -> None:
    done = sheet(**ALL, barred="often")
    assert done.in_order() == done.walked()
    assert done.place() == len(done.walked())
    worse = done.answer(CONTEXT[0], (OptionId("worse"),))
    assert [one.id for one in worse.in_order()] == ["progress", "worse_for", *[*done.responses][1:]]
    assert worse.place() == 1


def test_a_question_that_is_opened_from_the_list_says_where_it_stands_and_leads_back_to_what_opened_it() -> None:
    opened, before, again, listed = told([*START, "1", "1", *"44444", "6", "2", "b", "", "2"])[-4:]
    assert "About you and therapy: 2 of at most 3 Because of that change, there is a little more to ask." in opened
    assert "What about worse_for?" in opened
    assert "About you and therapy: 1 of at most 3 What about progress?" in before
    assert "Your earlier answer: worse." in before
    assert again == opened.replace("Because of that change, there is a little more to ask. ", "") != opened
    assert CHECK in listed
    assert "7 What about worse_for? Your answer: weeks" in listed


def test_a_question_that_is_opened_by_going_back_is_the_next_and_leads_on_to_where_one_was() -> None:
    opened, on = told([*START, "1", "1", "4", "b", "b", "b", "2", "1"])[-2:]
    assert "What about worse_for?" in opened
    assert "Question 2 of at most 5" in on


def test_going_back_from_the_list_to_change_an_answer_asks_only_what_is_new() -> None:
    opened = scale("opened", "ash", show_if=when("gate", "always"))
    gated = bank(track([scale("gate", "ash"), opened, *OPEN]))
    *_, asked, listed = told([*START, "1", *"444", *"bbbb", "5", "2"], gated)
    assert "What about opened?" in asked
    assert CHECK in listed
    assert all(f"What about {id}?" in listed for id in ("gate", "opened", "one", "two", "three"))


def test_a_changed_answer_names_what_is_no_longer_counted() -> None:
    opened = scale("opened", "ash", show_if=when("gate", "always"))
    gated = bank(track([scale("gate", "ash"), opened, *OPEN]))
    listed = told([*START, *"55444", "1", "1"], gated)[-1]
    assert "Your answer is changed. Other questions come with it." in listed
    assert 'What you said to this is no longer counted: "What about opened?"' in listed


def test_a_change_is_confirmed_once() -> None:
    changed, _, listed = told([*START, "1", "1", *"44444", "1", "2", "b", ""])[-3:]
    assert "Your answer is changed." in changed
    assert CHECK in listed
    assert "Your answer is changed." not in listed


# ---- results that are offered early


def content(track: TrackId, *, without_private: bool = False) -> Sheet:
    """The sheet of someone for whom things are better, and for whom no list has a line that fits."""
    sheet = replace(Sheet(bank=SHIPPED, track=track), private_left_out=without_private)
    while (item := sheet.upcoming()) and (item.many or item in sheet.here.context):
        said = {"progress": "better", "stage": "going"}.get(item.id, item.options[-1].id if item.many else "no")
        sheet = sheet.answer(item, (OptionId(said),))
    return sheet


@pytest.mark.parametrize("track", SHIPPED.tracks)
@pytest.mark.parametrize("without_private", [False, True])
def test_results_that_are_taken_early_are_those_of_the_file_that_is_kept(
    track: TrackId, without_private: bool, tmp_path: Path
) -> None:
    asked = content(track, without_private=without_private)
    assert asked.may_stop()
    early = replace(asked, enough=True)
    assert early.upcoming() is None
    file = tmp_path / "kept.yaml"
    file.write_text(responses_file(SHIPPED, Kept(track=track, responses=early.responses)), encoding="utf-8")
    kept = read_kept(read_file(file, file.name), SHIPPED)
    on_screen, scored = (findings(SHIPPED, track, one.responses, private=True) for one in (early, kept))
    assert on_screen == scored
    assert results(SHIPPED, scored, kept.responses).outcome is Outcome.MOVING


@pytest.mark.parametrize("track", SHIPPED.tracks)
def test_results_are_offered_early_only_where_no_list_fits_and_things_are_better(track: TrackId) -> None:
    asked = content(track)
    for one in (one for one in asked.walked() if one.many):
        for response in ((), *((option.id,) for option in one.options[:-1])):
            other = asked.answer(one, response)
            assert not other.may_stop()
            assert replace(other, enough=True).upcoming() == other.upcoming()
    (progress,) = [item for item in asked.here.context if item.id == "progress"]
    for option in progress.options:
        is_better = option.id in ("better", "bit_better")
        assert asked.answer(progress, (option.id,)).may_stop() is is_better
    following = asked.upcoming()
    assert following
    assert not asked.answer(following, ()).may_stop()


# ---- what is said about a line


def test_what_is_said_about_a_line_is_not_read_out_with_all_the_rest_in_plain() -> None:
    window = Quick(typing(["", "9", "", "h", "nowhere", "", "?", "1", "nonsense"]))
    with Terminal(plain=True, stdin=window, stdout=window) as terminal:
        Quiz(MADE, terminal, length=Length.FULL, show_working=False).run(HERE)
    alone, wrong, again, who, nowhere, back = map(words, window.screens[1:7])
    keys = "Type a number. Or type: ? keys, h who to call, x leave. Your answer:"
    assert wrong == f"Error: Type a number from 1 to 3. {keys}"
    assert again == alone.replace(keys, wrong)  # for whoever typed nothing
    assert who.startswith("Who to call")
    assert nowhere.startswith("Error: We have no lines for that.")
    assert back == alone  # what was said goes when one moves on


# ---- the private part


def test_private_answers_that_are_taken_back_are_forgotten() -> None:
    done = sheet(**ALL, barred="often")
    done = done.answer(SHUT[0], (OptionId("never"),))
    without = done.without_private()
    assert list(without.responses) == ["progress", "one", "two", "three"]
    assert [without.earlier(one) for one in (*SHUT, CONTEXT[2])] == [None, None, None]


def test_the_part_that_was_taken_back_can_be_asked_again_from_its_beginning() -> None:
    taken_back, *asked, listed = told([*START, "1", "1", *"44445", "4", "p", "p", "1", "4", "4"])[-5:]
    assert "p the part that is only for you" in taken_back
    assert "no answer to it is kept" in taken_back
    assert "Your answer: answered" not in taken_back
    assert not any("Your earlier answer" in screen for screen in asked)
    assert listed.count("Your answer: answered") == 3


def test_one_key_skips_private_context_items_too() -> None:
    assert "What about one?" in told([*START, "1", "p"])[-1]
    assert CHECK in told([*START, "1", "p", *"444"])[-1]


def test_where_people_close_are_left_out_no_private_context_item_is_asked() -> None:
    screens = told([*LEFT_OUT, "1", *"444"])
    assert CHECK in screens[-1]
    assert "p the part" not in screens[-1]
    assert not any("What about hush?" in screen for screen in screens)


@pytest.mark.parametrize("typed", ["", "2"])
def test_a_private_context_item_is_put_into_a_file_only_after_a_yes(typed: str) -> None:
    screens = told([*START, "1", "1", *"444", "", "", "t", "", "8", typed, "kept.yaml", ""], SHARED)
    assert any("Some questions were only for you." in screen for screen in screens)
    assert ("hush" in Path("kept.yaml").read_text(encoding="utf-8")) is (typed == "2")


def test_what_was_wrong_before_is_not_said_again_after_the_private_part() -> None:
    wrong, *_, listed = told([*START, "1", "p", *"444", "nonsense", "p", "1", "4", "4"])[-5:]
    assert "Error:" in wrong
    assert CHECK in listed
    assert "Error:" not in listed


# ---- picks


@pytest.mark.slow
def test_what_is_on_the_screen_no_more_is_not_taken_along_and_comes_back_with_it() -> None:
    picked = [*START, "1", "p", *"555", "", "", "t", "1", "", ""]
    quiet = ["4", *(line for number in "123" for line in (number, "1")), *[""] * 4]  # page one, what comes next
    loud = ["4", *(line for number in "123" for line in (number, "5")), *[""] * 6]  # and a reason besides
    for lines, is_there in (([], True), (quiet, False), ([*quiet, *loud], True)):
        assert "What now?" in told([*picked, *lines, "8", "", "kept.yaml", ""])[-1]
        assert ("picked:" in Path("kept.yaml").read_text(encoding="utf-8")) is is_there
        Path("kept.yaml").unlink()


@pytest.mark.sampled(2)
@pytest.mark.parametrize(
    ("lines", "is_there"), [([], True), (["4", "p"], False), (["4", "p", "p", "1", "5", "5"], False)]
)
def test_what_was_picked_in_private_goes_with_the_private_answers_and_does_not_come_back(
    lines: Sequence[str], is_there: bool
) -> None:
    picked = [*START, "1", "1", *"55555", "", "", "t", "1 2", "", ""]
    for what, name in (("8", "kept.yaml"), ("6", "report.md")):
        screens = told([*picked, "4", *lines, "", "", "t", "", "", what, "2", name, ""])
        assert any("Answers that are only for you brought this up." in screen for screen in screens)
        assert "What now?" in screens[-1]
    kept = yaml.safe_load(Path("kept.yaml").read_text(encoding="utf-8"))
    assert kept["picked"]["rings"] == {"ash": "rings_true"}
    assert ("picked_in_private" in kept) is is_there
    assert Path("report.md").read_text(encoding="utf-8").count("You said that this rings true.") == 1 + is_there

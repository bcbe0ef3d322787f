"""Whole results as text, for nine people. To write them anew after a change of words: python tests/test_golden.py

Read what changed as the person would, before it is kept.
"""

from pathlib import Path

import pytest

from stuckpoint.banks import open_bank
from stuckpoint.keeping import Kept
from stuckpoint.kept import read_kept
from stuckpoint.model import Bank
from stuckpoint.pages import booklet
from stuckpoint.results import Outcome, Results, results
from stuckpoint.scoring import findings
from stuckpoint.session import Length
from stuckpoint.sheet import Sheet
from stuckpoint.source import read_file
from stuckpoint.terminal_drawing import as_text

GOLDEN = Path(__file__).with_name("golden")
PEOPLE = {
    "stands_out": Outcome.STANDS_OUT,
    "moving": Outcome.MOVING,
    "too_soon": Outcome.TOO_SOON,
    "not_found": Outcome.NOT_FOUND,
    "not_enough": Outcome.NOT_ENOUGH,
    "worse_for_weeks_and_ended": Outcome.STANDS_OUT,
    "couples_stands_out": Outcome.STANDS_OUT,
    "couples_worse_for_weeks": Outcome.STANDS_OUT,
    "couples_moving": Outcome.MOVING,
}
of_everyone = pytest.mark.parametrize("person", PEOPLE)


def kept(bank: Bank, person: str) -> Kept:
    file = GOLDEN / f"{person}.yaml"
    return read_kept(read_file(file, file.name), bank)


def come_to(bank: Bank, person: str) -> Results:
    given = kept(bank, person)
    return results(bank, findings(bank, given.track, given.responses, private=True), given.responses)


def drawn(bank: Bank, person: str) -> str:
    return as_text([*booklet(bank, come_to(bank, person)).everything()])


@of_everyone
def test_the_whole_results_are_as_they_were_read_and_kept(person: str) -> None:
    assert drawn(open_bank(), person) == (GOLDEN / f"{person}.txt").read_text(encoding="utf-8")


@of_everyone
def test_each_person_gets_the_result_that_they_stand_for(person: str) -> None:
    made = come_to(open_bank(), person)
    assert made.outcome is PEOPLE[person]
    assert made.circumstances.worse_for_weeks is ("worse" in person)
    assert made.circumstances.ended is ("ended" in person)


@of_everyone
def test_each_person_answered_what_the_quiz_asks_in_that_order(person: str) -> None:
    bank = open_bank()
    given = kept(bank, person)
    sheet = Sheet(bank=bank, track=given.track, length=Length.QUICK)
    while coming := sheet.upcoming():
        sheet = sheet.answer(coming, given.responses[coming.id])
    assert list(sheet.responses) == list(given.responses)


def test_the_folder_holds_these_people_and_no_others() -> None:
    assert {path.name for path in GOLDEN.iterdir()} == {f"{one}.{kind}" for one in PEOPLE for kind in ("yaml", "txt")}


def write() -> None:
    """Writes the results of everyone anew."""
    bank = open_bank()
    for person in PEOPLE:
        (GOLDEN / f"{person}.txt").write_text(drawn(bank, person), encoding="utf-8", newline="\n")


if __name__ == "__main__":
    write()

"""Whole results and reports, for seventeen people. To write them anew: python tests/pages/test_golden.py

Read what changed as the person would, and as their therapist would, before it is kept.
"""

from collections.abc import Mapping
from dataclasses import replace

import pytest
from golden import DATE, ENDINGS, GOLDEN, PEOPLE, for_a_partner, kept
from shipped import BANK

from stuckpoint.bank import Bank
from stuckpoint.engine import Length, Results, Sheet, findings, results
from stuckpoint.engine.answers import take_now
from stuckpoint.engine.change import since
from stuckpoint.pages.booklet import booklet
from stuckpoint.pages.changed import changed_page
from stuckpoint.pages.forms import Form, Reader, rendered
from stuckpoint.terminal.drawing import as_text

IN_HTML = ("picked", "couples_picked")
of_everyone = pytest.mark.parametrize("person", PEOPLE)


def come_to(bank: Bank, person: str) -> Results:
    given = kept(bank, person)
    return results(bank, findings(bank, given.track, given.responses, private=True), given.responses)


def files(bank: Bank, person: str) -> Mapping[str, str]:
    """Returns every file about a person, by its ending."""
    given = kept(bank, person)

    def report(form: Form, reader: Reader) -> str:
        return rendered(bank, given, form, reader, DATE if person in IN_HTML else "")

    made = {
        "txt": as_text([*booklet(bank, come_to(bank, person), None, given.picks).everything()]),
        "md": report(Form.MARKDOWN, Reader.SELF),
        "therapist.md": report(Form.MARKDOWN, Reader.THERAPIST),
    }
    if person in IN_HTML:
        made |= {"html": report(Form.HTML, Reader.SELF), "therapist.html": report(Form.HTML, Reader.THERAPIST)}
    return made


def after_a_second_take(bank: Bank) -> Mapping[str, str]:
    """Returns what is said of what moved, and a page for a therapist with it."""
    before, after = (
        replace(kept(bank, person), taken=day)
        for person, day in (("stands_out", "2026-10-20"), ("worse_for_weeks", DATE))
    )
    moved = since(bank, take_now(bank, before), take_now(bank, after))
    return {
        "moved.txt": as_text([changed_page(moved)]),
        **{
            f"moved.therapist.{ending}": rendered(bank, after, form, Reader.THERAPIST, DATE, moved=moved)
            for ending, form in ENDINGS.items()
        },
    }


def everything() -> dict[str, str]:
    """Returns all the files by their names."""
    of_people = {f"{person}.{ending}": text for person in PEOPLE for ending, text in files(BANK, person).items()}
    return {**of_people, **for_a_partner(BANK), **after_a_second_take(BANK)}


@of_everyone
def test_the_results_and_reports_are_as_they_were_read_and_kept(person: str) -> None:
    for ending, text in files(BANK, person).items():
        assert text == (GOLDEN / f"{person}.{ending}").read_text(encoding="utf-8"), ending


def test_the_page_for_a_partner_is_as_it_was_read_and_kept() -> None:
    for name, text in for_a_partner(BANK).items():
        assert text == (GOLDEN / name).read_text(encoding="utf-8"), name


def test_what_is_said_after_a_second_take_is_as_it_was_read_and_kept() -> None:
    for name, text in after_a_second_take(BANK).items():
        assert text == (GOLDEN / name).read_text(encoding="utf-8"), name


@of_everyone
def test_each_person_gets_the_result_that_they_stand_for(person: str) -> None:
    made = come_to(BANK, person)
    assert made.outcome is PEOPLE[person]
    assert made.circumstances.worse_for_weeks is ("worse_for_weeks" in person)
    assert made.circumstances.ended is ("ended" in person)


@of_everyone
def test_each_person_answered_what_the_quiz_asks_in_that_order(person: str) -> None:
    given = kept(BANK, person)
    sheet = Sheet(bank=BANK, track=given.track, length=Length.QUICK)
    while coming := sheet.upcoming():
        sheet = sheet.answer(coming, given.responses[coming.id])
    assert list(sheet.responses) == list(given.responses)


@pytest.mark.slow
def test_the_folder_holds_these_people_and_no_others() -> None:
    written = {f"{person}.yaml" for person in PEOPLE} | everything().keys()
    assert {path.name for path in GOLDEN.iterdir() if path.is_file()} == written


def write() -> None:
    """Writes the results and reports of everyone anew."""
    for name, text in everything().items():
        (GOLDEN / name).write_text(text, encoding="utf-8", newline="\n")


if __name__ == "__main__":
    write()

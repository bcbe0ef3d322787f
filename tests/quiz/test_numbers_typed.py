"""A question that is answered with a number: what is shown, and what is made of what is typed."""

import pytest
from making import number

from stuckpoint.blocks import Heading, Paragraph, Progress
from stuckpoint.pages.question import in_words, question
from stuckpoint.quiz.asking import Misread, read
from stuckpoint.quiz.commands import Command

DRY = number("dry", 0, 10, "ash", means="0 = dripping, 10 = dry")
SEVEN = number("seven", 1, 7, "ash")


def test_it_is_put_in_two_lines_without_a_list() -> None:
    assert question(DRY, place=Progress("Question 1")) == (
        Progress("Question 1"),
        Heading("What about dry?"),
        Paragraph("Type a number from 0 to 10 (0 = dripping, 10 = dry)."),
    )
    assert question(SEVEN, place=Progress(""))[-1] == Paragraph("Type a number from 1 to 7.")


@pytest.mark.parametrize(("typed", "said"), [("0", "0"), ("7", "7"), ("10", "10"), (" 07. ", "7"), ("\uff17", "7")])
def test_the_number_that_is_typed_is_the_answer(typed: str, said: str) -> None:
    assert read(DRY, typed, has_earlier=False) == (said,)


@pytest.mark.parametrize("typed", ["11", "-1", "7.5", "7,5", "7/10", "7 8", "seven", "dripping", "100000"])
def test_what_is_no_such_number_is_told_which_there_are(typed: str) -> None:
    assert read(DRY, typed, has_earlier=False) == Misread("Type a whole number from 0 to 10.")


@pytest.mark.parametrize("typed", ["0", "8"])
def test_a_number_outside_of_them_is_not_taken_for_a_place_in_a_list(typed: str) -> None:
    assert read(SEVEN, typed, has_earlier=False) == Misread("Type a whole number from 1 to 7.")


def test_the_keys_are_as_anywhere() -> None:
    assert [read(DRY, key, has_earlier=True) for key in ("s", "b", "?", "")] == [
        Command.SKIP,
        Command.BACK,
        Command.WHY,
        Command.KEEP,
    ]


def test_an_earlier_answer_is_said_with_what_it_means() -> None:
    assert in_words(DRY, (DRY.options[4].id,)) == "4 (0 = dripping, 10 = dry)"
    assert question(DRY, place=Progress(""), earlier=(DRY.options[4].id,))[-1] == Paragraph(
        "Your earlier answer: 4 (0 = dripping, 10 = dry). Press Enter to keep it."
    )

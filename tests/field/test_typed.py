"""What people typed at programs like this one, and what should have come of it. A new report is a new row."""

from collections.abc import Sequence
from dataclasses import replace

import pytest
from making import item

from stuckpoint.bank import Item
from stuckpoint.blocks import Numbered, Progress
from stuckpoint.pages.question import question
from stuckpoint.quiz.asking import Misread, read
from stuckpoint.quiz.commands import Command, command_in, numbers_in

DAYS = ["0 days", "1 day", "2 days", "7 days"]


def asking(texts: Sequence[str], *, none: bool = False) -> Item:
    """Returns an item whose options have these words."""
    options: dict[str, dict[str, float]] = {f"option_{number}": {} for number in range(len(texts))}
    made = item("days", options | ({"none_of_these": {}} if none else {}), many=none)
    words = [*texts, *(["None of these"] if none else [])]
    return replace(made, options=tuple(replace(one, text=text) for one, text in zip(made.options, words, strict=True)))


@pytest.mark.parametrize(
    ("typed", "numbers"),
    [
        ("\uff11\uff0c\uff13", (1, 3)),
        ("\uff11\u3001\uff13", (1, 3)),
        ("\uff11\uff0e", (1,)),
        ("(1)", (1,)),
        ("#1", (1,)),
        ("1)", (1,)),
        ("1.", (1,)),
        ("1 and 3", (1, 3)),
        ("\u00b2", None),
        ("1/2", None),
    ],
)
def test_numbers_are_read_in_whatever_form_a_keyboard_types_them(typed: str, numbers: tuple[int, ...] | None) -> None:
    assert numbers_in(typed, 3) == numbers


@pytest.mark.parametrize(
    ("typed", "command"),
    [("\uff1f", Command.WHY), ("\uff58", Command.LEAVE), ("\uff28", Command.HELP), ("X ", Command.LEAVE)],
)
def test_keys_are_read_in_whatever_form_a_keyboard_types_them(typed: str, command: Command) -> None:
    assert command_in(typed) is command


@pytest.mark.parametrize(
    ("texts", "typed", "chosen"),
    [
        (DAYS, "7", "option_3"),
        (DAYS, "0", "option_0"),
        ([str(number) for number in range(11)], "7", "option_7"),
        ([str(number) for number in range(11)], "10", "option_10"),
        (["10", "5", "0"], "5", "option_1"),
        (["1 session", "Many"], "2", "option_1"),  # not all begin with a number: places count
    ],
)
def test_a_number_that_is_typed_is_the_one_that_is_read(texts: list[str], typed: str, chosen: str) -> None:
    assert read(asking(texts), typed, has_earlier=False) == (chosen,)


def test_the_numbers_to_type_stand_before_the_options() -> None:
    shown = [block for block in question(asking(DAYS), place=Progress("")) if isinstance(block, Numbered)]
    assert [(block.number, block.text) for block in shown] == [
        (0, "0 days"),
        (1, "1 day"),
        (2, "2 days"),
        (7, "7 days"),
    ]


def test_a_number_that_no_option_shows_is_refused_with_those_there_are() -> None:
    said = read(asking(DAYS), "3", has_earlier=False)
    assert said == Misread("Type a number from 0 to 7.")


def test_none_of_these_has_the_next_number() -> None:
    assert read(asking(DAYS, none=True), "8", has_earlier=False) == ("none_of_these",)

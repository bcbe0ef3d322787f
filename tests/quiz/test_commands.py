"""What a line that was typed says, wherever it is typed."""

import pytest

from stuckpoint.quiz.commands import Command, choice_in, command_in, number_in, type_a_number

ANSWERS = ("Yes, go on", "Not now, close it", "Leave out the parts about people close to me, and go on")


@pytest.mark.parametrize("typed", ["2", " 2 ", "2.", "2)", "\uff12", "2 2"])
def test_a_number_is_read_with_what_people_put_behind_it(typed: str) -> None:
    assert number_in(typed, 3) == 2


@pytest.mark.parametrize("typed", ["", "0", "4", "1 2", "-1", "two", "1.5", "9" * 400, "\u00b2"])
def test_what_is_not_one_of_the_numbers_is_none(typed: str) -> None:
    assert number_in(typed, 3) == 0


@pytest.mark.parametrize(
    ("typed", "number"),
    [
        ("yes", 1),
        ("YES, go  on.", 1),
        ("not", 2),
        ("Not now", 2),
        ("leave out the parts", 3),
        ("3", 3),
        ("no", 0),  # another word than "not"
        ("y", 0),
        ("go on", 0),
        ("", 0),
        (".", 0),
    ],
)
def test_a_choice_is_read_by_its_number_or_by_the_words_it_begins_with(typed: str, number: int) -> None:
    assert choice_in(typed, ANSWERS) == number


def test_words_that_several_choices_begin_with_choose_none() -> None:
    texts = ("Read the results again", "Read what comes next", "Finish")
    assert [choice_in(typed, texts) for typed in ("read", "read the", "read what", "finish")] == [0, 1, 2, 3]


def test_the_words_of_a_command_are_the_command() -> None:
    assert [command_in(typed) for typed in ("b", "Back", " X ", "quit", "")] == [
        *([Command.BACK] * 2),
        *([Command.LEAVE] * 2),
        Command.KEEP,
    ]


@pytest.mark.parametrize(("highest", "said"), [(1, "Type 1."), (2, "Type 1 or 2."), (3, "Type a number from 1 to 3.")])
def test_what_to_type_is_said_in_as_few_words_as_there_are_numbers(highest: int, said: str) -> None:
    assert type_a_number(highest) == said

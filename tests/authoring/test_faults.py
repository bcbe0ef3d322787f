"""What `check` and `simulate` both judge."""

from dataclasses import replace

import pytest
from making import item, scale, when

from stuckpoint.authoring.faults import can_stand_out, near_copies, tells_nothing
from stuckpoint.bank.conditions import Condition

YES, NO = when("gate", "yes"), when("gate", "no")


@pytest.mark.parametrize(
    ("conditions", "twice"), [((None, None), True), ((None, YES), True), ((YES, YES), True), ((YES, NO), False)]
)
def test_near_copies_are_found_unless_they_wait_for_different_answers(
    conditions: tuple[Condition | None, Condition | None], twice: bool
) -> None:
    one, other = (
        replace(scale(id, "ash", show_if=show_if), text=text)
        for id, text, show_if in zip(
            ("said", "again"),
            (
                "In sessions, how often do you feel heard and seen by them?",
                "How often do you really feel heard and seen by them in sessions?",
            ),
            conditions,
            strict=True,
        )
    )
    assert list(near_copies([one, other])) == ([(one, other)] if twice else [])


def test_an_item_tells_nothing_if_all_its_options_say_the_same() -> None:
    assert tells_nothing(item("flat", {"a": {"ash": 1}, "b": {"ash": 1}}))
    assert tells_nothing(item("silent", {"a": {}, "b": {}}))
    assert not tells_nothing(item("graded", {"a": {"ash": 1}, "b": {"ash": 0.9}}))


def test_a_reason_can_stand_out_from_a_weight_of_two() -> None:
    assert can_stand_out(2.0)
    assert not can_stand_out(1.9)

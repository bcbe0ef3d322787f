import pytest
from making import when

from stuckpoint.bank.conditions import All, Any, Chosen, Condition, holds, leaves

YES, NO, MAYBE = when("asked", "yes"), when("asked", "no"), when("told", "maybe", "perhaps")


@pytest.mark.parametrize(
    ("condition", "so", "expected"),
    [
        (None, set(), True),
        (YES, {YES}, True),
        (YES, {NO}, False),
        (All((YES, MAYBE)), {YES, MAYBE}, True),
        (All((YES, MAYBE)), {YES}, False),
        (All((YES, MAYBE)), {MAYBE}, False),
        (Any((YES, MAYBE)), {MAYBE}, True),
        (Any((YES, MAYBE)), {YES}, True),
        (Any((YES, MAYBE)), {NO}, False),
        (All((NO, Any((YES, MAYBE)))), {NO, MAYBE}, True),
        (All((NO, Any((YES, MAYBE)))), {YES, MAYBE}, False),
        (Any((NO, All((YES, MAYBE)))), {YES}, False),
        (Any((NO, All((YES, MAYBE)))), {YES, MAYBE}, True),
        (Any((NO, All((YES, Any((MAYBE, NO)))))), {YES, MAYBE}, True),
    ],
)
def test_a_condition_holds_as_its_leaves_are_so(condition: Condition | None, so: set[Chosen], expected: bool) -> None:
    assert holds(condition, so.__contains__) is expected


@pytest.mark.parametrize(
    ("condition", "expected"),
    [
        (None, []),
        (YES, [YES]),
        (All((YES, Any((MAYBE, NO)))), [YES, MAYBE, NO]),
        (Any((All((NO, YES)), NO)), [NO, YES, NO]),
    ],
)
def test_leaves_come_as_written(condition: Condition | None, expected: list[Chosen]) -> None:
    assert list(leaves(condition)) == expected

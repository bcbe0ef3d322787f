import pytest
from making import item, scale

from stuckpoint.bank import ReasonId
from stuckpoint.bank.weights import balanced, most, point_different_ways

ASH, ELM, FIR = ReasonId("ash"), ReasonId("elm"), ReasonId("fir")

Weights = dict[ReasonId, float]


@pytest.mark.parametrize(
    ("options", "many", "expected"),
    [
        # k = 1 / top
        ([{ASH: 2}, {ASH: 1}, {}], False, [{ASH: 1}, {ASH: 0.5}, {}]),
        ([{ASH: 4, ELM: 1}, {}], False, [{ASH: 1, ELM: 0.25}, {}]),
        ([{ASH: 0.5}, {ASH: 0}], False, [{ASH: 1}, {}]),
        # k = 0.7 / top: two options point to different reasons
        ([{ASH: 2}, {ELM: 1}], False, [{ASH: 0.7}, {ELM: 0.35}]),
        ([{ASH: 1}, {ELM: 1}, {FIR: 1}, {}], False, [{ASH: 0.7}, {ELM: 0.7}, {FIR: 0.7}, {}]),
        # k = 0.7 / top: tick-all, even where every option points to the same reason
        ([{ASH: 1}, {ASH: 2}, {}], True, [{ASH: 0.35}, {ASH: 0.7}, {}]),
        ([{ASH: 5}], True, [{ASH: 0.7}]),
        # k = 0: nothing to say
        ([{ASH: 0}, {}], False, [{}, {}]),
        ([{}, {}], True, [{}, {}]),
        ([], False, []),
    ],
)
def test_weights_are_divided_by_the_largest_and_shared_by_tick_all_and_by_ways(
    options: list[Weights], many: bool, expected: list[Weights]
) -> None:
    spoken = balanced(options, many)
    assert len(spoken) == len(expected)
    for one, due in zip(spoken, expected, strict=True):
        assert one == pytest.approx(due)


@pytest.mark.parametrize(
    ("options", "expected"),
    [
        ([], False),
        ([{ASH: 1}], False),
        ([{ASH: 1}, {}], False),
        ([{ASH: 1}, {ASH: 3}], False),
        ([{ASH: 1}, {ELM: 1}], True),
        ([{ASH: 1}, {ELM: 0}], False),  # an option whose weights are all 0 is left out
        ([{ASH: 2, ELM: 1}, {ASH: 1, ELM: 0.5}], False),
        ([{ASH: 2, ELM: 1}, {ASH: 1, ELM: 2}], True),
        ([{ASH: 2, ELM: 2}, {ELM: 1}], False),  # elm in common
        ([{ASH: 2, ELM: 2}, {ELM: 1}, {ASH: 1}], True),  # the last two have nothing in common
        ([{ASH: 2, ELM: 2}, {ELM: 1, FIR: 1}], False),
    ],
)
def test_options_point_different_ways_when_two_have_no_strongest_reason_in_common(
    options: list[Weights], expected: bool
) -> None:
    assert point_different_ways(options) is expected


def test_the_most_an_item_can_say_is_the_strongest_option_for_each_reason() -> None:
    assert most([{ASH: 0.7, ELM: 0.1}, {ELM: 0.35}, {}]) == {ASH: 0.7, ELM: 0.35}
    assert most([{}, {}]) == {}


def test_a_scale_item_says_its_share_of_the_weight_for_every_reason_it_points_to() -> None:
    item = scale("tired", "ash", "elm")
    assert [option.balanced.get(ASH, 0.0) for option in item.options] == [0, 0.25, 0.5, 0.75, 1]
    assert item.most == {ASH: 1, ELM: 1}


@pytest.mark.parametrize("tiny", [5e-324, 1e-300])
def test_a_reason_that_an_item_names_at_all_keeps_a_weight_above_zero_or_is_left_out(tiny: float) -> None:
    one = item("faint", {"yes": {"ash": 1_000_000, "elm": tiny}, "no": {}})
    assert all(weight > 0 for weight in one.most.values())

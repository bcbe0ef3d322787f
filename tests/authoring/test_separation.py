from math import exp, log2

import pytest
from making import item, scale, track

from stuckpoint.authoring.simulation.figures import (
    gap,
    information,
    lead,
    least,
    overlap,
    pair_figures,
    reason_figures,
    routes,
)
from stuckpoint.bank import Item, ReasonId, Track
from stuckpoint.bank.reach import fullest_route

ASH, ELM = ReasonId("ash"), ReasonId("elm")


def two(shared: int = 0, own: int = 3) -> Track:
    """A track with so many items about both of two reasons, and so many about each alone."""
    both = [scale(f"both_{number}", "ash", "elm") for number in range(shared)]
    alone = [scale(f"{reason}_{number}", reason) for reason in ("ash", "elm") for number in range(own)]
    return track([*both, *alone], reasons=["ash", "elm"])


def test_the_figures_of_a_reason_are_worked_out_from_what_can_be_asked() -> None:
    here = track([*two().items, item("ticks", {"a": {"ash": 1}, "b": {"elm": 1}}, many=True)])
    figures = reason_figures(here, ASH, fullest_route(here, ASH))
    assert figures.weight == pytest.approx(3.7)
    assert figures.floor == 0
    assert figures.ceiling == pytest.approx(100 * 3.95 / 4.7)
    assert figures.lead == pytest.approx(100 * (3.95 - 0.25) / 4.7)
    assert (figures.next, figures.mentions) == (1, 1)


@pytest.mark.parametrize(
    ("options", "floor"),
    [
        ({"a": {"ash": 2}, "b": {"ash": 1}}, 50),
        ({"a": {"ash": 2}, "b": {"ash": 2}}, 100),
        ({"a": {"ash": 2}, "b": {"elm": 2}}, 0),
        ({"a": {"ash": 2}, "b": {"ash": 1}, "c": {}}, 0),
    ],
)
def test_the_floor_is_what_is_said_about_a_reason_whatever_is_answered(
    options: dict[str, dict[str, float]], floor: float
) -> None:
    one = item("one", options)
    here = track([one], reasons=["ash", "elm"])
    assert reason_figures(here, ASH, fullest_route(here, ASH)).floor == pytest.approx(floor)
    assert least(ASH, [one]) == pytest.approx(floor / 100 * one.most[ASH])


@pytest.mark.parametrize(
    ("shared", "own", "ahead", "apart", "alike"),
    [
        (0, 3, 75.0, 75.0, 0.0),
        # strongest for ash: all five shared and own of ash: 100 (5.25 / 6) - 100 (3.25 / 6)
        (3, 2, 100 * 2 / 6, 100 * 2 / 6, 3 / 5),
        (3, 0, 0.0, 0.0, 1.0),
    ],
)
def test_two_reasons_are_the_nearer_the_more_items_they_share(
    shared: int, own: int, ahead: float, apart: float, alike: float
) -> None:
    here = two(shared, own)
    assert lead(here, ASH, here.items)[0] == pytest.approx(ahead)
    assert lead(here, ASH, here.items)[1] == 1
    assert gap(ASH, ELM, here.items) == pytest.approx(apart)
    assert overlap(ASH, ELM, here.items) == pytest.approx(alike)
    pair = pair_figures(here, 0, 1, routes(here))
    assert pair.reasons == (0, 1)
    assert pair.gap == pytest.approx(apart)
    assert pair.overlap == pytest.approx(alike)


def test_the_gap_of_a_pair_is_the_smaller_of_both_ways() -> None:
    # Whatever speaks of ash speaks of elm as well, and elm has five more: ash can lead by 5 (1/6 - 1/11).
    here = track([*(scale(f"both_{n}", "ash", "elm") for n in range(5)), *(scale(f"elm_{n}", "elm") for n in range(5))])
    assert gap(ASH, ELM, here.items) == pytest.approx(100 * 5 * (1 / 6 - 1 / 11))
    assert gap(ELM, ASH, here.items) == pytest.approx(100 * 5 / 11)
    assert pair_figures(here, 0, 1, routes(here)).gap == pytest.approx(100 * 5 * (1 / 6 - 1 / 11))


def test_a_reason_without_a_rival_or_without_items_has_no_lead() -> None:
    here = track([scale("tired", "ash")])
    assert lead(here, ASH, here.items) == (None, None)
    silent = reason_figures(track([scale("tired", "ash")], reasons=["ash", "elm"]), ELM, fullest_route(here, ELM))
    assert (silent.weight, silent.floor, silent.ceiling) == (0, 0, 0)


def test_what_a_yes_or_no_item_tells_is_worked_out_by_hand() -> None:
    yes = exp(3) / (exp(3) + 1)
    either = 0.15 * yes + 0.85 * 0.5
    bits = 0.15 * (yes * log2(yes / either) + (1 - yes) * log2((1 - yes) / (1 - either)))
    bits += 0.85 * (0.5 * log2(0.5 / either) + 0.5 * log2(0.5 / (1 - either)))
    assert information(item("one", {"yes": {"ash": 1}, "no": {}})) == pytest.approx(bits)


@pytest.mark.parametrize(
    ("more", "less"),
    [
        (scale("a", "ash"), item("b", {"x": {"ash": 3}, "y": {"ash": 2}})),
        (scale("a", "ash", "elm"), scale("b", "ash")),
        (item("a", {"x": {"ash": 1}, "y": {}}), item("b", {"x": {"ash": 1}, "y": {"ash": 1}})),
    ],
)
def test_an_item_tells_more_the_further_its_answers_are_apart_and_the_more_it_is_about(more: Item, less: Item) -> None:
    assert information(more) > information(less) + 0.01


@pytest.mark.parametrize("options", [{"x": {"ash": 1}, "y": {"ash": 1}}, {"x": {}, "y": {}}])
def test_an_item_whose_answers_all_say_the_same_tells_nothing(options: dict[str, dict[str, float]]) -> None:
    assert information(item("one", options)) == pytest.approx(0, abs=1e-12)

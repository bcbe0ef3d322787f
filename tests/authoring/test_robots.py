"""The invented people: what they are made of, and that they answer by weights and nothing else."""

from collections.abc import Sequence
from dataclasses import replace
from random import Random
from statistics import mean

import pytest
from hypothesis import given
from hypothesis import strategies as st
from making import Draft, drafts, item, number, scale, track, when

from stuckpoint.authoring.simulation.people import HAS, AnswerSheet, Kind, Person, tick_chance
from stuckpoint.authoring.simulation.robots import Robots, scale_directions
from stuckpoint.bank import Item, ReasonId, Track

ASH = ReasonId("ash")
UP, DOWN = scale("up", "ash"), scale("down", "ash")
DOWN = replace(
    DOWN,
    options=tuple(
        replace(one, balanced=other.balanced) for one, other in zip(DOWN.options, DOWN.options[::-1], strict=True)
    ),
)


def crowd(here: Track, kind: Kind, reason: int | None = None, count: int = 2000, seed: int = 1) -> list[AnswerSheet]:
    robots, chance = Robots(here), Random(seed).random
    return [robots.answer(kind, reason, chance) for _ in range(count)]


def chosen(sheets: Sequence[AnswerSheet], position: int = 0) -> list[int]:
    """Returns which option everyone chose who answered an item that takes one."""
    return [sheet[position][0] for sheet in sheets if sheet[position]]


@given(drafts(at_least=0, at_most=25), st.integers(0, 99), st.sampled_from(Kind))
def test_every_sheet_holds_answers_that_can_be_given(draft: Draft, seed: int, kind: Kind) -> None:
    here = draft.track()
    reason = 0 if kind is Kind.ONE_REASON else None
    items = (*here.context, *here.items)
    (sheet,) = crowd(here, kind, reason, 1, seed)
    for one, picked in zip(items, sheet, strict=True):
        assert list(picked) == sorted(set(picked))
        assert all(0 <= at < len(one.options) for at in picked)
        assert len(picked) <= (4 if one.many else 1)
        if one.many and len(one.options) - 1 in picked:
            assert len(picked) == 1
    assert (sheet,) == tuple(crowd(here, kind, reason, 1, seed))


def test_people_read_no_words() -> None:
    here = track([UP, DOWN, item("ticks", {"a": {"ash": 1}, "b": {"elm": 1}}, many=True)])
    said = tuple(
        replace(one, text="Never?", options=tuple(replace(option, text="Always") for option in one.options))
        for one in here.items
    )
    assert crowd(replace(here, items=said), Kind.ONE_REASON, 0, 50) == crowd(here, Kind.ONE_REASON, 0, 50)


def test_people_say_what_they_have_and_little_of_what_they_have_not() -> None:
    here = track([UP, scale("other", "elm"), DOWN])
    sheets = crowd(here, Kind.ONE_REASON, 0)
    # 0.08 + 0.85 * 0.75 = 0.72 of the scale, and 0.08 + 0.85 * 0.14 = 0.20; its ends and chance draw both to the middle
    assert mean(chosen(sheets)) / 4 == pytest.approx(0.70, abs=0.03)
    assert mean(chosen(sheets, 1)) / 4 == pytest.approx(0.26, abs=0.03)
    assert mean(chosen(sheets, 2)) / 4 == pytest.approx(1 - 0.67, abs=0.03)


def test_yes_sayers_lean_to_the_last_answer_of_a_response_scale_whatever_it_counts() -> None:
    here = track([UP, DOWN, item("ladder", {"no": {}, "some": {"ash": 1}, "yes": {"ash": 2}})])
    plain, yes = (crowd(here, kind) for kind in (Kind.NOTHING_WRONG, Kind.YES_SAYER))
    for position in (0, 1):
        assert mean(chosen(yes, position)) > mean(chosen(plain, position)) + 0.2
    assert mean(chosen(yes, 2)) == pytest.approx(mean(chosen(plain, 2)), abs=0.05)


@pytest.mark.parametrize(("kind", "skipped"), [(Kind.NOTHING_WRONG, 0.15), (Kind.SKIPS_A_LOT, 0.40)])
def test_people_skip_as_much_as_is_said(kind: Kind, skipped: float) -> None:
    sheets = crowd(track([item("none", {"a": {}, "b": {}})]), kind, count=6000)
    assert mean([not sheet[0] for sheet in sheets]) == pytest.approx(skipped, abs=0.02)


def test_no_item_about_a_reason_alone_applies_to_a_few_but_those_who_have_it_are_asked() -> None:
    here = track([scale(f"ash_{number}", "ash") for number in range(6)])
    without, with_it = (
        crowd(here, kind, reason) for kind, reason in ((Kind.NOTHING_WRONG, None), (Kind.ONE_REASON, 0))
    )
    assert mean([not any(sheet) for sheet in without]) == pytest.approx(0.03, abs=0.012)
    assert mean([not any(sheet) for sheet in with_it]) < 0.005


def test_of_lines_to_tick_the_true_ones_are_missed_and_false_ones_ticked_as_often_as_assumed() -> None:
    here = track([item("ticks", {reason: {reason: 1} for reason in ("ash", "elm", "fir")}, many=True)])
    ticks = [sheet[0] for sheet in crowd(here, Kind.ONE_REASON, 0) if sheet[0]]
    assert mean([0 not in one for one in ticks]) == pytest.approx(0.19, abs=0.04)
    assert mean([1 in one for one in ticks]) < 0.05
    assert tick_chance(HAS) == pytest.approx(0.86, abs=0.02)
    assert [tick_chance(has) for has in (0, 0.5, 1, 9)] == sorted(tick_chance(has) for has in (0, 0.5, 1, 9))


def test_where_options_point_different_ways_people_choose_their_own_or_none() -> None:
    here = track([item("nearest", {"none": {}, "ash": {"ash": 2}, "elm": {"elm": 2}})])
    shares = [mean([one == at for one in chosen(crowd(here, Kind.ONE_REASON, 0))]) for at in range(3)]
    assert shares[1] > 0.75
    assert shares[0] > shares[2]
    with_nothing = chosen(crowd(here, Kind.NOTHING_WRONG))
    assert mean([one == 0 for one in with_nothing]) > 0.7


def test_of_options_as_strong_for_one_reason_people_choose_what_fits_the_others() -> None:
    here = track([item("one", {"both": {"ash": 2, "elm": 2}, "ash": {"ash": 2}, "no": {}})])
    sheets = crowd(here, Kind.ONE_REASON, 0)
    assert mean([one == 1 for one in chosen(sheets)]) > 0.6
    assert mean([one == 0 for one in chosen(sheets)]) < 0.1


def test_an_item_that_says_nothing_is_answered_so_as_to_be_asked_about_what_one_has() -> None:
    gate = item("gate", {"a": {}, "b": {}, "c": {}})
    here = track([gate, scale("then", "ash", show_if=when("gate", "b")), scale("else", "elm")])
    assert mean([one == 1 for one in chosen(crowd(here, Kind.ONE_REASON, 0))]) > 0.9
    assert mean([one == 1 for one in chosen(crowd(here, Kind.ONE_REASON, 1))]) == pytest.approx(1 / 3, abs=0.05)


def test_context_is_answered_by_chance() -> None:
    stage = item("stage", {"going": {}, "ended": {}})
    here = track([scale("then", "ash", show_if=when("stage", "ended"))], context=[stage])
    assert mean(chosen(crowd(here, Kind.ONE_REASON, 0))) == pytest.approx(0.5, abs=0.05)


def test_the_strongest_sheet_says_the_most_for_its_reason_and_the_least_for_the_rest() -> None:
    gate = item("gate", {"a": {}, "b": {}})
    here = track(
        [
            gate,
            scale("up", "ash", show_if=when("gate", "b")),
            scale("other", "elm"),
            item("ticks", {"a": {"ash": 1}, "b": {"elm": 1}, "c": {"ash": 1}}, many=True),
            item("no_line", {"b": {"elm": 1}}, many=True),
            item("nearest", {"both": {"ash": 2, "elm": 2}, "ash": {"ash": 2}, "none": {}}),
        ]
    )
    assert Robots(here).strongest(0) == ((1,), (4,), (0,), (0, 2), (1,), (1,))


@pytest.mark.parametrize(
    ("items", "directions"),
    [
        ([UP, DOWN], {0: 1, 1: -1}),
        ([UP], {}),  # nothing to tell it from options of its own
        ([item("a", {"x": {"ash": 1}, "y": {}}), item("b", {"x": {}, "y": {"ash": 1}})], {}),  # yes or no
        (
            [
                UP,
                item(
                    "bent",
                    {
                        o: {"ash": w}
                        for o, w in zip(
                            ["never", "rarely", "sometimes", "often", "always"], [1.0, 0.0, 1.0, 0.5, 0.0], strict=True
                        )
                    },
                ),
            ],
            {0: 1},
        ),
        ([UP, scale("says_both", "ash", "elm")], {0: 1, 1: 1}),
        ([number("count", 0, 10, "ash")], {0: 1}),
    ],
)
def test_a_response_scale_is_known_by_its_options_and_which_end_counts(
    items: list[Item], directions: dict[int, int]
) -> None:
    assert scale_directions(items) == {items[position].id: way for position, way in directions.items()}


def test_how_strongly_people_have_things_and_how_they_answer_is_as_told() -> None:
    chance = Random(1).random
    people = [Person(Kind.NOTHING_WRONG, None, 5, chance) for _ in range(2000)]
    has = [one for person in people for one in person.has]
    assert mean(has) == pytest.approx(0.143, abs=0.01)
    assert min(has) == 0
    assert max(has) <= 0.40
    assert mean([person.skips for person in people]) == pytest.approx(0.15, abs=0.01)
    assert Person(Kind.ONE_REASON, 2, 5, chance).has[2] == HAS

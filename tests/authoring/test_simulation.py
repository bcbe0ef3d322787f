"""What comes of a simulation: figures that add up, the same from the same seed, and the shipped bank's own."""

from dataclasses import replace
from functools import cache
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from making import HERE, Draft, bank, drafts, item, scale, track, when
from sound_banks import sound

from stuckpoint.authoring.simulation.defects import Level
from stuckpoint.authoring.simulation.judging import defects_of
from stuckpoint.authoring.simulation.people import Kind
from stuckpoint.authoring.simulation.report import simulation_as_json, simulation_pages
from stuckpoint.authoring.simulation.run import Simulation, simulate
from stuckpoint.authoring.simulation.trials import CROWD, Crowd, LengthResult
from stuckpoint.bank import Bank, TrackId
from stuckpoint.engine import Length
from stuckpoint.loading import open_bank
from stuckpoint.terminal.drawing import as_text

FEW = Crowd(everyone=(20, 50), quick=(2, 4), standard=(2, 4))
TRACKS = [TrackId("individual"), TrackId("couples")]


def tried(bank: Bank, seed: int = 1, crowd: Crowd = FEW) -> Simulation:
    return simulate(bank, HERE, crowd, Random(seed).random)


@cache
def shipped(track: TrackId) -> Simulation:
    return simulate(open_bank(), track, CROWD, Random(1).random)


def at(simulation: Simulation, length: Length) -> LengthResult:
    return next(one for one in simulation.lengths if one.length is length)


# ---- the shipped bank


@pytest.mark.slow
@pytest.mark.parametrize("track", TRACKS)
def test_the_shipped_bank_has_no_error_and_no_warning(track: TrackId) -> None:
    assert [one for one in defects_of(shipped(track)) if one.level is not Level.NOTE] == []


@pytest.mark.slow
@pytest.mark.parametrize("track", TRACKS)
def test_the_shipped_bank_finds_who_has_a_reason_and_leaves_others_alone_at_every_length(track: TrackId) -> None:
    simulation = shipped(track)
    for number, one in enumerate(simulation.reasons):
        assert one.recall >= 0.95
        assert one.power >= 0.80
        assert max(one.as_high[:number] + one.as_high[number + 1 :]) < 0.05
    for result in simulation.lengths:
        assert result.recall >= 0.945
        assert result.alarms[Kind.NOTHING_WRONG] <= 0.10
        assert result.alarms[Kind.YES_SAYER] <= 0.15
        assert result.alarms[Kind.SKIPS_A_LOT] <= 0.15
    assert at(simulation, Length.QUICK).questions <= simulation.track.quick
    assert at(simulation, Length.STANDARD).questions <= 44


# ---- what is counted


def test_everyone_is_counted_once() -> None:
    simulation = tried(sound(1, reasons=4).bank(), crowd=Crowd(everyone=(7, 5), quick=(3, 2), standard=(2, 1)))
    assert simulation.people == 4 * 7 + 3 * 5
    assert {one.length: one.people for one in simulation.lengths} == {
        Length.QUICK: 4 * 3 + 3 * 2,
        Length.STANDARD: 4 * 2 + 3 * 1,
        Length.FULL: 4 * 7 + 3 * 5,
    }


def test_what_stands_out_after_standard_is_what_stands_out_after_full() -> None:
    simulation = tried(sound(2).bank())
    standard, full = at(simulation, Length.STANDARD), at(simulation, Length.FULL)
    assert (standard.power, standard.alarms) == (full.power, full.alarms)


def test_full_asks_everything_that_is_on_the_path() -> None:
    gate = item("gate", {"a": {"elm": 1}, "b": {}})
    items = [gate, *(scale(f"ash_{n}", "ash") for n in range(4)), scale("then", "ash", show_if=when("gate", "a"))]
    simulation = tried(bank(track(items)))
    assert 5 < at(simulation, Length.FULL).questions < 6
    without = tried(bank(track(items[:5])))
    assert at(without, Length.FULL).questions == 5


def test_of_whom_an_item_is_asked_is_told_of_items_that_wait_and_are_about_one_reason() -> None:
    stage = item("stage", {"going": {}, "ended": {}})
    items = [
        scale("first", "ash"),
        scale("so", "ash", show_if=when("first", "often", "always")),
        scale("not_so", "ash", show_if=when("first", "never", "rarely")),
        scale("by_chance", "ash", show_if=when("stage", "going")),
        scale("about_both", "ash", "elm", show_if=when("first", "always")),
        *(scale(f"elm_{n}", "elm") for n in range(4)),
    ]
    simulation = tried(bank(track(items, context=[stage])), crowd=replace(FEW, everyone=(300, 600)))
    so, not_so, by_chance = simulation.asked_of
    assert [one.item.id for one in simulation.asked_of] == ["so", "not_so", "by_chance"]
    assert so.with_reason > 0.4 > 0.15 > so.with_nothing
    assert not_so.with_reason < 0.15 < 0.4 < not_so.with_nothing
    assert by_chance.with_reason == pytest.approx(by_chance.with_nothing, abs=0.1)


def test_two_reasons_that_nothing_tells_apart_come_out_as_each_other() -> None:
    one, other = tried(bank(track([scale(f"both_{n}", "ash", "elm") for n in range(6)]))).reasons
    # Level, so the first of the track is shown first to everyone who answered anything.
    assert one.as_high == (one.recall, one.recall)
    assert one.recall >= 0.9
    assert other.recall == 0
    assert other.as_high[0] == other.as_high[1] >= 0.9


def test_a_reason_that_nothing_points_to_is_never_shown_and_as_high_as_none() -> None:
    items = [scale(f"ash_{n}", "ash") for n in range(6)]
    ash, elm = tried(bank(track(items, reasons=["ash", "elm"]))).reasons
    assert (ash.as_high[1], elm.recall, elm.power) == (0.0, 0.0, 0.0)


def test_a_longer_quiz_is_not_beyond_what_a_shorter_one_can_find() -> None:
    written = replace(sound(1), quick=5)
    simulation = tried(written.bank())
    assert at(simulation, Length.QUICK).beyond
    assert at(simulation, Length.FULL).beyond == ()


def test_an_item_without_which_people_are_lost_is_not_spare() -> None:
    # Only these two tell elm from ash: without one of them, fewer of those who have elm have it first.
    both = [scale(f"both_{n}", "ash", "elm") for n in range(8)]
    items = [*both, scale("elm_0", "elm"), scale("elm_1", "elm"), scale("ash_0", "ash")]
    simulation = tried(bank(track(items)), crowd=replace(FEW, everyone=(200, 10)))
    losses = {str(one.item.id): one.loss for one in simulation.items}
    assert losses["elm_0"] is not None
    assert losses["elm_0"] > 3
    assert losses["ash_0"] is None  # nothing else says the same


@pytest.mark.parametrize("told", [[], ["gate"]])
def test_a_bank_with_little_in_it_is_tried_all_the_same(told: list[str]) -> None:
    items = [item(id, {"a": {}, "b": {}}) for id in told] or [scale("tired", "ash")]
    simulation = tried(bank(track(items)))
    defects = defects_of(simulation)
    assert defects
    assert as_text(simulation_pages([(simulation, defects)], 1))


# ---- the same seed, the same report


@pytest.mark.slow
def test_the_same_seed_gives_the_same_report_and_another_one_other_people() -> None:
    made = sound(3).bank()
    reports = []
    for seed in (1, 1, 2):
        simulation = tried(made, seed)
        reports.append(simulation_as_json([(simulation, defects_of(simulation))], 0))
    assert reports[0] == reports[1] != reports[2]


def test_how_much_is_done_is_told_from_nothing_to_nearly_all_and_never_less_than_before() -> None:
    told: list[float] = []
    simulate(sound(1).bank(), HERE, FEW, Random(1).random, told.append)
    assert told == sorted(told)
    assert 0 < told[0] < 0.2
    assert 0.9 < told[-1] <= 1


@pytest.mark.slow
@settings(max_examples=60)
@given(drafts(at_least=1, at_most=16), st.integers(0, 9))
def test_any_bank_can_be_tried_and_told_of(draft: Draft, seed: int) -> None:
    simulation = tried(draft.bank(), seed, Crowd(everyone=(3, 3), quick=(1, 1), standard=(1, 1)))
    defects = defects_of(simulation)
    pages = simulation_pages([(simulation, defects)], seed)
    assert all(len(line) <= 40 for line in as_text(pages, 40).splitlines())
    assert simulation_as_json([(simulation, defects)], seed)
    for one in simulation.reasons:
        assert 0 <= one.recall <= 1
        assert 0 <= one.power <= 1
    for result in simulation.lengths:
        assert 0 <= result.questions <= len(simulation.track.items)

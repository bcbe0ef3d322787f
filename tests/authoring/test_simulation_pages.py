"""The report on a bank: what it says first, that it fits, and that it says what it cannot know."""

import json
from dataclasses import replace
from random import Random

import pytest
from making import HERE, scale, track
from making import bank as bank_of
from sound_banks import sound

from stuckpoint.authoring.simulation.defects import Defect, Level, Sign, listed, per_hundred
from stuckpoint.authoring.simulation.judging import defects_of
from stuckpoint.authoring.simulation.report import CANNOT_KNOW, simulation_as_json, simulation_pages, verdict
from stuckpoint.authoring.simulation.run import Simulation, simulate
from stuckpoint.authoring.simulation.trials import Crowd
from stuckpoint.bank import Bank
from stuckpoint.blocks import Notice, Table
from stuckpoint.terminal.drawing import as_text

FEW = Crowd(everyone=(50, 50), quick=(2, 4), standard=(1, 2))
SOUND = sound(4, reasons=5, singles=6).bank()


def tried(bank: Bank) -> tuple[Simulation, tuple[Defect, ...]]:
    simulation = simulate(bank, HERE, FEW, Random(1).random)
    return simulation, defects_of(simulation)


def mixed_up(part: float, simulation: Simulation) -> Simulation:
    """Returns a simulation in which so many people with the first reason come out as the second."""
    first, *rest = simulation.reasons
    return replace(simulation, reasons=(replace(first, as_high=(1.0, part, 0.0, 0.0, 0.0)), *rest))


def test_the_first_sentence_says_whether_reasons_are_told_apart_and_who_is_mixed_up() -> None:
    simulation, _ = tried(SOUND)
    worse = mixed_up(0.14, simulation)
    said = "14 in 100 people with 'reason_a' come out as 'reason_b'"
    assert verdict(worse, defects_of(worse)) == f"This bank can tell its reasons apart, but {said}."
    little = mixed_up(0.11, simulation)
    assert verdict(little, defects_of(little)).startswith("This bank can tell its reasons apart. At worst, 11 in 100 ")
    bad = mixed_up(0.45, simulation)
    assert verdict(bad, defects_of(bad)).startswith("This bank cannot tell all its reasons apart: 45 in 100 people ")


def test_the_first_sentence_names_reasons_that_are_hardly_ever_found() -> None:
    items = [*(scale(f"ash_{n}", "ash") for n in range(6)), *(scale(f"fir_{n}", "fir") for n in range(6))]
    simulation, defects = tried(bank_of(track([*items, scale("once", "elm")])))
    assert verdict(simulation, defects).startswith("This bank hardly ever finds 'elm'")
    assert "can tell" not in verdict(simulation, defects)


def test_the_first_sentence_promises_nothing_where_there_is_an_error() -> None:
    simulation, defects = tried(replace_first(SOUND))
    assert Level.ERROR in {one.level for one in defects}
    assert verdict(simulation, defects).startswith("This bank is not ready: 3 errors to mend first.")


def test_a_bank_of_one_reason_has_nothing_to_tell_apart() -> None:
    simulation, defects = tried(bank_of(track([scale(f"ash_{n}", "ash") for n in range(6)])))
    assert "nothing to tell apart" in verdict(simulation, defects)
    assert "Mixed up" not in as_text(simulation_pages([(simulation, defects)], 1))


@pytest.mark.parametrize("width", [40, 78])
def test_the_report_fits_and_says_all_there_is(width: int) -> None:
    simulation, defects = tried(replace_first(SOUND))
    text = as_text(simulation_pages([(simulation, defects)], 7, details=True), width)
    assert max(map(len, text.splitlines())) <= width
    words = " ".join(text.split())
    assert words.isascii()
    assert words.index("This bank is") < words.index("error") < words.index("Each reason")
    for part in ("Mixed up with", "Tick-all items", "Mixed up most", "At each length", "- quick ", "- standard "):
        assert part.lower() in words.lower()
    for part in ("- full ", "Questions: ", "false alarms: ", "yes-sayers", "skip a lot", "What the items tell", "bits"):
        assert part in words
    assert "Redundant items: " in words
    assert "with seed 7" in words
    for limit in CANNOT_KNOW:
        assert limit in words
    for one in defects:
        assert one.level is Level.NOTE or (one.what in words and one.to_do in words and f"[{one.sign}]" in words)


def test_without_details_it_says_what_to_mend_and_where_each_reason_stands() -> None:
    simulation, defects = tried(replace_first(SOUND))
    pages = simulation_pages([(simulation, defects)], 7)
    verdict_first, table = pages[0].blocks[0], pages[0].blocks[-1]
    assert verdict_first == Notice(verdict(simulation, defects))
    assert isinstance(table, Table)
    assert table.header == ("Reason", "First", "Stands out", "Weight", "Mixed up with")
    assert [row[0] for row in table.rows] == [one.reason.id for one in simulation.reasons]
    words = " ".join(as_text(pages).split())
    assert "What the items tell" not in words
    assert CANNOT_KNOW[0] in words
    assert CANNOT_KNOW[1] not in words
    assert words.endswith("each length and item: --details")
    for one in defects:
        assert one.level is Level.NOTE or (one.what in words and one.to_do in words)


@pytest.mark.parametrize(
    ("as_high", "said"),
    [
        ((1.0, 0.0, 0.0, 0.0, 0.0), ""),
        ((1.0, 0.004, 0.2, 0.0, 0.0), "reason_c 20"),
        ((1.0, 0.1, 0.2, 0.0, 0.3), "reason_e 30, reason_c 20"),
    ],
)
def test_beside_a_reason_stand_the_two_that_are_taken_for_it_most_often(as_high: tuple[float, ...], said: str) -> None:
    simulation, defects = tried(SOUND)
    first, *rest = simulation.reasons
    changed = replace(simulation, reasons=(replace(first, as_high=as_high), *rest))
    table = simulation_pages([(changed, defects)], 1)[0].blocks[-1]
    assert isinstance(table, Table)
    assert table.rows[0][-1] == said


def replace_first(bank: Bank) -> Bank:
    """Returns the bank with an item whose answers all say the same."""
    here = bank.tracks[HERE]
    first, *others = here.items
    flat = replace(first, options=tuple(replace(one, balanced=first.most) for one in first.options))
    return replace(bank, tracks={HERE: replace(here, items=(flat, *others))})


def test_what_it_cannot_know_is_said_with_figures() -> None:
    text = " ".join(CANNOT_KNOW)
    for part in (
        "read no word",
        "does not rank good banks",
        "r = .01",
        "r = .62",
        "Nothing was measured on real people",
    ):
        assert part in text


def test_the_json_holds_every_figure_and_every_defect() -> None:
    simulation, defects = tried(replace_first(SOUND))
    document = json.loads(simulation_as_json([(simulation, defects)], 7))
    assert list(document) == ["seed", "tracks", "cannot_know"]
    (here,) = document["tracks"]
    assert (document["seed"], here["track"]) == (7, HERE)
    assert here["verdict"] == verdict(simulation, defects)
    assert [one["reason"] for one in here["reasons"]] == [one.reason.id for one in simulation.reasons]
    assert [one["item"] for one in here["items"]] == [item.id for item in simulation.track.items]
    assert [one["length"] for one in here["lengths"]] == ["quick", "standard", "full"]
    assert len(here["pairs"]) == 10
    assert {"recall", "power", "weight", "confusions", "false_alarms"} <= here["reasons"][0].keys()
    assert list(here["lengths"][0]["false_alarms"]) == ["nothing_wrong", "yes_sayer", "skips_a_lot"]
    assert [(one["level"], one["sign"], tuple(one["items"])) for one in here["defects"]] == [
        (one.level, one.sign, one.items) for one in defects
    ]
    assert ("error", Sign.TELLS_NOTHING) in {(one["level"], one["sign"]) for one in here["defects"]}


def test_no_figure_in_the_json_shows_its_last_bits() -> None:
    simulation, defects = tried(SOUND)
    numbers: list[float] = []

    def keep(text: str) -> float:
        numbers.append(float(text))
        return numbers[-1]

    json.loads(simulation_as_json([(simulation, defects)], 1), parse_float=keep)
    assert len(numbers) > 100
    assert [number for number in numbers if number != round(number, 6)] == []


@pytest.mark.parametrize(("part", "hundred"), [(0, 0), (0.004, 0), (0.005, 1), (0.145, 15), (0.999, 100), (1, 100)])
def test_shares_are_said_as_so_many_in_100(part: float, hundred: int) -> None:
    assert per_hundred(part) == hundred


@pytest.mark.parametrize(
    ("ids", "said"),
    [
        ("a", "'a'"),
        ("ab", "'a' and 'b'"),
        ("abc", "'a', 'b' and 'c'"),
        ("abcdefg", "'a', 'b', 'c', 'd', 'e', 'f' and 'g'"),
        ("abcdefgh", "'a', 'b', 'c', 'd', 'e', 'f' and 2 more"),
    ],
)
def test_ids_are_listed_and_many_are_counted(ids: str, said: str) -> None:
    assert listed(ids) == said

"""Two banks about other things than therapy: whatever the program knows of reasons, it knows from the files."""

import ast
from collections.abc import Iterator, Mapping
from pathlib import Path

import pytest
import yaml

from stuckpoint.bank import Bank, ItemId, OptionId, Response, TrackId
from stuckpoint.engine import Findings, Length, Standing, at_most, findings, next_item
from stuckpoint.loading import load
from stuckpoint.loading import loader as banks
from stuckpoint.reading import fields, parsing, read_file, tree
from stuckpoint.reading.kinds import Kind, ListOf, MapOf, Record, ShowIf
from stuckpoint.reading.tree import Node

BANKS = Path(__file__).parents[1].joinpath("banks")
CHOIR, ALLOTMENT = BANKS / "choir", BANKS / "allotment"
# One option for each item.
Sheet = Mapping[str, str]
TRACKS = [(CHOIR, "singer"), (CHOIR, "conductor"), (ALLOTMENT, "plot")]
in_every_track = pytest.mark.parametrize(
    ("folder", "track"), TRACKS, ids=[f"{folder.name}-{track}" for folder, track in TRACKS]
)


def opened(folder: Path) -> Bank:
    return banks.open_bank([folder], only=True)


def walk(bank: Bank, track: str, length: Length, sheet: Sheet) -> dict[ItemId, Response]:
    """Answers from a sheet for as long as it is asked, and skips the rest.

    Fails for an item asked twice, and for an answer on the sheet that is never asked for.
    """
    here = bank.tracks[TrackId(track)]
    held: dict[ItemId, Response] = {one.id: (OptionId(sheet[one.id]),) for one in here.context if one.id in sheet}
    while coming := next_item(bank, here.id, held, length):
        assert coming.id not in held
        held[coming.id] = (OptionId(sheet[coming.id]),) if coming.id in sheet else ()
    assert sheet.keys() <= held.keys()
    return held


def standings(found: Findings) -> dict[str, Standing]:
    return {one.reason.id: one.standing for one in found.findings}


SHEETS: dict[str, tuple[Path, str, Sheet]] = {
    "tuning": (
        CHOIR,
        "singer",
        {
            "during_rehearsal": "sank_together",
            "end_of_the_piece": "another_key",
            "hear_the_others": "never",
            "piano_disagrees": "every_week",
            "gasping": "never",
            "phrase_to_the_end": "every_week",
        },
    ),
    "breath": (
        CHOIR,
        "singer",
        {
            "during_rehearsal": "ran_out_of_air",
            "end_of_the_piece": "in_tune",
            "hear_the_others": "every_week",
            "gasping": "every_week",
            "phrase_to_the_end": "never",
            "where_you_breathe": "when_i_must",
            "out_of_air_and_flat": "every_week",
        },
    ),
    "beat": (
        CHOIR,
        "conductor",
        {"from_the_podium": "eyes_down", "eyes_on_you": "never", "drags": "every_week", "gasping": "never"},
    ),
    "wish_to_leave": (
        CHOIR,
        "conductor",
        {"thursdays": "every_week", "after_the_concert": "relief", "snow_in_june": "most_weeks", "drags": "never"},
    ),
    "thirst": (
        ALLOTMENT,
        "plot",
        {"season": "summer", "a_look_round": "cracks", "under_the_crust": "dust", "after_rain": "dust", "moss": "no"},
    ),
    "shade": (
        ALLOTMENT,
        "plot",
        {"a_look_round": "a_large_tree", "hours_of_sun": "a_visit", "moss": "yes", "under_the_crust": "wet"},
    ),
}


@pytest.mark.slow
@pytest.mark.parametrize("reason", SHEETS)
def test_the_reason_that_an_answer_sheet_is_about_stands_out_and_no_other(reason: str) -> None:
    folder, track, sheet = SHEETS[reason]
    bank = opened(folder)

    found = findings(bank, TrackId(track), walk(bank, track, Length.FULL, sheet), private=True)

    assert [name for name, standing in standings(found).items() if standing is Standing.STANDS_OUT] == [reason]


@pytest.mark.sampled(3)
@in_every_track
@pytest.mark.parametrize("length", Length)
@pytest.mark.parametrize("place", [0, -1], ids=["first option", "last option"])
def test_a_walk_ends_and_asks_no_more_than_it_may(folder: Path, track: str, length: Length, place: int) -> None:
    bank = opened(folder)
    here = bank.tracks[TrackId(track)]
    chosen = {one.id: (one.options[place].id,) for one in (*here.context, *here.items)}
    held: dict[ItemId, Response] = {one.id: chosen[one.id] for one in here.context}

    while coming := next_item(bank, here.id, held, length):
        assert coming.id not in held
        held[coming.id] = chosen[coming.id]

    assert 0 < len(held) - len(here.context) <= at_most(here, length)


@in_every_track
def test_someone_who_skips_everything_is_told_nothing(folder: Path, track: str) -> None:
    bank = opened(folder)

    found = findings(bank, TrackId(track), walk(bank, track, Length.FULL, {}), private=True)

    assert set(standings(found).values()) == {Standing.NOT_ENOUGH}
    assert (found.answered, found.raised) == ((), ())


@pytest.mark.slow
def test_what_is_private_says_nothing_unless_it_is_asked_for() -> None:
    folder, track, sheet = SHEETS["wish_to_leave"]
    bank = opened(folder)
    held = walk(bank, track, Length.FULL, sheet)

    without = findings(bank, TrackId(track), held)

    assert standings(without)["wish_to_leave"] is Standing.NOT_ENOUGH
    assert {"thursdays", "after_the_concert", "snow_in_june", "looking_elsewhere"}.isdisjoint(without.asked)


@pytest.mark.slow
def test_an_answer_worth_raising_is_raised_whatever_the_scores_say() -> None:
    bank = opened(CHOIR)
    held = walk(bank, "singer", Length.FULL, {"during_rehearsal": "felt_faint"})

    found = findings(bank, TrackId("singer"), held)

    assert [(one.item, one.option) for one in found.raised] == [("during_rehearsal", "felt_faint")]


def test_a_shared_reason_stands_in_both_tracks_in_the_words_of_each() -> None:
    tracks = opened(CHOIR).tracks
    names = {track: next(one.name for one in here.reasons if one.id == "breath") for track, here in tracks.items()}

    assert names == {"singer": "Your breath", "conductor": "Their breath"}


@pytest.mark.slow
def test_a_bank_with_words_of_its_own_says_those_and_one_without_says_the_shipped_ones() -> None:
    shipped = banks.open_bank()

    assert opened(CHOIR).results.can_wait == "It can wait until after the interval."
    assert [part.id for part in opened(CHOIR).what_now] == ["stay_or_go", "next_choir"]
    assert opened(ALLOTMENT).results == shipped.results
    assert opened(ALLOTMENT).what_now == shipped.what_now


@pytest.mark.slow
@pytest.mark.parametrize("folder", [CHOIR, ALLOTMENT], ids=lambda folder: folder.name)
def test_a_bank_opened_alone_holds_nothing_of_the_shipped_one_and_goes_by_its_name(folder: Path) -> None:
    bank, shipped = opened(folder), banks.open_bank()

    assert bank.tracks.keys().isdisjoint(shipped.tracks)
    assert bank.id == bank.name != shipped.name
    assert bank.added == (bank.name,)


@pytest.mark.slow
@pytest.mark.parametrize("folder", [CHOIR, ALLOTMENT], ids=lambda folder: folder.name)
def test_a_bank_added_to_the_shipped_one_leaves_it_as_it_is(folder: Path) -> None:
    alone, both, shipped = opened(folder), banks.open_bank([folder]), banks.open_bank()

    assert [*both.tracks] == [*shipped.tracks, *alone.tracks]
    for of in (shipped, alone):
        for track, here in of.tracks.items():
            assert [one.id for one in both.tracks[track].items] == [one.id for one in here.items]
    assert (both.id, both.name, both.results) == (shipped.id, shipped.name, shipped.results)


# ---- every key, and no name


_RECORDS = {
    "bank": fields.BANK,
    "what_now": fields.WHAT_NOW,
    "references": fields.REFERENCES,
    "tracks": fields.TRACK,
    "reasons": fields.REASON,
}


def _keys_there_are(kind: Kind) -> Iterator[tuple[str, str]]:
    match kind:
        case Record(name=name, fields=rules):
            for key, rule in rules.items():
                yield name, key
                yield from _keys_there_are(rule.kind)
        case ListOf(inner) | MapOf(inner):
            yield from _keys_there_are(inner)


def _keys_used(node: Node, kind: Kind) -> Iterator[tuple[str, str]]:
    match kind, node:
        case Record(name=name, fields=rules), tree.Entry(values=values):
            for key, value in values.items():
                if key in rules:
                    yield name, key
                    yield from _keys_used(value, rules[key].kind)
        case ListOf(inner), tree.Entries(values=nodes):
            for one in nodes:
                yield from _keys_used(one, inner)
        case MapOf(inner), tree.Entry(values=values):
            for value in values.values():
                yield from _keys_used(value, inner)
        case ShowIf(), tree.Entry(values=values):
            for key, value in values.items():
                if key in ("all", "any"):
                    yield "condition", key
                    yield from _keys_used(value, ListOf(kind))


# Only couples have a partner to show anything to.
_COUPLES_ONLY = {
    ("reason", "to_partner"),
    ("track", "partner_page"),
    ("part", "tracks"),
    *(("page for a partner", key) for key in ("title", "text", "question", "involves", "does_not_involve")),
}


def test_the_two_banks_use_every_key_there_is_but_those_for_couples() -> None:
    known = {pair for record in _RECORDS.values() for pair in _keys_there_are(record)} - _COUPLES_ONLY
    used: set[tuple[str, str]] = set()
    for path in sorted([*CHOIR.rglob("*.yaml"), *ALLOTMENT.rglob("*.yaml")]):
        tree = read_file(path, str(path)).tree
        assert tree is not None
        used |= set(_keys_used(tree, _RECORDS.get(path.stem) or _RECORDS[path.parent.name]))

    assert known | {("condition", "all"), ("condition", "any")} == used


FILES = [path for folder in (CHOIR, ALLOTMENT, banks.shipped_folder()) for path in sorted(folder.rglob("*.yaml"))]


@pytest.mark.parametrize("path", FILES, ids=lambda path: f"{path.parent.name}-{path.name}")
def test_a_bank_reads_the_same_where_the_fast_parser_is_missing(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    fast = read_file(path, "f")
    monkeypatch.setattr(parsing, "_PARSER", yaml.SafeLoader)

    assert read_file(path, "f") == fast


@pytest.mark.slow
def test_no_module_names_a_reason() -> None:
    shipped = banks.open_bank()
    names = {str(reason.id) for track in shipped.tracks.values() for reason in track.reasons}
    said = {
        (path.name, node.value)
        for path in Path(banks.__file__).parent.glob("*.py")
        for node in ast.walk(ast.parse(path.read_text("utf-8")))
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and node.value in names
    }

    assert said == set()


def test_both_banks_load_with_no_problem_beside_each_other() -> None:
    assert load([CHOIR, ALLOTMENT], shipped=CHOIR).problems == ()

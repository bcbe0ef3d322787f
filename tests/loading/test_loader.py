import copy
import os
import re
import shutil
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st
from shipped import as_written

from stuckpoint.bank import Bank, Item, ItemId, Reason, ReasonId, Stage, StepGroup, TrackId
from stuckpoint.bank.cards import Card
from stuckpoint.engine import Circumstances, Length, findings, next_item
from stuckpoint.engine.results import first_line_for, first_step_for, lines_for, steps_for
from stuckpoint.loading import Loaded, load
from stuckpoint.reading import Code

CHOIR = Path(__file__).parents[1].joinpath("banks") / "choir"
SOLO, DUET = TrackId("solo"), TrackId("duet")
# What a file holds: nothing was said about safety.
ON_FILE = Circumstances()

BANK = """\
name: The dusty house
scales:
  how_often: {options: [{id: never, text: Never}, {id: sometimes, text: Sometimes}, {id: always, text: Always}]}
  how_far: {options: [{id: near, text: Near, share: 0.1}, {id: far, text: Far, share: 0.7}]}
"""
SOLO_TRACK = """\
track: solo
name: You live alone
context:
  - {id: season, text: What season is it, options: [{id: spring, text: Spring}, {id: autumn, text: Autumn}]}
opening:
  - id: first_look
    text: What do you see?
    choose: many
    options:
      - {id: fluff, text: Fluff, points_to: {dust: 1}}
      - {id: none_of_these, text: None of these}
"""
DUET_TRACK = """\
track: duet
name: There are two of you
"""


def reason(id: str, tracks: str = "[solo]", items: str = "", more: str = "") -> str:
    """Writes a reason file with the fewest words there can be."""
    return f"""\
reason: {id}
name: Called {id}
tracks: {tracks}
lies_with: [setting]
summary: It may be {id}.
may_mean: [It can be {id}.]
does_not_mean: It is nobody's fault.
first_step: try_{id}
first_line: say_{id}
steps: {{you: [{{id: try_{id}, text: Try it.}}]}}
opening_lines: [{{id: say_{id}, text: Say it.}}]
{more}
items: [{items}]
"""


def marked(id: str, tracks: str, step: str, line: str) -> str:
    """Writes such a reason file, with marks on its step and on its line."""
    text = reason(id, tracks).replace("text: Try it.", f"text: Try it., {step}")
    return text.replace("text: Say it.", f"text: Say it., {line}")


COUPLES_TRACK = {"tracks/couples.yaml": "name: Two\n"}
FILES = {
    "bank.yaml": BANK,
    "tracks/solo.yaml": SOLO_TRACK,
    "tracks/duet.yaml": DUET_TRACK,
    "reasons/dust.yaml": reason("dust"),
    "reasons/draught.yaml": reason("draught", "[solo, duet]", "{id: candle, text: Does it flicker, scale: how_often}"),
    "reasons/attic.yaml": reason("attic", "[duet]", "{id: creaks, text: Does it creak, scale: how_often}"),
    "reasons/secret.yaml": reason(
        "secret", "[solo]", "{id: locked_door, text: Is there a locked door, scale: how_often}", "private: true"
    ),
}
Fault = tuple[str, int, int, str]


@pytest.fixture(scope="module")
def words() -> Bank:
    """Returns a bank whose result words serve those that have none."""
    choir = load([CHOIR], shipped=CHOIR).bank
    assert choir is not None
    return choir


@pytest.fixture
def house(tmp_path: Path) -> Path:
    return tmp_path / "house"


def write(folder: Path, files: dict[str, str]) -> list[tuple[str, int, int]]:
    """Writes files, without the marks ^, and returns where each mark stood, by file, line and column."""
    marks = []
    for name, marked in files.items():
        pieces = marked.split("^")
        for number in range(1, len(pieces)):
            before = "".join(pieces[:number])
            marks.append((name, before.count("\n") + 1, len(before) - before.rfind("\n")))
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("".join(pieces), "utf-8")
    return sorted(marks)


def faults(loaded: Loaded, folder: Path) -> list[Fault]:
    """Returns file, line, column and code of each problem, the file as a path inside the folder."""
    return [
        (Path(one.place.file).relative_to(folder).as_posix(), one.place.line, one.place.column, one.code.value)
        for one in loaded.problems
    ]


def check(folder: Path, words: Bank | None, files: dict[str, str], *codes: str, shipped: Path | None = None) -> None:
    """Fails unless the dusty house with these files has one problem at each mark, with these codes, and no other.

    It counts as the shipped bank, unless another folder is named.
    """
    marks = write(folder, {**FILES, **files})
    assert len(marks) == len(codes), "each mark needs a code"
    loaded = load([folder], shipped=shipped or folder, words=words)
    assert faults(loaded, folder) == [(*mark, code) for mark, code in zip(marks, codes, strict=True)]
    assert (loaded.bank is None) == bool(codes)


def opened(folder: Path, words: Bank | None, files: dict[str, str], shipped: Path | None = None) -> Bank:
    """Returns the dusty house with these files as a bank."""
    write(folder, {**FILES, **files})
    loaded = load([folder], shipped=shipped or folder, words=words)
    assert loaded.bank is not None, loaded.problems
    return loaded.bank


def item(bank: Bank, id: str, track: TrackId = SOLO) -> Item:
    """Returns one item of a track."""
    here = bank.tracks[track]
    return next(one for one in (*here.context, *here.items) if one.id == id)


# ---- meaning, item by item


ITEM_MISTAKES = [
    ("unknown-scale", "{id: a, text: A, scale: ^how_offen}"),
    ("unknown-reason", "{id: a, text: A, scale: how_often, points_to: {dust: 1, ^dusk: 1}}"),
    ("unknown-reason", "{id: a, text: A, options: [{id: x, text: X, points_to: {^dusk: 1}}]}"),
    ("outside-track", "{id: a, text: A, scale: how_often, points_to: {dust: 1, ^attic: 1}}"),
    ("outside-track", "{id: a, text: A, options: [{id: x, text: X, points_to: {^attic: 1}}]}"),
    ("outside-track", "{id: a, text: A, scale: how_often, tracks: [^duet]}"),
    ("outside-track", "{id: a, text: A, scale: how_often, tracks: [solo, ^duet]}"),
    ("unknown-track", "{id: a, text: A, scale: how_often, tracks: [^sollo]}"),
    ("unknown-track", "{id: a, text: A, scale: how_often, tracks: [solo, ^trio]}"),
    ("unknown-track", "{id: a, text: {solo: A, ^trio: B}, scale: how_often}"),
    ("private-reason", "{id: a, text: A, scale: how_often, points_to: {^secret: 1}}"),
    ("private-reason", "{id: a, text: A, options: [{id: x, text: X, points_to: {^secret: 1}}]}"),
    ("private-condition", "{id: a, text: A, scale: how_often, show_if: {^locked_door: [always]}}"),
    ("private-condition", "{id: a, text: A, scale: how_often, show_if: {any: [{^locked_door: [always]}]}}"),
    ("unknown-item", "{id: a, text: A, scale: how_often, show_if: {^seasson: [spring]}}"),
    ("unknown-item", "{id: a, text: A, scale: how_often, show_if: {all: [{season: [spring]}, {^b: [x]}]}}"),
    ("unknown-item", "{id: a, text: A, scale: how_often, show_if: {^dust: [x]}}"),
    ("unknown-option", "{id: a, text: A, scale: how_often, show_if: {season: [spring, ^winter]}}"),
    ("unknown-option", "{id: a, text: A, scale: how_often, show_if: {candle: [^often]}}"),
    ("unknown-option", "{id: a, text: A, scale: how_often, show_if: {first_look: [^fluf]}}"),
    ("looks-ahead", "{id: a, text: A, scale: how_often, show_if: {^a: [always]}}"),
    (
        "looks-ahead",
        "{id: a, text: A, scale: how_often, show_if: {^b: [always]}}, {id: b, text: B, scale: how_often}",
    ),
    (
        "looks-ahead",
        "{id: a, text: A, scale: how_often, show_if: {any: [{all: [{^b: [always]}]}]}},"
        " {id: b, text: B, scale: how_often}",
    ),
    ("outside-track", "{id: a, text: A, scale: how_often, show_if: {^creaks: [always]}}"),
    ("none-of-these", "{id: a, text: A, choose: many, ^options: [{id: x, text: X}]}"),
    (
        "none-of-these",
        "{id: a, text: A, choose: many, options: [^{id: none_of_these, text: None}, {id: x, text: X}]}",
    ),
    (
        "none-of-these",
        "{id: a, text: A, choose: many, options: [{id: x, text: X},"
        " {id: none_of_these, text: None, ^points_to: {dust: 0}}]}",
    ),
    (
        "none-of-these",
        "{id: a, text: A, options: [{id: x, text: X}, {id: none_of_these, text: None, ^points_to: {dust: 1}}]}",
    ),
    ("unused-key", "{id: a, text: A, ^reverse: true, options: [{id: x, text: X}]}"),
    ("unused-key", "{id: a, text: A, ^points_to: {dust: 1}, options: [{id: x, text: X}]}"),
    ("unused-key", "{id: a, text: A, scale: how_often, ^choose: many}"),
    ("unused-key", "{id: a, text: A, scale: how_often, ^options: [{id: x, text: X}]}"),
    ("missing-key", "^{id: a, text: A}"),
    ("missing-key", "{id: a, text: ^{duet: A}, scale: how_often}"),
    ("missing-key", "{id: a, text: A, options: [{id: x, text: ^{duet: X}}]}"),
    ("duplicate-id", "{id: a, text: A, scale: how_often}, {id: ^a, text: B, scale: how_often}"),
    ("duplicate-id", "{id: ^season, text: A, scale: how_often}"),
    ("duplicate-id", "{id: ^first_look, text: A, scale: how_often}"),
    ("duplicate-id", "{id: a, text: A, options: [{id: x, text: X}, {id: ^x, text: Y}]}"),
    (
        "duplicate-id",
        "{id: a, text: A, choose: many, options: [{id: x, text: X},"
        " {id: none_of_these, text: None}, {id: ^none_of_these, text: Nothing}]}",
    ),
    (
        "duplicate-id",
        "{id: a, text: A, choose: many, options: [{id: none_of_these, text: None}, {id: x, text: X},"
        " {id: ^none_of_these, text: Nothing}]}",
    ),
    ("empty", "{id: a, text: A, choose: many, options: ^}"),
]


@pytest.mark.parametrize(
    ("code", "items"), ITEM_MISTAKES, ids=[f"{number} {row[0]}" for number, row in enumerate(ITEM_MISTAKES, 1)]
)
def test_a_mistake_in_an_item_is_one_problem_at_its_place(house: Path, words: Bank, code: str, items: str) -> None:
    # After "draught", so that its items may be named.
    check(house, words, {"reasons/dust.yaml": reason("dust"), "reasons/z.yaml": reason("z", items=items)}, code)


ITEMS_THAT_ARE_RIGHT = [
    "{id: a, text: A, scale: how_often, private: true, points_to: {secret: 1}}",
    "{id: a, text: A, scale: how_often, private: true, show_if: {locked_door: [always]}}",
    "{id: a, text: A, scale: how_often, show_if: {season: [spring]}}",
    "{id: a, text: A, scale: how_often, show_if: {first_look: [none_of_these]}}",
    "{id: a, text: A, scale: how_often, show_if: {all: [{any: [{all: [{candle: [always]}]}]}]}}",
    "{id: a, text: A, scale: how_often, tracks: [solo]}",
    "{id: a, text: {solo: A, duet: B}, scale: how_often}",
    "{id: a, text: A, options: [{id: never, text: X}, {id: none_of_these, text: None}, {id: always, text: Y}]}",
    "{id: a, text: A, options: [{id: x, text: X}]}, {id: b, text: B, options: [{id: x, text: X}]}",
    "{id: a, text: A, scale: how_often, choose: one}",
    "{id: a, text: A, scale: how_often, points_to: {}}",
]


@pytest.mark.parametrize("items", ITEMS_THAT_ARE_RIGHT)
def test_an_item_that_keeps_every_rule_has_no_problem(house: Path, words: Bank, items: str) -> None:
    check(house, words, {"reasons/z.yaml": reason("z", items=items)})


REASON_MISTAKES = [
    ("unknown-step", {"first_step: try_z": "first_step: ^try_x"}),
    ("unknown-line", {"first_line: say_z": "first_line: ^say_x"}),
    ("unknown-step", {"first_step: try_z": "first_step: ^say_z"}),
    ("unknown-track", {"tracks: [solo]": "tracks: [solo, ^trio]"}),
    ("unknown-track", {"text: Try it.": "text: Try it., tracks: [^trio]"}),
    ("outside-track", {"text: Try it.}": "text: Try it.}, {id: b, text: B, tracks: [^duet]}"}),
    ("outside-track", {"text: Say it.}": "text: Say it.}, {id: b, text: B, tracks: [^duet]}"}),
    ("unknown-reason", {"items:": "together: {^nobody: [Both are dusty.]}\nitems:"}),
    ("unknown-reason", {"items:": "together: {^z: [Both are dusty.]}\nitems:"}),
    ("outside-track", {"items:": "together: {dust: [Both are dusty.], ^attic: [Both creak.]}\nitems:"}),
    ("unknown-reference", {"items:": "research: [{cite: ^nobody_1999, says: It was dusty.}]\nitems:"}),
    ("duplicate-id", {"text: Try it.}": "text: Try it.}, {id: ^try_z, text: B}"}),
    ("duplicate-id", {"text: Say it.}": "text: Say it.}, {id: ^say_z, text: B}"}),
    ("duplicate-id", {"text: Say it.}": "text: Say it.}, {id: ^say_secret, text: B}"}),
    ("file-name", {"reason: z": "reason: ^zebra"}),
    ("missing-key", {"name: Called z": "name: ^{duet: Z}"}),
    ("missing-key", {"[It can be z.]": "[^{duet: Z}]"}),
    ("unknown-track", {"name: Called z": "name: {solo: Z, ^trio: Y}"}),
    ("unknown-track", {"[It can be z.]": "[{text: {solo: Z, ^trio: Y}}]"}),
    ("missing-key", {"text: Try it.": "text: ^{duet: Z}"}),
]


@pytest.mark.parametrize(
    ("code", "changes"), REASON_MISTAKES, ids=[f"{number} {row[0]}" for number, row in enumerate(REASON_MISTAKES, 1)]
)
def test_a_mistake_in_a_reasons_words_is_one_problem_at_its_place(
    house: Path, words: Bank, code: str, changes: dict[str, str]
) -> None:
    text = reason("z")
    for old, new in changes.items():
        assert old in text
        text = text.replace(old, new)
    check(house, words, {"reasons/z.yaml": text}, code)


TRACK_MISTAKES = [
    ("unknown-reason", "order: [dust, ^dusk]"),
    ("outside-track", "order: [^attic]"),
    ("file-name", "track: ^sollo"),
    ("unknown-track", "name: {solo: One, ^trio: Three}"),
    ("missing-key", "name: ^{duet: Two}"),
    ("missing-key", "name: One\nsections: {opening: ^{duet: Two}}"),
    ("missing-key", "name: One\nsections: {context: ^{duet: Two}}"),
    ("bad-number", "quick: ^0"),
    ("bad-number", "quick: ^1.5"),
    ("unused-key", "context: [{id: a, text: A, scale: how_often, ^points_to: {dust: 1}}]"),
    ("unused-key", "context: [{id: a, text: A, options: [{id: x, text: X, ^points_to: {dust: 1}}]}]"),
    ("missing-key", "opening: [^{id: a, text: A, scale: how_often}]"),
    ("private-reason", "opening: [{id: a, text: A, scale: how_often, points_to: {^secret: 1}}]"),
    ("outside-track", "opening: [{id: a, text: A, scale: how_often, points_to: {^attic: 1}}]"),
    ("unused-key", "opening: [{id: a, text: A, scale: how_often, points_to: {dust: 1}, ^tracks: [duet]}]"),
    (
        "looks-ahead",
        "context: [{id: a, text: A, scale: how_often, show_if: {^b: [never]}}, {id: b, text: B, scale: how_often}]",
    ),
    (
        "looks-ahead",
        "context: [{id: a, text: A, scale: how_often, show_if: {^b: [x]}}]\n"
        "opening: [{id: b, text: B, options: [{id: x, text: X}]}]",
    ),
    ("looks-ahead", "opening: [{id: a, text: A, options: [{id: x, text: X}], show_if: {^candle: [always]}}]"),
    (
        "duplicate-id",
        "context: [{id: a, text: A, scale: how_often}, {id: ^a, text: B, scale: how_often}]",
    ),
    ("too-many", "context: ^[" + ", ".join(f"{{id: c{n}, text: C, scale: how_often}}" for n in range(6)) + "]"),
]


@pytest.mark.parametrize(
    ("code", "track"), TRACK_MISTAKES, ids=[f"{number} {row[0]}" for number, row in enumerate(TRACK_MISTAKES, 1)]
)
def test_a_mistake_in_a_track_file_is_one_problem_at_its_place(house: Path, words: Bank, code: str, track: str) -> None:
    given = "".join(
        f"{line}\n" for line in ("track: solo", "name: One") if line.split()[0] not in track.replace("^", "")
    )
    check(house, words, {"tracks/solo.yaml": f"{given}{track}\n"}, code)


BANK_MISTAKES = [
    ("duplicate-id", BANK.replace("{id: sometimes,", "{id: ^never,")),
    ("empty", BANK + "  one: {options: ^[{id: x, text: X}]}\n"),
    ("bad-number", BANK.replace("share: 0.7", "share: ^1.1")),
    ("missing-key", BANK.replace("text: Near", "text: ^{solo: Near}")),
    ("unknown-track", BANK.replace("text: Near", "text: {solo: Near, duet: By, ^trio: Beside}")),
    ("missing-key", BANK.replace("text: Near", "text: ^{}")),
    ("bad-id", BANK + "  ^How: {options: [{id: x, text: X}, {id: y, text: Y}]}\n"),
    ("bad-id", BANK.replace("id: near", "id: ^does_not_apply")),
]


@pytest.mark.parametrize(
    ("code", "bank"), BANK_MISTAKES, ids=[f"{number} {row[0]}" for number, row in enumerate(BANK_MISTAKES, 1)]
)
def test_a_mistake_in_a_scale_is_one_problem_at_its_place(house: Path, words: Bank, code: str, bank: str) -> None:
    check(house, words, {"bank.yaml": bank}, code)


# ---- rules that need two tracks


def test_an_option_that_a_condition_names_has_to_be_there_in_every_track(house: Path, words: Bank) -> None:
    for first, second in (("spring", "snow"), ("snow", "spring")):
        duet = DUET_TRACK + f"context: [{{id: season, text: Season, options: [{{id: {second}, text: X}}]}}]\n"
        solo = SOLO_TRACK.replace("id: spring", f"id: {first}")
        items = "{id: a, text: A, scale: how_often, show_if: {season: [^spring]}}"
        both = {"tracks/solo.yaml": solo, "tracks/duet.yaml": duet}
        check(house, words, {**both, "reasons/z.yaml": reason("z", "[solo, duet]", items)}, "unknown-option")


def test_an_item_of_two_tracks_may_look_only_at_what_both_ask(house: Path, words: Bank) -> None:
    items = "{id: a, text: A, scale: how_often, show_if: {^season: [spring]}}"

    check(house, words, {"reasons/z.yaml": reason("z", "[solo, duet]", items)}, "outside-track")


def test_an_item_may_look_only_at_items_before_it_in_every_track(house: Path, words: Bank) -> None:
    files = {
        "tracks/solo.yaml": SOLO_TRACK + "order: [one, two]\n",
        "tracks/duet.yaml": DUET_TRACK + "order: [two, one]\n",
        "reasons/one.yaml": reason("one", "[solo, duet]", "{id: a, text: A, scale: how_often}"),
        "reasons/two.yaml": reason(
            "two", "[solo, duet]", "{id: b, text: B, scale: how_often, show_if: {^a: [always]}}"
        ),
    }

    check(house, words, files, "looks-ahead")


def test_the_first_step_and_line_have_to_be_there_in_every_track_of_the_reason(house: Path, words: Bank) -> None:
    text = reason("z", "[solo, duet]")
    step = text.replace("first_step: ", "first_step: ^").replace("text: Try it.", "text: Try it., tracks: [solo]")
    line = text.replace("first_line: ", "first_line: ^").replace("text: Say it.", "text: Say it., tracks: [solo]")

    check(house, words, {"reasons/z.yaml": step}, "outside-track")
    check(house, words, {"reasons/z.yaml": line}, "outside-track")


@pytest.mark.parametrize(
    ("tracks", "more", "codes"),
    [
        ("[couples]", "to_partner: [I wish., I hope.]", []),
        ("[solo, couples]", "to_partner: [I wish.]", []),
        ("[couples]", "to_partner: ^[I wish., I hope., I would like.]", ["too-many"]),
        ("[couples]", "private: true\n^to_partner: [I wish.]", ["partner-page"]),
        ("[solo]", "^to_partner: [I wish.]", ["partner-page"]),
        ("[solo, duet]", "^to_partner: [I wish.]", ["partner-page"]),
        ("[solo]", "private: true\n^to_partner: [I wish.]", ["partner-page"]),
        ("[solo, ^cuples]", "to_partner: [I wish.]", ["unknown-track"]),
        ("[couples]", "private: ^yes\nto_partner: [I wish.]", ["bad-choice"]),
    ],
)
def test_only_a_reason_of_couples_that_is_not_private_has_something_to_say_to_a_partner(
    house: Path, words: Bank, tracks: str, more: str, codes: list[str]
) -> None:
    # Someone else's bank, so that no mark has to be decided.
    files = {**COUPLES_TRACK, "reasons/z.yaml": reason("z", tracks, more=more)}

    check(house, words, files, *codes, shipped=CHOIR)


# ---- safety marks


@pytest.mark.parametrize("shipped", [True, False], ids=["shipped", "someone else's"])
@pytest.mark.parametrize("mark", ["unsafe_with_control", "unsafe_in_crisis", "unsafe_with_misconduct"])
@pytest.mark.parametrize("track", ["solo", "couples"])
def test_what_comes_first_is_marked_unsafe_in_no_bank(
    house: Path, words: Bank, track: str, mark: str, shipped: bool
) -> None:
    decided = marked("z", f"[{track}]", "unsafe_with_control: false", "unsafe_with_control: false")
    for key, text in (("first_step", "Try it."), ("first_line", "Say it.")):
        unsafe = decided.replace(f"text: {text}, unsafe_with_control: false", f"text: {text}, {mark}: true")
        if mark != "unsafe_with_control":
            unsafe = unsafe.replace(f"{mark}: true", f"{mark}: true, unsafe_with_control: false")
        files = {**COUPLES_TRACK, "reasons/z.yaml": unsafe.replace(f"{key}: ", f"{key}: ^")}

        check(house, words, files, "unsafe-first", shipped=house if shipped else CHOIR)


def test_a_first_step_with_both_marks_is_one_problem_that_names_both(house: Path, words: Bank) -> None:
    both = "unsafe_with_control: true, unsafe_in_crisis: true"
    text = marked("z", "[solo]", both, "unsafe_in_crisis: false").replace("first_step: ", "first_step: ^")

    check(house, words, {"reasons/z.yaml": text}, "unsafe-first")

    (problem,) = load([house], shipped=house, words=words).problems
    assert "unsafe_with_control and unsafe_in_crisis" in problem.what


def test_what_does_not_come_first_may_have_any_mark(house: Path, words: Bank) -> None:
    more = ", {id: b, text: B, unsafe_with_control: true, unsafe_in_crisis: true}"
    text = reason("z").replace("text: Try it.}", "text: Try it.}" + more)
    text = text.replace("text: Say it.}", "text: Say it.}" + more)

    check(house, words, {"reasons/z.yaml": text})


def test_the_shipped_bank_decides_every_step_and_line_of_couples_and_is_told_all_that_it_has_not(
    house: Path, words: Bank
) -> None:
    several = """\
steps:
  you:
    - ^id: try_z
      text: Try it.
    - {id: b, text: B, unsafe_with_control: true}
  with_therapist: [{id: c, text: C, unsafe_with_control: false}, ^{id: d, text: D, tracks: [solo]}]
  elsewhere: [^{id: e, text: E, unsafe_in_crisis: true}]
opening_lines: [{id: say_z, text: Say it., unsafe_with_control: false}, ^{id: f, text: F}]
"""
    z = reason("z", "[solo, couples]")
    begin, end = z.index("steps:"), z.index("items:")
    y = marked("y", "[couples]", "unsafe_in_crisis: true", "unsafe_with_control: true")
    y = y.replace("first_step: ", "first_step: ^").replace("first_line: ", "first_line: ^")
    files = {
        **COUPLES_TRACK,
        "reasons/x.yaml": reason("x", more="^to_partner: [I wish.]"),
        "reasons/y.yaml": y.replace("{id: try_y", "^{id: try_y"),
        "reasons/z.yaml": z[:begin] + several + z[end:],
    }

    check(
        house, words, files, "partner-page", "unsafe-first", "unsafe-first", "undecided-mark", *["undecided-mark"] * 4
    )


def test_a_mark_that_could_not_be_read_is_not_undecided_as_well(house: Path, words: Bank) -> None:
    for mark, code in (("unsafe_with_control: ^maybe", "bad-choice"), ("^unsafe_with_controll: true", "unknown-key")):
        safe = "unsafe_with_control: false"
        text = marked("z", "[couples]", safe, safe).replace(
            "steps: {you: [", f"steps: {{you: [{{id: b, text: B, {mark}}}, "
        )

        check(house, words, {**COUPLES_TRACK, "reasons/z.yaml": text}, code)


def test_a_copied_reason_file_is_not_undecided_as_well(house: Path, words: Bank) -> None:
    text = reason("z", "[couples]")
    marks = text.replace("{id: try_z", "^{id: try_z").replace("{id: say_z", "^{id: say_z")
    files = {**COUPLES_TRACK, "reasons/z.yaml": marks, "reasons/z_copy.yaml": text.replace("reason: z", "reason: ^z")}

    check(house, words, files, "undecided-mark", "undecided-mark", "file-name")


@pytest.mark.parametrize("name", ["reasons/z.yaml", "."])
def test_nobody_else_has_to_decide_and_what_they_have_not_reaches_no_file_of_couples(
    house: Path, tmp_path: Path, words: Bank, name: str
) -> None:
    write(house, {**FILES, **COUPLES_TRACK})
    theirs = tmp_path / "theirs"
    write(theirs, {"reasons/z.yaml": reason("z", "[solo, couples]"), "bank.yaml": "name: Theirs\n"})

    loaded = load([house, theirs / name], shipped=house, words=words)

    assert loaded.bank is not None, loaded.problems
    (alone,) = (one for one in loaded.bank.tracks[SOLO].reasons if one.id == "z")
    (together,) = (one for one in loaded.bank.tracks[TrackId("couples")].reasons if one.id == "z")
    assert [len(steps_for(one, ON_FILE)) + len(lines_for(one, ON_FILE)) for one in (alone, together)] == [2, 0]
    assert first_step_for(together, ON_FILE) is None
    assert first_line_for(together, ON_FILE) is None


def test_context_items_of_two_tracks_may_share_an_id(house: Path, words: Bank) -> None:
    duet = DUET_TRACK + "context: [{id: season, text: Season, options: [{id: spring, text: Spring}]}]\n"

    check(house, words, {"tracks/duet.yaml": duet})


def test_an_item_may_not_take_the_id_of_a_context_item_of_another_track(house: Path, words: Bank) -> None:
    attic = reason("attic", "[duet]", "{id: ^season, text: A, scale: how_often}")

    check(house, words, {"reasons/attic.yaml": attic}, "duplicate-id")


# ---- several mistakes, and none made of another


def test_every_mistake_is_found_in_two_runs_first_of_shape_and_once_that_is_right_of_meaning(
    house: Path, words: Bank
) -> None:
    dust = "{id: a, text: A, scale: ^how_offen, show_if: {^nowhere: [x]}}, {id: b, text: ^'', scale: how_often}"
    of_shape = {
        "bank.yaml": BANK + "^colour: grey\n",
        "reasons/dust.yaml": reason("dust", items=dust.replace("^how", "how").replace("^no", "no")),
        "reasons/fog.yaml": "reason: fog\nname: one thing^: another\n",
        "tracks/solo.yaml": SOLO_TRACK + "quick: ^many\norder: [dusk]\n",
    }
    of_meaning = {
        "bank.yaml": BANK,
        "reasons/dust.yaml": reason("dust", items=dust.replace("^''", "B")),
        "reasons/fog.yaml": reason("fog"),
        "tracks/solo.yaml": SOLO_TRACK + "quick: 9\norder: [^dusk]\n",
    }

    check(house, words, of_shape, "unknown-key", "empty", "syntax", "bad-number")
    check(house, words, of_meaning, "unknown-scale", "unknown-item", "unknown-reason")


# A reason that other files name, and in which one thing is wrong.
ROOT = reason("root", items="{id: a, text: A, scale: how_often}")
ROOT_MISTAKES = {
    "not YAML": ("syntax", "reason: root\nname: a^: b\n"),
    "cut off": ("syntax", "reason: root\nname: ^'a\n"),
    "empty": ("empty", "^"),
    "a second document": ("second-document", ROOT.replace("steps:", "^---\nsteps:")),
    "a list": ("wrong-kind", "^- reason: root\n"),
    "a text": ("wrong-kind", "^root\n"),
    "misspelt items": ("unknown-key", ROOT.replace("items:", "^itms:")),
    "items that are no list": (
        "wrong-kind",
        ROOT.replace("items: [{id: a, text: A, scale: how_often}]", "items: ^{id: a}"),
    ),
    "an item that is no mapping": (
        "wrong-kind",
        ROOT.replace("items: [{id: a, text: A, scale: how_often}", "items: [^a"),
    ),
    "an item without id": ("missing-key", ROOT.replace("{id: a, ", "^{")),
    "tracks that are no list": ("wrong-kind", ROOT.replace("tracks: [solo]", "tracks: ^solo")),
    "a misspelt track": ("unknown-track", ROOT.replace("tracks: [solo]", "tracks: [^sollo]")),
    "no tracks": ("missing-key", "^" + ROOT.replace("tracks: [solo]\n", "")),
    "an alias": ("alias", ROOT.replace("Called root", "^*name")),
    "an alias for a list": ("alias", ROOT.replace("[It can be root.]", "^*texts")),
    "a hidden character in an id": ("forbidden-character", ROOT.replace("id: a,", "id: a^\u202e,")),
    "a hidden character in a key": ("forbidden-character", ROOT.replace("summary", "sum^\u202emary")),
    "another name than its file": ("file-name", ROOT.replace("reason: root", "reason: ^rot")),
    "the wrong kind of name": ("bad-id", ROOT.replace("reason: root", "reason: ^The Root")),
}


@pytest.mark.parametrize(("code", "root"), ROOT_MISTAKES.values(), ids=ROOT_MISTAKES)
def test_one_mistake_in_a_reason_makes_no_other_where_the_reason_is_used(
    house: Path, words: Bank, code: str, root: str
) -> None:
    items = "{id: b, text: B, scale: how_often, points_to: {root: 1}, show_if: {a: [always]}}"
    files = {
        "reasons/root.yaml": root,
        "reasons/use.yaml": reason("use", items=items),
        "tracks/solo.yaml": SOLO_TRACK + "order: [root]\n",
    }

    check(house, words, files, code)


SCALE_MISTAKES = {
    "not YAML": ("syntax", BANK + "  x: y^: z\n"),
    "a list": ("wrong-kind", "^- name\n"),
    "scales that are no mapping": ("wrong-kind", "name: House\nscales: ^[how_often]\n"),
    "a scale that is a list": ("wrong-kind", "name: House\nscales:\n  how_often: ^[never, always]\n"),
    "misspelt scales": ("unknown-key", BANK.replace("scales", "^scale")),
    "a key that is like none": ("unknown-key", BANK.replace("scales", "^answers")),
    "misspelt options": ("unknown-key", BANK.replace("how_often: {options", "how_often: {^opsions")),
    "an option without id": ("missing-key", BANK.replace("{id: always, text: Always}", "^{text: Always}")),
}


@pytest.mark.parametrize(("code", "bank"), SCALE_MISTAKES.values(), ids=SCALE_MISTAKES)
def test_one_mistake_in_the_scales_makes_no_other_where_they_are_used(
    house: Path, words: Bank, code: str, bank: str
) -> None:
    items = "{id: a, text: A, scale: how_often}, {id: b, text: B, scale: how_often, show_if: {a: [always]}}"

    check(house, words, {"bank.yaml": bank, "reasons/dust.yaml": reason("dust", items=items)}, code)


TRACK_FILE_MISTAKES = {
    "not YAML": ("syntax", "track: solo\nname: a^: b\n"),
    "a list": ("wrong-kind", "^- track: solo\n"),
    "no name": ("missing-key", "^" + SOLO_TRACK.replace("name: You live alone\n", "")),
    "misspelt context": ("unknown-key", SOLO_TRACK.replace("context:", "^contxt:")),
    "context that is no list": ("wrong-kind", "track: solo\nname: Solo\ncontext: ^{id: season}\n"),
    "an option without id": ("missing-key", SOLO_TRACK.replace("{id: spring, text: Spring}", "^{text: Spring}")),
}


@pytest.mark.parametrize(("code", "track"), TRACK_FILE_MISTAKES.values(), ids=TRACK_FILE_MISTAKES)
def test_one_mistake_in_a_track_makes_no_other_where_the_track_is_used(
    house: Path, words: Bank, code: str, track: str
) -> None:
    items = "{id: a, text: {solo: A}, scale: how_often, tracks: [solo], show_if: {season: [spring]}}"

    check(house, words, {"tracks/solo.yaml": track, "reasons/dust.yaml": reason("dust", items=items)}, code)


@pytest.mark.parametrize(
    ("code", "references"),
    [
        ("syntax", "references: {a: b^: c}\n"),
        ("wrong-kind", "references: ^[who_1999]\n"),
        ("wrong-kind", "references: {who_1999: ^a book}\n"),
        ("missing-key", "references: {who_1999: ^{authors: A, year: '1999'}}\n"),
        ("unknown-key", "^reference: {who_1999: {authors: A, year: '1999', source: S}}\n"),
    ],
)
def test_one_mistake_in_the_references_makes_no_other_where_they_are_cited(
    house: Path, words: Bank, code: str, references: str
) -> None:
    cited = reason("dust", more="research: [{cite: who_1999, says: It was dusty.}]")

    check(house, words, {"references.yaml": references, "reasons/dust.yaml": cited}, code)


DRAUGHT = "{id: candle, text: Does it flicker, scale: how_often}"


def _named(made: Bank, track: str, id: str) -> Reason:
    return next(one for one in made.tracks[TrackId(track)].reasons if one.id == id)


def test_how_two_reasons_hang_together_is_said_once_in_either_file(house: Path, words: Bank) -> None:
    files = {
        "reasons/dust.yaml": reason("dust", more="together: {^draught: [Air moves dust.]}"),
        "reasons/draught.yaml": reason(
            "draught", "[solo, duet]", DRAUGHT, "together: {dust: [Again.], attic: [Cold.]}"
        ),
    }
    check(house, words, files, "duplicate-id")

    made = opened(house, words, {**files, "reasons/draught.yaml": reason("draught", "[solo, duet]", DRAUGHT)})
    assert [one.text for one in _named(made, "solo", "dust").together[ReasonId("draught")]] == ["Air moves dust."]


def test_a_reason_of_two_tracks_hangs_together_with_what_is_in_each(house: Path, words: Bank) -> None:
    pairs = "together: {dust: [Air moves dust.], attic: [Cold.]}"
    made = opened(house, words, {"reasons/draught.yaml": reason("draught", "[solo, duet]", DRAUGHT, pairs)})
    said = {track: list(_named(made, track, "draught").together) for track in ("solo", "duet")}
    assert said == {"solo": ["dust"], "duet": ["attic"]}


def test_a_study_may_be_for_one_track_of_its_reason_and_for_no_other(house: Path, words: Bank) -> None:
    files = {"references.yaml": "references: {who_1999: {authors: A, year: '1999', source: S}}\n"}
    note = "research: [{cite: who_1999, says: It was dusty., tracks: [^duet]}]"
    check(house, words, {**files, "reasons/dust.yaml": reason("dust", "[solo]", more=note)}, "outside-track")


def test_a_misspelt_track_in_a_text_is_one_problem(house: Path, words: Bank) -> None:
    items = "{id: a, text: {^sollo: A?}, scale: how_often}"

    check(house, words, {"reasons/dust.yaml": reason("dust", items=items)}, "unknown-track")


def test_a_mistake_in_an_item_is_found_though_its_reason_is_in_no_known_track(house: Path, words: Bank) -> None:
    text = reason("z", "[^sollo]", "{id: a, text: A, scale: ^how_offen}")

    check(house, words, {"reasons/z.yaml": text}, "unknown-track", "unknown-scale")


def test_a_copied_reason_file_is_one_problem(house: Path, words: Bank) -> None:
    write(house, {**FILES, "reasons/dust_copy.yaml": FILES["reasons/dust.yaml"]})

    found = faults(load([house], shipped=house, words=words), house)

    assert [fault[0] for fault in found] == ["reasons/dust_copy.yaml"]


def test_no_message_lists_a_name_that_is_empty(house: Path, words: Bank) -> None:
    items = "{text: A, scale: how_often}, {id: b, text: B, scale: how_often, show_if: {zzzzzz: [always]}}"
    write(house, {**FILES, "reasons/dust.yaml": reason("dust", items=items)})

    for problem in load([house], shipped=house, words=words).problems:
        assert "use one of: ," not in problem.to_do


# ---- names written in several ways


def test_white_space_round_a_quoted_name_does_not_make_it_another_name(house: Path, words: Bank) -> None:
    text = reason(
        "z",
        "[' solo ']",
        "{id: ' a ', text: A, scale: ' how_often ', points_to: {' z ': 1}, show_if: {' season ': [' spring ']}}",
    )

    check(house, words, {"reasons/z.yaml": text.replace("first_step: try_z", "first_step: |\n  try_z")})


def test_words_that_look_like_dates_or_numbers_stay_what_was_typed(house: Path, words: Bank) -> None:
    options = "[{id: yes, text: no}, {id: null, text: 1:30}, {id: x, text: '~'}]"
    items = f"{{id: no, text: 016, why: 2024-01-02, options: {options}}}"

    asked = item(opened(house, words, {"reasons/z.yaml": reason("z", items=items)}), "no")

    assert (asked.text, asked.why) == ("016", "2024-01-02")
    assert [(option.id, option.text) for option in asked.options] == [("yes", "no"), ("null", "1:30"), ("x", "~")]


def test_runs_of_white_space_in_a_text_become_one_space(house: Path, words: Bank) -> None:
    items = "{id: a, text: 'One  two\n\n   three ', scale: how_often}"

    assert item(opened(house, words, {"reasons/z.yaml": reason("z", items=items)}), "a").text == "One two three"


# ---- the order of things


def test_reasons_come_as_the_track_orders_them_and_then_by_id(house: Path, words: Bank) -> None:
    bank = opened(house, words, {"tracks/solo.yaml": SOLO_TRACK + "order: [secret, dust]\n"})

    assert [one.id for one in bank.tracks[SOLO].reasons] == ["secret", "dust", "draught"]
    assert [one.id for one in bank.tracks[DUET].reasons] == ["attic", "draught"]


def test_opening_items_come_first_and_then_each_reasons_items_as_written(house: Path, words: Bank) -> None:
    items = "{id: z_item, text: Z, scale: how_often}, {id: a_item, text: A, scale: how_often}"
    files = {"tracks/solo.yaml": SOLO_TRACK + "order: [secret]\n", "reasons/dust.yaml": reason("dust", items=items)}

    bank = opened(house, words, files)

    assert [one.id for one in bank.tracks[SOLO].context] == ["season"]
    assert [one.id for one in bank.tracks[SOLO].items] == ["first_look", "locked_door", "candle", "z_item", "a_item"]


def test_an_added_bank_comes_after_all_of_the_first_with_its_own_opening_and_order(house: Path, words: Bank) -> None:
    write(house, FILES)
    annexe = house.with_name("annexe")
    write(
        annexe,
        {
            "bank.yaml": "name: The annexe\n",
            "tracks/solo.yaml": "name: Solo\norder: [b_reason]\nopening: "
            "[{id: second_look, text: L, scale: how_often, points_to: {dust: 1}}]\n",
            "reasons/a_reason.yaml": reason("a_reason", items="{id: a_item, text: A, scale: how_often}"),
            "reasons/b_reason.yaml": reason("b_reason", items="{id: b_item, text: B, scale: how_often}"),
        },
    )

    loaded = load([house, annexe], shipped=house, words=words)

    assert loaded.bank is not None, loaded.problems
    track = loaded.bank.tracks[SOLO]
    assert [one.id for one in track.items] == [
        "first_look",
        "candle",
        "locked_door",
        "second_look",
        "b_item",
        "a_item",
    ]
    assert [one.id for one in track.reasons] == ["draught", "dust", "secret", "b_reason", "a_reason"]
    assert track.name == "You live alone"
    assert (loaded.bank.id, loaded.bank.name, loaded.bank.added) == ("shipped", "The dusty house", ("The annexe",))


def test_an_added_reason_file_and_an_added_folder_of_reasons_follow_in_the_order_given(
    house: Path, words: Bank
) -> None:
    write(house, FILES)
    write(house.parent, {"a.yaml": reason("a"), "more/b.yaml": reason("b"), "more/reasons/c.yaml": reason("c")})
    added = [house.parent / "more", house.parent / "a.yaml"]

    loaded = load([house, *added], shipped=house, words=words)

    assert loaded.bank is not None, loaded.problems
    assert [one.id for one in loaded.bank.tracks[SOLO].reasons] == ["draught", "dust", "secret", "b", "c", "a"]
    assert loaded.bank.added == tuple(map(str, added))


def test_an_added_reason_may_look_at_items_of_the_first_bank_and_not_the_other_way_round(
    house: Path, words: Bank
) -> None:
    looks_back = reason("a", items="{id: b, text: B, scale: how_often, show_if: {candle: [always]}}")
    looks_ahead = reason("dust", items="{id: c, text: C, scale: how_often, show_if: {^b: [always]}}")
    (mark,) = write(house, {**FILES, "reasons/dust.yaml": looks_ahead})
    write(house.parent, {"a.yaml": looks_back})

    found = faults(load([house, house.parent / "a.yaml"], shipped=house, words=words), house)

    assert found == [(*mark, "looks-ahead")]


def test_an_id_that_an_added_file_takes_again_is_a_problem_there_that_says_where_it_was(
    house: Path, words: Bank
) -> None:
    write(house, FILES)
    (mark,) = write(house.parent, {"a.yaml": reason("a", items="{id: ^candle, text: C, scale: how_often}")})

    (problem,) = load([house, house.parent / "a.yaml"], shipped=house, words=words).problems

    assert (Path(problem.place.file).name, problem.place.line, problem.place.column) == mark
    assert problem.code == "duplicate-id"
    assert f"{house / 'reasons' / 'draught.yaml'}, line 13" in problem.what


def test_a_reason_that_an_added_file_takes_again_is_one_problem_that_says_where_it_was(
    house: Path, words: Bank
) -> None:
    write(house, FILES)
    write(house.parent, {"draught.yaml": FILES["reasons/draught.yaml"]})

    (problem,) = load([house, house.parent / "draught.yaml"], shipped=house, words=words).problems

    assert (problem.code, problem.place.file) == ("duplicate-id", str(house.parent / "draught.yaml"))
    assert str(house / "reasons" / "draught.yaml") in problem.what


def test_a_scale_that_an_added_bank_takes_again_is_one_problem_that_says_where_it_was(house: Path, words: Bank) -> None:
    write(house, FILES)
    annexe = house.with_name("annexe")
    marks = write(
        annexe,
        {
            "bank.yaml": "name: The annexe\nscales:\n  ^how_often: "
            "{options: [{id: daily, text: Daily}, {id: hourly, text: Hourly}]}\n",
            "reasons/a.yaml": reason(
                "a",
                items="{id: b, text: B, scale: how_often}, {id: c, text: C, scale: how_often, show_if: {b: [daily]}}",
            ),
        },
    )

    loaded = load([house, annexe], shipped=house, words=words)

    assert faults(loaded, annexe) == [(*mark, "duplicate-id") for mark in marks]
    assert f"{house / 'bank.yaml'}, line 3" in loaded.problems[0].what


def test_the_same_folder_given_twice_is_refused(house: Path, words: Bank) -> None:
    write(house, FILES)

    loaded = load([house, house], shipped=house, words=words)

    assert loaded.bank is None
    assert {one.code.value for one in loaded.problems} == {"duplicate-id"}


# ---- what is built


def test_a_text_given_per_track_is_spoken_in_each_tracks_words(house: Path, words: Bank) -> None:
    text = reason("z", "[solo, duet]", "{id: a, text: {solo: You, duet: You two}, scale: how_often}")
    text = text.replace("[It can be z.]", "[{solo: It is you., duet: It is both.}, Plain.]")

    bank = opened(house, words, {"reasons/z.yaml": text})

    assert (item(bank, "a", SOLO).text, item(bank, "a", DUET).text) == ("You", "You two")
    for track, first in ((SOLO, "It is you."), (DUET, "It is both.")):
        built = next(one for one in bank.tracks[track].reasons if one.id == "z")
        assert [paragraph.text for paragraph in built.may_mean] == [first, "Plain."]


def test_steps_lines_and_items_narrowed_to_a_track_are_in_no_other(house: Path, words: Bank) -> None:
    text = reason("z", "[solo, duet]", "{id: a, text: A, scale: how_often, tracks: [duet]}")
    text = text.replace("text: Try it.}", "text: Try it.}, {id: b, text: B, tracks: [duet]}")
    text = text.replace("text: Say it.}", "text: Say it.}, {id: c, text: C, tracks: [solo]}")

    bank = opened(house, words, {"reasons/z.yaml": text})

    here = {track: next(one for one in bank.tracks[track].reasons if one.id == "z") for track in (SOLO, DUET)}
    assert [step.id for step in here[SOLO].steps] == ["try_z"]
    assert [step.id for step in here[DUET].steps] == ["try_z", "b"]
    assert [line.id for line in here[SOLO].opening_lines] == ["say_z", "c"]
    assert [line.id for line in here[DUET].opening_lines] == ["say_z"]
    assert "a" not in [one.id for one in bank.tracks[SOLO].items]
    assert "a" in [one.id for one in bank.tracks[DUET].items]


SHARES = [
    ("scale: how_often", [0.0, 0.5, 1.0]),
    ("scale: how_often, reverse: true", [1.0, 0.5, 0.0]),
    ("scale: how_often, reverse: false", [0.0, 0.5, 1.0]),
    ("scale: how_far", [1 / 7, 1.0]),
    ("scale: how_far, reverse: true", [1.0, 1 / 7]),
    ("scale: how_often, points_to: {z: 3}", [0.0, 0.5, 1.0]),
    ("scale: how_often, points_to: {z: 1, dust: 2}", [0.0, 0.25, 0.5]),
    ("scale: how_often, points_to: {dust: 1}", [0.0, 0.0, 0.0]),
    ("scale: how_often, points_to: {z: 0}", [0.0, 0.0, 0.0]),
    (
        "options: [{id: x, text: X, points_to: {z: 1}}, {id: y, text: Y}, {id: w, text: W, points_to: {z: 4}}]",
        [0.25, 0, 1],
    ),
    ("options: [{id: x, text: X, points_to: {z: 1}}, {id: y, text: Y, points_to: {dust: 1}}]", [0.7, 0.0]),
    ("choose: many, options: [{id: x, text: X, points_to: {z: 2}}, {id: none_of_these, text: None}]", [0.7, 0.0]),
]


@pytest.mark.parametrize(("answers", "said"), SHARES, ids=[row[0] for row in SHARES])
def test_each_option_says_its_share_of_the_items_largest_weight(
    house: Path, words: Bank, answers: str, said: Sequence[float]
) -> None:
    bank = opened(house, words, {"reasons/z.yaml": reason("z", items=f"{{id: a, text: A, {answers}}}")})

    asked = item(bank, "a")

    assert [option.balanced.get(ReasonId("z"), 0.0) for option in asked.options] == pytest.approx(said)
    assert asked.most.get(ReasonId("z"), 0.0) == pytest.approx(max(said))


def test_a_reversed_scale_keeps_its_options_in_the_order_written(house: Path, words: Bank) -> None:
    items = "{id: a, text: A, scale: how_often, reverse: true}"

    asked = item(opened(house, words, {"reasons/z.yaml": reason("z", items=items)}), "a")

    assert [option.id for option in asked.options] == ["never", "sometimes", "always"]


def test_an_item_is_private_when_marked_or_of_a_private_reason_or_pointing_to_one(house: Path, words: Bank) -> None:
    items = (
        "{id: marked, text: A, scale: how_often, private: true},"
        " {id: pointing, text: B, scale: how_often, private: true, points_to: {secret: 1}},"
        " {id: open, text: C, scale: how_often}"
    )

    bank = opened(house, words, {"reasons/z.yaml": reason("z", items=items)})

    private = {one.id for one in bank.tracks[SOLO].items if one.private}
    assert private == {"marked", "pointing", "locked_door"}


def test_what_a_file_leaves_out_has_its_default(house: Path, words: Bank) -> None:
    bank = opened(house, words, {})

    track, asked = bank.tracks[SOLO], item(bank, "candle")
    (step,) = track.reasons[0].steps
    assert (bank.language, bank.version, bank.added) == ("en", "", ())
    assert (track.quick, track.welcome, dict(track.sections)) == (20, (), {})
    assert (asked.many, asked.may_not_apply, asked.private, asked.show_if) == (False, False, False, None)
    assert (asked.text_just_begun, asked.text_ended, asked.hint, asked.why) == ("", "", "", "")
    assert step.stages == asked.stages == frozenset(Stage) - {Stage.NEVER}
    assert (step.unsafe_in_crisis, step.group) == (False, StepGroup.YOU)
    assert (bank.results, bank.what_now) == (words.results, words.what_now)


@pytest.mark.parametrize(
    ("mark", "unsafe"),
    [
        ("", {"solo": False, "couples": True}),
        (", unsafe_with_control: true", {"solo": True, "couples": True}),
        (", unsafe_with_control: false", {"solo": False, "couples": False}),
    ],
)
@pytest.mark.parametrize("tracks", [["solo"], ["couples"], ["solo", "couples"]], ids=" and ".join)
def test_a_step_or_line_that_nobody_has_judged_counts_as_unsafe_in_couples_only(
    house: Path, words: Bank, tracks: list[str], mark: str, unsafe: dict[str, bool]
) -> None:
    text = reason("z", f"[{', '.join(tracks)}]")
    for sure in ("Try it.", "Say it."):
        text = text.replace(f"text: {sure}}}", f"text: {sure}}}, {{id: more_{sure[0].lower()}, text: More{mark}}}")

    bank = opened(house, words, {**COUPLES_TRACK, "reasons/z.yaml": text}, shipped=CHOIR)

    for track in tracks:
        (built,) = (one for one in bank.tracks[TrackId(track)].reasons if one.id == "z")
        judged = (one for one in (*built.steps, *built.opening_lines) if one.id.startswith("more_"))
        assert [one.unsafe_with_control for one in judged] == [unsafe[track]] * 2


@pytest.mark.parametrize("mark", ["unsafe_in_crisis", "unsafe_with_misconduct"])
@pytest.mark.parametrize("said", ["", "true", "false"])
def test_what_is_added_counts_as_unsafe_in_crisis_and_with_misconduct_until_it_says_otherwise(
    house: Path, words: Bank, tmp_path: Path, mark: str, said: str
) -> None:
    judged = f", {mark}: {said}" if said else ""
    text = reason("z", more=f"if_worse: [{{text: Worse{judged}}}]")
    for sure in ("Try it.", "Say it."):
        text = text.replace(f"text: {sure}}}", f"text: {sure}}}, {{id: more_{sure[0].lower()}, text: More{judged}}}")
    added = tmp_path / "added" / "reasons"
    added.mkdir(parents=True)
    (added / "z.yaml").write_text(text, encoding="utf-8")

    opened(house, words, {})
    beside = load([house, added], shipped=house, words=words)
    (house / "reasons" / "z.yaml").write_text(text, encoding="utf-8")
    own = load([house], shipped=house, words=words)

    for loaded, undecided in ((beside, True), (own, False)):
        assert loaded.bank, loaded.problems
        (built,) = (one for one in loaded.bank.tracks[SOLO].reasons if one.id == "z")
        first = [one for one in (*built.steps, *built.opening_lines) if not one.id.startswith("more_")]
        others = [one for one in (*built.steps, *built.opening_lines) if one not in first]
        # What comes first is safe for anyone.
        assert [getattr(one, mark) for one in first] == [False, False]
        expected = undecided if not said else said == "true"
        assert [getattr(one, mark) for one in (*others, *built.if_worse)] == [expected] * 3


def test_a_track_says_results_in_its_own_words_where_it_has_them(house: Path, words: Bank) -> None:
    own = "name: Two\nresults: {moving: {title: We move, text: [Both of us.]}}\n"

    bank = opened(house, words, {"tracks/pair.yaml": own})

    pair = bank.tracks[TrackId("pair")].results
    assert pair.moving == Card(title="We move", text=("Both of us.",))
    assert replace(pair, moving=words.results.moving) == bank.results == bank.tracks[SOLO].results


@pytest.mark.parametrize(
    ("offered", "order"), [("", ["duet", "pair", "solo"]), ("tracks: [solo]\n", ["solo", "duet", "pair"])]
)
def test_tracks_are_offered_in_the_order_that_the_bank_gives_and_then_by_name(
    house: Path, words: Bank, offered: str, order: list[str]
) -> None:
    bank = opened(house, words, {"bank.yaml": FILES["bank.yaml"] + offered, "tracks/pair.yaml": "name: Two\n"})

    assert list(bank.tracks) == order


def test_a_track_that_is_offered_and_is_not_there_is_a_problem(house: Path, words: Bank) -> None:
    (mark,) = write(house, {**FILES, "bank.yaml": FILES["bank.yaml"] + "tracks: [^sola]\n"})

    (problem,) = load([house], shipped=house, words=words).problems

    assert (problem.code, problem.place.line, problem.place.column) == (Code.UNKNOWN_TRACK, *mark[1:])


def test_a_bank_that_is_not_the_shipped_one_goes_by_its_own_name(house: Path, words: Bank) -> None:
    write(house, FILES)

    bank = load([house], shipped=CHOIR, words=words).bank

    assert bank is not None
    assert (bank.id, bank.added) == ("The dusty house", ("The dusty house",))


# ---- which files are read


IGNORED = [
    "reasons/.dust.yaml.swp",
    "reasons/dust.yaml~",
    "reasons/#dust.yaml#",
    "reasons/dust.yaml.orig",
    "reasons/.dust.yaml",
    "reasons/._dust.yaml",
    "reasons/.~lock.dust.yaml",
    ".hidden.yaml",
    "tracks/.solo.yaml",
    "reasons/README.md",
    "notes.txt",
    "safety.yaml",
    "helplines.yaml",
]


@pytest.mark.parametrize("name", IGNORED)
def test_hidden_files_backups_and_files_for_others_are_not_read(house: Path, words: Bank, name: str) -> None:
    check(house, words, {name: "\0 not: yaml: at all"})


def test_the_lock_of_an_editor_at_work_is_not_read(house: Path, words: Bank) -> None:
    write(house, FILES)
    (house / "reasons" / ".#dust.yaml").symlink_to("somebody@host.1234")

    assert load([house], shipped=house, words=words).problems == ()


@pytest.mark.parametrize(
    "name",
    ["reason.yaml", "fit.yaml", "banks.yml", "more/z.yaml", "reasons/more/z.yaml"],
)
def test_a_yaml_file_that_no_part_of_a_bank_is_read_from_is_a_problem(house: Path, words: Bank, name: str) -> None:
    check(house, words, {name: "^" + reason("z")}, "unknown-file")


def test_every_file_of_a_bank_may_end_in_yml(house: Path, words: Bank) -> None:
    write(house, {name.replace(".yaml", ".yml"): text for name, text in FILES.items()})

    assert load([house], shipped=house, words=words).problems == ()


def test_a_track_file_without_an_id_has_to_be_named_like_one(house: Path, words: Bank) -> None:
    check(house, words, {"tracks/My Track.yaml": "^name: Mine\n"}, "file-name")


def test_what_to_do_about_an_unknown_file_is_said_in_whole_sentences(house: Path, words: Bank) -> None:
    for name in ("zzzzzz.yaml", "what_next.yaml"):
        write(house, {**FILES, name: "x"})
        (problem,) = load([house], shipped=house, words=words).problems
        (house / name).unlink()
        assert not re.search(r"\w'? [A-Z]", problem.to_do)


def test_a_reason_may_be_in_a_file_that_ends_in_yml(house: Path, words: Bank) -> None:
    bank = opened(house, words, {"reasons/z.yml": reason("z")})

    assert "z" in [one.id for one in bank.tracks[SOLO].reasons]


def test_a_folder_with_the_name_of_a_file_is_one_problem(house: Path, words: Bank) -> None:
    write(house, FILES)
    (house / "reasons" / "z.yaml").mkdir()

    found = faults(load([house], shipped=house, words=words), house)

    assert found == [("reasons/z.yaml", 1, 1, "unreadable")]


def test_a_bank_needs_a_track(house: Path, words: Bank) -> None:
    write(house, {name: text for name, text in FILES.items() if not name.startswith("tracks/")})

    assert faults(load([house], shipped=house, words=words), house) == [(".", 1, 1, "missing-file")]


def test_reasons_alone_are_no_bank(house: Path, words: Bank) -> None:
    write(house, {"dust.yaml": reason("dust", items="{id: a, text: A, scale: how_often}")})

    for path, name in ((house, "."), (house / "dust.yaml", "dust.yaml")):
        assert faults(load([path], shipped=CHOIR, words=words), house) == [(name, 1, 1, "missing-file")]


def test_a_folder_without_yaml_is_no_bank(house: Path, words: Bank) -> None:
    house.mkdir()

    assert {fault[3] for fault in faults(load([house], shipped=CHOIR, words=words), house)} == {"missing-file"}


def test_a_bank_for_others_to_build_on_has_to_say_all_that_results_say(house: Path) -> None:
    check(house, None, {"bank.yaml": "^" + BANK, "what_now.yaml": "parts: [{id: a, title: A}]\n"}, "missing-key")


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="nothing is closed to root")
@pytest.mark.parametrize("name", ["reasons/dust.yaml", "reasons", "tracks", "."])
def test_what_may_not_be_read_is_a_problem_and_no_crash(house: Path, words: Bank, name: str) -> None:
    write(house, FILES)
    mode = (house / name).stat().st_mode
    (house / name).chmod(0)
    try:
        found = faults(load([house], shipped=house, words=words), house)
    finally:
        (house / name).chmod(mode)

    assert "unreadable" in {fault[3] for fault in found}


# ---- anything at all


_TEXTS = ("", "x", "true", "3", "breath", "singer", "how_many_weeks", "{}")
_PIECES: tuple[Any, ...] = (*_TEXTS, None, [], {}, [""], ["x"], [[]], {"x": "y"})


def _nodes(tree: Any) -> Iterator[tuple[Any, Any]]:
    """Yields each node below the top as the list or mapping that holds it, and its place in there."""
    for key in list(tree) if isinstance(tree, dict) else range(len(tree)) if isinstance(tree, list) else ():
        yield tree, key
        yield from _nodes(tree[key])


def _mutate(draw: st.DrawFn, tree: Any) -> None:
    """Deletes, doubles, renames, swaps or replaces one node."""
    nodes = list(_nodes(tree))
    if not nodes:
        return
    holder, key = draw(st.sampled_from(nodes))
    match draw(st.sampled_from(["delete", "double", "rename", "copy", "replace"])):
        case "delete":
            del holder[key]
        case "double" if isinstance(holder, list):
            holder.insert(key, copy.deepcopy(holder[key]))
        case "rename" if isinstance(holder, dict):
            holder[draw(st.sampled_from(["text", "id", "tracks", "items", "x", "", "all", "Ä"]))] = holder.pop(key)
        case "copy":
            other, place = draw(st.sampled_from(nodes))
            holder[key] = copy.deepcopy(other[place])
        case _:
            holder[key] = copy.deepcopy(draw(st.sampled_from(_PIECES)))


CHOIR_TREES = {path.relative_to(CHOIR).as_posix(): as_written(path) for path in sorted(CHOIR.rglob("*.yaml"))}


@st.composite
def mutated_files(draw: st.DrawFn) -> tuple[str, str]:
    """Draws a file of the choir bank that has been changed in up to four places."""
    name = draw(st.sampled_from(sorted(CHOIR_TREES)))
    tree = copy.deepcopy(CHOIR_TREES[name])
    for _ in range(draw(st.integers(1, 4))):
        _mutate(draw, tree)
    return name, yaml.safe_dump(tree, sort_keys=False, allow_unicode=True)


@pytest.fixture(scope="module")
def damaged(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return Path(shutil.copytree(CHOIR, tmp_path_factory.mktemp("damaged") / "choir"))


@pytest.mark.slow
@settings(max_examples=300)
@given(mutated_files())
def test_a_damaged_bank_is_a_bank_that_can_be_walked_or_problems_that_lie_in_its_files(
    damaged: Path, words: Bank, file: tuple[str, str]
) -> None:
    name, text = file
    (damaged / name).write_text(text, "utf-8")
    try:
        loaded = load([damaged], shipped=CHOIR, words=words)
    finally:
        shutil.copy(CHOIR / name, damaged / name)

    assert (loaded.bank is None) == bool(loaded.problems)
    for problem in loaded.problems:
        path = Path(problem.place.file)
        lines = text if path == damaged / name else path.read_text("utf-8") if path.is_file() else ""
        assert path.exists()
        assert 1 <= problem.place.line <= lines.count("\n") + 1
    for track in loaded.bank.tracks.values() if loaded.bank else ():
        assert loaded.bank is not None
        held: dict[ItemId, tuple[()]] = {}
        while coming := next_item(loaded.bank, track.id, held, Length.FULL):
            held[coming.id] = ()
        found = findings(loaded.bank, track.id, held, private=True)
        for one in found.findings:
            assert one.reason.first_step in {step.id for step in one.reason.steps}
            assert one.reason.first_line in {line.id for line in one.reason.opening_lines}

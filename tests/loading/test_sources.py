"""Holds docs/sources.md to the bank: every theme of the five documents has a home, and it is where the page says."""

import re
from collections import defaultdict
from pathlib import Path
from typing import NamedTuple

import pytest
from shipped import BANK

PAGE = (Path(__file__).parents[2] / "docs" / "sources.md").read_text(encoding="utf-8")
THEMES = {
    *("a opening", "a1", "a2", "a3", "a4", "a5", "a closing"),
    "b",
    *("c opening", "c1", "c2", "c3", "c4", "c5", "c6", "c7", "c8"),
    *("c what now 1", "c what now 2", "c what now 3", "c what now 4", "c what now 5", "c closing"),
    *("d opening", "d1", "d2"),
    *("e opening", "e not", "e works on", "e reluctant partner", "e progress", "e right for you"),
}
EVERY = [reason for track in BANK.tracks.values() for reason in track.reasons]
REASONS = {str(reason.id): reason for reason in EVERY}
PARTS = {part.id: part for part in BANK.what_now}


class Row(NamedTuple):
    code: str
    theme: str
    carried_by: str
    words: str
    see_also: str


def rows() -> list[Row]:
    lines = re.findall(r"^\| ([^|]+) \| ([^|]+) \| ([^|]+) \| ([^|]+) \| ([^|]+) \|$", PAGE, re.MULTILINE)
    return [Row(*(cell.strip() for cell in line)) for line in lines if line[0] not in ("code", "---")]


def named(cell: str) -> set[str]:
    return set(re.findall(r"`(\w+)`", cell))


def test_every_theme_of_the_documents_is_on_the_page_and_carried_by_something() -> None:
    assert {row.code for row in rows()} == THEMES
    assert [row for row in rows() if not named(row.carried_by) or not row.theme] == []
    assert sum(row.code == "b" for row in rows()) == 8


def test_what_the_page_says_carries_a_theme_is_what_says_so_in_the_bank() -> None:
    on_the_page: dict[str, set[str]] = defaultdict(set)
    for row in rows():
        for name in named(row.carried_by):
            on_the_page[name].add(row.code)
    in_the_bank = {name: set(one.documents) for one_of in (REASONS, PARTS) for name, one in one_of.items()}
    assert dict(on_the_page) == {name: codes for name, codes in in_the_bank.items() if codes}


_KINDS = {
    "step": {step.id for reason in EVERY for step in reason.steps},
    "line": {line.id for reason in EVERY for line in reason.opening_lines},
    "item": {str(item.id) for track in BANK.tracks.values() for item in track.items},
    "part": set(PARTS),
    "result": {"stuck_is_common", "worse_for_weeks", "fresh_look", "moving", "too_soon", "not_found", "not_enough"},
}


@pytest.mark.parametrize("kind", _KINDS)
def test_every_step_line_item_part_and_result_on_the_page_is_in_the_bank(kind: str) -> None:
    cells = [f"{row.carried_by} {row.see_also}" for row in rows()]
    found = {name for cell in cells for name in re.findall(rf"\b{kind} `(\w+)`", cell)}
    assert found
    assert found - _KINDS[kind] == set()


def test_every_other_name_on_the_page_is_a_reason() -> None:
    cells = [f"{row.carried_by} {row.see_also}" for row in rows()]
    bare = {name for cell in cells for name in re.findall(r"(?<!step )(?<!line )(?<!item )(?<!part )`(\w+)`", cell)}
    assert bare - {name for names in _KINDS.values() for name in names} - {"lies_with"} <= set(REASONS)
    assert bare >= set(REASONS)


def _words_of(name: str) -> str:
    """Returns everything that a reason or a part of what comes next says in a file as well as on screen."""
    if part := PARTS.get(name):
        return " ".join((*part.text, *part.points))
    told: list[str] = []
    for reason in (one for one in EVERY if one.id == name):
        told += [reason.summary, reason.does_not_mean]
        told += [one.text for one in reason.may_mean if not one.unsafe_with_control]
        told += [one.text for one in (*reason.steps, *reason.opening_lines) if not one.unsafe_with_control]
    return " ".join(told)


@pytest.mark.parametrize("row", rows(), ids=lambda row: f"{row.code}: {row.words}")
def test_a_theme_is_there_in_so_many_words_in_a_file_as_well_as_on_screen(row: Row) -> None:
    assert len(row.words.split()) >= 3
    assert any(row.words in _words_of(name) for name in named(row.carried_by))


def test_every_reason_carries_a_theme() -> None:
    assert [name for name, reason in REASONS.items() if not reason.documents] == []

"""Options written as their words alone: their ids come of the words, and stay the same wherever they stand."""

from pathlib import Path

import pytest
from added import REASON, added

from stuckpoint.bank import TrackId
from stuckpoint.loading import load, shipped_folder

ITEM = """\
  - id: where_it_is_wet
    text: Where is it wet?
    options: [OPTIONS]
"""


def ids_of(folder: Path, options: str) -> list[str]:
    (item,) = added(folder, ITEM.replace("OPTIONS", options)).items
    return [str(option.id) for option in item.options]


def problem_of(folder: Path, options: str) -> str:
    (problem,) = added(folder, ITEM.replace("OPTIONS", options)).said
    return problem


WORDS = [
    ("Never", "never"),
    ("Almost always", "almost_always"),
    ("More than half the days", "more_than_half_the_days"),
    ("I don't know", "i_dont_know"),
    ("'Yes, and often'", "yes_and_often"),
    ("No", "no"),
    ("Más a menudo", "mas_a_menudo"),
    ("Öfter", "ofter"),
    ("0", "n0"),
    ("1-2 times", "n1_2_times"),
    ("None of these", "none_of_these"),
    ("All", "all_"),
    ("Any", "any_"),
    ("On every one of the days that there were in the week", "on_every_one_of_the_days_that_there_were"),
    ("a" * 50, "a" * 40),
]


@pytest.mark.slow
@pytest.mark.parametrize(("words", "id"), WORDS, ids=[words for words, _ in WORDS])
def test_an_id_is_made_from_the_words(words: str, id: str, tmp_path: Path) -> None:
    assert ids_of(tmp_path, words) == [id]


@pytest.mark.slow
def test_an_id_is_the_same_wherever_its_words_stand_and_beside_whatever_else(tmp_path: Path) -> None:
    assert ids_of(tmp_path, "Never, Rarely") == ["never", "rarely"]
    assert ids_of(tmp_path, "Rarely, {id: other, text: Other}, Never") == ["rarely", "other", "never"]


def test_the_words_are_what_is_shown(tmp_path: Path) -> None:
    (item,) = added(tmp_path, ITEM.replace("OPTIONS", "Never, 'Yes, often'")).items

    assert [option.text for option in item.options] == ["Never", "Yes, often"]


def test_none_of_these_closes_a_list_to_tick(tmp_path: Path) -> None:
    ticks = "{id: wall, text: Wall, points_to: {damp_hall: 1}}, Floor, None of these"
    (item,) = added(tmp_path, ITEM.replace("[OPTIONS]", f"[{ticks}]\n    choose: many")).items

    assert [option.id for option in item.options] == ["wall", "floor", "none_of_these"]


def test_a_condition_names_a_short_option_by_the_id_that_is_made(tmp_path: Path) -> None:
    after = "  - {id: how_wet, text: How wet?, scale: how_much, show_if: {where_it_is_wet: [on_the_wall]}}\n"
    found = added(tmp_path, ITEM.replace("OPTIONS", "On the wall, Nowhere") + after)

    assert (len(found.items), found.said) == (2, ())


def test_two_texts_that_make_the_same_id_are_one_problem(tmp_path: Path) -> None:
    assert problem_of(tmp_path, "Never, Never!") == (
        "15:22: error[duplicate-id]: the option 'never' is in this item twice, first in damp_hall.yaml, line 15; "
        "give one of them an id of its own: {id: another_id, text: ...}"
    )


def test_a_text_that_no_id_can_be_made_from_is_a_problem(tmp_path: Path) -> None:
    assert problem_of(tmp_path, "\u4ece\u4e0d, Never") == (
        "15:15: error[bad-id]: no id can be made from '\u4ece\u4e0d'; give it one: {id: an_id, text: ...}"
    )


@pytest.mark.slow
def test_does_not_apply_is_no_option(tmp_path: Path) -> None:
    assert problem_of(tmp_path, "Never, Does not apply") == (
        "15:22: error[bad-id]: 'Does not apply' has a meaning of its own; "
        "leave it out here, and write 'may_not_apply: true' in the item"
    )


def test_a_scale_may_be_written_so(tmp_path: Path) -> None:
    (tmp_path / "tracks").mkdir()
    (tmp_path / "bank.yaml").write_text(
        "name: Halls\nscales:\n  how_wet: {options: [Dry, Damp, {id: wet, text: Wet}]}\n", encoding="utf-8"
    )
    (tmp_path / "tracks" / "hall.yaml").write_text(
        "name: A hall\nopening: [{id: floor, text: How wet is it?, scale: how_wet, points_to: {damp_hall: 1}}]\n",
        encoding="utf-8",
    )
    (tmp_path / "reasons").mkdir()
    own = REASON.replace("individual", "hall").partition("items:")[0]
    (tmp_path / "reasons" / "damp_hall.yaml").write_text(own, encoding="utf-8")
    shipped = load([shipped_folder()], shipped=shipped_folder()).bank

    bank = load([tmp_path], shipped=shipped_folder(), words=shipped).bank

    assert bank is not None
    (item,) = bank.tracks[TrackId("hall")].items
    assert [(option.id, dict(option.balanced)) for option in item.options] == [
        ("dry", {}),
        ("damp", {"damp_hall": 0.5}),
        ("wet", {"damp_hall": 1.0}),
    ]

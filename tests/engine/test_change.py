import re
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from making import HERE, Draft, answers, bank, drafts, item, scale, sheets, track, when

from stuckpoint.bank import Bank, ItemId, Responses
from stuckpoint.engine.change import FALSE_MARKS, MAY_HAVE_MOVED, MOVED, Change, Changes, Moved, changes

SILENT = (Moved.NO_CLEAR_CHANGE, Moved.NOT_ENOUGH)
OTHER_WAY = {
    Moved.LOWER: Moved.HIGHER,
    Moved.HIGHER: Moved.LOWER,
    Moved.MAY_BE_LOWER: Moved.MAY_BE_HIGHER,
    Moved.MAY_BE_HIGHER: Moved.MAY_BE_LOWER,
    Moved.NO_CLEAR_CHANGE: Moved.NO_CLEAR_CHANGE,
    Moved.NOT_ENOUGH: Moved.NOT_ENOUGH,
}
ASH = bank(track([scale(f"ash_{number}", "ash") for number in range(5)]))


def compared(made: Bank, before: Responses, after: Responses, *, private: bool = False) -> Changes:
    return changes(made, HERE, before, after, {one.id for one in made.tracks[HERE].items}, private)


def ash(made: Bank, before: Mapping[str, str], after: Mapping[str, str]) -> Change:
    return compared(made, answers(**before), answers(**after)).changes[0]


def all_of(answer: str, count: int = 5) -> dict[str, str]:
    return {f"ash_{number}": answer for number in range(count)}


# ---- by hand


def test_the_example_of_the_method_page() -> None:
    # D = 5. Before: all "always", 100 * 5.25 / 6 = 87.5. After: four "never" and one "sometimes", 100 * 0.75 / 6.
    # Each answer fell by 1, one by 0.5: mean -0.9, squares 4 * 0.01 + 0.16 = 0.2; s2 = (0.2 + 0.54) / (4 + 6) = 0.074.
    # noise = 100 * sqrt(0.074 * 5) / 6 = 10.14; -75 is 7.4 times that.
    found = ash(ASH, all_of("always"), {**all_of("never"), "ash_4": "sometimes"})
    assert [found.before, found.after, found.change] == pytest.approx([87.5, 12.5, -75])
    assert found.shared_weight == 5
    assert found.noise == pytest.approx(10.138, abs=1e-3)
    assert found.moved is Moved.LOWER


def test_what_is_called_moved_is_read_off_how_many_times_its_own_noise_a_change_is() -> None:
    steps = ["never", "rarely", "sometimes", "often", "always"]
    marks = []
    for answer in steps:
        found = ash(ASH, all_of("never"), all_of(answer))
        marks.append((found.change / found.noise, found.moved))
    for times, moved in marks:
        lines = [(MOVED, Moved.HIGHER), (MAY_HAVE_MOVED, Moved.MAY_BE_HIGHER), (0.0, Moved.NO_CLEAR_CHANGE)]
        assert moved is next(mark for line, mark in lines if times >= line)
    assert {moved for _, moved in marks} >= {Moved.HIGHER, Moved.NO_CLEAR_CHANGE}


def test_who_answers_this_way_and_that_has_to_change_further() -> None:
    before, after = all_of("always"), {**all_of("never"), "ash_0": "always", "ash_1": "always"}
    mixed, even = ash(ASH, before, after), ash(ASH, before, all_of("sometimes"))
    assert mixed.noise > even.noise


@pytest.mark.parametrize(("count", "moved"), [(1, Moved.NOT_ENOUGH), (2, Moved.NO_CLEAR_CHANGE)])
def test_below_a_shared_weight_of_two_nothing_is_said(count: int, moved: Moved) -> None:
    found = ash(ASH, all_of("always", count), all_of("sometimes", count))
    assert (found.shared_weight, found.moved) == (count, moved)


def test_a_reason_that_no_shared_item_speaks_of_has_no_scores() -> None:
    found = ash(ASH, all_of("always"), {})
    assert (found.before, found.after, found.change, found.moved) == (None, None, 0, Moved.NOT_ENOUGH)


def test_only_items_whose_words_agree_and_that_are_answered_in_both_are_compared() -> None:
    before, after = answers(**all_of("always")), answers(**{**all_of("never"), "ash_1": []})
    found = changes(ASH, HERE, before, after, {ItemId("ash_1"), ItemId("ash_2"), ItemId("ash_3"), ItemId("else")})
    assert found.compared == ("ash_2", "ash_3")


def test_an_item_off_the_path_in_one_take_is_not_compared() -> None:
    hidden = scale("hidden", "ash", show_if=when("gate", "yes"))
    made = bank(track([item("gate", {"yes": {}, "no": {}}), hidden]))
    found = compared(made, answers(gate="yes", hidden="often"), answers(gate="no", hidden="often"))
    assert found.compared == ("gate",)


def test_what_may_point_to_several_things_counts_for_its_reasons_and_not_as_noise() -> None:
    nearest = item("nearest", {"a": {"ash": 1}, "b": {"elm": 1}, "c": {}})
    made = bank(track([*ASH.tracks[HERE].items, nearest]))
    same, other = {**all_of("often"), "nearest": "a"}, {**all_of("often"), "nearest": "b"}
    assert ash(made, same, other).noise == pytest.approx(ash(made, same, same).noise)
    assert ash(made, same, other).change < 0


# ---- for any bank and any answers


def marked(found: Changes) -> set[Moved]:
    return {one.moved for one in found.changes}


@given(drafts(at_most=25), st.data(), st.booleans())
def test_the_same_take_twice_marks_nothing(draft: Draft, data: st.DataObject, private: bool) -> None:
    made = draft.bank()
    sheet = data.draw(sheets(made))
    found = compared(made, sheet, sheet, private=private)
    assert marked(found) <= set(SILENT)
    assert {one.change for one in found.changes} <= {0.0}


@given(drafts(at_most=25), st.data(), st.booleans())
def test_takes_that_are_swapped_swap_the_signs(draft: Draft, data: st.DataObject, private: bool) -> None:
    made = draft.bank()
    before, after = data.draw(sheets(made)), data.draw(sheets(made))
    there, back = compared(made, before, after, private=private), compared(made, after, before, private=private)
    assert there.compared == back.compared
    for one, other in zip(there.changes, back.changes, strict=True):
        assert (one.before, one.after, one.change) == (other.after, other.before, -other.change)
        assert one.noise == pytest.approx(other.noise)
        assert abs(abs(one.change) - MOVED * one.noise) < 1e-6 or one.moved is OTHER_WAY[other.moved]


@given(drafts(at_most=20), st.data())
def test_an_item_that_one_take_alone_answers_changes_nothing(draft: Draft, data: st.DataObject) -> None:
    made = draft.bank()
    before, after = data.draw(sheets(made)), data.draw(sheets(made))
    more = bank(replace(made.tracks[HERE], items=(*made.tracks[HERE].items, scale("elsewhere", draft.reasons[0]))))
    found = compared(more, before, {**after, **answers(elsewhere="often")})
    expected = compared(made, before, after)
    assert found.compared == expected.compared
    assert [replace(one, reason=other.reason) for one, other in zip(found.changes, expected.changes, strict=True)] == [
        *expected.changes
    ]


@given(drafts(at_most=20), st.data())
def test_what_is_marked_is_bounded_and_rests_on_enough(draft: Draft, data: st.DataObject) -> None:
    made = draft.bank()
    for one in compared(made, data.draw(sheets(made)), data.draw(sheets(made))).changes:
        assert (one.before is None) == (one.after is None) == (one.shared_weight == 0)
        assert all(score is None or 0 <= score <= 100 for score in (one.before, one.after))
        assert (one.moved is Moved.NOT_ENOUGH) == (one.shared_weight < 2.0 - 1e-9)


@given(drafts(at_most=25), st.data())
def test_no_private_answer_counts_unless_asked(draft: Draft, data: st.DataObject) -> None:
    made = draft.bank()
    here = made.tracks[HERE]
    private = {one.id for one in (*here.context, *here.items) if one.private}
    before, after = data.draw(sheets(made)), data.draw(sheets(made))
    other = data.draw(sheets(made))
    mixed = {id: said for id, said in after.items() if id not in private}
    mixed |= {id: said for id, said in other.items() if id in private}
    assert compared(made, before, after) == compared(made, before, mixed)


# ---- what is published


def test_the_published_rates_of_false_marks_are_no_higher_than_what_is_said() -> None:
    method = (Path(__file__).parents[2] / "docs" / "method.md").read_text(encoding="utf-8")
    rows = re.findall(r"^\| (?:On your own|As a couple) \| `(\w+)` \| \w+ (.*)\|$", method, re.MULTILINE)
    assert len(rows) == 18
    for _, cells in rows:
        _, _, line, any_mark, one_mark, *_ = (float(cell) for cell in cells.strip(" |").split("|"))
        assert line <= MOVED
        assert any_mark <= FALSE_MARKS
        assert one_mark <= 1.5

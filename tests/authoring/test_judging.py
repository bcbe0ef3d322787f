"""Banks with a defect planted in them, each of which has to be found, and sound ones, which have to be left alone."""

from collections.abc import Callable
from dataclasses import replace
from functools import cache
from random import Random

import pytest
from making import HERE, Sketch, when
from sound_banks import Points, Written, pointing, sound, tick_all
from sound_banks import scale as scale_sketch

from stuckpoint.authoring.simulation.defects import Defect, Level, Sign
from stuckpoint.authoring.simulation.judging import defects_of
from stuckpoint.authoring.simulation.run import simulate
from stuckpoint.authoring.simulation.trials import Crowd
from stuckpoint.bank import Bank
from stuckpoint.bank.conditions import All

A, B = "reason_a", "reason_b"
GATE = Sketch("gate", {"yes": {}, "no": {}})
FEW = Crowd(everyone=(20, 50), quick=(1, 2), standard=(1, 1))
MORE = Crowd(everyone=(60, 200), quick=(3, 10), standard=(1, 1))
Plant = Callable[[Written], Written]


def found(bank: Bank, crowd: Crowd = FEW) -> list[Defect]:
    defects = defects_of(simulate(bank, HERE, crowd, Random(1).random))
    return [one for one in defects if one.level is not Level.NOTE]


@cache
def signs_of_sound(seed: int) -> frozenset[Sign]:
    return frozenset(one.sign for one in found(sound(seed).bank()))


# ---- planting


def both(written: Written) -> Written:
    """Whatever points to one of two reasons points to the other as well."""

    def change(points: Points) -> Points:
        top = max(points.get(A, 0.0), points.get(B, 0.0))
        return {**points, A: top, B: top} if top else points

    return written.changed(lambda one: pointing(one, change))


def only(count: int) -> Plant:
    """Leaves a reason with so many of its items, and nothing else that points to it."""

    def change(written: Written) -> Written:
        kept = [id for id in written.under(A) if A in strongest(written, id)][:count]
        return written.changed(lambda one: one if one.id in kept else pointing(one, without_a))

    return change


def without_a(points: Points) -> Points:
    return {to: w for to, w in points.items() if to != A}


def strongest(written: Written, id: str) -> Points:
    options = next(one.options for one, _ in written.items if one.id == id)
    return max(options.values(), key=lambda points: points.get(A, 0.0))


def own(change: Callable[[Sketch], Sketch], count: int | None = None) -> Plant:
    """Changes the items that stand under a reason, or the first few of them."""

    def planted(written: Written) -> Written:
        ids = written.under(A)[:count]
        return written.changed(lambda one: change(one) if one.id in ids else one)

    return planted


def never_not_me(one: Sketch) -> Sketch:
    return pointing(one, lambda points: {**points, A: max(points.get(A, 0.0), 0.4)})


def leaky(one: Sketch) -> Sketch:
    return pointing(one, lambda points: {**points, B: max(points[A], points.get(B, 0.0))} if A in points else points)


def flat(one: Sketch) -> Sketch:
    return replace(one, options={name: {A: 1.0} for name in one.options})


def faint(one: Sketch) -> Sketch:
    return replace(one, options={name: {A: 9.0 + at / 9} for at, name in enumerate(one.options)})


def to_another(one: Sketch) -> Sketch:
    return pointing(one, lambda points: {B if to == A else to: w for to, w in points.items()})


def keyed(*, last: bool) -> Callable[[Sketch], Sketch]:
    """Lets scale items count most at their last answer, or at their first."""

    def change(one: Sketch) -> Sketch:
        if "never" not in one.options:
            return one
        points = sorted(one.options.values(), key=lambda points: sum(points.values()), reverse=not last)
        return replace(one, options=dict(zip(one.options, points, strict=True)))

    return change


def reversed_scales(written: Written) -> Written:
    """A reason's own items are all on a scale, and all the wrong way round."""
    return own(lambda one: scale_sketch(one.id, {A: 1.0}, reverse=True))(written)


def drowned(written: Written) -> Written:
    """All that points to a reason counts for a neighbour, which has many more of its own."""
    ids = written.under(A)
    alone = written.changed(lambda one: one if one.id in ids else pointing(one, without_a))
    more = [scale_sketch(f"more_{number}", {B: 1.0}, reverse=number % 3 == 0) for number in range(20)]
    return own(leaky)(alone).with_items(*more, under=B)


def beyond_reach(written: Written) -> Written:
    never = All((when("gate", "yes"), when("gate", "no")))
    id = written.under(A)[0]
    return written.with_items(GATE).changed(lambda one: replace(one, show_if=never) if one.id == id else one)


def behind_a_gate(written: Written) -> Written:
    """A reason is asked about only after one answer of nine to something that says a little about another."""
    gate = scale_sketch("gate_b", {B: 1.0})
    ids = written.under(A)
    return written.with_items(gate).changed(
        lambda one: replace(one, show_if=when("gate_b", "always")) if one.id in ids else pointing(one, without_a)
    )


def turned_away(written: Written) -> Written:
    """Most items about a reason are asked only of those who say that the first thing about it is not so."""
    first = scale_sketch("first_a", {A: 1.0})
    ids = written.under(A)[1:]
    return written.with_items(first, under=A).changed(
        lambda one: replace(one, show_if=when("first_a", "never", "rarely")) if one.id in ids else one
    )


def asked_otherwise(written: Written) -> Written:
    """A reason has two items that ask the same of those for whom the first thing about it is so, or is not."""
    first = scale_sketch("first_a", {A: 1.0})
    so, not_so = (
        replace(scale_sketch(id, {A: 1.0}), show_if=when("first_a", *answers))
        for id, answers in (("so", ["sometimes", "often", "always"]), ("not_so", ["never", "rarely"]))
    )
    return written.with_items(first, so, not_so, under=A)


def heavy(weight: float) -> Plant:
    """In one item that asks which is nearest, the answer about one reason counts so many times more than others."""
    nearest = Sketch("heavy", {"as_b": {B: weight}, "as_a": {A: 1.0}, "none": {}})
    return lambda written: written.with_items(nearest)


def barely_listed(written: Written) -> Written:
    return written.with_items(tick_all("one_list", written.reasons[:4]))


def all_nearest(written: Written) -> Written:
    others = [name for name in written.reasons if name != A]

    def change(one: Sketch) -> Sketch:
        if "never" not in one.options:
            return one
        first = next(to for points in one.options.values() for to in points)
        return Sketch(one.id, {**{to: {to: 1.0} for to in dict.fromkeys([first, A, *others[:2]])}, "none": {}})

    return written.changed(change)


# The defect, what it is called, and whether it is named as that of the first reason.
PLANTED: dict[str, tuple[Plant, Sign, bool]] = {
    "two reasons always pointed to together": (both, Sign.SHARED, True),
    "a reason with two items": (only(2), Sign.THIN, True),
    "no way to say not me": (own(never_not_me), Sign.FLOOR, True),
    "every item says as much about another reason": (own(leaky), Sign.SHARED, True),
    "no item worded the other way": (lambda written: written.changed(keyed(last=True)), Sign.KEYING, False),
    "a reason with one item": (only(1), Sign.THIN, True),
    "a reason that nothing points to": (only(0), Sign.SILENT, True),
    "a scale written the wrong way round": (lambda written: written.changed(keyed(last=False)), Sign.KEYING, False),
    "a reason whose weights are reversed": (reversed_scales, Sign.KEYING, True),
    "a reason drowned by its neighbour": (drowned, Sign.SHARED, True),
    "a reason far larger than another": (drowned, Sign.BALANCE, True),
    "an item whose answers all say the same": (own(flat, 1), Sign.TELLS_NOTHING, True),
    "an item whose answers hardly differ": (own(faint, 1), Sign.TELLS_LITTLE, False),
    "an item keyed to another reason": (own(to_another, 1), Sign.ELSEWHERE, True),
    "an item that nobody can be asked": (beyond_reach, Sign.OUT_OF_REACH, False),
    "a reason that few are asked about": (behind_a_gate, Sign.POWER, True),
    "items that wait for the wrong answer": (turned_away, Sign.BACKWARDS, True),
    "an answer that outweighs the others": (heavy(10), Sign.OUTWEIGHED, True),
    "a reason in one list only": (barely_listed, Sign.MENTIONS, True),
    "almost all items ask which is nearest": (all_nearest, Sign.CHOOSING, False),
    "quick far too short": (lambda written: replace(written, quick=4), Sign.QUICK, True),
}
_FIVE = list(PLANTED)[:5]


@pytest.mark.slow
@pytest.mark.parametrize("name", PLANTED)
def test_a_planted_defect_is_found_and_named(name: str) -> None:
    plant, sign, about_a = PLANTED[name]
    for seed in range(8 if name in _FIVE else 1):
        planted = plant(sound(seed))
        assert sign not in signs_of_sound(seed)
        defects = [one for one in found(planted.bank()) if one.sign is sign]
        assert defects, f"bank {seed}"
        assert not about_a or any(A in one.reasons for one in defects), f"bank {seed}"
        ids = {*planted.reasons, *(one.id for one, _ in planted.items)}
        for one in defects:
            assert {*one.reasons, *one.items} <= ids
            assert one.to_do


@pytest.mark.slow
def test_the_items_that_have_to_be_mended_are_named() -> None:
    written = sound(1)
    first = written.under(A)[0]
    for plant, sign in (
        (own(flat, 1), Sign.TELLS_NOTHING),
        (own(faint, 1), Sign.TELLS_LITTLE),
        (own(never_not_me, 1), Sign.FLOOR),
        (own(to_another, 1), Sign.ELSEWHERE),
        (beyond_reach, Sign.OUT_OF_REACH),
    ):
        assert [one.items for one in found(plant(written).bank()) if one.sign is sign] == [(first,)], sign
    assert next(set(one.items) for one in found(own(leaky)(written).bank()) if one.sign is Sign.SHARED) >= {
        id for id in written.under(A) if A in strongest(written, id)
    }


@pytest.mark.slow
@pytest.mark.parametrize("shape", [(10, 5, 0), (14, 5, 4), (4, 8, 0)], ids=["singles", "lists", "small"])
def test_sound_banks_are_accused_of_no_error_and_of_little_else(shape: tuple[int, int, int]) -> None:
    defects = [found(sound(seed, *shape).bank(), MORE) for seed in range(5)]
    assert [one for few in defects for one in few if one.level is Level.ERROR] == []
    assert sum(len(few) for few in defects) <= 1.5 * len(defects)


@pytest.mark.slow
def test_the_same_question_under_two_ids_is_found_whatever_its_weights_and_its_capitals() -> None:
    bank = sound(1).bank()
    here = bank.tracks[HERE]
    first, second = here.items[:2]
    other = next(one for one in here.items if one.options[0].text != first.options[0].text)
    again = replace(second, text=f" {first.text.upper()}", options=first.options, most=first.most)
    twice = replace(bank, tracks={HERE: replace(here, items=(first, again, *here.items[2:]))})
    assert [one.items for one in found(twice) if one.sign is Sign.TWICE] == [(first.id, second.id)]
    items = tuple(replace(one, text=first.text) if one is other else one for one in here.items)
    once = replace(bank, tracks={HERE: replace(here, items=items)})
    assert [one for one in found(once) if one.sign is Sign.TWICE] == []


def test_an_item_that_says_nothing_is_left_alone_where_another_waits_for_its_answer() -> None:
    written = sound(1)
    id = written.under(A)[0]
    opened = written.with_items(GATE).changed(
        lambda one: replace(one, show_if=when("gate", "yes")) if one.id == id else one
    )
    assert [one for one in found(opened.bank()) if "gate" in one.items] == []
    assert [one.sign for one in found(written.with_items(GATE).bank()) if "gate" in one.items] == [Sign.TELLS_NOTHING]


@pytest.mark.slow
@pytest.mark.parametrize(("plant", "sign"), [(asked_otherwise, Sign.BACKWARDS), (heavy(4), Sign.OUTWEIGHED)])
def test_what_is_no_defect_is_left_alone(plant: Plant, sign: Sign) -> None:
    assert sign not in {one.sign for one in found(plant(sound(0)).bank(), MORE)}


def test_a_reason_whose_own_scales_are_all_reversed_is_found_though_others_count_for_it_the_right_way_round() -> None:
    reversed_ = reversed_scales(sound(1))
    more = scale_sketch("also", {B: 1.0, A: 0.5})
    keying = [one for one in found(reversed_.with_items(more, under=B).bank()) if one.sign is Sign.KEYING]
    assert [one.reasons for one in keying] == [(A,)]
    assert "also" not in keying[0].items


@pytest.mark.slow
def test_what_is_said_once_is_not_said_again() -> None:
    one_item = [one for one in found(only(1)(sound(1)).bank()) if A in one.reasons]
    assert Sign.POWER not in {one.sign for one in one_item}
    assert "It can never stand out" in next(one.what for one in one_item if one.sign is Sign.THIN)
    silent = [one.sign for one in found(only(0)(sound(1)).bank()) if A in one.reasons]
    assert set(silent) <= {Sign.SILENT, Sign.ELSEWHERE}


def test_errors_come_before_warnings_and_notes_last() -> None:
    defects = defects_of(simulate(drowned(sound(3)).bank(), HERE, FEW, Random(1).random))
    levels = [one.level for one in defects]
    assert levels == sorted(levels, key=list(Level).index)
    assert set(levels) == set(Level)

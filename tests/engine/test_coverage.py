import pytest
from making import item, scale, track, when

from stuckpoint.bank import Item, Track
from stuckpoint.bank.conditions import All, Any
from stuckpoint.engine.plan import plan_for


def order(track: Track, phase: int = 0) -> list[str]:
    return [track.items[position].id for position in plan_for(track).phases[phase]]


def tick_all(id: str, *reasons: str, private: bool = False) -> Item:
    return item(id, {f"o_{reason}": {reason: 1} for reason in reasons}, many=True, private=private)


def test_the_item_that_adds_most_to_what_is_covered_comes_next() -> None:
    # ash_1 adds log 2; then elm_1 log 2 against log 3/2 for ash_2
    assert order(track([scale("ash_1", "ash"), scale("ash_2", "ash"), scale("elm_1", "elm")])) == [
        "ash_1",
        "elm_1",
        "ash_2",
    ]


def test_an_item_adds_for_every_reason_that_it_speaks_of() -> None:
    # both adds 2 log 2; then each of the others log 3/2, in bank order; then elm_1 log 3/2 against log 4/3
    items = [scale("ash_1", "ash"), scale("ash_2", "ash"), scale("elm_1", "elm"), scale("both", "ash", "elm")]
    assert order(track(items)) == ["both", "ash_1", "elm_1", "ash_2"]


def test_tick_all_items_come_first_in_bank_order_and_what_they_cover_counts() -> None:
    # nothing_much says less than everything, and comes before it. Covered by both: ash 0.7, fir 1.4.
    items = [
        scale("fir_1", "fir"),
        tick_all("nothing_much", "fir"),
        scale("ash_1", "ash"),
        tick_all("everything", "ash", "fir"),
        scale("elm_1", "elm"),
    ]
    assert order(track(items)) == ["nothing_much", "everything", "elm_1", "ash_1", "fir_1"]


def test_items_that_say_nothing_come_last_in_bank_order() -> None:
    nothing: dict[str, dict[str, float]] = {"yes": {}, "no": {}}
    items = [item("first", nothing), scale("ash_1", "ash"), item("second", nothing), scale("ash_2", "ash")]
    assert order(track(items)) == ["ash_1", "ash_2", "first", "second"]


@pytest.mark.parametrize(("more", "expected"), [(1e-10, ["plain", "fuller"]), (1e-7, ["fuller", "plain"])])
def test_a_later_item_goes_before_an_earlier_one_only_if_it_adds_clearly_more(more: float, expected: list[str]) -> None:
    plain = item("plain", {"yes": {"ash": 2, "elm": 1}, "no": {}})
    fuller = item("fuller", {"yes": {"fir": 2, "oak": 1 + more}, "no": {}})
    assert order(track([plain, fuller])) == expected


def test_private_items_are_a_phase_of_their_own_that_covers_its_ground_anew() -> None:
    # All of ash is covered in phase one, and still ash comes before elm in phase two.
    items = [
        scale("secret_1", "ash", private=True),
        scale("ash_1", "ash"),
        scale("secret_2", "elm", private=True),
        scale("ash_2", "ash"),
        tick_all("secrets", "elm", private=True),
    ]
    made = track(items)
    assert order(made, 0) == ["ash_1", "ash_2"]
    assert order(made, 1) == ["secrets", "secret_1", "secret_2"]


@pytest.mark.parametrize(
    ("quick", "private_reasons", "private_item", "expected"),
    [
        (25, 3, True, (18, 25)),
        (20, 1, True, (17, 20)),
        (20, 0, True, (19, 20)),
        (7, 3, True, (1, 7)),  # never less than one
        (2, 3, True, (1, 2)),
        (1, 1, True, (1, 1)),
        (20, 0, False, (20,)),
        (20, 3, False, (20,)),  # without private items there is one phase
    ],
)
def test_quick_keeps_room_for_private_items(
    quick: int, private_reasons: int, private_item: bool, expected: tuple[int, ...]
) -> None:
    names = [f"secret_{number}" for number in range(private_reasons)]
    items = [scale("tired", "ash"), scale("bored", "ash", private=private_item)]
    assert plan_for(track(items, reasons=["ash", *names], private=names, quick=quick)).caps == expected


def test_a_plan_knows_what_each_item_opens_directly_and_through_others() -> None:
    yes: dict[str, dict[str, float]] = {"yes": {}, "no": {}}
    items = [
        item("gate", yes, show_if=when("stage", "yes")),  # the context is not part of the walk
        item("side", yes),
        item("inner", yes, show_if=All((when("gate", "yes"), when("gate", "no")))),
        scale("last", "ash", show_if=Any((when("inner", "yes"), when("side", "yes")))),
        scale("free", "ash"),
    ]
    made = track(items, context=[item("stage", yes)])
    names = [one.id for one in made.items]
    plan = plan_for(made)
    opens = {name: [names[other] for other in plan.opened_by(position)] for position, name in enumerate(names)}
    assert opens == {"gate": ["inner", "last"], "side": ["last"], "inner": ["last"], "last": [], "free": []}

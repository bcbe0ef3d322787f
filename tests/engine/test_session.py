from collections.abc import Sequence
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from making import (
    HERE,
    Draft,
    answers,
    bank,
    drafts,
    item,
    run,
    scale,
    sheets,
    standing_out,
    track,
    walk,
    when,
)

from stuckpoint.bank import Bank, Item, ItemId, Response, TrackId
from stuckpoint.bank.conditions import Any, Condition
from stuckpoint.bank.reach import as_met, on_path
from stuckpoint.engine import Length, asked, at_most, findings, next_item

QUICK, STANDARD, FULL = Length.QUICK, Length.STANDARD, Length.FULL

NOTHING: dict[str, dict[str, float]] = {"yes": {}, "no": {}}
TICKS = [f"tick_{number}" for number in range(10)]


def scales(name: str, count: int, private: bool = False) -> list[Item]:
    """Items name_0, name_1, ... on a reason of that name."""
    return [scale(f"{name}_{number}", name, private=private) for number in range(count)]


def ten_ticks(*reasons: str) -> list[Item]:
    """Ten tick-all items, asked before anything else: 0.7 each for each reason, so D = 7."""
    options = {reason: {reason: 1.0} for reason in reasons or ("ash", "elm")}
    return [item(id, options, many=True) for id in TICKS]


def ticked(*, ash: int = 0, elm: int = 0) -> dict[str, str | list[str]]:
    """Answers to them: so many ticks for each. G = 0.7 for each tick."""
    given: dict[str, str | list[str]] = {}
    for number, id in enumerate(TICKS):
        given[id] = ["ash"] * (number < ash) + ["elm"] * (number < elm) or "none_of_these"
    return given


def after_ticks(made: Bank, length: Length = STANDARD, *, ash: int = 0, elm: int = 0, **given: str) -> list[str]:
    """What is asked after the ten ticks."""
    reached = walk(made, length, **ticked(ash=ash, elm=elm), **given)
    assert reached[:10] == TICKS
    return reached[10:]


# ---- the order in which items come


@pytest.mark.parametrize("length", Length)
def test_tick_all_items_come_first_in_bank_order(length: Length) -> None:
    made = bank(track([*scales("ash", 2), *ten_ticks()[:3]]))
    assert walk(made, length)[:3] == ["tick_0", "tick_1", "tick_2"]


@pytest.mark.parametrize("length", Length)
def test_a_tick_all_item_that_an_answer_opens_comes_next(length: Length) -> None:
    opened = item("opened", {"a": {"ash": 1}}, many=True, show_if=when("ash_1", "often"))
    made = bank(track([*scales("ash", 3), opened]))
    assert walk(made, length, ash_1="often") == ["ash_0", "ash_1", "opened", "ash_2"]


def test_a_tick_all_item_that_is_opened_comes_next_even_if_it_can_settle_nothing() -> None:
    opened = item("opened", {"a": {}}, many=True, show_if=when("ash_0", "often"))
    made = bank(track([*ten_ticks(), *scales("ash", 2), opened]))
    assert after_ticks(made, ash=6, ash_0="often") == ["ash_0", "opened", "ash_1"]


@pytest.mark.parametrize("length", Length)
def test_the_first_ten_single_items_come_in_coverage_order(length: Length) -> None:
    made = bank(track([*scales("ash", 5), *scales("elm", 5)]))
    alternating = [f"{reason}_{number}" for number in range(5) for reason in ("ash", "elm")]
    assert walk(made, length) == alternating


def test_full_keeps_to_the_coverage_order_and_standard_turns_to_what_is_near_the_line() -> None:
    # ash: 6 ticks, score 100 * 4.45 / 8 = 55.6, may end from 44.5 to 64.5: open, need exp(-2.6 / 15) / 8.
    # elm: 3 ticks, score 100 * 2.35 / 8 = 29.4, may end at 56.5 with five more: open, need exp(-23.6 / 15) / 8.
    made = bank(track([*ten_ticks(), *scales("elm", 5), *scales("ash", 2)]))
    assert after_ticks(made, FULL, ash=6, elm=3)[0] == "elm_0"
    assert after_ticks(made, STANDARD, ash=6, elm=3)[0] == "ash_0"


@pytest.mark.parametrize(("more", "first"), [(1e-8, "plain"), (1e-6, "fuller")])
def test_a_later_candidate_wins_only_if_it_tells_clearly_more(more: float, first: str) -> None:
    # Only ash is open, at 6 ticks. The plain item comes first in the coverage order, because of elm.
    plain = item("plain", {"yes": {"oak": 2, "ash": 1, "elm": 2}, "no": {}})
    fuller = item("fuller", {"yes": {"oak": 2, "ash": 1 + more}, "no": {}})
    made = bank(track([*ten_ticks("ash", "elm", "oak"), fuller, plain]))
    assert after_ticks(made, FULL, ash=6)[0] == "plain"
    assert after_ticks(made, STANDARD, ash=6)[0] == first


# ---- when enough has been asked


@pytest.mark.parametrize(
    ("always", "expected"),
    [
        (7, 10),  # settled above: at worst 100 * 7.25 / 13 = 55.8
        (6, 12),  # 48.1 to 63.5, then 48.1 to 55.8
        (5, 11),  # up to 55.8, then up to 48.1
        (4, 10),  # settled below: at best 100 * 6.25 / 13 = 48.1
    ],
)
def test_standard_stops_when_no_answer_could_change_what_stands_out(always: int, expected: int) -> None:
    made = bank(track(scales("ash", 12)))
    given = {f"ash_{number}": "always" if number < always else "never" for number in range(expected)}
    assert walk(made, STANDARD, **given) == [f"ash_{number}" for number in range(expected)]
    assert len(walk(made, FULL, **given)) == 12


def test_standard_asks_on_while_a_reason_has_too_little_answered_weight_to_stand_out() -> None:
    # ash: two ticks of 0.7, 100 * 1.65 / 3.1 = 53.2 at worst. That is over the line, but on a weight of 1.4.
    ticks = [item(id, {"yes": {"ash" if id in TICKS[:2] else "elm": 1}}, many=True) for id in TICKS]
    made = bank(track([*ticks, item("last", {"this": {"ash": 1}, "that": {"elm": 1}})]))
    given = answers(**dict.fromkeys(TICKS[:2], "yes"), **dict.fromkeys(TICKS[2:], "none_of_these"), last="that")
    held = run(made, STANDARD, given)
    assert list(held)[10:] == ["last"]
    assert standing_out(findings(made, HERE, held)) == {"ash"}


@pytest.mark.parametrize(("quick", "expected"), [(4, 4), (12, 12), (20, 15)])
def test_quick_stops_at_its_cap(quick: int, expected: int) -> None:
    made = bank(track(scales("ash", 15), quick=quick))
    assert len(walk(made, QUICK)) == expected
    assert len(walk(made, STANDARD)) == 15


def test_quick_stops_sooner_when_nothing_more_could_change_what_stands_out() -> None:
    made = bank(track(scales("ash", 12), quick=20))
    assert len(walk(made, QUICK, **{f"ash_{number}": "never" for number in range(10)})) == 10


def test_an_empty_track_asks_nothing() -> None:
    made = bank(track([], reasons=["ash"]))
    assert [next_item(made, HERE, {}, length) for length in Length] == [None, None, None]


@pytest.mark.parametrize(("length", "expected"), [(QUICK, 4), (STANDARD, 6), (FULL, 6)])
def test_a_run_asks_at_most_its_cap_or_all_items(length: Length, expected: int) -> None:
    assert at_most(track(scales("ash", 6), quick=4), length) == expected
    assert at_most(track(scales("ash", 3), quick=4), length) == 3


# ---- items that open others


def gated(*items: Item) -> Bank:
    """The ten ticks, one open item on ash, and after a gate that says nothing itself, two more."""
    gate = item("gate", NOTHING)
    hidden = [scale(f"hidden_{n}", "ash", show_if=when("gate", "yes")) for n in (1, 2)]
    return bank(track([*ten_ticks(), scale("plain", "ash"), gate, *(items or hidden)]))


def test_a_gate_comes_before_an_item_that_tells_less_than_what_it_opens() -> None:
    # ash: 6 ticks, open. The gate can bring 2, the plain item 1.
    assert after_ticks(gated(), ash=6, gate="yes") == ["gate", "plain", "hidden_1", "hidden_2"]
    assert after_ticks(gated(), ash=6, gate="no") == ["gate", "plain"]


def test_a_gate_is_not_asked_when_nothing_that_it_opens_is_needed() -> None:
    # ash: 10 ticks, 100 * 7.25 / (8 + 3) = 65.9 at worst.
    assert after_ticks(gated(), ash=10) == []
    assert after_ticks(gated(), FULL, ash=10) == ["plain", "gate"]


@pytest.mark.parametrize(
    ("gate", "expected"),
    [
        # ash: 4 ticks, at best 100 * 6.05 / 11 = 55 with what the gate opens, 100 * 4.05 / 9 = 45 without
        ("yes", ["gate", "plain", "hidden_1", "hidden_2"]),
        ("no", ["gate"]),
    ],
)
def test_what_can_no_longer_come_keeps_no_reason_open(gate: str, expected: list[str]) -> None:
    reached = run(gated(), STANDARD, answers(**ticked(ash=4), gate=gate, plain="always", hidden_1="always"))
    assert list(reached)[10:] == expected


def test_a_skipped_gate_opens_nothing() -> None:
    assert after_ticks(gated(), ash=4) == ["gate"]


def test_a_gate_counts_what_it_opens_through_another_gate() -> None:
    inner = item("inner", NOTHING, show_if=when("gate", "yes"))
    hidden = [scale(f"hidden_{n}", "ash", show_if=when("inner", "yes")) for n in (1, 2)]
    made = gated(inner, *hidden)
    assert after_ticks(made, ash=6, gate="yes", inner="yes")[:2] == ["gate", "inner"]
    assert after_ticks(made, ash=4, gate="yes", inner="no") == ["gate", "inner"]


def test_an_item_that_two_gates_may_open_comes_while_either_may() -> None:
    other = item("other", NOTHING)
    either = Any((when("gate", "yes"), when("other", "yes")))
    made = gated(other, *(scale(f"hidden_{n}", "ash", show_if=either) for n in (1, 2)))
    assert after_ticks(made, ash=4, gate="no", other="no") == ["gate", "other"]
    assert after_ticks(made, ash=4, gate="no", other="yes")[:3] == ["gate", "other", "plain"]


def test_an_item_whose_condition_looks_at_the_context_is_asked_only_where_it_holds() -> None:
    stage = item("stage", {"going": {}, "ended": {}})
    made = bank(track([scale("tired", "ash", show_if=when("stage", "going")), scale("bored", "ash")], context=[stage]))
    assert walk(made, FULL, stage="going") == ["tired", "bored"]
    assert walk(made, FULL, stage="ended") == ["bored"]
    assert walk(made, FULL) == ["bored"]


def test_a_context_answer_off_the_path_opens_nothing() -> None:
    progress = item("progress", {"worse": {}, "same": {}})
    worse_for = item("worse_for", {"days": {}, "weeks": {}}, show_if=when("progress", "worse"))
    made = bank(track([scale("tired", "ash", show_if=when("worse_for", "weeks"))], context=[progress, worse_for]))
    assert next_item(made, HERE, answers(progress="same", worse_for="weeks"), FULL) is None
    assert walk(made, FULL, progress="worse", worse_for="weeks") == ["tired"]


# ---- private items


@pytest.mark.parametrize("length", Length)
def test_private_items_come_last_even_if_tick_all(length: Length) -> None:
    secrets = item("secrets", {"a": {"elm": 1}}, many=True, private=True)
    made = bank(track([secrets, *scales("elm", 2, private=True), *scales("ash", 3)]))
    assert walk(made, length) == ["ash_0", "ash_1", "ash_2", "secrets", "elm_0", "elm_1"]


@pytest.mark.parametrize(
    ("quick", "private_reasons", "expected"),
    [
        (8, 0, 7),  # 8 - 1
        (8, 1, 5),  # 8 - (1 + 2)
        (8, 2, 3),
        (8, 5, 1),  # never fewer than one
        (1, 1, 1),
    ],
)
def test_quick_leaves_room_for_private_items(quick: int, private_reasons: int, expected: int) -> None:
    names = [f"secret_{number}" for number in range(private_reasons)]
    items = [*scales("ash", 9), *scales("elm", 9, private=True)]
    made = bank(track(items, reasons=["ash", "elm", *names], private=names, quick=quick))
    asked = walk(made, QUICK)
    assert [id.split("_")[0] for id in asked] == ["ash"] * expected + ["elm"] * (quick - expected)


def test_room_that_is_not_needed_goes_to_private_items() -> None:
    made = bank(track([*scales("ash", 2), *scales("elm", 9, private=True)], quick=8))
    assert len(walk(made, QUICK)) == 8


def test_the_first_ten_are_counted_over_both_phases() -> None:
    # Six and four; then elm is settled: 100 * 4.25 / 9 = 47.2 at best.
    made = bank(track([*scales("ash", 6), *scales("elm", 8, private=True)]))
    given = {f"elm_{number}": "never" for number in range(4)}
    assert walk(made, STANDARD, **given) == [*(f"ash_{n}" for n in range(6)), *given]


@pytest.mark.parametrize(
    ("always", "expected"),
    [
        # Of 16 open and one private item on ash, phase one asks 12. The five left could bring ash to
        (5, ["secret"]),  # 100 * 10.25 / 18 = 56.9. By the private one alone it would be 44.6.
        (4, []),  # 100 * 9.25 / 18 = 51.4
    ],
)
def test_in_phase_two_what_phase_one_left_out_still_keeps_a_reason_open(always: int, expected: list[str]) -> None:
    made = bank(track([*scales("ash", 16), scale("secret", "ash", private=True)], quick=13))
    given = {f"ash_{number}": "always" if number < always else "never" for number in range(12)}
    assert walk(made, QUICK, **given)[12:] == expected


def test_phase_one_asks_a_gate_for_the_sake_of_private_items() -> None:
    hidden = [scale(f"secret_{n}", "ash", private=True, show_if=when("gate", "yes")) for n in (1, 2)]
    made = bank(track([*ten_ticks(), item("gate", NOTHING), scale("plain", "ash"), *hidden]))
    assert after_ticks(made, ash=6, gate="yes") == ["gate", "plain", "secret_1", "secret_2"]


def test_phase_one_does_not_start_again_in_phase_two() -> None:
    # Settled without its private items, ash is not taken up again whatever they say.
    made = bank(track([*scales("ash", 12), *scales("elm", 2, private=True)]))
    given = {f"ash_{number}": "never" for number in range(10)} | {"elm_0": "always", "elm_1": "always"}
    assert walk(made, STANDARD, **given)[10:] == ["elm_0", "elm_1"]


# ---- what may be asked of the functions


def test_a_response_that_the_walk_does_not_reach_is_not_looked_at() -> None:
    made = bank(track(scales("ash", 3)))
    held = answers(ash_2="what is this", ash_0="never", elsewhere="yes")
    coming = next_item(made, HERE, held, FULL)
    assert coming is made.tracks[HERE].items[1]
    assert [one.id for one in asked(made, HERE, held, FULL)] == ["ash_0"]


def test_an_earlier_answer_is_found_again_when_the_walk_comes_back_to_it() -> None:
    hidden = scale("hidden", "ash", show_if=when("gate", "yes"))
    made = bank(track([item("gate", NOTHING), hidden]))
    held = answers(hidden="often", gate="no")
    assert [one.id for one in asked(made, HERE, held, FULL)] == ["gate"]
    assert [one.id for one in asked(made, HERE, {**held, **answers(gate="yes")}, FULL)] == ["gate", "hidden"]


def test_asked_names_the_items_in_the_order_asked_without_the_context() -> None:
    made = bank(track([*scales("ash", 2), *scales("elm", 1)], context=[item("stage", NOTHING)]))
    held = run(made, FULL, answers(stage="yes"))
    assert list(held) == ["stage", "ash_0", "elm_0", "ash_1"]
    assert [one.id for one in asked(made, HERE, held, FULL)] == ["ash_0", "elm_0", "ash_1"]


@pytest.mark.parametrize("length", ["quick", "standard", "full"])
def test_a_length_may_be_its_word(length: str) -> None:
    made = bank(track(scales("ash", 2)))
    coming = next_item(made, HERE, {}, length)  # type: ignore[arg-type]
    assert coming is made.tracks[HERE].items[0]


def test_an_unknown_length_is_refused() -> None:
    with pytest.raises(ValueError, match="endless"):
        next_item(bank(track(scales("ash", 2))), HERE, {}, "endless")  # type: ignore[arg-type]


def test_lists_and_tuples_are_taken_alike() -> None:
    made = bank(track([*ten_ticks()[:2], *scales("ash", 1)]))
    given = answers(tick_0=["elm", "ash"])
    assert next_item(made, HERE, {id: list(one) for id, one in given.items()}, FULL) is made.tracks[HERE].items[1]
    assert next_item(made, HERE, {id: tuple(one) for id, one in given.items()}, FULL) is made.tracks[HERE].items[1]


@pytest.mark.parametrize("where", ["stage", "ash_0"])
def test_an_unknown_option_is_refused(where: str) -> None:
    made = bank(track(scales("ash", 2), context=[item("stage", NOTHING)]))
    with pytest.raises(ValueError, match=f"{where} has no option perhaps"):
        next_item(made, HERE, answers(**{where: "perhaps"}), FULL)


def test_an_unknown_track_is_refused() -> None:
    with pytest.raises(KeyError):
        next_item(bank(track(scales("ash", 2))), TrackId("there"), {}, FULL)


def test_responses_that_are_changed_afterwards_leave_no_trace() -> None:
    made = bank(track([item("gate", NOTHING), scale("hidden", "ash", show_if=when("gate", "yes"))]))
    held = {id: list(one) for id, one in answers(gate="yes").items()}
    assert next_item(made, HERE, held, FULL) is made.tracks[HERE].items[1]
    held[made.tracks[HERE].items[0].id].clear()
    assert next_item(made, HERE, held, FULL) is None


# ---- the helper that the tests above stand on


@pytest.mark.parametrize(
    ("given", "message"),
    [
        ({"elsewhere": "yes"}, "no item elsewhere"),
        ({"gate": "perhaps"}, "no option perhaps"),
        ({"gate": "no", "hidden": "often"}, "does not reach hidden"),
    ],
)
def test_a_walk_refuses_answers_that_have_no_place_in_it(given: dict[str, str], message: str) -> None:
    made = bank(track([item("gate", NOTHING), scale("hidden", "ash", show_if=when("gate", "yes"))]))
    with pytest.raises(ValueError, match=message):
        walk(made, FULL, **given)


# ---- items that are always asked


def always(*names: str, show_if: Condition | None = None, private: bool = False) -> list[Item]:
    return [replace(scale(name, "fir", show_if=show_if, private=private), always=True) for name in names]


@pytest.mark.parametrize("length", Length)
def test_what_is_always_asked_comes_after_the_tick_all_items_and_before_any_other(length: Length) -> None:
    made = bank(track([*ten_ticks()[:2], *scales("ash", 4), *always("own_1", "own_2")], quick=5))
    asked_of = walk(made, length)
    assert asked_of[:5] == ["tick_0", "tick_1", "own_1", "own_2", "ash_0"]
    assert len(asked_of) == (5 if length is QUICK else 8)


def test_others_come_in_the_order_that_they_would_come_in_without_it() -> None:
    others = [*scales("ash", 3), *scales("elm", 3), scale("fir_0", "fir")]
    without = walk(bank(track(others, quick=20)), FULL)
    assert walk(bank(track([*others, *always("own")], quick=20)), FULL) == ["own", *without]


@pytest.mark.parametrize(("count", "expected"), [(1, 8), (5, 8), (6, 9), (9, 12)])
def test_five_are_asked_inside_quick_and_more_make_it_longer(count: int, expected: int) -> None:
    here = track([*scales("ash", 20), *always(*(f"own_{number}" for number in range(count)))], quick=8)
    asked_of = walk(bank(here), QUICK)
    assert asked_of[:count] == [f"own_{number}" for number in range(count)]
    assert len(asked_of) == expected == at_most(here, QUICK)


def test_those_that_are_private_come_in_their_part_and_leave_the_others_their_room() -> None:
    own = always(*(f"own_{number}" for number in range(8)), private=True)
    here = track([*scales("ash", 20), *scales("elm", 5, private=True), *own], private=["elm"], quick=10)
    asked_of = walk(bank(here), QUICK)
    assert asked_of == [*(f"ash_{number}" for number in range(7)), *(f"own_{number}" for number in range(8))]
    assert at_most(here, QUICK) == 15


def test_they_are_asked_where_nothing_else_finds_room_and_where_much_is_asked_again() -> None:
    here = track([*ten_ticks(), *scales("ash", 9), *always("own")], quick=4)
    assert walk(bank(here), QUICK) == ["tick_0", "tick_1", "tick_2", "tick_3", "own"]
    assert at_most(here, QUICK) == 5
    earlier = [f"ash_{number}" for number in range(6)]
    assert again(bank(here), QUICK, earlier) == [*earlier, "own"]


def test_one_that_waits_for_an_answer_comes_as_soon_as_it_is_given() -> None:
    gate = item("gate", NOTHING)
    hidden = always("own", show_if=when("gate", "yes"))
    made = bank(track([*scales("ash", 2), gate, *scales("elm", 2), *hidden]))
    opened, closed = walk(made, FULL, gate="yes"), walk(made, FULL, gate="no")
    assert opened[opened.index("gate") + 1] == "own"
    assert "own" not in closed


# ---- the questions of an earlier take once more


def again(made: Bank, length: Length, earlier: Sequence[str], **given: str) -> list[str]:
    """What is asked of someone who is asked these again, answers so and skips the rest."""
    held: dict[ItemId, Response] = {}
    sheet = answers(**given)
    ids = [ItemId(id) for id in earlier]
    while coming := next_item(made, HERE, held, length, ids):
        assert coming.id not in held
        held[coming.id] = sheet.get(coming.id, ())
    assert [one.id for one in asked(made, HERE, held, length, ids)] == list(held)
    assert len(held) <= at_most(made.tracks[HERE], length, ids)
    return [str(id) for id in held]


def test_what_was_asked_before_comes_first_in_its_order_and_then_what_would_come() -> None:
    made = bank(track([*ten_ticks()[:2], *scales("ash", 4)]))
    assert again(made, FULL, ["ash_2", "gone", "tick_1", "ash_0"]) == [
        *("ash_2", "tick_1", "ash_0"),
        *("tick_0", "ash_1", "ash_3"),
    ]


def test_what_was_asked_before_is_asked_only_once_its_condition_holds() -> None:
    made = bank(track([item("gate", NOTHING), scale("hidden", "ash", show_if=when("gate", "yes")), scale("x", "ash")]))
    assert again(made, FULL, ["hidden", "gate"], gate="yes") == ["gate", "hidden", "x"]
    assert again(made, FULL, ["hidden", "gate"], gate="no") == ["gate", "x"]


def test_what_was_asked_before_is_asked_whatever_the_cap_and_private_items_still_come_last() -> None:
    made = bank(track([*scales("elm", 9, private=True), *scales("ash", 9)], quick=4))
    earlier = ["elm_8", *(f"ash_{number}" for number in (6, 5, 4, 3, 2))]
    assert again(made, QUICK, earlier) == [*earlier[1:], "elm_8"]
    assert again(made, QUICK, ["elm_8", "elm_7"]) == ["ash_0", "ash_1", "ash_2", "elm_8", "elm_7"]


@given(drafts(at_most=20, stages=True), st.data(), st.sampled_from(Length))
def test_all_that_was_asked_before_and_is_on_the_path_is_asked_again(
    draft: Draft, data: st.DataObject, length: Length
) -> None:
    made = draft.bank()
    here = made.tracks[HERE]
    sheet = data.draw(sheets(made))
    met, earlier = as_met(here, sheet), data.draw(st.permutations([one.id for one in here.items]))
    earlier = earlier[: data.draw(st.integers(0, len(earlier)))]
    held: dict[ItemId, Response] = {id: sheet[id] for id in on_path(met.context, sheet)}
    while coming := next_item(made, HERE, held, length, earlier):
        held[coming.id] = sheet.get(coming.id, ())
    count = len([one for one in here.items if one.id in held])
    assert count <= at_most(here, length, earlier)
    path = on_path((*met.context, *met.items), {**dict.fromkeys(earlier, ()), **held})
    assert {id for id in earlier if id in path} <= held.keys()

from dataclasses import replace
from itertools import product

import pytest
from hypothesis import assume, given
from making import EVERY_STAGE, HERE, Draft, answers, bank, drafts, item, scale, track, when

from stuckpoint.bank import DOES_NOT_APPLY, NONE_OF_THESE, Item, Response, Stage, Track
from stuckpoint.bank.conditions import All, Any, Condition
from stuckpoint.bank.reach import as_met, as_most_meet, fullest_route, most_context, on_path, out_of_reach

GATE = item("gate", {"yes": {}, "no": {}})
TICKS = item("ticks", {"a": {}, "b": {}}, many=True)


def beyond(show_if: Condition, *before: Item, context: tuple[Item, ...] = ()) -> list[str]:
    made = track([*before, scale("last", "ash", show_if=show_if)], context=context)
    return [str(one.id) for one in out_of_reach(made)]


@pytest.mark.parametrize(
    ("show_if", "reached"),
    [
        (when("gate", "yes"), True),
        (Any((when("gate", "yes"), when("gate", "no"))), True),
        (All((when("gate", "yes", "no"), when("gate", "no"))), True),
        (All((when("gate", "yes"), when("gate", "no"))), False),  # one question takes one answer
        (Any((All((when("gate", "yes"), when("gate", "no"))), when("ticks", "a"))), True),
        (All((when("ticks", "a"), when("ticks", "b"))), True),  # many takes many
        (All((when("ticks", "a"), when("ticks", "none_of_these"))), False),  # but none of these excludes the rest
    ],
)
def test_an_item_is_out_of_reach_where_no_answers_make_its_condition_hold(show_if: Condition, reached: bool) -> None:
    assert beyond(show_if, GATE, TICKS) == ([] if reached else ["last"])
    assert beyond(show_if, context=(GATE, TICKS)) == ([] if reached else ["last"])


def test_what_waits_for_an_item_out_of_reach_is_out_of_reach() -> None:
    never = All((when("gate", "yes"), when("gate", "no")))
    between = item("between", {"a": {}, "b": {}}, show_if=never)
    assert beyond(when("between", "a"), GATE, between) == ["between", "last"]
    opposite = item("between", {"a": {}, "b": {}}, show_if=when("gate", "yes"))
    assert beyond(All((when("between", "a"), when("gate", "no"))), GATE, opposite) == ["last"]
    assert beyond(All((when("between", "a"), when("gate", "yes"))), GATE, opposite) == []


def test_at_most_so_many_context_items_are_asked_of_one_person() -> None:
    asides = [item(f"aside_{word}", {"a": {}, "b": {}}, show_if=when("gate", word)) for word in ("yes", "no")]
    last = item("last", {"a": {}, "b": {}}, show_if=when("aside_no", "a"))
    assert most_context(track([], context=(GATE, *asides))) == 2
    assert most_context(track([], context=(GATE, *asides, last))) == 3
    assert most_context(track([])) == 0


def test_the_fullest_route_takes_the_branch_that_asks_most() -> None:
    items = [
        GATE,
        scale("always", "ash"),
        scale("one", "ash", show_if=when("gate", "yes")),
        *(scale(f"two_{number}", "ash", show_if=when("gate", "no")) for number in range(2)),
        scale("other", "elm", show_if=when("gate", "yes")),
    ]
    here = track(items)
    ash, elm = (fullest_route(here, reason.id) for reason in here.reasons)
    assert (ash.weight, [one.id for one in ash.items]) == (3.0, ["gate", "always", "two_0", "two_1"])
    assert (elm.weight, [one.id for one in elm.items]) == (1.0, ["gate", "always", "other"])


def test_where_there_are_too_many_ways_to_answer_a_route_takes_everything() -> None:
    gates = [item(f"gate_{number}", {"yes": {}, "no": {}}) for number in range(20)]
    never = All((when("gate_0", "yes"), when("gate_0", "no")))
    every = All((never, *(when(gate.id, "yes") for gate in gates)))
    here = track([*gates, scale("last", "ash", show_if=every)])
    assert [one.id for one in out_of_reach(here)] == ["last"]
    assert fullest_route(here, here.reasons[0].id).weight == 1.0


def ways(here: Track) -> list[frozenset[str]]:
    """Returns what is on the path for every way of answering everything, worked out one by one."""
    every = [*here.context, *here.items]
    waited = [one for one in every if one.id == "stage" or any(str(one.id) in str(other.show_if) for other in every)]
    assume(sum(len(one.options) for one in waited) <= 14)
    choices: list[list[Response]] = []
    for one in waited:
        single: list[Response] = [(option.id,) for option in one.options]
        every_tick = tuple(option.id for option in one.options if option.id != NONE_OF_THESE)
        unsaid: list[Response] = [()] if one.id == "stage" else []
        choices.append([*single, every_tick, (DOES_NOT_APPLY,)] if one.many else [*single, *unsaid])
    found = []
    for way in product(*choices):
        responses = {**{one.id: () for one in every}, **{one.id: r for one, r in zip(waited, way, strict=True)}}
        met = as_met(here, responses)
        found.append(frozenset(on_path((*met.context, *met.items), responses)))
    return [frozenset(map(str, on)) for on in found]


@given(drafts(at_least=2, at_most=7, stages=True))
def test_reach_and_routes_are_what_trying_every_answer_finds(draft: Draft) -> None:
    here = draft.bank().tracks[HERE]
    tried = ways(here)
    reached = frozenset().union(*tried)
    assert {str(one.id) for one in out_of_reach(here)} == {str(one.id) for one in here.items} - reached
    for reason in here.reasons:
        most = max(sum(one.most.get(reason.id, 0.0) for one in here.items if one.id in on) for on in tried)
        assert fullest_route(here, reason.id).weight == pytest.approx(most)


def test_an_item_that_waits_for_nothing_is_never_out_of_reach() -> None:
    assert out_of_reach(bank(track([scale("tired", "ash")])).tracks[HERE]) == ()


STAGES = item("stage", {"going": {}, "parted": {}, "never": {}})


def test_a_track_is_met_with_the_items_that_serve_the_stage_and_by_those_who_do_not_say_as_if_they_had_begun() -> None:
    begun, always = scale("begun", "ash"), replace(scale("always", "ash"), stages=EVERY_STAGE)
    first = replace(scale("first", "ash"), stages=frozenset({Stage.NEVER}))
    here = track([begun, always, first], context=[STAGES, item("progress", {"same": {}})])
    met = {said: as_met(here, answers(stage=[said] if said else [])) for said in ("", "going", "parted", "never")}
    assert {said: [one.id for one in one.items] for said, one in met.items()} == {
        "": ["begun", "always"],
        "going": ["begun", "always"],
        "parted": ["begun", "always"],
        "never": ["always", "first"],
    }
    assert [one.id for one in met["never"].context] == ["stage"]
    assert met["going"] is met["parted"]


def test_most_meet_a_track_without_the_stages_at_which_something_else_is_asked() -> None:
    together = replace(scale("together", "ash"), stages=frozenset({Stage.GOING}))
    most = as_most_meet(track([together, scale("begun", "ash")], context=[STAGES]))
    assert [one.id for one in most.items] == ["together", "begun"]
    assert [option.id for option in most.context[0].options] == ["going"]


def test_an_item_for_a_stage_that_nobody_can_say_is_out_of_reach() -> None:
    first = replace(scale("first", "ash"), stages=frozenset({Stage.NEVER}))
    for stages, unreached in ((["going"], ["first"]), (["going", "never"], [])):
        here = track([scale("begun", "ash"), first], context=[item("stage", {stage: {} for stage in stages})])
        assert [one.id for one in out_of_reach(here)] == unreached

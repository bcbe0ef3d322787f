"""The promises of the score and of the walk, held on random banks. docs/method.md explains each."""

from collections.abc import Mapping
from dataclasses import replace
from itertools import pairwise

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from making import HERE, Draft, Sketch, answer, bank, drafts, item, of, run, scores, sheets, standing_out, track

from stuckpoint.bank import Bank, Item, ItemId, OptionId, Response, Responses
from stuckpoint.bank.conditions import leaves
from stuckpoint.engine import Finding, Findings, Length, Standing, asked, at_most, findings, next_item

# Long enough for a walk to leave the coverage order, which takes more than ten items.
long_drafts = drafts(at_least=13, at_most=25) | drafts(at_least=13, at_most=25) | drafts()
flat_drafts = drafts(conditions=False)
lengths = st.sampled_from(Length)
bytes_ = st.integers(0, 255)


def found(bank: Bank, sheet: Responses) -> Findings:
    return findings(bank, HERE, sheet, private=True)


def changed(bank: Bank, sheet: Responses, id: ItemId, response: Response) -> Findings:
    return found(bank, {**sheet, id: response})


def says(item: Item, response: Response, reason: str) -> float | None:
    """v of the response for the reason; None for a skip."""
    chosen = item.chosen(response)
    return max(option.balanced.get(reason, 0.0) for option in chosen) if chosen else None  # type: ignore[call-overload]


def near(numbers: Mapping[str, float | None]) -> Mapping[str, object]:
    return {name: None if number is None else pytest.approx(number, abs=1e-9) for name, number in numbers.items()}


def any_item(data: st.DataObject, bank: Bank) -> Item:
    return data.draw(st.sampled_from(bank.tracks[HERE].items))


def with_items(bank: Bank, *items: Item) -> Bank:
    return replace(bank, tracks={HERE: replace(bank.tracks[HERE], items=items)})


# 1
@given(drafts(at_least=0), st.data())
def test_a_score_is_from_0_to_100_and_is_missing_exactly_when_nothing_answered_speaks_of_its_reason(
    draft: Draft, data: st.DataObject
) -> None:
    bank = draft.bank()
    for one in found(bank, data.draw(sheets(bank))).findings:
        assert (one.score is None) == (one.answered_weight == 0) == (one.prior is None)
        assert one.score is None or 0 <= one.score <= 100


# 2, 3
@given(flat_drafts, st.data())
def test_saying_more_for_a_reason_never_lowers_its_score_and_saying_the_same_leaves_it_be(
    draft: Draft, data: st.DataObject
) -> None:
    bank = draft.bank()
    sheet, item = data.draw(sheets(bank)), any_item(data, bank)
    less, more = answer(item, data.draw(bytes_)), answer(item, data.draw(bytes_))
    assume(item.chosen(less) and item.chosen(more))
    before, after = scores(changed(bank, sheet, item.id, less)), scores(changed(bank, sheet, item.id, more))
    for reason in draft.reasons:
        low, high, old, new = says(item, less, reason), says(item, more, reason), before[reason], after[reason]
        assert low is not None
        assert high is not None
        if low == high:
            assert new == (None if old is None else pytest.approx(old, abs=1e-9))
        else:
            assert old is not None
            assert new is not None
            assert new >= old - 1e-9 if high > low else new <= old + 1e-9


# 4
@given(drafts(at_least=8, at_most=25, conditions=False), st.data())
def test_saying_more_for_a_reason_that_stands_out_keeps_it_standing_out_and_its_answered_weight(
    draft: Draft, data: st.DataObject
) -> None:
    bank = draft.bank()
    sheet, item = data.draw(sheets(bank)), any_item(data, bank)
    less, more = answer(item, data.draw(bytes_)), answer(item, data.draw(bytes_))
    assume(item.chosen(less) and item.chosen(more))
    before, after = {**sheet, item.id: less}, {**sheet, item.id: more}
    for reason in draft.reasons:
        assert of(found(bank, before), reason).answered_weight == of(found(bank, after), reason).answered_weight
    for length in (Length.FULL, Length.STANDARD):
        was_out = standing_out(found(bank, run(bank, length, before)))
        is_out = standing_out(found(bank, run(bank, length, after)))
        for reason in was_out:
            if (says(item, more, reason) or 0.0) >= (says(item, less, reason) or 0.0):
                assert reason in is_out


# 5
@given(drafts(), st.data())
def test_the_order_of_answers_changes_no_bit_of_a_finding(draft: Draft, data: st.DataObject) -> None:
    bank = draft.bank()
    sheet = data.draw(sheets(bank))
    order = data.draw(st.permutations(list(sheet)))
    assert found(bank, {id: sheet[id] for id in order}).findings == found(bank, sheet).findings


# 5
@given(flat_drafts, st.data())
def test_the_order_of_items_in_the_file_changes_no_score(draft: Draft, data: st.DataObject) -> None:
    bank = draft.bank()
    sheet = data.draw(sheets(bank))
    shuffled = replace(draft, items=tuple(data.draw(st.permutations(draft.items)))).bank()
    assert scores(found(shuffled, sheet)) == near(scores(found(bank, sheet)))


# 6
@given(drafts(), st.data())
def test_a_skipped_item_counts_as_one_that_is_not_in_the_bank(draft: Draft, data: st.DataObject) -> None:
    bank = draft.bank()
    sheet, item = data.draw(sheets(bank)), any_item(data, bank)
    without = with_items(bank, *(one for one in bank.tracks[HERE].items if one is not item))
    skipped, absent = changed(bank, sheet, item.id, ()), found(without, sheet)
    assert skipped.findings == absent.findings
    assert skipped.answered == absent.answered
    assert skipped.raised == absent.raised


# 7
@given(drafts(), st.data())
def test_an_item_that_says_nothing_about_a_reason_leaves_its_score_be(draft: Draft, data: st.DataObject) -> None:
    bank = draft.bank()
    sheet, item = data.draw(sheets(bank)), any_item(data, bank)
    others = tuple(one for one in bank.tracks[HERE].items if one is not item)
    assume(item.id not in {leaf.item for one in others for leaf in leaves(one.show_if)})
    whole, without = scores(found(bank, sheet)), scores(found(with_items(bank, *others), sheet))
    for reason in draft.reasons:
        if reason not in item.most:
            assert whole[reason] == without[reason]


# 8
@given(long_drafts, st.data(), st.floats(1e-3, 1e3), st.booleans(), lengths)
def test_rescaling_the_weights_of_one_item_or_of_the_bank_changes_nothing(
    draft: Draft, data: st.DataObject, by: float, all_of_them: bool, length: Length
) -> None:
    chosen = data.draw(st.sampled_from(draft.items))
    rescaled = tuple(_rescaled(one, by) if all_of_them or one is chosen else one for one in draft.items)
    bank, other = draft.bank(), replace(draft, items=rescaled).bank()
    sheet = data.draw(sheets(bank))
    assert scores(found(other, sheet)) == near(scores(found(bank, sheet)))
    assert list(run(other, length, sheet)) == list(run(bank, length, sheet))


def _rescaled(sketch: Sketch, by: float) -> Sketch:
    options = {name: {to: w * by for to, w in says.items()} for name, says in sketch.options.items()}
    return replace(sketch, options=options)


# 9
@given(drafts(), st.data())
def test_asking_everything_twice_keeps_each_score_on_its_side_of_25_and_no_nearer(
    draft: Draft, data: st.DataObject
) -> None:
    bank = draft.bank()
    sheet = data.draw(sheets(bank))
    items = bank.tracks[HERE].items
    again = tuple(replace(one, id=ItemId(f"{one.id}_again")) for one in items)
    twice = {**sheet, **{second.id: sheet[first.id] for first, second in zip(items, again, strict=True)}}
    once, doubled = scores(found(bank, sheet)), scores(found(with_items(bank, *items, *again), twice))
    for reason, score in once.items():
        more = doubled[reason]
        if score is None:
            assert more is None
        else:
            assert more is not None
            assert (more - 25) * (score - 25) >= -1e-9
            assert abs(more - 25) >= abs(score - 25) - 1e-9


# 10
@given(drafts(), st.data())
def test_a_score_is_the_sum_of_its_contributions_and_the_imaginary_mild_answer(
    draft: Draft, data: st.DataObject
) -> None:
    bank = draft.bank()
    for one in found(bank, data.draw(sheets(bank))).findings:
        parts = [contribution.points for contribution in one.contributions]
        assert min(parts, default=0.0) >= 0
        if one.score is None:
            assert not parts
        else:
            assert one.prior is not None
            assert sum(parts) + one.prior == pytest.approx(one.score, abs=1e-7)


# 11
@pytest.mark.slow
@given(flat_drafts, st.data())
def test_an_option_that_says_not_me_never_scores_higher_than_a_skip(draft: Draft, data: st.DataObject) -> None:
    bank = draft.bank()
    sheet, item = data.draw(sheets(bank)), any_item(data, bank)
    response = answer(item, data.draw(bytes_))
    assume(item.chosen(response))
    said, skipped = scores(changed(bank, sheet, item.id, response)), scores(changed(bank, sheet, item.id, ()))
    for reason in draft.reasons:
        if says(item, response, reason) == 0:
            old, new = skipped[reason], said[reason]
            assert (25.0 if new is None else new) <= (25.0 if old is None else old) + 1e-9


# 12
@given(drafts(), st.data())
def test_other_names_for_the_reasons_give_the_same_findings_under_those_names(
    draft: Draft, data: st.DataObject
) -> None:
    name = dict(zip(draft.reasons, data.draw(st.permutations(draft.reasons)), strict=True))
    items = tuple(
        replace(one, options={id: {name[to]: w for to, w in says.items()} for id, says in one.options.items()})
        for one in draft.items
    )
    reasons = tuple(name[one] for one in draft.reasons)
    renamed = replace(draft, items=items, reasons=reasons, private=frozenset(name[one] for one in draft.private))
    bank, other = draft.bank(), renamed.bank()
    sheet = data.draw(sheets(bank))
    for here, there in zip(found(bank, sheet).findings, found(other, sheet).findings, strict=True):
        assert there.reason.id == name[here.reason.id]
        assert replace(there, reason=here.reason) == here


# 12
@given(drafts(), st.data())
def test_reasons_are_shown_highest_first_and_reversing_the_bank_reverses_only_ties(
    draft: Draft, data: st.DataObject
) -> None:
    bank, reversed_bank = draft.bank(), replace(draft, reasons=draft.reasons[::-1]).bank()
    sheet = data.draw(sheets(bank))
    rows = found(bank, sheet).findings, found(reversed_bank, sheet).findings
    for row, order in zip(rows, (draft.reasons, draft.reasons[::-1]), strict=True):
        for one, following in pairwise(row):
            assert _rank(one) <= _rank(following)
            if _rank(one) == _rank(following):
                assert order.index(one.reason.id) < order.index(following.reason.id)
    assert scores(found(bank, sheet)) == scores(found(reversed_bank, sheet))


def _rank(one: Finding) -> tuple[bool, float]:
    return one.score is None, 0.0 if one.score is None else -round(one.score, 6)


# 13
@given(drafts(at_least=0), lengths)
def test_when_everything_is_skipped_nothing_is_scored(draft: Draft, length: Length) -> None:
    bank = draft.bank()
    for held in (run(bank, length, {}), {one.id: () for one in bank.tracks[HERE].items}, {}):
        result = found(bank, held)
        assert result.answered == ()
        assert result.raised == ()
        assert {(one.score, one.standing) for one in result.findings} == {(None, Standing.NOT_ENOUGH)}


# 14
@given(long_drafts, st.data(), lengths)
def test_a_walk_asks_nothing_twice_ends_in_time_and_depends_only_on_what_was_answered(
    draft: Draft, data: st.DataObject, length: Length
) -> None:
    bank = draft.bank()
    here = bank.tracks[HERE]
    sheet = data.draw(sheets(bank))
    held = run(bank, length, sheet)  # raises for an item that comes twice
    ids = [id for id in held if id not in {one.id for one in here.context}]
    assert [one.id for one in asked(bank, HERE, held, length)] == ids
    assert len(ids) <= at_most(here, length) <= len(here.items)
    always = {one.id for one in here.items if one.always}
    assert length is not Length.QUICK or len([id for id in ids if id not in always]) <= here.quick
    shuffled: dict[ItemId, Response] = {id: held[id][::-1] for id in data.draw(st.permutations(list(held)))}
    assert next_item(bank, HERE, shuffled, length) is None
    assert [one.id for one in asked(bank, HERE, shuffled, length)] == ids
    saved = dict(list(held.items())[: data.draw(st.integers(0, len(held)))])
    freshly_loaded = draft.bank()
    assert list(run(freshly_loaded, length, {**sheet, **saved})) == list(held)


# 15, 19
@given(long_drafts, st.data())
def test_what_stands_out_after_standard_stands_out_whatever_else_is_answered_or_skipped(
    draft: Draft, data: st.DataObject
) -> None:
    bank = draft.bank()
    held = run(bank, Length.STANDARD, data.draw(sheets(bank)))
    everything = run(bank, Length.FULL, {**data.draw(sheets(bank)), **held})
    for private in (True, False):
        at_the_end = findings(bank, HERE, everything, private=private)
        assert standing_out(at_the_end) == standing_out(findings(bank, HERE, held, private=private))


# 16
@given(long_drafts, st.data(), lengths)
def test_answering_anew_after_going_back_is_the_same_as_answering_once(
    draft: Draft, data: st.DataObject, length: Length
) -> None:
    bank = draft.bank()
    sheet, other = data.draw(sheets(bank)), data.draw(sheets(bank))
    once = run(draft.bank(), length, sheet)
    back_to = data.draw(st.integers(0, len(once)))
    before = dict(list(once.items())[:back_to])
    # Goes on with other answers, comes back, and finds those remembered but not in the way.
    astray = run(bank, length, {**other, **before})
    again = run(bank, length, {**astray, **sheet})
    assert list(again) == list(once)
    assert found(bank, again) == found(bank, once)


# 17
@given(flat_drafts, st.data())
def test_one_more_tick_lowers_no_score_and_moves_only_reasons_that_its_option_points_to(
    draft: Draft, data: st.DataObject
) -> None:
    bank = draft.bank()
    many = [one for one in bank.tracks[HERE].items if one.many]
    assume(many)
    sheet, item = data.draw(sheets(bank)), data.draw(st.sampled_from(many))
    options = [option.id for option in item.options[:-1]]
    ticks = data.draw(st.lists(st.sampled_from(options), min_size=1, unique=True))
    *fewer, last = ticks
    added = next(option for option in item.options if option.id == last)
    before = scores(changed(bank, sheet, item.id, fewer or [OptionId("none_of_these")]))
    after = scores(changed(bank, sheet, item.id, ticks))
    for reason, score in after.items():
        old = before[reason]
        if reason not in added.balanced:
            assert score == old
        else:
            assert score is not None
            assert old is not None
            assert score >= old - 1e-9
    assert changed(bank, sheet, item.id, ticks[::-1]).findings == changed(bank, sheet, item.id, ticks).findings


# 17
@given(st.floats(0.01, 100), st.booleans())
def test_a_tick_all_item_with_one_option_scores_as_a_choose_one_that_points_two_ways(w: float, ticked: bool) -> None:
    tick_all = bank(track([item("one", {"yes": {"ash": w}}, many=True)]))
    choose_one = bank(track([item("one", {"yes": {"ash": w}, "other": {"beech": w}, "none_of_these": {}})]))
    response = {ItemId("one"): (OptionId("yes" if ticked else "none_of_these"),)}
    assert scores(found(tick_all, response))["ash"] == scores(found(choose_one, response))["ash"]


# 18
@given(long_drafts, st.data(), lengths)
def test_what_is_not_private_depends_on_no_private_answer(draft: Draft, data: st.DataObject, length: Length) -> None:
    bank = draft.bank()
    here = bank.tracks[HERE]
    private = {one.id for one in (*here.context, *here.items) if one.private}
    one, other = data.draw(sheets(bank)), data.draw(sheets(bank))
    alike = {id: other[id] if id in private else response for id, response in one.items()}
    open_only = {id: response for id, response in one.items() if id not in private}
    assert findings(bank, HERE, one) == findings(bank, HERE, alike) == findings(bank, HERE, open_only)
    walks = [run(bank, length, sheet) for sheet in (one, alike, open_only)]
    first, second, third = ([id for id in walked if id not in private] for walked in walks)
    assert first == second == third

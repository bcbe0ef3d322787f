"""The fast adding up against the engine itself, on random banks."""

from math import inf

import pytest
from hypothesis import given
from hypothesis import strategies as st
from making import HERE, Draft, answers, bank, drafts, of, scale, sheets, standing_out, track, when

from stuckpoint.length import Length
from stuckpoint.model import Bank, ItemId, Response, Responses
from stuckpoint.people import AnswerSheet
from stuckpoint.scoring import findings
from stuckpoint.session import asked
from stuckpoint.tally import Tally


def as_sheet(bank: Bank, responses: Responses) -> AnswerSheet:
    """Returns responses as the positions of what was chosen."""
    here = bank.tracks[HERE]
    return tuple(
        tuple(at for at, option in enumerate(item.options) if option.id in responses.get(item.id, ()))
        for item in (*here.context, *here.items)
    )


@given(drafts(), st.data())
def test_every_score_standing_and_the_first_reason_are_those_of_the_findings(draft: Draft, data: st.DataObject) -> None:
    bank = draft.bank()
    responses = data.draw(sheets(bank))
    tally = Tally(bank.tracks[HERE])
    sums = tally.sums(tally.path(as_sheet(bank, responses)))
    outcome = sums.outcome()
    expected = findings(bank, HERE, responses, private=True)
    reasons = bank.tracks[HERE].reasons
    for number, reason in enumerate(reasons):
        finding = of(expected, reason.id)
        assert sums.answered[number] == pytest.approx(finding.answered_weight, abs=1e-9)
        score = sums.scores()[number]
        assert score == (None if finding.score is None else pytest.approx(finding.score, abs=1e-9))
        assert outcome.ranks[number] == (-1.0 if finding.score is None else round(finding.score, 6))
    assert {reasons[number].id for number in outcome.standing_out} == standing_out(expected)
    first = expected.findings[0]
    assert outcome.first == (None if first.score is None else reasons.index(first.reason))


@given(drafts(at_least=8, at_most=25), st.data(), st.sampled_from(Length))
def test_what_a_walk_asked_comes_to_the_same_as_its_findings(draft: Draft, data: st.DataObject, length: Length) -> None:
    bank = draft.bank()
    here = bank.tracks[HERE]
    sheet = data.draw(sheets(bank))
    reached = asked(bank, HERE, sheet, length)
    held: dict[ItemId, Response] = {item.id: sheet[item.id] for item in (*here.context, *reached)}
    tally = Tally(here)
    at = {item.id: position for position, item in enumerate(tally.items)}
    outcome = tally.sums(tally.path(as_sheet(bank, sheet), {at[id] for id in held})).outcome()
    expected = findings(bank, HERE, held, private=True)
    assert {here.reasons[number].id for number in outcome.standing_out} == standing_out(expected)


@given(drafts(), st.data())
def test_sums_without_an_item_are_those_of_a_sheet_that_skips_it(draft: Draft, data: st.DataObject) -> None:
    bank = draft.bank()
    tally = Tally(bank.tracks[HERE])
    counted = list(tally.path(as_sheet(bank, data.draw(sheets(bank)))))
    position = data.draw(st.integers(0, len(counted) - 1))
    chosen = counted[position]
    whole = tally.sums(counted)
    counted[position] = ()
    skipped = tally.sums(counted)
    if chosen:
        whole = whole.without(tally.said(position, chosen))
    assert whole.gained == pytest.approx(skipped.gained, abs=1e-9)
    assert whole.answered == pytest.approx(skipped.answered, abs=1e-9)
    assert whole.outcome().first == skipped.outcome().first or level(whole.outcome().ranks, skipped.outcome().ranks)


def level(one: tuple[float, ...], other: tuple[float, ...]) -> bool:
    """Says whether the two highest are level, so that rounding may decide which is first."""
    return all(max(ranks) - sorted([*ranks, -inf])[-2] <= 2e-6 for ranks in (one, other))


def test_an_answer_off_the_path_counts_for_nothing() -> None:
    made = bank(track([scale("gate", "ash"), scale("then", "elm", show_if=when("gate", "always"))]))
    tally = Tally(made.tracks[HERE])
    shut, open_ = (as_sheet(made, answers(gate=gate, then="always")) for gate in ("never", "always"))
    assert tally.path(shut) == [(0,), ()]
    assert list(tally.path(open_)) == [(4,), (4,)]
    assert tally.sums(tally.path(shut)).scores() == [12.5, None]

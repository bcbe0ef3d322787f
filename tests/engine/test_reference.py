"""The engine against the plain one in reference.py, on random banks."""

import pytest
import reference
from hypothesis import given
from hypothesis import strategies as st
from making import HERE, Draft, drafts, run, sheets

from stuckpoint.engine import Length, findings
from stuckpoint.engine.plan import plan_for


@given(drafts(at_least=0, at_most=16, stages=True), st.data(), st.booleans())
def test_findings_are_those_of_the_reference(draft: Draft, data: st.DataObject, private: bool) -> None:
    bank = draft.bank()
    sheet = data.draw(sheets(bank))
    expected = reference.findings(bank.tracks[HERE], sheet, private)
    found = findings(bank, HERE, sheet, private=private).findings
    assert [one.reason.id for one in found] == list(expected)
    for one in found:
        score, weight, standing, points = expected[one.reason.id]
        assert one.score == (None if score is None else pytest.approx(score, abs=1e-9))
        assert one.answered_weight == pytest.approx(weight, abs=1e-9)
        assert one.standing == standing
        assert {part.item: part.points for part in one.contributions} == pytest.approx(points, abs=1e-9)
        assert [part.item for part in one.contributions] == list(points)


@given(drafts(at_most=25))
def test_the_coverage_order_is_that_of_the_reference(draft: Draft) -> None:
    track = draft.track()
    phases = [[one for one in track.items if one.private is private] for private in (False, True)]
    for phase, members in zip(plan_for(track).phases, phases, strict=False):
        order = [track.items[position].id for position in phase]
        assert order == [one.id for one in reference.coverage_order(track, members)]


@pytest.mark.parametrize("length", Length)
@given(drafts(at_least=13, at_most=25, stages=True) | drafts(stages=True), st.data())
def test_walks_are_those_of_the_reference(length: Length, draft: Draft, data: st.DataObject) -> None:
    bank = draft.bank()
    sheet = data.draw(sheets(bank))
    context = {one.id for one in bank.tracks[HERE].context}
    reached = [id for id in run(bank, length, sheet) if id not in context]
    assert reached == reference.walk(bank.tracks[HERE], sheet, length)

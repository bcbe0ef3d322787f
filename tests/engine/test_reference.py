"""The engine against the plain one in reference.py, on random banks; what has moved, on the shipped one too."""

from random import Random

import change_reference
import pytest
import reference
from crowd import crowd
from hypothesis import given
from hypothesis import strategies as st
from making import HERE, Draft, answer, drafts, run, sheets
from shipped import BANK

from stuckpoint.bank import Bank, Responses, TrackId
from stuckpoint.engine import Kept, Length, findings
from stuckpoint.engine.change import changes
from stuckpoint.engine.plan import plan_for
from stuckpoint.pages.changed import changed_page
from stuckpoint.terminal.drawing import as_text


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


# ---- what has moved

HEADINGS = {
    "Lower by more than your own answers wobble": "lower",
    "Higher by more than your own answers wobble": "higher",
    "May have moved": "may_be",
    "No clear change": "no_clear_change",
    "Too little was answered both times": "not_enough",
    "How to read this": "",
}


def expect_what_moved(bank: Bank, track: TrackId, before: Responses, after: Responses) -> set[str]:
    """Compares what moved with the reference, and what the page says of it; returns what it is called."""
    here = bank.tracks[track]
    found = changes(bank, track, before, after, {item.id for item in here.items})
    expected = change_reference.moved(here, before, after)
    assert list(found.compared) == [item.id for item in change_reference.compared(here, before, after)]
    assert [one.reason.id for one in found.changes] == list(expected)
    on_page: set[tuple[str, str]] = set()
    for one in found.changes:
        figures, called = expected[one.reason.id]
        if one.before is None:
            assert figures == [None, None, None, None, one.shared_weight]
        else:
            mine = [one.before, one.after, one.change, one.noise, one.shared_weight]
            assert mine == pytest.approx(figures, abs=1e-6)
        assert one.moved == called
        first, second = (int((score or 0) + 1e-9) for score in figures[:2])
        said = "" if called == "not_enough" else f": before {first}, after {second}"
        on_page.add((called.removesuffix("_lower").removesuffix("_higher"), f"- {one.reason.name}{said}"))
    heading, told = "", set[tuple[str, str]]()
    for line in as_text([changed_page(found)], 200).splitlines():
        heading = HEADINGS.get(line, heading)
        if line.startswith("- "):
            told.add((heading, line))
    assert told == on_page
    return {called for _, called in expected.values()}


@given(drafts(at_most=25, stages=True), st.data())
def test_what_moved_is_that_of_the_reference(draft: Draft, data: st.DataObject) -> None:
    bank = draft.bank()
    expect_what_moved(bank, HERE, data.draw(sheets(bank)), data.draw(sheets(bank)))


def twice(seed: int) -> tuple[Kept, Responses]:
    """Returns someone's answers to the shipped questions and those to the same once more: many the same, some drawn."""
    chance = Random(seed)
    kept = crowd(BANK, 2, seed=seed)[seed % 2]
    here, changed = BANK.tracks[kept.track], chance.choice((0.1, 0.3, 0.6, 0.9))
    leans = {reason.id: chance.random() < 0.3 for reason in here.reasons}
    second = dict(kept.responses)
    for item in here.items:
        if any(leans[reason] for reason in item.most) and chance.random() < 0.8:
            mild = min(item.options, key=lambda option: sum(option.balanced.values()))
            second[item.id] = (mild.id,)
        elif chance.random() < changed:
            second[item.id] = answer(item, chance.randrange(256))
    if chance.random() < 0.2:
        stage = next(item for item in here.context if item.id == "stage")
        second[stage.id] = (chance.choice(stage.options).id,)
    return kept, second


@pytest.mark.slow
@pytest.mark.parametrize("part", range(25))
def test_what_moved_is_that_of_the_reference_on_a_thousand_pairs_of_takes(part: int) -> None:
    met: set[str] = set()
    for seed in range(40 * part, 40 * part + 40):
        kept, second = twice(seed)
        met |= expect_what_moved(BANK, kept.track, kept.responses, second)
    assert {"lower", "may_be_lower", "no_clear_change", "not_enough"} <= met

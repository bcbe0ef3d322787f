"""The adding up against the engine itself, on random banks."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from making import HERE, Draft, answers, bank, drafts, item, of, scale, sheets, standing_out, track, when

from stuckpoint.authoring.simulation.people import AnswerSheet
from stuckpoint.authoring.simulation.tally import Outcome, Tally
from stuckpoint.bank import ItemId, Response, Responses, Track
from stuckpoint.bank.reach import as_met
from stuckpoint.engine import Length, asked, findings


def as_sheet(here: Track, responses: Responses) -> AnswerSheet:
    """Returns responses as the positions of what was chosen."""
    return tuple(
        tuple(at for at, option in enumerate(item.options) if option.id in responses.get(item.id, ()))
        for item in (*here.context, *here.items)
    )


@given(drafts(), st.data())
def test_every_score_standing_and_the_first_reason_are_those_of_the_findings(draft: Draft, data: st.DataObject) -> None:
    bank = draft.bank()
    responses = data.draw(sheets(bank))
    here = as_met(bank.tracks[HERE], responses)  # only the items of one stage are ever added up
    tally = Tally(here)
    sums = tally.sums(tally.path(as_sheet(here, responses)))
    outcome, (_, answered) = tally.outcome(sums), sums
    expected = findings(bank, HERE, responses, private=True)
    reasons = bank.tracks[HERE].reasons
    for number, reason in enumerate(reasons):
        finding = of(expected, reason.id)
        assert answered[number] == pytest.approx(finding.answered_weight, abs=1e-9)
        assert outcome.scores[number] == (-1.0 if finding.score is None else pytest.approx(finding.score, abs=1e-9))
    assert {reasons[number].id for number in outcome.standing_out} == standing_out(expected)
    first = expected.findings[0]
    assert outcome.first == (None if first.score is None else reasons.index(first.reason))


@given(drafts(at_least=8, at_most=25), st.data(), st.sampled_from(Length))
def test_what_a_walk_asked_comes_to_the_same_as_its_findings(draft: Draft, data: st.DataObject, length: Length) -> None:
    bank = draft.bank()
    sheet = data.draw(sheets(bank))
    here = as_met(bank.tracks[HERE], sheet)
    reached = asked(bank, HERE, sheet, length)
    held: dict[ItemId, Response] = {item.id: sheet[item.id] for item in (*here.context, *reached)}
    tally = Tally(here)
    at = {item.id: position for position, item in enumerate(tally.items)}
    outcome = tally.outcome(tally.sums(tally.path(as_sheet(here, sheet), {at[id] for id in held})))
    expected = findings(bank, HERE, held, private=True)
    assert {here.reasons[number].id for number in outcome.standing_out} == standing_out(expected)


@given(st.lists(st.sampled_from([-1.0, 0.0, 12.5, 12.5 + 4e-7, 12.5 + 6e-7, 40.0]), min_size=1))
def test_who_scores_as_high_is_compared_to_6_places(scores: list[float]) -> None:
    outcome = Outcome(tuple(scores), None, ())
    for own, mine in enumerate(scores):
        as_high = [at for at, score in enumerate(scores) if 0 <= round(score, 6) >= round(mine, 6)]
        assert outcome.as_high_as(own) == as_high


def test_a_reason_that_next_to_nothing_is_asked_about_is_scored_all_the_same() -> None:
    here = track([item("tiny", {"no": {}, "yes": {"ash": 1.0, "elm": 1e-300}})])
    tally = Tally(here)
    assert list(tally.outcome(tally.sums([(0,)])).scores) == pytest.approx([12.5, 25.0])


def test_an_answer_off_the_path_counts_for_nothing() -> None:
    made = bank(track([scale("gate", "ash"), scale("then", "elm", show_if=when("gate", "always"))]))
    tally = Tally(made.tracks[HERE])
    shut, open_ = (as_sheet(made.tracks[HERE], answers(gate=gate, then="always")) for gate in ("never", "always"))
    assert tally.path(shut) == [(0,), ()]
    assert list(tally.path(open_)) == [(4,), (4,)]
    assert tally.outcome(tally.sums(tally.path(shut))).scores == (12.5, -1.0)

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from making import HERE, Draft, answer, answers, bank, drafts, item, of, scale, track, when

from stuckpoint.bank import Bank, Item, ItemId, OptionId, Response, Responses
from stuckpoint.engine import Length, Sheet, asked, findings

CONTEXT = (
    item("progress", {"better": {}, "worse": {}}),
    item("worse_for", {"days": {}, "weeks": {}}, show_if=when("progress", "worse")),
    item("stage", {"going": {}, "ended": {}}),
)
GATE = item("gate", {"yes": {}, "no": {}})


def a_bank(quick: int = 20) -> Bank:
    """Two questions for everyone, two that wait for the gate, one that waits for the stage."""
    items = [
        GATE,
        scale("tired", "ash"),
        scale("behind", "ash", show_if=when("gate", "yes")),
        scale("deeper", "ash", show_if=when("behind", "often", "always")),
        scale("after", "elm", show_if=when("stage", "ended")),
    ]
    return bank(track(items, context=CONTEXT, quick=quick))


def blank(made: Bank | None = None, length: Length = Length.FULL) -> Sheet:
    return Sheet(bank=made or a_bank(), track=HERE, length=length)


def filled(sheet: Sheet, **given: str | Sequence[str]) -> Sheet:
    """Answers what comes next for as long as there is an answer to it."""
    values = answers(**given)
    while (coming := sheet.upcoming()) and coming.id in values:
        sheet = sheet.answer(coming, values[coming.id])
    return sheet


def by_id(sheet: Sheet, id: str) -> Item:
    here = sheet.here
    return next(one for one in (*here.context, *here.items) if one.id == id)


def change(sheet: Sheet, **given: str | Sequence[str]) -> Sheet:
    """Answers items anew, by their ids."""
    for id, response in answers(**given).items():
        sheet = sheet.answer(by_id(sheet, id), response)
    return sheet


def upcoming(sheet: Sheet) -> str | None:
    coming = sheet.upcoming()
    return coming.id if coming else None


ALL = {
    "progress": "worse",
    "worse_for": "weeks",
    "stage": "ended",
    "gate": "yes",
    "tired": "often",
    "behind": "always",
    "deeper": "rarely",
    "after": "never",
}


# ---- what comes next


def test_context_items_come_first_and_only_those_whose_condition_holds() -> None:
    assert upcoming(blank()) == "progress"
    assert upcoming(filled(blank(), progress="worse")) == "worse_for"
    assert upcoming(filled(blank(), progress="better")) == "stage"
    assert upcoming(filled(blank(), progress=[])) == "stage"


def test_when_all_has_been_asked_nothing_comes_next() -> None:
    done = filled(blank(), **ALL)
    assert upcoming(done) is None
    assert done.responses == answers(**ALL)
    assert done.remembered == {}


def test_the_context_is_asked_again_only_where_it_changes() -> None:
    done = change(filled(blank(), **ALL), progress="better")
    assert upcoming(done) is None
    assert "worse_for" not in done.responses
    assert upcoming(change(done, progress="worse")) == "worse_for"


# ---- changing an answer


def test_answering_the_same_again_changes_nothing() -> None:
    done = filled(blank(), **ALL)
    for one in done.walked():
        assert done.answer(one, done.responses[one.id]) == done


def test_an_answer_that_the_walk_no_longer_reaches_is_remembered_offered_again_and_never_scored() -> None:
    done = filled(blank(), **ALL)
    without = change(done, gate="no")
    assert without.remembered == answers(behind="always", deeper="rarely")
    assert {"behind", "deeper"}.isdisjoint(without.responses)
    found = of(findings(without.bank, HERE, without.responses), "ash")
    assert [part.item for part in found.contributions] == ["tired"]

    again = change(without, gate="yes")
    assert upcoming(again) == "behind"
    assert again.earlier(by_id(again, "behind")) == ("always",)
    assert "behind" not in again.responses


def test_an_offered_answer_that_is_kept_leads_back_to_where_the_person_was() -> None:
    done = filled(blank(), **ALL)
    again = change(change(done, gate="no"), gate="yes")
    while (coming := again.upcoming()) and (earlier := again.earlier(coming)) is not None:
        again = again.answer(coming, earlier)
    assert list(again.responses.items()) == list(done.responses.items())


def test_the_latest_answer_is_the_one_that_is_offered() -> None:
    changed = change(filled(blank(), **ALL), behind="rarely", gate="no")
    changed = change(changed, gate="yes")
    assert changed.earlier(by_id(changed, "behind")) == ("rarely",)
    changed = change(changed, behind="sometimes", gate="no")  # left behind a second time
    assert changed.earlier(by_id(changed, "behind")) == ("sometimes",)


def test_going_back_to_an_answered_question_offers_its_answer() -> None:
    done = filled(blank(), **ALL)
    assert {one.id: done.earlier(one) for one in done.walked()} == done.responses
    assert blank().earlier(GATE) is None


def test_changing_a_context_answer_changes_what_is_asked() -> None:
    done = filled(blank(), **ALL)
    going = change(done, stage="going")
    assert "after" not in going.responses
    assert going.remembered == answers(after="never")
    assert upcoming(going) is None
    ended = change(going, stage="ended")
    assert upcoming(ended) == "after"
    assert ended.earlier(by_id(ended, "after")) == ("never",)


def test_a_skip_and_does_not_apply_are_held_like_any_answer() -> None:
    given: dict[str, str | list[str]] = {"progress": [], "stage": [], "tired": "does_not_apply"}
    sheet = filled(blank(), **given)
    assert sheet.responses == answers(**given)
    assert upcoming(sheet) == "gate"
    assert sheet.earlier(by_id(sheet, "stage")) == ()


def test_a_sheet_is_not_changed_by_answering_it() -> None:
    sheet = filled(blank(), **ALL)
    before = dict(sheet.responses)
    change(sheet, gate="no", progress="better")
    assert sheet.responses == before
    assert sheet.remembered == {}


def test_what_was_walked_is_the_context_on_the_path_and_then_what_was_asked() -> None:
    sheet = change(filled(blank(), **ALL), gate="no", progress="better")
    assert [one.id for one in sheet.walked()] == ["progress", "stage", "tired", "after", "gate"]
    assert list(sheet.responses) == [one.id for one in sheet.walked()]


@pytest.mark.parametrize(
    ("length", "quick", "at_most"),
    [(Length.QUICK, 20, 5), (Length.QUICK, 3, 3), (Length.STANDARD, 3, 5), (Length.FULL, 3, 5)],
)
def test_how_much_may_be_asked_at_most_leaves_the_context_out(length: Length, quick: int, at_most: int) -> None:
    assert blank(a_bank(quick), length).at_most() == at_most


# ---- any run


@dataclass(frozen=True)
class Run:
    """A run with second thoughts: the sheet it ends with, and what was answered last to each item."""

    sheet: Sheet
    final: Responses


@st.composite
def runs(draw: st.DrawFn) -> Run:
    """Draws a bank, and a run through it: at each turn the next item is answered, or an earlier one anew."""
    draft: Draft = draw(drafts(stages=True))
    sheet = Sheet(bank=draft.bank(), track=HERE, length=draw(st.sampled_from(Length)))
    final: dict[ItemId, Response] = {}
    for place, byte in draw(st.lists(st.tuples(st.integers(0, 255), st.integers(0, 255)), max_size=30)):
        walked, coming = sheet.walked(), sheet.upcoming()
        one = coming if coming and place < 160 else walked[place % len(walked)] if walked else None
        if one is not None:
            final[one.id] = answer(one, byte)
            sheet = sheet.answer(one, final[one.id])
    return Run(sheet, final)


def afresh(sheet: Sheet, final: Responses) -> Iterator[Sheet]:
    """Yields a fresh sheet as it is filled from the final values, for as long as they answer what comes next."""
    fresh = Sheet(bank=sheet.bank, track=sheet.track, length=sheet.length)
    yield fresh
    while (coming := fresh.upcoming()) and coming.id in final:
        fresh = fresh.answer(coming, final[coming.id])
        yield fresh


ANY_RUN = settings(max_examples=200, suppress_health_check=[HealthCheck.too_slow])


@pytest.mark.slow
@ANY_RUN
@given(runs())
def test_second_thoughts_leave_the_same_responses_as_answering_the_final_values_afresh(run: Run) -> None:
    fresh = [*afresh(run.sheet, run.sheet.responses)][-1]
    held, coming = list(run.sheet.responses.items()), run.sheet.upcoming()
    # A context item that another stage brings up is asked next, and whoever answers afresh meets it before the rest.
    as_far = len(fresh.responses) if coming in run.sheet.here.context else len(held)
    assert list(fresh.responses.items()) == held[:as_far]
    assert fresh.upcoming() == coming


@pytest.mark.slow
@ANY_RUN
@given(runs())
def test_keeping_every_offered_answer_leads_to_where_the_final_values_lead(run: Run) -> None:
    sheet = run.sheet
    while (coming := sheet.upcoming()) and (earlier := sheet.earlier(coming)) is not None:
        sheet = sheet.answer(coming, earlier)
    fresh = [*afresh(run.sheet, run.final)][-1]
    assert list(fresh.responses.items()) == list(sheet.responses.items())


@pytest.mark.slow
@ANY_RUN
@given(runs())
def test_what_was_walked_is_what_was_asked_and_is_never_more_than_may_be(run: Run) -> None:
    sheet = run.sheet
    walked = [one.id for one in sheet.walked()]
    assert walked == list(sheet.responses)
    in_track = asked(sheet.bank, HERE, sheet.responses, sheet.length)
    context = {one.id for one in sheet.here.context}
    assert [id for id in walked if id not in context] == [one.id for one in in_track]
    assert len(in_track) <= sheet.at_most()


@pytest.mark.slow
@ANY_RUN
@given(runs())
def test_nothing_remembered_is_forgotten_and_nothing_of_it_is_scored(run: Run) -> None:
    sheet = run.sheet
    assert {**sheet.remembered, **sheet.responses} == run.final
    found = findings(sheet.bank, HERE, sheet.responses, private=True)
    scored = {part.item for finding in found.findings for part in finding.contributions}
    assert scored <= sheet.responses.keys()


def test_private_answers_can_all_be_taken_back_and_are_asked_no_more() -> None:
    made = bank(track([scale("open", "ash"), scale("shut", "elm", private=True), scale("barred", "elm", private=True)]))
    sheet = Sheet(bank=made, track=HERE)
    for _ in range(2):
        coming = sheet.upcoming()
        assert coming is not None
        sheet = sheet.answer(coming, (OptionId("often"),))
    assert list(sheet.responses) == ["open", "shut"]
    without = sheet.without_private()
    assert list(without.responses) == ["open"]
    assert [item.id for item in without.walked()] == ["open"]
    assert without.upcoming() is None

import re
from dataclasses import replace

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from making import HERE, Draft, answers, bank, drafts, item, of, scale, sheets, track

from stuckpoint.bank import Bank, Stage
from stuckpoint.engine import Findings, Length, Sheet, findings
from stuckpoint.engine.scoring import standing
from stuckpoint.loading import open_bank
from stuckpoint.pages.evidence import working_page
from stuckpoint.terminal.drawing import as_text

_NUMBER = r"(\d+(?:\.\d+)?(?:e-\d+)?)"
_LINE = re.compile(rf"[Gg]ot: {_NUMBER}; out of: {_NUMBER}")
_SCORE = re.compile(
    rf"Score: 100 x \({_NUMBER} \+ {_NUMBER}\) / \({_NUMBER} \+ {_NUMBER}\) = (\d+(?:\.\d+)?), so ([a-z ]+)\."
)
_NO_SCORE = "No answer about this, so no score."
_PRINTED = 0.1  # a score is printed to one place, rounded down

STANDINGS = {
    "stands out": "stands_out",
    "worth a look": "worth_a_look",
    "quiet": "quiet",
    "not enough answers": "not_enough",
}


def drawn(bank: Bank, found: Findings) -> dict[str, str]:
    """Returns what is printed under the name of each reason, on one line."""
    printed = as_text([working_page(bank, found, None)])
    names = [re.escape(one.reason.name) for one in found.findings]
    _, *parts = re.split(rf"\n\n({'|'.join(names)})\n", printed)
    return {name: " ".join(text.split()) for name, text in zip(parts[::2], parts[1::2], strict=True)}


def redone(printed: str) -> tuple[float, str]:
    """Works a score out by hand from what is printed; returns it with what it is called."""
    score = _SCORE.search(printed)
    assert score, printed
    said, prior, could, prior_weight, result, called = score.groups()
    lines = _LINE.findall(printed)
    assert sum(float(value) for value, _ in lines) == pytest.approx(float(said), abs=1e-4)
    assert sum(float(most) for _, most in lines) == pytest.approx(float(could), abs=1e-4)
    by_hand = 100 * (float(said) + float(prior)) / (float(could) + float(prior_weight))
    assert by_hand == pytest.approx(float(result), abs=_PRINTED + 1e-3)
    return by_hand, called


def check(bank: Bank, found: Findings) -> None:
    """Fails unless each score can be redone from what is printed."""
    printed = drawn(bank, found)
    assert list(printed) == [one.reason.name for one in found.findings]
    for finding in found.findings:
        here = printed[finding.reason.name]
        if finding.score is None:
            assert here == _NO_SCORE
            continue
        by_hand, called = redone(here)
        assert by_hand == pytest.approx(finding.score, abs=_PRINTED)
        assert STANDINGS[called] == finding.standing
        items = {item.id: item for item in bank.tracks[found.track].items}
        lines = []
        for one in finding.contributions:
            if not one.points:
                continue
            item = items[one.item]
            chosen = [option for option in item.options if option.id in one.options]
            counts = [option.text for option in chosen if option.balanced.get(finding.reason.id)]
            said = "; ".join(counts or (["something else"] if item.private else [option.text for option in chosen]))
            lines.append(f"- {item.text} Your answer: {said}; {{}}")
        assert _LINE.sub("{}", here).startswith(" ".join(" ".join(lines).split()))
        silent = sum(not one.points for one in finding.contributions)
        assert (f"{silent} that say nothing for it" in here) is (silent > 1)


@pytest.mark.slow
@settings(max_examples=150, suppress_health_check=[HealthCheck.too_slow])
@given(drafts(), st.data())
def test_each_score_can_be_redone_from_the_printed_arithmetic(draft: Draft, data: st.DataObject) -> None:
    made = draft.bank()
    check(made, findings(made, HERE, data.draw(sheets(made)), private=True))


@pytest.mark.sampled(2)
@pytest.mark.parametrize("place", [0, 1, -1], ids=["first option", "second option", "last option"])
def test_each_score_of_the_shipped_bank_can_be_redone_from_the_printed_arithmetic(place: int) -> None:
    shipped = open_bank()
    for track_id in shipped.tracks:
        sheet = Sheet(bank=shipped, track=track_id, length=Length.FULL)
        while coming := sheet.upcoming():
            sheet = sheet.answer(coming, (coming.options[place].id,))
        check(shipped, findings(shipped, track_id, sheet.responses, private=True))


def test_the_arithmetic_of_a_score_is_printed_answer_by_answer() -> None:
    made = bank(track([scale("tired", "ash"), scale("bored", "ash"), scale("slow", "elm")]))
    found = findings(made, HERE, answers(tired="often", bored="always"))
    assert drawn(made, found) == {
        "ash": "- What about tired? Your answer: often; got: 0.75; out of: 1 "
        "- What about bored? Your answer: always; got: 1; out of: 1 "
        "Score: 100 x (1.75 + 0.25) / (2 + 1) = 66.6, so stands out.",
        "elm": _NO_SCORE,
    }


def test_the_questions_stand_as_they_were_put() -> None:
    asked = replace(scale("tired", "ash"), text_ended="Were you tired?")
    made = bank(track([asked]))
    found = findings(made, HERE, answers(tired="often"))
    for stage, question in ((None, "What about tired?"), (Stage.LOOKING, "Were you tired?")):
        assert f"- {question}\n" in as_text([working_page(made, found, stage)])


@pytest.mark.parametrize(
    ("chosen", "called"),
    [
        ("always", "stands_out"),
        ("sometimes", "worth_a_look"),
        ("never", "quiet"),
    ],
)
def test_a_printed_score_lies_on_the_side_of_the_line_that_its_standing_says(chosen: str, called: str) -> None:
    made = bank(track([scale("tired", "ash"), scale("bored", "ash")]))
    found = findings(made, HERE, answers(tired=chosen, bored=chosen))
    by_hand, printed = redone(drawn(made, found)["ash"])
    assert STANDINGS[printed] == called == standing(by_hand, 2.0)


def test_a_score_just_under_the_line_is_not_printed_as_on_it() -> None:
    """The page names the line, so "53.0, so worth a look" would contradict it."""
    made = bank(track([item(id, {"all": {"ash": 1}, "some": {"ash": 0.3391}}) for id in ("tired", "bored")]))
    found = findings(made, HERE, answers(tired="all", bored="some"))
    assert of(found, "ash").score == pytest.approx(52.97)
    printed = _SCORE.search(drawn(made, found)["ash"])
    assert printed
    assert float(printed[5]) < 53

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st
from making import HERE, Draft, answers, bank, drafts, item, scale, sheets, track, when

from stuckpoint.engine import findings
from stuckpoint.pages.forms import as_json


def test_the_findings_as_json_hold_what_was_asked_every_reason_and_what_is_worth_raising() -> None:
    made = bank(
        track(
            [
                scale("tired", "ash"),
                item("felt", {"hurt": {"ash": 1}, "fine": {}}, raise_it={"hurt": "worth saying"}),
                scale("slow", "elm"),
            ]
        )
    )
    found = findings(made, HERE, answers(slow=[], felt="hurt", tired="never"))
    assert json.loads(as_json(found)) == {
        "track": "here",
        "asked": ["slow", "felt", "tired"],  # as in the file
        "answered": ["felt", "tired"],
        "findings": [
            {
                "reason": "ash",
                "name": "ash",
                "score": 100 * 1.25 / 3,  # unrounded
                "answered_weight": 2.0,
                "standing": "worth_a_look",
                "contributions": [  # in bank order, and nothing is said too
                    {"item": "tired", "options": ["never"], "points": 0.0},
                    {"item": "felt", "options": ["hurt"], "points": pytest.approx(100 / 3)},
                ],
                "prior": pytest.approx(25 / 3),
            },
            {
                "reason": "elm",
                "name": "elm",
                "score": None,
                "answered_weight": 0.0,
                "standing": "not_enough",
                "contributions": [],
                "prior": None,
            },
        ],
        "raise": [{"item": "felt", "option": "hurt", "text": "worth saying"}],
    }


def test_the_keys_of_the_json_stand_in_the_order_that_is_documented() -> None:
    made = bank(track([scale("tired", "ash")]))
    document = json.loads(as_json(findings(made, HERE, answers(tired="often"))))
    assert list(document) == ["track", "asked", "answered", "findings", "raise"]
    assert list(document["findings"][0]) == [
        "reason",
        "name",
        "score",
        "answered_weight",
        "standing",
        "contributions",
        "prior",
    ]
    assert list(document["findings"][0]["contributions"][0]) == ["item", "options", "points"]


def test_all_the_ticks_of_an_answer_are_given_in_the_order_of_the_item() -> None:
    made = bank(track([item("ticks", {"a": {"ash": 1}, "b": {"elm": 1}, "c": {"ash": 1}}, many=True)]))
    document = json.loads(as_json(findings(made, HERE, answers(ticks=["c", "a"]))))
    assert [one["options"] for finding in document["findings"] for one in finding["contributions"]] == [["a", "c"]] * 2


def test_context_items_and_answers_off_the_path_are_not_in_the_json() -> None:
    gate = item("gate", {"open": {}, "shut": {}})
    made = bank(track([scale("tired", "ash", show_if=when("gate", "open"))], context=[gate]))
    document = json.loads(as_json(findings(made, HERE, answers(gate="shut", tired="always"))))
    assert document["asked"] == document["answered"] == []
    assert document["findings"][0]["score"] is None


def test_letters_of_any_language_stay_as_they_are_and_the_text_ends_with_a_line_end() -> None:
    made = bank(track([item("felt", {"hurt": {"ash": 1}, "fine": {}}, raise_it={"hurt": "à dire, 言う"})]))
    text = as_json(findings(made, HERE, answers(felt="hurt")))
    assert "à dire, 言う" in text
    assert text.endswith("}\n")


@given(drafts(), st.data())
def test_each_score_in_the_json_is_to_the_last_bit_that_of_the_findings_and_the_sum_of_its_parts(
    draft: Draft, data: st.DataObject
) -> None:
    made = draft.bank()
    found = findings(made, HERE, data.draw(sheets(made)), private=True)
    document = json.loads(as_json(found))
    assert [one["score"] for one in document["findings"]] == [one.score for one in found.findings]
    assert [one["reason"] for one in document["findings"]] == [one.reason.id for one in found.findings]
    assert document["asked"] == list(found.asked)
    assert document["answered"] == list(found.answered)
    for one in document["findings"]:
        if one["score"] is not None:
            parts = sum(part["points"] for part in one["contributions"]) + one["prior"]
            assert parts == pytest.approx(one["score"], abs=1e-7)

"""docs/findings.schema.json says what `score --format json` prints, no more and no less."""

import json
from collections.abc import Callable
from copy import deepcopy
from pathlib import Path
from typing import Any

import pytest
from crowd import crowd
from hypothesis import given, settings
from hypothesis import strategies as st
from jsonschema_rs import Draft202012Validator
from making import HERE, Draft, drafts, sheets
from shipped import BANK

from stuckpoint.engine import Standing, findings
from stuckpoint.pages.forms import Form, Reader, as_json, rendered

SCHEMA = json.loads((Path(__file__).parents[2] / "docs" / "findings.schema.json").read_text(encoding="utf-8"))
VALIDATOR = Draft202012Validator(SCHEMA)
Document = dict[str, Any]


@pytest.mark.slow
@settings(max_examples=200)
@given(drafts(at_least=0), st.data())
def test_every_finding_of_every_bank_is_as_the_schema_says(draft: Draft, data: st.DataObject) -> None:
    made = draft.bank()
    VALIDATOR.validate(json.loads(as_json(findings(made, HERE, data.draw(sheets(made)), private=True))))


@pytest.mark.parametrize("reader", Reader)
def test_what_score_prints_is_as_the_schema_says(reader: Reader) -> None:
    for kept in crowd(BANK, 40):
        VALIDATOR.validate(json.loads(rendered(BANK, kept, Form.JSON, reader)))


def test_the_schema_names_every_standing() -> None:
    assert SCHEMA["$defs"]["finding"]["properties"]["standing"]["enum"] == list(Standing)


def scored(document: Document) -> Document:
    found: Document = next(one for one in document["findings"] if one["score"] is not None)
    return found


def without_score(document: Document) -> Document:
    one = scored(document)
    one.update(score=None, prior=None, answered_weight=0.0, standing="not_enough", contributions=[])
    return one


MUTATIONS: dict[str, Callable[[Document], object]] = {
    "a part is missing": lambda one: one.pop("asked"),
    "a part too many": lambda one: one.update(date="2026-11-22"),
    "no list": lambda one: one.update(answered="felt_understood"),
    "an item twice": lambda one: one["asked"].append(one["asked"][0]),
    "no id": lambda one: one["asked"].append("Felt understood?"),
    "a word for a score": lambda one: scored(one).update(score="61"),
    "a score over 100": lambda one: scored(one).update(score=100.5),
    "a score below 0": lambda one: scored(one).update(score=-1),
    "a weight below 0": lambda one: scored(one).update(answered_weight=-1),
    "no such standing": lambda one: scored(one).update(standing="severe"),
    "no name": lambda one: scored(one).pop("name"),
    "an empty name": lambda one: scored(one).update(name=""),
    "a total": lambda one: scored(one).update(total=4),
    "a score of nothing": lambda one: scored(one).update(contributions=[]),
    "a score without the mild answer": lambda one: scored(one).update(prior=None),
    "no score and yet a prior": lambda one: without_score(one).update(prior=5.0),
    "no score and yet a weight": lambda one: without_score(one).update(answered_weight=1.0),
    "no score and yet it stands out": lambda one: without_score(one).update(standing="stands_out"),
    "an answer of nothing": lambda one: scored(one)["contributions"][0].update(options=[]),
    "points for no item": lambda one: scored(one)["contributions"][0].pop("item"),
    "points below 0": lambda one: scored(one)["contributions"][0].update(points=-0.5),
    "worth raising without words": lambda one: one["raise"].append({"item": "felt", "option": "hurt", "text": ""}),
    "worth raising and no answer": lambda one: one["raise"].append({"item": "felt", "text": "worth saying"}),
}


@pytest.mark.parametrize("mutate", MUTATIONS.values(), ids=MUTATIONS)
def test_the_schema_refuses_what_is_not_a_finding(mutate: Callable[[Document], object]) -> None:
    document = json.loads(rendered(BANK, crowd(BANK, 1)[0], Form.JSON, Reader.SELF))
    assert VALIDATOR.is_valid(document)
    changed = deepcopy(document)
    mutate(changed)
    assert not VALIDATOR.is_valid(changed)


def test_no_score_is_no_fault() -> None:
    document = json.loads(rendered(BANK, crowd(BANK, 1)[0], Form.JSON, Reader.SELF))
    without_score(document)
    assert VALIDATOR.is_valid(document)

"""An item that is answered with a number: what it may hold, what each number counts, and how answers are kept."""

from pathlib import Path

import pytest
from added import added

from stuckpoint.bank import Bank, Item, ItemId, OptionId, TrackId
from stuckpoint.engine import Kept, findings
from stuckpoint.loading import read_kept
from stuckpoint.loading.responses import responses_file
from stuckpoint.reading import FileProblems
from stuckpoint.reading.source import read_text

HERE, ITEM = TrackId("individual"), ItemId("how_dry")
DRY = "  - {id: how_dry, text: How dry is it?, number: {from: 0, to: 10}}\n"
LABELLED = "  - {id: how_dry, text: How dry is it?, number: {from: 1, to: 7, from_means: dripping, to_means: dry}}\n"


def item_of(folder: Path, items: str) -> Item:
    (item,) = added(folder, items).items
    return item


def bank_of(folder: Path, items: str) -> Bank:
    bank = added(folder, items).bank
    assert bank is not None
    return bank


def problem_of(folder: Path, items: str) -> str:
    (problem,) = added(folder, items).said
    return problem


# ---- what it says


@pytest.mark.sampled(2)
@pytest.mark.parametrize(
    ("number", "low", "high"),
    [
        ("{from: 0, to: 10}", 0, 10),
        ("{from: 1, to: 7}", 1, 7),
        ("{from: 3, to: 4}", 3, 4),
        ("{from: 0, to: 100}", 0, 100),
    ],
)
@pytest.mark.parametrize("reverse", [False, True])
def test_a_number_counts_by_how_far_it_lies_on_the_way(
    number: str, low: int, high: int, reverse: bool, tmp_path: Path
) -> None:
    item = item_of(tmp_path, DRY.replace("{from: 0, to: 10}", f"{number}, reverse: {str(reverse).lower()}"))

    on_the_way = {str(n): (n - low) / (high - low) for n in range(low, high + 1)}
    assert {option.id: option.balanced.get("damp_hall", 0.0) for option in item.options} == {  # type: ignore[call-overload]
        n: pytest.approx(1 - share if reverse else share) for n, share in on_the_way.items()
    }
    assert item.most == {"damp_hall": 1.0}


def test_it_may_point_to_more_than_one_reason(tmp_path: Path) -> None:
    item = item_of(tmp_path, DRY.replace("to: 10}", "to: 10}, points_to: {damp_hall: 2, fit: 1}"))

    assert item.most == {"damp_hall": 1.0, "fit": 0.5}
    assert item.options[5].balanced == {"damp_hall": 0.5, "fit": 0.25}


def test_the_number_that_is_read_is_the_one_to_type(tmp_path: Path) -> None:
    item = item_of(tmp_path, LABELLED)

    assert item.is_number
    assert item.numbers == (1, 2, 3, 4, 5, 6, 7)


@pytest.mark.slow
def test_an_answer_says_what_the_ends_mean(tmp_path: Path) -> None:
    assert item_of(tmp_path, DRY).options[3].text == "3"
    assert item_of(tmp_path, LABELLED).options[3].text == "4 (1 = dripping, 7 = dry)"
    assert item_of(tmp_path, LABELLED.replace("from_means: dripping, ", "")).options[3].text == "4 (7 = dry)"


# ---- what is wrong with it


PROBLEMS = [
    (
        "number: {from: 10, to: 0}",
        "13:60: error[bad-number]: from 10 to 0 there is no number to choose; "
        "write the lower first, and 'reverse: true' if the lower counts more",
    ),
    ("number: {from: 4, to: 4}", "13:60: error[bad-number]: from 4 to 4 there is no number to choose; "),
    ("number: {from: 0.5, to: 4}", "13:60: error[bad-number]: 'from' is '0.5'; write a whole number from 0 to 100"),
    ("number: {from: -5, to: 5}", "13:60: error[bad-number]: 'from' is '-5'; write a whole number from 0 to 100"),
    ("number: {from: 0, to: 101}", "13:67: error[bad-number]: 'to' is '101'; write a whole number from 0 to 100"),
    ("number: {to: 4}", "13:53: error[missing-key]: this range has no 'from'; add 'from:' with a whole number"),
    ("number: 10", "13:53: error[wrong-kind]: this is not a range; write {from: 0, to: 10}"),
    (
        "scale: how_much, number: {from: 0, to: 4}",
        "13:62: error[unused-key]: this item has a scale and a number; keep one of them",
    ),
    (
        "number: {from: 0, to: 4}, options: [Dry]",
        "13:71: error[unused-key]: this item has a number and options of its own; keep one of them",
    ),
    (
        "number: {from: 0, to: 4}, choose: many",
        "13:71: error[unused-key]: a number is one answer; delete 'choose', or write options",
    ),
    (
        "may_not_apply: true",
        "13:5: error[missing-key]: this item has no answers; add 'scale:', 'options:' or 'number:'",
    ),
]


@pytest.mark.sampled(2)
@pytest.mark.parametrize(("keys", "problem"), PROBLEMS, ids=[keys for keys, _ in PROBLEMS])
def test_what_is_wrong_has_a_way_out(keys: str, problem: str, tmp_path: Path) -> None:
    assert problem_of(tmp_path, "  - {id: how_dry, text: How dry is it now?, KEYS}\n".replace("KEYS", keys)).startswith(
        problem
    )


@pytest.mark.slow
def test_no_condition_looks_at_a_number(tmp_path: Path) -> None:
    after = "  - {id: how_wet, text: How wet?, scale: how_much, show_if: {how_dry: [dry]}}\n"

    assert problem_of(tmp_path, DRY + after) == (
        "14:62: error[unknown-option]: 'how_dry' is answered with a number, and show_if looks at options only; "
        "name an item with options"
    )


# ---- answers


def kept(bank: Bank, said: str) -> Kept:
    file = f"stuckpoint: 1\ntrack: individual\nresponses: {{how_dry: [{said}]}}\n"
    return read_kept(read_text(file, "answers.yaml"), bank)


@pytest.mark.sampled(2)
@pytest.mark.parametrize("number", ["0", "7", "10", "'7'"])
def test_a_number_is_kept_as_it_was_typed_and_read_back(number: str, tmp_path: Path) -> None:
    bank = bank_of(tmp_path, DRY)

    read = kept(bank, number)

    assert read.responses == {ITEM: (OptionId(number.strip("'")),)}
    again = responses_file(bank, read)
    assert f"  how_dry: [{number.strip(chr(39))}]\n" in again
    assert read_kept(read_text(again, "again.yaml"), bank).responses == read.responses


@pytest.mark.slow
@pytest.mark.parametrize("said", ["11", "-1", "7.5", "often", "many"])
def test_a_kept_answer_that_is_no_such_number_is_a_problem(said: str, tmp_path: Path) -> None:
    with pytest.raises(FileProblems) as raised:
        kept(bank_of(tmp_path, DRY), said)

    (problem,) = raised.value.problems
    assert str(problem) == (
        f"answers.yaml:3:23: error[unknown-option]: '{said}' is no answer to the item 'how_dry'; "
        "write a whole number from 0 to 10 (write [] for an item that was skipped)"
    )


@pytest.mark.slow
def test_two_numbers_are_no_answer(tmp_path: Path) -> None:
    with pytest.raises(FileProblems, match="scored") as raised:
        kept(bank_of(tmp_path, DRY), "7, 8")

    assert "'8' cannot stand beside '7'; keep one option" in str(raised.value.problems[0])


def test_a_number_is_scored_as_the_option_of_a_scale(tmp_path: Path) -> None:
    found = findings(bank_of(tmp_path, DRY), HERE, {ITEM: (OptionId("7"),)})

    (damp,) = [one for one in found.findings if one.reason.id == "damp_hall"]
    assert damp.score == pytest.approx(100 * (0.7 + 0.25) / 2)
    assert damp.contributions[0].options == ("7",)

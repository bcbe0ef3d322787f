from dataclasses import replace

import pytest
from making import HERE, bank, item, scale, track

from stuckpoint.errors import FileProblems
from stuckpoint.keeping import Kept
from stuckpoint.kept import read_kept
from stuckpoint.model import TrackId
from stuckpoint.scoring import findings
from stuckpoint.source import read_text

_HERE = track(
    [
        item("lists", {"slow": {"ash": 1}, "loud": {"elm": 1}}, many=True, may_not_apply=True),
        item("felt", {"yes": {}, "no": {"ash": 1}}, may_not_apply=True),
        scale("tired", "ash"),
    ],
    context=[item("stage", {"going": {}, "ended": {}}), item("progress", {"better": {}, "worse": {}})],
)
_THERE = replace(track([scale("argued", "oak")]), id=TrackId("there"))
BANK = replace(bank(_HERE), tracks={HERE: _HERE, _THERE.id: _THERE})


def kept(text: str) -> Kept:
    return read_kept(read_text(text, "answers.yaml"), BANK)


def test_answers_are_read_context_first_and_else_in_file_order() -> None:
    read = kept("""
stuckpoint: 1
bank: shipped
version: '1.0'
track: here
responses:
  tired: [often]
  lists: [loud, slow]
  felt: []
context:
  progress: [worse]
  stage: [going]
""")
    assert read.track == HERE
    assert list(read.responses.items()) == [
        ("progress", ("worse",)),
        ("stage", ("going",)),
        ("tired", ("often",)),
        ("lists", ("loud", "slow")),
        ("felt", ()),
    ]


def test_asked_is_in_file_order_and_leaves_context_out() -> None:
    read = kept("stuckpoint: 1\ntrack: here\nresponses: {tired: [], felt: [no], lists: [none_of_these]}\n")
    found = findings(BANK, read.track, read.responses)
    assert found.asked == ("tired", "felt", "lists")
    assert found.answered == ("felt", "lists")


@pytest.mark.parametrize("answer", ["[]", "[does_not_apply]"])
@pytest.mark.parametrize("name", ["felt", "lists"])
def test_skipped_and_does_not_apply_are_asked_and_not_answered(name: str, answer: str) -> None:
    read = kept(f"stuckpoint: 1\ntrack: here\nresponses: {{{name}: {answer}}}\n")
    found = findings(BANK, read.track, read.responses)
    assert found.asked == (name,)
    assert found.answered == ()


@pytest.mark.parametrize("text", ["responses: {}", "responses: {}\ncontext: {}", "responses: {}\npicked: {}"])
def test_a_file_without_an_answer_is_fine(text: str) -> None:
    assert kept(f"stuckpoint: 1\ntrack: here\n{text}\n").responses == {}


HEAD = "stuckpoint: 1\ntrack: here\nresponses:\n"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (f"{HEAD}  tirde: [often]\n", [(4, 3, "unknown-item")]),
        (f"{HEAD}  tired: [oftn]\n", [(4, 11, "unknown-option")]),
        (f"{HEAD}  tired: [does_not_apply]\n", [(4, 11, "unknown-option")]),
        (f"{HEAD}  tired: [none_of_these]\n", [(4, 11, "unknown-option")]),
        (f"{HEAD}  tired: [often, never]\n", [(4, 18, "too-many-options")]),
        (f"{HEAD}  tired: [often, often]\n", [(4, 18, "too-many-options")]),
        (f"{HEAD}  lists: [slow, slow]\n", [(4, 17, "too-many-options")]),
        (f"{HEAD}  lists: [slow, none_of_these]\n", [(4, 17, "too-many-options")]),
        (f"{HEAD}  lists: [none_of_these, slow, loud]\n", [(4, 26, "too-many-options"), (4, 32, "too-many-options")]),
        (f"{HEAD}  lists: [does_not_apply, slow]\n", [(4, 27, "too-many-options")]),
        (f"{HEAD}  felt: [yes, does_not_apply]\n", [(4, 15, "too-many-options")]),
        (f"{HEAD}  felt: yes\n", [(4, 9, "wrong-kind")]),
        (f"{HEAD}  felt:\n", [(4, 8, "wrong-kind")]),
        (f"{HEAD}  felt: ['']\n", [(4, 10, "empty")]),
        (f"{HEAD}  felt: [[yes]]\n", [(4, 10, "wrong-kind")]),
        (f"{HEAD}  stage: [going]\n", [(4, 3, "wrong-place")]),
        (f"{HEAD}  argued: [often]\n", [(4, 3, "outside-track")]),
        (f"{HEAD}  tired: [often]\n  tired: [never]\n", [(5, 3, "duplicate-key")]),
        (f"{HEAD}  tired: [oftn]\n  x: []\n", [(4, 11, "unknown-option"), (5, 3, "unknown-item")]),
        (f"{HEAD}  stage: [gone]\n  argued: [x, y]\n", [(4, 3, "wrong-place"), (5, 3, "outside-track")]),
        ("stuckpoint: 1\ntrack: here\nresponses: {}\ncontext:\n  tired: [often]\n", [(5, 3, "wrong-place")]),
        ("stuckpoint: 1\ntrack: here\nresponses: {}\ncontext:\n  stage: [gone]\n", [(5, 11, "unknown-option")]),
        (f"{HEAD}  felt: []\ncontext:\n  stage: [going, ended]\n", [(6, 18, "too-many-options")]),
        ("stuckpoint: 1\ntrack: heer\nresponses: {nonsense: [x]}\n", [(2, 8, "unknown-track")]),
        ("stuckpoint: 1\nresponses: {}\n", [(1, 1, "missing-key")]),
        ("stuckpoint: 1\ntrack: here\n", [(1, 1, "missing-key")]),
        ("track: here\nresponses: {}\n", [(1, 1, "missing-key")]),
        ("stuckpoint: 2\ntrack: here\nresponses: {}\n", [(1, 13, "bad-number")]),
        ("stuckpoint: 1\ntrack: here\nresponses: {}\nresponses2: {}\n", [(4, 1, "unknown-key")]),
        ("stuckpoint: 1\ntrack: here\nresponses: [tired]\n", [(3, 12, "wrong-kind")]),
        ("stuckpoint: 1\ntrack: here\nresponses: {tired: &a [often]}\n", [(3, 20, "anchor")]),
        ("- often\n", [(1, 1, "wrong-kind")]),
        ("often\n", [(1, 1, "wrong-kind")]),
        ("stuckpoint: 1\ntrack: [here\n", [(2, 8, "syntax")]),
        ("", [(1, 1, "empty")]),
        ("# nothing but a comment\n", [(1, 1, "empty")]),
    ],
)  # fmt: skip
def test_what_is_wrong_is_said_with_its_place_and_nothing_is_read(
    text: str, expected: list[tuple[int, int, str]]
) -> None:
    with pytest.raises(FileProblems) as raised:
        kept(text)
    problems = raised.value.problems
    assert [(one.place.line, one.place.column, one.code) for one in problems] == expected
    assert {one.place.file for one in problems} == {"answers.yaml"}
    assert all(one.to_do for one in problems)

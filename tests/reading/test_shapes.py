import re

import pytest

from stuckpoint.reading import Entries, Entry, Scalar, fields
from stuckpoint.reading.kinds import (
    Choice,
    Field,
    Flag,
    Id,
    Kind,
    ListOf,
    MapOf,
    Number,
    Record,
    ShowIf,
    Text,
    Words,
    a_record,
)
from stuckpoint.reading.shapes import Walk
from stuckpoint.reading.source import read_text
from stuckpoint.reading.tree import Node

Place = tuple[int, int, str]

COLOURS = Choice(("green", "blue"))
SHED = a_record(
    "shed",
    {"door": Field(COLOURS, required=True), "tools": Field(ListOf(Id())), "roof": Field(Flag())},
)
NOTE = a_record("note", {"text": Field(Words(), required=True), "loud": Field(Flag())}, or_text=True)


def walk(text: str, kind: Kind) -> tuple[Node | None, list[Place]]:
    """Holds a text against a kind; returns what is left of it, and line, column and code of each problem."""
    tree = read_text(text, "f").tree
    assert tree is not None
    judge = Walk()
    shaped = judge.value(tree, kind, "this")
    return shaped, [(one.place.line, one.place.column, one.code.value) for one in judge.problems]


def plain(shaped: Node | None) -> object:
    """Returns what a walk left as texts, lists and dicts."""
    match shaped:
        case Scalar(text=text):
            return text
        case Entries(values=values):
            return [plain(one) for one in values]
        case Entry(values=named):
            return {key: plain(one) for key, one in named.items()}
    return None


def named(row: tuple[str, Kind, object]) -> str:
    """Returns a name for a row of the tables below."""
    return f"{type(row[1]).__name__}: {row[0]}"[:60]


RIGHT: list[tuple[str, Kind, object]] = [
    ("one", Text(), "one"),
    ("no", Text(), "no"),
    ("{solo: one, duet: two}", Words(), {"solo": "one", "duet": "two"}),
    ("a_1", Id(), "a_1"),
    ("a" * 40, Id(), "a" * 40),
    ("2", Number(0, 5), "2"),
    ("2.50", Number(0, 5), "2.50"),
    (".5", Number(0, 5), ".5"),
    ("1e0", Number(0, 5), "1e0"),
    ("0", Number(0, 5), "0"),
    ("5", Number(0, 5), "5"),
    ("3.0", Number(0, 5, whole=True), "3.0"),
    ("true", Flag(), "true"),
    ("false", Flag(), "false"),
    ("blue", COLOURS, "blue"),
    ("'blue'", COLOURS, "blue"),
    ("[]", ListOf(Id()), []),
    ("[a, b]", ListOf(Id(), at_least=2, at_most=2), ["a", "b"]),
    ("{}", MapOf(Text()), {}),
    ("{a: x}", MapOf(Text()), {"a": "x"}),
    ("{Any thing: x}", MapOf(Text(), names=Text()), {"Any thing": "x"}),
    ("{door: blue, roof: true}", SHED, {"door": "blue", "roof": "true"}),
    ("just text", NOTE, {"text": "just text"}),
    ("{text: x, loud: true}", NOTE, {"text": "x", "loud": "true"}),
    ("{solo: x, duet: y}", NOTE, {"text": {"solo": "x", "duet": "y"}}),
    ("{a: [x, y]}", ShowIf(), {"a": ["x", "y"]}),
    ("{not: [no, not]}", ShowIf(), {"not": ["no", "not"]}),
    ("{all: [{a: [x]}, {any: [{b: [y]}]}]}", ShowIf(), {"all": [{"a": ["x"]}, {"any": [{"b": ["y"]}]}]}),
    ("{all: [{any: [{all: [{a: [x]}]}]}]}", ShowIf(), {"all": [{"any": [{"all": [{"a": ["x"]}]}]}]}),
]


@pytest.mark.parametrize(("text", "kind", "left"), RIGHT, ids=map(named, RIGHT))
def test_what_is_right_in_shape_passes_whole(text: str, kind: Kind, left: object) -> None:
    shaped, problems = walk(text, kind)

    assert problems == []
    assert plain(shaped) == left


WRONG: list[tuple[str, Kind, list[Place]]] = [
    ("[a]", Text(), [(1, 1, "wrong-kind")]),
    ("{a: b}", Text(), [(1, 1, "wrong-kind")]),
    ("''", Text(), [(1, 1, "empty")]),
    ("' \t '", Text(), [(1, 1, "empty")]),
    ("[one, two]", Words(), [(1, 1, "wrong-kind")]),
    ("{solo: ''}", Words(), [(1, 8, "empty")]),
    ("{solo: [x]}", Words(), [(1, 8, "wrong-kind")]),
    ("{Solo: x}", Words(), [(1, 2, "bad-id")]),
    ("A", Id(), [(1, 1, "bad-id")]),
    ("1a", Id(), [(1, 1, "bad-id")]),
    ("_a", Id(), [(1, 1, "bad-id")]),
    ("a-b", Id(), [(1, 1, "bad-id")]),
    ("a b", Id(), [(1, 1, "bad-id")]),
    ("ä", Id(), [(1, 1, "bad-id")]),
    ("a\uff11", Id(), [(1, 1, "bad-id")]),
    ("a" * 41, Id(), [(1, 1, "bad-id")]),
    ("all", Id(), [(1, 1, "bad-id")]),
    ("any", Id(), [(1, 1, "bad-id")]),
    ("does_not_apply", Id(), [(1, 1, "bad-id")]),
    ("[a]", Id(), [(1, 1, "wrong-kind")]),
    ("two", Number(0, 5), [(1, 1, "bad-number")]),
    ("'2'", Number(0, 5), [(1, 1, "bad-number")]),
    ("-1", Number(0, 5), [(1, 1, "bad-number")]),
    ("5.01", Number(0, 5), [(1, 1, "bad-number")]),
    ("1e999", Number(0, 5), [(1, 1, "bad-number")]),
    (".nan", Number(0, 5), [(1, 1, "bad-number")]),
    ("nan", Number(0, 5), [(1, 1, "bad-number")]),
    ("inf", Number(0, 5), [(1, 1, "bad-number")]),
    ("0x2", Number(0, 5), [(1, 1, "bad-number")]),
    ("1_0", Number(0, 50), [(1, 1, "bad-number")]),
    ("1,5", Number(0, 5), [(1, 1, "bad-number")]),
    ("٣", Number(0, 5), [(1, 1, "bad-number")]),
    ("9" * 4000, Number(0, 5), [(1, 1, "bad-number")]),
    ("2.5", Number(0, 5, whole=True), [(1, 1, "bad-number")]),
    ("{a: b}", Number(0, 5), [(1, 1, "wrong-kind")]),
    ("yes", Flag(), [(1, 1, "bad-choice")]),
    ("True", Flag(), [(1, 1, "bad-choice")]),
    ("'true'", Flag(), [(1, 1, "bad-choice")]),
    ("[true]", Flag(), [(1, 1, "wrong-kind")]),
    ("gren", COLOURS, [(1, 1, "bad-choice")]),
    ("[green]", COLOURS, [(1, 1, "wrong-kind")]),
    ("green", ListOf(COLOURS), [(1, 1, "wrong-kind")]),
    ("{a: b}", ListOf(COLOURS), [(1, 1, "wrong-kind")]),
    ("[]", ListOf(COLOURS, at_least=1), [(1, 1, "empty")]),
    ("[blue]", ListOf(COLOURS, at_least=2), [(1, 1, "empty")]),
    ("[blue, blue, blue]", ListOf(COLOURS, at_most=2), [(1, 1, "too-many")]),
    ("[blue, red, [blue], '']", ListOf(COLOURS), [(1, 8, "bad-choice"), (1, 13, "wrong-kind"), (1, 21, "empty")]),
    ("[a]", MapOf(Text()), [(1, 1, "wrong-kind")]),
    ("{A: x, b: [y]}", MapOf(Text()), [(1, 2, "bad-id"), (1, 11, "wrong-kind")]),
    ("blue", SHED, [(1, 1, "wrong-kind")]),
    ("[door]", SHED, [(1, 1, "wrong-kind")]),
    ("{}", SHED, [(1, 1, "missing-key")]),
    ("{tools: [a]}", SHED, [(1, 1, "missing-key")]),
    ("{door: blue, window: x}", SHED, [(1, 14, "unknown-key")]),
    ("{door: [blue]}", SHED, [(1, 8, "wrong-kind")]),
    ("{loud: true}", NOTE, [(1, 1, "missing-key")]),
    ("{text: x, laud: true}", NOTE, [(1, 11, "unknown-key")]),
    ("''", NOTE, [(1, 1, "empty")]),
    ("[x]", NOTE, [(1, 1, "wrong-kind")]),
    ("a", ShowIf(), [(1, 1, "wrong-kind")]),
    ("[{a: [x]}]", ShowIf(), [(1, 1, "wrong-kind")]),
    ("{}", ShowIf(), [(1, 1, "wrong-kind")]),
    ("{a: [x], b: [y]}", ShowIf(), [(1, 1, "wrong-kind")]),
    ("{a: x}", ShowIf(), [(1, 5, "wrong-kind")]),
    ("{a: []}", ShowIf(), [(1, 5, "empty")]),
    ("{A: [x]}", ShowIf(), [(1, 2, "bad-id")]),
    ("{a: [x, Y]}", ShowIf(), [(1, 9, "bad-id")]),
    ("{a: [does_not_apply]}", ShowIf(), [(1, 6, "bad-id")]),
    ("{all: []}", ShowIf(), [(1, 7, "wrong-kind")]),
    ("{all: {a: [x]}}", ShowIf(), [(1, 7, "wrong-kind")]),
    ("{any: [a]}", ShowIf(), [(1, 8, "wrong-kind")]),
    ("{not: [{a: [x]}]}", ShowIf(), [(1, 2, "unknown-key")]),
    ("{all: [{any: [{all: [{any: [{a: [x]}]}]}]}]}", ShowIf(), [(1, 23, "too-deep")]),
]


@pytest.mark.parametrize(("text", "kind", "wanted"), WRONG, ids=map(named, WRONG))
def test_what_is_wrong_in_shape_is_a_problem_at_its_place(text: str, kind: Kind, wanted: list[Place]) -> None:
    assert walk(text, kind)[1] == wanted


def test_what_is_wrong_is_left_out_of_what_holds_it() -> None:
    shaped, _ = walk("{door: blue, tools: [rake, Big Spade], roof: maybe}", SHED)

    assert plain(shaped) == {"door": "blue", "tools": ["rake"]}


def test_a_misspelt_required_key_is_one_problem_and_its_value_is_judged_as_what_was_meant() -> None:
    shaped, problems = walk("{doer: red, tools: [rake]}", SHED)

    assert problems == [(1, 2, "unknown-key"), (1, 8, "bad-choice")]
    assert plain(shaped) == {"tools": ["rake"]}


def test_a_misspelt_key_beside_the_right_one_is_one_problem_and_does_not_replace_it() -> None:
    shaped, problems = walk("{door: blue, doors: [red]}", SHED)

    assert problems == [(1, 14, "unknown-key")]
    assert plain(shaped) == {"door": "blue"}


def test_a_required_key_that_is_there_and_wrong_is_not_missing_as_well() -> None:
    assert walk("{door: ''}", SHED)[1] == [(1, 8, "empty")]


# ---- the field table


@pytest.mark.parametrize(
    "guess",
    [
        "note: n",
        "title: t",
        "weight: 2",
        "type: choice",
        "required: true",
        "showif: {a: [x]}",
        "points: {fit: 2}",
        "choices: [{id: x, text: X}]",
        "answers: [{id: x, text: X}]",
        "<<: {text: B}",
    ],
)
def test_a_key_that_authors_may_guess_is_one_problem(guess: str) -> None:
    text = "{id: a, text: A, scale: how_often, " + guess + "}"

    assert walk(text, fields.ITEM)[1] == [(1, 36, "unknown-key")]


def test_an_item_with_five_mistakes_has_five_problems() -> None:
    text = """\
id: Felt understood
text:
reverse: yes
points_to: {fit: many}
choose: several
scale: how_often
"""

    assert walk(text, fields.ITEM)[1] == [
        (1, 5, "bad-id"),
        (2, 6, "empty"),
        (3, 10, "bad-choice"),
        (4, 18, "bad-number"),
        (5, 9, "bad-choice"),
    ]


def _records(kind: Kind) -> list[Record]:
    match kind:
        case Record(fields=rules):
            return [kind, *(inner for rule in rules.values() for inner in _records(rule.kind))]
        case ListOf(inner) | MapOf(inner):
            return _records(inner)
    return []


_FILES = (fields.BANK, fields.TRACK, fields.REASON, fields.WHAT_NOW, fields.REFERENCES, fields.RESPONSES)
every_record = pytest.mark.parametrize(
    "record", {record.name: record for file in _FILES for record in _records(file)}.values(), ids=lambda one: one.name
)


@every_record
def test_a_record_with_nothing_in_it_says_once_for_each_required_key_that_it_is_missing(record: Record) -> None:
    required = [name for name, rule in record.fields.items() if rule.required]

    assert walk("{}", record)[1] == [(1, 1, "missing-key")] * len(required)


@every_record
def test_text_with_spaces_under_any_key_is_at_most_one_problem_there(record: Record) -> None:
    for key in record.fields:
        problems = walk(f"{key}: So be it\n", record)[1]

        assert [one for one in problems if one[2] != "missing-key"] in (
            [],
            *([(1, len(key) + 3, code)] for code in ("wrong-kind", "bad-id", "bad-number", "bad-choice")),
        )


@every_record
def test_messages_name_a_record_in_good_english(record: Record) -> None:
    for text in ("[x]", "{zzzzzz: x}"):
        judge = Walk()
        tree = read_text(text, "f").tree
        assert tree is not None
        judge.value(tree, record, "this")
        assert not re.search(r"\ba [aeio]", " ".join(map(str, judge.problems)))

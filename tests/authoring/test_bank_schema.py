"""The schema for editors against the loader: they accept and refuse the same files.

A file is given to the schema as an editor reads it, which is YAML 1.2: quoted, everything is text; without
quotes, `true` and `false` are flags, what looks like a number is one, and `null`, `~` and nothing are nothing.
Runs of white space count as one space, as they do for the loader.
"""

import json
import math
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import jsonschema_rs
import pytest
from bank_files import BANK_FILES
from broken import BROKEN, EXAMPLES, RESPONSES_FILES, expected
from hypothesis import given
from hypothesis import strategies as st

from stuckpoint.authoring.schema import as_json, schema
from stuckpoint.cli.main import main
from stuckpoint.loading import shipped_folder
from stuckpoint.reading import Code, Entries, Entry, Place, Scalar, read_file
from stuckpoint.reading.fields import FILES
from stuckpoint.reading.kinds import Choice, Id, Kind, ListOf, MapOf, Number, Record, ShowIf
from stuckpoint.reading.shapes import Walk
from stuckpoint.reading.slips import is_id
from stuckpoint.reading.source import Source, read_text
from stuckpoint.reading.tree import Node, one_line

SHAPE = (
    Code.UNKNOWN_KEY,
    Code.MISSING_KEY,
    Code.WRONG_KIND,
    Code.EMPTY,
    Code.BAD_ID,
    Code.BAD_NUMBER,
    Code.BAD_CHOICE,
    Code.TOO_MANY,
)
# Not about what a file holds, but about which files there are.
OF_FOLDERS = (Code.UNKNOWN_FILE, Code.MISSING_FILE)
# Text to the loader; to an editor a flag, or nothing.
QUOTED_FOR_EDITORS = ("true", "false", "null", "~")

TEST_FILES = [path for path in sorted(BROKEN.parent.rglob("*.yaml")) if path.is_file()]
# Without those that are refused, whole or in part, before their shape is looked at.
CORPUS = [path for path in (*BANK_FILES, *TEST_FILES) if not read_file(path, "f").problems]


def kind_of(path: Path) -> str:
    """Returns what kind of file this is."""
    if path.stem in RESPONSES_FILES:
        return "responses"
    if isinstance(tree := read(path).tree, Entry) and "add_to" in tree.keys:
        return "addition"
    return {"tracks": "track"}.get(path.parent.name) or (path.stem if path.stem in FILES else "reason")


@cache
def validator(name: str) -> jsonschema_rs.Draft7Validator:
    """Returns the judge of one definition, as an editor is pointed to it."""
    return jsonschema_rs.Draft7Validator({**schema(), "anyOf": [{"$ref": f"#/definitions/{name}"}]})


def as_an_editor_reads(node: Node) -> object:
    """Returns a located tree as plain data."""
    match node:
        case Entry(values=values):
            return {one_line(key): as_an_editor_reads(value) for key, value in values.items()}
        case Entries(values=nodes):
            return [as_an_editor_reads(one) for one in nodes]
        case Scalar(text=text, plain=True) if text in ("", "null", "~"):
            return None
        case Scalar(text="true" | "false" as text, plain=True):
            return text == "true"
        case Scalar(text=text, plain=True) if (number := _number(text)) is not None:
            return number
        case Scalar(text=text):
            return one_line(text)
    raise AssertionError("a tree with something refused in it")


def _number(text: str) -> float | None:
    try:
        number = float(text) if "_" not in text and text.isascii() else math.nan
    except ValueError:
        return None
    return number if math.isfinite(number) else None


def accepted_by_loader(node: Node, kind: str) -> bool:
    walk = Walk()
    walk.value(node, FILES[kind], "this file")
    return not walk.problems


def accepted_by_schema(node: Node, kind: str) -> bool:
    return validator(kind).is_valid(as_an_editor_reads(node))


def read(path: Path) -> Source:
    return read_file(path, str(path))


@cache
def tree_of(path: Path) -> Node:
    tree = read(path).tree
    assert tree is not None
    return tree


# ---- the document


def test_the_committed_schema_is_the_one_that_is_printed(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["schema"]) == 0

    printed = capsys.readouterr().out
    assert printed == as_json()
    assert printed == (shipped_folder() / "schema.json").read_text("utf-8")


def test_it_is_a_valid_draft_07_schema() -> None:
    assert json.loads(as_json())["$schema"] == "http://json-schema.org/draft-07/schema#"
    jsonschema_rs.meta.validate(schema())


def _records(kind: Kind) -> Iterator[Record]:
    match kind:
        case Record(fields=rules):
            yield kind
            for rule in rules.values():
                yield from _records(rule.kind)
        case ListOf(inner) | MapOf(inner):
            yield from _records(inner)


def test_records_that_differ_have_names_that_differ() -> None:
    records = [record for file in FILES.values() for record in _records(file)]

    for one in records:
        assert all(one.fields == other.fields for other in records if other.name == one.name), one.name


@pytest.mark.sampled(4)
@pytest.mark.parametrize("kind", FILES)
def test_every_key_says_what_it_holds(kind: str) -> None:
    for record in _records(FILES[kind]):
        for key, rule in record.fields.items():
            assert rule.help, f"{key} of {record.name}"
            assert f'"{key}": {{ "description": {json.dumps(rule.help)}' in " ".join(as_json().split())


def test_every_reference_leads_somewhere() -> None:
    definitions = schema()["definitions"]
    assert isinstance(definitions, dict)
    text = as_json()
    named = {part.split('"')[0] for part in text.split('"#/definitions/')[1:]}

    assert named == set(definitions)


@pytest.mark.parametrize("path", BANK_FILES, ids=lambda path: path.stem)
def test_a_shipped_file_points_to_the_schema_of_its_kind(path: Path) -> None:
    first = path.read_text("utf-8").splitlines()[0]
    where, _, fragment = first.removeprefix("# yaml-language-server: $schema=").partition("#/definitions/")

    assert (path.parent / where).resolve() == shipped_folder().resolve() / "schema.json"
    assert fragment == kind_of(path)


# ---- the same verdicts


@pytest.mark.parametrize("path", CORPUS, ids=lambda path: str(path.relative_to(path.parents[2])))
def test_loader_and_schema_agree_on_a_file(path: Path) -> None:
    tree = tree_of(path)

    assert accepted_by_schema(tree, kind_of(path)) == accepted_by_loader(tree, kind_of(path))


@pytest.mark.parametrize("path", BANK_FILES, ids=lambda path: path.stem)
def test_the_schema_accepts_every_shipped_file_and_takes_it_for_no_other_kind(path: Path) -> None:
    tree = tree_of(path)

    assert [kind for kind in FILES if accepted_by_schema(tree, kind)] == [kind_of(path)]


@pytest.mark.parametrize("code", [code for code in Code if code not in OF_FOLDERS])
def test_of_the_broken_examples_the_schema_refuses_those_that_are_wrong_in_shape(code: Code) -> None:
    path = Path(expected(EXAMPLES[code])[0].file)
    source = read(path)
    if source.problems:
        assert code not in SHAPE
        return
    assert source.tree is not None

    assert accepted_by_schema(source.tree, kind_of(path)) == (code not in SHAPE)


def test_there_are_broken_examples_of_both_sorts() -> None:
    meaning = [
        code
        for code in Code
        if code not in (*SHAPE, *OF_FOLDERS) and not read(Path(expected(EXAMPLES[code])[0].file)).problems
    ]

    assert len(meaning) > 15


@given(
    st.one_of(st.text(max_size=45), st.from_regex(r"[a-z0-9_ ]{0,42}", fullmatch=True), st.sampled_from(["all", "any"]))
)
def test_the_schema_knows_an_id_as_the_loader_does(text: str) -> None:
    assert validator("id").is_valid(text) == is_id(text)


# ---- files that were tampered with

# Values of every sort, as they are written.
VALUES = (
    *("some words", "an_id", "all", "none_of_these", "3", "-1", "0.5", "1.5", "1e3", "9999999", "0x2", "1_0"),
    *("one", "you", "going", "partly", "yes", "True", *QUOTED_FOR_EDITORS),
    *("''", "' '", "'3'", "'true'", "'null'", "'an_id'"),
    *("[]", "[an_id]", "[an_id, an_id, an_id, an_id]", "[some words]", "[one]", "[you]", "[[]]", "[{}]"),
    *("{}", "{an_id: some words}", "{an_id: 3}", "{an_id: -1}", "{an_id: partly}", "{Some words: an_id}"),
    *("{an_id: [an_id]}", "{an_id: [some words]}", "{an_id: []}", "{Some words: [an_id]}", "{does_not_apply: [an_id]}"),
    *("{text: some words}", "{id: an_id, text: some words}", "[{id: an_id, text: some words}]"),
    *("{unsafe_with_control: true}", "{text: some words, unsafe_with_control: true}"),
    *("{all: [{an_id: [an_id]}]}", "{all: []}", "{any: [an_id]}", "{an_id: [an_id], all: [{an_id: [an_id]}]}"),
    *("{an_id: [an_id], other_id: [an_id]}", "{any: [{an_id: [an_id]}, {all: [{an_id: [an_id]}]}]}"),
    "{any: [{any: [{any: [{an_id: [an_id]}]}]}]}",
    "{any: [{any: [{any: [{any: [{an_id: [an_id]}]}]}]}]}",
)
# Far from every key there is: what a near miss is meant for is something that a schema cannot say.
NEW_KEYS = ("zzzz", "Zz zz", "text", "id", "private", "all", "3")

RESPONSES_FILE = """
stuckpoint: 1
bank: shipped
version: '1.0'
taken: 2026-11-30
track: solo
context: {a: [b]}
responses: {c: [d]}
wording: {c: x1}
picked: {rings: {fit: partly}, reasons: [fit], step: a, line: b, rather_not: [c]}
picked_in_private: {rings: {fit: not_me}}
"""


ADDITION_FILE = """
add_to: fit
language: es
allow: {leading: published wording}
scales: {how_warm: {options: [{id: cold, text: Cold}, {id: warm, text: Warm}]}}
context: [{id: how_long, text: How long?, scale: how_warm}]
items: [{id: warmth, text: How warm?, scale: how_warm, ask: when_it_helps}]
steps: {you: [{id: open_it, text: Open the window.}]}
opening_lines: [{id: warmer, text: I am cold.}]
together: {pacing: [Begin with the pace.]}
"""
REASON_FILE = """
reason: cold
name: Cold
tracks: [solo]
lies_with: [setting]
summary: It may be cold.
may_mean: [The window.]
does_not_mean: It is not you.
first_step: shut_it
first_line: colder
steps: {you: [{id: shut_it, text: Shut the window.}]}
opening_lines: [{id: colder, text: I am cold.}]
scales: {how_cold: {options: [{id: warm, text: Warm}, {id: cold, text: Cold}]}}
"""


def written(text: str) -> Node:
    tree = read_text(text, "f").tree
    assert tree is not None
    return tree


def with_other(node: Node, old: Node, new: Node) -> Node:
    """Returns a tree with another node in place of one of its own."""
    if node is old:
        return new
    match node:
        case Entry(values=values):
            return node._replace(values={key: with_other(value, old, new) for key, value in values.items()})
        case Entries(values=nodes):
            return node._replace(values=tuple(with_other(one, old, new) for one in nodes))
    return node


def nodes_in(node: Node) -> Iterator[Node]:
    yield node
    match node:
        case Entry(values=values):
            for value in values.values():
                yield from nodes_in(value)
        case Entries(values=nodes):
            for one in nodes:
                yield from nodes_in(one)


def spots_in(node: Node, kind: Kind, called: str) -> Iterator[tuple[str, Node]]:
    """Yields the nodes of a tree that is right, each with the name of its place in the table of field rules."""
    yield called, node
    match kind, node:
        case Record(name=name, fields=rules), Entry(values=values):
            for key, value in values.items():
                if key in rules:  # and not a text for each track
                    yield from spots_in(value, rules[key].kind, f"{name}.{key}")
        case ListOf(inner), Entries(values=nodes):
            for one in nodes:
                yield from spots_in(one, inner, f"{called}[]")
        case (MapOf(Id() | Number() | Choice() | ListOf() | Record() as inner), Entry(values=values)):
            for value in values.values():
                yield from spots_in(value, inner, f"{called}{{}}")
        case ShowIf(), Entry(values=values):
            for number, one in enumerate(nodes_in(node)):
                yield f"{called}, {number}", one


@cache
def good_trees() -> tuple[tuple[str, Node], ...]:
    """Returns the tree of every file that is right, and of which kind it is."""
    paths = [path for path in CORPUS if BROKEN not in path.parents]
    texts = {"responses": RESPONSES_FILE, "addition": ADDITION_FILE, "reason": REASON_FILE}
    return (
        *((kind_of(path), tree_of(path)) for path in paths),
        *((kind, written(text)) for kind, text in texts.items()),
    )


@cache
def spots() -> dict[str, tuple[str, Node, Node]]:
    """Returns for each place in the table a kind of file, a tree that has it, and the node there."""
    by_size = sorted(good_trees(), key=lambda one: sum(1 for _ in nodes_in(one[1])), reverse=True)
    # The last of a name stays, which is the smallest.
    return {called: (kind, tree, node) for kind, tree in by_size for called, node in spots_in(tree, FILES[kind], kind)}


def disagreement(kind: str, tree: Node) -> bool:
    """Says whether loader and schema disagree, but for a word that an editor wants quoted."""
    by_loader, by_schema = accepted_by_loader(tree, kind), accepted_by_schema(tree, kind)
    return by_loader != by_schema and not (by_loader and _holds_a_word_to_quote(tree))


def _holds_a_word_to_quote(tree: Node) -> bool:
    return any(isinstance(one, Scalar) and one.plain and one.text in QUOTED_FOR_EDITORS for one in nodes_in(tree))


def test_there_is_a_file_with_every_key() -> None:
    keys = {f"{record.name}.{key}" for file in FILES.values() for record in _records(file) for key in record.fields}

    assert keys <= set(spots())


@pytest.mark.sampled(6)
@pytest.mark.parametrize("value", VALUES)
def test_loader_and_schema_agree_on_a_value_of_any_sort_in_any_place(value: str) -> None:
    new = written(value)

    assert [
        called for called, (kind, tree, node) in spots().items() if disagreement(kind, with_other(tree, node, new))
    ] == []


@given(
    file=st.integers(0, len(good_trees()) - 1),
    spot=st.integers(0),
    change=st.sampled_from(["drop", "rename", "add", "swap"]),
    number=st.integers(0, 20),
    key=st.sampled_from(NEW_KEYS),
    value=st.sampled_from(VALUES),
)
def test_loader_and_schema_agree_on_a_file_that_was_tampered_with(
    file: int, spot: int, change: str, number: int, key: str, value: str
) -> None:
    kind, tree = good_trees()[file]
    holders = [node for node in nodes_in(tree) if isinstance(node, Entry | Entries)]
    old = holders[spot % len(holders)]

    assert not disagreement(kind, with_other(tree, old, _changed(old, change, number, key, written(value))))


def _changed(node: Node, change: str, number: int, key: str, value: Node) -> Node:
    """Returns a list or mapping with one entry dropped, added, in place of another, or under another key."""
    match node:
        case Entries(values=nodes):
            at = number % (len(nodes) + 1)
            new_nodes = () if change == "drop" else (value,)
            return node._replace(values=(*nodes[:at], *new_nodes, *nodes[at + (change != "add") :]))
        case Entry(keys=keys, values=values):
            pairs = tuple((keys[name], value) for name, value in values.items())
            at = number % (len(pairs) + 1)
            here = pairs[at : at + 1]
            others = (*pairs[:at], *(() if change != "add" else here), *pairs[at + 1 :])
            place = Scalar(Place("f"), key)
            new = {"drop": (), "add": ((place, value),), "swap": tuple((name, value) for name, _ in here)}
            renamed = new.get(change, tuple((place, held) for _, held in here))
            names = {name.text for name, _ in renamed}
            kept = (*(pair for pair in others if pair[0].text not in names), *renamed)
            return node._replace(
                keys={name.text: name for name, _ in kept}, values={name.text: held for name, held in kept}
            )
    return node


@pytest.mark.parametrize("word", QUOTED_FOR_EDITORS)
def test_an_editor_wants_quotes_round_a_text_that_is_a_word_of_yaml(word: str) -> None:
    bare, quoted = (written(f"{{name: {text}}}") for text in (word, f"'{word}'"))

    # What stands for nothing elsewhere would be read out as a word.
    assert [accepted_by_loader(one, "bank") for one in (bare, quoted)] == [word in ("true", "false"), True]
    assert [accepted_by_schema(one, "bank") for one in (bare, quoted)] == [False, True]

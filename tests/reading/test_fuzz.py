"""Random files for all that reads files: of no shape, of nearly the right one, and good ones with a change."""

import io
import random
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
import yaml
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from verdicts import decoded, judge_problems, judge_screen, judge_source

from stuckpoint.bank import Bank
from stuckpoint.cli import named
from stuckpoint.cli.main import main
from stuckpoint.loading import load, read_kept, shipped_folder
from stuckpoint.reading import FileProblems
from stuckpoint.reading.fields import BANK, REASON, REFERENCES, RESPONSES, TRACK, WHAT_NOW
from stuckpoint.reading.kinds import Choice, Flag, Kind, ListOf, MapOf, Number, Record, ShowIf
from stuckpoint.reading.source import read_bytes

CHOIR = Path(__file__).parents[1].joinpath("banks") / "choir"
FILES = (
    "bank.yaml",
    "tracks/singer.yaml",
    "reasons/tuning.yaml",
    "references.yaml",
    "what_now.yaml",
    "reasons/new.yaml",
)
SOME = settings(max_examples=120, suppress_health_check=[HealthCheck.too_slow])

ANSWERS = b"""\
stuckpoint: 1
track: singer
context: {term: [duller], duller_for: [a_month]}
responses:
  during_rehearsal: [ran_out_of_air, felt_faint]
  gasping: [most_weeks]
  piano_disagrees: [does_not_apply]
  end_of_the_piece: []
"""

GOOD = {
    "banks": [path.read_bytes() for path in sorted([*CHOIR.rglob("*.yaml"), *shipped_folder().glob("reasons/*.yaml")])],
    "answers": [ANSWERS],
}

# ---- files

_WORDS = (
    *("id", "text", "options", "points_to", "show_if", "all", "any", "scale", "tracks", "items", "reason", "choose"),
    *("singer", "conductor", "tuning", "breath", "gasping", "how_far", "never", "during_rehearsal", "felt_faint"),
    *("term", "duller", "none_of_these", "does_not_apply", "private", "many", "true", "stuckpoint", "track"),
    *("responses", "context", "picked", "1", "0", "-1", "1e400", ".nan", "0x1F", "016", "1_000", "~"),
)
_MARKS = (
    *("- ", ": ", "? ", ", ", "[", "]", "{", "}", "&a ", "*a ", "!!str ", "! ", "<<: ", "| ", ">- ", "'", '"', "#"),
    *("\\e", "\\x9b", "\\u202e", "\\UFFFFFFFF"),
)
_ODD = [*"\x1b\x00\x85\u2028\u202e\u200b\ufeffé🙂"]
_LINES = ["\n", "\n  ", "\n    ", "\n- ", "\r\n", "\r", "\t", ":\n", "\n---\n", "\n...\n", "%TAG ! b\n", "%YAML 1.1\n"]
_SOUP = st.lists(st.sampled_from((*_WORDS, *_WORDS, *_MARKS, *_ODD, *_LINES)), max_size=40).map("".join)


@st.composite
def changed(draw: st.DrawFn, good: str) -> bytes:
    """Draws a good file with a few pieces of it deleted, doubled, moved or replaced."""
    chance = random.Random(draw(st.integers(0, 2**32)))
    data = bytearray(chance.choice(GOOD[good]))
    for _ in range(draw(st.integers(1, 4))):
        start = chance.randrange(len(data) + 1)
        end = min(len(data), start + chance.choice((0, 1, 1, 4, 20, 200)))
        put = chance.choice(("", *_WORDS, *_MARKS, *_ODD, *_LINES)).encode()
        data[start:end] = chance.choice((put, bytes(data[start:end]) * 2, bytes([chance.randrange(256)])))
    return bytes(data)


_WRONG: tuple[object, ...] = (
    None,
    [],
    {},
    "",
    "x",
    -1,
    1e300,
    True,
    ["x"],
    {"x": "y"},
    [[]],
    "a: b",
    "\x1b",
    "é" * 300,
)


def tree(kind: Kind, chance: random.Random) -> object:
    """Returns what a kind asks for, and now and then something else."""
    if chance.random() < 0.03:
        return chance.choice(_WRONG)
    match kind:
        case Number():
            return chance.choice((0, 1, 0.5, 2, kind.high, kind.high + 1))
        case Flag():
            return chance.choice((True, False))
        case Choice(words):
            return str(chance.choice(words))
        case ListOf(inner):
            return [tree(inner, chance) for _ in range(chance.randrange(4))]
        case MapOf(inner):
            return {chance.choice(_WORDS): tree(inner, chance) for _ in range(chance.randrange(4))}
        case Record(fields=rules):
            keys = [key for key, rule in rules.items() if chance.random() < (0.98 if rule.required else 0.4)]
            return {str(key): tree(rules[key].kind, chance) for key in keys}
        case ShowIf():
            parts = [tree(kind, chance) for _ in range(chance.randrange(3))]
            leaf = [chance.choice(_WORDS) for _ in range(chance.randrange(3))]
            return {chance.choice(("all", "any")): parts} if parts else {chance.choice(_WORDS): leaf}
    return chance.choice(_WORDS)


def shaped(record: Record) -> st.SearchStrategy[bytes]:
    """Draws a file of nearly the right shape."""
    return st.integers(0, 2**32).map(lambda seed: written(tree(record, random.Random(seed))))


def written(tree: object) -> bytes:
    return yaml.safe_dump(tree, allow_unicode=True, sort_keys=False).encode("utf-8", "surrogatepass")


_ANY = st.binary(max_size=200) | st.text(max_size=80).map(str.encode) | _SOUP.map(str.encode)
_RECORDS = {"bank.yaml": BANK, "tracks/singer.yaml": TRACK, "references.yaml": REFERENCES, "what_now.yaml": WHAT_NOW}
_SHAPED = {name: shaped(_RECORDS.get(name, REASON)) for name in FILES}


# ---- what holds of them


@pytest.fixture(scope="module")
def choir() -> Bank:
    """Returns a good bank."""
    bank = load([CHOIR], shipped=CHOIR).bank
    assert bank is not None
    return bank


@pytest.fixture(scope="module")
def house(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Returns a folder with the choir bank, of which each example changes one file."""
    folder = tmp_path_factory.mktemp("choir")
    for path in CHOIR.rglob("*.yaml"):
        copy = folder / path.relative_to(CHOIR)
        copy.parent.mkdir(exist_ok=True)
        copy.write_bytes(path.read_bytes())
    return folder


@pytest.fixture(scope="module")
def only_choir(choir: Bank) -> Iterator[None]:
    """Scores against the choir bank. Not monkeypatch: it serves all examples of a property."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(named, "bank_of", lambda *_: choir)
        yield


@pytest.mark.slow
@settings(SOME, max_examples=400)
@given(_ANY | changed("banks"))
def test_any_file_becomes_a_tree_or_located_problems_and_always_the_same(data: bytes) -> None:
    read = read_bytes(data, "f")

    judge_source(read, "f", decoded(data))
    assert read_bytes(data, "f") == read


@pytest.mark.slow
@SOME
@given(data=st.data(), name=st.sampled_from(FILES))
def test_any_file_in_a_bank_gives_a_bank_or_located_problems_and_always_the_same(
    data: st.DataObject, name: str, house: Path
) -> None:
    path = house / name
    before = path.read_bytes() if path.exists() else None
    content = data.draw(_ANY | changed("banks") | _SHAPED[name])
    try:
        path.write_bytes(content)
        loaded = load([house], shipped=house)
        again = load([house], shipped=house)
    finally:
        path.unlink()
        if before is not None:
            path.write_bytes(before)

    assert (loaded.bank is None) == bool(loaded.problems)
    assert again.problems == loaded.problems
    judge_problems(loaded.problems, str(path), decoded(content))


_RESPONSES = _ANY | changed("answers") | shaped(RESPONSES)


@settings(SOME, max_examples=300)
@given(data=_RESPONSES)
def test_any_responses_file_gives_answers_or_located_problems_and_always_the_same(data: bytes, choir: Bank) -> None:
    def said() -> str:
        try:
            return repr(read_kept(read_bytes(data, "f"), choir))
        except FileProblems as refused:
            judge_problems(refused.problems, "f", decoded(data))
            return repr(refused.problems)

    assert said() == said()


@pytest.mark.slow
@pytest.mark.usefixtures("only_choir")
@SOME
@given(data=_RESPONSES)
def test_anything_on_standard_input_is_scored_or_refused_in_words_that_may_be_shown(data: bytes) -> None:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(data)))
        patch.setattr(sys, "stdout", out := io.StringIO())
        patch.setattr(sys, "stderr", err := io.StringIO())
        code = main(["score", "-"])

    judge_screen(code, out.getvalue(), err.getvalue())

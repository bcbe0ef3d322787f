"""Files made to do harm: each is refused where its problem is, or does none, and none takes much work.

The small ones stand in tests/hostile, as they are. The large ones are written here by a line each.
"""

import io
import os
import re
import sys
import tracemalloc
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from cProfile import Profile
from pathlib import Path

import pytest
from verdicts import decoded, judge_problems, judge_screen, judge_source

from stuckpoint.bank import Bank, TrackId
from stuckpoint.cli import named
from stuckpoint.cli.main import main
from stuckpoint.engine import Length, next_item
from stuckpoint.engine.plan import plan_for
from stuckpoint.loading import Loaded, load, open_bank, read_kept
from stuckpoint.loading.files import MOST
from stuckpoint.reading import Code, FileProblems, read_file
from stuckpoint.reading.problems import MAX_PROBLEMS
from stuckpoint.reading.source import MAX_BYTES, read_bytes

CHOIR = Path(__file__).parents[1].joinpath("banks") / "choir"
SINGER = TrackId("singer")
SMALL = {path.stem: path.read_bytes() for path in sorted(Path(__file__).parents[1].joinpath("hostile").iterdir())}
HARMLESS = {"harmless_markup", "harmless_joiners"}

GENTLE = """\
reason: gentle
name: Gentle
tracks: [singer]
lies_with: [setting]
summary: It may be.
may_mean: [It can be.]
does_not_mean: It is nobody's fault.
first_step: rest
first_line: wait
steps: {you: [{id: rest, text: Rest.}]}
opening_lines: [{id: wait, text: Could we wait?}]
items:
"""
ANSWERS = "stuckpoint: 1\ntrack: singer\nresponses:\n"


def full_of(unit: str) -> bytes:
    """Returns as many of a text as fit a file."""
    data = unit.encode()
    return data * (MAX_BYTES // len(data))


def reason(*items: str) -> bytes:
    """Returns a reason with items."""
    return (GENTLE + "".join(f"  - {{{item}}}\n" for item in items)).encode()


def items(count: int, write: Callable[[int], str]) -> bytes:
    """Returns a reason with items, each as it is written."""
    return reason(*(f"text: b, {write(number)}" for number in range(count)))


def many(count: int, write: Callable[[int], str]) -> str:
    return ", ".join(map(write, range(count)))


def scaled(number: int, more: str = "") -> str:
    return f"id: i{number}, scale: how_far{more}"


# Everything that is full of one thing, then what needs a shape.
LARGE: dict[str, tuple[bytes, set[str]]] = {
    "brackets": (full_of("["), {"too-deep"}),
    "braces": (full_of("{"), {"too-deep"}),
    "open keys": (full_of("{a: "), {"too-deep"}),
    "dashes": (full_of("- "), {"too-deep"}),
    "questions": (full_of("? "), {"too-deep"}),
    "complex keys": (full_of("? ? a\n"), {"wrong-kind", "too-many"}),
    "commas": (full_of(","), {"syntax"}),
    "tabs": (full_of("\t"), {"syntax"}),
    "new lines": (full_of("\n"), {"empty"}),
    "old Mac lines": (full_of("\r"), {"empty"}),
    "comments": (full_of("# a\n"), {"empty"}),
    "documents": (full_of("--- a\n"), {"second-document"}),
    "tag directives": ("".join(f"%TAG !{n}! b\n" for n in range(30_000)).encode(), {"syntax"}),
    "NULs": (full_of("\0"), {"forbidden-character", "too-many"}),
    "escapes": (full_of("a: \x1b[31m\n"), {"forbidden-character", "too-many"}),
    "line separators": (full_of("\u2028"), {"forbidden-character", "too-many"}),
    "byte order marks": (full_of("\ufeff"), {"forbidden-character", "too-many"}),
    "bytes that are no text": (b"\xff" * MAX_BYTES, {"bad-encoding"}),
    "UTF-16": ("a: b\n".encode("utf-16"), {"bad-encoding"}),
    "UTF-32": ("a: b\n".encode("utf-32"), {"bad-encoding"}),
    "half a pair": (b"a: \xed\xa0\x80\n", {"bad-encoding"}),
    "too long a file": (b"a" * (MAX_BYTES + 1), {"too-big"}),
    "one long word": (full_of("a"), {"too-big"}),
    "one long text": (full_of("a "), {"too-big"}),
    "a block of empty lines": (b"a: |\n" + full_of("\n")[:-10] + b"  b", {"too-big"}),
    "a long anchor": (b"a: &" + b"x" * 500_000 + b" b\n", {"anchor", "unknown-key"}),
    "a long key": (b"a" * 500_000 + b": b\n", {"too-big"}),
    "anchors": ("".join(f"- &a{n} b\n" for n in range(40_000)).encode(), {"anchor", "too-many"}),
    "tags": (full_of("- !!str b\n"), {"tag", "too-many"}),
    "the same key": (full_of("a: b\n"), {"duplicate-key", "too-many"}),
    "unknown keys": (
        b"name: b\n" + "".join(f"opinion{n}: b\n" for n in range(30_000)).encode(),
        {"unknown-key", "too-many"},
    ),
    "nothing but unknown keys": ("".join(f"opinion{n}: b\n" for n in range(30_000)).encode(), {"unknown-key"}),
    "escapes in quotes": (full_of('- "\\e[31m"\n'), {"forbidden-character", "too-many"}),
    "an empty list of items": (items(0, scaled) + b"  -\n" * 45_000, {"empty", "too-many"}),
    "items too many": (items(MOST["items"] + 1, lambda n: f"id: i{n}"), {"too-many"}),
    "items all the same": (reason(*["id: a, text: b, scale: how_far"] * 8_000), {"duplicate-id", "too-many"}),
    "items on unknown scales": (items(8_000, lambda n: f"id: i{n}, scale: how_fax{n}"), {"unknown-scale", "too-many"}),
    "an item that points far": (
        reason(f"id: a, text: b, scale: how_far, points_to: {{{many(30_000, 'gentl{}: 1'.format)}}}"),
        {"unknown-reason", "too-many"},
    ),
    "an item with too many options": (
        reason(f"id: a, text: b, options: [{many(12_000, '{{id: o{}, text: c}}'.format)}]"),
        {"too-many"},
    ),
    "conditions on unknown items": (
        items(5_000, lambda n: scaled(n, f", show_if: {{i{n}x: [in_tune]}}")),
        {"unknown-item", "too-many"},
    ),
    "conditions on what comes later": (
        items(5_000, lambda n: scaled(n, f", show_if: {{i{n + 1}: [in_tune]}}")),
        {"looks-ahead", "too-many"},
    ),
    "conditions on unknown options": (
        items(5_000, lambda n: scaled(n, f", show_if: {{during_rehearsal: [felt_faint{n}]}}")),
        {"unknown-option", "too-many"},
    ),
    "a wide condition": (
        reason(f"id: a, text: b, scale: how_far, show_if: {{any: [{many(12_000, '{{x{}: [y]}}'.format)}]}}"),
        {"unknown-item", "too-many"},
    ),
    "texts for unknown tracks": (
        reason(f"id: a, scale: how_far, text: {{{many(40_000, 't{}: b'.format)}}}"),
        {"unknown-track", "too-many"},
    ),
    "answers to nothing": (
        (ANSWERS + "".join(f"  felt_{n}: []\n" for n in range(24_000))).encode(),
        {"wrong-kind"},
    ),
    "one answer after another": (
        (ANSWERS + f"  during_rehearsal: [{', '.join(f'felt_{n}' for n in range(40_000))}]\n").encode(),
        {"wrong-kind"},
    ),
}  # fmt: skip
EVERY = {**SMALL, **{name: data for name, (data, _) in LARGE.items()}}

# Measured at about a third of this for the largest files that are taken; a thing done for every pair of
# things in a file comes to a hundred times as many.
MOST_CALLS = 3_000_000
MOST_MEMORY = 100 * 1024 * 1024


@contextmanager
def little_work() -> Iterator[None]:
    """Fails when what is done inside takes more calls than the largest good file does. Counts, and does not time."""
    counting = Profile(builtins=True)
    with counting:
        yield
    assert sum(line.callcount for line in counting.getstats()) <= MOST_CALLS


@pytest.fixture(scope="module")
def choir() -> Bank:
    """Returns a good bank."""
    bank = load([CHOIR], shipped=CHOIR).bank
    assert bank is not None
    return bank


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path


def added(path: Path) -> Loaded:
    """Returns what becomes of the choir bank with a hostile file or folder added to it."""
    return load([CHOIR, path], shipped=CHOIR)


def codes(loaded: Loaded) -> set[str]:
    return {problem.code.value for problem in loaded.problems}


# ---- one file


@pytest.mark.sampled(9)
@pytest.mark.parametrize("name", EVERY)
def test_a_hostile_file_is_read_into_what_may_be_shown(name: str) -> None:
    read = read_bytes(EVERY[name], "f")

    judge_source(read, "f", decoded(EVERY[name]))
    assert len(read.problems) <= 2 * MAX_PROBLEMS + 1


@pytest.mark.sampled(6)
@pytest.mark.parametrize("name", EVERY)
def test_a_hostile_file_is_no_part_of_a_bank(name: str, tmp_path: Path) -> None:
    path = tmp_path / "gentle.yaml"
    path.write_bytes(EVERY[name])

    loaded = added(path)

    assert (loaded.bank is None) == (name not in HARMLESS)
    assert {problem.place.file for problem in loaded.problems} <= {str(path)}
    assert len(loaded.problems) <= 2 * MAX_PROBLEMS + 2
    judge_problems(loaded.problems, str(path), decoded(EVERY[name]))
    if name in LARGE:
        assert LARGE[name][1] <= codes(loaded)


@pytest.mark.sampled(9)
@pytest.mark.parametrize("name", EVERY)
def test_a_hostile_file_is_not_scored(
    name: str, choir: Bank, tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "answers.yaml"
    path.write_bytes(EVERY[name])
    monkeypatch.setattr(named, "bank_of", lambda *_: choir)

    code = main(["score", str(path)])

    assert code == 1
    judge_screen(code, *capsys.readouterr())


@pytest.mark.parametrize("name", SMALL)
def test_hostile_standard_input_is_judged_as_a_file_is(
    name: str, choir: Bank, tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "answers.yaml"
    path.write_bytes(SMALL[name])
    monkeypatch.setattr(named, "bank_of", lambda *_: choir)
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(SMALL[name])))

    assert main(["score", "-"]) == 1
    by_stream = capsys.readouterr().err
    assert main(["score", str(path)]) == 1
    assert by_stream == capsys.readouterr().err.replace(str(path), "<stdin>")


@pytest.mark.slow
@pytest.mark.parametrize("name", ["unknown keys", "conditions on unknown items"])
def test_a_hostile_file_takes_little_memory(name: str, tmp_path: Path) -> None:
    path = tmp_path / "gentle.yaml"
    path.write_bytes(EVERY[name])

    tracemalloc.start()
    try:
        added(path)
        assert tracemalloc.get_traced_memory()[1] < MOST_MEMORY
    finally:
        tracemalloc.stop()


@pytest.mark.slow
@pytest.mark.parametrize("name", ["python_tags", "harmless_markup", "escapes_in_quotes"])
def test_a_command_given_a_hostile_file_prints_nothing_that_may_not_be_shown(
    name: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "gentle.yaml"
    path.write_bytes(EVERY[name].replace(b"[singer]", b"[individual]"))

    code = main(["reasons", "gentle", "--questions", str(path)])

    judge_screen(code, *capsys.readouterr())
    assert code == (name not in HARMLESS)


@pytest.mark.slow
@pytest.mark.parametrize("name", [name for name in LARGE if "item" in name or "unknown" in name])
def test_a_hostile_file_takes_little_work(name: str, tmp_path: Path) -> None:
    path = tmp_path / "gentle.yaml"
    path.write_bytes(EVERY[name])

    with little_work():
        added(path)


@pytest.mark.slow
@pytest.mark.parametrize("name", ["answers to nothing", "one answer after another"])
def test_hostile_answers_take_little_work(name: str, choir: Bank) -> None:
    with little_work(), pytest.raises(FileProblems):
        read_kept(read_bytes(EVERY[name], "f"), choir)


# ---- chains of conditions


@pytest.mark.slow
def test_a_chain_of_thousands_of_conditions_is_walked_with_little_work(tmp_path: Path) -> None:
    path = tmp_path / "gentle.yaml"
    show_if = ", show_if: {i%d: [in_tune]}"
    path.write_bytes(items(5_000, lambda n: scaled(n, show_if % (n - 1) if n else "")))

    tracemalloc.start()
    try:
        bank = added(path).bank
        assert bank is not None
        plan_for(bank.tracks[SINGER])
        assert tracemalloc.get_traced_memory()[1] < MOST_MEMORY
    finally:
        tracemalloc.stop()
    with little_work():
        first = next_item(bank, SINGER, {}, Length.STANDARD)
    assert first is not None


# ---- many files


@pytest.mark.slow
def test_a_bank_of_too_many_files_is_refused(tmp_path: Path) -> None:
    for number in range(MOST["files"] + 1):
        (tmp_path / f"r{number}.yaml").write_text("a")

    with little_work():
        loaded = added(tmp_path)

    assert Code.TOO_MANY in codes(loaded)
    assert len(loaded.problems) <= 11 * MAX_PROBLEMS


@pytest.mark.slow
def test_items_are_counted_over_all_files_of_a_bank(tmp_path: Path) -> None:
    for file in ("gentle", "loud", "soft"):
        text = items(MOST["items"] // 2, lambda n, file=file: f"id: {file}{n}, scale: how_far").decode()  # type: ignore[misc]
        for name in ("gentle", "rest", "wait"):
            text = re.sub(rf"\b{name}\b", f"{name}_{file}", text)
        (tmp_path / f"gentle_{file}.yaml").write_text(text)

    (problem,) = added(tmp_path).problems

    assert problem.place.file == str(tmp_path / "gentle_soft.yaml")
    assert "10,000 items" in problem.what
    (tmp_path / "gentle_soft.yaml").unlink()
    assert added(tmp_path).problems == ()


@pytest.mark.slow
def test_a_bank_of_full_files_is_not_read_to_its_end(tmp_path: Path) -> None:
    for number in range(8):
        (tmp_path / f"r{number}.yaml").write_text("[" + "a," * 99_000 + "]")

    loaded = added(tmp_path)

    assert {Path(problem.place.file).stem for problem in loaded.problems} == {f"r{number}" for number in range(3)}


def test_a_bank_has_few_tracks(tmp_path: Path) -> None:
    (tmp_path / "tracks").mkdir()
    (tmp_path / "bank.yaml").write_text("name: x\n")
    for number in range(MOST["tracks"] + 1):
        (tmp_path / "tracks" / f"t{number}.yaml").write_text("name: x\n")

    (problem,) = added(tmp_path).problems

    assert problem.code == Code.TOO_MANY


def test_stray_files_without_end_are_said_in_few_words(tmp_path: Path) -> None:
    (tmp_path / "bank.yaml").write_text("name: x\n")
    for number in range(2_000):
        (tmp_path / f"r{number}.yaml").write_text("")

    assert len(added(tmp_path).problems) == MAX_PROBLEMS + 1


# ---- names and places


@pytest.mark.slow
@pytest.mark.skipif(os.name == "nt", reason="Windows allows few characters in a name")
@pytest.mark.parametrize(
    "name",
    ["\x1b]0;x\x07.yaml", "a\nb.yaml", "a\tb.yaml", "\x9b31m.yaml", "\u202eabc.yaml", "\u200b.yaml", "\udcff.yaml"],
    ids=ascii,
)
@pytest.mark.parametrize("text", ["a: *b\n", "", GENTLE + "  []\n"], ids=["alias", "empty", "another reason"])
def test_the_name_of_a_file_cannot_reach_the_terminal(
    name: str, text: str, folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    try:
        (folder / name).write_text(text)
    except (OSError, UnicodeError):
        pytest.skip("this system does not allow such a name")

    for arguments in (["reasons", "--questions", folder], ["score", folder / name], ["score", folder / f"{name}x"]):
        code = main([str(argument) for argument in arguments])
        assert code == 1
        judge_screen(code, *capsys.readouterr())


@pytest.mark.parametrize("arguments", [["reasons", "--questions"], ["score"], ["score", "x", "--questions"]], ids=str)
def test_a_name_that_no_file_can_have_is_one_problem(arguments: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    code = main([*arguments, "a" * 5_000])

    out, err = capsys.readouterr()
    assert (code, out, len(err.splitlines())) == (1, "", 2)
    assert "error[unreadable]" in err


@pytest.mark.skipif(not Path("/proc/self/mem").exists(), reason="this system shows no memory as a file")
def test_a_file_that_fails_while_it_is_read_is_a_problem() -> None:
    assert {problem.code for problem in read_file(Path("/proc/self/mem"), "f").problems} == {Code.UNREADABLE}


@pytest.mark.slow
def test_files_of_this_name_in_the_current_folder_change_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    main(["reasons"])
    before = capsys.readouterr()
    for name in ("bank.yaml", "questions/bank.yaml", "safety.yaml", "helplines.yaml", "questions/safety.yaml"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_bytes(SMALL["escapes_in_quotes"])
    monkeypatch.chdir(tmp_path)

    assert main(["reasons"]) == 0
    assert capsys.readouterr() == before


# ---- standard input


class Trickle(io.BytesIO):
    """A stream that does not wait, and has nothing yet."""

    def read(self, _size: int | None = -1) -> bytes:
        return None  # type: ignore[return-value]


class Broken(io.BytesIO):
    """A stream that cannot be read."""

    def read(self, _size: int | None = -1) -> bytes:
        raise IsADirectoryError(21, "Is a directory")


class Endless(io.BytesIO):
    """A stream that never ends."""

    def read(self, size: int | None = -1) -> bytes:
        assert size is not None
        assert size > 0, "this would never come back"
        return b"a: b\n" * (size // 5 + 1)


@pytest.mark.parametrize(("stream", "code"), [(Trickle(), "empty"), (Broken(), "unreadable"), (Endless(), "too-big")])
def test_standard_input_that_is_no_file_is_one_problem(
    stream: io.BytesIO, code: str, choir: Bank, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(named, "bank_of", lambda *_: choir)
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(stream))

    assert main(["score", "-"]) == 1

    problem, last = capsys.readouterr().err.splitlines()
    assert problem.startswith(f"<stdin>:1:1: error[{code}]: ")
    assert last == "Nothing was scored."


def test_answers_without_end_are_refused_in_few_words(choir: Bank) -> None:
    with pytest.raises(FileProblems) as refused:
        read_kept(read_bytes(EVERY["answers to nothing"], "f"), choir)

    assert len(refused.value.problems) == MAX_PROBLEMS + 1


@pytest.mark.slow
def test_the_shipped_bank_takes_less_work_than_a_hostile_file_may() -> None:
    with little_work():
        open_bank()

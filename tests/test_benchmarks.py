"""The benchmarks: their page says what they measure, and what they measure is there. No time is held to anything."""

import re
import subprocess
import sys
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parents[1] / "benchmarks"))
sys.path.insert(0, str(Path(__file__).parents[1] / "benchmarks" / "peers"))

import all as everything
import footprint
import loading_peers
import measuring
import scoring
import starting
from asking import OPTIONS, QUESTION
from asking_peers import ASKERS, PEERS, Asker
from footprint import UNWANTED, loaded, peak, peak_of_quiz, unwanted
from loading import FAULTY
from measuring import HEAD, Benchmark, Figures, Row, program, python, ratios, seconds
from pseudo_terminal import NotShown, Program
from respondent import TRACKS, questions

from stuckpoint.bank import TrackId
from stuckpoint.loading import load, open_bank, shipped_folder

ROOT = Path(__file__).parent.parent
FOLDER = ROOT / "benchmarks"
PAGE = (ROOT / "docs" / "benchmarks.md").read_text(encoding="utf-8")
INDIVIDUAL = TrackId("individual")
TABLES = [
    (title, [row for benchmark in benchmarks for row in benchmark.rows])
    for title, benchmarks in everything.TABLES.items()
]
SCRIPTS = sorted(path.name for path in FOLDER.glob("*.py"))


def cells(title: str) -> list[list[str]]:
    """Returns what stands in the rows of a table of the page."""
    table = PAGE.split(f"\n### {title}\n\n{HEAD}\n")[1].split("\n\n")[0]
    return [[cell.strip() for cell in line.strip("|").split(" | ")] for line in table.splitlines()]


# ---- the page and the program


def test_the_page_has_the_tables_that_are_printed_and_no_other() -> None:
    assert PAGE.count(HEAD) == len(TABLES)
    assert re.findall(r"^### (.*)$", PAGE, re.MULTILINE) == [title for title, _ in TABLES]


@pytest.mark.parametrize(("title", "rows"), TABLES)
def test_each_table_of_the_page_has_the_rows_and_limits_of_the_program(title: str, rows: list[Row]) -> None:
    assert [written[:2] for written in cells(title)] == [[row.what, row.asked] for row in rows]
    assert len({row.what for row in rows}) == len(rows)


@pytest.mark.parametrize(("title", "rows"), TABLES)
def test_the_page_says_of_no_figure_that_it_is_met_when_it_is_not(title: str, rows: list[Row]) -> None:
    for row, (*_, middle, spread, met) in zip(rows, cells(title), strict=True):
        least, most = map(float, spread.split(" to "))
        value, _, unit = middle.partition(" ")
        assert row.filled(Figures(middle=float(value), least=least, most=most)).endswith(f"| {met} |")
        assert (unit, least <= float(value) <= most) == (row.unit, True)


def test_the_page_names_every_script_and_none_that_is_not_there() -> None:
    # What the others stand on is no script; what measures memory is one that they run.
    shared = {"measuring.py", "pseudo_terminal.py", "respondent.py", "peak_memory.py"}
    assert set(re.findall(r"benchmarks/(\w+\.py)", PAGE)) == set(SCRIPTS) - shared


@pytest.mark.parametrize("name", SCRIPTS)
def test_every_script_says_how_it_is_run_where_it_can_be(name: str) -> None:
    text = (FOLDER / name).read_text(encoding="utf-8")
    assert ("__main__" in text) == (f"python benchmarks/{name}" in text)


def test_every_peer_has_a_program_and_every_program_is_run() -> None:
    run = {asker.needs[0].lower() for asker in ASKERS if asker.needs}
    expected = {f"asking_{name}.py" for name in run} | {f"loading_{name}.py" for name in loading_peers.CHECKERS}
    assert {path.name for path in PEERS.glob("*ing_*.py")} == expected


def test_what_the_peers_need_is_an_extra_and_nothing_else_needs_it() -> None:
    project = (ROOT / "pyproject.toml").read_text(encoding="utf-8")
    extra = project.partition("\nbenchmarks = [")[2].partition("]")[0].casefold()
    everywhere = project.replace(extra, "").casefold()
    needed = {name for rows in everything.TABLES.values() for benchmark in rows for name in benchmark.needs}
    for name in needed:
        written = f'"{name.replace("_rs", "-rs").casefold()}>='
        assert (written in extra) is not (written in everywhere), name
    assert measuring.INSTALL in PAGE


# ---- the table


@pytest.mark.parametrize(
    ("limit", "asked", "met"),
    [(None, "-", "-"), (3.0, "at most 3 s", "yes"), (2.0, "at most 2 s", "yes"), (1.99, "at most 1.99 s", "**no**")],
)
def test_a_row_says_what_was_asked_and_whether_the_median_meets_it(limit: float | None, asked: str, met: str) -> None:
    row = Row(what="waiting", unit="s", limit=limit)
    assert row.filled(Figures.of([1.0, 2.0, 9.0])) == f"| waiting | {asked} | 2 s | 1 to 9 | {met} |"


def test_none_is_asked_for_where_the_limit_is_nothing() -> None:
    row = Row(what="modules", unit="modules", limit=0)
    assert row.filled(Figures.of([0, 0])) == "| modules | none | 0 modules | 0 to 0 | yes |"
    assert row.filled(Figures.of([1, 1])).endswith("| **no** |")


def test_a_peer_that_is_not_installed_is_said_with_what_to_do() -> None:
    def take(_runs: int) -> list[Figures]:
        raise AssertionError("it is measured all the same")

    missing = Benchmark(rows=(Row(what="asking"),), take=take, needs=("no_such_package",))
    (line,) = missing.lines(1)
    assert line.startswith("| asking | - | to measure it: `pip install ")


def test_each_run_is_paired_with_one_of_the_yardstick(monkeypatch: pytest.MonkeyPatch) -> None:
    order: list[str] = []
    starting_takes = iter([1.0, 2.0, 4.0])

    def yardstick() -> float:
        order.append("yardstick")
        return next(starting_takes)

    def taking() -> float:
        order.append("measured")
        return 4.0

    monkeypatch.setattr(measuring, "yardstick", yardstick)
    assert ratios(taking, 3) == Figures(middle=2.0, least=1.0, most=4.0)
    assert order == ["measured", *["yardstick", "measured"] * 3]


# ---- what is measured is there


def test_the_yardstick_runs_nothing_but_what_it_is_told() -> None:
    code = "import sys; print(*sys.modules)"
    modules = subprocess.run([python(), "-c", code], capture_output=True, text=True, check=True).stdout.split()
    assert not [name for name in modules if name.startswith(("__editable__", "pathlib", "_distutils_hack"))]


def test_a_command_that_does_not_end_as_it_should_is_not_measured() -> None:
    with pytest.raises(RuntimeError, match="ended with 2"):
        seconds(*program("no-such-command"))


@pytest.mark.slow
def test_the_screens_that_are_waited_for_come() -> None:
    assert starting.welcome() > 0
    assert starting.welcome_and_leaving() > 0
    for track in TRACKS:
        assert starting.first_question(track) > 0


@pytest.mark.slow
@pytest.mark.parametrize(
    ("code", "said"),
    [
        ("input('Your answer:')", "did not come"),
        ("pass", "did not come"),
        (r"input('Question 1\x1b[2J\x1b[HYour answer:')", "came and went"),
    ],
    ids=["waits", "ended", "cleared"],
)
def test_what_does_not_come_to_the_screen_is_not_measured(code: str, said: str) -> None:
    running = Program([python(), "-c", code])
    with pytest.raises(NotShown, match=said):
        running.until("Question 1", end="Your answer:", patience=2)


def test_a_program_that_fails_is_not_measured() -> None:
    with pytest.raises(NotShown, match="ended with 3"):
        Program([python(), "-c", "raise SystemExit(3)"]).end()


def test_time_counts_from_the_key_to_the_last_byte() -> None:
    code = "import time; input('one'); print('two', flush=True); time.sleep(0.01); print('three', flush=True); input()"
    running = Program([python(), "-c", code])
    running.until("one")
    running.type("\n")
    two, three = running.until("two"), running.until("three")
    assert 0 < two <= three <= running.rest()
    assert three >= 0.01
    running.type("\n")
    running.end()


@pytest.mark.slow
@pytest.mark.parametrize("track", TRACKS)
def test_a_walk_times_each_question_after_the_first(track: TrackId) -> None:
    running = Program(program("quiz", "--track", track, "--length", "quick"))
    assert len(list(questions(running, track))) >= 15


@pytest.mark.slow
def test_the_question_that_peers_ask_is_asked_by_stuckpoint_and_taken_to_the_end() -> None:
    (asker,) = (asker for asker in ASKERS if not asker.needs)
    assert min(asker.asked(), asker.ended(), asker.peak()) > 0


def test_a_peer_that_does_not_take_the_answer_is_not_measured() -> None:
    code = f"print({QUESTION!r}, *{OPTIONS!r}, sep='\\n'); input(); print('Chosen: nothing')"
    with pytest.raises(NotShown, match="Chosen: Never"):
        Asker(name="deaf", command=lambda _: (python(), "-c", code)).ended()


def test_the_bank_that_is_loaded_beside_peers_is_whole_and_its_planted_fault_is_one(tmp_path: Path) -> None:
    loading_peers.bank(tmp_path)
    found = load([tmp_path], shipped=shipped_folder())
    assert found.bank is not None
    assert sum(len(track.items) for track in found.bank.tracks.values()) == loading_peers.ITEMS
    assert seconds(*loading_peers.checker("stuckpoint"), str(tmp_path)) > 0

    loading_peers.plant_a_fault(tmp_path)
    (problem,) = load([tmp_path], shipped=shipped_folder()).problems
    assert "reversed" in problem.what
    with pytest.raises(RuntimeError, match="ended with 3"):
        seconds(*loading_peers.checker("stuckpoint"), str(tmp_path))


def test_the_schema_that_peers_check_with_finds_the_same_fault(tmp_path: Path) -> None:
    for sound in (True, False):
        place = loading_peers.bank(tmp_path / str(sound))
        if not sound:
            loading_peers.plant_a_fault(place)
        assert seconds(*loading_peers.checker("jsonschema_rs"), str(place), ends=0 if sound else FAULTY)


@pytest.mark.slow
def test_the_file_that_is_scored_answers_every_question_that_could_be_asked(tmp_path: Path) -> None:
    text = Path(scoring.answered(tmp_path)).read_text(encoding="utf-8")
    here = open_bank().tracks[INDIVIDUAL]
    assert sum(f"\n  {item.id}: " in text for item in here.items) >= 0.8 * len(here.items)


# ---- what a whole run of the quiz takes


@pytest.mark.slow
@pytest.mark.parametrize("track", TRACKS)
def test_a_whole_run_of_the_quiz_with_a_report_loads_nothing_it_must_not(track: TrackId) -> None:
    modules = loaded(track)
    assert {"stuckpoint.quiz.run", "stuckpoint.quiz.ending", "stuckpoint.pages.html", "rich.cells"} <= modules
    assert unwanted(modules) == set()


def test_a_module_that_must_not_be_loaded_is_found_with_all_in_it() -> None:
    modules = {"asyncio.events", "asyncion", "rich.markdown", "rich.markup"}
    assert unwanted(modules) == {"asyncio.events", "rich.markdown"}
    assert all(unwanted({name}) for name in UNWANTED)


@pytest.mark.slow
@pytest.mark.parametrize("track", TRACKS)
def test_a_whole_run_of_the_quiz_with_a_report_takes_less_than_50_mb(track: TrackId) -> None:
    limit = next(row.limit for one in footprint.BENCHMARKS for row in one.rows if row.unit == "MB")
    assert limit == 50
    assert peak_of_quiz(track) < limit


def test_peak_memory_is_that_of_the_command_alone() -> None:
    ballast = b"x" * 100_000_000
    small, large = peak(python(), "-c", "pass"), peak(python(), "-c", "held = b'x' * 30_000_000")
    assert small < 30 < large < small + 40 < len(ballast) / 1e6

"""Measures what a whole run of the quiz takes: its peak memory, and whether it loads what it must not.

Run as `python benchmarks/footprint.py [RUNS]`. A whole run asks everything, shows every page of the results and
two from the menu, and writes a report there and an HTML report at the end.
"""

import subprocess
from collections.abc import Sequence
from functools import partial
from pathlib import Path

from measuring import Benchmark, Figures, Row, environment, folder, program, python, show
from pseudo_terminal import Program
from respondent import TRACKS, screens, someone

from stuckpoint.bank import TrackId

UNWANTED = ("asyncio", "rich.markdown")
_MEMORY, _RUNS = 50.0, 3  # MB; it hardly varies
_REPORT = "report.html"
_QUIZ = ("quiz", "--length", "full", "--report", _REPORT)
_MENU = (("read what comes next",), ("see how the scores were made",), ("write a report for you",), ("finish",))
_LAUNCHER = str(Path(__file__).with_name("peak_memory.py"))


def peak_of(place: Path, *command: str) -> tuple[str, ...]:
    """Returns a command that runs another and writes its peak memory to a file in a folder."""
    return (python(), "-S", _LAUNCHER, str(place / "peak"), *command)


def peak_in(place: Path) -> float:
    """Returns the peak memory that was written to a file in a folder, in MB."""
    return int((place / "peak").read_text(encoding="ascii")) / 1e6


def peak(*command: str) -> float:
    """Returns the peak memory of a command without a terminal, in MB."""
    with folder() as place:
        subprocess.run(peak_of(place, *command), check=True, stdout=subprocess.DEVNULL, env=environment())
        return peak_in(place)


def whole_run(running: Program, track: TrackId, place: Path) -> None:
    """Takes the quiz to its end. Raises RuntimeError where that was not all of it."""
    seen = " ".join(screens(running, someone(track, _MENU)))
    running.end()
    for text in ("Check your answers", "What your answers point to", "What now?", "How the scores were made"):
        if text not in seen:
            raise RuntimeError(f"'{text}' was not shown")
    if not (place / _REPORT).read_text(encoding="utf-8").startswith("<!DOCTYPE html>"):
        raise RuntimeError("no report was written")


def peak_of_quiz(track: TrackId) -> float:
    """Returns the peak memory of a whole run, in MB."""
    with folder() as place:
        whole_run(Program(peak_of(place, *program(*_QUIZ, "--track", track)), folder=place), track, place)
        return peak_in(place)


def loaded(track: TrackId) -> set[str]:
    """Returns the modules that a whole run loads, or tries to."""
    with folder() as place:
        interpreter, *rest = program(*_QUIZ, "--track", track)
        told = place / "imported"
        whole_run(Program((interpreter, "-X", "importtime", *rest), folder=place, errors=told), track, place)
        return {line.rpartition("|")[2].strip() for line in told.read_text(encoding="utf-8").splitlines()}


def unwanted(modules: set[str]) -> set[str]:
    """Returns those of some modules that a run must not load."""
    return {one for one in modules for name in UNWANTED if f"{one}.".startswith(f"{name}.")}


def _memory(track: TrackId, runs: int) -> Sequence[Figures]:
    return [Figures.of([peak_of_quiz(track) for _ in range(min(runs, _RUNS))])]


def _modules(_runs: int) -> Sequence[Figures]:
    return [Figures.of([len(unwanted(loaded(track))) for track in TRACKS])]


BENCHMARKS = (
    *(
        Benchmark(
            rows=(Row(what=f"a whole run of the quiz, peak memory, {called}", unit="MB", limit=_MEMORY),),
            take=partial(_memory, track),
        )
        for track, called in TRACKS.items()
    ),
    Benchmark(
        rows=(Row(what=f"a whole run of the quiz, modules loaded of {', '.join(UNWANTED)}", unit="modules", limit=0),),
        take=_modules,
    ),
)

if __name__ == "__main__":
    show(*BENCHMARKS)

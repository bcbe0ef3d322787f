"""Compares one question with four options, asked by stuckpoint and by others, in a pseudo-terminal.

Run as `python benchmarks/asking_peers.py [RUNS]`. The others are asked by the programs in `benchmarks/peers/`.
"""

import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path

sys.path.insert(0, str(Path(__file__).with_name("peers")))

from asking import OPTIONS, QUESTION
from footprint import peak_in, peak_of
from measuring import Benchmark, Figures, Row, folder, program, python, ratios, show, taken
from pseudo_terminal import Program
from respondent import WAITS
from starting import first_question, welcome

from stuckpoint.bank import TrackId

PEERS = Path(__file__).with_name("peers")
_FEW = 5
_BANK = "name: One question\n"
_TRACK = "track: here\nname: Here\n"
_REASON = f"""\
reason: heard
name: Being heard
tracks: [here]
lies_with: [between_us]
summary: It may be that you are not heard, and that can be said.
may_mean: [One thing that may be going on is that you are not heard.]
does_not_mean: It does not mean that you are at fault.
first_step: note_it
first_line: say_it
steps: {{you: [{{id: note_it, text: Write down one thing that was missed.}}]}}
opening_lines: [{{id: say_it, text: Could I say what I missed last time?}}]
items:
  - id: felt_heard
    text: {QUESTION}
    options:
""" + "".join(f"      - {{id: option_{number}, text: {text}}}\n" for number, text in enumerate(OPTIONS, 1))
# The welcome, alone, nothing to say about safety, and on; then the answer, the check, results, menu, finish.
_BEFORE, _ANSWER = "\n\n1\n7\n5\n10\n1\n", "1\n\n\nt\n\n10\n"


@dataclass(frozen=True, slots=True, kw_only=True)
class Asker:
    """A program that asks the question.

    Attributes:
        command: starts it, given a folder for its files.
        before: what is typed up to the question.
        answer: typed at the question, to choose the first option and go on to the end.
        says: what is seen once it was chosen.
        needs: the package without which there is no such program.
    """

    name: str
    command: Callable[[Path], tuple[str, ...]]
    before: str = ""
    answer: str = "\r"
    says: str = f"Chosen: {OPTIONS[0]}"
    needs: tuple[str, ...] = ()

    def start(self, place: Path, command: Sequence[str] = ()) -> Program:
        """Starts it."""
        return Program(command or self.command(place))

    def asked(self) -> float:
        """Returns how long it takes until the question and its options are drawn, in seconds."""
        with folder() as place:
            running = self.start(place)
            taken = self._reach(running)
            self._choose(running)
        return taken

    def ended(self) -> float:
        """Returns how long it takes from the answer to the end of the program, in seconds."""
        with folder() as place:
            running = self.start(place)
            self._reach(running)
            return self._choose(running)

    def peak(self) -> float:
        """Returns the most memory that it takes, in MB."""
        with folder() as place:
            running = self.start(place, peak_of(place, *self.command(place)))
            self._reach(running)
            self._choose(running)
            return peak_in(place)

    def _reach(self, running: Program) -> float:
        """Goes on to the question, each key sent when its prompt is drawn; returns how long the program took."""
        taken = 0.0
        for key in self.before.splitlines(keepends=True):
            running.until(end=WAITS)
            taken += running.rest()
            running.type(key)
        return taken + running.until(QUESTION, *OPTIONS)

    def _choose(self, running: Program) -> float:
        running.rest()
        running.type(self.answer)
        taken = running.end()
        running.until(self.says)
        return taken


def _stuckpoint(place: Path) -> tuple[str, ...]:
    bank = place / "bank"
    for name, text in {"bank": _BANK, "tracks/here": _TRACK, "reasons/heard": _REASON}.items():
        path = bank / f"{name}.yaml"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return program("quiz", "--questions", str(bank), "--only")


def _peer(package: str) -> Asker:
    script = PEERS / f"asking_{package.lower()}.py"
    return Asker(name=package, command=lambda _place: (python(), str(script)), needs=(package,))


ASKERS = (
    Asker(name="stuckpoint, a bank of one question", command=_stuckpoint, before=_BEFORE, answer=_ANSWER, says=""),
    *map(_peer, ("questionary", "InquirerPy", "prompt_toolkit", "textual")),
)


def _rows(what: str, unit: str, take: Callable[[Asker, int], Sequence[Figures]]) -> tuple[Benchmark, ...]:
    return tuple(
        Benchmark(rows=(Row(what=f"{what}: {asker.name}", unit=unit),), take=partial(take, asker), needs=asker.needs)
        for asker in ASKERS
    )


def _asked(asker: Asker, runs: int) -> Sequence[Figures]:
    return [ratios(asker.asked, runs)]


def _ended(asker: Asker, runs: int) -> Sequence[Figures]:
    return [Figures.of([1000 * asker.ended() for _ in range(min(runs, _FEW))])]


def _peak(asker: Asker, runs: int) -> Sequence[Figures]:
    return [Figures.of([asker.peak() for _ in range(min(runs, _FEW))])]


_DRAWN = "drawn from the start"
BENCHMARKS = (
    Benchmark(
        rows=(Row(what=f"{_DRAWN}: stuckpoint, the welcome"),),
        take=taken(welcome),
    ),
    Benchmark(
        rows=(Row(what=f"{_DRAWN}: stuckpoint, the first question of the shipped bank"),),
        take=taken(partial(first_question, TrackId("individual"))),
    ),
    *_rows(_DRAWN, "x", _asked),
    *_rows("ended after the answer", "ms", _ended),
    *_rows("peak memory", "MB", _peak),
)

if __name__ == "__main__":
    show(*BENCHMARKS)

"""Takes a thousand quizzes in a process that does nothing else, and prints what grew with them.

python tests/helpers/many_quizzes.py
"""

import gc
import json
import signal
import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from itertools import cycle, islice
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from making import bank, item, scale, track
from people import Quick
from seat import QuickTerminal, walk_quickly
from windows import typing

from stuckpoint.engine import Length
from stuckpoint.quiz.run import Quiz
from stuckpoint.terminal.terminal import Terminal

QUIZZES = 1000
FEW = 100
LEAKS: dict[str, Callable[[], object]] = {"entry": lambda: None, "object": object, "text": lambda: "x" * 100_000}
SMALL = bank(
    track(
        [scale("one", "ash"), item("two", {"yes": {"ash": 1}}, many=True), scale("shut", "elm", private=True)],
        context=[item("stage", {"going": {}, "ended": {}})],
    )
)
ASK = ["", "1", "7", "5", "10", "1"]  # to the first question: safe to answer, nothing to say about safety
ANSWER = [*ASK, "1", "1", "5", "4"]
PEOPLE = [
    [*ANSWER, "", "", "t", "", "3", "", "10"],  # finishes
    [*ASK, "h", "GB", "", "nonsense", "b", "?", "x"],  # leaves
    ["", "1", "1", "1", "s"],  # the input ends after a notice
    [*ANSWER, "2", "b", "", "", "1", "x"],  # leaves when there is something to read
    ["", "2"],  # not now
]
ENDS = ("s",)  # what is typed last where there is one screen more, at which the input ends
OURS = {
    signal.Signals[name]
    for name in ("SIGINT", "SIGTERM", "SIGHUP", "SIGQUIT", "SIGTSTP", "SIGWINCH")
    if hasattr(signal, name)
}


@contextmanager
def same_signals() -> Iterator[None]:
    """Sees that a quiz takes no signal over but its own and holds none, and gives back what it ignores at its end."""
    everything = signal.valid_signals()
    before, held = {one: signal.getsignal(one) for one in everything}, signal.pthread_sigmask(signal.SIG_BLOCK, ())
    yield
    changed = {one for one in everything if signal.getsignal(one) is not before[one]}
    assert changed <= OURS
    assert {signal.getsignal(one) for one in changed} == {signal.SIG_IGN}
    assert signal.pthread_sigmask(signal.SIG_BLOCK, ()) == held
    for one in changed:
        signal.signal(one, before[one])


def take(quizzes: int) -> None:
    """Has one person after another take the quiz, in a full window and in a plain one; every tenth is drawn anew."""
    for number, lines in enumerate(islice(cycle(PEOPLE), quizzes)):
        window = Quick(typing(lines))
        kind = Terminal if number % 10 // 2 == number // 10 % 5 else QuickTerminal
        with same_signals(), kind(plain=bool(number % 2), stdin=window, stdout=window) as terminal:
            Quiz(SMALL, terminal, length=Length.QUICK, show_working=False).run(None)
        assert len(window.screens) == len(lines) + (lines[-1] in ENDS), window.screens[-1]


def grown_by(quizzes: int) -> tuple[float, float]:
    """Returns how many blocks of memory there are more after each of some quizzes, and bytes in lists and the like."""
    before = _in_use()
    take(quizzes)
    after = _in_use()
    return (after[0] - before[0]) / quizzes, (after[1] - before[1]) / quizzes


def _in_use() -> tuple[int, int]:
    gc.collect()
    return sys.getallocatedblocks(), sum(map(sys.getsizeof, gc.get_objects()))


def _open_files() -> int:
    folder = Path("/proc/self/fd")
    return len([*folder.iterdir()]) if folder.is_dir() else 0


def leaking(patch: pytest.MonkeyPatch, what: Callable[[], object]) -> None:
    """Has every quiz leave something behind."""
    left: list[object] = []

    def run(quiz: Quiz, chosen: None, run: Callable[[Quiz, None], str] = Quiz.run) -> str:
        left.append(what())
        return run(quiz, chosen)

    patch.setattr(Quiz, "run", run)


def measured() -> dict[str, object]:
    """Returns what a thousand quizzes left behind, and what a few would that each left something."""
    with TemporaryDirectory() as folder, pytest.MonkeyPatch.context() as patch:
        walk_quickly(patch, folder)
        take(FEW)  # every cache is filled
        before = threading.active_count(), _open_files()
        growth = grown_by(QUIZZES)
        after = threading.active_count(), _open_files()
        written = [path.name for path in Path(folder).iterdir()]
        leaks = {}
        for name, what in LEAKS.items():
            with pytest.MonkeyPatch.context() as planted:
                leaking(planted, what)
                leaks[name] = grown_by(FEW)
    return {"growth": growth, "before": before, "after": after, "written": written, "leaks": leaks}


if __name__ == "__main__":
    print(json.dumps(measured()))

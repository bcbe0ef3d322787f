"""What every benchmark stands on: the yardstick, figures taken in pairs with it, and the rows they are printed in.

The yardstick is `python -c pass`. It is started in turn with what is measured, and a ratio is made of each pair,
so that both meet the same machine. Both run on the Python of a virtual environment made for this: it holds what
this one holds, but nothing of it runs when Python starts. What an editable installation runs then would more than
double the yardstick, and with it halve every ratio.
"""

import atexit
import compileall
import os
import platform
import shutil
import subprocess
import sys
import sysconfig
import venv
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache
from importlib.util import find_spec
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory, mkdtemp
from time import perf_counter

ROOT = Path(__file__).resolve().parents[1]
HEAD = "| what | asked | median | least to most | met |\n| --- | ---: | ---: | ---: | --- |"
RUNS = 15
INSTALL = "pip install -e '.[dev,benchmarks]'"
# Settings that would change what is measured: how Python starts, the size of the window, the look of the output.
_OVERRIDING = ("COLUMNS", "LINES", "NO_COLOR", "FORCE_COLOR")


@dataclass(frozen=True, slots=True, kw_only=True)
class Figures:
    """What was measured over some runs."""

    middle: float
    least: float
    most: float

    @classmethod
    def of(cls, taken: Sequence[float]) -> "Figures":
        """Returns the figures of some runs."""
        return cls(middle=median(taken), least=min(taken), most=max(taken))


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """What one row of a table is about.

    Attributes:
        unit: of the figures; `x` is times `python -c pass`.
        limit: the most that was asked for, if anything was.
    """

    what: str
    unit: str = "x"
    limit: float | None = None

    @property
    def asked(self) -> str:
        """Returns what was asked for, as it is printed."""
        if not self.limit:
            return "-" if self.limit is None else "none"
        return f"at most {_in(self.unit, self.limit)}"

    def filled(self, figures: Figures) -> str:
        """Returns the row with what was measured in it. Whether it is met goes by the median as it is printed."""
        met = "-" if self.limit is None else "yes" if float(_number(figures.middle)) <= self.limit else "**no**"
        spread = f"{_number(figures.least)} to {_number(figures.most)}"
        return f"| {self.what} | {self.asked} | {_in(self.unit, figures.middle)} | {spread} | {met} |"


@dataclass(frozen=True, slots=True, kw_only=True)
class Benchmark:
    """Rows of a table that are measured together; `take` is given how many runs to take, and fills them in order.

    Attributes:
        needs: packages without which there is nothing to measure.
    """

    rows: tuple[Row, ...]
    take: Callable[[int], Sequence[Figures]]
    needs: tuple[str, ...] = ()

    def lines(self, runs: int) -> Iterator[str]:
        """Yields the rows, measured; or with what to install first."""
        missing = [name for name in self.needs if find_spec(name) is None]
        if missing:
            for row in self.rows:
                yield f"| {row.what} | {row.asked} | to measure it: `{INSTALL}` | - | - |"
            return
        for row, figures in zip(self.rows, self.take(runs), strict=True):
            yield row.filled(figures)


def _in(unit: str, value: float) -> str:
    return f"{_number(value)} {unit}"


def _number(value: float) -> str:
    return f"{value:.0f}" if value >= 100 else f"{value:.3g}"


# ---- starting a program


@cache
def python() -> str:
    """Returns a Python that has what this one has, and in which nothing runs before what it is told to run."""
    folder = Path(mkdtemp())
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    venv.create(folder, symlinks=True)
    (site,) = folder.glob("lib/python*/site-packages")
    # Only folders: what their own .pth files would run is left out.
    (site / "here.pth").write_text(f"{ROOT}\n{sysconfig.get_path('purelib')}\n", encoding="utf-8")
    # As installing does; the program itself writes no bytecode.
    compileall.compile_dir(ROOT / "stuckpoint", quiet=1)
    return str(folder / "bin" / "python")


def program(*arguments: str) -> tuple[str, ...]:
    """Returns the command line of stuckpoint. The installed `stuckpoint` starts sooner: it is no `-m`."""
    return (python(), "-P", "-m", "stuckpoint", *arguments)


def environment() -> dict[str, str]:
    """Returns the environment to start a program in: without settings that would change what is measured."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith("PYTHON")}
    return {**{name: kept[name] for name in kept if name not in _OVERRIDING}, "TERM": "xterm-256color"}


def seconds(*command: str, ends: int = 0) -> float:
    """Returns how long a command takes. Raises RuntimeError where it does not end with this status."""
    start = perf_counter()
    ended = subprocess.run(
        command, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, env=environment(), check=False
    ).returncode
    taken = perf_counter() - start
    if ended != ends:
        raise RuntimeError(f"{' '.join(command)} ended with {ended}")
    return taken


def yardstick() -> float:
    """Returns how long `python -c pass` takes, in seconds."""
    return seconds(python(), "-c", "pass")


def starting_python() -> float:
    """Returns the median of how long `python -c pass` takes, in milliseconds: the yardstick between machines."""
    return 1000 * median(yardstick() for _ in range(RUNS))


def ratios(taking: Callable[[], float], runs: int) -> Figures:
    """Returns how many times as long as `python -c pass` something takes, each run paired with one of that."""
    taking()  # the first start of all reads files
    pairs = [(yardstick(), taking()) for _ in range(runs)]
    return Figures.of([measured / starting for starting, measured in pairs])


def taken(taking: Callable[[], float]) -> Callable[[int], Sequence[Figures]]:
    """Returns what fills one row with the ratios of something."""
    return lambda runs: [ratios(taking, runs)]


def whole(row: Row, *command: str) -> Benchmark:
    """Returns the benchmark of a command of stuckpoint from its start to its end."""
    return Benchmark(rows=(row,), take=taken(lambda: seconds(*program(*command))))


@contextmanager
def folder() -> Iterator[Path]:
    """Makes a folder for the time being."""
    with TemporaryDirectory() as name:
        yield Path(name)


# ---- printing


def machine() -> str:
    """Returns what the figures depend on, in general terms, with how long the yardstick takes."""
    starting = Figures.of([1000 * yardstick() for _ in range(RUNS)])
    return (
        f"Python {platform.python_version()} on {platform.system()}, {os.cpu_count()} cores. "
        f"`python -c pass` took {_in('ms', starting.middle)} ({_number(starting.least)} to {_number(starting.most)})."
    )


def show(*benchmarks: Benchmark) -> None:
    """Prints the table of some benchmarks; the number of runs may stand on the command line."""
    print(f"{machine()}\n")
    print_table(benchmarks, int(sys.argv[1]) if sys.argv[1:] else RUNS)


def print_table(benchmarks: Sequence[Benchmark], runs: int) -> None:
    """Prints one table, each row as soon as it is measured."""
    print(HEAD)
    for benchmark in benchmarks:
        for line in benchmark.lines(runs):
            print(line, flush=True)

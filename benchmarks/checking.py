"""Times loading and checking a bank, in milliseconds and as a ratio to starting Python, and how that grows.

Run as `python benchmarks/checking.py [ITEMS ...]`; from 500 to 10,000 items when none are named.
"""

import random
import sys
from collections.abc import Sequence
from pathlib import Path
from statistics import median
from time import perf_counter

from measuring import Benchmark, Figures, Row, folder, program, seconds, starting_python

from stuckpoint.authoring.checks.checking import check_questions, judged
from stuckpoint.loading import load, open_bank, shipped_folder

ITEMS_IN_A_FILE = 100
_RUNS = 5
_FEWEST, _MANY, _MOST = 500, 5000, 10000
_IN_PROPORTION = 1.5  # what only sorts grows by as much from 500 to 10,000: n log n
_VOCABULARY = """
    session hour week room chair quiet loud plan aim talk listen wait hurry begin end pause door phone letter road
    work home friend sister brother parent child night morning sleep food walk rain light heavy warm cold near far
    ask tell show hide keep lose find make break mend open close hope fear trust doubt laugh cry sing hold drop
    story page word name face hand voice step path hill river bridge garden tree stone bread water clock coat
"""
_WORDS = _VOCABULARY.split()
_BANK = """\
name: A bank of many words
version: '1'
scales:
  how_often:
    options:
      - {id: never, text: Never}
      - {id: rarely, text: Rarely}
      - {id: sometimes, text: Sometimes}
      - {id: often, text: Often}
      - {id: almost_always, text: Almost always}
"""
_REASON = """\
reason: {id}
name: The reason called {id}
tracks: [here]
lies_with: [setting]
summary: It may be the {word}, and a {word} can be moved.
may_mean: [One thing that may be going on is the {word}.]
does_not_mean: It does not mean that you are at fault.
first_step: try_{id}
first_line: say_{id}
steps: {{you: [{{id: try_{id}, text: Write {id} on a note and look at it in a week.}}]}}
opening_lines: [{{id: say_{id}, text: 'Could we talk about {id}?'}}]
items:
"""


def written(folder: Path, items: int, chance: random.Random) -> None:
    """Writes a bank of so many items: scales, choose-one and tick-all, one in ten of them behind an earlier one."""
    (folder / "tracks").mkdir(parents=True)
    (folder / "reasons").mkdir()
    (folder / "bank.yaml").write_text(_BANK, encoding="utf-8")
    (folder / "tracks" / "here.yaml").write_text("track: here\nname: Here\n", encoding="utf-8")
    reasons = [f"r{number:04}" for number in range(max(1, items // ITEMS_IN_A_FILE))]
    for number, reason in enumerate(reasons):
        text = _REASON.format(id=reason, word=chance.choice(_WORDS))
        first = number * ITEMS_IN_A_FILE
        text += "".join(_item(one, first, reasons, chance) for one in range(first, first + items // len(reasons)))
        (folder / "reasons" / f"{reason}.yaml").write_text(text, encoding="utf-8")


def _item(number: int, first: int, reasons: list[str], chance: random.Random) -> str:
    text = f"  - id: i{number}\n    text: In the past month, how often did the {' '.join(_some(6, chance))} help?\n"
    if number % 10 == 9:
        text += f"    show_if: {{i{first}: [often, almost_always]}}\n"
    if number % 10 not in (4, 5):
        return text + "    scale: how_often\n" + ("    reverse: true\n" if number % 3 == 0 else "")
    many = number % 10 == 4
    text += "    choose: many\n    options:\n" if many else "    options:\n"
    for letter in "abcd":
        to = chance.choice(reasons)
        text += f"      - {{id: {letter}, text: The {' '.join(_some(3, chance))}, points_to: {{{to}: 1}}}}\n"
    return text + "      - {id: none_of_these, text: None of these}\n"


def _some(count: int, chance: random.Random) -> list[str]:
    return chance.choices(_WORDS, k=count)


def milliseconds(place: Path) -> float:
    """Returns how long it takes to load and check a bank in this process."""
    start = perf_counter()
    check_questions(place)
    return 1000 * (perf_counter() - start)


def _whole(runs: int) -> Sequence[Figures]:
    with folder() as place:
        written(place, _MANY, random.Random(_MANY))
        times = range(min(runs, _RUNS))
        return [
            Figures.of([seconds(*program("check", str(place))) for _ in times]),
            Figures.of([milliseconds(place) / 1000 for _ in times]),
        ]


def _growth(runs: int) -> Sequence[Figures]:
    """Returns how many times as long an item takes among the most as among the fewest, each run a pair.

    The words of results, which a made bank borrows from the shipped one, are there before: whatever its size, they
    take as long, and would make many items look cheap.
    """
    shipped, words = shipped_folder(), open_bank()

    def per_item(place: Path, size: int) -> float:
        start = perf_counter()
        judged(load([place / str(size)], shipped=shipped, words=words), place / str(size))
        return (perf_counter() - start) / size

    with folder() as place:
        for size in (_FEWEST, _MOST):
            written(place / str(size), size, random.Random(size))
        few_and_many = [(per_item(place, _FEWEST), per_item(place, _MOST)) for _ in range(min(runs, _RUNS))]
    return [Figures.of([many / few for few, many in few_and_many])]


BENCHMARKS = (
    Benchmark(
        rows=(
            Row(what=f"`stuckpoint check`, {_MANY:,} items", unit="s"),
            Row(what=f"loading and checking {_MANY:,} items, once Python has started", unit="s", limit=1.5),
        ),
        take=_whole,
    ),
    Benchmark(
        rows=(
            Row(what=f"checking an item of {_MOST:,}, against one of {_FEWEST}", unit="times", limit=_IN_PROPORTION),
        ),
        take=_growth,
    ),
)


def main() -> None:
    """Prints one line for each size."""
    yardstick = starting_python()
    print(f"python -c pass: {yardstick:.1f} ms")
    for size in [int(word) for word in sys.argv[1:]] or [_FEWEST, 1000, 2500, _MANY, _MOST]:
        with folder() as place:
            written(place, size, random.Random(size))
            middle = median(milliseconds(place) for _ in range(_RUNS))
            found = len(check_questions(place))
        print(
            f"{size:6} items: median {middle:7.1f} ms ({middle / yardstick:5.1f} x), "
            f"{1000 * middle / size:6.1f} us an item, {found} found"
        )


if __name__ == "__main__":
    main()

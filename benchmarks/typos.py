"""Counts how often a typo in a file of questions is named at its own line. Chance is seeded: figures do not vary.

Run as `python benchmarks/typos.py [RUNS]`. Each typo is one of those that are made by hand, such as a quote or a colon
that is missing, or a line that begins a space too far right. Each is made in a shipped file, which is then read. Typos
that leave a file without a problem are not counted.
"""

import random
import re
from collections.abc import Callable, Iterator, Sequence
from functools import cache

import yaml
from measuring import Benchmark, Figures, Row, show

from stuckpoint.loading import shipped_folder
from stuckpoint.loading.files import FOLDERS, TOP
from stuckpoint.reading import Code, Problem, shaped
from stuckpoint.reading.fields import FILES
from stuckpoint.reading.problems import in_order
from stuckpoint.reading.source import read_text

_RUNS = 5  # each with other typos
_TYPOS = 500  # in one run

_PARSER = yaml.CBaseLoader if yaml.__with_libyaml__ else yaml.BaseLoader  # it makes texts only
_KEY = r"^(\s*(?:- )?\w+):"
_TEXT = r"^(\s*(?:- )?(?:\w+: )?)(?=\w[^:]*$)"  # a line that ends with a text without quotes begins so


def _swapped(pattern: str, new: str) -> Callable[[str, random.Random], str]:
    """Returns what puts something else in place of one of the places where a pattern is found in a line."""

    def typed(line: str, chance: random.Random) -> str:
        found = list(re.finditer(pattern, line))
        if not found:
            return line
        one = chance.choice(found)
        return line[: one.start()] + one.expand(new) + line[one.end() :]

    return typed


TYPOS: dict[str, Callable[[str, random.Random], str]] = {
    "a quote is missing at the end": _swapped(r"""(?<=\w|[.?!])["'](?=[\s,}\]]*$)""", ""),
    "a quote is missing at the beginning": _swapped(r"""(?<=[ \[])["'](?=\w)""", ""),
    "a quote begins a text and does not end it": _swapped(_TEXT, r'\1"'),
    "an apostrophe stands between single quotes": _swapped(r"^(.*?: )(\w[^'\"{}\[\]]*\w)(\w)$", r"\1'\2'\3'"),
    "quotes stand between quotes": _swapped(r"^(.*?: )(\w[^'\"{}\[\]]* )(\w+)( [^'\"{}\[\]]*)$", r'\1"\2"\3"\4"'),
    "a bracket is not closed": _swapped(r"[}\]]", ""),
    "a bracket is not opened": _swapped(r"[{\[]", ""),
    "a bracket is closed twice": _swapped(r"([}\]])", r"\1\1"),
    "a bracket is closed by another": _swapped(r"}", "]"),
    "a comma is missing in brackets": _swapped(r"(?<=\w),(?= \w[^{]*[}\]])", ""),
    "a colon is missing": _swapped(_KEY, r"\1"),
    "a space is missing after a colon": _swapped(_KEY + " ", r"\1:"),
    "a semicolon stands for a colon": _swapped(_KEY, r"\1;"),
    "a colon stands in a text": _swapped(r"(?<=\w)( \w[^:,{}'\"\[\]]*)$", r":\1"),
    "a dash is missing": _swapped(r"^( *)- ", r"\1  "),
    "a dash is missing, and its space": _swapped(r"^( *)- ", r"\1"),
    "a space is missing after a dash": _swapped(r"^( *)- ", r"\1-"),
    "a bullet stands for a dash": _swapped(r"^( *)- ", "\\1\u2022 "),
    "a line begins one space too far right": _swapped(r"^(?=\s*\S)", " "),
    "a line begins two spaces too far right": _swapped(r"^(?=\s*\S)", "  "),
    "a line begins one space too far left": _swapped(r"^ ", ""),
    "a line begins two spaces too far left": _swapped(r"^  ", ""),
    "a tab stands before a line": _swapped(r"^ {1,8}", "\t"),
    "a text begins with a sign": _swapped(_TEXT, r"\1@"),
    "a text begins with a bracket": _swapped(_TEXT + r"(\w+)", r"\1[\2]"),
}


@cache
def _files() -> tuple[tuple[str, tuple[str, ...]], ...]:
    """Returns every shipped file that others may write too: its kind, and its lines."""
    folder = shipped_folder()
    paths = [(kind, folder / f"{name}.yaml") for name, kind in TOP.items()]
    paths.extend((kind, path) for name, kind in FOLDERS.items() for path in sorted((folder / name).glob("*.yaml")))
    return tuple((kind.value, tuple(path.read_text(encoding="utf-8").split("\n"))) for kind, path in paths)


def typos(seed: int) -> Iterator[tuple[str, str, str, int]]:
    """Yields kinds of typos, each with the kind of its file, the text of that, and the line it was made in."""
    chance = random.Random(seed)
    made = 0
    while made < _TYPOS:
        called, (kind, lines) = chance.choice(list(TYPOS)), chance.choice(_files())
        for at in chance.sample(range(len(lines)), len(lines)):
            new = TYPOS[called](lines[at], chance)
            if new != lines[at] and not lines[at].lstrip().startswith("#"):
                made += 1
                yield called, kind, "\n".join((*lines[:at], new, *lines[at + 1 :])), at + 1
                break


def first_problem(kind: str, text: str) -> Problem | None:
    """Returns the first problem that is shown of a file."""
    return next(iter(in_order(shaped(read_text(text, "typo.yaml"), FILES[kind], "this file")[1])), None)


def noticed(text: str) -> int:
    """Returns the line in which the parser notices that a text is not YAML."""
    try:
        yaml.load(text, _PARSER)
    except yaml.MarkedYAMLError as error:
        return error.problem_mark.line + 1 if error.problem_mark else 0
    return 0


def _missed(runs: int) -> Sequence[Figures]:
    """Returns how many of 100 typos are not named at their line: by stuckpoint, and by the parser it stands on."""
    ours, theirs = [], []
    for seed in range(min(runs, _RUNS)):
        found = [(first_problem(kind, text), text, line) for _, kind, text, line in typos(seed)]
        broken = [(problem, text, line) for problem, text, line in found if problem and problem.code is Code.SYNTAX]
        ours.append(100 * sum(problem.place.line != line for problem, _, line in broken) / len(broken))
        theirs.append(100 * sum(noticed(text) != line for _, text, line in broken) / len(broken))
    return [Figures.of(ours), Figures.of(theirs)]


BENCHMARKS = (
    Benchmark(
        rows=(
            Row(what="typos that leave no YAML, named at another line", unit="of 100", limit=5),
            Row(what="the same typos, noticed by the parser at another line", unit="of 100"),
        ),
        take=_missed,
    ),
)

if __name__ == "__main__":
    show(*BENCHMARKS)

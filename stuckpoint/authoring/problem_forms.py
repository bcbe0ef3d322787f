"""Problems written down for people and editors, for programs, and for GitHub."""

import json
import re
from collections.abc import Sequence
from pathlib import Path

from stuckpoint.blocks import Block, Flaw, Page, Paragraph
from stuckpoint.characters import clean, escaped
from stuckpoint.reading import Problem, Severity, read_file

_MEANT = re.compile(r"'[^']*'|\"[^\"]*\"|[\w.-]+|.")  # what is pointed at: a text in quotes, a word, or a sign


def as_text(problems: Sequence[Problem]) -> str:
    """Returns one line for each problem, and how many there are."""
    lines = [clean(str(problem)) for problem in _shown(problems)]
    return "".join(f"{line}\n" for line in (*lines, _counted(problems)))


def as_pages(problems: Sequence[Problem]) -> list[Page]:
    """Returns each problem with the line that it is in, as that is in the file now, and how many there are."""
    names = dict.fromkeys(problem.place.file for problem in _shown(problems))
    files = {name: read_file(Path(name), name).text.split("\n") for name in names}
    flaws: list[Block] = [_flaw(problem, files[problem.place.file]) for problem in _shown(problems)]
    return [Page("", (*flaws, Paragraph(_counted(problems))))]


def as_json(problems: Sequence[Problem]) -> str:
    """Returns a list of objects with file, line, column, code, severity, what and to_do."""
    return json.dumps([_fields(problem) for problem in _shown(problems)], indent=2) + "\n"


def as_github(problems: Sequence[Problem]) -> str:
    """Returns the workflow commands that make GitHub show each problem at its line."""
    return "".join(f"{_command(problem)}\n" for problem in _shown(problems))


def _shown(problems: Sequence[Problem]) -> list[Problem]:
    return [problem for problem in problems if not problem.allowed]


def _flaw(problem: Problem, lines: Sequence[str]) -> Flaw:
    file, number, column = problem.place
    line = lines[number - 1] if number <= len(lines) else ""
    meant = _MEANT.match(line, column - 1)
    return Flaw(
        where=f"{file}:{number}:{column}",
        called=f"{problem.severity}[{problem.code}]",
        is_error=problem.severity is Severity.ERROR,
        what=problem.what,
        to_do=problem.to_do,
        number=number,
        line=line,
        column=column,
        length=len(meant[0]) if meant else 1,
    )


def _counted(problems: Sequence[Problem]) -> str:
    shown = _shown(problems)
    counts = {severity: sum(problem.severity is severity for problem in shown) for severity in Severity}
    said = [f"{count} {severity}{'s' if count > 1 else ''}" for severity, count in counts.items() if count]
    found = f"{' and '.join(said)}." if said else "No problem was found."
    allowed = len(problems) - len(shown)
    what = "more" if shown else "warning" if allowed == 1 else "warnings"
    return f"{found} {allowed} {what} {'was' if allowed == 1 else 'were'} allowed." if allowed else found


def _fields(problem: Problem) -> dict[str, str | int]:
    place = problem.place
    return {
        "file": place.file,
        "line": place.line,
        "column": place.column,
        "code": problem.code,
        "severity": problem.severity,
        "what": problem.what,
        "to_do": problem.to_do,
    }


def _command(problem: Problem) -> str:
    place = problem.place
    where = {"file": place.file, "line": place.line, "col": place.column, "title": problem.code}
    properties = ",".join(f"{name}={_property(str(value))}" for name, value in where.items())
    return f"::{problem.severity} {properties}::{_message(f'{problem.what}; {problem.to_do}')}"


def _message(text: str) -> str:
    """Returns the text as GitHub reads it in a workflow command, where % is the sign for what is encoded."""
    return escaped(text).replace("%", "%25")


def _property(text: str) -> str:
    return _message(text).replace(":", "%3A").replace(",", "%2C")

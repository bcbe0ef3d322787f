"""Checks the marks of steps and opening lines: none on what comes first, and none undecided in the shipped bank.

In any other bank a mark that is left out is no problem; what it counts as is for the building to say.
"""

from collections.abc import Iterator

from stuckpoint.bank.model import COUPLES
from stuckpoint.loading.arrangement import Arrangement, id_of, steps_of
from stuckpoint.loading.origins import FileKind, Origin
from stuckpoint.reading.entries import Entry
from stuckpoint.reading.problems import Code, Problem

CONTROL = "unsafe_with_control"
_MARKS = (CONTROL, "unsafe_in_crisis")


def mark_problems(arrangement: Arrangement, shipped: Origin | None) -> Iterator[Problem]:
    """Yields what is wrong with the marks; `shipped` is the origin that has to decide for couples, if it is here."""
    for reason in arrangement.reasons.values():
        yield from _unsafe_first(reason, "first_step", steps_of(reason))
        yield from _unsafe_first(reason, "first_line", reason.entries("opening_lines"))
    for file in shipped.of(FileKind.REASON) if shipped else ():
        # Where a reason stands twice, that is the one mistake to report of the second.
        if file.entry and arrangement.reasons.get(id_of(file)) is file.entry:
            for called, entry in undecided(file.entry):
                what = f"the {called} '{entry.text('id')}' does not say whether it is unsafe with control"
                to_do = f"add '{CONTROL}: true' or '{CONTROL}: false'"
                yield Problem(entry.place, Code.UNDECIDED_MARK, what, to_do)


def _unsafe_first(reason: Entry, key: str, among: tuple[Entry, ...]) -> Iterator[Problem]:
    scalar = reason.scalar(key)
    named = next((entry for entry in among if scalar and entry.text("id") == scalar.text), None)
    marks = [mark for mark in _MARKS if named and named.flag(mark)]
    if scalar and marks:
        what = f"'{scalar.text}' comes first, and is marked {' and '.join(marks)}"
        yield Problem(scalar.place, Code.UNSAFE_FIRST, what, "name one that is safe for anyone")


def undecided(reason: Entry) -> Iterator[tuple[str, Entry]]:
    """Yields each step and opening line of a reason for couples without that mark, and which of the two it is."""
    if COUPLES not in reason.texts("tracks"):
        return
    called = {"step": steps_of(reason), "opening line": reason.entries("opening_lines")}
    for name, entries in called.items():
        # In an entry that lost something, the mark may be what was lost.
        yield from ((name, entry) for entry in entries if entry.whole and CONTROL not in entry.values)

"""The safety marks of the shipped questions in one table, marks.md, for a person to read and to sign.

The table is written anew with `python tests/loading/test_marks.py`, and then read again from top to bottom.
"""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from shipped import BANK

from stuckpoint.bank import COUPLES, Reason, TrackId
from stuckpoint.bank.model import Marked

TABLE = Path(__file__).with_name("marks.md")
SHORT = 70  # so many letters of a text tell which it is
HEAD = """\
# The safety marks

Every text that is shown with a reason and is not for everyone. An x stands where it is left out: under *control* from
every file, and on screen for someone who is afraid of a person close to them, or did not say; under *crisis* and under
*misconduct* on screen after concern about it. With misconduct, all steps with the therapist and all words to say are
left out too, marked or not. `!` before a reason: with control it is not what results begin with.
"""
# Where a reason is read with misconduct, no text that is left may mean this therapist's next session.
GOING_BACK = (
    "next session",
    "next three sessions",
    "ask your therapist",
    "tell your therapist",
    "tell the therapist",
    "if you still go",
    "get tired",
)
# Kept, because each says it to those who need not, or are not to, go back.
NOT_GOING_BACK = re.compile("(until|wait for) the next session")


def reasons() -> Iterator[tuple[TrackId, Reason]]:
    """Yields every reason once, in the first track it is in; in couples, the words of couples where they differ."""
    seen = set()
    for track in BANK.tracks.values():
        for reason in track.reasons:
            if reason.id not in seen:
                yield track.id, reason
            seen.add(reason.id)


def texts(reason: Reason) -> Iterator[tuple[str, str, Marked]]:
    """Yields every text of a reason that may be marked: what it is, its words, and itself."""
    for key, paragraphs in (("may mean", reason.may_mean), ("if worse", reason.if_worse)):
        yield from ((f"{key} {number}", one.text, one) for number, one in enumerate(paragraphs, 1))
    yield from ((f"step `{one.id}`", one.text, one) for one in reason.steps)
    yield from ((f"line `{one.id}`", one.text, one) for one in reason.opening_lines)
    yield from ((f"study {number}", one.says, one) for number, one in enumerate(reason.research, 1))


def in_two(text: Marked) -> tuple[bool, bool, bool]:
    return text.unsafe_with_control, text.unsafe_in_crisis, text.unsafe_with_misconduct


def table() -> str:
    """Returns the table as the shipped questions say it."""
    lines = [HEAD]
    for track, reason in reasons():
        first = "! " if reason.no_headline_with_control else ""
        lines.append(f"## {first}{reason.id}\n")
        both = {one.id: one for one in BANK.tracks[COUPLES].reasons} if track != COUPLES else {}
        rows = list(texts(reason))
        known = {what for what, _, _ in rows}
        rows += [row for row in texts(both[reason.id]) if row[0] not in known] if reason.id in both else []
        if rows := [row for row in rows if any(in_two(row[2]))]:
            lines.append("| text | begins | control | crisis | misconduct |\n| --- | --- | :-: | :-: | :-: |")
            for what, words, marked in rows:
                begins = words if len(words) <= SHORT else words[:SHORT].rpartition(" ")[0] + " ..."
                marks = " | ".join("x" if on else "" for on in in_two(marked))
                lines.append(f"| {what} | {begins} | {marks} |")
            lines.append("")
    return "\n".join(lines)


def test_the_table_is_that_of_the_shipped_questions() -> None:
    assert TABLE.read_text(encoding="utf-8") == table()


@pytest.mark.parametrize("reason", [pytest.param(one[1], id=f"{one[0]} {one[1].id}") for one in reasons()])
def test_what_is_left_with_misconduct_does_not_send_anyone_back(reason: Reason) -> None:
    alone = {one.id for one in reason.steps if one.group != "with_therapist"}
    left = [
        text.lower()
        for what, text, marked in texts(reason)
        if not marked.unsafe_with_misconduct
        and not what.startswith("line")
        and (not what.startswith("step") or what.split("`")[1] in alone)
    ]
    left = [NOT_GOING_BACK.sub("", text) for text in left]
    assert [(phrase, text) for text in left for phrase in GOING_BACK if phrase in text] == []


def test_what_comes_first_is_safe_for_anyone() -> None:
    for _, reason in reasons():
        first = {reason.first_step, reason.first_line}
        chosen = [one for one in (*reason.steps, *reason.opening_lines) if one.id in first]
        assert len(chosen) == 2
        assert not any(any(in_two(one)) for one in chosen)


def test_no_reason_about_what_goes_on_between_two_is_what_results_begin_with_under_control() -> None:
    held_back = {str(one.id) for _, one in reasons() if one.no_headline_with_control}
    assert held_back >= {"pattern_unnamed", "sessions_as_debates", "fix_my_partner", "stopped_reaching", "broken_trust"}


if __name__ == "__main__":
    TABLE.write_text(table(), encoding="utf-8")

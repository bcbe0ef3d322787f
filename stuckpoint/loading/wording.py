"""Checks that tracks and reasons that are named are there, and that a text given per track has one for each."""

from collections.abc import Iterable, Iterator

from stuckpoint.loading.arrangement import Arrangement
from stuckpoint.loading.files import FileKind
from stuckpoint.reading import Code, Entry, Place, Problem, Scalar
from stuckpoint.reading.kinds import Kind, ListOf, MapOf, Record, Words
from stuckpoint.reading.problems import did_you_mean, quoted
from stuckpoint.reading.tree import Node


def wording_problems(
    entry: Entry, record: Record, tracks: Iterable[str], arrangement: Arrangement, leave: frozenset[str] = frozenset()
) -> Iterator[Problem]:
    """Yields what is wrong with the texts of an entry, except under the keys to leave."""
    concerned = [track for track in tracks if track in arrangement.tracks]
    for key, value in entry.values.items():
        if key in record.worded and key not in leave and not isinstance(value, Scalar):
            yield from _in(value, record.fields[key].kind, concerned, arrangement)


def known_track(scalar: Scalar, arrangement: Arrangement) -> Iterator[Problem]:
    """Yields a problem where a scalar names a track that there is not."""
    if scalar.text not in arrangement.tracks and scalar.text not in arrangement.spoken_for[FileKind.TRACK]:
        what = f"there is no track {quoted(scalar.text)}"
        yield Problem(scalar.place, Code.UNKNOWN_TRACK, what, did_you_mean(scalar.text, arrangement.tracks))


def known_reason(name: str, place: Place, arrangement: Arrangement, more: str = "") -> Iterator[Problem]:
    """Yields a problem where a name stands for no reason; `more` says what it was to be for."""
    if name not in arrangement.reasons and name not in arrangement.spoken_for[FileKind.REASON]:
        elsewhere = "'stuckpoint reasons' lists them; if it is in a file of yours, name that one too"
        to_do = did_you_mean(name, arrangement.reasons, elsewhere=elsewhere)
        yield Problem(place, Code.UNKNOWN_REASON, f"there is no reason {quoted(name)}{more}", to_do)


def _in(value: Node, kind: Kind, tracks: list[str], arrangement: Arrangement) -> Iterator[Problem]:
    match kind:
        case Words() if isinstance(value, Entry):
            unknown = False
            for name in value.keys.values():
                for problem in known_track(name, arrangement):
                    unknown = True
                    yield problem if len(value.keys) > 1 else _or_quotes(problem)
            # A misspelt track is one mistake, not an unknown track and a missing text.
            missing = [track for track in tracks if track not in value.values]
            if missing and not unknown:
                what = f"there is no text for the track {' or '.join(map(quoted, missing))}"
                yield Problem(value.place, Code.MISSING_KEY, what, f"add '{missing[0]}:' with the text")
        case Record(fields=rules, worded=worded) if isinstance(value, Entry):
            here = [track for track in value.texts("tracks") if track in tracks] or tracks
            for key, one in value.values.items():
                if key in worded and not isinstance(one, Scalar):
                    yield from _in(one, rules[key].kind, here, arrangement)
        case ListOf(inner) | MapOf(inner) if not isinstance(value, Scalar):
            nested = value.values.values() if isinstance(value, Entry) else value.values
            for one in nested:
                if not isinstance(one, Scalar):
                    yield from _in(one, inner, tracks, arrangement)


def _or_quotes(problem: Problem) -> Problem:
    """Returns what to do where the only track is unknown: it may be the first word of a text that a colon has cut."""
    return problem._replace(to_do=f"{problem.to_do}, or put quotes round a text that holds ': '")

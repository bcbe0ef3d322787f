"""Builds a located tree from YAML text. The only module that imports `yaml`.

Makes one pass over the parser's events and never builds Python objects by YAML's own rules, so every
scalar is the text that was typed, and a bomb is refused before it is built.
"""

from collections.abc import Iterator
from typing import Protocol

import yaml

from stuckpoint.characters import forbidden_in, name_of
from stuckpoint.problems import MAX_PROBLEMS, Code, Place, Problem, and_maybe_more, quoted
from stuckpoint.tree import Mapping, Node, Refused, Scalar, Sequence

MAX_DEPTH = 12
MAX_EVENTS = 100_000
MAX_TEXT = 4_000
_PARSER = yaml.CSafeLoader if yaml.__with_libyaml__ else yaml.SafeLoader
_QUOTE_IT = "put quotes round a text that holds ': ', and check the indent"
_LOOK_HERE = (
    "check the indents, quotes and brackets here and in the line above; "
    "an apostrophe inside single quotes is written twice"
)
STAND_IN = "\ue000"  # a character that is itself forbidden, so no text that is kept can hold it


class _Mark(Protocol):
    """Where the parser is; lines and columns count from 0."""

    @property
    def line(self) -> int: ...
    @property
    def column(self) -> int: ...


class _Stop(Exception):
    """Ends the reading of one file: the problem is the last that can be found in it."""

    def __init__(self, problem: Problem) -> None:
        super().__init__(problem)
        self.problem = problem


class Reader:
    """Reads one document from the parser's events, and counts against the limits as it goes."""

    def __init__(self, text: str, name: str) -> None:
        self.problems: list[Problem] = []
        self._name = name
        self._events: Iterator[yaml.Event] = iter(yaml.parse(text, Loader=_PARSER))
        self.pieces = 0
        self._lines = max(1, text.count("\n") + (not text.endswith("\n")))

    def document(self) -> Node | None:
        """Returns the tree of the document; None when it is empty or was not read to its end."""
        try:
            self._next()  # stream start
            event = self._next()
            if isinstance(event, yaml.StreamEndEvent):
                raise self._stop(event, Code.EMPTY, "this file is empty", "write something in it, or delete it")
            tree = self._node(self._next(), 1)
            self._next()  # document end
            after = self._next()
            if not isinstance(after, yaml.StreamEndEvent):
                what = "a second document begins here"
                raise self._stop(
                    after, Code.SECOND_DOCUMENT, what, "keep one document in a file: delete the line of dashes"
                )
        except _Stop as stop:
            self.problems.append(stop.problem)
            return None
        return tree

    def _next(self) -> yaml.Event:
        try:
            event = next(self._events)
        except yaml.MarkedYAMLError as error:
            place = self._fault(error)
            what = f"this is not YAML: {error.problem or error.context or 'it cannot be read'}"
            to_do = _QUOTE_IT if "mapping values" in what else _LOOK_HERE
            raise _Stop(Problem(place, Code.SYNTAX, what, to_do)) from error
        except (yaml.YAMLError, RecursionError, ValueError, OverflowError) as error:
            raise _Stop(Problem(Place(self._name), Code.SYNTAX, "this is not YAML", "check the whole file")) from error
        self.pieces += 1
        if self.pieces > MAX_EVENTS:
            what = f"this holds more than {MAX_EVENTS:,} pieces"
            raise self._stop(event, Code.TOO_BIG, what, "split it into several files")
        return event

    def _node(self, event: yaml.Event, depth: int) -> Node:
        if depth > MAX_DEPTH:
            what = f"this is nested more than {MAX_DEPTH} deep"
            raise self._stop(event, Code.TOO_DEEP, what, "look for a bracket or an indent too many")
        place = self._place(event.start_mark)
        if isinstance(event, yaml.ScalarEvent):
            self._refuse_anchor_and_tag(event)
            return self._scalar(event, place)
        if isinstance(event, yaml.CollectionStartEvent):
            self._refuse_anchor_and_tag(event)
            if isinstance(event, yaml.SequenceStartEvent):
                return Sequence(place, tuple(self._nodes(depth)))
            return self._mapping(place, depth)
        assert isinstance(event, yaml.AliasEvent)
        what = f"{quoted(f'*{event.anchor}')} repeats another part of the file"
        self._add(event, Code.ALIAS, what, "write that part out here")
        return Refused(place)

    def _refuse_anchor_and_tag(self, event: yaml.ScalarEvent | yaml.CollectionStartEvent) -> None:
        if event.anchor is not None:
            self._add(
                event,
                Code.ANCHOR,
                f"{quoted(f'&{event.anchor}')} names a part of the file to repeat it",
                "delete it and write the part out each time",
            )
        if event.tag is not None:
            self._add(
                event,
                Code.TAG,
                "a tag ('!...') gives this a type of its own",
                "delete it; quote the text if it begins with '!'",
            )

    def _scalar(self, event: yaml.ScalarEvent, place: Place) -> Scalar | Refused:
        text = event.value
        if STAND_IN in text:
            return Refused(place)
        if len(text) > MAX_TEXT:
            raise self._stop(
                event, Code.TOO_BIG, f"this text is over {MAX_TEXT:,} characters", "shorten it or split it"
            )
        if event.style == '"' and (bad := forbidden_in(text)):
            # An escape, such as "\\e", brings in what the file itself does not hold.
            for character in sorted(bad):
                self._note(forbidden(place, character))
            return Refused(place)
        return Scalar(place, text, not event.style)

    def _nodes(self, depth: int) -> Iterator[Node]:
        while not isinstance(event := self._next(), yaml.SequenceEndEvent):
            yield self._node(event, depth + 1)

    def _mapping(self, place: Place, depth: int) -> Mapping:
        pairs: dict[str, tuple[Scalar, Node]] = {}
        whole = True
        while not isinstance(event := self._next(), yaml.MappingEndEvent):
            key = self._node(event, depth + 1)
            value = self._node(self._next(), depth + 1)
            if not isinstance(key, Scalar):
                whole = False
                if not isinstance(key, Refused):
                    self._add(event, Code.WRONG_KIND, "a key has to be a word", "write 'key: value'")
            elif key.text in pairs:
                first = pairs[key.text][0].place.line
                what = f"the key {quoted(key.text)} stands here twice, first in line {first}"
                self._add(event, Code.DUPLICATE_KEY, what, "delete one of them")
            else:
                pairs[key.text] = key, value
        return Mapping(place, tuple(pairs.values()), whole)

    def _fault(self, error: yaml.MarkedYAMLError) -> Place:
        """Returns where a mistake is: an open quote or bracket is noticed at the end, but stands where it opened."""
        noticed, opened = error.problem_mark, error.context_mark
        at_end = noticed is None or noticed.line >= self._lines or "end of stream" in (error.problem or "")
        return self._place(opened if at_end and opened else noticed)

    def _place(self, mark: _Mark | None) -> Place:
        if mark is None:
            return Place(self._name)
        # What is noticed at the end of the file is noticed in its last line.
        return Place(self._name, min(mark.line + 1, self._lines), mark.column + 1)

    def _problem(self, event: yaml.Event, code: Code, what: str, to_do: str) -> Problem:
        return Problem(self._place(event.start_mark), code, what, to_do)

    def _stop(self, event: yaml.Event, code: Code, what: str, to_do: str) -> _Stop:
        return _Stop(self._problem(event, code, what, to_do))

    def _add(self, event: yaml.Event, code: Code, what: str, to_do: str) -> None:
        self._note(self._problem(event, code, what, to_do))

    def _note(self, problem: Problem) -> None:
        if len(self.problems) == MAX_PROBLEMS:
            raise _Stop(and_maybe_more(problem.place))
        self.problems.append(problem)


def forbidden(place: Place, character: str) -> Problem:
    """Returns the problem of a character that may not be shown."""
    what = f"the character {name_of(character)} may not stand in a file"
    return Problem(place, Code.FORBIDDEN_CHARACTER, what, "delete it")

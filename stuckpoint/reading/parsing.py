"""Builds a located tree from YAML text. The only module that imports `yaml`.

Makes one pass over the parser's events and never builds Python objects by YAML's own rules, so every
scalar is the text that was typed, and a bomb is refused before it is built.
"""

import re
from collections.abc import Callable
from typing import Any, Protocol

import yaml
from yaml.events import (
    AliasEvent,
    Event,
    MappingEndEvent,
    MappingStartEvent,
    ScalarEvent,
    SequenceEndEvent,
    SequenceStartEvent,
    StreamEndEvent,
)

from stuckpoint.characters import forbidden_in, name_of
from stuckpoint.reading.problems import MAX_PROBLEMS, Code, Place, Problem, and_maybe_more, quoted
from stuckpoint.reading.tree import Entries, Entry, Node, Scalar

MAX_DEPTH = 12
MAX_PIECES = 100_000
MAX_TEXT = 4_000
_PARSER = yaml.CSafeLoader if yaml.__with_libyaml__ else yaml.SafeLoader
# The C parser of PyYAML 6.0.4 says so a thousand deep. It reads ahead of its events, so it may be first to notice.
_FAR_TOO_DEEP = "exceeded maximum nesting depth"
_TWICE = (
    "delete one of them",
    "delete one of them, or if another reason begins here, put it in a file of its own",
    "put '- ' before it if a new entry begins here, or else delete one of them",
)
_APART = re.compile(r"\n[ \t]*(?:\n|(?:[-*+\u2022\u2013]|[0-9]{1,2}[.)])[ \t])")  # a paragraph, an entry of a list
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

    _next: Callable[[], Event]

    def __init__(self, text: str, name: str) -> None:
        self.problems: list[Problem] = []
        self.pieces = 0
        self._text = text
        self._name = name
        self._lines = max(1, text.count("\n") + (not text.endswith("\n")))

    def document(self) -> Node | None:
        """Returns the tree of the document; None when it is empty or was not read to its end."""
        try:
            parser: Any = _PARSER(self._text)
            self._next = parser.get_event
            self._next()  # stream start
            event = self._next()
            if isinstance(event, StreamEndEvent):
                raise self._stop(event, Code.EMPTY, "this file is empty", "write something in it, or delete it")
            tree = self._node(self._next(), 1)
            self._next()  # document end
            after = self._next()
            if not isinstance(after, StreamEndEvent):
                what = "a second document begins here"
                raise self._stop(
                    after, Code.SECOND_DOCUMENT, what, "keep one document in a file: delete the line of dashes"
                )
        except _Stop as stop:
            self.problems.append(stop.problem)
        except yaml.MarkedYAMLError as error:
            self.problems.append(self._fault(error))
        except (yaml.YAMLError, RecursionError, ValueError, OverflowError):
            what = "this file cannot be read as YAML"
            self.problems.append(Problem(Place(self._name), Code.SYNTAX, what, "check the whole file"))
        else:
            return tree
        return None

    def _node(self, event: Event, depth: int) -> Node | None:
        """Returns what begins here; None where it may not stand in a file, and the problem is known."""
        self.pieces += 1
        if depth > MAX_DEPTH or self.pieces > MAX_PIECES:
            raise self._too_much(event, depth)
        place = self._place(event.start_mark)
        if isinstance(event, ScalarEvent):
            return self._scalar(event, place)
        if isinstance(event, MappingStartEvent):
            return self._mapping(event, place, depth)
        if isinstance(event, SequenceStartEvent):
            return self._sequence(event, place, depth)
        assert isinstance(event, AliasEvent)
        what = f"{quoted(f'*{event.anchor}')} repeats another part of the file"
        self._add(event, Code.ALIAS, what, "put quotes round a text that begins with '*', or write that part out")
        return None

    def _too_much(self, event: Event, depth: int) -> _Stop:
        if depth > MAX_DEPTH:
            return _Stop(_too_deep(self._place(event.start_mark)))
        what = f"this holds more than {MAX_PIECES:,} pieces"
        return self._stop(event, Code.TOO_BIG, what, "split it into several files")

    def _refuse_anchor_and_tag(self, event: ScalarEvent | MappingStartEvent | SequenceStartEvent) -> None:
        if event.anchor is not None:
            self._add(
                event,
                Code.ANCHOR,
                f"{quoted(f'&{event.anchor}')} names a part of the file to repeat it",
                "put quotes round a text that begins with '&', or write the part out each time",
            )
        if event.tag is not None:
            self._add(
                event,
                Code.TAG,
                "a tag ('!...') gives this a type of its own",
                "put quotes round a text that begins with '!', or delete it",
            )

    def _scalar(self, event: ScalarEvent, place: Place) -> Scalar | None:
        self._refuse_anchor_and_tag(event)
        text: str = event.value
        style = event.style
        if STAND_IN in text:
            return None
        if len(text) > MAX_TEXT:
            raise self._stop(
                event, Code.TOO_BIG, f"this text is over {MAX_TEXT:,} characters", "shorten it or split it"
            )
        # An escape, such as "\\e", brings in what the file itself does not hold; and what stands alone there does not
        # stand alone in the file, for quotes stand before it.
        if (style == '"' or not text.isascii()) and (bad := forbidden_in(text)):
            for character in sorted(bad):
                self._note(forbidden(place, character))
            return None
        return Scalar(place, text, not style, _is_joined(text.strip(), style))

    def _sequence(self, event: SequenceStartEvent, place: Place, depth: int) -> Entries:
        self._refuse_anchor_and_tag(event)
        nodes: list[Node | None] = []
        while not isinstance(inner := self._next(), SequenceEndEvent):
            nodes.append(self._node(inner, depth + 1))
        return Entries(place, tuple(node for node in nodes if node is not None), whole=None not in nodes)

    def _mapping(self, event: MappingStartEvent, place: Place, depth: int) -> Entry:
        self._refuse_anchor_and_tag(event)
        values: dict[str, Node] = {}
        keys: dict[str, Scalar] = {}
        whole = True
        begun = False  # what begins as this does was met again, and its other keys are likely its own
        while not isinstance(inner := self._next(), MappingEndEvent):
            key = self._node(inner, depth + 1)
            value = self._node(self._next(), depth + 1)
            if not isinstance(key, Scalar):
                whole = False
                if key is not None:
                    self._add(inner, Code.WRONG_KIND, "a key has to be a word", _A_WORD)
            elif key.text in keys:
                begins = key.text == next(iter(keys)) and not event.flow_style
                if begins or not begun:
                    first = keys[key.text].place.line
                    what = f"the key {quoted(key.text)} stands here twice, first in line {first}"
                    self._add(inner, Code.DUPLICATE_KEY, what, _TWICE[begins and 1 + (depth > 1)])
                begun |= begins
            else:
                keys[key.text] = key
                if value is not None:
                    values[key.text] = value
        return Entry(place, values, keys, whole)

    def _fault(self, error: yaml.MarkedYAMLError) -> Problem:
        """Returns the likeliest cause of what kept the parser from going on."""
        if error.problem == _FAR_TOO_DEEP:
            return _too_deep(self._place(error.problem_mark))
        from stuckpoint.reading.hints import Fault, hint  # here, because most files are YAML

        said = f"{error.context}, {error.problem}"
        noticed, opened = (
            (mark.line, mark.column) if mark else None for mark in (error.problem_mark, error.context_mark)
        )
        line, column, what, to_do = hint(self._text, Fault(said, noticed or opened or (0, 0), opened))
        return Problem(Place(self._name, line + 1, column + 1), Code.SYNTAX, what, to_do)

    def _place(self, mark: _Mark | None) -> Place:
        if mark is None:
            return Place(self._name)
        line = mark.line
        # What is noticed at the end of the file is noticed in its last line.
        return Place(self._name, line + 1 if line < self._lines else self._lines, mark.column + 1)

    def _problem(self, event: Event, code: Code, what: str, to_do: str) -> Problem:
        return Problem(self._place(event.start_mark), code, what, to_do)

    def _stop(self, event: Event, code: Code, what: str, to_do: str) -> _Stop:
        return _Stop(self._problem(event, code, what, to_do))

    def _add(self, event: Event, code: Code, what: str, to_do: str) -> None:
        self._note(self._problem(event, code, what, to_do))

    def _note(self, problem: Problem) -> None:
        if len(self.problems) == MAX_PROBLEMS:
            raise _Stop(and_maybe_more(problem.place))
        self.problems.append(problem)


def _is_joined(text: str, style: str | None) -> bool:
    """Says whether a text is several paragraphs or holds a list, of which one paragraph is made."""
    # Behind '|' each line ends as typed; elsewhere a line end that is left stands for an empty line.
    return "\n" in text and (style != "|" or _APART.search(text) is not None)


def _too_deep(place: Place) -> Problem:
    what = f"this is nested more than {MAX_DEPTH} deep"
    return Problem(place, Code.TOO_DEEP, what, "look for a bracket or an indent too many")


_A_WORD = "write 'key: value', or put quotes round a text that begins with '{' or '['"


def forbidden(place: Place, character: str) -> Problem:
    """Returns the problem of a character that may not be shown."""
    what = f"the character {name_of(character)} may not stand in a file"
    return Problem(place, Code.FORBIDDEN_CHARACTER, what, "delete it")

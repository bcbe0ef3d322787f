"""The walk that holds a located tree against the kinds of the field table.

Judges shape only: which keys, which kinds, which ranges. Whatever is wrong becomes a problem and is left
out of what the walk returns, so that meaning is judged only where the shape is right.
"""

import re

from stuckpoint.entries import Entries, Entry, Shaped, one_line
from stuckpoint.kinds import (
    Choice,
    Flag,
    Id,
    Kind,
    ListOf,
    MapOf,
    Number,
    Record,
    ShowIf,
    Text,
    Words,
    a,
    wanted,
)
from stuckpoint.problems import MAX_PROBLEMS, Code, Place, Problem, and_maybe_more, did_you_mean, nearest, quoted
from stuckpoint.tree import Mapping, Node, Refused, Scalar, Sequence

RESERVED_IDS = frozenset({"all", "any", "does_not_apply"})
MAX_CONDITION_DEPTH = 3

_TEXT = Text()
_PER_TRACK = MapOf(_TEXT)
_ID = re.compile(r"[a-z][a-z0-9_]{0,39}")
_NUMBER = re.compile(r"[-+]?(?:\.[0-9]+|[0-9]+(?:\.[0-9]*)?)(?:[eE][-+]?[0-9]+)?")


def is_id(text: str) -> bool:
    """Says whether a text can be an id."""
    return bool(_ID.fullmatch(text)) and text not in RESERVED_IDS


class Walk:
    """Holds nodes against kinds and collects the problems, so many and no more."""

    def __init__(self) -> None:
        self.problems: list[Problem] = []

    def value(self, node: Node, kind: Kind, called: str) -> Shaped | None:
        """Returns what of a node is of right shape, or None; `called` names it in messages."""
        if isinstance(node, Refused) or self._is_full():
            return None
        match kind:  # the most frequent first
            case Words():
                return self._map(node, _PER_TRACK, called) if isinstance(node, Mapping) else self._text(node, called)
            case Record():
                return self._record(node, kind)
            case ListOf():
                return self._list(node, kind, called)
            case Text():
                return self._text(node, called)
            case Id() | Number() | Flag() | Choice():
                return self._scalar(node, kind, called)
            case MapOf():
                return self._map(node, kind, called)
            case ShowIf():
                return self._condition(node, called, 0)

    def _text(self, node: Node, called: str, kind: Kind = _TEXT) -> Scalar | None:
        """Returns a scalar that is not empty, its text on one line; `kind` is what to ask for where it is not so."""
        if not isinstance(node, Scalar):
            found = "a list" if isinstance(node, Sequence) else "a mapping"
            self._add(node, Code.WRONG_KIND, f"{called} is {found}", f"write {wanted(kind)}")
            return None
        text = one_line(node.text)
        if not text:
            self._add(node, Code.EMPTY, f"{called} is empty", f"write {wanted(kind)}, or delete the key")
            return None
        return node if node.text == text else node._replace(text=text)

    def _scalar(self, node: Node, kind: Text | Id | Number | Flag | Choice, called: str) -> Scalar | None:
        scalar = self._text(node, called, kind)
        if scalar and (fault := _fault(scalar, kind, called)):
            self._add(node, *fault)
            return None
        return scalar

    def _list(self, node: Node, kind: ListOf, called: str) -> Entries | None:
        if not isinstance(node, Sequence):
            self._add(
                node,
                Code.WRONG_KIND,
                f"{called} is not a list",
                "write [one, two], or one '- ' line for each",
            )
            return None
        if len(node.nodes) < kind.at_least:
            few = "is empty" if not node.nodes else f"has only {len(node.nodes)}"
            self._add(node, Code.EMPTY, f"{called} {few}", f"write at least {kind.at_least}")
        if kind.at_most is not None and len(node.nodes) > kind.at_most:
            self._add(node, Code.TOO_MANY, f"{called} has {len(node.nodes)} entries", f"keep to {kind.at_most}")
        # What is too much is not looked into.
        values = [self.value(one, kind.kind, f"an entry of {called}") for one in node.nodes[: kind.at_most]]
        kept = tuple(value for value in values if value is not None)
        complete = len(kept) == len(node.nodes)
        return Entries(node.place, kept, complete and all(map(_whole, kept)), complete)

    def _map(self, node: Node, kind: MapOf, called: str) -> Entry | None:
        if not isinstance(node, Mapping):
            self._add(node, Code.WRONG_KIND, f"{called} is not a mapping", "write {name: value}")
            return None
        values: dict[str, Shaped] = {}
        keys: dict[str, Place] = {}
        for key, value in node.pairs:
            if self._is_full():
                break
            named = self._scalar(key, kind.names, f"a key of {called}")
            shaped = self.value(value, kind.kind, f"{quoted(key.text)} of {called}")
            if named is not None and shaped is not None:
                values[named.text], keys[named.text] = shaped, key.place
        complete = node.whole and len(values) == len(node.pairs)
        return Entry(node.place, values, keys, complete and all(map(_whole, values.values())), complete)

    def _record(self, node: Node, kind: Record) -> Entry | None:
        if kind.or_text and (isinstance(node, Scalar) or (isinstance(node, Mapping) and _per_track(node, kind))):
            text = self.value(node, Words(), "the text")
            return Entry(node.place, {"text": text}, {"text": node.place}, _whole(text)) if text else None
        if not isinstance(node, Mapping):
            self._add(
                node,
                Code.WRONG_KIND,
                f"this is not {a(kind.name)}",
                f"write the keys of {a(kind.name)}: {', '.join(kind.required)}",
            )
            return None
        values: dict[str, Shaped] = {}
        keys: dict[str, Place] = {}
        whole = node.whole
        names = [one_line(key.text) for key, _ in node.pairs]
        present = set(names)
        for name, (key, value) in zip(names, node.pairs, strict=True):
            if name not in kind.fields:
                if self._is_full():
                    return None
                whole = False
                self._add(
                    key,
                    Code.UNKNOWN_KEY,
                    f"{a(kind.name)} has no key {quoted(name)}",
                    did_you_mean(name, kind.fields),
                )
                # A misspelt key is one mistake, not an unknown key and a missing one.
                meant = nearest(name, kind.fields)
                if meant is None or meant in present:
                    continue
                name = meant
                present.add(name)
                if not _could_be(value, kind.fields[name].kind):
                    continue
            shaped = self.value(value, kind.fields[name].kind, f"'{name}'")
            if shaped is not None:
                values[name], keys[name] = shaped, key.place
            whole &= shaped is not None and _whole(shaped)
        for name in kind.required if node.whole else ():
            if name not in present:
                whole = False
                what = f"this {kind.name} has no '{name}'"
                self._add(node, Code.MISSING_KEY, what, f"add '{name}:' with {wanted(kind.fields[name].kind)}")
        return Entry(node.place, values, keys, whole)

    def _condition(self, node: Node, called: str, depth: int) -> Entry | None:
        if isinstance(node, Refused) or self._is_full():
            return None
        if not isinstance(node, Mapping) or len(node.pairs) != 1:
            to_do = "write {item: [option, ...]}, or join several with {all: [...]} or {any: [...]}"
            self._add(node, Code.WRONG_KIND, f"{called} is not one condition", to_do)
            return None
        ((key, value),) = node.pairs
        parts: Shaped | None
        if key.text not in ("all", "any"):
            shaped = self._map(node, MapOf(ListOf(Id(), at_least=1)), called)
            return shaped if shaped and shaped.values else None
        if depth == MAX_CONDITION_DEPTH:
            self._add(
                key,
                Code.TOO_DEEP,
                f"{called} is more than {MAX_CONDITION_DEPTH} deep",
                "say it with fewer levels",
            )
            return None
        if isinstance(value, Refused):
            return None
        if not isinstance(value, Sequence) or not value.nodes:
            self._add(
                value,
                Code.WRONG_KIND,
                f"'{key.text}' of {called} is not a list of conditions",
                "write [{item: [option]}, ...]",
            )
            return None
        conditions = [self._condition(one, called, depth + 1) for one in value.nodes]
        kept = tuple(one for one in conditions if one is not None)
        complete = len(kept) == len(conditions)
        whole = complete and all(map(_whole, kept))
        parts = Entries(value.place, kept, whole, complete)
        return Entry(node.place, {key.text: parts}, {key.text: key.place}, whole)

    def _is_full(self) -> bool:
        return len(self.problems) > MAX_PROBLEMS

    def _add(self, node: Node, code: Code, what: str, to_do: str) -> None:
        if len(self.problems) < MAX_PROBLEMS:
            self.problems.append(Problem(node.place, code, what, to_do))
        elif not self._is_full():
            self.problems.append(and_maybe_more(node.place))


def _fault(node: Scalar, kind: Text | Id | Number | Flag | Choice, called: str) -> tuple[Code, str, str] | None:
    """Returns what is wrong with a scalar of this kind, if anything."""
    text = node.text
    match kind:
        case Id() if not _ID.fullmatch(text):
            to_do = "use small letters, digits and _, a letter first, 40 at most"
            return Code.BAD_ID, f"{quoted(text)} is not an id", to_do
        case Id() if text in RESERVED_IDS:
            return Code.BAD_ID, f"'{text}' has a meaning of its own", "use another id"
        case Number() if not node.plain or not _in_range(text, kind):
            return Code.BAD_NUMBER, f"{called} is {quoted(text)}", f"write {wanted(kind)}"
        case Flag() if text not in ("true", "false") or not node.plain:
            return Code.BAD_CHOICE, f"{called} is {quoted(text)}", f"write {wanted(kind)}"
        case Choice(words) if text not in words:
            return Code.BAD_CHOICE, f"{called} is {quoted(text)}", did_you_mean(text, words)
    return None


def _in_range(text: str, kind: Number) -> bool:
    if not _NUMBER.fullmatch(text):
        return False
    number = float(text)
    return kind.low <= number <= kind.high and (not kind.whole or number == int(number))


def _could_be(node: Node, kind: Kind) -> bool:
    """Says whether a node is at least of the sort that a kind asks for: text, a list or a mapping."""
    match kind:
        case ListOf():
            return isinstance(node, Sequence)
        case MapOf() | ShowIf() | Record(or_text=False):
            return isinstance(node, Mapping)
        case Words() | Record():
            return not isinstance(node, Sequence)
        case _:
            return isinstance(node, Scalar)


def _whole(value: Shaped) -> bool:
    return isinstance(value, Scalar) or value.whole


def _per_track(node: Mapping, kind: Record) -> bool:
    return bool(node.pairs) and not any(nearest(key.text, kind.fields) for key, _ in node.pairs[:MAX_PROBLEMS])

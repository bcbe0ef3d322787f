"""The walk that holds a located tree against the kinds of the field table.

Judges shape only: which keys, which kinds, which ranges. Whatever is wrong becomes a problem and is left
out of what the walk returns, so that meaning is judged only where the shape is right.
"""

from stuckpoint.reading.entries import Entries, Entry, Shaped, one_line
from stuckpoint.reading.kinds import (
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
from stuckpoint.reading.problems import Code, Place, Problem, did_you_mean, nearest, quoted
from stuckpoint.reading.shape_problems import ShapeProblems
from stuckpoint.reading.slips import (
    around,
    as_it_is,
    by_its_id,
    could_be,
    cut_by_colon,
    decimal_comma,
    entries_of,
    fault_of,
    is_another_thing,
    is_per_track,
    key_slip,
    keys_of,
    not_a_list,
    not_a_map,
    not_a_text,
    text_in_braces,
)
from stuckpoint.reading.tree import Mapping, Node, Refused, Scalar, Sequence

MAX_CONDITION_DEPTH = 3

_TEXT = Text()
_PER_TRACK = MapOf(_TEXT)


class Walk(ShapeProblems):
    """Holds nodes against kinds and collects the problems, so many and no more."""

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
            self._add(node, Code.WRONG_KIND, *not_a_text(node, kind, called))
            return None
        text = one_line(node.text)
        if not text:
            self._add_empty(node, kind, called, f"write {wanted(kind)}")
            return None
        return node if node.text == text else node._replace(text=text)

    def _scalar(self, node: Node, kind: Text | Id | Number | Flag | Choice, called: str) -> Scalar | None:
        scalar = self._text(node, called, kind)
        if scalar and (fault := fault_of(scalar, kind, called)):
            self._add(node, *fault)
            return None
        return scalar

    def _list(self, node: Node, kind: ListOf, called: str) -> Entries | None:
        if not isinstance(node, Sequence):
            if isinstance(node, Scalar) and not node.text:
                self._add_empty(node, kind, called, entries_of(kind))
            else:
                self._add(node, Code.WRONG_KIND, *not_a_list(node, kind, called))
            return None
        if len(node.nodes) < kind.at_least:
            few = "is empty" if not node.nodes else f"has only {len(node.nodes)}"
            self._add(node, Code.EMPTY, f"{called} {few}", f"write at least {kind.at_least}")
        if kind.at_most is not None and len(node.nodes) > kind.at_most:
            self._add(node, Code.TOO_MANY, f"{called} has {len(node.nodes)} entries", f"keep to {kind.at_most}")
        # What is too much is not looked into.
        entry = f"an entry of {called}"
        values = [as_it_is(one, kind.kind) or self.value(one, kind.kind, entry) for one in node.nodes[: kind.at_most]]
        kept = tuple(value for value in values if value is not None)
        complete = len(kept) == len(node.nodes)
        return Entries(node.place, kept, complete and all(map(_whole, kept)), complete)

    def _map(self, node: Node, kind: MapOf, called: str) -> Entry | None:
        if not isinstance(node, Mapping):
            self._add(node, Code.WRONG_KIND, *not_a_map(node, kind, called))
            return None
        if kind is _PER_TRACK and (text := text_in_braces(node)):
            self._add(node, Code.WRONG_KIND, *text)
            return None
        values: dict[str, Shaped] = {}
        keys: dict[str, Place] = {}
        for key, value in node.pairs:
            if self._is_full():
                break
            named = as_it_is(key, kind.names) or self._scalar(key, kind.names, f"a key of {called}")
            if named is None and self._slipped(key, node, kind):
                continue
            shaped = as_it_is(value, kind.kind) or self.value(value, kind.kind, f"{quoted(key.text)} of {called}")
            if named is not None and shaped is not None:
                values[named.text], keys[named.text] = shaped, key.place
        complete = node.whole and len(values) == len(node.pairs)
        return Entry(node.place, values, keys, complete and all(map(_whole, values.values())), complete)

    def _slipped(self, key: Scalar, node: Mapping, kind: MapOf) -> bool:
        """Says whether a name that is no id came of something else, which is then the problem in its place."""
        value, before = around(key, node)
        found: tuple[Place, Code, str, str] | None = None
        if isinstance(kind.kind, Number) and before and (number := decimal_comma(key, before[1])):
            found = before[1].place, Code.BAD_NUMBER, *number
        elif alone := key_slip(key, value, before, ()):
            found = key.place, Code.BAD_ID, alone.what, alone.to_do
        elif kind is _PER_TRACK and " " in key.text and (cut := cut_by_colon(key)):
            found = key.place, Code.WRONG_KIND, *cut
        if found and not self._is_full():
            self.problems[-1] = Problem(*found)
        return found is not None

    def _record(self, node: Node, kind: Record) -> Entry | None:
        if kind.or_text and (isinstance(node, Scalar) or (isinstance(node, Mapping) and is_per_track(node, kind))):
            text = self.value(node, Words(), "the text")
            return Entry(node.place, {"text": text}, {"text": node.place}, _whole(text)) if text else None
        if not isinstance(node, Mapping):
            if isinstance(node, Scalar) and not node.text:
                self._add_empty(node, kind, f"this {kind.name}", keys_of(kind))
            else:
                self._add(node, Code.WRONG_KIND, f"this is not {a(kind.name)}", keys_of(kind))
            return None
        values: dict[str, Shaped] = {}
        keys: dict[str, Place] = {}
        whole = node.whole
        names = [key.text if key.text in kind.fields else one_line(key.text) for key, _ in node.pairs]
        present = set(names)
        for name, (key, value) in zip(names, node.pairs, strict=True):
            if name not in kind.fields:
                if self._is_full():
                    return None
                if whole and is_another_thing(node, kind):
                    self._add(
                        key, Code.UNKNOWN_KEY, f"this is not {a(kind.name)}: it has none of its keys", keys_of(kind)
                    )
                    return None
                whole = False
                meant = self._unknown_key(name, key, node, kind)
                if meant is None or meant in present:
                    continue
                name = meant
                present.add(name)
                if not could_be(value, kind.fields[name].kind):
                    continue
            rule = kind.fields[name].kind
            if shaped := as_it_is(value, rule) or self.value(value, rule, f"'{name}'"):
                values[name], keys[name] = shaped, key.place
                whole = whole and _whole(shaped)
            else:
                whole = False
                if name not in kind.required:
                    self._may_go(value)
        for name in kind.required if node.whole else ():
            if name not in present:
                whole = False
                what = f"this {kind.name} has no '{name}'"
                self._add(node, Code.MISSING_KEY, what, f"add '{name}:' with {wanted(kind.fields[name].kind)}")
        return Entry(node.place, values, keys, whole)

    def _unknown_key(self, name: str, key: Scalar, node: Mapping, kind: Record) -> str | None:
        """Adds the problem of a key that there is not, and returns the one that was meant, if that can be told."""
        value, before = around(key, node)
        alone = key_slip(key, value, before, kind.fields)
        if alone is None:
            # A misspelt key is one mistake, not an unknown key and a missing one.
            to_do = did_you_mean(name, kind.fields, list_all=True)
            self._add(key, Code.UNKNOWN_KEY, f"{a(kind.name)} has no key {quoted(name)}", to_do)
            return nearest(name, kind.fields)
        if not alone.goes_on:
            self._add(key, Code.UNKNOWN_KEY, alone.what, alone.to_do)
        return alone.meant

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
            before = len(self.problems)
            shaped = self._map(node, MapOf(ListOf(Id(), at_least=1)), called)
            self.problems[before:] = map(by_its_id, self.problems[before:])
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


def _whole(value: Shaped) -> bool:
    return isinstance(value, Scalar) or value.whole

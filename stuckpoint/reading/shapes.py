"""The walk that holds a located tree against the kinds of the field table.

Judges shape only: which keys, which kinds, which ranges. Whatever is wrong becomes a problem and is left out of what
the walk returns. What is right in shape may still mean nothing: `loading` judges that, once no problem is left here.
"""

import re

from stuckpoint.characters import is_seen, single_spaced
from stuckpoint.reading.fields import PICKED, RESPONSES, records
from stuckpoint.reading.habits import (
    CONDITION_TO_DO,
    NOTHING,
    NOTHING_OPTIONAL,
    is_compared,
    joined_by,
    key_meant,
    key_to_do,
    not_answers,
)
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
from stuckpoint.reading.problems import (
    MAX_PROBLEMS,
    Code,
    Place,
    Problem,
    and_maybe_more,
    did_you_mean,
    nearest,
    quoted,
)
from stuckpoint.reading.slips import (
    around,
    by_its_id,
    could_be,
    cut_by_colon,
    decimal_comma,
    entries_of,
    fault_of,
    id_from,
    is_another_thing,
    is_id,
    is_per_track,
    key_slip,
    keys_of,
    keys_over,
    not_a_list,
    not_a_map,
    not_a_text,
    not_an_option,
    odd_letter,
    text_in_braces,
)
from stuckpoint.reading.source import Source
from stuckpoint.reading.tree import Entries, Entry, Node, Scalar, one_line

MAX_CONDITION_DEPTH = 3
_FEW_OWNERS = 2
_KEPT = (RESPONSES, PICKED)  # what no author writes

_TEXT = Text()
_PER_TRACK = MapOf(_TEXT)
_CHOSEN = MapOf(ListOf(Id(), at_least=1))
_COMMENT = re.compile(r"(\s+)#(.?)")


def shaped(source: Source, record: Record, called: str) -> tuple[Entry, list[Problem]]:
    """Returns what of a file is of a record's shape, and all that is wrong with how it is written and with its shape.

    Where nothing is wrong, all of the file is there. `called` names the file in messages.
    """
    walk = Walk(source.text)
    entry = walk.value(source.tree, record, called) if source.tree is not None else None
    problems = [*source.problems, *walk.problems]
    return entry if isinstance(entry, Entry) else Entry(problems[0].place, {}, {}), problems


class Walk:
    """Holds nodes against kinds and collects the problems of one file, so many and no more.

    Args:
        text: what the file holds, where a comment may stand in place of what is missing.
    """

    def __init__(self, text: str = "") -> None:
        self.problems: list[Problem] = []
        self._lines = text.split("\n")
        self._misplaced: set[str] = set()

    def value(self, node: Node, kind: Kind, called: str) -> Node | None:
        """Returns what of a node is of right shape, or None; `called` names it in messages."""
        if self._is_full():
            return None
        match kind:
            case Words():
                return self._map(node, _PER_TRACK, called) if isinstance(node, Entry) else self._text(node, called)
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
        text = single_spaced(node.text) if isinstance(kind, Text) else one_line(node.text)
        if not is_seen(text):
            self._add_empty(node, kind, called, f"write {wanted(kind)}")
            return None
        if node.plain and text.lower() in NOTHING and isinstance(kind, Text):
            self._add(node, Code.EMPTY, f"{called} is {quoted(text)}, which is read out as a word", "write text")
            return None
        return node if text == node.text else node._replace(text=text)

    def _scalar(self, node: Node, kind: Text | Id | Number | Flag | Choice, called: str) -> Scalar | None:
        scalar = self._text(node, called, kind)
        if scalar and (fault := fault_of(scalar, kind, called)):
            self._add(node, *fault)
            return None
        return scalar

    def _list(self, node: Node, kind: ListOf, called: str) -> Entries | None:
        if not isinstance(node, Entries):
            if isinstance(node, Scalar) and not node.text:
                self._add_empty(node, kind, called, entries_of(kind, called))
            else:
                self._add(node, Code.WRONG_KIND, *not_a_list(node, kind, called))
            return None
        if len(node.values) < kind.at_least and node.whole:
            few = "is empty" if not node.values else f"has only {len(node.values)}"
            self._add(node, Code.EMPTY, f"{called} {few}", f"write at least {kind.at_least}")
        if kind.at_most is not None and len(node.values) > kind.at_most:
            self._add(node, Code.TOO_MANY, f"{called} has {len(node.values)} entries", f"keep to {kind.at_most}")
        # What is too much is not looked into.
        values = [self.value(one, kind.kind, f"an entry of {called}") for one in node.values[: kind.at_most]]
        return Entries(node.place, tuple(value for value in values if value is not None))

    def _map(self, node: Node, kind: MapOf, called: str) -> Entry | None:
        if not isinstance(node, Entry):
            self._add(node, Code.WRONG_KIND, *not_a_map(node, kind, called))
            return None
        if kind is _PER_TRACK and (text := text_in_braces(node)):
            self._add(node, Code.WRONG_KIND, *text)
            return None
        values: dict[str, Node] = {}
        keys: dict[str, Scalar] = {}
        for key in node.keys.values():
            if self._is_full():
                break
            named = self._scalar(key, kind.names, f"a key of {called}")
            if key.text not in node.values or (named is None and self._slipped(key, node, kind)):
                continue
            value = self.value(node.values[key.text], kind.kind, f"{quoted(key.text)} of {called}")
            if named is not None and value is not None:
                values[named.text], keys[named.text] = value, named
        return Entry(node.place, values, keys)

    def _slipped(self, key: Scalar, node: Entry, kind: MapOf) -> bool:
        """Says whether a name that is no id came of something else, which is then the problem in its place."""
        value, before = around(key, node)
        found: tuple[Place, Code, str, str] | None = None
        if isinstance(kind.kind, Number) and before and before[1] and (number := decimal_comma(key, before[1])):
            found = before[1].place, Code.BAD_NUMBER, *number
        elif alone := key_slip(key, value, before, ()):
            found = key.place, Code.BAD_ID, alone.what, alone.to_do
        elif kind is _PER_TRACK and " " in key.text and (cut := cut_by_colon(key)):
            found = key.place, Code.WRONG_KIND, *cut
        if found and not self._is_full():
            self.problems[-1] = Problem(*found)
        return found is not None

    def _record(self, node: Node, kind: Record) -> Entry | None:
        if kind.or_text and "id" in kind.required:
            if isinstance(node, Scalar) and node.text:
                return self._named(node)
        elif kind.or_text and (isinstance(node, Scalar) or (isinstance(node, Entry) and is_per_track(node, kind))):
            text = self.value(node, Words(), "the text")
            return Entry(node.place, {"text": text}, {"text": Scalar(node.place, "text")}) if text else None
        if not isinstance(node, Entry):
            if isinstance(node, Scalar) and not node.text:
                self._add_empty(node, kind, f"this {kind.name}", keys_of(kind))
            else:
                self._add(node, Code.WRONG_KIND, f"this is not {a(kind.name)}", keys_over(node, kind))
            return None
        if node.whole and is_another_thing(node, kind):
            what = f"this is not {a(kind.name)}: it has none of its keys"
            self._add(next(iter(node.keys.values())), Code.UNKNOWN_KEY, what, keys_of(kind))
            return None
        values: dict[str, Node] = {}
        keys: dict[str, Scalar] = {}
        present = set(map(one_line, node.keys))
        for key in node.keys.values():
            name, value = one_line(key.text), node.values.get(key.text)
            if name not in kind.fields:
                if self._is_full():
                    return None
                if name == "<<" and value is None:
                    continue  # what it would bring in is refused already
                meant = self._unknown_key(name, key, node, kind)
                if meant is None or meant in present:
                    continue
                present.add(meant)
                if value is None or not could_be(value, kind.fields[meant].kind):
                    continue
                name = meant
            if value is None:
                continue
            if name not in kind.required and (nothing := _nothing(value)):
                self._add(nothing, Code.EMPTY, f"'{name}' is {quoted(nothing.text)}", "leave the key out")
                continue
            if found := self.value(value, kind.fields[name].kind, f"'{name}'"):
                values[name], keys[name] = found, key
            elif name not in kind.required:
                self._may_go(value)
        for name in kind.required if node.whole else ():
            if name not in present:
                what = f"this {kind.name} has no '{name}'"
                self._add(node, Code.MISSING_KEY, what, f"add '{name}:' with {wanted(kind.fields[name].kind)}")
        return Entry(node.place, values, keys)

    def _named(self, node: Scalar) -> Entry | None:
        """Returns a record of a text and the id that it makes."""
        text = self._text(node, "the text")
        if text is None:
            return None
        id = id_from(text.text)
        if not is_id(id):
            self._add(node, Code.BAD_ID, *not_an_option(text.text))
            return None
        return Entry(node.place, {"id": Scalar(node.place, id), "text": text}, {"text": Scalar(node.place, "text")})

    def _unknown_key(self, name: str, key: Scalar, node: Entry, kind: Record) -> str | None:
        """Adds the problem of a key that there is not, and returns the one that was meant, if that can be told."""
        value, before = around(key, node)
        alone = key_slip(key, value, before, kind.fields)
        if alone is None:
            # A misspelt key is one mistake, not an unknown key and a missing one.
            meant = key_meant(kind.name, name)
            near = meant or nearest(name, kind.fields)
            to_do = key_to_do(kind.name, name) or (f"did you mean '{meant}'?" if meant else None)
            if not (to_do or near) and (to_do := _in_another(name)):
                if kind.name in self._misplaced:
                    return None  # where one key of a record is out of place, its others are, too
                self._misplaced.add(kind.name)
            to_do = to_do or did_you_mean(name, kind.fields, list_all=True)
            if meant in node.keys:
                to_do = f"delete it: '{meant}' is there already"
            odd = odd_letter(name) if near else ""
            self._add(key, Code.UNKNOWN_KEY, f"{a(kind.name)} has no key {quoted(name)}{odd}", to_do)
            return near
        holder = before[1] if before and key.text[:1].isspace() else None
        if holder and self.problems and self.problems[-1].place == holder.place:
            self.problems.pop()  # it is empty because this key stands outside it
        if not alone.goes_on:
            self._add(key, Code.UNKNOWN_KEY, alone.what, alone.to_do)
        return alone.meant

    def _condition(self, node: Node, called: str, depth: int) -> Entry | None:
        if self._is_full():
            return None
        if not isinstance(node, Entry) or len(node.keys) != 1:
            to_do = "write {item: [option, ...]}, or join several with {all: [...]} or {any: [...]}"
            self._add(node, Code.WRONG_KIND, f"{called} is not one condition", to_do)
            return None
        ((name, key),) = node.keys.items()
        if _holds_conditions(node.values.get(name)) and (other := joined_by(name)):
            self._add(key, Code.UNKNOWN_KEY, *other)
            return None
        if name not in ("all", "any"):
            value = node.values.get(name)
            if isinstance(value, Entry):
                self._add(value, Code.WRONG_KIND, *not_answers(called, name, value.keys))
                return None
            if odd := _compared(value):
                self._add(odd, Code.BAD_ID, f"{quoted(odd.text)} is not the id of an option", CONDITION_TO_DO)
                return None
            before = len(self.problems)
            chosen = self._map(node, _CHOSEN, called)
            self.problems[before:] = map(by_its_id, self.problems[before:])
            return chosen if chosen and chosen.values else None
        if depth == MAX_CONDITION_DEPTH:
            what = f"{called} is more than {MAX_CONDITION_DEPTH} deep"
            self._add(key, Code.TOO_DEEP, what, "say it with fewer levels")
            return None
        value = node.values.get(name)
        if value is None:
            return None
        if not isinstance(value, Entries) or not (value.values or not value.whole):
            what = f"'{name}' of {called} is not a list of conditions"
            self._add(value, Code.WRONG_KIND, what, "write [{item: [option]}, ...]")
            return None
        conditions = [self._condition(one, called, depth + 1) for one in value.values]
        parts = Entries(value.place, tuple(one for one in conditions if one is not None))
        return Entry(node.place, {name: parts}, {name: key})

    # ---- what is wrong

    def _is_full(self) -> bool:
        """Says whether nothing more is looked for."""
        return len(self.problems) > MAX_PROBLEMS

    def _add(self, node: Node, code: Code, what: str, to_do: str) -> None:
        """Adds a problem, or at the limit, that there may be more."""
        if len(self.problems) < MAX_PROBLEMS:
            self.problems.append(Problem(node.place, code, what, to_do))
        elif not self._is_full():
            self.problems.append(and_maybe_more(node.place))

    def _add_empty(self, node: Scalar, kind: Kind, called: str, to_do: str) -> None:
        """Adds that nothing stands where something of a kind is due, or nothing but a comment."""
        what = f"{called} shows nothing" if one_line(node.text) else f"{called} is empty"
        if node.plain and self._has_comment(node.place):
            what = f"{what}, for '#' begins a comment"
            is_text = isinstance(kind, Text | Words)
            to_do = "put quotes round a text that begins with '#'" if is_text else f"delete the '#', or {to_do}"
        self._add(node, Code.EMPTY, what, to_do)

    def _may_go(self, value: Node) -> None:
        """Says of an empty value that its key need not be there."""
        last = self.problems[-1] if self.problems else None
        if last and (last.place, last.code) == (value.place, Code.EMPTY):
            self.problems[-1] = last._replace(to_do=f"{last.to_do}, or delete the key")

    def _has_comment(self, place: Place) -> bool:
        """Says whether a comment that is not written as one stands behind a place."""
        line = self._lines[place.line - 1] if place.line <= len(self._lines) else ""
        comment = _COMMENT.match(line, place.column - 1)
        # Two spaces, a '#' and a space: that is how comments are written on purpose.
        return comment is not None and not (len(comment[1]) > 1 and comment[2] in (" ", ""))


def _in_another(key: str) -> str | None:
    """Returns what to do about a key that one other kind of record has, or two."""
    having = [(record.name, holder) for record, holder in records() if key in record.fields and record not in _KEPT]
    names = dict.fromkeys(name for name, _ in having)
    if not 0 < len(names) <= _FEW_OWNERS:
        return None
    holder = "items" if ("item", "items") in having else having[-1][1]
    above = f"is the line '{holder}:' missing above it, or its indent wrong?" if holder else "is its indent wrong?"
    return f"{' or '.join(map(a, names))} has one: {above}"


def _holds_conditions(value: Node | None) -> bool:
    """Says whether conditions stand here, and not the options of an item, whatever that is called."""
    parts = value.values if isinstance(value, Entries) else (value,)
    return any(isinstance(one, Entry) for one in parts)


def _compared(value: Node | None) -> Scalar | None:
    """Returns the first that is a comparison, or a number, where options are named."""
    options = value.values if isinstance(value, Entries) else (value,)
    return next((one for one in options if isinstance(one, Scalar) and is_compared(one.text)), None)


def _nothing(value: Node) -> Scalar | None:
    """Returns a word that stands for nothing elsewhere, where a key may be left out."""
    if isinstance(value, Scalar) and value.plain and value.text.lower() in NOTHING_OPTIONAL:
        return value
    return None

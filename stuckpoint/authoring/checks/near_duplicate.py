"""Warns of an item that asks what another one asks, so that one thing counts twice.

Two questions are the same when the same words go round in the same order, little words and one more left out:
"In sessions, how often do you feel heard?" and "How often do you really feel heard in sessions?". A word in place of
another makes another question, and so does "you, your partner" in place of "your partner, you".
"""

import re
from collections.abc import Iterator, Sequence, Set

from stuckpoint.authoring.checks.draft import Asked, Draft
from stuckpoint.reading import Problem, WarningCode

CODE = WarningCode.NEAR_DUPLICATE

_WORD = re.compile(r"\w[\w'\u2019]*")
_ASCII_WORD = re.compile(r"[a-z0-9_][a-z0-9_']*")  # the same in small letters, and found much faster
_LITTLE_WORDS = """
    a an and at by did do does for from had has have how in is it of on or that the this to was were when with
    ever just often quite really so very
"""
_LITTLE = frozenset(_LITTLE_WORDS.split())
# With fewer words than this, one more makes another question.
_FEWEST_WORDS = 5
_SMALL = 0x3FFFFFF  # numbers up to this add up fastest

_Key = tuple[str, ...]


def check(draft: Draft) -> Iterator[Problem]:
    """Yields a problem for each item that another one before it in its track is a near copy of."""
    for track in draft.bank.tracks:
        yield from _in_track([asked for asked in draft.asked if asked.track.id == track])


def _in_track(items: Sequence[Asked]) -> Iterator[Problem]:
    words = [_words(asked) for asked in items]
    rounds = [_round(one) for one in words]
    first: dict[_Key, int] = {}
    for number, whole in enumerate(rounds):
        first.setdefault(whole, number)
    numbers = [_numbers(one) for one in words]
    bags = set(map(sum, numbers))
    for number, asked in enumerate(items):
        pairs = {(number, first[rounds[number]])}
        if _is_scale(asked):
            less = _one_less(words[number], numbers[number], bags)
            pairs.update((number, first[key]) for key in less if key in first)
        for one, other in pairs:
            yield from _problem(items[min(one, other)], items[max(one, other)])


def _problem(earlier: Asked, later: Asked) -> Iterator[Problem]:
    # Two that wait for different answers are two wordings of one question, and one person gets one of them.
    if earlier is not later and not (earlier.item.show_if and later.item.show_if):
        where = f"{earlier.place.file}, line {earlier.place.line}"
        what = f"'{later.item.id}' asks nearly the same as '{earlier.item.id}' in {where}"
        yield Problem(later.place, CODE, what, "keep one of them, or ask about another side of it")


def _is_scale(asked: Asked) -> bool:
    return "scale" in asked.placed.entry.values


def _words(asked: Asked) -> _Key:
    """Returns the words of a question that matter, and those of its own options: lists may begin with the same line."""
    item = asked.item
    texts = [item.text] if _is_scale(asked) else [item.text, *(option.text for option in item.options)]
    text = " ".join(texts).lower()
    words = (_ASCII_WORD if text.isascii() else _WORD).findall(text)
    return tuple([word for word in words if word not in _LITTLE] or words)


def _round(words: _Key) -> _Key:
    """Returns the words from the first in the alphabet on, and round to it again, wherever they began."""
    start = words.index(min(words)) if words else 0
    return words[start:] + words[:start]


def _numbers(words: _Key) -> list[int]:
    """Returns a number for each word. Texts of the same words have the same sum, in whatever order."""
    return [hash(word) & _SMALL for word in words]


def _one_less(words: _Key, numbers: Sequence[int], bags: Set[int]) -> list[_Key]:
    """Returns the words without one of them, where there may be a text of such words: hardly ever."""
    whole = sum(numbers)
    if len(words) <= _FEWEST_WORDS or bags.isdisjoint([whole - number for number in numbers]):
        return []
    return [_round(words[:left_out] + words[left_out + 1 :]) for left_out in range(len(words))]

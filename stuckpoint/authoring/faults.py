"""What `check` warns of and `simulate` reports, judged once for both, on items as they are built. Pure.

That no answers lead to an item is judged by `bank.reach.out_of_reach`.
"""

import re
from collections import Counter
from collections.abc import Iterator, Sequence

from stuckpoint.bank import Item
from stuckpoint.engine import Standing
from stuckpoint.engine.scoring import score_of, standing

_WORD = re.compile(r"\w[\w'\u2019]*")
_LITTLE_WORDS = """
    a an and at by did do does for from had has have how in is it of on or that the this to was were when with
    ever just often quite really so very
"""
_LITTLE = frozenset(_LITTLE_WORDS.split())
# With fewer words than this, one more makes another question.
_FEWEST_WORDS = 5

_Words = tuple[str, ...]


def tells_nothing(item: Item) -> bool:
    """Says whether whatever is answered says the same about every reason."""
    return all(option.balanced == item.most for option in item.options)


def can_stand_out(weight: float) -> bool:
    """Says whether the strongest answers make a reason stand out that so much can be asked about."""
    return standing(score_of(weight, weight), weight) is Standing.STANDS_OUT


def near_copies(items: Sequence[Item]) -> Iterator[tuple[Item, Item]]:
    """Yields each item of one track after the earlier one that it is a near copy of, so that one thing counts twice.

    Two questions are the same when the same words go round in the same order, little words and one more left out:
    "In sessions, how often do you feel heard?" and "How often do you really feel heard in sessions?". A word in place
    of another makes another question, and so does "you, your partner" in place of "your partner, you". Two that wait
    for different answers, or are for different stages, are two wordings of one question: one person gets one of them.
    """
    used = Counter(_option_texts(item) for item in items)
    on_scale = [item.is_number or used[_option_texts(item)] > 1 for item in items]
    words = [_words(item, scale) for item, scale in zip(items, on_scale, strict=True)]
    first: dict[_Words, int] = {}
    for number, one in enumerate(words):
        first.setdefault(_round(one), number)
    for number, one in enumerate(words):
        keys = {_round(one), *(_one_less(one) if on_scale[number] else ())}
        for other in {first[key] for key in keys if key in first} - {number}:
            earlier, later = (items[at] for at in sorted((number, other)))
            if earlier.stages & later.stages and (
                not (earlier.show_if and later.show_if) or earlier.show_if == later.show_if
            ):
                yield earlier, later


def _option_texts(item: Item) -> tuple[str, ...]:
    return tuple([option.text for option in item.options])


def _words(item: Item, on_scale: bool) -> _Words:
    """Returns the words of a question that matter, and those of its own options: lists may begin with the same line."""
    texts = (item.text,) if on_scale else (item.text, *_option_texts(item))
    words = _WORD.findall(" ".join(texts).lower())
    return tuple([word for word in words if word not in _LITTLE] or words)


def _round(words: _Words) -> _Words:
    """Returns the words from the first in the alphabet on, and round to it again, wherever they began."""
    start = words.index(min(words)) if words else 0
    return words[start:] + words[:start]


def _one_less(words: _Words) -> Iterator[_Words]:
    """Yields the words without each of them, where there are enough."""
    for left_out in range(len(words)) if len(words) > _FEWEST_WORDS else ():
        yield _round(words[:left_out] + words[left_out + 1 :])

"""Reading grades (Flesch-Kincaid) of English, worked out offline. Pure; knows nothing of banks."""

import re
from functools import lru_cache

_WORD = re.compile(r"[^\W\d_]+(?:['\u2019-][^\W\d_]+)*|\d+")
_ASCII_WORD = re.compile(r"[a-zA-Z]+(?:['-][a-zA-Z]+)*|[0-9]+")  # the same, and found much faster
_SENTENCE_END = re.compile(r"[.!?:;]+(?=\s|$|[\"'\u201d\u2019)])|\n")
_MAY_END = re.compile(r"[.!?:;\n]")
_VOWELS = re.compile(r"[aeiouy\u00e0-\u00ff]+")
_SILENT_INSIDE = re.compile(r"(?<=[^aeiouy])e(?=ful|less|ly|ment|ness|body|how|one|thing|time|what|where|while)")
_SILENT_AT_END = re.compile(r"(?:[^aeiouy]e[ds]?|[gq]ue[ds]?)$")
_SPOKEN_AT_END = re.compile(r"(?:[^aeiouyl]le[ds]?|[ct]res?|[td]ed|[cgsxz]es|[cs]hes)$")
# Vowels that meet but are said apart, in order: di-ary, vid-eo, who-ev-er, act-u-al, vac-u-ous, any-one,
# cli-ent, eas-i-er, go-ing, i-de-a, and the second syllable of rac-ism.
_SAID_APART = re.compile(
    r"(?<![cgstx])i(?:a(?!ge)|o(?!n))|eo|oev|(?<![gq])ua|uou|yo[nu]"
    r"|[lu]ie(?=n?t)|[^aeiou]ie(?:r|st)$|[aeouy]ings?$|[dr]eas?$|[is]sm$"
)
_EXCEPTIONS = {"anxiety": 4, "behaviour": 3, "freer": 2, "maybe": 2, "people": 2, "safety": 2, "suicide": 3}
_EXCEPTIONS |= {"create": 2, "created": 3, "real": 1, "science": 2, "tired": 2}
_SHORTEST_GRADED = 8


@lru_cache(maxsize=20_000)
def syllables(word: str) -> int:
    """Counts the syllables of one English word by its vowel groups; at least 1."""
    word = word.lower()
    if "-" in word:
        return sum(syllables(part) for part in word.split("-") if part)
    word = re.sub(r"['\u2019].*$", "", word)
    if word in _EXCEPTIONS:
        return _EXCEPTIONS[word]
    word = _SILENT_INSIDE.sub("", word)
    count = len(_VOWELS.findall(word)) + len(_SAID_APART.findall(word[1:]))
    if _SILENT_AT_END.search(word) and not _SPOKEN_AT_END.search(word):
        count -= 1
    return max(1, count)


def grade(*passages: str, fewest_words: int = _SHORTEST_GRADED) -> float | None:
    """Returns the Flesch-Kincaid grade of the passages read one after another.

    Each passage ends a sentence, whatever it ends with, so a question and its options can be given
    as they are. None for fewer words than eight, or than are given: the formula says nothing about so few.
    """
    sentences = words = spoken = 0
    for passage in passages:
        in_it = _counts(passage)
        sentences, words, spoken = sentences + in_it[0], words + in_it[1], spoken + in_it[2]
    if words < fewest_words:
        return None
    return 0.39 * words / sentences + 11.8 * spoken / words - 15.59


@lru_cache(maxsize=20_000)
def _counts(text: str) -> tuple[int, int, int]:
    """Returns how many sentences, words and syllables a text has; the options of a scale come again and again."""
    word = _ASCII_WORD if text.isascii() else _WORD
    # Most questions are one sentence, and to see that is quicker than to look for its end.
    if not _MAY_END.search(text, 0, len(text) - 1):
        words = word.findall(text)
        return bool(words), len(words), sum(map(syllables, words))
    sentences = [words for part in _SENTENCE_END.split(text) if (words := word.findall(part))]
    return len(sentences), sum(map(len, sentences)), sum(sum(map(syllables, words)) for words in sentences)


def longest_sentence(text: str) -> int:
    """Returns the number of words in the longest sentence."""
    return max((len(_WORD.findall(part)) for part in _SENTENCE_END.split(text)), default=0)

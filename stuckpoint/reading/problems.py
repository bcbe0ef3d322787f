"""An author's mistake as a value: where it is, which rule it breaks, and what to do. Judges nothing itself."""

from collections.abc import Iterable, Iterator, Sequence
from enum import StrEnum
from functools import lru_cache
from itertools import islice
from typing import NamedTuple

from stuckpoint.characters import on_one_line
from stuckpoint.errors import StuckpointError

MAX_PROBLEMS = 100  # so many are looked for in one file, and so many between files: nobody reads more at once
_LONGEST_QUOTED = 60
_MANY = 50  # among more words than this, only those that begin alike are compared
_BEGINNING = 2


class Severity(StrEnum):
    """Whether something keeps questions from being asked, or only is likely not meant."""

    ERROR = "error"
    WARNING = "warning"


class Code(StrEnum):
    """Every rule that a file has to keep to, with one line on each. docs/codes.md has an entry for each."""

    # how the file is written
    UNREADABLE = "unreadable"  # not a regular file, or the system refused
    TOO_BIG = "too-big"  # over one of the limits on size
    TOO_DEEP = "too-deep"  # nested deeper than any bank needs
    BAD_ENCODING = "bad-encoding"  # not UTF-8
    FORBIDDEN_CHARACTER = "forbidden-character"  # control, direction mark or invisible character
    SYNTAX = "syntax"  # not YAML
    SECOND_DOCUMENT = "second-document"  # more than one YAML document in a file
    ANCHOR = "anchor"  # &name
    ALIAS = "alias"  # *name
    TAG = "tag"  # !name
    DUPLICATE_KEY = "duplicate-key"  # the same key twice in one mapping
    # shape
    UNKNOWN_KEY = "unknown-key"  # a key that means nothing here
    MISSING_KEY = "missing-key"  # something that has to be there is not
    WRONG_KIND = "wrong-kind"  # a list where text is due, and the like
    EMPTY = "empty"  # a text or list with nothing in it
    BAD_ID = "bad-id"  # an id that breaks the rule for ids, or is reserved
    BAD_NUMBER = "bad-number"  # not a number, or out of its range
    BAD_CHOICE = "bad-choice"  # not one of the words that may stand here
    TOO_MANY = "too-many"  # more entries than are allowed
    # meaning
    UNKNOWN_FILE = "unknown-file"  # a YAML file that no part of a bank is read from
    MISSING_FILE = "missing-file"  # a file without which there is no bank
    FILE_NAME = "file-name"  # a reason or track file not named after what it holds
    DUPLICATE_ID = "duplicate-id"  # the same id twice
    UNKNOWN_TRACK = "unknown-track"
    UNKNOWN_REASON = "unknown-reason"
    UNKNOWN_ITEM = "unknown-item"
    UNKNOWN_OPTION = "unknown-option"
    UNKNOWN_SCALE = "unknown-scale"
    UNKNOWN_REFERENCE = "unknown-reference"
    UNKNOWN_STEP = "unknown-step"  # first_step names no step of its reason
    UNKNOWN_LINE = "unknown-line"  # first_line names no opening line of its reason
    LOOKS_AHEAD = "looks-ahead"  # a show_if that names a later item, or its own
    OUTSIDE_TRACK = "outside-track"  # a use of something that is not in every track concerned
    PRIVATE_REASON = "private-reason"  # a non-private item that points to a private reason
    PRIVATE_CONDITION = "private-condition"  # a non-private item shown because of a private one
    UNDECIDED_MARK = "undecided-mark"  # a couples step or line of the shipped bank without `unsafe_with_control`
    CLOSED_REASON = "closed-reason"  # an add_to that names a reason nothing may be added to
    UNSAFE_FIRST = "unsafe-first"  # first_step or first_line names one that is marked unsafe
    PARTNER_PAGE = "partner-page"  # something to show a partner where there is none to show it to
    NONE_OF_THESE = "none-of-these"  # missing, not last, or with a weight
    UNUSED_KEY = "unused-key"  # a key that has no effect beside the others
    # responses files
    TOO_MANY_OPTIONS = "too-many-options"  # two options where one is allowed
    WRONG_PLACE = "wrong-place"  # a context item under responses, or the other way round


class WarningCode(StrEnum):
    """Every warning: one rule of `checks` each, and an entry in docs/codes.md."""

    # how a question is worded
    READING_GRADE = "reading-grade"  # harder to read than a question or an explanation ought to be
    DOUBLE_BARRELLED = "double-barrelled"  # asks two things at once
    NEGATED = "negated"  # asks how often something was not so
    LEADING = "leading"  # pushes towards one answer
    JUDGING_WORD = "judging-word"  # blames, or sounds like a diagnosis
    CUT_TEXT = "cut-text"  # ends at a '#' that was not in quotes
    SPLIT_TEXT = "split-text"  # goes on behind a comma that has made two texts of it
    JOINED_LINES = "joined-lines"  # paragraphs or a list that are read as one paragraph
    STILL_TO_DO = "still-to-do"  # says TODO
    CURLY_QUOTES = "curly-quotes"  # stands in curly quotes, which are shown
    SHOWN_AS_TYPED = "shown-as-typed"  # holds marks that other programs make something of
    SAME_TEXT = "same-text"  # two options of an item that read the same
    # what its answers can say
    SAME_WAY = "same-way"  # whatever is answered says the same
    NO_NOT_ME = "no-not-me"  # no option says nothing about any reason
    MAY_NOT_APPLY = "may-not-apply"  # no "does not apply", where nearly all the others of the reason have it
    LEAST_FIRST = "least-first"  # a scale that begins with the most
    ONE_WAY = "one-way"  # no item of a reason is worded the other way round
    TURNED_ROUND = "turned-round"  # something good that counts for a trouble
    # the questions as a whole
    UNREACHABLE = "unreachable"  # a show_if that can never hold
    NEVER_STANDS_OUT = "never-stands-out"  # a reason that too little is asked about
    NEAR_DUPLICATE = "near-duplicate"  # asks what another item asks
    EMPTY_TRACK = "empty-track"  # a track without a question
    UNREAD_CONTEXT = "unread-context"  # a context item or option that is called nearly as one that results know
    LANGUAGE_CODE = "language-code"  # a language given by its name
    NOT_USED = "not-used"  # a file that only the shipped questions may have
    # what a reason offers
    REPEATED_STEP = "repeated-step"  # the step of another reason, word for word
    NOTHING_WHEN_ENDED = "nothing-when-ended"  # no step, or no line, for someone whose therapy has ended
    MISSING_MARK = "missing-mark"  # a step or line for couples without `unsafe_with_control`
    # what is allowed
    UNUSED_ALLOW = "unused-allow"  # a warning is allowed that there is not


# Those that an author may allow.
WARNINGS = tuple(code for code in WarningCode if code is not WarningCode.UNUSED_ALLOW)


class Place(NamedTuple):
    """Where something stands. Lines and columns count from 1."""

    file: str
    line: int = 1
    column: int = 1


class Problem(NamedTuple):
    """One mistake, or what may be one: `what` is wrong, and what `to_do` about it.

    Attributes:
        other: where the other of two things stands that cannot both be.
        allowed: why its author means it so; empty where it is not allowed.
    """

    place: Place
    code: Code | WarningCode
    what: str
    to_do: str
    other: Place | None = None
    allowed: str = ""

    @property
    def severity(self) -> Severity:
        """Returns how much it matters, which its code decides."""
        return Severity.WARNING if isinstance(self.code, WarningCode) else Severity.ERROR

    def __str__(self) -> str:
        """Returns the one unwrapped line that editors can follow."""
        place = self.place
        # The name of a file may hold anything, line ends and escapes too.
        where = f"{place.file}:{place.line}:{place.column}"
        return on_one_line(f"{where}: {self.severity}[{self.code}]: {self.what}; {self.to_do}")


def quoted(word: str) -> str:
    """Returns an author's word in quotes, short enough and on one line, so that it can stand in a message."""
    word = " ".join(word.split())
    return f"'{word}'" if len(word) <= _LONGEST_QUOTED else f"'{word[:_LONGEST_QUOTED]}...'"


def did_you_mean(
    word: str, known: Iterable[str], *, list_all: bool = False, elsewhere: str = "look for the right word in the bank"
) -> str:
    """Returns what to do about an unknown word: the nearest known one, or the list of them.

    Args:
        list_all: list them however many there are.
        elsewhere: what to do where there are too many to list.
    """
    words = dict.fromkeys(known)
    words.pop("", None)
    near = nearest(word, words)
    if near:
        return f"did you mean '{near}'?"
    if not words:
        return "there is none to name here"
    return f"use one of: {', '.join(sorted(words))}" if list_all or len(words) <= 15 else elsewhere


def nearest(word: str, known: Iterable[str]) -> str | None:
    """Returns the known word most like this one, if any is like it."""
    word = word[:_LONGEST_QUOTED]
    words = tuple(known)
    if word.lower() != word and word.lower() in words:
        return word.lower()
    if len(words) > _MANY:
        # Comparing takes its time: a bank may hold ten thousand names, and a file may hold a hundred unknown ones.
        words = tuple(islice((one for one in words if one.startswith(word[:_BEGINNING])), _MANY))
    return _nearest(word, words)


@lru_cache(maxsize=1_000)
def _nearest(word: str, words: tuple[str, ...]) -> str | None:
    from difflib import get_close_matches  # here, because nothing is misspelt where nothing is wrong

    return next(iter(get_close_matches(word, words, n=1, cutoff=0.6)), None)


def and_maybe_more(place: Place) -> Problem:
    """Returns what is said where there were too many problems to look for more."""
    what = "there may be more problems, and no more were looked for"
    return Problem(place, Code.TOO_MANY, what, "mend the others first")


def some_of(problems: Iterator[Problem]) -> Iterator[Problem]:
    """Yields problems up to the limit, and says where there are more."""
    yield from islice(problems, MAX_PROBLEMS)
    if more := next(problems, None):
        yield and_maybe_more(more.place)


def in_order(problems: Sequence[Problem]) -> tuple[Problem, ...]:
    """Returns each problem once, by file, line and column."""
    return tuple(sorted(set(problems), key=lambda one: one[:4]))


class FileProblems(StuckpointError):
    """A bank or a responses file has problems that its author has to mend."""

    def __init__(self, what: str, problems: Sequence[Problem]) -> None:
        super().__init__(what)
        self.problems = tuple(problems)

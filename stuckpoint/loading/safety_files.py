"""Reads the safety words and the helplines, which only the shipped questions hold."""

from functools import cache
from pathlib import Path

from stuckpoint.bank.helplines import HelpKind, HelpLine, HelpLines
from stuckpoint.bank.model import COUPLES
from stuckpoint.bank.safety import Concern, HelpWords, SafetyItem, SafetyWords, Said
from stuckpoint.loading.filling import filled
from stuckpoint.reading.kinds import IDS, TEXTS, Choice, Id, ListOf, MapOf, Record, Text, a_record, required
from stuckpoint.reading.problems import FileProblems, in_order
from stuckpoint.reading.shapes import shaped
from stuckpoint.reading.source import read_file
from stuckpoint.reading.tree import Entry


@cache
def safety_words(folder: Path) -> SafetyWords:
    """Returns what is asked and said about safety. Raises FileProblems when the file has a fault."""
    entry = _read(folder / "safety.yaml", SAFETY)
    answers, help = _inner(entry, "answers"), _inner(entry, "support")
    headings = {name: help.text(f"{name}_title") for name in ("directories", "about", *HelpKind)}
    return filled(
        SafetyWords,
        entry,
        items=tuple(_item(item, answers) for item in entry.entries("items")),
        help=filled(HelpWords, help, headings=headings),
    )


@cache
def help_lines(folder: Path) -> HelpLines:
    """Returns the services that can be called. Raises FileProblems when the file has a fault."""
    entry = _read(folder / "helplines.yaml", HELPLINES)
    return filled(HelpLines, entry, lines=tuple(filled(HelpLine, line) for line in entry.entries("helplines")))


def _read(path: Path, record: Record) -> Entry:
    entry, problems = shaped(read_file(path, str(path)), record, f"the file {path.name}")
    if problems:
        raise FileProblems(f"{path.name} cannot be used.", in_order(problems))
    return entry


def _inner(entry: Entry, key: str) -> Entry:
    inner = entry.entry(key)
    assert inner is not None, "the record requires it"
    return inner


def _item(entry: Entry, answers: Entry) -> SafetyItem:
    tracks, lines = entry.texts("tracks"), entry.entries("lines")
    own = [(line.text("text"), Said.YES) for line in lines]
    ends = ((entry, "not_sure", Said.NOT_SURE), (entry, "none", Said.NO)) if lines else ()
    plain = tuple((answers, said.value, said) for said in (Said.YES, Said.NOT_SURE, Said.NO)) if not lines else ()
    return filled(
        SafetyItem,
        entry,
        concern=Concern(entry.text("notice")),
        options=(*own, *((holder.text(key), said) for holder, key, said in (*ends, *plain))),
        many=bool(lines),
        couples=not tracks or COUPLES in tracks,
        individual=not tracks or any(track != COUPLES for track in tracks),
    )


_SAFETY_CARD = a_record("card", {"title": required(Text()), "text": required(TEXTS), "line": Text()})

SAFETY = a_record(
    "set of safety words",
    {
        "alone": required(
            a_record(
                "question",
                {name: required(Text()) for name in ("text", "hint", "yes", "not_now", "leave_out")},
            )
        ),
        "intro": required(TEXTS),
        "answers": required(a_record("set of answers", {name: required(Text()) for name in ("yes", "not_sure", "no")})),
        "items": required(
            ListOf(
                a_record(
                    "safety item",
                    {
                        "id": required(Id()),
                        "notice": required(Choice(tuple(Concern))),
                        "tracks": IDS,
                        "text": required(Text()),
                        "why": required(Text()),
                        "lines": ListOf(a_record("line", {"id": required(Id()), "text": required(Text())}), at_least=1),
                        "not_sure": Text(),
                        "none": Text(),
                    },
                ),
                at_least=1,
            )
        ),
        "after": required(TEXTS),
        "left_out": required(_SAFETY_CARD),
        "notices": required(a_record("set of notices", {name: required(_SAFETY_CARD) for name in Concern})),
        "in_place_of_good_news": required(
            a_record("set of cards", {name: required(_SAFETY_CARD) for name in (Concern.CRISIS, Concern.MISCONDUCT)})
        ),
        "before_results": required(Text()),
        "support": required(
            a_record(
                "set of help words",
                {
                    "title": required(Text()),
                    "text": required(TEXTS),
                    "no_country": required(TEXTS),
                    **{f"{name}_title": required(Text()) for name in ("directories", "about", *HelpKind)},
                    "complain": required(Text()),
                    "complain_points": required(TEXTS),
                },
            )
        ),
    },
)

HELPLINES = a_record(
    "list of helplines",
    {
        "compiled": required(Text()),
        "countries": required(MapOf(Text(), names=Text())),
        "helplines": required(
            ListOf(
                a_record(
                    "helpline",
                    {
                        "country": required(Text()),
                        "kind": required(Choice(tuple(HelpKind))),
                        "name": required(Text()),
                        "phone": Text(),
                        "text": Text(),
                        "web": Text(),
                        "hours": Text(),
                        "basis": required(Choice(("official", "press", "general"))),
                        "note": Text(),
                    },
                )
            )
        ),
    },
)

"""Reads the safety words and the helplines, which only the shipped questions hold."""

from functools import cache
from pathlib import Path

from stuckpoint.bank import COUPLES, Concern, HelpLines
from stuckpoint.bank.helplines import Basis, HelpKind, HelpLine
from stuckpoint.bank.safety import HelpWords, SafetyItem, SafetyWords, Said
from stuckpoint.loading.filling import filled
from stuckpoint.reading import Entry, FileProblems, read_file, shaped
from stuckpoint.reading.kinds import IDS, TEXTS, Choice, Id, ListOf, MapOf, Record, Text, a_record, required
from stuckpoint.reading.problems import in_order


@cache
def safety_words(folder: Path) -> SafetyWords:
    """Returns what is asked and said about safety. Raises FileProblems when the file has a fault."""
    entry = read_whole(folder / "safety.yaml", SAFETY)
    help, on_top = entry.entry("support"), entry.entry("on_top")
    return filled(
        SafetyWords,
        entry,
        items=tuple(_item(item) for item in entry.entries("items")),
        also={concern: on_top.entry(concern).text("also") for concern in Concern},
        help=filled(
            HelpWords,
            help,
            headings={name: help.text(f"{name}_title") for name in ("directories", "about", "children", *HelpKind)},
            none={kind: help.text(f"{kind}_none") for kind in HelpKind if f"{kind}_none" in help.values},
        ),
    )


@cache
def help_lines(folder: Path) -> HelpLines:
    """Returns the services that can be called. Raises FileProblems when the file has a fault."""
    entry = read_whole(folder / "helplines.yaml", HELPLINES)
    return filled(HelpLines, entry, lines=tuple(filled(HelpLine, line) for line in entry.entries("helplines")))


def read_whole(path: Path, record: Record) -> Entry:
    """Returns what a file of the shipped questions holds. Raises FileProblems."""
    entry, problems = shaped(read_file(path, str(path)), record, f"the file {path.name}")
    if problems:
        raise FileProblems(f"{path.name} cannot be used.", in_order(problems))
    return entry


def _item(entry: Entry) -> SafetyItem:
    tracks = entry.texts("tracks")
    ends = (("not_sure", Said.NOT_SURE), ("over", Said.NO), ("none", Said.NO))
    return filled(
        SafetyItem,
        entry,
        concern=Concern(entry.text("notice")),
        options=(
            *((line.text("text"), Said.YES) for line in entry.entries("lines")),
            *((entry.text(key), said) for key, said in ends if key in entry.values),
        ),
        couples=not tracks or COUPLES in tracks,
        individual=not tracks or any(track != COUPLES for track in tracks),
    )


_SAFETY_CARD = a_record("card", {"title": required(Text()), "text": required(TEXTS)})
_TOP_CARD = a_record(
    "card",
    {
        "title": required(Text()),
        "text": required(TEXTS),
        "steps": required(TEXTS),
        "line": Text(),
        "also": required(Text()),
    },
)

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
                        "lines": required(
                            ListOf(a_record("line", {"id": required(Id()), "text": required(Text())}), at_least=1)
                        ),
                        "not_sure": required(Text()),
                        "over": Text(),
                        "none": required(Text()),
                    },
                ),
                at_least=1,
            )
        ),
        "after": required(_SAFETY_CARD),
        "left_out": required(_SAFETY_CARD),
        "go_on": required(Text()),
        "who_to_call": required(Text()),
        "notices": required(a_record("set of notices", {name: required(_SAFETY_CARD) for name in Concern})),
        "on_top": required(a_record("set of cards", {name: required(_TOP_CARD) for name in Concern})),
        "worse_also": required(Text()),
        "nothing_stands_out": required(_SAFETY_CARD),
        "before_results": required(Text()),
        "support": required(
            a_record(
                "set of help words",
                {
                    "title": required(Text()),
                    "text": required(TEXTS),
                    "no_country": required(TEXTS),
                    **{f"{name}_title": required(Text()) for name in ("directories", "about", "children", *HelpKind)},
                    **{f"{kind}_none": Text() for kind in HelpKind},
                    "children": required(Text()),
                    "from_news": required(Text()),
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
        **{name: required(MapOf(Text(), names=Text())) for name in ("countries", "in_the_eu", "also_called", "gaps")},
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
                        "basis": required(Choice(tuple(Basis))),
                        "seen": Text(),
                        "note": Text(),
                    },
                )
            )
        ),
    },
)

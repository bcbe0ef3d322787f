"""Reports of a bank whose every text is anything at all, and what a reader of HTML makes of them. Used by tests."""

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from html.parser import HTMLParser
from itertools import count

from hypothesis import strategies as st
from making import HERE, answers, bank, item, scale, track

from stuckpoint.bank import Bank, Item, OpeningLine, Option, Reason, ReasonId, Step, StepGroup
from stuckpoint.bank.cards import Card, PartnerPage, ResultWords, WhatNowPart
from stuckpoint.bank.model import Paragraph as Explained
from stuckpoint.bank.model import Reference, Research
from stuckpoint.blocks import (
    Block,
    Bullet,
    Contact,
    Heading,
    Move,
    Moves,
    Notice,
    OneThing,
    OwnAnswer,
    Page,
    Paragraph,
    Ruled,
    Score,
    Scores,
    Sign,
    Study,
    Table,
    ToSay,
    ToTry,
    one_after_another,
)
from stuckpoint.blocks import Tree as Branch
from stuckpoint.characters import clean
from stuckpoint.engine import Kept, Picks
from stuckpoint.engine.answers import Rings
from stuckpoint.pages.links import DIRECTORY
from stuckpoint.pages.markdown import Row, moves_in_cells, scores_in_cells
from stuckpoint.pages.own_report import report_for_oneself
from stuckpoint.pages.partner_page import page_for_partner
from stuckpoint.pages.therapist_page import page_for_therapist

Words = Callable[[], str]
"""Gives a text, another one each time."""

_NASTY = r"""
<script>alert(1)</script> <img/src=x> </p> <!-- --> <?php <![CDATA[ <http://e.com> <a@b.com> &lt; &#60; &#x3c; &amp
![x](http://e) [a](b) [a] [x]: [^1] [^1]: [ ] [x] [X] ![ ]( ): http://e.com https://e www.e.com ftp://e.com
//localhost e.com a.b.co.uk 1.e.com e.com.1 www.1 \U0001f600.com mailto:a@b.com xmpp:a@b.com/x
a@b.com a_b@c-d.org .a@b.c a@b@c.com @ a@ @b findahelpline.com
xfindahelpline.com findahelpline.com/x findahelpline.com.e.com findahelpline.com. -findahelpline.com a@findahelpline.com
``` ~~~ `x` ` ``x ~~x~~ ~x~ # ## ####### - + * -x 1. 12) 1234567890. 1.x > >> | |---|---| |a|b| :- :-: --- === *** ___
_x_ __x__ *x* **x** a_b_c \ \\ \* x\ x# ::: $x$ " ' "> onclick=x {{x}} %0a x
"""
_UNSEEN = [
    "\t",
    "\n",
    "\n\n",
    "\r",
    "\x00",
    "\x1b[1m",
    "\u00a0",
    "\u2028",
    "\u2029",
    "\u200b",
    "\u200d",
    "\u202e",
    "\u3000",
]
_OTHERS = ["\U0001f600", "\U0001f600.com", "\u05e9\u05dc\u05d5\u05dd", "\u0661.", "\u0130", "\u00e9", "x" * 120]
NASTY = [*_NASTY.split(), *_UNSEEN, *_OTHERS]


def _put_together(drawn: bytes) -> str:
    """Takes a piece for each byte, with a space after it for every other."""
    return "".join(NASTY[byte % len(NASTY)] + " " * (number % 2 or byte % 3 > 0) for number, byte in enumerate(drawn))


hostile = (st.binary(min_size=1, max_size=16).map(_put_together) | st.text(min_size=1)).filter(
    lambda text: shown(text) > ""
)


def shown(text: str) -> str:
    """Returns a text as it may be shown: cleaned, on one line, with plain spaces."""
    return " ".join(clean(text).split())


def harmless() -> Words:
    """Gives texts of plain words, each another."""
    numbers = count()
    return lambda: f"words {next(numbers)} here"


def pages(words: Words) -> list[Page]:
    """Returns a report for oneself, one for a therapist and one for a partner, every text in them from the words."""
    made, kept = a_bank(words), _kept(words)
    partner = made.tracks[HERE].partner_page
    assert partner
    return [
        report_for_oneself(made, kept, "2026-11-22"),
        report_for_oneself(made, replace(kept, picks=Picks())),
        page_for_therapist(made, kept),
        page_for_partner(partner, [words(), words()]),
    ]


def everything(text: str) -> tuple[Block, ...]:
    """Returns every block that may stand in a file, with a text wherever one can stand in it."""
    score = Score(name=text, number=50, standing=text)
    return (
        Paragraph(text),
        Bullet(text, (text, text)),
        Bullet(text),
        Heading(text, level=2),
        Bullet(text, (text,), box=True),
        Scores((score, replace(score, number=None, few=True)), 53, text),
        Moves((Move(text, 40, 60), Move(text, 60, 60))),
        Notice(text, (text, text)),
        OneThing(text, text),
        Paragraph(text),
        OwnAnswer(text, text),
        ToTry(text, text, text, box=True),
        ToSay(text, text, text),
        Sign("Stay", text),
        Study(text, text, text),
        Study(text, text, "10.1037/pst0000172"),
        Contact(text, text, text),
        Contact("", text),
        Branch(text, (Branch(text, (Branch(text),)), Branch(text))),
        Table((text, text), ((text, text), (text, ""))),
        Paragraph(text),
    )


def a_bank(words: Words) -> Bank:
    """Makes a bank in which one reason stands out, one is nearly so, and every card is shown."""
    context = [
        item("progress", {"worse": {}}),
        item("worse_for", {"weeks": {}}),
        item("earlier", {"more_than_once": {}}),
    ]
    items = [scale("tired", "ash"), item("felt", {"hurt": {"ash": 1}, "fine": {}}, raise_it={"hurt": words()})]
    items += [scale("slow", "ash"), scale("long", "elm"), scale("far", "elm"), scale("cold", "oak")]
    here = track([_worded(one, words) for one in items], context=context)
    results = _results(words)
    part = WhatNowPart(id="first", title=words(), text=(words(),), points=(words(), words()))
    partner = PartnerPage(
        title=words(), text=(words(),), question=words(), involves=(words(),), does_not_involve=(words(),)
    )
    reasons = tuple(_reason(one, words) for one in here.reasons)
    return replace(
        bank(replace(here, reasons=reasons, results=results, partner_page=partner)), results=results, what_now=(part,)
    )


def _results(words: Words) -> ResultWords:
    def card() -> Card:
        return Card(title=words(), text=(words(), words()), steps=(words(), words()), line=words())

    return ResultWords(
        stuck_is_common=words(),
        not_measured=words(),
        can_wait=words(),
        worse_for_weeks=card(),
        fresh_look=card(),
        moving=card(),
        too_soon=card(),
        not_found=card(),
        not_enough=card(),
    )


def _worded(one: Item, words: Words) -> Item:
    options: tuple[Option, ...] = tuple(replace(option, text=words()) for option in one.options)
    return replace(one, text=words(), options=options)


def _reason(plain: Reason, words: Words) -> Reason:
    id = plain.id
    return replace(
        plain,
        name=words(),
        summary=words(),
        may_mean=(Explained(text=words()),),
        does_not_mean=words(),
        steps=(
            Step(id=f"try_{id}", group=StepGroup.YOU, text=words(), good_answer=words(), if_it_goes_badly=words()),
            Step(id=f"ask_{id}", group=StepGroup.WITH_THERAPIST, text=words()),
        ),
        opening_lines=(OpeningLine(id=f"say_{id}", text=words(), good_answer=words(), if_it_goes_badly=words()),),
        research=(
            Research(says=words(), reference=Reference(authors=words(), year=f"of {id}", source=words(), doi=words())),
        ),
    )


def _kept(words: Words) -> Kept:
    ash, elm, oak = map(ReasonId, ("ash", "elm", "oak"))
    said = answers(progress="worse", worse_for="weeks", earlier="more_than_once")
    said = {**said, **answers(tired="always", felt="hurt", slow="always", long="often", far="rarely", cold="never")}
    picks = Picks(
        rings={ash: Rings.TRUE, oak: Rings.NOT_ME},
        reasons=(elm, ash),
        step="ask_ash",
        line="say_ash",
        rather_not=(oak,),
    )
    return Kept(track=HERE, responses=said, picks=picks, other_questions=words(), gone=(words(),))


def texts(page: Page, form: "InForm") -> list[str]:
    """Returns every text of a page as it is to come back, in order."""
    found = (text for block in one_after_another([page]) for text in _texts(block, form))
    return [text for text in map(shown, found) if text]


@dataclass(frozen=True)
class InForm:
    """How what is no plain text comes back.

    Attributes:
        box: what stands before what can be ticked off.
        scores: the texts of a picture.
        moves: the texts of scores at two times.
        table: the texts of a table.
    """

    box: str
    scores: Callable[[Scores], Iterable[str]]
    moves: Callable[[Sequence[Move]], Iterable[str]]
    table: Callable[[Row, Sequence[Row]], Iterable[str]]


def in_cells(header: Row, rows: Sequence[Row]) -> list[str]:
    """Returns the cells of a table."""
    return [cell for row in (header, *rows) for cell in row]


_NUMBERS = ("Score", "Before", "After")


def in_one(header: Row, rows: Sequence[Row]) -> list[str]:
    """Returns a table as a reader shows it that knows none."""
    sides = " | ".join(" ---: " if header[0] == "Reason" and one in _NUMBERS else " --- " for one in header)
    lines = [" | ".join(map(shown, row)) for row in (header, *rows)]
    return [" ".join(f"| {line} |" for line in (lines[0], sides, *lines[1:]))]


IN_HTML = InForm(
    "",
    lambda block: [replace(one, name=shown(one.name)).in_words for one in block.scores],
    lambda moves: [f"{shown(one.name)}: {one.numbers}" for one in moves],
    in_cells,
)


def _in_markdown(box: str, told: Callable[[Row, Sequence[Row]], list[str]]) -> InForm:
    return InForm(box, lambda block: told(*scores_in_cells(block)), lambda moves: told(*moves_in_cells(moves)), told)


IN_MARKDOWN = {
    "commonmark": _in_markdown("[ ]", in_one),
    "gfm-like": _in_markdown("[ ]", in_cells),
    "github": _in_markdown("", in_cells),
}


def _texts(block: Block, form: InForm) -> Iterator[str]:
    match block:
        case Heading(text) | Paragraph(text):
            yield text
        case Bullet(text, more, box) | ToTry(text, more=more, box=box):
            yield f"{form.box} {text}" if box else text
            yield from more
        case ToSay():
            yield from (block.quoted, *block.more)
        case OwnAnswer(question, answer, said):
            yield from (question, f"{said} {answer}")
        case Study(says):
            yield from (says, block.cited)
        case Sign(group, text):
            yield f"{group}: {text}"
        case Contact():
            yield from (block.first, *block.more)
        case Notice(first, more):
            yield from (first, *more)
        case OneThing():
            yield from block.as_list()
        case Scores():
            yield from form.scores(block) if block.scores else ()
            yield block.about_the_line
        case Moves(moves):
            yield from form.moves(moves)
        case Table(header, rows):
            yield from form.table(header, rows)
        case Branch(text, parts):
            yield text
            for part in parts:
                yield from _texts(part, form)
        case Ruled():
            pass
        case _:
            raise AssertionError(block)


class Tree(HTMLParser):
    """What a document is made of, text left out, and its texts in order.

    Code, what is strong, and links to the one address that reports name and to a study count as text: they mark words.
    """

    def __init__(self, html: str) -> None:
        super().__init__()
        self.nodes: list[str] = []
        self.texts: list[str] = []
        self._text = ""
        self.feed(html)
        self.close()
        self._end_text()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if not self._is_words(tag, dict(attrs)):
            self._end_text()
            self.nodes.append(f"<{tag} {[one for one in attrs if one != ('dir', 'auto')]}>")

    def handle_endtag(self, tag: str) -> None:
        if tag not in ("code", "a", "strong", "span"):
            self._end_text()
            self.nodes.append(f"</{tag}>")

    def handle_data(self, data: str) -> None:
        self._text += data

    def handle_comment(self, data: str) -> None:
        self.nodes.append(f"<!--{data}-->")

    def handle_decl(self, decl: str) -> None:
        self.nodes.append(f"<!{decl}>")

    def handle_pi(self, data: str) -> None:
        self.nodes.append(f"<?{data}>")

    def unknown_decl(self, data: str) -> None:
        self.nodes.append(f"<![{data}]>")

    @staticmethod
    def _is_words(tag: str, attrs: dict[str, str | None]) -> bool:
        address = attrs.get("href") or ""
        is_known = address == f"https://{DIRECTORY}" or re.fullmatch(r"https://doi\.org/10\.[\w./-]+", address)
        return tag in ("code", "strong", "span") or (tag == "a" and bool(is_known))

    def _end_text(self) -> None:
        if text := " ".join(self._text.split()):
            self.nodes.append("text")
            self.texts.append(text)
        self._text = ""

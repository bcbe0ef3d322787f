"""Pages as one HTML file that needs nothing else: no script, no request, readable on a phone and on paper. Pure.

Every text is escaped; the picture says in words what it draws.
"""

import base64
import hashlib
import re
from collections.abc import Iterable, Iterator, Sequence
from html import escape
from itertools import groupby

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
    Progress,
    Ruled,
    Score,
    Scores,
    Sign,
    Study,
    Table,
    ToSay,
    ToTry,
    Tree,
    one_after_another,
)
from stuckpoint.characters import clean, single_spaced
from stuckpoint.pages.links import DIRECTORY, parts_of
from stuckpoint.pages.style import STYLE

_HASH = base64.b64encode(hashlib.sha256(STYLE.encode()).digest()).decode()
_POLICY = f"default-src 'none'; style-src 'sha256-{_HASH}'; base-uri 'none'; form-action 'none'"
_OF_TEXT = re.compile(r"<(p|li|h[1-6]|td|th)(?=>)")
_BOX = '<svg class="box" viewBox="0 0 16 16" aria-hidden="true"><rect x="1" y="1" width="14" height="14"/></svg>'


def as_html(pages: Sequence[Page], language: str) -> str:
    """Returns pages as one document in HTML. The language is a code such as en."""
    # Each text runs in the direction of its own first letter. No text holds a tag: each is escaped.
    body = _OF_TEXT.sub(r'<\1 dir="auto"', "\n".join(_elements(one_after_another(pages))))
    return f"""<!DOCTYPE html>
<html lang="{_plain(language)}">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="{_POLICY}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="referrer" content="no-referrer">
<meta name="robots" content="noindex">
<title>{_plain(pages[0].title)}</title>
<style>{STYLE}</style>
</head>
<body>
<main>
{body}
</main>
</body>
</html>
"""


def _elements(blocks: Iterable[Block]) -> Iterator[str]:
    """Yields blocks as elements, neighbouring entries of one kind as one list."""
    for kind, group in groupby(blocks, _kind_of_list):
        if kind is None:
            yield from map(_element, group)
        else:
            yield "\n".join((f'<ul class="{kind}">' if kind else "<ul>", *map(_entry, group), "</ul>"))


def _kind_of_list(block: Block) -> str | None:
    """Returns the class of the list that a block is an entry of; None where it is none."""
    match block:
        case Bullet(_, _, box) | ToTry(_, _, _, box):
            return "boxes" if box else ""
        case OwnAnswer():
            return "answers"
        case ToSay():
            return "say"
        case Sign() | Study() | Contact() | Tree():
            return ""
        case _:
            return None


def _element(block: Block) -> str:
    match block:
        case Heading(text, level):
            return f"<h{level}>{_text(text)}</h{level}>"
        case Paragraph(text) | Progress(text):
            return f"<p>{_text(text)}</p>"
        case Notice(first, texts):
            more = "".join(f"<p>{_text(text)}</p>" for text in texts)
            return f'<div class="frame"><p><strong>{_text(first)}</strong></p>{more}</div>'
        case OneThing():
            return f'<div class="frame todo">{"".join(f"<p>{_text(line)}</p>" for line in block.as_list())}</div>'
        case Scores(scores, line):
            drawn = "\n".join(('<ul class="scores">', *(_score(score, line) for score in scores), "</ul>\n"))
            return f"{drawn if scores else ''}<p>{_text(block.about_the_line)}</p>"
        case Moves(moves):
            return "\n".join(('<ul class="scores">', *map(_move, moves), "</ul>"))
        case Table(header, rows):
            head = "".join(f"<th>{_text(cell)}</th>" for cell in header)
            body = "".join(f"<tr>{''.join(f'<td>{_text(cell)}</td>' for cell in row)}</tr>" for row in rows)
            return f"<table><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>"
        case Ruled():
            return '<div class="ruled"></div>'
        case _:
            raise ValueError("a report has no numbers to type")


def _entry(block: Block) -> str:
    match block:
        case Bullet(text, more, box):
            return _listed(_text(text), map(_text, more), box=box)
        case ToTry(text, _, _, box):
            return _listed(_text(text), map(_text, block.more), box=box)
        case ToSay():
            return _listed(_text(block.quoted), map(_text, block.more))
        case OwnAnswer(question, answer, said):
            return _listed(_text(question), (f"{_text(said)} <strong>{_text(answer)}</strong>",))
        case Sign(group, text):
            return _listed(f"<strong>{_text(group)}:</strong> {_text(text)}")
        case Study(says, source):
            link = f"{_text(source)} {_link(block.address, f'doi:{block.doi}')}"
            return _listed(_text(says), (link if block.address else _text(block.cited),))
        case Contact():
            return _listed(f"<strong>{_text(block.first)}</strong>", map(_text, block.more))
        case Tree(text, parts):
            under = f"<ul>{''.join(map(_entry, parts))}</ul>" if parts else ""
            return f"<li>{_text(text)}{under}</li>"
        case _:
            raise ValueError("no entry of a list")


def _listed(html: str, more: Iterable[str] = (), *, box: bool = False) -> str:
    under = "".join(f"<li>{line}</li>" for line in more)
    return f"<li>{_BOX if box else ''}{html}{f'<ul>{under}</ul>' if under else ''}</li>"


def _score(score: Score, line: int) -> str:
    """Returns one score. Its words stand beside the bar, so that the drawing adds nothing that cannot be read."""
    number = "" if score.number is None else f'<span class="number">{score.number}</span>, '
    words = f"<span>{_text(score.name)}: {number}{_text(score.says)}</span>"
    if score.number is None:
        return f"<li>{words}</li>"
    kind = "high" if score.stands_out else "bar"
    return _drawn(
        words,
        f'<rect class="{kind}" y="1" width="{score.share * 100:.0f}" height="6"/>'
        f'<rect class="line" x="{line}" width="1" height="8"/>',
    )


def _move(move: Move) -> str:
    """Returns a score at two times: in words, and as an arrow from where it was to where it is."""
    low, high = sorted((move.before, move.after))
    back = 2 if move.after < move.before else -2
    arrow = f"{move.after},4 {move.after + back},0 {move.after + back},8" if low < high else ""
    return _drawn(
        f"<span>{_text(move.name)}: {move.numbers}</span>",
        f'<rect class="bar" x="{low}" y="3" width="{high - low}" height="2"/>'
        f'<rect class="line" x="{move.before}" width="1" height="8"/><polygon class="line" points="{arrow}"/>',
    )


def _drawn(words: str, bar: str) -> str:
    return (
        f'<li>{words}<svg viewBox="0 0 100 8" preserveAspectRatio="none" aria-hidden="true">'
        f'<rect class="track" y="1" width="100" height="6"/>{bar}</svg></li>'
    )


def _text(text: str) -> str:
    """Returns a text as HTML; the one address that it may name as a link."""
    parts = enumerate(parts_of(single_spaced(clean(text))))
    return "".join(_link(f"https://{DIRECTORY}", part) if number % 2 else escape(part) for number, part in parts)


def _plain(text: str) -> str:
    """Returns a text as it may stand where no element can."""
    return escape(single_spaced(clean(text)))


def _link(address: str, text: str) -> str:
    return f'<a href="{escape(address)}" rel="noreferrer">{escape(text)}</a>'

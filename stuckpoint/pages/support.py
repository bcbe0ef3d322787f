"""Puts who to call, and the notices, into pages. Pure."""

from collections.abc import Iterator

from stuckpoint.bank.helplines import HelpKind, HelpLine, HelpLines
from stuckpoint.bank.safety import Concern, HelpWords, SafetyWords
from stuckpoint.blocks import Block, Bullet, Heading, Page, Paragraph


def support_page(words: HelpWords, lines: HelpLines, country: str | None) -> Page:
    """Returns who to call in a country, emergency first; without one, where such lines are listed."""
    blocks: list[Block] = [Paragraph(emergency(lines, country))]
    if country is None:
        blocks.extend(Paragraph(text) for text in words.no_country)
    for kind in HelpKind:
        here = [line for line in lines.of(country) if line.kind is kind]
        if here or kind is HelpKind.COMPLAINT:
            blocks.append(Heading(words.headings[kind], level=2))
        blocks.extend(_entry(line) for line in here)
    blocks.append(Paragraph(words.complain))
    blocks.extend(Bullet(point) for point in words.complain_points)
    if country is not None:
        blocks.append(Heading(words.headings["directories"], level=2))
        blocks.extend(_entry(line) for line in lines.of(None))
    blocks.append(Heading(words.headings["about"], level=2))
    blocks.extend(Paragraph(text) for text in words.text)
    where = f": {lines.countries[country]}" if country else ""
    return Page(f"{words.title}{where}", tuple(blocks))


_LINES_FOR = {Concern.CRISIS: HelpKind.CRISIS, Concern.CONTROL: HelpKind.ABUSE}


def notice_page(words: SafetyWords, concern: Concern, lines: HelpLines, country: str | None) -> Page:
    """Returns a notice: immediate danger and one way to reach help first, then its words.

    Args:
        words: what is said about safety.
        concern: which notice.
        lines: the services that can be called.
        country: where the person is, if they said.
    """
    card = words.notices[concern]
    first = " ".join((emergency(lines, country), *_first_lines(concern, lines, country)))
    blocks: list[Block] = [Paragraph(first)]
    blocks.extend(Paragraph(text) for text in card.text)
    return Page(card.title, tuple(blocks))


def _first_lines(concern: Concern, lines: HelpLines, country: str | None) -> Iterator[str]:
    """Yields the first service for a concern that can be called, and the first that can be reached in writing.

    Without a country, that is where such services are listed.
    """
    if concern is Concern.MISCONDUCT:
        yield "Type h to see who gives advice and takes complaints."
        return
    of_kind = [one for one in lines.of(country) if one.kind is _LINES_FOR[concern]]
    if country is None:
        yield from (f"To find a helpline near you: {_host(directory.web)}." for directory in of_kind[:1])
        return
    number = lines.emergency(country)
    here = [one for one in of_kind if not one.is_local]
    called = next((one for one in here if one.phone and one.phone != number), None)
    if called:
        yield f"{called.name}: {called.phone}."
    written = next((one for one in here if one is not called and (one.text or (one.web and not one.phone))), None)
    if written:
        yield f"{written.name}: {f'text {written.text}' if written.text else _host(written.web)}."


def _host(web: str) -> str:
    return web.removeprefix("https://").removeprefix("www.").partition("/")[0]


def emergency(lines: HelpLines, country: str | None) -> str:
    """Returns what to do in immediate danger, in one line."""
    number = lines.emergency(country)
    return f"In danger now? Call {number or 'your local emergency number'}."


def _entry(line: HelpLine) -> Bullet:
    return Bullet(line.name, tuple(part for part in (line.ways, line.note) if part))

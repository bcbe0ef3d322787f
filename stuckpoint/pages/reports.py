"""Findings in every form there is: as text, Markdown, HTML or JSON, for oneself or for a therapist."""

from dataclasses import replace

from stuckpoint.bank.model import Bank
from stuckpoint.blocks import Page
from stuckpoint.engine.keeping import Kept
from stuckpoint.engine.results import circumstances, results
from stuckpoint.engine.scoring import Findings, findings
from stuckpoint.pages.booklet import booklet
from stuckpoint.pages.forms import Form, Reader
from stuckpoint.pages.markdown import as_markdown
from stuckpoint.pages.own_report import report_for_oneself
from stuckpoint.pages.therapist_page import page_for_therapist
from stuckpoint.pages.working import working_page
from stuckpoint.terminal.window import TEXT_WIDTH


def rendered(
    bank: Bank,
    kept: Kept,
    form: Form,
    reader: Reader,
    date: str = "",
    *,
    show_working: bool = False,
    width: int = TEXT_WIDTH,
) -> str:
    """Returns the findings; for a therapist, what depends on no private answer and on no private pick.

    Args:
        bank: the bank that was answered.
        kept: the answers and picks. Nothing said about safety is among them.
        form: the form wanted.
        reader: who it is for.
        date: put on a report, such as 2026-11-22; nothing for none.
        show_working: whether the arithmetic comes last.
        width: how long a line of text may be; the other forms do not depend on it.
    """
    if reader is Reader.THERAPIST:
        kept = kept.without_private(bank)
    found = findings(bank, kept.track, kept.responses, private=True)
    if form is Form.JSON:
        from stuckpoint.pages.json_form import as_json

        return as_json(found)
    working = _working(bank, kept, found, reader) if show_working else None
    if form is Form.TEXT and reader is Reader.SELF:
        return _text(width, *booklet(bank, results(bank, found, kept.responses), working, kept.picks).everything())
    make = page_for_therapist if reader is Reader.THERAPIST else report_for_oneself
    pages = (make(bank, kept, date), *([working] if working else []))
    return _text(width, *pages) if form is Form.TEXT else page_in(form, bank.language, *pages)


def _working(bank: Bank, kept: Kept, found: Findings, reader: Reader) -> Page:
    """Returns the arithmetic; for a therapist, without what the person would rather not go into."""
    left_out = kept.picks.rather_not if reader is Reader.THERAPIST else ()
    told = replace(found, findings=tuple(one for one in found.findings if one.reason.id not in left_out))
    ended = circumstances(bank.tracks[kept.track], kept.responses).ended
    return working_page(bank, told, ended=ended)


def page_in(form: Form, language: str, *pages: Page) -> str:
    """Returns pages as one file, in Markdown or HTML."""
    if form is not Form.HTML:
        return as_markdown(pages)
    from stuckpoint.pages.html import as_html

    return as_html(pages, language)


def _text(width: int, *pages: Page) -> str:
    from stuckpoint.terminal.drawing import as_text

    return as_text(pages, width)

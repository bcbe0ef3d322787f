"""Findings in every form there is: as text, Markdown, HTML or JSON, for oneself or for a therapist."""

from dataclasses import replace

from stuckpoint.blocks import Page
from stuckpoint.forms import Form, Reader
from stuckpoint.keeping import Kept
from stuckpoint.model import Bank
from stuckpoint.offering import reasons_for_others
from stuckpoint.pages import booklet
from stuckpoint.report import report_for_oneself
from stuckpoint.report_markdown import as_markdown
from stuckpoint.report_therapist import page_for_therapist
from stuckpoint.results import circumstances, results
from stuckpoint.scoring import Findings, findings
from stuckpoint.terminal_window import TEXT_WIDTH
from stuckpoint.working import working_page


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
        from stuckpoint.report_json import as_json

        return as_json(found)
    working = _working(bank, kept, found, reader) if show_working else None
    if form is Form.TEXT and reader is Reader.SELF:
        return _text(
            width, *booklet(bank, results(bank, found, kept.responses), working, kept.everything_picked).everything()
        )
    make = page_for_therapist if reader is Reader.THERAPIST else report_for_oneself
    pages = (make(bank, kept, date), *([working] if working else []))
    return _text(width, *pages) if form is Form.TEXT else page_in(form, bank.language, *pages)


def _working(bank: Bank, kept: Kept, found: Findings, reader: Reader) -> Page:
    """Returns the arithmetic; for a therapist, of what the person was asked about and did not set aside."""
    if reader is Reader.THERAPIST:
        told = [reason for reason in reasons_for_others(bank, kept) if reason.id not in kept.picks.rather_not]
        found = replace(found, findings=tuple(one for one in found.findings if one.reason in told))
    ended = circumstances(bank.tracks[kept.track], kept.responses).ended
    return working_page(bank, found, ended=ended)


def page_in(form: Form, language: str, *pages: Page) -> str:
    """Returns pages as one file, in Markdown or HTML."""
    if form is not Form.HTML:
        return as_markdown(pages)
    from stuckpoint.report_html import as_html

    return as_html(pages, language)


def _text(width: int, *pages: Page) -> str:
    from stuckpoint.terminal_drawing import as_text

    return as_text(pages, width)

"""Findings in every form there is: as pages, Markdown, HTML or JSON, for oneself or a therapist. Pure."""

import json
import re
from collections.abc import Collection
from dataclasses import replace
from enum import StrEnum

from stuckpoint.bank import Bank
from stuckpoint.blocks import Page
from stuckpoint.engine import Findings, Kept, findings, results
from stuckpoint.engine.answers import offered
from stuckpoint.engine.change import Changes
from stuckpoint.engine.results import circumstances
from stuckpoint.errors import CannotWrite
from stuckpoint.pages.booklet import booklet
from stuckpoint.pages.changed import changed_page
from stuckpoint.pages.evidence import working_page
from stuckpoint.pages.html import as_html
from stuckpoint.pages.markdown import as_markdown
from stuckpoint.pages.own_report import report_for_oneself
from stuckpoint.pages.therapist_page import page_for_therapist


class Form(StrEnum):
    """The form in which findings are given."""

    TEXT = "text"
    MARKDOWN = "markdown"
    HTML = "html"
    JSON = "json"


class Reader(StrEnum):
    """Who a report is for."""

    SELF = "self"
    THERAPIST = "therapist"


_ENDINGS = {"md": Form.MARKDOWN, "html": Form.HTML, "htm": Form.HTML, "txt": Form.TEXT, "json": Form.JSON}
# What a person reads: the findings in JSON are for programs.
TO_READ = (Form.MARKDOWN, Form.HTML, Form.TEXT)


def form_of(name: str, forms: Collection[Form] = TO_READ) -> Form:
    """Returns the form that a file's name asks for by its ending: one of `forms`, the first where it has no ending.

    Raises CannotWrite for an ending that stands for none of them. A number, as in a date, is no ending.
    """
    ending = re.search(r"\.([^\W\d]\w*)$", name.casefold())
    if ending is None:
        return next(iter(forms))
    form = _ENDINGS.get(ending[1])
    if form and form in forms:
        return form
    there_are = [f".{known}" for known, form in _ENDINGS.items() if form in forms and known != "htm"]
    raise CannotWrite(
        f"There is no form for {name}. Nothing was written. End the name with {', '.join(there_are[:-1])} or "
        f"{there_are[-1]}."
    )


def report_pages(
    bank: Bank,
    kept: Kept,
    form: Form,
    reader: Reader,
    date: str = "",
    *,
    show_working: bool = False,
    moved: Changes | None = None,
    whole: bool = True,
) -> tuple[Page, ...]:
    """Returns the findings as pages; for a therapist, what depends on no private answer and on no private pick.

    Args:
        bank: the bank that was answered.
        kept: the answers and picks. Nothing said about safety is among them.
        form: the form wanted. As text, one's own are those of the screen.
        reader: who it is for.
        date: put on a report, such as 2026-11-22; nothing for none.
        show_working: whether the arithmetic comes last.
        moved: what has moved since an earlier take; of answers that are not private.
        whole: whether the pages of the screen are all there, or page one and the reasons that stand out.
    """
    if reader is Reader.THERAPIST:
        kept = kept.without_private(bank)
    found = findings(bank, kept.track, kept.responses, private=True)
    working = _working(bank, kept, found, reader) if show_working else None
    if form is Form.TEXT and reader is Reader.SELF:
        made = results(bank, found, kept.responses)
        changed = changed_page(moved) if moved else None
        picked = kept.everything_picked
        return tuple(booklet(bank, made, working, picks=picked, moved=changed, in_short=not whole).everything())
    make = page_for_therapist if reader is Reader.THERAPIST else report_for_oneself
    return (make(bank, kept, date, moved), *([working] if working else []))


def rendered(
    bank: Bank,
    kept: Kept,
    form: Form,
    reader: Reader,
    date: str = "",
    *,
    show_working: bool = False,
    moved: Changes | None = None,
) -> str:
    """Returns the findings as a file holds them. The arguments are those of `report_pages`.

    Raises ValueError for text, which is drawn by whoever knows how wide a line may be.
    """
    if form is Form.JSON:
        told = kept.without_private(bank) if reader is Reader.THERAPIST else kept
        return as_json(findings(bank, told.track, told.responses, private=True))
    pages = report_pages(bank, kept, form, reader, date, show_working=show_working, moved=moved)
    return page_in(form, bank.language, *pages)


def _working(bank: Bank, kept: Kept, found: Findings, reader: Reader) -> Page:
    """Returns the arithmetic; for a therapist, of what the person was asked about and did not set aside."""
    if reader is Reader.THERAPIST:
        told = [reason for reason in offered(bank, kept).for_others if reason.id not in kept.picks.rather_not]
        found = replace(found, findings=tuple(one for one in found.findings if one.reason in told))
    return working_page(bank, found, circumstances(bank.tracks[kept.track], kept.responses).stage)


def page_in(form: Form, language: str, *pages: Page) -> str:
    """Returns pages as one file, in Markdown or HTML. Raises ValueError for another form."""
    match form:
        case Form.MARKDOWN:
            return as_markdown(pages)
        case Form.HTML:
            return as_html(pages, language)
        case _:
            raise ValueError(f"pages are no {form}")


def as_json(findings: Findings) -> str:
    """Returns the findings as JSON: scores unrounded, null where nothing was answered."""
    document = {
        "track": findings.track,
        "asked": findings.asked,
        "answered": findings.answered,
        "findings": [
            {
                "reason": finding.reason.id,
                "name": finding.reason.name,
                "score": finding.score,
                "answered_weight": finding.answered_weight,
                "standing": finding.standing,
                "contributions": [
                    {"item": one.item, "options": one.options, "points": one.points} for one in finding.contributions
                ],
                "prior": finding.prior,
            }
            for finding in findings.findings
        ],
        "raise": [{"item": one.item, "option": one.option, "text": one.text} for one in findings.raised],
    }
    return json.dumps(document, indent=2, ensure_ascii=False) + "\n"

"""Findings in every form, as a person is given them."""

from stuckpoint.bank import Bank
from stuckpoint.engine import Kept
from stuckpoint.pages.forms import Form, Reader, rendered, report_pages
from stuckpoint.terminal.drawing import as_text


def in_form(bank: Bank, kept: Kept, form: Form, reader: Reader, date: str = "", *, show_working: bool = False) -> str:
    """Returns the findings in a form: as a file holds them, or as text, drawn at its usual width."""
    if form is Form.TEXT:
        return as_text(report_pages(bank, kept, form, reader, date, show_working=show_working))
    return rendered(bank, kept, form, reader, date, show_working=show_working)

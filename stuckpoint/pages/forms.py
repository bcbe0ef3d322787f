"""The forms in which findings are given, and whom they are for. Names only: `reports` makes them."""

from enum import StrEnum


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


def form_of(name: str) -> Form:
    """Returns the form of a report that a file's name asks for by its ending."""
    return Form.HTML if name.casefold().endswith((".html", ".htm")) else Form.MARKDOWN

"""The people whose pages are kept as golden files."""

from collections.abc import Mapping
from pathlib import Path

from stuckpoint.bank import COUPLES, Bank
from stuckpoint.engine import Kept
from stuckpoint.engine.results import Outcome
from stuckpoint.loading import read_kept
from stuckpoint.pages.forms import Form, page_in
from stuckpoint.pages.partner_page import page_for_partner, wishes
from stuckpoint.reading import read_file

GOLDEN = Path(__file__).parents[1].joinpath("golden")
PEOPLE = {
    "stands_out": Outcome.STANDS_OUT,
    "picked": Outcome.STANDS_OUT,
    "moving": Outcome.MOVING,
    "too_soon": Outcome.TOO_SOON,
    "not_found": Outcome.NOT_FOUND,
    "not_enough": Outcome.NOT_ENOUGH,
    "worse_for_weeks": Outcome.STANDS_OUT,
    "ended": Outcome.STANDS_OUT,
    "worse_for_weeks_and_ended": Outcome.STANDS_OUT,
    "couples_stands_out": Outcome.STANDS_OUT,
    "couples_picked": Outcome.STANDS_OUT,
    "couples_moving": Outcome.MOVING,
    "couples_too_soon": Outcome.TOO_SOON,
    "couples_not_found": Outcome.NOT_FOUND,
    "couples_not_enough": Outcome.NOT_ENOUGH,
    "couples_worse_for_weeks": Outcome.STANDS_OUT,
    "couples_ended": Outcome.STANDS_OUT,
}
DATE = "2026-11-22"
ENDINGS = {"md": Form.MARKDOWN, "html": Form.HTML}


def kept(bank: Bank, person: str) -> Kept:
    file = GOLDEN / f"{person}.yaml"
    return read_kept(read_file(file, file.name), bank)


def for_a_partner(bank: Bank) -> Mapping[str, str]:
    """Returns the page for a partner in both forms, with two wishes that someone picked."""
    words = bank.tracks[COUPLES].partner_page
    assert words
    page = page_for_partner(words, wishes(bank.tracks[COUPLES])[1:3])
    return {f"partner.{ending}": page_in(form, bank.language, page) for ending, form in ENDINGS.items()}

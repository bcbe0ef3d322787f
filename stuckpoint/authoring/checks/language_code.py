"""Warns of a language that is given by its name: rules about English words, and pages for a browser, go by its code."""

import re
from collections.abc import Iterator

from stuckpoint.authoring.checks.draft import Draft
from stuckpoint.reading import Problem, WarningCode
from stuckpoint.reading.problems import quoted

CODE = WarningCode.LANGUAGE_CODE

_IS_CODE = re.compile(r"[A-Za-z]{2,3}(?:-[A-Za-z0-9]{1,8})*")
_CODES = {
    **{"english": "en", "german": "de", "deutsch": "de", "french": "fr", "francais": "fr", "fran\u00e7ais": "fr"},
    **{"spanish": "es", "espa\u00f1ol": "es", "italian": "it", "italiano": "it", "dutch": "nl", "nederlands": "nl"},
    **{"portuguese": "pt", "portugu\u00eas": "pt", "polish": "pl", "polski": "pl", "turkish": "tr", "arabic": "ar"},
}


def check(draft: Draft) -> Iterator[Problem]:
    """Yields a problem where the bank's language is no code."""
    scalar = draft.arrangement.bank.scalar("language") if draft.arrangement.bank else None
    if scalar and not _IS_CODE.fullmatch(scalar.text):
        code = _CODES.get(scalar.text.lower())
        to_do = f"write '{code}'" if code else "write its code, such as 'de' for German"
        yield Problem(scalar.place, CODE, f"{quoted(scalar.text)} is not the code of a language", to_do)

"""The one address that reports name, which a reader can follow: found in a text, and nothing else there. Pure."""

import re

DIRECTORY = "findahelpline.com"  # helplines.yaml has it
_NAMED = re.compile(rf"(?<!\S)({re.escape(DIRECTORY)})(?=[.,]?(?!\S))")


def parts_of(text: str) -> list[str]:
    """Returns a text in parts, every other of which is the address."""
    return _NAMED.split(text)

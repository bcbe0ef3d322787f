"""How much is asked. A name only: `session` knows what it means."""

from enum import StrEnum


class Length(StrEnum):
    """How much is asked."""

    QUICK = "quick"
    STANDARD = "standard"
    FULL = "full"

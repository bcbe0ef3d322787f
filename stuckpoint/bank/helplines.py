"""Who can be called, written to or complained to, by country. Pure."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

ANYWHERE = "INT"  # directories, for when no country is chosen


_ALSO_CALLED = dict.fromkeys(("uk", "england", "scotland", "wales", "northern ireland", "great britain"), "gb")
_ALSO_CALLED |= dict.fromkeys(("usa", "america", "united states of america"), "us")


class HelpKind(StrEnum):
    """What a line is there for."""

    CRISIS = "crisis"
    ABUSE = "abuse"
    COMPLAINT = "complaint"


@dataclass(frozen=True, slots=True, kw_only=True)
class HelpLine:
    """One service, and the ways to reach it."""

    country: str
    kind: HelpKind
    name: str
    phone: str = ""
    text: str = ""
    web: str = ""
    hours: str = ""
    note: str = ""

    @property
    def is_local(self) -> bool:
        """Says whether it serves a part of the country alone, as its note then says."""
        return self.note.endswith(" only.")

    @property
    def ways(self) -> str:
        """Returns how to reach it, in one line."""
        written = f"text {self.text}" if self.text else ""
        return ", ".join(way for way in (self.phone, written, self.web, self.hours) if way)


@dataclass(frozen=True, slots=True, kw_only=True)
class HelpLines:
    """All services that are known of.

    Attributes:
        compiled: the day on which they were gathered.
        countries: the names of the countries by code.
    """

    compiled: str
    countries: Mapping[str, str]
    lines: tuple[HelpLine, ...]

    def country(self, typed: str) -> str | None:
        """Returns the code of the country that was typed, by code or name; None where it is not known."""
        word = typed.strip().casefold()
        word = _ALSO_CALLED.get(word, word)
        names = {name.casefold(): code for code, name in self.countries.items()}
        codes = {code.casefold(): code for code in self.countries}
        return codes.get(word) or names.get(word)

    def of(self, country: str | None) -> tuple[HelpLine, ...]:
        """Returns the lines of a country, in the order in which they are shown; without one, the directories."""
        return tuple(line for line in self.lines if line.country == (country or ANYWHERE))

    def emergency(self, country: str | None) -> str:
        """Returns the emergency number of a country; empty without one."""
        return next((line.phone for line in self.of(country)), "") if country else ""

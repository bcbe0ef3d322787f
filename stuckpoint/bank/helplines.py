"""Who can be called, written to or complained to, by country. Pure."""

import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

ANYWHERE = "INT"  # directories, for when no country is chosen
EU = "EU"  # what serves a country of the European Union without lines of its own


class HelpKind(StrEnum):
    """What a line is there for."""

    CRISIS = "crisis"
    ABUSE = "abuse"
    OWN_BEHAVIOUR = "own_behaviour"
    COMPLAINT = "complaint"


class Basis(StrEnum):
    """Where what is said of a line was seen."""

    OFFICIAL = "official"
    PRESS = "press"
    GENERAL = "general"


@dataclass(frozen=True, slots=True, kw_only=True)
class HelpLine:
    """One service, and the ways to reach it.

    Attributes:
        basis: where it was seen.
        seen: the date of that page or report, where it had one.
    """

    country: str
    kind: HelpKind
    name: str
    phone: str = ""
    text: str = ""
    web: str = ""
    hours: str = ""
    note: str = ""
    basis: Basis
    seen: str = ""

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
        in_the_eu: likewise, those that have no lines but those of the EU.
        also_called: the codes of countries by other names that people type.
        gaps: by country, what was looked for and not found.
    """

    compiled: str
    countries: Mapping[str, str]
    in_the_eu: Mapping[str, str]
    also_called: Mapping[str, str]
    gaps: Mapping[str, str]
    lines: tuple[HelpLine, ...]

    def country(self, typed: str) -> str | None:
        """Returns the code of the country that was typed, by code or name; None where it is not known."""
        names = {**self.in_the_eu, **self.countries}
        known = {_plain(name): code for code, name in names.items()}
        known |= {code.casefold(): code for code in names}
        known |= self.also_called
        return known.get(_plain(typed))

    def name(self, country: str) -> str:
        """Returns the name of a country by its code."""
        return self.countries.get(country) or self.in_the_eu[country]

    def of(self, country: str | None) -> tuple[HelpLine, ...]:
        """Returns the lines of a country, in the order in which they are shown; without one, the directories."""
        shown = EU if country in self.in_the_eu else country or ANYWHERE
        return tuple(line for line in self.lines if line.country == shown)

    def emergency(self, country: str | None) -> str:
        """Returns the emergency number of a country; empty without one."""
        return next((line.phone for line in self.of(country)), "") if country else ""


def _plain(name: str) -> str:
    """Returns a name without capitals, accents, points or a leading article."""
    letters = unicodedata.normalize("NFKD", name.casefold())
    bare = "".join(letter for letter in letters if letter != "." and not unicodedata.combining(letter))
    return " ".join(bare.split()).removeprefix("the ")

"""The pages of the project, and what is shown in them."""

import re
from pathlib import Path

ROOT = Path(__file__).parents[2]
README = (ROOT / "README.md").read_text(encoding="utf-8")
AUTHORS = {
    name: (ROOT / "docs" / name).read_text(encoding="utf-8")
    for name in ("authoring.md", "keys.md", "codes.md", "simulate.md")
}
# The run that the README shows. Whatever comes after the last of these is answered with Enter.
TYPED = [
    "1",
    "1",
    "7",
    "5",
    "10",
    "1",
    "3",
    "1",
    "1",
    "1",
    "1",
    "8",
    "7",
    "8",
    "2",
    "5",
    "3",
    "5",
    "1",
    "5",
    "5",
    "2",
    "2",
    "3",
    "5",
    "4",
    "1",
    "5",
    "5",
    "",
    "",
    "x",
]


def blocks(page: str, language: str = "") -> list[str]:
    """Returns the fenced blocks of a page that are marked with a language."""
    fenced = re.findall(r"^```(\w*)\n(.*?)^```$", page, re.MULTILINE | re.DOTALL)
    return [text for marked, text in fenced if marked == language]

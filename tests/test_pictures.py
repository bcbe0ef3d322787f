"""The pictures in the README: what stands in them is what the program shows. To draw them anew: docs/pictures.py"""

import html
import re
import sys
from functools import cache
from pathlib import Path

import pytest
from documents import README
from screens import ESCAPE

sys.path.insert(0, str(Path(__file__).parents[1] / "docs"))

from pictures import FOLDER, PICTURES, THEMES


@cache
def shown(name: str) -> list[str]:
    """Returns the lines that the program shows, without spaces."""
    _, lines = PICTURES[name]
    return [line for line in ("".join(ESCAPE.sub("", line).split()) for line in lines()) if line]


def rows(drawn: str) -> list[str]:
    """Returns the lines of text in a picture of a terminal, without spaces: some stand in none."""
    found: dict[float, list[tuple[float, str]]] = {}
    for x, y, text in re.findall(r'<text class="[^"]*" x="([\d.]+)" y="([\d.]+)"[^>]*>(.*?)</text>', drawn, re.DOTALL):
        found.setdefault(float(y), []).append((float(x), html.unescape(text).replace("\xa0", " ")))
    lines = ("".join("".join(text.split()) for _, text in sorted(found[y])) for y in sorted(found))
    return [line for line in lines if line]


@pytest.mark.slow
@pytest.mark.parametrize("theme", THEMES)
@pytest.mark.parametrize("name", PICTURES)
def test_the_words_in_a_picture_are_those_that_the_program_shows(name: str, theme: str) -> None:
    drawn = (FOLDER / f"{name}-{theme}.svg").read_text(encoding="utf-8")
    assert rows(drawn) == shown(name)


def test_the_readme_shows_each_picture_on_light_and_on_dark_with_words_in_its_place() -> None:
    assert {path.name for path in FOLDER.iterdir()} == {f"{name}-{theme}.svg" for name in PICTURES for theme in THEMES}
    for name in PICTURES:
        dark = f'<source media="(prefers-color-scheme: dark)" srcset="docs/pictures/{name}-dark.svg">'
        light = rf'<img alt="[^"]{{40,}}" src="docs/pictures/{name}-light\.svg">'
        assert re.search(rf"<picture>{re.escape(dark)}{light}</picture>", README)


@pytest.mark.parametrize("path", sorted(FOLDER.iterdir()), ids=lambda path: path.stem)
def test_a_picture_fetches_nothing(path: Path) -> None:
    drawn = path.read_text(encoding="utf-8").replace("http://www.w3.org/2000/svg", "")
    assert not re.search(r"url\((?!#)|@import|@font-face|<script|href", drawn)

"""Reports in a real browser: at the size of a phone, a tablet and a desktop, in light and dark, and on paper."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from importlib.resources import files
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from golden import DATE, PEOPLE, for_a_partner, kept

from stuckpoint.engine.answers import take_now
from stuckpoint.engine.change import since
from stuckpoint.loading import open_bank
from stuckpoint.pages.forms import Form, Reader, rendered

if TYPE_CHECKING:
    from browser import Browser

browser = pytest.importorskip("browser", reason="the pipe to a browser is not for this system", exc_type=ImportError)
pytestmark = [
    pytest.mark.skipif(browser.CHROMIUM is None, reason="there is no Chromium here"),
    pytest.mark.slow,
    pytest.mark.xdist_group("browser"),  # one browser serves all
]

SIZES = {"phone": (360, 740), "tablet": (820, 1180), "desktop": (1440, 900)}
PAPERS = {"A4": (8.27, 11.69), "Letter": (8.5, 11.0)}
AXE = (files("axe_core_python") / "axe.min.js").read_text(encoding="utf-8") + ";0"
_IS_PAGE = re.compile(rb"/Type\s*/Page\b")
_TOO_WIDE = """[...document.querySelectorAll('*')]
    .filter(one => one.getBoundingClientRect().right > innerWidth + 1 || one.scrollWidth > innerWidth)
    .map(one => one.outerHTML.slice(0, 80))"""
_TO_MEND = ".then(found => found.violations.map(one => `${one.id}: ${one.nodes[0].html}`))"
_OF_ALL, _OF_COLOUR = f"axe.run(){_TO_MEND}", f"axe.run({{runOnly: ['color-contrast']}}){_TO_MEND}"
_IS_DARK = "matchMedia('(prefers-color-scheme: dark)').matches"


@dataclass(frozen=True, slots=True, kw_only=True)
class Seen:
    """What the browser makes of one page."""

    requested: list[str]
    too_wide: dict[str, list[str]]
    to_mend: dict[str, list[str]]
    on_paper: dict[str, int]


def look(tab: "Browser", page: Path) -> Seen:
    tab.open(page)
    too_wide, to_mend = {}, {}
    for name, size in SIZES.items():
        tab.size(*size)
        too_wide[name] = tab.evaluate(_TOO_WIDE)
    tab.evaluate(AXE)
    for scheme, script in (("dark", _OF_COLOUR), ("light", _OF_ALL)):
        tab.scheme(scheme)
        assert tab.evaluate(_IS_DARK) is (scheme == "dark")
        to_mend[scheme] = tab.evaluate(script)
    on_paper = {paper: len(_IS_PAGE.findall(tab.pdf(*inches))) for paper, inches in PAPERS.items()}
    return Seen(requested=tab.requested, too_wide=too_wide, to_mend=to_mend, on_paper=on_paper)


@pytest.fixture(scope="module")
def tab(tmp_path_factory: pytest.TempPathFactory) -> Iterator["Browser"]:
    with browser.a_browser(tmp_path_factory.mktemp("profile")) as started:
        yield started


@pytest.fixture(scope="module")
def seen(tab: "Browser", tmp_path_factory: pytest.TempPathFactory) -> dict[str, Seen]:
    """Every person's reports and the page for a partner, by name, as the browser sees them."""
    folder, bank = tmp_path_factory.mktemp("reports"), open_bank()
    made = {"partner": for_a_partner(bank)["partner.html"]}
    for person in PEOPLE:
        for reader in Reader:
            made[f"{person} for {reader}"] = rendered(bank, kept(bank, person), Form.HTML, reader, DATE)
    for before, after in (("stands_out", "moving"), ("picked", "worse_for_weeks"), ("couples_ended", "couples_picked")):
        moved = since(bank, *(take_now(bank, kept(bank, person)) for person in (before, after)))
        for reader in Reader:
            html = rendered(bank, kept(bank, after), Form.HTML, reader, DATE, moved=moved)
            made[f"{after} since {before} for {reader}"] = html
    for name, html in made.items():
        (folder / f"{name}.html").write_text(html, encoding="utf-8")
    return {name: look(tab, folder / f"{name}.html") for name in made}


def test_nothing_is_wider_than_a_phone_a_tablet_or_a_desktop(seen: dict[str, Seen]) -> None:
    assert {name: one.too_wide for name, one in seen.items() if any(one.too_wide.values())} == {}


def test_a_report_asks_for_nothing(seen: dict[str, Seen]) -> None:
    assert {name: one.requested for name, one in seen.items() if one.requested} == {}


def test_a_report_for_oneself_is_two_pages_at_most_and_every_other_is_one(seen: dict[str, Seen]) -> None:
    long = {name: one.on_paper for name, one in seen.items() if max(one.on_paper.values()) > 1}
    assert all(name.endswith(" for self") for name in long)
    assert all(max(pages.values()) == 2 for pages in long.values())


def test_axe_finds_nothing_to_mend_in_light_and_in_dark(seen: dict[str, Seen]) -> None:
    assert {name: one.to_mend for name, one in seen.items() if any(one.to_mend.values())} == {}


def test_a_page_with_faults_is_seen_to_have_them(tab: "Browser", tmp_path: Path) -> None:
    page = tmp_path / "faults.html"
    wide = "<p style='width: 9999px; height: 9999px; color: #888; background: #999'>wide"
    page.write_text(f"<img src=http://example.org/a.png>{wide}", encoding="utf-8")
    found = look(tab, page)
    assert found.requested == ["http://example.org/a.png"]
    assert all(found.too_wide.values())
    assert any(one.startswith("image-alt") for one in found.to_mend["light"])
    assert any(one.startswith("color-contrast") for one in found.to_mend["dark"])
    assert min(found.on_paper.values()) > 2


def test_the_policy_lets_the_style_in_and_keeps_scripts_and_requests_out(tab: "Browser", tmp_path: Path) -> None:
    page = tmp_path / "injected.html"
    bad = "<script>document.title = 'ran'</script><img src='http://example.org/a.png' onerror='document.title = 1'>"
    html = for_a_partner(open_bank())["partner.html"].replace("<main>", f"<main>{bad}")
    page.write_text(html, encoding="utf-8")
    tab.open(page)
    assert tab.requested == []
    assert tab.evaluate("document.title") == "Something from me to you"
    assert tab.evaluate("getComputedStyle(document.querySelector('main')).maxWidth") != "none"

"""Reports on small banks, and what stands where in one."""

import html
from collections.abc import Sequence
from dataclasses import replace

from crowd import crowd
from making import HERE, answers, bank, item, scale, track
from shipped import BANK

from stuckpoint.bank import Bank
from stuckpoint.bank.cards import WhatNowPart
from stuckpoint.blocks import (
    Block,
    Heading,
    Page,
)
from stuckpoint.engine import Kept, Picks
from stuckpoint.pages.forms import Reader
from stuckpoint.pages.own_report import report_for_oneself
from stuckpoint.pages.therapist_page import page_for_therapist

CROWD = crowd(BANK, 160)
MAKERS = {Reader.SELF: report_for_oneself, Reader.THERAPIST: page_for_therapist}
PAGES = {reader: [make(BANK, kept) for kept in CROWD] for reader, make in MAKERS.items()}


def part(page: Page, title: str) -> list[Block]:
    """Returns what stands under a heading, up to the next of its level; nothing where there is none."""
    found: list[Block] = []
    inside = False
    for block in page.blocks:
        if isinstance(block, Heading) and block.level == 2:
            inside = block.text.startswith(title)
        elif inside:
            found.append(block)
    return found


def headings(page: Page, level: int = 2) -> list[str]:
    return [block.text for block in page.blocks if isinstance(block, Heading) and block.level == level]


def running(text: str) -> str:
    """Returns a text without its line breaks and the marks of HTML."""
    return " ".join(html.unescape(text).split())


def leading(page: Page) -> list[str]:
    return headings(page, level=3)


def a_bank(parts: Sequence[str] = ("now",)) -> Bank:
    """One reason stands out for someone who is tired, and two say little or nothing."""
    context = [
        item("stage", {"going": {}, "ended": {}}, raise_it={"ended": "it has ended"}),
        item("progress", {"same": {}, "worse": {}}),
        item("worse_for", {"weeks": {}}),
        item("earlier", {"no": {}, "more_than_once": {}}),
    ]
    items = [
        scale("tired", "ash"),
        scale("slow", "ash"),
        scale("far", "elm"),
        scale("late", "elm"),
        scale("cold", "oak"),
    ]
    what_now = tuple(WhatNowPart(id=id, title=f"What {id}", points=tuple("abcde")) for id in parts)
    return replace(bank(track(items, context=context)), what_now=what_now)


def a_person(picks: Picks | None = None, **said: str) -> Kept:
    whole = {"tired": "always", "slow": "always", "far": "never", "late": "never", "cold": "never", **said}
    return Kept(track=HERE, responses=answers(**whole), picks=picks or Picks())

"""Pairs of runs of a couple that pick the same and then change an answer, one of them with private answers as well.

No file for others may differ, whatever private answers brought to the screen and whatever was picked besides; and
once they are taken back, none at all.
"""

import random
import re
from collections.abc import Sequence
from pathlib import Path

import pytest
import yaml
from hypothesis import settings
from people import CHECK, LOOK_AT, MENU, RATHER_NOT, RING, SAY, SKIP, TRY, Person, command, run_quickly
from screens import words
from shipped import BANK

from stuckpoint.bank import COUPLES

TRACK = BANK.tracks[COUPLES]
NAMES = [words(reason.name) for reason in TRACK.reasons]
_NAME_OF = {reason.id: reason.name for reason in TRACK.reasons}
ADVICE = [words(one.text) for reason in TRACK.reasons for one in (*reason.steps, *reason.opening_lines)]
# So many people, who answer, pick and change their answers each in their own way.
STYLES = range(50 if settings().max_examples >= 500 else 8)
STRONGLY = "strongly"
PRIVATE = 4  # so many sets of private answers, for each of them
LEFT_OUT, PUT_IN = "1", "2"  # what was only for you
FILES = (
    ("write a report", LEFT_OUT, "for_me.md", ""),
    ("write a page for a therapist", "for_my_therapist.md", ""),
    ("keep", LEFT_OUT, "answers.yaml", ""),
    ("write a report", PUT_IN, "all_for_me.md", ""),
    ("keep", PUT_IN, "all_answers.yaml", ""),
    ("finish",),
)
FOR_OTHERS = ("for_me.md", "for_my_therapist.md", "answers.yaml")


class Chooser(Person):
    """Someone who picks of their own choice, or the same by name as someone else did, and later changes answers.

    Attributes:
        picked: what they picked of what they were to pick, by the screen: names, and what reasons are rated.
    """

    def __init__(self, style: int, private: str, same_as: "Chooser | None" = None, *, takes_back: bool = False) -> None:
        """Makes someone.

        Args:
            style: how they answer and what they change.
            private: how they answer private questions: SKIP, STRONGLY, or by what is drawn for it.
            same_as: who picked what they pick too, besides what is offered to them alone.
            takes_back: whether they take the private part back before they change anything.
        """
        super().__init__(style=style, picks=True, menu=[("look at your answers",), *FILES])
        self.picked: dict[str, dict[str, str]] = {RING: {}, LOOK_AT: {}, TRY: {}, SAY: {}, RATHER_NOT: {}}
        self._how = private
        self._told = same_as.picked if same_as else None
        self._chance = random.Random(f"picks {style}")
        self._extra = random.Random(f"extra {style} {private}")
        change = random.Random(f"changes {style}")
        items = [item for item in (*TRACK.context, *TRACK.items) if not item.private]
        self._changes = {words(item.text): change.choice("12") for item in change.sample(items, k=40)}
        self._left = style % 5  # so many of them
        self._takes_back = takes_back
        self._is_at_the_end = False
        self._changing = ""

    def _reply(self, screen: str) -> str | None:
        shown = words(screen)
        self._is_at_the_end = self._is_at_the_end or MENU in shown
        return self._check(shown) if CHECK in shown and self._is_at_the_end else super()._reply(screen)

    def _check(self, shown: str) -> str:
        if self._takes_back:
            item = next(item for item in TRACK.items if item.private and words(item.text) in shown)
            self._takes_back, self._changing = False, "p"
            return _number(shown, words(item.text))
        text = next((text for text in self._changes if text in shown), "")
        if not text or not self._left:
            return ""
        self._changing, self._left = self._changes.pop(text), self._left - 1
        return _number(shown, text)

    def _answer(self, shown: str) -> str | None:
        if self._changing:
            typed, self._changing = self._changing, ""
            return typed
        item = self.asked_in(shown)
        if not item.private:
            return super()._answer(shown)
        if self._how == SKIP:
            return "p"
        says = [sum(option.balanced.values()) for option in item.options]
        most = says.index(max(says))
        return str(
            1 + (most if self._how == STRONGLY else self._drawn(f"{self._how} {item.id}", len(says) - item.many))
        )

    def _pick(self, shown: str) -> str:
        title = next((title for title in self.picked if title in shown), "")
        if not title:
            return ""
        assert "Error:" not in shown
        if title == RING:
            return self._ring(next(name for name in NAMES if shown.startswith(name)))
        offered = [name for name in (ADVICE if title in (TRY, SAY) else NAMES) if _offered(shown, name)]
        most = 1 if title in (TRY, SAY) else 3
        return self._several(title, offered, most, shown)

    def _ring(self, name: str) -> str:
        if self._told is None:
            self.picked[RING][name] = self._chance.choice(["1", "2", "3", SKIP])
        elif name in self._told[RING]:
            self.picked[RING][name] = self._told[RING][name]
        else:  # what only private answers brought up
            return self._extra.choice("123")
        return self.picked[RING][name]

    def _several(self, title: str, offered: Sequence[str], most: int, shown: str) -> str:
        """Picks some of what is offered; besides what they are to pick, reasons that are offered to them alone."""
        if self._told is None:
            chosen = self._chance.sample(offered, k=self._chance.randrange(min(most, len(offered)) + 1))
            self.picked[title] = dict.fromkeys(chosen, "")
        else:
            self.picked[title] = self._told[title]
            chosen = [*self._told[title]]
            besides = [name for name in offered if name in NAMES and name not in self._told[RING]]
            place = self._extra.randrange(len(chosen) + 1)
            chosen[place:place] = self._extra.sample(besides, k=min(len(besides), most - len(chosen)))
        return " ".join(_number(shown, name) for name in chosen) or SKIP


def _offered(shown: str, text: str) -> re.Match[str] | None:
    return re.search(rf'(\d+) "?{re.escape(text)}', shown)


def _number(shown: str, text: str) -> str:
    found = _offered(shown, text)
    assert found, f"{text!r} is not offered in:\n{shown}"
    return found[1]


def written(person: Chooser) -> dict[str, bytes]:
    """Takes the quiz to its end; returns the files that it wrote, and removes them."""
    code, window, complaints = command(person, "quiz", "--track", COUPLES, "--date", "2026-11-22", "--show-working")
    assert (code, complaints) == (0, ""), window.screens[-1]
    files = {}
    for path in Path().iterdir():
        files[path.name] = path.read_bytes()
        path.unlink()
    assert len(files) == len(FILES) - 1, window.screens[-1]
    return files


def test_what_others_may_read_depends_on_no_private_answer_whatever_was_picked_and_then_changed() -> None:
    with_picks = differing = 0
    for style in STYLES:
        one = Chooser(style, SKIP)
        base = written(one)
        with_picks += b"picked:" in base["answers.yaml"]
        for private in (STRONGLY, *map(str, range(PRIVATE - 1))):
            other = Chooser(style, private, one)
            files = written(other)
            assert other.picked == one.picked
            for name in FOR_OTHERS:
                assert base[name].decode() == files[name].decode(), (style, private, name)
            everything = yaml.safe_load(files["all_answers.yaml"])
            differing += "picked_in_private" in everything
            aside = everything.get("picked_in_private", {}).get("rather_not", ())
            assert not any(f"# {_NAME_OF[id]}" in files["for_my_therapist.md"].decode() for id in aside)
    # There are picks of both kinds, or all of this would say nothing.
    assert with_picks >= len(STYLES) / 2
    assert differing > len(STYLES)


def test_what_was_picked_in_private_goes_with_the_private_answers() -> None:
    for style in STYLES:
        one = Chooser(style, SKIP)
        assert written(one) == written(Chooser(style, STRONGLY, one, takes_back=True)), style


@pytest.fixture(autouse=True)
def _quickly(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    run_quickly(tmp_path, monkeypatch)

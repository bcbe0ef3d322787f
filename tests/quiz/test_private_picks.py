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
from people import CHECK, MENU, SKIP, TICK, Person, command, run_quickly
from screens import words
from shipped import BANK
from undrawn import Undrawn

from stuckpoint.bank import COUPLES
from stuckpoint.terminal import terminal

TRACK = BANK.tracks[COUPLES]
NAMES = [words(reason.name) for reason in TRACK.reasons]
_NAME_OF = {reason.id: reason.name for reason in TRACK.reasons}
ADVICE = [words(one.text) for reason in TRACK.reasons for one in (*reason.steps, *reason.opening_lines)]
# So many people, who answer, pick and change their answers each in their own way.
STYLES = range(15 if settings().max_examples >= 500 else 8)
# Two thousand pairs with the sets of private answers below, in parts.
MANY = [range(start, start + 25) for start in range(100, 600, 25)]
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
        picked: how often they turned each reason that they were to make something of, by its name.
        advice: the steps and lines that they ticked.
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
        self.picked: dict[str, int] = {}
        self.advice: list[str] = []
        self._has_ticked = False
        self._turns: list[str] | None = None
        self._how = private
        self._told = same_as
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
        text = next((text for text in self._changes if _offered(shown, text)), "")
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
        """Makes something of reasons, one after another, then ticks steps and lines, and goes on."""
        if TICK not in shown:
            return ""
        assert "Error:" not in shown
        if self._turns is None:
            self._turns = self._to_turn([name for name in NAMES if _offered(shown, name)])
        if self._turns:
            return _number(shown, self._turns.pop(0))
        if self._has_ticked:
            return ""
        self._has_ticked = True
        offered = [name for name in ADVICE if _offered(shown, name)]
        self.advice = self._told.advice if self._told else self._chance.sample(offered, k=min(2, len(offered)))
        return " ".join(_number(shown, name) for name in self.advice)

    def _to_turn(self, offered: Sequence[str]) -> list[str]:
        """Returns the reasons to turn, in order: those they are to, and then what is offered to them alone."""
        if self._told is None:
            self.picked = {name: self._chance.randrange(5) for name in offered}
            besides = {}
        else:
            self.picked = self._told.picked
            besides = {name: self._extra.randrange(5) for name in offered if name not in self.picked}
        return [name for name, times in (*self.picked.items(), *besides.items()) for _ in range(times)]


def _offered(shown: str, text: str) -> re.Match[str] | None:
    return re.search(rf'(\d+) (?:\[[ x]\] )?"?{re.escape(text)}', shown)


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


@pytest.mark.parametrize(
    "styles", [STYLES, *(pytest.param(some, marks=pytest.mark.slow) for some in MANY)], ids=lambda some: some.start
)
def test_what_others_may_read_depends_on_no_private_answer_whatever_was_picked_and_then_changed(
    styles: range, monkeypatch: pytest.MonkeyPatch
) -> None:
    if styles is not STYLES:
        monkeypatch.setattr(terminal, "Terminal", Undrawn)
    with_picks = differing = 0
    for style in styles:
        one = Chooser(style, SKIP)
        base = written(one)
        with_picks += b"picked:" in base["answers.yaml"]
        for private in (STRONGLY, *map(str, range(PRIVATE - 1))):
            other = Chooser(style, private, one)
            files = written(other)
            assert (other.picked, other.advice) == (one.picked, one.advice)
            for name in FOR_OTHERS:
                assert base[name].decode() == files[name].decode(), (style, private, name)
            everything = yaml.safe_load(files["all_answers.yaml"])
            differing += "picked_in_private" in everything
            aside = everything.get("picked_in_private", {}).get("rather_not", ())
            assert not any(f"# {_NAME_OF[id]}" in files["for_my_therapist.md"].decode() for id in aside)
    # There are picks of both kinds, or all of this would say nothing.
    assert with_picks > len(styles) / 3
    assert differing > len(styles)


@pytest.mark.slow
def test_what_was_picked_in_private_goes_with_the_private_answers() -> None:
    for style in STYLES:
        one = Chooser(style, SKIP)
        assert written(one) == written(Chooser(style, STRONGLY, one, takes_back=True)), style


@pytest.fixture(autouse=True)
def _quickly(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    run_quickly(tmp_path, monkeypatch)

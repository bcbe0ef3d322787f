"""What follows the last answer, where it depends on what came before."""

import pytest
from people import CHECK, INDIVIDUAL, WORDS, Person
from private_part import PRIVATE, taken
from screens import words
from shipped import BANK

from stuckpoint.bank import COUPLES, Concern
from stuckpoint.bank.safety import Said

_SAID = {
    Concern.CONTROL: {"someone_close": Said.YES},
    Concern.CRISIS: {"about_yourself": Said.YES},
    Concern.MISCONDUCT: {"never_allowed": Said.YES},
}


@pytest.fixture(autouse=True)
def _tall_window(monkeypatch: pytest.MonkeyPatch) -> None:
    """Lets every page be seen at once."""
    monkeypatch.setenv("COLUMNS", "80")
    monkeypatch.setenv("LINES", "100")


class Content(Person):
    """Someone whose answers point nowhere, and for whom things are better."""

    def _answer(self, shown: str) -> str | None:
        item = self.asked_in(shown)
        self.asked.append(item.text)
        says = [sum(option.balanced.values()) for option in item.options]
        return str(1 + says.index(min(says)))


@pytest.mark.slow
@pytest.mark.parametrize("concern", _SAID)
def test_good_news_gives_way_to_what_was_said_about_safety(concern: Concern) -> None:
    moving = BANK.tracks[INDIVIDUAL].results.moving.title
    fine = words(" ".join(taken(Content(track=INDIVIDUAL), INDIVIDUAL).screens))
    said = words(" ".join(taken(Content(_SAID[concern], track=INDIVIDUAL), INDIVIDUAL).screens[:-2]))
    card, sober = WORDS.on_top[concern], WORDS.nothing_stands_out
    assert moving in fine
    assert card.title not in fine
    assert moving not in said
    assert words(" ".join((card.title, *card.text))) in said
    assert words(" ".join((sober.title, *sober.text))) in said


class SecondThoughts(Person):
    """Someone who skips the private part and then goes back to it from the list of answers."""

    went_back = False

    def __call__(self, screen: str) -> str | None:
        if CHECK in screen and not self.went_back:
            self.went_back = True
            assert "p the part that is only for you" in words(screen)
            return "p"
        return super().__call__(screen)


@pytest.mark.slow
def test_a_private_part_that_was_skipped_by_mistake_is_found_again() -> None:
    person = SecondThoughts(private=["p", *["1"] * 30])
    shown = [words(screen) for screen in taken(person).screens if CHECK in screen]
    assert len(shown) == 2
    private = [text for text in person.asked if text in PRIVATE]
    assert len(set(private)) > 1
    assert shown[1].count("Your answer: answered") == len(set(private))
    assert "p the part" not in shown[1]


def test_nothing_leads_back_to_parts_that_were_left_out_for_safety() -> None:
    shown = next(words(screen) for screen in taken(Person(track=COUPLES, alone="3")).screens if CHECK in screen)
    assert "p the part" not in shown

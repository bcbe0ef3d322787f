"""The first screen of a run: what this is, how long it takes, and what stays in the window."""

from typing import TYPE_CHECKING

from stuckpoint import INTENDED_USE
from stuckpoint.blocks import Block, Heading, Paragraph
from stuckpoint.engine.session import Length
from stuckpoint.quiz.talk import Talk

if TYPE_CHECKING:
    from stuckpoint.bank.model import Bank

# So many questions about therapy the shipped bank asks at most; here, so that the welcome need not wait for it.
SHIPPED_MOST = {Length.QUICK: 27, Length.STANDARD: 98, Length.FULL: 98}
_MINUTES = 0.4  # to read and answer one question

_WELCOME = (
    INTENDED_USE,
    "It is for adults. It is not for emergencies. If you are in danger, or you may end your life, call your local "
    "emergency number now. You can also find a helpline for your country at findahelpline.com.",
)
_PRIVACY = (
    "Nothing you answer leaves this computer. No file is written unless you ask for one.",
    "Does someone check this device? If so, use one that they cannot reach.",
)
_WELCOME_FULL = "To leave at once, press Ctrl-C. The window is cleared when you leave."
_WELCOME_PLAIN = "To leave at once, press Ctrl-C. What you read and type stays in this window until you close it."


def welcome(talk: Talk, length: Length, bank: "Bank | None", *, full: bool) -> None:
    """Shows the welcome to a bank, or without one to the shipped bank. Raises Left for x."""
    most = _most(bank, length) if bank else SHIPPED_MOST[length]
    how_long = (
        f"A few questions are about your safety and where you stand, then at most {most} about therapy. "
        f"That takes many people about {max(1, round(most * _MINUTES))} minutes. "
        "You can skip any question and stop at any time."
    )
    blocks: list[Block] = [Heading("stuckpoint"), *(Paragraph(text) for text in (*_WELCOME, how_long, *_PRIVACY))]
    blocks.append(Paragraph(_WELCOME_FULL if full else _WELCOME_PLAIN))
    if bank and bank.added:
        blocks.append(Paragraph(_not_ours(bank)))
    talk.pause(blocks, "Press Enter to begin.")


def _most(bank: "Bank", length: Length) -> int:
    from stuckpoint.engine.session import at_most

    return max(at_most(track, length) for track in bank.tracks.values())


def _not_ours(bank: "Bank") -> str:
    from stuckpoint.bank.model import SHIPPED

    which = "Some of these" if bank.id == SHIPPED else "These"
    return f"{which} questions are not stuckpoint's own: {', '.join(bank.added)}. We have not checked them."

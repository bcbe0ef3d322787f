"""The first screens of a run: what this is, and which therapy it is about."""

from stuckpoint import INTENDED_USE
from stuckpoint.blocks import Block, Heading, Numbered, Paragraph
from stuckpoint.commands import is_number
from stuckpoint.length import Length
from stuckpoint.model import SHIPPED, Bank, TrackId
from stuckpoint.session import at_most
from stuckpoint.talk import Talk
from stuckpoint.writing import Targets, seen_by_others

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


def welcome(bank: Bank, talk: Talk, length: Length, *, full: bool) -> None:
    """Shows what this is, how long it takes, and what stays in the window. Raises Left for x."""
    most = max(at_most(track, length) for track in bank.tracks.values())
    how_long = (
        f"A few questions are about your safety and where you stand, then at most {most} about therapy. "
        f"That takes many people about {max(1, round(most * _MINUTES))} minutes. "
        "You can skip any question and stop at any time."
    )
    blocks: list[Block] = [Heading("stuckpoint"), *(Paragraph(text) for text in (*_WELCOME, how_long, *_PRIVACY))]
    blocks.append(Paragraph(_WELCOME_FULL if full else _WELCOME_PLAIN))
    if bank.added:
        names = ", ".join(bank.added)
        which = "Some of these" if bank.id == SHIPPED else "These"
        text = f"{which} questions are not stuckpoint's own: {names}. We have not checked them."
        blocks.append(Paragraph(text))
    talk.pause(blocks, "Press Enter to begin.")


def warn_of_places(talk: Talk, targets: Targets) -> None:
    """Says once, before the first question, if a file was asked for where others may see it. Raises Left for x."""
    for path in (targets.report, targets.keep):
        if path and (place := seen_by_others(path)):
            talk.pause(
                [Paragraph(f"You asked for the file {path}."), Paragraph(seen_in(place))], "Press Enter to go on."
            )


def seen_in(place: str) -> str:
    """Returns the warning about a folder that may be synced or seen by others."""
    return f"That lies in {place}. Such a folder may be copied to other devices, and others may look into it."


def choose_track(bank: Bank, talk: Talk) -> TrackId:
    """Asks which therapy it is about, where there is a choice. Raises Left for x."""
    tracks = sorted(bank.tracks.values(), key=lambda track: not track.items)
    if len(tracks) == 1:
        return tracks[0].id
    blocks: list[Block] = [Heading("Which therapy is this about?")]
    for number, track in enumerate(tracks, 1):
        soon = "" if track.items else " (there are no questions for this yet)"
        blocks.append(Numbered(number, track.name + soon))
    say = ""
    while True:
        typed = talk.ask(blocks, "Type a number. Or type h help, x leave.", say)
        chosen = tracks[int(typed) - 1] if is_number(typed, len(tracks)) else None
        if chosen is not None and chosen.items:
            return chosen.id
        say = f"Error: Type a number from 1 to {len(tracks)}."
        if chosen is not None:
            say = f"Error: There are no questions for '{chosen.name}' yet. Choose another, or type x to leave."

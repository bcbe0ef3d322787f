"""The page for a partner: wishes that were picked one by one, and words that are always the same. Pure.

It is made from those wishes alone. No finding, answer or other pick can reach it.
"""

from collections.abc import Iterable

from stuckpoint.bank import Track
from stuckpoint.bank.cards import PartnerPage
from stuckpoint.blocks import Block, Bullet, Heading, Page, Paragraph, intended_use


def wishes(track: Track) -> tuple[str, ...]:
    """Returns the sentences that can be picked: all of the track's, whatever the answers were, in bank order."""
    return tuple(wish for reason in track.reasons if not reason.private for wish in reason.to_partner)


def page_for_partner(words: PartnerPage, picked: Iterable[str]) -> Page:
    """Returns the page with the wishes that were picked, in that order."""
    chosen = tuple(picked)
    blocks: list[Block] = [Paragraph(text) for text in words.text]
    if chosen:
        blocks.append(Heading("What I would like", level=2))
        blocks.extend(Bullet(wish) for wish in chosen)
    blocks.append(Paragraph("What follows is the same on every such page."))
    blocks.extend((Heading("A question we could ask a therapist together", level=2), Paragraph(words.question)))
    blocks.append(Heading("What couples therapy is", level=2))
    blocks.extend(Bullet(point) for point in words.involves)
    blocks.append(Heading("What it is not", level=2))
    blocks.extend(Bullet(point) for point in words.does_not_involve)
    blocks.append(intended_use())
    return Page(words.title, tuple(blocks))

"""Pages of results, and what stands in them."""

from collections.abc import Sequence

from stuckpoint.blocks import (
    Block,
    Bullet,
    Heading,
    Paragraph,
    ToTry,
)


def texts(blocks: Sequence[Block]) -> list[str]:
    return [block.text for block in blocks if isinstance(block, Heading | Paragraph | Bullet | ToTry)]

"""stuckpoint helps a person whose therapy feels stuck see which reasons their own answers point to.

Other programs call `next_item` and `findings`.
"""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from stuckpoint.engine import findings, next_item

__all__ = ["__version__", "findings", "next_item"]
__version__ = "0.1.0"


def __getattr__(name: str) -> object:
    """Returns what other programs call. Loads it no sooner: the program itself first says that it leaves no file."""
    if name not in __all__:
        raise AttributeError(f"module 'stuckpoint' has no attribute '{name}'")
    from stuckpoint import engine

    return getattr(engine, name)

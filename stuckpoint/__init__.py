"""stuckpoint helps a person whose therapy feels stuck see which reasons their own answers point to.

Other programs call `next_item` and `findings`.
"""

TYPE_CHECKING = False  # typing's own would be imported for every `stuckpoint --version`
if TYPE_CHECKING:
    from stuckpoint.engine import findings, next_item

__all__ = ["__version__", "findings", "next_item"]
__version__ = "0.1.0"


def __getattr__(name: str) -> object:
    # The engine is loaded for whoever calls it: `stuckpoint --version` does not wait for it.
    if name not in ("findings", "next_item"):
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    from stuckpoint import engine

    found: object = getattr(engine, name)
    return found

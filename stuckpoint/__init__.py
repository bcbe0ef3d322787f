"""stuckpoint helps a person whose therapy feels stuck see which reasons their own answers point to.

Other programs call `next_item` and `findings`.
"""

from stuckpoint.engine import findings, next_item

__all__ = ["__version__", "findings", "next_item"]
__version__ = "0.1.0"

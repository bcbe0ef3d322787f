"""stuckpoint helps a person whose therapy feels stuck see which reasons their own answers point to."""

__version__ = "0.1.0"

INTENDED_USE = (
    "stuckpoint helps you think about why therapy feels stuck and what you could ask next. "
    "It is not a medical tool. It does not diagnose or treat."
)

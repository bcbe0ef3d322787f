"""What to ask next, and what the answers come to. Pure."""

from stuckpoint.engine.answers import Kept, Picks
from stuckpoint.engine.results import Circumstances, Results, results
from stuckpoint.engine.scoring import Finding, Findings, Standing, findings
from stuckpoint.engine.session import Length, asked, at_most, next_item
from stuckpoint.engine.sheet import Sheet

__all__ = [
    "Circumstances",
    "Finding",
    "Findings",
    "Kept",
    "Length",
    "Picks",
    "Results",
    "Sheet",
    "Standing",
    "asked",
    "at_most",
    "findings",
    "next_item",
    "results",
]

"""What a bank is: its frozen records, its conditions and weights, and what can be reached in it. Pure."""

from stuckpoint.bank.helplines import HelpLines
from stuckpoint.bank.model import (
    COUPLES,
    DOES_NOT_APPLY,
    NONE_OF_THESE,
    Bank,
    Item,
    ItemId,
    LiesWith,
    OpeningLine,
    Option,
    OptionId,
    Reason,
    ReasonId,
    Response,
    Responses,
    Step,
    StepGroup,
    Track,
    TrackId,
)
from stuckpoint.bank.safety import Concern, Light
from stuckpoint.bank.stages import Stage

__all__ = [
    "COUPLES",
    "DOES_NOT_APPLY",
    "NONE_OF_THESE",
    "Bank",
    "Concern",
    "HelpLines",
    "Item",
    "ItemId",
    "LiesWith",
    "Light",
    "OpeningLine",
    "Option",
    "OptionId",
    "Reason",
    "ReasonId",
    "Response",
    "Responses",
    "Stage",
    "Step",
    "StepGroup",
    "Track",
    "TrackId",
]

"""What can be picked, and what of it files for others may hold. Pure."""

from collections.abc import Iterable
from dataclasses import replace

from stuckpoint.bank import Bank, Reason
from stuckpoint.engine.keeping import Kept
from stuckpoint.engine.picks import Offer, PrivatePicks
from stuckpoint.engine.results import circumstances, lines_for, results, steps_for
from stuckpoint.engine.scoring import findings


def reasons_for_others(bank: Bank, kept: Kept) -> tuple[Reason, ...]:
    """Returns the reasons that can be picked for any file, in order: worked out from no private answer."""
    told = kept.without_private(bank)
    found = findings(bank, kept.track, told.responses, private=False)
    return tuple(finding.reason for finding in results(bank, found, told.responses).shown)


def reasons_offered(bank: Bank, kept: Kept) -> tuple[Reason, ...]:
    """Returns all reasons that can be picked: those for any file, then what private answers brought up besides."""
    found = findings(bank, kept.track, kept.responses, private=True)
    for_others = reasons_for_others(bank, kept)
    shown = (finding.reason for finding in results(bank, found, kept.responses).shown)
    return (*for_others, *(reason for reason in shown if reason not in for_others))


def still_offered(bank: Bank, kept: Kept) -> Kept:
    """Returns what is kept with the picks that can still be made, each where it belongs.

    A pick for any file that private answers alone still offer is private. A private one is never for any file: where
    its reason has come to be offered there, it would have to be picked anew.
    """
    told = kept.without_private(bank)
    for_others = _offer(bank, told, reasons_for_others(bank, kept))
    whole = _offer(bank, kept, reasons_offered(bank, kept))
    private = kept.everything_picked.among(whole).outside(for_others)
    return replace(kept, picks=kept.picks.among(for_others), private_picks=PrivatePicks(private))


def _offer(bank: Bank, kept: Kept, reasons: Iterable[Reason]) -> Offer:
    where = circumstances(bank.tracks[kept.track], kept.responses)
    some = tuple(reasons)
    return Offer(
        reasons=frozenset(reason.id for reason in some),
        steps=frozenset(step.id for reason in some for step in steps_for(reason, where)),
        lines=frozenset(line.id for reason in some for line in lines_for(reason, where)),
    )

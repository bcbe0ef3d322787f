"""What a simulation found, as JSON. Pure."""

import json
from collections.abc import Mapping, Sequence

from stuckpoint.authoring.simulation.defects import Defect
from stuckpoint.authoring.simulation.people import Kind
from stuckpoint.authoring.simulation.report import CANNOT_KNOW, verdict
from stuckpoint.authoring.simulation.run import Simulation

_PLACES = 6  # so that the last bits, in which versions of Python differ, do not show


def simulation_as_json(found: Sequence[tuple[Simulation, Sequence[Defect]]], seed: int) -> str:
    """Returns the report on every track as JSON. Shares are from 0 to 1."""
    document = {
        "seed": seed,
        "tracks": [_track(simulation, defects) for simulation, defects in found],
        "cannot_know": CANNOT_KNOW,
    }
    return json.dumps(document, indent=2, ensure_ascii=False) + "\n"


def _track(simulation: Simulation, defects: Sequence[Defect]) -> dict[str, object]:
    ids = [one.reason.id for one in simulation.reasons]
    return {
        "track": simulation.track.id,
        "verdict": verdict(simulation, defects),
        "people": simulation.people,
        "defects": [
            {
                "level": one.level,
                "sign": one.sign,
                "reasons": one.reasons,
                "items": one.items,
                "what": one.what,
                "to_do": one.to_do,
            }
            for one in defects
        ],
        "reasons": [
            {
                "reason": one.reason.id,
                "recall": _rounded(one.recall),
                "power": _rounded(one.power),
                "weight": _rounded(one.figures.weight),
                "floor": _rounded(one.figures.floor),
                "ceiling": _rounded(one.figures.ceiling),
                "lead": None if one.figures.lead is None else _rounded(one.figures.lead),
                "mentions": one.figures.mentions,
                "false_alarms": _alarms(one.alarms),
                "confusions": {
                    other: _rounded(part)
                    for other, part in zip(ids, one.as_high, strict=True)
                    if other != one.reason.id and part
                },
            }
            for one in simulation.reasons
        ],
        "pairs": [
            {
                "reasons": [ids[number] for number in one.reasons],
                "gap": _rounded(one.gap),
                "overlap": _rounded(one.overlap),
            }
            for one in simulation.pairs
        ],
        "lengths": [
            {
                "length": one.length,
                "people": one.people,
                "questions": _rounded(one.questions),
                "recall": _rounded(one.recall),
                "power": _rounded(one.power),
                "false_alarms": _alarms(one.alarms),
            }
            for one in simulation.lengths
        ],
        "items": [
            {
                "item": one.item.id,
                "bits": _rounded(one.bits),
                "loss": None if one.loss is None else _rounded(one.loss),
            }
            for one in simulation.items
        ],
    }


def _alarms(alarms: Mapping[Kind, float]) -> dict[str, float]:
    return {kind: _rounded(part) for kind, part in alarms.items()}


def _rounded(number: float) -> float:
    return round(number, _PLACES) + 0.0  # no -0.0

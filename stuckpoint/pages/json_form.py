"""Findings as JSON. Pure."""

import json

from stuckpoint.engine.scoring import Findings


def as_json(findings: Findings) -> str:
    """Returns the findings as JSON: scores unrounded, null where nothing was answered."""
    document = {
        "track": findings.track,
        "asked": findings.asked,
        "answered": findings.answered,
        "findings": [
            {
                "reason": finding.reason.id,
                "name": finding.reason.name,
                "score": finding.score,
                "answered_weight": finding.answered_weight,
                "standing": finding.standing,
                "contributions": [
                    {"item": one.item, "options": one.options, "points": one.points} for one in finding.contributions
                ],
                "prior": finding.prior,
            }
            for finding in findings.findings
        ],
        "raise": [{"item": one.item, "option": one.option, "text": one.text} for one in findings.raised],
    }
    return json.dumps(document, indent=2, ensure_ascii=False) + "\n"

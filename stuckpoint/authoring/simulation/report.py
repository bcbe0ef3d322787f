"""Puts what a simulation found into words, as pages. Pure."""

import json
from collections.abc import Callable, Iterator, Sequence
from dataclasses import asdict
from itertools import chain
from statistics import median

from stuckpoint.authoring.simulation.defects import POWER, THIN, Defect, Level, Sign, listed, per_hundred
from stuckpoint.authoring.simulation.run import ReasonResult, Simulation
from stuckpoint.authoring.simulation.trials import OTHER_KINDS, LengthResult
from stuckpoint.blocks import Block, Bullet, Gap, Heading, Notice, Page, Paragraph, Table
from stuckpoint.engine import Length

CANNOT_KNOW = (
    "The people are invented. They answer by the weights in the files and read no word, so this cannot know if a "
    "question is clear, or if its weights are what it says. Only people can tell: try it on some.",
    "It finds what is broken in how questions and reasons are joined. It does not rank good banks: over 80 reasons of "
    "sound banks, how many invented people came out right had nothing to do with how many did in richer trials "
    "(r = .01). With 12 broken banks added, over 200 reasons, it had (r = .62).",
    "Nothing was measured on real people. How much they waver, skip and agree is assumed, and each of them has one "
    "reason or none, as a bank that cannot tell these apart can tell no more.",
)
_MIXED_UP = 8  # so many pairs are shown
_MIXED_UP_WITH = 2  # so many reasons beside one
_LEAST = 5  # so many items that tell least
_LEVELS = {Level.ERROR: "Error", Level.WARNING: "Warning", Level.NOTE: "Note"}


def simulation_pages(
    found: Sequence[tuple[Simulation, Sequence[Defect]]], seed: int, *, details: bool = False
) -> list[Page]:
    """Returns the report on every track, and what it cannot know; how it comes about only with details."""
    return [*(_track_page(*one, details=details) for one in found), _limits(found, seed, details=details)]


def verdict(simulation: Simulation, defects: Sequence[Defect]) -> str:
    """Returns in a sentence or two whether a track can tell its reasons apart, and which it does not find."""
    what = "This bank" if simulation.is_whole else "With what you added, this bank"
    errors = sum(one.level is Level.ERROR for one in defects)
    worst = next(iter(_mixed_up(simulation)), None)
    said = ""
    if worst:
        part, one, other = worst
        said = f"{per_hundred(part)} in 100 people with '{one}' come out as '{other}'"
    levels = {(one.sign, one.level) for one in defects}
    lost = [one.reason.id for one in simulation.own if POWER.under(one.power) is Level.ERROR]
    if len(simulation.reasons) < 2:
        sentence = f"{what} has fewer than two reasons, so there is nothing to tell apart."
    elif not levels.isdisjoint({(Sign.SHARED, Level.ERROR), (Sign.CONFUSED, Level.ERROR)}):
        sentence = f"{what} cannot tell all its reasons apart{': ' + said if said else ''}."
    elif lost:
        # It would be no comfort that the others are told apart.
        return f"{what} hardly ever finds {listed(lost)}{'. At worst, ' + said if said else ''}."
    elif errors:
        sentence = (
            f"{what} is not ready: {_count(errors, 'error')} to mend first{'. At worst, ' + said if said else ''}."
        )
    elif (Sign.CONFUSED, Level.WARNING) in levels:
        sentence = f"{what} can tell its reasons apart, but {said}."
    else:
        sentence = f"{what} can tell its reasons apart. {f'At worst, {said}' if said else 'Nobody was mixed up'}."
    return f"{sentence} It hardly ever finds {listed(lost)}." if lost else sentence


def _mixed_up(simulation: Simulation) -> list[tuple[float, str, str]]:
    """Returns who comes out as what, the most often first: the share, the reason they have, and the other."""
    found = [
        (part, result.reason.id, other.reason.id)
        for number, result in enumerate(simulation.reasons)
        for at, (part, other) in enumerate(zip(result.as_high, simulation.reasons, strict=True))
        if at != number and per_hundred(part) > 0
        if result.reason.id in simulation.own_reasons or other.reason.id in simulation.own_reasons
    ]
    return sorted(found, key=lambda one: -one[0])


def _track_page(simulation: Simulation, defects: Sequence[Defect], *, details: bool) -> Page:
    track = simulation.track
    blocks = chain(
        [Notice(verdict(simulation, defects))],
        _defect_blocks(defects),
        _reason_blocks(simulation, details=details),
        chain(
            _mixed_up_blocks(simulation),
            _length_blocks(simulation) if simulation.is_whole else (),
            _item_blocks(simulation, defects),
        )
        if details
        else (),
    )
    what = f"{_count(len(track.items), 'item')}, {_count(len(track.reasons), 'reason')}"
    if not simulation.is_whole:
        about = listed(one.reason.id for one in simulation.own)
        what = f"what you added ({_count(len(simulation.own_items), 'item')}{f', about {about}' if about else ''})"
    return Page(f"{track.name} ({track.id}): {what}", tuple(blocks))


def _count(number: int, noun: str) -> str:
    return f"{number:,} {noun}{'' if number == 1 else 's'}"


def _defect_blocks(defects: Sequence[Defect]) -> Iterator[Block]:
    faults = [one for one in defects if one.level is not Level.NOTE]
    yield Gap()
    if not faults:
        yield Paragraph("No errors and no warnings.")
        return
    counts = [(sum(one.level is level for one in faults), level) for level in (Level.ERROR, Level.WARNING)]
    yield Heading(" and ".join(_count(count, level) for count, level in counts if count), level=2)
    for one in faults:
        yield Bullet(f"{_LEVELS[one.level]} [{one.sign}]: {one.what}", more=(f"What to do: {one.to_do}",))


def _reason_blocks(simulation: Simulation, *, details: bool) -> Iterator[Block]:
    if not simulation.own:
        return
    yield Gap()
    yield Heading("Each reason", level=2)
    yield Paragraph(
        "Of 100 people who have just this reason, for how many it comes first and for how many it stands out when "
        f"everything is asked{'' if simulation.is_whole else f', and then both after {Length.QUICK}'}. Then how much "
        f"can be asked about it: under {THIN.warning:g} is thin."
    )
    columns: dict[str, Callable[[ReasonResult], str]] = {
        "Reason": lambda one: one.reason.id,
        "First": lambda one: f"{per_hundred(one.recall)}",
        "Stands out": lambda one: f"{per_hundred(one.power)}",
    }
    if not simulation.is_whole:
        quick = next(one for one in simulation.lengths if one.length is Length.QUICK)
        short = {simulation.reasons[number].reason.id: parts for number, parts in quick.by_reason.items()}
        columns[f"After {Length.QUICK}"] = lambda one: " and ".join(f"{per_hundred(n)}" for n in short[one.reason.id])
    columns["Weight"] = lambda one: f"{one.figures.weight:.1f}"
    if details:
        columns["Tick-all items"] = lambda one: f"{one.figures.mentions}"
    columns["Mixed up with"] = lambda one: _mixed_up_with(one, simulation)
    yield Table(tuple(columns), tuple(tuple(cell(one) for cell in columns.values()) for one in simulation.own))


def _mixed_up_with(result: ReasonResult, simulation: Simulation) -> str:
    """Returns the reasons that score at least as high most often for people with this one, and of 100 for how many."""
    others = ((part, one.reason.id) for part, one in zip(result.as_high, simulation.reasons, strict=True))
    found = sorted((one for one in others if one[1] != result.reason.id and per_hundred(one[0])), reverse=True)
    return ", ".join(f"{other} {per_hundred(part)}" for part, other in found[:_MIXED_UP_WITH])


def _mixed_up_blocks(simulation: Simulation) -> Iterator[Block]:
    if len(simulation.reasons) < 2:
        return
    mixed_up = _mixed_up(simulation)
    yield Gap()
    yield Heading("Mixed up most", level=2)
    yield Paragraph("Of 100 people with the one reason, for how many the other scores at least as high.")
    for part, one, other in mixed_up[:_MIXED_UP]:
        yield Bullet(f"{one} as {other}: {per_hundred(part)}")
    if not mixed_up:
        yield Paragraph("None.")


def _length_blocks(simulation: Simulation) -> Iterator[Block]:
    yield Gap()
    yield Heading("At each length", level=2)
    yield Paragraph(
        "How many questions are asked on average. Then, of 100 people: of those with one reason, for how many it comes "
        "first and stands out. Then false alarms: of those with nothing wrong, of yes-sayers and of those who skip a "
        "lot, for how many something stands out all the same."
    )
    header = ("Length", "Questions", "First", "Stands out", "Nothing wrong", "Yes-sayers", "Skip a lot")
    yield Table(header, tuple(_outcomes(one) for one in simulation.lengths))


def _outcomes(result: LengthResult) -> tuple[str, ...]:
    parts = (result.recall, result.power, *(result.alarms[kind] for kind in OTHER_KINDS))
    return result.length, f"{round(result.questions)}", *(f"{per_hundred(part)}" for part in parts)


def _item_blocks(simulation: Simulation, defects: Sequence[Defect]) -> Iterator[Block]:
    telling = sorted((one for one in simulation.items if one.item.most), key=lambda one: one.bits)
    if simulation.own_items.isdisjoint(one.item.id for one in telling):
        return
    yield Gap()
    yield Heading("What the items tell", level=2)
    middle = median(one.bits for one in telling)
    yours = "" if simulation.is_whole else " of yours"
    less = [one for one in telling if round(one.bits, 3) < round(middle, 3) and one.item.id in simulation.own_items]
    yield Paragraph(
        "How much an answer narrows down which reason somebody has, in bits: 0 is nothing, 1 would halve the choice. "
        f"The middle item tells {middle:.3f}. {f'These{yours} tell least:' if less else f'None{yours} tells less.'}"
    )
    for one in less[:_LEAST]:
        yield Bullet(f"{one.item.id}: {one.bits:.3f}")
    spare = [one for one in defects if one.sign is Sign.SPARE]
    yield Paragraph(f"Redundant items: {spare[0].what}" if spare else "Redundant items: none.")


def _limits(found: Sequence[tuple[Simulation, Sequence[Defect]]], seed: int, *, details: bool) -> Page:
    title = "What this cannot know"
    if not details:
        return Page(title, (Paragraph(CANNOT_KNOW[0]), Paragraph("For the rest, and each length and item: --details")))
    everyone = sum(simulation.people for simulation, _ in found)
    with_each, of_each = found[0][0].crowd.everyone
    quick, standard = (
        sum(one.people for simulation, _ in found for one in simulation.lengths if one.length is length)
        for length in (Length.QUICK, Length.STANDARD)
    )
    who = (
        f"{everyone:,} people were invented, with seed {seed}: for each track {with_each:,} with each reason, and "
        f"{of_each:,} each with nothing wrong, with nothing wrong and a tendency to say yes, and with nothing wrong "
        f"who skip a lot. {quick:,} of them took '{Length.QUICK}', and {standard:,} '{Length.STANDARD}'. What stands "
        f"out after '{Length.STANDARD}' is what stands out after '{Length.FULL}', so there everyone is counted."
    )
    return Page(title, (*(Bullet(text) for text in CANNOT_KNOW), Gap(), Paragraph(who)))


_PLACES = 6  # so that the last bits, in which versions of Python differ, do not show


def simulation_as_json(found: Sequence[tuple[Simulation, Sequence[Defect]]], seed: int) -> str:
    """Returns the report on every track as JSON. Shares are from 0 to 1."""
    tracks = [_track(simulation, defects) for simulation, defects in found]
    exact = json.dumps({"seed": seed, "tracks": tracks, "cannot_know": CANNOT_KNOW})
    rounded = json.loads(exact, parse_float=lambda number: round(float(number), _PLACES) + 0.0)  # no -0.0
    return json.dumps(rounded, indent=2, ensure_ascii=False) + "\n"


def _track(simulation: Simulation, defects: Sequence[Defect]) -> dict[str, object]:
    ids = [one.reason.id for one in simulation.reasons]
    return {
        "track": simulation.track.id,
        "verdict": verdict(simulation, defects),
        "people": simulation.people,
        "defects": [asdict(one) for one in defects],
        "reasons": [
            {
                "reason": one.reason.id,
                "recall": one.recall,
                "power": one.power,
                "weight": one.figures.weight,
                "floor": one.figures.floor,
                "ceiling": one.figures.ceiling,
                "lead": one.figures.lead,
                "mentions": one.figures.mentions,
                "false_alarms": one.alarms,
                "confusions": {
                    other: part for other, part in zip(ids, one.as_high, strict=True) if other != one.reason.id and part
                },
            }
            for one in simulation.reasons
        ],
        "pairs": [
            {"reasons": [ids[number] for number in one.reasons], "gap": one.gap, "overlap": one.overlap}
            for one in simulation.pairs
        ],
        "lengths": [
            {
                "length": one.length,
                "people": one.people,
                "questions": one.questions,
                "recall": one.recall,
                "power": one.power,
                "false_alarms": one.alarms,
                "reasons": {
                    ids[number]: {"recall": recall, "power": power} for number, (recall, power) in one.by_reason.items()
                },
            }
            for one in simulation.lengths
        ],
        "items": [{"item": one.item.id, "bits": one.bits, "loss": one.loss} for one in simulation.items],
    }

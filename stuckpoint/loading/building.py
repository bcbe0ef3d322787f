"""Builds a bank from files that have no problem. Judges nothing."""

from dataclasses import replace
from typing import TypeVar

from stuckpoint.bank import (
    COUPLES,
    Bank,
    Item,
    OpeningLine,
    Option,
    Reason,
    ReasonId,
    Stage,
    Step,
    StepGroup,
    Track,
    TrackId,
)
from stuckpoint.bank.cards import Card, PartnerPage, ResultWords, SignKind, WhatNowPart
from stuckpoint.bank.model import Marked, Paragraph, Reference, Research
from stuckpoint.bank.stages import BEGAN
from stuckpoint.bank.weights import Weights, balanced, most
from stuckpoint.loading.arrangement import Arrangement, Placed, TrackParts
from stuckpoint.loading.files import Role
from stuckpoint.loading.filling import filled, spoken
from stuckpoint.loading.items import condition_of, is_private
from stuckpoint.reading import Entries, Entry, Scalar

DEFAULT_QUICK = 20


def build(
    arrangement: Arrangement, id: str, added: tuple[str, ...], words: Bank | None, guests: frozenset[str]
) -> Bank:
    """Returns the bank; what it does not say for itself, it says in the words of another bank.

    Args:
        arrangement: what the files hold.
        id: the bank's id.
        added: the names of what is not the shipped bank's.
        words: the other bank.
        guests: the files added to the shipped ones: there, a text that says nothing of crisis or misconduct counts as
            unsafe with both, and an item that says nothing of it is always asked.
    """
    bank, what_now = arrangement.bank, arrangement.what_now
    assert bank is not None
    results = filled(ResultWords, bank.entry("results")) if "results" in bank.values else _of(words).results
    return Bank(
        id=id,
        name=bank.text("name"),
        language=bank.text("language", "en"),
        version=bank.text("version"),
        added=added,
        tracks={
            TrackId(name): _Track(name, arrangement, guests).build(parts, results)
            for name, parts in arrangement.tracks.items()
        },
        results=results,
        what_now=_what_now(what_now) if what_now else _of(words).what_now,
    )


def _what_now(entry: Entry) -> tuple[WhatNowPart, ...]:
    return tuple(map(_part, entry.entries("parts")))


def _part(part: Entry) -> WhatNowPart:
    staying, signs = part.texts("with_this_therapist"), part.entry("signs")
    return filled(
        WhatNowPart,
        part,
        stages=_stages(part),
        signs=tuple((kind, text) for kind in SignKind for text in signs.texts(kind)),
        points=(*staying, *part.texts("points")),
        with_this_therapist=frozenset(staying),
    )


def _of(words: Bank | None) -> Bank:
    assert words is not None, "the loader refuses a bank without words of its own when there are no others"
    return words


_Text = TypeVar("_Text", bound=Marked)
_Answers = tuple[tuple[Option, ...], Weights]


class _Track:
    """Builds one track, with that track's words."""

    def __init__(self, id: str, arrangement: Arrangement, guests: frozenset[str]) -> None:
        self._id = id
        self._guests = guests
        self._is_guest = arrangement.tracks[id].entry.place.file in guests
        self._arrangement = arrangement
        self._scales: dict[object, _Answers] = {}

    def build(self, parts: TrackParts, results: ResultWords) -> Track:
        entry = parts.entry
        partner = entry.entry("partner_page")
        return filled(
            Track,
            entry,
            self._id,
            id=TrackId(self._id),
            sections={key: spoken(text, self._id) for key, text in entry.entry("sections").values.items()},
            quick=int(entry.number("quick", DEFAULT_QUICK)),
            context=tuple(self._item(placed) for placed in parts.context),
            items=tuple(self._item(placed) for placed in parts.items),
            reasons=tuple(self._reason(reason) for reason in parts.reasons),
            results=_with_own_words(results, entry.entry("results")),
            partner_page=filled(PartnerPage, partner) if partner.values else None,
        )

    def _item(self, placed: Placed) -> Item:
        entry = placed.entry
        options, most_said = self._answers(placed)
        return filled(
            Item,
            entry,
            self._id,
            stages=_stages(entry),
            options=options,
            many=entry.text("choose") == "many",
            is_number="number" in entry.values,
            show_if=condition_of(entry),
            private=is_private(placed, self._arrangement),
            always=self._is_always(placed),
            reason=ReasonId(placed.about) if placed.about else None,
            most=most_said,
        )

    def _is_always(self, placed: Placed) -> bool:
        """Says whether an item is always asked: so is what is added to a track, unless it says otherwise."""
        added = self._adds(placed.entry) and not self._is_guest and placed.role is not Role.CONTEXT
        return placed.entry.text("ask", "always" if added else "") == "always"

    def _adds(self, entry: Entry) -> bool:
        """Says whether an entry stands in a file that is added to the shipped ones."""
        return entry.place.file in self._guests

    def _answers(self, placed: Placed) -> _Answers:
        """Returns an item's options, and the most that they say. Items with the same scale or numbers share theirs."""
        entry = placed.entry
        scale, number = entry.text("scale"), entry.entry("number")
        if not scale and not number.values:
            return self._weighed(entry, [_points_to(one) for one in entry.entries("options")])
        if "points_to" in entry.values:
            weights = _points_to(entry)
        else:
            weights = {ReasonId(placed.about): 1.0} if placed.about else {}
        said = tuple((key, spoken(value, self._id)) for key, value in number.values.items()) or scale
        used = (said, entry.flag("reverse"), tuple(weights.items()))
        if used not in self._scales:
            holder = self._arrangement.scales[scale] if scale else _numbers(number, self._id)
            self._scales[used] = self._weighed(holder, _shared_out(weights, holder, reverse=entry.flag("reverse")))
        return self._scales[used]

    def _weighed(self, holder: Entry, weights: list[Weights]) -> _Answers:
        """Returns the options that an item or a scale holds, with balanced weights in place of the author's."""
        balance = balanced(weights, many=holder.text("choose") == "many")
        options = tuple(
            filled(Option, option, self._id, balanced=says)
            for option, says in zip(holder.entries("options"), balance, strict=True)
        )
        return options, most(balance)

    def _reason(self, entry: Entry) -> Reason:
        return filled(
            Reason,
            entry,
            self._id,
            id=ReasonId(entry.text("reason")),
            may_mean=self._paragraphs(entry, entry, "may_mean"),
            if_worse=self._paragraphs(entry, entry, "if_worse"),
            steps=tuple(
                self._advice(Step, step, entry, group=group)
                for group in StepGroup
                for step in entry.entry("steps").entries(group)
                if self._is_here(step)
            ),
            opening_lines=tuple(
                self._advice(OpeningLine, line, entry) for line in entry.entries("opening_lines") if self._is_here(line)
            ),
            together=self._together(entry),
            research=tuple(self._research(note, entry) for note in entry.entries("research") if self._is_here(note)),
        )

    def _advice(self, record: type[_Text], entry: Entry, reason: Entry, **given: object) -> _Text:
        # Undecided counts as unsafe where two people are in the room, track by track, so that it reaches no file.
        return self._marked(record, entry, reason, control=self._id == COUPLES, **given)

    def _marked(
        self, record: type[_Text], entry: Entry, reason: Entry, *, control: bool = False, **given: object
    ) -> _Text:
        """Returns a text of a reason with its marks; what comes first is safe for anyone."""
        first = {reason.text("first_step"), reason.text("first_line")}
        unjudged = self._adds(entry) and entry.text("id") not in first
        unsaid = {"unsafe_with_control": control, "unsafe_in_crisis": unjudged, "unsafe_with_misconduct": unjudged}
        marks = {mark: value for mark, value in unsaid.items() if mark not in entry.values}
        return filled(record, entry, self._id, stages=_stages(entry), **marks, **given)

    def _paragraphs(self, holder: Entry, reason: Entry, key: str) -> tuple[Paragraph, ...]:
        return tuple(self._marked(Paragraph, one, reason) for one in holder.entries(key))

    def _together(self, entry: Entry) -> dict[ReasonId, tuple[Paragraph, ...]]:
        """Returns what a reason says of pairs; of those only that are both in this track."""
        pairs, here = entry.entry("together"), self._arrangement.reasons
        others = [other for other in pairs.values if self._id in here[other].texts("tracks")]
        return {ReasonId(other): self._paragraphs(pairs, entry, other) for other in others}

    def _research(self, note: Entry, reason: Entry) -> Research:
        reference = filled(Reference, self._arrangement.references[note.text("cite")])
        return self._marked(Research, note, reason, reference=reference)

    def _is_here(self, entry: Entry) -> bool:
        tracks = entry.texts("tracks")
        return not tracks or self._id in tracks


def _stages(entry: Entry) -> frozenset[Stage]:
    return frozenset(map(Stage, entry.texts("when"))) or BEGAN


def _points_to(entry: Entry) -> Weights:
    points = entry.entry("points_to")
    return {ReasonId(name): points.number(name) for name in points.values}


def _numbers(number: Entry, track: str) -> Entry:
    """Returns the scale of all whole numbers from one to another, each with what the two mean."""
    ends = [(int(number.number(key)), number.values.get(f"{key}_means")) for key in ("from", "to")]
    means = ", ".join(f"{end} = {spoken(words, track)}" for end, words in ends if words)
    (low, _), (high, _) = ends
    place = number.place
    options = [
        {"id": Scalar(place, str(n)), "text": Scalar(place, f"{n} ({means})" if means else str(n))}
        for n in range(low, high + 1)
    ]
    return Entry(place, {"options": Entries(place, tuple(Entry(place, one, {}) for one in options))}, {})


def _shared_out(weights: Weights, scale: Entry, *, reverse: bool) -> list[Weights]:
    """Returns an author's weights for each option of a scale: the option's share of the item's weights."""
    options = scale.entries("options")
    last = len(options) - 1
    shares = [option.number("share", number / last) for number, option in enumerate(options)]
    if reverse:
        shares.reverse()
    return [{reason: share * weight for reason, weight in weights.items()} for share in shares]


def _with_own_words(words: ResultWords, track: Entry) -> ResultWords:
    own = {key: filled(Card, one) if isinstance(one, Entry) else spoken(one, "") for key, one in track.values.items()}
    return replace(words, **own)  # type: ignore[arg-type]

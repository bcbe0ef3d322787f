"""Builds a bank from files that have no problem. Judges nothing."""

from dataclasses import replace
from typing import TypedDict

from stuckpoint.bank.cards import Card, PartnerPage, ResultWords, WhatNowPart
from stuckpoint.bank.model import (
    COUPLES,
    Bank,
    Item,
    ItemId,
    LiesWith,
    OpeningLine,
    Option,
    OptionId,
    Paragraph,
    Reason,
    ReasonId,
    Reference,
    Research,
    Stage,
    Step,
    StepGroup,
    Track,
    TrackId,
)
from stuckpoint.bank.weights import Weights, balanced, most
from stuckpoint.loading.arrangement import Arrangement, Placed, TrackParts
from stuckpoint.loading.items import condition_of, is_private
from stuckpoint.reading.tree import Entries, Entry, Node, Scalar

DEFAULT_QUICK = 20


def build(arrangement: Arrangement, id: str, added: tuple[str, ...], words: Bank | None) -> Bank:
    """Returns the bank; what it does not say for itself, it says in the words of another bank."""
    bank, what_now = arrangement.bank, arrangement.what_now
    assert bank is not None
    own = bank.entry("results")
    results = result_words(own) if own else _of(words).results
    return Bank(
        id=id,
        name=bank.text("name"),
        language=bank.text("language", "en"),
        version=bank.text("version"),
        added=added,
        tracks={
            TrackId(name): _Track(name, arrangement).build(parts, results) for name, parts in arrangement.tracks.items()
        },
        results=results,
        what_now=what_now_parts(what_now) if what_now else _of(words).what_now,
    )


def _of(words: Bank | None) -> Bank:
    assert words is not None, "the loader refuses a bank without words of its own when there are no others"
    return words


_Answers = tuple[tuple[Option, ...], Weights]


class _Track:
    """Builds one track, with that track's words."""

    def __init__(self, id: str, arrangement: Arrangement) -> None:
        self._id = id
        self._arrangement = arrangement
        self._scales: dict[tuple[str, bool, tuple[tuple[ReasonId, float], ...]], _Answers] = {}

    def build(self, parts: TrackParts, results: ResultWords) -> Track:
        entry = parts.entry
        sections, own, partner = entry.entry("sections"), entry.entry("results"), entry.entry("partner_page")
        return Track(
            id=TrackId(self._id),
            name=self._words(entry, "name"),
            welcome=self._paragraphs(entry, "welcome"),
            sections={key: self._words(sections, key) for key in sections.values} if sections else {},
            quick=int(entry.number("quick", DEFAULT_QUICK)),
            context=tuple(self._item(placed) for placed in parts.context),
            items=tuple(self._item(placed) for placed in parts.items),
            reasons=tuple(self._reason(reason) for reason in parts.reasons),
            results=result_words_of(own, results) if own else results,
            partner_page=partner_page(partner) if partner else None,
        )

    def _item(self, placed: Placed) -> Item:
        entry = placed.entry
        options, most_said = self._answers(placed)
        return Item(
            id=ItemId(placed.id),
            text=self._words(entry, "text"),
            text_ended=self._words(entry, "text_ended"),
            hint=self._words(entry, "hint"),
            why=self._words(entry, "why"),
            options=options,
            many=entry.text("choose") == "many",
            may_not_apply=entry.flag("may_not_apply"),
            show_if=condition_of(entry),
            private=is_private(placed, self._arrangement),
            reason=ReasonId(placed.reason.text("reason")) if placed.reason else None,
            most=most_said,
        )

    def _answers(self, placed: Placed) -> _Answers:
        """Returns an item's options, and the most that they say. Items that use a scale alike share theirs."""
        entry = placed.entry
        scale = entry.text("scale")
        if not scale:
            return self._weighed(entry, [_points_to(one) for one in entry.entries("options")])
        if entry.entry("points_to"):
            weights = _points_to(entry)
        else:
            weights = {ReasonId(placed.reason.text("reason")): 1.0} if placed.reason else {}
        used = (scale, entry.flag("reverse"), tuple(weights.items()))
        if used not in self._scales:
            holder = self._arrangement.scales[scale]
            self._scales[used] = self._weighed(holder, _shared_out(weights, holder, reverse=entry.flag("reverse")))
        return self._scales[used]

    def _weighed(self, holder: Entry, weights: list[Weights]) -> _Answers:
        """Returns the options that an item or a scale holds, with balanced weights in place of the author's."""
        spoken = balanced(weights, many=holder.text("choose") == "many")
        options = tuple(
            Option(
                id=OptionId(option.text("id")),
                text=self._words(option, "text"),
                raise_it=self._words(option, "raise_it"),
                balanced=says,
            )
            for option, says in zip(holder.entries("options"), spoken, strict=True)
        )
        return options, most(spoken)

    def _reason(self, entry: Entry) -> Reason:
        steps = entry.entry("steps")
        return Reason(
            id=ReasonId(entry.text("reason")),
            name=self._words(entry, "name"),
            private=entry.flag("private"),
            lies_with=frozenset(LiesWith(word) for word in entry.texts("lies_with")),
            summary=self._words(entry, "summary"),
            may_mean=self._explanation(entry, "may_mean"),
            if_worse=self._explanation(entry, "if_worse"),
            does_not_mean=self._words(entry, "does_not_mean"),
            first_step=entry.text("first_step"),
            first_line=entry.text("first_line"),
            steps=tuple(
                Step(group=group, **self._advice(step))
                for group in StepGroup
                for step in (steps.entries(group) if steps else ())
                if self._is_here(step)
            ),
            opening_lines=tuple(
                OpeningLine(**self._advice(line)) for line in entry.entries("opening_lines") if self._is_here(line)
            ),
            to_partner=self._paragraphs(entry, "to_partner"),
            research=tuple(self._research(note) for note in entry.entries("research")),
            documents=entry.texts("documents"),
        )

    def _advice(self, entry: Entry) -> "_Advice":
        return {
            "id": entry.text("id"),
            "text": self._words(entry, "text"),
            "good_answer": self._words(entry, "good_answer"),
            "if_it_goes_badly": self._words(entry, "if_it_goes_badly"),
            "stages": frozenset(Stage(word) for word in entry.texts("when")) or frozenset(Stage),
            # Undecided counts as unsafe where two people are in the room, track by track, so that it reaches no file.
            "unsafe_with_control": entry.text("unsafe_with_control", "true" if self._id == COUPLES else "") == "true",
            "unsafe_in_crisis": entry.flag("unsafe_in_crisis"),
        }

    def _explanation(self, entry: Entry, key: str) -> tuple[Paragraph, ...]:
        return tuple(
            Paragraph(text=self._words(one, "text"), unsafe_with_control=one.flag("unsafe_with_control"))
            for one in entry.entries(key)
        )

    def _research(self, note: Entry) -> Research:
        reference = self._arrangement.references[note.text("cite")]
        return Research(
            says=self._words(note, "says"),
            reference=Reference(
                authors=reference.text("authors"),
                year=reference.text("year"),
                source=reference.text("source"),
                doi=reference.text("doi"),
            ),
        )

    def _is_here(self, entry: Entry) -> bool:
        tracks = entry.texts("tracks")
        return not tracks or self._id in tracks

    def _words(self, entry: Entry, key: str) -> str:
        value = entry.values.get(key)
        return "" if value is None else _spoken(value, self._id)

    def _paragraphs(self, entry: Entry, key: str) -> tuple[str, ...]:
        listed = entry.values.get(key)
        return tuple(_spoken(one, self._id) for one in listed.values) if isinstance(listed, Entries) else ()


class _Advice(TypedDict):
    id: str
    text: str
    good_answer: str
    if_it_goes_badly: str
    stages: frozenset[Stage]
    unsafe_with_control: bool
    unsafe_in_crisis: bool


def _points_to(entry: Entry) -> Weights:
    points = entry.entry("points_to")
    return {ReasonId(name): points.number(name) for name in points.values} if points else {}


def _shared_out(weights: Weights, scale: Entry, *, reverse: bool) -> list[Weights]:
    """Returns an author's weights for each option of a scale: the option's share of the item's weights."""
    options = scale.entries("options")
    last = len(options) - 1
    shares = [option.number("share", number / last) for number, option in enumerate(options)]
    if reverse:
        shares.reverse()
    return [{reason: share * weight for reason, weight in weights.items()} for share in shares]


def _spoken(value: Node, track: str) -> str:
    """Returns a text in a track's words; where it has none for the track, the first there are."""
    if isinstance(value, Scalar):
        return value.text
    return value.text(track) or next(map(value.text, value.values), "") if isinstance(value, Entry) else ""


def result_words(entry: Entry) -> ResultWords:
    """Returns the words of results as a bank gives them."""
    cards = _cards(entry)
    return ResultWords(
        stuck_is_common=entry.text("stuck_is_common"),
        not_measured=entry.text("not_measured"),
        can_wait=entry.text("can_wait"),
        worse_for_weeks=cards["worse_for_weeks"],
        fresh_look=cards["fresh_look"],
        moving=cards["moving"],
        too_soon=cards["too_soon"],
        not_found=cards["not_found"],
        not_enough=cards["not_enough"],
    )


def result_words_of(track: Entry, bank: ResultWords) -> ResultWords:
    """Returns the bank's words with a track's own cards in their place."""
    own = _cards(track)
    return replace(
        bank,
        worse_for_weeks=own.get("worse_for_weeks", bank.worse_for_weeks),
        fresh_look=own.get("fresh_look", bank.fresh_look),
        moving=own.get("moving", bank.moving),
        too_soon=own.get("too_soon", bank.too_soon),
        not_found=own.get("not_found", bank.not_found),
        not_enough=own.get("not_enough", bank.not_enough),
    )


def _cards(entry: Entry) -> dict[str, Card]:
    return {key: _card(card) for key, card in entry.values.items() if isinstance(card, Entry)}


def _card(entry: Entry) -> Card:
    return Card(
        title=entry.text("title"),
        text=entry.texts("text"),
        steps=entry.texts("steps"),
        line=entry.text("line"),
    )


def what_now_parts(entry: Entry) -> tuple[WhatNowPart, ...]:
    """Returns the parts of what comes next."""
    return tuple(
        WhatNowPart(
            id=part.text("id"),
            title=part.text("title"),
            text=part.texts("text"),
            points=part.texts("points"),
            documents=part.texts("documents"),
            tracks=part.texts("tracks"),
        )
        for part in entry.entries("parts")
    )


def partner_page(entry: Entry) -> PartnerPage:
    """Returns what the page for a partner always says."""
    return PartnerPage(
        title=entry.text("title"),
        text=entry.texts("text"),
        question=entry.text("question"),
        involves=entry.texts("involves"),
        does_not_involve=entry.texts("does_not_involve"),
    )

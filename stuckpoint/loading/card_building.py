"""Builds what is said whatever the scores, from entries that have no problem."""

from dataclasses import replace

from stuckpoint.bank.cards import Card, PartnerPage, ResultWords, WhatNowPart
from stuckpoint.reading.entries import Entry


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

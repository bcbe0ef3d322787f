"""Puts reasons, what comes next and who to call into words, as pages, without anybody's answers. Pure."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from stuckpoint.bank import Concern, HelpLines, LiesWith, Light, OpeningLine, Reason, Stage, Step, StepGroup, Track
from stuckpoint.bank.cards import Card, SignKind, WhatNowPart
from stuckpoint.bank.helplines import Basis, HelpKind, HelpLine
from stuckpoint.bank.model import Research
from stuckpoint.bank.safety import ON_FILE, HelpWords, SafetyWords
from stuckpoint.blocks import (
    Block,
    Bullet,
    Contact,
    Gap,
    Heading,
    Notice,
    Page,
    Paragraph,
    Sign,
    Study,
    Table,
    ToSay,
    ToTry,
)
from stuckpoint.engine import Circumstances
from stuckpoint.engine.results import explanation, lines_for, research_for, steps_for

_WHERE_IT_LIES = {
    LiesWith.YOU: "partly in how it is for you",
    LiesWith.THERAPIST: "with your therapist",
    LiesWith.BETWEEN_US: "between you and your therapist",
    LiesWith.METHOD: "with the way of working",
    LiesWith.SETTING: "with the setting: the time, place, cost or format",
    LiesWith.LIFE: "with life around therapy",
    LiesWith.PARTNER: "between you and your partner",
    LiesWith.TIMING: "with the timing",
}
GROUPS = {
    StepGroup.YOU: "On your own",
    StepGroup.WITH_THERAPIST: "With your therapist",
    StepGroup.ELSEWHERE: "Elsewhere",
}

_SIGNS = {
    SignKind.STAY: "Stay",
    SignKind.CHANGE: "Change",
    SignKind.PAUSE_OR_END: "Pause or end",
    SignKind.GET_HELP: "Get help",
}

# The parts of what comes next that serve where therapy has ended, where a bank has them.
_AFTER_THE_END = ("five_ideas", "questions_for_a_new_therapist")


def reason_page(reason: Reason, where: Circumstances) -> Page:
    """Returns everything there is to read about a reason, without anybody's answers."""
    return Page(reason.name, (Paragraph(reason.summary), *about(reason, where), *advice(reason, where)))


def reasons_page(tracks: Iterable[Track], command: str) -> Page:
    """Returns the reasons in tables, track by track; `command` says how to read one."""
    blocks: list[Block] = [Paragraph("One thing that may be going on, or more than one:")]
    for track in tracks:
        rows = tuple((f"{reason.name} ({reason.id})", reason.summary) for reason in track.reasons)
        blocks.extend((Heading(track.name, level=2), Table(("Reason", "In short"), rows)))
    return Page("The reasons", (*blocks, Gap(), Paragraph(command)))


def parts_for(parts: Sequence[WhatNowPart], track: str | None, stage: Stage | None) -> list[WhatNowPart]:
    """Returns the parts of what comes next for a track and a stage; once therapy is over, those for that come first."""
    here = [part for part in parts if (not (track and part.tracks) or track in part.tracks) and part.serves(stage)]
    return sorted(here, key=lambda part: stage is not None and stage.is_over and part.id not in _AFTER_THE_END)


def what_now_page(
    parts: Sequence[WhatNowPart], track: str | None = None, stage: Stage | None = None, light: Light = ON_FILE
) -> Page:
    """Returns what comes next, whatever the scores: in one track, or without it for everyone."""
    blocks: list[Block] = []
    for part in parts_for(parts, track, stage):
        blocks.append(Heading(part.title, level=2))
        blocks.extend(what_now_blocks(part, light))
    return Page("What comes next", tuple(blocks))


def what_now_blocks(part: WhatNowPart, light: Light = ON_FILE) -> Iterator[Block]:
    """Yields what a part of what comes next says."""
    yield from (Paragraph(text) for text in part.text)
    yield from signs(part, light)
    left_out = part.with_this_therapist if light.leaves_out_therapist else ()
    yield from (Bullet(point) for point in part.points if point not in left_out)


def signs(part: WhatNowPart, light: Light = ON_FILE) -> Iterator[Sign]:
    """Yields the signs of what may come next, kind by kind; none for staying where nobody is to be led back."""
    for kind, text in part.signs:
        if not (light.leaves_out_therapist and kind is SignKind.STAY):
            yield Sign(_SIGNS[kind], text)


def card_page(card: Card) -> Page:
    """Returns a result that is not about one reason."""
    return Page(card.title, tuple(card_blocks(card)))


def card_blocks(card: Card) -> Iterator[Block]:
    """Yields what a card says."""
    yield from (Paragraph(text) for text in card.text)
    yield from (Bullet(step) for step in card.steps)
    if card.line:
        yield ToSay(card.line, lead="Words to say: ")


def about(reason: Reason, where: Circumstances) -> Iterator[Block]:
    """Yields what a reason may mean, where it may lie, and what it does not mean."""
    lies_with = [for_stage(where, _WHERE_IT_LIES[place]) for place in LiesWith if place in reason.lies_with]
    yield Heading("What it may mean", level=2)
    yield from (Paragraph(paragraph.text) for paragraph in explanation(reason, where))
    yield Paragraph(f"Where it may lie: {'; '.join(lies_with)}.")
    yield Heading("What it does not mean", level=2)
    yield Paragraph(reason.does_not_mean)


def advice(reason: Reason, where: Circumstances) -> Iterator[Block]:
    """Yields what to try, what to say, and what research says."""
    steps = steps_for(reason, where)
    for group, title in GROUPS.items():
        here = [step for step in steps if step.group is group]
        if here:
            yield Heading(f"Things to try: {for_stage(where, title[0].lower() + title[1:])}", level=2)
            yield from map(to_try, here)
    if lines := lines_for(reason, where):
        yield Heading("Words to say", level=2)
        yield from map(to_say, lines)
    if notes := research_for(reason, where):
        yield Heading("What research says", level=2)
        yield from map(study, notes)


def for_stage(where: Circumstances, words: str) -> str:
    """Returns words for someone in these circumstances: who never began has no therapist yet."""
    return words.replace("your therapist", "a therapist") if where.stage is Stage.NEVER else words


def study(note: Research) -> Study:
    """Returns what a study found as it is shown."""
    return Study(note.says, str(replace(note.reference, doi="")), note.reference.doi)


def to_try(step: Step, *, box: bool = False, lead: str = "") -> ToTry:
    """Returns a step as it is shown, with what leads up to it."""
    return ToTry(f"{lead}{step.text}", good=step.good_answer, badly=step.if_it_goes_badly, box=box)


def to_say(line: OpeningLine) -> ToSay:
    """Returns an opening line as it is shown."""
    return ToSay(line.text, good=line.good_answer, badly=line.if_it_goes_badly)


def support_page(words: HelpWords, lines: HelpLines, country: str | None) -> Page:
    """Returns who to call in a country, emergency first; without one, where such lines are listed."""
    blocks: list[Block] = [Notice(emergency(lines, country))]
    if country is None:
        blocks.extend(Paragraph(text) for text in words.no_country)
    for kind in HelpKind:
        here = [line for line in lines.of(country) if line.kind is kind]
        if here or kind in words.none:
            blocks.append(Heading(words.headings[kind], level=2))
        blocks.extend(_entry(line, words) for line in here)
        if not here and kind in words.none:
            blocks.append(Paragraph(words.none[kind]))
    if country is not None and country in lines.gaps:
        blocks.append(Paragraph(lines.gaps[country]))
    blocks.append(Paragraph(words.complain))
    blocks.extend(Bullet(point) for point in words.complain_points)
    if country is not None:
        blocks.append(Heading(words.headings["directories"], level=2))
        blocks.extend(_entry(line, words) for line in lines.of(None))
    blocks.extend((Heading(words.headings["children"], level=2), Paragraph(words.children)))
    blocks.append(Heading(words.headings["about"], level=2))
    blocks.extend(Paragraph(text) for text in words.text)
    where = f": {lines.name(country)}" if country else ""
    return Page(f"{words.title}{where}", tuple(blocks))


_LINES_FOR = {Concern.CRISIS: HelpKind.CRISIS, Concern.CONTROL: HelpKind.ABUSE}


def notice_page(words: SafetyWords, concern: Concern, lines: HelpLines, country: str | None) -> Page:
    """Returns a notice: immediate danger and one way to reach help first, then its words.

    Args:
        words: what is said about safety.
        concern: which notice.
        lines: the services that can be called.
        country: where the person is, if they said.
    """
    card = words.notices[concern]
    first = " ".join((emergency(lines, country), *_first_lines(concern, lines, country)))
    return Page(card.title, (Notice(first, card.text),))


def _first_lines(concern: Concern, lines: HelpLines, country: str | None) -> Iterator[str]:
    """Yields the first service for a concern that can be called, and the first that can be reached in writing.

    Without a country, that is where such services are listed.
    """
    if concern is Concern.MISCONDUCT:
        yield "Type h to see who gives advice and takes complaints."
        return
    of_kind = [one for one in lines.of(country) if one.kind is _LINES_FOR[concern]]
    if country is None:
        yield from (f"To find a helpline near you: {_host(directory.web)}." for directory in of_kind[:1])
        return
    number = lines.emergency(country)
    here = [one for one in of_kind if not one.is_local]
    called = next((one for one in here if one.phone and one.phone != number), None)
    if called:
        yield f"{called.name}: {called.phone}."
    written = next((one for one in here if one is not called and (one.text or (one.web and not one.phone))), None)
    if written:
        yield f"{written.name}: {f'text {written.text}' if written.text else _host(written.web)}."


def _host(web: str) -> str:
    return web.removeprefix("https://").removeprefix("www.").partition("/")[0]


def emergency(lines: HelpLines, country: str | None) -> str:
    """Returns what to do in immediate danger, in one line."""
    number = lines.emergency(country)
    return f"In danger now? Call {number or 'your local emergency number'}."


def _entry(line: HelpLine, words: HelpWords) -> Contact:
    year = f", {line.seen[:4]}" if line.seen else ""
    basis = f"{words.from_news}{year}." if line.basis is Basis.PRESS else ""
    return Contact(line.ways, line.name, " ".join(part for part in (line.note, basis) if part))

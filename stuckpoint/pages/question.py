"""How a question is put, in blocks, and what can be said about it. Pure."""

from stuckpoint.bank import DOES_NOT_APPLY, Item, ItemId, Reason, Response, Stage
from stuckpoint.bank.reach import most_context
from stuckpoint.blocks import Block, Bullet, Gap, Heading, Keys, Numbered, Page, Paragraph, Progress
from stuckpoint.engine import Sheet

EVERYWHERE = (("h", "who to call"), ("x", "leave"))  # keys that are the same on every screen


_ONE_ANSWER = (
    "0 is nothing, and 1 the most that one answer can say. A score adds up several answers, so no answer decides alone."
)


def question(
    item: Item, *, place: Progress, intro: str = "", stage: Stage | None = None, earlier: Response | None = None
) -> tuple[Block, ...]:
    """Returns a question as a page: where one is, the question, its hint, its options, the earlier answer."""
    blocks: list[Block] = [place]
    if intro:
        blocks.extend((Gap(), Paragraph(intro)))
    blocks.append(Heading(item.asked_as(stage)))
    if item.hint:
        blocks.append(Paragraph(item.hint))
    if item.many:
        blocks.append(Paragraph("You can type more than one number, such as 1 3."))
    if item.is_number:
        blocks.append(Paragraph(f"Type a number from {item.options[0].id} to {item.options[-1].text}."))
    else:
        blocks.append(Gap())
        for number, option in zip(item.numbers, item.options, strict=True):
            blocks.append(Numbered(number, option.text, marked=option.id in (earlier or ())))
    if earlier is not None:
        said = in_words(item, earlier)
        end = "" if said.rstrip("\"'\u201d\u2019").endswith((".", "!", "?")) else "."
        blocks.extend((Gap(), Paragraph(f"Your earlier answer: {said}{end} Press Enter to keep it.")))
    return tuple(blocks)


def keys(item: Item, *, may_go_back: bool = True) -> Keys:
    """Returns what else may be typed at a question."""
    offered = (
        (True, "s", "skip"),
        (item.may_not_apply, "n", "does not apply"),
        (item.private, "p", "skip this part"),
        (may_go_back, "b", "back"),
        (True, "?", "why we ask"),
    )
    here = ((key, does) for is_offered, key, does in offered if is_offered)
    return Keys("Or type:", (*here, *EVERYWHERE))


def in_words(item: Item, response: Response | None) -> str:
    """Returns a response as a person reads it."""
    if response is None or not response:
        return "skipped"
    if DOES_NOT_APPLY in response:
        return "does not apply"
    return "; ".join(option.text for option in item.chosen(response))


def why(item: Item, reasons: tuple[Reason, ...]) -> str:
    """Returns why a question is asked: in the author's words, or by the reasons it is about."""
    if item.why:
        return item.why
    names = [reason.name for reason in reasons if reason.id in item.most]
    if not names:
        return "Your answer decides which questions come next. It is not scored."
    about = names[0] if len(names) == 1 else f"{'; '.join(names[:-1])}; or {names[-1]}"
    return f"Your answer helps to see whether this may be part of it: {about}. You can skip it."


def what_it_says(item: Item, response: Response, reasons: tuple[Reason, ...]) -> Page:
    """Returns what a response says by itself: about which reasons, how much, and what is worth raising."""
    chosen = item.chosen(response)
    says = {one.name: max((option.balanced.get(one.id, 0.0) for option in chosen), default=0.0) for one in reasons}
    blocks: list[Block] = [Paragraph(f"Your answer: {in_words(item, response)}")]
    blocks.extend(Bullet(f"{name}: {said:.2g}") for name, said in says.items() if said)
    if len(blocks) > 1:
        blocks.append(Paragraph(_ONE_ANSWER))
    else:
        blocks.append(Paragraph("It says nothing about any reason." if chosen else "It counts for nothing."))
    blocks.extend(Paragraph(f"Worth raising, whatever the scores: {one.raise_it}") for one in chosen if one.raise_it)
    return Page("What this answer says", tuple(blocks))


def where(sheet: Sheet, item: Item, position: int) -> tuple[Progress, str]:
    """Returns where in the run an item is, and what to say when a new part begins with it."""
    track, walked = sheet.here, sheet.walked()
    context = {one.id for one in track.context}
    before = [one for one in walked[:position] if one.id not in context]
    part = _part(item, context)
    begins = position == 0 or part != _part(walked[position - 1], context)
    intro = track.sections.get(part, "") if begins else ""
    if part == "context":
        return Progress(f"About you and therapy: {position + 1} of at most {most_context(track)}"), intro
    number, most = len(before) + 1, sheet.at_most()
    return Progress(f"Question {number} of at most {most}", number, most), intro


def _part(item: Item, context: set[ItemId]) -> str:
    if item.id in context:
        return "context"
    return "private" if item.private else "opening" if item.many else "questions"

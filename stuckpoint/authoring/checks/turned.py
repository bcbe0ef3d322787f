"""The rules that look for scores turned round: a scale written most first, a `reverse` that was forgotten."""

import re
from collections.abc import Iterator

from stuckpoint.authoring.checks.draft import Asked, Draft, Found, texts_under
from stuckpoint.authoring.checks.wording import asking
from stuckpoint.bank import ReasonId
from stuckpoint.reading import Entry
from stuckpoint.reading.problems import quoted

# What an option says, or its id, that nothing can be less than.
_LEAST = re.compile(
    r"""
    (?: never | none\ of\ the\ time | not\ at\ all )\b .*
    | none | nothing | no | not\ once | zero | 0 | (?:not|never)\ true
    | (?:strongly|totally|completely)\ disagree | disagree\ (?:strongly|totally|completely)
    """,
    re.VERBOSE,
)


def least_first(draft: Draft) -> Iterator[Found]:
    """Yields each scale with an option such as "never" that counts more than another: it was written most first."""
    for name, scale in draft.arrangement.scales.items():
        options = scale.entries("options")
        shares = [option.number("share", at / max(len(options) - 1, 1)) for at, option in enumerate(options)]
        least = [share for option, share in zip(options, shares, strict=True) if _is_least(option)]
        if least and min(least) > min(shares):
            option = next(one for one, share in zip(options, shares, strict=True) if share == min(least))
            id = option.values["id"]
            what = f"'{option.text('id')}' is not the least that the scale '{name}' can say as it is written"
            yield id.place, what, "write the options least first: the last counts most"


def _is_least(option: Entry) -> bool:
    said = [option.text("id").replace("_", " "), *(text.text for text in texts_under(option, "text"))]
    return any(_LEAST.fullmatch(re.sub(r"[^\w ]", "", one.lower()).strip()) for one in said)


_FEW_SCALES = 4


def one_way(draft: Draft) -> Iterator[Found]:
    """Yields each reason, of four scale items or more, that all count most at their last answer."""
    for track in draft.bank.tracks:
        own: dict[ReasonId, list[Asked]] = {}
        for asked in draft.asked:
            if asked.track.id == track and asked.item.reason and _is_graded(asked.placed.entry):
                own.setdefault(asked.item.reason, []).append(asked)
        for reason, items in own.items():
            if len(items) >= _FEW_SCALES and all(_counts_last(one, reason) for one in items):
                what = f"all {len(items)} items of '{reason}' on a scale or with a number count most at the last answer"
                to_do = "is a 'reverse: true' missing? If not, ask one the other way round, for those who tend to agree"
                yield items[0].place, what, to_do


def _is_graded(entry: Entry) -> bool:
    return "scale" in entry.values or "number" in entry.values


def _counts_last(asked: Asked, reason: ReasonId) -> bool:
    """Says whether the last answer to an item speaks more for a reason than the first does."""
    first, *_, last = asked.item.options
    return last.balanced.get(reason, 0.0) > first.balanced.get(reason, 0.0)


_GOOD = re.compile(
    r"""
    \b(?:
        (?:feel|felt|feeling)\ (?:
            understood | heard | seen | safe | respected | accepted | welcome | supported | close | connected | calm
            | at\ ease | at\ home | comfortable | hopeful | better | stronger | free\ to | able\ to | cared\ for
        )
        | (?:are|were|was|is|been)\ (?:you\ )?(?:able|free)\ to | (?:can|could)\ you\ (?!have|hear|see|feel|tell|sense)
        | (?:keep|kept|hold|held|find|found|pick|picked)\ (?:on\ to\ |up\ )?the\ thread
        | look(?:ed)?\ forward | enjoy(?:ed)? | trust(?:s|ed)? | as\ planned | get\ better | got\ better | calm\ enough
        | makes?\ sense | have\ someone\ to\ turn\ to | does\ (?:it|this|therapy|that)\ help | listens?\ to\ you
        | all\ right\ with | reach(?:ed)?\ out | get\ put\ right | room\ (?:is|was)\ there
    )\b
    """,
    re.VERBOSE,
)
_GOOD_AT_THE_END = re.compile(
    r"(?:very |quite |more than )?(?:well|easy|easily|enough|satisfied|happy|good|helpful|safe)"
)
# With any of these, what is asked about may well be the trouble.
_BAD = re.compile(
    r"""
    \b(?:
        \w+n['\u2019]t | not | no | never | nobody | nothing | nowhere | none | without | less | least | only | just
        | but | mostly | mainly | rather | instead | too | (?:more|other)\ than | elsewhere | alone | away | apart | end
        | over | ha(?:ve|d)\ to | los[et]\w* | fail\w* | hard\w* | stop\w* | miss\w* | wrong\w* | hurt\w* | afraid
        | fear\w* | scar\w+ | worse | doubt\w* | fight\w* | argu\w+ | pretend\w* | need\w* | wish\w* | want\w* | hid\w*
        | avoid\w* | forg[eo]t\w* | un(?!der|til)\w+ | dis(?!cuss)\w+ | mis\w+ | worr\w+ | lonely | upset\w* | pain\w*
        | asham\w+ | shame | blam\w+ | long(?:ed)? | harm\w* | (?:put\ |push\w*\ )off | g[ai]ve\ up | skip\w*
        | cancel\w* | leav\w+ | quit | wonder\w*
    )\b
    """,
    re.VERBOSE,
)
_NO_TROUBLE = re.compile(r"\b(?:done|finished|better|complete\w*|moved? on|enough|strengths?)\b")


def turned_round(draft: Draft) -> Iterator[Found]:
    """Yields each item on a scale that asks about something good, and whose last answer counts for a trouble."""
    for asked in draft.asked:
        item, reason = asked.item, asked.item.reason
        if (
            reason is None
            or not draft.in_english(asked.place)
            or not asked.placed.entry.scalar("scale")
            or not _counts_last(asked, reason)
        ):
            continue
        called = next(one.name for one in asked.track.reasons if one.id == reason)
        asks, end = asking(item.text).lower(), item.options[-1].text
        if _BAD.search(asks) or _NO_TROUBLE.search(f"{called} {reason}".lower().replace("_", " ")):
            continue
        if _GOOD.search(asks) or _GOOD_AT_THE_END.fullmatch(end.lower()):
            what = f"the answer {quoted(end)} to this counts most for '{called}'"
            yield asked.place, what, "if that is the good answer, add 'reverse: true'"

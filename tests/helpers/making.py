"""Builds banks from a few words, walks them, and draws random ones. Reads no YAML."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from hypothesis import strategies as st

from stuckpoint.bank import (
    DOES_NOT_APPLY,
    NONE_OF_THESE,
    Bank,
    Item,
    ItemId,
    LiesWith,
    OpeningLine,
    Option,
    OptionId,
    Reason,
    ReasonId,
    Response,
    Responses,
    Stage,
    Step,
    StepGroup,
    Track,
    TrackId,
)
from stuckpoint.bank.cards import Card, ResultWords
from stuckpoint.bank.conditions import All, Any, Chosen, Condition, leaves
from stuckpoint.bank.model import Paragraph
from stuckpoint.bank.reach import as_met, on_path
from stuckpoint.bank.stages import BEGAN
from stuckpoint.bank.weights import balanced, most
from stuckpoint.engine import Finding, Findings, Length, Standing, next_item

HERE = TrackId("here")
EVERY_STAGE = frozenset(Stage)

_FIVE_STEPS = {"never": 0.0, "rarely": 0.25, "sometimes": 0.5, "often": 0.75, "always": 1.0}

# Author weights: what each option points to.
Weights = Mapping[str, Mapping[str, float]]


def item(
    id: str,
    options: Weights,
    *,
    many: bool = False,
    may_not_apply: bool = False,
    show_if: Condition | None = None,
    private: bool = False,
    always: bool = False,
    raise_it: Mapping[str, str] | None = None,
    stages: frozenset[Stage] = BEGAN,
) -> Item:
    """Makes an item from its author weights. One with `many` gets its `none_of_these`."""
    written = {**options, NONE_OF_THESE: {}} if many else dict(options)
    spoken = balanced([{ReasonId(to): w for to, w in one.items()} for one in written.values()], many)
    return Item(
        id=ItemId(id),
        text=f"What about {id}?",
        options=tuple(
            Option(id=OptionId(name), text=name, raise_it=(raise_it or {}).get(name, ""), balanced=says)
            for name, says in zip(written, spoken, strict=True)
        ),
        many=many,
        may_not_apply=may_not_apply,
        show_if=show_if,
        private=private,
        always=always,
        stages=stages,
        most=most(spoken),
    )


def scale(id: str, *points_to: str, show_if: Condition | None = None, private: bool = False) -> Item:
    """Makes an item with five steps, from `never` at 0 to `always` at full weight."""
    options = {step: dict.fromkeys(points_to, share) for step, share in _FIVE_STEPS.items()}
    return item(id, options, show_if=show_if, private=private)


def number(id: str, low: int, high: int, *points_to: str, means: str = "") -> Item:
    """Makes an item that is answered with a number, from `low` at 0 to `high` at full weight."""
    shares = {n: (n - low) / (high - low) for n in range(low, high + 1)}
    made = item(id, {str(n): dict.fromkeys(points_to, share) for n, share in shares.items()})
    options = tuple(replace(one, text=f"{one.id} ({means})" if means else one.id) for one in made.options)
    return replace(made, options=options, is_number=True)


def when(item: str, *options: str) -> Chosen:
    """Makes the condition that one of the options was chosen."""
    return Chosen(item, frozenset(options))


def reason(id: str, *, private: bool = False) -> Reason:
    """Makes a reason with the fewest words there can be."""
    return Reason(
        id=ReasonId(id),
        name=id,
        private=private,
        lies_with=frozenset({LiesWith.SETTING}),
        summary=id,
        may_mean=(Paragraph(text=id),),
        does_not_mean=id,
        first_step=f"try_{id}",
        first_line=f"say_{id}",
        steps=(Step(id=f"try_{id}", text=id, group=StepGroup.YOU),),
        opening_lines=(OpeningLine(id=f"say_{id}", text=id),),
    )


_CARD = Card(title="a card", text=())
_RESULTS = ResultWords(
    stuck_is_common="common",
    not_measured="not measured",
    can_wait="can wait",
    worse_for_weeks=_CARD,
    fresh_look=_CARD,
    moving=_CARD,
    too_soon=_CARD,
    not_found=_CARD,
    not_enough=_CARD,
)


def track(
    items: Sequence[Item],
    *,
    reasons: Iterable[str] | None = None,
    private: Iterable[str] = (),
    context: Sequence[Item] = (),
    quick: int = 20,
) -> Track:
    """Makes a track. Its reasons are those that the items point to, as met, unless they are named.

    `private` names private reasons; items that point to one are private too. Raises ValueError for what
    the loader would refuse.
    """
    pointed_to = list(dict.fromkeys(str(to) for one in items for to in one.most))
    names = pointed_to if reasons is None else list(reasons)
    if strangers := set(pointed_to) - set(names):
        raise ValueError(f"items point to {', '.join(sorted(strangers))}, which the track does not have")
    hidden = frozenset(private)
    marked = tuple(replace(one, private=one.private or not hidden.isdisjoint(one.most)) for one in items)
    _refuse_bad_conditions((*context, *marked))
    return Track(
        id=HERE,
        name="here",
        sections={},
        quick=quick,
        context=tuple(context),
        items=marked,
        reasons=tuple(reason(name, private=name in hidden) for name in names),
        results=_RESULTS,
    )


def _refuse_bad_conditions(items: Sequence[Item]) -> None:
    earlier: dict[str, Item] = {}
    for one in items:
        for leaf in leaves(one.show_if):
            named = earlier.get(leaf.item)
            if named is None or leaf.options - {option.id for option in named.options}:
                raise ValueError(f"{one.id} looks for {leaf}, which no earlier item has")
            if named.private and not one.private:
                raise ValueError(f"{one.id} is not private and looks at {named.id}, which is")
        if one.id in earlier:
            raise ValueError(f"two items are called {one.id}")
        earlier[one.id] = one


def bank(track: Track) -> Bank:
    """Makes a bank of one track."""
    return Bank(
        id="made",
        name="made",
        language="en",
        version="1",
        tracks={track.id: track},
        results=track.results,
        what_now=(),
    )


def answers(**given: str | Sequence[str]) -> Responses:
    """Makes responses: an option, a list of them, or [] for an item that is skipped."""
    return {ItemId(id): _response(chosen) for id, chosen in given.items()}


def _response(chosen: str | Sequence[str]) -> Response:
    return tuple(map(OptionId, (chosen,) if isinstance(chosen, str) else chosen))


def run(bank: Bank, length: Length, sheet: Responses) -> dict[ItemId, Response]:
    """Answers from a sheet for as long as the quiz asks; what the sheet leaves out is skipped.

    Returns the responses in the order asked, context items first.
    """
    context = on_path(as_met(bank.tracks[HERE], sheet).context, sheet)
    held: dict[ItemId, Response] = {id: sheet[id] for id in context}
    while (coming := next_item(bank, HERE, held, length)) is not None:
        if coming.id in held:
            raise AssertionError(f"{coming.id} was asked twice")
        held[coming.id] = sheet.get(coming.id, ())
    return held


def walk(bank: Bank, length: Length, **given: str | Sequence[str]) -> list[str]:
    """Returns the ids asked of someone who answers so and skips the rest.

    Raises ValueError for an item or option that is not there, and for an answer that is never asked for.
    """
    here = bank.tracks[HERE]
    sheet = answers(**given)
    known = {one.id: one for one in (*here.context, *here.items)}
    if unknown := sheet.keys() - known.keys():
        raise ValueError(f"there is no item {', '.join(sorted(unknown))}")
    for id, response in sheet.items():
        known[id].chosen(response)
    held = run(bank, length, sheet)
    if never_asked := sheet.keys() - held.keys():
        raise ValueError(f"the walk does not reach {', '.join(sorted(never_asked))}")
    context = {one.id for one in here.context}
    return [id for id in held if id not in context]


def of(found: Findings, reason: str) -> Finding:
    """Returns the finding for one reason."""
    return next(one for one in found.findings if one.reason.id == reason)


def scores(found: Findings) -> dict[str, float | None]:
    """Returns the score of each reason."""
    return {one.reason.id: one.score for one in found.findings}


def standing_out(found: Findings) -> set[str]:
    """Returns the reasons that stand out."""
    return {one.reason.id for one in found.findings if one.standing is Standing.STANDS_OUT}


# ---- random banks

_ID_OF_REASON = ("ash", "beech", "cedar", "date", "elm", "fir")
# What each option points to: a slot, which becomes a reason when the item is drawn, and a weight.
_Shape = Sequence[Mapping[int, float]]
_LIKERT: _Shape = [{0: 0.0}, {0: 0.25}, {0: 0.5}, {0: 0.75}, {0: 1.0}]
_GATE: _Shape = [{}, {}]
_SHAPES: tuple[_Shape, ...] = (
    _LIKERT,
    _LIKERT,
    _LIKERT,
    _LIKERT[::-1],
    [{0: 2 * share, 1: share} for share in (0.0, 0.5, 1.0)],
    [{0: 0.2}, {0: 0.5}, {0: 0.9}],  # shares of its own: no way to say "not me"
    [{0: 3.0}, {0: 2.0}, {0: 1.0}, {}],
    [{0: 1.0}, {1: 1.0}, {2: 1.0}, {}],
    [{0: 2.0}, {1: 1.0}, {}],
    [{0: 2.0, 1: 2.0}, {1: 1.0}, {0: 1.0}],
    [{0: 1.0}, {0: 0.0}],
    [{0: 1.0}],
    _GATE,
    _GATE,
    [{0: 0.0}, {1: 0.0}, {}],
)
_MANY_SHAPES: tuple[_Shape, ...] = (
    [{0: 1.0}, {1: 1.0}, {2: 1.0}],
    [{0: 1.0}, {0: 2.0}, {1: 1.0}],
    [{0: 1.0, 1: 1.0}, {1: 3.0}, {2: 2.0}, {}],
    [{0: 1.0}],
    [{}, {}],
)
_WEIGHTS = (None, None, 0.0, 0.1, 1 / 3, 1.0, 2.0, 3.0)  # for a shape of no kind; None points nowhere


def stages_of(track: Track) -> list[Stage]:
    """Returns the stages that a person can say they are at."""
    return [Stage(option.id) for item in track.context if item.id == "stage" for option in item.options]


def told_of(track: Track, stage: Stage | None) -> list[Reason]:
    """Returns the reasons of which something can be said to someone at a stage."""
    asked = [item for item in track.items if item.serves(stage)]
    return [one for one in track.reasons if sum(item.most.get(one.id, 0.0) for item in asked) >= 1]


@dataclass(frozen=True)
class Sketch:
    """An item as its author writes it, so that a test can change the weights."""

    id: str
    options: Weights
    many: bool = False
    show_if: Condition | None = None
    private: bool = False
    always: bool = False
    raise_it: Mapping[str, str] | None = None
    stages: frozenset[Stage] = BEGAN

    def item(self) -> Item:
        """Makes the item."""
        return item(
            self.id,
            self.options,
            many=self.many,
            may_not_apply=True,
            show_if=self.show_if,
            private=self.private,
            always=self.always,
            raise_it=self.raise_it,
            stages=self.stages,
        )


@dataclass(frozen=True)
class Draft:
    """A random track as its author writes it."""

    items: tuple[Sketch, ...]
    reasons: tuple[str, ...]
    private: frozenset[str] = frozenset()
    context: tuple[Sketch, ...] = ()
    quick: int = 20

    def track(self) -> Track:
        """Makes the track."""
        return track(
            [one.item() for one in self.items],
            reasons=self.reasons,
            private=self.private,
            context=[one.item() for one in self.context],
            quick=self.quick,
        )

    def bank(self) -> Bank:
        """Makes a bank of the track."""
        return bank(self.track())


_CONTEXT = (
    Sketch("stage", {"going": {}, "ended": {}, "never": {}}, raise_it={"ended": "it has ended"}),
    Sketch("hush", {"yes": {}, "no": {}}, private=True, raise_it={"yes": "it is hard to say"}),
)


_SOME_STAGES = {0: EVERY_STAGE, 1: frozenset({Stage.NEVER}), 2: BEGAN - {Stage.ENDED}}
# An item is drawn as so many bytes, which draws fast and shrinks item by item.
_BYTES = 16


@st.composite
def drafts(
    draw: st.DrawFn,
    at_least: int = 1,
    at_most: int = 12,
    conditions: bool = True,
    private: bool = True,
    stages: bool = False,
) -> Draft:
    """Draws a track: empty options, zero weights, tick-all, gates, private items and reasons, ties.

    With `stages`, some items are for some stages only.
    """
    reasons = _ID_OF_REASON[: draw(st.integers(1, len(_ID_OF_REASON)))]
    hidden = frozenset(draw(st.sets(st.sampled_from(reasons), max_size=2)) if private else ())
    context = _CONTEXT[: draw(st.integers(0, 2 if private else 1))]
    least_always = draw(st.sampled_from((256, 256, 192, 64)))  # none are in half of the tracks, few or many in others
    one = st.binary(min_size=_BYTES, max_size=_BYTES)
    items: list[Sketch] = []
    for number, drawn in enumerate(draw(st.lists(one, min_size=at_least, max_size=at_most))):
        options = _options(drawn, reasons)
        points_to_private = any(to in hidden for says in options.values() for to in says)
        kept_back = points_to_private or (private and drawn[4] >= 230)
        pool = [one for one in (*context, *items) if kept_back or not one.private]
        items.append(
            Sketch(
                f"item{number}",
                options,
                many=drawn[0] >= 224,
                show_if=_condition(drawn[5], drawn[6:12], pool) if conditions and pool else None,
                private=kept_back,
                always=drawn[6] >= least_always,
                raise_it={"o0": f"say item{number}"} if drawn[4] % 4 == 1 else None,
                stages=_SOME_STAGES.get(drawn[15] % 8, BEGAN) if stages else EVERY_STAGE,
            )
        )
    quick = draw(st.sampled_from((20, 25, 12, 15, 5, 1)))
    return Draft(tuple(items), reasons, hidden, context, quick)


def _options(drawn: bytes, reasons: Sequence[str]) -> Weights:
    shapes = _MANY_SHAPES if drawn[0] >= 224 else _SHAPES
    shape = _free_shape(drawn[12:]) if drawn[1] >= 220 else shapes[drawn[1] % len(shapes)]
    first, stride = drawn[2], 1 + drawn[3] % 3
    return {
        f"o{place}": {reasons[(first + slot * stride) % len(reasons)]: w for slot, w in says.items()}
        for place, says in enumerate(shape)
    }


def _free_shape(drawn: bytes) -> _Shape:
    weights = [(_WEIGHTS[byte % 8], _WEIGHTS[byte // 8 % 8]) for byte in drawn]
    return [{slot: w for slot, w in enumerate(pair) if w is not None} for pair in weights]


def _condition(kind: int, drawn: bytes, pool: Sequence[Sketch]) -> Condition | None:
    """Returns no condition for three items in four; gates, which say nothing themselves, are looked at most."""
    if kind < 192:
        return None
    gates = [one for one in pool if not any(w for says in one.options.values() for w in says.values())]
    among = [*pool, *gates, *gates]
    first, second, third = (_leaf(among[drawn[at] % len(among)], drawn[at + 1]) for at in (0, 2, 4))
    shapes: tuple[Condition, ...] = (
        first,
        first,
        All((first, second)),
        Any((first, second)),
        All((first, Any((second, third)))),
        Any((All((first, second)), third)),
    )
    return shapes[kind % len(shapes)]


def _leaf(named: Sketch, which: int) -> Chosen:
    """Names one option of an item, or two."""
    options = list(named.options)
    return when(named.id, options[which % len(options)], options[which // 16 % len(options)])


def sheets(bank: Bank) -> st.SearchStrategy[dict[ItemId, Response]]:
    """Draws an answer to every item of a bank, context first: an option, ticks, a skip, "does not apply"."""
    here = bank.tracks[HERE]
    items = (*here.context, *here.items)
    return st.binary(min_size=len(items), max_size=len(items)).map(
        lambda drawn: {one.id: answer(one, byte) for one, byte in zip(items, drawn, strict=True)}
    )


def answer(item: Item, byte: int) -> Response:
    """Turns a byte into a response: sometimes a skip, often the strongest option, so that something stands out."""
    if byte < 16:
        return ()
    if byte < 24:
        return (DOES_NOT_APPLY,)
    if item.many:
        ticks = tuple(option.id for place, option in enumerate(item.options[:-1]) if byte >> place & 1)
        return ticks or (NONE_OF_THESE,)
    if byte >= 176:
        return (max(item.options, key=lambda option: sum(option.balanced.values())).id,)
    return (item.options[byte % len(item.options)].id,)

"""The files of a bank as pydantic models, with the rules of the schema that `stuckpoint schema` prints."""

from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Field, RootModel, StringConstraints, ValidationError

Id = Annotated[str, StringConstraints(pattern=r"^[a-z][a-z0-9_]{0,39}$")]
Text = Annotated[str, StringConstraints(pattern=r"\S")]
Words = Text | dict[Id, Text]
Weights = dict[Id, Annotated[float, Field(ge=0, le=1_000_000)]]
Tracks = Annotated[list[Id], Field(min_length=1, max_length=10)]
Stage = Literal["going", "just_begun", "break", "ended", "looking", "parted", "never"]


class Strict(BaseModel):
    """Knows no other keys than its own."""

    model_config = ConfigDict(extra="forbid")


class Option(Strict):
    """What may be chosen."""

    id: Id
    text: Words
    points_to: Weights = {}
    raise_it: Words | None = None
    share: Annotated[float, Field(ge=0, le=1)] | None = None


class Condition(RootModel[dict[Id, Any]]):
    """Show only if."""


class Item(Strict):
    """One thing asked."""

    id: Id
    text: Words
    text_just_begun: Words | None = None
    text_ended: Words | None = None
    hint: Words | None = None
    why: Words | None = None
    scale: Id | None = None
    reverse: bool = False
    points_to: Weights = {}
    choose: Literal["one", "many"] = "one"
    options: Annotated[list[Option], Field(min_length=2, max_length=250)] | None = None
    show_if: Condition | None = None
    private: bool = False
    may_not_apply: bool = False
    when: list[Stage] | None = None
    tracks: Tracks | None = None


class Advice(Strict):
    """A step or a line."""

    id: Id
    text: Words
    good_answer: Words | None = None
    if_it_goes_badly: Words | None = None
    when: list[Stage] | None = None
    tracks: Tracks | None = None
    unsafe_with_control: bool = False
    unsafe_in_crisis: bool = False


class Paragraph(Strict):
    """A paragraph that may be unsafe."""

    text: Words
    unsafe_with_control: bool = False


class Reason(Strict):
    """The file of a reason."""

    reason: Id
    name: Words
    tracks: Tracks
    lies_with: Annotated[
        list[Literal["you", "therapist", "between_us", "method", "setting", "life", "partner", "timing"]],
        Field(min_length=1),
    ]
    private: bool = False
    summary: Words
    may_mean: list[Words | Paragraph]
    if_worse: list[Words | Paragraph] | None = None
    does_not_mean: Words
    first_step: Id
    first_line: Id
    steps: dict[Literal["you", "with_therapist", "elsewhere"], list[Advice]]
    opening_lines: Annotated[list[Advice], Field(min_length=1)]
    items: list[Item] = []


class Result(Strict):
    """The words of one result."""

    title: Text
    text: Annotated[list[Text], Field(min_length=1)]
    steps: list[Text] | None = None
    line: Text | None = None


class Results(Strict):
    """The words that every result says."""

    stuck_is_common: Text
    not_measured: Text
    can_wait: Text
    worse_for_weeks: Result
    fresh_look: Result
    moving: Result
    too_soon: Result
    not_found: Result
    not_enough: Result


class Scale(Strict):
    """A response scale."""

    options: Annotated[list[Option], Field(min_length=2, max_length=250)]


class Bank(Strict):
    """The file bank.yaml."""

    name: Text
    language: Text = "en"
    version: Text = ""
    tracks: Tracks | None = None
    scales: dict[Id, Scale] = {}
    results: Results | None = None


class Track(Strict):
    """The file of a track."""

    track: Id
    name: Words
    welcome: list[Words] = []
    quick: Annotated[int, Field(ge=1, le=10_000)] = 20
    order: list[Id] = []
    opening: list[Item] = []
    context: list[Item] = []


class Part(Strict):
    """A part of what comes next."""

    id: Id
    title: Text
    text: list[Text] = []
    points: list[Text] = []
    documents: list[Text] = []


class WhatNow(Strict):
    """The file what_now.yaml."""

    parts: Annotated[list[Part], Field(min_length=1)]


MODELS: dict[str, type[Strict]] = {"bank": Bank, "track": Track, "reason": Reason, "what_now": WhatNow}


def faults(kind: str, data: object) -> list[str]:
    """Returns what is wrong with a file."""
    try:
        MODELS[kind].model_validate(data)
    except ValidationError as error:
        return [f"{'.'.join(map(str, one['loc']))}: {one['msg']}" for one in error.errors()]
    return []

"""Walks of two thousand keys through the quiz in this process, whatever comes to mind, beside a model of it.

For a longer hunt, raise WALKS.
"""

import random
from collections.abc import Callable
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from ending_model import Model
from hypothesis import HealthCheck, Phase, note, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, rule, run_state_machine_as_test
from keys import RAW, Style, a_command, anything, right, wrong
from making import bank, item, scale, track, when
from quiz_model import Run
from seat import Seat, walk_quickly
from shipped import BANK as SHIPPED

from stuckpoint.bank import COUPLES, Bank, TrackId
from stuckpoint.engine import Length
from stuckpoint.loading import open_bank

WALKS = 3
KEYS = 2000
_AT_ONCE = 8  # so many keys are one step of a walk, which draws fast
BANKS = Path(__file__).parents[1].joinpath("banks")
HUSHED = bank(
    track(
        [
            item("open", {"o0": {"ash": 1}, "o1": {"elm": 1}}, many=True),
            scale("gate", "ash"),
            scale("opened", "ash", "elm", show_if=when("gate", "often", "always")),
            scale("shut", "oak", private=True, show_if=when("hush", "yes")),
            scale("barred", "oak", private=True),
            item("last", {"yes": {"elm": 2}, "no": {}}, may_not_apply=True, raise_it={"yes": "it is last"}),
        ],
        private=["oak"],
        context=[
            item("stage", {"going": {}, "ended": {}}),
            item("hush", {"yes": {}, "no": {}}, private=True),
            item("why", {"yes": {}, "no": {}}, show_if=when("stage", "ended")),
        ],
    )
)

pytestmark = pytest.mark.slow
CHOIR, ALLOTMENT = (open_bank([BANKS / name], only=True) for name in ("choir", "allotment"))
STARTS: list[tuple[Bank, str | None]] = [
    *((SHIPPED, track) for track in (None, "individual", "couples", COUPLES)),
    *((CHOIR, track) for track in (None, "conductor")),
    *((ALLOTMENT, None), (HUSHED, None), (HUSHED, "here")),
]
ODD = [*RAW, *(letter.encode() * length for letter in "1x\x00\u00e9 " for length in (300, 4096, 9_998))]
_BYTES = st.binary(min_size=_AT_ONCE, max_size=_AT_ONCE)


class Walk(RuleBasedStateMachine):
    """One person after another, each with a quiz of their own."""

    def __init__(self) -> None:
        super().__init__()
        self._folder = TemporaryDirectory()
        self._patch = pytest.MonkeyPatch()
        walk_quickly(self._patch, self._folder.name)
        self.seat: Seat | None = None
        self.keys = 0
        self.files: dict[str, str] = {}
        self._read: dict[str, str] = {}

    def teardown(self) -> None:
        try:
            if self.seat and not self.seat.is_over:
                self.seat.end()
        finally:
            self._patch.undo()
            self._folder.cleanup()

    def _sit_down(self, byte: int) -> Seat:
        """Starts a quiz for someone new, who is drawn by a number."""
        chance = random.Random(byte)
        taken, of = chance.choice(STARTS)
        full, is_terminal = chance.choice([(True, True), (True, True), (False, True), (False, False)])
        number = len(self.files)
        names = (f"asked-{number}.html", f"asked-{number}.yaml") if chance.random() < 0.5 else ("", "")
        run = Run(
            bank=taken,
            track=TrackId(of) if of else None,
            length=chance.choice([*Length]),
            full=full,
            working=chance.random() < 0.3,
            report=names[0],
            keep=names[1],
        )
        note(f"someone sits down: {run.length} {run.track} of {taken.id}, {full=}, {names}")
        model = Model(run)
        model.files = self.files
        return Seat(model, is_terminal=is_terminal)

    def _type(self, byte: int, typed: Callable[[Model], str | bytes]) -> None:
        """Types what somebody wants to; the number says who sits down, where nobody does."""
        self.seat = self.seat or self._sit_down(byte)
        given = typed(self.seat.model)
        line = given.encode() if isinstance(given, str) else given
        note(f"at {self.seat.model.at}: {line[:200]!r}")
        self.keys += 1 + line.count(b"\n") + line.count(b"\r") - line.count(b"\r\n")
        self.seat.type(line + b"\n")
        self._see_what_is_left()

    def _see_what_is_left(self) -> None:
        """Sees that what was written is there and nothing else, and makes room where someone is through."""
        assert self.seat is not None
        files = self.seat.model.files
        assert sorted(map(str, Path().iterdir())) == sorted(files)
        for name, text in files.items():
            if self._read.get(name) is not text:
                self._read[name] = text
                if Path(name).read_text(encoding="utf-8") != text:
                    raise AssertionError((name, Path(name).read_text(), text))
        if self.seat.is_over:
            self.seat = None

    def _type_each(self, drawn: bytes, style: Style) -> None:
        for byte in drawn:

            def fits(model: Model, byte: int = byte) -> str:
                return style(model, byte)

            self._type(byte, fits)

    @rule(drawn=_BYTES, style=st.sampled_from([right, right, anything]))
    def answers(self, drawn: bytes, style: Style) -> None:
        self._type_each(drawn, style)

    @rule(drawn=_BYTES, style=st.sampled_from([a_command, anything, wrong]))
    def wanders(self, drawn: bytes, style: Style) -> None:
        self._type_each(drawn, style)

    @rule(drawn=_BYTES, end=st.sampled_from(["\n", "\r\n", "\r"]))
    def pastes_several_lines(self, drawn: bytes, end: str) -> None:
        # What fits is worked out for the screen that is there now; what comes after it may be nonsense there.
        self._type(drawn[0], lambda model: end.join(anything(model, byte) for byte in drawn))

    @rule(drawn=_BYTES, odd=st.sampled_from(ODD))
    def does_something_odd(self, drawn: bytes, odd: bytes) -> None:
        self._type(drawn[0], lambda _: odd)
        self._type_each(drawn[1:], right)

    @rule(drawn=_BYTES, way=st.integers(0, 15))
    def may_leave(self, drawn: bytes, way: int) -> None:
        self._type_each(drawn[1:], right)
        if way < 4:
            self._type(drawn[0], lambda _: (b"x", b" QUIT ", b"1" * 100_000, b"x\n1\n1")[way])
        elif way < 7 and self.seat:
            note(f"at {self.seat.model.at}: the input ends")
            self.seat.end((b"", b"1", b"\xff")[way - 4])
            self._see_what_is_left()


def test_two_thousand_keys_leave_the_quiz_where_they_should() -> None:
    run_state_machine_as_test(
        Walk,
        settings=settings(
            max_examples=WALKS,
            stateful_step_count=KEYS // _AT_ONCE,
            suppress_health_check=[*HealthCheck],
            phases=[Phase.generate],  # shrinking so many keys takes hours; the notes tell each of them
        ),
    )

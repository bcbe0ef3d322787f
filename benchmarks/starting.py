"""Times what a person waits for first: the welcome, the first question.

Run as `python benchmarks/starting.py [RUNS]`.
"""

from functools import partial

from measuring import Benchmark, Row, program, show, taken
from pseudo_terminal import Program
from respondent import TRACKS, WAITS, to_the_first_question

from stuckpoint.bank import TrackId

_WELCOME = "Which therapy is this about?"


def welcome() -> float:
    """Returns how long it takes until the welcome is drawn, in seconds."""
    running = Program(program("quiz"))
    taken = running.until("stuckpoint", _WELCOME, end="Your answer:")
    running.type("x\n")
    running.end()
    return taken


def welcome_and_leaving() -> float:
    """Returns how long a run takes from its start to its end with `x` typed ahead, in seconds."""
    running = Program(program("quiz"), "x\n")
    return running.end()


def first_question(track: TrackId) -> float:
    """Returns how long it takes to the first question about therapy, each key sent when its prompt is drawn."""
    running, keys = Program(program("quiz")), to_the_first_question(track).splitlines(keepends=True)
    taken = 0.0
    for key in keys:
        running.until(end=WAITS)
        taken += running.rest()
        running.type(key)
    taken += running.until("Question 1 of at most", end="Your answer:")
    running.type("x\n")
    running.end()
    return taken


BENCHMARKS = (
    Benchmark(
        rows=(Row(what="`stuckpoint quiz`, until the welcome is drawn", limit=15),),
        take=taken(welcome),
    ),
    Benchmark(
        rows=(Row(what="`stuckpoint quiz`, left at the welcome, until it has ended"),),
        take=taken(welcome_and_leaving),
    ),
    *(
        Benchmark(
            rows=(Row(what=f"`stuckpoint quiz`, until the first question is drawn, {called}", limit=25),),
            take=taken(partial(first_question, track)),
        )
        for track, called in TRACKS.items()
    ),
)

if __name__ == "__main__":
    show(*BENCHMARKS)

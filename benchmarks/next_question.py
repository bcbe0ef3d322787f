"""Times choosing the next question over whole walks, in milliseconds and as a ratio to starting Python.

Run as `python benchmarks/next_question.py [ITEMS ...]`; 80 and 5,000 items when none are named. What else happens
between Enter and the next screen, `benchmarks/walking.py` times too.
"""

import random
import sys
from pathlib import Path
from statistics import median
from time import perf_counter

from measuring import starting_python

sys.path.insert(0, str(Path(__file__).parents[1] / "tests" / "helpers"))

from making import HERE, answer, bank, item, scale, track, when

from stuckpoint.bank import Bank, Item, ItemId, Response
from stuckpoint.engine import Length, next_item
from stuckpoint.engine.plan import plan_for

REASONS = [f"reason_{number}" for number in range(15)]


def made(items: int, chance: random.Random) -> Bank:
    """Makes a bank laid out as the shipped one is: tick-all items, then scales and choose-one, some behind a gate."""
    whole = [_item(number, chance) for number in range(items)]
    return bank(track(whole, reasons=REASONS, private=REASONS[-1:], quick=25))


def _item(number: int, chance: random.Random) -> Item:
    id = f"item_{number}"
    reason, other, third = chance.sample(REASONS[:-1], 3)
    if number % 20 == 0:
        return item(id, {f"o_{one}": {one: 1} for one in chance.sample(REASONS[:-1], 7)}, many=True)
    if number % 20 == 1:
        return item(id, {"yes": {}, "no": {}})
    show_if = when(f"item_{number - number % 20 + 1}", "yes") if number % 20 in (2, 3) else None
    if number % 20 == 4:
        return scale(id, REASONS[-1])
    if number % 4 == 1:
        options = {"a": {reason: 2.0, other: 1.0}, "b": {other: 2.0}, "c": {third: 2.0}, "none": {}}
        return item(id, options, show_if=show_if)
    return scale(id, *([reason, other] if chance.random() < 0.35 else [reason]), show_if=show_if)


def times(bank: Bank, length: Length, chance: random.Random) -> list[float]:
    """Returns how long each question of one walk took, in milliseconds."""
    held: dict[ItemId, Response] = {}
    taken: list[float] = []
    while True:
        start = perf_counter()
        coming = next_item(bank, HERE, held, length)
        taken.append(1000 * (perf_counter() - start))
        if coming is None:
            return taken
        held[coming.id] = answer(coming, chance.randrange(256))


def main() -> None:
    """Prints one line for each size and length."""
    yardstick = starting_python()
    print(f"python -c pass: {yardstick:.1f} ms")
    for size in [int(word) for word in sys.argv[1:]] or [80, 5000]:
        one = made(size, random.Random(size))
        start = perf_counter()
        plan_for(one.tracks[HERE])
        print(f"{size} items: plan {1000 * (perf_counter() - start):.1f} ms")
        for length in Length:
            taken = times(one, length, random.Random(1))
            middle = median(taken)
            print(
                f"  {length:8} {len(taken):5} questions, median {middle:.3f} ms ({middle / yardstick:.4f} x), "
                f"slowest {max(taken):.2f} ms"
            )


if __name__ == "__main__":
    main()

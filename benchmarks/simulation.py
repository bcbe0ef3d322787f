"""Times `stuckpoint simulate` on the shipped bank and its memory, as a ratio to starting Python.

Run as `python benchmarks/simulation.py [PATH]`; PATH is a bank or reasons, as the command takes it.
"""

import os
import resource
import subprocess
import sys
from pathlib import Path
from statistics import median
from time import perf_counter

ROOT = Path(__file__).parents[1]


def seconds(*command: str) -> float:
    """Returns how long a command takes."""
    start = perf_counter()
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL, env={**os.environ, "PYTHONPATH": str(ROOT)})
    return perf_counter() - start


def main() -> None:
    """Prints one line for the yardstick, and one for the command."""
    taken: list[float] = []
    starting: list[float] = []
    for _ in range(3):  # in turn, so that both meet the same machine
        starting += [seconds(sys.executable, "-c", "pass") for _ in range(5)]
        taken.append(seconds(sys.executable, "-m", "stuckpoint", "simulate", *sys.argv[1:]))
    yardstick = median(starting)
    memory = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024
    print(f"python -c pass: {1000 * yardstick:.1f} ms")
    print(f"simulate: {median(taken):.2f} s ({median(taken) / yardstick:.0f} x), at most {memory:.0f} MB")


if __name__ == "__main__":
    main()

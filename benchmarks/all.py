"""Prints every benchmark as the tables of docs/benchmarks.md.

Run as `python benchmarks/all.py [RUNS]`; 15 runs of what is short when no other number is named. It takes some
minutes, and wants a machine that does nothing else.
"""

import sys
from importlib.metadata import version
from importlib.util import find_spec

import asking_peers
import checking
import footprint
import leaving
import loading_peers
import scoring
import simulation
import starting
import typos
import walking
from measuring import RUNS, machine, print_table

ASKED = (starting, walking, scoring, checking, typos, simulation, leaving, footprint)
TABLES = {
    "What was asked for": tuple(benchmark for module in ASKED for benchmark in module.BENCHMARKS),
    "One question, beside others": asking_peers.BENCHMARKS,
    "A bank of 60 items, beside others": loading_peers.BENCHMARKS,
}


def beside() -> str:
    """Returns what stuckpoint is compared with, each with its version."""
    every = (benchmark for benchmarks in TABLES.values() for benchmark in benchmarks)
    packages = dict.fromkeys(name for benchmark in every for name in benchmark.needs if find_spec(name))
    return f"Beside it: {', '.join(f'{name} {version(name)}' for name in packages) or 'nothing else is installed'}."


if __name__ == "__main__":
    print(f"{machine()} {beside()}")
    for title, benchmarks in TABLES.items():
        print(f"\n### {title}\n")
        print_table(benchmarks, int(sys.argv[1]) if sys.argv[1:] else RUNS)

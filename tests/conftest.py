"""What every test stands on: one terminal, one locale, and as many examples as there is time for."""

import os
import signal
from collections import defaultdict
from collections.abc import Iterator

import pytest
from hypothesis import settings

# Set before any test module is imported: Typer and Rich look at some of these when they are.
os.environ.update(
    COLUMNS="80", LINES="24", TERM="xterm-256color", NO_COLOR="1", LC_ALL="C.UTF-8", LANG="C.UTF-8", TZ="UTC"
)
for _name in ("FORCE_COLOR", "PY_COLORS", "CLICOLOR_FORCE", "GITHUB_ACTIONS", "TTY_COMPATIBLE", "LANGUAGE"):
    os.environ.pop(_name, None)

for _profile, _examples in (("quick", 30), ("promised", 500)):
    settings.register_profile(
        _profile,
        max_examples=_examples,
        deadline=None,
        derandomize=bool(os.environ.get("CI")),
        print_blob=True,
    )
settings.load_profile("quick")  # --hypothesis-profile promised, as `.ci/run` has it


@pytest.fixture(autouse=True)
def _signals_as_before() -> Iterator[None]:
    """Gives the signals back that a Terminal ignores once it is over, so that Ctrl-C still ends the tests."""
    before = {
        number: signal.getsignal(number) for number in signal.Signals if number.name not in ("SIGKILL", "SIGSTOP")
    }
    yield
    for number, handler in before.items():
        if signal.getsignal(number) is not handler:
            signal.signal(number, handler)


@pytest.hookimpl(tryfirst=True)  # before -m leaves any out
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Of a test that is `sampled`, so many cases stay quick, evenly spread, and the others are slow.

    What is slow comes first, each by itself, so that no core has to wait at the end for another. What is quick goes
    by files: what a file reads once, it reads once.
    """
    cases = defaultdict[str, list[pytest.Item]](list)
    for item in items:
        if item.get_closest_marker("sampled"):
            cases[item.nodeid.partition("[")[0]].append(item)
    for met in cases.values():
        (count,) = met[0].iter_markers("sampled")
        quick = {place * len(met) // count.args[0] for place in range(count.args[0])}
        for place, item in enumerate(met):
            if place not in quick:
                item.add_marker(pytest.mark.slow)
    for item in items:
        if not item.get_closest_marker("slow"):
            item.add_marker(pytest.mark.xdist_group(item.path.stem))
    items.sort(key=lambda item: item.get_closest_marker("slow") is None)

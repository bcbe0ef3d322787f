"""Times `stuckpoint score` on a file that holds an answer to every question, in each of its forms.

Run as `python benchmarks/scoring.py [RUNS]`.
"""

from collections.abc import Sequence
from functools import partial
from pathlib import Path

from measuring import Benchmark, Figures, Row, folder, program, ratios, seconds, show

from stuckpoint.bank import TrackId
from stuckpoint.engine import Kept, Length, Sheet
from stuckpoint.loading import open_bank
from stuckpoint.loading.responses import responses_file

FORMS = ("text", "markdown", "html", "json")


def answered(place: Path) -> str:
    """Writes the answers of someone who answered all there is, the first option each; returns the file's name."""
    sheet = Sheet(bank=open_bank(), track=TrackId("individual"), length=Length.FULL)
    while item := sheet.upcoming():
        sheet = sheet.answer(item, (item.options[0].id,))
    path = place / "answers.yaml"
    path.write_text(responses_file(sheet.bank, Kept(track=sheet.track, responses=sheet.responses)), encoding="utf-8")
    return str(path)


def _take(options: Sequence[str], runs: int) -> Sequence[Figures]:
    with folder() as place:
        command = program("score", answered(place), *options)
        return [ratios(lambda: seconds(*command), runs)]


_OPTIONS = {**{form: ("--format", form) for form in FORMS}, "for a therapist": ("--for", "therapist")}

BENCHMARKS = tuple(
    Benchmark(
        rows=(Row(what=f"`stuckpoint score`, {called}", limit=25),),
        take=partial(_take, options),
    )
    for called, options in _OPTIONS.items()
)

if __name__ == "__main__":
    show(*BENCHMARKS)

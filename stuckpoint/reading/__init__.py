"""One file: its text, its shape, and what is wrong with it, each thing at its place."""

from stuckpoint.reading.problems import Code, FileProblems, Place, Problem, Severity, WarningCode
from stuckpoint.reading.shapes import shaped
from stuckpoint.reading.source import read_file
from stuckpoint.reading.tree import Entries, Entry, Scalar

__all__ = [
    "Code",
    "Entries",
    "Entry",
    "FileProblems",
    "Place",
    "Problem",
    "Scalar",
    "Severity",
    "WarningCode",
    "read_file",
    "shaped",
]

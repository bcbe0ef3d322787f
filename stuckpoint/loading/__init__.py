"""Many files: what they say of each other, and the bank that they make; kept answers, too."""

from stuckpoint.loading.arrangement import Arrangement, Placed
from stuckpoint.loading.loader import Loaded, load, open_bank, shipped_folder, track_of
from stuckpoint.loading.responses import read_kept
from stuckpoint.loading.safety_files import help_lines, safety_words

__all__ = [
    "Arrangement",
    "Loaded",
    "Placed",
    "help_lines",
    "load",
    "open_bank",
    "read_kept",
    "safety_words",
    "shipped_folder",
    "track_of",
]

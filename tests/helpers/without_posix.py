"""Runs stuckpoint in a Python that has no more of the system than Windows gives it. Used by tests.

    python without_posix.py [--sizeless] COMMAND ...

What is taken away are modules, functions and signals; with --sizeless, the size of the window too. The system
underneath stays what it is.
"""

import enum
import os
import signal
import subprocess  # noqa: F401  asks which system this is when it is imported
import sys
from collections.abc import Sequence
from importlib.abc import MetaPathFinder
from importlib.machinery import ModuleSpec
from typing import Any

_MODULES = "crypt fcntl grp nis ossaudiodev pty pwd readline resource spwd syslog termios tty"
# What os and signal have on Windows, of all that they could have.
_OF_OS = """
    F_OK R_OK W_OK X_OK O_APPEND O_BINARY O_CREAT O_EXCL O_NOINHERIT O_RDONLY O_RDWR O_TRUNC O_WRONLY SEEK_CUR SEEK_END
    SEEK_SET abort access chdir chmod close closerange cpu_count device_encoding dup dup2 execv execve fspath fstat
    fsync ftruncate get_inheritable get_terminal_size getcwd getcwdb getlogin getpid getppid isatty kill link listdir
    lseek lstat mkdir open pipe putenv read readlink remove rename replace rmdir scandir set_inheritable spawnv spawnve
    stat strerror symlink system terminal_size times truncate umask unlink unsetenv urandom utime waitpid
    waitstatus_to_exitcode write
"""
_SIGNALS = "SIGABRT SIGFPE SIGILL SIGINT SIGSEGV SIGTERM"
MODULES, OF_OS, SIGNALS = (frozenset(names.split()) for names in (_MODULES, _OF_OS, _SIGNALS))


class Refusing(MetaPathFinder):
    """Says that there are no such modules."""

    def find_spec(self, fullname: str, *_: object) -> ModuleSpec | None:
        """Raises ImportError for them."""
        if fullname in MODULES:
            raise ModuleNotFoundError(f"No module named {fullname!r}", name=fullname)
        return None


def take_away() -> None:
    """Takes away what Windows does not have."""
    for name in MODULES & set(sys.modules):
        del sys.modules[name]
    sys.meta_path.insert(0, Refusing())
    system = sys.modules["posix"]
    for name in [name for name in vars(system) if hasattr(os, name) and not name.startswith("_")]:
        ours = getattr(os, name)
        is_type = isinstance(ours, type) or name in ("environ", "error")
        if name not in OF_OS and not is_type:
            delattr(os, name)
    _take_away_signals()


def _take_away_signals() -> None:
    kept = {name: number.value for name, number in signal.Signals.__members__.items() if name in SIGNALS}
    set_handler = signal.signal

    def only_some(number: int, handler: Any) -> Any:
        if number not in kept.values():
            raise ValueError("invalid signal value")
        return set_handler(number, handler)

    for name in [name for name in vars(signal) if name.startswith(("SIG", "pthread_", "sig", "ITIMER"))]:
        if name not in SIGNALS | {"SIG_DFL", "SIG_IGN", "signal"}:
            delattr(signal, name)
    vars(signal).update(Signals=enum.IntEnum("Signals", kept), signal=only_some)


def _no_size(*_: object) -> os.terminal_size:
    raise OSError("this console does not say")


def main(words: Sequence[str]) -> None:
    """Runs a command, and ends with its exit code."""
    take_away()
    if words[0] == "--sizeless":
        os.get_terminal_size, words = _no_size, words[1:]
    sys.argv = ["stuckpoint", *words]
    from stuckpoint.__main__ import main as run

    run()


if __name__ == "__main__":
    main(sys.argv[1:])

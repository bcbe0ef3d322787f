"""Starts the program. Answers `--version` before anything else is imported."""

import sys

from stuckpoint import __version__


def main() -> int:
    """Runs the command line and returns its exit code."""
    if sys.argv[1:] == ["--version"]:
        try:
            print(f"stuckpoint {__version__}", flush=True)
        except OSError:
            pass  # nobody reads, or the disk is full: the command line knows what to do
        else:
            return 0
    try:
        import signal

        from stuckpoint.cli.output import say_what_broke

        sys.excepthook = say_what_broke  # before Typer is there, which keeps the one it finds

        code = _run(sys.argv[1:])
        # It is over: a Ctrl-C pressed twice changes nothing.
        signal.signal(signal.SIGINT, signal.SIG_IGN)
    except KeyboardInterrupt:  # before there was anything to leave
        return 130
    return code


def _run(words: list[str]) -> int:

    if words != ["quiz"]:
        from stuckpoint.cli.main import main

        return main(words)
    # Most come for the quiz and name nothing more: what reads options would keep them waiting.
    from stuckpoint.cli.beginning import begin
    from stuckpoint.cli.failures import code_of

    return code_of(begin)


if __name__ == "__main__":
    sys.exit(main())

"""Runs a command and writes to a file how much memory it took at most, in bytes.

Run as `python benchmarks/peak_memory.py FILE COMMAND ...`. A process of its own, because a command's peak includes
what the process that started it took: this one takes next to nothing.
"""

import os
import sys

if __name__ == "__main__":
    file, *command = sys.argv[1:]
    process = os.posix_spawn(command[0], command, os.environ)
    _, status, used = os.wait4(process, 0)
    unit = 1 if sys.platform == "darwin" else 1024
    with open(file, "w", encoding="ascii") as out:  # noqa: PTH123 - pathlib takes memory
        out.write(str(used.ru_maxrss * unit))
    sys.exit(os.waitstatus_to_exitcode(status))

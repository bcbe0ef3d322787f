"""A headless Chromium, spoken to through a pipe: one start for many pages. Used by tests."""

import base64
import fcntl
import json
import os
import shutil
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import count
from pathlib import Path
from typing import Any

CHROMIUM = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome", "chrome"))), None)

_OPTIONS = """
    --headless --no-sandbox --disable-gpu --disable-dev-shm-usage --no-first-run --hide-scrollbars
    --disable-background-networking --disable-component-update --disable-sync --disable-extensions
    --host-resolver-rules=MAP|*|127.0.0.1:9 --remote-debugging-pipe
"""
_HIGH = 10  # the browser reads from 3 and writes to 4, so our ends have to be others


class Browser:
    """One tab of a running Chromium.

    Attributes:
        requested: the addresses that the page asked for; what its policy forbade was never sent.
    """

    def __init__(self, write: int, read: int) -> None:
        self._write, self._read = write, read
        self._numbers, self._left = count(1), b""
        self._session: str | None = None
        self._events: list[dict[str, Any]] = []
        self.requested: list[str] = []
        target = self._call("Target.createTarget", url="about:blank")["targetId"]
        self._session = self._call("Target.attachToTarget", targetId=target, flatten=True)["sessionId"]
        self._call("Page.enable")
        self._call("Network.enable")

    def open(self, page: Path) -> None:
        """Opens a file, and comes back once it has loaded with all that it asks for."""
        self._events.clear()
        self._call("Page.navigate", url=page.as_uri())
        while not self._told("Page.loadEventFired"):
            self._hear()
        asked = {e["requestId"]: e["request"]["url"] for e in self._told("Network.requestWillBeSent")}
        forbidden = {e["requestId"] for e in self._told("Network.loadingFailed") if e.get("blockedReason") == "csp"}
        self.requested = [url for id, url in asked.items() if url != page.as_uri() and id not in forbidden]

    def size(self, width: int, height: int) -> None:
        """Gives the window a size, as a phone, a tablet or a desktop has it."""
        self._call(
            "Emulation.setDeviceMetricsOverride", width=width, height=height, deviceScaleFactor=1, mobile=width < 600
        )

    def scheme(self, name: str) -> None:
        """Asks for light or dark."""
        self._call("Emulation.setEmulatedMedia", features=[{"name": "prefers-color-scheme", "value": name}])

    def evaluate(self, script: str) -> Any:
        """Returns what a script comes to. The page's own policy does not hold for it."""
        found = self._call("Runtime.evaluate", expression=script, returnByValue=True, awaitPromise=True)
        assert "exceptionDetails" not in found, found["exceptionDetails"]
        return found["result"].get("value")

    def pdf(self, width: float, height: float) -> bytes:
        """Returns the page as it is printed on paper of so many inches."""
        return base64.b64decode(
            self._call("Page.printToPDF", paperWidth=width, paperHeight=height, preferCSSPageSize=False)["data"]
        )

    def picture(self, *, whole: bool = False) -> bytes:
        """Returns what the window shows as PNG, or the whole page."""
        return base64.b64decode(self._call("Page.captureScreenshot", captureBeyondViewport=whole)["data"])

    def _call(self, method: str, **params: object) -> dict[str, Any]:
        number = next(self._numbers)
        message = {"id": number, "method": method, "params": params}
        if self._session:
            message["sessionId"] = self._session
        rest = json.dumps(message).encode() + b"\0"
        while rest:
            rest = rest[os.write(self._write, rest) :]
        while True:
            heard = self._hear()
            if heard.get("id") == number:
                assert "error" not in heard, (method, heard["error"])
                result: dict[str, Any] = heard["result"]
                return result

    def _told(self, what: str) -> list[dict[str, Any]]:
        return [event["params"] for event in self._events if event["method"] == what]

    def _hear(self) -> dict[str, Any]:
        while b"\0" not in self._left:
            more = os.read(self._read, 1 << 16)
            assert more, "the browser has gone"
            self._left += more
        message, _, self._left = self._left.partition(b"\0")
        heard: dict[str, Any] = json.loads(message)
        if "method" in heard:
            self._events.append(heard)
        return heard


@contextmanager
def a_browser(profile: Path) -> Iterator[Browser]:
    """Starts a browser with nothing in its profile, and ends it."""
    assert CHROMIUM
    theirs_in, ours_out = map(_moved, os.pipe())
    ours_in, theirs_out = map(_moved, os.pipe())

    def give() -> None:
        os.dup2(theirs_in, 3)
        os.dup2(theirs_out, 4)

    options = [option.replace("|", " ") for option in _OPTIONS.split()]
    process = subprocess.Popen(
        [CHROMIUM, *options, f"--user-data-dir={profile}"],
        preexec_fn=give,
        close_fds=False,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    os.close(theirs_in)
    os.close(theirs_out)
    try:
        yield Browser(ours_out, ours_in)
    finally:
        process.terminate()
        process.wait(timeout=20)
        os.close(ours_out)
        os.close(ours_in)


def _moved(file: int) -> int:
    """Returns the same end of a pipe under a number that is out of the way."""
    moved = fcntl.fcntl(file, fcntl.F_DUPFD_CLOEXEC, _HIGH)
    os.close(file)
    return moved

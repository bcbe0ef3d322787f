"""A client for yaml-language-server: it opens a file and asks, as an editor does, over standard input and output."""

import json
import subprocess
from pathlib import Path
from threading import Timer
from types import TracebackType
from typing import IO, Any, Self

ROOT = Path(__file__).parents[2]
# Where .ci/run puts it.
FOUND = sorted(ROOT.glob(".cache/yaml-language-server@*/node_modules/yaml-language-server/bin/yaml-language-server"))
# Nothing is fetched: the only schema is the one that the file names.
SETTINGS = {"yaml": {"schemaStore": {"enable": False}, "validate": True, "hover": True, "completion": True}}
SECONDS = 120  # after that it is taken for dead

Message = dict[str, Any]


class LanguageServer:
    """One running server. Raises EOFError when it ends before it answers."""

    def __init__(self, program: Path) -> None:
        self._process = subprocess.Popen(
            ["node", program, "--stdio"], stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL
        )
        assert self._process.stdin
        assert self._process.stdout
        self._to: IO[bytes] = self._process.stdin
        self._from: IO[bytes] = self._process.stdout
        self._number = 0
        self._uri = ""
        self._published: dict[str, list[Message]] = {}
        self._dead = Timer(SECONDS, self._process.kill)

    def __enter__(self) -> Self:
        self._dead.start()
        able = {
            "workspace": {"configuration": True},
            "textDocument": {
                "publishDiagnostics": {},
                "completion": {"completionItem": {"snippetSupport": True}},
                "hover": {"contentFormat": ["markdown", "plaintext"]},
            },
        }
        self._ask("initialize", {"processId": None, "rootUri": ROOT.as_uri(), "capabilities": able})
        self._tell("initialized", {})
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None, /
    ) -> None:
        self._dead.cancel()
        self._process.kill()
        self._process.communicate()

    def problems(self, path: Path, text: str) -> list[tuple[int, str]]:
        """Opens a new file beside a path, with this text in it; returns the line, from 1, and what is wrong there."""
        self._number += 1
        self._uri = path.with_name(f"{path.stem}_{self._number}.yaml").as_uri()
        document = {"uri": self._uri, "languageId": "yaml", "version": 1, "text": text}
        self._tell("textDocument/didOpen", {"textDocument": document})
        while self._uri not in self._published:
            self._take(self._receive())
        return [(one["range"]["start"]["line"] + 1, one["message"]) for one in self._published[self._uri]]

    def offered(self, line: int, column: int) -> set[str]:
        """Returns what is offered at a place in the file that was opened last; lines and columns count from 1."""
        return {one["label"] for one in self._ask("textDocument/completion", self._at(line, column))["items"]}

    def help(self, line: int, column: int) -> str:
        """Returns what is shown over a place in the file that was opened last, without the marks of Markdown."""
        shown = self._ask("textDocument/hover", self._at(line, column))
        return str(shown["contents"]["value"]).replace("\\", "")

    def _at(self, line: int, column: int) -> Message:
        return {"textDocument": {"uri": self._uri}, "position": {"line": line - 1, "character": column - 1}}

    def _ask(self, method: str, params: Message) -> Any:
        self._number += 1
        self._send({"id": self._number, "method": method, "params": params})
        while True:
            message = self._receive()
            if message.get("id") == self._number and "method" not in message:
                return message["result"]
            self._take(message)

    def _tell(self, method: str, params: Message) -> None:
        self._send({"method": method, "params": params})

    def _take(self, message: Message) -> None:
        if message.get("method") == "textDocument/publishDiagnostics":
            self._published[message["params"]["uri"]] = message["params"]["diagnostics"]
        elif message.get("method") == "workspace/configuration":
            asked = [one.get("section") for one in message["params"]["items"]]
            self._send({"id": message["id"], "result": [SETTINGS.get(section) for section in asked]})
        elif "id" in message and "method" in message:
            self._send({"id": message["id"], "result": None})

    def _send(self, message: Message) -> None:
        body = json.dumps({"jsonrpc": "2.0", **message}).encode()
        self._to.write(b"Content-Length: %d\r\n\r\n%s" % (len(body), body))
        self._to.flush()

    def _receive(self) -> Message:
        length = 0
        while header := self._from.readline().strip():
            name, _, value = header.partition(b":")
            if name.lower() == b"content-length":
                length = int(value)
        if not length:
            raise EOFError("the language server ended")
        message: Message = json.loads(self._from.read(length))
        return message

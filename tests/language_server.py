"""A session with yaml-language-server, which is what VS Code runs: over its standard input and output, as editors do."""

from __future__ import annotations

import itertools
import json
import queue
import subprocess
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from node import MODULES, node

PATIENCE = 30.0
"""Seconds to wait for an answer."""
SETTINGS: dict[str, Any] = {
    "validate": True,
    "hover": True,
    "completion": True,
    # It would be fetched, and the modeline is to be enough.
    "schemaStore": {"enable": False},
}


class Session:
    """One server and the documents that are open in it."""

    def __init__(self, server: subprocess.Popen[bytes], settings: dict[str, Any]) -> None:
        self._server = server
        self._settings = settings
        self._ids = itertools.count(1)
        self._answers: dict[int, queue.Queue[Any]] = {}
        self._published: queue.Queue[Any] = queue.Queue()
        threading.Thread(target=self._read, daemon=True).start()

    def request(self, method: str, params: Any) -> Any:
        """Ask, and wait for the answer."""
        number = next(self._ids)
        self._answers[number] = queue.Queue()
        self._send({"id": number, "method": method, "params": params})
        answer = self._answers[number].get(timeout=PATIENCE)
        assert "error" not in answer, answer
        return answer["result"]

    def notify(self, method: str, params: Any) -> None:
        self._send({"method": method, "params": params})

    def diagnostics(self, path: Path, text: str) -> list[dict[str, Any]]:
        """Open a document, and wait for what the server says of it."""
        opened = {"uri": path.as_uri(), "languageId": "yaml", "version": 1, "text": text}
        self.notify("textDocument/didOpen", {"textDocument": opened})
        while True:
            published = self._published.get(timeout=PATIENCE)
            if published["uri"] == path.as_uri():
                found: list[dict[str, Any]] = published["diagnostics"]
                return found

    def completions(self, path: Path, line: int, character: int) -> dict[str, str]:
        """What is offered at a place, and what is said of it."""
        at = {"textDocument": {"uri": path.as_uri()}, "position": {"line": line, "character": character}}
        found = self.request("textDocument/completion", at)
        items = found["items"] if isinstance(found, dict) else found
        return {item["label"]: _text(item.get("documentation")) for item in items}

    def hover(self, path: Path, line: int, character: int) -> str:
        at = {"textDocument": {"uri": path.as_uri()}, "position": {"line": line, "character": character}}
        found = self.request("textDocument/hover", at)
        return _text(found["contents"]) if found else ""

    def _send(self, message: dict[str, Any]) -> None:
        body = json.dumps({"jsonrpc": "2.0", **message}).encode()
        assert self._server.stdin is not None
        self._server.stdin.write(b"Content-Length: %d\r\n\r\n%s" % (len(body), body))
        self._server.stdin.flush()

    def _read(self) -> None:
        assert self._server.stdout is not None
        while header := self._server.stdout.readline():
            length = int(header.split(b":")[1])
            while self._server.stdout.readline().strip():
                pass
            self._take(json.loads(self._server.stdout.read(length)))

    def _take(self, message: Any) -> None:
        if "method" not in message:
            self._answers[message["id"]].put(message)
        elif message["method"] == "textDocument/publishDiagnostics":
            self._published.put(message["params"])
        elif message["method"] == "workspace/configuration":
            wanted = message["params"]["items"]
            sections = [self._settings if item.get("section") == "yaml" else None for item in wanted]
            self._send({"id": message["id"], "result": sections})
        elif "id" in message:
            self._send({"id": message["id"], "result": None})


@contextmanager
def session(folder: Path, **settings: Any) -> Iterator[Session]:
    """A server that has a folder open."""
    program = MODULES / "yaml-language-server" / "bin" / "yaml-language-server"
    command = [str(node()), str(program), "--stdio"]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, cwd=folder) as server:
        try:
            talk = Session(server, {**SETTINGS, **settings})
            able = {
                "workspace": {"configuration": True},
                "textDocument": {"hover": {"contentFormat": ["markdown"]}, "publishDiagnostics": {}},
            }
            root = {"uri": folder.as_uri(), "name": folder.name}
            talk.request(
                "initialize",
                {"processId": None, "rootUri": root["uri"], "workspaceFolders": [root], "capabilities": able},
            )
            talk.notify("initialized", {})
            yield talk
            talk.request("shutdown", None)
            talk.notify("exit", None)
            server.wait(timeout=PATIENCE)
        finally:
            server.kill()


def _text(contents: Any) -> str:
    match contents:
        case {"value": str(text)} | str(text):
            return text
        case _:
            return ""

"""A real HTTP server on this machine that records what reaches it and answers as a test says."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Event, Thread
from typing import Any

KEY = "rw-0123456789abcdef-secret"


@dataclass(frozen=True)
class Received:
    """One request as it came over the wire."""

    method: str
    path: str
    headers: dict[str, str]
    body: bytes

    @property
    def tasks(self) -> Any:
        return json.loads(self.body)


@dataclass(frozen=True)
class Answer:
    """``content`` None closes the connection without a word; ``hold`` waits first, for at most a few seconds."""

    content: bytes | None
    status: int = 200
    kind: str = "application/json"
    hold: Event | None = None


def answer(envelope: object, status: int = 200) -> Answer:
    return Answer(json.dumps(envelope).encode(), status)


def success(received: Received) -> Answer:
    """One picture or video for every task, at once."""
    return answer({"data": [_result(task) for task in received.tasks]})


def _result(task: dict[str, Any]) -> dict[str, str]:
    kind = "video" if task["taskType"].startswith("video") else "image"
    name = task["taskUUID"]
    address = f"https://media.example/{name}"
    return {"taskType": task["taskType"], "taskUUID": name, f"{kind}UUID": name, f"{kind}URL": address}


@dataclass
class Service:
    """``url`` is where it listens; ``received`` what came so far; ``reply`` makes the next answer."""

    url: str = ""
    received: list[Received] = field(default_factory=list[Received])
    reply: Callable[[Received], Answer] = success

    def says(self, envelope: object, status: int = 200) -> None:
        self.reply = lambda received: answer(envelope, status)

    def says_bytes(self, content: bytes, status: int = 200, kind: str = "text/html") -> None:
        self.reply = lambda received: Answer(content, status, kind)


@contextmanager
def serving() -> Iterator[Service]:
    """A service for as long as the block runs."""
    service = Service()

    class Handler(BaseHTTPRequestHandler):
        def handle_any(self) -> None:
            body = self.rfile.read(int(self.headers.get("Content-Length") or 0))
            received = Received(self.command, self.path, {k.lower(): v for k, v in self.headers.items()}, body)
            service.received.append(received)
            found = service.reply(received)
            if found.hold is not None:
                found.hold.wait(10)
            self.close_connection = True
            if found.content is None:
                return
            self.send_response(found.status)
            self.send_header("Content-Type", found.kind)
            self.send_header("Content-Length", str(len(found.content)))
            self.end_headers()
            self.wfile.write(found.content)

        do_GET = do_POST = do_PUT = do_DELETE = do_HEAD = do_OPTIONS = do_PATCH = handle_any

        def log_message(self, format: str, *args: object) -> None:
            """Say nothing."""

    with _Server(("127.0.0.1", 0), Handler) as server:
        service.url = f"http://127.0.0.1:{server.server_port}/v1"
        thread = Thread(target=server.serve_forever, args=(0.01,), daemon=True)
        thread.start()
        try:
            yield service
        finally:
            server.shutdown()
            thread.join()


class _Server(ThreadingHTTPServer):
    daemon_threads = True

    def handle_error(self, request: object, client_address: object) -> None:
        """A client that went away is what some tests are about."""

"""A WebSocket server on this machine that answers as a test says."""

from __future__ import annotations

import json
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

from websockets.exceptions import ConnectionClosed
from websockets.sync.server import Server, ServerConnection, serve

SESSION = "5d9e7ec0-5a2c-4b56-9a44-2b5a1c6a7f01"
Reply = Callable[[ServerConnection, list[dict[str, Any]]], None]


def ready(item: dict[str, Any]) -> dict[str, Any]:
    """A finished picture for a task."""
    return {"taskType": "imageInference", "taskUUID": item["taskUUID"], "imageUUID": item["taskUUID"]}


def say(connection: ServerConnection, **envelope: Any) -> None:
    connection.send(json.dumps(envelope))


def success(connection: ServerConnection, tasks: list[dict[str, Any]]) -> None:
    say(connection, data=[ready(task) for task in tasks if task["taskType"] != "ping"])


@dataclass
class Socket:
    """``received`` is every array that came, by connection; ``greet`` answers the first of each."""

    url: str = ""
    received: list[list[list[dict[str, Any]]]] = field(default_factory=list[list[list[dict[str, Any]]]])
    reply: Reply = success
    greet: Reply | None = None

    def tasks(self, kind: str) -> list[dict[str, Any]]:
        """Every element of a kind, over all connections."""
        return [task for arrays in self.received for array in arrays for task in array if task["taskType"] == kind]


@contextmanager
def listening() -> Iterator[Socket]:
    """A server for as long as the block runs."""
    socket = Socket()

    def speak(connection: ServerConnection) -> None:
        arrays: list[list[dict[str, Any]]] = []
        socket.received.append(arrays)
        try:
            for message in connection:
                arrays.append(json.loads(message))
                if len(arrays) > 1:
                    socket.reply(connection, arrays[-1])
                elif socket.greet is not None:
                    socket.greet(connection, arrays[-1])
                else:
                    say(connection, data=[{"taskType": "authentication", "connectionSessionUUID": SESSION}])
        except ConnectionClosed:
            return

    server: Server = serve(speak, "127.0.0.1", 0, max_size=2**24, ping_interval=None)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    socket.url = f"http://127.0.0.1:{server.socket.getsockname()[1]}/v1"
    try:
        yield socket
    finally:
        server.shutdown()
        thread.join()

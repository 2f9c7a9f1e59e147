"""Two ways to talk to a sandbox, and requests to talk about."""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any, Protocol
from uuid import uuid4

import httpx
from websockets.exceptions import ConnectionClosed
from websockets.sync.client import ClientConnection, connect

KEY = "rw-0123456789abcdef-secret"
PROMPT = "A lighthouse that nobody may read about in a log"

Json = dict[str, Any]


class Dropped(Exception):
    """The connection ended without an answer."""


@dataclass(frozen=True)
class Said:
    """What was answered; ``status`` is 0 on a WebSocket, ``text`` the answer as it came."""

    status: int
    text: str

    @property
    def envelope(self) -> Json:
        found = json.loads(self.text)
        assert isinstance(found, dict)
        return found

    @property
    def data(self) -> list[Json]:
        return list(self.envelope.get("data", []))

    @property
    def errors(self) -> list[Json]:
        return list(self.envelope.get("errors", []))

    @property
    def codes(self) -> list[str]:
        return [error["code"] for error in self.errors]


class Talk(Protocol):
    """One client of the sandbox."""

    @property
    def transport(self) -> str: ...

    def say(self, *elements: object, within: float = 10) -> Said:
        """Send an array, return the (first) answer. Raises Dropped, and TimeoutError where nothing comes."""


class RestTalk:
    transport = "rest"

    def __init__(self, url: str) -> None:
        self.client = httpx.Client(headers={"Authorization": f"Bearer {KEY}", "Content-Type": "application/json"})
        self.url = url

    def say(self, *elements: object, within: float = 10) -> Said:
        try:
            response = self.client.post(self.url, content=json.dumps(elements), timeout=within)
        except httpx.RemoteProtocolError as error:
            raise Dropped from error
        except httpx.TimeoutException as error:
            raise TimeoutError from error
        return Said(response.status_code, response.text)


class SocketTalk:
    transport = "websocket"

    def __init__(self, socket: ClientConnection, *, session: str | None = None, within: float = 10) -> None:
        """Authenticate, to resume a session if one is named."""
        self.socket = socket
        resumed = {"connectionSessionUUID": session} if session else {}
        (answer,) = self.say({"taskType": "authentication", "apiKey": KEY, **resumed}, within=within).data
        self.session = answer["connectionSessionUUID"]

    def say(self, *elements: object, within: float = 10) -> Said:
        self.socket.send(json.dumps(elements))
        return self.hear(within)

    def hear(self, within: float = 10) -> Said:
        """The next message."""
        try:
            return Said(0, str(self.socket.recv(within)))
        except ConnectionClosed as error:
            raise Dropped from error


def websocket(url: str) -> ClientConnection:
    return connect(url.replace("http", "ws", 1), max_size=None)


@contextmanager
def talking(url: str, transport: str = "rest") -> Iterator[Talk]:
    """A client for as long as the block runs."""
    if transport == "websocket":
        with websocket(url) as connection:
            yield SocketTalk(connection)
    else:
        talk = RestTalk(url)
        with talk.client:
            yield talk


def picture(**changes: object) -> Json:
    """A valid request for one picture, of a new task."""
    request: Json = {
        "taskType": "imageInference",
        "taskUUID": str(uuid4()),
        "model": "openai:2@2",
        "positivePrompt": PROMPT,
        "width": 256,
        "height": 256,
    }
    return {**request, **changes}


def video(**changes: object) -> Json:
    """A valid request for one video, of a new task."""
    request: Json = {
        "taskType": "videoInference",
        "taskUUID": str(uuid4()),
        "model": "openai:3@1",
        "positivePrompt": PROMPT,
        "duration": 4,
        "width": 1280,
        "height": 720,
    }
    return {**request, **changes}


def asking(task: Json) -> Json:
    """The question how a task is getting on."""
    return {"taskType": "getResponse", "taskUUID": task["taskUUID"]}


def rule(do: Json, **more: object) -> Json:
    """A scenario of one rule; ``match`` and ``times`` may be given."""
    return {"scenario": 1, "rules": [{**more, "do": do}]}

"""A running sandbox, and a client of it."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from airsmith.sandbox import Sandbox

from sandbox_talk import KEY, RestTalk, SocketTalk, Talk, talking
from support import FROZEN


@pytest.fixture(scope="session")
def running() -> Iterator[Sandbox]:
    with Sandbox(FROZEN, api_key=KEY, seed=7) as sandbox:
        yield sandbox


@pytest.fixture
def sandbox(running: Sandbox) -> Sandbox:
    """A sandbox in which nothing has happened, but for time."""
    running.reset()
    return running


@pytest.fixture
def rest(sandbox: Sandbox) -> Iterator[RestTalk]:
    with talking(sandbox.url) as talk:
        assert isinstance(talk, RestTalk)
        yield talk


@pytest.fixture
def socket(sandbox: Sandbox) -> Iterator[SocketTalk]:
    with talking(sandbox.url, "websocket") as talk:
        assert isinstance(talk, SocketTalk)
        yield talk


@pytest.fixture(params=["rest", "websocket"])
def talk(request: pytest.FixtureRequest, sandbox: Sandbox) -> Talk:
    """The same over both transports."""
    found: Talk = request.getfixturevalue("rest" if request.param == "rest" else "socket")
    return found

"""A sandbox in a thread of its own, for as long as a block runs."""

from __future__ import annotations

import errno
import asyncio
import socket
import threading
from collections.abc import Collection, Coroutine
from pathlib import Path
from types import TracebackType
from typing import Any, Final, Self, TypeVar

from uvicorn import Config, Server

from .. import resources
from .app import PATH, App
from .body import MOST_BYTES
from .control import Control
from .connections import HttpConnection, SocketConnection
from .recorder import Recorder
from .scenario import Scenario
from .scenario_file import Source, read_scenario
from .service import Service
from .settings import Retired, Settings
from .validators import Validators

__all__ = ["Sandbox"]

_KEEP_ALIVE: Final = 75
_PATIENCE: Final = 120
_PARTING: Final = 0.5
"""Seconds in which clients may say goodbye, before they are cut off."""
_BACKLOG: Final = 2048
_FREE_PORT: Final = "; port 0 takes one that is free"

Answer = TypeVar("Answer")


class Sandbox:
    """A local service that behaves like Runware's, for tests and demos.

    >>> with Sandbox() as sandbox:
    ...     sandbox.url.startswith("http://127.0.0.1:")
    True
    """

    def __init__(
        self,
        specs: Path | None = None,
        *,
        host: str = "127.0.0.1",
        port: int = 0,
        api_key: str | None = None,
        seed: int = 0,
        latency: float | None = None,
        scenario: Source | None = None,
        record: Path | None = None,
        retired: Retired = "serve",
        allow_hosts: Collection[str] = (),
    ) -> None:
        """Read the specs and the scenario; nothing listens yet.

        Args:
            specs: The folder of specs that decides what is valid; by default those that come with airsmith.
            host: The address to listen at.
            port: 0 takes one that is free.
            api_key: The one key that is accepted; None accepts any that is not empty.
            seed: The same seed gives the same UUIDs, seeds and bytes for the same task.
            latency: Seconds from accepted to finished, on the sandbox's clock; by default 0 for pictures, 2 for videos.
            scenario: A scenario's file, or its document.
            record: A folder into which every exchange is written.
            retired: Whether retired models are served or refused.
            allow_hosts: Hosts besides this machine that webhooks, uploads and input files may reach.

        Raises:
            SpecErrors: Of the specs or the scenario.
            OSError: A file cannot be read, or the record's folder not be made.
        """
        self._validators = Validators(specs or resources.specs())
        self._scenario = Scenario(read_scenario(scenario) if scenario is not None else (), seed)
        self._recorder = Recorder(record) if record is not None else None
        self._settings = Settings(api_key, seed, latency, retired, tuple(allow_hosts))
        self._host, self._port = host, port
        self._started = threading.Event()
        self._problem: BaseException | None = None
        self._thread: threading.Thread | None = None
        self._loop: asyncio.AbstractEventLoop | None = None
        self._server: _Server | None = None
        self._app: App | None = None
        self.url = ""

    def __enter__(self) -> Self:
        self.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.stop()

    def start(self) -> None:
        """Listen, and return when requests are answered. Raises OSError if the address cannot be had."""
        self._started.clear()
        self._problem = None
        listener = _listener(self._host, self._port)
        host, port = _reachable(self._host), listener.getsockname()[1]
        self.url = f"http://{host}:{port}{PATH}"
        self._thread = threading.Thread(
            target=self._run, args=(listener, f"http://{host}:{port}"), name="airsmith-sandbox", daemon=True
        )
        self._thread.start()
        self._started.wait()
        if self._problem is not None:
            raise self._problem

    def stop(self) -> None:
        """Close every connection and end. A sandbox that does not run is left alone."""
        if self._server is not None and self._thread is not None:
            self._server.should_exit = True
            self._thread.join()
            self._server = self._thread = None

    def journal(self) -> dict[str, Any]:
        """Who was billed for what: the answer of ``POST /__sandbox/journal``."""
        return self._call(self._control.journal())

    def advance(self, seconds: float) -> float:
        """Skip seconds of the sandbox's clock and return its time; what is due by then has been made."""
        return self._call(self._control.advance(seconds))

    def scenario(self, document: dict[str, Any]) -> None:
        """Replace the scenario. Raises SpecErrors."""
        self._call(self._control.scenario(document))

    def reset(self) -> None:
        """Forget tasks, files and scenario; the clock goes on."""
        self._call(self._control.reset())

    @property
    def _control(self) -> Control:
        if self._app is None:
            raise RuntimeError("the sandbox does not run")
        return self._app.control

    def _call(self, work: Coroutine[Any, Any, Answer]) -> Answer:
        """Do something in the sandbox's thread."""
        if self._loop is None:
            work.close()
            raise RuntimeError("the sandbox does not run")
        return asyncio.run_coroutine_threadsafe(work, self._loop).result(_PATIENCE)

    def _run(self, listener: socket.socket, base_url: str) -> None:
        try:
            with listener:
                asyncio.run(self._serve(listener, base_url))
        except BaseException as error:  # Whatever it is, it is raised where the sandbox was started.
            self._problem = error
        finally:
            self._loop = self._app = None
            self._started.set()

    async def _serve(self, listener: socket.socket, base_url: str) -> None:
        service = Service(self._settings, base_url, self._validators, self._scenario)
        self._loop = asyncio.get_running_loop()
        self._app = App(service, self._recorder)
        self._server = _Server(self._app, self._started)
        await self._server.serve([listener])


class _Server(Server):
    """uvicorn, that says when it is there, and lets go of who waits before it waits for them."""

    def __init__(self, app: App, started: threading.Event) -> None:
        super().__init__(
            Config(
                app.asgi,
                loop="asyncio",
                http=HttpConnection,
                ws=SocketConnection,
                ws_max_size=MOST_BYTES,
                ws_ping_interval=None,
                lifespan="off",
                log_config=None,
                timeout_keep_alive=_KEEP_ALIVE,
                timeout_graceful_shutdown=5,
            )
        )
        self._app = app
        self._is_there = started

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        await super().startup(sockets)
        self._is_there.set()

    async def shutdown(self, sockets: list[socket.socket] | None = None) -> None:
        await self._app.close()
        parting = asyncio.get_running_loop().call_later(_PARTING, self._cut_off)
        await super().shutdown(sockets)
        parting.cancel()

    def _cut_off(self) -> None:
        """Cut the connections of clients that do not read, or never end what they began."""
        for connection in tuple(self.server_state.connections):
            connection.transport.abort()


def _listener(host: str, port: int) -> socket.socket:
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    # Named as TCP, because asyncio turns off Nagle's algorithm for those only: it costs 40 ms an answer.
    listener = socket.socket(family, socket.SOCK_STREAM, socket.IPPROTO_TCP)
    try:
        listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        listener.bind((host, port))
        listener.listen(_BACKLOG)
    except OSError as error:
        listener.close()
        hint = _FREE_PORT if error.errno == errno.EADDRINUSE else ""
        raise OSError(error.errno, f"cannot listen at {host}:{port}: {error.strerror}{hint}") from None
    except BaseException:
        listener.close()
        raise
    return listener


def _reachable(host: str) -> str:
    """The host of the sandbox's own URLs: who listens everywhere is reached on this machine."""
    host = {"0.0.0.0": "127.0.0.1", "": "127.0.0.1", "::": "::1"}.get(host, host)
    return f"[{host}]" if ":" in host else host

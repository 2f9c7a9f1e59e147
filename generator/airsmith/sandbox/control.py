"""``POST /__sandbox/...``: what a test asks of the sandbox itself."""

from __future__ import annotations

import json
from collections.abc import Awaitable, Callable, Coroutine
from typing import Any, Final, TypeAlias

from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from ..diagnostics import SpecErrors
from .scenario import Scenario
from .scenario_file import read_scenario
from .service import Service

__all__ = ["Control"]

Work: TypeAlias = Callable[[dict[str, object]], Coroutine[Any, Any, dict[str, object]]]

_MOST_BYTES: Final = 1024 * 1024


class ControlError(Exception):
    """What was asked makes no sense; the message says why."""


class Control:
    """The control half of the sandbox; it needs no key."""

    def __init__(self, service: Service) -> None:
        self._service = service

    @property
    def routes(self) -> list[Route]:
        """One route for each thing that can be asked."""
        works: dict[str, Work] = {
            "journal": self._journal,
            "advance": self._advance,
            "scenario": self._scenario,
            "reset": self._reset,
        }
        return [Route(f"/__sandbox/{name}", _answering(work), methods=["POST"]) for name, work in works.items()]

    async def journal(self) -> dict[str, object]:
        """Who was billed for what."""
        return {"now": round(self._service.clock.now(), 3), **self._service.ledger.journal()}

    async def advance(self, seconds: float) -> float:
        """Skip seconds; what has come due by then is made before this returns. Raises ValueError."""
        self._service.clock.advance(seconds)
        await self._service.settle()
        return round(self._service.clock.now(), 3)

    async def scenario(self, document: dict[str, object]) -> int:
        """Replace the scenario; returns the number of its rules. Raises SpecErrors."""
        rules = read_scenario(document)
        self._service.scenario = Scenario(rules, self._service.settings.seed)
        return len(rules)

    async def reset(self) -> None:
        """Forget tasks, files and scenario; the clock goes on."""
        self._service.reset()

    async def _journal(self, document: dict[str, object]) -> dict[str, object]:
        return await self.journal()

    async def _advance(self, document: dict[str, object]) -> dict[str, object]:
        seconds = document.get("seconds")
        if isinstance(seconds, bool) or not isinstance(seconds, int | float):
            raise ControlError('say how far: {"seconds": 60}')
        try:
            return {"now": await self.advance(seconds)}
        except ValueError as error:
            raise ControlError(str(error)) from None

    async def _scenario(self, document: dict[str, object]) -> dict[str, object]:
        try:
            return {"rules": await self.scenario(document)}
        except SpecErrors as errors:
            raise ControlError(str(errors)) from None

    async def _reset(self, document: dict[str, object]) -> dict[str, object]:
        await self.reset()
        return {}


def _answering(work: Work) -> Callable[[Request], Awaitable[Response]]:
    async def answer(request: Request) -> Response:
        try:
            return JSONResponse(await work(await _document(request)))
        except ControlError as error:
            return JSONResponse({"error": str(error)}, 400)

    return answer


async def _document(request: Request) -> dict[str, object]:
    """The body; an empty one is an empty object. Raises ControlError."""
    body = bytearray()
    async for chunk in request.stream():
        body += chunk
        if len(body) > _MOST_BYTES:
            raise ControlError(f"the body has more than {_MOST_BYTES} bytes")
    try:
        document: object = json.loads(body or b"{}")
    except (ValueError, RecursionError):
        raise ControlError("the body is not JSON") from None
    if not isinstance(document, dict):
        raise ControlError("the body must be a JSON object")
    return document

"""The routes of one sandbox."""

from __future__ import annotations

from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route, WebSocketRoute

from .control import Control
from .recorder import Recorder
from .rest import Rest
from .service import Service
from .websocket import Sockets

__all__ = ["App"]

PATH = "/v1"


class App:
    """What uvicorn serves, and the parts that others talk to."""

    def __init__(self, service: Service, recorder: Recorder | None) -> None:
        self._service = service
        self._sockets = Sockets(service, recorder)
        self.control = Control(service)
        self.asgi = Starlette(
            routes=[
                Route(PATH, Rest(service, recorder).post, methods=["POST"]),
                WebSocketRoute(PATH, self._sockets.serve),
                service.files.route,
                *self.control.routes,
            ],
            exception_handlers={HTTPException: _no_such_thing, Exception: _fault_of_ours},
        )

    async def close(self) -> None:
        """End all tasks and sessions; connections that wait for an answer are closed."""
        self._sockets.close()
        await self._service.close()


def _no_such_thing(request: Request, error: Exception) -> Response:
    """A path or a method that there is not."""
    status = error.status_code if isinstance(error, HTTPException) else 500
    message = f"The service answers POST and WebSocket at {PATH}."
    return JSONResponse({"errors": [{"code": "invalidRequest", "message": message}]}, status)


def _fault_of_ours(request: Request, error: Exception) -> Response:
    message = "The sandbox failed; this is a fault of its own."
    return JSONResponse({"errors": [{"code": "internalServerError", "message": message}]}, 500)

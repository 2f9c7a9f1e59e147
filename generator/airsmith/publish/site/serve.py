"""The site at an address of this machine, from memory."""

from __future__ import annotations

import threading
from collections.abc import Mapping
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from types import TracebackType
from typing import Final, Self
from urllib.parse import unquote, urlsplit

_HOST: Final = "127.0.0.1"
_KINDS: Final = {
    "css": "text/css; charset=utf-8",
    "html": "text/html; charset=utf-8",
    "js": "text/javascript; charset=utf-8",
    "svg": "image/svg+xml",
}
_NOT_THERE: Final = b"There is no such page.\n"


class Served:
    """Serves files by path for as long as a block runs; a folder's address is that of its ``index.html``.

    Only requests that call this machine by a name of its own are answered, so that no page from elsewhere can read it.
    """

    def __init__(self, files: Mapping[str, bytes], port: int = 0) -> None:
        """``port`` 0 takes one that is free. Raises OSError if the address cannot be had."""
        handler = type("Handler", (_Handler,), {"files": files})
        try:
            self._server = ThreadingHTTPServer((_HOST, port), handler)
        except OSError as error:
            raise OSError(error.errno, f"cannot listen at {_HOST}:{port}: {error.strerror}") from None
        self._server.daemon_threads = True
        self._thread = threading.Thread(target=self._server.serve_forever, args=(0.05,), daemon=True)
        self.url = f"http://{_HOST}:{self._server.server_port}/"

    def __enter__(self) -> Self:
        self._thread.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._server.shutdown()
        self._thread.join()
        self._server.server_close()


class _Handler(BaseHTTPRequestHandler):
    files: Mapping[str, bytes]
    protocol_version = "HTTP/1.1"

    def do_GET(self) -> None:
        self._answer(with_body=True)

    def do_HEAD(self) -> None:
        self._answer(with_body=False)

    def _answer(self, *, with_body: bool) -> None:
        path = unquote(urlsplit(self.path).path).removeprefix("/")
        path += "index.html" if not path or path.endswith("/") else ""
        found = self.files.get(path) if self._is_for_us() else None
        body = _NOT_THERE if found is None else found
        kind = _KINDS.get(path.rpartition(".")[2], "text/plain; charset=utf-8")
        self.send_response(404 if found is None else 200)
        self.send_header("Content-Type", "text/plain; charset=utf-8" if found is None else kind)
        self.send_header("Content-Length", str(len(body)))
        self.send_header("Cache-Control", "no-store")
        self.send_header("X-Content-Type-Options", "nosniff")
        self.end_headers()
        if with_body:
            self.wfile.write(body)

    def _is_for_us(self) -> bool:
        name = self.headers.get("Host", "").rpartition(":")[0] or self.headers.get("Host", "")
        return name in (_HOST, "localhost")

    def log_message(self, format: str, *args: object) -> None:
        """Say nothing: the command prints its address and no more."""

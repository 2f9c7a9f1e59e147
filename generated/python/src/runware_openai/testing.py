"""A local service for tests of programs that use this package: a pytest plugin with the fixture ``sandbox``.

It needs the extra ``testing``. Nothing is sent to Runware, and nothing is billed:

    def test_a_poster(sandbox):
        with sandbox.client() as client:
            result = client.gpt_image_1("A poster", size="1024x1024")
        assert sandbox.journal()["billed"] == 1
"""

from __future__ import annotations

from collections.abc import Generator, Mapping
from typing import TYPE_CHECKING, Any

import pytest

from ._limits import Polling

if TYPE_CHECKING:
    from ._async_client import AsyncRunware
    from ._client import Runware

API_KEY = "key-of-the-local-sandbox"


class LocalService:
    """The service of one test: as good as new, and what it did can be asked for."""

    def __init__(self, server: Any) -> None:
        self._server = server
        self.url: str = server.url
        self.api_key = API_KEY

    def client(self, **options: Any) -> Runware:
        """A synchronous client of the service that polls quickly; the options are those of ``Runware``."""
        from ._client import Runware

        return Runware(**self._options(options))

    def async_client(self, **options: Any) -> AsyncRunware:
        """An asynchronous client of the service."""
        from ._async_client import AsyncRunware

        return AsyncRunware(**self._options(options))

    def _options(self, given: dict[str, Any]) -> dict[str, Any]:
        return {"api_key": self.api_key, "base_url": self.url, "polling": Polling(first=0.05, longest=0.5), **given}

    def journal(self) -> dict[str, Any]:
        """What was accepted and billed: ``tasks``, ``billed`` (their number) and ``requests``."""
        found: dict[str, Any] = self._server.journal()
        return found

    def advance(self, seconds: float) -> None:
        """Let time pass for the service, so that a video is finished without waiting for it."""
        self._server.advance(seconds)

    def scenario(self, document: Mapping[str, Any]) -> None:
        """Misbehave from now on as a scenario says."""
        self._server.scenario(dict(document))


@pytest.fixture(scope="session")
def _sandbox_server() -> Generator[Any]:
    try:
        from airsmith.sandbox import Sandbox
    except ImportError:
        raise ImportError("the fixture sandbox needs airsmith: install the extra testing") from None
    with Sandbox(api_key=API_KEY) as server:
        yield server


@pytest.fixture
def sandbox(_sandbox_server: Any, monkeypatch: pytest.MonkeyPatch) -> LocalService:
    """A local service that knows nothing yet; RUNWARE_API_KEY and RUNWARE_BASE_URL name it during the test."""
    _sandbox_server.reset()
    monkeypatch.setenv("RUNWARE_API_KEY", API_KEY)
    monkeypatch.setenv("RUNWARE_BASE_URL", _sandbox_server.url)
    return LocalService(_sandbox_server)

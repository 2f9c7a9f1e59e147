"""What the tests of the Python client share: a scripted service and a real sandbox."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from airsmith.sandbox import Sandbox

from service import Service, serving


@pytest.fixture(autouse=True)
def _clean(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("RUNWARE_API_KEY", "RUNWARE_BASE_URL"):
        monkeypatch.delenv(name, raising=False)


@pytest.fixture
def quick(monkeypatch: pytest.MonkeyPatch) -> None:
    """How long is waited is shown on a virtual clock; elsewhere it would only take time."""
    monkeypatch.setattr("runware_openai._engine.RETRY", (0.05, 2.0, 1.0))


@pytest.fixture
def service(quick: None) -> Iterator[Service]:
    with serving() as found:
        yield found


@pytest.fixture(scope="session")
def _server() -> Iterator[Sandbox]:
    with Sandbox(latency=0.1) as server:
        yield server


@pytest.fixture
def sandbox(_server: Sandbox, quick: None) -> Sandbox:
    _server.reset()
    return _server

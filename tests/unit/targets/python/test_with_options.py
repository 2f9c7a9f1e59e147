"""A client with other settings for its calls, which shares all else with the one that it came from."""

from __future__ import annotations

import asyncio
import json
import warnings
from collections.abc import Callable, Iterator
from pathlib import Path
from threading import Event
from typing import Any

import pytest
from runware_openai import (
    AsyncRunware,
    DeadlineExceeded,
    Journal,
    NotSent,
    Progress,
    Runware,
    Timeouts,
    ValidationError,
)

from clients import KINDS, REQUEST
from service import KEY, Answer, Service, serving

BOTH = pytest.mark.parametrize("kind", KINDS)


@pytest.fixture
def service() -> Iterator[Service]:
    with serving() as found:
        yield found


def use(kind: str, service: Service, work: Callable[[Any], Any], **options: Any) -> Any:
    """What ``work`` returns of a client, or what the awaitable that it returns comes to."""
    settings = {"api_key": KEY, "base_url": service.url, **options}
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", DeprecationWarning)
        if kind == "Runware":
            with Runware(**settings) as client:
                return work(client)
        return asyncio.run(_use(work, settings))


async def _use(work: Callable[[Any], Any], settings: dict[str, Any]) -> Any:
    async with AsyncRunware(**settings) as client:
        return await work(client)


@BOTH
@pytest.mark.parametrize("limit", [0.3, Timeouts(total=0.3)])
def test_a_method_of_a_model_ends_in_time(kind: str, service: Service, limit: Timeouts | float) -> None:
    held = Event()
    service.reply = lambda received: Answer(b"{}", hold=held)
    try:
        with pytest.raises(DeadlineExceeded):
            use(kind, service, lambda client: client.with_options(timeout=limit).gpt_image_1("A", size="1024x1024"))
    finally:
        held.set()


@BOTH
def test_the_client_itself_keeps_its_settings(kind: str, service: Service) -> None:

    def work(client: Any) -> Any:
        other = client.with_options(timeout=1e-9, validate=False)
        assert type(other) is type(client) and repr(other) == repr(client)
        return client.run(REQUEST)

    assert use(kind, service, work).items
    with pytest.raises(ValidationError):
        use(kind, service, lambda client: client.with_options(timeout=9).run(REQUEST | {"width": 1}))


@BOTH
def test_what_is_not_given_stays(kind: str, service: Service) -> None:
    wrong = REQUEST | {"width": 1}
    assert use(
        kind, service, lambda client: client.with_options(validate=False).with_options(timeout=9).run(wrong)
    ).items
    assert use(kind, service, lambda client: client.with_options(timeout=9).run(wrong), validate=False).items
    with pytest.raises(NotSent, match="before the deadline"):
        use(kind, service, lambda client: client.with_options(validate=True).run(REQUEST), timeout=1e-9)


@BOTH
def test_progress_goes_to_who_was_named_last(kind: str, service: Service) -> None:
    first, second = list[Progress](), list[Progress]()
    use(kind, service, lambda client: client.run(REQUEST), on_progress=first.append)
    told = len(first)
    assert told
    use(kind, service, lambda c: c.with_options(on_progress=second.append).run(REQUEST), on_progress=first.append)
    assert (len(first), len(second)) == (told, told)
    use(kind, service, lambda client: client.with_options(timeout=9).run(REQUEST), on_progress=first.append)
    assert len(first) == 2 * told


@BOTH
def test_the_journal_is_shared(kind: str, service: Service, tmp_path: Path) -> None:
    path = tmp_path / "jobs.jsonl"
    use(kind, service, lambda client: client.with_options(timeout=9).run(REQUEST), journal=path)
    assert json.loads(path.read_text(encoding="utf-8").splitlines()[0])
    assert list(Journal(path).pending()) == []


@BOTH
def test_closing_either_closes_both(kind: str, service: Service) -> None:
    if kind == "Runware":
        client = Runware(KEY, base_url=service.url)
        with client.with_options(timeout=9) as other:
            assert other.run(REQUEST).items
        with pytest.raises(RuntimeError, match="closed"):
            client.run(REQUEST)
        return

    async def work() -> None:
        client = AsyncRunware(KEY, base_url=service.url)
        async with client.with_options(timeout=9) as other:
            assert (await other.run(REQUEST)).items
        with pytest.raises(RuntimeError, match="closed"):
            await client.run(REQUEST)

    asyncio.run(work())

"""The service's own SDKs, unmodified, against the sandbox: every documented request of every model."""

from __future__ import annotations

import asyncio
import io
import json
import urllib.request
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from uuid import uuid4

import av
import pytest
from PIL import Image

from airsmith.sandbox import Sandbox
from documented import documented

from official import SDKS, Sdk, call

WAYS = [(sdk, transport) for sdk in SDKS for transport in sdk.transports]
KEY = "a-key-of-the-sandbox"


@pytest.fixture(scope="module")
def sandbox() -> Iterator[Sandbox]:
    with Sandbox(api_key=KEY, latency=0.3) as running:
        yield running


@pytest.mark.parametrize(("sdk", "transport"), WAYS, ids=[f"{sdk.name} {transport}" for sdk, transport in WAYS])
def test_documented_requests_come_to_their_end(sandbox: Sandbox, sdk: Sdk, transport: str) -> None:
    sandbox.reset()
    requests = [{**example.request, "taskUUID": str(uuid4())} for example in documented()]
    calls = asyncio.run(call(sdk, sandbox.url, transport, requests, seconds=120, key=KEY))
    for request, done in zip(requests, calls, strict=True):
        assert "items" in done, (request["model"], done)
        (item,) = done["items"]
        check_medium(request, item)
    assert sandbox.journal()["billed"] == len(requests)


@pytest.mark.parametrize(("sdk", "transport"), WAYS, ids=[f"{sdk.name} {transport}" for sdk, transport in WAYS])
def test_a_wrong_key_is_refused(sandbox: Sandbox, sdk: Sdk, transport: str) -> None:
    sandbox.reset()
    request = {**documented()[0].request, "taskUUID": str(uuid4())}
    try:
        (done,) = asyncio.run(call(sdk, sandbox.url, transport, [request], seconds=10, key="another"))
    except RuntimeError as error:
        assert "invalidApiKey" in str(error) or "uthenticat" in str(error)
    else:
        assert "items" not in done
    assert sandbox.journal()["billed"] == 0


def check_medium(request: dict[str, Any], item: dict[str, Any]) -> None:
    """The file behind a result is what was asked for, to the pixel and the second."""
    url = item.get("imageURL") or item["videoURL"]
    with urllib.request.urlopen(url, timeout=30) as response:
        content = response.read()
    if request["taskType"] == "imageInference":
        with Image.open(io.BytesIO(content)) as image:
            assert image.size == (request["width"], request["height"])
            assert image.format == {"jpg": "JPEG"}.get(Path(url).suffix[1:], Path(url).suffix[1:].upper())
        return
    with av.open(io.BytesIO(content)) as video:
        (stream,) = video.streams.video
        assert (stream.width, stream.height) == (request.get("width", 1280), request.get("height", 720))
        assert video.duration is not None
        assert video.duration / 1_000_000 == pytest.approx(request["duration"], abs=0.01)


def test_pins_say_which_sdks_these_are() -> None:
    environments = Path(__file__).parent / "environments"
    package = json.loads((environments / "package.json").read_text(encoding="utf-8"))
    for sdk in SDKS:
        pins = environments / f"{sdk.package}.txt"
        found = package["dependencies"].get(sdk.package)
        assert found == sdk.version or f"{sdk.package}=={sdk.version}\n" in pins.read_text(encoding="utf-8")

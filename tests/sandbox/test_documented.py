"""Every documented request is served, and every answer is one that the specs know."""

from __future__ import annotations

import io
from typing import Any

import av
import httpx
import pytest
from airsmith.meaning.evaluate import fits
from airsmith.model.catalog import Example, Model
from airsmith.sandbox import Sandbox
from PIL import Image

from sandbox_talk import Talk, asking
from support import frozen_models

EXAMPLES = [(model, example) for model in frozen_models() for example in model.examples]


def media(item: dict[str, Any]) -> tuple[tuple[int, int], float]:
    """The size of what was made, and its length in seconds; 0 of a picture."""
    if "imageURL" in item:
        with Image.open(io.BytesIO(httpx.get(item["imageURL"]).content)) as image:
            return image.size, 0
    with av.open(io.BytesIO(httpx.get(item["videoURL"]).content)) as container:
        stream = container.streams.video[0]
        frames = list(container.decode(stream))
        assert stream.average_rate is not None
        return (stream.width, stream.height), float(len(frames) / stream.average_rate)


@pytest.mark.parametrize(("model", "example"), EXAMPLES, ids=[f"{m.slug} {e.title}" for m, e in EXAMPLES])
def test_a_documented_request_is_served(talk: Talk, sandbox: Sandbox, model: Model, example: Example) -> None:
    request = example.request
    assert isinstance(request, dict)
    assert not example.invalid
    (first,) = talk.say({**request, "includeCost": True, "safety": {"checkContent": True}}).data
    assert (first["taskType"], first["taskUUID"]) == (request["taskType"], request["taskUUID"])
    sandbox.advance(2)
    (item,) = talk.say(asking(request)).data
    # The bound of integers is one of requests: a seed may be longer.
    assert fits({**item, "seed": 1}, model.task.response), item
    assert media(item) == ((request["width"], request["height"]), request.get("duration", 0))

"""What a valid request asks for, of any model that a spec can describe."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import Any

import pytest
from airsmith.model.catalog import Model
from airsmith.sandbox.orders import PictureOrder, VideoOrder, inputs_of, order_of

from generated import files
from sandbox_talk import picture, video
from support import fixture_models, own_models

MODELS = [model for model in (*own_models(), *fixture_models()) if model.task.media in ("image", "video")]
OWN = {model.air: model for model in own_models()}


def valid_requests(model: Model) -> list[dict[str, Any]]:
    texts = [text for path, text in files("vectors", [model]).items() if path.endswith(f"/{model.slug}.json")]
    vectors = [vector for text in texts for vector in json.loads(text)["vectors"] if vector["valid"]]
    return [vector["request"] for vector in vectors if "request" in vector]


@pytest.mark.parametrize("model", MODELS, ids=lambda model: model.air)
def test_every_valid_request_is_an_order(model: Model) -> None:
    requests = valid_requests(model)
    assert requests
    for request in requests:
        order = order_of(request, model, None)
        assert isinstance(order, VideoOrder if model.task.media == "video" else PictureOrder)
        assert order.width > 0 and order.height > 0 and order.count > 0 and order.price > 0
        assert (order.width, order.height) == (request.get("width", order.width), request.get("height", order.height))
        inputs_of(request, model.contract.root)


def order(request: dict[str, Any], size: tuple[int, int] | None = None) -> PictureOrder | VideoOrder:
    return order_of(request, OWN[request["model"]], size)


def test_numbers_may_be_written_with_a_point() -> None:
    found = order(picture(width=512.0, height=512.0, numberResults=2.0, outputQuality=50.0))
    assert isinstance(found, PictureOrder)
    assert (found.width, found.height, found.count, found.quality) == (512, 512, 2, 50)
    assert all(isinstance(number, int) for number in (found.width, found.height, found.count, found.quality))


def test_delivery_is_by_default_that_of_the_task() -> None:
    assert not order(picture()).is_async and order(video()).is_async
    assert order(picture(deliveryMethod="async")).is_async and not order(video(deliveryMethod="sync")).is_async


def test_what_a_request_leaves_out_is_as_the_spec_says() -> None:
    model = OWN["openai:3@1"]
    said = {"deliveryMethod": "sync", "outputFormat": "WEBM", "numberResults": 3, "includeCost": True}
    fields = [replace(field, default=said.get(field.name, field.default)) for field in model.contract.root.properties]
    root = replace(model.contract.root, properties=tuple(fields))
    other = replace(model, contract=replace(model.contract, root=root))
    found = order_of(video(), other, None)
    assert (found.is_async, found.form, found.count, found.include_cost) == (False, "WEBM", 3, True)
    asked = order_of(video(deliveryMethod="async", numberResults=1), other, None)
    assert (asked.is_async, asked.form, asked.count) == (True, "WEBM", 1)


def test_a_transparent_background_is_read() -> None:
    settings = {"openai": {"background": "transparent"}}
    found = order(picture(model="openai:1@1", width=1024, height=1024, providerSettings=settings))
    assert isinstance(found, PictureOrder) and found.transparent


@pytest.mark.parametrize(
    ("size", "expected"), [(None, (1280, 720)), ((720, 1280), (720, 1280)), ((300, 300), (1280, 720))]
)
def test_a_first_frame_gives_its_size_if_the_model_has_it(
    size: tuple[int, int] | None, expected: tuple[int, int]
) -> None:
    request = video()
    del request["width"], request["height"]
    found = order(request, size)
    assert (found.width, found.height) == expected
    asked = order(video(), size)
    assert (asked.width, asked.height) == (1280, 720)


def test_input_images_are_found_wherever_the_spec_has_them() -> None:
    root = OWN["openai:3@1"].contract.root
    assert inputs_of(video(frameImages=["a"]), root) == [("frameImages[0]", "a")]
    assert inputs_of(video(frameImages=[{"inputImage": "b", "frame": 0}]), root) == [("frameImages[0].inputImage", "b")]
    assert inputs_of(video(), root) == []

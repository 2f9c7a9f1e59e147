"""What the sandbox sends and fetches on behalf of a task: webhooks, uploads of results, input images."""

from __future__ import annotations

import base64
import io
import json
import time
from collections.abc import Iterator
from typing import Any

import av
import httpx
import pytest
from airsmith.sandbox import Sandbox
from PIL import Image

from sandbox_talk import RestTalk, Talk, asking, picture, rule, video
from service import Answer, Received, Service, serving


@pytest.fixture
def endpoint() -> Iterator[Service]:
    """Somebody on this machine who is called."""
    with serving() as service:
        service.says_bytes(b"thanks")
        yield service


def image(width: int, height: int) -> bytes:
    content = io.BytesIO()
    Image.new("RGB", (width, height), "teal").save(content, "PNG")
    return content.getvalue()


def data_uri(content: bytes) -> str:
    return f"data:image/png;base64,{base64.b64encode(content).decode()}"


def arrived(sandbox: Sandbox, count: int) -> list[dict[str, Any]]:
    """The deliveries, once there are so many; the clock moves on, so that what is retried is retried."""
    for _ in range(200):
        found = sandbox.journal()["deliveries"]
        if len(found) >= count:
            return list(found)
        sandbox.advance(0.5)
        time.sleep(0.02)
    raise AssertionError("too few deliveries")


def test_a_webhook_gets_every_result(rest: RestTalk, sandbox: Sandbox, endpoint: Service) -> None:
    task = video(numberResults=2, webhookURL=f"{endpoint.url}?token=secret", includeCost=True)
    rest.say(task)
    sandbox.advance(2)
    deliveries = arrived(sandbox, 2)
    assert all(one["arrived"] and one["channel"] == "webhook" for one in deliveries)
    items = [json.loads(received.body)["data"][0] for received in endpoint.received]
    asked = [{k: v for k, v in item.items() if k != "status"} for item in rest.say(asking(task)).data]
    assert sorted(items, key=str) == sorted(asked, key=str)
    assert "secret" not in str(sandbox.journal())


def test_a_webhook_is_tried_again(rest: RestTalk, sandbox: Sandbox, endpoint: Service) -> None:
    def reply(received: Received) -> Answer:
        return Answer(b"", 500 if len(endpoint.received) < 3 else 204)

    endpoint.reply = reply
    rest.say(picture(webhookURL=endpoint.url))
    (delivery,) = arrived(sandbox, 1)
    assert delivery["arrived"]
    assert len(endpoint.received) == 3


def test_a_webhook_hears_of_failures(rest: RestTalk, sandbox: Sandbox, endpoint: Service) -> None:
    sandbox.scenario(rule({"partial": {"fail": 1, "code": "providerTimeout"}}))
    rest.say(picture(webhookURL=endpoint.url))
    arrived(sandbox, 1)
    (received,) = endpoint.received
    assert json.loads(received.body)["errors"][0]["code"] == "providerTimeout"


def test_an_upload_endpoint_gets_the_bytes(rest: RestTalk, sandbox: Sandbox, endpoint: Service) -> None:
    (item,) = rest.say(picture(uploadEndpoint=f"{endpoint.url}/put", outputFormat="PNG")).data
    arrived(sandbox, 1)
    (received,) = endpoint.received
    assert (received.method, received.headers["content-type"]) == ("PUT", "image/png")
    assert received.body == httpx.get(item["imageURL"]).content


def test_other_machines_are_not_called(rest: RestTalk, sandbox: Sandbox) -> None:
    rest.say(picture(webhookURL="http://192.0.2.1/hook"))
    (delivery,) = arrived(sandbox, 1)
    assert not delivery["arrived"]
    assert "allowed" in delivery["problem"]


def test_an_image_is_uploaded_and_used(talk: Talk, sandbox: Sandbox) -> None:
    upload = {"taskType": "imageUpload", "taskUUID": picture()["taskUUID"], "image": data_uri(image(720, 1280))}
    (item,) = talk.say(upload).data
    assert item.keys() == {"taskType", "taskUUID", "imageUUID", "imageURL"}
    assert httpx.get(item["imageURL"]).content == image(720, 1280)
    assert talk.say(upload).data == [item], "it is not billed, so it may be repeated"
    assert sandbox.journal()["billed"] == 0
    task = video(frameImages=[{"inputImage": item["imageUUID"], "frame": "first"}])
    del task["width"], task["height"]
    talk.say(task)
    sandbox.advance(2)
    (made,) = talk.say(asking(task)).data
    assert video_size(httpx.get(made["videoURL"]).content) == (720, 1280)


def video_size(content: bytes) -> tuple[int, int]:
    with av.open(io.BytesIO(content)) as container:
        stream = container.streams.video[0]
        return stream.width, stream.height


def test_without_a_size_a_video_has_the_models_first(rest: RestTalk, sandbox: Sandbox) -> None:
    task = video()
    del task["width"], task["height"]
    rest.say(task)
    sandbox.advance(2)
    (made,) = rest.say(asking(task)).data
    assert video_size(httpx.get(made["videoURL"]).content) == (1280, 720)


@pytest.mark.parametrize(
    ("value", "reason"),
    [
        (data_uri(image(299, 400)), "299x400"),
        (data_uri(image(400, 2049)), "400x2049"),
        (data_uri(b"no image"), "not a complete"),
        ("no base64 at all!", "not a UUID"),
        ("http://192.0.2.1/image.png", "not fetched"),
    ],
)
def test_an_input_image_is_checked(talk: Talk, sandbox: Sandbox, value: str, reason: str) -> None:
    task = video(frameImages=[value])
    (error,) = talk.say(task).errors
    assert (error["code"], error["parameter"]) == ("invalidFrameImages", "frameImages[0]")
    assert error["taskUUID"] == task["taskUUID"]
    assert reason in error["message"]
    assert sandbox.journal()["billed"] == 0


def test_an_input_image_may_be_at_a_url(rest: RestTalk, endpoint: Service) -> None:
    endpoint.says_bytes(image(400, 400), kind="image/png")
    assert rest.say(video(frameImages=[endpoint.url])).data
    endpoint.says_bytes(b"gone", status=404)
    assert rest.say(video(frameImages=[endpoint.url])).codes == ["invalidFrameImages"]


def test_a_uuid_of_another_place_is_taken_at_its_word(rest: RestTalk) -> None:
    """The documented requests hold UUIDs of images that were uploaded to the service."""
    assert rest.say(video(frameImages=["c64351d5-4c59-42f7-95e1-eace013eddab"])).data


def test_an_upload_that_is_no_image_is_refused(talk: Talk) -> None:
    upload = {"taskType": "imageUpload", "taskUUID": picture()["taskUUID"], "image": data_uri(b"text")}
    (error,) = talk.say(upload).errors
    assert (error["code"], error["parameter"], error["taskUUID"]) == ("invalidImage", "image", upload["taskUUID"])

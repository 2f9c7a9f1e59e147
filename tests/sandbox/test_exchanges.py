"""What a client meets that does everything right, and one that does not: over HTTP and WebSocket."""

from __future__ import annotations

import asyncio
import base64
import io
from typing import Any
from uuid import UUID, uuid4

import httpx
import pytest
from airsmith.sandbox import Sandbox
from PIL import Image

from sandbox_talk import KEY, PROMPT, RestTalk, SocketTalk, Talk, asking, picture, talking, video
from support import FROZEN

FORMATS = {"JPG": "JPEG", "PNG": "PNG", "WEBP": "WEBP"}


def opened(content: bytes) -> tuple[str | None, tuple[int, int]]:
    with Image.open(io.BytesIO(content)) as image:
        image.load()
        return image.format, image.size


def test_a_picture_comes_at_once(talk: Talk) -> None:
    task = picture()
    (item,) = talk.say(task).data
    assert item.keys() == {"taskType", "taskUUID", "imageUUID", "imageURL", "seed"}
    assert (item["taskType"], item["taskUUID"]) == ("imageInference", task["taskUUID"])
    assert UUID(item["imageUUID"]).version == 4
    answer = httpx.get(item["imageURL"])
    assert opened(answer.content) == ("JPEG", (256, 256))
    assert answer.headers["content-type"] == "image/jpeg"


@pytest.mark.parametrize("form", FORMATS)
@pytest.mark.parametrize("output", ["base64Data", "dataURI", "URL"])
def test_a_picture_comes_as_it_was_ordered(rest: RestTalk, form: str, output: str) -> None:
    (item,) = rest.say(picture(outputFormat=form, outputType=output)).data
    match output:
        case "URL":
            content = httpx.get(item["imageURL"]).content
        case "base64Data":
            content = base64.b64decode(item["imageBase64Data"], validate=True)
        case _:
            head, _, text = item["imageDataURI"].partition(",")
            assert head == f"data:image/{FORMATS[form].lower()};base64"
            content = base64.b64decode(text, validate=True)
    assert opened(content) == (FORMATS[form], (256, 256))
    assert sum(name.startswith("image") for name in item) == 2


def test_a_video_is_acknowledged_and_then_polled(talk: Talk, sandbox: Sandbox) -> None:
    task = video(numberResults=2)
    assert talk.say(task).data == [{"taskType": "videoInference", "taskUUID": task["taskUUID"]}]
    processing = {"taskType": "videoInference", "taskUUID": task["taskUUID"], "status": "processing"}
    assert talk.say(asking(task)).data == [processing, processing]
    sandbox.advance(2)
    first, second = talk.say(asking(task)).data
    assert first.keys() == {"taskType", "taskUUID", "status", "videoUUID", "videoURL", "seed"}
    assert first["status"] == second["status"] == "success"
    assert first["videoUUID"] != second["videoUUID"]
    assert httpx.get(first["videoURL"]).headers["content-type"] == "video/mp4"
    assert talk.say(asking(task)).data == [first, second]


def test_a_sync_video_is_waited_for(talk: Talk) -> None:
    with Sandbox(FROZEN, latency=0.3) as quick, talking(quick.url, talk.transport) as other:
        (item,) = other.say(video(deliveryMethod="sync")).data
    assert "videoURL" in item and "status" not in item


def test_an_async_picture_is_acknowledged(talk: Talk) -> None:
    task = picture(deliveryMethod="async", numberResults=3)
    assert talk.say(task).data == [{"taskType": "imageInference", "taskUUID": task["taskUUID"]}]
    found = talk.say(asking(task)).data
    assert [item["status"] for item in found] == ["success"] * 3
    assert len({item["imageUUID"] for item in found}) == 3


def test_results_of_sync_tasks_are_kept(talk: Talk) -> None:
    task = picture(outputType="base64Data", numberResults=2)
    sent = talk.say(task).data
    kept = talk.say(asking(task)).data
    assert kept == [{**item, "status": "success"} for item in sent]


def test_the_letters_of_a_uuid_may_be_of_either_case(talk: Talk) -> None:
    task = picture()
    talk.say(task)
    other = {**task, "taskUUID": task["taskUUID"].upper()}
    assert talk.say(asking(other)).data[0]["taskUUID"] == task["taskUUID"]
    assert talk.say(other).codes == ["conflictTaskUUID"]


def test_an_unknown_task_is_not_found(talk: Talk) -> None:
    task = picture()
    said = talk.say(asking(task))
    (error,) = said.errors
    assert (error["code"], error["taskUUID"]) == ("taskNotFound", task["taskUUID"])
    assert said.status in (0, 404)
    assert "data" not in said.envelope


def test_a_taskuuid_is_accepted_once(talk: Talk, sandbox: Sandbox) -> None:
    task = picture()
    talk.say(task)
    said = talk.say(task)
    (error,) = said.errors
    assert (error["code"], error["taskUUID"], error["parameter"]) == ("conflictTaskUUID", task["taskUUID"], "taskUUID")
    assert said.status in (0, 400)
    assert sandbox.journal()["billed"] == 1


def test_a_refused_task_is_not_billed_and_may_come_again(talk: Talk, sandbox: Sandbox) -> None:
    task = picture(width=257)
    assert talk.say(task).codes == ["unsupportedDimensions"]
    assert sandbox.journal()["billed"] == 0
    assert talk.say({**task, "width": 256}).data


@pytest.mark.parametrize(
    ("task", "cost"),
    [
        (picture(), 0.02),
        (picture(model="openai:2@3", width=1024, height=1024), 0.04),
        (picture(model="openai:2@3", width=1792, height=1024, providerSettings={"openai": {"quality": "hd"}}), 0.12),
        (picture(model="openai:1@1", width=1024, height=1024, providerSettings={"openai": {"quality": "low"}}), 0.011),
        (video(duration=12), 1.2),
        (video(model="openai:3@2", duration=8), 2.4),
        (video(model="openai:3@2", width=1792, height=1024, duration=8), 4.0),
    ],
)
def test_cost_is_said_where_it_was_asked_for(
    rest: RestTalk, sandbox: Sandbox, task: dict[str, Any], cost: float
) -> None:
    ordered = {**task, "includeCost": True, "taskUUID": str(uuid4()), "deliveryMethod": "async"}
    rest.say(ordered)
    sandbox.advance(5)
    (item,) = rest.say(asking(ordered)).data
    assert item["cost"] == cost
    assert sandbox.journal()["cost"] == cost


def test_content_is_said_to_be_checked_where_that_was_asked_for(rest: RestTalk) -> None:
    def says(**safety: object) -> bool:
        (item,) = rest.say(picture(safety=safety)).data
        return "NSFWContent" in item

    assert says(checkContent=True) and says(mode="fast")
    assert not says(checkContent=False) and not says(mode="none", checkContent=True)


def test_the_whole_of_an_array_is_answered(rest: RestTalk) -> None:
    good, bad, old = picture(), picture(model="openai:9@9"), picture()
    rest.say(old)
    said = rest.say(good, bad, old, {"taskType": "ping", "ping": True}, asking(old))
    assert said.status == 200
    assert [item["taskUUID"] for item in said.data if "taskUUID" in item] == [good["taskUUID"], old["taskUUID"]]
    assert {"taskType": "ping", "pong": True} in said.data
    assert [(error["taskUUID"], error["code"]) for error in said.errors] == [
        (bad["taskUUID"], "unknownModel"),
        (old["taskUUID"], "conflictTaskUUID"),
    ]


def test_over_a_websocket_tasks_do_not_wait_for_each_other(sandbox: Sandbox, socket: SocketTalk) -> None:
    slow, quick = video(deliveryMethod="sync"), picture()
    assert socket.say(slow, quick).data[0]["taskUUID"] == quick["taskUUID"]
    assert socket.say({"taskType": "ping", "ping": True}).data == [{"taskType": "ping", "pong": True}]
    sandbox.advance(2)
    assert socket.hear().data[0]["taskUUID"] == slow["taskUUID"]


def test_an_answer_has_no_empty_errors(talk: Talk) -> None:
    for element in (picture(), {"taskType": "ping", "ping": True}):
        assert "errors" not in talk.say(element).envelope


@pytest.mark.parametrize(
    ("change", "code", "more"),
    [
        ({"width": 257}, "unsupportedDimensions", {"parameter": ["width", "height"], "allowedValues": ["256x256"]}),
        ({"positivePrompt": ""}, "invalidPositivePromptLength", {"parameter": "positivePrompt", "min": 1}),
        ({"positivePrompt": "x" * 1001}, "invalidPositivePromptLength", {"max": 1000}),
        ({"positivePrompt": 5}, "invalidPositivePrompt", {"type": "string"}),
        ({"width": "256"}, "invalidWidth", {"parameter": "width", "type": "integer"}),
        ({"height": None}, "invalidHeight", {"type": "integer"}),
        ({"outputFormat": "GIF"}, "unsupportedOutputFormat", {"allowedValues": ["JPG", "PNG", "WEBP"]}),
        ({"outputQuality": 5}, "valueTooSmall", {"parameter": "outputQuality", "min": 20}),
        ({"numberResults": 21}, "valueTooLarge", {"parameter": "numberResults", "max": 20}),
        ({"taskUUID": "one"}, "invalidTaskUUID", {"parameter": "taskUUID", "taskUUID": "one"}),
        ({"model": "openai:9@9"}, "unknownModel", {"parameter": "model"}),
        ({"model": "openai:3@1"}, "unsupportedTaskType", {"allowedValues": ["videoInference"]}),
        ({"colour": "red"}, "unknownParameter", {"parameter": "colour"}),
        ({"providerSettings": {"google": {}}}, "mismatchProviderSettingsProvider", {}),
        ({"providerSettings": {"openai": {"style": "vivid"}}}, "unknownParameter", {}),
        ({"safety": {"mode": 5}}, "invalidMode", {"parameter": "safety.mode", "type": "string"}),
        ({"positivePrompt": "\ud800"}, "invalidPositivePrompt", {}),
    ],
)
def test_what_is_wrong_with_a_task_is_said(talk: Talk, change: dict[str, Any], code: str, more: dict[str, Any]) -> None:
    task = picture(**change)
    said = talk.say(task)
    assert said.status in (0, 400)
    assert code in said.codes
    error = said.errors[said.codes.index(code)]
    assert error["taskUUID"] == task["taskUUID"]
    assert error["message"] and PROMPT not in said.text
    for name, value in more.items():
        assert error[name] == value or (isinstance(value, list) and error[name][: len(value)] == value)


def test_a_missing_field_and_a_wrong_duration_have_the_services_codes(talk: Talk) -> None:
    task = video(duration=6, positivePrompt=None)
    del task["positivePrompt"]
    said = talk.say(task)
    assert said.codes == ["missingPositivePrompt", "unsupportedDuration"]
    assert said.errors[1]["allowedValues"] == [4, 8, 12]
    assert said.errors[1]["documentation"].startswith("https://")
    half = video()
    del half["height"]
    assert talk.say(half).codes == ["incompatibleParameters"]
    assert talk.say({"taskType": "imageInference", "taskUUID": str(uuid4())}).codes == ["missingModel"]


@pytest.mark.parametrize(
    ("element", "code"),
    [
        ({"taskType": "textInference"}, "unsupportedTaskType"),
        ({"taskType": ["imageInference"]}, "invalidTaskType"),
        ({}, "missingTaskType"),
        (5, "invalidRequest"),
        (None, "invalidRequest"),
        ([], "invalidRequest"),
        ({"taskType": "getResponse"}, "missingTaskUUID"),
        ({"taskType": "getResponse", "taskUUID": {}}, "invalidTaskUUID"),
        ({"taskType": "getResponse", "taskUUID": ""}, "invalidTaskUUID"),
        ({"taskType": "getResponse", "taskUUID": "nobody's"}, "taskNotFound"),
        ({"taskType": "imageUpload", "taskUUID": "x"}, "missingImage"),
        ({"taskType": "imageUpload", "image": "x"}, "missingTaskUUID"),
        ({"taskType": "imageUpload", "taskUUID": 5, "image": "x"}, "invalidTaskUUID"),
    ],
)
def test_an_element_that_is_no_task_is_answered(talk: Talk, element: object, code: str) -> None:
    assert talk.say(element).codes == [code]


def test_a_task_without_end_is_not_looked_at(talk: Talk) -> None:
    deep: list[object] = []
    for _ in range(80):
        deep = [deep]
    assert talk.say(picture(colour=deep)).codes == ["invalidRequest"]
    assert talk.say(picture(**{f"field{n}": n for n in range(2000)})).codes == ["invalidRequest"]
    assert len(talk.say(picture(**{f"field{n}": n for n in range(200)})).errors) == 20


def test_a_thousand_pictures_are_four_encodings(rest: RestTalk) -> None:
    items = rest.say(*[picture(numberResults=20, outputType="base64Data") for _ in range(50)], within=60).data
    assert len({item["imageUUID"] for item in items}) == 1000
    assert len({item["imageBase64Data"] for item in items}) == 4


def test_the_same_seed_gives_the_same_answers() -> None:
    task, other = picture(numberResults=2, outputType="base64Data"), picture(outputType="base64Data")

    def answers(seed: int) -> list[dict[str, Any]]:
        with Sandbox(FROZEN, seed=seed) as sandbox, talking(sandbox.url) as rest:
            return [*rest.say(task).data, *rest.say(other).data]

    first, again, different = answers(1), answers(1), answers(2)
    assert first == again
    assert not {item["imageUUID"] for item in first} & {item["imageUUID"] for item in different}
    assert len({item["seed"] for item in [*first, *different]}) == 6


def test_retired_models_are_served_unless_they_are_to_be_refused(rest: RestTalk) -> None:
    assert rest.say(picture()).data
    with Sandbox(FROZEN, retired="refuse") as sandbox, talking(sandbox.url) as talk:
        (error,) = talk.say(picture()).errors
        assert (error["code"], error["parameter"]) == ("unknownModel", "model")
        assert "2026-05-12" in error["message"]
        assert talk.say(picture(model="openai:1@1", width=1024, height=1024)).data


def test_a_ttl_ends_the_address(rest: RestTalk, sandbox: Sandbox) -> None:
    (item,) = rest.say(picture(ttl=60)).data
    assert httpx.get(item["imageURL"]).status_code == 200
    sandbox.advance(61)
    assert httpx.get(item["imageURL"]).status_code == 404


def test_a_thousand_tasks_over_a_hundred_connections_are_served(sandbox: Sandbox) -> None:
    async def post(client: httpx.AsyncClient, task: dict[str, Any], room: asyncio.Semaphore) -> str:
        # The queue of httpx takes time that is quadratic in its length, so it is kept empty.
        async with room:
            answer = await client.post(sandbox.url, json=[task])
        return str(answer.json()["data"][0]["taskUUID"])

    async def main() -> list[str]:
        room = asyncio.Semaphore(100)
        async with httpx.AsyncClient(headers={"Authorization": f"Bearer {KEY}"}, timeout=60) as client:
            return await asyncio.gather(*(post(client, task, room) for task in tasks))

    tasks = [picture() for _ in range(1000)]
    assert asyncio.run(main()) == [task["taskUUID"] for task in tasks]
    assert sandbox.journal()["billed"] == 1000

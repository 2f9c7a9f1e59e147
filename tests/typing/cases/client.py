"""What type checkers say of the clients and of results. A marked line is an error, and no other line is."""

from __future__ import annotations

from pathlib import Path
from typing import assert_type

import httpx
from runware_openai import (
    ApiError,
    AsyncResult,
    AsyncRunware,
    DeadlineExceeded,
    Job,
    Polling,
    Result,
    Runware,
    RunwareError,
    Timeouts,
    ValidationError,
)
from runware_openai.models.dall_e_3 import DallE3Result
from runware_openai.models.gpt_image_1 import GptImage1Result
from runware_openai.models.sora_2 import Sora2Result


def synchronous(client: Runware) -> None:
    """The methods of the client take what the functions take."""
    assert_type(client.dall_e_3("A city", size="1792x1024", quality="hd", style="vivid"), Result[DallE3Result])
    assert_type(client.gpt_image_1("A watch", size="1024x1024", background="transparent"), Result[GptImage1Result])
    assert_type(client.sora_2("A street", duration=8, size="1280x720"), Result[Sora2Result])
    client.dall_e_2("A lake", size="256x256")
    client.sora_2_pro("A coast", duration=12, frame_images=["a-uuid"])
    assert_type(client.run({"model": "openai:1@1"}, validate=False), Result[dict[str, object]])
    job: Job = client.sora_2.submit("A street", duration=8, size="1280x720")
    assert_type(client.with_options(timeout=5).sora_2("A street", duration=8), Result[Sora2Result])
    assert_type(client.wait(job, timeout=60), Result[dict[str, object]])
    assert_type(client.run_many([{"model": "openai:1@1"}]), list[Result[dict[str, object]] | RunwareError])
    assert_type(client.upload(b"a picture"), str)
    client.sora_2.submit("A street", duration=5)  # expect: error
    client.wait(job.to_json)  # expect: error
    client.upload(5)  # expect: error
    job.state = "finished"  # expect: error
    client.dall_e_3("A city", size="1792x720")  # expect: error
    client.gpt_image_1("A watch", size="1024x1024", style="vivid")  # expect: error
    client.gpt_image_1("A watch", size="1024x1024", qualty="high")  # expect: error
    client.sora_2("A street", duration=5)  # expect: error
    client.sora_2("A street")  # expect: error
    client.gpt_image_1("A watch", width=1024, height=1024)  # expect: error
    client.dall_e_4("A city")  # expect: error
    client.run("A city")  # expect: error
    client.with_options(deadline=5)  # expect: error


async def asynchronous(client: AsyncRunware) -> None:
    """The asynchronous client, too."""
    assert_type(await client.gpt_image_1("A watch", size="1024x1024", quality="auto"), AsyncResult[GptImage1Result])
    assert_type(await client.run({"model": "openai:1@1"}), AsyncResult[dict[str, object]])
    result: AsyncResult[Sora2Result] = await client.sora_2("A street", duration=8)
    assert_type(await client.with_options(validate=False).sora_2("A street", duration=8), AsyncResult[Sora2Result])
    result.items[0]["taskUUID"].lower()
    assert_type(await client.sora_2.submit("A street", duration=8), Job)
    assert_type(await client.wait("a-task"), AsyncResult[dict[str, object]])
    many = await client.run_many([{"model": "openai:1@1"}], batch=5, concurrency=2)
    assert_type(many, list[AsyncResult[dict[str, object]] | RunwareError])
    assert_type(await result.save("a.mp4"), Path)
    await client.sora_2.submit("A street", duration=9)  # expect: error
    await client.gpt_image_1("A watch", size="1792x1024")  # expect: error
    await client.sora_2("A street", duration=9)  # expect: error
    await client.gpt_image_1("A watch")  # expect: error


def results(image: Result[GptImage1Result], video: Result[Sora2Result]) -> None:
    """Results are typed, and open to words that no page lists yet."""
    item = image.items[0]
    task: str = item["taskUUID"]
    url: str | None = item.get("imageURL")
    if "imageURL" in item:
        print(item["imageURL"].upper(), task, url)
    seed: int | None = item.get("seed")
    cost: float | None = video.items[0].get("cost")
    status = video.items[0].get("status")
    if status == "success" or status == "a word of tomorrow":
        print(seed, cost, status)
    later: Sora2Result = {"taskType": "videoInference", "taskUUID": task, "status": "a word of tomorrow"}
    errors: tuple[ApiError, ...] = image.errors
    print(image.task_uuid.upper(), errors, later)
    number: int = item["taskUUID"]  # expect: error
    print(item["videoURL"])  # expect: error
    image.items = ()  # expect: error
    print(number, image.urls)  # expect: error
    assert_type(image.save("a.png"), Path)
    assert_type(image.save_all("pictures"), list[Path])
    image.save()  # expect: error


def errors(client: Runware) -> None:
    """What is raised says what is wrong."""
    try:
        client.run({})
    except ValidationError as error:
        codes: list[str] = [found.code for found in error.violations]
        print(codes, error.task_uuid)
    except DeadlineExceeded as error:
        print(error.job.to_json().upper(), len(error.items), error.retry_after)
    except ApiError as error:
        print(error.code.upper(), error.message.upper(), error.raw, error.status, error.retry_after)
    except RunwareError as error:
        task: str | None = error.task_uuid
        print(task)


def making() -> None:
    """How clients are made."""
    with Runware("key", base_url="https://example.com", timeout=5.0, validate=False) as client:
        synchronous(client)
    Runware(http_client=httpx.Client())
    Runware("key", transport="websocket", timeout=Timeouts(total=60), polling=Polling(first=2), journal="jobs.jsonl")
    AsyncRunware("key", on_progress=lambda progress: print(progress.finished, progress.state), progress=True)
    Runware("key", transport="http")  # expect: error
    Runware("key", polling=5)  # expect: error
    AsyncRunware(http_client=httpx.AsyncClient())
    Runware(http_client=httpx.AsyncClient())  # expect: error
    Runware("key", "https://example.com")  # expect: error
    Runware(key="key")  # expect: error

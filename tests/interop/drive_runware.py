"""Runs requests through runware 0.5: a job in JSON on standard input, a line of JSON for each call."""

import asyncio
import dataclasses
import json
import sys

from runware import IFrameImage, IImageInference, IOpenAIProviderSettings, IVideoInference, Runware
from runware.types import IAsyncTaskResponse


async def main() -> None:
    job = json.loads(sys.stdin.readline())
    client = Runware(api_key=job["key"], url=job["url"].replace("http", "ws", 1))
    await client.connect()
    for request in job["requests"]:
        try:
            say({"items": [dataclasses.asdict(item) for item in await run(client, request)]})
        except Exception as error:
            say({"error": f"{type(error).__name__}: {error}"})


async def run(client: Runware, request: dict) -> list:
    fields = {key: value for key, value in request.items() if key != "taskType"}
    settings = fields.pop("providerSettings", {}).get("openai")
    if settings is not None:
        fields["providerSettings"] = IOpenAIProviderSettings(**settings)
    if request["taskType"] == "imageInference":
        return await client.imageInference(requestImage=IImageInference(**fields))
    # The documented form, a list of strings, ends in a TypeError before anything is sent.
    frames = [IFrameImage(frame) if isinstance(frame, str) else frame for frame in fields.pop("frameImages", [])]
    answer = await client.videoInference(requestVideo=IVideoInference(**fields, frameImages=frames))
    if isinstance(answer, IAsyncTaskResponse):
        return await client.getResponse(answer.taskUUID, numberResults=request.get("numberResults", 1))
    return answer


def say(call: dict) -> None:
    print(json.dumps({"call": call}, default=str), flush=True)


asyncio.run(main())

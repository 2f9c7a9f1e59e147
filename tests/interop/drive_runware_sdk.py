"""Runs requests through runware-sdk 1.8: a job in JSON on standard input, a line of JSON for each call."""

import asyncio
import json
import sys

from runware import Runware


async def main() -> None:
    job = json.loads(sys.stdin.readline())
    url, key = job["url"], job["key"]
    options = {"transport": "rest", "http_base_url": url}
    if job["transport"] == "websocket":
        options = {"transport": "websocket", "ws_base_url": url.replace("http", "ws", 1)}
    async with Runware(api_key=key, **options) as client:
        for request in job["requests"]:
            try:
                items = await client.run(request)
                say({"items": [dict(item) for item in items]})
            except Exception as error:
                say({"error": f"{getattr(error, 'code', type(error).__name__)}: {error}"})


def say(call: dict) -> None:
    print(json.dumps({"call": call}, default=str), flush=True)


asyncio.run(main())

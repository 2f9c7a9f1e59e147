"""Exchanges as numbered files, for who asked for them: requests with their prompts, answers with their media."""

from __future__ import annotations

import json
from collections.abc import Iterable
from pathlib import Path

__all__ = ["Recorder"]


class Recorder:
    """Writes ``000001.json`` and so on into a folder, after what is there already.

    Keys of the API are not written: that of the header is not looked at, that of an element is left out.
    Raises OSError where the folder cannot be made.
    """

    def __init__(self, folder: Path) -> None:
        folder.mkdir(parents=True, exist_ok=True)
        self._folder = folder
        numbers = [int(path.stem) for path in folder.glob("*.json") if path.stem.isdecimal()]
        self._number = max(numbers, default=0)

    def write(self, transport: str, request: object, status: int | None, answers: Iterable[bytes]) -> None:
        """Write one exchange. ``answers`` are the envelopes as they were sent; none where the connection was cut."""
        self._number += 1
        head = json.dumps({"transport": transport, "request": without_keys(request), "status": status})
        with (self._folder / f"{self._number:06}.json").open("wb") as file:
            file.write(head.removesuffix("}").encode() + b', "answers": [')
            for number, answer in enumerate(answers):
                file.write((b"," if number else b"") + _whole(answer))
            file.write(b"]}\n")


def without_keys(request: object) -> object:
    """The request, but for the keys of its authentication elements."""
    if not isinstance(request, list):
        return request
    return [
        {name: value for name, value in part.items() if name != "apiKey"} if isinstance(part, dict) else part
        for part in request
    ]


def _whole(answer: bytes) -> bytes:
    """The answer; as a text where it was cut and is no JSON."""
    try:
        json.loads(answer)
    except ValueError:
        return json.dumps(answer.decode("ascii", "replace")).encode()
    return answer

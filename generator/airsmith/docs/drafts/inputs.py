"""Which inputs show a workflow, and which workflows a documented request shows."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from typing import Final

from ...meaning.values import Json
from ..vocabulary import FRAMES, media_of

_IMAGES: Final = ("seedImage", "inputImage", "inputs.image", "inputs.seedImage", "image")


def needs(workflow: str, fields: Collection[str], has_frames: bool) -> list[str]:
    """The inputs that show a workflow, of those the model has; none for what text alone is enough for."""
    if workflow.startswith("text-to-"):
        return []
    found = [_input(word, fields, has_frames) for word in _words(workflow)]
    return list(dict.fromkeys(name for name in found if name))


def _words(workflow: str) -> list[str]:
    """The kinds of input a workflow's name speaks of."""
    given = workflow.split("-to-")[0] if "-to-" in workflow else workflow
    words = [word for word in ("reference", "frame", "mask") if word in given]
    if "inpaint" in given or "outpaint" in given:
        words += ["image", *(["mask"] if "inpaint" in given else [])]
    words += [word for word in ("image", "video", "audio") if re.search(rf"\b{word}", given) and not words]
    if re.search(r"with-audio|lip-?sync", workflow):
        words.append("audio")
    return words or (["image"] if re.search(r"edit|upscal|remix|background", given) else [])


def _input(word: str, fields: Collection[str], has_frames: bool) -> str:
    if word == "frame" or (word == "image" and has_frames):
        return FRAMES if has_frames else next((name for name in sorted(fields) if name.endswith(FRAMES)), "")
    of_word = {
        "reference": [name for name in sorted(fields) if re.search(r"reference", name, re.I)],
        "mask": [name for name in sorted(fields) if re.search(r"mask(?:Image)?$", name)],
    }.get(word)
    if of_word is None:
        kinds = [name for name in sorted(fields) if _media(name) == word and "mask" not in name.lower()]
        likely = [name for name in _IMAGES if name in kinds]
        of_word = [*likely, *kinds]
    return of_word[0] if of_word else ""


def _media(name: str) -> str | None:
    last = name.rsplit(".", 1)[-1]
    return media_of(re.sub(r"(?<=[a-z])(?=[A-Z])", " ", last))


def carries(request: Json, name: str) -> bool:
    """Whether a request has the field."""
    found = request
    for part in name.split("."):
        found = found.get(part) if isinstance(found, dict) else None
    return found is not None


def shown(request: Json, workflows: Sequence[tuple[str, list[str]]]) -> list[str]:
    """The workflows a request shows: those whose inputs it has, else those that need none."""
    matching = [name for name, inputs in workflows if inputs and all(carries(request, one) for one in inputs)]
    return matching or [name for name, inputs in workflows if not inputs]

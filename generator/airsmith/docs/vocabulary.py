"""The words pages use for the fields of a request, for workflows and for kinds of files.

A label that stands here for a field is understood on every page. A field that is missing is found all the same where
the page gives its name as code or in a request.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final, Literal, TypeAlias

from ..meaning.values import Fragment


@dataclass(frozen=True)
class Word:
    """A field by its name on the wire. ``entry`` is what a draft writes of it before any limit."""

    name: str
    entry: Fragment
    labels: tuple[str, ...] = ()


def _word(name: str, entry: Fragment, *labels: str) -> Word:
    return Word(name, entry, labels)


WORDS: Final = (
    _word("positivePrompt", {"type": "string"}, "positive prompt", "prompt", "text prompt", "prompt length"),
    _word("negativePrompt", {"type": "string"}, "negative prompt"),
    _word(
        "duration",
        {"type": "number", "unit": "seconds"},
        "duration",
        "video duration",
        "video length",
        "clip length",
        "clip duration",
    ),
    _word(
        "fps", {"type": "integer", "unit": "frames per second"}, "frame rate", "framerate", "fps", "frames per second"
    ),
    _word("CFGScale", {"type": "number"}, "cfg scale", "cfg", "guidance scale", "guidance"),
    _word("steps", {"type": "integer"}, "steps", "inference steps", "number of steps", "sampling steps", "step count"),
    _word("strength", {"type": "number"}, "strength", "denoising strength", "image strength", "seed image strength"),
    _word("seed", {"type": "integer"}, "seed"),
    _word("upscaleFactor", {"type": "integer"}, "upscale factor", "upscaling factor", "scale factor"),
    _word("clipSkip", {"type": "integer"}, "clip skip"),
    _word("maskMargin", {"type": "integer", "unit": "pixels"}, "mask margin"),
    _word("scheduler", {"type": "string"}, "scheduler"),
    _word("acceleration", {"type": "string"}, "acceleration"),
    _word(
        "numberResults",
        {"type": "integer"},
        "number of results",
        "results per request",
        "number of images",
        "number of videos",
        "number of outputs",
        "images per generation",
        "images per request",
        "batch size",
    ),
    _word("outputFormat", {"type": "string"}, "output format", "output formats"),
    _word("outputType", {"type": "string"}, "output type", "output types"),
    _word("outputQuality", {"type": "integer"}, "output quality"),
    _word("deliveryMethod", {"type": "string"}, "delivery method", "delivery methods"),
    _word("seedImage", {"type": "image"}, "seed image", "input image", "source image", "base image"),
    _word("maskImage", {"type": "image"}, "mask image", "mask"),
    _word("inputImage", {"type": "image"}),
    _word("referenceImages", {"items": "image"}, "reference images", "reference image", "input images", "references"),
    _word("referenceVideos", {"items": "video"}, "reference videos", "reference video"),
    _word("inputAudios", {"items": "audio"}, "input audios", "input audio", "audio inputs", "audio input", "audio"),
    _word("inputVideos", {"items": "video"}, "input videos", "input video", "video inputs", "video input"),
    _word("inputVideo", {"type": "video"}),
    _word("inputAudio", {"type": "audio"}),
    _word("frameImages", {}, "frame images", "frame image", "frames", "keyframes", "key frames"),
    _word("lora", {}, "loras"),
    _word("width", {"type": "integer", "unit": "pixels"}, "width"),
    _word("height", {"type": "integer", "unit": "pixels"}, "height"),
    _word("taskUUID", {"type": "string"}),
    _word("taskType", {"type": "string"}),
    _word("model", {"type": "string"}),
    _word("ttl", {"type": "integer", "unit": "seconds"}),
    _word("includeCost", {"type": "boolean"}),
    _word("webhookURL", {"type": "url"}),
    _word("uploadEndpoint", {"type": "url"}),
)

BY_NAME: Final = {word.name: word for word in WORDS}
FRAMES: Final = "frameImages"
SIZES: Final = ("width", "height")

MediaWord: TypeAlias = Literal["image", "video", "audio"]
MEDIA: Final[tuple[MediaWord, ...]] = ("image", "video", "audio")

TASKS: Final = (
    (re.compile(r"\bimages?\b", re.IGNORECASE), "imageInference"),
    (re.compile(r"\bvideos?\b", re.IGNORECASE), "videoInference"),
    (re.compile(r"\b(?:audios?|speech|music|sounds?)\b", re.IGNORECASE), "audioInference"),
)
"""Words of a heading over a group of models -> the task of their requests."""


def letters(text: str) -> str:
    """The letters and digits of a word, in lower case: how a label and a name on the wire are compared.

    >>> letters("CFG Scale") == letters("CFGScale")
    True
    """
    return re.sub(r"[^a-z0-9.]", "", text.lower())


def task_of(heading: str) -> str:
    """The task that a heading such as ``Image models`` announces; empty where it announces none."""
    return next((task for pattern, task in TASKS if pattern.search(heading)), "")


def media_of(words: str) -> MediaWord | None:
    """The kind of files a label speaks of, such as ``Audio input requirements``."""
    found: list[MediaWord] = [kind for kind in MEDIA if re.search(rf"\b{kind}s?\b", words, re.IGNORECASE)]
    if not found and re.search(r"\b(?:frames?|masks?|pictures?|photos?|references?)\b", words, re.IGNORECASE):
        return "image"
    return found[0] if len(found) == 1 else None


_JOINTS: Final = re.compile(r"[\s/_-]+")
_WORKFLOW: Final = re.compile(
    r"(?:[a-z]+-){1,8}to-[a-z]+(?:-[a-z]+){0,6}|(?:image-|video-|audio-)?"
    r"(?:inpainting|outpainting|upscaling|editing|edit|lip-?sync|lipsync|background-removal|extension|extend"
    r"|interpolation"
    r"|generation|control|restyling|restyle|effects?|avatar|dubbing|vectorization|keyframes?|remix|reframe|translation)"
    r"|(?:image|video|text|reference)s?-(?:editing|based-generation|transition)|multi-[a-z-]+|[a-z]+-(?:fusion|editing)"
)

_LIMITS: Final = frozenset(
    "not no only for except without unless when if required optional supported available up equal set limited".split()
)
"""Words of statements, never of a workflow: `not supported for text-to-video`."""


def slug(words: str) -> str:
    """
    >>> slug("Background replacement")
    'background-replacement'
    """
    return _JOINTS.sub("-", words.strip().strip("`*.").lower()).strip("-")


def workflow_name(words: str) -> str:
    """A workflow as a spec names it; empty for words that name none.

    >>> workflow_name("First/last frame to video"), workflow_name("Text-to-image"), workflow_name("nothing of that")
    ('first-last-frame-to-video', 'text-to-image', '')
    """
    name = slug(words)
    return name if _WORKFLOW.fullmatch(name) and not _LIMITS & set(name.split("-")) else ""

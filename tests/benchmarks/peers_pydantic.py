"""pydantic over TypedDicts: one validator per model, strict, closed, chosen by the request's `model`.

A TypedDict builds no object and is pydantic's fastest form for dicts. The pairs of sizes are a function after
validation, since a union of TypedDicts per width is slower; the UUID is a pattern (a function of ours is slower).
"""

from __future__ import annotations

from typing import Annotated, Any, Literal

from bench_peer import Document, Faults
from pydantic import AfterValidator, ConfigDict, Field, StringConstraints, TypeAdapter, ValidationError, with_config
from typing_extensions import NotRequired, TypedDict

CLOSED = ConfigDict(extra="forbid", strict=True)
HEX = "[0-9a-fA-F]"

Uuid = Annotated[str, StringConstraints(pattern=f"^{HEX}{{8}}-{HEX}{{4}}-{HEX}{{4}}-{HEX}{{4}}-{HEX}{{12}}$")]
Text = Annotated[str, StringConstraints(min_length=1)]
Prompt = Annotated[str, StringConstraints(min_length=1, max_length=4000)]
Quality = Annotated[int, Field(ge=20, le=99)]
Seconds = Annotated[int, Field(ge=60, le=2**53 - 1)]
Images = Annotated[int, Field(ge=1, le=20)]
Videos = Annotated[int, Field(ge=1, le=4)]
Delivery = Literal["sync", "async"]
ImageOutput = Literal["base64Data", "dataURI", "URL"]
ImageFormat = Literal["JPG", "PNG", "WEBP"]
VideoFormat = Literal["MP4", "WEBM"]


@with_config(CLOSED)
class Safety(TypedDict):
    checkContent: NotRequired[bool]
    mode: NotRequired[Literal["none", "fast", "full"]]


@with_config(CLOSED)
class NoSettings(TypedDict):
    pass


@with_config(CLOSED)
class DallE3Settings(TypedDict):
    quality: NotRequired[Literal["hd", "standard"]]
    style: NotRequired[Literal["vivid", "natural"]]


@with_config(CLOSED)
class GptImage1Settings(TypedDict):
    quality: NotRequired[Literal["auto", "high", "medium", "low"]]
    background: NotRequired[Literal["transparent", "opaque"]]


@with_config(CLOSED)
class NoProvider(TypedDict):
    openai: NotRequired[NoSettings]


@with_config(CLOSED)
class DallE3Provider(TypedDict):
    openai: NotRequired[DallE3Settings]


@with_config(CLOSED)
class GptImage1Provider(TypedDict):
    openai: NotRequired[GptImage1Settings]


@with_config(CLOSED)
class Frame(TypedDict):
    inputImage: Text
    frame: NotRequired[Literal["first", 0]]


class Image(TypedDict):
    """What the three image models share; a subclass is one flat validator, not a nested one."""

    taskType: Literal["imageInference"]
    taskUUID: Uuid
    width: int
    height: int
    outputType: NotRequired[ImageOutput]
    outputFormat: NotRequired[ImageFormat]
    outputQuality: NotRequired[Quality]
    webhookURL: NotRequired[Text]
    deliveryMethod: NotRequired[Delivery]
    uploadEndpoint: NotRequired[Text]
    safety: NotRequired[Safety]
    ttl: NotRequired[Seconds]
    includeCost: NotRequired[bool]
    numberResults: NotRequired[Images]


@with_config(CLOSED)
class DallE2(Image):
    model: Literal["openai:2@2"]
    positivePrompt: Annotated[str, StringConstraints(min_length=1, max_length=1000)]
    providerSettings: NotRequired[NoProvider]


@with_config(CLOSED)
class DallE3(Image):
    model: Literal["openai:2@3"]
    positivePrompt: Prompt
    providerSettings: NotRequired[DallE3Provider]


@with_config(CLOSED)
class GptImage1(Image):
    model: Literal["openai:1@1"]
    positivePrompt: Annotated[str, StringConstraints(min_length=1, max_length=32000)]
    providerSettings: NotRequired[GptImage1Provider]


class Video(TypedDict):
    """What the two video models share."""

    taskType: Literal["videoInference"]
    taskUUID: Uuid
    positivePrompt: Prompt
    duration: Literal[4, 8, 12]
    width: NotRequired[int]
    height: NotRequired[int]
    frameImages: NotRequired[Annotated[list[Text | Frame], Field(min_length=1, max_length=1)]]
    providerSettings: NotRequired[NoProvider]
    outputType: NotRequired[Literal["URL"]]
    outputFormat: NotRequired[VideoFormat]
    outputQuality: NotRequired[Quality]
    webhookURL: NotRequired[Text]
    deliveryMethod: NotRequired[Delivery]
    uploadEndpoint: NotRequired[Text]
    safety: NotRequired[Safety]
    ttl: NotRequired[Seconds]
    includeCost: NotRequired[bool]
    numberResults: NotRequired[Videos]


@with_config(CLOSED)
class Sora2(Video):
    model: Literal["openai:3@1"]


@with_config(CLOSED)
class Sora2Pro(Video):
    model: Literal["openai:3@2"]


def dall_e_2_size(request: Document) -> Document:
    w = request["width"]
    if not (w == request["height"] and (w == 1024 or w == 512 or w == 256)):
        raise ValueError("not a supported size")
    return request


def dall_e_3_size(request: Document) -> Document:
    w, h = request["width"], request["height"]
    if not (w == 1024 and (h == 1024 or h == 1792) or w == 1792 and h == 1024):
        raise ValueError("not a supported size")
    return request


def gpt_image_1_size(request: Document) -> Document:
    w, h = request["width"], request["height"]
    if not (w == 1024 and (h == 1024 or h == 1536) or w == 1536 and h == 1024):
        raise ValueError("not a supported size")
    return request


def sora_2_size(request: Document) -> Document:
    w, h = request.get("width"), request.get("height")
    if not (w == 1280 and h == 720 or w == 720 and h == 1280 or w is None and h is None):
        raise ValueError("not a supported size")
    return request


def sora_2_pro_size(request: Document) -> Document:
    w, h = request.get("width"), request.get("height")
    if not (w == 1280 and h == 720 or w == 720 and h == 1280 or w is None and h is None):
        if not (w == 1792 and h == 1024 or w == 1024 and h == 1792):
            raise ValueError("not a supported size")
    return request


ADAPTERS: dict[object, TypeAdapter[Any]] = {
    "openai:2@2": TypeAdapter(Annotated[DallE2, AfterValidator(dall_e_2_size)]),
    "openai:2@3": TypeAdapter(Annotated[DallE3, AfterValidator(dall_e_3_size)]),
    "openai:1@1": TypeAdapter(Annotated[GptImage1, AfterValidator(gpt_image_1_size)]),
    "openai:3@1": TypeAdapter(Annotated[Sora2, AfterValidator(sora_2_size)]),
    "openai:3@2": TypeAdapter(Annotated[Sora2Pro, AfterValidator(sora_2_pro_size)]),
}
VALIDATE = {model: adapter.validate_python for model, adapter in ADAPTERS.items()}
VALIDATE_BARE = {model: adapter.validator.validate_python for model, adapter in ADAPTERS.items()}
"""The compiled validator behind the adapter: spares the adapter's Python frame, at about 200 ns a call."""


def accepts(document: Document) -> bool:
    """Yes or no, through TypeAdapter.validate_python."""
    try:
        VALIDATE[document["model"]](document)
    except (ValidationError, KeyError, TypeError):
        return False
    return True


def accepts_bare(document: Document) -> bool:
    """Yes or no, through the adapter's `validator`."""
    try:
        VALIDATE_BARE[document["model"]](document)
    except (ValidationError, KeyError, TypeError):
        return False
    return True


def faults(document: Document) -> Faults:
    """Every violation: path and sentence. The sizes are looked at only when nothing else is wrong."""
    try:
        VALIDATE_BARE[document["model"]](document)
    except ValidationError as error:
        found = error.errors(include_url=False, include_context=False, include_input=False)
        return [(fault["loc"], fault["msg"]) for fault in found]
    except (KeyError, TypeError):
        return [("/model", "unknown model")]
    return []

"""pydantic BaseModels as most people write them: one class per model, a discriminated union of the five.

The validator behind the adapter is called, which is faster than the adapter (see peers_pydantic).
"""

from __future__ import annotations

from typing import Annotated, Any, ClassVar, Literal, Self

from bench_peer import Document, Faults
from peers_pydantic import (
    CLOSED,
    Delivery,
    ImageFormat,
    ImageOutput,
    Images,
    Prompt,
    Quality,
    Seconds,
    Text,
    Uuid,
    VideoFormat,
    Videos,
)
from pydantic import BaseModel, Field, StringConstraints, TypeAdapter, ValidationError, model_validator

Sizes = frozenset[tuple[int | None, int | None]]


def optional() -> Any:
    """A field that may be left out but not be null: defaults are not validated, and None is the cheapest."""
    return Field(default=None)


class Closed(BaseModel):
    model_config = CLOSED


class Safety(Closed):
    checkContent: bool = optional()
    mode: Literal["none", "fast", "full"] = optional()


class NoSettings(Closed):
    pass


class DallE3Settings(Closed):
    quality: Literal["hd", "standard"] = optional()
    style: Literal["vivid", "natural"] = optional()


class GptImage1Settings(Closed):
    quality: Literal["auto", "high", "medium", "low"] = optional()
    background: Literal["transparent", "opaque"] = optional()


class NoProvider(Closed):
    openai: NoSettings = optional()


class DallE3Provider(Closed):
    openai: DallE3Settings = optional()


class GptImage1Provider(Closed):
    openai: GptImage1Settings = optional()


class Frame(Closed):
    inputImage: Text
    frame: Literal["first", 0] = optional()


class Request(Closed):
    """What all share; `sizes` are the legal pairs."""

    sizes: ClassVar[Sizes]

    taskUUID: Uuid
    width: int = optional()
    height: int = optional()
    outputQuality: Quality = optional()
    webhookURL: Text = optional()
    deliveryMethod: Delivery = optional()
    uploadEndpoint: Text = optional()
    safety: Safety = optional()
    ttl: Seconds = optional()
    includeCost: bool = optional()

    @model_validator(mode="after")
    def size_is_listed(self) -> Self:
        if (self.width, self.height) not in self.sizes:
            raise ValueError("not a supported size")
        return self


class Image(Request):
    taskType: Literal["imageInference"]
    width: int
    height: int
    outputType: ImageOutput = optional()
    outputFormat: ImageFormat = optional()
    numberResults: Images = optional()


class DallE2(Image):
    sizes: ClassVar[Sizes] = frozenset({(256, 256), (512, 512), (1024, 1024)})

    model: Literal["openai:2@2"]
    positivePrompt: Annotated[str, StringConstraints(min_length=1, max_length=1000)]
    providerSettings: NoProvider = optional()


class DallE3(Image):
    sizes: ClassVar[Sizes] = frozenset({(1024, 1024), (1792, 1024), (1024, 1792)})

    model: Literal["openai:2@3"]
    positivePrompt: Prompt
    providerSettings: DallE3Provider = optional()


class GptImage1(Image):
    sizes: ClassVar[Sizes] = frozenset({(1024, 1024), (1536, 1024), (1024, 1536)})

    model: Literal["openai:1@1"]
    positivePrompt: Annotated[str, StringConstraints(min_length=1, max_length=32000)]
    providerSettings: GptImage1Provider = optional()


class Video(Request):
    taskType: Literal["videoInference"]
    positivePrompt: Prompt
    duration: Literal[4, 8, 12]
    frameImages: Annotated[list[Text | Frame], Field(min_length=1, max_length=1)] = optional()
    providerSettings: NoProvider = optional()
    outputType: Literal["URL"] = optional()
    outputFormat: VideoFormat = optional()
    numberResults: Videos = optional()


class Sora2(Video):
    sizes: ClassVar[Sizes] = frozenset({(1280, 720), (720, 1280), (None, None)})

    model: Literal["openai:3@1"]


class Sora2Pro(Video):
    sizes: ClassVar[Sizes] = frozenset({(1280, 720), (720, 1280), (1792, 1024), (1024, 1792), (None, None)})

    model: Literal["openai:3@2"]


ADAPTER: TypeAdapter[Any] = TypeAdapter(
    Annotated[DallE2 | DallE3 | GptImage1 | Sora2 | Sora2Pro, Field(discriminator="model")]
)
VALIDATE = ADAPTER.validator.validate_python


def accepts(document: Document) -> bool:
    """Yes or no."""
    try:
        VALIDATE(document)
    except ValidationError:
        return False
    return True


def faults(document: Document) -> Faults:
    """Every violation: path and sentence. The sizes are looked at only when nothing else is wrong."""
    try:
        VALIDATE(document)
    except ValidationError as error:
        found = error.errors(include_url=False, include_context=False, include_input=False)
        return [(fault["loc"], fault["msg"]) for fault in found]
    return []

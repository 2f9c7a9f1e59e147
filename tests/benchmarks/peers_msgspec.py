"""msgspec: one Struct per model, chosen by the request's `model`.

This is its best form. Converting to a union of Structs builds the types anew at every call; a `pattern` for the UUID
costs 250 ns more than the test in `__post_init__`; the fields stand in the order of the documented requests since
msgspec looks for the next key there first; `gc=False` spares the collector's bookkeeping.
"""

from __future__ import annotations

from typing import Annotated, Literal

from bench_peer import UUID_SHAPE, UUID_TABLE, Document, Faults
from msgspec import UNSET, Meta, Struct, UnsetType, ValidationError, convert

Text = Annotated[str, Meta(min_length=1)]
Quality = Annotated[int, Meta(ge=20, le=99)]
Seconds = Annotated[int, Meta(ge=60, le=2**53 - 1)]
Images = Annotated[int, Meta(ge=1, le=20)]
Videos = Annotated[int, Meta(ge=1, le=4)]
Delivery = Literal["sync", "async"]
ImageOutput = Literal["base64Data", "dataURI", "URL"]
ImageFormat = Literal["JPG", "PNG", "WEBP"]
VideoFormat = Literal["MP4", "WEBM"]


class Safety(Struct, forbid_unknown_fields=True, gc=False):
    checkContent: bool | UnsetType = UNSET
    mode: Literal["none", "fast", "full"] | UnsetType = UNSET


class NoSettings(Struct, forbid_unknown_fields=True, gc=False):
    pass


class DallE3Settings(Struct, forbid_unknown_fields=True, gc=False):
    quality: Literal["hd", "standard"] | UnsetType = UNSET
    style: Literal["vivid", "natural"] | UnsetType = UNSET


class GptImage1Settings(Struct, forbid_unknown_fields=True, gc=False):
    quality: Literal["auto", "high", "medium", "low"] | UnsetType = UNSET
    background: Literal["transparent", "opaque"] | UnsetType = UNSET


class NoProvider(Struct, forbid_unknown_fields=True, gc=False):
    openai: NoSettings | UnsetType = UNSET


class DallE3Provider(Struct, forbid_unknown_fields=True, gc=False):
    openai: DallE3Settings | UnsetType = UNSET


class GptImage1Provider(Struct, forbid_unknown_fields=True, gc=False):
    openai: GptImage1Settings | UnsetType = UNSET


class Frame(Struct, forbid_unknown_fields=True, gc=False):
    inputImage: Text
    frame: Literal["first", 0] | UnsetType = UNSET


class DallE2(Struct, forbid_unknown_fields=True, gc=False):
    taskType: Literal["imageInference"]
    taskUUID: str
    model: Literal["openai:2@2"]
    positivePrompt: Annotated[str, Meta(min_length=1, max_length=1000)]
    width: int
    height: int
    providerSettings: NoProvider | UnsetType = UNSET
    outputType: ImageOutput | UnsetType = UNSET
    outputFormat: ImageFormat | UnsetType = UNSET
    outputQuality: Quality | UnsetType = UNSET
    webhookURL: Text | UnsetType = UNSET
    deliveryMethod: Delivery | UnsetType = UNSET
    uploadEndpoint: Text | UnsetType = UNSET
    safety: Safety | UnsetType = UNSET
    ttl: Seconds | UnsetType = UNSET
    includeCost: bool | UnsetType = UNSET
    numberResults: Images | UnsetType = UNSET

    def __post_init__(self) -> None:
        if self.taskUUID.encode().translate(UUID_TABLE) != UUID_SHAPE:
            raise ValueError("taskUUID is not a UUID")
        w = self.width
        if not (w == self.height and (w == 1024 or w == 512 or w == 256)):
            raise ValueError("not a supported size")


class DallE3(Struct, forbid_unknown_fields=True, gc=False):
    taskType: Literal["imageInference"]
    taskUUID: str
    model: Literal["openai:2@3"]
    positivePrompt: Annotated[str, Meta(min_length=1, max_length=4000)]
    width: int
    height: int
    providerSettings: DallE3Provider | UnsetType = UNSET
    outputType: ImageOutput | UnsetType = UNSET
    outputFormat: ImageFormat | UnsetType = UNSET
    outputQuality: Quality | UnsetType = UNSET
    webhookURL: Text | UnsetType = UNSET
    deliveryMethod: Delivery | UnsetType = UNSET
    uploadEndpoint: Text | UnsetType = UNSET
    safety: Safety | UnsetType = UNSET
    ttl: Seconds | UnsetType = UNSET
    includeCost: bool | UnsetType = UNSET
    numberResults: Images | UnsetType = UNSET

    def __post_init__(self) -> None:
        if self.taskUUID.encode().translate(UUID_TABLE) != UUID_SHAPE:
            raise ValueError("taskUUID is not a UUID")
        w = self.width
        h = self.height
        if not (w == 1024 and (h == 1024 or h == 1792) or w == 1792 and h == 1024):
            raise ValueError("not a supported size")


class GptImage1(Struct, forbid_unknown_fields=True, gc=False):
    taskType: Literal["imageInference"]
    taskUUID: str
    model: Literal["openai:1@1"]
    positivePrompt: Annotated[str, Meta(min_length=1, max_length=32000)]
    width: int
    height: int
    providerSettings: GptImage1Provider | UnsetType = UNSET
    outputType: ImageOutput | UnsetType = UNSET
    outputFormat: ImageFormat | UnsetType = UNSET
    outputQuality: Quality | UnsetType = UNSET
    webhookURL: Text | UnsetType = UNSET
    deliveryMethod: Delivery | UnsetType = UNSET
    uploadEndpoint: Text | UnsetType = UNSET
    safety: Safety | UnsetType = UNSET
    ttl: Seconds | UnsetType = UNSET
    includeCost: bool | UnsetType = UNSET
    numberResults: Images | UnsetType = UNSET

    def __post_init__(self) -> None:
        if self.taskUUID.encode().translate(UUID_TABLE) != UUID_SHAPE:
            raise ValueError("taskUUID is not a UUID")
        w = self.width
        h = self.height
        if not (w == 1024 and (h == 1024 or h == 1536) or w == 1536 and h == 1024):
            raise ValueError("not a supported size")


class Sora2(Struct, forbid_unknown_fields=True, gc=False):
    taskType: Literal["videoInference"]
    taskUUID: str
    model: Literal["openai:3@1"]
    positivePrompt: Annotated[str, Meta(min_length=1, max_length=4000)]
    duration: Literal[4, 8, 12]
    width: int | UnsetType = UNSET
    height: int | UnsetType = UNSET
    frameImages: Annotated[list[Text | Frame], Meta(min_length=1, max_length=1)] | UnsetType = UNSET
    providerSettings: NoProvider | UnsetType = UNSET
    outputType: Literal["URL"] | UnsetType = UNSET
    outputFormat: VideoFormat | UnsetType = UNSET
    outputQuality: Quality | UnsetType = UNSET
    webhookURL: Text | UnsetType = UNSET
    deliveryMethod: Delivery | UnsetType = UNSET
    uploadEndpoint: Text | UnsetType = UNSET
    safety: Safety | UnsetType = UNSET
    ttl: Seconds | UnsetType = UNSET
    includeCost: bool | UnsetType = UNSET
    numberResults: Videos | UnsetType = UNSET

    def __post_init__(self) -> None:
        if self.taskUUID.encode().translate(UUID_TABLE) != UUID_SHAPE:
            raise ValueError("taskUUID is not a UUID")
        w = self.width
        h = self.height
        if not (w == 1280 and h == 720 or w == 720 and h == 1280 or w is UNSET and h is UNSET):
            raise ValueError("not a supported size")


class Sora2Pro(Struct, forbid_unknown_fields=True, gc=False):
    taskType: Literal["videoInference"]
    taskUUID: str
    model: Literal["openai:3@2"]
    positivePrompt: Annotated[str, Meta(min_length=1, max_length=4000)]
    duration: Literal[4, 8, 12]
    width: int | UnsetType = UNSET
    height: int | UnsetType = UNSET
    frameImages: Annotated[list[Text | Frame], Meta(min_length=1, max_length=1)] | UnsetType = UNSET
    providerSettings: NoProvider | UnsetType = UNSET
    outputType: Literal["URL"] | UnsetType = UNSET
    outputFormat: VideoFormat | UnsetType = UNSET
    outputQuality: Quality | UnsetType = UNSET
    webhookURL: Text | UnsetType = UNSET
    deliveryMethod: Delivery | UnsetType = UNSET
    uploadEndpoint: Text | UnsetType = UNSET
    safety: Safety | UnsetType = UNSET
    ttl: Seconds | UnsetType = UNSET
    includeCost: bool | UnsetType = UNSET
    numberResults: Videos | UnsetType = UNSET

    def __post_init__(self) -> None:
        if self.taskUUID.encode().translate(UUID_TABLE) != UUID_SHAPE:
            raise ValueError("taskUUID is not a UUID")
        w = self.width
        h = self.height
        if not (
            w == 1280
            and h == 720
            or w == 720
            and h == 1280
            or w == 1792
            and h == 1024
            or w == 1024
            and h == 1792
            or w is UNSET
            and h is UNSET
        ):
            raise ValueError("not a supported size")


STRUCTS: dict[object, type[Struct]] = {
    "openai:2@2": DallE2,
    "openai:2@3": DallE3,
    "openai:1@1": GptImage1,
    "openai:3@1": Sora2,
    "openai:3@2": Sora2Pro,
}


def accepts(document: Document) -> bool:
    """Yes or no."""
    try:
        convert(document, STRUCTS[document["model"]])
    except (ValidationError, KeyError, TypeError):
        return False
    return True


def first_fault(document: Document) -> Faults:
    """The first violation; msgspec offers no others and writes the path into the sentence."""
    try:
        convert(document, STRUCTS[document["model"]])
    except ValidationError as error:
        return [("", str(error))]
    except (KeyError, TypeError):
        return [("/model", "unknown model")]
    return []

"""What a valid request asks for, read once."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal, TypeAlias, cast

from ..meaning.kinds.dimensions import Dimensions
from ..meaning.shapes import Array, Media, Object, Shape, Union
from ..model.catalog import Model
from .pictures import PictureForm
from .prices import picture_price, video_price
from .videos import VideoForm

__all__ = ["Order", "OutputType", "PictureOrder", "VideoOrder", "inputs_of", "order_of"]

OutputType: TypeAlias = Literal["URL", "base64Data", "dataURI"]


@dataclass(frozen=True)
class _Common:
    """``price`` is that of one result; ``ttl`` is in seconds."""

    task_uuid: str
    task_type: str
    model: str
    prompt: str
    count: int
    is_async: bool
    include_cost: bool
    is_checked: bool
    ttl: int | None
    webhook: str | None
    upload_to: str | None
    price: float
    width: int
    height: int


@dataclass(frozen=True)
class PictureOrder(_Common):
    form: PictureForm
    quality: int
    transparent: bool
    output: OutputType


@dataclass(frozen=True)
class VideoOrder(_Common):
    form: VideoForm
    seconds: float


Order: TypeAlias = PictureOrder | VideoOrder


def order_of(request: Mapping[str, object], model: Model, size: tuple[int, int] | None) -> Order:
    """Read a valid request. ``size`` is that of its first frame, where it has one whose size is known.

    What it leaves out is as the specs say, and as this function says where they state no default.
    """
    request = _with_defaults(request, model.contract.root)
    width, height = _size(request, model.dimensions, size)
    seconds = _number(request.get("duration"), 4.0)
    quality = _word(_settings(request).get("quality"), "")
    is_video = model.task.media == "video"
    price = (
        video_price(model.air, seconds, width, height) if is_video else picture_price(model.air, quality, width, height)
    )
    common = _Common(
        task_uuid=str(request["taskUUID"]),
        task_type=model.task.name,
        model=model.air,
        prompt=_word(request.get(model.task.prompt), ""),
        count=int(_number(request.get("numberResults"), 1)),
        is_async=request.get("deliveryMethod", "async" if is_video else "sync") == "async",
        include_cost=request.get("includeCost") is True,
        is_checked=_is_checked(request.get("safety")),
        ttl=int(_number(request["ttl"], 0)) if "ttl" in request else None,
        webhook=_word(request.get("webhookURL"), "") or None,
        upload_to=_word(request.get("uploadEndpoint"), "") or None,
        price=price,
        width=width,
        height=height,
    )
    form = _word(request.get("outputFormat"), "MP4" if is_video else "JPG")
    if is_video:
        return VideoOrder(**vars(common), form=cast(VideoForm, form), seconds=seconds)
    return PictureOrder(
        **vars(common),
        form=cast(PictureForm, form),
        quality=int(_number(request.get("outputQuality"), 95)),
        transparent=_settings(request).get("background") == "transparent",
        output=cast(OutputType, request.get("outputType", "URL")),
    )


def _with_defaults(request: Mapping[str, object], root: Object) -> Mapping[str, object]:
    return {**{field.name: field.default for field in root.properties if field.default is not None}, **request}


def _settings(request: Mapping[str, object]) -> Mapping[str, object]:
    """The settings of whichever provider the request names."""
    providers = request.get("providerSettings")
    inner = next(iter(providers.values()), None) if isinstance(providers, dict) else None
    return inner if isinstance(inner, dict) else {}


def _size(
    request: Mapping[str, object], dimensions: Dimensions | None, first_frame: tuple[int, int] | None
) -> tuple[int, int]:
    """What is asked for; else the size of the first frame, where the model has it; else the model's first size."""
    sizes = [(size.width, size.height) for size in dimensions.sizes] if dimensions else []
    width, height = sizes[0] if sizes else (1280, 720)
    if first_frame is not None and (first_frame in sizes or not sizes):
        width, height = first_frame
    return int(_number(request.get("width"), width)), int(_number(request.get("height"), height))


def _is_checked(safety: object) -> bool:
    """The mode wins over the switch."""
    if not isinstance(safety, dict):
        return False
    return bool(safety["mode"] != "none") if "mode" in safety else safety.get("checkContent") is True


def _number(value: object, default: float) -> float:
    return value if isinstance(value, int | float) else default


def _word(value: object, default: str) -> str:
    return value if isinstance(value, str) else default


def inputs_of(request: object, shape: Shape, name: str = "") -> list[tuple[str, str]]:
    """The input files of a valid request: the field each stands in, and what stands there."""
    match shape:
        case Media():
            return [(name, request)] if isinstance(request, str) else []
        case Union(branches):
            return [found for branch in branches for found in inputs_of(request, branch, name)]
        case Array(items) if isinstance(request, list):
            return [found for i, part in enumerate(request) for found in inputs_of(part, items, f"{name}[{i}]")]
        case Object() if isinstance(request, dict):
            return [
                found
                for field in shape.properties
                if field.name in request
                for found in inputs_of(request[field.name], field.shape, f"{name}.{field.name}".removeprefix("."))
            ]
        case _:
            return []

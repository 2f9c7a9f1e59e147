"""Input images of a request: found, fetched or decoded, and checked before anything is made of them."""

from __future__ import annotations

import asyncio
import base64
import io
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, TypeAlias

from .outbound import OutboundError, TooLarge

if TYPE_CHECKING:
    from PIL.Image import Image

    from .files import Files
    from .outbound import Outbound

__all__ = ["InputError", "InputImage", "Inputs", "NotAnImage", "NotFetched", "OutOfLimits", "UnknownUpload", "Upload"]

MOST_BYTES: Final = 100_000_000
"""No image is read past this, whatever the model allows."""

MOST_PIXELS: Final = 40_000_000
"""No image is decoded that has more: a small file can claim any number. These take 160 MB while they are looked at."""

_STORED_SIDE: Final = 2048
"""The longest side of an upload, in pixels; the service makes larger ones smaller."""

_Side: TypeAlias = tuple[int, int]

_UUID: Final = re.compile(r"[0-9a-fA-F]{8}(?:-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}")
_URL: Final = re.compile(r"https?://", re.IGNORECASE)
_DATA_URI: Final = re.compile(r"data:[^,]{0,200};base64,", re.IGNORECASE)
_FORMATS: Final = {"PNG": "image/png", "JPEG": "image/jpeg", "WEBP": "image/webp"}


class InputError(Exception):
    """An input image cannot be used. The message says why and never holds the value."""


class UnknownUpload(InputError):
    """There is no upload and no result of this UUID."""


class NotFetched(InputError):
    """The URL was not allowed, or did not answer with a file."""


class NotAnImage(InputError):
    """The bytes are not an image of a kind that is taken."""


class OutOfLimits(InputError):
    """The image has too many bytes, or a side too short or too long."""


@dataclass(frozen=True)
class InputImage:
    """An image that was decoded once, so it is one. ``extension`` goes without a dot."""

    content: bytes
    mime: str
    extension: str
    width: int
    height: int


@dataclass(frozen=True)
class Upload:
    """An image that was stored: ``path`` is where the sandbox serves it."""

    uuid: str
    path: str


class Inputs:
    """Reads images from what requests say: a UUID, a URL, a data URI or base64."""

    def __init__(self, files: Files, outbound: Outbound) -> None:
        self._files = files
        self._outbound = outbound
        self._one_at_a_time = asyncio.Lock()

    async def read(self, value: str, *, side: _Side | None = None, size: int | None = None) -> InputImage:
        """Read an image and check it.

        Args:
            value: What the request says.
            side: The shortest and the longest side there may be, in pixels.
            size: How many bytes there may be.

        Raises:
            UnknownUpload: The UUID names nothing.
            NotFetched: The URL is forbidden or does not answer.
            NotAnImage: The bytes are not a PNG, JPG or WEBP.
            OutOfLimits: A side or the number of bytes is out of bounds.
        """
        return await self._image(value, side, MOST_BYTES if size is None else min(size, MOST_BYTES))

    async def upload(self, value: str, uuid: str) -> Upload:
        """Read an image and store it under a UUID, no larger than uploads are kept. Raises what `read` does."""
        image = await self._image(value, None, MOST_BYTES, _STORED_SIDE)
        return Upload(uuid, self._files.put(image.content, image.mime, uuid, image.extension))

    async def _image(self, value: str, side: _Side | None, most: int, longest: int | None = None) -> InputImage:
        content = await self._content(value, most)
        if len(content) > most:
            raise OutOfLimits(f"the image has {len(content)} bytes; at most {most} are allowed")
        async with self._one_at_a_time:
            return await asyncio.to_thread(_decode, content, side, longest)

    async def _content(self, value: str, most: int) -> bytes:
        if _UUID.fullmatch(value):
            content = self._files.content(value)
            if content is None:
                raise UnknownUpload("no upload and no result has this UUID")
            return content
        if _URL.match(value):
            return await self._fetched(value, most)
        return await asyncio.to_thread(_decode_base64, value)

    async def _fetched(self, url: str, most: int) -> bytes:
        try:
            return await self._outbound.fetch(url, most)
        except TooLarge:
            raise OutOfLimits(f"the image has more than {most} bytes") from None
        except OutboundError as error:
            raise NotFetched(f"the image was not fetched: {error}") from None


def _decode_base64(value: str) -> bytes:
    """The bytes of a data URI or of bare base64."""
    start = _DATA_URI.match(value)
    try:
        return base64.b64decode(value[start.end() :] if start else value, validate=True)
    except ValueError:
        raise NotAnImage("this is not a UUID, a URL, a data URI or base64") from None


def _decode(content: bytes, side: _Side | None, longest: int | None) -> InputImage:
    """Decode an image, its header first, and its pixels only if there are not too many.

    Args:
        content: A file, of any kind.
        side: The shortest and the longest side there may be.
        longest: What the longest side is brought down to, if it is longer.
    """
    from PIL import Image

    try:
        with Image.open(io.BytesIO(content), formats=tuple(_FORMATS)) as image:
            _check_size(image.width, image.height, side)
            image.load()
            if longest is not None and max(image.size) > longest:
                content = _shrink(image, longest)
            form = str(image.format)
            extension = "jpg" if form == "JPEG" else form.lower()
            return InputImage(content, _FORMATS[form], extension, image.width, image.height)
    except InputError:
        raise
    except (Image.DecompressionBombError, Image.DecompressionBombWarning):
        raise OutOfLimits(f"the image has more than {MOST_PIXELS} pixels") from None
    except Exception:
        # Decoders that are fed with foreign bytes raise whatever they meet: OSError, SyntaxError, struct.error ...
        raise NotAnImage("the bytes are not a complete PNG, JPG or WEBP image") from None


def _shrink(image: Image, longest: int) -> bytes:
    """Bring the image itself down to a longest side and encode it as what it was."""
    image.thumbnail((longest, longest))
    out = io.BytesIO()
    image.save(out, image.format)
    return out.getvalue()


def _check_size(width: int, height: int, side: _Side | None) -> None:
    if side is not None and not all(side[0] <= length <= side[1] for length in (width, height)):
        raise OutOfLimits(f"the image has {width}x{height} pixels; each side may have {side[0]} to {side[1]}")
    if width * height > MOST_PIXELS:
        raise OutOfLimits(f"the image has more than {MOST_PIXELS} pixels")

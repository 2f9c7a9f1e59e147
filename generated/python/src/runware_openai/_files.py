"""What a model says of input files, checked where the client has the bytes."""

from __future__ import annotations

from dataclasses import dataclass
from io import BytesIO

from ._kinds import kind_of
from ._report import Violation
from .errors import ValidationError

UNREADABLE = (-1, -1)
FAR_TOO_LARGE = (10**5, 10**5)


@dataclass(frozen=True)
class MediaLimits:
    """Limits of files of one ``kind``: ``side`` the least and the most pixels, ``size`` the most bytes."""

    kind: str
    side: tuple[int, int] | None
    size: int | None
    docs: str


def check(content: bytes, limits: MediaLimits, path: str) -> None:
    """Raise ValidationError for a file that is too large, of another kind, or of a size that is not accepted.

    Pixels are looked at only where Pillow is installed.
    """
    if limits.size is not None and len(content) > limits.size:
        _fail("file_too_large", path, f"The file is larger than {limits.size} bytes.", limits)
    kind = kind_of(content)
    if kind is None or not kind.startswith(limits.kind + "/"):
        _fail("file_kind", path, f"The file is no {limits.kind}, or of a kind that is not known.", limits)
    if limits.side is None or limits.kind != "image":
        return
    least, most = limits.side
    size = _pixels(content)
    if size == UNREADABLE:
        _fail("file_kind", path, "The file is no image that can be read.", limits)
    if size is not None and not all(least <= side <= most for side in size):
        width, height = size
        message = f"The picture is {width}x{height} pixels; each side must be {least} to {most}."
        _fail("file_side_out_of_range", path, message, limits)


def _pixels(content: bytes) -> tuple[int, int] | None:
    """Width and height; ``UNREADABLE`` where it is no picture, None where nobody can tell."""
    try:
        from PIL import Image
    except ImportError:
        return None
    try:
        # Nothing is decoded: this reads the head of the file.
        with Image.open(BytesIO(content)) as picture:
            return picture.size
    except (Image.DecompressionBombError, Image.DecompressionBombWarning):
        # So many pixels are more than any model takes.
        return FAR_TOO_LARGE
    except (OSError, ValueError, SyntaxError):
        return UNREADABLE


def _fail(code: str, path: str, message: str, limits: MediaLimits) -> None:
    raise ValidationError([Violation(code, path, None, "", limits.docs, made=(message, None))])

"""Pictures of any size, drawn from a seed: a sun over ridges of hills. Pillow draws them, and is imported when it does."""

from __future__ import annotations

import io
import math
import zlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from random import Random
from typing import TYPE_CHECKING, Final, Literal, TypeAlias, assert_never

if TYPE_CHECKING:
    from PIL.Image import Image

__all__ = ["PICTURE_MIMES", "Landscape", "PictureForm", "picture"]

PictureForm: TypeAlias = Literal["JPG", "PNG", "WEBP"]
PICTURE_MIMES: Final[Mapping[PictureForm, str]] = {"JPG": "image/jpeg", "PNG": "image/png", "WEBP": "image/webp"}

_Colour: TypeAlias = tuple[int, int, int]
_Point: TypeAlias = tuple[int, int]

_RIDGES: Final = 5
_STEPS: Final = 128
"""Corners of a ridge's line. More would be smoother than a pixel on most pictures."""

_GLOW_EDGE: Final = 181
"""What Pillow's radial gradient has reached in the middle of each side: from there on the glow is nothing."""


@dataclass(frozen=True)
class _Palette:
    """The colours of an hour: the sky above and at the horizon, the sun or moon, the nearest hill."""

    zenith: _Colour
    horizon: _Colour
    sun: _Colour
    hill: _Colour


_PALETTES: Final = (
    _Palette((38, 54, 120), (250, 176, 130), (255, 240, 205), (28, 36, 62)),
    _Palette((74, 140, 206), (222, 236, 240), (255, 252, 232), (30, 84, 70)),
    _Palette((88, 44, 108), (246, 138, 108), (255, 226, 172), (46, 22, 54)),
    _Palette((12, 20, 48), (74, 100, 148), (236, 240, 250), (8, 14, 30)),
    _Palette((232, 164, 96), (252, 232, 190), (255, 250, 228), (110, 52, 30)),
)


def picture(
    width: int, height: int, form: PictureForm, seed: int, quality: int = 95, transparent: bool = False
) -> bytes:
    """Draw a picture and encode it. The same arguments give the same bytes with the same version of Pillow.

    Args:
        width: In pixels; the picture has exactly this size.
        height: In pixels.
        form: The file format.
        seed: Chooses hour, hills and the place of the sun.
        quality: Of the compression, 0 to 100. PNG loses nothing and ignores it.
        transparent: Leave out the sky. JPG has no alpha channel and ignores it.
    """
    image = Landscape(width, height, seed).paint(transparent=transparent and form != "JPG")
    out = io.BytesIO()
    match form:
        case "JPG":
            image.save(out, "JPEG", quality=quality)
        case "PNG":
            # Rows of one colour: run lengths take two thirds of the bytes, in the same time.
            image.save(out, "PNG", compress_level=1, compress_type=zlib.Z_RLE)
        case "WEBP":
            image.save(out, "WEBP", quality=quality, method=0)
        case _:
            assert_never(form)
    return out.getvalue()


class Landscape:
    """A view that can be painted at any moment of its day."""

    def __init__(self, width: int, height: int, seed: int) -> None:
        random = Random(seed)
        self._size = (width, height)
        self._palette = _PALETTES[int(random.random() * len(_PALETTES))]
        self._moment = random.uniform(0.15, 0.85)
        self._arc = random.uniform(0.2, 0.3)
        self._ridges = [self._ridge(random, number) for number in range(_RIDGES)]

    def paint(self, moment: float | None = None, *, transparent: bool = False) -> Image:
        """Paint the view, as RGB, or as RGBA when the sky is left out.

        Args:
            moment: How far the sun has gone, from 0 to 1; without it the seed decides.
            transparent: Whether the sky is left out.
        """
        from PIL import Image, ImageDraw

        image = Image.new("RGBA", self._size, (*self._palette.sun, 0)) if transparent else self._sky()
        self._add_sun(image, self._moment if moment is None else moment)
        draw = ImageDraw.Draw(image)
        for number, ridge in enumerate(self._ridges, start=1):
            draw.polygon(ridge, fill=_mix(self._palette.horizon, self._palette.hill, number / _RIDGES))
        return image

    def _ridge(self, random: Random, number: int) -> Sequence[_Point]:
        """The outline of a line of hills; a higher number is nearer, lower in the picture and more rolling."""
        width, height = self._size
        middle = 0.58 + 0.085 * number
        waves = [
            (random.uniform(1.0, 2.0) * pace, random.uniform(0, math.tau), random.uniform(0.5, 1.0) * tall)
            for pace, tall in ((4.0, 0.035), (9.0, 0.015), (23.0, 0.004))
        ]
        line: list[_Point] = []
        for step in range(_STEPS + 1):
            across = step / _STEPS
            rise = sum(tall * math.sin(pace * across + phase) for pace, phase, tall in waves)
            line.append((round(across * width), round((middle - rise) * height)))
        return [*line, (width, height), (0, height)]

    def _sky(self) -> Image:
        from PIL import Image, ImageOps

        column = Image.linear_gradient("L").resize((1, self._size[1]))
        coloured = ImageOps.colorize(column, self._palette.zenith, self._palette.horizon, whitepoint=170)
        return coloured.resize(self._size, Image.Resampling.NEAREST)

    def _add_sun(self, image: Image, moment: float) -> None:
        from PIL import Image, ImageDraw

        width, height = self._size
        radius = max(1, min(width, height) // 18)
        x = round(width * (0.1 + 0.8 * moment))
        y = round(height * (0.62 - (0.62 - self._arc) * math.sin(math.pi * moment)))
        fading = [round(170 * max(0.0, 1 - value / _GLOW_EDGE) ** 2) for value in range(256)]
        reach = 5 * radius
        glow = Image.radial_gradient("L").point(fading).resize((2 * reach, 2 * reach))
        colour = (*self._palette.sun, 255)[: len(image.getbands())]
        image.paste(colour, (x - reach, y - reach), glow)
        ImageDraw.Draw(image).ellipse((x - radius, y - radius, x + radius, y + radius), fill=colour)


def _mix(far: _Colour, near: _Colour, share: float) -> _Colour:
    """The colour between two; ``share`` is how much there is of the second."""
    red, green, blue = (round(one + (other - one) * share) for one, other in zip(far, near, strict=True))
    return red, green, blue

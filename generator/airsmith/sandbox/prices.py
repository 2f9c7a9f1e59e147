"""What a result costs, in US dollars.

These numbers are the sandbox's own. They look like list prices of 2025, so that sums come out plausible; a bill is
not to be foretold from them.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

__all__ = ["picture_price", "video_price"]

_PICTURE: Final = 0.02
_SECOND: Final = 0.10

# Quality -> price of a square picture, and of one that is not square.
_PICTURES: Final[Mapping[str, Mapping[str, tuple[float, float]]]] = {
    "openai:2@2": {"": (0.02, 0.02)},
    "openai:2@3": {"": (0.04, 0.08), "hd": (0.08, 0.12)},
    "openai:1@1": {"": (0.042, 0.063), "low": (0.011, 0.016), "medium": (0.042, 0.063), "high": (0.167, 0.25)},
}
_SECONDS: Final[Mapping[str, float]] = {"openai:3@1": 0.10, "openai:3@2": 0.30}
_LARGE_SECONDS: Final[Mapping[str, float]] = {"openai:3@2": 0.50}
_LARGE: Final = 1280 * 720


def picture_price(model: str, quality: str, width: int, height: int) -> float:
    """The price of one picture."""
    prices = _PICTURES.get(model, {})
    square, other = prices.get(quality) or prices.get("") or (_PICTURE, _PICTURE)
    return square if width == height else other


def video_price(model: str, seconds: float, width: int, height: int) -> float:
    """The price of one video."""
    second = _SECONDS.get(model, _SECOND)
    if width * height > _LARGE:
        second = _LARGE_SECONDS.get(model, second)
    return round(second * seconds, 4)

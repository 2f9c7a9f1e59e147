"""The keywords of our own in schemas: annotations, which change no verdict."""

from __future__ import annotations

from typing import Final

KEYWORDS: Final[dict[str, str]] = {
    "x-air-id": "The AIR id of the model.",
    "x-known-values": "Values that a result is known to have; the service may send others.",
    "x-labels": "Value -> how the docs page calls it.",
    "x-replacement": "The AIR id of the model to use instead.",
    "x-source": "Where the docs say so: a URL, or the URL of a page and the day it was read.",
    "x-status": "Whether the model is live, deprecated or retired.",
    "x-status-since": "The day (YYYY-MM-DD) that state began.",
    "x-unenforced": "What is required of a request and no schema can say, in sentences.",
    "x-unit": "The unit of a number.",
}
"""Keyword -> what its value is. Engines that refuse unknown keywords are given these names."""

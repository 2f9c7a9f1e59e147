"""Page in, claims out."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final, assert_never

from . import machine, model_page, provider_page
from .claims import Reading
from .page import Format, Page, UnreadablePage, recognise

_NOTHING_EXPECTED: Final[Mapping[str, frozenset[str]]] = {}


def read_page(page: Page, expected: Mapping[str, frozenset[str]] = _NOTHING_EXPECTED) -> Reading:
    """What a page says, whatever its format; ``expected`` are the settings that specs have, by AIR id.

    Raises UnreadablePage, also for a page on which no model is found.
    """
    reading = _read(page, expected)
    if not reading.models:
        raise UnreadablePage(
            f"{page.name} names no model that can be read: looked for lines such as `Model AIR ID: source:id@version`"
        )
    return reading


def _read(page: Page, expected: Mapping[str, frozenset[str]]) -> Reading:
    form = recognise(page)
    match form:
        case Format.PROVIDER | Format.SAVED:
            return provider_page.read(page, form, expected)
        case Format.MODEL:
            return model_page.read(page)
        case Format.OPENAPI | Format.SCHEMA:
            return machine.read(page)
        case _:
            assert_never(form)

"""Page in, claims out."""

from __future__ import annotations

from typing import assert_never

from . import machine, model_page, provider_page
from .claims import Reading
from .page import Format, Page, recognise


def read_page(page: Page) -> Reading:
    """What a page says, whatever its format. Raises UnreadablePage."""
    form = recognise(page)
    match form:
        case Format.PROVIDER | Format.SAVED:
            return provider_page.read(page, form)
        case Format.MODEL:
            return model_page.read(page)
        case Format.OPENAPI | Format.SCHEMA:
            return machine.read(page)
        case _:
            assert_never(form)

"""The page on which a request is built, pasted and judged."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from ...meaning.values import Json
from ...targets.code import Code
from ...targets.docs.facts import ModelPage
from .chrome import Chrome
from .html import data, words
from .interning import interned


@dataclass(frozen=True)
class Option:
    """A model that can be chosen."""

    air: Code
    name: Code


@dataclass(frozen=True)
class PlaygroundPage:
    """``facts`` is JSON: what the form and the snippets of each model are made of."""

    chrome: Chrome
    options: tuple[Option, ...]
    facts: Code


def playground_page(chrome: Chrome, pages: Sequence[ModelPage], facts: Sequence[Json]) -> PlaygroundPage:
    """The words of the page."""
    options = tuple(Option(words(page.air), words(page.name)) for page in pages)
    return PlaygroundPage(chrome, options, data(interned(list(facts))))

"""The schema viewer: every schema of the site, opened like a tree."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from ...meaning.values import Json
from ...targets.code import Code
from ...targets.docs.facts import ModelPage
from .chrome import Chrome
from .html import anchor, data, words
from .interning import interned


@dataclass(frozen=True)
class Choice:
    """A model and the names of its two schemas."""

    name: Code
    request: Code
    response: Code


@dataclass(frozen=True)
class SchemasPage:
    """``schemas`` is JSON: all schemas by name."""

    chrome: Chrome
    choices: tuple[Choice, ...]
    schemas: Code


def schema_key(page: ModelPage) -> Code:
    """The name of a model's schemas within the site."""
    return anchor(page.path.replace("/", "."))


def schemas_page(chrome: Chrome, pages: Sequence[ModelPage], schemas: dict[str, Json]) -> SchemasPage:
    """The words of the page."""
    choices = tuple(
        Choice(words(page.name), Code(f"{schema_key(page)}.request"), Code(f"{schema_key(page)}.response"))
        for page in pages
    )
    return SchemasPage(chrome, choices, data(interned(schemas)))

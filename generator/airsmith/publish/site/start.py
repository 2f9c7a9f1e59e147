"""The start page: every model in a matrix of what it can do."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from ...targets.code import Code
from ...targets.docs.facts import FieldRow, ModelPage
from .chrome import Chrome
from .html import joined, sentence, words
from .pictures import Picture, pictures
from .rows import limit_of

_PICTURES: Final = 4
"""More sizes than that are counted, not drawn."""


@dataclass(frozen=True)
class Ability:
    """Whether a model has a workflow, and which fields ask for it."""

    label: Code
    offered: bool
    needs: Code | None


@dataclass(frozen=True)
class Setting:
    """A setting of the provider and its values; ``fallback`` is its default."""

    name: Code
    values: Code
    fallback: Code | None


@dataclass(frozen=True)
class Entry:
    """A row of the matrix."""

    href: Code
    name: Code
    air: Code
    summary: Code
    stage: Code
    live: bool
    since: Code | None
    abilities: tuple[Ability, ...]
    sizes: tuple[Picture, ...]
    more_sizes: Code | None
    size_words: Code
    prompt: Code | None
    duration: Code | None
    settings: tuple[Setting, ...]


@dataclass(frozen=True)
class StartPage:
    """``workflows`` are the columns that the abilities of every entry stand under."""

    chrome: Chrome
    title: Code
    lead: Code
    counts: Code
    workflows: tuple[Code, ...]
    entries: tuple[Entry, ...]


def start_page(chrome: Chrome, summary: str, pages: Sequence[ModelPage], to_scale: float) -> StartPage:
    """The words of the start page."""
    workflows = tuple(dict.fromkeys(flow.name for page in pages for flow in page.workflows))
    live = sum(page.lifecycle.stage == "live" for page in pages)
    return StartPage(
        chrome=chrome,
        title=words(summary.rstrip(".")),
        lead=Code(f"{len(pages)} model{'s' if len(pages) != 1 else ''}, {live} live"),
        counts=Code(str(len(pages))),
        workflows=tuple(words(name) for name in workflows),
        entries=tuple(_entry(page, workflows, to_scale) for page in pages),
    )


def _entry(page: ModelPage, workflows: Sequence[str], to_scale: float) -> Entry:
    drawn = pictures(page.sizes, to_scale)
    needs = {flow.name: flow.needs for flow in page.workflows}
    return Entry(
        href=words(f"{page.path}.html"),
        name=words(page.name),
        air=words(page.air),
        summary=sentence(page.summary),
        stage=words(page.lifecycle.stage),
        live=page.lifecycle.stage == "live",
        since=words(page.lifecycle.since) if page.lifecycle.since else None,
        abilities=tuple(_ability(name, needs.get(name)) for name in workflows),
        sizes=drawn[:_PICTURES],
        more_sizes=Code(f"and {len(drawn) - _PICTURES} more") if len(drawn) > _PICTURES else None,
        size_words=sentence(page.sizes.sentence if page.sizes else "No size is chosen"),
        prompt=limit_of(page.prompt),
        duration=limit_of(page.duration),
        settings=tuple(map(_setting, page.settings)),
    )


def _ability(name: str, needs: tuple[tuple[str, ...], ...] | None) -> Ability:
    asked = joined([words(".".join(path)) for path in needs or ()], " and ")
    return Ability(words(name), needs is not None, asked if asked else None)


def _setting(row: FieldRow) -> Setting:
    fallback = words(str(row.default)) if row.default is not None else None
    return Setting(words(row.short), limit_of(row) or Code(""), fallback)

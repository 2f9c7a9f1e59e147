"""From a model that is not live to those that are: what differs, and what its documented requests would meet there.

Nothing here is an opinion about models: the requests are put to the reference interpreter under the other model's id.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from ...meaning.contract import Contract
from ...meaning.evaluate import violations
from ...meaning.values import Json, plural
from ...model.catalog import Example, Model
from ...targets.code import Code
from ...targets.docs.facts import ModelPage
from .chrome import Chrome
from .html import anchor, example_link, sentence, url, words
from .pictures import Picture, pictures
from .rows import limit_of

MOST: Final = 6
"""So many models to move to are compared; with all of thousands, pages would grow with the square of their number."""


@dataclass(frozen=True)
class Difference:
    """A limit of both models in words."""

    label: Code
    old: Code
    new: Code
    same: bool


@dataclass(frozen=True)
class Met:
    """What is wrong with a documented request to another model; ``fragment`` opens it in the playground."""

    title: Code
    faults: tuple[Code, ...]
    fragment: Code


@dataclass(frozen=True)
class Target:
    """A model to move to; ``named`` tells that the service names it as the replacement."""

    href: Code
    name: Code
    air: Code
    named: bool
    old_sizes: tuple[Picture, ...]
    new_sizes: tuple[Picture, ...]
    differences: tuple[Difference, ...]
    requests: tuple[Met, ...]


@dataclass(frozen=True)
class Leaving:
    """A model to move from. ``missing`` says that its named replacement is not described here, ``others`` how many
    models do the same and are not compared."""

    anchor: Code
    href: Code
    name: Code
    air: Code
    notice: Code
    source: Code | None
    missing: Code | None
    targets: tuple[Target, ...]
    others: Code | None


@dataclass(frozen=True)
class MigrationPage:
    chrome: Chrome
    leaving: tuple[Leaving, ...]


def migration_page(
    chrome: Chrome, models: Sequence[Model], pages: Mapping[str, ModelPage], to_scale: float
) -> MigrationPage:
    """The words of the page; ``pages`` holds that of each model by its AIR id."""
    contracts = {model.air: model.contract for model in models}
    return MigrationPage(
        chrome,
        tuple(
            _leaving(model, list(_destinations(model, models)), pages, contracts, to_scale)
            for model in models
            if model.lifecycle.stage != "live"
        ),
    )


def _destinations(model: Model, models: Sequence[Model]) -> Iterator[Model]:
    """The replacement that is named, then all live models of the same task."""
    named = [other for other in models if other.air == model.lifecycle.replacement]
    yield from named
    yield from (
        other
        for other in models
        if other.lifecycle.stage == "live" and other.task.name == model.task.name and other not in named
    )


def _leaving(
    model: Model,
    others: Sequence[Model],
    pages: Mapping[str, ModelPage],
    contracts: Mapping[str, Contract],
    to_scale: float,
) -> Leaving:
    page, life = pages[model.air], model.lifecycle
    unknown = life.replacement if life.replacement and life.replacement not in contracts else None
    return Leaving(
        anchor=anchor(model.slug),
        href=words(f"{page.path}.html"),
        name=words(model.name),
        air=words(model.air),
        notice=words(page.notice),
        source=url(life.source) if life.source else None,
        missing=words(unknown) if unknown else None,
        targets=tuple(
            Target(
                href=words(f"{pages[other.air].path}.html"),
                name=words(other.name),
                air=words(other.air),
                named=other.air == life.replacement,
                old_sizes=pictures(page.sizes, to_scale),
                new_sizes=pictures(pages[other.air].sizes, to_scale),
                differences=tuple(_differences(page, pages[other.air])),
                requests=tuple(
                    _met(one, other, contracts, example_link(model.air, number, other.air))
                    for number, one in enumerate(model.examples, 1)
                    if not one.invalid
                ),
            )
            for other in others[:MOST]
        ),
        others=words(plural(len(others) - MOST, "other live model")) if len(others) > MOST else None,
    )


def _differences(old: ModelPage, new: ModelPage) -> Iterator[Difference]:
    pairs: list[tuple[str, Code | None, Code | None]] = [
        ("Prompt", limit_of(old.prompt), limit_of(new.prompt)),
        ("Duration", limit_of(old.duration), limit_of(new.duration)),
    ]
    names = dict.fromkeys(row.name for row in (*old.fields, *new.fields))
    shown = {row.name if row else "" for page in (old, new) for row in (page.prompt, page.duration)}
    sides = {"taskType", "model", "width", "height"}
    for name in (name for name in names if name not in shown | sides):
        rows = [next((row for row in page.fields if row.name == name), None) for page in (old, new)]
        if not all(rows) or limit_of(rows[0]) != limit_of(rows[1]):
            pairs.append((name, limit_of(rows[0]), limit_of(rows[1])))
    nothing = Code("not accepted")
    for label, before, after in pairs:
        if before or after:
            yield Difference(words(label), before or nothing, after or nothing, before == after)


def _met(example: Example, other: Model, contracts: Mapping[str, Contract], fragment: Code) -> Met:
    request: Json = example.request
    moved = {**request, "model": other.air} if isinstance(request, dict) else request
    found = violations(moved, contracts)
    return Met(words(example.title), tuple(sentence(one.message) for one in found), fragment)

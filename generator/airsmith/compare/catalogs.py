"""Two folders of specs compared: models are paired, and everything that is not of one model is looked at once."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from ..diagnostics import Location
from ..model.catalog import Model, Packages, Task
from ..model.specs import Specs
from .changes import ARTEFACTS, Artefact, Change, Proof
from .found import Found
from .models import ModelComparison, added, removed
from .places import Places
from .responses import response_changes
from .rules import RULES


@dataclass(frozen=True)
class Side:
    """One folder of specs, read. ``called`` is how the caller named it."""

    called: str
    specs: Specs
    models: Mapping[str, Model]
    packages: Packages

    @classmethod
    def of(cls, called: str, specs: Specs) -> Side:
        """Raises SpecErrors."""
        models = {model.air: model for model in specs.models()}
        return cls(called, specs, models, specs.packages())

    def places(self, model: Model) -> Places:
        return Places(self.specs, model)

    @property
    def tasks(self) -> dict[str, Model]:
        """A model of each task, by the task's name: the task is known through its models."""
        return {model.task.name: model for model in self.models.values()}


def compare(old: Side, new: Side, on: date | None = None) -> list[Change]:
    """Every change of the specs, in the order of models and naming; the surface of packages is not looked at.

    ``on`` is the day from which shutdowns are seen; without it, each model's ``checked``.
    """
    return [*_packages(old, new), *_models(old, new, on), *_responses(old, new)]


def pairs(old: Side, new: Side) -> Iterator[tuple[Model | None, Model | None]]:
    """The versions of each model: by AIR id, or else by slug."""
    slugs = {model.slug: model for air, model in new.models.items() if air not in old.models}
    met: set[str] = set()
    for air, model in old.models.items():
        twin = new.models.get(air) or slugs.get(model.slug)
        if twin is not None:
            met.add(twin.air)
        yield model, twin
    yield from ((None, model) for air, model in new.models.items() if air not in met)


def _models(old: Side, new: Side, on: date | None) -> Iterator[Change]:
    for before, after in pairs(old, new):
        if before is not None and after is not None:
            yield from ModelComparison(before, after, (old.places(before), new.places(after))).changes()
        elif before is not None:
            yield removed(before, old.places(before), on)
        elif after is not None:
            yield added(after, new.places(after))


def _responses(old: Side, new: Side) -> Iterator[Change]:
    """Results belong to tasks, so each is compared once."""
    for name, model in old.tasks.items():
        twin = new.tasks.get(name)
        if twin is not None and twin.task.response != model.task.response:
            places = old.places(model), new.places(twin)
            for found, proof in response_changes(model.task.response, twin.task.response):
                yield _of_task(found, proof, twin.task, places)


def _of_task(found: Found, proof: Proof | None, task: Task, places: tuple[Places, Places]) -> Change:
    return Change(
        rule=found.rule,
        level=RULES[found.rule].alone,
        model="",
        owner=f"results of {task.name}",
        path=found.path,
        before=found.before,
        after=found.after,
        old=places[0].locate(found.old),
        new=places[1].locate(found.new),
        proof=proof,
    )


def _packages(old: Side, new: Side) -> Iterator[Change]:
    before, after = old.packages, new.packages
    named: list[tuple[str, str, str, str, tuple[Artefact, ...]]] = [
        ("package-renamed", "Python package", before.python_name, after.python_name, ("python",)),
        ("package-renamed", "Python module", before.python_module, after.python_module, ("python",)),
        ("package-renamed", "npm package", before.npm_name, after.npm_name, ("npm",)),
        ("schema-base-changed", "schemas", before.schema_base, after.schema_base, ("specs",)),
        ("description-changed", "summary", before.summary, after.summary, ARTEFACTS),
    ]
    for rule, owner, was, now, artefacts in named:
        if was != now:
            yield Change(
                rule=rule,
                level=RULES[rule].alone,
                model="",
                owner=owner,
                path="",
                before=was,
                after=now,
                old=Location(f"{old.specs.folder.shown}/catalog.yaml"),
                new=Location(f"{new.specs.folder.shown}/catalog.yaml"),
                artefacts=artefacts,
            )

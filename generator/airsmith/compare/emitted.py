"""What both packages would be: the files of the models that differ, and the indexes, made from each side's specs."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import date

from .. import resources
from ..model.catalog import Entry, Model
from ..render import Renderer
from ..targets.registry import make
from .catalogs import Side, pairs
from .changes import Change
from .models import was_shut_down
from .packages import surface_changes

_TARGETS = ("python", "typescript")


def package_changes(old: Side, new: Side, on: date | None = None) -> Iterator[Change]:
    """Changes of the generated surface. Both sides are made by this program, so they differ by their specs only.

    Names that went with a model that had been shut down lower what they cost in versions, as the model does.
    """
    different = [pair for pair in pairs(old, new) if pair[0] != pair[1]]
    gone = [before for before, after in different if before and not after and was_shut_down(before, on)]
    after = _files(new, (model for _, model in different))
    modules = (old.packages.python_module, new.packages.python_module)
    changes = list(surface_changes(_files(old, (model for model, _ in different)), after, modules))
    if gone:
        rest = replace(old, models={air: model for air, model in old.models.items() if model not in gone})
        before = _files(rest, (model for model, _ in different if model not in gone))
        without = {change.fingerprint for change in surface_changes(before, after, modules)}
        note = "Of a model that was shut down."
        changes = [
            change if change.fingerprint in without else replace(change, lowered="minor", note=note)
            for change in changes
        ]
    yield from changes


def _files(side: Side, models: Iterable[Model | None]) -> dict[str, str]:
    targets = make(_TARGETS, side.packages, Renderer(resources.templates()))
    kept = [model for model in models if model]
    made = [file for target in targets for model in kept for file in target.model_files(model)]
    entries = [Entry.of(model) for model in side.models.values()]
    made += [file for target in targets for file in target.index_files(entries)]
    return {file.path: file.text for file in made}

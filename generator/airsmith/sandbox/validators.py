"""Judging requests, by the specs and in memory.

The reference interpreter judges: a valid request takes it about 40 microseconds, far less than the HTTP around it,
and nothing has to be rendered or compiled before the first request.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from ..load.folder import SpecFolder
from ..meaning.evaluate import violations
from ..model.catalog import Model
from ..model.specs import Specs
from .protocol import Refusal
from .refusals import refusals

__all__ = ["Validators"]


class Validators:
    """The models of a folder of specs, by AIR id. Raises SpecErrors."""

    def __init__(self, folder: Path) -> None:
        found = Specs(SpecFolder(folder, folder.name)).models()
        # Audio has no maker here.
        self.models: dict[str, Model] = {model.air: model for model in found if model.task.media != "audio"}
        self.tasks = frozenset(model.task.name for model in self.models.values())
        self._contracts = {air: model.contract for air, model in self.models.items()}

    def refusals(self, element: dict[str, object]) -> Iterator[Refusal]:
        """What is wrong with a task, as errors of the service; nothing if it is valid."""
        found = violations(element, self._contracts)
        model = self.models.get(str(element.get("model")))
        for refusal in refusals(found, model.contract if model else None):
            yield refusal.of(element)

"""A model's spec with what it builds on: the model it extends, its task and its provider."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property

from ..load.document import Document
from ..meaning.shapes import Property
from ..meaning.values import Json
from .catalog import Task
from .written import Written, texts

OWN = frozenset({"air", "name", "slug", "source", "lifecycle", "examples", "notes"})
"""What `extends` does not hand down."""


@dataclass
class TaskRead:
    """What was read of a task for one of its models, and holds for all; nothing that could not be read.

    ``sound`` are the fields, of requests and results, in which nothing is wrong, by their ids.
    """

    fields: dict[str, Property] = field(default_factory=dict[str, Property])
    task: Task | None = None
    sound: set[int] = field(default_factory=set[int])


@dataclass(frozen=True)
class Layers:
    """``base`` is the document of the model that ``model`` extends; ``task``, ``shared`` and ``sizes`` those it names.

    ``read`` is what was read of the task before.
    """

    model: Document
    base: Document | None
    task: Document
    shared: Document | None
    sizes: Document | None = None
    read: TaskRead = field(default_factory=TaskRead)

    @property
    def name(self) -> str:
        return str(self.model.data["name"])

    @property
    def air(self) -> str:
        return str(self.model.data["air"])

    @property
    def provider(self) -> str:
        return str(self.shared.data["provider"]) if self.shared else ""

    @property
    def provider_data(self) -> dict[str, Json]:
        return self.shared.data if self.shared else {}

    @property
    def order(self) -> tuple[str, ...]:
        return texts(self.task.data.get("order"))

    @property
    def files(self) -> tuple[str, ...]:
        """The files the model depends on, its own first."""
        every = (self.model, self.base, self.task, self.shared, self.sizes)
        return tuple(document.file for document in every if document)

    def holder(self, key: str) -> Document | None:
        """The document whose entry counts for a key of a model's spec: its own, else the extended one's."""
        if key in self.model.data:
            return self.model
        return self.base if self.base and key not in OWN and key in self.base.data else None

    def value(self, key: str) -> Json:
        document = self.holder(key)
        return document.data[key] if document else None

    def page(self, key: str = "") -> str:
        """The URL of the page an entry was taken from."""
        document = (self.holder(key) if key else None) or self.model
        return Written(document, (), {}).page

    @cached_property
    def _task_fields(self) -> dict[str, Written]:
        return _entries(self.task, "fields")

    def fields(self) -> dict[str, Written]:
        """Field name -> the entry that counts, documented by the task's where it is silent."""
        found = dict(self._task_fields)
        for document in (self.base, self.model):
            for name, written in _entries(document, "fields").items():
                found[name] = Written(written.document, written.keys, written.data, self._task_fields.get(name))
        return found

    def shared_settings(self) -> dict[str, Written]:
        """Setting name -> the provider's description of it."""
        return _entries(self.shared, "settings")


def _entries(document: Document | None, section: str) -> dict[str, Written]:
    if document is None:
        return {}
    whole = Written(document, (), document.data).inner(section)
    return {name: whole.inner(name) for name in sorted(whole.data)}

"""What the specs state, in the same terms as pages, each statement with its place."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from ..diagnostics import Location
from ..load.document import Document, Keys as Place
from ..load.folder import SpecFolder
from ..meaning.values import Json
from ..model.layers import OWN
from .claims import Keys
from .names import SETTINGS

_WHOLE = ("frames", "workflows", "rules")


@dataclass(frozen=True)
class Fact:
    """One statement. ``document`` and ``at`` say where it stands; ``is_own`` whether the model's own files make it."""

    path: Keys
    value: Json = field(hash=False)
    document: Document = field(hash=False, compare=False)
    at: Place
    is_own: bool = True

    @property
    def location(self) -> Location:
        return self.document.at(self.at, key=True)


@dataclass(frozen=True)
class SpecFacts:
    """A model as its spec states it; ``page`` is the URL the spec was read from, without the anchor."""

    air: str
    name: str
    page: str
    document: Document
    facts: tuple[Fact, ...]

    @property
    def provider(self) -> str:
        return self.air.partition(":")[0]

    @property
    def settings(self) -> frozenset[str]:
        """The names of its provider settings, also of those inside objects, dotted."""
        return frozenset(fact.path[1] for fact in self.facts if fact.path[0] == SETTINGS and len(fact.path) > 1)

    def examples(self) -> list[dict[str, Json]]:
        """The documented requests, with their expectations."""
        examples = self.document.data.get("examples")
        return [one for one in examples if isinstance(one, dict)] if isinstance(examples, list) else []


class Shared:
    """The documents of a folder by what they are. The folder is known to be free of errors."""

    def __init__(self, folder: SpecFolder) -> None:
        read = [(file.kind, folder.read(file)) for file in folder.files()]
        self.models = [document for kind, document in read if kind == "spec"]
        self.named = {
            (kind, str(document.data[kind])): document for kind, document in read if kind in ("task", "provider", "set")
        }
        self.by_air = {str(document.data["air"]): document for document in self.models}

    def facts(self) -> Iterator[SpecFacts]:
        """Every model, in the order of the files."""
        for document in self.models:
            source = document.data.get("source")
            url = str(source["url"]) if isinstance(source, dict) else ""
            page = url.partition("#")[0]
            yield SpecFacts(
                str(document.data["air"]),
                str(document.data["name"]),
                page,
                document,
                tuple(self._facts(document)),
            )

    def _facts(self, document: Document) -> Iterator[Fact]:
        base = self.by_air.get(str(document.data.get("extends")))
        task_name = document.data.get("task") or (base.data.get("task") if base else None)
        task = self.named[("task", str(task_name))]
        yield from self._fields(document, base, task)
        for key in ("dimensions", "media", SETTINGS, *_WHOLE):
            holder = (
                document if key in document.data else base if base and key not in OWN and key in base.data else None
            )
            if holder is not None:
                yield from self._entry(key, holder, document)
        for key, value in _mapping(document.data.get("lifecycle")).items():
            yield Fact(("lifecycle", key), value, document, ("lifecycle", key))

    def _fields(self, document: Document, base: Document | None, task: Document) -> Iterator[Fact]:
        """Each field as the nearest file describes it, whole."""
        holders: dict[str, tuple[Document, bool]] = {}
        for holder, is_own in ((task, False), (base, True), (document, True)):
            for name in _mapping(holder.data.get("fields")) if holder else ():
                if holder:
                    holders[name] = (holder, is_own)
        for name, (holder, is_own) in holders.items():
            entry = _mapping(_mapping(holder.data["fields"])[name])
            yield from _field(("fields", name), entry, holder, ("fields", name), is_own)

    def _entry(self, key: str, holder: Document, model: Document) -> Iterator[Fact]:
        value = holder.data[key]
        if key == SETTINGS:
            yield from self._settings(holder, model)
        elif key == "dimensions":
            yield from self._dimensions(_mapping(value), holder)
        elif key == "media":
            for kind, limits in _mapping(value).items():
                for word, limit in _mapping(limits).items():
                    yield Fact((key, kind, word), limit, holder, (key, kind, word))
        elif key == "rules":
            for number, rule in enumerate(value if isinstance(value, list) else ()):
                yield Fact((key,), rule, holder, (key, number))
        elif key == "workflows":
            yield Fact((key,), _names(value), holder, (key,))
        else:
            yield Fact((key,), value, holder, (key,))

    def _settings(self, holder: Document, model: Document) -> Iterator[Fact]:
        value = holder.data[SETTINGS]
        if isinstance(value, dict):
            for name, entry in value.items():
                yield Fact((SETTINGS, name), {}, holder, (SETTINGS, name))
                yield from _field((SETTINGS, name), _mapping(entry), holder, (SETTINGS, name), True)
        elif isinstance(value, list):
            shared = self.named[("provider", str(model.data.get("provider") or holder.data.get("provider")))]
            settings = _mapping(shared.data.get("settings"))
            for number, name in enumerate(map(str, value)):
                yield Fact((SETTINGS, name), {}, holder, (SETTINGS, number))
                yield from _field((SETTINGS, name), _mapping(settings.get(name)), shared, ("settings", name), True)
        else:
            yield Fact((SETTINGS,), value, holder, (SETTINGS,))

    def _dimensions(self, written: dict[str, Json], holder: Document) -> Iterator[Fact]:
        for word in ("pairs", "groups", "range", "step", "from"):
            if word in written:
                yield Fact(("dimensions", word), written[word], holder, ("dimensions", word))
        used = self.named.get(("set", str(written.get("use"))))
        for word in ("pairs", "groups", "range", "step") if used else ():
            if used and word in used.data:
                yield Fact(("dimensions", word), used.data[word], used, (word,))
        if "required" in written:
            yield Fact(
                ("dimensions", "required"), written["required"], holder, ("dimensions", "required"), is_own=False
            )


def _field(path: Keys, entry: dict[str, Json], holder: Document, at: Place, is_own: bool) -> Iterator[Fact]:
    """The keywords of a field; an object is its fields, by dotted names."""
    shape = entry.get("shape")
    if isinstance(shape, dict):
        for name, inner in shape.items():
            below = (path[0], f"{path[1]}.{name}")
            yield from _field(below, _mapping(inner), holder, (*at, "shape", name), is_own)
        return
    for word, value in entry.items():
        yield Fact((*path, word), value, holder, (*at, word), is_own)


def _names(value: Json) -> list[Json]:
    """The names of workflows, whether they need anything or not."""
    if isinstance(value, dict):
        return list(value)
    entries = value if isinstance(value, list) else []
    return [next(iter(entry)) if isinstance(entry, dict) else entry for entry in entries]


def _mapping(value: Json) -> dict[str, Json]:
    return value if isinstance(value, dict) else {}

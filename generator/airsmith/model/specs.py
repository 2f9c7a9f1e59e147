"""A folder of specs as a catalog of models, read one after the other and released in between."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial
from typing import Literal

from ..diagnostics import Diagnostic, Location, SpecErrors
from ..load.document import Document
from ..load.folder import SpecFile, SpecFolder
from ..load.layout import CATALOG
from ..load.spec_schema import URLS
from ..meaning.values import listing, nearest_word
from .catalog import Entry, License, Model, Packages
from .checks import check_model
from .layers import Layers, TaskRead
from .names import slug_problems
from .neighbours import Neighbours
from .resolve import resolve
from .sizes import set_sizes
from .written import Written


@dataclass(frozen=True)
class Found:
    """What one spec file says: its model, unless there is none to be had, and what is wrong with the file by itself."""

    model: Model | None
    problems: tuple[Diagnostic, ...]


class Specs:
    """The specs of a folder. Shared files are read once, models as they are asked for."""

    def __init__(self, folder: SpecFolder) -> None:
        self.folder = folder
        self.files = {file.name: file for file in folder.files()}
        self._documents: dict[str, Document | None] = {}
        self._problems: list[Diagnostic] = list(folder.passed_over())
        self._by_name: dict[str, dict[str, Document]] = {}
        self._by_air: dict[str, str] | None = None
        self._read_of: dict[str, TaskRead] = {}
        self._unread = False

    def packages(self) -> Packages:
        """Names and versions of what is generated. Raises SpecErrors."""
        document = self._shared(CATALOG)
        if document is None:
            raise SpecErrors(self._problems)
        whole = Written(document, (), document.data)
        python, npm = whole.inner("packages", "python").data, whole.inner("packages", "npm").data
        schemas = whole.inner("schemas").data
        license, urls = whole.inner("license").data, whole.inner("urls").data
        return Packages(
            summary=str(document.data["summary"]),
            python_name=str(python["name"]),
            python_module=str(python["module"]),
            python_version=str(python["version"]),
            npm_name=str(npm["name"]),
            npm_version=str(npm["version"]),
            schema_base=str(schemas["base"]).rstrip("/"),
            schema_version=str(schemas["version"]),
            license=License(str(license["expression"]), str(license["text"])) if license else None,
            urls=tuple((name, str(urls[name])) for name in URLS if name in urls),
        )

    def tasks(self) -> tuple[str, ...]:
        """The names of all tasks. Raises SpecErrors."""
        names = tuple(str(document.data["task"]) for document in self._known("task"))
        if self._problems:
            raise SpecErrors(self._problems)
        return names

    def models(self) -> Iterator[Model]:
        """Every model, in the order of the files.

        Raises SpecErrors at the end with everything found in all files; from the first
        problem on no further model is yielded.
        """
        problems = list(self.shared_problems())
        neighbours = Neighbours()
        for file in self.model_files():
            found = self.find(file)
            problems += found.problems
            if found.model is not None:
                problems += neighbours.meet(Entry.of(found.model), partial(self.folder.read, file))
                if not problems:
                    yield found.model
        if problems:
            raise SpecErrors(problems)

    def model_files(self) -> Iterator[SpecFile]:
        """The files that are a model each."""
        return (file for file in self.files.values() if file.kind == "spec")

    def shared_problems(self) -> tuple[Diagnostic, ...]:
        """What is wrong with the files that several models use, and with the folder."""
        self._shared(CATALOG)
        first: dict[tuple[str, str], str] = {}
        for file in self.files.values():
            document = self._shared(file.name) if file.kind in ("task", "provider", "set") else None
            if document is None:
                continue
            if file.kind == "set":
                set_sizes(Written(document, (), document.data), self._problems)
            name = str(document.data[file.kind])
            other = first.setdefault((file.kind, name), document.file)
            if other != document.file:
                message = f"{other} describes the {file.kind} {name} too"
                self._problems.append(document.problem("duplicate-name", message, (file.kind,), "keep one of them"))
        return tuple(self._problems)

    def find(self, file: SpecFile) -> Found:
        """Read one model; it takes what it names of other files, and knows nothing of other models but its base."""
        said = len(self._problems)
        model = self._model(file)
        # What shared files say wrong is said again for each model that uses them; once is enough in the end.
        return Found(model, tuple(self._problems[said:]))

    def _shared(self, name: str) -> Document | None:
        """A file that several models use, read once; None where it is missing or broken."""
        if name not in self._documents:
            file = self.files.get(name)
            if file is None:
                location = Location(self.folder.place(name))
                self._problems.append(Diagnostic(location, "missing-file", f"{name} is needed, but is not there"))
            self._documents[name] = self._read(file) if file else None
        return self._documents[name]

    def _read(self, file: SpecFile) -> Document | None:
        try:
            return self.folder.read(file)
        except SpecErrors as errors:
            self._problems += errors.diagnostics
            return None

    def _model(self, file: SpecFile) -> Model | None:
        document = self._read(file)
        layers = self._layers(document) if document else None
        if document is None or layers is None:
            return None
        problems: list[Diagnostic] = []
        resolved = resolve(layers, problems)
        if not problems or resolved.lacks_rules:
            problems += check_model(resolved, layers)
        problems += slug_problems(resolved.model.slug, Written(document, (), document.data))
        self._problems += problems
        return resolved.model

    def _layers(self, document: Document) -> Layers | None:
        """The model with its base, task and provider; None, and a problem, where one is not to be had."""
        base = self._base(document)
        data = {**(base.data if base else {}), **document.data}
        task = self._named("task", data.get("task"), document)
        provider = self._named("provider", data.get("provider"), document)
        written = data.get("dimensions")
        used = written.get("use") if isinstance(written, dict) else None
        sizes = self._named("set", used, document)
        broken = (base is None and "extends" in document.data) or (provider is None and "provider" in data)
        broken = broken or (sizes is None and used is not None)
        if task is None or broken:
            return None
        return Layers(document, base, task, provider, sizes, self._read_of.setdefault(task.file, TaskRead()))

    def _base(self, document: Document) -> Document | None:
        air = document.data.get("extends")
        if not isinstance(air, str):
            return None
        airs = self._airs()
        if air not in airs and self._unread:
            return None  # It may be the model of a file that is broken, and reported.
        if air not in airs:
            near = nearest_word(air, set(airs) - {str(document.data.get("air"))})
            hint = f"did you mean {near}?" if near else "name the AIR id of a model in this folder"
            self._problems.append(
                document.problem("unknown-model", f"no spec has the AIR id {air}", ("extends",), hint)
            )
            return None
        base = self.folder.read(self.files[airs[air]])
        if "extends" in base.data:
            message = f"{air} itself extends {base.data['extends']}"
            hint = f"extend {base.data['extends']} directly; one level is all there is"
            self._problems.append(document.problem("extends-twice", message, ("extends",), hint))
            return None
        return base

    def _airs(self) -> dict[str, str]:
        """AIR id -> file, over all specs that can be read."""
        if self._by_air is None:
            self._by_air = {}
            for file in self.files.values():
                if file.kind == "spec":
                    try:
                        self._by_air[str(self.folder.read(file).data.get("air"))] = file.name
                    except SpecErrors:
                        self._unread = True
        return self._by_air

    def _named(self, kind: Literal["task", "provider", "set"], name: object, document: Document) -> Document | None:
        """The task, provider or set of sizes that a spec names."""
        if name is None and kind != "task":
            return None
        known = self._named_files(kind)
        if name is None:
            hint = f"tasks: {listing(sorted(known))}"
            self._problems.append(document.problem("missing-key", "the file needs the key task", (), hint))
        elif name in known:
            return known[str(name)]
        elif not any(self._documents.get(file.name, 0) is None for file in self.files.values() if file.kind == kind):
            near = nearest_word(str(name), known)
            hint = f"did you mean {near}?" if near else f"{kind}s: {listing(sorted(known)) or 'none'}"
            message = f"no file describes the {kind} {name}"
            keys = ("dimensions", "use") if kind == "set" else (kind,)
            self._problems.append(document.problem(f"unknown-{kind}", message, keys, hint))
        return None

    def _named_files(self, kind: str) -> dict[str, Document]:
        """Name -> task, provider or set; asked for by every model, so put together once."""
        if kind not in self._by_name:
            self._by_name[kind] = {str(found.data[kind]): found for found in self._known(kind)}
        return self._by_name[kind]

    def _known(self, kind: str) -> Iterator[Document]:
        for file in self.files.values():
            document = self._shared(file.name) if file.kind == kind else None
            if document is not None:
                yield document

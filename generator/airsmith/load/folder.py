"""Reading a folder of specs: which files there are, what kind each is, and what is wrong with them."""

from __future__ import annotations

import os
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from ..diagnostics import Diagnostic, Location, SpecErrors
from .document import Document
from .spec_schema import FileKind
from .structure import problems
from .yaml_nodes import Mapping, Scalar, Sequence, parse

CATALOG = "catalog.yaml"
PROVIDER = "provider.yaml"


@dataclass(frozen=True)
class SpecFile:
    """A file of the folder; ``name`` is its path below the folder, ``kind`` follows from its place."""

    name: str
    kind: FileKind


@dataclass(frozen=True)
class SpecFolder:
    """``root`` is the folder; ``shown`` how diagnostics call it."""

    root: Path
    shown: str

    def files(self) -> Iterator[SpecFile]:
        """The spec files in code point order: ``catalog.yaml``, ``tasks/*``, ``<provider>/*``."""
        for path in sorted(
            self.root.glob("**/*.yaml"), key=lambda path: path.relative_to(self.root).with_suffix("").as_posix()
        ):
            name = path.relative_to(self.root).as_posix()
            if path.is_file() and not any(part.startswith(".") for part in name.split("/")):
                yield SpecFile(name, _kind(name))

    def read(self, file: SpecFile) -> Document:
        """One document, checked for structure. Raises SpecErrors."""
        shown = f"{self.shown}/{file.name}"
        try:
            text = (self.root / file.name).read_bytes()
        except OSError as error:
            message = f"the file cannot be read: {os.strerror(error.errno or 0)}"
            raise SpecErrors([Diagnostic(Location(shown), "missing-file", message)]) from None
        node = parse(text, shown)
        if not isinstance(node, Mapping):
            message = f"a spec file is a mapping of keys to values, but this one is {_form(node)}"
            raise SpecErrors([Diagnostic(node.location, "not-a-mapping", message, "begin with: spec: 1")])
        document = Document(file.name, node)
        found = problems(document, file.kind)
        if found:
            raise SpecErrors(found)
        return document


def _form(node: Scalar | Sequence) -> str:
    if isinstance(node, Sequence):
        return "a list"
    return "empty" if node.value is None else "a single value"


def _kind(name: str) -> FileKind:
    if name == CATALOG:
        return "catalog"
    if name.startswith("tasks/"):
        return "task"
    return "provider" if name.endswith("/" + PROVIDER) else "spec"

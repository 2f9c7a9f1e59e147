"""Reading a folder of specs: which files there are, what kind each is, and what is wrong with them."""

from __future__ import annotations

import os
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from ..diagnostics import Diagnostic, Location, SpecErrors
from .document import Document
from .layout import FileKind, is_spec_file, kind_of
from .structure import problems
from .yaml_nodes import Mapping, Scalar, Sequence, parse


@dataclass(frozen=True)
class SpecFile:
    """A file of the folder; ``name`` is its path below the folder, ``kind`` follows from its place."""

    name: str
    kind: FileKind


@dataclass(frozen=True)
class SpecFolder:
    """``root`` is the folder; ``shown`` the path by which diagnostics call it, as its user would open it."""

    root: Path
    shown: str

    def place(self, name: str) -> str:
        """How diagnostics call a file of the folder."""
        return (PurePosixPath(self.shown) / name).as_posix()

    def files(self) -> Iterator[SpecFile]:
        """The spec files in code point order: ``catalog.yaml``, ``sets/*``, ``tasks/*``, ``<provider>/*``."""
        for path in sorted(
            self.root.glob("**/*.yaml"), key=lambda path: path.relative_to(self.root).with_suffix("").as_posix()
        ):
            name = path.relative_to(self.root).as_posix()
            if path.is_file() and is_spec_file(name):
                yield SpecFile(name, kind_of(name))

    def passed_over(self) -> Iterator[Diagnostic]:
        """What looks like a spec and is not read: files that end in ``.yml``, and folders that end in ``.yaml``."""
        for path in sorted(self.root.rglob("*")):
            name = path.relative_to(self.root)
            if any(part.startswith(".") for part in name.parts) or path.suffix.lower() not in (".yml", ".yaml"):
                continue
            location = Location(self.place(name.as_posix()))
            if path.suffix == ".yaml" and not path.is_file():
                yield Diagnostic(location, "not-read", f"{path.name} is no file", "give it another name")
            elif path.suffix != ".yaml":
                hint = f"call it {path.stem}.yaml, or put it elsewhere"
                yield Diagnostic(location, "not-read", f"{path.name} is not read: spec files end in .yaml", hint)

    def read(self, file: SpecFile) -> Document:
        """One document, checked for structure. Raises SpecErrors."""
        shown = self.place(file.name)
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

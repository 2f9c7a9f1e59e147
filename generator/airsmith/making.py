"""From one spec file to the files that all targets make of it, which is the work that many models share out."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from .diagnostics import Diagnostic
from .files import File, Kept
from .formatting import formatted
from .load.folder import SpecFile, SpecFolder
from .model.catalog import Entry, Model
from .model.specs import Specs
from .options import Options
from .render import Renderer
from .targets.registry import known, make
from .targets.target import Noting


@dataclass(frozen=True)
class Made:
    """What was made of one spec.

    ``specs`` are the specs of models that it was made from, its own first; ``notes`` what the index files of each
    target need of it, where they need anything, packed.
    """

    entry: Entry
    specs: tuple[str, ...]
    files: tuple[File | Kept, ...]
    notes: Mapping[str, bytes]


@dataclass(frozen=True)
class Checked:
    """What was found in one spec of which nothing was made; ``entry`` is there if it could be read at all."""

    entry: Entry | None
    problems: tuple[Diagnostic, ...]


def read(specs: Path) -> Specs:
    """The specs of a folder; diagnostics call it as it was given, so that the paths they print can be opened."""
    return Specs(SpecFolder(specs, specs.as_posix()))


class Maker:
    """Makes the files of one model after the other, and then those that list them all. Raises SpecErrors at once
    where the catalog cannot be read."""

    def __init__(self, options: Options) -> None:
        self.specs = read(options.specs)
        self._templates = options.templates
        renderer = Renderer(*options.template_folders)
        self._targets = make(options.targets or tuple(known()), self.specs.packages(), renderer)
        # Asked once: to ask an object for a protocol takes as long as to write a file.
        self._noting = {target.name: target for target in self._targets if isinstance(target, Noting)}

    @property
    def is_noting(self) -> bool:
        """Whether models can be made elsewhere, or not at all where they did not change."""
        return all(target.name in self._noting for target in self._targets)

    def check(self, file: SpecFile) -> Checked:
        """What is wrong with a spec."""
        found = self.specs.find(file)
        return Checked(Entry.of(found.model) if found.model else None, found.problems)

    def make(self, file: SpecFile) -> Made | Checked:
        """All that follows from one spec, or what is wrong with it. Raises RenderError."""
        found = self.specs.find(file)
        if found.model is None or found.problems:
            return Checked(Entry.of(found.model) if found.model else None, found.problems)
        return self._made(found.model)

    def note(self, made: Made) -> None:
        """Take the notes of a model, before the index files are made."""
        for name, target in self._noting.items():
            if name in made.notes:
                target.notes.put(made.entry.air, made.notes[name])

    @property
    def targets(self) -> tuple[str, ...]:
        """The names of the targets, in the order of making."""
        return tuple(target.name for target in self._targets)

    def index_files(self, name: str, entries: Sequence[Entry]) -> Iterator[File]:
        """The files of a target that list all models."""
        target = next(target for target in self._targets if target.name == name)
        return formatted(target.index_files(entries), self._templates)

    def index_made_of(self, name: str, entries: Sequence[Entry]) -> str:
        """A hash of what index files follow from, beside what all files do: the entries and the notes of a target."""
        whole = hashlib.sha256(json.dumps([vars(entry) for entry in entries]).encode("ascii"))
        for note in self._noting[name].notes.packed() if name in self._noting else ():
            whole.update(b"%d:" % len(note) + note)
        return whole.hexdigest()

    def _made(self, model: Model) -> Made:
        files: list[File | Kept] = []
        notes: dict[str, bytes] = {}
        for target in self._targets:
            files += formatted(target.model_files(model), self._templates)
        for name, noting in self._noting.items():
            if (note := noting.notes.take(model.air)) is not None:
                notes[name] = note
        specs = tuple(name for name in model.sources if self.specs.files[name].kind == "spec")
        return Made(Entry.of(model), specs, tuple(files), notes)

"""Where a run reads and writes."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from . import plugins, resources
from .stamp import digest


@dataclass(frozen=True)
class Options:
    """No ``targets`` means all; ``templates`` lie over the shipped ones, file by file, and those over installed ones."""

    specs: Path
    templates: Path | None
    out: Path
    targets: tuple[str, ...] = ()

    @property
    def template_folders(self) -> tuple[Path, ...]:
        others = (resources.templates(), *plugins.template_folders())
        return (self.templates, *others) if self.templates else others

    @property
    def stamp(self) -> Path:
        """The untracked note of the last run."""
        return self.out / ".airsmith" / "stamp.json"

    def digest(self) -> str:
        """A hash of everything the output follows from: specs, templates, the generator itself, installed targets."""
        inputs = [self.specs, *self.template_folders, resources.package(), *plugins.folders()]
        return digest(inputs, *self.targets, *plugins.versions())

"""Where a run reads and writes."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from . import resources
from .plugins import versions
from .stamp import digest


@dataclass(frozen=True)
class Options:
    """No ``targets`` means all; ``templates`` lie over the shipped ones, file by file."""

    specs: Path
    templates: Path | None
    out: Path
    targets: tuple[str, ...] = ()

    @property
    def template_folders(self) -> tuple[Path, ...]:
        shipped = resources.templates()
        return (self.templates, shipped) if self.templates else (shipped,)

    @property
    def stamp(self) -> Path:
        """The untracked note of the last run."""
        return self.out / ".airsmith" / "stamp.json"

    def digest(self) -> str:
        """A hash of everything the output follows from: specs, templates, the generator itself."""
        return digest([self.specs, *self.template_folders, resources.package()], *self.targets, *versions())

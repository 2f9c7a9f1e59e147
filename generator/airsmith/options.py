"""Where a run reads and writes."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from . import formatting, plugins, resources
from .load.layout import is_spec_file, kind_of
from .stamp import digest, digests


@dataclass(frozen=True)
class Inputs:
    """All that output follows from, as hashes: of each model's spec by its name, and of all else together."""

    common: str
    specs: dict[str, str]

    def digest(self) -> str:
        """One hash of everything."""
        return digest([], self.common, *(f"{name}: {content}" for name, content in self.specs.items()))


@dataclass(frozen=True)
class Options:
    """No ``targets`` means all; ``templates`` lie over the shipped ones, file by file, and those over installed ones.

    With ``force``, files that no run made are written over, too.
    """

    specs: Path
    templates: Path | None
    out: Path
    targets: tuple[str, ...] = ()
    force: bool = False

    @property
    def template_folders(self) -> tuple[Path, ...]:
        others = (resources.templates(), *plugins.template_folders())
        return (self.templates, *others) if self.templates else others

    @property
    def stamp(self) -> Path:
        """The untracked note of the last run."""
        return self.out / ".airsmith" / "stamp.json"

    @property
    def memory(self) -> Path:
        """The untracked note of what each spec was made into."""
        return self.out / ".airsmith" / "models.sqlite"

    def inputs(self) -> Inputs:
        """Everything the output follows from: specs, templates and what formats them, the generator, installed targets."""
        found = digests(self.specs)
        specs = {name: one for name, one in found.items() if is_spec_file(name) and kind_of(name) == "spec"}
        shared = (f"{name}: {one}" for name, one in found.items() if name not in specs)
        folders = [*self.template_folders, resources.package(), *plugins.folders()]
        formatter = formatting.version() if self.templates else ""
        # What is said of targets stands apart from what is said of files, whatever either is called.
        words = (digest([], *self.targets), digest([], *plugins.versions()), formatter)
        return Inputs(digest(folders, *words, *shared), specs)

"""The table of contents: load, resolve and check, emit, then write or compare."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from pathlib import Path

from .editors import outdated, refresh
from .files import File
from .formatting import formatted
from .load.folder import SpecFolder
from .model.catalog import Entry, Model
from .model.specs import Specs
from .options import Options
from .render import Renderer
from .targets.registry import known, make
from .write import Changes, compare, diff, write

Step = Callable[[Model], None]


def read(specs: Path) -> Specs:
    """The specs of a folder; diagnostics call it by its own name."""
    return Specs(SpecFolder(specs, specs.name))


def emit(options: Options, step: Step) -> Iterator[File]:
    """Every generated file, model by model; nothing of a model is kept. Raises SpecErrors, at the end at the latest."""
    specs = read(options.specs)
    targets = make(options.targets or tuple(known()), specs.packages(), Renderer(*options.template_folders))
    entries: list[Entry] = []
    for model in specs.models():
        for target in targets:
            yield from formatted(target.model_files(model), options.templates)
        entries.append(Entry.of(model))
        step(model)
    for target in targets:
        yield from formatted(target.index_files(entries), options.templates)


def generate(options: Options, step: Step) -> Changes:
    """Make everything, the editors' schemas last; nothing is written unless all could be made."""
    changes = write(emit(options, step), options.out, only=options.targets)
    return _with_schemas(changes, options, refresh(options.specs))


def check(options: Options, step: Step) -> Changes:
    """What ``generate`` would change, by content."""
    changes = compare(emit(options, step), options.out, only=options.targets)
    return _with_schemas(changes, options, (name for name, _ in outdated(options.specs)))


def difference(options: Options, step: Step) -> Iterator[str]:
    """The lines of a unified diff of what ``generate`` would change."""
    return diff(emit(options, step), options.out, only=options.targets)


def _with_schemas(changes: Changes, options: Options, names: Iterable[str]) -> Changes:
    return replace(changes, changed=(*changes.changed, *(f"{options.specs.name}/{name}" for name in names)))

"""The table of contents: load, resolve and check, emit, then write or compare."""

from collections.abc import Callable, Iterator
from pathlib import Path

from .editors import refresh
from .files import File
from .formatting import formatted
from .load.folder import SpecFolder
from .model.catalog import Entry, Model
from .model.specs import Specs
from .options import Options
from .outcome import Outcome, schema_changes
from .render import Renderer
from .targets.registry import known, make
from .write import compare, diff, write

Step = Callable[[Model], None]


def read(specs: Path) -> Specs:
    """The specs of a folder; diagnostics call it as it was given, so that the paths they print can be opened."""
    return Specs(SpecFolder(specs, specs.as_posix()))


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


def generate(options: Options, step: Step) -> Outcome:
    """Make everything, the editors' schemas last; nothing is written unless all could be made."""
    files = write(emit(options, step), options.out, only=options.targets)
    schemas = schema_changes(options.specs)
    refresh(options.specs)
    return Outcome(files, schemas)


def check(options: Options, step: Step) -> Outcome:
    """What ``generate`` would change, by content."""
    return Outcome(compare(emit(options, step), options.out, only=options.targets), schema_changes(options.specs))


def difference(options: Options, step: Step) -> Iterator[str]:
    """The lines of a unified diff of what ``generate`` would change."""
    return diff(emit(options, step), options.out, only=options.targets)

"""The table of contents: load, resolve and check, emit, then write or compare."""

from collections.abc import Callable, Iterator
from contextlib import closing

from .assembly import index_files, models
from .editors import refresh
from .files import File, Kept
from .making import Maker, read
from .memory import Memory
from .model.catalog import Entry
from .options import Inputs, Options
from .outcome import Outcome, schema_changes
from .write import compare, diff, write

__all__ = ["check", "difference", "emit", "generate", "read"]

Step = Callable[[Entry], None]


def emit(options: Options, step: Step, memory: Memory | None = None) -> Iterator[File | Kept]:
    """Every generated file, model by model; of a model its entry is kept. Raises SpecErrors, at the end at the latest.

    Of what ``memory`` knows to be on disk, no text is made.
    """
    maker = Maker(options)
    entries: list[Entry] = []
    for made in models(maker, options, memory):
        yield from made.files
        entries.append(made.entry)
        step(made.entry)
    yield from index_files(maker, entries, memory)


def generate(options: Options, inputs: Inputs, step: Step) -> Outcome:
    """Make everything, the editors' schemas last; nothing is written unless all could be made.

    ``inputs`` are those of the options, looked at before anything is read: what changes meanwhile is seen next time.
    """
    with closing(Memory(options, inputs)) as memory:
        made = emit(options, step, memory)
        files = write(made, options.out, only=options.targets, finish=memory.finish, force=options.force)
    schemas = schema_changes(options.specs)
    refresh(options.specs)
    return Outcome(files, schemas)


def check(options: Options, step: Step) -> Outcome:
    """What ``generate`` would change, by content."""
    return Outcome(compare(emit(options, step), options.out, only=options.targets), schema_changes(options.specs))


def difference(options: Options, step: Step) -> Iterator[str]:
    """The lines of a unified diff of what ``generate`` would change."""
    return diff(emit(options, step), options.out, only=options.targets)

"""The table of contents: load, resolve and check, emit, then write or compare."""

from collections.abc import Callable, Iterator, Mapping
from contextlib import closing

from . import manifest
from .assembly import index_files, models
from .editors import refresh
from .files import File, Kept
from .making import Maker, read
from .memory import Memory
from .model.catalog import Entry
from .options import Inputs, Options
from .outcome import Outcome, schema_changes
from .stamp import remember
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
    schemas = schema_changes(options.specs)
    with closing(Memory(options.memory, inputs, options.out)) as memory:

        def finish(written: Mapping[str, manifest.Entry]) -> None:
            """While no other run can write, note what was made of which inputs; the editors' schemas are inputs, too."""
            now = options.inputs()
            memory.finish(written, now)
            if now == inputs and not schemas:
                remember(now.digest(), options.out, options.stamp)

        made = emit(options, step, memory)
        files = write(made, options.out, only=options.targets, finish=finish, force=options.force)
    refresh(options.specs)
    return Outcome(files, schemas)


def check(options: Options, step: Step) -> Outcome:
    """What ``generate`` would change, by content."""
    return Outcome(compare(emit(options, step), options.out, only=options.targets), schema_changes(options.specs))


def difference(options: Options, step: Step) -> Iterator[str]:
    """The lines of a unified diff of what ``generate`` would change."""
    return diff(emit(options, step), options.out, only=options.targets)

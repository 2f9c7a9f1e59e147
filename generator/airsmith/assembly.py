"""Every model of a run, in the order of the files: remembered, made here, or made by several processes; then indexes."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import partial

from .diagnostics import Diagnostic, SpecErrors
from .files import File, Kept
from .load.folder import SpecFile
from .making import Checked, Made, Maker
from .memory import Memory
from .model.catalog import Entry
from .model.neighbours import Neighbours
from .options import Options
from .workers import made_by_workers, worker_count


def models(maker: Maker, options: Options, memory: Memory | None = None) -> Iterator[Made]:
    """Every model; once something is wrong, none is made any more. Raises SpecErrors at the end, with all of it."""
    problems = list(maker.specs.shared_problems())
    neighbours = Neighbours()
    files = list(maker.specs.model_files())
    known = memory.known(file.name for file in files) if memory and maker.is_noting and not problems else frozenset()
    fresh = _made(maker, options, [file for file in files if file.name not in known], problems)
    for file in files:
        made = memory.recall(file.name) if memory and file.name in known else next(fresh)
        if isinstance(made, Checked):
            problems += made.problems
        if made.entry is not None:
            problems += neighbours.meet(made.entry, partial(maker.specs.folder.read, file))
        if isinstance(made, Made) and not problems:
            maker.note(made)
            if memory and file.name not in known:
                memory.learn(file.name, made)
            yield made
    if problems:
        raise SpecErrors(problems)


def index_files(maker: Maker, entries: Sequence[Entry], memory: Memory | None = None) -> Iterator[File | Kept]:
    """The files that list all models; those that would be made of the same as the last time are kept."""
    remembers = memory if maker.is_noting else None
    for target in maker.targets:
        made_of = maker.index_made_of(target, entries) if remembers else ""
        if remembers and (kept := remembers.recall_index(target, made_of)):
            yield from kept
            continue
        paths: list[str] = []
        for file in maker.index_files(target, entries):
            paths.append(file.path)
            yield file
            del file  # With thousands of models it is large, and the next one is made now.
        if remembers:
            remembers.learn_index(target, made_of, paths)


def _made(
    maker: Maker, options: Options, files: Sequence[SpecFile], problems: Sequence[Diagnostic]
) -> Iterator[Made | Checked]:
    """What comes of each file; of those after the first problem no more than what is wrong with them."""
    count = worker_count(len(files)) if maker.is_noting and not problems else 1
    if count == 1:
        for file in files:
            yield maker.check(file) if problems else maker.make(file)
        return
    for file, made in zip(files, made_by_workers(maker, options, [file.name for file in files], count), strict=True):
        yield made or maker.make(file)

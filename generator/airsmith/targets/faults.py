"""What goes wrong in a target of another package, told with whose it is and where."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from importlib.metadata import EntryPoint
from traceback import walk_tb

from ..files import File
from ..manifest import is_safe
from ..plugins import origin

__all__ = ["TargetError", "named", "proper"]

TOLD = ("RenderError", "SpecErrors")
"""Errors, by name, that say what is wrong and where; they get no more than the name of the target."""


class TargetError(Exception):
    """A target of another package failed; the cause is what it raised, if it raised anything."""


@contextmanager
def named(point: EntryPoint) -> Iterator[None]:
    """Let no error of a target pass without its name; what only a programmer understands becomes a TargetError."""
    try:
        yield
    except Exception as error:
        told = isinstance(error, OSError | ImportError | TargetError) or type(error).__name__ in TOLD
        raised = error if told else TargetError(f"{type(error).__name__}: {error} at {_place(error, point)}")
        raised.add_note(origin(point))
        if told:
            raise
        raise raised from error


def proper(files: Iterable[object]) -> Iterator[File]:
    """The files of a target. Raises TargetError for anything else, and for a path that leads out of the folder."""
    for file in files:
        if not isinstance(file, File):
            raise TargetError(f"it gave {type(file).__name__} for a file; give airsmith.files.File")
        if not is_safe(file.path):
            raise TargetError(f"{file.path!r} is not a path for a generated file")
        yield file


def _place(error: Exception, point: EntryPoint) -> str:
    """The last line of the target's own code that an error came by; without one, what the entry point names."""
    if isinstance(error, SyntaxError) and error.filename:
        return f"{error.filename}:{error.lineno}"
    package = point.module.partition(".")[0]
    own = [
        f"{frame.f_code.co_filename}:{line}"
        for frame, line in walk_tb(error.__traceback__)
        if str(frame.f_globals.get("__name__")).partition(".")[0] == package
    ]
    return own[-1] if own else point.value

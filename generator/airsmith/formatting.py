"""Formatting Python made from templates that somebody overrides; ours are born formatted."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from pathlib import Path

from .files import File


class FormatError(Exception):
    """What overridden templates made is not Python."""


def formatted(files: Iterable[File], overrides: Path | None) -> Iterator[File]:
    """The files as they are, or formatted by black where templates are overridden.

    Raises ImportError with what to install when black is not there, FormatError for what is not Python.
    """
    if overrides is None:
        yield from files
        return
    for file in files:
        yield replace(file, text=_black(file)) if file.path.endswith(".py") else file


def version() -> str:
    """Which black there is, as its style changes with its version; nothing if there is none."""
    from importlib.metadata import PackageNotFoundError
    from importlib.metadata import version as version_of

    try:
        return f"black {version_of('black')}"
    except PackageNotFoundError:
        return ""


def _black(file: File) -> str:
    try:
        import black
        from black.mode import TargetVersion
        from black.parsing import InvalidInput
    except ImportError:
        raise ImportError("overridden templates are formatted by black: pip install airsmith[templates]") from None
    mode = black.Mode(target_versions={TargetVersion.PY311}, line_length=120)
    try:
        return black.format_str(file.text, mode=mode)
    except InvalidInput as error:
        raise FormatError(f"your templates make no Python of {file.path}: {error}") from None

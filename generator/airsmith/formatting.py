"""Formatting Python made from templates that somebody overrides; ours are born formatted."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from pathlib import Path

from .files import File


def formatted(files: Iterable[File], overrides: Path | None) -> Iterator[File]:
    """The files as they are, or formatted by black where templates are overridden.

    Raises ImportError with what to install when black is not there.
    """
    for file in files:
        yield replace(file, text=_black(file.text)) if overrides and file.path.endswith(".py") else file


def _black(text: str) -> str:
    try:
        import black
    except ImportError:
        raise ImportError("overridden templates are formatted by black: pip install airsmith[templates]") from None
    return black.format_str(text, mode=black.Mode(line_length=120))

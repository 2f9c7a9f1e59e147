"""Files in an output folder that no run made: nothing is written over them unasked."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Final

__all__ = ["refusal"]

CODE: Final = "foreign-file"

MOST_NAMED: Final = 5
"""Files that a refusal names; more are only counted."""


def refusal(out: Path, paths: Sequence[str]) -> str:
    """What is said of files that would be written over, and what would pass."""
    places = [(out / path).as_posix() for path in paths]
    if len(places) == 1:
        what, them, named = "this file was", "it", []
    else:
        what, them, named = "these files were", "them", [f"  {place}" for place in places[:MOST_NAMED]]
    more = [f"  ... and {len(places) - MOST_NAMED} more"] if len(places) > MOST_NAMED else []
    first = f"{places[0]}: error[{CODE}]: {what} not made by airsmith and would be written over"
    hint = f"  hint: move {them} away, name another folder with --out, or write over {them} with --force"
    return "\n".join([first, *named, *more, hint])

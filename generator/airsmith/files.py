"""What the targets make and the disk keeps: a path, its text, and the specs it came from."""

from dataclasses import dataclass

__all__ = ["File"]


@dataclass(frozen=True, slots=True)
class File:
    """One file to be written, in memory.

    Attributes:
        path: Relative to the output folder, with `/` between its parts.
        text: The whole content; lines end in a line feed.
        sources: The spec files it was made from.
    """

    path: str
    text: str
    sources: tuple[str, ...] = ()

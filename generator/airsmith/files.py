"""What the targets make and the disk keeps: a path, its text, and the specs it came from."""

from dataclasses import dataclass

__all__ = ["File", "Kept"]


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


@dataclass(frozen=True, slots=True)
class Kept:
    """One file that was not made again, as it is on disk what it would be; ``sha256`` is of its content."""

    path: str
    sha256: str
    sources: tuple[str, ...] = ()

"""Writing to disk so that what was written is there after a crash."""

from __future__ import annotations

import os


def write_all(file: int, content: bytes) -> None:
    """Write to an open file until nothing is left."""
    view = memoryview(content)
    while view:
        view = view[os.write(file, view) :]


def sync_folder(folder: str | os.PathLike[str]) -> None:
    """Have the names in a folder on disk, too, where the system can do so."""
    try:
        opened = os.open(folder, os.O_RDONLY)
    except OSError:
        return
    try:
        os.fsync(opened)
    except OSError:
        pass
    finally:
        os.close(opened)

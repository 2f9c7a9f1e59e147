"""What stands at a path of an output folder, and how it is put there and removed; no link is followed.

Paths may be text: of many thousand files even the making of `Path` objects is felt.
"""

import hashlib
import os
from pathlib import Path
from stat import S_ISREG

__all__ = ["create", "folders_of", "hash_of", "is_folder", "link_above", "on_disk", "prune", "remove_empty"]


def on_disk(path: Path | str) -> tuple[bytes | None, bool]:
    """The content, None where nothing is, and whether something is there that is no plain file."""
    try:
        return (_content(path), False) if S_ISREG(os.lstat(path).st_mode) else (b"", True)
    except (FileNotFoundError, NotADirectoryError):
        return None, False


def hash_of(path: Path) -> str | None:
    """The hash of a plain file's content."""
    content, odd = on_disk(path)
    return None if content is None or odd else hashlib.sha256(content).hexdigest()


def create(path: str, content: bytes) -> None:
    """Make a file where none is. Raises OSError, which names the path: of a full disk Python's does not."""
    try:
        with open(path, "xb") as file:
            file.write(content)
    except OSError as error:
        error.filename = path
        raise


def is_folder(path: Path | str) -> bool:
    return os.path.isdir(path) and not os.path.islink(path)


def folders_of(path: str) -> list[str]:
    """The folders that a path is in, the nearest first."""
    parts = path.split("/")
    return ["/".join(parts[:count]) for count in range(len(parts) - 1, 0, -1)]


def link_above(out: Path, path: str) -> bool:
    """Whether a folder that the path is in, within the output folder, is a link."""
    return any((out / name).is_symlink() for name in folders_of(path))


def remove_empty(folder: Path) -> None:
    """Remove a folder that holds nothing but folders; anything else in it makes this fail."""
    for inner in folder.iterdir():
        remove_empty(inner)
    folder.rmdir()


def prune(folder: Path, out: Path) -> None:
    """Remove a folder and those around it as far as they are empty, up to the output folder."""
    while folder != out:
        try:
            folder.rmdir()
        except FileNotFoundError:
            pass
        except OSError:
            return
        folder = folder.parent


def _content(path: Path | str) -> bytes:
    with open(path, "rb") as file:
        return file.read()

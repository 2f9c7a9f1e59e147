"""Whether a run would change anything, decided without reading yaml or rendering a template.

Inputs are compared by content, outputs by size and time of change, which a stamp file outside version control holds.
"""

import hashlib
import json
import os
import tempfile
from collections.abc import Iterable, Iterator
from contextlib import suppress
from pathlib import Path
from stat import S_ISREG
from typing import cast

from .manifest import MANIFEST, WORK, read

__all__ = ["digest", "digests", "is_current", "remember", "state"]


def digest(paths: Iterable[Path], *words: str) -> str:
    """Hash the files in these folders (or these files) by relative name and content, and further words.

    Take it before the inputs are read: what changes during a run is then seen by the next one.
    """
    whole = hashlib.sha256()
    for part in _parts(paths, words):
        whole.update(f"{len(part)}:".encode())
        whole.update(part)
    return whole.hexdigest()


def digests(folder: Path) -> dict[str, str]:
    """The hash of each file in a folder, by its name below it, in the order of the names."""
    return {name: hashlib.sha256(_content(path)).hexdigest() for name, path in sorted(_inputs(folder))}


def remember(inputs_digest: str, out: Path, stamp: Path) -> None:
    """Note that the output folder is what these inputs make; say so only after a write."""
    record = json.dumps({"inputs": inputs_digest, "outputs": _outputs(out)})
    # The stamp only saves time: a folder that cannot be written is no reason to fail.
    with suppress(OSError):
        stamp.parent.mkdir(parents=True, exist_ok=True)
        _replace(stamp, record)


def is_current(inputs_digest: str, out: Path, stamp: Path) -> bool:
    """Tell whether the stamp knows these inputs and nobody has touched what they made."""
    try:
        record = json.loads(stamp.read_bytes())
    except (OSError, ValueError, RecursionError):
        return False
    if not isinstance(record, dict) or os.path.lexists(out / WORK):
        return False
    noted = cast(dict[str, object], record)
    return noted.get("inputs") == inputs_digest and _is_untouched(out, noted.get("outputs"))


def _is_untouched(out: Path, outputs: object) -> bool:
    if not isinstance(outputs, dict) or MANIFEST not in outputs:
        return False
    items = cast(dict[str, object], outputs).items()
    # Of many thousand files even the putting together of their paths is felt.
    folder = os.fspath(out)
    return all(left is not None and state(f"{folder}/{path}") == left for path, left in items)


def _outputs(out: Path) -> dict[str, list[int] | None]:
    folder = os.fspath(out)
    return {path: state(f"{folder}/{path}") for path in (MANIFEST, *read(out / MANIFEST))}


def state(path: Path | str) -> list[int] | None:
    """Size and time of the last change, by which a file is known to be as it was left; None for no plain file."""
    try:
        found = os.lstat(path)
    except OSError:
        return None
    return [found.st_size, found.st_mtime_ns] if S_ISREG(found.st_mode) else None


def _parts(paths: Iterable[Path], words: tuple[str, ...]) -> Iterator[bytes]:
    for number, root in enumerate(paths):
        for name, path in sorted(_inputs(root)):
            yield f"{number}:{name}".encode("utf-8", "surrogateescape")
            yield _content(path)
    for word in words:
        yield word.encode("utf-8", "surrogateescape")


def _content(path: str) -> bytes:
    # Opening a pipe would wait for ever, and editors leave links that lead nowhere.
    if not os.path.isfile(path):
        return b""
    with open(path, "rb") as file:
        return file.read()


def _inputs(root: Path) -> Iterator[tuple[str, str]]:
    if root.is_dir():
        yield from _walk(os.fspath(root), "", frozenset())
    else:
        yield root.name, os.fspath(root)


def _walk(folder: str, prefix: str, above: frozenset[str]) -> Iterator[tuple[str, str]]:
    """Yield every file; links to folders are followed as the loader does, but never round in a circle."""
    here = os.path.realpath(folder)
    if here in above:
        return
    for entry in os.scandir(folder):
        if entry.name == "__pycache__":
            continue
        if entry.is_dir():
            yield from _walk(entry.path, f"{prefix}{entry.name}/", above | {here})
        else:
            yield prefix + entry.name, entry.path


def _replace(path: Path, text: str) -> None:
    handle, name = tempfile.mkstemp(dir=path.parent, prefix=path.name)
    try:
        with open(handle, "w", encoding="utf-8") as file:
            file.write(text)
        os.replace(name, path)
    except BaseException:
        os.unlink(name)
        raise

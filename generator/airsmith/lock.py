"""One run at a time in an output folder."""

import os
import sys
import time
from collections.abc import Generator
from contextlib import contextmanager, suppress
from pathlib import Path

__all__ = ["locked"]


@contextmanager
def locked(path: Path, patience: float) -> Generator[None, None, None]:
    """Hold the lock file while the block runs; the system lets go of it when the process dies.

    Raises:
        TimeoutError: Another process held it all the time that we were patient.
    """
    deadline = time.monotonic() + patience
    while (handle := _take(path)) is None:
        if time.monotonic() > deadline:
            raise TimeoutError
        time.sleep(0.02)
    try:
        yield
    finally:
        with suppress(OSError):
            path.unlink()
        os.close(handle)


def _take(path: Path) -> int | None:
    with suppress(FileExistsError):
        path.parent.mkdir()
    try:
        handle = os.open(path, os.O_RDWR | os.O_CREAT, 0o666)
    except FileNotFoundError:
        return None
    # A holder removes the file when it is done: a lock on a file that is no longer there excludes nobody.
    if _lock(handle) and _is_still(path, handle):
        return handle
    os.close(handle)
    return None


def _is_still(path: Path, handle: int) -> bool:
    try:
        return os.path.samestat(os.stat(path), os.fstat(handle))
    except FileNotFoundError:
        return False


if sys.platform == "win32":
    import msvcrt

    def _lock(handle: int) -> bool:
        try:
            msvcrt.locking(handle, msvcrt.LK_NBLCK, 1)
        except OSError:
            return False
        return True

else:
    import fcntl

    def _lock(handle: int) -> bool:
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return False
        return True

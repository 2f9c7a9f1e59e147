"""Results as files: the whole file of the right kind, or none."""

from __future__ import annotations

import base64
import binascii
import os
from collections.abc import Iterator, Mapping
from errno import ENOENT
from pathlib import Path, PurePosixPath
from threading import Event
from urllib.parse import urlsplit
from uuid import uuid4

from ._answers import MEDIA
from ._disk import sync_folder, write_all
from ._guard import within
from ._http import failed
from ._kinds import LONGEST_SIGNATURE, SUFFIXES, kind_of
from .errors import MissingResult, RunwareError, TransportError

TIMEOUT = 600.0
"""Seconds until a file is there."""
LARGEST_FILE = 4_000_000_000
READ = 60.0


class GivenUp(Exception):
    """Nobody waits for the file any more."""


class Saving:
    """One result on its way to a file. ``path`` may be a folder: then the file gets a name of its own."""

    def __init__(self, item: Mapping[str, object], path: str | os.PathLike[str], name: str) -> None:
        self._medium, self._key = _medium(item)
        self._source = str(item[self._key])
        self._path = Path(path)
        self._name = name
        self._given_up = Event()
        self._over = Event()

    def run(self, timeout: float = TIMEOUT) -> Path:
        """Save it. Raises TransportError, MissingResult or OSError, and leaves nothing behind then."""
        folder = self._folder()
        if not folder.is_dir():
            raise FileNotFoundError(ENOENT, os.strerror(ENOENT), str(folder))
        late: Path | RunwareError = TransportError("the result was not there in time")
        try:
            found = within(timeout, self._attempt, late, self._over)
        finally:
            self._given_up.set()
        if isinstance(found, RunwareError):
            raise found
        return found

    def give_up(self) -> None:
        """Wait no longer, and leave no file, should it come after all."""
        self._given_up.set()
        self._over.set()

    def _folder(self) -> Path:
        return self._path if self._path.is_dir() else self._path.parent

    def _attempt(self) -> Path | RunwareError:
        folder = self._folder()
        part = folder / f".{uuid4().hex}.part"
        try:
            kind = self._write(part)
            is_named = self._path is not folder and not self._path.is_dir()
            path = self._path if is_named else folder / (self._name + SUFFIXES[kind])
            if self._given_up.is_set():
                raise GivenUp
            os.replace(part, path)
            sync_folder(folder)
            return path
        except (RunwareError, GivenUp) as error:
            return error if isinstance(error, RunwareError) else TransportError("given up")
        finally:
            part.unlink(missing_ok=True)

    def _write(self, part: Path) -> str:
        """Write all bytes, and tell their kind."""
        first, size = b"", 0
        file = os.open(part, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o666)
        try:
            for chunk in self._chunks():
                first = first if len(first) >= LONGEST_SIGNATURE else first + chunk[:LONGEST_SIGNATURE]
                size += len(chunk)
                if size > LARGEST_FILE:
                    raise TransportError(f"the result is larger than {LARGEST_FILE} bytes")
                if self._given_up.is_set():
                    raise GivenUp
                write_all(file, chunk)
            os.fsync(file)
        finally:
            os.close(file)
        return self._checked(kind_of(first), size)

    def _checked(self, kind: str | None, size: int) -> str:
        if not size:
            raise TransportError("the result is empty")
        if kind is None or (self._medium != "media" and not kind.startswith(self._medium + "/")):
            raise TransportError(f"what came is not of the kind {self._medium}")
        promised = _promised(self._key, self._source)
        if promised is not None and promised != kind:
            raise TransportError(f"what came is {kind}, and not {promised} as its address says")
        return kind

    def _chunks(self) -> Iterator[bytes]:
        if self._key.endswith("URL"):
            yield from _download(self._source)
            return
        text = self._source.partition(",")[2] if self._key.endswith("DataURI") else self._source
        try:
            yield base64.b64decode(text, validate=True)
        except (binascii.Error, ValueError):
            raise TransportError("the result is not base64") from None


def _medium(item: Mapping[str, object]) -> tuple[str, str]:
    """The kind of a result and the key that holds it. Raises MissingResult where there is none."""
    for form in ("Base64Data", "DataURI", "URL"):
        for kind in MEDIA:
            value = item.get(kind + form)
            if isinstance(value, str) and value:
                return kind, kind + form
    raise MissingResult("the result holds no media")


def _promised(key: str, source: str) -> str | None:
    """The media type that an address or a data URI gives itself."""
    if key.endswith("DataURI"):
        kind = source.partition(";")[0].removeprefix("data:").lower()
        return kind if kind in SUFFIXES else None
    if not key.endswith("URL"):
        return None
    suffix = PurePosixPath(source.partition("?")[0]).suffix.lower().replace(".jpeg", ".jpg")
    return next((kind for kind, known in SUFFIXES.items() if known == suffix), None)


def _is_http(url: str) -> bool:
    try:
        return urlsplit(url).scheme in ("http", "https")
    except ValueError:
        return False


def _download(url: str) -> Iterator[bytes]:
    """The bytes at an address, asked for without the key, which only the service itself may see."""
    import httpx

    if not _is_http(url):
        raise TransportError("the result is at an address that is none of HTTP")
    reason = ""
    try:
        # A client of its own has no headers, cookies or credentials that could go astray.
        with (
            httpx.Client(follow_redirects=True, max_redirects=5, timeout=READ) as http,
            http.stream("GET", url, headers={"Accept-Encoding": "identity"}) as response,
        ):
            if response.status_code in (404, 410):
                raise MissingResult(f"its address answers {response.status_code}: the result may have expired")
            if response.status_code != 200:
                raise TransportError(f"its address answers {response.status_code}", response.status_code)
            yield from response.iter_raw()
    except (RunwareError, GivenUp, GeneratorExit):
        raise
    except Exception as error:
        outcome = failed(error)
        if outcome is None:
            raise
        reason = outcome.reason
    if reason:
        raise TransportError(f"the result could not be downloaded: {reason}")

"""From what the caller named to a folder of specs: a folder, a revision of git, or a release."""

from __future__ import annotations

import io
import json
import subprocess
import tarfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final, Protocol

SPECS: Final = "specs"
"""The folder of a revision that holds the specs, where the caller names none."""


class NotFound(Exception):
    """Nothing of that name holds specs; the message says what was looked for."""


class UnknownName(NotFound):
    """It is not the name of anything."""


class Releases(Protocol):
    """Where published releases are kept."""

    def specs_of(self, release: str) -> Path | None:
        """The folder of specs that a release was made from; None where there is no such release."""
        ...


@dataclass(frozen=True)
class ReleaseFolder:
    """What ``airsmith publish`` wrote into a folder: ``<folder>/schemas/<release>/specs``, or without ``schemas``.

    A release is named by its version, or by an alias that the index there lists: ``latest``, ``v1``.
    """

    folder: Path

    def specs_of(self, release: str) -> Path | None:
        if release in ("", ".", "..") or "/" in release:
            return None
        for releases in (self.folder / "schemas", self.folder):
            path = releases / _aliases(releases).get(release, release) / SPECS
            if path.is_dir():
                return path
        return None


def _aliases(releases: Path) -> dict[str, str]:
    """Alias -> version; none where there is no index, or none that can be read."""
    try:
        found = json.loads((releases / "index.json").read_bytes())["aliases"]
        return {str(alias): str(version) for alias, version in found.items()}
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        return {}


@dataclass(frozen=True)
class Named:
    """A folder of specs; ``shown`` is what reports call it."""

    path: Path
    shown: str


@contextmanager
def specs_named(name: str, releases: Releases, repository: Path) -> Iterator[Named]:
    """The folder of specs that a name stands for; one that git holds is unpacked and removed afterwards.

    A folder wins over a release, a release over a revision such as ``HEAD~1``, ``v1.0`` or
    ``HEAD~1:specs``. Raises NotFound, and OSError where git is missing.
    """
    path = Path(name)
    if name and path.is_dir():
        inner = path / SPECS
        folder = inner if not (path / "catalog.yaml").is_file() and inner.is_dir() else path
        yield Named(folder, folder.as_posix())
        return
    release = releases.specs_of(name)
    if release is not None:
        yield Named(release, release.as_posix())
        return
    with TemporaryDirectory(prefix="airsmith-") as scratch:
        yield _unpacked(name, repository, Path(scratch))


def _unpacked(name: str, repository: Path, scratch: Path) -> Named:
    revision, _, folder = name.partition(":")
    if not revision or revision.startswith("-"):
        raise UnknownName(_missing(name))
    try:
        _git(repository, "rev-parse", "--verify", "--quiet", f"{revision}^{{commit}}", or_else=_missing(name))
    except NotFound as error:
        raise UnknownName(str(error)) from None
    wanted = f"{revision}:{folder or SPECS}"
    archive = _git(repository, "archive", "--format=tar", wanted, or_else=f"git has no folder {wanted}")
    try:
        with tarfile.open(fileobj=io.BytesIO(archive)) as tar:
            tar.extractall(scratch, filter="data")
    except tarfile.FilterError as error:
        raise NotFound(f"{wanted} cannot be unpacked: {error}") from None
    return Named(scratch, wanted)


def _missing(name: str) -> str:
    return f"{name} is no folder, no release and no revision of git"


def _git(repository: Path, *arguments: str, or_else: str) -> bytes:
    done = subprocess.run(["git", "-C", str(repository), *arguments], capture_output=True, check=False)
    if done.returncode:
        raise NotFound(or_else)
    return done.stdout


def last_release(repository: Path) -> str:
    """The last tag before the commit that is checked out, or else that commit. Raises OSError where git is missing."""
    arguments = ["git", "-C", str(repository), "describe", "--tags", "--abbrev=0"]
    done = subprocess.run(arguments, capture_output=True, check=False)
    return done.stdout.decode().strip() if done.returncode == 0 else "HEAD"

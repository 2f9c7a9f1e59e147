"""What the last run made of each spec, and of all together, so that the next one makes again only what changed.

A model is remembered under a hash of all that its files follow from, and so are the index files of each target. They
count only while each file is as that run left it and stands in the manifest; whatever is in doubt is made again. Losing
the memory loses time, nothing else.
"""

from __future__ import annotations

import hashlib
import json
import os
import sqlite3
from collections.abc import Iterable, Iterator, Mapping
from contextlib import closing, contextmanager, suppress
from functools import cached_property
from pathlib import Path

from . import manifest
from .files import Kept
from .making import Made
from .manifest import MANIFEST
from .model.catalog import Entry
from .options import Inputs
from .stamp import state

_TABLES = (
    "CREATE TABLE IF NOT EXISTS models (spec TEXT PRIMARY KEY, key TEXT, specs TEXT, entry TEXT)",
    "CREATE TABLE IF NOT EXISTS indexes (target TEXT PRIMARY KEY, key TEXT)",
    "CREATE TABLE IF NOT EXISTS notes (spec TEXT, target TEXT, note BLOB)",
    "CREATE TABLE IF NOT EXISTS files (spec TEXT, path TEXT, sha256 TEXT, sources TEXT, state TEXT)",
    "CREATE INDEX IF NOT EXISTS notes_of ON notes (spec)",
    "CREATE INDEX IF NOT EXISTS files_of ON files (spec)",
)


class Memory:
    """The memory of one output folder, for one set of inputs. Nothing is written before `finish`."""

    def __init__(self, path: Path, inputs: Inputs, out: Path) -> None:
        self._path = path
        self._inputs = inputs
        self._out = out
        self._last = _read(path)
        self._learned = sqlite3.connect("")
        """What this run makes: in memory, or where sqlite puts what is too much for that."""
        _prepare(self._learned)
        self._paths: dict[str, tuple[str, ...]] = {}

    def known(self, specs: Iterable[str]) -> frozenset[str]:
        """Those specs of which nothing has to be made again."""
        found = set[str]()
        with _distrust():
            rows = self._last.execute("SELECT spec, key, specs FROM models")
            current = {spec for spec, key, built_on in rows if key == self._key(json.loads(built_on))}
            found |= {spec for spec in specs if spec in current and self._intact.get(spec)}
        return frozenset(found)

    def recall(self, spec: str) -> Made:
        """What was made of a spec that is known."""
        found = self._last.execute("SELECT specs, entry FROM models WHERE spec = ?", (spec,)).fetchone()
        specs, entry = map(json.loads, found)
        notes = dict(self._last.execute("SELECT target, note FROM notes WHERE spec = ?", (spec,)))
        return Made(Entry(**entry), tuple(specs), self._kept(spec), notes)

    def recall_index(self, target: str, made_of: str) -> tuple[Kept, ...]:
        """The index files of a target, if they were ``made_of`` the same; else none."""
        with _distrust():
            found = self._last.execute("SELECT key FROM indexes WHERE target = ?", (target,)).fetchone()
            if found == (self._key([made_of]),) and self._intact.get(_index_of(target)):
                return self._kept(_index_of(target))
        return ()

    def learn(self, spec: str, made: Made) -> None:
        """Note what was made of a spec; it counts from `finish` on."""
        row = (spec, self._key(made.specs), json.dumps(made.specs), json.dumps(vars(made.entry)))
        with _distrust():
            self._learned.execute("INSERT INTO models VALUES (?, ?, ?, ?)", row)
            rows = ((spec, target, note) for target, note in made.notes.items())
            self._learned.executemany("INSERT INTO notes VALUES (?, ?, ?)", rows)
            self._paths[spec] = tuple(file.path for file in made.files)

    def learn_index(self, target: str, made_of: str, paths: Iterable[str]) -> None:
        """Note what the index files of a target were made of; it counts from `finish` on."""
        with _distrust():
            self._learned.execute("INSERT INTO indexes VALUES (?, ?)", (target, self._key([made_of])))
            self._paths[_index_of(target)] = tuple(paths)

    def finish(self, written: Mapping[str, manifest.Entry]) -> None:
        """Keep what was learned, once all files are in place and nobody else can write: their state is noted now."""
        self._last.close()
        with _distrust(), closing(_opened(self._path)) as database:
            gone = {spec for spec, in database.execute("SELECT spec FROM models")} - self._inputs.specs.keys()
            for spec in (*gone, *self._paths):
                for table in ("models", "notes", "files"):
                    database.execute(f"DELETE FROM {table} WHERE spec = ?", (spec,))
            for table, width in (("models", 4), ("notes", 3), ("indexes", 2)):
                slots = ", ".join("?" * width)
                rows = self._learned.execute(f"SELECT * FROM {table}")
                database.executemany(f"INSERT OR REPLACE INTO {table} VALUES ({slots})", rows)
            database.executemany("INSERT INTO files VALUES (?, ?, ?, ?, ?)", self._states(written))
            database.commit()

    def close(self) -> None:
        """Forget what was learned and not kept."""
        self._last.close()
        self._learned.close()

    def _key(self, specs: Iterable[str]) -> str:
        """All that the files of a model follow from."""
        parts = [self._inputs.common, *(f"{spec} {self._inputs.specs.get(spec, '')}" for spec in specs)]
        return hashlib.sha256("\n".join(parts).encode("utf-8", "surrogateescape")).hexdigest()

    def _kept(self, spec: str) -> tuple[Kept, ...]:
        rows = self._last.execute("SELECT path, sha256, sources FROM files WHERE spec = ?", (spec,))
        return tuple(Kept(path, sha256, tuple(json.loads(sources))) for path, sha256, sources in rows)

    @cached_property
    def _intact(self) -> dict[str, bool]:
        """Whether the files of each spec, and of each index, are as they were left."""
        listed = manifest.read(self._out / MANIFEST)
        found: dict[str, bool] = {}
        folder = os.fspath(self._out)
        for spec, path, sha256, sources, left in self._last.execute("SELECT * FROM files"):
            entry = manifest.Entry(sha256, tuple(json.loads(sources)))
            same = listed.get(path) == entry and json.dumps(state(f"{folder}/{path}")) == left
            found[spec] = found.get(spec, True) and same
        return found

    def _states(self, written: Mapping[str, manifest.Entry]) -> Iterator[tuple[str, ...]]:
        folder = os.fspath(self._out)
        for spec, paths in self._paths.items():
            for path in paths:
                entry, left = written[path], state(f"{folder}/{path}")
                yield spec, path, entry.sha256, json.dumps(entry.sources), json.dumps(left)


def _index_of(target: str) -> str:
    """What stands for a spec where files belong to the index of a target: no spec is called that."""
    return f"{target}:"


def _read(path: Path) -> sqlite3.Connection:
    """The database as it was left; an empty one where there is none that can be read."""
    with suppress(sqlite3.Error):
        return sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro", uri=True)
    return sqlite3.connect("")


def _opened(path: Path) -> sqlite3.Connection:
    """The database to write to; one that is broken is replaced. Raises sqlite3.Error where none can be written."""
    with suppress(OSError):
        path.parent.mkdir(parents=True, exist_ok=True)
    database = sqlite3.connect(path)
    try:
        _prepare(database)
    except sqlite3.DatabaseError:
        database.close()
        with suppress(OSError):
            path.unlink(missing_ok=True)
        database = sqlite3.connect(path)
        _prepare(database)
    return database


def _prepare(database: sqlite3.Connection) -> None:
    """Make the tables where they are not there. Raises sqlite3.DatabaseError for what is no such database."""
    # It is not worth waiting for the disk: what a power cut leaves is either read or not.
    database.execute("PRAGMA synchronous = OFF")
    for statement in _TABLES:
        database.execute(statement)
    database.execute("SELECT spec, key, specs, entry FROM models LIMIT 0")
    database.execute("SELECT target, key FROM indexes LIMIT 0")
    database.execute("SELECT spec, target, note FROM notes LIMIT 0")
    database.execute("SELECT spec, path, sha256, sources, state FROM files LIMIT 0")


@contextmanager
def _distrust() -> Iterator[None]:
    """What is not as it was written counts as nothing."""
    with suppress(sqlite3.Error, ValueError, TypeError, KeyError, OSError):
        yield

"""What the last run made of each spec, and of all together, so that the next one makes again only what changed.

A model is remembered under a hash of all that its files follow from, and so are the index files of each target. They
count only while each file is as that run left it and stands in the manifest, and while what is remembered has the sum
that it was written with; whatever is in doubt is made again. Losing the memory loses time, nothing else.
"""

from __future__ import annotations

import hashlib
import json
import os
import sqlite3
from collections.abc import Iterable, Mapping
from contextlib import closing, suppress
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

from . import manifest
from .editors import outdated
from .files import Kept
from .making import Made
from .manifest import MANIFEST
from .model.catalog import Entry
from .options import Inputs, Options
from .stamp import remember, state

_TABLES = (
    "CREATE TABLE IF NOT EXISTS owners (owner TEXT PRIMARY KEY, key TEXT, content TEXT, sum TEXT)",
    "CREATE TABLE IF NOT EXISTS notes (owner TEXT, target TEXT, note BLOB)",
    "CREATE INDEX IF NOT EXISTS notes_of ON notes (owner)",
)


@dataclass(frozen=True)
class _Owner:
    """What is remembered of a spec, or of the index of a target, which has no entry.

    ``key`` is a hash of what it was made of, ``specs`` among it; a file is its path, hash, sources and state.
    """

    key: str
    specs: list[str]
    entry: dict[str, Any]
    files: list[tuple[str, str, list[str], list[int]]]
    notes: dict[str, bytes]


class Memory:
    """The memory of a run's output folder, for the inputs that it began with. Nothing is written before `finish`."""

    def __init__(self, options: Options, inputs: Inputs) -> None:
        self._options = options
        self._path = options.memory
        self._inputs = inputs
        self._out = options.out
        self._learned = sqlite3.connect("")
        """What this run makes: in memory, or where sqlite puts what is too much for that."""
        _prepare(self._learned)
        self._paths: dict[str, tuple[str, ...]] = {}

    def known(self, specs: Iterable[str]) -> frozenset[str]:
        """Those specs of which nothing has to be made again."""
        return frozenset(spec for spec in specs if self._is_known(spec))

    def recall(self, spec: str) -> Made:
        """What was made of a spec that is known."""
        last = self._last[spec]
        return Made(Entry(**last.entry), tuple(last.specs), _kept(last), last.notes)

    def recall_index(self, target: str, made_of: str) -> tuple[Kept, ...]:
        """The index files of a target, if they were ``made_of`` the same; else none."""
        last = self._last.get(_index_of(target))
        return _kept(last) if last and last.specs == [made_of] and self._is_known(_index_of(target)) else ()

    def learn(self, spec: str, made: Made) -> None:
        """Note what was made of a spec; it counts from `finish` on."""
        self._learn(spec, made.specs, json.dumps(vars(made.entry)), made.notes, (file.path for file in made.files))

    def learn_index(self, target: str, made_of: str, paths: Iterable[str]) -> None:
        """Note what the index files of a target were made of; it counts from `finish` on."""
        self._learn(_index_of(target), (made_of,), "{}", {}, paths)

    def finish(self, written: Mapping[str, manifest.Entry]) -> None:
        """Keep what was learned, once all files are in place and nobody else can write: their state is noted now.

        Inputs that are not what they were when the run began may have been read before or after they changed: of what
        was made of them nothing is kept. The editors' schemas are inputs, too, and a run refreshes them after this.
        """
        now = self._options.inputs()
        if now == self._inputs and not list(outdated(self._options.specs)):
            remember(now.digest(), self._out, self._options.stamp)
        with suppress(sqlite3.Error, OSError):
            try:
                self._write(written, now)
            except sqlite3.DatabaseError:
                self._path.unlink()
                self._write(written, now)

    def close(self) -> None:
        """Forget what was learned and not kept."""
        self._learned.close()

    def _write(self, written: Mapping[str, manifest.Entry], now: Inputs) -> None:
        with closing(_opened(self._path)) as database:
            owners = {owner for owner, in database.execute("SELECT owner FROM owners")}
            gone = {owner for owner in owners if owner not in now.specs and not _is_index(owner)}
            forgotten = owners if now.common != self._inputs.common else {*gone, *self._paths}
            for table in ("owners", "notes"):
                database.executemany(f"DELETE FROM {table} WHERE owner = ?", ((owner,) for owner in forgotten))
            for owner, key, specs, entry in self._learned.execute("SELECT owner, key, content, sum FROM owners"):
                if key == _key(now, json.loads(specs)):
                    files = json.dumps(self._files(owner, written))
                    self._insert(database, owner, key, f'{{"specs": {specs}, "entry": {entry}, "files": {files}}}')
            database.commit()

    def _insert(self, database: sqlite3.Connection, owner: str, key: str, content: str) -> None:
        notes = dict(self._learned.execute("SELECT target, note FROM notes WHERE owner = ?", (owner,)))
        row = (owner, key, content, _sum(owner, key, content, notes))
        database.execute("INSERT INTO owners VALUES (?, ?, ?, ?)", row)
        database.executemany("INSERT INTO notes VALUES (?, ?, ?)", ((owner, *note) for note in notes.items()))

    @cached_property
    def _last(self) -> dict[str, _Owner]:
        """All that is remembered and can be trusted, by its owner."""
        # Where a page is damaged, values have other types, too.
        with suppress(sqlite3.Error, TypeError, ValueError), closing(_read(self._path)) as database:
            notes: dict[str, dict[str, bytes]] = {}
            for owner, target, note in database.execute("SELECT owner, target, note FROM notes"):
                notes.setdefault(owner, {})[target] = note
            rows = database.execute("SELECT owner, key, content, sum FROM owners").fetchall()
            return {
                owner: _Owner(key, **json.loads(content), notes=notes.get(owner, {}))
                for owner, key, content, its_sum in rows
                if its_sum == _sum(owner, key, content, notes.get(owner, {}))
            }
        return {}

    @cached_property
    def _listed(self) -> dict[str, manifest.Entry]:
        return manifest.read(self._out / MANIFEST)

    def _is_known(self, owner: str) -> bool:
        """Whether it was made of what is there now, and each of its files is as it was left."""
        last = self._last.get(owner)
        if last is None or not last.files or last.key != _key(self._inputs, last.specs):
            return False
        folder = os.fspath(self._out)
        return all(
            self._listed.get(path) == manifest.Entry(sha256, tuple(sources)) and state(f"{folder}/{path}") == left
            for path, sha256, sources, left in last.files
        )

    def _learn(
        self, owner: str, specs: Iterable[str], entry: str, notes: Mapping[str, bytes], paths: Iterable[str]
    ) -> None:
        made_of = list(specs)
        with suppress(sqlite3.Error):
            row = (owner, _key(self._inputs, made_of), json.dumps(made_of), entry)
            self._learned.execute("INSERT INTO owners VALUES (?, ?, ?, ?)", row)
            self._learned.executemany("INSERT INTO notes VALUES (?, ?, ?)", ((owner, *note) for note in notes.items()))
            self._paths[owner] = tuple(paths)

    def _files(self, owner: str, written: Mapping[str, manifest.Entry]) -> list[object]:
        folder = os.fspath(self._out)
        entries = ((path, written[path]) for path in self._paths[owner])
        return [[path, entry.sha256, entry.sources, state(f"{folder}/{path}")] for path, entry in entries]


def _key(inputs: Inputs, specs: Iterable[str]) -> str:
    """A hash of all that files follow from: what is common to all, and the specs of models that are named."""
    parts = [inputs.common, *(f"{spec} {inputs.specs.get(spec, '')}" for spec in specs)]
    return hashlib.sha256("\n".join(parts).encode("utf-8", "surrogateescape")).hexdigest()


def _sum(owner: str, key: str, content: str, notes: Mapping[str, bytes]) -> str:
    """What tells that nothing of it was lost or damaged since it was written."""
    found = hashlib.sha256(json.dumps([owner, key, content, *sorted(notes)]).encode("ascii"))
    for _, note in sorted(notes.items()):
        found.update(b"%d:" % len(note) + note)
    return found.hexdigest()


def _kept(last: _Owner) -> tuple[Kept, ...]:
    return tuple(Kept(path, sha256, tuple(sources)) for path, sha256, sources, _ in last.files)


def _index_of(target: str) -> str:
    """The owner of the index files of a target: no spec is called that."""
    return f"{target}:"


def _is_index(owner: str) -> bool:
    return owner.endswith(":")


def _read(path: Path) -> sqlite3.Connection:
    """The database as it was left. Raises sqlite3.Error where there is none."""
    return sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro", uri=True)


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
    # It is not worth waiting for the disk: what a power cut damages has another sum, or is replaced.
    database.execute("PRAGMA synchronous = OFF")
    for statement in _TABLES:
        database.execute(statement)
    database.execute("SELECT owner, key, content, sum FROM owners LIMIT 0")
    database.execute("SELECT owner, target, note FROM notes LIMIT 0")

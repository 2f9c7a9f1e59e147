"""Files against the disk: compare them, or write them so that each is wholly old or wholly new.

A run stages all that differs in a working folder inside the output folder, and only then moves it into place, the
manifest last. Before the first move it leaves a journal of what it is about to make; if it dies, the next run knows
from that which files are ours although no manifest lists them.
"""

import hashlib
import os
import shutil
import tempfile
import unicodedata
from collections.abc import Callable, Collection, Generator, Iterable, Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import TypeAlias

from . import manifest
from .disk import create, folders_of, hash_of, is_folder, link_above, on_disk, prune, remove_empty
from .files import File, Kept
from .foreign import refusal
from .lock import locked
from .manifest import MANIFEST, WORK, Entry

__all__ = ["Changes", "ForeignFiles", "OutputError", "compare", "diff", "write"]

Finish: TypeAlias = Callable[[Mapping[str, Entry]], None]

_JOURNAL = "journal.json"
_PATIENCE = 60.0


class OutputError(Exception):
    """The files cannot be written as asked; nothing was changed."""


class ForeignFiles(OutputError):
    """Files that no run made would be written over."""


@dataclass(frozen=True, slots=True)
class Changes:
    """How files differ from an output folder; true if they do."""

    added: tuple[str, ...] = ()
    changed: tuple[str, ...] = ()
    removed: tuple[str, ...] = ()
    unchanged_count: int = 0

    def __bool__(self) -> bool:
        return bool(self.added or self.changed or self.removed)


@dataclass(frozen=True, slots=True)
class _Outcome:
    """One path: its content on disk and its content now, None where it has none."""

    path: str
    old: bytes | None
    new: bytes | None
    odd: bool = False  # what is on disk is no plain file of exactly this name
    listed: bool = True  # the manifest says that it is ours

    @property
    def verdict(self) -> str:
        if self.new is None:
            return "removed"
        if self.old is None:
            return "added"
        return "changed" if self.odd or self.old != self.new else "unchanged"


def compare(files: Iterable[File | Kept], out: Path, only: Collection[str] = ()) -> Changes:
    """Tell, by content, what `write` would do.

    Args:
        files: What the targets make.
        out: The output folder.
        only: The top folders that this run makes; empty for all. What the manifest lists elsewhere stays as it is.

    Raises:
        OutputError: A path is unsafe or made twice.
    """
    return _summary((outcome.path, outcome.verdict) for outcome in _outcomes(files, out, only))


def diff(files: Iterable[File | Kept], out: Path, only: Collection[str] = ()) -> Iterator[str]:
    """Yield the lines of a unified diff from the output folder to the files; parameters as for `compare`."""
    for outcome in _outcomes(files, out, only):
        if outcome.verdict != "unchanged":
            yield from _unified(outcome)


def write(
    files: Iterable[File | Kept],
    out: Path,
    only: Collection[str] = (),
    finish: Finish = lambda written: None,
    *,
    force: bool = False,
) -> Changes:
    """Make the output folder equal to the files; parameters as for `compare`.

    ``finish`` is called with the manifest when all files are in place, while no other run can touch them. ``force``
    writes over files that no run made, too.

    Raises:
        ForeignFiles: There are such files, with other content, and ``force`` is not set. Nothing was changed.
        OutputError: A path is unsafe, made twice or barred by something that is not ours, or another run holds the
            folder. Nothing was changed.
    """
    with _working_folder(out) as stage:
        verdicts: list[tuple[str, str]] = []
        staged: list[str] = []
        unlisted: list[str] = []
        journal = b""
        for outcome in _outcomes(files, out, only):
            verdicts.append((outcome.path, outcome.verdict))
            if outcome.new is not None and outcome.verdict != "unchanged":
                create(f"{stage}/{len(staged)}", outcome.new)
                staged.append(outcome.path)
            if outcome.verdict == "changed" and not outcome.listed:
                unlisted.append(outcome.path)
            journal = outcome.new or b"" if outcome.path == MANIFEST else b""
            del outcome  # An index file of thousands of models is large, and the next one is made now.
        removed = {path for path, verdict in verdicts if verdict == "removed"}
        _refuse_obstacles(out, staged, removed)
        if unlisted and not force:
            _refuse_foreign(out, unlisted)
        gone = _known(out) - {path for path, verdict in verdicts if verdict != "removed"}
        (stage / _JOURNAL).write_bytes(journal)
        _clear_away(out, removed, {path for path in gone if _is_in(path, only)})
        _move_in(out, stage, staged)
        finish(manifest.parse(journal))
    return _summary(verdicts)


def _clear_away(out: Path, removed: set[str], gone: set[str]) -> None:
    """Remove files, and the empty folders of all that is gone: a dead run may have removed just the files."""
    # This comes before the moves: a name may differ from a new one only in case, or stand where a folder is needed.
    for path in sorted(gone):
        if path in removed:
            (out / path).unlink(missing_ok=True)
        if not link_above(out, path):
            prune((out / path).parent, out)


def _move_in(out: Path, stage: Path, staged: list[str]) -> None:
    folders = set[str]()
    for number, path in enumerate(staged):
        parent = path.rpartition("/")[0]
        if parent not in folders:
            (out / parent).mkdir(parents=True, exist_ok=True)
            folders.add(parent)
        target = f"{out}/{path}"
        if is_folder(target):
            remove_empty(Path(target))
        os.replace(f"{stage}/{number}", target)


def _outcomes(files: Iterable[File | Kept], out: Path, only: Collection[str]) -> Iterator[_Outcome]:
    """Look at every file made, then at every file that goes, and last at the manifest."""
    listed = manifest.read(out / MANIFEST)
    spelled = {_folded(path): path for path in listed}
    made: dict[str, Entry] = {}
    files_made, folders_made = set[str](), set[str]()
    folder = os.fspath(out)
    for file in files:
        _claim(file.path, files_made, folders_made)
        if isinstance(file, Kept):
            made[file.path] = Entry(file.sha256, file.sources)
            yield _Outcome(file.path, b"", b"")
            continue
        new = _encoded(file)
        made[file.path] = Entry(hashlib.sha256(new).hexdigest(), file.sources)
        old, odd = on_disk(f"{folder}/{file.path}")
        before = spelled.get(_folded(file.path))
        yield _Outcome(file.path, old, new, odd or before not in (None, file.path), before is not None)
        del file, new, old  # As above.
    ours = listed | _left_behind(out, listed)
    for path in sorted(ours.keys() - made.keys()):
        if _is_in(path, only) and _can_go(out, path):
            yield _Outcome(path, on_disk(out / path)[0], None)
    kept = {path: entry for path, entry in ours.items() if not _is_in(path, only)}
    old, odd = on_disk(out / MANIFEST)
    yield _Outcome(MANIFEST, old, manifest.render(kept | made).encode(), odd, manifest.is_one(old or b""))


def _left_behind(out: Path, listed: dict[str, Entry]) -> dict[str, Entry]:
    """Find what dead runs made and no manifest lists; their journals tell only what they meant to make."""
    meant = _meant(out).items()
    return {path: entry for path, entry in meant if path not in listed and hash_of(out / path) == entry.sha256}


def _meant(out: Path) -> dict[str, Entry]:
    entries = dict[str, Entry]()
    for journal in sorted((out / WORK).glob(f"*/{_JOURNAL}")):
        entries |= manifest.read(journal)
    return entries


def _known(out: Path) -> set[str]:
    return set(manifest.read(out / MANIFEST)) | set(_meant(out))


def _can_go(out: Path, path: str) -> bool:
    """Tell whether a file or link is there that can be removed without following a link out of the folder."""
    target = out / path
    return (target.is_symlink() or target.is_file()) and not link_above(out, path)


@contextmanager
def _working_folder(out: Path) -> Generator[Path, None, None]:
    """Hold the output folder alone and give a new folder to stage in, on the same file system."""
    work = out / WORK
    existed = out.is_dir()
    out.mkdir(parents=True, exist_ok=True)
    if work.is_symlink():
        raise OutputError(f"{WORK} in the output folder is a link; remove it")
    try:
        with locked(work / "lock", _PATIENCE):
            _tidy(work)
            (work / ".gitignore").write_text("*\n", encoding="utf-8")
            try:
                yield Path(tempfile.mkdtemp(dir=work))
            except BaseException:
                _tidy(work)
                raise
            else:
                _clear(work)
            finally:
                _leave(work)
    except TimeoutError:
        raise OutputError("another run is writing to the output folder") from None
    finally:
        for folder in (work, *(() if existed else (out,))):
            with suppress(OSError):
                folder.rmdir()


def _tidy(work: Path) -> None:
    """Remove what dead runs staged; keep their journals until a run has finished."""
    for run in _runs(work):
        if not manifest.read(run / _JOURNAL):
            shutil.rmtree(run, ignore_errors=True)
            continue
        for path in run.iterdir():
            if path.name != _JOURNAL:
                path.unlink(missing_ok=True)


def _clear(work: Path) -> None:
    for run in _runs(work):
        shutil.rmtree(run, ignore_errors=True)


def _leave(work: Path) -> None:
    if not _runs(work):
        (work / ".gitignore").unlink(missing_ok=True)


def _runs(work: Path) -> list[Path]:
    return [path for path in work.iterdir() if path.is_dir() and not path.is_symlink()]


def _claim(path: str, files: set[str], folders: set[str]) -> None:
    """Refuse a path that is unsafe, or that some file system takes for one made before."""
    if not manifest.is_safe(path):
        raise OutputError(f"{path!r} is not a path for a generated file")
    name = _folded(path)
    above = folders_of(name)
    if name in files:
        raise OutputError(f"two files are made at {path!r}, or at names that differ only in case")
    if name in folders or not files.isdisjoint(above):
        raise OutputError(f"{path!r} is made both as a file and as a folder")
    files.add(name)
    folders.update(above)


def _folded(path: str) -> str:
    return unicodedata.normalize("NFC", path).casefold()


def _encoded(file: File) -> bytes:
    try:
        return file.text.encode("utf-8")
    except UnicodeEncodeError as error:
        raise OutputError(f"{file.path} holds a lone surrogate, which no file can") from error


def _is_in(path: str, only: Collection[str]) -> bool:
    return not only or path.partition("/")[0] in only


def _refuse_obstacles(out: Path, paths: Iterable[str], removed: set[str]) -> None:
    """Refuse to write through a link, and to write over a folder or file that is not ours."""
    clear = set[str]()
    for path in paths:
        for name in folders_of(path):
            if name not in clear:
                _refuse_barred(out, name, path, removed)
                clear.add(name)
        target = f"{out}/{path}"
        if is_folder(target):
            inside = (found.relative_to(out).as_posix() for found in Path(target).rglob("*") if not is_folder(found))
            if any(name not in removed for name in inside):
                raise OutputError(f"the folder {path} is in the way of a file; remove it")


def _refuse_foreign(out: Path, unlisted: Iterable[str]) -> None:
    """Refuse to write over files that no manifest lists, unless a dead run made them."""
    ours = _left_behind(out, {}).keys() | manifest.named_in_pieces(out / MANIFEST)
    strange = [path for path in unlisted if path not in ours and not is_folder(out / path)]
    if strange:
        raise ForeignFiles(refusal(out, strange))


def _refuse_barred(out: Path, name: str, path: str, removed: set[str]) -> None:
    """Refuse what stands where a folder is needed for the path."""
    folder = out / name
    if folder.is_symlink():
        raise OutputError(f"{name} in the output folder is a link; remove it")
    if folder.exists() and not folder.is_dir() and name not in removed:
        raise OutputError(f"{name} is in the way of {path}; remove it")


def _summary(verdicts: Iterable[tuple[str, str]]) -> Changes:
    paths: dict[str, list[str]] = {"added": [], "changed": [], "removed": [], "unchanged": []}
    for path, verdict in verdicts:
        paths[verdict].append(path)
    added, changed, removed, unchanged = (sorted(found) for found in paths.values())
    return Changes(tuple(added), tuple(changed), tuple(removed), len(unchanged))


def _unified(outcome: _Outcome) -> Iterator[str]:
    # Imported here, since a run that changes nothing has no use for it.
    from difflib import unified_diff

    before = "/dev/null" if outcome.old is None else f"a/{outcome.path}"
    after = "/dev/null" if outcome.new is None else f"b/{outcome.path}"
    for line in unified_diff(_lines(outcome.old), _lines(outcome.new), before, after):
        yield line if line.endswith("\n") else f"{line}\n\\ No newline at end of file\n"


def _lines(content: bytes | None) -> list[str]:
    *lines, rest = (content or b"").decode("utf-8", "replace").split("\n")
    return [f"{line}\n" for line in lines] + ([rest] if rest else [])

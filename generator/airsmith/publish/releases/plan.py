"""What a publish would do, decided before anything is written."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from ...compare.versions import parse
from .checks import base_problems, step_problems, version_problems
from .differences import differences
from .history import CHANGELOG, Step, first, history, step
from .lists import lists
from .made import Made, text_of
from .obstacles import obstacles, stale
from .problems import Problem
from .shelf import Published, Shelf
from .sums import SUMS, hashes_of, listing, read_listing, sha256


@dataclass(frozen=True)
class Plan:
    """``release`` holds the files of a release to be added, ``lists`` those to be written beside it, each by path.

    ``differences`` are the lines of a unified diff from what is released to what would be. Where a problem is an
    error there is nothing to write.
    """

    version: str
    problems: tuple[Problem, ...] = ()
    differences: tuple[str, ...] = ()
    release: Mapping[str, bytes] | None = None
    lists: Mapping[str, bytes] | None = None

    @property
    def refused(self) -> bool:
        return any(problem.level == "error" for problem in self.problems)

    def __bool__(self) -> bool:
        """Whether there is something to write."""
        return bool(self.release or self.lists)

    def refusing(self, problems: Iterable[Problem], lines: Sequence[str] = ()) -> Plan:
        """With what was found; nothing is written where that is an error."""
        found = replace(self, problems=(*self.problems, *problems), differences=(*self.differences, *lines))
        return replace(found, release=None, lists=None) if found.refused else found


def plan(made: Made, specs: Path, root: Path, *, backport: bool = False) -> Plan:
    """Decide what publishing a release below ``root`` comes to; ``specs`` is the folder it was made from.

    ``backport`` lets a version be lower than the highest release. Raises OSError for what cannot be read.
    """
    shelf = Shelf.of(root)
    found = Plan(made.record.version).refusing([*shelf.problems, *base_problems(made.record, shelf), *stale(root)])
    released = shelf.release(made.record.version)
    if released is None:
        found = found.refusing(version_problems(made.record, shelf, backport))
    if found.refused:
        return found
    if released is None:
        return _extended(found, made, specs, shelf)
    found = found.refusing(*differences(made, released, specs, shelf))
    return found if found.refused else _with_lists(found, shelf, shelf.releases, None)


def _extended(found: Plan, made: Made, specs: Path, shelf: Shelf) -> Plan:
    """The plan that adds a release, unless its version does not tell of what changed."""
    version = parse(made.record.version)
    before = max((one for one in shelf.releases if one.version < version), key=lambda one: one.version, default=None)
    taken = step(shelf.root, before, made.record.version, specs) if before else first(made.record.version)
    found = replace(found, release=made.files).refusing(step_problems(taken, before))
    if found.refused:
        return found
    listed = made.files[SUMS]
    added = Published(version, made.record, read_listing(listed), sha256(listed))
    releases = sorted((*shelf.releases, added), key=lambda one: one.version)
    return _with_lists(found, shelf, releases, taken)


def _with_lists(found: Plan, shelf: Shelf, releases: Sequence[Published], taken: Step | None) -> Plan:
    """The plan with every list of ``releases`` that is not on the shelf as it would be written."""
    files = {path: text_of(document) for path, document in lists(releases)}
    files[CHANGELOG] = text_of(history(shelf.root, releases, taken))
    digests = {f"{release.record.version}/{SUMS}": release.digest for release in releases}
    files[SUMS] = listing({**hashes_of(files), **digests})
    problems, changed = obstacles(shelf.root, files, released=bool(shelf.releases))
    return replace(found, lists=changed).refusing(problems)

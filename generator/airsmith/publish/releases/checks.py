"""Whether a release may be added to those that are there."""

from __future__ import annotations

from collections.abc import Iterator

from ...compare.versions import parse
from .history import Step
from .problems import Problem
from .record import Record
from .shelf import Published, Shelf

CATALOG = "catalog.yaml"


def base_problems(record: Record, shelf: Shelf) -> Iterator[Problem]:
    """All releases of a folder are served from one address."""
    for other in sorted({release.record.base for release in shelf.releases} - {record.base}):
        message = f"the releases here were published for {other}, not for {record.base}"
        yield Problem("other-base", ".", message, f"publish with --base-url {other}, or into another folder")


def version_problems(record: Record, shelf: Shelf, backport: bool) -> Iterator[Problem]:
    """What speaks against a version that is not released yet."""
    try:
        version = parse(record.version)
    except ValueError as error:
        yield Problem("version-not-semver", CATALOG, str(error), "schemas.version is the version", of_specs=True)
        return
    highest = max((release.version for release in shelf.releases), default=version)
    if version < highest and not backport:
        message = f"{version} is lower than {highest}, the highest release"
        hint = "raise schemas.version; --backport publishes a fix of an older version, and latest/ stays"
        yield Problem("version-behind", CATALOG, message, hint, of_specs=True)


def step_problems(step: Step, before: Published | None) -> Iterator[Problem]:
    """Whether the version tells of what changed since the release before."""
    if before is None:
        return
    if step.bump is None:
        message = f"the specs of {before.record.version} cannot be read any more; what changed since is not known"
        yield Problem("not-compared", f"{before.record.version}/specs", message, level="warning")
    elif not step.bump.enough:
        message = (
            f"{step.version} is too low: what changed since {before.record.version} "
            f"({step.bump.level}) calls for {step.bump.least}"
        )
        hint = f"set schemas.version to {step.bump.least} or higher"
        yield Problem("version-too-low", CATALOG, message, hint, of_specs=True)

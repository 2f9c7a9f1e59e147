"""Changes that somebody has looked at and let pass, each with a reason and an end.

The file is a list::

    - fingerprint: "09f31ef5964c"
      reason: Nobody sends this size; the page never named it.
      expires: "2027-01-31"
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from ..diagnostics import Diagnostic, Location, SpecErrors
from ..load.yaml_nodes import Mapping, Scalar, Sequence, parse
from .changes import Change

FILE = ".airsmith-ignore.yaml"
_FINGERPRINT = re.compile(r"[0-9a-f]{12}")
_KEYS = ("fingerprint", "reason", "expires")


@dataclass(frozen=True)
class Ignored:
    """``expires`` is the last day on which the entry counts (YYYY-MM-DD)."""

    fingerprint: str
    reason: str
    expires: str
    place: Location


def read_ignored(content: bytes, shown: str) -> tuple[Ignored, ...]:
    """The entries of an ignore file. Raises SpecErrors."""
    node = parse(content, shown)
    if isinstance(node, Scalar) and node.value is None:
        return ()
    if not isinstance(node, Sequence):
        raise SpecErrors([Diagnostic(node.location, "wrong-type", "an ignore file is a list of entries", _HINT)])
    problems: list[Diagnostic] = []
    entries = [entry for item in node.items if (entry := _entry(item, problems)) is not None]
    if problems:
        raise SpecErrors(problems)
    return tuple(entries)


_HINT = 'write: - {fingerprint: "0123456789ab", reason: why, expires: "2027-01-31"}'


def _entry(node: Mapping | Scalar | Sequence, problems: list[Diagnostic]) -> Ignored | None:
    if not isinstance(node, Mapping):
        problems.append(Diagnostic(node.location, "wrong-type", "an entry is a mapping", _HINT))
        return None
    values = {key: value for key in _KEYS if isinstance(value := _text(node, key), str) and value}
    for key in _KEYS:
        if key not in values:
            problems.append(Diagnostic(node.location, "missing-key", f"an entry needs the key {key}, a text", _HINT))
    if len(values) < len(_KEYS):
        return None
    entry = Ignored(values["fingerprint"], values["reason"], values["expires"], node.location)
    if not _FINGERPRINT.fullmatch(entry.fingerprint):
        problems.append(Diagnostic(node.location, "bad-value", f"{entry.fingerprint} is no fingerprint", _HINT))
    if not _is_day(entry.expires):
        problems.append(Diagnostic(node.location, "bad-date", f"{entry.expires} is not a day of the calendar", _HINT))
    return entry


def _text(node: Mapping, key: str) -> object:
    found = node.entry(key)
    return found[1].value if found is not None and isinstance(found[1], Scalar) else None


def _is_day(text: str) -> bool:
    try:
        return date.fromisoformat(text).isoformat() == text
    except ValueError:
        return False


@dataclass(frozen=True)
class Idle:
    """An entry that does nothing (any more); ``code`` is ``ignore-expired`` or ``ignore-unused``."""

    code: str
    entry: Ignored
    message: str


@dataclass(frozen=True)
class Sorted:
    """Changes that count, changes that are let pass, and entries that do nothing."""

    counted: tuple[Change, ...]
    passed: tuple[tuple[Change, Ignored], ...]
    idle: tuple[Idle, ...]


def ignore(changes: Iterable[Change], entries: Iterable[Ignored], on: date) -> Sorted:
    """Let the changes pass that an entry names which has not expired on the given day."""
    every = tuple(changes)
    known = {entry.fingerprint: entry for entry in entries}
    valid = {name: entry for name, entry in known.items() if date.fromisoformat(entry.expires) >= on}
    return Sorted(
        tuple(change for change in every if change.fingerprint not in valid),
        tuple((change, valid[change.fingerprint]) for change in every if change.fingerprint in valid),
        tuple(_idle(known, valid, {change.fingerprint for change in every})),
    )


def _idle(known: dict[str, Ignored], valid: dict[str, Ignored], met: set[str]) -> Iterator[Idle]:
    for name, entry in known.items():
        if name not in valid:
            yield Idle("ignore-expired", entry, f"the entry for {name} expired on {entry.expires}")
        elif name not in met:
            yield Idle("ignore-unused", entry, f"no change has the fingerprint {name}")

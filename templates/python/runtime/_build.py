"""What the typed functions share: leaving out what is unset, new task ids, sizes."""

from __future__ import annotations

from collections.abc import Mapping


def new_task_uuid() -> str:
    """A version 4 UUID, which names a task."""
    from uuid import uuid4

    return str(uuid4())


def pixels(size: str | None) -> tuple[int, int] | tuple[None, None]:
    """Width and height of ``WIDTHxHEIGHT``. Raises ValueError for what is not written so."""
    if size is None:
        return None, None
    width, _, height = size.partition("x")
    if not (size.isascii() and width.isdigit() and height.isdigit()):
        raise ValueError("a size is written WIDTHxHEIGHT, such as 1024x1024")
    return int(width), int(height)


def settings(provider: str, values: Mapping[str, object]) -> dict[str, object] | None:
    """The object under ``providerSettings``, or None when no setting is set."""
    found = without_unset(values)
    return {provider: found} if found else None


def without_unset(values: Mapping[str, object]) -> dict[str, object]:
    """The entries that are set: a field that is not set is never sent."""
    return {key: value for key, value in values.items() if value is not None}

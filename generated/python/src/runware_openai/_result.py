"""What a task came to."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Generic, TypeVar

from .errors import ApiError

Item = TypeVar("Item")


@dataclass(frozen=True)
class Result(Generic[Item]):
    """The answer to one task.

    ``items`` are the results as the service sent them, unknown keys included; an asynchronous
    task that was only accepted has one item without media. ``errors`` holds what failed beside
    them: what succeeded is never thrown away.
    """

    task_uuid: str
    items: tuple[Item, ...]
    errors: tuple[ApiError, ...] = ()

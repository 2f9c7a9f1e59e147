"""What a task came to."""

from __future__ import annotations

import asyncio
import os
import re
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Generic, Self, TypeVar, cast

from .errors import ApiError, MissingResult

if TYPE_CHECKING:
    from collections.abc import Mapping

    from ._download import Saving
    from ._task import Ending

Item = TypeVar("Item")


@dataclass(frozen=True, repr=False)
class _Outcome(Generic[Item]):
    """The results of one task.

    ``items`` are the results as the service sent them, unknown keys included. ``errors`` holds what
    failed beside them: what succeeded is never thrown away.
    """

    task_uuid: str
    items: tuple[Item, ...]
    errors: tuple[ApiError, ...] = ()

    @classmethod
    def of(cls, ending: Ending) -> Self:
        """The results of a task that ended. Raises the error in their place."""
        if ending.failure is not None:
            raise ending.failure
        return cls(ending.job.task_uuid, cast("tuple[Item, ...]", ending.items), ending.errors)

    def __repr__(self) -> str:
        # Items hold whole pictures, and addresses that anybody could fetch them from.
        return f"{type(self).__name__}({self.task_uuid!r}, {len(self.items)} items, {len(self.errors)} errors)"

    def _saving(self, path: str | os.PathLike[str], index: int) -> Saving:
        from ._download import Saving

        if not -len(self.items) <= index < len(self.items):
            raise MissingResult(f"there is no result {index}: the task has {len(self.items)}")
        number = index % len(self.items) + 1
        # Whoever chose the task's id has not chosen where files go.
        name = re.sub(r"[^\w-]", "_", self.task_uuid, flags=re.ASCII)
        return Saving(cast("Mapping[str, object]", self.items[index]), path, f"{name}-{number}")


@dataclass(frozen=True, repr=False)
class Result(_Outcome[Item]):
    __doc__ = _Outcome.__doc__

    def save(self, path: str | os.PathLike[str], index: int = 0) -> Path:
        """Write a result to a file, or into a folder, and return where it is.

        The file is there as a whole or not at all. Addresses are fetched with httpx and without the key.

        Raises:
            MissingResult: There is no such result, it holds no media, or its address has expired.
            TransportError: It could not be fetched, or is not the kind of file it should be.
            OSError: It cannot be written.
        """
        return self._saving(path, index).run()

    def save_all(self, folder: str | os.PathLike[str]) -> list[Path]:
        """Write all results into a folder, which is made if need be; see `save`."""
        Path(folder).mkdir(parents=True, exist_ok=True)
        return [self.save(folder, index) for index in range(len(self.items))]


@dataclass(frozen=True, repr=False)
class AsyncResult(_Outcome[Item]):
    __doc__ = _Outcome.__doc__

    async def save(self, path: str | os.PathLike[str], index: int = 0) -> Path:
        """Write a result to a file, or into a folder, and return where it is; see `Result.save`."""
        saving = self._saving(path, index)
        try:
            return await asyncio.to_thread(saving.run)
        finally:
            saving.give_up()

    async def save_all(self, folder: str | os.PathLike[str]) -> list[Path]:
        """Write all results into a folder, which is made if need be; see `Result.save`."""
        await asyncio.to_thread(lambda: Path(folder).mkdir(parents=True, exist_ok=True))
        return [await self.save(folder, index) for index in range(len(self.items))]

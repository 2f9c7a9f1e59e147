"""Which frames of a WebSocket belong to which exchange; no input or output."""

from __future__ import annotations

from collections import deque
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from ._answers import Object, failure_of, is_success, objects
from ._codes import code_of, error_class
from .errors import AuthenticationError

MOST_KNOWN = 10_000
"""Tasks of which late words are kept; the service has them, too."""
MOST_LATE = 20_000
"""Late words that are kept, however short."""
LARGEST_LATE = 100_000_000
"""Bytes of frames whose late words are kept."""
LARGEST_HEARD = 200_000_000
"""Bytes of frames for one exchange, after which it ends with what it has: the rest can be asked for."""


class Exchange:
    """One array that was sent, and what came for it so far."""

    def __init__(self, tasks: Sequence[str]) -> None:
        self.waiting = {task.lower() for task in tasks}
        self.tasks = frozenset(self.waiting)
        self.data: list[Object] = []
        self.errors: list[Object] = []
        self.size = 0

    @property
    def is_answered(self) -> bool:
        """Whether something was said of each task, or of all of them at once, or more than can be kept."""
        return not self.waiting or self.size > LARGEST_HEARD

    def add(self, kind: str, word: Object) -> None:
        (self.data if kind == "data" else self.errors).append(word)

    def envelope(self) -> dict[str, object]:
        return {"data": self.data, "errors": self.errors}


@dataclass(frozen=True)
class Late:
    """A word that nobody waited for, and the bytes of the frame that it came in."""

    task: str
    kind: str
    word: Object = field(repr=False)
    size: int


class Frames:
    """The exchanges that wait on one connection, and results that came when nobody waited for them."""

    def __init__(self) -> None:
        self._open: list[Exchange] = []
        self._known: dict[str, None] = {}
        self._late: deque[Late] = deque()
        self._size_of_late = 0

    def opened(self, tasks: Sequence[str]) -> Exchange:
        exchange = Exchange(tasks)
        self._open.append(exchange)
        self._known.update(dict.fromkeys(exchange.tasks))
        while len(self._known) > MOST_KNOWN:
            del self._known[next(iter(self._known))]
        return exchange

    def closed(self, exchange: Exchange) -> dict[str, object]:
        """The answer to an exchange, with what came late for its tasks."""
        self._open.remove(exchange)
        for late in self._late:
            if late.task in exchange.tasks:
                exchange.add(late.kind, late.word)
                self._size_of_late -= late.size
        self._late = deque(late for late in self._late if late.task not in exchange.tasks)
        return exchange.envelope()

    def take(self, frame: Mapping[str, object], size: int) -> list[Exchange]:
        """Distribute what a frame of so many bytes says; the exchanges that are answered by it."""
        data = objects(frame.get("data"))
        errors = (*objects(frame.get("errors")), *objects(frame.get("error")))
        heard: set[Exchange] = set()
        for item in data:
            heard.update(self._give("data", item, size))
        for error in errors:
            heard.update(self._give("errors", error, size))
        for exchange in heard:
            exchange.size += size
        if not data and not errors and len(self._open) == 1:
            # An answer without a word can only be for the one who waits for an answer.
            self._open[0].waiting.clear()
        return [exchange for exchange in self._open if exchange.is_answered]

    def _give(self, kind: str, found: Object, size: int) -> list[Exchange]:
        """The exchanges that wait for such a word."""
        name = found.get("taskUUID")
        if not isinstance(name, str):
            self._give_nameless(kind, found)
            return []
        task = name.lower()
        takers = [exchange for exchange in self._open if task in exchange.tasks]
        for exchange in takers:
            exchange.add(kind, found)
            exchange.waiting.discard(task)
        # An old "processing" must not pass for the answer to a later question; what is final may.
        if not takers and task in self._known and (kind == "errors" or is_success(found) or failure_of(found)):
            self._keep(Late(task, kind, found, size))
        return takers

    def _keep(self, late: Late) -> None:
        """Keep a late word; the oldest go where there are too many."""
        self._late.append(late)
        self._size_of_late += late.size
        while self._size_of_late > LARGEST_LATE or len(self._late) > MOST_LATE:
            self._size_of_late -= self._late.popleft().size

    def _give_nameless(self, kind: str, found: Object) -> None:
        """An error that names no task is about the only exchange, or about the key; else nobody knows."""
        is_general = issubclass(error_class(code_of(found), 200), AuthenticationError)
        if kind == "errors" and (is_general or len(self._open) == 1):
            for exchange in self._open:
                exchange.errors.append(found)
                exchange.waiting.clear()

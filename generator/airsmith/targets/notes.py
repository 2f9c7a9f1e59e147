"""What a target keeps of each model until its index files are made."""

from __future__ import annotations

import json
import zlib
from collections.abc import Iterator, MutableMapping

from ..meaning.values import Json


class Notes(MutableMapping[str, Json]):
    """JSON by AIR id, packed: of thousands of models it is there as objects only while it is looked at."""

    def __init__(self) -> None:
        self._packed: dict[str, bytes] = {}

    def __getitem__(self, air: str) -> Json:
        found: Json = json.loads(zlib.decompress(self._packed[air]))
        return found

    def __setitem__(self, air: str, note: Json) -> None:
        # The fastest level: what models say is so alike that the others gain little.
        self._packed[air] = zlib.compress(json.dumps(note).encode("ascii"), 1)

    def __delitem__(self, air: str) -> None:
        del self._packed[air]

    def __iter__(self) -> Iterator[str]:
        return iter(self._packed)

    def __len__(self) -> int:
        return len(self._packed)

    def packed(self) -> Iterator[bytes]:
        """Every note as it is packed, in the order in which they came."""
        yield from self._packed.values()

    def take(self, air: str) -> bytes | None:
        """Remove a note, if there is one, and give it as it is packed."""
        return self._packed.pop(air, None)

    def put(self, air: str, packed: bytes) -> None:
        """Add a note that was taken elsewhere."""
        self._packed[air] = packed

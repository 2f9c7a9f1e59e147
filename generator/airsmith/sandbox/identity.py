"""Names and numbers that follow from the sandbox's seed and a task's UUID: the same seed gives the same answers."""

from __future__ import annotations

import hashlib
import uuid

__all__ = ["derived_fraction", "derived_seed", "derived_uuid"]


def derived_uuid(seed: int, *words: str | int) -> str:
    """A UUID of version 4's form."""
    return str(uuid.UUID(bytes=_digest(seed, words)[:16], version=4))


def derived_seed(seed: int, *words: str | int) -> int:
    """A seed as the service reports it: positive, up to 63 bits, so often beyond 2^53."""
    return int.from_bytes(_digest(seed, words)[:8], "big") >> 1


def derived_fraction(seed: int, *words: str | int) -> float:
    """A number from 0 up to, but not including, 1."""
    return int.from_bytes(_digest(seed, words)[:6], "big") / 2**48


def _digest(seed: int, words: tuple[str | int, ...]) -> bytes:
    # Lengths keep ("ab", "c") and ("a", "bc") apart; a lone surrogate of a hostile UUID must not raise.
    text = "".join(f"{len(str(word))}:{word}" for word in (seed, *words))
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).digest()

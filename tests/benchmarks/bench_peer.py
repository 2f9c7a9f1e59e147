"""What a peer is: one validator, made ready once, asked the same questions as ours."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

Document = dict[str, Any]
Faults = list[tuple[Any, str]]

NOTHING: frozenset[str] = frozenset()


@dataclass(frozen=True)
class Peer:
    """A validator under test.

    `accepts` answers yes or no and is what the valid rows time: it does the least work with which the library can
    answer. `faults` returns every violation as (path, sentence), both read, or None where the library has no such
    thing. `faults_are` says what the list holds. The two sets name the requests of `bench_corpus` on which the library
    cannot follow the rules; `test_fairness.py` holds that there are no others, and no fewer.
    """

    name: str
    accepts: Callable[[Document], bool]
    faults: Callable[[Document], Faults] | None = None
    faults_are: str = "every violation"
    wrongly_accepts: frozenset[str] = NOTHING
    wrongly_refuses: frozenset[str] = NOTHING
    remark: str = ""


UUID_SHAPE = b"00000000-0000-0000-0000-000000000000"
_UUID_CHARACTERS = {**dict.fromkeys(b"0123456789abcdefABCDEF", ord("0")), ord("-"): ord("-")}
UUID_TABLE = bytes(_UUID_CHARACTERS.get(character, ord("x")) for character in range(256))
"""`text.encode().translate(UUID_TABLE) == UUID_SHAPE` is the fastest test of a UUID's shape known to us in Python;
the peers that run a function of ours get it too."""

"""Whether the service was ever found at its address: known to all calls of one client; no input or output."""

from __future__ import annotations

from ._effects import NotSent, Outcome

TRIES = 3
"""So often in one call is an address tried at which nobody was ever found, which takes some three seconds."""


class Reach:
    """What a client has learnt of its address. An outage of a service that was there before may pass."""

    def __init__(self) -> None:
        self._is_proved = False
        self._is_told = False

    def learn(self, outcome: Outcome | None) -> None:
        """Whatever may have arrived had a connection to arrive by."""
        if not isinstance(outcome, NotSent):
            self._is_proved, self._is_told = True, False

    def is_hopeless(self, tries: int) -> bool:
        """Whether so many failed attempts to connect are enough."""
        return not self._is_proved and tries >= TRIES

    def is_news(self, outcome: Outcome) -> bool:
        """Whether this is the first time that no connection comes about, or the first time since there was one."""
        is_first = isinstance(outcome, NotSent) and outcome.is_unreachable and not self._is_told
        self._is_told = self._is_told or is_first
        return is_first

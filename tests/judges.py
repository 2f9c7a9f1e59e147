"""The judges of a request, all of whom must agree: made once for a set of models, then asked request by request."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TypeAlias

from airsmith.meaning.evaluate import violations
from airsmith.model.catalog import Model

Finding: TypeAlias = tuple[str, str]
"""A code and a path."""

Verdict: TypeAlias = list[Finding] | bool
"""Every finding in its order, or only whether the request is valid."""

Ask: TypeAlias = Callable[[object], Verdict]


@dataclass(frozen=True)
class Judge:
    """``make`` prepares for some models; ``takes`` says which requests the judge can be asked about."""

    name: str
    make: Callable[[Sequence[Model]], Ask]
    takes: Callable[[object], bool] = lambda request: True

    def __str__(self) -> str:
        return self.name


def oracle(models: Sequence[Model]) -> Ask:
    """The reference interpreter."""
    contracts = {model.air: model.contract for model in models}
    return lambda request: [(found.code, found.path) for found in violations(request, contracts)]


JUDGES: tuple[Judge, ...] = (Judge("oracle", oracle),)


def agrees(verdict: Verdict, expected: Sequence[Finding]) -> bool:
    """Whether a verdict says what is expected, as far as it says anything."""
    return verdict == (not expected) if isinstance(verdict, bool) else verdict == list(expected)

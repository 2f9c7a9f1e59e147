"""How a sandbox is set up."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from typing import Literal, TypeAlias

__all__ = ["Retired", "Settings"]

Retired: TypeAlias = Literal["serve", "refuse"]


@dataclass(frozen=True)
class Settings:
    """What of a sandbox's set-up decides its answers; `Sandbox` says what each means."""

    api_key: str | None = None
    seed: int = 0
    latency: float | None = None
    retired: Retired = "serve"
    allow_hosts: Collection[str] = ()

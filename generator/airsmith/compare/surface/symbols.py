"""What a public name stands for, the same for every language."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal, TypeAlias

from .types import Type

Kind: TypeAlias = Literal["class", "function", "type", "value"]


@dataclass(frozen=True)
class Member:
    """A parameter of a function or a field of a type. ``position`` counts where callers do."""

    name: str
    type: Type
    required: bool
    position: int | None = None


@dataclass(frozen=True)
class Symbol:
    """``returns`` is what a function gives back, or what a type or value is.

    ``output`` marks what callers read and never write: there, more alternatives are the break.
    ``given`` says that callers give the members, as arguments or as fields. The members of any other
    class are names that it offers: a new one asks nothing of anybody.
    """

    kind: Kind
    members: tuple[Member, ...] = ()
    returns: Type = frozenset()
    bases: tuple[str, ...] = ()
    output: bool = False
    given: bool = True


Surface: TypeAlias = Mapping[str, Symbol]
"""Public name -> symbol; a name that only a submodule offers has the submodule's before it."""


def is_output(name: str) -> bool:
    """Whether a generated type is of results."""
    return "Result" in name

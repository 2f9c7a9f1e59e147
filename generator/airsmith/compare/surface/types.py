"""Types as sets of alternatives, so that one can be seen to take more, or less, than another."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TypeAlias


@dataclass(frozen=True)
class Atom:
    """One alternative: a literal or a name, with the types between its brackets if there are any.

    ``literal_of`` is the type of a literal; ``takes`` names the types whose values a name takes, its own included.
    """

    head: str
    args: tuple[Type, ...] = ()
    literal_of: str = ""
    takes: tuple[str, ...] = ()


Type: TypeAlias = "frozenset[Atom]"


def type_of(atoms: Iterable[Atom]) -> Type:
    return frozenset(atoms)


def covers(wide: Type, narrow: Type) -> bool:
    """Whether every alternative of ``narrow`` is one of ``wide``; containers are taken to be read only."""
    return all(any(_covers(one, other) for one in wide) for other in narrow)


def _covers(wide: Atom, narrow: Atom) -> bool:
    if (narrow.literal_of or narrow.head) in wide.takes:
        return True
    if wide.head != narrow.head or len(wide.args) != len(narrow.args):
        return False
    return all(covers(one, other) for one, other in zip(wide.args, narrow.args, strict=True))


def shown(type_: Type) -> str:
    """The alternatives in one order, whatever the file's.

    >>> shown(type_of([Atom("None"), Atom("list", (type_of([Atom("int")]),))]))
    'None | list[int]'
    """
    return " | ".join(sorted(_shown(atom) for atom in type_))


def _shown(atom: Atom) -> str:
    return f"{atom.head}[{', '.join(map(shown, atom.args))}]" if atom.args else atom.head
